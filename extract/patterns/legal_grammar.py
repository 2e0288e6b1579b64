"""How papers are cited: the expressions, and what their parts say."""

from __future__ import annotations

import re

from extract.patterns.dates import iso
from extract.patterns.legal_types import alternatives, lexicon, words
from extract.patterns.pattern import pattern

TYPES = alternatives([word for word in words() if word not in ("hiến pháp", "luật", "bộ luật")] + ["luật", "bộ luật"])
_SO = r"s[ốôồổỗo6]\s?[:.]?"
_B = r"[\s*_.…]{0,8}"  # blanks left open, Markdown marks
_DAY = rf"""ng[àa]y{_B}(?P<d>[0-3lo]?[\dlo])?{_B}(?:[/.-]|th[áa]ng){_B}(?P<m>[01lo]?[\dlo])?{_B}(?:[/.-]|,?\s?n[ăa]m|,)?{_B}
    (?P<y>(?:19|20)\d\d|(?<=[/.-])\d\d(?![\d/]))"""

TYPE = pattern(
    "type word",
    catches={"Căn cứ Quyết định số 12": "quyết định", "Thông tư liên tịch số 5": "thông tư liên tịch", "CV số 15": "cv"},
    misses=("công tác giảm nghèo", "các sở, ngành"),
    regex=rf"(?<![\w/-])(?:{TYPES})(?![\w/]|-\w)",
)
PLAIN = pattern(
    "paper without letters in its number",
    catches={
        "Quyết định số 1722 ngày 02/9/2016": "quyết định số 1722",
        "Chỉ thị ngày 05/3/2019 của Thủ tướng": "chỉ thị",
        "Nghị quyết số 15 của Ban Chấp hành": "nghị quyết số 15",
        "Thông tư số 17/2018 ngày 12/10/2018": "thông tư số 17/2018",
    },
    misses=("Quyết định số 15/QĐ-UBND", "báo cáo kết quả"),
    regex=rf"""(?<![\w/-])(?P<type>{TYPES})(?:\s{{1,3}}{_SO}\s{{0,3}}(?P<n>\d{{1,5}}[a-z]?(?:/(?:19|20)\d\d)?)(?![\w/]|\s?-\s?\w|[.,]\d)
        |(?=\s{{1,3}}(?:của\s[^;.:()\n\d]{{2,80}}?\s)?ngày\s\d))""",
)
BETWEEN = pattern(
    "between type word and number",
    catches={
        " số ": " số ",
        " của Bộ Y tế số: ": " của bộ y tế số: ",
        ": số ": ": số ",
        " của UBND tỉnh: số ": " của ubnd tỉnh: số ",
        " ": " ",
        " Hội đồng nhân dân tỉnh số ": " hội đồng nhân dân tỉnh số ",
        " liên tịch số ": " liên tịch số ",
    },
    misses=(" về giảm nghèo số ", "; số ", " phê duyệt số "),
    regex=rf"""\A\s{{0,3}}(?:(?:liên\ tịch|liên\ ngành|hỏa\ tốc|mật|chung)\s)?
        (?:(?:của|do)\s(?P<of>[^;:.()\d]{{2,90}}?)[\s,]{{0,3}}(?=\s{_SO}|:)
          |(?P<by>(?:hội\ đồng|hđnd|ubnd|ủy\ ban|bộ|sở|chính\ phủ|thủ\ tướng|tỉnh\ ủy|huyện\ ủy|ban\ thường)\b[^;:.()\d]{{0,60}}?)
            [\s,]{{0,3}}(?=\s{_SO}|:))?
        \s{{0,3}}:?\s{{0,3}}(?:{_SO})?[\s*_]{{0,4}}\Z""",
)
AFTER = pattern(
    "date of a paper",
    catches={
        " ngày 19 tháng 5 năm 2011": " ngày 19 tháng 5 năm 2011",
        ", ngày 05/3/2018": ", ngày 05/3/2018",
        " của UBND tỉnh ngày 05-3-2018": " của ubnd tỉnh ngày 05-3-2018",
        " tỉnh ngày 5.3.2018": " tỉnh ngày 5.3.2018",
        " năm 2019": " năm 2019",
        " ngày    /3/2022": " ngày    /3/2022",
        " (ban hành ngày 12/7/2017": " (ban hành ngày 12/7/2017",
        " tháng 3 năm 2020": " tháng 3 năm 2020",
        " cùng ngày 28/6/2019": " cùng ngày 28/6/2019",
    },
    misses=(" của UBND tỉnh về giảm nghèo ngày 05/3/2018", "; ngày 5/3/2018", " đến năm 2025"),
    regex=rf"""\A[*_]{{0,2}}(?:\s(?:tỉnh|huyện|thành\ phố|thị\ xã|xã)\b)?[\s*_]{{0,3}}(?:,\s{{0,3}}|\(\s?)?
        (?:(?:của|do)\s(?P<of>(?:(?!\s(?:v[ềê]|ngày|phê\ duyệt|quy\ định|ban\ hành|năm|hướng\ dẫn|triển\ khai)\s)[^;.()\n]){{2,90}}?)
            \s{{0,2}},?\s{{1,3}})?
        (?:(?:ký|ban\ hành|thông\ qua|được\ ban\ hành|được\ quốc\ hội\ thông\ qua)\s)?(?:vào\s|cùng\s)?
        (?:{_DAY}|năm\s{{1,2}}(?P<y2>(?:19|20)\d\d)(?![\d/-])|tháng\s(?P<m3>\d{{1,2}})(?:\snăm\s|/)(?P<y3>(?:19|20)\d\d))""",
)
OF = pattern(
    "issuer follows",
    catches={
        " của Chính phủ": " của ",
        ", của UBND tỉnh": ", của ",
        " do Bộ Y tế ban hành": " do ",
        " UBND tỉnh về": " ",
        " Thủ tướng Chính phủ": " ",
        " tỉnh của HĐND tỉnh": " tỉnh của ",
    },
    misses=(" về giảm nghèo", "; của xã", " của các hộ"),
    regex=r"""\A[*_]{0,2}(?:\s(?:tỉnh|huyện|xã))?[\s*_]{0,3}(?:(?:,\s{0,3})?(?:của|do)\s{1,3}(?!các\s|những\s|này|hộ\s)
        |(?=(?:ubnd|ủy\ ban|hđnd|hội\ đồng|chính\ phủ|thủ\ tướng|bộ\ |sở\ |tỉnh\ ủy|huyện\ ủy|thị\ ủy|thành\ ủy|ban\ (?!hành)|quốc\ hội
            |trung\ ương|bch\ |btv\ |liên\ )))""",
)
SUBJECT = pattern(
    "subject follows",
    catches={
        " về việc giao chỉ tiêu": " về việc ",
        " “về giảm nghèo": ' "về ',
        " phê duyệt Chương trình": " phê duyệt ",
        ", quy định chuẩn nghèo": ", quy định ",
        " V/v rà soát": " v/v ",
        " khóa XV, kỳ họp thứ 5 về hỗ trợ": " khóa xv, kỳ họp thứ 5 về ",
    },
    misses=("; về nhà ở", " trên địa bàn"),
    regex=r"""\A[*_]{0,2}[\s,]{0,3}(?:\(?(?:khóa|khoá|kỳ\ họp|nhiệm\ kỳ)\s[^;."]{1,40}?[\s,)]{1,3})?["(]?
        (?:v[ềê]\s{1,3}(?:việc\s{1,3})?|v/v\s{0,3}:?\s{0,2}|phê\ duyệt\s{1,3}|quy\ định\s{1,3}(?:chi\ tiết\s{1,3})?(?:v[ềê]\s{1,3})?)""",
)
NAMED = pattern(
    "subject without about",
    catches={" hướng dẫn rà soát hộ nghèo": " ", " ban hành quy chế": " ", " sửa đổi một số điều": " "},
    misses=(" và các văn bản", " trên địa bàn"),
    regex=r"""\A\s{1,3}(?=(?:hướng\ dẫn|ban\ hành|sửa\ đổi|bổ\ sung|giao|tăng\ cường|triển\ khai|điều\ chỉnh|thành\ lập|phân\ bổ
        |công\ bố|công\ nhận|định\ hướng|kiện\ toàn|bãi\ bỏ|thay\ thế|đẩy\ mạnh|thực\ hiện|phát\ động)\s)""",
)
PINPOINT = pattern(
    "pinpoint",
    catches={
        "quy định tại Khoản 1 Điều 17 ": "khoản 1 điều 17 ",
        "theo điểm a, b khoản 2 Điều 5 của ": "điểm a, b khoản 2 điều 5 của ",
        "Mục II ": "mục ii ",
        "tại Khoản 1, Khoản 3, Điều 4 ": "khoản 1, khoản 3, điều 4 ",
        "Phụ lục I kèm theo ": "phụ lục i kèm theo ",
    },
    misses=("Điều kiện sống ", "Điều 5 và ", "mục tiêu 2 "),
    regex=r"""(?<!\w)(?:(?:tiết|điểm|khoản|điều|mục|chương|phần|phụ\ lục|biểu)\s{1,2}(?:số\s)?(?:\d{1,3}[a-zđ]?|[ivx]{1,5}|[a-zđ])(?!\w)
        (?:(?:,|\ và|-)\s?(?:\d{1,3}[a-zđ]?|[ivx]{1,5}|[a-zđ])(?!\w)){0,6},?\s{1,2}){1,4}
        (?:(?:của|kèm\ theo|ban\ hành\ kèm\ theo|tại|trong)\s{1,2})?\Z""",
)
_GAZETTEER = alternatives(lexicon()["laws"]["names"])
_AMENDING = r"""sửa\s{1,2}đổi(?:\s?,\s?|\s{1,2}và\s{1,2}|\s{1,2})b[ổồôố]\s{1,2}sung
    (?:\s{1,2}một\s{1,2}số\s{1,2}(?:điều|nội\sdung))?(?:\s{1,2}của)?(?:\s{1,2}các)?"""
LAW = pattern(
    "law",
    catches={
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19/6/2015": "luật tổ chức chính quyền địa phương",
        "theo Luật Trợ giúp pháp lý": "luật trợ giúp pháp lý",
        "Bộ luật Lao động năm 2019": "bộ luật lao động",
        "Luật Thuế tài nguyên năm 2009": "luật thuế tài nguyên",
        "Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương ngày 22/11/2019": (
            "luật sửa đổi, bổ sung một số điều của luật tổ chức chính phủ và luật tổ chức chính quyền địa phương"
        ),
        "Hiến pháp năm 2013": "hiến pháp",
        "Pháp lệnh Ưu đãi người có công với cách mạng ngày 09/12/2020": "pháp lệnh ưu đãi người có công với cách mạng",
    },
    misses=("chính sách pháp luật của Nhà nước", "Luật sư tham gia", "vi phạm pháp luật về đất đai", "Luật này"),
    regex=rf"""(?<![\w])(?<!pháp\s)(?:hiến\s{{1,2}}pháp(?=\s{{1,2}}(?:nước|năm|20|19|ngày))(?:\s{{1,2}}nước\s[^;.,\n]{{5,40}}?(?=\s{{1,2}}năm))?
        |(?:bộ\s{{1,2}}luật|luật|pháp\s{{1,2}}lệnh)\s{{1,2}}(?:{_AMENDING}\s{{1,2}}[^;:()\n\d]{{3,170}}?(?=\s(?:số\s\d|ngày\s\d|năm\s(?:19|20)\d\d))
          |(?:{_AMENDING}\s{{1,2}}(?:(?:bộ\s{{1,2}})?luật\s{{1,2}}|pháp\s{{1,2}}lệnh\s{{1,2}})?)?(?:{_GAZETTEER})(?!\w)
            (?:(?:\s?,|\s{{1,2}}và)\s{{1,2}}(?:bộ\s{{1,2}})?luật\s{{1,2}}(?:{_GAZETTEER})(?!\w)(?=[^;.\n]{{0,60}}(?:ngày|năm|số)\s)){{0,3}}(?:\s{{1,2}}\(?sửa\s{{1,2}}đổi\)?)?
          |(?!này|và|các|số|sư\b|gia\b)(?:(?!luật\s|nghị\s|quyết\sđịnh|thông\stư)[^;:.()\n\d]){{3,90}}?(?=\s{{1,2}}(?:số\s\d|ngày\s\d|năm\s(?:19|20)\d\d|(?:19|20)\d\d))))""",
)


def day_of(m: re.Match[str]) -> str | None:
    """The ISO date that `AFTER` matched, as precise as printed; null where it is no day of the calendar."""
    year = m["y"] or m["y2"] or m["y3"]
    if len(year) == 2:
        year = "20" + year
    month, day = m["m"] or m["m3"], m["d"]
    return iso(year, month, day if month else None) or iso(year)

"""Prepositions, rhythms, events and occasions: the expressions that make a time a deadline."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from extract.patterns.legal_types import alternatives
from extract.patterns.pattern import pattern

_G = r"[\s*_]{1,4}"


@cache
def lexicon() -> dict[str, Any]:
    """`lexicon/deadlines.toml` as it stands."""
    return tomllib.loads(files("extract").joinpath("lexicon/deadlines.toml").read_text("utf-8"))


_UNITS = alternatives([word for words in lexicon()["intervals"].values() for word in words])
_EVERY = r"(?:h[àằăa]ng|m[ỗô]i)"
_UNIT = rf"(?:{_UNITS})(?![\w])(?!\s(?:thứ|lần|\d|làm|học|bắt|đầu|cuối\snăm))"
_FEW = r"\d(?!\d?\s(?!tháng|năm|lần|đợt|kỳ|cuộc|buổi)[^\W\d])"  # "mỗi tháng 30 suất", not "mỗi năm 02 lần"
_EACH = rf"{_EVERY}\s{{1,2}}(?:{_UNITS})(?![\w])(?!\s(?:thứ|lần|{_FEW}|làm|học|bắt|đầu|cuối\snăm))"
_JOIN = rf"(?:\s?[,/]\s?|\s-\s|\s(?:và|hoặc|hay)\s)(?:(?:{_EVERY}|định\s{{1,2}}k[ỳì])\s{{1,2}})?"
_TIMES = r"(?:\s(?:m[ộô]t|hai|ba|0?\d)\s(?:lần|đợt|buổi|phiên|kỳ)(?!\s?/|\w|\strong|\smỗi))?"
_N = r"(?:(?:ít\snhất|tối\sthiểu|không\sdưới|không\sít\shơn)\s)?(?:0?\d|m[ộô]t|hai|ba|b[ốô]n)"

BEFORE = pattern(
    "preposition of time",
    catches={
        "hoàn thành trước ": "trước ",
        "gửi về Sở chậm nhất là vào ": "chậm nhất là vào ",
        "phấn đấu đến hết ": "đến hết ",
        "thực hiện từ nay đến ": "từ nay đến ",
        "không muộn hơn ": "không muộn hơn ",
        "hộ nghèo tính đến ": "tính đến ",
        "tổ chức vào ": "vào ",
        "điều tra vào các ": "vào các ",
        "hoàn thành trong giai đoạn ": "trong giai đoạn ",
        "thời hạn cuối cùng là ": "thời hạn cuối cùng là ",
        "gửi trước 17 giờ ": "trước 17 giờ ",
        "nộp trước 9 giờ sáng thứ Hai, ": "trước 9 giờ sáng thứ hai, ",
        "không để kéo dài quá thời hạn quyết toán ": "quá thời hạn quyết toán ",
    },
    misses=("báo cáo kết quả ", "số hộ nghèo "),
    regex=r"""(?<!\w)(?:(?:chậm|muộn)\s{1,2}nhất(?:\s{1,2}(?:là|đến|vào|trong|trước|hết)){0,3}
        | không\s{1,2}(?:muộn|chậm|quá|trễ)(?:\s{1,2}(?:hơn|quá|sau))? | từ\s{1,2}nay\s{1,2}(?:cho\s{1,2})?(?:đến|tới)(?:\s{1,2}hết)?
        | (?:(?:định\s{1,2}hướng|tầm\s{1,2}nhìn|tính|cho|so\s{1,2}với)\s{1,2})?(?:đến|tới)(?:\s{1,2}(?:hết|trước|thời\s{1,2}điểm))?
        | (?:xong\s{1,2})?trước(?:\s{1,2}(?:hết|khi\s{1,2}kết\s{1,2}thúc))? | hết
        | (?:kể|bắt\s{1,2}đầu|ngay|tính)\s{1,2}từ | từ | sau | vào(?:\s{1,2}(?:khoảng|các))?
        | (?:ngay\s{1,2})?trong(?:\s{1,2}(?:khoảng|các|giai\s{1,2}đoạn))?
        | quá\s(?:thời\s)?hạn(?:\s(?!hết|từ|sau)[^\W\d]{1,8}){0,3}
        | thời\s{1,2}hạn(?:\s{1,2}cuối(?:\s{1,2}cùng)?)?(?:\s{1,2}là)? | hạn\s{1,2}(?:chót|cuối)(?:\s{1,2}là)?
        | so\s{1,2}với | tại\s{1,2}thời\s{1,2}điểm | thời\s{1,2}điểm | của | định\s{1,2}hướng | tầm\s{1,2}nhìn)
        (?:\s(?:lúc\s)?\d{1,2}\s?(?:h|giờ)(?:\s?\d\d)?(?:\sphút)?,?(?:\s(?:sáng|chiều))?)?(?:\s(?:thứ\s(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ\snhật),?)?
        [\s*_]{1,4}\Z""",
)
RHYTHM = pattern(
    "rhythm",
    catches={
        "Định kỳ 6 tháng, năm tổng hợp": "định kỳ 6 tháng, năm",
        "báo cáo hằng tháng, quý, năm": "hằng tháng, quý, năm",
        "kiểm tra định kỳ, đột xuất": "định kỳ, đột xuất",
        "định kỳ hàng quý": "định kỳ hàng quý",
        "theo định kỳ hoặc đột xuất": "theo định kỳ hoặc đột xuất",
        "hàng năm và đột xuất": "hàng năm và đột xuất",
        "mỗi quý một lần": "mỗi quý một lần",
        "định kỳ, hằng năm": "định kỳ, hằng năm",
        "định kỳ 06 tháng một lần": "định kỳ 06 tháng một lần",
        "đánh giá vào cuối mỗi quý": "vào cuối mỗi quý",
        "giao ban vào tuần đầu hằng tháng": "vào tuần đầu hằng tháng",
        "hằng tháng, trước ngày 22 gửi báo cáo": "hằng tháng, trước ngày 22",
    },
    misses=("kịp thời", "quý II/2023", "hàng hóa", "hàng ngày càng tăng"),
    regex=rf"""(?<!\w)(?:(?:vào\s)?(?:(?:tuần|ngày)\s)?(?:cuối|đầu)\s|ít\snhất\s)?(?<!\w)(?:(?:theo\s{{1,2}})?(?:định|thường)\s{{1,2}}k[ỳì](?!\s{{1,2}}(?:này|trung|tới))(?P<first>\s?,?\s{{0,2}}(?:{_EVERY}\s{{1,2}})?{_UNIT})?
        |{_EACH}(?!\s?càng)){_TIMES}
        (?:{_JOIN}(?:{_UNIT}|định\s{{1,2}}k[ỳì]){_TIMES}){{0,5}}(?:\s(?:m[ộô]t|0?1)\s(?:lần|kỳ))?
        (?:\s?,?\s(?:trước|vào|chậm\snhất(?:\slà|\svào)?)\sngày\s\d{{1,2}}(?!\s?[/\d.-]|\stháng))?""",
)
UNIT = pattern(
    "interval",
    catches={"định kỳ 6 tháng": "6 tháng", "hằng quý": "quý", "cả năm": "cả năm", "và đột xuất": "đột xuất"},
    misses=("năm học", "quý vị"),
    regex=rf"(?<!\w)(?:{_UNITS})(?!\w)(?!\s(?:vị|học))",
)
SUDDEN = pattern(
    "when need be",
    catches={"báo cáo đột xuất khi có yêu cầu": "đột xuất khi có yêu cầu", "kiểm tra đột xuất": "đột xuất"},
    misses=("sản xuất",),
    regex=r"(?<!\w)đột\s{1,2}xuất(?:\s(?:khi|nếu)\s(?:có|cần)(?:\s(?:yêu\scầu|thiên\stai|phát\ssinh|vụ\sviệc|tình\shuống))?|\stheo\syêu\scầu)?(?!\w)",
)
LISTED = pattern(
    "list of intervals",
    catches={
        "báo cáo tháng, quý, 6 tháng, năm": "tháng, quý, 6 tháng, năm",
        "kết quả 6 tháng và cả năm": "6 tháng và cả năm",
        "báo cáo quý, năm": "quý, năm",
    },
    misses=("6 tháng đầu năm", "trong năm, quý"),
    regex=rf"""(?<!\w)(?<!trong\s)(?<!đầu\s)(?<!cuối\s)(?:{_UNIT})(?:(?:\s?,\s?|\s-\s|\svà\s|\shoặc\s)(?:báo\scáo\s|{_EVERY}\s)?(?:{_UNIT})){{1,5}}(?!\s(?:20|đầu))""",
)
COUNTED = pattern(
    "times in a span",
    catches={
        "kiểm tra 02 lần/năm": "02 lần/năm",
        "giám sát ít nhất 01 lần/quý": "ít nhất 01 lần/quý",
        "họp 6 tháng/lần": "6 tháng/lần",
        "khám hai lần trong năm": "hai lần trong năm",
        "mỗi năm ít nhất 02 đợt": "mỗi năm ít nhất 02 đợt",
        "mỗi năm 2 lần": "mỗi năm 2 lần",
        "một năm hai lần": "một năm hai lần",
        "ba buổi mỗi tuần": "ba buổi mỗi tuần",
        "phát bình quân 02 bản tin/tuần": "bình quân 02 bản tin/tuần",
        "phát sóng ít nhất 02 tin, bài/tháng": "ít nhất 02 tin, bài/tháng",
        "loa phát ngày ba buổi": "ngày ba buổi",
        "họp hai tuần một lần": "hai tuần một lần",
        "báo cáo 10 ngày một lần": "10 ngày một lần",
        "sáu tháng xem xét lại một lần": "sáu tháng xem xét lại một lần",
        "một quý đi cơ sở ít nhất 02 lần": "một quý đi cơ sở ít nhất 02 lần",
        "khám lưu động 02 lượt/xã/năm": "02 lượt/xã/năm",
        "02 đợt tiêm phòng cho đàn trâu/năm": "02 đợt tiêm phòng cho đàn trâu/năm",
        "về thôn tối thiểu 3 ngày/tuần": "tối thiểu 3 ngày/tuần",
        "phát loa 03 lần/ngày": "03 lần/ngày",
        "loa phát mỗi tuần 02 buổi": "mỗi tuần 02 buổi",
    },
    misses=(
        "chuyển một lần trong quý i/2021",
        "hai lần trong tháng 5",
        "2 lần/người",
        "05 lượt/người/năm",
        "nghỉ 12 ngày/năm",
        "tăng 2 lần",
        "3%/năm",
        "04 phiên giao dịch",
    ),
    regex=rf"""(?<!\w)(?:{_N}\s{{1,2}}(?:lần|đợt|kỳ|cuộc|buổi|lượt)(?:(?:\s(?!trong|mỗi|một|hằng|hàng)[^\W\d]{{1,10}}){{1,5}}/|(?:\s?/\s?(?:xã|bản|thôn|ấp|buôn|làng|khóm|xóm|hộ))?(?:\s?/\s?(?:m[ộô]t\s|0?1\s)?|\s(?:trong\s|m[ỗô]i\s|m[ộô]t\s|h[àằ]ng\s)(?:m[ộô]t\s)?))(?P<a>ngày|tuần|tháng|quý|6\stháng|06\stháng|năm)(?!\w|\s(?:iv|i{{1,3}}|\d{{1,2}})(?!\w))
        |(?P<e>\d{{1,2}}|m[ộô]t|hai|ba|bốn|năm|sáu|chín)\s(?:ngày|tháng|tuần|quý|năm)(?:(?:\s(?!một|lần)[^\W\d]{{1,10}}){{0,3}}\s(?:một|01|1)\s|\s?/\s?(?:0?1\s)?)lần
        |(?:bình\squân\s)?{_N}\s(?:chương\strình|chuyên\smục|chuyên\strang|bản\stin|tin,?\sbài|tin|bài(?:\sviết)?|phóng\ssự|chuyên\sđề|số|phiên)\s?/\s?(?P<c>tuần|tháng|quý)
        |{_N}\sngày\s?/\s?(?P<f>tuần|tháng)
        |(?<!mỗi\s)ngày\s(?P<d>hai|ba|0?[23])\s(?:buổi|lần)
        |(?:m[ỗô]i|m[ộô]t|0?1)\s(?P<b>tuần|tháng|quý|năm)(?:\s(?!một|hai|ba|bốn|ít|tối)[^\W\d]{{1,10}}){{0,5}}\s{_N}\s(?:lần|đợt|kỳ|cuộc|lượt)
        |(?:m[ỗô]i|m[ộô]t|0?1)\s(?P<g>tuần|tháng)(?:\s(?!một|hai|ba|bốn|ít|tối)[^\W\d]{{1,10}}){{0,5}}\s{_N}\s(?:buổi|phiên|ngày))(?!\w)""",
)
DAY_OF = pattern(
    "day of each month",
    catches={
        "báo cáo trước ngày 20 hằng tháng": "trước ngày 20 hằng tháng",
        "chậm nhất ngày 10 của tháng đầu quý": "chậm nhất ngày 10 của tháng đầu quý",
        "vào ngày 25 mỗi tháng": "vào ngày 25 mỗi tháng",
        "trước ngày 25 của tháng cuối mỗi quý": "trước ngày 25 của tháng cuối mỗi quý",
        "trước ngày 15 tháng 12 hằng năm": "trước ngày 15 tháng 12 hằng năm",
        "từ ngày 10 đến ngày 15 hàng tháng": "từ ngày 10 đến ngày 15 hàng tháng",
        "vào thứ Sáu hằng tuần": "vào thứ sáu hằng tuần",
        "trước ngày 30/11/2022 hàng năm": "trước ngày 30/11/2022 hàng năm",
        "trước ngày 15/6 và ngày 15/12 hằng năm": "trước ngày 15/6 và ngày 15/12 hằng năm",
        "trước ngày 05 của tháng sau": "trước ngày 05 của tháng sau",
    },
    misses=("trước ngày 20 tháng 5", "ngày 20/5/2022", "ngày hội hằng năm"),
    regex=rf"""(?<!\w)(?:(?:trước|vào|đến|tới|chậm\snhất|muộn\snhất|xong\strước|\d{{1,2}}\s?(?:giờ|h)(?:\s?\d\d)?(?:\sphút)?,?|sáng|chiều|từ|là|trong|hết|định\skỳ|ngày){_G}){{0,3}}
        (?:ngày{_G}(?:mùng\s)?\d{{1,2}}(?:{_G}đến{_G}(?:ngày{_G})?\d{{1,2}})?
            (?:\s?/\s?\d{{1,2}}(?:\s?/\s?20\d\d)?|{_G}tháng{_G}\d{{1,2}}(?:{_G}năm{_G}20\d\d)?)?
            (?:\s(?:và|hoặc)\s(?:trước\s)?(?:ngày\s)?\d{{1,2}}(?:/\d{{1,2}}|\stháng\s\d{{1,2}})?)?
          |thứ{_G}(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ{_G}nhật)[\s,*_]{{1,4}}
        (?:của{_G})?(?:(?P<last>tháng{_G}(?:đầu|cuối|thứ\s\w{{2,4}}){_G}(?:của{_G})?(?:(?:mỗi|hằng|hàng){_G})?quý)|{_EVERY}{_G}(?P<unit>tuần|tháng|quý|năm)
            |tháng{_G}(?P<next>sau|tiếp{_G}theo|kế{_G}tiếp|liền{_G}kề))(?!\w)""",
)
UNIT_DAY = pattern(
    "interval with its day",
    catches={
        "báo cáo tháng (trước ngày 25)": "tháng (trước ngày 25)",
        "06 tháng (trước ngày 10 tháng 6), năm (trước ngày 05 tháng 12)": "06 tháng (trước ngày 10 tháng 6)",
        "năm (chậm nhất ngày 05/12/2023)": "năm (chậm nhất ngày 05/12/2023)",
        "báo cáo quý (trước ngày 20 của tháng cuối quý)": "quý (trước ngày 20 của tháng cuối quý)",
        "báo cáo tháng (trước ngày 22), quý và năm": "tháng (trước ngày 22), quý và năm",
    },
    misses=("năm (trước khi cấp)", "cuối năm (giảm 5 hộ)"),
    regex=rf"""(?<!\w)(?<!cuối\s)(?<!đầu\s)(?<!trong\s)(?:(?:định\sk[ỳì]|{_EVERY})\s){{0,2}}(?:{_UNITS})\s?\((?:gửi\s|xong\s)?(?:trước|chậm\snhất|muộn\snhất|vào)\s(?:là\s)?(?:ngày\s)?
        \d{{1,2}}(?:\s?[/-]\s?\d{{1,2}}(?:\s?[/-]\s?20\d\d)?|\stháng\s\d{{1,2}}(?:\snăm\s20\d\d)?
            |\scủa\stháng\s[^();,]{{3,30}}|\s{_EVERY}\s(?:tháng|quý|năm))?(?:\s{_EVERY}\snăm)?\)
        (?P<more>(?:(?:\s?,\s?|\svà\s|\shoặc\s)(?:{_EVERY}\s)?(?!đột)(?:{_UNITS})(?!\w)(?!\s?\(|\s(?:trước|chậm|\d))){{1,4}})?""",
)
TWICE = pattern(
    "two months of each year",
    catches={"tổ chức đối thoại hai đợt vào tháng 5 và tháng 11": "hai đợt vào tháng 5 và tháng 11"},
    misses=("mở hai lớp vào tháng 5 và tháng 11", "hai đợt trong tháng 5"),
    regex=r"""(?<!\w)(?:hai|0?2)\s(?:lần|đợt|kỳ|phiên|cuộc),?\s(?:\(?vào\s|\((?=tháng))(?:các\s)?tháng\s\d{1,2}\s?(?:và|,)\s(?:tháng\s)?\d{1,2}
        (?:(?:/|\snăm\s)20\d\d)?(?!\w|/)\)?""",
)
UNIT_PAIR = pattern(
    "intervals each with its day",
    catches={"báo cáo quý trước ngày 20, 6 tháng trước ngày 12/6, năm trước ngày 02/12": "6 tháng trước ngày 12/6, năm trước ngày 02/12"},
    misses=("báo cáo 6 tháng trước ngày 12/6/2022", "cuối năm trước ngày 12/6, quý II trước ngày 15/6"),
    regex=rf"""(?<!\w)(?<!cuối\s)(?<!đầu\s)(?<!trong\s)(?:định\sk[ỳì]\s)?(?:(?:{_EVERY}\s)?(?:{_UNITS})\s(?:trước|chậm\snhất)\s(?:ngày\s)?\d{{1,2}}/\d{{1,2}}(?:/20\d\d)?(?:\s?[,;]\s|\svà\s)){{1,3}}
        (?:{_EVERY}\s)?(?:{_UNITS})\s(?:trước|chậm\snhất)\s(?:ngày\s)?\d{{1,2}}/\d{{1,2}}(?:/20\d\d)?(?![/\d])""",
)
PART_OF_EACH = pattern(
    "part of each month or quarter",
    catches={
        "họp tổ vào tuần đầu của tháng": "vào tuần đầu của tháng",
        "trình phân bổ ngay đầu quý": "ngay đầu quý",
        "giao ban vào đầu tháng": "vào đầu tháng",
        "đối chiếu nợ vào cuối quý": "vào cuối quý",
        "gửi vào ngày cuối tháng": "vào ngày cuối tháng",
        "chi trả tiền điện vào tháng cuối quý": "vào tháng cuối quý",
    },
    misses=("vào đầu tháng 9", "vào cuối quý II", "vào đầu tháng này", "cuối tháng 8", "tuần đầu của tháng 7", "vào đầu tháng Ba"),
    regex=r"""(?<!\w)(?:(?:(?:vào|ngay|trong)\s(?:tuần|ngày|tháng(?=\s(?:đầu|cuối)\s(?:của\s)?quý))|tuần)\s(?:đầu|cuối|thứ\s(?:nhất|hai|ba|tư))(?:\stiên)?\s(?:của\s)?(?P<a>tháng|quý)
        |(?:vào|ngay|ngay\svào|ngay\stừ)\s(?:đầu|cuối)\s(?P<b>tuần|tháng|quý))(?!\w)
        (?!\s(?:\d|[ivx]{1,3}(?!\w)|này|tới|sau|đó|trước|một|hai|ba|tư|năm|sáu|bảy|tám|chín|mười|giêng|chạp|đầu|cuối|cao))""",
)
LATER_YEARS = pattern(
    "and the years after",
    catches={" và các năm tiếp theo": " và các năm tiếp theo", " và những năm sau": " và những năm sau"},
    misses=(" và các xã",),
    regex=r"\A[\s*_]{0,3}(?:và|,)\s(?:các|những)\snăm\s(?:tiếp\stheo|sau|kế\stiếp)(?:\sđó)?",
)
NEIGHBOUR = pattern(
    "year before or after",
    catches={" năm sau": " năm sau", " của năm trước": " của năm trước", " năm kế tiếp": " năm kế tiếp"},
    misses=(" năm 2023", " hằng năm"),
    regex=r"\A\s{1,2}(?:của\s)?năm\s(?:(?P<before>trước|liền\strước)|sau|tiếp\stheo|kế\stiếp|liền\skề)(?!\w)",
)
LABEL = pattern(
    "label of time",
    catches={
        "Thời gian thực hiện: Năm 2023": "thời gian thực hiện: ",
        "Tiến độ: phê duyệt": "tiến độ: ",
        "Thời hạn hoàn thành: ": "thời hạn hoàn thành: ",
    },
    misses=("trong thời gian tới", "tiến độ thực hiện"),
    regex=r"(?<!\w)(?:thời\s(?:gian|hạn|điểm)|tiến\sđộ|hạn)(?:\s(?:thực\shiện|hoàn\sthành|tổ\schức|triển\skhai|tiến\shành|báo\scáo|gửi|dự\skiến)){0,3}\s?:[\s*_]{0,4}",
)

"""Times that no calendar day gives: feasts, seasons, sessions, the end of the period."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.model import DeadlineKind, Span
from extract.patterns.dates import Grain, times
from extract.patterns.deadlines_times import Found
from extract.patterns.pattern import pattern

_AGES = r"(?:giáp|ất|bính|đinh|mậu|kỷ|canh|tân|nhâm|quý)\s(?:tý|sửu|dần|mão|thìn|tỵ|tị|ngọ|mùi|thân|dậu|tuất|hợi)"
# Feasts of the Khmer and the Cham, in every spelling met.
_FEASTS = r"(?:ch[ôo]l\s?ch?n[ăa]m\s?th[mn]?[âa]y|s[êe]ne?\s?[đd][ôo]n?l?ta|(?:ó|oó|o)[ck]\s[oô]m\s?b[óo][ck]|ka\s?t[êe]|ramưwan)"
_YEARS = r"(?:\s(?:năm\s)?20\d\d(?:\s?-\s?20\d\d)?(?!\d))?"
_DAY = r"\(?(?:ngày\s)?\d{1,2}/\d{1,2}(?:/20\d\d)?(?![\d/])(?!\s?-\s?\d)\)?"
END_OF_PERIOD = pattern(
    "end of the period",
    catches={
        "cuối kỳ tỷ lệ hộ nghèo còn 2%": "cuối kỳ",
        "đến cuối giai đoạn 2021 - 2025 có 5 xã đạt chuẩn": "đến cuối giai đoạn 2021 - 2025",
        "đến hết nhiệm kỳ không còn nhà tạm": "đến hết nhiệm kỳ",
    },
    misses=("kỳ họp cuối năm", "cuối kỳ họp", "đầu kỳ"),
    regex=r"(?<!\w)(?P<by>(?:đến|tới)\s)?(?:cuối|hết)\s(?:giai\sđoạn|nhiệm\skỳ|kỳ(?:\skế\shoạch)?)(?!\w)(?!\s(?:họp|thi|này|trước))(?:\s20\d\d\s?-\s?(?P<y>20\d\d)(?!\d))?",
)
OCCASION = pattern(
    "occasion",
    catches={
        "thăm hộ nghèo nhân dịp Tết Nguyên đán": "nhân dịp tết nguyên đán",
        "thăm hộ nghèo vào các dịp lễ, Tết": "vào các dịp lễ, tết",
        "biểu dương dịp 17/10": "dịp 17/10",
        "tặng quà dịp kỷ niệm ngày Thương binh - Liệt sĩ 27/7": "dịp kỷ niệm ngày thương binh - liệt sĩ 27/7",
        "trước Tết Nguyên đán Giáp Thìn": "trước tết nguyên đán giáp thìn",
        "bàn giao 70% số nhà trước lễ Sêne Đôlta,": "trước lễ sêne đôlta",
        "tặng quà nhân dịp lễ Oóc Om Bóc": "nhân dịp lễ oóc om bóc",
        "bàn giao nhà trước Tết Dương lịch 2026": "trước tết dương lịch 2026",
        "xóa nhà xiêu vẹo trước mùa nước nổi (": "trước mùa nước nổi",
        "xong trước mùa mưa bão (": "trước mùa mưa bão",
        "xong trước mùa khô 2024-2025": "trước mùa khô 2024-2025",
        "cấp giống trước vụ đông xuân": "trước vụ đông xuân",
        "dịp hè năm 2022": "dịp hè năm 2022",
        "mở lớp trong hè 2022": "trong hè 2022",
        "sửa trường trước khai giảng năm học mới": "trước khai giảng năm học mới",
        "trình tại kỳ họp cuối năm": "tại kỳ họp cuối năm",
        "xong trước kỳ họp HĐND huyện giữa năm": "trước kỳ họp hđnd huyện giữa năm",
        "bàn giao trước Quốc khánh 02/9": "trước quốc khánh 02/9",
        "làm mương trước mùa khô (20/11)": "trước mùa khô (20/11)",
        "gặp mặt nhân ngày hội Đại đoàn kết": "nhân ngày hội đại đoàn kết",
        "miễn học phí ngay từ đầu năm học 2023 - 2024": "ngay từ đầu năm học 2023 - 2024",
        "đến năm học 2023 - 2024 phủ kín bán trú": "đến năm học 2023 - 2024",
        "cấp giống kịp vụ đông xuân": "kịp vụ đông xuân",
        "phát sách trước khi vào năm học mới": "trước khi vào năm học mới",
        "mở 04 buổi chuyển giao kỹ thuật trong vụ xuân": "trong vụ xuân",
        "chợ phiên từ 15 tháng Chạp đến rằm tháng Giêng": "từ 15 tháng chạp đến rằm tháng giêng",
        "thăm hộ neo đơn trong dịp này": "trong dịp này",
        "biểu dương hộ thoát nghèo nhân Ngày Vì người nghèo 17/10": "nhân ngày vì người nghèo 17/10",
        "chi trả đủ trước khi kết thúc học kỳ I": "trước khi kết thúc học kỳ i",
        "tư vấn cho học sinh trước kỳ thi tốt nghiệp THPT": "trước kỳ thi tốt nghiệp thpt",
        "chi trả tại thôn. Tết Giáp Thìn thăm, tặng quà hộ nghèo": "tết giáp thìn",
        "trao bò dịp kỷ niệm 90 năm thành lập Hội Nông dân (14/10/2020)": "dịp kỷ niệm 90 năm thành lập hội nông dân (14/10/2020)",
    },
    misses=("tạo dịp để người nghèo", "quà Tết cho hộ nghèo", "cây trồng theo mùa vụ", "cứu đói trong mùa khô", "dịch vụ đông người"),
    regex=rf"""(?<!\w)(?:(?:(?:nhân|vào|trong)\s)?dịp\s|trước\s|sau\s)(?:các\s)?(?:ngày\s)?(?:lễ\shội\s|lễ\s|tết\s){{0,2}}{_FEASTS}{_YEARS}(?!\w)
        |(?<!\w)(?:(?:nhân|trong|vào|trước|sau)\s)?(?:(?:các|những)\s)?(?:dịp|kỳ\s(?=giáp))\s(?:các\s)?(?:ngày\s)?(?:kỷ\sniệm\s)?(?:ngày\s)?
          (?:lễ(?:\slớn)?|tết|hè|giáp\shạt|khai\sgiảng|năm\shọc\smới|đầu\snăm|cuối\snăm|đầu\sxuân|năm\smới|quốc\skhánh|quốc\stế|thương\sbinh|tháng\s|vì\sngười\snghèo|\d{{1,2}}/\d{{1,2}})
          (?:\s(?:nguyên\sđán|cổ\struyền|trung\sthu|thiếu\snhi|dân\stộc|của\sdân\stộc|chôl\schnăm\sthmây|quốc\skhánh|-\sliệt\ss[ĩỹ]|liệt\ss[ĩỹ]|xóa\snghèo|xóa\sđói\sgiảm\snghèo|người\scao\stuổi))?
          (?:\s{_AGES})?{_YEARS}(?:\s{_DAY})?
          (?:(?:\s?,\s?|\svà\s)(?:(?:các|những|nhân)\s)?(?:dịp\s(?:lễ|tết|giáp\shạt|hè)|lễ(?!\w)|tết(?!\w)|ngày\svì\sngười\snghèo(?!\s?\(?\d))(?:\s(?:nguyên\sđán|trung\sthu|cổ\struyền))?){{0,3}}
        |(?<!\w)(?:trước|sau)\s(?:tết(?:\snguyên\sđán|\scổ\struyền|\strung\sthu|\sdương\slịch)?(?:\s{_AGES})?{_YEARS}
          |(?:ngày\s)?quốc\skhánh(?:\s{_DAY})?|mùa\s(?:mưa|khô|vụ|lũ|bão|giáp\shạt|nước\snổi|thu\shoạch|gặt|rét)(?:\s(?:bão|lũ))?{_YEARS}(?:\s(?=\(){_DAY})?|vụ\s(?:hè\sthu|đông\sxuân|thu\sđông|mùa|xuân\shè|xuân|đông){_YEARS}
          |(?:khi\s)?khai\sgiảng(?:\s(?:năm\shọc|khóa)(?:\smới)?)?{_YEARS}|năm\shọc\s(?:mới|20\d\d\s?-\s?20\d\d))(?!\w)
        |(?:(?<=\A)|(?<=[.;,]\s))tết\s(?:(?:nguyên\sđán\s)?{_AGES}|nguyên\sđán|chôl\schnăm\sthmây|dương\slịch){_YEARS}
            (?=,\s(?:tết|lễ|thăm|tặng|tổ|hỗ|trao)|\s(?:thăm|tặng|tổ\schức|hỗ\strợ|trao|vận\sđộng))
        |(?<!\w)(?:ngay\s)?trong\svụ\s(?:hè\sthu|đông\sxuân|thu\sđông|xuân\shè|xuân|đông|chiêm)(?!\w)
        |(?<!\w)(?:kịp(?:\scho)?)\s(?:mùa\svụ|vụ\s(?:hè\sthu|đông\sxuân|thu\sđông|mùa|xuân\shè|xuân|đông|chiêm))(?!\w)
        |(?<!\w)(?:(?:ngay|vào|từ|trong)\s){{0,2}}(?:đầu|cuối)\snăm\shọc(?:\smới)?{_YEARS}
        |(?<!\w)trước\skhi\s(?:bước\s)?vào\s(?:năm\shọc(?:\smới)?|mùa\s(?:mưa|khô|vụ|lũ|bão)|vụ\s(?:hè\sthu|đông\sxuân|thu\sđông|mùa|xuân|đông))(?!\w)
        |(?<!\w)(?:đến|trước)\s(?:hết\s)?năm\shọc\s20\d\d\s?-\s?20\d\d(?!\d)
        |(?<!\w)(?:trong|nhân|vào)\sdịp\s(?:này|đó)(?!\w)
        |(?<!\w)nhân\s(?:kỷ\sniệm\s)?(?:ngày|tháng)\s[^\d.;,:()]{{3,45}}?\s{_DAY}
        |(?<!\w)trước\s(?:khi\skết\sthúc\s(?:học\skỳ|năm\shọc)(?:\s(?:i{{1,2}}|[12])(?!\w))?{_YEARS}
          |(?:các\s)?kỳ\sthi(?:\s(?:thpt|trung\shọc\sphổ\sthông|tốt\snghiệp|tuyển\ssinh|quốc\sgia|đại\shọc)){{0,3}}{_YEARS})(?!\w)
        |(?<!\w)(?:trong\skhoảng\s)?(?:từ|trước|đến|vào|trong)\s(?:ngày\s)?(?:(?:mồng|mùng)\s)?(?:\d{{1,2}}\s|rằm\s)?tháng\s(?:chạp|giêng)
            (?:\s(?:đến|tới)\s(?:hết\s)?(?:ngày\s)?(?:(?:mồng|mùng)\s)?(?:\d{{1,2}}\s|rằm\s)?tháng\s(?:chạp|giêng))?(?!\w)
        |(?<!\w)(?:nhân\s)?dịp\skỷ\sniệm\s[^.;:()]{{5,70}}\s(?=\(){_DAY}
        |(?<!\w)trong\s(?:kỳ\s(?:nghỉ\s)?)?hè{_YEARS}(?!\w)
        |(?<!\w)(?:tại|(?<=trình\s)|vào|trong|trước)\s?(?:các\s)?(?:kỳ|phiên)\shọp\s(?:(?:của\s)?(?:hđnd|hội\sđồng\snhân\sdân)\s(?:(?:tỉnh|huyện|thành\sphố|xã|phường)\s)?)?(?:gần\snhất|giữa\snăm|cuối\snăm|đầu\snăm|tới|thường\slệ(?:\s(?:giữa|cuối|đầu)\snăm)?){_YEARS}(?!\w)
        |(?<!\w)(?:tại|vào|trong|nhân|dịp)\s(?:các\s)?ngày\shội\sđại\sđoàn\skết(?:\stoàn\sdân)?(?:\stộc)?(?!\w)""",
)
JOINED_DAY = pattern(
    "feast with its day, behind another",
    catches={
        " và Ngày Thương binh - Liệt sĩ 27/7": " và ngày thương binh - liệt sĩ 27/7",
        ", dịp 17/10": ", dịp 17/10",
        " (giữa tháng 4), Sêne Đôlta và": " (giữa tháng 4), sêne đôlta",
    },
    misses=(" và trước ngày 17/10", " và ngày 17/10"),
    regex=rf"\A(?:\s?\([^()]{{1,30}}\))?(?:\s?,\s?|\svà\s)(?P<it>(?:lễ\s)?{_FEASTS}|(?:nhân\s)?(?:dịp\s)?(?:ngày\s[^\d.;,:()]{{5,40}}|(?<=dịp\s)){_DAY})",
)


def ends(folded: str, year: int | None) -> Iterator[Found]:
    """ "đến cuối kỳ còn 3%": the last day of the plan's period, whose last year is `year`."""
    for m in END_OF_PERIOD.finditer(folded):
        last = m["y"] or year
        if last:
            said = m["by"] or ""
            yield Found(
                Span(m.start(), m.end()), DeadlineKind.DATE, None, f"{last}-12-31", (), "end of", Grain.YEAR, preposition=said.strip()
            )


def occasions(folded: str, year: int | None) -> Iterator[Found]:
    """Feasts and seasons: a period with no days; "dịp 17/10" is that day."""
    for m in OCCASION.finditer(folded):
        if "dịp" in m.group() and "nhu cầu" in folded[max(0, m.start() - 45) : m.start()]:  # "nhu cầu gạo cứu đói dịp Tết"
            continue
        yield _occasion(m.group(), m.start(), year)
        at = m.end()
        while behind := JOINED_DAY.match(folded[at : at + 90]):
            yield _occasion(behind["it"], at + behind.start("it"), year)
            at += behind.end()


def _occasion(said: str, start: int, year: int | None) -> Found:
    """`said` begins at character `start`; a day in it is its end."""
    span = Span(start, start + len(said.rstrip(", ")))
    if said.startswith("trước tết dương lịch") and year:  # 1 January
        named = re.search(r"20\d\d", said)
        return Found(span, DeadlineKind.DATE, None, f"{named.group() if named else year + 1}-01-01", (), "occasion", confidence=0.85)
    figures = said.rsplit(maxsplit=1)[-1].strip("()")
    days = [t for t in times(f"ngày {figures}", year) if t.grain is Grain.DAY]
    if days:
        return Found(span, DeadlineKind.DATE, None, days[-1].last, (), "occasion", days[-1].grain, confidence=0.8, dated=days[-1].dated)
    kind = DeadlineKind.DATE if said.startswith("đến ") or "cuối năm học" in said else DeadlineKind.PERIOD
    return Found(span, kind, None, None, (), "occasion", confidence=0.85)

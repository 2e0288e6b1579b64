"""Which years a plan is for."""

from __future__ import annotations

from extract.patterns.pattern import pattern
from extract.text import key

_RANGE = pattern(
    "years of a plan",
    catches={
        "giảm nghèo giai đoạn 2021 - 2025": "2021 - 2025",
        "từ năm 2022 đến năm 2025": "2022 đến năm 2025",
        "trong 2 năm 2024, 2025": "2024, 2025",
        "năm 2021 và 2022": "2021 và 2022",
        "những tháng cuối năm 2021 và năm 2022": "2021 và năm 2022",
    },
    misses=("năm 2021, định hướng đến năm 2030", "số 2021-KH/TU"),
    regex=r"(?<![\d/])(?P<a>20\d\d)\s?(?:-|đến|và|,)\s?(?:hết\s)?(?:năm\s)?(?P<b>20\d\d)(?![\d/])",
)
_ONE = pattern(
    "year of a plan",
    catches={"Kế hoạch giảm nghèo năm 2019": "năm 2019", "SINH KẾ NĂM 2023": "năm 2023"},
    misses=("tầm nhìn đến năm 2030", "ngày 05 tháng 3 năm 2019", "cuối năm 2020", "từ năm 2021", "năm 2021 - 2025", "tháng 5 năm 2018"),
    regex=r"""(?<!đến\s)(?<!cuối\s)(?<!đầu\s)(?<!từ\s)(?<!hết\s)(?<!tháng\s\d\s)(?<!tháng\s\d\d\s)(?<!trước\s)(?<!sau\s)
        \bnăm\s{1,2}(?P<y>20\d\d)(?![\d/]|\s?(?:-|đến|và|,)\s?(?:năm\s)?20\d\d)""",
)
_UNTIL = pattern(
    "last year of a plan",
    catches={"hỗ trợ nhà ở đến năm 2025": "đến năm 2025", "đến hết năm 2020": "đến hết năm 2020"},
    misses=("tầm nhìn đến năm 2030", "định hướng đến năm 2030", "từ năm 2022 đến năm 2025"),
    regex=r"(?<!tầm\snhìn\s)(?<!hướng\s)(?<!20\d\d\s)đến\s(?:hết\s|cuối\s)?năm\s(?P<y>20\d\d)(?!\d)",
)
_LATE = pattern(
    "end of a year of a plan",
    catches={"Rà soát hộ nghèo cuối năm 2025 và quà Tết": "cuối năm 2025"},
    misses=("đến cuối năm 2025", "năm 2025"),
    regex=r"(?<!đến\s)cuối\snăm\s(?P<y>20\d\d)(?!\d)",
)
_STANDARD = pattern(
    "a poverty standard by the years it is in force, which are not the plan's",
    catches={
        "Rà soát hộ nghèo theo chuẩn nghèo giai đoạn 2022 - 2025 và giảm nghèo năm 2021, 2022": "chuẩn nghèo giai đoạn 2022 - 2025",
        "theo chuẩn nghèo đa chiều của giai đoạn 2016-2020": "chuẩn nghèo đa chiều của giai đoạn 2016-2020",
        "chuẩn hộ nghèo mới áp dụng cho giai đoạn 2021-2025": "chuẩn hộ nghèo mới áp dụng cho giai đoạn 2021-2025",
    },
    misses=("giảm nghèo giai đoạn 2021-2025", "chuẩn nghèo năm 2022", "chuẩn nghèo và việc làm giai đoạn 2021-2025"),
    regex=r"""chuẩn\s(?:hộ\s)?nghèo\s(?:(?:mới|tiếp\scận|đa\schiều|quốc\sgia|của|áp\sdụng|trong|cho)\s){0,5}giai\sđoạn
        \s20\d\d\s?(?:-|đến)\s?(?:năm\s)?20\d\d""",
)
_ISSUES = pattern(
    "issues the plan",
    catches={"Ủy ban nhân dân huyện ban hành Kế hoạch hỗ trợ": "ban hành kế hoạch", "xây dựng kế hoạch": "xây dựng kế hoạch"},
    misses=("Căn cứ Kế hoạch số 12",),
    regex=r"(?:ban\shành|xây\sdựng|lập|triển\skhai|đề\sra|thực\shiện)\s(?:nội\sdung\s)?(?:bản\s)?(?:kế\shoạch|chương\strình|đề\sán|phương\sán)",
)


def period(title: str | None, opening: str, issued: str | None) -> tuple[int | None, int | None]:
    """First and last year that the plan is for: from its title, else from the sentence that issues it, else the year of issue.

    >>> period("Giảm nghèo năm 2019 thuộc Chương trình giai đoạn 2016-2020", "", None), period("Hỗ trợ nhà ở", "", "2022-03-01")
    ((2019, 2019), (2022, 2022))
    >>> period("Tổng rà soát hộ nghèo theo chuẩn nghèo giai đoạn 2022-2025", "", "2021-09-14")
    (2021, 2021)
    """
    issues = [m.start() for m in _ISSUES.finditer(key(opening))]
    for text in (title or "", opening[issues[-1] :] if issues else ""):
        found = _years(key(text), issued)
        if found:
            return found
    year = int(issued[:4]) if issued else None
    return year, year


def _years(folded: str, issued: str | None) -> tuple[int, int] | None:
    folded = _STANDARD.sub("·", folded)
    spans = [m for m in _RANGE.finditer(folded) if int(m["a"]) < int(m["b"])]
    ranges = [(int(m["a"]), int(m["b"])) for m in spans]
    ones = [int(m["y"]) for m in _ONE.finditer(folded) if not any(s.start() <= m.start("y") < s.end() for s in spans)]
    if ranges and ones and any(a <= ones[-1] <= b for a, b in ranges):
        return ones[-1], ones[-1]  # one year of a longer programme
    if ranges:
        return ranges[0]
    if ones:
        late = _LATE.search(folded)  # what is left of the year of issue counts too
        return (int(late["y"]) if late and issued and issued[:4] == late["y"] and int(late["y"]) < ones[0] else ones[0]), ones[0]
    until = _UNTIL.search(folded)
    if until and issued and int(issued[:4]) <= int(until["y"]):
        return int(issued[:4]), int(until["y"])
    return None

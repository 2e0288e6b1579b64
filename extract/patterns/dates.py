"""Dates and stretches of time as Vietnamese papers write them.

`times` finds each expression of time in a text ("ngày 05/8/2022", "quý II/2023", "6 tháng đầu năm", "giai đoạn 2021-2025") with the days
it covers; it says nothing of what the time means there. Papers write day before month. Scans give o for 0 and l for 1.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from extract.model import Span
from extract.patterns.pattern import pattern
from extract.text import key

_G = r"[\s*_]{0,4}"  # a gap: space, line break, Markdown marks
_YEAR = rf"(?:{_G}(?:/|-|\.|,?{_G}năm){_G}(?P<%s>(?:19|20)\d\d)\b)"
_QUARTERS = {"iv": 4, "iii": 3, "ii": 2, "i": 1, "1": 1, "2": 2, "3": 3, "4": 4}
_QUARTERS |= {
    "l": 1,
    "h": 2,
    "il": 2,
    "li": 2,
    "ll": 2,
    "hi": 3,
    "ih": 3,
    "iih": 3,
    "hii": 3,
    "iil": 3,
    "lii": 3,
    "ili": 3,
    "1v": 4,
    "lv": 4,
    "tv": 4,
}  # as scans give them
_QUARTER = "|".join(sorted(_QUARTERS, key=len, reverse=True))


class Grain(Enum):
    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    YEARS = "years"


@dataclass(frozen=True, slots=True)
class Time:
    """An expression of time: where it stands in the text searched, its first and last day (ISO; null where the year is open), and
    which part of it is meant ("đầu", "giữa", "cuối"). `dated` is false where the year was taken from the plan."""

    span: Span
    grain: Grain
    first: str | None
    last: str | None
    part: str = ""
    dated: bool = True


NUMERIC = pattern(
    "date in figures",
    catches={
        "Hoàn thành trước ngày 05/8/2019": "ngày 05/8/2019",
        "gửi về huyện trước **15-9-2020**": "15-9-2020",
        "báo cáo ngày 20/12 để tổng hợp": "ngày 20/12",
        "Quyết định số 15/QĐ-UBND ngày l5/3/2018": "ngày l5/3/2018",
        "ngày 3.7.2016": "ngày 3.7.2016",
        "xong trước 30/6 để nghiệm thu": "30/6",
        "từ 01/9 đến 30/10, các xã": "01/9",
    },
    misses=("giảm 1/2 số hộ", "từ 10/12 tiêu chí trở lên", "Nghị định số 15/2018/NĐ-CP", "tỷ lệ 12.345 hộ", "mã số 2019/12/3456"),
    regex=rf"""(?<![\w/.-]) (?: (?:ngày{_G})?(?P<d>[0-3lo]?[\dlo]){_G}(?P<s>[/.-]){_G}(?P<m>[01lo]?[\dlo]){_G}(?P=s){_G}(?P<y>(?:19|20)\d\d)
        | (?:ngày{_G}|(?<=trước\s)|(?<=hết\s)|(?<=nhất\s)|(?:(?<=từ\s)|(?<=đến\s))(?=\d\d/\d{{1,2}}(?:[;.,)]|$|\s(?:đến|hằng|hàng|và|để))))
          (?P<d2>[0-3]?\d){_G}[/]{_G}(?P<m2>[01]?\d) )(?![\w/]|-\w|[.,]\d)""",
)
SPELT = pattern(
    "date in words",
    catches={
        "ngày 19 tháng 5 năm 2011": "ngày 19 tháng 5 năm 2011",
        "trước ngày 15 tháng 11": "ngày 15 tháng 11",
        "Phú Yên, ngày    tháng 3 năm 2019": "ngày    tháng 3 năm 2019",
        "ngày     tháng     năm 2020": "ngày     tháng     năm 2020",
        "ngày ... tháng ... năm 2020": "ngày ... tháng ... năm 2020",
        "ngày 05 tháng 9/2023": "ngày 05 tháng 9/2023",
        "trước 15 tháng 6 năm 2022": "15 tháng 6 năm 2022",
        "Sông Hinh, ngày 4| tháng 9 năm 2024": "ngày 4| tháng 9 năm 2024",
    },
    misses=("trong ngày và trong tháng", "ngày 20 hằng tháng"),
    regex=rf"""(?:\bng[àa]y{_G}|(?:(?<=trước\s)|(?<=đến\s)|(?<=từ\s)|(?<=nhất\s)|(?<=hết\s))(?=\d{{1,2}}\stháng\s\d))(?P<d>[0-3lo]?[\dlo](?![\d/]))?(?P<junk>[^\w\n]{{0,12}}(?:\d[^\w\n]{{1,4}})?)th[áa]ng{_G}(?P<m>[01lo]?[\dlo](?!\d))?[\s.…_]{{0,12}}
        (?:n[ăa]m{_G}(?P<y>(?:19|20)\d\d)|(?<=\d)\s?[/.]\s?(?P<y2>(?:19|20)\d\d)|(?<=\d)(?!\d))""",
)
MONTH = pattern(
    "month",
    catches={
        "hoàn thành trong tháng 6/2023": "tháng 6/2023",
        "từ tháng 9 năm 2021": "tháng 9 năm 2021",
        "trước cuối tháng 11": "cuối tháng 11",
        "đầu tháng 02/2020": "đầu tháng 02/2020",
        "trong tháng 9 và tháng 10/2021": "tháng 9 và tháng 10/2021",
        "(tháng 02 - 3/2019)": "tháng 02 - 3/2019",
    },
    misses=("trong 6 tháng đầu năm", "tháng hành động vì trẻ em", "tháng 13"),
    regex=rf"""(?:\b(?P<part>đầu|giữa|cuối|hết){_G})?\btháng{_G}(?P<m>0?[1-9]|1[0-2])(?![\d.,]\d|\d)
        (?:{_G}(?P<joint>,|-|và|đến){_G}
            (?P<second>(?:tháng{_G})?(?P<m2>0?[1-9]|1[0-2])(?!\s?(?!năm\s(?:19|20))\w|[.,]\d)))?{_YEAR % "y"}?""",
)
QUARTER = pattern(
    "quarter",
    catches={
        "trong quý II/2023": "quý ii/2023",
        "hoàn thành quý 3 năm 2020": "quý 3 năm 2020",
        "Quý I, II năm 2021": "quý i, ii năm 2021",
        "cuối quý IV": "cuối quý iv",
        "quý III - IV/2022": "quý iii - iv/2022",
        "trong quý IIH/2022": "quý iih/2022",
        "trước quý H năm 2023": "quý h năm 2023",
    },
    misses=("hàng quý", "quý vị đại biểu", "quý ii5"),
    regex=rf"""(?:\b(?P<part>đầu|giữa|cuối|hết){_G})?\bquý{_G}(?P<q>{_QUARTER})(?![\w])
        (?:{_G}(?:,|-|và|đến){_G}(?:quý{_G})?(?P<q2>{_QUARTER})(?![\w]))?{_YEAR % "y"}?""",
)
HALF = pattern(
    "months at an end of the year",
    catches={
        "sơ kết 6 tháng đầu năm 2022": "6 tháng đầu năm 2022",
        "trong 06 tháng cuối năm": "06 tháng cuối năm",
        "9 tháng đầu năm 2020": "9 tháng đầu năm 2020",
        "sáu tháng cuối năm 2019": "sáu tháng cuối năm 2019",
    },
    misses=("định kỳ 6 tháng, năm", "6 tháng một lần"),
    regex=rf"\b(?P<n>0?[1-9]|1[01]|sáu|ba|chín){_G}tháng{_G}(?P<part>đầu|cuối){_G}năm(?:{_G}(?P<y>(?:19|20)\d\d)\b)?",
)
YEARS = pattern(
    "years",
    catches={
        "giai đoạn 2021 - 2025": "2021 - 2025",
        "từ năm 2022 đến năm 2025": "năm 2022 đến năm 2025",
        "năm 2021 và năm 2022": "năm 2021 và năm 2022",
        "năm học 2022-2023": "2022-2023",
        "nhiệm kỳ 2020–2025": "2020-2025",
    },
    misses=("năm 2021", "số 2021-2025/KH", "năm 2021 và 12 xã"),
    regex=rf"""(?<![\w/-])(?:năm{_G})?(?P<y>(?:19|20)\d\d){_G}(?P<joint>-|đến|tới|và|,){_G}(?P<second>(?:hết{_G}|cuối{_G})?(?:năm{_G})?
        (?P<y2>(?:19|20)\d\d))(?![\w/]|-\w|[.,]\d)""",
)
YEAR = pattern(
    "year",
    catches={
        "cuối năm 2021": "cuối năm 2021",
        "đến hết năm 2025": "hết năm 2025",
        "Năm 2023": "năm 2023",
        "đến cuối năm": "cuối năm",
        "đầu năm **2022**": "đầu năm **2022",
        "cuối 2024": "cuối 2024",
    },
    misses=("trong năm học", "hằng năm", "5 năm"),
    regex=rf"""\b(?:(?P<part>đầu|giữa|cuối|hết){_G}
            (?:năm\b(?!{_G}(?:học|ngân\ sách))(?:{_G}(?P<y>(?:19|20)\d\d)(?![\d/]))?|(?P<y3>20\d\d)(?![\d/]))
        |năm{_G}(?P<y2>(?:19|20)\d\d)(?![\d/]|\ ?-\ ?\d))""",
)
BARE_YEAR = pattern(
    "year in figures",
    catches={"Luật Trẻ em 2016": "2016", "Hiến pháp năm 2013": "2013"},
    misses=("số 15/2018/NĐ-CP", "12.2016 hộ", "20215"),
    regex=r"(?<![\d/.])(?:19|20)\d\d(?![\d/])",
)


def iso(year: str | int | None, month: str | int | None = None, day: str | int | None = None) -> str | None:
    """ISO date as precise as given; null where no such day is in the calendar.

    >>> iso(2022, "8", "0l"), iso("2021"), iso(2023, 2, 30)
    ('2022-08-01', '2021', None)
    """
    numbers = [int(str(part).replace("o", "0").replace("l", "1")) for part in (year, month, day) if part]
    try:
        date(*[*numbers, 1, 1][:3])
    except (ValueError, TypeError):
        return None
    return "-".join(f"{n:02d}" for n in numbers)


def written_date(text: str) -> str | None:
    """The first date of a paper in `text` ("ngày 19 tháng 5 năm 2011", "25/3/2022", "năm 2013"), ISO, as precise as printed.

    >>> written_date("Hà Giang, ngày   tháng 3 năm 2023"), written_date("ngày 25/3/2022")
    ('2023-03', '2022-03-25')
    """
    folded = key(text)
    found = [m for m in (SPELT.search(folded), NUMERIC.search(folded)) if m]
    if found:
        m = min(found, key=lambda m: m.start())
        year, month, day = _parts(m)
        return iso(year, month, day if month else None) if year else None
    plain = BARE_YEAR.search(folded)
    return plain.group() if plain else None


def times(text: str, year: int | None = None) -> tuple[Time, ...]:
    """Every expression of time in `text`, in order, none overlapping. `year` fills in where the text names none."""
    folded, taken = key(text), 0
    found = sorted(_all(folded, year), key=lambda t: (t.span.start, -t.span.end))
    kept: list[Time] = []
    for time in found:
        if time.span.start >= taken:
            kept.append(time)
            taken = time.span.end
    return tuple(kept)


def _parts(m: re.Match[str]) -> tuple[str | None, str | None, str | None]:
    g = m.groupdict()
    unreadable = bool((g.get("junk") or "").strip(" .…*_\t"))  # a hand's figure that the scan gives as signs
    return g["y"] or g.get("y2"), g["m"] or g.get("m2"), None if unreadable else g["d"] or g.get("d2")


def _all(folded: str, year: int | None) -> Iterator[Time]:
    for regex in (NUMERIC, SPELT):
        for m in regex.finditer(folded):
            stated, month, day = _parts(m)
            if not month or iso(2024, month, day) is None:  # "31/13" is no date at all
                continue
            full = iso(stated or year, month, day) if day and (stated or year) else None
            yield Time(Span(*m.span()), Grain.DAY, full, full, dated=bool(stated))
    for m in MONTH.finditer(folded):
        yield from _one_or_two_months(m, m["y"] or year)
    for m in QUARTER.finditer(folded):
        first, last = _QUARTERS[m["q"]], _QUARTERS[m["q2"] or m["q"]]
        yield _months(m, Grain.QUARTER, m["y"] or year, 3 * first - 2, 3 * last, m["part"], bool(m["y"]))
    for m in HALF.finditer(folded):
        n = {"sáu": 6, "ba": 3, "chín": 9}.get(m["n"]) or int(m["n"])
        first, last = (1, n) if m["part"] == "đầu" else (13 - n, 12)
        yield _months(m, Grain.HALF, m["y"] or year, first, last, "", bool(m["y"]))
    for m in YEARS.finditer(folded):
        if m["joint"] in ("và", ",") and int(m["y2"]) > int(m["y"]) + 1:  # "các năm 2023 và 2025" leaves out 2024
            for start, end, y in ((m.start(), m.end("y"), m["y"]), (m.start("second"), m.end(), m["y2"])):
                yield Time(Span(start, end), Grain.YEAR, f"{y}-01-01", f"{y}-12-31")
        elif m["y"] < m["y2"]:
            yield Time(Span(*m.span()), Grain.YEARS, f"{m['y']}-01-01", f"{m['y2']}-12-31")
    for m in YEAR.finditer(folded):
        stated = m["y"] or m["y2"] or m["y3"]
        yield _months(m, Grain.YEAR, stated or year, 1, 12, m["part"], bool(stated))


def _one_or_two_months(m: re.Match[str], y: str | int | None) -> Iterator[Time]:
    """ "tháng 7 và tháng 8" is one stretch, "tháng 3 và tháng 8" are two months."""
    first, last, dated = int(m["m"]), max(int(m["m"]), int(m["m2"] or 0)), bool(m["y"])
    if m["joint"] not in ("và", ",") or last <= first + 1:
        yield _months(m, Grain.MONTH, y, first, last, m["part"], dated)
        return
    one, two = (_months(m, Grain.MONTH, y, n, n, m["part"], dated) for n in (first, last))
    yield replace(one, span=Span(m.start(), m.end("m")))
    yield replace(two, span=Span(m.start("second"), m.end()))


def _months(m: re.Match[str], grain: Grain, year: str | int | None, first: int, last: int, part: str | None, dated: bool) -> Time:
    """The days from the first of month `first` to the last of month `last`, narrowed by "giữa" to the middle."""
    if not year:
        return Time(Span(*m.span()), grain, None, None, part or "", dated)
    y = int(year)
    end = date(y, last, monthrange(y, last)[1])
    if part == "giữa":
        middle = (first + last) // 2
        end = date(y, last, 15) if first == last else date(y, middle, monthrange(y, middle)[1])
    return Time(Span(*m.span()), grain, date(y, first, 1).isoformat(), end.isoformat(), part or "", dated)

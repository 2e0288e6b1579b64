"""Dates and stretches of time as Vietnamese papers write them.

`times` finds each expression of time in a text ("ngày 05/8/2022", "quý II/2023", "6 tháng đầu năm", "giai đoạn 2021-2025") with the days
it covers; it says nothing of what the time means there. Papers write day before month.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from extract.model import Span
from extract.patterns.dates_grammar import (
    BARE_YEAR,
    CELL_DAY,
    DAYS,
    HALF,
    MONTH,
    NUMERIC,
    QUARTER,
    QUARTERS,
    QUARTERS_OF_YEAR,
    SPELT,
    WEEK_TOO,
    YEAR,
    YEARS,
)
from extract.patterns.dates_scanned import mended
from extract.text import key


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


def times(text: str, year: int | None = None, cell: bool = False) -> tuple[Time, ...]:
    """Every expression of time in `text`, in order, none overlapping. `year` fills in where the text names none. `cell`: the text is a
    time and nothing else, so that "26/8" is a day."""
    folded, taken = mended(key(text)), 0
    found = sorted((*_all(folded, year), *(_cell_days(folded, year) if cell else ())), key=lambda t: (t.span.start, -t.span.end))
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
    for m in DAYS.finditer(folded):
        yield from _days(m, year)
    for m in MONTH.finditer(folded):
        yield from _one_or_two_months(m, m["y"] or year)
    for m in QUARTER.finditer(folded):
        yield from _one_or_two_quarters(m, m["y"] or year)
    for regex, months in ((HALF, 1), (QUARTERS_OF_YEAR, 3)):
        for m in regex.finditer(folded):
            n = months * ({"hai": 2, "ba": 3, "sáu": 6, "chín": 9}.get(m["n"]) or int(m["n"]))
            first, last = (1, n) if m["part"] == "đầu" else (13 - n, 12)
            yield _months(m, Grain.HALF, m["y"] or year, first, last, "", bool(m["y"]))
    for m in WEEK_TOO.finditer(folded):
        one = _months(m, Grain.MONTH, m["y"] or year, int(m["m"]), int(m["m"]), m["part"], bool(m["y"]))
        yield replace(one, span=Span(m.start(), m.start("joint")))
    for m in YEARS.finditer(folded):
        if m["joint"] in ("và", ",") and int(m["y2"]) > int(m["y"]) + 1:  # "các năm 2023 và 2025" leaves out 2024
            for start, end, y in ((m.start(), m.end("y"), m["y"]), (m.start("second"), m.end(), m["y2"])):
                yield Time(Span(start, end), Grain.YEAR, f"{y}-01-01", f"{y}-12-31")
        elif m["y"] < m["y2"]:
            yield Time(Span(*m.span()), Grain.YEARS, f"{m['y']}-01-01", f"{m['y2']}-12-31")
    for m in YEAR.finditer(folded):
        stated, part = m["y"] or m["y2"] or m["y3"], m["part"] or ""
        part = "đầu" if part.endswith("đầu") else "" if part == "cả" else part  # "những tháng đầu năm" is the beginning of the year
        yield _months(m, Grain.YEAR, stated or year, 1, 12, part, bool(stated))


def _one_or_two_months(m: re.Match[str], y: str | int | None) -> Iterator[Time]:
    """ "tháng 7 và tháng 8" is one stretch, "tháng 3 và tháng 8" are two months."""
    first, last, dated = int(m["m"]), max(int(m["m"]), int(m["m2"] or 0)), bool(m["y"])
    if m["joint"] not in ("và", ",") or last <= first + 1 or m["more"]:
        yield _months(m, Grain.MONTH, y, first, last, m["part"], dated)
        return
    one, two = (_months(m, Grain.MONTH, y, n, n, m["part"], dated) for n in (first, last))
    yield replace(one, span=Span(m.start(), m.end("m")))
    yield replace(two, span=Span(m.start("second"), m.end()))


def _one_or_two_quarters(m: re.Match[str], y: str | int | None) -> Iterator[Time]:
    """ "quý I và quý II" is one stretch, "quý I và quý III" are two quarters."""
    first, last, dated = QUARTERS[m["q"]], QUARTERS[m["q2"] or m["q"]], bool(m["y"])
    if m["joint"] not in ("và", ",", "+") or last <= first + 1 or m["more"]:
        yield _months(m, Grain.QUARTER, y, 3 * first - 2, 3 * last, m["part"], dated)
        return
    one, two = (_months(m, Grain.QUARTER, y, 3 * n - 2, 3 * n, m["part"], dated) for n in (first, last))
    yield replace(one, span=Span(m.start(), m.end("q")))
    yield replace(two, span=Span(m.start("second"), m.end()))


def _days(m: re.Match[str], year: int | None) -> Iterator[Time]:
    """ "ngày 12 và 13/9", "ngày 05 đến 18/11" are one stretch, "ngày 10 và 25/9" two days."""
    month, y = m["m"] or m["m3"], m["y"] or year
    first, last = iso(2024, month, m["d"]), iso(2024, month, m["d2"])
    if not first or not last or first >= last:
        return
    apart = m["joint"].strip() in ("và", ",") and m.end("joint") == m.start("second") and int(m["d2"]) > int(m["d"]) + 1
    start, end = (iso(y, month, m["d"]), iso(y, month, m["d2"])) if y else (None, None)
    if apart:
        yield Time(Span(m.start(), m.end("d")), Grain.DAY, start, start, dated=bool(m["y"]))
        yield Time(Span(m.start("second"), m.end()), Grain.DAY, end, end, dated=bool(m["y"]))
    else:
        yield Time(Span(*m.span()), Grain.DAY, start, end, "range", dated=bool(m["y"]))


def _cell_days(folded: str, year: int | None) -> Iterator[Time]:
    for m in CELL_DAY.finditer(folded):
        if iso(2024, m["m"], m["d"]):
            full = iso(year, m["m"], m["d"]) if year else None
            yield Time(Span(*m.span()), Grain.DAY, full, full, dated=False)


def _months(m: re.Match[str], grain: Grain, year: str | int | None, first: int, last: int, part: str | None, dated: bool) -> Time:
    """The days from the first of month `first` to the last of month `last`, narrowed by "giữa" to the middle."""
    if not year:
        return Time(Span(*m.span()), grain, None, None, part or "", dated)
    y = int(year)
    end = date(y, last, monthrange(y, last)[1])
    if part == "giữa":
        middle = (first + last) // 2
        end = date(y, last, 15) if first == last else date(y, middle, monthrange(y, middle)[1])
    start = date(y, first, 1)
    if part and part.startswith(("tuần", "nửa", "thượng", "trung", "hạ")):
        a, b = _days_of_month(part, end.day)
        start, end, part = start.replace(day=a), end.replace(day=b), "week"
    return Time(Span(*m.span()), grain, start.isoformat(), end.isoformat(), part or "", dated)


def _days_of_month(part: str, length: int) -> tuple[int, int]:
    """The first and last day of "tuần đầu", "nửa cuối", "tuần thứ hai" in a month of `length` days."""
    if part.startswith("nửa"):
        return (1, 15) if "đầu" in part else (16, length)
    if part.startswith(("thượng", "trung", "hạ")):  # a third of the month, by the old reckoning
        return {"thượng": (1, 10), "trung": (11, 20), "hạ": (21, length)}[part.partition(" ")[0]]
    if "cuối" in part:
        return length - 6, length
    nth = next((n for n, word in enumerate(("đầu", "hai", "ba", "tư")) if word in part), 0)
    return 7 * nth + 1, 7 * nth + 7

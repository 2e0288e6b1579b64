"""On which days of a year something recurring falls due: "trước ngày 20 hằng tháng", "ngày 05 của tháng đầu quý", "thứ Sáu hằng tuần".

`recurring_days` reads a deadline's quote again, with its codes, and gives the days of one year. A day is `said` where the paper names it;
where it names only a stretch ("hằng quý"), the stretch's last day stands for "by the end of it". `stretch` says the same of a single time.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from extract.patterns.dates import Grain, times
from extract.patterns.pattern import pattern
from extract.text import key

DAY_OF_MONTH = pattern(
    "day without a month",
    catches={
        "trước ngày 20 hằng tháng": "ngày 20",
        "từ ngày 10 đến ngày 15 hàng tháng": "ngày 10 đến ngày 15",
        "chậm nhất ngày 10 của tháng đầu quý": "ngày 10",
        "ngày mùng 5 hằng tháng": "ngày mùng 5",
        "vào ngày 05 và ngày 20 hằng tháng": "ngày 05 và ngày 20",
        "tháng (trước 25)": "trước 25",
    },
    misses=("trước ngày 15/12 hằng năm", "ngày 15 tháng 12", "5 ngày một lần", "từ ngày 27/10/2025"),
    regex=r"""(?:\bngày\s{1,3}(?:m[ùồ]ng\s)?|(?<=\()trước\s|(?<=\()vào\s)(?P<d>\d{1,2})(?!\d|\s?[/.-]\s?\d|\stháng\s\d)
        (?:\s(?P<joint>đến|và|hoặc)\s(?:trước\s)?(?:ngày\s)?(?P<d2>\d{1,2})(?!\d|\s?[/.-]\s?\d|\stháng\s\d))?""",
)
MONTH_OF_QUARTER = pattern(
    "month of each quarter",
    catches={
        "ngày 05 của tháng đầu quý": "tháng đầu quý",
        "trước ngày 15 tháng cuối quý": "tháng cuối quý",
        "ngày 10 của tháng đầu mỗi quý": "tháng đầu mỗi quý",
        "ngày 20 của tháng thứ hai của quý": "tháng thứ hai của quý",
        "ngày 05 tháng đầu tiên hằng quý": "tháng đầu tiên hằng quý",
    },
    misses=("6 tháng đầu năm", "tháng đầu năm", "quý II"),
    regex=r"\btháng\s(?:(?P<first>đầu)|(?P<last>cuối|thứ\sba)|(?P<second>giữa|thứ\shai))(?:\s(?:tiên|cùng))?\s(?:của\s)?(?:(?:mỗi|h[àằ]ng|các)\s)?quý",
)
WEEKDAYS = pattern(
    "days of the week",
    catches={
        "thứ Sáu hằng tuần": "thứ sáu",
        "trước 15 giờ thứ Năm": "thứ năm",
        "vào Chủ nhật hằng tuần": "chủ nhật",
        "sáng thứ 2 hằng tuần": "thứ 2",
    },
    misses=("lần thứ nhất", "vào thứ tự ưu tiên", "thứ 20"),
    regex=r"\b(?:thứ\s(?P<n>hai|ba|tư|năm|sáu|bảy|[2-7])|chủ\snhật)\b",
)
OCCASION = pattern(
    "day that depends on an occasion",
    catches={"trước Tết hằng năm": "tết", "nhân dịp năm học mới hằng năm": "dịp", "đầu mùa mưa hằng năm": "mùa"},
    misses=("trước ngày 10/12 hằng năm", "mỗi năm một lần"),
    regex=r"\b(?:tết|dịp|mùa|khai\sgiảng|kỳ\shọp|đại\shội|ngày\shội|lễ)\b",
)
_STRETCHES: Final[dict[str, tuple[str, tuple[int, ...]]]] = {
    "monthly": ("month", tuple(range(1, 13))),
    "quarterly": ("quarter", (3, 6, 9, 12)),
    "semiannual": ("half", (6, 12)),
    "nine_monthly": ("nine_months", (9,)),
    "annual": ("year", (12,)),
}
_GRAINS: Final = {Grain.MONTH: "month", Grain.QUARTER: "quarter", Grain.HALF: "half", Grain.YEAR: "year", Grain.YEARS: "year"}
_WEEKDAY: Final = {"hai": 0, "ba": 1, "tư": 2, "năm": 3, "sáu": 4, "bảy": 5, "2": 0, "3": 1, "4": 2, "5": 3, "6": 4, "7": 5}


@dataclass(frozen=True, slots=True, order=True)
class DueDay:
    """A day on which something falls due (ISO). `first`: where it may begin. `within`: empty where the paper says the day, else the
    stretch whose last day it is: month, quarter, half, nine_months, year."""

    day: str
    first: str
    within: str = ""

    @property
    def said(self) -> bool:
        return not self.within


@lru_cache(maxsize=65536)
def recurring_days(
    text: str, recurrence: tuple[str, ...], year: int, starts_on: str | None = None, ends_on: str | None = None
) -> tuple[DueDay, ...]:
    """The days of `year` on which `text`, the quote of a recurring deadline, falls due, in order; none where no day can be told (daily,
    as needed, so many times a week, an occasion). The bounds are the deadline's own, whole ISO dates.

    >>> [one.day for one in recurring_days("trước ngày 15 tháng cuối quý", ("quarterly",), 2023)]
    ['2023-03-15', '2023-06-15', '2023-09-15', '2023-12-15']
    >>> [(one.day, one.within) for one in recurring_days("định kỳ 6 tháng", ("semiannual",), 2022)]
    [('2022-06-30', 'half'), ('2022-12-31', 'half')]
    """
    folded = key(text)
    if not set(recurrence) & {*_STRETCHES, "weekly"}:
        return ()
    if "weekly" in recurrence:
        found = _bounded(_weekly(folded, year), starts_on, ends_on)
    elif "monthly" in recurrence:
        found = _bounded(_in_months(folded, year, tuple(range(1, 13))) or _ends(("monthly",), year), starts_on, ends_on)
    else:
        found = _dated(text, folded, recurrence, year)
        if not found:
            found = _bounded(_of_quarters(folded, year) or _open(folded, recurrence, year), starts_on, ends_on)
    return tuple(sorted({one.day: one for one in sorted(found, reverse=True)}.values()))


@lru_cache(maxsize=65536)
def stretch(text: str, year: int) -> str:
    """What a single time names: empty where it is a day, else the stretch it lies in (month, quarter, half, year).

    >>> stretch("trước ngày 10/8/2022", 2022), stretch("trong quý II/2023", 2023), stretch("đến cuối năm 2021", 2021)
    ('', 'quarter', 'year')
    """
    found = times(text, year)
    return _GRAINS.get(found[-1].grain, "") if found else ""


def _weekly(folded: str, year: int) -> list[DueDay]:
    """Each such day of the week; none where the week's days are not named."""
    named = {_WEEKDAY.get(m["n"] or "", 6) for m in WEEKDAYS.finditer(folded)}
    first = date(year, 1, 1)
    every = (first + timedelta(n) for n in range((date(year, 12, 31) - first).days + 1))
    return [_on(day) for day in every if day.weekday() in named]


def _in_months(folded: str, year: int, months: Iterable[int]) -> list[DueDay]:
    """The days without a month of `folded`, in each of `months`."""
    found: list[DueDay] = []
    for m in DAY_OF_MONTH.finditer(folded):
        for month in months:
            one, other = _in_month(year, month, int(m["d"])), m["d2"] and _in_month(year, month, int(m["d2"]))
            if other and m["joint"] == "đến":
                found.append(DueDay(other.isoformat(), one.isoformat()))
            else:
                found += [_on(day) for day in (one, other) if day]
    return found


def _of_quarters(folded: str, year: int) -> list[DueDay]:
    """ "ngày 05 của tháng đầu quý": a day in one month of each quarter."""
    which = MONTH_OF_QUARTER.search(folded)
    if not which:
        return []
    begin = 1 if which["first"] else 2 if which["second"] else 3
    return _in_months(folded, year, range(begin, 13, 3))


def _dated(text: str, folded: str, recurrence: tuple[str, ...], year: int) -> list[DueDay]:
    """Days and months that the quote itself names ("trước ngày 30/11/2022 hằng năm", "hai kỳ (tháng 6 và tháng 12)"), moved to `year`."""
    named = [t for t in times(text, year) if t.last and not folded[: t.span.start].rstrip().endswith(("kể từ", "bắt đầu từ"))]
    days = [t for t in named if t.grain is Grain.DAY]
    if days:
        return list(_ranges([(t.span.start, _moved(t.first or t.last or "", year), _moved(t.last or "", year)) for t in days], folded))
    if not set(recurrence) & {"annual", "semiannual"}:
        return []
    return [
        DueDay(_moved(t.last or "", year), _moved(t.first or "", year), _GRAINS[t.grain])
        for t in named
        if t.grain in (Grain.MONTH, Grain.QUARTER, Grain.HALF)
    ]


def _ranges(days: list[tuple[int, str, str]], folded: str) -> Iterator[DueDay]:
    """Days each by itself, but "từ ngày 01 tháng 9 tới ngày 31 tháng 10" as one that ends on its last."""
    opened = ""
    for at, first, last in days:
        lead = folded[:at].rstrip()
        if lead.endswith(("từ", "từ ngày")):
            opened = first
        elif opened and lead.endswith(("đến", "tới", "đến ngày", "tới ngày", "-")):
            yield DueDay(last, min(opened, last))
            opened = ""
        else:
            yield DueDay(last, first)
    if opened:
        yield DueDay(opened, opened)


def _open(folded: str, recurrence: tuple[str, ...], year: int) -> list[DueDay]:
    return [] if OCCASION.search(folded) else _ends(recurrence, year)


def _ends(recurrence: tuple[str, ...], year: int) -> list[DueDay]:
    """The last days of the stretches, where no day is said."""
    found = []
    for code in recurrence:
        within, months = _STRETCHES.get(code, ("", ()))
        for month in months:
            first = 1 if within in ("year", "nine_months") else month + 1 - 12 // len(months)
            found.append(DueDay(_in_month(year, month, 31).isoformat(), date(year, first, 1).isoformat(), within))
    return found


def _bounded(days: list[DueDay], starts_on: str | None, ends_on: str | None) -> list[DueDay]:
    return [one for one in days if (starts_on or "") <= one.day and one.first <= (ends_on or "9999")]


def _moved(iso: str, year: int) -> str:
    """The same day and month in another year."""
    month, day = (int(part) for part in iso[5:10].split("-"))
    return _in_month(year, month, day).isoformat()


def _in_month(year: int, month: int, day: int) -> date:
    """That day, or the month's last where it has none such."""
    return date(year, month, max(1, min(day, monthrange(year, month)[1])))


def _on(day: date) -> DueDay:
    return DueDay(day.isoformat(), day.isoformat())

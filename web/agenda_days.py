"""Deadlines spread over the days of one year: what falls on which day, what runs on past the year, and what has no day and why."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from extract.patterns.recurring_days import DueDay, recurring_days, stretch
from web.queries import Row, listed

Text = Callable[[str, str], str]  # t(vi, en)
_NO_DAY: Final = ("daily", "weekly", "unspecified", "irregular")


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline on a day: the row's id, and the day with how it is known. `opens`: the day is the first, no last one is given."""

    id: str
    on: DueDay
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Spread:
    """`days`: ISO day -> what is due; `running`: ids of periods that touch the year and end later; `undated`: id -> why (a recurrence code,
    `occasion`, or `after` for a time counted from something else)."""

    days: dict[str, list[Due]] = field(default_factory=dict)
    running: list[str] = field(default_factory=list)
    undated: dict[str, str] = field(default_factory=dict)

    def count_of(self, month: int = 0, day: str = "") -> int:
        """How much is due in a month (0 for all) or on a day (empty for all)."""
        return sum(1 for _ in self.chosen(month, day))

    def chosen(self, month: int = 0, day: str = "") -> Iterator[Due]:
        """What falls in a month (0 for all) or on a day (empty for all), day by day."""
        for iso, due in self.days.items():
            if (not month or int(iso[5:7]) == month) and day in ("", iso):
                yield from due


def spread(rows: Iterable[Row], year: int) -> Spread:
    """The rows of `deadline_days` by the days of `year`. A recurring duty begins on the day its paper was issued, not before."""
    found = Spread()
    for row in rows:
        if row["kind"] == "recurring":
            _recurring(found, row, year)
        else:
            _single(found, row, year)
    return Spread(
        {day: sorted(found.days[day], key=lambda due: due.on.within != "") for day in sorted(found.days)}, found.running, found.undated
    )


def _recurring(found: Spread, row: Row, year: int) -> None:
    codes = tuple(listed(row["recurrence"]))
    days = recurring_days(row["quote"], codes, year, row["starts_on"], row["ends_on"])
    issued = row["issued"] if len(row["issued"] or "") == 10 else ""
    for on in days:
        if on.day >= issued:
            found.days.setdefault(on.day, []).append(Due(row["id"], on))
    if not days and not recurring_days(row["quote"], codes, year):
        found.undated[row["id"]] = next((code for code in _NO_DAY if code in codes), "occasion")


def _single(found: Spread, row: Row, year: int) -> None:
    first, last = row["starts_on"], row["ends_on"]
    if not first and not last:
        found.undated[row["id"]] = "after"
    elif last and last[:4] > str(year):
        found.running.append(row["id"])
    else:
        day = last or first
        on = DueDay(day, first or day, stretch(row["quote"], year))
        found.days.setdefault(day, []).append(Due(row["id"], on, opens=not last))


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of a month's grid: its number (0 where the week belongs to another month) and how many things are due, said or by its end."""

    number: int
    iso: str = ""
    said: int = 0
    by_end: int = 0


def grid(found: Spread, year: int, month: int) -> list[list[Cell]]:
    """A month's weeks, from Monday."""
    return [[_cell(found, year, month, day) for day in week] for week in calendar.Calendar().monthdayscalendar(year, month)]


def _cell(found: Spread, year: int, month: int, day: int) -> Cell:
    if not day:
        return Cell(0)
    iso = f"{year}-{month:02d}-{day:02d}"
    due = found.days.get(iso, [])
    said = sum(one.on.said for one in due)
    return Cell(day, iso, said, len(due) - said)


def known(on: DueDay, opens: bool, t: Text) -> str:
    """How a day is known, in words."""
    if opens:
        return t("ngày bắt đầu, không nêu ngày cuối", "the first day; no last one is given")
    return {
        "": t("văn bản nêu ngày", "the paper says the day"),
        "month": t("văn bản chỉ nêu tháng", "the paper says only the month"),
        "quarter": t("văn bản chỉ nêu quý", "the paper says only the quarter"),
        "half": t("văn bản chỉ nêu 6 tháng", "the paper says only the half-year"),
        "nine_months": t("văn bản chỉ nêu 9 tháng", "the paper says only nine months"),
        "year": t("văn bản chỉ nêu năm", "the paper says only the year"),
    }[on.within]


def why(reason: str, t: Text) -> str:
    """Why a deadline has no day, in words."""
    return {
        "daily": t("làm hằng ngày", "every day"),
        "weekly": t("hằng tuần, không nêu thứ mấy", "weekly, no day of the week is said"),
        "irregular": t("đột xuất, khi có yêu cầu", "as needed"),
        "unspecified": t(
            "“định kỳ” mà không nêu bao lâu, hoặc một chu kỳ không theo tháng", "“regularly”, with no interval that fits a calendar"
        ),
        "occasion": t("theo một dịp không có ngày cố định (Tết, mùa vụ …)", "on an occasion without a fixed day (Tết, a season …)"),
        "after": t("tính từ một việc khác, hoặc chỉ nêu một dịp", "counted from something else, or only an occasion is named"),
    }[reason]

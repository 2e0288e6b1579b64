"""`/lich`: what is due in a year: a calendar, the list by month, what runs on past the year, and what has no day and why."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from datetime import date
from itertools import groupby, islice

from web.agenda_days import Due, Spread, grid, known, spread, why
from web.columns import columns
from web.page import Shown, Visit
from web.queries import Row
from web.taken import Taken

MOST_ROWS = 200
MOST_UNDATED = 100
FILTERS = ("agency", "province", "level", "reporting", "papers")
COLUMNS = (
    "due_on", "due_known", "province", "district", "commune", "level", "agency", "agency_text", "with_agencies", "action", "recipient",
    "reporting", "recurrence", "starts_on", "ends_on", "quote",
)  # fmt: skip


async def page(visit: Visit) -> Shown:
    years = await visit.ask("deadline_years")
    year = _year(visit.arg("year"), years)
    month = int(visit.arg("month")) if visit.arg("month") in {str(n) for n in range(1, 13)} else 0
    day = visit.arg("day") if visit.arg("day")[:5] == f"{year}-" else ""
    asked = {"year": str(year), **{name: visit.arg(name) for name in FILTERS}}
    slim = await visit.ask("deadline_days", **asked)
    found = spread(slim, year)
    shown = list(islice(found.chosen(month, day), MOST_ROWS))
    apart = [*islice(found.running, MOST_UNDATED), *islice(found.undated, MOST_UNDATED)] if not (month or day) else []
    rows = await _rows(visit, asked, {one.id for one in shown} | set(apart))
    due = [_on(visit, rows[one.id], one) for one in shown]
    said = Counter(row["province"] for row in slim)
    force = [row | {"deadlines": said[row["province"]]} for row in await visit.in_force(asked)]
    basis = _basis(force)
    extra = {
        "asked": asked | {"month": str(month or ""), "day": day},
        "year": year,
        "month": month,
        "grids": {n: grid(found, year, n) for n in ([month] if month else range(1, 13))},
        "months": [(n, list(rows)) for n, rows in groupby(due, key=lambda row: int(row["due_on"][5:7]))],
        "on_day": {iso: list(rows) for iso, rows in groupby(due, key=lambda row: row["due_on"])},
        "count": found.count_of(month, day),
        "shown": len(due),
        "running": [rows[id_] for id_ in islice(found.running, MOST_UNDATED) if id_ in rows],
        "undated": _by_reason(visit, found, rows),
        "running_count": len(found.running),
        "undated_count": len(found.undated),
        "most_undated": MOST_UNDATED,
        "basis": basis,
        "year_options": [(row["year"], row["year"]) for row in years],
        "province_options": await visit.provinces(),
    }

    async def taken() -> Taken:
        return Taken(
            title=f"{visit.t('Lịch thời hạn năm', 'Deadlines of')} {year}" + (f", {visit.t('tháng', 'month')} {month}" if month else ""),
            rows=await _all(visit, asked, found, month, day),
            columns=columns(*COLUMNS),
            leading=("due_on", "province", "agency", "action", "quote"),
            filters=visit.filters(asked | {"month": str(month or "")}),
            basis=visit.basis(basis),
            question="deadlines_in_year",
            address=visit.absolute(visit.here()),
            day="due_on",
            stamp=(await visit.ask("summary"))[0]["loaded_at"] or "",
        )

    answers = {"deadlines_in_year": due, "deadline_years": years, "provinces_in_force": force}
    return Shown("kehoach_agenda.html", answers, extra, taken, ("deadlines_in_year",) if found.count_of(month, day) > len(due) else ())


def _year(asked: str, years: list[Row]) -> int:
    """The year asked for; else this year where plans are in force, else the latest with deadlines."""
    if len(asked) == 4 and asked.isdigit() and asked >= "1900":
        return int(asked)
    this = date.today().year
    held = [int(row["year"]) for row in years if row["plans"]]
    return this if this in held or not held else max(held)


async def _rows(visit: Visit, asked: dict[str, str], ids: Iterable[str]) -> dict[str, Row]:
    """id -> whole row, of those ids."""
    rows = await visit.ask("deadlines_in_year", **asked, ids=json.dumps(sorted(ids)))
    return {row["id"]: row for row in rows}


def _on(visit: Visit, row: Row, due: Due) -> Row:
    """A row on one of its days."""
    told = {"within": due.on.within, "opens": int(due.opens), "due_known": known(due.on, due.opens, visit.t)}
    return row | {"due_on": due.on.day, "due_from": due.on.first} | told


async def _all(visit: Visit, asked: dict[str, str], found: Spread, month: int, day: str) -> list[Row]:
    """Every row on each of its days; behind them, where no month is chosen, what runs on and what has no day."""
    rows = {row["id"]: row for row in await visit.ask("deadlines_in_year", **asked)}
    made = [_on(visit, rows[one.id], one) for one in found.chosen(month, day)]
    if month or day:
        return made
    runs = visit.t("kéo dài quá năm này", "runs on past this year")
    made += [rows[id_] | {"due_on": None, "due_known": runs} for id_ in found.running]
    no_day = visit.t("không nêu ngày", "no day is said")
    return made + [rows[id_] | {"due_on": None, "due_known": f"{no_day}: {why(code, visit.t)}"} for id_, code in found.undated.items()]


def _by_reason(visit: Visit, found: Spread, rows: dict[str, Row]) -> dict[str, list[Row]]:
    """Why no day is known, in words -> the rows, so many as are shown."""
    reasons: dict[str, list[Row]] = {}
    for id_ in islice(found.undated, MOST_UNDATED):
        if id_ in rows:
            reasons.setdefault(why(found.undated[id_], visit.t), []).append(rows[id_])
    return reasons


def _basis(force: list[Row]) -> dict[str, int]:
    """How much the calendar rests on: provinces with a deadline, of those with plans in force."""
    return {
        "answering": sum(row["deadlines"] > 0 for row in force),
        "provinces": len(force),
        "plans": sum(row["plans"] for row in force),
    }

"""Who set an easier target: how far each place of one level must move in one year, from where, under one poverty standard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from web.outcomes import keyed
from web.queries import Row
from web.series import Arranged, counted, years_of

SORTS = ("percent", "points", "start", "target", "result", "place")


@dataclass(frozen=True, slots=True)
class Needed:
    """`target`: a level or, where the plan sets none, a change. `start` null with `why` ("unknown", "standard") where it is not known under
    the same standard; `start_row` is the paper's row that says it, null where the target's own sentence does. `points` and `points_high`:
    how much it must fall (rise, where negative), `percent` of the start. All differences are within one poverty standard."""

    name: str
    target: Row
    start: float | None
    start_row: Row | None
    why: str
    points: float | None
    points_high: float | None
    percent: float | None
    percent_high: float | None
    result: Row | None
    assigned: Row | None


def needed(made: Arranged, unit: str, year: int, place: Callable[[Row], str]) -> dict[tuple[str, str], list[Needed]]:
    """(poverty standard or "", who is counted) -> places: lists that must not be ranked against each other. Levels of `unit` in `year`."""
    levels = [row for row in made.line if row["year"] == year and row["unit"] == unit]
    have = {(place(row), row["standard"]) for row in levels}
    changes = [row for row in (*made.changes, *made.bands) if unit == "percent" and row["unit"] in ("percentage_point", "percent")]
    changes = [row for row in changes if years_of(row)[0] <= year <= years_of(row)[1] and row["direction"] == "down"]
    alone = [row for row in changes if (place(row), row["standard"]) not in have]
    found: dict[tuple[str, str], dict[tuple[object, ...], Needed]] = {}
    for row in (*levels, *alone):
        key = (row["standard"] or "", counted(row))
        found.setdefault(key, {}).setdefault((place(row), row["value"], row["value_high"]), _needed(row, unit, year, made, place))
    return {key: list(rows.values()) for key, rows in sorted(found.items())}


def _needed(row: Row, unit: str, year: int, made: Arranged, place: Callable[[Row], str]) -> Needed:
    start, start_row, why = _start(row, unit, year, made, place)
    low, high = _fall(row, start)
    percents = [round(100 * one / start, 6) if one is not None and start else None for one in (low, high)]
    at = {**row, "unit": unit, "year": year}
    return Needed(
        place(row), row, start, start_row, why, low, high, percents[0], percents[1],
        _first(made.results, at, place), _first(made.assigned, at, place),
    )  # fmt: skip


def _start(row: Row, unit: str, year: int, made: Arranged, place: Callable[[Row], str]) -> tuple[float | None, Row | None, str]:
    """The value at the end of the year before: as the target's own sentence gives it, or as measured under the same standard."""
    if row["baseline_value"] is not None and row["baseline_year"] in (None, year - 1):
        return row["baseline_value"], None, ""
    before = {**row, "unit": unit, "year": year - 1}
    if found := _first(made.results, before, place):
        return found["value"], found, ""
    other = any(_same(one, before, place) and one["measure"] != "change" for one in made.results)
    return None, None, "standard" if other else "unknown"


def _same(one: Row, at: Row, place: Callable[[Row], str]) -> bool:
    return keyed(one, place) == keyed(at, place)


def _first(rows: list[Row], at: Row, place: Callable[[Row], str]) -> Row | None:
    """The level of that place, unit and year under that standard; null where papers contradict each other (the conflicts list them)."""
    same = [one for one in rows if one["measure"] != "change" and one["standard"] == at["standard"] and _same(one, at, place)]
    return same[0] if same and len({one["value"] for one in same}) == 1 else None


def _fall(row: Row, start: float | None) -> tuple[float | None, float | None]:
    """The least and, of a range, the most it must fall."""
    low, high = row["value"], row["value_high"]
    if row["measure"] == "change":
        return low, high
    if start is None:
        return None, None
    least = round(start - (low if high is None else high), 6)
    return least, None if high is None else round(start - low, 6)


def ordered(rows: list[Needed], sort: str) -> list[Needed]:
    """By one of SORTS, least first; rows without that value last, then by place."""
    values: dict[str, Callable[[Needed], float | None]] = {
        "percent": lambda one: one.percent,
        "points": lambda one: one.points,
        "start": lambda one: one.start,
        "target": lambda one: None if one.target["measure"] == "change" else one.target["value"],
        "result": lambda one: one.result["value"] if one.result else None,
    }
    if sort not in values:
        return sorted(rows, key=lambda one: one.name)
    found = [(values[sort](one), one) for one in rows]
    return [one for value, one in sorted(found, key=lambda pair: (pair[0] is None, pair[0] or 0, pair[1].name))]

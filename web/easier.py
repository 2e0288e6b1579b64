"""Who set an easier target: how far each place of one level must move in one year, from where, under one poverty standard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from web.outcomes import Key, keyed
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
    results, assigned = _levels(made.results, place), _levels(made.assigned, place)
    found: dict[tuple[str, str], dict[tuple[object, ...], Needed]] = {}
    for row in (*levels, *alone):
        who = counted(row)
        one = _needed(row, (place(row), unit, year, who), results, assigned)
        found.setdefault((row["standard"] or "", who), {}).setdefault((one.name, row["value"], row["value_high"]), one)
    return {key: list(rows.values()) for key, rows in sorted(found.items())}


def _levels(rows: list[Row], place: Callable[[Row], str]) -> dict[Key, list[Row]]:
    found: dict[Key, list[Row]] = {}
    for row in rows:
        if row["measure"] != "change":
            found.setdefault(keyed(row, place), []).append(row)
    return found


def _needed(row: Row, key: Key, results: dict[Key, list[Row]], assigned: dict[Key, list[Row]]) -> Needed:
    start, start_row, why = _start(row, key, results)
    low, high = _fall(row, start)
    percents = [round(100 * one / start, 6) if one is not None and start else None for one in (low, high)]
    return Needed(
        key[0], row, start, start_row, why, low, high, percents[0], percents[1],
        _first(results, key, row["standard"]), _first(assigned, key, row["standard"]),
    )  # fmt: skip


def _start(row: Row, key: Key, results: dict[Key, list[Row]]) -> tuple[float | None, Row | None, str]:
    """The value at the end of the year before: as the target's own sentence gives it, or as measured under the same standard."""
    name, unit, year, who = key
    if row["baseline_value"] is not None and row["baseline_year"] in (None, year - 1):
        return row["baseline_value"], None, ""
    before = (name, unit, year - 1, who)
    if found := _first(results, before, row["standard"]):
        return found["value"], found, ""
    return None, None, "standard" if before in results else "unknown"


def _first(levels: dict[Key, list[Row]], key: Key, standard: str | None) -> Row | None:
    """The level of that place, unit and year under that standard; null where papers contradict each other (the conflicts list them)."""
    same = [one for one in levels.get(key, ()) if one["standard"] == standard]
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

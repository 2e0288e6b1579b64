"""Targets of one indicator, arranged for reading: which may stand in one table, and which points a line may join."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from extract.text import bare
from web.queries import Row

MOST_YEARS = 40  # of a table that shows the years without a value too


@dataclass(frozen=True, slots=True)
class Group:
    """The levels to be reached in one unit: `table` maps place -> year -> rows; `line` is what may be joined (see `line_of`)."""

    unit: str
    years: list[int]
    table: dict[str, dict[int, list[Row]]]
    line: list[Row]

    @property
    def standards(self) -> set[str]:
        """The poverty standards that its rows are measured by; rates under different ones cannot be compared."""
        return {row["standard"] for by_year in self.table.values() for rows in by_year.values() for row in rows if row["standard"]}


def parted(rows: list[Row]) -> tuple[list[Row], list[Row], list[Row]]:
    """Levels for the plan's whole place and a known year; changes; levels of a group or a narrower place or with no year."""
    changes = [row for row in rows if row["measure"] == "change"]
    levels = [row for row in rows if row["measure"] != "change"]
    return [row for row in levels if _of_whole_place(row)], changes, [row for row in levels if not _of_whole_place(row)]


def _of_whole_place(row: Row) -> bool:
    """A rate's population is a part of the people; of other indicators the population is what is counted, so it narrows nothing."""
    is_rate = str(row["indicator"]).endswith("poverty_rate") and row["unit"] == "percent"
    return row["place"] is None and row["year"] is not None and not (is_rate and row["population"])


def groups(rows: list[Row], place: Callable[[Row], str]) -> list[Group]:
    """One group a unit, the largest first; `place` names whose plan a row is of."""
    by_unit: dict[str, list[Row]] = {}
    for row in rows:
        by_unit.setdefault(row["unit"], []).append(row)
    return [_group(unit, found, place) for unit, found in sorted(by_unit.items(), key=lambda item: -len(item[1]))]


def _group(unit: str, rows: list[Row], place: Callable[[Row], str]) -> Group:
    table: dict[str, dict[int, list[Row]]] = {}
    series: dict[tuple[str, str], dict[int, list[Row]]] = {}
    for row in rows:
        name = place(row)
        table.setdefault(name, {}).setdefault(row["year"], []).append(row)
        series.setdefault((name, bare(row["population"] or "")), {}).setdefault(row["year"], []).append(row)
    years = sorted({row["year"] for row in rows})
    if years[-1] - years[0] < MOST_YEARS:
        years = list(range(years[0], years[-1] + 1))
    steps = [
        {"name": name, "series": f"{name} {counted}", **step} for (name, counted), by_year in series.items() for step in line_of(by_year)
    ]
    return Group(unit, years, table, steps)


def line_of(by_year: dict[int, list[Row]]) -> Iterator[Row]:
    """The points that a line may join: one value a year. It breaks (value null) at a year without a value, at a year with several, and
    where the poverty standard changes, for then the two ends are not comparable."""
    single = [(year, rows[0]) for year, rows in sorted(by_year.items()) if len({row["value"] for row in rows}) == 1]
    if single:
        yield {"year": single[0][0], "value": single[0][1]["value"]}
    for (year, row), (next_year, next_row) in pairwise(single):
        if next_year != year + 1 or row["standard"] != next_row["standard"]:
            yield {"year": (year + next_year) / 2, "value": None}
        yield {"year": next_year, "value": next_row["value"]}

"""How much a comparison of targets rests on, and why a place or a year has no figure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from web.queries import Row
from web.series import Arranged

NO_FIGURE = {
    "no_plan": ("không có kế hoạch nào trong kho cho năm đó", "no plan held for that year"),
    "no_indicator": ("có kế hoạch, không thấy chỉ tiêu này", "a plan is held, this indicator was not found in it"),
    "only_change": ("chỉ nêu mức tăng, giảm", "only a change is set"),
    "only_off": ("có số nhưng không đưa vào đường được, xem bên dưới", "figures that cannot stand on the line, see below"),
}
"""Why a place has no figure for a year, in words; the reasons of `series.WHY` are the others."""


@dataclass(frozen=True, slots=True)
class Held:
    """`places`: name -> the years its plans are for; `silent`: reason -> names of the places without a figure."""

    places: dict[str, set[int]]
    answering: int
    plans: int
    silent: dict[str, list[str]]

    def why(self, name: str, year: int, off: dict[tuple[str, int], str]) -> str:
        """Why the cell of a place and a year is empty."""
        if reason := off.get((name, year)):
            return reason
        return "no_indicator" if year in self.places.get(name, set()) else "no_plan"


def held(rows: list[Row], made: Arranged, place: Callable[[Row], str], year: int | None) -> Held:
    """`rows`: places with their plans' periods (question `places_held`)."""
    places: dict[str, set[int]] = {}
    plans = 0
    narrow = {place(row) for row in rows if row["narrower"]}
    for row in rows:
        covered = years(row["periods"])
        if year is None or year in covered:
            places.setdefault(place(row), set()).update(covered)
            plans += row["plans"] if year is None else sum(year in years(period) for period in row["periods"].split(","))
    answering = {place(row) for row in (*made.line, *made.bands, *made.changes)} & set(places)
    reasons: dict[str, Counter[str]] = {}
    for row in (*made.off, *made.apart, *made.assigned):
        if row["kind"] == "target":
            reasons.setdefault(place(row), Counter())[row["off_chart"]] += 1
    silent: dict[str, list[str]] = {}
    for name in sorted(set(places) - answering):
        said = reasons.get(name)
        silent.setdefault(said.most_common(1)[0][0] if said else "place" if name in narrow else "no_indicator", []).append(name)
    return Held(places, len(answering), plans, silent)


def off_by_year(made: Arranged, place: Callable[[Row], str]) -> dict[tuple[str, int], str]:
    """(place, year) -> why the figures it has for that year are not on the line."""
    found: dict[tuple[str, int], str] = {}
    for row in (*made.apart, *made.off, *made.assigned):
        if row["year"] is not None and row["kind"] == "target":
            found.setdefault((place(row), row["year"]), row["off_chart"])
    for row in (*made.bands, *made.changes):
        found[place(row), row["year"]] = "only_change"
    return found


@lru_cache(maxsize=4096)
def years(periods: str | None) -> frozenset[int]:
    """The years of some periods.

    >>> sorted(years("2021-2023,2025-2025"))
    [2021, 2022, 2023, 2025]
    """
    found: set[int] = set()
    for period in (periods or "").split(","):
        first, _, last = period.partition("-")
        if first.isdigit() and last.isdigit() and 0 <= int(last) - int(first) < 100:
            found.update(range(int(first), int(last) + 1))
    return frozenset(found)

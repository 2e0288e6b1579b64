"""`/chi-tieu`: one indicator's targets by year and place, as a table and a line chart; changes and narrower groups apart."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from web import numbers
from web.page import Shown, Visit
from web.queries import Row

MOST_ROWS = 300  # of a list beside the table
MOST_YEARS = 40  # of a table that shows the years without a value too


@dataclass(frozen=True, slots=True)
class Group:
    """The levels to be reached in one unit: `table` maps place -> year -> rows; `chart` is what the drawing needs."""

    unit: str
    years: list[int]
    table: dict[str, dict[int, list[Row]]]
    chart: dict[str, Any]


async def page(visit: Visit) -> Shown:
    indicators = await visit.ask("indicators", kind="target")
    indicator = visit.arg("indicator", "poverty_rate")
    filters = {name: visit.arg(name) for name in ("province", "level")}
    rows = await visit.ask("targets_by_place", indicator=indicator, kind="target", **filters)
    held = await visit.ask("plans_in_force")
    whole: list[Row] = []
    changes: list[Row] = []
    narrower: list[Row] = []
    for row in rows:
        part = changes if row["measure"] == "change" else whole if _of_whole_place(row) else narrower
        part.append(row)
    extra = {
        "indicator": indicator,
        "known": indicator in [row["indicator"] for row in indicators],
        "groups": _groups(visit, whole),
        "others": [
            (visit.t("Mức tăng, giảm", "Changes"), changes[:MOST_ROWS], len(changes)),
            (
                visit.t("Của một nhóm, một nơi hẹp hơn hoặc không rõ năm", "Of a group, a narrower place, or with no year"),
                narrower[:MOST_ROWS],
                len(narrower),
            ),
        ],
        "plan_provinces": len({row["province"] for row in held if filters["level"] in ("", row["level"])}),
        "province_options": [(name, name) for name in sorted({row["province"] for row in held if row["province"]})],
        "answering": len({row["province"] for row in rows}),
        "asked": filters,
    }
    return Shown("kehoach_targets.html", {"targets_by_place": rows, "indicators": indicators, "plans_in_force": held}, extra)


def _of_whole_place(row: Row) -> bool:
    return row["place"] is None and row["year"] is not None and not (row["population"] and row["unit"] == "percent" and _is_rate(row))


def _is_rate(row: Row) -> bool:
    """Rates of the whole place; of other indicators the population is what is counted, so it narrows nothing."""
    return str(row["indicator"]).endswith("poverty_rate")


def _groups(visit: Visit, rows: list[Row]) -> list[Group]:
    by_unit: dict[str, list[Row]] = {}
    for row in rows:
        by_unit.setdefault(row["unit"], []).append(row)
    return [_group(visit, unit, found) for unit, found in sorted(by_unit.items(), key=lambda item: -len(item[1]))]


def _group(visit: Visit, unit: str, rows: list[Row]) -> Group:
    table: dict[str, dict[int, list[Row]]] = {}
    for row in rows:
        table.setdefault(visit.place(row), {}).setdefault(row["year"], []).append(row)
    years = sorted({row["year"] for row in rows})
    if years[-1] - years[0] < MOST_YEARS:
        years = list(range(years[0], years[-1] + 1))
    points = [_point(visit, name, row) for name, by_year in table.items() for found in by_year.values() for row in found]
    line = [step for name, by_year in table.items() for step in line_of(name, by_year)]
    return Group(unit, years, table, {"points": points, "line": line, "unit": visit.label("unit", unit)})


def _point(visit: Visit, name: str, row: Row) -> Row:
    said = numbers.amount(row, visit.lang)
    return {"name": name, "year": row["year"], "value": row["value"], "said": said, "href": visit.plan_link(row)}


def line_of(name: str, by_year: dict[int, list[Row]]) -> list[Row]:
    """The points that a line may join: one value a year. It breaks (value null) at a year without a value, at a year with several, and
    where the poverty standard changes, for then the two ends are not comparable."""
    single = [(year, rows[0]) for year, rows in sorted(by_year.items()) if len({row["value"] for row in rows}) == 1]
    steps = [{"name": name, "year": year, "value": row["value"]} for year, row in single]
    for (year, row), (next_year, next_row) in pairwise(single):
        if next_year != year + 1 or row["standard"] != next_row["standard"]:
            steps.append({"name": name, "year": (year + next_year) / 2, "value": None})
    return sorted(steps, key=lambda step: step["year"])

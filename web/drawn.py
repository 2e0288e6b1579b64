"""What the drawing of a chart needs (static/chart.js), made from the same rows as the table beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from web import numbers
from web.page import Visit
from web.queries import Row
from web.series import Group, years_of

MANY = 6  # places in one chart; more stand side by side (static/chart.js)
MOST_CHARTS = 24  # small ones, one a place
MOST_POINTS = 2  # of one place and year, where there are many places
MOST_NUMBERS = 6  # of papers named in a picture
Name = Callable[[Row], str]
Named = Sequence[tuple[str, Row]]


def levels(visit: Visit, group: Group, told: dict[str, Any]) -> dict[str, Any] | None:
    """Points with lines; null where all values are of one year, which a table shows better. `told`: title and basis for the picture."""
    if len({year for by_year in group.table.values() for year in by_year}) < 2:
        return None
    many = len(group.table) > MANY
    shown = list(group.table)[: MOST_CHARTS if many else None]
    rows = [(name, row) for name in shown for found in group.table[name].values() for row in found[: MOST_POINTS if many else None]]
    line = [step for step in group.line if step["name"] in set(shown)]
    told = told | {"heading": visit.t("Mức phải đạt", "Levels to be reached"), "places": len(group.table)}
    return _chart(visit, group.unit, told, rows, line=line)


def changes(visit: Visit, rows: list[Row], bands: list[Row], name: Name, told: dict[str, Any]) -> list[dict[str, Any]]:
    """One chart a unit: a change per year over several years is a band over them, other changes are points."""
    told = told | {"heading": visit.t("Mức tăng, giảm", "Changes")}
    made = []
    for unit in dict.fromkeys(row["unit"] for row in (*bands, *rows)):
        points = [(name(row), row) for row in rows if row["unit"] == unit]
        wide = [(name(row), row) for row in bands if row["unit"] == unit]
        places = list(dict.fromkeys(called for called, _ in (*points, *wide)))
        shown = set(places[:MOST_CHARTS] if len(places) > MANY else places)
        points, wide = ([pair for pair in pairs if pair[0] in shown] for pairs in (points, wide))
        years = {year for _, row in (*points, *wide) for year in years_of(row)}
        if len(years) > 1:
            made.append(_chart(visit, unit, told | {"places": len(places)}, points, wide))
    return made


def _chart(visit: Visit, unit: str, told: dict[str, Any], points: Named, wide: Named = (), line: Sequence[Row] = ()) -> dict[str, Any]:
    """`points` and bands (`wide`) with the place of each; `line` as `series.line_of` makes it."""
    return told | {
        "unit": visit.label("unit", unit),
        "source": _source(visit, [row for _, row in (*points, *wide)]),
        "points": [_point(visit, called, row) for called, row in points],
        "bands": [_point(visit, called, row) | dict(zip(("from", "to"), years_of(row), strict=True)) for called, row in wide],
        "line": line,
        "breaks": sorted({step["year"] for step in line if step.get("why") == "standard"}),
    }


def _source(visit: Visit, rows: list[Row]) -> str:
    """The papers' numbers, or where there are many how many they are; the page's address names them all."""
    papers = {row["plan_id"]: row["number"] for row in rows}
    named = sorted({number for number in papers.values() if number})
    if len(papers) <= MOST_NUMBERS and len(named) == len(papers):
        return visit.t("Nguồn: Kế hoạch số ", "Source: Plans no. ") + ", ".join(named)
    many = numbers.counted(len(papers), "plan")
    return visit.t(f"Nguồn: {len(papers)} kế hoạch, nêu tại địa chỉ dưới đây", f"Source: {many}, named at the address below")


def _point(visit: Visit, name: str, row: Row) -> dict[str, Any]:
    said = numbers.amount(row, visit.lang) + (f" – {row['population']}" if row["population"] else "")
    if row["standard"]:
        said += visit.t(f" (chuẩn {row['standard']})", f" (standard {row['standard']})")
    return {
        "name": name,
        "year": row["year"],
        "value": row["value"],
        "high": row["value_high"],
        "said": said,
        "href": visit.plan_link(row),
    }

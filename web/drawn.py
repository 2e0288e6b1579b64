"""What the drawing of a chart needs (static/chart.js), made from the same rows as the table beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from web import numbers
from web.page import Visit
from web.queries import Row
from web.series import Group, years_of

MOST_CHARTS = 24  # small ones, one a place
MOST_NUMBERS = 6  # of papers named in a picture
Name = Callable[[Row], str]


def levels(visit: Visit, group: Group, name: Name, told: dict[str, Any]) -> dict[str, Any] | None:
    """Points with lines; null where all values are of one year, which a table shows better. `told`: title and basis for the picture."""
    rows = group.rows
    if len({row["year"] for _, row in rows}) < 2:
        return None
    breaks = {step["year"] for step in group.line if step.get("why") == "standard"}
    return _chart(visit, group.unit, rows, told) | {
        "points": [_point(visit, called, row) for called, row in rows],
        "line": group.line,
        "bands": [],
        "breaks": sorted(breaks),
    }


def changes(visit: Visit, rows: list[Row], bands: list[Row], name: Name, told: dict[str, Any]) -> list[dict[str, Any]]:
    """One chart a unit: a change per year over several years is a band over them, other changes are points."""
    made = []
    for unit in dict.fromkeys(row["unit"] for row in (*bands, *rows)):
        points = [(name(row), row) for row in rows if row["unit"] == unit]
        wide = [(name(row), row) for row in bands if row["unit"] == unit]
        years = {year for _, row in (*points, *wide) for year in years_of(row)}
        if len(years) > 1:
            chart = _chart(visit, unit, [*points, *wide], told)
            made.append(
                chart
                | {
                    "points": [_point(visit, called, row) for called, row in points],
                    "bands": [_point(visit, called, row) | dict(zip(("from", "to"), years_of(row), strict=True)) for called, row in wide],
                    "line": [],
                    "breaks": [],
                }
            )
    return made


def _chart(visit: Visit, unit: str, rows: list[tuple[str, Row]], told: dict[str, Any]) -> dict[str, Any]:
    return told | {"unit": visit.label("unit", unit), "source": _source(visit, [row for _, row in rows]), "most": MOST_CHARTS}


def _source(visit: Visit, rows: list[Row]) -> str:
    """The papers' numbers, or where there are many how many they are; the page's address names them all."""
    papers = {row["plan_id"]: row["number"] for row in rows}
    named = sorted({number for number in papers.values() if number})
    if len(papers) <= MOST_NUMBERS and len(named) == len(papers):
        return visit.t("Nguồn: Kế hoạch số ", "Source: Plans no. ") + ", ".join(named)
    return visit.t(f"Nguồn: {len(papers)} kế hoạch, nêu tại địa chỉ dưới đây", f"Source: {len(papers)} plans, named at the address below")


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

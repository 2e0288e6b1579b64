"""`/chi-tieu`: one indicator's targets by year and place, as a table and a line chart; changes and narrower groups apart."""

from __future__ import annotations

from typing import Any

from web import numbers, series
from web.page import Shown, Visit
from web.queries import Row

MOST_ROWS = 300  # of a list beside the table


async def page(visit: Visit) -> Shown:
    indicators = await visit.ask("indicators", kind="target")
    indicator = visit.arg("indicator", "poverty_rate")
    filters = {name: visit.arg(name) for name in ("province", "level")}
    rows = await visit.ask("targets_by_place", indicator=indicator, kind="target", **filters)
    held = await visit.ask("plans_in_force")
    whole, changes, narrower = series.parted(rows)
    extra = {
        "indicator": indicator,
        "known": indicator in [row["indicator"] for row in indicators],
        "groups": [(group, _chart(visit, group)) for group in series.groups(whole, visit.place)],
        "others": [
            (visit.t("Mức tăng, giảm", "Changes"), changes[:MOST_ROWS], len(changes)),
            (visit.t("Của một nhóm, một nơi hẹp hơn", "Of a group or a narrower place"), narrower[:MOST_ROWS], len(narrower)),
        ],
        "plan_provinces": len({row["province"] for row in held if filters["level"] in ("", row["level"])}),
        "province_options": [(name, name) for name in sorted({row["province"] for row in held if row["province"]})],
        "answering": len({row["province"] for row in rows}),
        "asked": filters,
    }
    return Shown("kehoach_targets.html", {"targets_by_place": rows, "indicators": indicators, "plans_in_force": held}, extra)


def _chart(visit: Visit, group: series.Group) -> dict[str, Any] | None:
    """What the drawing needs; null where all values are of one year, which a table shows better."""
    rows = [(name, row) for name, by_year in group.table.items() for found in by_year.values() for row in found]
    if len({row["year"] for _, row in rows}) < 2:
        return None
    return {"points": [_point(visit, name, row) for name, row in rows], "line": group.line, "unit": visit.label("unit", group.unit)}


def _point(visit: Visit, name: str, row: Row) -> Row:
    said = numbers.amount(row, visit.lang) + (f" – {row['population']}" if row["population"] else "")
    return {"name": name, "year": row["year"], "value": row["value"], "said": said, "href": visit.plan_link(row)}

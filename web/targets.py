"""`/chi-tieu`: one indicator's targets by year and place, as a table and a line chart; changes and narrower groups apart."""

from __future__ import annotations

from typing import Any

from web import numbers, series
from web.columns import columns
from web.page import Shown, Visit
from web.queries import Row
from web.taken import Taken

COLUMNS = (
    "province", "district", "commune", "level", "indicator", "year", "printed", "value", "value_high", "unit", "comparator", "measure",
    "direction", "per_year", "population", "place", "baseline_value", "baseline_year", "status", "standard", "standard_basis", "year_basis",
    "place_basis", "from_table", "programme", "project", "quote", "sentence",
)  # fmt: skip
MOST_ROWS = 300  # of a list beside the table


async def page(visit: Visit) -> Shown:
    indicators = await visit.ask("indicators", kind="target")
    indicator = visit.arg("indicator", "poverty_rate")
    filters = {name: visit.arg(name) for name in ("province", "level")}
    rows = await visit.ask("targets_by_place", indicator=indicator, kind="target", **filters)
    held = await visit.ask("plans_in_force")
    whole, changes, narrower = series.parted(rows)
    basis = {
        "answering": len({row["province"] for row in rows}),
        "provinces": len({row["province"] for row in held if filters["level"] in ("", row["level"])}),
        "plans": len(held),
    }
    extra = {
        "indicator": indicator,
        "known": indicator in [row["indicator"] for row in indicators],
        "groups": [(group, _chart(visit, group)) for group in series.groups(whole, visit.place)],
        "others": [
            (visit.t("Mức tăng, giảm", "Changes"), changes[:MOST_ROWS], len(changes)),
            (visit.t("Của một nhóm, một nơi hẹp hơn", "Of a group or a narrower place"), narrower[:MOST_ROWS], len(narrower)),
        ],
        "plan_provinces": basis["provinces"],
        "province_options": [(name, name) for name in sorted({row["province"] for row in held if row["province"]})],
        "answering": basis["answering"],
        "asked": filters,
    }

    async def taken() -> Taken:
        return Taken(
            title=f"{visit.t('Chỉ tiêu', 'Targets')}: {visit.label('indicator', indicator)}",
            rows=rows,
            columns=columns(*COLUMNS),
            leading=("province", "district", "year", "printed", "population", "quote"),
            filters=visit.filters({"indicator": indicator, **filters}),
            basis=visit.basis(basis),
            question="targets_by_place",
            address=visit.absolute(visit.here()),
        )

    return Shown("kehoach_targets.html", {"targets_by_place": rows, "indicators": indicators, "plans_in_force": held}, extra, taken)


def _chart(visit: Visit, group: series.Group) -> dict[str, Any] | None:
    """What the drawing needs; null where all values are of one year, which a table shows better."""
    rows = [(name, row) for name, by_year in group.table.items() for found in by_year.values() for row in found]
    if len({row["year"] for _, row in rows}) < 2:
        return None
    return {"points": [_point(visit, name, row) for name, row in rows], "line": group.line, "unit": visit.label("unit", group.unit)}


def _point(visit: Visit, name: str, row: Row) -> Row:
    said = numbers.amount(row, visit.lang) + (f" – {row['population']}" if row["population"] else "")
    return {"name": name, "year": row["year"], "value": row["value"], "said": said, "href": visit.plan_link(row)}

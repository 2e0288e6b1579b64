"""`/trach-nhiem`: who is responsible for a topic, as a matrix of agencies and provinces with the tasks behind each cell."""

from __future__ import annotations

from itertools import groupby

from web.columns import columns
from web.page import Shown, Visit
from web.queries import Row
from web.taken import Taken

MOST_ROWS = 400
COLUMNS = (
    "province", "district", "commune", "level", "agency", "agency_text", "sector", "role", "verb", "requested", "inherited", "task",
    "topics", "programme", "project",
)  # fmt: skip
FILTERS = ("topic", "year", "level", "role")


async def page(visit: Visit) -> Shown:
    asked = {name: visit.arg(name) for name in FILTERS}
    cell = {name: visit.arg(name) for name in ("province", "agency")}
    matrix = await visit.ask("responsible_matrix", **asked)
    answers = {
        "responsible_matrix": matrix,
        "responsible": await visit.ask("responsible", **asked, **cell, most=str(MOST_ROWS)),
        "plans_in_force": await visit.ask("plans_in_force", year=asked["year"], level=asked["level"]),
    }
    provinces = sorted({row["province"] for row in matrix}, key=lambda name: (name is None, name or ""))
    tasks = [list(rows) for _, rows in groupby(answers["responsible"], key=lambda row: (row["plan_id"], row["start_char"], row["task"]))]
    basis = _basis(matrix, answers["plans_in_force"])
    extra = {
        "asked": asked,
        "given": asked | cell,
        "cell": cell,
        "provinces": provinces,
        "agencies": _by_agency(matrix),
        "tasks": tasks,
        "shown": len(answers["responsible"]),
        "found": sum(row["tasks"] for row in matrix if all(value in ("", row[name]) for name, value in cell.items())),
        "successors": _successors(await visit.ask("successors"), asked["topic"]),
        "basis": basis,
        "year_options": [(row["year"], row["year"]) for row in await visit.ask("years")],
    }

    async def taken() -> Taken:
        asked_for = asked | cell
        subject = visit.label("topic", asked["topic"]) or visit.t("mọi chủ đề", "all topics")
        return Taken(
            title=f"{visit.t('Ai phụ trách', 'Who is responsible for')}: {subject}",
            rows=await visit.ask("responsible", **asked_for),
            columns=columns(*COLUMNS),
            leading=("province", "district", "agency", "role", "task"),
            filters=visit.filters(asked_for),
            basis=visit.basis(basis),
            question="responsible",
            address=visit.absolute(visit.here()),
        )

    return Shown("kehoach_responsible.html", answers, extra, taken)


def _by_agency(matrix: list[Row]) -> dict[str, dict[str | None, Row]]:
    """agency -> province -> its row, agencies in the order of the question."""
    agencies: dict[str, dict[str | None, Row]] = {}
    for row in matrix:
        agencies.setdefault(row["agency"], {})[row["province"]] = row
    return agencies


def _successors(rows: list[Row], topic: str) -> dict[str, list[Row]]:
    """agency -> who does its work today, in the whole country, for all duties or for the topic asked for."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        if row["place"] is None and row["duty"] in (None, topic):
            found.setdefault(row["agency"], []).append(row)
    return found


def _basis(matrix: list[Row], plans: list[Row]) -> dict[str, int]:
    """How much an answer rests on: provinces that say something, of the provinces whose plans are in force."""
    return {
        "answering": len({row["province"] for row in matrix}),
        "provinces": len({row["province"] for row in plans}),
        "plans": len(plans),
    }

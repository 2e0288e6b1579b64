"""`/trach-nhiem`: who is responsible for a topic: agencies by province, why a province does not answer, the topic's streams by programme,
sectors across the reform of 2025, and the tasks behind each cell."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from itertools import groupby, islice
from urllib.parse import quote_plus

from web.columns import columns
from web.order import vietnamese
from web.page import Shown, Visit
from web.queries import Row
from web.taken import Taken
from web.unread import by_province as unread_of
from web.unread import unread

MOST_ROWS = 60
MOST_AGENCIES, MOST_OF_ALL_TOPICS = 40, 15
COLUMNS = (
    "province", "district", "commune", "level", "agency", "agency_text", "sector", "role", "verb", "requested", "inherited", "task",
    "topics", "programme", "project",
)  # fmt: skip
FILTERS = ("topic", "year", "level", "role", "sector", "programme", "project", "papers", "provinces")
VIEWS = ("streams", "sectors")
ALL = "all"
CELL = ("province", "agency")
PERIODS = ("before", "between", "after")
"""By the day a plan was issued: before 1 March 2025 (Nghị định 45/2025/NĐ-CP merged departments), to 30 June 2025 (Nghị quyết
202/2025/QH15 and 203/2025/QH15: provinces merged, no districts from 1 July), since then."""


async def page(visit: Visit) -> Shown:
    asked = {name: visit.arg(name) for name in FILTERS}
    asked["level"] = asked["level"] or await _level(visit)
    cell = {name: visit.arg(name) for name in CELL}
    view = visit.arg("xem") if visit.arg("xem") in VIEWS else ""
    given = asked | {"level": "" if asked["level"] == ALL else asked["level"]}
    matrix, first, by_province = await asyncio.gather(
        visit.ask("responsible_matrix", **given),
        visit.ask("responsible", **given, **cell, most=str(MOST_ROWS)),
        visit.ask("answers_by_province", **given),
    )
    lost = unread_of(await unread(visit, asked["provinces"]), asked["year"])
    answers = {"responsible_matrix": matrix, "responsible": first, "answers_by_province": by_province} | await _more(visit, view, given)
    agencies = _by_agency(matrix)
    most = MOST_AGENCIES if asked["topic"] else MOST_OF_ALL_TOPICS
    basis = _basis(by_province)
    found = sum(row["tasks"] for row in matrix if all(value in ("", row[name]) for name, value in cell.items()))
    extra = {
        "asked": asked,
        "given": given | cell,
        "cell": cell,
        "view": view,
        "provinces": sorted({row["province"] for row in matrix}, key=lambda name: (name is None, name or "")),
        "cell_link": _cell_link(visit),
        "agencies": agencies if visit.arg("all") else dict(islice(agencies.items(), most)),
        "agencies_found": len(agencies),
        "tasks": [list(rows) for _, rows in groupby(first, key=lambda row: (row["plan_id"], row["start_char"], row["task"]))],
        "shown": len(first),
        "found": found,
        "sectors": _sectors(answers.get("sectors_over_reform", []), _successors(answers.get("successors", []), asked["topic"])),
        "basis": basis,
        "silent": _silent(by_province, lost),
        "lost": lost,
        "year_options": [(row["year"], row["year"]) for row in await visit.ask("years")],
    }

    async def taken() -> Taken:
        subject = visit.label("topic", asked["topic"]) or visit.t("mọi chủ đề", "all topics")
        return Taken(
            title=f"{visit.t('Ai phụ trách', 'Who is responsible for')}: {subject}",
            rows=await visit.rows("responsible", **given, **cell),
            columns=columns(*COLUMNS),
            leading=("province", "district", "agency", "role", "task"),
            filters=visit.filters(given | cell),
            basis=visit.basis(basis),
            question="responsible",
            address=visit.absolute(visit.here()),
        )

    return Shown("kehoach_responsible.html", answers, extra, taken, ("responsible",) if found > len(first) else ())


async def _level(visit: Visit) -> str:
    """The level shown where none is asked for: provincial plans where any is held, since a district's plan says nothing of its province."""
    return "province" if await visit.ask("provinces_in_force", level="province") else ALL


async def _more(visit: Visit, view: str, given: dict[str, str]) -> dict[str, list[Row]]:
    """The answers that only one view of the page needs."""
    if view == "streams":
        return {"streams": await visit.ask("streams", **{name: given[name] for name in ("topic", "year", "level", "role", "papers")})}
    if view == "sectors":
        named = await visit.ask("sectors_over_reform", **{name: given[name] for name in ("topic", "sector", "role", "papers")})
        return {"sectors_over_reform": named, "successors": await visit.ask("successors")}
    return {}


def _cell_link(visit: Visit) -> Callable[[str, str | None], str]:
    """The address of this page with one cell chosen; there are thousands of cells, so what they share is made once."""
    base = visit.here(agency="", province="")
    shared = base + ("&" if "?" in base else "?")
    encoded = cache(quote_plus)
    return lambda agency, province: f"{shared}agency={encoded(agency)}&province={encoded(province or '')}#tasks"


def _by_agency(matrix: list[Row]) -> dict[str, dict[str | None, Row]]:
    """agency -> province -> its row, agencies in the order of the question."""
    agencies: dict[str, dict[str | None, Row]] = {}
    for row in matrix:
        agencies.setdefault(row["agency"], {})[row["province"]] = row
    return agencies


def _successors(rows: list[Row], topic: str) -> dict[str, list[Row]]:
    """agency -> who does its work today by law, in the whole country, for all duties or for the topic asked for."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        if row["place"] is None and (row["duty"] is None or row["duty"] == topic or not topic):
            found.setdefault(row["agency"], []).append(row)
    return found


def _sectors(rows: list[Row], successors: dict[str, list[Row]]) -> dict[str, dict[str, list[Row]]]:
    """sector -> period or "law" -> rows: the bodies that plans name, and apart from them the successors that the law names."""
    found: dict[str, dict[str, list[Row]]] = {}
    for sector, named in groupby(rows, key=lambda row: row["sector"]):
        cells = found.setdefault(sector, {name: [] for name in (*PERIODS, "law")})
        old: set[str] = set()
        for row in named:
            cells[row["period"]].append(row)
            old.add(row["agency"])
        cells["law"] = _once(row for agency in sorted(old) for row in successors.get(agency, []))
    return dict(sorted(found.items(), key=lambda item: -sum(row["tasks"] for name in PERIODS for row in item[1][name])))


def _once(rows: Iterable[Row]) -> list[Row]:
    """One row for each pair of bodies: the law names a body once for each duty."""
    pairs: dict[tuple[str, str], Row] = {}
    for row in rows:
        pairs.setdefault((row["agency"], row["successor"]), row)
    return list(pairs.values())


def _basis(provinces: list[Row]) -> dict[str, int]:
    """How much an answer rests on: provinces that name somebody, of the provinces whose plans are in force."""
    return {
        "answering": sum(row["named"] > 0 for row in provinces),
        "provinces": sum(row["plans"] > 0 for row in provinces),
        "plans": sum(row["plans"] for row in provinces),
    }


def _silent(provinces: list[Row], lost: Mapping[str, int]) -> dict[str, list[Row]]:
    """Why a province has no answer -> the provinces: its files could not be read (`lost`: how many), no plan held for the year and level,
    nobody named, only a collective named."""
    reasons: dict[str, list[Row]] = {"unreadable": [], "no_plan": [], "nobody": [], "collective": []}
    met = {row["province"] for row in provinces}
    for row in [*provinces, *({"province": name, "named": 0, "plans": 0} for name in sorted(lost, key=vietnamese) if name not in met)]:
        if not row["named"]:
            gap = "unreadable" if row["province"] in lost else "no_plan"
            reasons[gap if not row["plans"] else "nobody" if not row["tasks"] else "collective"].append(row)
    return {reason: rows for reason, rows in reasons.items() if rows}

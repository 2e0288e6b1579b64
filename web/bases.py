"""`/can-cu`: which documents plans rest on, in how many plans and since when; and of one document, the plans that cite it and what
amends it."""

from __future__ import annotations

from itertools import groupby

from web.columns import columns
from web.page import Shown, Visit
from web.queries import Row
from web.taken import Each, Taken

MOST_DOCUMENTS = 200
MOST_ROWS = 300
MOST_AMENDMENTS = 60
FILTERS = ("relation", "doc_type", "province", "year", "level", "papers", "held", "q")
COLUMNS = (
    "cited_type", "cited_number", "cited_issued", "cited_issuer", "subject", "cited_plans", "cited_provinces", "cited_held", "relation",
    "pinpoint", "province", "district", "commune", "level", "doc_type", "quote",
)  # fmt: skip


async def page(visit: Visit) -> Shown:
    asked = {name: visit.arg(name) for name in FILTERS}
    one = visit.arg("van-ban")
    asked_of_one = asked | {"instrument": one}
    documents = await visit.ask("cited", **asked_of_one)
    totals = (await visit.ask("cited_totals", **asked_of_one))[0]
    citing = await visit.ask("citing", **asked_of_one, most=str(MOST_ROWS)) if one else []
    amendments = await visit.ask("amendments")
    held = await visit.in_force(asked)
    basis = {"answering": totals["provinces"], "provinces": len(held), "plans": sum(row["plans"] for row in held)}
    document = documents[0] if one and documents else None
    extra = {
        "asked": asked,
        "one": one,
        "document": document,
        "documents": documents[:MOST_DOCUMENTS],
        "most": max((row["plans"] for row in documents), default=1),
        "documents_found": len(documents),
        "documents_held": sum(row["held_as"] is not None for row in documents),
        "mentions": sum(row["mentions"] for row in documents),
        "totals": totals,
        "most_rows": MOST_ROWS,
        "by_plan": [list(rows) for _, rows in groupby(citing, key=lambda row: row["plan_id"])],
        "by_year": _by_year(citing),
        "chain": pairs(chain(amendments, one) if one else amendments[:MOST_AMENDMENTS]),
        "basis": basis,
        "year_options": [(row["year"], row["year"]) for row in await visit.ask("years")],
        "province_options": await visit.provinces(),
    }

    async def taken() -> Taken:
        counts = {row["instrument_id"]: row for row in documents}
        return Taken(
            title=f"{visit.t('Căn cứ pháp lý', 'Legal bases')}{f': {_name(visit, document)}' if document else ''}",
            rows=Each(await visit.rows("citing", **asked_of_one), lambda row: _counted(row, counts.get(row["instrument_id"]))),
            columns=columns(*COLUMNS),
            leading=("cited_type", "cited_number", "subject", "relation", "province", "quote"),
            filters=visit.filters(asked),
            basis=visit.basis(basis),
            question="citing",
            address=visit.absolute(visit.here()),
        )

    answers = {"cited": documents, "cited_totals": [totals], "amendments": amendments} | ({"citing": citing} if one else {})
    return Shown("kehoach_bases.html", answers, extra, taken, ("citing",) if len(citing) == MOST_ROWS else ())


def chain(amendments: list[Row], document: str) -> list[Row]:
    """The amendments that lead to a document or on from it, however many steps away."""
    found: dict[str, Row] = {}
    for back, forth in (("amended", "amending"), ("amending", "amended")):
        reached, seen = {document}, set[str]()
        while reached:
            step = [row for row in amendments if row[back] in reached]
            found |= {row["id"]: row for row in step}
            seen |= reached
            reached = {row[forth] for row in step if row[forth]} - seen
    return [row for row in amendments if row["id"] in found]


def pairs(amendments: list[Row]) -> list[list[Row]]:
    """Rows that say the same of the same two documents, together."""
    return [list(rows) for _, rows in groupby(amendments, key=lambda row: (row["amended"], row["amending"]))]


def _by_year(citing: list[Row]) -> list[tuple[int | None, int]]:
    """Last year of the plan -> how many plans, in order; plans without a year last."""
    plans = {row["plan_id"]: row["period_end"] for row in citing}
    years = sorted(plans.values(), key=lambda year: (year is None, year))
    return [(year, len(list(rows))) for year, rows in groupby(years)]


def _counted(row: Row, document: Row | None) -> Row:
    """A citation with how often its document is cited."""
    counts = {"cited_plans": document["plans"], "cited_provinces": document["provinces"]} if document else {}
    return row | counts | {"cited_held": int(row["held_as"] is not None)}


def _name(visit: Visit, row: Row) -> str:
    return f"{visit.label('doc_type', row['doc_type'])} {row['number'] or row['subject'] or ''}".strip()

"""`/tim`: full-text search over sections, tasks and targets, with filters, a page at a time; exact tone marks first."""

from __future__ import annotations

import asyncio

from extract.text import bare, key
from web.columns import columns
from web.page import Shown, Visit
from web.queries import Row
from web.searching import excerpt, highlighted, words
from web.taken import Each, Taken

KINDS = ("responsibility", "target", "section")
FILTERS = ("province", "place", "year", "level", "papers")
PAGE_ROWS = 50
MOST_PAGES = 1_000_000
COLUMNS = ("family", "province", "district", "commune", "level", "doc_type", "quote")


async def page(visit: Visit) -> Shown:
    q, kind = visit.arg("q"), visit.arg("kind") if visit.arg("kind") in KINDS else ""
    asked = {"q": q, **{name: visit.arg(name) for name in FILTERS}}
    typed = bool(words(q))
    number = _number(visit.arg("trang"), MOST_PAGES)
    counted, rows, held = await asyncio.gather(
        _counts(visit, asked), _rows(visit, asked | {"kind": kind}, number), visit.in_force(asked, papers="all")
    )
    counts = {row["kind"]: row["rows"] for row in counted}
    found = counts.get(kind, 0) if kind else sum(counts.values())
    last = max(1, -(-found // PAGE_ROWS))
    if number > last:
        number, rows = last, await _rows(visit, asked | {"kind": kind}, last)
    basis = {
        "answering": max((row["provinces"] for row in counted), default=0),
        "provinces": len(held),
        "plans": sum(row["plans"] for row in held),
    }
    extra = {
        "asked": asked | {"kind": kind},
        "typed": typed,
        "marked": bare(q) != key(q),
        "counts": counts,
        "total": sum(counts.values()),
        "found": found,
        "number_of_page": number,
        "last_page": last,
        "first_row": (number - 1) * PAGE_ROWS + 1,
        "results": [_result(row, q) for row in rows],
        "basis": basis,
        "year_options": [(row["year"], row["year"]) for row in await visit.ask("years")],
        "province_options": await visit.provinces(papers="all"),
    }

    async def taken() -> Taken:
        every = await visit.rows("find", **asked, kind=kind)
        return Taken(
            title=f"{visit.t('Tìm', 'Search')}: {q}",
            rows=Each(every, lambda row: row | {"family": visit.label("family", row["kind"])}),
            columns=columns(*COLUMNS),
            leading=("family", "province", "district", "quote"),
            filters=visit.filters(asked | {"kind": visit.label("family", kind) if kind else "", "papers": asked["papers"] or "all"}),
            basis=visit.basis(basis),
            question="find",
            address=visit.absolute(visit.here()),
        )

    answers = {"find_counts": counted, "find": rows}
    return Shown("kehoach_search.html", answers, extra, taken if typed else None, ("find",) if found > len(rows) else ())


async def _counts(visit: Visit, asked: dict[str, str]) -> list[Row]:
    return await visit.ask("find_counts", **asked) if words(asked["q"]) else []


async def _rows(visit: Visit, asked: dict[str, str], number: int) -> list[Row]:
    """The results of one page; none where no word was typed."""
    window = {"most": str(PAGE_ROWS), "skip": str((number - 1) * PAGE_ROWS)}
    return await visit.ask("find", **asked, **window) if words(asked["q"]) else []


def _number(typed: str, last: int) -> int:
    """The page asked for, between the first and the last."""
    return min(max(1, int(typed)), last) if typed.isascii() and typed.isdigit() else 1


def _result(row: Row, q: str) -> Row:
    exact = bool(row["exact"])
    return row | {"pieces": highlighted(excerpt(row["quote"] or "", q, exact=exact), q, exact)}

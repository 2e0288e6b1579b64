"""`/tim`: full-text search over sections, tasks and targets; exact tone marks first."""

from __future__ import annotations

from extract.text import bare, key
from web.page import Shown, Visit
from web.queries import Row
from web.searching import excerpt, highlighted, words

KINDS = ("responsibility", "target", "section")


async def page(visit: Visit) -> Shown:
    q, kind, province = visit.arg("q"), visit.arg("kind"), visit.arg("province")
    asked = bool(words(q))
    answers = {
        "find_counts": await visit.ask("find_counts", q=q, province=province) if asked else [],
        "find": await visit.ask("find", q=q, kind=kind, province=province) if asked else [],
    }
    counts = {row["kind"]: row["rows"] for row in answers["find_counts"]}
    extra = {
        "q": q,
        "kind": kind,
        "asked": asked,
        "marked": bare(q) != key(q),
        "counts": counts,
        "total": sum(counts.values()),
        "results": {name: [_result(row, q) for row in answers["find"] if row["kind"] == name] for name in KINDS},
    }
    return Shown("kehoach_search.html", answers, extra)


def _result(row: Row, q: str) -> Row:
    return row | {"pieces": highlighted(excerpt(row["quote"] or "", q), q)}

"""`/ke-hoach/<id>`: a plan's facts, its sections, its text with every extracted span marked, and the rows beside it."""

from __future__ import annotations

import json
from typing import Any

from datasette.utils import tilde_decode
from datasette.utils.asgi import NotFound

from web.marks import Mark, lines
from web.page import Shown, Visit
from web.queries import Row

FAMILIES = {
    "responsibility": ("plan_responsibilities", "responsibilities"),
    "target": ("plan_targets", "targets"),
    "deadline": ("plan_deadlines", "deadlines"),
    "reference": ("plan_references", "legal_references"),
}
"""Family -> its saved question and its table."""
_LISTS = ("topics", "recurrence")


async def page(visit: Visit) -> Shown:
    plan_id = tilde_decode(visit.request.url_vars["plan"])
    names = ("plan", "plan_sections", "plan_problems", "plan_copies", *(question for question, _ in FAMILIES.values()))
    answers = {name: await visit.ask(name, plan=plan_id) for name in names}
    if not answers["plan"]:
        raise NotFound(visit.t("Không có kế hoạch này", "No such plan"))
    plan = answers["plan"][0]
    found = {family: answers[question] for family, (question, _) in FAMILIES.items()}
    every = (_row(family, row) for family in found for row in found[family])
    rows = sorted(every, key=lambda row: (row["start_char"] or 0, row["end_char"] or 0, row["id"]))
    marks = [Mark(row["id"], row["family"], row["start_char"] or 0, row["end_char"] or 0) for row in rows]
    extra: dict[str, Any] = {
        "one": plan,
        "lines": lines(plan["text"] or "", answers["plan_sections"], marks),
        "rows": rows,
        "counts": {family: len(found[family]) for family in FAMILIES},
        "tables": {family: table for family, (_, table) in FAMILIES.items()},
    }
    return Shown("kehoach_plan.html", answers, extra)


def _row(family: str, row: Row) -> Row:
    """The row with its family and its JSON lists as lists."""
    return row | {"family": family} | {name: _list(row[name]) for name in _LISTS if name in row}


def _list(text: str | None) -> list[str]:
    try:
        found = json.loads(text or "[]")
    except ValueError:
        return []
    return [str(item) for item in found] if isinstance(found, list) else []

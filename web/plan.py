"""`/ke-hoach/<id>`: a plan's facts, its sections, its text with every extracted span marked, and the evidence for the row chosen.

`?dong=<row id>` chooses a row (of a family, or a section), `&trang=<n>` another page of the paper; `/ke-hoach/<id>/bang-chung` answers with
the panel of evidence alone, which the page's script puts in its place."""

from __future__ import annotations

from typing import Any

from datasette.utils import tilde_decode
from datasette.utils.asgi import NotFound

from web import evidence as evidence_of
from web.fields import fields
from web.marks import Mark, lines
from web.outline import heading, outline, path_at
from web.page import Shown, Visit
from web.queries import Row, listed

FAMILIES = {
    "responsibility": ("plan_responsibilities", "responsibilities"),
    "target": ("plan_targets", "targets"),
    "deadline": ("plan_deadlines", "deadlines"),
    "reference": ("plan_references", "legal_references"),
}
"""Family -> its saved question and its table."""
TABLES = {family: table for family, (_, table) in FAMILIES.items()} | {"section": "sections"}
_LISTS = ("topics", "recurrence")
_BESIDE = 12  # other rows of the same place that the panel names


async def page(visit: Visit) -> Shown:
    answers = await _answers(visit, "plan_problems", "plan_copies", "pairs")
    rows = _rows(answers)
    marks = [Mark(row["id"], row["family"], row["start_char"] or 0, row["end_char"] or 0) for row in rows]
    extra = await _evidence(visit, answers, rows) | {
        "lines": lines(answers["plan"][0]["text"] or "", answers["plan_sections"], marks),
        "branches": outline(answers["plan_sections"]),
        "rows": rows,
        "counts": {family: len(answers[question]) for family, (question, _) in FAMILIES.items()},
    }
    return Shown("kehoach_plan.html", answers, extra)


async def evidence(visit: Visit) -> Shown:
    """The panel alone."""
    answers = await _answers(visit)
    return Shown("kehoach_evidence.html", answers, await _evidence(visit, answers, _rows(answers)))


async def _answers(visit: Visit, *more: str) -> dict[str, list[Row]]:
    plan_id = tilde_decode(visit.request.url_vars["plan"])
    names = ("plan", "plan_file", "plan_sections", *more, *(question for question, _ in FAMILIES.values()))
    answers = {name: await visit.ask(name, plan=plan_id) for name in names}
    if not answers["plan"]:
        raise NotFound(visit.t("Không có kế hoạch này", "No such plan"))
    return answers


def _rows(answers: dict[str, list[Row]]) -> list[Row]:
    """The rows of all families in the order of the text."""
    every = (_row(family, row) for family, (question, _) in FAMILIES.items() for row in answers[question])
    return sorted(every, key=lambda row: (row["start_char"] or 0, row["end_char"] or 0, row["id"]))


async def _evidence(visit: Visit, answers: dict[str, list[Row]], rows: list[Row]) -> dict[str, Any]:
    """What the panel shows: the row chosen, its fields and neighbours, and the paper or the paragraph."""
    plan, sections, asked = answers["plan"][0], answers["plan_sections"], visit.arg("dong")
    heading = next((_heading(plan, row) for row in sections if row["id"] == asked), None)
    at = next((i for i, row in enumerate(rows) if row["id"] == asked), None)
    chosen = heading or (None if at is None else rows[at])
    found: dict[str, Any] = {
        "one": plan,
        "tables": TABLES,
        "asked_row": asked,
        "chosen": chosen,
        "paper": await evidence_of.paper(plan, answers["plan_file"][0], chosen, visit.arg("trang")),
    }
    if chosen is None:
        return found
    return found | {
        "fields": fields(chosen, visit.lang),
        "paragraph": evidence_of.paragraph(plan["text"] or "", chosen),
        "within": path_at(sections, chosen["start_char"] or 0),
        "beside": [row for row in rows if row["id"] != asked and _overlap(row, chosen)][:_BESIDE],
        "before": rows[at - 1] if at else None,
        "after": rows[at + 1] if at is not None and at + 1 < len(rows) else None,
    }


def _overlap(one: Row, other: Row) -> bool:
    return (one["start_char"] or 0) < (other["end_char"] or 0) and (other["start_char"] or 0) < (one["end_char"] or 0)


def _heading(plan: Row, section: Row) -> Row:
    """A section as a row whose quote is its heading: the span in the table holds the body too."""
    line = heading(section, plan["text"] or "")
    return section | {"family": "section", "text": line, "end_char": (section["start_char"] or 0) + len(line)}


def _row(family: str, row: Row) -> Row:
    """The row with its family and its JSON lists as lists."""
    return row | {"family": family} | {name: listed(row[name]) for name in _LISTS if name in row}

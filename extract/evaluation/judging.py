"""A plan's rows against its gold: which were found, which are right, which are missing and which are too many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from extract.evaluation.found import Found, found, header
from extract.evaluation.gold import Gold
from extract.evaluation.matching import FAMILIES, PLAN_FIELDS, Row, equal, pairs, wrong
from extract.model import Document, Reading, Span


class State(StrEnum):
    """How a row fared, worst first."""

    FALSE = "false"  # nothing in the gold is like it
    MISSED = "missed"
    FOUND = "found"  # there, with a key field wrong
    STRICT = "strict"  # there, and all key fields right


@dataclass(frozen=True, slots=True)
class Verdict:
    """One row of the gold, one extracted row, or both where they are the same thing.

    `index`: the gold row's place in its family; `wrong`: key fields not right; `right`: every field asked, with whether it is;
    `page`: from 1, null where the form has none; `rule` and `confidence`: the extracted row's.
    """

    family: str
    gold: Row | None = None
    found: Row | None = None
    index: int = 0
    wrong: tuple[str, ...] = ()
    right: Mapping[str, bool] | None = None
    page: int | None = None
    rule: str = ""
    confidence: float | None = None

    @property
    def state(self) -> State:
        if self.gold is None:
            return State.FALSE
        return State.MISSED if self.found is None else State.FOUND if self.wrong else State.STRICT

    @property
    def quote(self) -> str:
        row = self.gold or self.found or {}
        return str(row.get("task_quote") or row.get("quote") or row.get("title") or row.get("label") or "")


@dataclass(frozen=True, slots=True)
class Judgement:
    """One plan in one form; `verdicts` a family: gold rows in their order, then what is too many."""

    plan: str
    form: str
    held_out: bool
    verdicts: tuple[Verdict, ...]


def judge(gold: Gold, form: str, reading: Reading | None) -> Judgement:
    """Hold a reading against the gold; null: the file could not be read, and everything is missed."""
    there = list(found(reading)) if reading else []
    document = reading.paper.document if reading else None
    out = [v for name in FAMILIES for v in verdicts(name, gold.rows[name], [f for f in there if f.family == name], document)]
    return Judgement(gold.name, form, gold.held_out, (*out, *_plan(gold.plan, header(reading) if reading else {})))


def verdicts(name: str, wanted: Sequence[Row], there: Sequence[Found], document: Document | None) -> list[Verdict]:
    """The verdicts of one family."""
    family = FAMILIES[name]
    matched = dict(pairs(family, wanted, [f.row for f in there]))
    out = []
    for i, row in enumerate(wanted):
        one = there[matched[i]] if i in matched else None
        if one is None:
            out.append(Verdict(name, row, None, i, page=_page(row, document)))
            continue
        right = {f: equal(f, row, one.row) for f in (*family.key, *family.other) if f in row}
        out.append(_found(one, document, row, i, wrong(family, row, one.row), right))
    taken = set(matched.values())
    return [*out, *(_found(one, document) for j, one in enumerate(there) if j not in taken)]


def _found(
    one: Found,
    document: Document | None,
    gold: Row | None = None,
    index: int = 0,
    wrongly: tuple[str, ...] = (),
    right: Mapping[str, bool] | None = None,
) -> Verdict:
    page = document.page(one.span) if document else None
    return Verdict(one.family, gold, one.row, index, wrongly, right, page, one.of.rule, one.of.confidence)


def _page(row: Row, document: Document | None) -> int | None:
    """Where a missed row's quote first stands."""
    quote = str(row.get("quote") or row.get("task_quote") or "")
    at = document.text.find(quote) if document and quote else -1
    return document.page(Span(at, at + len(quote))) if document and at >= 0 else None


def _plan(wanted: Row, said: Row) -> list[Verdict]:
    """What a plan says of itself, a verdict a field."""
    out = []
    for i, name in enumerate(name for name in PLAN_FIELDS if name in wanted):
        right = equal(name, wanted, said)
        here, there = ({"title": name, "value": row.get(name)} for row in (wanted, said))
        out.append(Verdict("plan", here, there, i, () if right else ("value",), {name: right}))
    return out

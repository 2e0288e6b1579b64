"""Every row that is missing, too many or wrong, with its quote and place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

from extract.evaluation.count import NAMES
from extract.evaluation.judging import Judgement, State, Verdict
from extract.evaluation.matching import FAMILIES, Row
from extract.evaluation.tables import LABELS, form_name

_TAGS: Final = {State.MISSED: "SÓT / MISS", State.FALSE: "THỪA / FALSE", State.FOUND: "SAI / WRONG"}
_QUOTE: Final = 160


def mistakes(judgements: Sequence[Judgement]) -> Iterator[tuple[Judgement, Verdict]]:
    """Form by form and family by family; in each what was missed, what is false, what is wrong, plans in their order."""
    forms = list(dict.fromkeys(one.form for one in judgements))
    for form in forms:
        for family in NAMES:
            for state in _TAGS:
                for one in judgements:
                    if one.form == form:
                        yield from ((one, v) for v in one.verdicts if v.family == family and v.state is state)


def lines(judgements: Sequence[Judgement]) -> Iterator[str]:
    """`mistakes` in words, under a heading a form and family."""
    heading: tuple[str, str] | None = None
    for one, verdict in mistakes(judgements):
        if heading != (one.form, verdict.family):
            heading = (one.form, verdict.family)
            yield f"{form_name(one.form)}: {LABELS[verdict.family]}"
        page = f", tr. / p. {verdict.page}" if verdict.page else ""
        yield f"  {_TAGS[verdict.state]:12} {one.plan}{page}: “{_short(verdict.quote)}” {_details(verdict)}".rstrip()


def as_row(one: Judgement, verdict: Verdict) -> dict[str, Any]:
    """A mistake for JSON. `wrong`: field -> what the gold says and what was read."""
    gold, found = verdict.gold or {}, verdict.found or {}
    return {
        "form": one.form,
        "plan": one.plan,
        "family": verdict.family,
        "mistake": _TAGS[verdict.state].split(" / ")[1].lower(),
        "quote": verdict.quote,
        "page": verdict.page,
        "rule": verdict.rule or None,
        "confidence": verdict.confidence,
        "wrong": {field: {"gold": gold.get(field), "read": found.get(field)} for field in verdict.wrong},
        "gold": verdict.gold,
        "read": verdict.found,
    }


def _details(verdict: Verdict) -> str:
    gold, found = verdict.gold or {}, verdict.found or {}
    rule = f" ({verdict.rule})" if verdict.rule else ""
    if verdict.state is State.FOUND:
        return "; ".join(f"{field}: {_said(gold, field)} -> {_said(found, field)}" for field in verdict.wrong) + rule
    row = gold or found
    names = (*(("agency",) if "agency" in row and verdict.family == "responsibilities" else ()), *FAMILIES[verdict.family].key)
    return " ".join(f"{name}={_said(row, name)}" for name in names if row.get(name) not in (None, "", [], ())) + rule


def _said(row: Row, field: str) -> str:
    value = row.get(field)
    if isinstance(value, list | tuple):
        return ",".join(str(v) for v in value) or "null"
    return "null" if value is None else str(value)


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _QUOTE else flat[:_QUOTE].rstrip() + " ..."

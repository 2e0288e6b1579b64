"""What `kehoach evaluate` prints, as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from extract.evaluation import mistakes, tables
from extract.evaluation.count import Count, Form, count
from extract.evaluation.judging import Judgement
from extract.evaluation.record import Change, Record, changes
from extract.evaluation.reliability import bins, rated
from extract.evaluation.run import Evaluation


def lines(done: Evaluation, misses: bool, held_out_too: bool, before: Record | None) -> Iterator[str]:
    """The report. `misses`: every mistake, those in plans held out only with `held_out_too`; `before`: what to compare with."""
    for form in count(done.judgements):
        yield from tables.accuracy(form)
    if misses:
        yield from mistakes.lines(_shown(done.judgements, held_out_too))
        yield from _hidden(done.judgements, held_out_too)
        yield ""
    yield from tables.reliability(done.judgements)
    if before is not None:
        yield from _changes(list(changes(before, done.judgements)), held_out_too)


def as_json(done: Evaluation, misses: bool, held_out_too: bool, before: Record | None) -> dict[str, Any]:
    """The same as plain values: `forms`, `reliability`, `problems`, and where asked for `mistakes` and `changes`."""
    out: dict[str, Any] = {
        "forms": {form.name: _form(form) for form in count(done.judgements)},
        "reliability": {
            name: [asdict(b) | {"stated": b.stated / b.rows} for b in bins(rated(v for one in part for v in one.verdicts))]
            for name, part in (("not_held_out", _shown(done.judgements, False)), ("held_out", [j for j in done.judgements if j.held_out]))
        },
        "problems": [{"message": message, "message_en": message_en} for message, message_en in done.problems],
    }
    if misses:
        out["mistakes"] = [mistakes.as_row(*one) for one in mistakes.mistakes(_shown(done.judgements, held_out_too))]
    if before is not None:
        moved = [c for c in changes(before, done.judgements) if held_out_too or not c.held_out]
        out["changes"] = [{**asdict(c), "gained": c.gained} for c in moved]
    return out


def _form(form: Form) -> dict[str, Any]:
    return {
        "plans": form.plans,
        "resampled": "plans" if form.by_plan else "rows",
        "families": {name: _count(name, one) for name, one in form.families.items()},
    }


def _count(name: str, one: Count) -> dict[str, Any]:
    figures = {"gold": one.gold, "found": one.found, "precision": one.precision, "recall": one.recall, "f1": one.f1}
    strict = {} if name == "topics" else {"strict_f1": one.strict_f1, "strict_f1_interval": one.strict_interval}
    return figures | {"f1_interval": one.found_interval} | strict | {"fields": one.fields}


def _shown(judgements: Sequence[Judgement], held_out_too: bool) -> list[Judgement]:
    return [one for one in judgements if held_out_too or not one.held_out]


def _hidden(judgements: Sequence[Judgement], held_out_too: bool) -> Iterator[str]:
    rows = 0 if held_out_too else len(list(mistakes.mistakes([one for one in judgements if one.held_out])))
    if rows:
        yield f"{rows} dòng của kế hoạch để dành không in ra / rows of held-out plans are not printed (--held-out-too)"


def _changes(moved: list[Change], held_out_too: bool) -> Iterator[str]:
    for title, some in (("", moved), ("trong đó ở kế hoạch để dành / of them in held-out plans: ", [c for c in moved if c.held_out])):
        gained = sum(c.gained for c in some)
        start = title or "So với bản ghi / Against the record: "
        if some or not title:
            yield f"{start}{gained} dòng được thêm / gained, {len(some) - gained} dòng mất / lost"
    for c in sorted(moved, key=lambda c: (c.form, c.plan, c.row)):
        if held_out_too or not c.held_out:
            yield f"{'+' if c.gained else '-'} {c.form} {c.plan} {c.row}: {c.before} -> {c.now}"

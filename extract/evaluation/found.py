"""A reading's rows in the words of the gold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extract.evaluation.matching import PLAN_FIELDS, Row
from extract.model import Deadline, LegalReference, Reading, Responsibility, Section, Span, Target

Thing = Section | LegalReference | Target | Deadline | Responsibility


@dataclass(frozen=True, slots=True)
class Found:
    """One extracted thing: its family, its `row` in the words of the gold, where it stands and what it was taken from."""

    family: str
    row: Row
    span: Span
    of: Thing


def found(reading: Reading) -> Iterator[Found]:
    """Everything that is scored, family by family in document order: no headings without a label, no money allotted."""
    text = reading.paper.document.text
    for section in reading.paper.sections:
        if section.label:
            named = {"label": section.label, "title": section.title, "level": section.level, "kind": section.kind}
            yield Found("sections", named, section.heading, section)
    for reference in sorted(reading.legal_references, key=_start):
        fields = {name: getattr(reference, name) for name in ("doc_type", "number", "issuer", "pinpoint")}
        yield Found("legal_references", fields | {"quote": reference.span.of(text), "date": reference.issued}, reference.span, reference)
    for target in sorted(reading.targets, key=_start):
        if target.kind != "budget":
            yield Found("table_targets" if target.from_table else "targets", _target(target, text), target.span, target)
    for deadline in sorted(reading.deadlines, key=_start):
        yield Found("deadlines", _deadline(deadline, text), deadline.span, deadline)
    for duty in sorted(reading.responsibilities, key=_start):
        fields = {name: getattr(duty, name) for name in ("agency", "role", "topics", "sector", "requested")}
        yield Found("responsibilities", fields | {"task_quote": duty.span.of(text)}, duty.span, duty)


def header(reading: Reading) -> Row:
    """What the plan says of itself."""
    return {name: getattr(reading.paper.header, name) for name in PLAN_FIELDS}


def _start(thing: LegalReference | Target | Deadline | Responsibility) -> int:
    return thing.span.start


def _target(target: Target, text: str) -> Row:
    names = (
        *("kind", "value", "value_high", "unit", "comparator", "measure", "indicator", "year", "direction", "per_year"),
        *("baseline_value", "population", "place"),
    )
    return {"quote": target.span.of(text), "table": target.from_table} | {name: getattr(target, name) for name in names}


def _deadline(deadline: Deadline, text: str) -> Row:
    return {
        "quote": deadline.span.of(text),
        "kind": deadline.kind,
        "start": deadline.starts_on,
        "end": deadline.ends_on,
        "recurrence": deadline.recurrence,
        "reporting": deadline.reporting,
        "agency": deadline.agency_text,
    }

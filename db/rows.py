"""A `Reading` as rows of the published tables: pure, so that any process can do it and a test can hold it against whole rows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, Protocol

from db import agencies, instruments, problems, sketch
from db.ids import RowIds
from extract.authority.ids import slug
from extract.model import (
    BlockKind,
    Deadline,
    Document,
    Header,
    LegalReference,
    Reading,
    Responsibility,
    Role,
    Section,
    ShortReference,
    Span,
    Target,
)
from extract.text import bare

Row = dict[str, Any]
Rows = dict[str, list[Row]]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a plan comes from: its id, the folder loaded and the path in it, the hash of its bytes, what the names of folders say."""

    plan_id: str
    folder: str
    file: str
    sha256: str
    folder_province: str | None = None
    folder_year: int | None = None


def rows(reading: Reading, source: Source) -> Rows:
    """Table name -> rows, for every table that one plan fills, with the columns of `db.schema.TABLES` (`search.id` aside)."""
    plan = _Plan(reading, source)
    own = instruments.held(plan.header, source.plan_id)
    cited = instruments.cited(reading.legal_references, plan.document.text, plan.header, source.plan_id)
    references = [_reference(plan, r, i.id) for r, i in zip(reading.legal_references, cited, strict=True)]
    duties = [_responsibility(plan, duty) for duty in reading.responsibilities]
    found = (*reading.problems, *problems.conflicts(plan.header, source.folder_province, source.folder_year))
    made: Rows = {
        "plans": [_plan(plan, own)],
        "sections": [_section(plan, section) for section in reading.paper.sections],
        "legal_references": references,
        "short_references": [_short_reference(plan, short, references, own) for short in reading.short_references],
        "instruments": [_instrument(i) for i in {i.id: i for i in (*cited, *([own] if own else []))}.values()],
        "targets": [_target(plan, target) for target in reading.targets],
        "responsibilities": duties,
        "deadlines": [_deadline(plan, deadline, duties) for deadline in reading.deadlines],
        "agencies": agencies.met(reading),
        "problems": [problems.row(problem, source.folder, source.file, source.plan_id) for problem in found],
        "sketches": [{"plan_id": source.plan_id, **sketch.of(plan.document.text)}],
    }
    return made | {"search": list(_search(plan, made))}


class _Found(Protocol):
    @property
    def rule(self) -> str: ...
    @property
    def confidence(self) -> float: ...


class _Plan:
    """What every row of a plan is made from."""

    def __init__(self, reading: Reading, source: Source) -> None:
        self.reading, self.source = reading, source
        self.document: Document = reading.paper.document
        self.header: Header = reading.paper.header
        self.ids = RowIds(source.plan_id, self.document.text)
        self.section_ids = {s.ordinal: self.ids.of("sections", s.heading) for s in reading.paper.sections}
        self.flat = {"province": self.header.province, "level": _code(self.header.level), "plan_year": self.header.period_end}

    def row(self, row_id: str, span: Span, found: _Found, drawn: Span | None = None) -> Row:
        """The columns that all tables of things found share; the boxes are those of `drawn`, else of the span."""
        section = self.reading.paper.section_at(span.start)
        boxes = [[b.page, b.x0, b.top, b.x1, b.bottom] for b in self.document.boxes(drawn or span)]
        return {
            "id": row_id,
            "plan_id": self.source.plan_id,
            "section_id": self.section_ids[section.ordinal] if section else None,
            "text": span.of(self.document.text),
            "start_char": span.start,
            "end_char": span.end,
            "page": self.document.page(span),
            "boxes": json.dumps(boxes) if boxes else None,
            "rule": found.rule,
            "confidence": found.confidence,
            **self.flat,
        }


def _plan(plan: _Plan, own: instruments.Instrument | None) -> Row:
    header, parsed, source = plan.header, plan.document.parsed, plan.source
    stated = ("number", "issuer", "province", "district", "commune", "issued", "period_start", "period_end", "signer", "title")
    return {
        "id": source.plan_id,
        "folder": source.folder,
        "file": source.file,
        "sha256": source.sha256,
        "format": parsed.format,
        "pages": parsed.pages,
        "ocr": parsed.ocr,
        "doc_type": _code(header.doc_type),
        "level": _code(header.level),
        **{name: getattr(header, name) for name in stated},
        "place_id": None,
        "draft": int(header.draft),
        "status": "draft" if header.draft else "issued" if header.number else "unnumbered",
        "folder_province": source.folder_province,
        "folder_year": source.folder_year,
        "text": plan.document.text,
        "same_as": None,
        "instrument_id": own.id if own else None,
    }


def _section(plan: _Plan, section: Section) -> Row:
    row = plan.row(plan.section_ids[section.ordinal], section.span, section, drawn=section.heading)
    return row | {
        "parent_id": None if section.parent is None else plan.section_ids[section.parent],
        "ordinal": section.ordinal,
        "level": section.level,
        "plan_level": row["level"],
        "label": section.label,
        "title": section.title,
        "kind": _code(section.kind),
    }


def _reference(plan: _Plan, reference: LegalReference, instrument_id: str) -> Row:
    return plan.row(plan.ids.of("legal_references", reference.span), reference.span, reference) | {
        "doc_type": _code(reference.doc_type),
        "number": reference.number,
        "issued": reference.issued,
        "issuer": reference.issuer,
        "pinpoint": reference.pinpoint,
        "subject": reference.subject,
        "relation": _code(reference.relation),
        "instrument_id": instrument_id,
    }


def _short_reference(plan: _Plan, short: ShortReference, references: list[Row], own: instruments.Instrument | None) -> Row:
    meant = None if short.reference is None else references[short.reference]
    itself = own.id if own and short.to_self and short.doc_type is own.doc_type else None
    return plan.row(plan.ids.of("short_references", short.span), short.span, short) | {
        "doc_type": _code(short.doc_type),
        "number": short.number,
        "reference_id": meant["id"] if meant else None,
        "instrument_id": meant["instrument_id"] if meant else itself,
        "to_self": int(short.to_self),
    }


def _instrument(i: instruments.Instrument) -> Row:
    return {
        "id": i.id,
        "doc_type": _code(i.doc_type),
        "number": i.number,
        "year": i.year,
        "issuer": i.issuer,
        "title": i.title,
        "plan_id": None,
    }


def _target(plan: _Plan, target: Target) -> Row:
    plain = (
        "value",
        "value_high",
        "population",
        "place",
        "year",
        "baseline_value",
        "baseline_year",
        "sentence",
        "printed",
        "programme",
        "project",
    )
    coded = (
        *("kind", "indicator", "unit", "comparator", "measure", "direction", "status"),
        *("standard", "standard_basis", "year_basis", "place_basis"),
    )
    return (
        plan.row(plan.ids.of("targets", target.span), target.span, target)
        | {name: getattr(target, name) for name in plain}
        | {name: _code(getattr(target, name)) for name in coded}
        | {"per_year": int(target.per_year), "from_table": int(target.from_table)}
    )


def _deadline(plan: _Plan, deadline: Deadline, duties: list[Row]) -> Row:
    return plan.row(plan.ids.of("deadlines", deadline.span, deadline.agency or ""), deadline.span, deadline) | {
        "kind": _code(deadline.kind),
        "starts_on": deadline.starts_on,
        "ends_on": deadline.ends_on,
        "recurrence": _list(deadline.recurrence),
        "action": deadline.action,
        "agency_text": deadline.agency_text,
        "agency_id": slug(deadline.agency) if deadline.agency else None,
        "recipient": deadline.recipient,
        "reporting": int(deadline.reporting),
        "responsibility_id": _duty(plan.document, deadline, plan.reading.responsibilities, duties),
    }


def _duty(document: Document, deadline: Deadline, found: tuple[Responsibility, ...], duties: list[Row]) -> str | None:
    """The id of the duty that a deadline belongs to: its task holds the deadline, or stands in the same row of a table.

    Among several the deadline's own agency first, then the shortest task, then who leads.
    """
    at = document.block_at(deadline.span.start)
    row = document.block_span(at) if document.blocks and document.blocks[at].kind == BlockKind.TABLE_ROW else None
    near = [i for i, duty in enumerate(found) if duty.span.holds(deadline.span) or (row and row.holds(duty.span))]

    def fit(i: int) -> tuple[bool, int, bool, int]:
        duty = found[i]
        return duty.agency != deadline.agency, duty.span.end - duty.span.start, duty.role != Role.LEAD, i

    return str(duties[min(near, key=fit)]["id"]) if near else None


def _responsibility(plan: _Plan, duty: Responsibility) -> Row:
    row = plan.row(plan.ids.of("responsibilities", duty.span, duty.agency), duty.span, duty)
    return row | {
        "agency_id": slug(duty.agency),
        "agency": duty.agency,
        "agency_text": duty.agency_span.of(plan.document.text),
        "agency_start": duty.agency_span.start,
        "agency_end": duty.agency_span.end,
        "sector": _code(duty.sector),
        "role": _code(duty.role),
        "verb": duty.verb,
        "requested": int(duty.requested),
        "inherited": int(duty.inherited),
        "task": row["text"],
        "topics": _list(duty.topics),
        "programme": duty.programme,
        "project": duty.project,
    }


def _search(plan: _Plan, made: Rows) -> Iterator[Row]:
    """What full text finds: each section's own title and body (not those nested in it), tasks, targets' sentences; each text once."""
    sections = plan.reading.paper.sections
    texts: list[tuple[str, str, str]] = []
    for section, after in zip_longest(sections, sections[1:]):
        end = min(section.span.end, after.span.start) if after else section.span.end
        own = Span(section.span.start, end).of(plan.document.text)
        texts.append(("section", plan.section_ids[section.ordinal], own))
    texts += [("responsibility", row["id"], row["task"]) for row in made["responsibilities"]]
    texts += [("target", row["id"], row["sentence"] or row["text"]) for row in made["targets"]]
    seen: set[tuple[str, str]] = set()
    for kind, row_id, text in texts:
        if text and (kind, text) not in seen:
            seen.add((kind, text))
            yield {"kind": kind, "row_id": row_id, "plan_id": plan.source.plan_id, "text": text, "folded": bare(text), **plan.flat}


def _code(term: object) -> str | None:
    """The plain text of a code, so that nothing but plain values leaves this module."""
    return None if term is None else str(term)


def _list(values: Iterable[str]) -> str:
    return json.dumps([str(value) for value in values], ensure_ascii=False)

"""A `Reading` as rows of the published tables: pure, so that any process can do it and a test can hold it against whole rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest

from db import agencies, instruments, problems, sketch
from db.frame import Frame, Row, Rows, Source, code, listed
from db.rows_cited import instrument, reference, short_reference
from db.section_path import path
from extract.authority.ids import slug
from extract.authority.places import province_today
from extract.model import BlockKind, Deadline, Document, Reading, Responsibility, Role, Section, Span, Target
from extract.text import bare

__all__ = ["Row", "Rows", "Source", "rows"]


def rows(reading: Reading, source: Source) -> Rows:
    """Table name -> rows, for every table that one plan fills, with the columns of `db.schema.TABLES` (`search.id` aside)."""
    plan = Frame(reading, source)
    own = instruments.held(plan.header, source.plan_id)
    cited = instruments.cited(reading.legal_references, plan.document.text, plan.header, source.plan_id)
    references = [reference(plan, r, i.id) for r, i in zip(reading.legal_references, cited, strict=True)]
    duties = [_responsibility(plan, duty) for duty in reading.responsibilities]
    near = _by_block(plan.document, reading.responsibilities)
    found = (*reading.problems, *problems.conflicts(plan.header, source.folder_province, source.folder_year))
    made: Rows = {
        "plans": [_plan(plan, own)],
        "sections": [_section(plan, section) for section in reading.paper.sections],
        "legal_references": references,
        "short_references": [short_reference(plan, short, references, own) for short in reading.short_references],
        "instruments": [instrument(i) for i in {i.id: i for i in (*cited, *([own] if own else []))}.values()],
        "targets": [_target(plan, target) for target in reading.targets],
        "responsibilities": duties,
        "deadlines": [_deadline(plan, deadline, duties, near) for deadline in reading.deadlines],
        "agencies": agencies.met(reading),
        "problems": [problems.row(problem, source.folder, source.file, source.plan_id) for problem in found],
        "sketches": [{"plan_id": source.plan_id, **sketch.of(plan.document.text)}],
    }
    return made | {"search": list(_search(plan, made))}


def _plan(plan: Frame, own: instruments.Instrument | None) -> Row:
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
        "doc_type": code(header.doc_type),
        "level": code(header.level),
        **{name: getattr(header, name) for name in stated},
        "province_today": province_today(header.province),
        "place_id": None,
        "draft": int(header.draft),
        "status": "draft" if header.draft else "issued" if header.number else "unnumbered",
        "folder_province": source.folder_province,
        "folder_year": source.folder_year,
        "text": plan.document.text,
        "same_as": None,
        "instrument_id": own.id if own else None,
    }


def _section(plan: Frame, section: Section) -> Row:
    row = plan.row(plan.section_ids[section.ordinal], section.span, section, drawn=section.heading)
    return row | {
        "parent_id": None if section.parent is None else plan.section_ids[section.parent],
        "ordinal": section.ordinal,
        "level": section.level,
        "plan_level": row["level"],
        "label": section.label,
        "path": path(section, plan.reading.paper.sections),
        "title": section.title,
        "kind": code(section.kind),
    }


def _target(plan: Frame, target: Target) -> Row:
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
        | {name: code(getattr(target, name)) for name in coded}
        | {"per_year": int(target.per_year), "from_table": int(target.from_table)}
    )


def _deadline(plan: Frame, deadline: Deadline, duties: list[Row], near: Mapping[int, list[int]]) -> Row:
    return plan.row(plan.ids.of("deadlines", deadline.span, deadline.agency or ""), deadline.span, deadline) | {
        "kind": code(deadline.kind),
        "starts_on": deadline.starts_on,
        "ends_on": deadline.ends_on,
        "recurrence": listed(deadline.recurrence),
        "action": deadline.action,
        "agency_text": deadline.agency_text,
        "agency_id": slug(deadline.agency) if deadline.agency else None,
        "recipient": deadline.recipient,
        "reporting": int(deadline.reporting),
        "responsibility_id": _duty(plan.document, deadline, plan.reading.responsibilities, duties, near),
    }


def _by_block(document: Document, found: Sequence[Responsibility]) -> Mapping[int, list[int]]:
    """Number of a block -> the places in `found` of what stands in it, or partly."""
    touching = defaultdict[int, list[int]](list)
    for i, duty in enumerate(found):
        last = max(duty.span.start, duty.span.end - 1)
        for block in range(document.block_at(duty.span.start), document.block_at(last) + 1):
            touching[block].append(i)
    return touching


def _duty(
    document: Document, deadline: Deadline, found: Sequence[Responsibility], duties: list[Row], by_block: Mapping[int, list[int]]
) -> str | None:
    """The id of the duty that a deadline belongs to: its task holds the deadline, or stands in the same row of a table.

    Among several the deadline's own agency first, then the shortest task, then who leads.
    """
    at = document.block_at(deadline.span.start)
    row = document.block_span(at) if document.blocks and document.blocks[at].kind == BlockKind.TABLE_ROW else None
    here = by_block.get(at, ())
    near = [i for i in here if found[i].span.holds(deadline.span) or (row and row.holds(found[i].span))]

    def fit(i: int) -> tuple[bool, int, bool, int]:
        duty = found[i]
        return duty.agency != deadline.agency, duty.span.end - duty.span.start, duty.role != Role.LEAD, i

    return str(duties[min(near, key=fit)]["id"]) if near else None


def _responsibility(plan: Frame, duty: Responsibility) -> Row:
    row = plan.row(plan.ids.of("responsibilities", duty.span, duty.agency), duty.span, duty)
    return row | {
        "agency_id": slug(duty.agency),
        "agency": duty.agency,
        "agency_text": duty.agency_span.of(plan.document.text),
        "agency_start": duty.agency_span.start,
        "agency_end": duty.agency_span.end,
        "sector": code(duty.sector),
        "role": code(duty.role),
        "verb": duty.verb,
        "requested": int(duty.requested),
        "inherited": int(duty.inherited),
        "task": row["text"],
        "topics": listed(duty.topics),
        "programme": duty.programme,
        "project": duty.project,
    }


def _search(plan: Frame, made: Rows) -> Iterator[Row]:
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

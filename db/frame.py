"""What every row of a plan is made from: where the plan comes from, the ids of its rows, the columns that they share."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from db.ids import RowIds
from extract.model import Document, Header, Reading, Span

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


class _Found(Protocol):
    @property
    def rule(self) -> str: ...
    @property
    def confidence(self) -> float: ...


class Frame:
    """What every row of a plan is made from."""

    def __init__(self, reading: Reading, source: Source) -> None:
        self.reading, self.source = reading, source
        self.document: Document = reading.paper.document
        self.header: Header = reading.paper.header
        self.ids = RowIds(source.plan_id, self.document.text)
        self.section_ids = {s.ordinal: self.ids.of("sections", s.heading) for s in reading.paper.sections}
        self.flat = {"province": self.header.province, "level": code(self.header.level), "plan_year": self.header.period_end}

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


def code(term: object) -> str | None:
    """The plain text of a code, so that nothing but plain values leaves this module."""
    return None if term is None else str(term)


def listed(values: Iterable[str]) -> str:
    """A list as JSON text, for a column that Datasette can facet."""
    return json.dumps([str(value) for value in values], ensure_ascii=False)

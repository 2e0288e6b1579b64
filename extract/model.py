"""What a reading says: the rows that every step hands to the next. All are frozen; nothing here reads a file or a database.

Spans are in document characters (see `extract.document`); dates are ISO text, as precise as the paper ("2021", "2023-03"). Codes
and document (`extract.terms`, `extract.document`) can be had from here too.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from extract.document import Block, BlockKind, Box, Cell, Document, Line, Parsed, Problem, Span, Table
from extract.references import LegalReference, ShortReference
from extract.terms import (
    Basis,
    Comparator,
    DeadlineKind,
    Direction,
    DocType,
    Level,
    Measure,
    Relation,
    Role,
    SectionKind,
    Severity,
    Status,
    TargetKind,
    TargetStatus,
    Term,
)

__all__ = [
    "Basis",
    "Block",
    "BlockKind",
    "Box",
    "Cell",
    "Comparator",
    "Deadline",
    "DeadlineKind",
    "Direction",
    "DocType",
    "Document",
    "Header",
    "Item",
    "LegalReference",
    "Level",
    "Line",
    "Measure",
    "Paper",
    "Parsed",
    "Problem",
    "Reading",
    "Relation",
    "Responsibility",
    "Role",
    "Section",
    "SectionKind",
    "Severity",
    "ShortReference",
    "Span",
    "Status",
    "Table",
    "Target",
    "TargetKind",
    "TargetStatus",
    "Term",
]


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered heading and all that hangs under it (nested sections too)."""

    ordinal: int
    parent: int | None  # the parent's ordinal
    level: int
    label: str | None
    title: str
    kind: SectionKind
    span: Span  # heading and body
    heading: Span  # label and title
    rule: str = "numbered"
    confidence: float = 0.95


@dataclass(frozen=True, slots=True)
class Item:
    """The smallest unit that says one thing: a bullet, a paragraph, the body of a run-on heading, a footnote.

    `text` is without its bullet mark and outer spaces; `start` is where it begins in the document. `depth`: 0 paragraph, 1 "-",
    2 "+", deeper below. `leads` are the items this one hangs under, outermost first ("Phân công thực hiện:").
    `section` is the innermost section, null before the first heading; `run_on` where the item follows its heading on the same line;
    `title` where the item is a section's own title (without its label).
    """

    text: str
    start: int
    section: Section | None = None
    mark: str = ""
    depth: int = 0
    leads: tuple[Item, ...] = ()
    run_on: bool = False
    footnote: bool = False
    title: bool = False

    @property
    def span(self) -> Span:
        return Span(self.start, self.start + len(self.text))

    def at(self, start: int, end: int) -> Span:
        """The document span of this item's characters `start` to `end`."""
        return Span(self.start + start, self.start + end)


@dataclass(frozen=True, slots=True)
class Header:
    """What a plan says of itself. Names of places are bare ("Hà Nam", not "tỉnh Hà Nam"); what the paper leaves open is null."""

    doc_type: DocType = DocType.OTHER
    number: str | None = None
    issuer: str | None = None
    level: Level | None = None
    province: str | None = None
    district: str | None = None
    commune: str | None = None
    issued: str | None = None
    period_start: int | None = None
    period_end: int | None = None
    draft: bool = False
    signer: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """A document taken apart: what every pattern family reads. `sections` in document order; `items` hold all running text of the body
    (the national heading, the list of recipients and the signature left out); tables stand in `document.tables`."""

    document: Document
    header: Header
    sections: tuple[Section, ...]
    items: tuple[Item, ...]

    def section_at(self, offset: int) -> Section | None:
        """The innermost section that holds the character at `offset`."""
        behind = bisect_right(self.sections, offset, key=lambda section: section.span.start)
        return next((self.sections[i] for i in range(behind - 1, -1, -1) if offset < self.sections[i].span.end), None)

    def path(self, section: Section | None) -> tuple[Section, ...]:
        """The sections from the outermost down to `section`."""
        chain: list[Section] = []
        while section is not None:
            chain.append(section)
            section = None if section.parent is None else self.sections[section.parent]
        return tuple(reversed(chain))

    def above(self, section: Section | None) -> tuple[Section, ...]:
        """The same, and before them the outermost heading without number that they stand under: "KẾT QUẢ NĂM 2019" over "1. Nhà ở"."""
        path = self.path(section)
        before = self.sections[: path[0].ordinal] if path and path[0].label else ()
        unnumbered = next((s for s in reversed(before) if s.label is None and s.parent is None), None)
        return (unnumbered, *path) if unnumbered else path


@dataclass(frozen=True, slots=True)
class Target:
    """`value` as a plain number: 4,24% = 4.24; 75.000 tỷ đồng = 75000000000000. `sentence` is what the quote stands in."""

    span: Span
    kind: TargetKind
    indicator: str
    value: float
    unit: str
    year: int | None
    value_high: float | None = None
    comparator: Comparator = Comparator.EQ
    measure: Measure = Measure.LEVEL
    direction: Direction | None = None
    per_year: bool = False
    population: str | None = None
    place: str | None = None
    baseline_value: float | None = None
    baseline_year: int | None = None
    from_table: bool = False
    sentence: str = ""
    printed: str = ""
    status: TargetStatus | None = None
    standard: str | None = None
    standard_basis: str | None = None
    year_basis: Basis = Basis.DEFAULT
    place_basis: Basis = Basis.DEFAULT
    rule: str = ""
    confidence: float = 0.9
    programme: str | None = None
    project: str | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    span: Span
    kind: DeadlineKind
    starts_on: str | None
    ends_on: str | None
    recurrence: tuple[str, ...] = ()
    action: str | None = None
    agency_text: str | None = None
    agency: str | None = None  # canonical name
    recipient: str | None = None
    reporting: bool = False
    rule: str = ""
    confidence: float = 0.9


@dataclass(frozen=True, slots=True)
class Responsibility:
    """One agency, one role, one task. `span` is the task: the whole list item or sentence; `agency_span` the mention, which stands in a
    heading above where `inherited`."""

    span: Span
    agency: str  # canonical name
    agency_span: Span
    sector: str
    role: Role
    verb: str | None = None
    requested: bool = False
    inherited: bool = False
    topics: tuple[str, ...] = ()
    programme: str | None = None
    project: str | None = None
    rule: str = ""
    confidence: float = 0.9


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one file says: the result of `extract.reading.read`."""

    paper: Paper
    legal_references: tuple[LegalReference, ...] = ()
    targets: tuple[Target, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    responsibilities: tuple[Responsibility, ...] = ()
    problems: tuple[Problem, ...] = field(default=())
    short_references: tuple[ShortReference, ...] = ()

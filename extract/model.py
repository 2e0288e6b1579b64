"""The types that every step hands to the next. All are frozen; nothing here reads a file or a database.

Offsets are counted in characters (Unicode code points) of `Document.text`, half-open. Boxes are in PDF points
from the top left corner of the page. Pages count from 1. Dates are ISO text, as precise as the paper ("2021", "2023-03").
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Self


class Term(StrEnum):
    """A code of the published tables with the Vietnamese word that people see."""

    vi: str

    def __new__(cls, code: str, vi: str = "") -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.vi = vi
        return member


class DocType(Term):
    PLAN = "ke_hoach", "Kế hoạch"
    DECISION = "quyet_dinh", "Quyết định"
    RESOLUTION = "nghi_quyet", "Nghị quyết"
    DIRECTIVE = "chi_thi", "Chỉ thị"
    PROGRAMME = "chuong_trinh", "Chương trình"
    REPORT = "bao_cao", "Báo cáo"
    LETTER = "cong_van", "Công văn"
    LAW = "luat", "Luật"
    ORDINANCE = "phap_lenh", "Pháp lệnh"
    DECREE = "nghi_dinh", "Nghị định"
    CIRCULAR = "thong_tu", "Thông tư"
    NOTICE = "thong_bao", "Thông báo"
    CONCLUSION = "ket_luan", "Kết luận"
    GUIDANCE = "huong_dan", "Hướng dẫn"
    CONSTITUTION = "hien_phap", "Hiến pháp"
    SCHEME = "de_an", "Đề án"
    SUBMISSION = "to_trinh", "Tờ trình"
    OTHER = "other", "Văn bản khác"


class Level(Term):
    CENTRAL = "central", "Trung ương"
    PROVINCE = "province", "Cấp tỉnh"
    DISTRICT = "district", "Cấp huyện"
    COMMUNE = "commune", "Cấp xã"


class SectionKind(Term):
    LEGAL_BASIS = "legal_basis", "Căn cứ"
    SITUATION = "situation", "Thực trạng"
    OBJECTIVES = "objectives", "Mục đích, mục tiêu"
    TARGETS = "targets", "Chỉ tiêu"
    TASKS = "tasks", "Nhiệm vụ, giải pháp"
    FUNDING = "funding", "Kinh phí"
    ORGANISATION = "organisation", "Tổ chức thực hiện"
    REPORTING = "reporting", "Chế độ báo cáo"
    OTHER = "other", "Khác"


class Relation(Term):
    BASIS = "basis", "Căn cứ"
    IMPLEMENTS = "implements", "Thực hiện"
    UNDER = "under", "theo"
    AMENDS = "amends", "sửa đổi, thay thế"
    CITES = "cites", "nhắc đến"


class TargetKind(Term):
    TARGET = "target", "Chỉ tiêu"
    BASELINE = "baseline", "Số liệu đã có"
    BUDGET = "budget", "Kinh phí"


class TargetStatus(Term):
    OWN = "own", "Tự đặt ra"
    ASSIGNED = "assigned", "Cấp trên giao"
    RESULT = "result", "Kết quả"
    ESTIMATE = "estimate", "Ước thực hiện"
    START = "start", "Đầu kỳ"
    NEED = "need", "Nhu cầu"


class Comparator(Term):
    EQ = "eq", "bằng"
    GT = "gt", "trên"
    GE = "ge", "từ ... trở lên"
    LT = "lt", "dưới"
    LE = "le", "không quá"
    ABOUT = "about", "khoảng"


class Measure(Term):
    LEVEL = "level", "mức"
    CHANGE = "change", "mức tăng, giảm"


class Direction(Term):
    UP = "up", "tăng"
    DOWN = "down", "giảm"


class Basis(Term):
    """How a year or a place was come by."""

    STATED = "stated", "nêu tại chỗ"
    SENTENCE = "sentence", "theo câu"
    HEADING = "heading", "theo đề mục"
    DEFAULT = "default", "mặc định theo văn bản"


class DeadlineKind(Term):
    DATE = "date", "Thời hạn"
    PERIOD = "period", "Khoảng thời gian"
    RECURRING = "recurring", "Định kỳ"


class Role(Term):
    LEAD = "lead", "Chủ trì"
    SUPPORT = "support", "Phối hợp"
    IMPLEMENT = "implement", "Thực hiện"


class Severity(Term):
    INFO = "info", "Thông tin"
    WARNING = "warning", "Cảnh báo"
    ERROR = "error", "Lỗi"


class Status(Term):
    """What became of a file."""

    OK = "ok", "Đọc được"
    PARTIAL = "partial", "Đọc được một phần"
    FAILED = "failed", "Không đọc được"
    ENCRYPTED = "encrypted", "Có mật khẩu"
    SKIPPED = "skipped", "Bỏ qua"


class BlockKind(StrEnum):
    PARAGRAPH = "paragraph"
    TABLE_ROW = "table_row"
    FOOTNOTE = "footnote"
    FURNITURE = "furniture"  # running headers and footers: kept in the text, read by no pattern
    STAMP = "stamp"  # the text layer of a digital signature


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` to `end` (half-open) of a text."""

    start: int
    end: int

    def shift(self, by: int) -> Span:
        return Span(self.start + by, self.end + by)

    def holds(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def of(self, text: str) -> str:
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of one page, in points, origin top left."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Line:
    """Where a stretch of a block's text stands on paper. `span` is local to the block; confidence 0..1 (OCR) or null."""

    span: Span
    box: Box
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table. `span` is local to the block that holds it (to the document in `Table`).

    A merged cell appears once, at its top left corner, with its extent in `rowspan` and `colspan`.
    """

    row: int
    column: int
    span: Span
    rowspan: int = 1
    colspan: int = 1
    header: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a table row, or a piece of page furniture, as a parser hands it over, already normalised.

    `text` holds no line break. A paragraph's number that Word computes ("1.", "a)") is part of `text`. A table row's text is
    its cells parted by " | "; `cells` says where each stands; `table` numbers the tables of a document from 0.
    """

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    lines: tuple[Line, ...] = ()
    table: int | None = None
    cells: tuple[Cell, ...] = ()
    bold: bool = False
    centred: bool = False
    style: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a user should know, in words to act on. `stage`: open, parse, ocr, header, sections, a family, load."""

    stage: str
    severity: Severity
    message: str
    message_en: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a parser makes of a file: its blocks in reading order, the number of pages (null where the format has none),
    the share of pages read by OCR, signer and signing time from a digital signature stamp where there is one."""

    blocks: tuple[Block, ...]
    format: str
    pages: int | None = None
    ocr: float = 0.0
    problems: tuple[Problem, ...] = ()
    status: Status = Status.OK
    stamp: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its cells' spans in document characters; rows and columns count from 0."""

    index: int
    span: Span
    cells: tuple[Cell, ...]
    rows: int
    columns: int

    def grid(self) -> list[list[Cell | None]]:
        """rows x columns; a merged cell fills every place it covers."""
        grid: list[list[Cell | None]] = [[None] * self.columns for _ in range(self.rows)]
        for cell in self.cells:
            for r in range(cell.row, min(cell.row + cell.rowspan, self.rows)):
                for c in range(cell.column, min(cell.column + cell.colspan, self.columns)):
                    grid[r][c] = cell
        return grid


@dataclass(frozen=True, slots=True)
class Document:
    """A file's whole text (its blocks joined by line breaks) and where each block stands in it."""

    text: str
    blocks: tuple[Block, ...]
    starts: tuple[int, ...]
    tables: tuple[Table, ...]
    parsed: Parsed

    @classmethod
    def of(cls, parsed: Parsed) -> Document:
        starts, at = [], 0
        for block in parsed.blocks:
            starts.append(at)
            at += len(block.text) + 1
        text = "\n".join(block.text for block in parsed.blocks)
        return cls(text, parsed.blocks, tuple(starts), tuple(_tables(parsed.blocks, starts)), parsed)

    def block_at(self, offset: int) -> int:
        """Index of the block that holds the character at `offset`."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def block_span(self, index: int) -> Span:
        return Span(self.starts[index], self.starts[index] + len(self.blocks[index].text))

    def lines(self, span: Span) -> Iterator[tuple[Span, Line]]:
        """The printed lines that `span` touches, each with the part of the span in it, in document characters."""
        for i in range(self.block_at(span.start), len(self.blocks)):
            start = self.starts[i]
            if start >= span.end:
                return
            lines = self.blocks[i].lines
            first = bisect_left(lines, span.start - start + 1, key=lambda line: line.span.end)
            for line in lines[first:]:
                if line.span.start + start >= span.end:
                    break
                yield Span(max(span.start, line.span.start + start), min(span.end, line.span.end + start)), line

    def page(self, span: Span) -> int | None:
        return next((line.box.page for _, line in self.lines(span)), None)

    def boxes(self, span: Span) -> tuple[Box, ...]:
        """One box a printed line of the quote; where the quote is part of a line, its share of the line's width."""
        return tuple(_part(line, part.shift(-self.starts[self.block_at(part.start)])) for part, line in self.lines(span))


def _part(line: Line, part: Span) -> Box:
    width = max(1, line.span.end - line.span.start)
    per_character = (line.box.x1 - line.box.x0) / width
    x0 = line.box.x0 + (part.start - line.span.start) * per_character
    x1 = line.box.x0 + (part.end - line.span.start) * per_character
    return Box(line.box.page, round(x0, 1), line.box.top, round(x1, 1), line.box.bottom)


def _tables(blocks: tuple[Block, ...], starts: list[int]) -> Iterator[Table]:
    rows: dict[int, list[int]] = {}
    for i, block in enumerate(blocks):
        if block.table is not None:
            rows.setdefault(block.table, []).append(i)
    for index, members in rows.items():
        cells = tuple(
            Cell(c.row, c.column, c.span.shift(starts[i]), c.rowspan, c.colspan, c.header) for i in members for c in blocks[i].cells
        )
        span = Span(starts[members[0]], starts[members[-1]] + len(blocks[members[-1]].text))
        yield Table(index, span, cells, max((c.row + 1 for c in cells), default=0), max((c.column + c.colspan for c in cells), default=0))


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
        found = None
        for section in self.sections:
            if section.span.start > offset:
                break
            if offset < section.span.end:
                found = section
        return found

    def path(self, section: Section | None) -> tuple[Section, ...]:
        """The sections from the outermost down to `section`."""
        chain: list[Section] = []
        while section is not None:
            chain.append(section)
            section = None if section.parent is None else self.sections[section.parent]
        return tuple(reversed(chain))


@dataclass(frozen=True, slots=True)
class LegalReference:
    span: Span
    doc_type: DocType
    number: str | None
    issued: str | None
    issuer: str | None
    pinpoint: str | None
    subject: str | None
    relation: Relation
    rule: str
    confidence: float


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

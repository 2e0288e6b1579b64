"""A file's text with its blocks, tables, pages and boxes.

Offsets are counted in characters (Unicode code points) of `Document.text`, half-open. Boxes are in PDF points from the top left corner
of the page. Pages count from 1.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from extract.terms import Severity, Status


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
    """Where a stretch of a block's text stands on paper. `span` is local to the block; confidence 0..1 (OCR) or null.

    `doubtful`: its words, local to it, that OCR is not sure of."""

    span: Span
    box: Box
    confidence: float | None = None
    doubtful: tuple[Span, ...] = ()


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

    def doubtful(self, span: Span) -> bool:
        """Whether `span` touches a word that OCR is not sure of."""
        for _, line in self.lines(span):
            start = self.starts[self.block_at(span.start)] + line.span.start
            if any(word.start + start < span.end and span.start < word.end + start for word in line.doubtful):
                return True
        return False

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

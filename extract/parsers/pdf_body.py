"""The pages of a PDF, read one by one -> its blocks: paragraphs and tables that go on over the page, page furniture set aside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from itertools import pairwise

from extract.model import Block, BlockKind, Span
from extract.parsers.paragraphs import MAX_BLOCK
from extract.parsers.pdf_paragraphs import block, flow, furniture
from extract.parsers.pdf_tables import RuledTable, continues, table_blocks, together
from extract.parsers.printed_lines import Page, PrintedLine


def body(pages: Sequence[Page], by_page: Mapping[int, Sequence[RuledTable]]) -> Iterator[Block]:
    """Paragraphs and tables (those of each page by its number) in reading order, then page numbers and running heads."""
    gone = furniture(pages)
    waiting = _joined_tables(pages, gone, by_page)
    index = 0
    for lines in (part for whole in flow(pages, gone) for part in _parted(whole, [first for first, _ in waiting])):
        while waiting and _stands_before(waiting[0][0], lines[0]):
            yield from table_blocks(index, waiting.pop(0)[1])
            index += 1
        yield from _pieces(block(lines))
    for _, table in waiting:
        yield from table_blocks(index, table)
        index += 1
    for page in pages:
        yield from (block([line], BlockKind.FURNITURE) for line in page.lines if id(line) in gone)


def _joined_tables(
    pages: Sequence[Page], gone: Set[int], by_page: Mapping[int, Sequence[RuledTable]]
) -> list[tuple[RuledTable, RuledTable]]:
    """Tables in document order, each as its first part (which says where it stands) and the whole, parts on later pages joined."""
    out: list[tuple[RuledTable, RuledTable]] = []
    for number in sorted(by_page):
        for position, table in enumerate(by_page[number]):
            if position == 0 and out and continues(out[-1][1], table) and not _text_between(pages, gone, out[-1][1], table):
                out[-1] = (out[-1][0], together(out[-1][1], table))
            else:
                out.append((table, table))
    return out


def _text_between(pages: Sequence[Page], gone: Set[int], above: RuledTable, below: RuledTable) -> bool:
    """Whether running text stands below `above` on its page or above `below` on the next."""
    for page in pages:
        for line in page.lines:
            if id(line) in gone:
                continue
            if (page.number == above.box.page and line.box.top > above.box.bottom) or (
                page.number == below.box.page and line.box.bottom < below.box.top
            ):
                return True
    return False


def _parted(lines: list[PrintedLine], starts: Sequence[RuledTable]) -> list[list[PrintedLine]]:
    """A paragraph's lines, in two where it goes over the page past a table that begins between, unless its sentence plainly goes on."""
    for i, (last, line) in enumerate(pairwise(lines), 1):
        over = last.box.page != line.box.page and not line.text[0].islower()
        if over and any(_stands_before(table, line) and not _stands_before(table, last) for table in starts):
            return [lines[:i], lines[i:]]
    return [lines]


def _stands_before(table: RuledTable, line: PrintedLine) -> bool:
    return (table.box.page, table.box.top) < (line.box.page, line.box.top)


def _pieces(whole: Block) -> Iterator[Block]:
    """No block is longer than the patterns are held to."""
    if len(whole.text) <= MAX_BLOCK:
        yield whole
        return
    for start in range(0, len(whole.text), MAX_BLOCK):
        piece = Span(start, min(start + MAX_BLOCK, len(whole.text)))
        lines = tuple(
            replace(line, span=Span(max(line.span.start, piece.start), min(line.span.end, piece.end)).shift(-start))
            for line in whole.lines
            if line.span.start < piece.end and line.span.end > piece.start
        )
        yield Block(piece.of(whole.text), whole.kind, lines)

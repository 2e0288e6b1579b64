"""Ruled tables: cells from the drawn lines, their words from the page's own text layer or from OCR."""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from extract.model import Block, Box, Line
from extract.parsers.pdf_grid import Grid
from extract.parsers.printed_lines import PrintedLine, Word, by_row, joined
from extract.parsers.table_rows import MAX_COLUMNS, Spot, header_rows, row_blocks
from extract.text import normalise

_ASIDE = 30.0  # points by which a page lies aside of the one before


@dataclass(frozen=True, slots=True)
class RuledCell:
    """A cell: where it stands in its table, how far it reaches, its printed lines."""

    row: int
    column: int
    rowspan: int
    colspan: int
    lines: tuple[PrintedLine, ...]

    @property
    def text(self) -> str:
        return normalise(joined(self.lines)[0]).strip()


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A table of one page, or of several pages once joined; `edges` are its columns' left edges in points."""

    box: Box
    cells: tuple[RuledCell, ...]
    rows: int
    edges: tuple[float, ...]


def tables(found: Sequence[Grid], number: int, words: Sequence[Word]) -> tuple[list[RuledTable], set[int]]:
    """The ruled tables of page `number` and the `id`s of the words that stand in them. `words` are all words of the page."""
    out: list[RuledTable] = []
    taken: set[int] = set()
    for grid in found:
        held = _held(grid, words)
        table = ruled_table(grid, number, held)
        if table is not None:
            out.append(table)
            taken |= {id(word) for inside in held.values() for word in inside}
    return out, taken


def ruled_table(grid: Grid, number: int, held: Mapping[tuple[int, int], Sequence[Word]]) -> RuledTable | None:
    """`grid` with its words by row and column; null for a frame, which sets nothing side by side."""
    if len(grid.columns) - 1 > MAX_COLUMNS:
        return None
    cells = tuple(RuledCell(c.row, c.column, c.rowspan, c.colspan, tuple(by_row(held.get((c.row, c.column), ())))) for c in grid.cells)
    filled = Counter(cell.row for cell in cells if cell.lines)
    if not filled or max(filled.values()) < 2:
        return None
    box = Box(number, grid.columns[0], grid.rows[0], grid.columns[-1], grid.rows[-1])
    return RuledTable(box, cells, len(grid.rows) - 1, grid.columns)


def _held(grid: Grid, words: Sequence[Word]) -> dict[tuple[int, int], list[Word]]:
    """The words whose middle stands in a cell, by its row and column."""
    place = {(r, c): (o.row, o.column) for o in grid.cells for r in _reach(o.row, o.rowspan) for c in _reach(o.column, o.colspan)}
    held: dict[tuple[int, int], list[Word]] = {}
    for word in words:
        x, y = (word.box.x0 + word.box.x1) / 2, (word.box.top + word.box.bottom) / 2
        spot = bisect(grid.rows, y) - 1, bisect(grid.columns, x) - 1
        if spot in place:
            held.setdefault(place[spot], []).append(word)
    return held


def _reach(start: int, count: int) -> range:
    return range(start, start + count)


def continues(above: RuledTable, below: RuledTable) -> bool:
    """Whether `below`, first on the next page, is the same table: as many columns at the same places, be it that its page was laid
    otherwise on the scanner."""
    apart = [b - a for a, b in zip(above.edges, below.edges, strict=False)]
    return (
        above.box.page + 1 == below.box.page
        and len(above.edges) == len(below.edges)
        and max(apart) - min(apart) < 12
        and abs(apart[0] + apart[-1]) < 2 * _ASIDE
    )


def together(above: RuledTable, below: RuledTable) -> RuledTable:
    """Two parts of one table as one: a header printed again is dropped, a row cut by the page's end is put together."""
    texts = _texts(above)
    headers = header_rows(texts)
    again = headers if _alike(texts[:headers], _texts(below)[:headers]) else 0
    rest = [replace(c, row=c.row - again) for c in below.cells if c.row >= again]
    cut = {c.column: c for c in rest if c.row == 0}
    last = {c.column: c for c in above.cells if c.row + c.rowspan == above.rows}
    if 0 in cut and not cut[0].text and 0 in last and last[0].text and last.keys() == cut.keys() and above.rows > headers:
        grown = {id(last[c]): replace(last[c], lines=(*last[c].lines, *cut[c].lines)) for c in last}
        cells = [grown.get(id(c), c) for c in above.cells]
        moved = [replace(c, row=c.row + above.rows - 1) for c in rest if c.row > 0]
        return replace(above, box=below.box, cells=(*cells, *moved), rows=above.rows + below.rows - again - 1)
    moved = [replace(c, row=c.row + above.rows) for c in rest]
    return replace(above, box=below.box, cells=(*above.cells, *moved), rows=above.rows + below.rows - again)


def _alike(above: Sequence[Sequence[str]], below: Sequence[Sequence[str]]) -> bool:
    """Whether rows are the same but for a few cells that OCR read otherwise."""
    pairs = [(a, b) for high, low in zip(above, below, strict=False) for a, b in zip(high, low, strict=True) if a or b]
    return len(above) == len(below) and 3 * sum(a == b for a, b in pairs) >= 2 * len(pairs)


def _texts(table: RuledTable) -> list[list[str]]:
    grid = [[""] * (len(table.edges) - 1) for _ in range(table.rows)]
    for cell in table.cells:
        if cell.row < table.rows and cell.column < len(grid[cell.row]):
            grid[cell.row][cell.column] = cell.text
    return grid


def table_blocks(index: int, table: RuledTable) -> Iterator[Block]:
    """The table as one block a row, each cell's printed lines with their boxes."""
    rows: list[list[RuledCell]] = [[] for _ in range(table.rows)]
    for cell in sorted(table.cells, key=lambda c: (c.row, c.column)):
        rows[cell.row].append(cell)
    spots = [[Spot(c.text, c.row, c.column, c.rowspan, c.colspan) for c in row] for row in rows]
    printed = [row for row in rows if row]
    for row, block in zip(printed, row_blocks(index, spots, header_rows(_texts(table))), strict=True):
        lines: list[Line] = []
        for cell, place in zip(row, block.cells, strict=True):
            lines += joined(cell.lines, place.span.start)[1]
        yield replace(block, lines=tuple(lines))

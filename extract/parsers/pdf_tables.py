"""Ruled tables of typed pages, by pdfplumber: cells from the drawn lines, their words from the page's own text layer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from extract.model import Block, Box, Line
from extract.parsers.printed_lines import PrintedLine, Word, by_row, joined
from extract.parsers.table_rows import MAX_COLUMNS, Spot, header_rows, row_blocks
from extract.text import normalise

_MAX_RULES = 4000  # drawn edges a page; beyond it a grid is an attack
_SNAP = 3.0  # points within which two edges are one


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


def tables(page: Any, number: int, words: Sequence[Word]) -> tuple[list[RuledTable], set[int]]:
    """The ruled tables of a pdfplumber page and the `id`s of the words that stand in them. `words` are all words of the page."""
    if len(page.edges) > _MAX_RULES:
        return [], set()
    found = [t for t in page.find_tables() if len(t.rows) >= 2 and len({c[0] for c in t.cells}) >= 2]
    out, taken = [], set()
    for table in found:
        ruled, ids = _table(table, number, words)
        if ruled is not None:
            out.append(ruled)
            taken |= ids
    return out, taken


def _table(table: Any, number: int, words: Sequence[Word]) -> tuple[RuledTable | None, set[int]]:
    boxes = sorted({tuple(float(v) for v in cell) for cell in table.cells}, key=lambda b: (b[1], b[0]))
    across, down = _edges([v for b in boxes for v in (b[0], b[2])]), _edges([v for b in boxes for v in (b[1], b[3])])
    if len(across) - 1 > MAX_COLUMNS:
        return None, set()
    held: dict[int, list[Word]] = {}
    for word in words:
        x, y = (word.box.x0 + word.box.x1) / 2, (word.box.top + word.box.bottom) / 2
        inside = next((i for i, b in enumerate(boxes) if b[0] - 1 <= x <= b[2] + 1 and b[1] - 1 <= y <= b[3] + 1), None)
        if inside is not None:
            held.setdefault(inside, []).append(word)
    cells = []
    for i, b in enumerate(boxes):
        row, column = _index(down, b[1]), _index(across, b[0])
        reach = max(1, _index(down, b[3]) - row), max(1, _index(across, b[2]) - column)
        cells.append(RuledCell(row, column, *reach, tuple(by_row(held.get(i, [])))))
    if sum(bool(cell.lines) for cell in cells) < 3:
        return None, set()
    x0, top, x1, bottom = (float(v) for v in table.bbox)
    ruled = RuledTable(Box(number, x0, top, x1, bottom), tuple(cells), len(down) - 1, tuple(across))
    return ruled, {id(word) for ws in held.values() for word in ws}


def _edges(values: list[float]) -> list[float]:
    out: list[float] = []
    for value in sorted(values):
        if not out or value - out[-1] > _SNAP:
            out.append(value)
    return out


def _index(edges: Sequence[float], value: float) -> int:
    return min(range(len(edges)), key=lambda i: abs(edges[i] - value))


def continues(above: RuledTable, below: RuledTable) -> bool:
    """Whether `below`, first on the next page, is the same table: as many columns at the same places."""
    return (
        above.box.page + 1 == below.box.page
        and len(above.edges) == len(below.edges)
        and all(abs(a - b) < 6 for a, b in zip(above.edges, below.edges, strict=True))
    )


def together(above: RuledTable, below: RuledTable) -> RuledTable:
    """Two parts of one table as one: a header printed again is dropped, a row cut by the page's end is put together."""
    texts = _texts(above)
    headers = header_rows(texts)
    again = headers if _texts(below)[:headers] == texts[:headers] else 0
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

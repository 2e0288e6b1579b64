"""Tables of a .docx: their merged cells, and which of them hold data rather than arrange the head and the foot of the document."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from extract.parsers.letterhead import is_frame
from extract.parsers.paragraphs import Printed, tidy
from extract.parsers.table_rows import MAX_COLUMNS, Spot, header_rows, is_number, is_ordinal
from extract.parsers.word_names import ALTERNATIVES, VAL, Element, named, tags
from extract.parsers.word_runs import alternative
from extract.parsers.word_styles import Styles, first, number, switch, value

_CELL_WRAPPERS = tags("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo", "mc:AlternateContent")
_SIDES = tags("w:top", "w:left", "w:start", "w:bottom", "w:right", "w:end", "w:insideH", "w:insideV")


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of data: each row's cells, the first `headers` rows being headings."""

    rows: tuple[tuple[Spot, ...], ...]
    headers: int


Content = Printed | Grid
Walk = Callable[[Element], Iterator[Content]]


@dataclass(frozen=True, slots=True)
class _Cell:
    column: int
    span: int
    goes_on: bool  # the lower part of a cell that begins above
    content: tuple[Content, ...]
    element: Element

    @property
    def text(self) -> str:
        return tidy(" ".join(item.text for item in self.content if isinstance(item, Printed)))


def table(element: Element, styles: Styles, walk: Walk) -> Iterator[Content]:
    """A table (w:tbl) as a grid of data with the tables nested in it after it, or as the paragraphs of its cells, row by row."""
    rows = [(row, list(_cells(row, walk))) for row in _inside(element, named("w:tr")) if first(row, "w:trPr/w:del") is None]
    cells = [cells for _, cells in rows]
    if not _is_data(element, cells, styles):
        yield from (item for row in cells for cell in row for item in cell.content)
        return
    grid = _grid(cells)
    yield Grid(tuple(map(tuple, grid)), _headers([row for row, _ in rows], cells))
    yield from (item for row in cells for cell in row for item in cell.content if isinstance(item, Grid))


def _inside(element: Element, tag: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, also where content controls or tracked changes wrap them."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _CELL_WRAPPERS:
            yield from _inside(alternative(child) if child.tag == ALTERNATIVES else child, tag)


def _cells(row: Element, walk: Walk) -> Iterator[_Cell]:
    column = min(number(row, "w:trPr/w:gridBefore") or 0, MAX_COLUMNS)
    for cell in _inside(row, named("w:tc")):
        span = max(1, min(number(cell, "w:tcPr/w:gridSpan") or 1, MAX_COLUMNS))
        merge = value(cell, "w:tcPr/w:vMerge")
        goes_on = merge is not None and merge != "restart"
        if first(cell, "w:tcPr/w:cellDel") is None:
            yield _Cell(column, span, goes_on, tuple(walk(cell)), cell)
        column += span


def _grid(rows: Sequence[Sequence[_Cell]]) -> list[list[Spot]]:
    grid: list[list[Spot]] = []
    above: dict[int, tuple[int, int]] = {}  # column -> the row and place of the cell that may go on below
    for number_, cells in enumerate(rows):
        spots: list[Spot] = []
        reached: dict[int, tuple[int, int]] = {}
        for cell in cells:
            owner = above.get(cell.column) if cell.goes_on else None
            if owner is not None:
                upper = grid[owner[0]][owner[1]]
                grid[owner[0]][owner[1]] = replace(upper, rowspan=number_ - upper.row + 1)
                reached[cell.column] = owner
            else:
                reached[cell.column] = (number_, len(spots))
                spots.append(Spot(cell.text, number_, cell.column, 1, cell.span))
        grid.append(spots)
        above = reached
    return grid


def _headers(rows: Sequence[Element], cells: Sequence[Sequence[_Cell]]) -> int:
    """Heading rows: those Word repeats on each page, at least those that look so."""
    marked = 0
    while marked < len(rows) and switch(rows[marked], "w:trPr/w:tblHeader"):
        marked += 1
    return max(marked if marked < len(rows) else 0, header_rows([_laid_out(row) for row in cells]))


def _laid_out(cells: Sequence[_Cell]) -> list[str]:
    """A row's texts, one a column of the grid, "" where a merged cell only reaches."""
    texts: list[str] = []
    for cell in cells:
        texts += [""] * (cell.column - len(texts)) + [cell.text] + [""] * (cell.span - 1)
    return texts or [""]


def _is_data(element: Element, rows: Sequence[Sequence[_Cell]], styles: Styles) -> bool:
    """A table of data has at least two rows and two columns and is no head or foot of a document; it is ruled, or has three rows
    and columns with a number or a row's ordinal in them."""
    width = max((cell.column + cell.span for row in rows for cell in row), default=0)
    texts = [[cell.text for cell in row] for row in rows]
    if width < 2 or sum(any(row) for row in texts) < 2 or _is_letterhead(rows, width):
        return False
    if _is_ruled(element, rows, styles):
        return True
    counted = any(is_number(cell) for row in texts for cell in row) or any(row and is_ordinal(row[0]) for row in texts)
    return counted and width >= 3 and len(rows) >= 3


def _is_letterhead(rows: Sequence[Sequence[_Cell]], width: int) -> bool:
    lines = (item.text.strip() for row in rows for cell in row for item in cell.content if isinstance(item, Printed))
    return width <= 4 and len(rows) <= 12 and any(map(is_frame, lines))


def _is_ruled(element: Element, rows: Sequence[Sequence[_Cell]], styles: Styles) -> bool:
    """Whether lines show between cells: by the table, its style, or most of its cells."""
    own = [_shows(first(cell.element, "w:tcPr/w:tcBorders")) for row in rows for cell in row]
    told = [shown for shown in own if shown is not None]
    if 2 * len(told) >= len(own) and told:
        return 2 * sum(told) >= len(told)
    direct = _shows(first(element, "w:tblPr/w:tblBorders"))
    if direct is not None:
        return direct
    for style in styles.chain(value(element, "w:tblPr/w:tblStyle")):
        found = _shows(first(style, "w:tblPr/w:tblBorders"))
        if found is not None:
            return found
    return False


def _shows(borders: Element | None) -> bool | None:
    """Whether a set of borders shows on two sides or more, null where none is given."""
    sides = [] if borders is None else [side.get(VAL, "none") not in ("none", "nil") for side in borders if side.tag in _SIDES]
    return sum(sides) >= 2 if sides else None

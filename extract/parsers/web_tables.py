"""Tables of a web page: their merged cells, and which of them hold data rather than arrange the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from lxml.html import HtmlElement

from extract.parsers.letterhead import is_frame
from extract.parsers.paragraphs import Printed, tidy
from extract.parsers.table_rows import MAX_COLUMNS, Spot, header_rows, is_number, is_ordinal
from extract.parsers.word_tables import Grid

Content = Printed | Grid
Walk = Callable[[HtmlElement], Iterator[Content]]

_MAX_ROWS, _MAX_COLUMNS = 20_000, 200  # a table beyond them is read as running text
_ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")


@dataclass(frozen=True, slots=True)
class _Cell:
    spot: Spot
    content: tuple[Content, ...]
    heading: bool


def table(element: HtmlElement, walk: Walk) -> Iterator[Content]:
    """A table as a grid of data with the tables nested in it after it, or as what its cells hold, row by row. Its caption comes first."""
    for caption in element.iterchildren("caption"):
        yield from walk(caption)
    rows = _cells(_rows(element), walk)
    if not _is_data(element, rows):
        yield from (item for row in rows for cell in row for item in cell.content)
        return
    headed = next((i for i, row in enumerate(rows) if not all(cell.heading for cell in row)), 0)
    headers = max(headed, header_rows([_laid_out(row) for row in rows]))
    yield Grid(tuple(tuple(cell.spot for cell in row) for row in rows), headers)
    yield from (item for row in rows for cell in row for item in cell.content if isinstance(item, Grid))


def first_place(above: HtmlElement | None) -> int:
    """Where the list `above` begins to count."""
    return 1 if above is None else _number(above.get("start"), 1)


def label(above: HtmlElement | None, place: int) -> str:
    """What stands before the `place`th item of the list `above`: its number or letter, or a dash."""
    if above is None or above.tag != "ol":
        return "- "
    kind = above.get("type", "1")
    if kind in ("a", "A") and 1 <= place <= 26:
        return f"{chr(ord(kind) + place - 1)}) "
    if kind in ("i", "I") and 1 <= place < len(_ROMAN):
        return f"{_ROMAN[place].upper() if kind == 'I' else _ROMAN[place]}. "
    return f"{place}. "


def _rows(element: HtmlElement) -> Iterator[HtmlElement]:
    for child in element:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from child.iterchildren("tr")


def _cells(rows: Iterator[HtmlElement], walk: Walk) -> list[list[_Cell]]:
    """Each row's own cells; those that reach down from above take their columns."""
    made: list[list[_Cell]] = []
    reaching: dict[int, int] = {}  # column -> the row below the last that a cell above covers
    for number, row in enumerate(rows):
        cells: list[_Cell] = []
        column = 0
        for element in row.iterchildren("td", "th"):
            while column < _MAX_COLUMNS and reaching.get(column, 0) > number:
                column += 1
            across = max(1, min(_number(element.get("colspan"), 1), MAX_COLUMNS))
            down = max(1, min(_number(element.get("rowspan"), 1), _MAX_ROWS))
            content = tuple(walk(element))
            text = tidy(" ".join(item.text for item in content if isinstance(item, Printed)))
            cells.append(_Cell(Spot(text, number, column, down, across), content, element.tag == "th"))
            reaching |= dict.fromkeys(range(column, column + across), number + down)
            column = min(column + across, _MAX_COLUMNS)
        made.append(cells)
    return [[_within(cell, len(made)) for cell in row] for row in made]


def _within(cell: _Cell, rows: int) -> _Cell:
    """No cell reaches below the table."""
    spot = cell.spot
    return _Cell(Spot(spot.text, spot.row, spot.column, min(spot.rowspan, rows - spot.row), spot.colspan), cell.content, cell.heading)


def _laid_out(cells: Sequence[_Cell]) -> list[str]:
    texts: list[str] = []
    for cell in cells:
        texts += [""] * (cell.spot.column - len(texts)) + [cell.spot.text] + [""] * (cell.spot.colspan - 1)
    return texts or [""]


def _is_data(element: HtmlElement, rows: Sequence[Sequence[_Cell]]) -> bool:
    """A table of data has at least two rows and two columns and is no head or foot of a document; it is ruled or has heading cells, or
    has three rows and columns with a number or a row's ordinal in them. One whose cells hold several paragraphs each arranges the page."""
    width = max((cell.spot.column + cell.spot.colspan for row in rows for cell in row), default=0)
    filled = [row for row in rows if any(cell.spot.text for cell in row)]
    lines = (item.text for row in rows for cell in row for item in cell.content if isinstance(item, Printed))
    if len(rows) > _MAX_ROWS or width >= _MAX_COLUMNS:
        return False
    if width < 2 or len(filled) < 2 or (width <= 4 and len(rows) <= 12 and any(map(is_frame, lines))):
        return False
    if any(isinstance(item, Grid) for row in rows for cell in row for item in cell.content):
        return False
    if any(cell.heading for row in rows for cell in row) or _is_ruled(element):
        return True
    texts = [[cell.spot.text for cell in row] for row in filled]
    counted = any(is_number(text) for row in texts for text in row) or any(row and is_ordinal(row[0]) for row in texts)
    return counted and width >= 3 and len(filled) >= 3


def _is_ruled(element: HtmlElement) -> bool:
    """Whether lines show between cells: by the table's border, or its first cells' style."""
    if element.get("border", "0").strip() not in ("0", ""):
        return True
    for cell in islice(element.iter("table", "td"), 6):
        style = cell.get("style", "").replace(" ", "").lower()
        if "border:" in style or "border-top:" in style or "border-bottom:" in style:
            shown = (
                style.replace("border:none", "").replace("border:0", "").replace("border-top:none", "").replace("border-bottom:none", "")
            )
            return "solid" in shown or "border:1" in shown
    return False


def _number(word: str | None, otherwise: int) -> int:
    digits = (word or "").strip()[:9]
    return int(digits) if digits.isascii() and digits.isdigit() else otherwise

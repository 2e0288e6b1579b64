"""Tables as blocks: which rows are headings, and one block a row with its cells' spans."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.model import Block, BlockKind, Cell, Span
from extract.patterns.pattern import pattern
from extract.text import key

MAX_COLUMNS = 63  # Word's own limit; a span beyond it is an attack
_MAX_HEADER = 6  # rows

_NUMBER = pattern(
    "parser.number_cell",
    catches={"1.234,5": "1.234,5", "2,06%": "2,06%", "-": "-", "12/15": "12/15"},
    misses=("Thôn 4", "TS", "năm 2021", "2021-2025 (kế hoạch)"),
    regex=r"^(?:[-+]?\d[\d.,/]*\ ?%?|-)$",
)
_YEAR = pattern("parser.year_cell", catches={"2023": "2023"}, misses=("20230", "1.999"), regex=r"^(?:19|20)\d\d$")
_FIRST = pattern(
    "parser.first_ordinal",
    catches={"1": "1", "01": "01", "I.": "i.", "A": "a", "1)": "1)"},
    misses=("TT", "2", "11", "Thôn 1"),
    regex=r"^(?:0?1|i|a)[.)/]?$",
)
_ORDINAL = pattern(
    "parser.ordinal_cell",
    catches={"12": "12", "IV": "iv", "b)": "b)", "2.1": "2.1", "*": "*", "-": "-"},
    misses=("Tổng cộng", "3,25%", "xã"),
    regex=r"^(?:\d{1,3}(?:\.\d{1,2}){0,3}|[ivx]{1,5}|[a-zđ]|[-*+])[.)/]?$",
)


@dataclass(frozen=True, slots=True)
class Spot:
    """A printed cell: its tidy text, where its top left corner stands, and how far it reaches."""

    text: str
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1


def row_blocks(table: int, rows: Sequence[Sequence[Spot]], headers: int) -> Iterator[Block]:
    """One block for each row of table number `table`; the first `headers` rows are headings. A row all of whose cells belong to
    cells above gives none."""
    for number, spots in enumerate(rows):
        if spots:
            yield _block(table, spots, number < headers)


def _block(table: int, spots: Sequence[Spot], header: bool) -> Block:
    cells, at = [], 0
    for spot in spots:
        cells.append(Cell(spot.row, spot.column, Span(at, at + len(spot.text)), spot.rowspan, spot.colspan, header))
        at += len(spot.text) + 3
    return Block(" | ".join(spot.text for spot in spots), BlockKind.TABLE_ROW, table=table, cells=tuple(cells))


def header_rows(rows: Sequence[Sequence[str]]) -> int:
    """How many of the first `rows` (their cells' texts) are headings: those before the first row that begins with an ordinal 1 or
    whose cells are mostly numbers. A row that numbers the columns ("A", "B", "1", "2", "3") is the last heading. Without any such
    row the first is taken."""
    for number, row in enumerate(rows[:_MAX_HEADER]):
        cells = [cell for cell in row if cell]
        if numbers_columns(cells):
            return number + 1
        if cells and (_FIRST.search(key(row[0])) or mostly_numbers(cells)):
            return number
    return min(1, max(0, len(rows) - 1))


def numbers_columns(cells: Sequence[str]) -> bool:
    """Whether `cells` number the columns: (1) (2) (3), or A B 1 2 3."""
    bare = [cell.strip("() ").split("=")[0] for cell in cells]
    letters = next((i for i, cell in enumerate(bare) if cell != chr(ord("A") + i)), len(bare))
    counted = [str(i + 1) for i in range(len(bare) - letters)]
    return len(bare) >= 3 and len(counted) >= 2 and bare[letters:] == counted


def mostly_numbers(cells: Sequence[str]) -> bool:
    """Whether at least half of `cells` are numbers other than years."""
    return bool(cells) and 2 * sum(is_number(cell) for cell in cells) >= len(cells)


def is_number(cell: str) -> bool:
    return _NUMBER.search(key(cell)) is not None and _YEAR.search(cell) is None


def is_ordinal(cell: str) -> bool:
    """Whether a first cell is a row's number or mark ("1", "IV", "b)", "2.1")."""
    return _ORDINAL.search(key(cell)) is not None

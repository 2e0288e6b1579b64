"""The cells of a scan's ruled tables, each read by itself: all are set one below another in one tall picture for a single reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import fmean

import numpy as np
from PIL import Image

from extract.model import Box
from extract.parsers import ocr
from extract.parsers.ocr_rules import PALER, Upright
from extract.parsers.pdf_grid import Grid, GridCell
from extract.parsers.pdf_tables import RuledTable, ruled_table
from extract.parsers.printed_lines import PrintedLine, Word

_HIGH = 36  # pixels: at that height a line of capitals or figures is read best
_LARGEST = 3.0  # times that a picture is magnified
_AGAIN = 1.4  # times as large when it is read once more
_GAP, _MARGIN = 24, 80  # pixels between two cells in the tall picture, and above and below all
_BESIDE, _BELOW = 4, 2  # pixels left out beside a cell's upright rules and below its upper one; dots stand on the lower one
_TALLEST = 30_000  # pixels: Tesseract reads no taller picture
_SHORT, _BRIEF = 3, 12  # characters
_SURE = 0.6
_ZERO, _ONE = "OoQ", "lI|i!"  # what figures are mistaken for among figures
_FIGURES = set("0123456789.,%/-+ ")


@dataclass(frozen=True, slots=True)
class _Slot:
    """A cell's picture, magnified, less the paper around its ink; `x`, `y` of its corner on the page, `top` in the tall picture, in
    pixels."""

    cell: GridCell
    picture: Image.Image
    larger: float
    x: int
    y: int
    top: int = 0

    @property
    def bottom(self) -> int:
        return self.top + self.picture.height


def read_tables(page: Upright, number: int) -> list[tuple[Grid, RuledTable]]:
    """The ruled tables of a scanned page with their words, boxes as on the scan, each with the grid it was read from; frames and empty
    grids left out. Raises extract.parsers.ocr.OcrFailed."""
    out = []
    for grid in page.grids:
        held = {(cell.row, cell.column): words for cell, words in _readings(page, grid, number).items()}
        table = ruled_table(grid, number, held)
        if table is not None:
            out.append((grid, _on_scan(table, page)))
    return out


def _readings(page: Upright, grid: Grid, number: int) -> dict[GridCell, Sequence[Word]]:
    """The words of each cell: all are read among one another, figures once more among figures, and those that differ once more, larger."""
    heights = sorted(slot.picture.height for slot in _slots(page, grid.cells, 1.0))
    larger = min(_LARGEST, max(1.0, _HIGH / heights[len(heights) // 4])) if heights else 1.0
    first = _read(_slots(page, grid.cells, larger), page, number)
    short = [cell for cell in grid.cells if _may_be_figures(first.get(cell, ()))]
    again = _read(_slots(page, short, larger), page, number)
    differ = [cell for cell in short if _text(first.get(cell, ())) != _text(again.get(cell, ()))]
    last = _read(_slots(page, differ, larger * _AGAIN), page, number)
    return {
        cell: surest([as_figures(reading[cell]) for reading in (first, again, last) if cell in reading]) for cell in first | again | last
    }


def _slots(page: Upright, cells: Iterable[GridCell], larger: float) -> Iterator[_Slot]:
    """The pictures of the cells that are not empty."""
    for cell in cells:
        x0, top, x1, bottom = (round(edge / page.points_per_pixel) for edge in (cell.x0, cell.top, cell.x1, cell.bottom))
        left, top = x0 + _BESIDE, top + _BELOW
        picture = page.picture.crop((left, top, max(x1 - _BESIDE, left + 1), max(bottom, top + 1)))
        ink = np.asarray(picture) < page.paper - PALER
        rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
        if len(rows):
            box = int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1
            size = round((box[2] - box[0]) * larger), round((box[3] - box[1]) * larger)
            yield _Slot(cell, picture.crop(box).resize(size, Image.Resampling.BICUBIC), larger, left + box[0], top + box[1])


def _read(slots: Iterable[_Slot], page: Upright, number: int) -> dict[GridCell, list[Word]]:
    """The words of each cell, boxes in points of the upright page."""
    held: dict[GridCell, list[Word]] = {}
    for sheet in _sheets(slots):
        tall = Image.new("L", (max(slot.picture.width for slot in sheet) + 2 * _GAP, sheet[-1].bottom + _MARGIN), int(page.paper))
        for slot in sheet:
            tall.paste(slot.picture, (_GAP, slot.top))
        for word in (word for line in ocr.read_block(tall, number, 1.0) for word in line):
            middle = (word.box.top + word.box.bottom) / 2
            slot = min(sheet, key=lambda s: max(s.top - middle, middle - s.bottom))
            if any(c.isalnum() or c in "-+%" for c in word.text):
                held.setdefault(slot.cell, []).append(replace(word, box=_box(word.box, slot, page.points_per_pixel)))
    return held


def _box(box: Box, slot: _Slot, points_per_pixel: float) -> Box:
    """A box of the tall picture in points of the upright page."""
    x0, x1 = ((x - _GAP) / slot.larger + slot.x for x in (box.x0, box.x1))
    top, bottom = ((y - slot.top) / slot.larger + slot.y for y in (box.top, box.bottom))
    return Box(box.page, *(round(value * points_per_pixel, 1) for value in (x0, top, x1, bottom)))


def _sheets(slots: Iterable[_Slot]) -> Iterator[list[_Slot]]:
    """Slots set one below another."""
    sheet: list[_Slot] = []
    for slot in slots:
        top = sheet[-1].bottom + _GAP if sheet else _MARGIN
        if sheet and top + slot.picture.height > _TALLEST:
            yield sheet
            sheet, top = [], _MARGIN
        sheet.append(replace(slot, top=top))
    if sheet:
        yield sheet


def _text(words: Iterable[Word]) -> str:
    return " ".join(word.text for word in words)


def _may_be_figures(words: Sequence[Word]) -> bool:
    """Whether a cell is to be read again among others like it: figures are mistaken where words stand around them."""
    text = _text(words)
    doubtful = len(text) <= _BRIEF and _confidence(words) < _SURE
    return len(text) <= _SHORT or doubtful or 2 * sum(c in _FIGURES for c in text) >= len(text)


def _confidence(words: Sequence[Word]) -> float:
    return fmean(word.confidence or 0.0 for word in words) if words else 0.0


def surest(readings: Sequence[Sequence[Word]]) -> Sequence[Word]:
    """The best of some readings of a cell: figures before words, those with a comma first, which is lost more often than found where
    there is none; then what was read twice, then what was read with more confidence."""
    texts = [_text(words) for words in readings]

    def worth(words: Sequence[Word]) -> tuple[bool, bool, int, float]:
        text = _text(words)
        figures = set(text) <= _FIGURES and text[-1:] not in ",.-/" and any(c.isdigit() for c in text)
        return figures, figures and "," in text, texts.count(text), _confidence(words)

    return max(readings, key=worth)


def as_figures(words: Sequence[Word]) -> Sequence[Word]:
    """A cell's words; where all its other signs are figures, letters that look like figures are, and a point that parts no thousands is
    a comma.

    >>> [word.text for word in as_figures([Word(text, Box(1, 0, 0, 9, 9)) for text in ("1O.5", "2.500")])]
    ['10,5', '2.500']
    """
    others = {c for word in words for c in word.text} - set(_ZERO + _ONE)
    if not others <= _FIGURES or not any(c.isdigit() for c in others):
        return words
    table = str.maketrans(dict.fromkeys(_ZERO, "0") | dict.fromkeys(_ONE, "1"))
    return [replace(word, text=_decimal(word.text.translate(table))) for word in words]


def _decimal(text: str) -> str:
    whole, point, rest = text.partition(".")
    return f"{whole},{rest}" if point and whole.isdigit() and rest.rstrip("%").isdigit() and len(rest.rstrip("%")) < 3 else text


def _on_scan(table: RuledTable, page: Upright) -> RuledTable:
    def line(printed: PrintedLine) -> PrintedLine:
        return PrintedLine(tuple(replace(word, box=page.box_on_scan(word.box)) for word in printed.words))

    return replace(table, cells=tuple(replace(cell, lines=tuple(line(printed) for printed in cell.lines)) for cell in table.cells))

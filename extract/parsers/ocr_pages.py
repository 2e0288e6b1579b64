"""A page of a PDF as a picture -> its printed lines and ruled tables, by OCR."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import fmean
from typing import TYPE_CHECKING, Any

from PIL.Image import new

from extract.model import Box
from extract.parsers import ocr
from extract.parsers.ocr_again import confirmed
from extract.parsers.ocr_leaves import Leaf
from extract.parsers.pdf_tables import RuledTable
from extract.parsers.printed_lines import PrintedLine, Word, reading_order

if TYPE_CHECKING:
    from PIL.Image import Image

_WIDEST = 6000  # pixels a side at which a page is still rendered
_ENOUGH = 8  # words of three letters and more by which a page is judged
_DOUBTFUL = 0.6  # mean confidence; upside down it is 0.45, upright 0.9


@dataclass(frozen=True, slots=True)
class ReadLeaf:
    """A leaf with its printed lines in reading order and its ruled tables, whose words are in no line; boxes in points of the leaf."""

    leaf: Leaf
    lines: list[PrintedLine]
    tables: list[RuledTable]


@dataclass(frozen=True, slots=True)
class _Told:
    """What Tesseract reads of a leaf as it lies: rows of words, ruled tables, and of both the words of three letters and more."""

    leaf: Leaf
    rows: list[list[Word]]
    tables: list[RuledTable]
    long: list[Word]


def read_page(page: Any, number: int) -> list[ReadLeaf]:
    """What stands on `page` (a pypdfium2 page), on two leaves where it shows an open book; `number`: of the first leaf in the document.
    Raises extract.parsers.ocr.OcrFailed."""
    return [_upright(half, at) for at, half in enumerate(_rendered(page).halves(), number)]


def read_pictures(page: Any, number: int, boxes: Sequence[Box]) -> tuple[list[list[Word]], list[RuledTable]]:
    """What stands in the pictures at `boxes` on a typed page: rows of words and ruled tables; nothing where it is no text. Raises
    extract.parsers.ocr.OcrFailed."""
    leaf = _rendered(page)
    alone = new("L", leaf.picture.size, 255)
    for box in boxes:
        left, top, right, bottom = (round(edge / leaf.points_per_pixel) for edge in (box.x0, box.top, box.x1, box.bottom))
        alone.paste(leaf.picture.crop((left, top, right, bottom)), (left, top))
    read = _told(replace(leaf, picture=alone), number)
    return (read.rows, read.tables) if _sure(read) >= _DOUBTFUL and len(read.long) >= _ENOUGH else ([], [])


def _rendered(page: Any) -> Leaf:
    width, height = page.get_size()
    scale = min(ocr.DPI / 72, _WIDEST / max(width, height, 1.0))
    return Leaf(page.render(scale=scale, draw_annots=False, may_draw_forms=False).to_pil().convert("RGB").getchannel("R"), 1 / scale)


def _upright(leaf: Leaf, number: int) -> ReadLeaf:
    """The leaf read as it lies, and where its letters lie on their side or upside down, read anew as they stand."""
    lying = _told(leaf.straight(), number)
    for turn in _turns(lying):
        standing = _told(leaf.turned(turn).straight(), number)
        if _sure(standing) > max(_DOUBTFUL, _sure(lying)) or (_sure(standing) > _DOUBTFUL and _on_side(lying) and not _on_side(standing)):
            return _ordered(standing)
    return _ordered(lying)


def _turns(read: _Told) -> tuple[int, ...]:
    """By which quarters of a circle, anticlockwise, a page may have to be turned to be read, the likeliest first."""
    if _on_side(read):
        return (90, 270)
    if _sure(read) >= _DOUBTFUL or len(read.long) < _ENOUGH:
        return ()
    return (90, 270, 180) if read.tables else (180,)


def _on_side(read: _Told) -> bool:
    """Whether most words stand higher than wide: Tesseract reads some such pages, and no others."""
    standing = sum(word.box.bottom - word.box.top > word.box.x1 - word.box.x0 for word in read.long)
    return len(read.long) >= _ENOUGH and standing > 0.6 * len(read.long)


def _sure(read: _Told) -> float:
    return fmean(word.confidence or 0.0 for word in read.long) if read.long else 0.0


def _ordered(read: _Told) -> ReadLeaf:
    return ReadLeaf(read.leaf, reading_order(read.rows), read.tables)


def _told(leaf: Leaf, number: int) -> _Told:
    picture, tables = _tables(leaf.picture, number, leaf.points_per_pixel)
    rows = ocr.read_image(picture, number, leaf.points_per_pixel)
    if number == 1:
        rows = confirmed(picture, rows, leaf.points_per_pixel)
    held = [list(line.words) for table in tables for cell in table.cells for line in cell.lines]
    return _Told(leaf, rows, tables, [word for words in (*rows, *held) for word in words if len(word.text) >= 3])


def _tables(picture: Image, number: int, points_per_pixel: float) -> tuple[Image, list[RuledTable]]:
    """The picture without its ruled tables, and these."""
    from extract.parsers.ocr_cells import read_tables
    from extract.parsers.ocr_rules import upright, without

    page = upright(picture, points_per_pixel)
    if page is None:
        return picture, []
    found = read_tables(page, number)
    corners: Sequence[Sequence[tuple[float, float]]] = [page.corners_on_scan(grid) for grid, _ in found]
    return without(picture, corners, points_per_pixel), [table for _, table in found]

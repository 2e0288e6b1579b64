"""A page of a PDF as a picture -> its printed lines and ruled tables, by OCR."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING, Any

from extract.parsers import ocr
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


def read_page(page: Any, number: int) -> list[ReadLeaf]:
    """What stands on `page` (a pypdfium2 page), on two leaves where it shows an open book; `number`: of the first leaf in the document.
    Raises extract.parsers.ocr.OcrFailed."""
    width, height = page.get_size()
    scale = min(ocr.DPI / 72, _WIDEST / max(width, height, 1.0))
    picture = page.render(scale=scale, draw_annots=False, may_draw_forms=False).to_pil().convert("RGB").getchannel("R")
    return list(_leaves(Leaf(picture, 1 / scale), number))


def _leaves(whole: Leaf, number: int) -> Iterator[ReadLeaf]:
    for at, half in enumerate(whole.halves(), number):
        yield _upright(half, at)


def _upright(leaf: Leaf, number: int) -> ReadLeaf:
    """The leaf read as it lies, and where its letters lie on their side or upside down, read anew as they stand."""
    straight = leaf.straight()
    first, tables = _told(straight, number)
    for turn in _turns(first):
        turned = leaf.turned(turn).straight()
        again, others = _told(turned, number)
        if _sure(again) > max(_DOUBTFUL, _sure(first)) or (turn != 180 and _sure(again) > _DOUBTFUL and not _on_side(again)):
            return ReadLeaf(turned, reading_order(again), others)
    return ReadLeaf(straight, reading_order(first), tables)


def _turns(lines: Sequence[Sequence[Word]]) -> tuple[int, ...]:
    """By which quarters of a circle, anticlockwise, a page must be turned to be read, the likeliest first."""
    if _on_side(lines):
        return (90, 270)
    return (180,) if _sure(lines) < _DOUBTFUL and len(_long(lines)) >= _ENOUGH else ()


def _long(lines: Sequence[Sequence[Word]]) -> list[Word]:
    return [word for words in lines for word in words if len(word.text) >= 3]


def _on_side(lines: Sequence[Sequence[Word]]) -> bool:
    """Whether most words stand higher than wide: Tesseract reads some such pages, and no others."""
    long = _long(lines)
    standing = sum(word.box.bottom - word.box.top > word.box.x1 - word.box.x0 for word in long)
    return len(long) >= _ENOUGH and standing > 0.6 * len(long)


def _sure(lines: Sequence[Sequence[Word]]) -> float:
    return fmean(word.confidence or 0.0 for word in long) if (long := _long(lines)) else 0.0


def _told(leaf: Leaf, number: int) -> tuple[list[list[Word]], list[RuledTable]]:
    picture, tables = _tables(leaf.picture, number, leaf.points_per_pixel)
    return ocr.read_image(picture, number, leaf.points_per_pixel), tables


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

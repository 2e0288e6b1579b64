"""A page of a PDF as a picture -> its printed lines and ruled tables, by OCR."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from extract.parsers import ocr
from extract.parsers.pdf_tables import RuledTable
from extract.parsers.printed_lines import PrintedLine, reading_order

if TYPE_CHECKING:
    from PIL.Image import Image

_WIDEST = 6000  # pixels a side at which a page is still rendered


def read_page(page: Any, number: int) -> tuple[list[PrintedLine], list[RuledTable]]:
    """The printed lines of `page` (a pypdfium2 page), the `number`th of its document, in reading order, and its ruled tables, whose words
    are in no line. Raises extract.parsers.ocr.OcrFailed."""
    width, height = page.get_size()
    scale = min(ocr.DPI / 72, _WIDEST / max(width, height, 1.0))
    picture = page.render(scale=scale, draw_annots=False, may_draw_forms=False).to_pil().convert("RGB").getchannel("R")
    picture, tables = _tables(picture, number, 1 / scale)
    return reading_order(ocr.read_image(picture, number, 1 / scale)), tables


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

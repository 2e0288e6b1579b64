"""The text layer of a PDF page, by pypdfium2: its words with boxes, row by row."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from extract.model import Box
from extract.parsers.printed_lines import Word
from extract.text import normalise

_BOLD = 600
_LINE_END_HYPHENS = {0x02, 0xFFFE}  # what pdfium makes of a hyphen that ends a line
_SPACES = {0x20, 0xA0, 0x09, 0x3000}


@dataclass(frozen=True, slots=True)
class _Char:
    """A character with its box, its base line and whether a printed space stands before it. All in points, y downwards."""

    char: str
    x0: float
    x1: float
    base: float
    size: float
    bold: bool
    space: bool = False


def page_rows(page: Any, number: int) -> list[list[Word]]:
    """The words of `page` (a pypdfium2 page), the `number`th of its document, row by row from the top, each from left to right.

    The order in which a page was written is no guide: letters of a second font often follow their whole line."""
    text = page.get_textpage()
    try:
        chars = list(_chars(text, page.get_height()))
    finally:
        text.close()
    return [words for words in (list(_words(row, number)) for row in _rows(chars)) if words]


def _chars(text: Any, height: float) -> Iterator[_Char]:
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    for i in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text, i)
        code = 0x2D if code in _LINE_END_HYPHENS else code
        if not code or code >= 0xFFFD or pdfium.FPDFText_IsGenerated(text, i) == 1 or code in (0x0A, 0x0D):
            continue
        if not pdfium.FPDFText_GetLooseCharBox(text, i, ctypes.byref(box)):
            continue
        pdfium.FPDFText_GetCharOrigin(text, i, ctypes.byref(x), ctypes.byref(y))
        size = max(4.0, box.top - box.bottom, pdfium.FPDFText_GetFontSize(text, i))
        bold = pdfium.FPDFText_GetFontWeight(text, i) >= _BOLD
        yield _Char(chr(code), box.left, box.right, height - y.value, size, bold, code in _SPACES)


def _rows(chars: list[_Char]) -> Iterator[list[_Char]]:
    """Characters whose base lines are within a third of their size of one another, from left to right: raised figures belong to the row."""
    row: list[_Char] = []
    for char in sorted(chars, key=lambda c: (c.base, c.x0)):
        if row and char.base - row[0].base > 0.36 * max(row[0].size, char.size):
            yield sorted(row, key=lambda c: c.x0)
            row = []
        row.append(char)
    if row:
        yield sorted(row, key=lambda c: c.x0)


def _words(row: list[_Char], number: int) -> Iterator[Word]:
    current: list[_Char] = []
    for char in row:
        if char.space or (current and char.x0 - current[-1].x1 > 0.2 * char.size):
            yield from _word(current, number)
            current = []
        if not char.space:
            current.append(char)
    yield from _word(current, number)


def _word(chars: list[_Char], number: int) -> Iterator[Word]:
    text = normalise("".join(c.char for c in chars)).strip()
    if text:
        size, base = max(c.size for c in chars), max(c.base for c in chars)
        box = Box(
            number, round(chars[0].x0, 1), round(base - 0.78 * size, 1), round(max(c.x1 for c in chars), 1), round(base + 0.22 * size, 1)
        )
        yield Word(text, box, all(c.bold for c in chars))


def stamp(page: Any) -> str | None:
    """The text that the page's annotations show (a digital signature's stamp: who signed and when), null where they show none.

    Flattens the page, so that the annotations become part of it."""
    if pdfium.FPDFPage_GetAnnotCount(page) <= 0:
        return None
    before = set(_lines(page))
    pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY)
    after = page.pdf[page.pdf_index] if hasattr(page, "pdf_index") else page
    shown = [line for line in _lines(after) if line not in before]
    return " ".join(shown) or None


def _lines(page: Any) -> list[str]:
    text = page.get_textpage()
    try:
        return [line for line in (normalise(part).strip() for part in text.get_text_range().splitlines()) if line]
    finally:
        text.close()


def covered_by_images(page: Any) -> float:
    """The share of the page's area that its images cover, 0..1 (overlaps counted twice, at most 1)."""
    width, height = page.get_size()
    area = 0.0
    for image in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=4):
        left, bottom, right, top = image.get_bounds()
        area += max(0.0, min(right, width) - max(left, 0)) * max(0.0, min(top, height) - max(bottom, 0))
    return float(min(1.0, area / max(1.0, width * height)))


def has_rules(page: Any) -> bool:
    """Whether lines are drawn that may rule a table: at least three across and two down."""
    across = down = 0
    for path in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=3):
        left, bottom, right, top = path.get_bounds()
        wide, high = right - left, top - bottom
        if wide > 20 and high > 8 and min(wide, high) > 3:
            across, down = across + 2, down + 2
        elif wide > 8 and high <= 3:
            across += 1
        elif high > 6 and wide <= 3:
            down += 1
        if across >= 3 and down >= 2:
            return True
    return False

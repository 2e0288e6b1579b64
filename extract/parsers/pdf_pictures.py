"""Pictures on the pages of a PDF: which pages are nothing else, and which pictures on a typed page may be of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pypdfium2.raw as pdfium

from extract.model import Box
from extract.parsers.pdf_text import place_of
from extract.parsers.printed_lines import Word
from extract.text import key

_STAMP = 200  # characters of a signature's stamp at most: a text layer below that on a page of images is no more
_SIGNED = ("ký bởi", "người ký", "signed by")  # each of them opens one
_FEW = 20  # characters: a page with fewer may be drawn letter by letter
_STROKES = 30  # drawn shapes that may be letters
_DEEP = 4  # forms within forms
_LARGE = 180.0, 70.0  # points wide and high that a picture of text is at least; a seal is smaller
_TYPED = 3  # words that are typed over a picture of paper


def is_picture(page: Any, text: str) -> bool:
    """Whether `page`, whose text layer is `text`, is to be read as a picture: images cover it and its text is no more than stamps, or it
    is drawn without any."""
    letters = sum(not c.isspace() for c in text)
    stamps = max(1, sum(key(text).count(sign) for sign in _SIGNED))
    if letters < _STAMP * stamps and covered_by_images(page) > 0.5:
        return True
    return letters < _FEW and _is_drawn(page)


def covered_by_images(page: Any) -> float:
    """The share of the page's area that its images cover, 0..1 (overlaps counted twice, at most 1)."""
    width, height = page.get_size()
    area = sum((box.x1 - box.x0) * (box.bottom - box.top) for box in _images(page, 1))
    return float(min(1.0, area / max(1.0, width * height)))


def unread_pictures(page: Any, number: int, rows: Sequence[Sequence[Word]]) -> list[Box]:
    """Where on a typed page, called `number` in boxes, pictures stand that are large enough for text and over which none of the words of
    `rows` are typed."""
    words = [word.box for row in rows for word in row]
    return [box for box in _images(page, number) if _is_large(box) and sum(_holds(box, word) for word in words) < _TYPED]


def _images(page: Any, number: int) -> Iterator[Box]:
    place, (width, height) = place_of(page), page.get_size()
    for image in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=_DEEP):
        left, bottom, right, top = image.get_bounds()
        (x0, y0), (x1, y1) = place(left, bottom), place(right, top)
        x0, x1 = max(min(x0, x1), 0.0), min(max(x0, x1), width)
        y0, y1 = max(min(y0, y1), 0.0), min(max(y0, y1), height)
        if x0 < x1 and y0 < y1:
            yield Box(number, x0, y0, x1, y1)


def _is_large(box: Box) -> bool:
    return box.x1 - box.x0 >= _LARGE[0] and box.bottom - box.top >= _LARGE[1]


def _holds(box: Box, word: Box) -> bool:
    return box.x0 <= (word.x0 + word.x1) / 2 <= box.x1 and box.top <= (word.top + word.bottom) / 2 <= box.bottom


def _is_drawn(page: Any) -> bool:
    """Whether there is more on a page than a few lines: letters may be drawn as shapes, or stand in pictures."""
    shapes = sum(1 for _ in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=_DEEP))
    return shapes >= _STROKES or any(_is_large(box) for box in _images(page, 1))

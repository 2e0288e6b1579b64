"""What a PDF's annotations and form fields show: digital signatures' stamps, and the number and date stamped on when a paper was issued.

A stamp (Nghị định 30/2020/NĐ-CP, phụ lục I) gives the signer's or agency's name, its e-mail, the time of signing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pypdfium2.raw as pdfium

from extract.model import Box
from extract.parsers.pdf_text import Char, page_chars, place_of, rows_of
from extract.parsers.printed_lines import Word
from extract.text import key

_STAMP_SIGNS = ("@", "ký bởi", "người ký", "ký ngày", "đã ký", "thời gian ký", "ngày ký", "signed by")


def flattened(document: Any, index: int, number: int | None = None) -> tuple[Any, list[Word], str | None]:
    """Page `index` (from 0) with what its annotations show made part of it; of these the words that belong into its text; the text of
    its signatures' stamps, a line for each of theirs, or null. What a form's fields hold is shown where the document was opened with its
    forms (`init_forms`). `number`: what the page is called in boxes, where it is not index + 1."""
    page, number = document[index], number or index + 1
    boxes = _boxes(page, number)
    if not boxes:
        return page, [], None
    before = set(map(_written, page_chars(page)))
    pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY)  # not page.flatten(): it refuses a paper with comments but no form
    page = document[index]
    shown = rows_of([char for char in page_chars(page) if _written(char) not in before], number)
    inline: list[Word] = []
    stamps: list[str] = []
    for rows in _by_box(shown, boxes):
        words = [word for row in rows for word in row]
        said = key(" ".join(word.text for word in words))
        if any(sign in said for sign in _STAMP_SIGNS):
            stamps.append("\n".join(_unwrapped(" ".join(word.text for word in row) for row in rows)))
        else:  # the number and the day, put into their gaps; what was typed into a form
            inline += words
    return page, inline, "\n".join(stamps) or None


def _written(char: Char) -> tuple[str, float, float]:
    return char.char, round(char.x0, 1), round(char.base, 1)


def _boxes(page: Any, number: int) -> list[Box]:
    place = place_of(page)
    rect = pdfium.FS_RECTF()
    out: list[Box] = []
    for index in range(pdfium.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        link = annotation and pdfium.FPDFAnnot_GetSubtype(annotation) == pdfium.FPDF_ANNOT_LINK
        if annotation and not link and pdfium.FPDFAnnot_GetRect(annotation, rect):
            (x0, y0), (x1, y1) = place(rect.left, rect.bottom), place(rect.right, rect.top)
            out.append(Box(number, min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
        if annotation:
            pdfium.FPDFPage_CloseAnnot(annotation)
    return out


def _by_box(rows: Sequence[Sequence[Word]], boxes: Sequence[Box]) -> list[list[list[Word]]]:
    """For each box that holds some, its rows of words. Where boxes lie over one another, words side by side are its whose left edge is
    nearest before the first of them."""
    held: dict[int, list[list[Word]]] = {}
    for row in rows:
        mine: dict[int, list[Word]] = {}
        for words in _side_by_side(row):
            first = words[0].box
            inside = [i for i, box in enumerate(boxes) if _holds(box, first)]
            if inside:
                after = [i for i in inside if boxes[i].x0 <= first.x0 + 2]
                mine.setdefault(min(after or inside, key=lambda i: first.x0 - boxes[i].x0), []).extend(words)
        for i, words in mine.items():
            held.setdefault(i, []).append(words)
    return [held[i] for i in sorted(held)]


def _side_by_side(row: Sequence[Word]) -> Iterator[list[Word]]:
    """A row cut where more than a space lies between two words."""
    words: list[Word] = []
    for word in row:
        if words and word.box.x0 - words[-1].box.x1 > word.box.bottom - word.box.top:
            yield words
            words = []
        words.append(word)
    if words:
        yield words


def _holds(box: Box, word: Box) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return box.x0 - 2 <= x <= box.x1 + 2 and box.top - 2 <= y <= box.bottom + 2


def _unwrapped(lines: Iterable[str]) -> list[str]:
    """A stamp's lines, those put together that its narrow width parted: each new one names what it says, or is an address or a time."""
    out: list[str] = []
    for line in lines:
        if out and not any(sign in line for sign in ":@") and not out[-1].startswith("+"):
            out[-1] += line if "@" in out[-1] else " " + line
        else:
            out.append(line)
    return out

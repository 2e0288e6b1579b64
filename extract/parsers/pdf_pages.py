"""The pages of a PDF, each read as text or as a picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from extract.model import Box, Problem, Severity
from extract.parsers import Options, ocr
from extract.parsers.ocr_leaves import Leaf
from extract.parsers.ocr_pages import read_page, read_pictures
from extract.parsers.pdf_fonts import decoded
from extract.parsers.pdf_grid import grids
from extract.parsers.pdf_legible import legible
from extract.parsers.pdf_open import Opened
from extract.parsers.pdf_pictures import is_picture, unread_pictures
from extract.parsers.pdf_plumbed import Plumber
from extract.parsers.pdf_rules import rules
from extract.parsers.pdf_stamps import flattened
from extract.parsers.pdf_tables import RuledTable, tables
from extract.parsers.pdf_text import page_chars, place_of, rows_of, turned, unknown
from extract.parsers.printed_lines import Page, Word, placed, reading_order
from extract.text import normalise

_DOUBTFUL = 0.6  # mean confidence below which a page is named in problems


@dataclass(slots=True)
class Pages:
    """What has been read of a PDF so far; tables and leaves by the leaf's number, from 1."""

    pages: list[Page] = field(default_factory=list)
    tables: dict[int, list[RuledTable]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    stamps: list[str] = field(default_factory=list)
    fonts: dict[str, str] = field(default_factory=dict)  # fonts of before Unicode and the names of their schemes
    by_ocr: int = 0
    lost: int = 0
    leaves: dict[int, tuple[int, Leaf | None]] = field(default_factory=dict)  # what `moved` takes

    def leaf(self, page: int, lying: Leaf | None = None) -> int:
        """The number of the next leaf, which stands on `page`."""
        self.leaves[len(self.leaves) + 1] = page, lying
        return len(self.leaves)


def add_page(file: Opened, plumber: Plumber, index: int, options: Options, found: Pages) -> None:
    """Reads page `index` (from 0) of `file`, which `plumber` has too, and adds what it holds to `found`.

    Raises what pdfium does on a page that is damaged."""
    page = file.document[index]
    chars = page_chars(page)
    if turn := turned(chars):
        page.set_rotation((page.get_rotation() + 90 * turn) % 360)
        chars = page_chars(page)
    chars = decoded(chars, found.fonts)
    rows = rows_of(chars, len(found.leaves) + 1)
    text = " ".join(word.text for row in rows for word in row)
    readable = legible(text, unknown(chars))
    scanned = not readable or is_picture(page, text)
    if options.ocr == "always" or (options.ocr == "auto" and scanned):
        found.by_ocr += 1
        _by_ocr(page, index + 1, found)
        _, _, signed = flattened(file.document, index)
    else:
        signed = _typed(file, plumber, index, rows if readable else [], options, found)
        if scanned:
            found.problems.append(_unread(index + 1, readable))
            found.lost += 1
    if signed:
        found.stamps.append(signed)


def _typed(file: Opened, plumber: Plumber, index: int, rows: Sequence[Sequence[Word]], options: Options, found: Pages) -> str | None:
    """A page of typed `rows` with its ruled tables and pictures; gives the text of its stamps."""
    number = found.leaf(index + 1)
    pictures = unread_pictures(file.document[index], number, rows)
    page, inline, signed = flattened(file.document, index, number)
    width, height = page.get_size()
    rows = placed(rows, inline)
    ruled = grids(rules(page, place_of(page)))
    if ruled and not page.get_rotation():
        ruled = plumber.plumbed(index, ruled)
    held, taken = tables(ruled, number, [word for row in rows for word in row])
    rows = [left for row in rows if (left := [word for word in row if id(word) not in taken])]
    if pictures and rows:
        shown, more = _in_pictures(page, index + 1, number, pictures, options, found)
        rows = sorted([*rows, *shown], key=lambda row: row[0].box.bottom)
        held = sorted([*held, *more], key=lambda table: table.box.top)
    found.tables[number] = held
    found.pages.append(Page(number, width, height, tuple(reading_order(rows))))
    return signed


def _in_pictures(
    page: Any, number: int, leaf: int, boxes: Sequence[Box], options: Options, found: Pages
) -> tuple[list[list[Word]], list[RuledTable]]:
    """What stands in pictures on a typed page; where they may not or cannot be read, that is told."""
    if options.ocr != "never" and ocr.ready():
        return read_pictures(page, leaf, boxes)
    message = f"Trang này có {len(boxes)} hình có thể chứa chữ, chưa đọc (cần OCR)."
    english = f"This page has {len(boxes)} pictures that may hold text, not read (OCR is needed)."
    found.problems.append(Problem("parse", Severity.INFO, normalise(message), english, number))
    return [], []


def _unread(number: int, readable: bool) -> Problem:
    if readable:
        return problem(number, "Trang quét, chưa đọc (--ocr never).", "A scanned page, not read (--ocr never).")
    return problem(
        number,
        "Chữ của trang này sai (phông thiếu bảng mã), phải đọc bằng OCR: chưa đọc (--ocr never).",
        "The text of this page is no text (its font has no table of letters) and needs OCR: not read (--ocr never).",
    )


def _by_ocr(page: Any, number: int, found: Pages) -> None:
    """Page `number` read as a picture."""
    try:
        read = read_page(page, len(found.leaves) + 1)
    except ocr.OcrFailed as error:
        found.leaf(number)
        found.lost += 1
        found.problems.append(
            problem(
                number,
                "Không đọc được trang quét: cần Tesseract và dữ liệu tiếng Việt (xem `kehoach doctor`).",
                f"The scanned page could not be read: Tesseract with Vietnamese data is needed ({error}).",
            )
        )
        return
    for one in read:
        leaf = found.leaf(number, one.leaf)
        found.tables[leaf] = one.tables
        found.pages.append(Page(leaf, *one.leaf.size, tuple(one.lines), ocr=True))
    sure = [line.confidence for one in read for line in one.lines if line.confidence is not None]
    if sure and sum(sure) / len(sure) < _DOUBTFUL:
        found.problems.append(
            problem(number, "Trang quét mờ: chữ đọc được không chắc chắn.", "A faint scan: the text read is not certain.")
        )


def problem(page: int, message: str, message_en: str) -> Problem:
    return Problem("parse", Severity.WARNING, normalise(message), normalise(message_en), page)

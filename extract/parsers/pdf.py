"""PDF, typed or scanned, decided page by page: a page is a scan where an image covers it and its text layer is no more than a stamp."""

from __future__ import annotations

import ctypes
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from extract.model import Block, BlockKind, Parsed, Problem, Severity, Status
from extract.parsers import Options, Unreadable, ocr
from extract.parsers.legacy import converted
from extract.parsers.ocr_leaves import Leaf, moved
from extract.parsers.ocr_pages import read_page
from extract.parsers.pdf_body import body
from extract.parsers.pdf_damage import damaged_streams
from extract.parsers.pdf_fonts import decoded
from extract.parsers.pdf_grid import grids
from extract.parsers.pdf_legible import legible
from extract.parsers.pdf_open import Opened, opened
from extract.parsers.pdf_pictures import is_picture, unread_pictures
from extract.parsers.pdf_plumbed import plumbed
from extract.parsers.pdf_rules import rules
from extract.parsers.pdf_stamps import flattened
from extract.parsers.pdf_tables import RuledTable, tables
from extract.parsers.pdf_text import is_unknown, page_chars, place_of, rows_of, turned
from extract.parsers.printed_lines import Page, placed, reading_order
from extract.text import normalise

_DOUBTFUL = 0.6  # mean confidence below which a page is named in problems


@dataclass(slots=True)
class _Read:
    """What has been read so far."""

    pages: list[Page] = field(default_factory=list)
    tables: dict[int, list[RuledTable]] = field(default_factory=dict)  # by page number
    problems: list[Problem] = field(default_factory=list)
    stamps: list[str] = field(default_factory=list)
    fonts: dict[str, str] = field(default_factory=dict)  # fonts of before Unicode and the names of their schemes
    by_ocr: int = 0
    lost: int = 0
    leaves: dict[int, tuple[int, Leaf | None]] = field(default_factory=dict)  # by their own numbers: what `moved` takes

    def leaf(self, page: int, lying: Leaf | None = None) -> int:
        """The number of the next leaf, which stands on `page`."""
        self.leaves[len(self.leaves) + 1] = page, lying
        return len(self.leaves)


def read(path: Path, options: Options) -> Parsed:
    """The blocks of a PDF. Raises Unreadable where it is encrypted, damaged beyond reading, without pages, or gives no text."""
    file = _open(path)
    document = file.document
    try:
        found = _Read(problems=list(file.problems()), lost=int(file.partial))
        _note_damage(path, found)
        for index in range(len(document)):
            if index + 1 in file.lost:
                found.leaf(index + 1)
                continue
            try:
                _page(file, index, options, found)
            except (RuntimeError, ValueError, ArithmeticError, ctypes.ArgumentError, MemoryError) as error:
                found.lost += 1
                found.leaf(index + 1)
                found.problems.append(
                    _problem(index + 1, f"Không đọc được trang này ({error}).", f"This page could not be read ({error}).")
                )
            if options.progress:
                options.progress(index + 1, len(document))
        return _parsed(found, len(document))
    finally:
        document.close()


def _note_damage(path: Path, found: _Read) -> None:
    if damaged := damaged_streams(path.read_bytes()):
        found.lost += 1
        said = f"Tệp PDF hỏng {damaged} chỗ bên trong nên có thể thiếu chữ hoặc bảng: hãy so với bản gốc, hoặc tìm bản khác."
        said_en = (
            f"The PDF is damaged inside ({damaged} parts), so text or tables may be missing: compare with the original or get another copy."
        )
        found.problems.append(Problem("parse", Severity.WARNING, normalise(said), said_en))


def _open(path: Path) -> Opened:
    try:
        file = opened(path)
    except pypdfium2.PdfiumError as error:
        raise _unopened(path, error) from error
    with suppress(pypdfium2.PdfiumError):
        file.document.init_forms()
    return file


def _unopened(path: Path, error: Exception) -> Unreadable:
    """Why a file does not open. Asked of pdfium itself: of a file without pages pypdfium2 gives the reason of the last failure before."""
    raw = pdfium.FPDF_LoadDocument(str(path).encode("utf-8", "surrogateescape") + b"\0", None)
    if raw:
        pdfium.FPDF_CloseDocument(raw)
        return Unreadable("Tệp PDF không có trang nào; có thể đã hỏng.", "The PDF has no pages; it may be damaged.")
    if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD:
        return Unreadable(
            "Tệp PDF có mật khẩu; hãy lưu lại bản không có mật khẩu.",
            "The PDF is protected by a password; save a copy without it.",
            Status.ENCRYPTED,
        )
    return Unreadable(
        f"Tệp PDF hỏng hoặc tải về chưa hết, hãy tải lại: {error}", f"The PDF is damaged or was not downloaded whole, get it again: {error}"
    )


def _page(file: Opened, index: int, options: Options, found: _Read) -> None:
    document = file.document
    page = document[index]
    chars = page_chars(page)
    if turn := turned(chars):
        page.set_rotation((page.get_rotation() + 90 * turn) % 360)
        chars = page_chars(page)
    chars = decoded(chars, found.fonts)
    number = len(found.leaves) + 1
    rows = rows_of(chars, number)
    text = " ".join(word.text for row in rows for word in row)
    readable = legible(text, sum(map(is_unknown, chars)))
    scanned = not readable or is_picture(page, text)
    if options.ocr == "always" or (options.ocr == "auto" and scanned):
        found.by_ocr += 1
        _by_ocr(page, index + 1, found)
        _, _, signed = flattened(document, index)
    else:
        pictures = [] if scanned else unread_pictures(page, number, rows)
        page, inline, signed = flattened(document, index, number)
        _typed(file, page, placed(rows if readable else [], inline), found)
        if pictures:
            _add_pictures(page, pictures, options, found)
        if scanned and options.ocr == "never":
            found.problems.append(_unread(index + 1, readable))
            found.lost += 1
    if signed:
        found.stamps.append(signed)


def _typed(file: Opened, page: Any, rows: list[list[Word]], found: _Read) -> None:
    """A page with its typed `rows` and ruled tables."""
    ...


def _unread(number: int, readable: bool) -> Problem:
    if readable:
        return _problem(number, "Trang quét, chưa đọc (--ocr never).", "A scanned page, not read (--ocr never).")
    return _problem(
        number,
        "Chữ của trang này sai (phông thiếu bảng mã), phải đọc bằng OCR: chưa đọc (--ocr never).",
        "The text of this page is no text (its font has no table of letters) and needs OCR: not read (--ocr never).",
    )


def _by_ocr(page: Any, number: int, found: _Read) -> None:
    """Page `number` read as a picture."""
    try:
        read = read_page(page, len(found.leaves) + 1)
    except ocr.OcrFailed as error:
        found.leaf(number)
        found.lost += 1
        found.problems.append(
            _problem(
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
            _problem(number, "Trang quét mờ: chữ đọc được không chắc chắn.", "A faint scan: the text read is not certain.")
        )


def _parsed(found: _Read, pages: int) -> Parsed:
    blocks = [
        *(moved(block, found.leaves) for block in body(found.pages, found.tables)),
        *(Block(" ".join(text.split()), BlockKind.STAMP) for text in found.stamps),
    ]
    if not any(b.kind is not BlockKind.STAMP and b.text.strip() for b in blocks):
        reason = next((p for p in found.problems), None)
        raise Unreadable(
            reason.message if reason else "Tệp PDF không có chữ nào đọc được.",
            reason.message_en if reason else "The PDF holds no readable text.",
        )
    return Parsed(
        blocks=tuple(blocks),
        format="scan" if found.by_ocr * 2 >= pages else "pdf",
        pages=pages,
        ocr=found.by_ocr / pages,
        problems=(*found.problems, *(converted(name) for name in sorted({*found.fonts.values()}))),
        status=Status.PARTIAL if found.lost else Status.OK,
        stamp="\n".join(found.stamps) or None,
    )


def _problem(page: int, message: str, message_en: str) -> Problem:
    return Problem("parse", Severity.WARNING, normalise(message), normalise(message_en), page)

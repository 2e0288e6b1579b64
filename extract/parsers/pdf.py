"""PDF, typed or scanned, decided page by page: a page is a scan where an image covers it and its text layer is no more than a stamp."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from extract.model import Block, BlockKind, Parsed, Problem, Severity, Span, Status
from extract.parsers import Options, Unreadable, ocr
from extract.parsers.ocr_pages import read_page
from extract.parsers.paragraphs import MAX_BLOCK
from extract.parsers.pdf_damage import damaged_streams
from extract.parsers.pdf_grid import grids
from extract.parsers.pdf_open import Opened, opened
from extract.parsers.pdf_paragraphs import block, flow, furniture
from extract.parsers.pdf_plumbed import plumbed
from extract.parsers.pdf_rules import rules
from extract.parsers.pdf_stamps import flattened
from extract.parsers.pdf_tables import RuledTable, continues, table_blocks, tables, together
from extract.parsers.pdf_text import covered_by_images, legible, page_chars, place_of, rows_of, turned
from extract.parsers.printed_lines import Page, PrintedLine, placed, reading_order
from extract.text import normalise

_STAMP = 200  # characters: a text layer below that on a page of images is a signature stamp
_DOUBTFUL = 0.6  # mean confidence below which a page is named in problems


@dataclass(slots=True)
class _Read:
    """What has been read so far."""

    pages: list[Page] = field(default_factory=list)
    tables: dict[int, list[RuledTable]] = field(default_factory=dict)  # by page number
    problems: list[Problem] = field(default_factory=list)
    stamps: list[str] = field(default_factory=list)
    by_ocr: int = 0
    lost: int = 0


def read(path: Path, options: Options) -> Parsed:
    """The blocks of a PDF. Raises Unreadable where it is encrypted, damaged beyond reading, without pages, or gives no text."""
    file = _open(path)
    document = file.document
    try:
        found = _Read(problems=list(file.problems()), lost=int(file.partial))
        _note_damage(path, found)
        for index in range(len(document)):
            if index + 1 in file.lost:
                continue
            try:
                _page(file, index, options, found)
            except (RuntimeError, ValueError, ArithmeticError, ctypes.ArgumentError, MemoryError) as error:
                found.lost += 1
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
    page, number = document[index], index + 1
    chars = page_chars(page)
    if turn := turned(chars):
        page.set_rotation((page.get_rotation() + 90 * turn) % 360)
        chars = page_chars(page)
    width, height = page.get_size()
    rows = rows_of(chars, number)
    text = "".join(word.text for row in rows for word in row)
    scanned = (len(text) < _STAMP and covered_by_images(page) > 0.5) or not legible(text)
    if options.ocr == "always" or (options.ocr == "auto" and scanned):
        found.by_ocr += 1
        found.pages.append(Page(number, width, height, tuple(_by_ocr(page, number, found)), ocr=True))
        _, _, signed = flattened(document, index)
    else:
        page, inline, signed = flattened(document, index)
        rows = placed(rows, inline)
        ruled = grids(rules(page, place_of(page)))
        if ruled and not page.get_rotation():
            ruled = plumbed(file.source, index, ruled)
        found.tables[number], taken = tables(ruled, number, [word for row in rows for word in row])
        rows = [[word for word in row if id(word) not in taken] for row in rows]
        found.pages.append(Page(number, width, height, tuple(reading_order(row for row in rows if row))))
        if scanned and options.ocr == "never":
            found.problems.append(_problem(number, "Trang quét, chưa đọc (--ocr never).", "A scanned page, not read (--ocr never)."))
            found.lost += 1
    if signed:
        found.stamps.append(signed)


def _by_ocr(page: Any, number: int, found: _Read) -> list[PrintedLine]:
    try:
        lines, found.tables[number] = read_page(page, number)
    except ocr.OcrFailed as error:
        found.lost += 1
        found.problems.append(
            _problem(
                number,
                "Không đọc được trang quét: cần Tesseract và dữ liệu tiếng Việt (xem `kehoach doctor`).",
                f"The scanned page could not be read: Tesseract with Vietnamese data is needed ({error}).",
            )
        )
        return []
    sure = [line.confidence for line in lines if line.confidence is not None]
    if sure and sum(sure) / len(sure) < _DOUBTFUL:
        found.problems.append(
            _problem(number, "Trang quét mờ: chữ đọc được không chắc chắn.", "A faint scan: the text read is not certain.")
        )
    return lines


def _parsed(found: _Read, pages: int) -> Parsed:
    blocks = [*_body(found), *(Block(" ".join(text.split()), BlockKind.STAMP) for text in found.stamps)]
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
        problems=tuple(found.problems),
        status=Status.PARTIAL if found.lost else Status.OK,
        stamp="\n".join(found.stamps) or None,
    )


def _body(found: _Read) -> Iterator[Block]:
    """Paragraphs and tables in reading order, then page numbers and running heads."""
    gone = furniture(found.pages)
    waiting = _joined_tables(found)
    index = 0
    for lines in flow(found.pages, gone):
        while waiting and _stands_before(waiting[0][0], lines[0]):
            yield from table_blocks(index, waiting.pop(0)[1])
            index += 1
        yield from _pieces(block(lines))
    for _, table in waiting:
        yield from table_blocks(index, table)
        index += 1
    for page in found.pages:
        yield from (block([line], BlockKind.FURNITURE) for line in page.lines if id(line) in gone)


def _joined_tables(found: _Read) -> list[tuple[RuledTable, RuledTable]]:
    """Tables in document order, each as its first part (which says where it stands) and the whole, parts on later pages joined."""
    out: list[tuple[RuledTable, RuledTable]] = []
    for number in sorted(found.tables):
        for position, table in enumerate(found.tables[number]):
            if position == 0 and out and continues(out[-1][1], table) and not _text_between(found, out[-1][1], table):
                out[-1] = (out[-1][0], together(out[-1][1], table))
            else:
                out.append((table, table))
    return out


def _text_between(found: _Read, above: RuledTable, below: RuledTable) -> bool:
    """Whether running text stands below `above` on its page or above `below` on the next."""
    gone = furniture(found.pages)
    for page in found.pages:
        for line in page.lines:
            if id(line) in gone:
                continue
            if (page.number == above.box.page and line.box.top > above.box.bottom) or (
                page.number == below.box.page and line.box.bottom < below.box.top
            ):
                return True
    return False


def _stands_before(table: RuledTable, line: PrintedLine) -> bool:
    return (table.box.page, table.box.top) < (line.box.page, line.box.top)


def _pieces(whole: Block) -> Iterator[Block]:
    """No block is longer than the patterns are held to."""
    if len(whole.text) <= MAX_BLOCK:
        yield whole
        return
    for start in range(0, len(whole.text), MAX_BLOCK):
        piece = Span(start, min(start + MAX_BLOCK, len(whole.text)))
        lines = tuple(
            replace(line, span=Span(max(line.span.start, piece.start), min(line.span.end, piece.end)).shift(-start))
            for line in whole.lines
            if line.span.start < piece.end and line.span.end > piece.start
        )
        yield Block(piece.of(whole.text), whole.kind, lines)


def _problem(page: int, message: str, message_en: str) -> Problem:
    return Problem("parse", Severity.WARNING, normalise(message), normalise(message_en), page)

"""PDF, typed or scanned, decided page by page: a page is a scan where an image covers it and its text layer is no more than a stamp."""

from __future__ import annotations

import ctypes
from contextlib import suppress
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from extract.model import Block, BlockKind, Parsed, Problem, Severity, Status
from extract.parsers import Options, Unreadable
from extract.parsers.legacy import converted
from extract.parsers.ocr_leaves import moved
from extract.parsers.pdf_body import body
from extract.parsers.pdf_damage import damaged_streams
from extract.parsers.pdf_open import Opened, opened
from extract.parsers.pdf_pages import Pages, add_page, problem
from extract.parsers.pdf_plumbed import Plumber
from extract.text import normalise


def read(path: Path, options: Options) -> Parsed:
    """The blocks of a PDF. Raises Unreadable where it is encrypted, damaged beyond reading, without pages, or gives no text."""
    file = _open(path)
    document = file.document
    try:
        found = Pages(problems=list(file.problems()), lost=int(file.partial))
        _note_damage(path, found)
        with Plumber(file.source) as plumber:
            for index in range(len(document)):
                if index + 1 in file.lost:
                    found.leaf(index + 1)
                    continue
                try:
                    add_page(file, plumber, index, options, found)
                except (RuntimeError, ValueError, ArithmeticError, ctypes.ArgumentError, MemoryError) as error:
                    found.lost += 1
                    found.leaf(index + 1)
                    found.problems.append(
                        problem(index + 1, f"Không đọc được trang này ({error}).", f"This page could not be read ({error}).")
                    )
                if options.progress:
                    options.progress(index + 1, len(document))
        return _parsed(found, len(document))
    finally:
        document.close()


def _note_damage(path: Path, found: Pages) -> None:
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


def _parsed(found: Pages, pages: int) -> Parsed:
    blocks = [
        *(moved(block, found.leaves) for block in body(found.pages, found.tables)),
        *(Block(" ".join(text.split()), BlockKind.STAMP) for text in found.stamps),
    ]
    if not any(b.kind is not BlockKind.STAMP and b.text.strip() for b in blocks):
        reason = next((p for p in found.problems if p.severity is not Severity.INFO), None)
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

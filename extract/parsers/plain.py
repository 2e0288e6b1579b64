"""Plain text and Markdown (.txt, .md)."""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path

from extract.model import Block, Parsed, Problem, Severity, Status
from extract.parsers import Options, Unreadable
from extract.parsers.joining import joined
from extract.parsers.legacy import SCHEMES, converted, scheme
from extract.parsers.letterhead import in_columns, is_frame
from extract.parsers.paragraphs import blocks
from extract.parsers.plain_markup import unmarked
from extract.parsers.plain_tables import Region, regions, spots
from extract.parsers.table_rows import row_blocks

MAX_BYTES = 50 * 1024 * 1024
_BROKEN_SHARE = 0.02  # of the characters: beyond it a text is no UTF-8 with a few faults


def read(path: Path, options: Options) -> Parsed:
    """The blocks of a text file: paragraphs and the rows of its tables. Pages and lines are unknown; `options` change nothing.

    Raises Unreadable where it is empty, too large or no text.
    """
    if path.stat().st_size > MAX_BYTES:
        raise Unreadable(f"Tệp văn bản quá lớn (trên {MAX_BYTES >> 20} MB).", f"Text file too large (over {MAX_BYTES >> 20} MB).")
    text, problems, status = decode(path.read_bytes())
    found = tuple(text_blocks(text))
    if not found:
        raise Unreadable("Tệp không có chữ nào.", "The file holds no text.")
    return Parsed(found, "text", problems=problems, status=status)


def text_blocks(text: str) -> Iterator[Block]:
    """The blocks of a text, in reading order."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n").replace("\v", "\n").split("\n")
    table = count()
    for region in regions(lines):
        if region.rows and not _is_frame(region.rows):
            rows, headers = spots(region.rows)
            yield from row_blocks(next(table), rows, headers)
        else:
            yield from _running(region)


def _running(region: Region) -> Iterator[Block]:
    lines = region.lines or [cell for row in region.rows for cell in row]
    for paragraph in joined(list(in_columns(unmarked(lines))), wrapped=True):
        yield from blocks(paragraph)


def _is_frame(rows: Sequence[Sequence[str]]) -> bool:
    """Two columns that are the head or the foot of the document, in a table's clothes."""
    return max(map(len, rows)) <= 3 and any(is_frame(cell) for row in rows for cell in row)


def decode(data: bytes) -> tuple[str, tuple[Problem, ...], Status]:
    """The text of a file's bytes: UTF-8, UTF-16 with its mark, text of old fonts, else the Windows code page for Vietnamese; a problem
    where it is not plain Unicode."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace"), (), Status.OK
    try:
        text = data.decode("utf-8-sig")
        old = scheme(text)
        return (SCHEMES[old](text), (converted(old),), Status.OK) if old else (text, (), Status.OK)
    except UnicodeDecodeError:
        western = data.decode("latin-1")
    if old := scheme(western):
        return SCHEMES[old](western), (converted(old),), Status.OK
    return _damaged(data)


def _damaged(data: bytes) -> tuple[str, tuple[Problem, ...], Status]:
    """UTF-8 with a few faults, or else the code page."""
    mended = data.decode("utf-8-sig", errors="replace")
    broken = mended.count("\ufffd")
    if broken <= _BROKEN_SHARE * len(mended) and sum(map(str.isalpha, mended)) > sum(map(str.isascii, mended)) / 2:
        message = f"{broken} ký tự hỏng trong tệp UTF-8 được thay bằng dấu \ufffd: hãy so với bản gốc."
        english = f"{broken} broken characters in this UTF-8 file were replaced: compare with the original."
        return mended, (Problem("parse", Severity.WARNING, message, english),), Status.PARTIAL
    message = "Tệp không phải Unicode, được đọc theo bảng mã Windows-1258: hãy kiểm tra dấu tiếng Việt hoặc lưu lại thành UTF-8."
    english = "The file is not Unicode and was read as Windows-1258: check the Vietnamese letters, or save it again as UTF-8."
    return data.decode("cp1258", errors="replace"), (Problem("parse", Severity.WARNING, message, english),), Status.OK

"""Plain text and Markdown (.txt, .md)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path

from extract.model import Block, Parsed
from extract.parsers import Options, Unreadable
from extract.parsers.joining import joined
from extract.parsers.letterhead import in_columns, is_frame
from extract.parsers.paragraphs import blocks
from extract.parsers.plain_markup import unmarked
from extract.parsers.plain_tables import Region, regions, spots
from extract.parsers.table_rows import row_blocks
from extract.parsers.text_bytes import decode

MAX_BYTES = 50 * 1024 * 1024
# what ends a line (Unicode Standard, 5.8): NEL, LINE SEPARATOR; what ends more: form feed, PARAGRAPH SEPARATOR
_BREAKS = str.maketrans({"\r": "\n", "\v": "\n", "\x85": "\n", "\u2028": "\n", "\f": "\n\n", "\u2029": "\n\n"})


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
    lines = text.replace("\r\n", "\n").translate(_BREAKS).split("\n")
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

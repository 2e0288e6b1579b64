"""Running text as blocks: one printed line or paragraph in, tidy blocks out."""

from __future__ import annotations

from collections.abc import Iterator

from extract.model import Block, BlockKind
from extract.text import normalise

MAX_BLOCK = 10_000  # characters; what patterns are held to


def tidy(text: str) -> str:
    """`text` normalised, on one line, with single spaces and none at its ends."""
    return " ".join(normalise(text).split())


def paragraph(
    text: str, kind: BlockKind = BlockKind.PARAGRAPH, *, bold: bool = False, centred: bool = False, style: str | None = None
) -> Iterator[Block]:
    """The blocks of one paragraph: none where it is empty, more than one where it is longer than `MAX_BLOCK`."""
    for piece in _pieces(tidy(text)):
        yield Block(piece, kind, bold=bold, centred=centred, style=style)


def _pieces(text: str) -> Iterator[str]:
    while len(text) > MAX_BLOCK:
        cut = text.rfind(" ", 1, MAX_BLOCK) + 1 or MAX_BLOCK
        yield text[:cut].strip()
        text = text[cut:]
    if text:
        yield text

"""Running text as blocks: one printed line or paragraph in, tidy blocks out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extract.model import Block, BlockKind
from extract.text import normalise

MAX_BLOCK = 10_000  # characters; what patterns are held to


@dataclass(frozen=True, slots=True)
class Printed:
    """A line or a paragraph as a reader sees it; `bold` where all of it is. `text` may still hold tabs and runs of spaces."""

    text: str
    bold: bool = False
    centred: bool = False
    style: str | None = None
    kind: BlockKind = BlockKind.PARAGRAPH


def tidy(text: str) -> str:
    """`text` normalised, on one line, with single spaces and none at its ends."""
    return " ".join(normalise(text).split())


def blocks(printed: Printed) -> Iterator[Block]:
    """The blocks of one paragraph: none where it is empty, more than one where it is longer than `MAX_BLOCK`."""
    for piece in _pieces(tidy(printed.text)):
        yield Block(piece, printed.kind, bold=printed.bold, centred=printed.centred, style=printed.style)


def _pieces(text: str) -> Iterator[str]:
    while len(text) > MAX_BLOCK:
        cut = text.rfind(" ", 1, MAX_BLOCK) + 1 or MAX_BLOCK
        yield text[:cut].strip()
        text = text[cut:]
    if text:
        yield text

"""A plan's text cut into lines, and lines into pieces, so that every extracted span can be shown, overlapping ones too."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from web.queries import Row

_LONGEST_TITLE = 110  # characters


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of the text (characters, half-open) that the row `id` of a family rests on."""

    id: str
    family: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text under the same marks, the innermost first; `opens` are the rows whose span begins here."""

    text: str
    marks: tuple[Mark, ...]
    opens: tuple[str, ...]

    @property
    def families(self) -> list[str]:
        return sorted({mark.family for mark in self.marks})

    @property
    def ids(self) -> list[str]:
        return [mark.id for mark in self.marks]

    @property
    def rows(self) -> str:
        return " ".join(self.ids)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text, and the sections whose heading it is."""

    pieces: tuple[Piece, ...]
    sections: tuple[Row, ...]

    @property
    def title(self) -> bool:
        """Whether the line is a heading and no more: a heading that runs on into its text is read as text."""
        return bool(self.sections) and sum(len(piece.text) for piece in self.pieces) <= _LONGEST_TITLE


def lines(text: str, sections: Iterable[Row], marks: Iterable[Mark]) -> list[Line]:
    """The lines of `text` that are not blank, in order. Marks outside the text or without length are left out."""
    starts = [0, *(i + 1 for i, c in enumerate(text) if c == "\n")]
    headings: dict[int, list[Row]] = {}
    for section in sections:
        headings.setdefault(bisect_right(starts, section["start_char"]) - 1, []).append(section)
    kept = [mark for mark in marks if 0 <= mark.start < mark.end <= len(text)]
    by_line: dict[int, list[Piece]] = {}
    for start, piece in _pieces(text, starts, kept):
        by_line.setdefault(bisect_right(starts, start) - 1, []).append(piece)
    return [Line(tuple(found), tuple(headings.get(i, ()))) for i, found in sorted(by_line.items()) if any(p.text.strip() for p in found)]


def _pieces(text: str, starts: list[int], marks: list[Mark]) -> Iterator[tuple[int, Piece]]:
    """Sweep over all places where a line or a mark begins or ends."""
    opening: dict[int, list[Mark]] = {}
    closing: dict[int, list[Mark]] = {}
    for mark in marks:
        opening.setdefault(mark.start, []).append(mark)
        closing.setdefault(mark.end, []).append(mark)
    cuts = sorted({*starts, len(text), *opening, *closing})
    active: dict[Mark, int] = {}
    for start, end in pairwise(cuts):
        for mark in closing.get(start, ()):
            active.pop(mark, None)
        for mark in opening.get(start, ()):
            active[mark] = mark.end - mark.start
        inner_first = tuple(sorted(active, key=lambda mark: (active[mark], mark.start, mark.id)))
        opens = tuple(mark.id for mark in opening.get(start, ()))
        if shown := text[start:end].removesuffix("\n"):
            yield start, Piece(shown, inner_first, opens)

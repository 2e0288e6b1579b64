"""A plan's sections as a tree, and what their headings say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from web.queries import Row

_LONGEST_HEADING = 300  # characters


@dataclass(frozen=True, slots=True)
class Branch:
    """A section and those under it."""

    row: Row
    under: list[Branch] = field(default_factory=list)


def outline(sections: Iterable[Row]) -> list[Branch]:
    """The outermost sections, in order. `sections` are in document order, parents before what hangs under them; one whose
    parent does not come before it is an outermost one."""
    roots: list[Branch] = []
    met: dict[str, Branch] = {}
    for row in sections:
        branch = Branch(row)
        parent = met.get(row["parent_id"] or "")
        (parent.under if parent else roots).append(branch)
        met.setdefault(row["id"], branch)
    return roots


def path_at(sections: Iterable[Row], offset: int) -> list[Row]:
    """The sections that hold the character at `offset`, outermost first."""
    return [row for row in sections if (row["start_char"] or 0) <= offset < (row["end_char"] or 0)]


def heading(section: Row, text: str) -> str:
    """The first line of a section in its plan's text, as it is printed."""
    start = section["start_char"] or 0
    return text[start : start + _LONGEST_HEADING].split("\n", 1)[0]

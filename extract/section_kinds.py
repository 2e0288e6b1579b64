"""What hangs under a heading, by the words of its title (lexicon/section_kinds.toml)."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from extract.model import SectionKind
from extract.text import key


@cache
def _kind_words() -> tuple[tuple[str, SectionKind], ...]:
    table = tomllib.loads((Path(__file__).parent / "lexicon" / "section_kinds.toml").read_text(encoding="utf-8"))
    return tuple((word, SectionKind(kind)) for kind, words in table["words"].items() for word in words)


@cache
def _names() -> tuple[str, ...]:
    table = tomllib.loads((Path(__file__).parent / "lexicon" / "section_kinds.toml").read_text(encoding="utf-8"))
    return tuple(table["names"])


def kind_under(title: str, inherited: SectionKind | None, *, below: bool = True) -> SectionKind:
    """What hangs under a heading that follows one of a kind: duties stay duties, `below` results "Các chính sách khác" are results, and
    below aims "Kết quả giảm nghèo" are those aimed at."""
    own = kind_of(title)
    if below and inherited in (SectionKind.OBJECTIVES, SectionKind.TARGETS) and own is SectionKind.SITUATION:
        return inherited
    if inherited is SectionKind.ORGANISATION and own is not SectionKind.REPORTING:
        return inherited
    if below and inherited is SectionKind.SITUATION and own in (SectionKind.TASKS, SectionKind.FUNDING):
        return inherited
    return own or inherited or SectionKind.OTHER


def kind_of(title: str) -> SectionKind | None:
    """What a title says hangs under it, or null: the kind whose word stands first in its opening; at one place the longest word.

    A word with "^" counts only where the title begins with it; names such as "Chương trình mục tiêu quốc gia" say nothing."""
    low = key(title)
    for name in _names():
        low = low.replace(name, "_")
    hits: list[tuple[int, int, SectionKind]] = []
    for word, kind in _kind_words():
        at = low.find(word.lstrip("^"))
        if 0 <= at <= (4 if word.startswith("^") else 18):
            hits.append((at, -len(word.lstrip("^")), kind))
    return min(hits, key=lambda hit: hit[:2])[2] if hits else None

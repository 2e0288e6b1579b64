"""Words as people type them -> full-text expressions and highlights.

The index (`search_fts`, see db/schema.py) holds each text twice: as printed, and without tone marks. `search_any` asks both,
so "nha o" finds "nhà ở"; `search_exact` asks the printed one alone, to put exact tone marks first.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator

from extract.text import bare, normalise

_WORD = re.compile(r"[^\W_]+")
MOST_WORDS = 12


def words(typed: str | None) -> list[str]:
    """The words of a question, at most `MOST_WORDS`."""
    return _WORD.findall(normalise(typed or ""))[:MOST_WORDS]


def search_exact(typed: str | None) -> str:
    """A full-text expression that wants every word with just its tone marks.

    >>> search_exact("nhà ở")
    '{text} : ("nhà" "ở")'
    """
    return "{text} : (" + _all(words(typed)) + ")"


def search_any(typed: str | None) -> str:
    """A full-text expression that wants every word, tone marks or not.

    >>> search_any("đào")
    '{text folded} : (("đào") OR ("dao"))'
    """
    asked = words(typed)
    return "{text folded} : ((" + _all(asked) + ") OR (" + _all([bare(word) for word in asked]) + "))"


def search_phrase(typed: str | None) -> str:
    """A full-text expression that wants the words side by side, tone marks or not.

    >>> search_phrase("nhà ở")
    '{text folded} : ("nhà ở" OR "nha o")'
    """
    phrase = " ".join(words(typed))
    return '{text folded} : ("' + phrase + '" OR "' + bare(phrase) + '")'


def _all(asked: list[str]) -> str:
    return " ".join(f'"{word}"' for word in asked) or '""'


def highlighted(text: str, typed: str) -> list[tuple[str, bool]]:
    """`text` in pieces, each with whether it is a word of the question (tone marks aside).

    >>> highlighted("hỗ trợ nhà ở", "nha o")
    [('hỗ trợ ', False), ('nhà', True), (' ', False), ('ở', True)]
    """
    wanted = {bare(word) for word in words(typed)}
    return list(_pieces(text, wanted))


def _pieces(text: str, wanted: set[str]) -> Iterator[tuple[str, bool]]:
    at = 0
    for match in _WORD.finditer(text):
        if bare(match.group()) in wanted:
            if at < match.start():
                yield text[at : match.start()], False
            yield match.group(), True
            at = match.end()
    if at < len(text):
        yield text[at:], False


def excerpt(text: str, typed: str, size: int = 320) -> str:
    """About `size` characters of a long text around the first word that was asked for, cut at spaces, with "…" where cut."""
    wanted = {bare(word) for word in words(typed)}
    first = next((m.start() for m in _WORD.finditer(text) if bare(m.group()) in wanted), 0)
    start = 0 if first < size // 2 else text.find(" ", first - size // 3) + 1
    end = len(text) if len(text) <= start + size else max(text.rfind(" ", 0, start + size), first + 1)
    return ("… " if start else "") + text[start:end] + (" …" if end < len(text) else "")


def register(connection: sqlite3.Connection) -> None:
    """Make the functions that the saved questions use known to a connection."""
    for function in (search_any, search_exact, search_phrase):
        connection.create_function(function.__name__, 1, function, deterministic=True)
    connection.create_function("bare", 1, lambda text: bare(text or ""), deterministic=True)

"""Words as people type them -> full-text expressions and highlights.

The index (`search_fts`, see db/schema.py) holds each text twice: as printed, and without tone marks. `search_any` asks both,
so "nha o" finds "nhà ở"; `search_exact` asks the printed one alone, to put exact tone marks first. "hòa" and "hoà", "uỷ" and "ủy" are
one word spelt by two habits: both are exact.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from extract.patterns.pattern import pattern
from extract.text import bare, key, normalise, spellings

_WORD = pattern("word of a question", catches={"“hộ_nghèo”": "hộ", "90/QĐ-TTg": "90"}, misses=("– _ …",), regex=r"[^\W_]+")
MOST_WORDS = 12


def words(typed: str | None) -> list[str]:
    """The words of a question, at most `MOST_WORDS`."""
    return _WORD.findall(normalise(typed or ""))[:MOST_WORDS]


def search_exact(typed: str | None) -> str:
    """A full-text expression that wants every word with just its tone marks, on whichever vowel.

    >>> search_exact("nhà hoà")
    '{text} : (("nhà") AND ("hòa" OR "hoà"))'
    """
    return "{text} : (" + _exact(words(typed)) + ")"


def search_any(typed: str | None) -> str:
    """A full-text expression that wants every word, tone marks or not.

    >>> search_any("đào")
    '{folded} : (("dao"))'
    """
    return "{folded} : (" + _all([(bare(word),) for word in words(typed)]) + ")"


def search_phrase(typed: str | None) -> str:
    """A full-text expression that wants the words side by side, tone marks or not.

    >>> search_phrase("nhà ở")
    '{folded} : "nha o"'
    """
    return '{folded} : "' + bare(" ".join(words(typed))) + '"'


def _exact(asked: list[str]) -> str:
    return _all([spellings(word) for word in asked])


def _all(asked: list[tuple[str, ...]]) -> str:
    return " AND ".join("(" + " OR ".join(f'"{word}"' for word in words) + ")" for words in asked) or '""'


def highlighted(text: str, typed: str, exact: bool = False) -> list[tuple[str, bool]]:
    """`text` in pieces, each with whether it is words of the question; tone marks count where `exact`.

    >>> highlighted("hỗ trợ nhà ở", "nha o")
    [('hỗ trợ ', False), ('nhà ở', True)]
    >>> highlighted("nhà nhạ", "nhà", exact=True)
    [('nhà', True), (' nhạ', False)]
    """
    pieces: list[tuple[str, bool]] = []
    at = 0
    for start, end, _ in _hits(text, typed, exact):
        between = text[at:start]
        if pieces and not between.strip(" "):
            pieces[-1] = (pieces[-1][0] + text[at:end], True)
        else:
            pieces += [(between, False), (text[start:end], True)] if between else [(text[start:end], True)]
        at = end
    return pieces + ([(text[at:], False)] if at < len(text) else [])


def _hits(text: str, typed: str, exact: bool) -> Iterator[tuple[int, int, str]]:
    """Start, end and key of each word of `text` that is asked for."""
    fold = key if exact else bare
    wanted = {fold(word) for word in words(typed)}
    for match in _WORD.finditer(fold(text)):
        if match.group() in wanted:
            yield match.start(), match.end(), match.group()


def excerpt(text: str, typed: str, size: int = 320, exact: bool = False) -> str:
    """About `size` characters of a long text where most of the words asked for stand together, cut at spaces, with "…" where cut."""
    hits = list(_hits(text, typed, exact))
    first = _densest(hits, size * 2 // 3)
    start = 0 if first < size // 2 else text.find(" ", first - size // 3) + 1
    end = len(text) if len(text) <= start + size else max(text.rfind(" ", 0, start + size), first + 1)
    return ("… " if start else "") + text[start:end] + (" …" if end < len(text) else "")


def _densest(hits: list[tuple[int, int, str]], size: int) -> int:
    """Where the first window of `size` characters begins that holds most different words; of those, the one that holds them closest."""
    best = (0, 0, 0)
    for number, (start, _, _) in enumerate(hits):
        found: set[str] = set()
        span = 0
        for hit in hits[number : number + MOST_WORDS * 2]:
            if hit[1] - start > size:
                break
            if hit[2] not in found:
                found.add(hit[2])
                span = hit[1] - start
        best = max(best, (len(found), -span, -start))
    return -best[2]


def register(connection: sqlite3.Connection) -> None:
    """Make the functions that the saved questions use known to a connection."""
    for function in (search_any, search_exact, search_phrase):
        connection.create_function(function.__name__, 1, function, deterministic=True)
    connection.create_function("bare", 1, lambda text: bare(text or ""), deterministic=True)

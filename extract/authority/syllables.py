"""Finding names by syllables: Vietnamese writes a space after every syllable, so syllables, not words, are the tokens.

Case, hyphens, "&" and the dots of abbreviations do not count ("LĐ-TB&XH" is "lđ tb xh"). A long name also matches where OCR lost
tone marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from extract.model import Span
from extract.text import bare, key

# A dot between letters ("T.Ư") and every hyphen are left out; other marks are tokens, so that no name runs over them.
_SYLLABLE = re.compile(r"[^\W_]+|[,;:()\"'/+…?!]|\.(?![^\W_])")
# From so many syllables on a phrase matches without tone marks; from so many even where its first syllable is misread.
_FOLDED_FROM = 3
_FREE_FROM = 5
_END = ""  # in a tree of syllables: what the phrases that end here stand for, each with its first syllable

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Syllables:
    """The syllables and marks of a text: `words[i]` is the key of its characters `starts[i]` to `ends[i]`."""

    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, first: int, after: int) -> Span:
        """The characters of syllables `first` up to, not including, `after`."""
        return Span(self.starts[first], self.ends[after - 1])


def syllables(text: str) -> Syllables:
    """The syllables of `text`, in order.

    >>> syllables("Sở LĐ-TB&XH, tỉnh").words
    ('sở', 'lđ', 'tb', 'xh', ',', 'tỉnh')
    """
    keyed = key(text)
    places = [m.span() for m in _SYLLABLE.finditer(keyed)]
    return Syllables(tuple([keyed[a:b] for a, b in places]), tuple([a for a, _ in places]), tuple([b for _, b in places]))


@dataclass(frozen=True, slots=True)
class Hit(Generic[T]):
    """A phrase found: its characters in the text and what the phrase stands for."""

    span: Span
    value: T
    syllables: int


class Gazetteer(Generic[T]):
    """Phrases and what they stand for, all found in one pass over a text: two trees of syllables, of short phrases as they are written
    and of long ones without tone marks."""

    def __init__(self, phrases: Mapping[str, T]) -> None:
        self._exact: dict[str, Any] = {}
        self._folded: dict[str, Any] = {}
        for phrase, value in phrases.items():
            words = syllables(phrase).words
            is_long = len(words) >= _FOLDED_FROM
            node = self._folded if is_long else self._exact
            for word in map(bare, words) if is_long else words:
                node = node.setdefault(word, {})
            node.setdefault(_END, []).append((words[0], value))

    def find(self, text: str) -> tuple[Hit[T], ...]:
        """The phrases in `text` in reading order; of two that overlap the longer one."""
        cut = syllables(text)
        chosen: list[tuple[T, int, int]] = []
        for match in sorted(self._candidates(text, cut), key=lambda m: (m[1] - m[2], m[1])):
            if all(match[2] <= other[1] or other[2] <= match[1] for other in chosen):
                chosen.append(match)
        return tuple(Hit(cut.span(a, b), value, b - a) for value, a, b in sorted(chosen, key=lambda m: m[1]))

    def starting(self, text: str) -> dict[int, Hit[T]]:
        """The longest phrase at each place of `text` where one begins, by its first character; here phrases may overlap."""
        cut = syllables(text)
        longest = sorted(self._candidates(text, cut), key=lambda m: m[2] - m[1])
        return {cut.starts[a]: Hit(cut.span(a, b), value, b - a) for value, a, b in longest}

    def _candidates(self, text: str, cut: Syllables) -> Iterator[tuple[T, int, int]]:
        yield from ((told[0][1], a, b) for told, a, b in _walked(self._exact, cut.words))
        folded = bare(text)
        for told, a, b in _walked(self._folded, tuple(folded[at:end] for at, end in zip(cut.starts, cut.ends, strict=True))):
            free = b - a >= _FREE_FROM or all(word.isascii() for word in cut.words[a:b])
            yield from ((value, a, b) for first, value in told if free or first == cut.words[a])


def _walked(tree: dict[str, Any], words: tuple[str, ...]) -> Iterator[tuple[list[Any], int, int]]:
    """What ends in `tree` of all runs of `words`, with the run's first word and the one after its last."""
    for a, word in enumerate(words):
        b, node = a + 1, tree.get(word)
        while node is not None:
            if _END in node:
                yield node[_END], a, b
            node = node.get(words[b]) if b < len(words) else None
            b += 1

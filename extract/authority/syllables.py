"""Finding names by syllables: Vietnamese writes a space after every syllable, so syllables, not words, are the tokens.

spaCy's `PhraseMatcher` does the work on syllables that are cut here. Case, hyphens, "&" and the dots of abbreviations
do not count ("LĐ-TB&XH" is "lđ tb xh"). A long name also matches where OCR lost tone marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, TypeVar

from spacy.attrs import NORM
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from extract.model import Span
from extract.text import bare, key

# A dot between letters ("T.Ư") and every hyphen are left out; other marks are tokens, so that no name runs over them.
_SYLLABLE = re.compile(r"[^\W_]+|[,;:()\"'/+…?!]|\.(?![^\W_])")
# From so many syllables on a phrase matches without tone marks; from so many even where its first syllable is misread.
_FOLDED_FROM = 3
_FREE_FROM = 5

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
    return Syllables(tuple(_SYLLABLE.findall(keyed)), *zip(*places, strict=True)) if places else Syllables((), (), ())


@cache
def vocabulary() -> Any:
    """The spaCy vocabulary of all syllables met; a syllable's NORM has no tone marks, and no other attribute of it is worked out."""
    return Vocab(lex_attr_getters={NORM: bare})


@dataclass(frozen=True, slots=True)
class Hit(Generic[T]):
    """A phrase found: its characters in the text and what the phrase stands for."""

    span: Span
    value: T
    syllables: int


def _doc(words: list[str]) -> Any:
    return Doc(vocabulary(), words=words)


class Gazetteer(Generic[T]):
    """Phrases and what they stand for, all found in one pass over a text."""

    def __init__(self, phrases: Mapping[str, T]) -> None:
        self._values: dict[int, tuple[T, tuple[str, ...]]] = {}
        self._exact = PhraseMatcher(vocabulary(), attr="ORTH")
        self._folded = PhraseMatcher(vocabulary(), attr="NORM")
        for phrase, value in phrases.items():
            words = syllables(phrase).words
            (self._folded if len(words) >= _FOLDED_FROM else self._exact).add(phrase, [_doc(list(words))])
            self._values[vocabulary().strings[phrase]] = value, words

    def find(self, text: str) -> tuple[Hit[T], ...]:
        """The phrases in `text` in reading order; of two that overlap the longer one."""
        return tuple(self._hits(text, self._apart(text)))

    def values(self, text: str) -> tuple[T, ...]:
        """What the phrases that `find` finds stand for."""
        return tuple(self._values[name][0] for name, _, _ in self._apart(text))

    def starting(self, text: str) -> dict[int, Hit[T]]:
        """The longest phrase at each place of `text` where one begins, by its first character; here phrases may overlap."""
        return {hit.span.start: hit for hit in self._hits(text, sorted(self._candidates(text), key=lambda m: m[2] - m[1]))}

    def _apart(self, text: str) -> list[tuple[int, int, int]]:
        """Of the candidates those that no longer one overlaps, in reading order."""
        chosen: list[tuple[int, int, int]] = []
        taken: set[int] = set()
        for match in sorted(self._candidates(text), key=lambda m: (m[1] - m[2], m[1])):
            if taken.isdisjoint(places := range(match[1], match[2])):
                taken.update(places)
                chosen.append(match)
        return sorted(chosen, key=lambda m: m[1])

    def _candidates(self, text: str) -> list[tuple[int, int, int]]:
        """The phrases in `text`, each with its first syllable and the one behind its last, counted from 0."""
        words = _SYLLABLE.findall(key(text))
        doc = _doc(words)
        found: list[tuple[int, int, int]] = self._exact(doc)
        return found + [
            (name, a, b)
            for name, a, b in self._folded(doc)
            if b - a >= _FREE_FROM or words[a] == self._values[name][1][0] or all(w.isascii() for w in words[a:b])
        ]

    def _hits(self, text: str, found: list[tuple[int, int, int]]) -> Iterator[Hit[T]]:
        """Only where a phrase is found is it asked where each syllable stands."""
        places = [m.span() for m in _SYLLABLE.finditer(key(text))] if found else []
        return (Hit(Span(places[a][0], places[b - 1][1]), self._values[name][0], b - a) for name, a, b in found)

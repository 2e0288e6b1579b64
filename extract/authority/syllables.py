"""Finding names by syllables: Vietnamese writes a space after every syllable, so syllables, not words, are the tokens.

spaCy's `PhraseMatcher` does the work on a blank pipeline with a tokenizer of our own. Case, hyphens, "&" and the dots of abbreviations
do not count ("LĐ-TB&XH" is "lđ tb xh"). A long name also matches where OCR lost tone marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, TypeVar

import spacy
from spacy.attrs import NORM
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

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
    return Syllables(tuple(_SYLLABLE.findall(keyed)), tuple(a for a, _ in places), tuple(b for _, b in places))


class _Tokenizer:
    """What a spaCy pipeline calls to cut a text."""

    def __init__(self, vocab: Any) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Any:
        return Doc(self.vocab, words=list(syllables(text).words))


@cache
def pipeline() -> Any:
    """A blank spaCy pipeline whose tokens are syllables; a token's NORM has no tone marks."""
    nlp = spacy.blank("xx")
    nlp.vocab.lex_attr_getters[NORM] = bare
    nlp.tokenizer = _Tokenizer(nlp.vocab)
    return nlp


@dataclass(frozen=True, slots=True)
class Hit(Generic[T]):
    """A phrase found: its characters in the text and what the phrase stands for."""

    span: Span
    value: T
    syllables: int


class Gazetteer(Generic[T]):
    """Phrases and what they stand for, all found in one pass over a text."""

    def __init__(self, phrases: Mapping[str, T]) -> None:
        nlp = pipeline()
        self._values: dict[int, tuple[T, tuple[str, ...]]] = {}
        self._exact = PhraseMatcher(nlp.vocab, attr="ORTH")
        self._folded = PhraseMatcher(nlp.vocab, attr="NORM")
        for phrase, value in phrases.items():
            doc = nlp.tokenizer(phrase)
            words = tuple(token.text for token in doc)
            (self._folded if len(words) >= _FOLDED_FROM else self._exact).add(phrase, [doc])
            self._values[nlp.vocab.strings[phrase]] = value, words

    def find(self, text: str) -> tuple[Hit[T], ...]:
        """The phrases in `text` in reading order; of two that overlap the longer one."""
        cut = syllables(text)
        doc = Doc(pipeline().vocab, words=list(cut.words))
        chosen: list[tuple[int, int, int]] = []
        for match in sorted(self._candidates(doc, cut), key=lambda m: (m[1] - m[2], m[1])):
            if all(match[2] <= other[1] or other[2] <= match[1] for other in chosen):
                chosen.append(match)
        return tuple(Hit(cut.span(a, b), self._values[name][0], b - a) for name, a, b in sorted(chosen, key=lambda m: m[1]))

    def starting(self, text: str) -> dict[int, Hit[T]]:
        """The longest phrase at each place of `text` where one begins, by its first character; here phrases may overlap."""
        cut = syllables(text)
        doc = Doc(pipeline().vocab, words=list(cut.words))
        longest = sorted(self._candidates(doc, cut), key=lambda m: m[2] - m[1])
        return {cut.starts[a]: Hit(cut.span(a, b), self._values[name][0], b - a) for name, a, b in longest}

    def _candidates(self, doc: Any, cut: Syllables) -> Iterator[tuple[int, int, int]]:
        yield from self._exact(doc)
        for name, a, b in self._folded(doc):
            if b - a >= _FREE_FROM or cut.words[a] == self._values[name][1][0] or all(w.isascii() for w in cut.words[a:b]):
                yield name, a, b

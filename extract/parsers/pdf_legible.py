"""Is a page's text layer what the page says? Else the page is read as a picture."""

from __future__ import annotations

from functools import lru_cache
from itertools import chain
from unicodedata import normalize

from extract.patterns.pattern import pattern
from extract.text import bare

_LETTERS = 200  # fewer are not judged by the language they are of
_WORDS = 40  # nor fewer words
_VIETNAMESE = 0.65  # of the words; measured: 0.79 and more on typed pages, 0.58 and less where letters stand for others
_UNKNOWN = 0.05  # of the letters; a list's marks are letters without a meaning too, but few
_PRIVATE = range(0xE000, 0xF900)  # letters without a meaning that others know
_TONES = "\u0300\u0301\u0309\u0303\u0323"
_SYLLABLE = pattern(
    "parser.bare_syllable",
    catches={"nghieng": "nghieng", "uyen": "uyen", "xa": "xa"},
    misses=("sctd", "wjfu", "strong"),
    regex=r"(?<!\w)(?:ngh?|ch|gh|gi|kh|nh|ph|qu|th|tr|[bcdghklmnprstvx])?+[aeiouy]{1,3}+(?:ch|ng|nh|[cmnpt])?+(?!\w)",
)
_WORD = pattern("parser.word", catches={"Hộ nghèo": "Hộ"}, misses=("3,5%", "a"), regex=r"[^\W\d_]{2,40}+")


def legible(text: str, unknown: int = 0) -> bool:
    """Whether a text layer can be what the page says: its letters, and `unknown` more that mean nothing, have a meaning; in longer text
    one in twenty is a letter that Vietnamese has and English has not, and most words are Vietnamese syllables. A scanner's own OCR
    without Vietnamese fails, and so do fonts without a table of letters or with a wrong one.

    >>> legible("Uỷ ban nhân dân xã ban hành kế hoạch giảm nghèo"), legible("Uy ban nhan dan xa ban hanh ke hoach giam ngheo " * 5)
    (True, False)
    """
    letters = [c for c in text if c.isalpha()]
    unknown += sum(ord(c) in _PRIVATE for c in text)
    if unknown > _UNKNOWN * (len(letters) + unknown):
        return False
    if len(letters) < _LETTERS:
        return True
    return sum(ord(c) > 0x7F for c in letters) * 20 >= len(letters) and _vietnamese(text)


def _vietnamese(text: str) -> bool:
    """Whether enough of the words can be Vietnamese; abbreviations in capitals are none."""
    words = [word for word in _WORD.findall(text) if not word.isupper()]
    return len(words) < _WORDS or sum(map(_is_syllable, words)) >= _VIETNAMESE * len(words)


@lru_cache(maxsize=8192)
def _is_syllable(word: str) -> bool:
    """Whether `word` is built as Vietnamese syllables are: one tone at most, before a stop (c, ch, p, t) a rising or the low one."""
    plain = bare(normalize("NFC", word))
    if not _SYLLABLE.fullmatch(plain):
        return False
    tones = [c for c in chain.from_iterable(normalize("NFD", word)) if c in _TONES]
    if plain.endswith(("c", "ch", "p", "t")):
        return tones in (["\u0301"], ["\u0323"])
    return len(tones) <= 1

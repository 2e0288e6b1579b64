"""Text typed with fonts of before Unicode (see extract.parsers.legacy) in a PDF: a font's name or its letters give it away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache

from extract.parsers.legacy import SCHEMES, of_font, scheme
from extract.parsers.pdf_text import Char

_UNICODE_ONLY = frozenset("ăđơưĂĐƠƯ")
_HYPHEN = "\xad"  # what TCVN3 writes for ư, and a PDF's reader at a line's end takes for a hyphen


def decoded(chars: list[Char], old: dict[str, str]) -> list[Char]:
    """The characters of a page in the order in which they were written, those of old fonts in Unicode.

    `old`: font -> the name of its scheme (of `SCHEMES`), as earlier pages have shown; what this page shows is added."""
    texts: defaultdict[str, list[str]] = defaultdict(list)
    for char in chars:
        texts[char.font].append(char.char)
    for font, letters in texts.items():
        if font not in old and (name := _scheme("".join(letters), font)):
            old[font] = name
    return list(_unicode(chars, old)) if old.keys() & texts.keys() else chars


def _scheme(text: str, font: str) -> str | None:
    """The scheme of a font's text. A font's name is believed where its text has letters that may be the scheme's and none that are not:
    many a name outlived a conversion."""
    told = of_font(font)
    if told and any("\x80" <= c <= "\xff" for c in text) and not any("\u1ea0" <= c <= "\u1ef9" or c in _UNICODE_ONLY for c in text):
        return told[0]
    return scheme(text)


def _unicode(chars: Sequence[Char], old: dict[str, str]) -> Iterator[Char]:
    merged = False
    for index, char in enumerate(chars):
        following = chars[index + 1] if index + 1 < len(chars) else None
        if merged or char.font not in old:
            merged = False
            if char.font not in old:
                yield char
            continue
        if following and following.font == char.font and following.base == char.base:
            pair = _letters(char.char + following.char, char.font, old[char.font])
            merged = len(pair) == 1 and not following.space
        if merged and following:
            yield char._replace(char=pair, x1=max(char.x1, following.x1))
        else:
            at_end = char.char == "-" and (following is None or following.base != char.base)
            written = _HYPHEN if at_end and index and chars[index - 1].char.islower() else char.char
            yield char._replace(char=_letters(written, char.font, old[char.font]))


@lru_cache(maxsize=4096)
def _letters(written: str, font: str, name: str) -> str:
    """Written letters in Unicode, capital where the font has no others."""
    meant = SCHEMES[name](written)
    told = of_font(font)
    return meant.upper() if told and told[1] else meant

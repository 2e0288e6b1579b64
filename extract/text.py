"""Unicode for stored text (`normalise`) and for matching (`key`, `bare`).

Stored text is brought to NFC and freed of characters that nobody sees; its letters are never changed. Matching works on keys of the same
length as the text, character for character, so that a match in a key is a span of the text.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad\ufffe\uffff\ud800-\udfff]|[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t\v\f\r]")

# Tone marks stand on either vowel of oa, oe, uy ("hòa" and "hoà", "ủy" and "uỷ"): both spellings are current.
_OLD_NEW = [
    (old_first + second, first + new_second)
    for (first, seconds) in (("o", "ae"), ("u", "y"))
    for second in seconds
    for tone in "\u0300\u0301\u0309\u0303\u0323"
    for old_first, new_second in [(unicodedata.normalize("NFC", first + tone), unicodedata.normalize("NFC", second + tone))]
]
_TONE_OF = {new: old for old, new in _OLD_NEW}
_NEW_OF = dict(_OLD_NEW)
_OLD_PAIR = re.compile("(?<!q)(?:" + "|".join(_NEW_OF) + r")(?![a-zđà-ỹ])")
# Those of _TONE_OF. What stands before is asked last: then `re` sees by which letters a pair begins.
_TONE_PAIR = re.compile("(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?<!q..)(?![a-zđà-ỹ])")
# One sign for all dashes, quotation marks, and for đ and the eth (U+00F0) that looks like it and is typed or read for it.
_SIGNS = dict.fromkeys("‐‑‒–—―−", "-") | dict.fromkeys("“”„«»", '"') | dict.fromkeys("‘’`´", "'") | {"\u00f0": "đ"}
_SIGN = re.compile(f"[{''.join(_SIGNS)}]")
_REMEMBERED = 8192  # texts: a paragraph is asked for by every family
_BARE = {ord("đ"): "d", ord("Đ"): "D"}
for _code in range(0xC0, 0x1EFF):
    _letter = unicodedata.normalize("NFD", chr(_code))
    if len(_letter) > 1 and _letter[0].isascii():
        _BARE[_code] = _letter[0]


def normalise(text: str) -> str:
    """Text as it is stored: NFC, every kind of space a plain one, nothing invisible; line breaks stay."""
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", _SPACES.sub(" ", text.replace("\r\n", "\n"))))


@lru_cache(maxsize=_REMEMBERED)
def key(text: str) -> str:
    """A text for matching, as long as `text`: lower case, one tone-mark style, one kind of dash and quotation mark.

    >>> key("Uỷ ban – HOÀ BÌNH")
    'ủy ban - hòa bình'
    """
    lower = "".join(c if len(c) == 1 else o for o, c in ((o, o.lower()) for o in text)) if "İ" in text else text.lower()
    return _TONE_PAIR.sub(lambda m: _TONE_OF[m.group()], _SIGN.sub(lambda m: _SIGNS[m.group()], lower))


def spellings(word: str) -> tuple[str, ...]:
    """A lower-case word as either habit writes it, the tone mark on the first or the second vowel of oa, oe, uy; mostly one.

    >>> spellings("Hoà"), spellings("quý"), spellings("nhà")
    (('hòa', 'hoà'), ('quý',), ('nhà',))
    """
    old = key(word)
    return tuple(dict.fromkeys((old, _OLD_PAIR.sub(lambda m: _NEW_OF[m.group()], old))))


@lru_cache(maxsize=_REMEMBERED)
def bare(text: str) -> str:
    """`key` without tone marks and with d for đ, as long as `text`: what OCR with lost marks still matches.

    >>> bare("Phấn đấu giảm")
    'phan dau giam'
    """
    return key(text).translate(_BARE)

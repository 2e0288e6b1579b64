"""The order of Vietnamese words: a ă â b c d đ e ê g h i k l m n o ô ơ p q r s t u ư v x y, tone marks after letters."""

from __future__ import annotations

import unicodedata
from typing import Final

_LETTERS: Final = {letter: place for place, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz", 1)}
_TONES: Final = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}  # huyền, hỏi, ngã, sắc, nặng


def vietnamese(text: str | None) -> tuple[bool, list[int], list[int]]:
    """A key to sort by; null comes last.

    >>> sorted(["Đồng Nai", "Điện Biên", "Hà Nội", "Cần Thơ", "Đắk Lắk", None, "Cao Bằng"], key=vietnamese)
    ['Cao Bằng', 'Cần Thơ', 'Đắk Lắk', 'Điện Biên', 'Đồng Nai', 'Hà Nội', None]
    """
    letters: list[int] = []
    tones: list[int] = []
    for sign in unicodedata.normalize("NFC", text or "").lower():
        parts = unicodedata.normalize("NFD", sign)
        plain = unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES))
        letters.append(_LETTERS.get(plain, 0 if plain == " " else 100))
        tones.append(next((_TONES[part] for part in parts if part in _TONES), 0))
    return text is None, letters, tones

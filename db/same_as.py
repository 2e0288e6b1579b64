"""Which plans are copies of one another: the Word file, its PDF, its text, its scan. Pure.

Two files are one plan where number, issuer and date of issue are stated and equal, or where most of the shorter text stands in the other
and nothing that both state speaks against it: the plans of two years, or of two communes, may share most of their words. OCR may misread
one such field.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from db import sketch
from extract.text import bare

_NEAR: Final = 0.8  # share of the shorter text that stands in the other
_EQUAL: Final = 0.99  # so near that a place read differently is an error of reading; communes that fill in one form differ by more
_LIKE: Final = 0.3  # what equal number, issuer and date must have in common still
_LENGTHS: Final = 0.5  # the shorter text has at least this share of the longer one's length
_RANKS: Final = {"docx": 0, "doc": 0, "odt": 0, "rtf": 0, "pdf": 1, "html": 2, "text": 2}
_SCAN: Final = 3
_FIELDS: Final = ("doc_type", "number", "issued", "period_end", "draft")
_PLACES: Final = ("province", "district", "commune")


@dataclass(frozen=True, slots=True)
class Copy:
    """A plan as far as it can be told from others; `stated` holds its header's fields by name."""

    id: str
    sha256: str
    format: str
    ocr: float
    file: str
    stated: Mapping[str, object]
    words: int
    sketch: bytes

    @property
    def rank(self) -> tuple[int, int, str, str]:
        """Who is the original: Word, typed PDF, text, scan; among equals the longer text."""
        return _SCAN if self.ocr > 0.5 else _RANKS.get(self.format, 2), -self.words, self.file, self.id


def originals(copies: Sequence[Copy], pairs: Iterable[tuple[str, str]] | None = None) -> dict[str, str]:
    """Plan id -> the id of the plan that it is a copy of; originals are not in it. `pairs`: ids of those worth a look, all unless told."""
    ordered = sorted(copies, key=lambda copy: copy.rank)
    place = {copy.id: at for at, copy in enumerate(ordered)}
    near: dict[str, list[int]] = {}
    for a, b in combinations(place, 2) if pairs is None else pairs:
        first, second = sorted((place[a], place[b]))
        near.setdefault(ordered[second].id, []).append(first)
    found: dict[str, str] = {}
    for copy in ordered:
        for at in sorted(near.get(copy.id, ())):
            other = ordered[at]
            if same(copy, other):
                found[copy.id] = found.get(other.id, other.id)
                break
    return found


def same(a: Copy, b: Copy) -> bool:
    """Whether two files hold one plan."""
    if a.sha256 == b.sha256:
        return True
    against, elsewhere = _against(a, b, _FIELDS), _against(a, b, _PLACES)
    if not against and not elsewhere and all(a.stated.get(name) and b.stated.get(name) for name in ("number", "issued", "issuer")):
        enough = _LIKE
    elif min(a.words, b.words) < _LENGTHS * max(a.words, b.words) or against + elsewhere > 1:
        return False
    elif a.ocr or b.ocr:
        enough = _NEAR
    elif against:
        return False
    else:
        enough = _EQUAL if elsewhere else _NEAR
    return sketch.containment(sketch.hashes(a.sketch), a.words, sketch.hashes(b.sketch), b.words) >= enough


def _against(a: Copy, b: Copy, fields: Iterable[str]) -> int:
    """How many of the fields both state and state differently."""
    both = ((a.stated.get(name), b.stated.get(name)) for name in fields)
    return sum(x is not None and y is not None and x != y and _fold(x) != _fold(y) for x, y in both)


def _fold(value: object) -> str:
    return "".join(c for c in bare(str(value)) if c.isalnum())

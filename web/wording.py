"""How alike two wordings are, and which words differ. Pure functions of texts; years never count as a difference of wording."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from math import log
from typing import Final

import numpy as np
from numpy.typing import NDArray

from extract.text import key

Matrix = NDArray[np.float32]
YEAR: Final = "0000"
_LONGEST: Final = 600  # words of a text that are compared in order
# Words of grammar, which say nothing of what a text is about.
_GRAMMAR: Final = frozenset((
    "và", "các", "của", "cho", "theo", "được", "là", "tại", "trên", "trong", "có", "để", "với", "về", "từ", "đến", "những", "một", "này",
    "đó", "như", "khi", "do", "bởi", "ở", "ra", "vào", "cùng", "hoặc", "số", "năm", "tháng", "ngày",
))  # fmt: skip


@lru_cache(maxsize=1 << 14)
def words(text: str | None) -> tuple[str, ...]:
    """The words of a text for comparing, without signs; every year reads 0000.

    >>> words("Trước ngày 30/4/2023: gửi Sở Y tế.")
    ('trước', 'ngày', '30', '4', '0000', 'gửi', 'sở', 'y', 'tế')
    """
    kept = "".join(c if c.isalnum() else " " for c in key(text or ""))
    return tuple(YEAR if is_year(word) else word.lstrip("0") or "0" if word.isdigit() else word for word in kept.split())


def is_year(word: str) -> bool:
    return len(word) == 4 and word.isdigit() and word[:2] in ("19", "20")


def numbers_in(text: str | None) -> Counter[str]:
    """The numbers of a text, years left out: where they differ, more than the wording has changed."""
    return Counter(word for word in words(text) if word[0].isdigit() and word != YEAR)


@lru_cache(maxsize=1 << 14)
def content(text: str | None) -> frozenset[str]:
    """What a text is about: its words without numbers and words of grammar."""
    return frozenset(word for word in words(text) if not word.isdigit() and word not in _GRAMMAR)


def likeness(then: Sequence[frozenset[str]], now: Sequence[frozenset[str]]) -> Matrix:
    """How alike each text of `then` is to each of `now`, 0 to 1: the share of common words, rare ones weighing more (Dice)."""
    seen = Counter(word for bag in (*then, *now) for word in bag)
    if not seen:
        return np.zeros((len(then), len(now)), np.float32)
    place = {word: i for i, word in enumerate(seen)}
    weight = np.array([log(1 + (len(then) + len(now)) / n) for n in seen.values()], np.float32)
    old, new = _table(then, place), _table(now, place)
    common = (old * weight) @ new.T
    whole = (old @ weight)[:, None] + (new @ weight)[None, :]
    return np.asarray(2 * common / np.maximum(whole, 1e-6), np.float32)


def _table(bags: Sequence[frozenset[str]], place: dict[str, int]) -> Matrix:
    table = np.zeros((len(bags), len(place)), np.float32)
    for at, bag in enumerate(bags):
        table[at, [place[word] for word in bag]] = 1
    return table


def ratio(then: Sequence[str], now: Sequence[str]) -> float:
    """How much of two wordings is the same words in the same order, 0 to 1; two texts without words are the same."""
    if then == now:
        return 1.0
    return SequenceMatcher(None, then[:_LONGEST], now[:_LONGEST], autojunk=False).ratio()


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a quote; `changed` where the other quote has not got it; `meant` where it is the figure spoken of."""

    text: str
    changed: bool = False
    meant: bool = False


def meaning(sentence: str, quote: str) -> list[Stretch]:
    """A sentence with the figure that is spoken of set off."""
    before, found, after = sentence.partition(quote) if quote and quote != sentence else (sentence, "", "")
    return [stretch for stretch in (Stretch(before), Stretch(found, meant=True), Stretch(after)) if stretch.text]


def marked(then: str, now: str) -> tuple[list[Stretch], list[Stretch]]:
    """Both quotes cut where their words part. Signs and letter case are no difference; a year is one here."""
    old, new = _split(then), _split(now)
    steps = SequenceMatcher(None, [_plain(w) for w in old], [_plain(w) for w in new], autojunk=False).get_opcodes()
    return list(_stretches(old, [(i, j, tag) for tag, i, j, _, _ in steps])), list(
        _stretches(new, [(i, j, tag) for tag, _, _, i, j in steps])
    )


def _split(text: str) -> list[str]:
    """Words with the spaces behind them, so that they join to the text again."""
    *before, last = text.split(" ")
    return [*(word + " " for word in before), last]


def _plain(word: str) -> str:
    return "".join(c for c in key(word) if c.isalnum())


def _stretches(parts: list[str], steps: list[tuple[int, int, str]]) -> Iterator[Stretch]:
    for start, end, tag in steps:
        text = "".join(parts[start:end])
        if text:
            yield Stretch(text, tag != "equal" and bool(_plain(text)))

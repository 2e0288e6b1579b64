"""Roman numbers of a scan, by the cheapest reading of the whole count: "I., I., III." is I, II, III with a stroke lost.

Strokes of roman numbers are what OCR loses most ("II" read as "I"), and it takes them for letters ("L.", "H.") or figures ("1."). Each
reading costs what it changes, each step of the count what it leaves out or begins anew; the cheapest way through all of them is taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from extract.labels import roman

NUMERALS: Final = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
_READ_AS: Final = str.maketrans(
    {"h": "ii", "u": "ii", "l": "i", "t": "i", "1": "i", "|": "i", "]": "i", "ị": "i", "í": "i", "ì": "i", "ĩ": "i"}
)
_LOST_STROKE: Final = 0.8
_ADDED_STROKE: Final = 1.3
_OTHER_SIGNS: Final = 0.4
_MISREAD: Final = 3.0
_LEFT_OUT: Final = 1.2  # for each number that the count jumps over
_ANEW: Final = 1.6  # a count that begins again with no outer heading between
_SINGLE: Final = 1.0  # and had come no further than I
_BACK: Final = 3.0
_ACROSS: Final = 0.3  # a count that goes on behind an outer heading


@dataclass(frozen=True, slots=True)
class Sign:
    """What may be a roman number: `printed` as read, in lower case; `outer`: an outer heading stands between it and the one before.

    `otherwise` is the cost of its being none (a letter of the alphabet, an arabic one, a word), null where it can be nothing else; `least`
    what it costs at the least to take it for one.
    """

    printed: str
    outer: bool = False
    otherwise: float | None = None
    least: float = 0.0


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to read the signs so far: its cost, the number of the last sign (null: none), the way up to that sign."""

    cost: float = 0.0
    number: int | None = None
    before: _Way | None = None


_State = tuple[int, bool]  # how far the count has come; whether an outer heading has stood since


def counted(signs: Sequence[Sign]) -> list[int | None]:
    """The number of each sign, null where it is none.

    >>> counted([Sign("i"), Sign("i"), Sign("iii")])
    [1, 2, 3]
    >>> counted([Sign("i"), Sign("ii"), Sign("i", outer=True), Sign("ii")])
    [1, 2, 1, 2]
    """
    ways: dict[_State, _Way] = {(0, False): _Way()}
    for sign in signs:
        onward: dict[_State, _Way] = {}
        for state, way in ways.items():
            for number, after, added in _choices(sign, *state):
                if after not in onward or way.cost + added < onward[after].cost:
                    onward[after] = _Way(way.cost + added, number, way)
        ways = onward
    numbers, best = [], min(ways.values(), key=lambda way: way.cost)
    while best.before:
        numbers.append(best.number)
        best = best.before
    return numbers[::-1]


def _choices(sign: Sign, last: int, outer: bool) -> Iterator[tuple[int | None, _State, float]]:
    """What `sign` may be behind a count that has come to `last`: its number, the state after it, what that costs."""
    outer = outer or sign.outer
    if sign.otherwise is not None:
        yield None, (last, outer), sign.otherwise
    for number in range(1, len(NUMERALS)):
        reading = max(sign.least, _reading(sign.printed, number))
        if reading < _MISREAD or sign.otherwise is None:
            yield number, (number, False), reading + _step(last, number, outer)


@lru_cache(maxsize=1024)
def _reading(printed: str, number: int) -> float:
    """What it costs to take `printed` for `number`."""
    meant = printed.translate(_READ_AS)
    numeral = NUMERALS[number].lower()
    other = 0.0 if all(c in "ivx" for c in printed) else _OTHER_SIGNS
    if meant == numeral:
        return other
    if roman(meant) is None and meant != printed:
        other = 0.0
    less, more = len(numeral) - len(meant), len(meant) - len(numeral)
    if less > 0 and _within(meant, numeral):
        return min(_MISREAD, other + _LOST_STROKE * less)
    if more > 0 and _within(numeral, meant):
        return min(_MISREAD, other + _ADDED_STROKE * more)
    return _MISREAD


def _within(few: str, many: str) -> bool:
    """Whether `few` is what is left of `many` when signs are lost."""
    rest = iter(many)
    return all(c in rest for c in few)


def _step(last: int, number: int, outer: bool) -> float:
    """What it costs that `number` follows `last`."""
    begins = 0.0 if outer or not last else _ANEW + (_SINGLE if last == 1 else 0.0)
    anew = begins + _LEFT_OUT * (number - 1)
    if number > last:
        return min(anew, _LEFT_OUT * (number - last - 1) + (_ACROSS if outer and last else 0.0))
    return min(anew, _BACK)

"""Does confidence mean something: of the rows at confidence c, are about c right?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from extract.evaluation.judging import State, Verdict

_EDGES: Final = (0.0, 0.4, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)


@dataclass(frozen=True, slots=True)
class Bin:
    """The rows with a confidence of `low` up to (not with) `high`: their number, the sum of their confidences, how many are right."""

    low: float
    high: float
    rows: int
    stated: float
    right: int


def rated(verdicts: Iterable[Verdict]) -> Iterator[tuple[float, bool]]:
    """(confidence, right) of the extracted rows. Right is a row that the gold has too, with all key fields right."""
    yield from ((v.confidence, v.state is State.STRICT) for v in verdicts if v.confidence is not None)


def bins(rows: Iterable[tuple[float, bool]]) -> Iterator[Bin]:
    """Rows (confidence, right) by confidence, empty bins left out."""
    kept = list(rows)
    for low, high in pairwise(_EDGES):
        within = [(c, right) for c, right in kept if low <= c < high or (high == _EDGES[-1] and c == high)]
        if within:
            yield Bin(low, high, len(within), sum(c for c, _ in within), sum(right for _, right in within))


def error(found: Iterable[Bin]) -> float | None:
    """Expected calibration error: how far a bin's mean confidence is from its share right, rows weighed alike. Null without rows."""
    counted = list(found)
    rows = sum(b.rows for b in counted)
    return sum(abs(b.stated - b.right) for b in counted) / rows if rows else None

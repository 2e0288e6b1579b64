"""One logistic regression for many topics at once, shrunk, by limited-memory BFGS."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Singles = NDArray[np.float32]
# The higher, the more cases a weight needs before it counts; bases are only kept finite.
WORDS: Final = 0.06
COMMON: Final = 1.0
OWN: Final = 30.0
_BASE: Final = 0.02
_RARE: Final = -3.0  # log-odds of a topic of which nothing is known
_STEPS: Final = 60
_MEMORY: Final = 8


@dataclass(frozen=True, slots=True)
class Fit:
    """Weights: `base` a topic, `words` (words by topics), `common` a sign, `own` (topics by signs)."""

    base: Floats
    words: Floats
    common: Floats
    own: Floats


def fitted(x: Floats, seen: Singles, y: Singles) -> Fit:
    """The weights for `x` (cases by words), `seen` (cases by topics by signs) and `y` (cases by topics, 1 where right).

    There are fewer cases than words: the words are turned into as many columns as cases, which gives the same weights sooner.
    """
    root = np.linalg.cholesky(x @ x.T + 1e-4 * np.eye(len(x)))
    cases, topics, told = seen.shape
    parts = ((cases, topics), (told,), (topics, told), (topics,))
    cuts = np.cumsum([int(np.prod(shape)) for shape in parts])[:-1]
    start = np.concatenate((np.zeros(cuts[-1]), np.full(topics, _RARE)))
    flat, by_topic = seen.reshape(-1, told), np.ascontiguousarray(seen.transpose(1, 0, 2))
    narrow = root.astype(np.float32)

    def loss(z: Floats) -> tuple[float, Floats]:
        a, common, own, base = (p.reshape(s) for p, s in zip(np.split(z.astype(np.float32), cuts), parts, strict=True))
        odds = base + narrow @ a + (flat @ common).reshape(cases, topics) + np.matmul(by_topic, own[:, :, None])[:, :, 0].T
        odds = np.clip(odds, -30, 30)
        off = 1 / (1 + np.exp(-odds)) - y
        shrink = ((WORDS, a), (COMMON, common), (OWN, own), (_BASE, base - _RARE))
        total = float((np.logaddexp(0, odds) - y * odds).sum() + sum(w * (p**2).sum() for w, p in shrink) / 2)
        slopes = (narrow.T @ off, off.reshape(-1) @ flat, np.matmul(off.T[:, None, :], by_topic)[:, 0, :], off.sum(axis=0))
        return total, np.concatenate([(g + w * p).ravel() for g, (w, p) in zip(slopes, shrink, strict=True)]).astype(np.float64)

    a, common, own, base = (p.reshape(s) for p, s in zip(np.split(lowest(loss, start), cuts), parts, strict=True))
    return Fit(base, x.T @ np.linalg.solve(root.T, a), common, own)


def lowest(loss: Callable[[Floats], tuple[float, Floats]], z: Floats) -> Floats:
    """Where `loss` (value and slope at a point) is least, starting from `z`."""
    value, slope = loss(z)
    moves: list[tuple[Floats, Floats]] = []
    for _ in range(_STEPS):
        way = -_bent(slope, moves)
        step = 1.0
        while True:
            there = z + step * way
            new, slope_there = loss(there)
            if new <= value + 1e-4 * step * float(slope @ way) or step < 1e-6:
                break
            step /= 2
        moved, turned = there - z, slope_there - slope
        if moved @ turned > 1e-10:
            moves = [*moves, (moved, turned)][-_MEMORY:]
        done = abs(value - new) < 1e-6 * abs(value)
        z, value, slope = there, new, slope_there
        if done:
            break
    return z


def _bent(slope: Floats, moves: list[tuple[Floats, Floats]]) -> Floats:
    """The slope turned by what the last moves told of the curve."""
    if not moves:
        return slope / max(1.0, float(np.linalg.norm(slope)))
    way, shares = slope.copy(), []
    for moved, turned in reversed(moves):
        shares.append(float(moved @ way) / float(turned @ moved))
        way -= shares[-1] * turned
    moved, turned = moves[-1]
    way *= float(moved @ turned) / float(turned @ turned)
    for (moved, turned), share in zip(moves, reversed(shares), strict=True):
        way += moved * (share - float(turned @ way) / float(turned @ moved))
    return way

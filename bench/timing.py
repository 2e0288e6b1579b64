"""What is timed: a piece of our work beside a peer's."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pair:
    """`ours` and `peer` each do their work once and give what it took: seconds, or seconds for a character where texts differ.
    `goal`: what ours over the peer's may be at most."""

    work: str
    beside: str
    ours: Callable[[], float]
    peer: Callable[[], float]
    goal: float
    most_rounds: int = 100


def seconds(work: Callable[[], object]) -> float:
    """How long `work` takes, in seconds of the clock."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start

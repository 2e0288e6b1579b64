"""How fast reading is beside what others take for the same work on the same machine in the same run: ratios, their goals and ranges.

`python -m bench.speed [--rounds 5] [--plans 150] [--only extraction ...]` prints one table. The peers are pdfplumber, python-docx,
underthesea, Tesseract and spaCy of this environment, and eyecite, which is put into an environment of its own (left out where that cannot
be made).
"""

from __future__ import annotations

import argparse
import statistics
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from rich.console import Console
from rich.table import Table

from bench import speed_extraction, speed_loading, speed_parsing, speed_start
from bench.timing import Pair

KINDS: Final[dict[str, Callable[[int], Iterator[Pair]]]] = {
    "parsing": lambda plans: speed_parsing.pairs(),
    "extraction": lambda plans: speed_extraction.pairs(),
    "start": lambda plans: speed_start.pairs(),
    "loading": speed_loading.pairs,
}


@dataclass(frozen=True, slots=True)
class Ratio:
    """Of the times of ours over those of the peer, taken in turns: the middle one and the range."""

    middle: float
    least: float
    most: float


def ratio(pair: Pair, rounds: int) -> Ratio:
    """Both sides of a pair once to warm up, then in turns."""
    pair.ours(), pair.peer()
    found = [pair.ours() / pair.peer() for _ in range(rounds)]
    return Ratio(statistics.median(found), min(found), max(found))


def held(pair: Pair, found: Ratio) -> str:
    """Whether the middle ratio keeps to the goal, in words that need no colour."""
    return "đạt / yes" if (found.middle <= pair.goal) else "chưa / no"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="tốc độ đọc so với công cụ khác / speed of reading beside that of others")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", nargs="*", choices=tuple(KINDS), default=tuple(KINDS))
    parser.add_argument("--plans", type=int, default=150, help="kế hoạch để nạp / plans to load; four times as many too")
    arguments = parser.parse_args()
    table = Table("work", "beside", "ratio", "range", "goal", "held")
    for kind in arguments.only:
        for pair in KINDS[kind](arguments.plans):
            found = ratio(pair, min(arguments.rounds, pair.most_rounds))
            table.add_row(
                pair.work, pair.beside, f"{found.middle:.2f}", f"{found.least:.2f}-{found.most:.2f}", f"≤ {pair.goal:g}", held(pair, found)
            )
    Console(width=140).print(table)


if __name__ == "__main__":
    main()

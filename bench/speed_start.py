"""How soon the command answers."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.speed_extraction import TEXTS
from bench.timing import Pair, seconds


def pairs() -> Iterator[Pair]:
    """`kehoach --help` beside 0.3 seconds, and `kehoach show` of a small file beside importing spaCy."""
    command = Path(sys.executable).with_name("kehoach")
    small = min(TEXTS.glob("*.txt"), key=lambda path: path.stat().st_size)
    yield Pair("kehoach --help", "0.3 seconds", lambda: _run(command, "--help"), lambda: 0.3, 1)
    spacy = sys.executable, "-c", "import spacy"
    yield Pair("kehoach show, a small file", "import spacy", lambda: _run(command, "show", small), lambda: _run(*spacy), 1.6)


def _run(*command: object) -> float:
    return seconds(lambda: subprocess.run([str(part) for part in command], capture_output=True, check=True))

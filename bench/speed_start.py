"""How soon the command answers, once Python has kept its modules compiled, as it does wherever a program is installed."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from bench.speed_extraction import TEXTS
from bench.timing import Pair, seconds

_COMPILED: Final = Path(tempfile.gettempdir()) / "kehoach-bench-compiled"


def pairs() -> Iterator[Pair]:
    """`kehoach --help` beside 0.3 seconds, and `kehoach show` of a small file beside importing spaCy."""
    command = Path(sys.executable).with_name("kehoach")
    small = min(TEXTS.glob("*.txt"), key=lambda path: path.stat().st_size)
    yield Pair("kehoach --help", "0.3 seconds", lambda: _run(command, "--help"), lambda: 0.3, 1)
    spacy = sys.executable, "-c", "import spacy"
    yield Pair("kehoach show, a small file", "import spacy", lambda: _run(command, "show", small), lambda: _run(*spacy), 1.6)


def _run(*command: object) -> float:
    kept = {**os.environ, "PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(_COMPILED)}
    return seconds(lambda: subprocess.run([str(part) for part in command], capture_output=True, check=True, env=kept))

"""Extraction alone (sections, header, the four families) beside cutting the same text into words, and beside finding American citations."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator
from functools import _lru_cache_wrapper, cache
from pathlib import Path
from typing import Final

from underthesea import word_tokenize

from bench.timing import Pair, seconds
from extract.model import Parsed
from extract.parsers.parse import parse
from extract.reading import understand

TEXTS: Final = Path(__file__).resolve().parents[1] / "corpus" / "source"
_SOME: Final = 10  # texts, of all layouts
_ENVIRONMENT: Final = Path(tempfile.gettempdir()) / "kehoach-bench-eyecite"
_EYECITE: Final = """
import sys, time
from eyecite import get_citations
name = (
    "In Harte v. Lowell County, {0} U.S. {1}, {2} (19{3:02}), the court held that notice by mail was enough; see also Barr v. Mills, "
    "{1} F.2d {0}. The district court had found no fault with the notice given. "
)
text = "".join(name.format(100 + n, 200 + n, 205 + n, n % 100) for n in range(60))
get_citations(text)
start = time.perf_counter()
get_citations(text)
print((time.perf_counter() - start) / len(text))
"""


def pairs() -> Iterator[Pair]:
    """Seconds a character, so that texts of different lengths compare."""
    yield Pair("extraction, a character", "underthesea word_tokenize", _extract, _tokenize, round(1 / 3, 2))
    if python := _with_eyecite():
        yield Pair("extraction, a character", "eyecite, on its own kind of text", _extract, lambda: _cite(python), 0.2)


@cache
def _parsed() -> tuple[Parsed, ...]:
    return tuple(parse(path) for path in sorted(TEXTS.glob("*.txt"))[:_SOME])


@cache
def _texts() -> tuple[str, ...]:
    return tuple("\n".join(block.text for block in parsed.blocks) for parsed in _parsed())


def _extract() -> float:
    """Of texts not read before: what is kept of them from the round before is emptied, words and expressions stay."""
    for name, module in list(sys.modules.items()):
        for kept in vars(module).values() if name.startswith("extract.") else ():
            if isinstance(kept, _lru_cache_wrapper) and kept.cache_parameters()["maxsize"]:
                kept.cache_clear()
    return seconds(lambda: [understand(parsed) for parsed in _parsed()]) / sum(map(len, _texts()))


def _tokenize() -> float:
    return seconds(lambda: [word_tokenize(text) for text in _texts()]) / sum(map(len, _texts()))


def _cite(python: Path) -> float:
    return float(subprocess.run([python, "-c", _EYECITE], capture_output=True, text=True, check=True).stdout)


@cache
def _with_eyecite() -> Path | None:
    """A Python that has eyecite, in an environment kept between runs; null where it cannot be made (no network)."""
    python = _ENVIRONMENT / "bin" / "python"
    try:
        if not python.exists():
            venv.create(_ENVIRONMENT, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "eyecite"], check=True, capture_output=True)
    except (OSError, subprocess.SubprocessError) as error:
        print(f"eyecite: {error}", file=sys.stderr)
        return None
    return python

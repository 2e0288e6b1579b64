"""How a regular expression is written down here: under the real-looking sentences that it must catch.

`pattern` compiles an expression and enters it in `PATTERNS` with its sentences; a test runs each of them, the near-misses, and a
pump of hostile lines of 20,000 characters.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Example:
    """`catches`: sentence -> what the expression must find in it first; `misses`: sentences in which it must find nothing."""

    regex: re.Pattern[str]
    catches: Mapping[str, str]
    misses: tuple[str, ...]


PATTERNS: dict[str, Example] = {}


def pattern(name: str, *, catches: Mapping[str, str], misses: tuple[str, ...] = (), regex: str) -> re.Pattern[str]:
    """Compile `regex` (verbose, applied to `extract.text.key` of a text, so lower case) and register it under `name`.

    Examples are given as people write them; the test keys them first. Raises ValueError where a name is taken or no sentence is given.
    """
    if name in PATTERNS or not catches:
        raise ValueError(f"pattern {name!r} is registered twice or has no sentence")
    compiled = re.compile(regex, re.VERBOSE)
    PATTERNS[name] = Example(compiled, catches, misses)
    return compiled

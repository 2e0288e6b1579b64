"""How a regular expression is written down here: under the real-looking sentences that it must catch.

`pattern` enters an expression in `PATTERNS` with its sentences; a test runs each of them, the near-misses, and a pump of hostile lines of
20,000 characters. An expression is compiled when it is first asked for, and asked only of texts that hold what each of its matches needs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from extract.patterns.alternatives import any_of
from extract.patterns.needed import Words, read

Gate = Callable[[str], object]  # false of a text in which there is nothing to find
_NOTHING: Final[Iterator[re.Match[str]]] = iter(())
_FEW: Final = 3  # words that are sooner looked for one by one


class Expression:
    """A verbose regular expression with the methods of `re.Pattern`, which find the same; `pattern` is its text."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern

    @cached_property
    def _read(self) -> tuple[Callable[[], re.Pattern[str]], tuple[Words, ...]]:
        return read(self.pattern)

    @cached_property
    def _needed(self) -> tuple[Words, ...]:
        return self._read[1]

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The expression itself, compiled when a text first holds what it needs. Raises re.error where it is none."""
        _ = self._needed
        made = self._read[0]()
        del self._read  # the parse tree is the larger of the two
        return made

    @cached_property
    def match(self) -> Callable[..., re.Match[str] | None]:
        """As `re.Pattern.match`, which fails soon enough by itself."""
        return self.compiled.match

    @cached_property
    def fullmatch(self) -> Callable[..., re.Match[str] | None]:
        """As `re.Pattern.fullmatch`."""
        return self.compiled.fullmatch

    @cached_property
    def findall(self) -> Callable[[str], list[str]]:
        """As `re.Pattern.findall`, of an expression of one group at most."""
        return self.compiled.findall

    @cached_property
    def split(self) -> Callable[..., list[str]]:
        """As `re.Pattern.split`."""
        return self.compiled.split

    @cached_property
    def _gates(self) -> tuple[Gate, ...]:
        return tuple(_gate(words) for words in self._needed)

    @cached_property
    def search(self) -> Callable[..., re.Match[str] | None]:
        """As `re.Pattern.search`."""
        if not self._gates:
            return self.compiled.search
        first, second = (*self._gates, len)[:2]
        return lambda text, *where: self.compiled.search(text, *where) if first(text) and second(text) else None

    @cached_property
    def finditer(self) -> Callable[..., Iterator[re.Match[str]]]:
        """As `re.Pattern.finditer`."""
        if not self._gates:
            return self.compiled.finditer
        first, second = (*self._gates, len)[:2]
        return lambda text, *where: self.compiled.finditer(text, *where) if first(text) and second(text) else _NOTHING

    def sub(self, by: str | Callable[[re.Match[str]], str], text: str) -> str:
        """As `re.Pattern.sub`."""
        for held in self._gates:
            if not held(text):
                return text
        return self.compiled.sub(by, text)


def _gate(words: Words) -> Gate:
    """Whether a text holds one of `words`."""
    if len(words) > _FEW:
        return re.compile(any_of(sorted(words))).search
    first, second, third = (*sorted(words), *sorted(words)[:1] * 2)[:3]
    if len(words) == 1:
        return lambda text: first in text
    return lambda text: first in text or second in text or third in text


@dataclass(frozen=True, slots=True)
class Example:
    """`catches`: sentence -> what the expression must find in it first; `misses`: sentences in which it must find nothing."""

    regex: Expression
    catches: Mapping[str, str]
    misses: tuple[str, ...]


PATTERNS: dict[str, Example] = {}


def pattern(name: str, *, catches: Mapping[str, str], misses: tuple[str, ...] = (), regex: str) -> Expression:
    """Register `regex` (verbose, applied to `extract.text.key` of a text, so lower case) under `name`.

    Examples are given as people write them; the test keys them first. Raises ValueError where a name is taken or no sentence is given.
    """
    if name in PATTERNS or not catches:
        raise ValueError(f"pattern {name!r} is registered twice or has no sentence")
    PATTERNS[name] = Example(Expression(regex), catches, misses)
    return PATTERNS[name].regex


def ready() -> None:
    """Compile every expression registered so far, as a process does whose children are to find them compiled."""
    for example in PATTERNS.values():
        example.regex.search("")
        _ = example.regex.compiled

"""The words of `lexicon/indicators.toml`: which topics a stretch of text names, and what it says of poverty.

Text comes without tone marks.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from extract.patterns.alternatives import any_of
from extract.patterns.pattern import pattern

_POVERTY = ("escaped", "returned", "neither", "multidimensional", "near", "not_poor", "poor")
SILENT = ("neither", "not_poor")  # words around "nghèo" that say nothing of poverty's measure


@dataclass(frozen=True, slots=True)
class Mention:
    """A word of the lexicon at `start`..`end`: an indicator's code, or one of the poverty words' classes. `weak`: it says who is meant."""

    code: str
    start: int
    end: int
    weak: bool = False


@dataclass(frozen=True, slots=True)
class _Lexicon:
    topics: re.Pattern[str]
    strong: re.Pattern[str]
    weak: dict[str, str]
    code: dict[str, str]
    units: dict[str, frozenset[str]]
    poverty: re.Pattern[str]
    poverty_class: dict[str, str]


def _one_of(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of(words)})(?!\w)")


@cache
def _lexicon() -> _Lexicon:
    table: dict[str, Any] = tomllib.loads(files("extract").joinpath("lexicon/indicators.toml").read_text("utf-8"))
    poverty = table.pop("poverty")
    population = dict.fromkeys(table.pop("population")["words"], "")
    population |= {word: name for name, entry in table.items() for word in entry.get("weak", [])}
    code = {word: name for name, entry in reversed(table.items()) for word in entry["words"]}
    classes = {word: name for name in reversed(_POVERTY) for word in poverty[name]}
    return _Lexicon(
        topics=_one_of([*code, *population]),
        strong=_one_of(list(code)),
        weak=population,
        code=code,
        units={name: frozenset(entry["units"]) for name, entry in table.items() if "units" in entry},
        poverty=_one_of(list(classes)),
        poverty_class=classes,
    )


def topics(bare: str, unit: str) -> list[Mention]:
    """Indicators named in a text, in order, those left out that do not exist in `unit`.

    >>> [(m.code, m.weak) for m in topics("100% nguoi co nhu cau hoc nghe duoc vay von", "percent")]
    [('vocational_training', True), ('credit', False)]
    """
    lexicon = _lexicon()
    found = []
    for match in lexicon.topics.finditer(bare):
        word = match.group()
        if code := lexicon.code.get(word):
            mention = Mention(code, *match.span())
        else:  # who is meant: what it would name otherwise counts weakly
            inner = lexicon.strong.search(word)
            told = lexicon.weak[word] or (lexicon.code[inner.group()] if inner else "")
            if not told:
                continue
            mention = Mention(told, *match.span(), weak=True)
        if unit in lexicon.units.get(mention.code, {unit}):
            found.append(mention)
    return found


EACH = pattern(
    '"nghèo mỗi ...", without its marks as "nghèo mới"',
    catches={" nam giam 5%": " nam", " thon": " thon"},
    misses=(" nam 2022", " phat sinh"),
    regex=r"\ (?:nam(?!\ \d)|thang|quy|xa|thon|ban|ap|huyen|nguoi|ho)(?!\w)",
)


def poverty(bare: str) -> list[Mention]:
    """What a text says of poverty: mentions of class escaped, returned, multidimensional, near, poor, or one of SILENT.

    >>> [m.code for m in poverty("giam ngheo: ho moi thoat ngheo, ho can ngheo")]
    ['not_poor', 'neither', 'near']
    """
    lexicon = _lexicon()
    found = (m for m in lexicon.poverty.finditer(bare) if m.group() != "ngheo moi" or not EACH.match(bare, m.end()))
    return [Mention(lexicon.poverty_class[m.group()], *m.span()) for m in found]

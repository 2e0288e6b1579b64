"""What a quantity measures, by a linear model over the words around it, weighed against what the rules say.

Its weights are in lexicon/indicators.model.json (`make model`). Every code is worth what the model gives it; the code of the rules is worth
more by as much as their kind of ground has proved reliable in plans that neither had seen.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from itertools import chain
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from extract.patterns.targets_indicator import Finding

FILE: Final = "indicators.model.json"
# What the rules' code is worth more, by what told them: chosen on eleven plans that were fresh to rules and model alike.
TRUST: Final = {"none": 0.0, "heading": 0.05, "lead": 0.1, "previous": 0.2, "total": 0.2, "local": 0.1}
# Fewer words around a number tell the model little: there the code of the rules is worth so much more.
_SHORT: Final = 12
_MORE: Final = 0.35
# How much each group of signs counts.
SHARE: Final = {"before": 0.5, "after": 0.5, "own": 1.0, "said": 0.5, "title": 0.5, "unit": 0.5}
_NEAR: Final = 10  # words on each side of the number
_WORD: Final = re.compile(r"[^\W\d_]+")
# Whose rate or number it is the rules tell better, since unit and population hang on it; and no sum is an income that is not called so.
_RULED: Final = frozenset(
    (
        "poverty_rate",
        "near_poverty_rate",
        "multidimensional_poverty_rate",
        "poor_households",
        "near_poor_households",
        "escaped_poverty",
        "new_or_returned_poverty",
        "income",
    )
)
Weights = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Around:
    """The keyed text before and behind a number within its sentence, the keyed titles above (outermost first), the code of its unit and
    its word; `own`: the words before and behind that belong to this number alone."""

    left: str
    right: str
    titles: tuple[str, ...]
    unit: str
    word: str = ""
    own: tuple[str, str] = ("", "")


def signs(around: Around) -> dict[str, frozenset[str]]:
    """By group, words and pairs of words: near the number on either side, its own ones, anywhere in the sentence, in the two titles above;
    its unit and the noun it counts."""
    left, right = _WORD.findall(around.left), _WORD.findall(around.right)
    behind = _WORD.findall(re.split(r"\d", around.right, maxsplit=1)[0])[:_NEAR]
    counted = _WORD.findall(f"{around.word} {around.own[1]}")
    return {
        "before": _grams("before", left[-_NEAR:]),
        "after": _grams("after", behind),
        "own": _grams("own", [*_WORD.findall(around.own[0]), "#", *counted]),
        "said": _grams("said", [*left, "#", *right]),
        "title": _of_titles(around.titles[-2:]),
        "unit": frozenset({f"unit:{around.unit}", f"word:{around.word}", f"noun:{' '.join(counted[:2])}"}),
    }


@lru_cache(maxsize=512)
def _of_titles(titles: tuple[str, ...]) -> frozenset[str]:
    """The same for all numbers below them."""
    return _grams("title", _WORD.findall(" ".join(titles)))


def _grams(name: str, words: list[str]) -> frozenset[str]:
    told = [f"{name}:{word}" for word in words]
    return frozenset([*told, *map(" ".join, zip(told, words[1:], strict=False))])


def strengths(around: Around) -> dict[str, float]:
    """How strongly each sign stands: a group's share is parted evenly among its signs, so that its squares sum up to the share."""
    out: dict[str, float] = {}
    for group, told in signs(around).items():
        out |= dict.fromkeys(told, _share(group, len(told)))
    return out


def _share(group: str, told: int) -> float:
    return math.sqrt(SHARE[group] / told) if told else 0.0


@dataclass(frozen=True, slots=True)
class Model:
    """How much each code (columns, in the order of `codes`) is worth: `base`, and what a sign adds (rows of `weights`, by `row`) times
    how strongly it stands."""

    codes: tuple[str, ...]
    base: Weights
    row: Mapping[str, int]
    weights: Weights

    def worth(self, around: Around) -> Weights:
        """What each code is worth; about 1 for the right one and 0 for the others."""
        there: list[tuple[int, float]] = []
        for group, told in signs(around).items():
            share = _share(group, len(told))
            there += [(row, share) for row in map(self.row.get, told) if row is not None]
        there.sort()  # sums always run in one order
        rows = [row for row, _ in there]
        worth: Weights = self.base + np.array([share for _, share in there], dtype=np.float32) @ self.weights.take(rows, axis=0)
        return worth

    def best(self, around: Around) -> str:
        """The code worth most by the words alone."""
        return self.codes[int(np.argmax(self.worth(around)))]


@cache
def model() -> Model:
    """The model as it is shipped."""
    return of(json.loads(files("extract").joinpath("lexicon", FILE).read_text(encoding="utf-8")))


def of(data: Mapping[str, Any]) -> Model:
    """A model from what its file holds: "base" by code (in hundredths), "signs": sign -> place of a code in "base", worth in hundredths,
    place, worth, ..."""
    codes = tuple(data["base"])
    told = list(data["signs"].values())
    rows = np.repeat(np.arange(len(told)), [len(pairs) // 2 for pairs in told])
    places, worth = np.array(list(chain.from_iterable(told)), dtype=np.int64).reshape(-1, 2).T
    weights = np.zeros((len(told), len(codes)), dtype=np.float32)
    weights[rows, places] = worth.astype(np.float32) / 100
    base = np.array([value / 100 for value in data["base"].values()], dtype=np.float32)
    return Model(codes, base, {sign: row for row, sign in enumerate(data["signs"])}, weights)


def trust(said: Finding, around: Around) -> float:
    """How much more the code of the rules is worth than the model alone would have it."""
    short = len(_WORD.findall(f"{around.left} {around.right}")) < _SHORT
    return TRUST[said.said] + short * _MORE


def weighed(said: Finding, around: Around) -> Finding:
    """What the rules said, or the code that the model holds worth more; of poverty and income the rules have the last word where they
    read it from the quantity's own clause or the one before."""
    if said.code in _RULED and said.said in ("local", "previous"):
        return said
    known = model()
    worth: dict[str, float] = dict(zip(known.codes, known.worth(around).tolist(), strict=True))
    worth[said.code] = worth.get(said.code, 0.0) + trust(said, around)
    allowed = [code for code in worth if code == said.code or code not in _RULED]
    best = max(allowed, key=worth.__getitem__)
    return said if best == said.code else replace(said, code=best, poverty=None)

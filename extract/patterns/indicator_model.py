"""What a quantity measures where its own words leave it open, by a linear model over the words around it.

Its weights are in lexicon/indicators.model.json (`make model`). The rules come first. The less they had to go by, the smaller a lead is
enough for the model's choice: where they know nothing a small one, where the quantity's own words told them a very clear one.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from extract.patterns.targets_indicator import Finding

FILE: Final = "indicators.model.json"
# By how much the best code must be ahead of the next, by what told the rules: set by hand after trials on labelled sentences.
LEADS: Final = {"none": 0.1, "total": 0.15, "previous": 0.4, "heading": 0.25, "lead": 0.3, "local": 0.7}
_NEAR: Final = 10  # words on each side of the number
_WORD: Final = re.compile(r"[^\W\d_]+")
# Whose rate or number it is the rules tell better, since unit and population hang on it.
_POVERTY: Final = frozenset(
    {
        *("poverty_rate", "near_poverty_rate", "multidimensional_poverty_rate", "poor_households", "near_poor_households"),
        *("escaped_poverty", "new_or_returned_poverty", "deprivation"),
    }
)
Weights = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Around:
    """The keyed text before and behind a number within its sentence, the keyed titles above (outermost first), the code of its unit."""

    left: str
    right: str
    titles: tuple[str, ...]
    unit: str


def signs(around: Around) -> frozenset[str]:
    """Words and pairs of words: near the number on either side, anywhere in the sentence, in the two titles above; the unit."""
    left, right = _WORD.findall(around.left), _WORD.findall(around.right)
    behind = _WORD.findall(re.split(r"\d", around.right, maxsplit=1)[0])[:_NEAR]
    above = _WORD.findall(" ".join(around.titles[-2:]))
    out = {f"unit:{around.unit}", *(f"unit:{around.unit} {word}" for word in behind[:1])}
    for name, said in (("before", left[-_NEAR:]), ("after", behind), ("said", [*left, *right])):
        out |= {f"{name}:{word}" for word in said} | {f"{name}:{a} {b}" for a, b in pairwise(said)}
    return frozenset(out | {f"title:{a} {b}" for a, b in pairwise(above)})


@dataclass(frozen=True, slots=True)
class Model:
    """How much each code (columns, in the order of `codes`) is worth: `base`, and what a sign adds (rows of `weights`, by `row`), divided
    by the root of the number of signs that are known."""

    codes: tuple[str, ...]
    base: Weights
    row: Mapping[str, int]
    weights: Weights

    def best(self, around: Around) -> tuple[str, float]:
        """The code worth most, and by how much it leads."""
        rows = sorted(row for sign in signs(around) if (row := self.row.get(sign)) is not None)
        worth = self.base + self.weights[rows].sum(axis=0) / np.float32(math.sqrt(max(1, len(rows))))
        first, second = np.argsort(-worth, kind="stable")[:2]
        return self.codes[first], float(worth[first] - worth[second])


@cache
def model() -> Model:
    """The model as it is shipped."""
    return of(json.loads(files("extract").joinpath("lexicon", FILE).read_text(encoding="utf-8")))


def of(data: Mapping[str, Any]) -> Model:
    """A model from what its file holds: "base" by code, "signs": sign -> code -> worth."""
    codes = tuple(sorted(data["base"]))
    column = {code: i for i, code in enumerate(codes)}
    weights = np.zeros((len(data["signs"]), len(codes)), dtype=np.float32)
    for row, told in enumerate(data["signs"].values()):
        for code, worth in told.items():
            weights[row, column[code]] = worth
    base = np.array([data["base"][code] for code in codes], dtype=np.float32)
    return Model(codes, base, {sign: row for row, sign in enumerate(data["signs"])}, weights)


def weighed(said: Finding, around: Around) -> Finding:
    """What the rules said, or the model's code where it leads clearly enough."""
    if said.said == "previous" and said.code in _POVERTY:
        return said
    code, lead = model().best(around)
    if lead < LEADS[said.said] or code == said.code or code in _POVERTY:
        return said
    return replace(said, code=code, poverty=None)

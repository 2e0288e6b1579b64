"""What a task is about, by the rules and a linear model over what they and the words say (lexicon/topics.model.json, `make model`).

For each topic a logistic regression over `topic_signs`: a topic counts where it is likely enough, less so where the rules say it too.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from extract.patterns.topic_signs import Task, by_rules, signs, words
from extract.patterns.topics import MOST, labels

FILE: Final = "topics.model.json"
Weights = NDArray[np.float32]
LIKELY: Final = math.log(0.65 / 0.35)  # log-odds from which a topic counts
LIKELY_BY_RULES: Final = math.log(0.2 / 0.8)


@dataclass(frozen=True, slots=True)
class Model:
    """Log-odds a topic (columns, in the order of `topics`): `base`, what a word adds (rows of `words`, by `row`, divided by the root of the
    number of words), what a sign adds to any topic (`common`) and to one of them (`own`)."""

    topics: tuple[str, ...]
    base: Weights
    row: Mapping[str, int]
    words: Weights
    common: Mapping[str, float]
    own: Mapping[tuple[str, str], float]

    def odds(self, task: Task, chosen: Sequence[str]) -> Weights:
        """Log-odds of each topic; `chosen`: what the rules say."""
        met = words(task)
        rows = sorted([row for word in met if (row := self.row.get(word)) is not None])  # sums always run in one order
        odds: Weights = self.base + self.words.take(rows, axis=0).sum(axis=0) / np.float32(math.sqrt(len(met)))
        there = signs(task, chosen)
        for i, code in enumerate(self.topics):
            if told := there.get(code):
                odds[i] += sum(self.common.get(sign, 0.0) + self.own.get((code, sign), 0.0) for sign in told)
        return odds


def chosen(odds: Weights, names: Sequence[str], ruled: Sequence[str]) -> tuple[str, ...]:
    """The topics that are likely enough, at least one and at most three, likeliest first."""
    above = {code: float(odds[i]) - (LIKELY_BY_RULES if code in ruled else LIKELY) for i, code in enumerate(names)}
    order = sorted(above, key=lambda code: (-above[code], code))[:MOST]
    return tuple(code for code in order if above[code] >= 0) or (order[0],)


@cache
def model() -> Model:
    """The weights that come with the program."""
    data: Any = json.loads(files("extract.lexicon").joinpath(FILE).read_text(encoding="utf-8"))
    names = tuple(sorted(labels()))
    column = {code: i for i, code in enumerate(names)}
    base = np.zeros(len(names), np.float32)
    table = np.zeros((len(data["words"]), len(names)), np.float32)
    for code, weight in data["base"].items():
        base[column[code]] = weight
    for i, weights in enumerate(data["words"].values()):
        for code, weight in weights.items():
            table[i, column[code]] = weight
    own = {(code, sign): weight for sign, weights in data["own"].items() for code, weight in weights.items()}
    return Model(names, base, {word: i for i, word in enumerate(data["words"])}, table, data["common"], own)


@lru_cache(maxsize=2048)
def topics_of(task: Task) -> tuple[str, ...]:
    """One to three topics of `task`, likeliest first.

    >>> topics_of(Task("Hướng dẫn, tổ chức đào tạo nghề cho lao động nghèo"))
    ('vocational_training',)
    """
    ruled = by_rules(task)
    return chosen(model().odds(task, ruled), model().topics, ruled)

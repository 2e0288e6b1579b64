"""Precision, recall and F1 a form and family, with 95 % bootstrap intervals, and how often each field is right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from extract.evaluation.gold import ORDER, TEXT
from extract.evaluation.judging import Judgement, Verdict
from extract.evaluation.matching import FAMILIES

Counts = NDArray[np.int64]  # rows x 4: rows of gold, rows found, pairs, pairs with all key fields right
Interval = tuple[float, float]

HELD_OUT: Final = "held-out"  # the texts of the plans that nobody who writes rules has read
NAMES: Final = (*FAMILIES, "topics", "plan")
FEW: Final = 4  # with fewer plans, their rows are drawn anew instead of the plans
_DRAWS: Final = 2000
_SEED: Final = 20_250_701


@dataclass(frozen=True, slots=True)
class Count:
    """One family in one form. `fields`: name -> (right, asked) among the pairs."""

    gold: int
    found: int
    right: int
    strict: int
    found_interval: Interval
    strict_interval: Interval
    fields: Mapping[str, tuple[int, int]]

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        return _f1(self.right, self.gold + self.found)

    @property
    def strict_f1(self) -> float:
        return _f1(self.strict, self.gold + self.found)


@dataclass(frozen=True, slots=True)
class Form:
    """The counts of one form a family; `plans` in it; `by_plan`: whether the intervals come from drawing plans, else rows."""

    name: str
    plans: int
    by_plan: bool
    families: Mapping[str, Count]


def count(judgements: Sequence[Judgement]) -> Iterator[Form]:
    """Every form that was read, the usual ones first; "held-out" repeats the texts of the plans held out."""
    forms: dict[str, list[Judgement]] = defaultdict(list)
    for one in judgements:
        forms[one.form].append(one)
        if one.held_out and one.form == TEXT:
            forms[HELD_OUT].append(one)
    order = (TEXT, HELD_OUT, *ORDER[1:])
    for name in sorted(forms, key=lambda n: (order.index(n) if n in order else len(order), n)):
        yield _form(name, forms[name])


def _form(name: str, judged: Sequence[Judgement]) -> Form:
    by_plan = len(judged) >= FEW
    families = {}
    for family in NAMES:
        source = "responsibilities" if family == "topics" else family
        verdicts = [[v for v in one.verdicts if v.family == source] for one in judged]
        rows = [np.array([_unit(v, family) for v in plan], dtype=np.int64).reshape(-1, 4) for plan in verdicts]
        gold, found, right, strict = (int(n) for n in np.concatenate(rows).sum(axis=0))
        drawn = _draw_plans(rows) if by_plan else _draw_rows(rows)
        fields = {} if family == "topics" else _fields([v for plan in verdicts for v in plan])
        families[family] = Count(gold, found, right, strict, _interval(drawn, 2), _interval(drawn, 3), fields)
    return Form(name, len(judged), by_plan, families)


def _unit(verdict: Verdict, family: str) -> tuple[int, int, int, int]:
    """What one verdict adds to rows of gold, rows found, pairs and strict pairs. Topics are counted one by one, inside the pairs."""
    if family == "topics":
        wanted, there = (set((row or {}).get("topics") or ()) for row in (verdict.gold, verdict.found))
        shared = len(wanted & there) if verdict.gold and verdict.found else 0
        return len(wanted), len(there), shared, shared
    pair = verdict.gold is not None and verdict.found is not None and not (family == "plan" and verdict.wrong)
    return int(verdict.gold is not None), int(verdict.found is not None), int(pair), int(pair and not verdict.wrong)


def _fields(verdicts: Sequence[Verdict]) -> dict[str, tuple[int, int]]:
    asked: dict[str, list[bool]] = defaultdict(list)
    for verdict in verdicts:
        for name, right in (verdict.right or {}).items():
            asked[name].append(right)
    return {name: (sum(right), len(right)) for name, right in asked.items()}


def _draw_plans(rows: Sequence[Counts]) -> Counts:
    totals = np.array([plan.sum(axis=0) for plan in rows])
    drawn: Counts = totals[np.random.default_rng(_SEED).integers(0, len(rows), (_DRAWS, len(rows)))].sum(axis=1)
    return drawn


def _draw_rows(rows: Sequence[Counts]) -> Counts:
    whole = np.concatenate(rows)
    if not len(whole):
        return np.zeros((1, 4), dtype=np.int64)
    times = np.random.default_rng(_SEED).multinomial(len(whole), np.full(len(whole), 1 / len(whole)), size=_DRAWS)
    drawn: Counts = times @ whole
    return drawn


def _interval(drawn: Counts, column: int) -> Interval:
    low, high = np.percentile([_f1(int(d[column]), int(d[0] + d[1])) for d in drawn], (2.5, 97.5))
    return float(low), float(high)


def _f1(right: int, rows: int) -> float:
    return 2 * right / rows if rows else 1.0

"""Fits the weights of `extract.confidence` on plans whose careful reading is known: `python -m bench.confidence corpus/gold`.

A logistic regression a family over the signs of a row, shrunk towards the family's mean; "right" is a row that the gold has too, with
all key fields right. Plans by which the rules were written are read better than any plan to come: they carry a sign of their own, which
is fitted and thrown away, so that the base that is written is that of the plans in held-out.txt. What is printed is how the confidence of
each plan held out fares when the model is fitted without it. Each plan weighs alike, in however many forms it lies.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from extract.confidence import AT_ODDS, Model, Signs, family
from extract.evaluation.found import found
from extract.evaluation.gold import Gold, files, golds
from extract.evaluation.judging import State, verdicts
from extract.evaluation.matching import FAMILIES
from extract.evaluation.reliability import bins, error
from extract.parsers import Options
from extract.parsers.parse import parse
from extract.reading import unrated

LEXICON: Final = Path(__file__).resolve().parents[1] / "extract" / "lexicon" / "confidence.toml"
_SHRINK: Final = 5.0  # the higher, the more rows a sign needs before it counts
_FREE: Final = 0.05  # the same for what is fitted and thrown away
_STEPS: Final = 30
_WORST_AT_ODDS: Final = -1.0  # figures that do not add up never raise confidence, however few the gold has


@dataclass(frozen=True, slots=True)
class Case:
    """One extracted row: where it was read, the signs it shows, whether it is right, and what it weighs."""

    plan: str
    held_out: bool
    family: str
    signs: frozenset[str]
    right: bool
    weight: float


def cases(folder: Path) -> list[Case]:
    """The extracted rows of every plan with a gold, in every form."""
    jobs = []
    for gold in golds(folder):
        if isinstance(gold, Gold):
            mine = list(files(gold.name, folder))
            jobs += [(gold, path, 1 / len(mine)) for _, path in mine]
    with ProcessPoolExecutor(2) as pool:
        return [case for some in pool.map(_cases, jobs) for case in some]


def _cases(job: tuple[Gold, Path, float]) -> list[Case]:
    gold, path, weight = job
    reading = unrated(parse(path, Options()))
    signs, there = Signs(reading), list(found(reading))
    out = []
    for name in FAMILIES:
        some = [f for f in there if f.family == name]
        things = {id(f.row): f.of for f in some}
        for verdict in verdicts(name, gold.rows[name], some, None):
            if verdict.found is not None:
                thing = things[id(verdict.found)]
                out.append(Case(gold.name, gold.held_out, family(thing), signs.of(thing), verdict.state is State.STRICT, weight))
    return out


def fit(some: Sequence[Case]) -> Model:
    """The model that `some` rows give."""
    base, weights = {}, {}
    for name in FAMILIES:
        base[name], weights[name] = _fit([case for case in some if case.family == name])
        if name in ("targets", "table_targets"):
            weights[name][AT_ODDS] = min(weights[name].get(AT_ODDS, 0.0), _WORST_AT_ODDS)
    return Model(base, weights)


def _fit(some: Sequence[Case]) -> tuple[float, dict[str, float]]:
    """Newton steps of a penalised logistic regression; a right and a wrong row without signs keep the base finite."""
    counts = Counter(sign for case in some for sign in case.signs)
    names = sorted(sign for sign, count in counts.items() if 3 <= count < len(some))
    apart = any(case.held_out for case in some)
    x = np.array([[1.0, apart and not case.held_out, *(sign in case.signs for sign in names)] for case in some]).reshape(-1, 2 + len(names))
    shown = x[:, 2:].mean(axis=0) if len(x) else np.zeros(len(names))
    x[:, 2:] -= shown  # so that shrinking is towards the family's mean
    neutral = np.zeros((2, x.shape[1]))
    neutral[:, 0] = 1
    x = np.vstack((x, neutral))
    y = np.array([*(case.right for case in some), True, False], dtype=float)
    weight = np.array([*(case.weight for case in some), 1.0, 1.0])
    penalty = np.array([0.0, _FREE, *(_SHRINK for _ in names)])
    beta = np.zeros(x.shape[1])
    for _ in range(_STEPS):
        p = 1 / (1 + np.exp(-np.clip(x @ beta, -30, 30)))
        slope = x.T @ (weight * (y - p)) - penalty * beta
        curve = (x * (weight * p * (1 - p))[:, None]).T @ x + np.diag(penalty + 1e-6)
        beta += np.clip(np.linalg.solve(curve, slope), -2, 2)
    return float(beta[0] - shown @ beta[2:]), dict(zip(names, (float(b) for b in beta[2:]), strict=True))


def unseen(some: Sequence[Case]) -> list[tuple[str, float, bool]]:
    """(family, confidence, right) of the rows of each plan held out, rated by a model fitted without it; of every plan where none is."""
    out = []
    for plan in sorted({case.plan for case in some if case.held_out} or {case.plan for case in some}):
        made = fit([case for case in some if case.plan != plan])
        out += [(case.family, made.of(case.family, case.signs), case.right) for case in some if case.plan == plan]
    return out


def written(made: Model, some: Sequence[Case]) -> str:
    """The model as TOML, strongest signs first; signs of no weight are left out."""
    plans = {held_out: len({case.plan for case in some if case.held_out is held_out}) for held_out in (True, False)}
    lines = [
        "# Written by `make confidence`, not by hand. Log-odds that a row is right: the family's base and what each sign adds.",
        f"# From {len(some)} rows of {plans[False]} plans that the rules were written by and {plans[True]} that they were not.",
    ]
    for name in FAMILIES:
        lines += ["", f"[{name}]", f"base = {made.base[name]:.2f}", "", f"[{name}.signs]"]
        signs = sorted(made.weights[name].items(), key=lambda sign: (-abs(sign[1]), sign[0]))
        lines += [f"{json.dumps(sign, ensure_ascii=False)} = {weight:.2f}" for sign, weight in signs if abs(weight) >= 0.05]
    return "\n".join(lines) + "\n"


def shown(rows: Sequence[tuple[str, float, bool]]) -> Iterable[str]:
    """The reliability of `unseen`: bins of all rows, then the expected calibration error a family."""
    yield "plans held out, each rated without itself:  confidence   stated  right   rows"
    for one in bins((confidence, right) for _, confidence, right in rows):
        yield f"{'':44}{one.low:.2f}-{one.high:.2f}  {one.stated / one.rows:7.2f}{one.right / one.rows:7.2f}{one.rows:7}"
    for name in ("", *FAMILIES):
        mine = [(confidence, right) for of, confidence, right in rows if name in ("", of)]
        if mine:
            mean, right = (sum(column) / len(mine) for column in zip(*mine, strict=True))
            yield f"{name or 'all':18} expected error {error(bins(mine)):.3f}  stated {mean:.3f}  right {right:.3f}  rows {len(mine)}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    some = cases(parser.parse_args().gold)
    for line in shown(unseen(some)):
        print(line)
    LEXICON.write_text(written(fit(some), some), encoding="utf-8")
    print(f"{LEXICON.name}: {len(some)} rows")
    return 0


if __name__ == "__main__":
    sys.exit(main())

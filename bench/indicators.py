"""Fits the weights of `extract.patterns.indicator_model` on careful readings: `python -m bench.indicators corpus/gold`.

Ridge regression on the codes of every quantity of a plan with a gold that is not held out, as the program reads it, and of the labelled
sentences of quantities.tsv. With `--unseen` it only prints how each plan fares by the model alone, fitted without it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

from bench.labelled import labelled
from extract.evaluation.found import found
from extract.evaluation.gold import Gold, golds
from extract.evaluation.matching import FAMILIES, pairs
from extract.model import Reading, Target
from extract.patterns import indicator_model
from extract.patterns.indicator_model import FILE, Around, of, strengths
from extract.patterns.targets_clause import contexts
from extract.patterns.targets_quantity import quantities
from extract.reading import read
from extract.text import bare, key

LEXICON: Final = Path(__file__).resolve().parents[1] / "extract" / "lexicon" / FILE
SENTENCES: Final = "quantities.tsv"
_FEWEST: Final = 2  # cases that a sign must stand in
_LEAST: Final = 0.04  # weights nearer to nought are left out
_SHRINK: Final = 1.0
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Case:
    """A quantity whose indicator is known, and the plan (or "sentences") it is from."""

    plan: str
    around: Around
    code: str


def cases(folder: Path) -> list[Case]:
    """Every quantity found of a plan with a gold, but for those of plans held out, then the labelled sentences."""
    plans = [gold for gold in golds(folder) if isinstance(gold, Gold) and not gold.held_out]
    with patch.object(indicator_model, "model", return_value=of({"base": {}, "signs": {}})):  # the rules alone find the quantities
        return [*(case for gold in plans for case in _of_plan(gold, folder)), *_sentences(folder / SENTENCES)]


def _of_plan(gold: Gold, folder: Path) -> Iterator[Case]:
    reading = read(folder.parent / "source" / f"{gold.name}.txt")
    there = [one for one in found(reading) if one.family == "targets"]
    wanted = gold.rows["targets"]
    for i, j in pairs(FAMILIES["targets"], wanted, [one.row for one in there]):
        target = there[j].of
        if isinstance(target, Target):
            yield Case(gold.name, _around(reading, target), str(wanted[i]["indicator"]))


def _around(reading: Reading, target: Target) -> Around:
    paper = reading.paper
    titles = tuple(key(section.title) for section in paper.path(paper.section_at(target.span.start)))
    text, quote = paper.document.text, target.span.of(paper.document.text)
    begin = text.rfind(target.sentence, 0, target.span.start + len(target.sentence))
    at = target.span.start - begin if 0 <= begin <= target.span.start else target.sentence.find(quote)
    return _read(target.sentence, (max(0, at), max(0, at) + len(quote)), titles, target.unit)


def _read(sentence: str, span: tuple[int, int], titles: tuple[str, ...], unit: str) -> Around:
    """The surroundings of the quantity at `span` of a sentence."""
    keyed = key(sentence)
    left, right = keyed[: span[0]], keyed[span[1] :]
    counted = contexts(keyed, (0, len(keyed)), quantities(sentence, keyed, bare(sentence)))
    own = next((one for one in counted if one.quantity.start < span[1] and span[0] < one.quantity.end), None)
    return Around(left, right, titles, unit, own.quantity.unit.word if own else "", (own.left, own.right) if own else (left, right))


def _sentences(file: Path) -> Iterator[Case]:
    for row in labelled(file):
        at = key(row["sentence"]).find(key(row["quote"]))
        if at >= 0:
            span = at, at + len(row["quote"])
            yield Case("sentences", _read(row["sentence"], span, (key(row["heading"]),), row["unit"]), row["indicator"])


def fitted(known: Sequence[Case]) -> dict[str, Any]:
    """What the model's file holds, fitted to `known`."""
    told = [strengths(case.around) for case in known]
    count = Counter(sign for one in told for sign in one)
    names = sorted(sign for sign, times in count.items() if times >= _FEWEST)
    column = {sign: i for i, sign in enumerate(names)}
    x = np.zeros((len(known), len(names)), dtype=np.float32)
    for row, one in enumerate(told):
        for sign, strength in one.items():
            if sign in column:
                x[row, column[sign]] = strength
    codes = sorted({case.code for case in known})
    y = np.array([[float(case.code == code) for code in codes] for case in known])
    base = y.mean(axis=0)
    alike = (x @ x.T).astype(np.float64)
    weights: Floats = x.T.astype(np.float64) @ np.linalg.solve(alike + _SHRINK * np.eye(len(x)), y - base)
    kept = {
        sign: [n for at in np.flatnonzero(np.abs(row) >= _LEAST) for n in (int(at), round(float(row[at]) * 100))]
        for sign, row in zip(names, weights, strict=True)
        if np.abs(row).max() >= _LEAST
    }
    return {"base": {code: round(float(b) * 100, 1) for code, b in zip(codes, base, strict=True)}, "signs": kept}


def fingerprint(known: Sequence[Case]) -> str:
    """What the weights were fitted to, in sixteen characters."""
    return hashlib.sha256(repr(known).encode()).hexdigest()[:16]


def written(data: Mapping[str, Any], known: Sequence[Case]) -> str:
    """The text of the file, a sign a line."""
    lines = ",\n".join(f"{json.dumps(sign, ensure_ascii=False)}: {_short(worth)}" for sign, worth in sorted(data["signs"].items()))
    head = f'"from": "make model; {fingerprint(known)}",\n"base": {json.dumps(data["base"])},\n"signs": '
    return "{\n" + head + "{\n" + lines + "\n}}\n"


def _short(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))


def unseen(known: Sequence[Case]) -> Iterator[str]:
    """A line a plan: how many quantities the model alone reads rightly that has not seen the plan."""
    for plan in sorted({case.plan for case in known} - {"sentences"}):
        made = of(fitted([case for case in known if case.plan != plan]))
        own = [case for case in known if case.plan == plan]
        yield f"{plan:28}{sum(made.best(case.around) == case.code for case in own):5} / {len(own)}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--unseen", action="store_true", help="only show how plans fare that the model has not seen")
    options = parser.parse_args()
    known = cases(options.gold)
    if options.unseen:
        print("\n".join(unseen(known)))
        return 0
    LEXICON.write_text(written(fitted(known), known), encoding="utf-8")
    print(f"{len(known)} quantities, {LEXICON.stat().st_size // 1000} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())

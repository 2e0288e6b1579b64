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

import numpy as np
from numpy.typing import NDArray

from bench.labelled import labelled
from extract.evaluation.found import found
from extract.evaluation.gold import Gold, golds
from extract.evaluation.matching import FAMILIES, pairs
from extract.model import Reading, Target
from extract.patterns.indicator_model import FILE, Around, of, signs
from extract.reading import read
from extract.text import key

LEXICON: Final = Path(__file__).resolve().parents[1] / "extract" / "lexicon" / FILE
SENTENCES: Final = "quantities.tsv"
_FEWEST: Final = 2  # cases that a sign must stand in
_LEAST: Final = 0.12  # weights nearer to nought are left out
_SHRINK: Final = 0.1
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
    sentence, quote = key(target.sentence), key(target.span.of(paper.document.text))
    at = max(0, sentence.find(quote))
    titles = tuple(key(section.title) for section in paper.path(paper.section_at(target.span.start)))
    return Around(sentence[:at], sentence[at + len(quote) :], titles, target.unit)


def _sentences(file: Path) -> Iterator[Case]:
    for row in labelled(file):
        before, quote, after = key(row["sentence"]).partition(key(row["quote"]))
        if quote:
            yield Case("sentences", Around(before, after, (key(row["heading"]),), row["unit"]), row["indicator"])


def fitted(known: Sequence[Case]) -> dict[str, Any]:
    """What the model's file holds, fitted to `known`."""
    told = [signs(case.around) for case in known]
    count = Counter(sign for one in told for sign in one)
    names = sorted(sign for sign, times in count.items() if times >= _FEWEST)
    column = {sign: i for i, sign in enumerate(names)}
    x = np.zeros((len(known), len(names)))
    for row, one in enumerate(told):
        there = [column[sign] for sign in one if sign in column]
        x[row, there] = 1 / np.sqrt(max(1, len(there)))
    codes = sorted({case.code for case in known})
    y = np.array([[float(case.code == code) for code in codes] for case in known])
    base = y.mean(axis=0)
    weights: Floats = x.T @ np.linalg.solve(x @ x.T + _SHRINK * np.eye(len(x)), y - base)
    kept = {
        sign: worth
        for sign, row in zip(names, weights, strict=True)
        if (worth := {code: round(float(w), 2) for code, w in zip(codes, row, strict=True) if abs(w) >= _LEAST})
    }
    return {"base": {code: round(float(b), 3) for code, b in zip(codes, base, strict=True)}, "signs": kept}


def fingerprint(known: Sequence[Case]) -> str:
    """What the weights were fitted to, in sixteen characters."""
    return hashlib.sha256(repr(known).encode()).hexdigest()[:16]


def written(data: Mapping[str, Any], known: Sequence[Case]) -> str:
    """The text of the file, a sign a line."""
    lines = ",\n".join(f"{json.dumps(sign, ensure_ascii=False)}: {json.dumps(worth)}" for sign, worth in sorted(data["signs"].items()))
    head = f'"from": "make model; {fingerprint(known)}",\n"base": {json.dumps(data["base"])},\n"signs": '
    return "{\n" + head + "{\n" + lines + "\n}}\n"


def unseen(known: Sequence[Case]) -> Iterator[str]:
    """A line a plan: how many quantities the model alone reads rightly that has not seen the plan."""
    for plan in sorted({case.plan for case in known} - {"sentences"}):
        made = of(fitted([case for case in known if case.plan != plan]))
        own = [case for case in known if case.plan == plan]
        yield f"{plan:28}{sum(made.best(case.around)[0] == case.code for case in own):5} / {len(own)}"


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

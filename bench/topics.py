"""Fits the weights of `extract.patterns.topic_model` on careful readings: `python -m bench.topics corpus/gold`.

A logistic regression a topic, all in one: what a sign says for any topic, what it says for one of them besides, and the words. Trained on
every plan with a gold that is not held out, as the program reads it, and on the labelled sentences of tasks.tsv. What is printed is how
each plan fares by a model that has not seen it (the sentences in five blocks), beside the rules alone.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from unittest.mock import patch

import numpy as np

from bench.labelled import labelled
from bench.logistic import Fit, fitted
from extract.authority.agencies import mentions
from extract.evaluation.found import Found
from extract.evaluation.gold import Gold, golds
from extract.evaluation.judging import verdicts
from extract.parsers import Options
from extract.parsers.parse import parse
from extract.patterns import responsibilities
from extract.patterns.topic_model import FILE, Model, chosen
from extract.patterns.topic_signs import Task, by_rules, signs, words
from extract.patterns.topics import labels
from extract.reading import paper

LEXICON: Final = Path(__file__).resolve().parents[1] / "extract" / "lexicon" / FILE
SENTENCES: Final = "tasks.tsv"
_BLOCKS: Final = 5
_FEWEST: Final = 3  # cases that a word must stand in
_LEAST: Final = 0.4  # weights of words nearer to nought are left out
_TOPICS: Final = tuple(sorted(labels()))
Topics = Callable[[Task], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Case:
    """One task whose topics are known, and the plan (or block of sentences) it is from."""

    plan: str
    task: Task
    topics: frozenset[str]


def cases(folder: Path) -> list[Case]:
    """Every task of a plan with a gold that was found, but for those of plans held out, then the labelled sentences."""
    plans = [gold for gold in golds(folder) if isinstance(gold, Gold) and not gold.held_out]
    return [*(case for gold in plans for case in _of_plan(gold, folder)), *_sentences(folder / SENTENCES)]


def _of_plan(gold: Gold, folder: Path) -> Iterator[Case]:
    """The tasks as they are when their topics are chosen, each beside the topics of its gold."""
    met: list[Task] = []

    def keep(task: Task) -> tuple[str, ...]:
        met.append(task)
        return (str(len(met) - 1),)

    read = paper(parse(folder.parent / "source" / f"{gold.name}.txt", Options()))
    with patch("extract.patterns.task_rows.topics_of", keep):
        duties = sorted(responsibilities.find(read), key=lambda duty: duty.span.start)
    there = []
    for duty in duties:
        fields = {name: getattr(duty, name) for name in ("agency", "role", "topics", "sector", "requested")}
        there.append(Found("responsibilities", fields | {"task_quote": duty.span.of(read.document.text)}, duty.span, duty))
    for verdict in verdicts("responsibilities", gold.rows["responsibilities"], there, None):
        if verdict.gold is not None and verdict.found is not None:
            yield Case(gold.name, met[int(verdict.found["topics"][0])], frozenset(verdict.gold["topics"]))


def _sentences(path: Path) -> Iterator[Case]:
    rows = labelled(path)
    for i, row in enumerate(rows):
        named = next(iter(mentions(row["agency"], None)), None)
        agency, sector = (named.name, named.sector) if named else (row["agency"], "other")
        task = Task(row["task"], agency, sector, inherited=True, titles=(row["heading"],) if row["heading"] else ())
        yield Case(f"{SENTENCES} {i * _BLOCKS // len(rows) + 1}", task, frozenset(row["topics"].split(",")))


def fit(some: Sequence[Case]) -> Model:
    """The model that `some` cases give."""
    met = [words(case.task) for case in some]
    there = [signs(case.task, by_rules(case.task)) for case in some]
    counts = Counter(word for one in met for word in one)
    row = {word: i for i, word in enumerate(sorted(word for word, count in counts.items() if count >= _FEWEST))}
    sign = {name: i for i, name in enumerate(sorted({name for one in there for told in one.values() for name in told}))}
    x = np.zeros((len(some), len(row)))
    seen = np.zeros((len(some), len(_TOPICS), len(sign)), np.float32)
    y = np.zeros((len(some), len(_TOPICS)), np.float32)
    for i, case in enumerate(some):
        x[i, [row[word] for word in met[i] if word in row]] = 1 / len(met[i]) ** 0.5
        for j, code in enumerate(_TOPICS):
            seen[i, j, [sign[name] for name in there[i].get(code, ())]] = 1
            y[i, j] = code in case.topics
    return _model(fitted(x, seen, y), list(row), list(sign))


def _model(made: Fit, names: Sequence[str], told: Sequence[str]) -> Model:
    """A fit as the program uses it: rounded, without what hardly counts."""
    table = np.where(np.abs(made.words) < _LEAST, 0, made.words).round(1)
    kept = [i for i in range(len(names)) if table[i].any()]
    common = {name: round(float(made.common[k]), 2) for k, name in enumerate(told)}
    own = {(code, name): round(float(made.own[j, k]), 2) for k, name in enumerate(told) for j, code in enumerate(_TOPICS)}
    row = {names[i]: n for n, i in enumerate(kept)}
    base = made.base.round(2).astype(np.float32)
    return Model(_TOPICS, base, row, table[kept].astype(np.float32), common, {k: w for k, w in own.items() if abs(w) >= 0.02})


def by_model(made: Model) -> Topics:
    """What the program says with the model `made`."""

    def judge(task: Task) -> tuple[str, ...]:
        ruled = by_rules(task)
        return chosen(made.odds(task, ruled), made.topics, ruled)

    return judge


def unseen(some: Sequence[Case]) -> Iterator[tuple[Case, frozenset[str], frozenset[str]]]:
    """Each case with what the rules say, and a model fitted without its plan."""
    for plan in dict.fromkeys(case.plan for case in some):
        judge = by_model(fit([case for case in some if case.plan != plan]))
        yield from ((case, frozenset(by_rules(case.task)), frozenset(judge(case.task))) for case in some if case.plan == plan)


def scores(pairs: Iterable[tuple[frozenset[str], frozenset[str]]]) -> tuple[float, float, float]:
    """Precision, recall and F1 of (topics of the gold, topics said), topics counted one by one."""
    both, said, wanted = (sum(n) for n in zip(*((len(g & s), len(s), len(g)) for g, s in pairs), strict=True))
    return both / max(1, said), both / max(1, wanted), 2 * both / max(1, said + wanted)


def shown(rows: Sequence[tuple[Case, frozenset[str], frozenset[str]]]) -> Iterator[str]:
    """A table of `unseen`: a line a plan, the sentences together, then all."""
    yield f"{'each by a model that has not seen it':38} cases   rules P / R / F1      with the model P / R / F1"
    groups = defaultdict(list)
    for case, ruled, judged in rows:
        for name in (case.plan if not case.plan.startswith(SENTENCES) else SENTENCES, "all"):
            groups[name].append((case.topics, ruled, judged))
    for name in (*(name for name in groups if name != "all"), "all"):
        both = [scores((row[0], row[column]) for row in groups[name]) for column in (1, 2)]
        yield f"{name:38} {len(groups[name]):5}   " + "      ".join(" ".join(f"{figure:.3f}" for figure in one) for one in both)


def trained_on(folder: Path) -> str:
    """A mark of the careful readings that the weights come from, to tell whether they are of today's."""
    plans = (gold for gold in golds(folder) if isinstance(gold, Gold) and not gold.held_out)
    said = [(gold.name, [(row["agency"], row["task_quote"], row["topics"]) for row in gold.rows["responsibilities"]]) for gold in plans]
    sentences = (folder / SENTENCES).read_text(encoding="utf-8")
    return hashlib.sha256(json.dumps([said, sentences], ensure_ascii=False).encode()).hexdigest()[:16]


def written(made: Model, folder: Path) -> str:
    """The model as JSON, a line a word, so that changes are small."""
    own: dict[str, dict[str, float]] = defaultdict(dict)
    for (code, name), weight in sorted(made.own.items()):
        own[name][code] = weight
    table = {
        word: {code: round(float(w), 1) for code, w in zip(made.topics, made.words[i], strict=True) if w} for word, i in made.row.items()
    }
    base = {code: round(float(w), 2) for code, w in zip(made.topics, made.base, strict=True)}
    parts: dict[str, Mapping[str, object]] = {"base": base, "common": made.common, "own": dict(sorted(own.items())), "words": table}
    lines = [
        f"{json.dumps(name)}: {{\n" + ",\n".join(f"{_json(k)}:{_json(v)}" for k, v in part.items()) + "\n}" for name, part in parts.items()
    ]
    return f'{{\n"from": "make model; {trained_on(folder)}",\n' + ",\n".join(lines) + "\n}\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--unseen", action="store_true", help="only show how plans fare that the model has not seen")
    args = parser.parse_args()
    some = cases(args.gold)
    if args.unseen:
        for line in shown(list(unseen(some))):
            print(line)
        return 0
    LEXICON.write_text(written(fit(some), args.gold), encoding="utf-8")
    print(f"{LEXICON.name}: {len(some)} tasks, {LEXICON.stat().st_size // 1000} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())

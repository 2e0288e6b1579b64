"""Reads the plans of a folder of gold in every form and judges each."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from extract.evaluation.gold import BadGold, Gold, files, golds
from extract.evaluation.judging import Judgement, judge
from extract.parsers import Unreadable
from extract.reading import read

Said = tuple[str, str]  # words for the user, Vietnamese and English


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Every plan in every form, plans by name; `problems`: what could not be used."""

    judgements: tuple[Judgement, ...]
    problems: tuple[Said, ...] = ()


def evaluate(folder: Path, plans: Path | None = None, forms: Collection[str] = (), workers: int = 2) -> Evaluation:
    """Hold the files of the plans (see `files`) against the gold in `folder`; `forms`: only these, none for all.

    `workers` processes read; the result does not depend on how many.
    """
    jobs: list[tuple[Gold, str, Path]] = []
    problems: list[Said] = []
    for gold in golds(folder):
        if isinstance(gold, BadGold):
            problems.append((gold.message, gold.message_en))
            continue
        mine = list(files(gold.name, folder, plans))
        if not mine:
            problems.append((f"{gold.name}: không thấy tệp nào của kế hoạch này.", f"{gold.name}: no file of this plan."))
        jobs += [(gold, form, path) for form, path in mine if not forms or form in forms]
    done = list(_judged(jobs, workers))
    return Evaluation(tuple(one for one, _ in done), (*problems, *(said for _, said in done if said)))


def _judged(jobs: list[tuple[Gold, str, Path]], workers: int) -> Iterator[tuple[Judgement, Said | None]]:
    if workers < 2 or len(jobs) < 2:
        yield from map(_judge, jobs)
        return
    with ProcessPoolExecutor(min(workers, len(jobs))) as pool:
        yield from pool.map(_judge, jobs)


def _judge(job: tuple[Gold, str, Path]) -> tuple[Judgement, Said | None]:
    gold, form, path = job
    try:
        return judge(gold, form, read(path)), None
    except Unreadable as error:
        return judge(gold, form, None), (f"{path}: {error.message}", error.message_en)
    except OSError as error:
        return judge(gold, form, None), (f"Không mở được {path}: {error.strerror or error}.", f"Cannot open {path}.")

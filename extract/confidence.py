"""How sure a row is: the odds that it is there and right in all its key fields, from signs that anyone can check.

A row's log-odds are its family's base plus the weight of each sign that it shows (lexicon/confidence.toml, written by `make confidence`
from plans whose careful reading is known). A sign without a weight changes nothing. Confidence is never 0 and never 1.
"""

from __future__ import annotations

import math
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import Final, TypeVar

from extract.model import (
    Deadline,
    DeadlineKind,
    Document,
    LegalReference,
    Measure,
    Reading,
    Responsibility,
    Section,
    Span,
    Target,
)
from extract.patterns import arithmetic

Thing = Section | LegalReference | Target | Deadline | Responsibility
_One = TypeVar("_One", Section, LegalReference, Target, Deadline, Responsibility)

AT_ODDS: Final = "figures do not add up"
LEAST: Final = 0.02
MOST: Final = 0.99
_UNSURE_PRINT: Final = 0.9  # mean OCR confidence of a line
_SMALL: Final = 13  # dozens and less
_LONG: Final = 300  # characters


@dataclass(frozen=True, slots=True)
class Model:
    """Log-odds a family: of a row that shows no sign, and what each sign adds."""

    base: Mapping[str, float]
    weights: Mapping[str, Mapping[str, float]]

    def of(self, family: str, signs: Iterable[str]) -> float:
        """Confidence, `LEAST` to `MOST`, of a row of `family` that shows `signs`; 0.5 where the family is unknown."""
        weights = self.weights.get(family, {})
        odds = self.base.get(family, 0.0) + sum(weights.get(sign, 0.0) for sign in signs)
        return round(min(MOST, max(LEAST, 1 / (1 + math.exp(-odds)))), 3)


@cache
def model() -> Model:
    """The weights that come with the program."""
    data = tomllib.loads(resources.files("extract.lexicon").joinpath("confidence.toml").read_text(encoding="utf-8"))
    return Model({name: part["base"] for name, part in data.items()}, {name: part["signs"] for name, part in data.items()})


def rated(reading: Reading) -> Reading:
    """The same rows, each with the confidence that its signs give it."""
    signs = Signs(reading)

    def rate(things: tuple[_One, ...]) -> tuple[_One, ...]:
        return tuple(replace(thing, confidence=model().of(family(thing), signs.of(thing))) for thing in things)

    return replace(
        reading,
        paper=replace(reading.paper, sections=rate(reading.paper.sections)),
        legal_references=rate(reading.legal_references),
        targets=rate(reading.targets),
        deadlines=rate(reading.deadlines),
        responsibilities=rate(reading.responsibilities),
    )


def family(thing: Thing) -> str:
    if isinstance(thing, Target):
        return "table_targets" if thing.from_table else "targets"
    kinds = {Section: "sections", LegalReference: "legal_references", Deadline: "deadlines", Responsibility: "responsibilities"}
    return kinds[type(thing)]


class Signs:
    """What speaks for or against the rows of one reading, in the words of lexicon/confidence.toml."""

    def __init__(self, reading: Reading) -> None:
        self._document: Document = reading.paper.document
        self._at_odds = frozenset(_at_odds(reading.targets))
        self._figures = Counter(t.sentence for t in reading.targets if not t.from_table)

    def of(self, thing: Thing) -> frozenset[str]:
        """The signs that `thing`, a row of this reading, shows."""
        told = {f"rule {thing.rule}": True, f"its rule says {thing.confidence:.2f}": True}
        match thing:
            case Section():
                told |= self._print(thing.heading) | _section(thing)
            case LegalReference():
                told |= self._print(thing.span) | _reference(thing)
            case Target():
                told |= self._print(thing.span) | _target(thing)
                told |= {AT_ODDS: thing in self._at_odds, "three figures in its sentence": self._figures[thing.sentence] > 2}
            case Deadline():
                told |= self._print(thing.span) | _deadline(thing)
            case Responsibility():
                told |= self._print(thing.span) | _responsibility(thing)
        return frozenset(sign for sign, there in told.items() if there)

    def _print(self, span: Span) -> dict[str, bool]:
        sure = [line.confidence for _, line in self._document.lines(span) if line.confidence is not None]
        return {"read by OCR": bool(sure), "OCR not sure": bool(sure) and min(sure) < _UNSURE_PRINT}


def _section(section: Section) -> dict[str, bool]:
    return {"no title": not section.title, "long title": len(section.title) > _LONG // 2, "deep level": section.level > 3}


def _reference(reference: LegalReference) -> dict[str, bool]:
    return {"no number": reference.number is None, "no date": reference.issued is None, "no issuer": reference.issuer is None}


def _target(target: Target) -> dict[str, bool]:
    return {
        f"kind {target.kind}": True,
        "indicator other": target.indicator == "other",
        "unit other": target.unit == "other",
        "no population": target.population is None,
        "no direction": target.direction is None,
        "small number": target.value < _SMALL,
        "year by default": target.year_basis == "default",
        "place by default": target.place is None,
        "a change": target.measure is Measure.CHANGE,
        "a range or a bound": target.value_high is not None or target.comparator != "eq",
        "long sentence": len(target.sentence) > _LONG,
    }


def _deadline(deadline: Deadline) -> dict[str, bool]:
    return {
        f"kind {deadline.kind}": True,
        "no end": deadline.ends_on is None and deadline.kind is not DeadlineKind.RECURRING,
        "no action": deadline.action is None,
        "no agency": deadline.agency_text is None,
        "several intervals": len(deadline.recurrence) > 1,
    }


def _responsibility(duty: Responsibility) -> dict[str, bool]:
    return {
        f"role {duty.role}": True,
        "agency in a heading above": duty.inherited,
        "requested": duty.requested,
        "sector other": duty.sector in ("other", "general"),
        "no topic": not set(duty.topics) - {"other"},
        "no verb": duty.verb is None,
        "long task": duty.span.end - duty.span.start > _LONG,
    }


def _at_odds(targets: tuple[Target, ...]) -> Iterator[Target]:
    """The figures that do not add up: those of one sentence, or of one column of a table."""
    groups: dict[tuple[str, ...], list[Target]] = defaultdict(list)
    for target in targets:
        if target.from_table:
            groups[(target.sentence.removeprefix(target.place or ""), target.rule)].append(target)
        else:
            groups[(target.sentence,)].append(target)
    for group in groups.values():
        if arithmetic.check(group):
            yield from group

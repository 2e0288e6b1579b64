"""What was found at one time, row by row, and what a later reading gained and lost against it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from extract.evaluation.count import HELD_OUT
from extract.evaluation.gold import TEXT
from extract.evaluation.judging import Judgement, State

Record = Mapping[str, Mapping[str, str]]  # "form plan" -> row -> missed or found; a row that is not named was strictly right


@dataclass(frozen=True, slots=True)
class Change:
    """A gold row that fares otherwise than in the record."""

    form: str
    plan: str
    row: str
    before: State
    now: State
    held_out: bool

    @property
    def gained(self) -> bool:
        order = list(State)
        return order.index(self.now) > order.index(self.before)


def record(judgements: Sequence[Judgement]) -> dict[str, dict[str, str]]:
    """The record of what is found now."""
    return {
        f"{form} {one.plan}": {name: state for name, state in _states(one) if state is not State.STRICT}
        for one in judgements
        for form in _names(one)
    }


def changes(before: Record, judgements: Sequence[Judgement]) -> Iterator[Change]:
    """What was gained and lost, row by row, in the plans and forms that `before` knows."""
    for one in judgements:
        for form in _names(one):
            known = before.get(f"{form} {one.plan}")
            for name, now in _states(one) if known is not None else ():
                was = State(known.get(name, State.STRICT)) if known is not None else now
                if was is not now:
                    yield Change(form, one.plan, name, was, now, one.held_out)


def _names(one: Judgement) -> tuple[str, ...]:
    return (one.form, HELD_OUT) if one.held_out and one.form == TEXT else (one.form,)


def _states(one: Judgement) -> Iterator[tuple[str, State]]:
    for verdict in one.verdicts:
        if verdict.gold is not None and verdict.family != "plan":
            yield f"{verdict.family} {verdict.index} {verdict.gold.get('agency', '')} {verdict.quote[:60]}", verdict.state

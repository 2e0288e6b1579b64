"""A target beside the result that a later paper reports for the same year, and figures that contradict each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from web.queries import Row
from web.series import counted
from web.whose import POVERTY, is_rate

FALLING = POVERTY | {"new_or_returned_poverty", "deprivation"}
"""Indicators of which less is better."""
Key = tuple[str, str, int, str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """`result` null where no later paper reports one under the same standard; `other` is then one under another standard, not compared.

    `met` null where there is no result, or where the text does not say whether more or less is better.
    """

    name: str
    target: Row
    result: Row | None
    other: Row | None
    met: bool | None
    difference: float | None  # result less target; of a range, less the end that is easier to reach


@dataclass(frozen=True, slots=True)
class Conflict:
    """Different figures for the same place, year, unit, people and poverty standard. `kind`: target or baseline (results)."""

    name: str
    kind: str
    year: int
    rows: list[Row]


def keyed(row: Row, place: Callable[[Row], str]) -> Key:
    return place(row), row["unit"], row["year"], counted(row)


def outcomes(targets: list[Row], results: list[Row], place: Callable[[Row], str]) -> list[Outcome]:
    """One for each distinct target level, by place and year. `targets` and `results` are of whole places and stated years."""
    measured: dict[Key, list[Row]] = {}
    for row in results:
        if row["measure"] != "change":
            measured.setdefault(keyed(row, place), []).append(row)
    made = []
    for row in _distinct(targets, place):
        later = [found for found in measured.get(keyed(row, place), []) if _later(found, row)]
        same = [found for found in later if found["standard"] == row["standard"]]
        result = same[0] if same else None
        other = next((found for found in later if found["standard"] != row["standard"]), None) if not same else None
        difference = round(result["value"] - _easier(row), 6) if result else None
        made.append(Outcome(place(row), row, result, other, met(row, result) if result else None, difference))
    return sorted(made, key=lambda one: (one.name, one.target["year"]))


def _distinct(rows: Iterable[Row], place: Callable[[Row], str]) -> list[Row]:
    """The first row of each target: a plan that says it in its text and in a table says it once."""
    first: dict[tuple[object, ...], Row] = {}
    for row in rows:
        first.setdefault((*keyed(row, place), row["value"], row["value_high"], row["standard"]), row)
    return list(first.values())


def _later(result: Row, target: Row) -> bool:
    """A result of another paper, not an earlier one where both days are known."""
    if result["plan_id"] == target["plan_id"]:
        return False
    return not (result["issued"] and target["issued"]) or str(result["issued"]) >= str(target["issued"])


def falls(row: Row) -> bool | None:
    """Whether less is better; null where neither the indicator nor the words say."""
    if row["indicator"] in FALLING or row["direction"] == "down" or row["comparator"] in ("lt", "le"):
        return True
    return False if row["direction"] == "up" or row["comparator"] in ("gt", "ge") else None


def _easier(row: Row) -> float:
    """Of a range the end that is reached first."""
    high = row["value_high"]
    return float(row["value"] if high is None or falls(row) is not True else high)


def met(target: Row, result: Row) -> bool | None:
    """Whether the result reaches the target; "dưới 10%" is not met by 10."""
    wanted, got, less = _easier(target), float(result["value"]), falls(target)
    if less is None:
        return None
    if target["comparator"] in ("lt", "gt") and got == wanted:
        return False
    return got <= wanted if less else got >= wanted


def conflicts(rows: list[Row], place: Callable[[Row], str]) -> list[Conflict]:
    """Figures of one kind that cannot both be right, or a target that another paper changed; one row for each value of each paper.

    Of rates and numbers of the poor only: two numbers of houses or courses may well be two parts of the work.
    """
    found: dict[tuple[object, ...], dict[tuple[object, ...], Row]] = {}
    for row in rows:
        if row["measure"] != "change" and is_rate(row):
            said = found.setdefault((*keyed(row, place), row["kind"], row["standard"]), {})
            said.setdefault((row["value"], row["value_high"], row["comparator"], row["plan_id"]), row)
    made = [
        Conflict(str(at[0]), str(at[4]), int(str(at[2])), list(said.values()))
        for at, said in found.items()
        if not _agree(list(said.values()))
    ]
    return sorted(made, key=lambda one: (one.name, one.year))


def _agree(rows: list[Row]) -> bool:
    """Whether all can be right: one value, or one value with bounds and ranges that it keeps to ("9,98%" and "dưới 10%")."""
    exact = {row["value"] for row in rows if _exact(row)}
    loose = {(row["value"], row["value_high"], row["comparator"]) for row in rows if not _exact(row)}
    if len(exact) > 1 or (not exact and len(loose) > 1):
        return False
    return all(_keeps(value, *bound) for value in exact for bound in loose)


def _exact(row: Row) -> bool:
    return row["value_high"] is None and row["comparator"] in (None, "eq")


def _keeps(value: float, bound: float, high: float | None, comparator: str | None) -> bool:
    if high is not None:
        return bound <= value <= high
    tests = {
        "lt": value < bound,
        "le": value <= bound,
        "gt": value > bound,
        "ge": value >= bound,
        "about": abs(value - bound) <= 0.05 * bound,
    }
    return tests.get(comparator or "eq", value == bound)

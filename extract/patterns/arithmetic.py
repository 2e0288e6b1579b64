"""Do a plan's figures agree with one another? Findings are published beside the targets, never used to change them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from extract.model import Comparator, Direction, Measure, Problem, Severity, Target

TOTALS = ("tổng", "cộng", "toàn")
_ROUNDING = 0.02  # percentage points: figures are printed to two decimals


def check(targets: Iterable[Target]) -> tuple[Problem, ...]:
    """Problems where a start, a change and an end do not add up, or where the rows of a table do not add up to its total."""
    found = tuple(targets)
    return (*_departures(found), *_totals(found))


def _departures(found: tuple[Target, ...]) -> Iterator[Problem]:
    """ "giảm 0,8% (từ 4,24% còn 3,44%)": the change and the end stand in one sentence and share their start."""
    for change in found:
        if (
            change.measure is not Measure.CHANGE
            or change.baseline_value is None
            or change.comparator is not Comparator.EQ
            or change.per_year
        ):
            continue
        for end in found:
            shared = end.sentence == change.sentence and end.baseline_value == change.baseline_value and end.indicator == change.indicator
            if shared and end.measure is Measure.LEVEL and end.comparator is Comparator.EQ:
                sign = -1 if change.direction is Direction.DOWN else 1
                if abs(change.baseline_value + sign * change.value - end.value) > _ROUNDING:
                    yield _doubt(f"{change.sentence[:160]}", f"{change.printed} / {end.printed}")


def _totals(found: tuple[Target, ...]) -> Iterator[Problem]:
    """A column of counts against its total row; shares do not add up and are left alone."""
    columns: dict[tuple[str, ...], list[Target]] = defaultdict(list)
    for target in found:
        if target.from_table and target.place and target.unit not in ("percent", "percentage_point", "times", "fraction"):
            columns[(target.sentence.removeprefix(target.place), target.rule)].append(target)
    for column in columns.values():
        total = [t for t in column if (t.place or "").casefold().startswith(TOTALS)]
        parts = [t.value for t in column if t not in total]
        sums = (sum(parts), sum(_outer(parts)))
        if len(total) == 1 and len(parts) > 1 and all(abs(one - total[0].value) > 1e-6 for one in sums):
            yield _doubt(total[0].sentence, f"{sum(parts):g} / {total[0].printed}")


def _outer(parts: list[float]) -> list[float]:
    """`parts` less those that a group's row right above them ("Khối xã") already counts together."""
    out: list[float] = []
    at = 0
    while at < len(parts):
        out.append(parts[at])
        below, end = 0.0, at + 1
        while end < len(parts) and below < parts[at]:
            below += parts[end]
            end += 1
        at = end if end > at + 2 and below == parts[at] else at + 1
    return out


def _doubt(where: str, figures: str) -> Problem:
    return Problem(
        "targets",
        Severity.INFO,
        f"Số liệu không khớp nhau ({figures}), nên đối chiếu lại: {where}",
        f"Figures do not add up ({figures}), worth checking: {where}",
    )

"""Counts named again: "Trong số 14.300 hộ nghèo ..." speaks of the count given before, as of the same date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.model import Basis, Target, TargetKind
from extract.patterns.pattern import pattern
from extract.patterns.targets_indicator import PLACES
from extract.text import key

AGAIN = pattern(
    "a count is named again",
    catches={
        "Trong số 2.140 hộ nghèo": "trong số 2.140",
        "Trong 318 hộ nghèo có": "trong 318",
        "- Trong tổng số 5.012 hộ": "- trong tổng số 5.012",
        "Số 96 hộ còn lại": "số 96",
    },
    misses=("Trong năm 2021", "phấn đấu trong 318 hộ", "Có 318 hộ"),
    regex=r"""^[\s\W]{0,3}(?:trong|số|của)\ (?:tổng\ )?(?:số\ )?(?:là\ )?\d[\d.]{0,9}(?!\w)""",
)
DATED = (Basis.STATED, Basis.SENTENCE)


def dated_again(found: Sequence[Target]) -> list[Target]:
    """The targets of running text in order, where a sentence that opens with a dated count of before takes that count's year.

    Only where the sentence names no year of its own and promises nothing.
    """
    known: dict[tuple[float, str], int] = {}
    taken: tuple[str, int] | None = None
    out: list[Target] = []
    for target in found:
        year = known.get((target.value, target.unit))
        again = AGAIN.match(key(target.sentence)) is not None and target.printed in target.sentence[:30]
        if again and year is not None and target.year_basis not in DATED and target.kind is TargetKind.BASELINE:
            taken = target.sentence, year
        if taken and taken[0] == target.sentence and target.year_basis not in DATED and target.kind is TargetKind.BASELINE:
            out.append(replace(target, year=taken[1], year_basis=Basis.SENTENCE))
            continue
        if target.year is not None and target.year_basis in DATED and target.kind is TargetKind.BASELINE:
            known[target.value, target.unit] = target.year
        out.append(target)
    return out


def places_named_once(found: Sequence[Target]) -> list[Target]:
    """The targets less groups of places that were counted before: "7 huyện nghèo có ...", later "7 huyện nghèo mỗi năm giảm 5%"."""
    known: set[tuple[float, str, str]] = set()
    out: list[Target] = []
    for target in found:
        group = (target.value, target.unit, " ".join(key(target.population or "").split()[:2]))
        if target.unit in PLACES and target.indicator == "other" and target.value > 1 and len(group[2].split()) == 2:
            if group in known:
                continue
            known.add(group)
        out.append(target)
    return out

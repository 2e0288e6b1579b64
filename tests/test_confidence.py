"""Confidence: signs, weights, what the fit may never do, and that it says what it means."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from papers import paper_of

from bench.confidence import Case, fit, unseen, written
from extract.confidence import AT_ODDS, LEAST, MOST, Model, Signs, model, rated
from extract.evaluation.matching import FAMILIES
from extract.evaluation.reliability import bins, error
from extract.model import Reading
from extract.patterns import targets

SOUND = "Giảm tỷ lệ hộ nghèo 2% (từ 9,5% xuống còn 7,5%)."
ODD = "Giảm tỷ lệ hộ nghèo 3% (từ 9,5% xuống còn 7,5%)."


def reading(text: str) -> Reading:
    made = paper_of(text)
    return Reading(made, targets=targets.find(made))


def confidences(text: str) -> dict[float, float]:
    return {target.value: target.confidence for target in rated(reading(text)).targets}


def test_figures_that_do_not_add_up_are_wrong_twice_as_likely() -> None:
    sound, odd = confidences(SOUND), confidences(ODD)
    assert 1 - odd[7.5] > 2 * (1 - sound[7.5]) and 1 - odd[3.0] > 2 * (1 - sound[2.0])


def test_only_the_figures_concerned_are_doubted() -> None:
    made = reading(f"{ODD}\nTạo việc làm mới cho 150 lao động.")
    signs = Signs(made)
    assert {t.value for t in made.targets if AT_ODDS in signs.of(t)} == {3.0, 7.5}


def test_the_column_of_a_table_whose_total_is_wrong_is_doubted() -> None:
    made = reading(SOUND)
    row = replace(made.targets[0], from_table=True, unit="household", rule="table: count", baseline_value=None)
    cells = tuple(
        replace(row, place=p, value=v, sentence=f"{p} Số hộ") for p, v in (("Xã Tả Phời", 40), ("Xã Hợp Thành", 25), ("Tổng cộng", 70))
    )
    signs = Signs(replace(made, targets=(*cells, *made.targets)))
    assert all(AT_ODDS in signs.of(cell) for cell in cells) and not any(AT_ODDS in signs.of(t) for t in made.targets)


def test_every_row_is_rated_and_nothing_else_changes() -> None:
    made = reading(SOUND)
    after = rated(made)
    assert [replace(t, confidence=0) for t in after.targets] == [replace(t, confidence=0) for t in made.targets]
    assert all(LEAST <= t.confidence <= MOST for t in (*after.targets, *after.paper.sections))


def test_confidence_is_never_nought_or_one() -> None:
    sure = Model({"targets": 40.0}, {"targets": {"bad": -90.0}})
    assert sure.of("targets", ["unheard of"]) == MOST and sure.of("targets", ["bad"]) == LEAST and sure.of("other", []) == 0.5


def test_the_weights_that_come_with_the_program_know_every_family() -> None:
    assert set(model().base) == set(FAMILIES) == set(model().weights)
    assert all(model().weights[name][AT_ODDS] <= -1 for name in ("targets", "table_targets"))


def made_up(seed: int) -> list[Case]:
    """Rows of twelve plans; a rule that fails every other time, one that fails once in ten; plans that rules were written by fail less."""
    draw = random.Random(seed)
    out = []
    for plan in range(12):
        held_out = plan < 5
        for _ in range(60):
            doubtful = draw.random() < 0.3
            share = (0.5 if doubtful else 0.9) if held_out else 0.98
            signs = frozenset({"rule a" if doubtful else "rule b"})
            out.append(Case(f"plan {plan}", held_out, "deadlines", signs, draw.random() < share, 1.0))
    return out


def test_a_fit_says_what_it_means_of_plans_never_seen() -> None:
    some = made_up(1)
    rows = [(confidence, right) for _, confidence, right in unseen(some)]
    wrong = error(bins(rows))
    assert wrong is not None and wrong < 0.1
    made = fit(some)
    assert made.of("deadlines", ["rule a"]) == pytest.approx(0.5, abs=0.1) and made.of("deadlines", ["rule b"]) == pytest.approx(
        0.9, abs=0.05
    )
    assert made == fit(some) and '"rule a"' in written(made, some)


def test_a_family_without_rows_or_without_a_wrong_one_stays_finite() -> None:
    right = [Case("a", True, "sections", frozenset({"rule numbered"}), True, 1.0)] * 40
    made = fit(right)
    assert 0.9 < made.of("sections", ["rule numbered"]) <= MOST and made.of("targets", []) == pytest.approx(0.5)

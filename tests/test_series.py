"""Like with like: which figures may stand on a line, what they are compared with, and that none is lost on the way."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web import easier, held, merged, outcomes, series

_NUMBER = iter(range(10**9))


def row(value: float = 5.0, year: int | None = 2023, **given: Any) -> dict[str, Any]:
    """A poverty rate of a whole province, level to be reached, unless told otherwise."""
    made = {
        "id": str(next(_NUMBER)), "plan_id": "a", "province": "Hòa Bình", "level": "province", "indicator": "poverty_rate",
        "unit": "percent", "value": value, "value_high": None, "year": year, "kind": "target", "status": "own", "measure": "level",
        "direction": None, "comparator": "eq", "per_year": 0, "population": None, "place": None, "standard": "2022-2025",
        "year_basis": "stated", "from_table": 0, "quote": "5%", "sentence": "Tỷ lệ hộ nghèo còn 5%", "period_start": 2023,
        "period_end": 2023, "issued": "2023-03-01", "baseline_value": None, "baseline_year": None, "since_2025": 0,
    }  # fmt: skip
    return made | given


def result(value: float, year: int, **given: Any) -> dict[str, Any]:
    return row(value, year, **{"kind": "baseline", "status": "result", "plan_id": "later", "issued": f"{year + 1}-03-01"} | given)


def place(one: dict[str, Any]) -> str:
    return str(one["province"])


any_row = st.builds(
    row,
    value=st.sampled_from([1.0, 2.0, 5.0]),
    year=st.sampled_from([None, 2021, 2022, 2023, 2025]),
    year_basis=st.sampled_from(["stated", "default", "heading"]),
    place=st.sampled_from([None, "Huyện Đà Bắc", "Toàn tỉnh"]),
    population=st.sampled_from([None, "hộ dân", "hộ nghèo Khmer"]),
    measure=st.sampled_from(["level", "change"]),
    per_year=st.sampled_from([0, 1]),
    kind=st.sampled_from(["target", "baseline"]),
    status=st.sampled_from(["own", "assigned", "result", "estimate", "need", None]),
    standard=st.sampled_from([None, "2016-2020", "2022-2025", "local"]),
    period_start=st.sampled_from([None, 2021, 2023]),
    from_table=st.sampled_from([0, 1]),
    indicator=st.sampled_from(["poverty_rate", "housing"]),
)


@given(st.lists(any_row, max_size=25))
def test_no_row_is_lost_or_doubled_and_each_says_why_it_is_off_the_line(rows: list[dict[str, Any]]) -> None:
    made = series.arranged(rows)
    lists = (made.line, made.bands, made.changes, made.results, made.assigned, made.totals, made.apart, made.off)
    assert sorted(one["id"] for found in lists for one in found) == sorted(one["id"] for one in rows)
    assert all(not one["off_chart"] for one in made.line)
    assert all(one["off_chart"] in series.WHY for found in lists[1:] for one in found)
    assert series.reasons(iter(rows)) == {one["id"]: one["off_chart"] for found in lists for one in found}
    for one in made.line:
        assert one["measure"] == "level" and one["year"] and one["year_basis"] != "default" and one["kind"] == "target"
        assert (one["place"] in (None, "Toàn tỉnh") and one["standard"] != "local") or one["indicator"] == "housing"


@given(st.lists(any_row, max_size=25))
def test_every_row_of_the_line_is_in_the_table_and_lines_never_join_two_standards(rows: list[dict[str, Any]]) -> None:
    line = series.arranged(rows).line
    groups = series.groups(line, place)
    shown = [one["id"] for group in groups for by_year in group.table.values() for found in by_year.values() for one in found]
    assert sorted(shown) == sorted(one["id"] for one in line)
    for group in groups:
        for before, after in zip(group.line, group.line[1:], strict=False):
            if before["value"] is not None and after["value"] is not None and before["series"] == after["series"]:
                assert after["year"] == before["year"] + 1


@pytest.mark.parametrize(
    ("why", "given"),
    [
        ("", {}),
        ("", {"sentence": "Tỷ lệ hộ nghèo toàn tỉnh còn 5%", "population": "hộ dân"}),
        ("", {"place": "TỔNG CỘNG", "from_table": 1}),
        ("", {"level": "district", "sentence": "Toàn huyện còn 5%; xã Tân Minh còn 9%"}),
        ("place", {"place": "Huyện Đà Bắc"}),
        ("place_named", {"sentence": "Tỷ lệ hộ nghèo toàn tỉnh giảm 1%, riêng huyện Đà Bắc còn 5%"}),
        ("place_named", {"sentence": "Tỷ lệ hộ nghèo của huyện Đà Bắc còn 5%"}),
        ("place_named", {"level": "district", "sentence": "Khối phường còn 5%"}),
        ("group", {"sentence": "Tỷ lệ hộ nghèo Khmer - Năm 2023", "from_table": 1}),
        ("group", {"population": "hộ nghèo dân tộc thiểu số"}),
        ("local_line", {"sentence": "Tỷ lệ hộ nghèo chuẩn thành phố - Năm 2023", "from_table": 1}),
        ("local_line", {"standard": "local"}),
        ("no_year", {"year": None}),
        ("year_default", {"year_basis": "default"}),
        ("assigned", {"status": "assigned"}),
        ("result", {"kind": "baseline", "status": "result"}),
        ("guess", {"kind": "baseline", "status": "estimate"}),
        ("change", {"measure": "change"}),
    ],
)  # fmt: skip
def test_why_a_figure_is_off_the_line(why: str, given: dict[str, Any]) -> None:
    assert series.off_chart(row(**given)) == why


def test_a_tables_total_stands_only_where_the_text_says_nothing() -> None:
    total = {"place": "Toàn tỉnh", "from_table": 1}
    both = series.arranged([row(10, comparator="lt"), row(9.98, **total)])
    assert [one["value"] for one in both.line] == [10] and [one["off_chart"] for one in both.totals] == ["total"]
    assert [one["value"] for one in series.arranged([row(9.98, **total)]).line] == [9.98]


def test_a_yearly_change_of_a_period_is_a_band_over_its_years() -> None:
    yearly = row(1, 2025, value_high=1.5, measure="change", unit="percentage_point", per_year=1, period_start=2021, period_end=2025)
    assert series.years_of(yearly) == (2021, 2025)
    assert series.arranged([yearly]).bands and not series.arranged([yearly]).changes
    assert series.years_of({**yearly, "year": 2030}) == (2026, 2030)
    assert series.years_of({**yearly, "per_year": 0}) == (2025, 2025)


def test_a_plan_of_several_years_is_found_for_a_year_within() -> None:
    several = row(5, 2025, period_start=2021, period_end=2025)
    assert series.in_year(several, 2023) and not series.in_year(several, 2026) and series.in_year(several, None)
    assert not series.in_year(row(5, 2024, period_start=2024, period_end=2024), 2023)
    yearly = row(1, 2025, measure="change", per_year=1, period_start=2022, period_end=2022)
    assert series.in_year(yearly, 2024) and not series.in_year(yearly, 2021)


def test_a_line_breaks_at_gaps_and_says_so_where_the_standard_changes() -> None:
    steps = list(series.line_of({2020: [row(4, 2020, standard="2016-2020")], 2021: [row(9, 2021)], 2023: [row(7, 2023)]}))
    assert [step.get("why") for step in steps] == [None, "standard", None, "gap", None]


def test_a_target_is_set_beside_the_result_of_a_later_paper_under_the_same_standard() -> None:
    target = row(10, 2023, comparator="lt")
    reached = outcomes.outcomes([target, {**target, "id": "again"}], [result(9.97, 2023)], place)
    assert [(one.met, one.difference) for one in reached] == [(True, -0.03)]
    assert outcomes.outcomes([target], [result(10, 2023)], place)[0].met is False
    missed = outcomes.outcomes([target], [result(9, 2023, standard="2016-2020")], place)[0]
    assert missed.result is None and missed.other and missed.met is None and missed.difference is None
    for unfit in (result(9, 2023, plan_id="a"), result(9, 2023, issued="2022-01-01"), result(9, 2022), result(9, 2023, province="Lào Cai")):
        found = outcomes.outcomes([target], [unfit], place)[0]
        assert found.result is None and found.other is None


def test_a_range_is_met_at_its_easier_end_and_what_is_better_may_be_unknown() -> None:
    assert outcomes.met(row(6.3, value_high=6.5), result(6.4, 2023)) is True
    assert outcomes.met(row(100, indicator="housing", unit="house"), result(90, 2023)) is None
    assert outcomes.met(row(100, indicator="housing", unit="house", direction="up"), result(90, 2023)) is False


def test_different_figures_for_one_year_are_listed_and_a_bound_does_not_contradict_what_keeps_to_it() -> None:
    found = outcomes.conflicts([result(5.8, 2022), result(1.5, 2022), result(7, 2021)], place)
    assert [(one.year, [r["value"] for r in one.rows]) for one in found] == [(2022, [5.8, 1.5])]
    assert outcomes.conflicts([row(10, comparator="lt"), row(9.98, plan_id="b")], place) == []
    assert outcomes.conflicts([row(10, comparator="lt"), row(10.5, plan_id="b")], place)
    assert outcomes.conflicts([result(5.8, 2022), result(9, 2022, standard="2016-2020")], place) == []
    assert outcomes.conflicts([row(60, indicator="housing", unit="house"), row(150, indicator="housing", unit="house")], place) == []


def test_who_set_an_easier_target_is_asked_within_one_standard_and_never_without_a_start() -> None:
    rows = [
        row(9, 2023),
        result(12, 2022),
        row(4, 2023, province="Lào Cai", baseline_value=5.0, baseline_year=2022),
        row(3, 2023, province="Sơn La"),
        result(6, 2022, province="Sơn La", standard="2016-2020"),
        row(2, 2023, province="Hà Nam", standard=None),
        row(1, 2023, province="Yên Bái", measure="change", unit="percentage_point", direction="down", value_high=1.5),
        result(10, 2022, province="Yên Bái"),
        row(8, 2023, status="assigned"),
    ]
    lists = easier.needed(series.arranged(rows), "percent", 2023, place)
    assert set(lists) == {("", ""), ("2022-2025", "")}
    ranked = easier.ordered(lists["2022-2025", ""], "percent")
    assert [(one.name, one.points, one.percent) for one in ranked] == [
        ("Yên Bái", 1, 10), ("Lào Cai", 1, 20), ("Hòa Bình", 3, 25), ("Sơn La", None, None)
    ]  # fmt: skip
    assert [one.why for one in ranked] == ["", "", "", "standard"]
    assert ranked[2].assigned and ranked[2].assigned["value"] == 8
    assert [one.name for one in easier.ordered(lists["2022-2025", ""], "place")] == ["Hòa Bình", "Lào Cai", "Sơn La", "Yên Bái"]


def test_a_start_that_papers_dispute_is_no_start() -> None:
    lists = easier.needed(series.arranged([row(9, 2023), result(12, 2022), result(13, 2022)]), "percent", 2023, place)
    assert lists["2022-2025", ""][0].start is None


def test_a_merged_rate_comes_from_households_and_only_where_every_part_has_both() -> None:
    def poor(number: float, province: str, **given: Any) -> dict[str, Any]:
        return result(number, 2023, province=province, indicator="poor_households", unit="household", **given)

    rates = [result(10, 2023, province="A"), result(2, 2023, province="B")]
    both = merged.merged(rates, [poor(1000, "A"), poor(800, "B")], {"AB": ["A", "B"]})
    assert [(one.rate, one.poor, one.lacking) for one in both] == [(pytest.approx(100 * 1800 / 50000), 1800, [])]
    for households in (
        [poor(1000, "A")],
        [poor(1000, "A"), poor(800, "B", standard="2016-2020")],
        [poor(1, "A"), poor(8, "B"), poor(9, "B")],
    ):
        found = merged.merged(rates, households, {"AB": ["A", "B"]})
        known = [one for one in found if one.standard == "2022-2025"]
        assert known and all(one.rate is None and "B" in one.lacking for one in known)


def test_a_province_of_today_is_not_taken_for_the_former_one_of_its_name() -> None:
    rates = [result(10, 2025, province="A", since_2025=1)]
    assert merged.merged(rates, [result(9, 2025, province="A", indicator="poor_households", unit="household")], {"A": ["A", "B"]}) == []


def test_a_bound_is_not_recomputed() -> None:
    rates = [result(10, 2023, province="A", comparator="lt")]
    poor = [result(100, 2023, province="A", indicator="poor_households", unit="household")]
    assert merged.merged(rates, poor, {"AB": ["A", "B"]}) == []


def test_places_without_a_figure_say_why() -> None:
    made = series.arranged([row(), row(province="B", place="Huyện X"), row(province="C", year_basis="default")])
    rows = [{"province": name, "periods": "2021-2023", "plans": 1, "narrower": 0} for name in "BCD"] + [
        {"province": "E", "periods": "2023-2023", "plans": 1, "narrower": 4},
        {"province": "Hòa Bình", "periods": "2023-2023", "plans": 2, "narrower": 0},
    ]
    found = held.held(rows, made, place, None)
    assert (found.answering, len(found.places), found.plans) == (1, 5, 6)
    assert found.silent == {"place": ["B", "E"], "year_default": ["C"], "no_indicator": ["D"]}
    off = held.off_by_year(made, place)
    assert [found.why(name, year, off) for name, year in (("B", 2023), ("D", 2022), ("D", 2030))] == ["place", "no_indicator", "no_plan"]
    assert held.held(rows, made, place, 2022).places.keys() == {"B", "C", "D"}

"""The model that tells what a silent quantity measures: what it may change and what not."""

from __future__ import annotations

from extract.patterns.indicator_model import SHARE, Around, of, signs, strengths, weighed
from extract.patterns.indicator_model import model as shipped
from extract.patterns.targets_indicator import Finding

SURE = Around(
    "mở lớp tập huấn cho ", " cán bộ giảm nghèo cấp xã", ("tập huấn",), "person", "cán bộ", ("mở lớp tập huấn cho ", " giảm nghèo cấp xã")
)


def test_signs_say_on_which_side_a_word_stands() -> None:
    told = signs(Around("giúp hộ ", " hộ sửa nhà, 3 hộ", ("nhà ở cho hộ",), "household", "hộ", ("giúp hộ ", " sửa nhà")))
    assert "before:giúp" in told["before"] and "after:sửa nhà" in told["after"] and "title:nhà ở" in told["title"]
    assert {"own:hộ #", "own:hộ sửa"} <= told["own"] and {"unit:household", "noun:hộ sửa"} <= told["unit"]
    assert "after:nhà hộ" not in told["after"]


def test_a_group_counts_as_much_with_many_words_as_with_few() -> None:
    short, long = (strengths(Around(left, "", (), "person")) for left in ("cho ", "mở rộng việc cho vay mới cho các hộ nghèo vay "))
    for one in (short, long):
        assert abs(sum(worth**2 for sign, worth in one.items() if sign.startswith("before:")) - SHARE["before"]) < 1e-9


def test_what_the_words_say_stands_unless_another_is_clearly_worth_more() -> None:
    said = Finding("information", "local")
    assert weighed(said, Around("in ", " tờ gấp", ("truyền thông",), "other", "tờ gấp", ("in ", ""))) is said


def test_what_is_taken_over_gives_way_to_a_clear_lead() -> None:
    assert weighed(Finding("housing", "none"), SURE).code == "capacity_building"
    assert weighed(Finding("poor_households", "none", "poor"), SURE).poverty is None


def test_without_a_word_it_knows_nothing_changes() -> None:
    said = Finding("other", "none")
    assert weighed(said, Around("", " xyz", (), "other")).code == "other"


def test_the_shipped_file_is_whole() -> None:
    made = shipped()
    assert len(made.codes) > 20 and made.weights.shape == (len(made.row), len(made.codes))
    assert of({"base": {"a": 10, "b": 20}, "signs": {"said:x": [0, 100]}}).best(Around("x", "", (), "y")) == "a"


def test_a_rate_of_poverty_is_left_to_the_rules() -> None:
    rate = Around("tỷ lệ hộ nghèo giảm còn ", " vào cuối năm", ("mục tiêu",), "percent", "%", ("tỷ lệ hộ nghèo giảm còn ", ""))
    assert shipped().best(rate) == "poverty_rate"
    assert weighed(Finding("near_poverty_rate", "none", "near"), rate).code == "near_poverty_rate"

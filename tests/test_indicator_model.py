"""The model that tells what a silent quantity measures: what it may change and what not."""

from __future__ import annotations

from extract.patterns.indicator_model import Around, of, signs, weighed
from extract.patterns.indicator_model import model as shipped
from extract.patterns.targets_indicator import Finding

SURE = Around("mở lớp tập huấn cho ", " cán bộ giảm nghèo cấp xã", ("tập huấn",), "person")


def test_signs_say_on_which_side_a_word_stands() -> None:
    told = signs(Around("giúp hộ ", " hộ sửa nhà, 3 hộ", ("nhà ở cho hộ",), "household"))
    assert {"before:giúp", "after:sửa nhà", "unit:household hộ", "title:nhà ở", "said:nhà"} <= told
    assert "after:nhà hộ" not in told


def test_what_the_words_say_stands_unless_the_lead_is_very_clear() -> None:
    said = Finding("information", "local")
    assert weighed(said, Around("in ", " tờ gấp", ("truyền thông",), "other")) is said


def test_what_is_taken_over_gives_way_to_a_clear_lead() -> None:
    assert weighed(Finding("housing", "none"), SURE).code == "capacity_building"
    assert weighed(Finding("poor_households", "none", "poor"), SURE).poverty is None


def test_without_a_word_it_knows_nothing_changes() -> None:
    said = Finding("other", "none")
    assert weighed(said, Around("", " xyz", (), "other")).code == "other"


def test_the_shipped_file_is_whole() -> None:
    made = shipped()
    assert len(made.codes) > 20 and made.weights.shape == (len(made.row), len(made.codes))
    assert of({"base": {"a": 0.1, "b": 0.2}, "signs": {"said:x": {"a": 1.0}}}).best(Around("x", "", (), "y"))[0] == "a"

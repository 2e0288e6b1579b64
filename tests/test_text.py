from hypothesis import given
from hypothesis import strategies as st

from extract.text import bare, key, normalise


@given(st.text())
def test_keys_are_as_long_as_the_text(text: str) -> None:
    stored = normalise(text)
    assert len(key(stored)) == len(stored) == len(bare(stored))


@given(st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


def test_both_places_of_a_tone_mark_are_one_key() -> None:
    assert key("HOÀ BÌNH, Uỷ ban, khoẻ") == key("Hòa Bình, Ủy ban, khỏe")
    assert key("quý III – hoàn thành") == "quý iii - hoàn thành"


def test_bare_loses_marks_only() -> None:
    assert bare("Phấn đấu đạt 100% Đường") == "phan dau dat 100% duong"


def test_invisible_characters_go_and_letters_stay() -> None:
    assert normalise("ho\u0323\u0302 nghe\u0300o\u200b\u00a0\ufeff2%") == "hộ nghèo 2%"

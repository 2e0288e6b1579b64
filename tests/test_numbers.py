"""Numbers as plans write them."""

import pytest

from extract.patterns.numbers import numbers, value_of
from extract.text import key


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("18.327", 18327),
        ("5,37", 5.37),
        ("06", 6),
        ("64.000", 64000),
        ("1.234.567,8", 1234567.8),
        ("12,500,000", 12500000),
        ("0.85", 0.85),
        ("l00", 100),
    ],
)
def test_value(printed: str, value: float) -> None:
    assert value_of(printed) == value


def test_the_unit_decides_what_the_shape_leaves_open() -> None:
    assert value_of("1,250", whole=True) == 1250
    assert value_of("1,250") == 1.25
    assert value_of("3.125", share=True) == 3.125


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Xã còn 1.234 hộ và 5,6% hộ cận nghèo", ["1.234", "5,6"]),
        ("theo Nghị quyết 30a và Mẫu 2b", []),
        ("mở 02 (hai) lớp", ["02"]),
        ("vốn 5.000.000đ", ["5.000.000"]),
        ("ngày 15/6/2021", []),
        ("đạt 1OO% số thôn", ["1oo"]),
    ],
)
def test_numbers_of_a_text(text: str, printed: list[str]) -> None:
    assert [n.printed for n in numbers(key(text))] == printed

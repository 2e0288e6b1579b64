from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from extract.sentences import sentences


def test_numbers_addresses_and_abbreviations_end_no_sentence() -> None:
    text = "Mở lớp tại TP. Huế cho 1.500 người. Xem trang vieclam.vidu.vn để biết. Sở Y tế báo cáo trước 15/6./."
    assert [span.of(text) for span in sentences(text)] == [
        "Mở lớp tại TP. Huế cho 1.500 người.",
        "Xem trang vieclam.vidu.vn để biết.",
        "Sở Y tế báo cáo trước 15/6./.",
    ]


@given(st.text())
def test_spans_are_in_order_and_within_the_text(text: str) -> None:
    found = sentences(text)
    assert all(0 <= span.start < span.end <= len(text) for span in found)
    assert all(a.end <= b.start for a, b in pairwise(found))

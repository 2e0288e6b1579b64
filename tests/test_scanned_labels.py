"""Labels that a scan misread or lost, mended by the paper's own count."""

from __future__ import annotations

from dataclasses import replace

import pytest
from papers import document

from extract.scanned_counts import Sign, counted
from extract.sections import sections
from extract.zones import zones

HEAD = """KẾ HOẠCH
Giảm nghèo năm 2019
Thực hiện Nghị quyết số 01/NQ-HĐND ngày 05/01/2019, Ủy ban nhân dân xã ban hành Kế hoạch như sau:
"""


def scanned(text: str) -> list[tuple[str | None, str, int]]:
    """Labels, titles and levels of a paper's headings as a scan gives them."""
    doc = document(HEAD + text)
    doc = replace(doc, parsed=replace(doc.parsed, ocr=1.0))
    return [(s.label, s.title, s.level) for s in sections(doc, zones(doc)) if s.label]


@pytest.mark.parametrize(
    "labels",
    [
        ("L", "II.", "HI.", "IV."),
        ("I.", "H.", "III.", "IV."),
        ("I.", "II.", "II.", "IV."),
        ("U.", "I/", "II.", "IV."),
        ("I.", "~ |", "III.", "IV."),
        ("I/", "I/", "II/", "IV/"),
        ("I.", "II.", "I.", "IV."),
        ("1.", "H.", "IH.", "IV."),
        ("I.", "II.", "IIL", "V."),
    ],
)
def test_roman_numbers_are_what_their_count_says(labels: tuple[str, ...]) -> None:
    titles = ("KẾT QUẢ NĂM 2018", "MỤC TIÊU NĂM 2019", "NHIỆM VỤ, GIẢI PHÁP", "TỔ CHỨC THỰC HIỆN")
    found = scanned("".join(f"{label} {title}\nRà soát các hộ.\n" for label, title in zip(labels, titles, strict=True)))
    assert [(label.strip("./") if label else None, title, level) for label, title, level in found] == [
        (number, title, 1) for number, title in zip(("I", "II", "III", "IV"), titles, strict=True)
    ]


def test_a_count_that_begins_again_in_every_part_stays() -> None:
    text = "PHẦN I. KẾT QUẢ\nI. Nghèo\nGiảm.\nII. Nhà ở\nXây.\nPHẦNI. KẾ HOẠCH\nI. Nghèo\nGiảm.\nI. Nhà ở\nXây.\nII. Nước\nCấp.\n"
    labels = ["PHẦN I.", "I.", "II.", "PHẦN II.", "I.", "II.", "III."]
    assert [label for label, _, _ in scanned(text)] == labels


def test_capital_letters_in_their_count_are_no_roman_numbers() -> None:
    text = "".join(
        f"{letter}. {title}\nRà soát.\n" for letter, title in zip("ABCD", ("KẾT QUẢ", "MỤC TIÊU", "NHIỆM VỤ", "KINH PHÍ"), strict=True)
    )
    assert [label for label, _, _ in scanned(text)] == ["A.", "B.", "C.", "D."]


def test_a_long_count_is_read_in_time_that_grows_with_it() -> None:
    assert len(counted([Sign("i", otherwise=1.0)] * 3000)) == 3000


def test_a_decimal_between_two_of_a_count_is_the_one_wanting() -> None:
    found = scanned("2. Chỉ tiêu\n2.1. Nghèo\nGiảm.\n2.0. Nhà ở\nXây.\n2.3. Nước\nCấp.\n")
    assert [label for label, _, _ in found] == ["2.", "2.1.", "2.2.", "2.3."]


def test_typed_papers_keep_what_they_print() -> None:
    doc = document(HEAD + "I. MỤC TIÊU\nGiảm.\nII. NHIỆM VỤ\nLàm.\nII. KINH PHÍ\nChi.\n")
    assert [s.label for s in sections(doc, zones(doc))] == ["I.", "II.", "II."]

"""Labels that a scan misread or lost, mended by the paper's own count."""

from __future__ import annotations

from dataclasses import replace

import pytest
from papers import document

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
    ],
)
def test_roman_numbers_are_what_their_count_says(labels: tuple[str, ...]) -> None:
    titles = ("KẾT QUẢ NĂM 2018", "MỤC TIÊU NĂM 2019", "NHIỆM VỤ, GIẢI PHÁP", "TỔ CHỨC THỰC HIỆN")
    found = scanned("".join(f"{label} {title}\nRà soát các hộ.\n" for label, title in zip(labels, titles, strict=True)))
    assert [(label.strip("./") if label else None, title, level) for label, title, level in found] == [
        (number, title, 1) for number, title in zip(("I", "II", "III", "IV"), titles, strict=True)
    ]


def test_a_decimal_between_two_of_a_count_is_the_one_wanting() -> None:
    found = scanned("2. Chỉ tiêu\n2.1. Nghèo\nGiảm.\n2.0. Nhà ở\nXây.\n2.3. Nước\nCấp.\n")
    assert [label for label, _, _ in found] == ["2.", "2.1.", "2.2.", "2.3."]


def test_typed_papers_keep_what_they_print() -> None:
    doc = document(HEAD + "I. MỤC TIÊU\nGiảm.\nII. NHIỆM VỤ\nLàm.\nII. KINH PHÍ\nChi.\n")
    assert [s.label for s in sections(doc, zones(doc))] == ["I.", "II.", "II."]

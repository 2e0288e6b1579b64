"""The number of a scanned paper of which OCR was not sure."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from extract.model import Box
from extract.parsers import ocr, ocr_again
from extract.parsers.printed_lines import SURE, Word

PAGE = Image.new("L", (1654, 2339), 245)
SCALE = 72 / 200
PLAN = next((Path(__file__).parents[1] / "corpus" / "plans").glob("**/hoa-binh-2023.pdf"))


def word(text: str, sure: float, x: float = 100) -> Word:
    return Word(text, Box(1, x, 100, x + 7 * len(text), 112), confidence=sure)


@pytest.mark.parametrize(
    ("readings", "sure"),
    [
        ([("17/KH-UBND", 0.92), ("17/KH-UBND", 0.7)], 0.92),
        ([("17/KH-UBND", 0.92), ("11/KH-UBND", 0.95)], 0.6),
        ([("17/KH-UBND", 0.7), ("17/KH-UBND", 0.75)], 0.75),
        ([("", 0.9), ("17/KH-UBND", 0.95)], 0.6),
    ],
)
def test_a_number_is_as_sure_as_its_surest_reading_where_all_agree(
    readings: list[tuple[str, float]], sure: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = iter(readings)

    def block(_image: Image.Image, _page: int, _scale: float) -> list[list[Word]]:
        text, confidence = next(told)
        return [[word(text, confidence)]] if text else []

    monkeypatch.setattr(ocr, "read_block", block)
    (row,) = ocr_again.confirmed(PAGE, [[word("Số:", 0.96, 70), word("17/KH-UBND", 0.6)]], SCALE)
    assert [(w.text, w.confidence) for w in row] == [("Số:", 0.96), ("17/KH-UBND", sure)]


@pytest.mark.parametrize("text", ["4†", "/KH-UBND", "30/2020"])
def test_what_is_no_printed_number_is_not_read_again(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "read_block", None)
    rows = [[word("Số:", 0.96, 70), word(text, 0.5)], [word("Quyết", 0.9), word("17/KH-UBND", 0.5)]]
    assert ocr_again.confirmed(PAGE, rows, SCALE) == rows


@pytest.mark.skipif(not ocr.ready(), reason="Tesseract with Vietnamese data is not installed")
def test_a_printed_number_is_read_again_where_it_stands() -> None:
    with pypdfium2.PdfDocument(PLAN) as plan:
        picture = plan[0].render(scale=200 / 72).to_pil().convert("L")
    rows = ocr.read_image(picture, 1, SCALE)
    doubted = [[Word(w.text, w.box, w.bold, 0.5) for w in row] for row in rows]
    ((number,),) = [
        [w for w in row if ocr_again.NUMBER.match(w.text.lower())]
        for row in ocr_again.confirmed(picture, doubted, SCALE)[:8]
        if row[0].text == "Số:"
    ]
    assert (number.confidence or 0) >= SURE

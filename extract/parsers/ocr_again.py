"""A paper's own number on a scan, read again where OCR was not sure of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import median
from typing import TYPE_CHECKING, Final

from PIL.Image import Resampling, new

from extract.parsers import ocr
from extract.parsers.printed_lines import SURE, Word
from extract.patterns.pattern import pattern
from extract.text import key

if TYPE_CHECKING:
    from PIL.Image import Image

NUMBER = pattern(
    "own number as one printed word",
    catches={"187/QĐ-UBND": "187/qđ", "12-KH/TU": "12-kh/", "07/2019/QĐ-UBND": "07/2019/qđ"},
    misses=("/KH-UBND", "4†/CT-UBND", "30/2020", "02/9/2016"),
    regex=r"\A\d{1,5}(?:/\d{4})?(?:/[a-zđ]{2}|-[a-zđ]{2,5}/)",
)
_SCALES: Final = (1.5, 2.0)
_MARGIN: Final = 6  # pixels around a word
_PAPER: Final = 20  # pixels of blank paper around that
_HEAD: Final = 8  # printed lines above which a paper's number stands


def confirmed(image: Image, rows: Sequence[list[Word]], points_per_pixel: float) -> list[list[Word]]:
    """`rows` of the first page, the number that stands behind "Số:" with more confidence where both readings of it, magnified, say the
    same and one of them is sure. A number put there by hand is read in another way each time. Raises extract.parsers.ocr.OcrFailed."""
    out = [list(row) for row in rows]
    for row in out[:_HEAD]:
        if not key(row[0].text).startswith(("số", "sô", "só", "so")):
            continue
        for at, word in enumerate(row[:3]):
            if word.confidence is not None and word.confidence < SURE and NUMBER.match(key(word.text)):
                row[at] = replace(word, confidence=_read_again(image, word, points_per_pixel))
    return out


def _read_again(image: Image, word: Word, scale: float) -> float:
    """The confidence of `word` when it is read in two more sizes: that of the surer reading, its own where a reading differs."""
    box = word.box
    left, top, right, bottom = (round(edge / scale) for edge in (box.x0, box.top, box.x1, box.bottom))
    crop = image.crop((left - _MARGIN, top - _MARGIN, right + _MARGIN, bottom + _MARGIN))
    best = own = word.confidence or 0.0
    for times in _SCALES:
        large = crop.resize((round(crop.width * times), round(crop.height * times)), Resampling.LANCZOS)
        sheet = new("L", (large.width + 2 * _PAPER, large.height + 2 * _PAPER), int(median(crop.tobytes())))
        sheet.paste(large, (_PAPER, _PAPER))
        words = [found for line in ocr.read_block(sheet, box.page, scale) for found in line]
        if [found.text for found in words] != [word.text]:
            return own
        best = max(best, words[0].confidence or 0.0)
    return best

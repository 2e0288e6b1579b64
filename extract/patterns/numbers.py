"""Numbers as Vietnamese plans write them: "18.327", "5,37%", "06%", "64.000 tỷ đồng", "1,5 - 2%", "02 (hai) mô hình", "l00%".

A point parts thousands and a comma decimals; typists mix the two, so a figure is read by its shape first and by its unit second.
Offsets are half-open characters of the text that was searched.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.patterns.pattern import pattern

NUMBER = pattern(
    "number",
    catches={
        "Toàn huyện còn 18.327 hộ nghèo": "18.327",
        "giảm 5,37% so với cùng kỳ": "5,37",
        "đạt l00% kế hoạch": "l00",
        "đạt 1OO % số xã": "1oo",
        "vốn 1.234.567,8 triệu đồng": "1.234.567,8",
        "dự toán 12,500,000 đồng": "12,500,000",
        "giảm 0.85% mỗi năm": "0.85",
        "còn 1, 94%": "1, 94",
    },
    misses=("theo Nghị quyết 30a", "mục I.2a", "không có con số nào"),
    regex=r"""
    (?<![\w.,]) (?<![\d·]/)
    (?> \d{1,3} (?:\.\d{3}){1,4} (?:,\d{1,4})? (?!\d)
      | \d{1,3} (?:,\d{3}){2,4} (?:\.\d{1,4})? (?!\d)
      | [l1i|][0o]{2} (?=\s?%)
      | \d{1,2},\s\d{1,2} (?=\s?%)
      | \d{1,12} (?:[.,]\d{1,4})? (?!\d)
    )
    (?! [a-ck] (?!\w) ) (?! /\d )
    """,
)

# "02 (hai) mô hình": the figure repeated in words before its unit.
IN_WORDS = pattern(
    "number in words",
    catches={" (hai) mô hình": " (hai)", " (mười lăm) hộ": " (mười lăm)"},
    misses=(" (có danh sách)", " hai mô hình"),
    regex=r"""\s?\( (?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mươi|linh|trăm|nghìn|ngàn|lăm|mốt|\s){1,12} \)""",
)

_OCR = str.maketrans("li|o", "1110")


@dataclass(frozen=True, slots=True)
class Number:
    """A figure at `start`..`end` of the text; `printed` as it stands there (keyed)."""

    start: int
    end: int
    printed: str

    def value(self, *, whole: bool = False, share: bool = False) -> float:
        return value_of(self.printed, whole=whole, share=share)


def numbers(key: str) -> list[Number]:
    """All figures in a keyed text, in order.

    >>> [n.value() for n in numbers("từ 1.250 hộ, 5,37% còn 06%")]
    [1250.0, 5.37, 6.0]
    """
    return [Number(m.start(), m.end(), m.group()) for m in NUMBER.finditer(key)]


def value_of(printed: str, *, whole: bool = False, share: bool = False) -> float:
    """The value of a figure. `whole`: its unit is counted in whole pieces, so "1,250" is 1250; `share`: it is a rate,
    so "3.125" is 3.125.

    >>> value_of("1.250"), value_of("1,25"), value_of("1,250", whole=True), value_of("3.125", share=True), value_of("0.125")
    (1250.0, 1.25, 1250.0, 3.125, 0.125)
    """
    figure = printed.replace(" ", "").translate(_OCR) if re.match(r"[li|1][0o]{2}$", printed) else printed.replace(" ", "")
    if figure.count(",") > 1:
        return float(figure.replace(",", ""))
    if "," in figure and "." in figure:
        return float(figure.replace(".", "").replace(",", ".")) if figure.rfind(",") > figure.rfind(".") else float(figure.replace(",", ""))
    if "," in figure:
        thousands = whole and not figure.startswith("0") and len(figure.rsplit(",", 1)[1]) == 3
        return float(figure.replace(",", "" if thousands else "."))
    grouped = figure.count(".") > 1 or (figure.count(".") == 1 and len(figure.rsplit(".", 1)[1]) == 3)
    if grouped and not figure.startswith("0") and not (share and figure.count(".") == 1):
        return float(figure.replace(".", ""))
    return float(figure) if figure.count(".") < 2 else float(figure.replace(".", ""))

"""Words of time as scans misread them and as some provinces spell them, brought to one spelling of the same length."""

from __future__ import annotations

import re

from extract.patterns.pattern import pattern
from extract.text import key

MISREAD = pattern(
    "misread word of time",
    catches={
        "nộp trưóc ngày 5/4": "trưóc",
        "xong truớc 30/6": "truớc",
        "chậm nhứt ngày 9/8": "nhứt",
        "trong thảng 7/2020": "thảng",
        "cuối nãm 2023": "nãm",
        "hẳng tuần": "hẳng",
    },
    misses=("trước ngày 5/4", "chậm nhất", "tháng 7", "nam giới", "thang máy"),
    regex=r"""(?<!\w)(?:(?P<before>trưóc|truớc|trươc|truóc|trưởc|trướe|trưỡc|trưốc)|(?P<most>nhứt|nhât)|(?P<month>(?:thảng|thàng|thâng)(?=\s[\dlo]))
        |(?P<year>(?:nãm|nàm|nám|nầm)(?=\s(?:19|20)\d))|(?P<every>(?:hẳng|hắng|hăng|hẵng)(?=\s(?:ngày|tuần|tháng|quý|năm)))|(?P<day>(?:ngảy|ngàv|ngầy)(?=\s[\dlo]))
        |(?P<until>(?:đên|dến|đển)(?=\s(?:ngày|hết|cuối|năm|tháng|quý|\d))))(?!\w)""",
)
_RIGHT = {
    "before": "trước",
    "most": "nhất",
    "month": "tháng",
    "year": "năm",
    "every": "hằng",
    "day": "ngày",
    "until": "đến",
}


def mended(folded: str) -> str:
    """A text, or its key, with those words put right; every character stays where it was.

    >>> mended("xong trưóc ngày 5/4")
    'xong trước ngày 5/4'
    """
    found = list(MISREAD.finditer(key(folded)))
    for m in found:
        folded = folded[: m.start()] + _right(m) + folded[m.end() :]
    return folded


def _right(m: re.Match[str]) -> str:
    return _RIGHT[str(m.lastgroup)]

"""The two columns at the head and the foot of an administrative document, which are no table of data.

Decree 30/2020/NĐ-CP (annex I), as Circular 01/2011/TT-BNV before it: above, the agency with the number at the left and the national
motto with place and date at the right; below, the recipients at the left and the signature at the right.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from extract.parsers.paragraphs import Printed
from extract.patterns.pattern import pattern
from extract.text import key

_FRAME = pattern(
    "parser.frame",
    catches={
        "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM": "cộng hòa xã hội chủ nghĩa",
        "Độc lập - Tự do - Hạnh phúc": "độc lập - tự do",
        "Nơi nhận:": "nơi nhận",
        "TM. ỦY BAN NHÂN DÂN": "tm. ủy ban",
        "KT. CHỦ TỊCH": "kt. chủ",
    },
    misses=("Đơn vị nhận hỗ trợ", "Các hộ độc lập về kinh tế"),
    regex=r"""cộng\ hòa\ xã\ hội\ chủ\ nghĩa | độc\ lập\ ?-\ ?tự\ do | ^nơi\ nhận
    | ^(?:tm|kt|tl|tuq|q)\.\ ?(?:ủy\ ban|ubnd|chủ|ban|giám|trưởng)""",
)
_RIGHT = pattern(
    "parser.right_column",
    catches={
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM": "cộng hòa xã hội",
        "Phú Yên, ngày 12 tháng 4 năm 2022": "phú yên, ngày 12",
        "KT. CHỦ TỊCH": "kt.",
        "PHÓ CHỦ TỊCH": "phó chủ tịch",
    },
    misses=("Hoàn thành trước ngày 12 tháng 4", "Đoàn chủ tịch Hội Nông dân"),
    regex=r"""^(?:cộng\ hòa\ xã\ hội | độc\ lập\ ?-\ ?tự\ do | (?:tm|kt|tl|tuq)\. | (?:phó\ )?chủ\ tịch$
    | [^,\d]{2,40},\ ?ngày(?:\ \d{1,2}|\ ?[.…]|\ +tháng))""",
)


def is_frame(text: str) -> bool:
    """Whether a cell's or line's `text` belongs to the head or foot of a document.

    >>> is_frame("Nơi nhận:"), is_frame("Nơi ở")
    (True, False)
    """
    return _FRAME.search(key(text)) is not None


def columns(line: str) -> tuple[str, str] | None:
    """Left and right of a line whose two columns are parted by a tab or by three or more spaces, null where it has no such columns.

    >>> columns("ỦY BAN NHÂN DÂN\\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    ('ỦY BAN NHÂN DÂN', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM')
    """
    parts = [part.strip() for part in line.strip().replace("\t", "   ").split("   ") if part.strip()]
    if len(parts) == 2 and (_RIGHT.search(key(parts[1])) or is_frame(parts[0])):
        return parts[0], parts[1]
    return None


def in_columns(lines: Iterable[Printed]) -> Iterator[Printed]:
    """`lines` with each run of two-column lines put in order: the left column, then the right one."""
    right: list[Printed] = []
    for line in lines:
        pair = columns(line.text)
        if pair is None:
            if line.text.strip() and not line.text.startswith("-"):  # "- Lưu: VT." still belongs to the recipients at the left
                yield from right
                right = []
            yield line
        else:
            yield replace(line, text=pair[0])
            right.append(replace(line, text=pair[1]))
    yield from right

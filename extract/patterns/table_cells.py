"""The figure of a table's cell: "3,17", "1.090", "≥ 95%", "1,5 - 2", "10 mô hình"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.model import Comparator
from extract.patterns.numbers import value_of
from extract.patterns.pattern import pattern
from extract.patterns.targets_units import Unit, unit_after
from extract.text import bare, key

_FIGURE = r"(?>\d{1,3}(?:[.\s]\d{3}){1,4}(?:,\d{1,4})?(?!\d)|\d{1,3}(?:,\d{3}){2,4}(?:\.\d{1,2})?(?!\d)|\d{1,12}(?:[.,]\d{1,4})?(?!\d))"
CELL = pattern(
    "cell of a figure alone",
    catches={
        "3,17": "3,17",
        "1.090": "1.090",
        "≥ 95%": "≥ 95%",
        "trên 90 %": "trên 90 %",
        "1,5 - 2": "1,5 - 2",
        "giảm 0,25": "giảm 0,25",
        "-0,5": "-0,5",
        "12 hộ": "12 hộ",
        "từ 85% trở lên": "từ 85% trở lên",
        "12 345": "12 345",
        "41/58": "41/58",
        "1.300 trở lên": "1.300 trở lên",
    },
    misses=("-", "", "Thôn 5", "15/6/2021", "trước 30/6", "Quyết định 12", "100% xã có đường"),
    regex=rf"""^ \s* (?: (?P<ge>≥|>=|tối\ thiểu|ít\ nhất|không\ dưới) | (?P<le>≤|<=|tối\ đa|không\ quá) | (?P<gt>>|trên|hơn|vượt)
          | (?P<lt><|dưới) | (?P<about>khoảng|~|gần|từ) | còn | đạt )? \s?
        (?P<verb>giảm|tăng|còn|đạt|\+|-)? \s? (?P<first>{_FIGURE}) (?: (?:\s?%)?\s?(?:-
          |đến)\s? (?P<second>{_FIGURE}) | \s?/\s?(?P<of>\d{{1,5}})(?!\d|/) )?
        (?P<unit> \s? (?:%|(?!trở\ )[a-zđà-ỹ][a-zđà-ỹ\ ]{{1,18}}) )? (?P<more>(?<=[\s%])trở\ lên|\ trở\ lên)?
        (?: \s?/\s?(?:năm|người|hộ|tháng) ){{0,2}} \s? [.;]? $""",
)
_COMPARATORS = {"ge": Comparator.GE, "le": Comparator.LE, "gt": Comparator.GT, "lt": Comparator.LT, "about": Comparator.ABOUT}


@dataclass(frozen=True, slots=True)
class Figure:
    """A cell's value; `unit` where the cell names it itself, `verb` ("giảm", "-") where it says the direction."""

    value: float
    high: float | None
    comparator: Comparator
    printed: str
    verb: str
    unit: Unit | None


def figure(text: str, unit: str, *, commas_part_thousands: bool = False) -> Figure | None:
    """The figure of a cell whose column counts in `unit`, or None where the cell is no figure.

    >>> figure("2,45%", "percent").value, figure("3.128", "household").value, figure("-", "household")
    (2.45, 3128.0, None)
    """
    keyed = key(text)
    match = CELL.match(keyed)
    if match is None or not _is_share(match):
        return None
    own = unit_after(keyed, bare(text), match.start("unit")) if match["unit"] else None
    if match["unit"] and (own is None or own.end < match.end("unit") - len(" nghèo") - 4):
        return None
    code = own.code if own else unit
    whole = own.whole if own else code not in ("percent", "percentage_point", "vnd", "times", "other", "")
    share = code in ("percent", "percentage_point")
    values = [
        value_of(match[name], whole=whole or (commas_part_thousands and not share), share=share)
        for name in ("first", "second")
        if match[name]
    ]
    compared = next((_COMPARATORS[name] for name in _COMPARATORS if match[name]), Comparator.EQ)
    if match["about"] == "từ":
        compared = Comparator.EQ
    if match["more"] or "trở lên" in (match["unit"] or ""):
        compared = Comparator.GE
    printed = text[match.start("first") : match.end("second" if match["second"] else "first")]
    return Figure(values[0], values[1] if len(values) > 1 else None, compared, printed, match["verb"] or "", own)


def is_figure(text: str) -> bool:
    """Whether a cell holds a figure and nothing else."""
    match = CELL.match(key(text))
    return match is not None and _is_share(match)


def _is_share(match: re.Match[str]) -> bool:
    """Whether "41/58" is so many of so many, and no day of a month ("30/6")."""
    return match["of"] is None or (match["first"].isdigit() and int(match["first"]) <= int(match["of"]))

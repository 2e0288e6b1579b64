"""Labels that a scan misread or lost: "HI." for "III.", "L" for "I.", a heading in capitals between "I." and "III.".

The paper's own count decides: a reading is mended only where the number that comes out is the one that the count expects.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extract.labels import RANK, Label, roman
from extract.model import Document
from extract.patterns.pattern import pattern
from extract.section_levels import HeadingLine
from extract.text import key

_MISREAD = pattern(
    "label_misread",
    catches={
        "HI. NHIỆM VỤ, GIẢI PHÁP": "hi. ",
        "L MỤC TIÊU": "l ",
        "IIL TỔ CHỨC THỰC HIỆN": "iil ",
        "II, KINH PHÍ": "ii, ",
        "VỊ. CHẾ ĐỘ BÁO CÁO": "vị. ",
        "- H. KẾT QUẢ": "- h. ",
    },
    misses=("Hỗ trợ nhà ở", "ĐẶC ĐIỂM", "HIỆN TRẠNG", "Tỷ lệ hộ nghèo"),
    regex=r"\A[^\w\s]{0,3}\s?(?P<number>[ivxlhtuịíìĩ1|\]]{1,6})(?:\s?[.,:/)]{1,2}\s{0,3}|\s{1,3})(?=[^\W\d_]{2})",
)
_DIRT = pattern(
    "label_dirt",
    catches={"—_Œ. NHIỆM VỤ": "—_œ. ", "~ | KẾT QUẢ": "~ | "},
    misses=("NHIỆM VỤ, GIẢI PHÁP", "B. NỘI DUNG", "A KẾT QUẢ"),
    regex=r"\A(?:[^\w\s]|_){1,4}\s?(?:[^\W\d_]{1,2}[.,]\s?|[^\w\s]\s){0,2}",
)
_READ_AS = str.maketrans({"h": "ii", "u": "ii", "l": "i", "t": "i", "1": "i", "|": "i", "]": "i", "ị": "i", "í": "i", "ì": "i", "ĩ": "i"})
_COUNTED = ("roman", "upper")
_NUMERALS = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
_ALPHABET = " ABCDĐEGHIKLMNOPQRSTUVXY"
_LONGEST = 160
_FEW = 3


def mended(document: Document, body: Sequence[int], lines: Sequence[HeadingLine]) -> list[HeadingLine]:
    """The labelled `lines` of a scanned `document` with what the count of its roman numbers and capital letters tells to be misread or
    lost. `body`: the blocks that may be headings."""
    known = {line.block: line for line in lines}
    placed = _by_place(document, body, known)
    return _decimals(placed or _recounted(_filled(document, body, _misread(document, body, known))))


def _by_place(document: Document, body: Sequence[int], known: dict[int, HeadingLine]) -> list[HeadingLine]:
    """All labelled lines, where the headings in capitals are counted by roman numbers from the first to the last and as many stand
    there as the last says: then each has the number of its place ("U.", "I/", "II.", "IV/." are I to IV). Else none."""
    found = [(block, match) for block in body if (match := _in_count(document.blocks[block].text))]
    last = known.get(found[-1][0]) if found else None
    if len(found) < _FEW or last is None or last.label.style != "roman" or last.label.number != len(found):
        return []
    out = {line.block: line for line in known.values()}
    for at, (block, match) in enumerate(found, 1):
        out[block] = HeadingLine(block, Label(f"{_NUMERALS[at]}{last.label.mark}", "roman", (at,), last.label.mark, match.end()), True)
    return [out[block] for block in sorted(out)]


def _in_count(text: str) -> re.Match[str] | None:
    match = _MISREAD.match(key(text[:40]))
    title = text[match.end() :] if match else ""
    return match if match and title.isupper() and len(text) <= _LONGEST and text[match.start("number") :][:1] not in "ivxlhtu" else None


def _misread(document: Document, body: Sequence[int], known: dict[int, HeadingLine]) -> list[HeadingLine]:
    """Lines whose misread number is the next one of the roman count, put among the others."""
    out: list[HeadingLine] = []
    count = 0
    for block in body:
        line = known.get(block)
        other = _as_roman(document.blocks[block].text, count + 1, strict=line is None)
        if line and line.label.style == "roman":
            count = line.label.number
        elif other and (line is None or _out_of_count(line, out)):
            line, count = HeadingLine(block, other, True), other.number
        if line:
            out.append(line)
    return out


def _as_roman(text: str, expected: int, strict: bool) -> Label | None:
    """The roman label that `text` opens with where it can be read as `expected`; `strict`: its title must be in capitals."""
    match = _MISREAD.match(key(text[:40]))
    if not match or len(text) > _LONGEST or expected >= len(_NUMERALS):
        return None
    if not text[match.start("number")].isupper() and text[match.start("number")] not in "1|]":
        return None
    title = text[match.end() :]
    if strict and not title.isupper():
        return None
    value = roman(match["number"].translate(_READ_AS))
    if value != expected:
        return None
    return Label(f"{_NUMERALS[expected]}.", "roman", (expected,), ".", match.end())


def _out_of_count(line: HeadingLine, before: Sequence[HeadingLine]) -> bool:
    """Whether what was read as a capital letter ("H.") goes on in no count of letters before it."""
    name = line.label
    return name.style == "upper" and not any(b.label.style == "upper" and b.label.number + 1 == name.number for b in before)


def _filled(document: Document, body: Sequence[int], lines: list[HeadingLine]) -> list[HeadingLine]:
    """Where one number is wanting in an outer count and one line in capitals stands where it should be, that line has it."""
    out = list(lines)
    for style in _COUNTED:
        same = [line for line in lines if line.label.style == style]
        first = [(None, same[0])] if same and same[0].label.number == 2 else []
        for before, after in [*first, *pairwise(same)]:
            wanted = after.label.number - 1
            if wanted - 1 != (before.label.number if before else 0):
                continue
            taken = {line.block for line in out}
            begin = before.block if before else -1
            free = [b for b in body if begin < b < after.block and b not in taken and _in_capitals(document.blocks[b].text)]
            outer = [line for line in lines if free and free[0] < line.block < after.block and RANK[line.label.style] < RANK[style]]
            if len(free) == 1 and not outer:
                text = document.blocks[free[0]].text
                dirt = _DIRT.match(key(text))
                sign = _NUMERALS[wanted] if style == "roman" else _ALPHABET[wanted]
                out.append(HeadingLine(free[0], Label(f"{sign}.", style, (wanted,), ".", dirt.end() if dirt else 0), True))
    return sorted(out, key=lambda line: line.block)


def _decimals(lines: list[HeadingLine]) -> list[HeadingLine]:
    """ "5.4.", "5.0.", "5.6.": the one between two of a count is the number that is wanting there."""
    out = list(lines)
    places = [i for i, line in enumerate(lines) if line.label.style == "decimal"]
    for before, this, after in zip(places, places[1:], places[2:], strict=False):
        first, last = out[before].label.numbers, out[after].label.numbers
        between = (*first[:-1], first[-1] + 1)
        same = len(first) == len(last) == len(out[this].label.numbers)
        if same and last == (*first[:-1], first[-1] + 2) and out[this].label.numbers != between:
            text = ".".join(map(str, between)) + "."
            out[this] = replace(out[this], label=replace(out[this].label, text=text, numbers=between))
    return out


def _in_capitals(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= 8 and len(text) <= _LONGEST and all(c.isupper() for c in letters)


def _recounted(lines: list[HeadingLine]) -> list[HeadingLine]:
    """A roman number that stands twice ("II.", "II.") was misread the second time, unless the count goes on without a gap."""
    out = list(lines)
    places = [i for i, line in enumerate(lines) if line.label.style == "roman"]
    for before, this, after in zip(places, places[1:], [*places[2:], None], strict=False):
        number = out[before].label.number
        goes_on = after is not None and out[after].label.number == number + 1
        if out[this].label.number == number > 1 and not goes_on:
            text = re.sub(r"[IVX]+", _NUMERALS[min(number + 1, 15)], out[this].label.text, count=1)
            out[this] = replace(out[this], label=replace(out[this].label, text=text, numbers=(number + 1,)))
    return out

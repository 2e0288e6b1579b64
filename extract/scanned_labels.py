"""Labels that a scan misread or lost: "HI." for "III.", "L" for "I.", a heading in capitals between "I." and "III.".

The paper's own count decides: a reading is mended only where the number that comes out is the one that the count expects.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extract.labels import RANK, Label
from extract.model import Document
from extract.patterns.pattern import pattern
from extract.scanned_counts import NUMERALS, Sign, counted
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
        "V.'TỔ CHỨC THỰC HIỆN": "v.'",
    },
    misses=("Hỗ trợ nhà ở", "ĐẶC ĐIỂM", "HIỆN TRẠNG", "Tỷ lệ hộ nghèo"),
    regex=r"\A[^\w\s]{0,3}\s?(?P<number>[ivxlhtuịíìĩ1|\]]{1,6})(?:\s?[.,:/)]{1,2}[\s'’‘`]{0,3}|\s{1,3})(?=[^\W\d_]{2})",
)
_DIRT = pattern(
    "label_dirt",
    catches={"—_Œ. NHIỆM VỤ": "—_œ. ", "~ | KẾT QUẢ": "~ | "},
    misses=("NHIỆM VỤ, GIẢI PHÁP", "B. NỘI DUNG", "A KẾT QUẢ"),
    regex=r"\A(?:[^\w\s]|_){1,4}\s?(?:[^\W\d_]{1,2}[.,]\s?|[^\w\s]\s){0,2}",
)
_COUNTED = ("roman", "upper")
_ALPHABET = " ABCDĐEGHIKLMNOPQRSTUVXY"
_ROMAN_PART = re.compile(r"(?<![^\W\d_])[IVX]{1,5}(?![^\W\d_])")
_LONGEST = 160
# What it costs to leave a sign as it is: a letter that is next in no count of letters, a "1." right before another, a line without label.
_STRAY, _TWICE, _PLAIN = 1.5, 1.2, 0.8
_AS_FIGURE = 0.5
_FEW = 3


def mended(document: Document, body: Sequence[int], lines: Sequence[HeadingLine]) -> list[HeadingLine]:
    """The labelled `lines` of a scanned `document` with what the count of its roman numbers and capital letters tells to be misread or
    lost. `body`: the blocks that may be headings."""
    known = {line.block: line for line in lines}
    placed = _by_place(document, body, known)
    return _decimals(placed or _filled(document, body, _recounted(document, body, known)))


def _by_place(document: Document, body: Sequence[int], known: dict[int, HeadingLine]) -> list[HeadingLine]:
    """All labelled lines, where the headings in capitals are counted by roman numbers from the first to the last and as many stand
    there as the last says: then each has the number of its place ("U.", "I/", "II.", "IV/." are I to IV). Else none."""
    found = [(block, match) for block in body if (match := _in_count(document.blocks[block].text))]
    last = known.get(found[-1][0]) if found else None
    if len(found) < _FEW or last is None or last.label.style != "roman" or last.label.number != len(found):
        return []
    out = {line.block: line for line in known.values()}
    for at, (block, match) in enumerate(found, 1):
        out[block] = HeadingLine(block, Label(f"{NUMERALS[at]}{last.label.mark}", "roman", (at,), last.label.mark, match.end()), True)
    return [out[block] for block in sorted(out)]


def _in_count(text: str) -> re.Match[str] | None:
    match = _MISREAD.match(key(text[:40]))
    title = text[match.end() :] if match else ""
    return match if match and title.isupper() and len(text) <= _LONGEST and text[match.start("number") :][:1] not in "ivxlhtu" else None


def _recounted(document: Document, body: Sequence[int], known: dict[int, HeadingLine]) -> list[HeadingLine]:
    """The lines with the roman numbers that the cheapest reading of their count gives, and those that were read as something else."""
    signs: list[Sign] = []
    places: list[tuple[int, Label]] = []
    out, outer = dict(known), False
    inner = [line for block in body if (line := known.get(block))]
    after = dict(zip((line.block for line in inner), [*inner[1:], None], strict=True))
    letters = 0  # the capital letter that the count of those has come to
    for block in body:
        line = known.get(block)
        found = _sign(document.blocks[block].text, line, after.get(block), letters)
        if found:
            sign, label = found
            signs.append(replace(sign, outer=outer))
            places.append((block, label))
            outer = False
        elif line and RANK[line.label.style] <= RANK["upper"]:
            outer = True
        if line and line.label.style == "upper" and line.label.number == letters + 1:
            letters += 1
    for (block, label), number in zip(places, counted(signs), strict=True):
        if number is not None and (block not in known or known[block].label.style != "roman" or known[block].label.number != number):
            following = known[block].following if block in known else True
            out[block] = HeadingLine(block, replace(label, text=f"{NUMERALS[number]}{label.mark}", numbers=(number,)), following)
    return _parts([out[block] for block in sorted(out)])


def _sign(text: str, line: HeadingLine | None, after: HeadingLine | None, letters: int) -> tuple[Sign, Label] | None:
    """What `text` opens with, where that may be a roman number, and the label if it is one. `after`: the labelled line behind it."""
    if line and line.label.style == "roman":
        return Sign(NUMERALS[line.label.number].lower()), line.label
    if line and line.label.style == "arabic":
        doubled = after is not None and after.label.style == "arabic" and after.label.number == 1 and after.label.mark == line.label.mark
        stroke = text.lstrip()[:1] in ("L", "l", "|")  # read as a stroke, taken for 1
        if line.label.number != 1 or not (doubled or stroke):
            return None
        return Sign("1", otherwise=_TWICE if doubled else _PLAIN, least=_AS_FIGURE), replace(line.label, style="roman")
    match = _MISREAD.match(key(text[:40]))
    if not match or len(text) > _LONGEST or (line and line.label.style != "upper"):
        return None
    first_sign = text[match.start("number")]
    title = text[match.end() :]
    if not (first_sign.isupper() or first_sign in "1|]") or (line is None and not title.isupper()):
        return None
    mark = text[match.end("number") : match.end()].strip()[:1]
    label = Label("", "roman", (0,), mark if mark in ("/", ")", "-") else ".", match.end())
    counts = line is not None and line.label.number == letters + 1
    return Sign(match["number"], otherwise=0.0 if counts else _STRAY if line else _PLAIN), label


def _parts(lines: list[HeadingLine]) -> list[HeadingLine]:
    """The numbers of parts and chapters, in the same way."""
    out = list(lines)
    for style in ("part", "chapter"):
        places = [i for i, line in enumerate(lines) if line.label.style == style and _ROMAN_PART.search(line.label.text)]
        for i, number in zip(places, counted([Sign(NUMERALS[lines[i].label.number].lower()) for i in places]), strict=True):
            label = out[i].label
            if number is not None and number != label.number:
                text = _ROMAN_PART.sub(NUMERALS[number], label.text)
                out[i] = replace(out[i], label=replace(label, text=text, numbers=(number,)))
    return out


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
                sign = NUMERALS[wanted] if style == "roman" else _ALPHABET[wanted]
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

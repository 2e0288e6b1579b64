"""The text layer of a PDF page, by pypdfium2: its words with boxes, row by row."""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import atan2, hypot, pi
from operator import attrgetter
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from extract.model import Box
from extract.parsers.printed_lines import Word
from extract.text import normalise

_BOLD = 600
_LINE_END_HYPHENS = {0x02, 0xFFFE}  # what pdfium makes of a hyphen that ends a line
_LINE_ENDS = {0x0A, 0x0D}
_SPACES = {0x20, 0xA0, 0x09, 0x3000}
_BLANKS = frozenset(map(chr, _SPACES))
_LONGEST_NAME = 200  # bytes
_FINE = 64  # device units a point: pdfium's page-to-screen arithmetic is in whole units
UNKNOWN = "\0"
_address = ctypes.cast(pdfium.FPDFText_GetTextObject, ctypes.c_void_p).value or 0
_owner_of = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)(_address)  # gives a number, which is quicker than an object
_CONTROL = frozenset(map(chr, {*range(0x20), *range(0x7F, 0xA0)} - _SPACES))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a point of the page's own coordinates is seen: points from the top left corner, the page's rotation and crop applied."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def __call__(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f


class Char(NamedTuple):
    """A character with its edges, base line and size in points, y downwards; `turn` in quarters of a circle, anticlockwise; `font`: its
    font's name. `UNKNOWN` stands for one of which the file does not say what it is."""

    char: str
    x0: float
    x1: float
    base: float
    size: float
    bold: bool
    space: bool
    turn: int = 0
    font: str = ""


class _Run(NamedTuple):
    """What the characters of one text object share: `turn` as in `Char`, `size` in points as it is seen, `base` the y of their base line,
    null where it is not level."""

    turn: int
    size: float
    bold: bool
    base: float | None
    font: str


def place_of(page: Any) -> Place:
    """How the page is seen (see `Place`)."""
    width, height = (max(1, round(side * _FINE)) for side in page.get_size())
    x, y = ctypes.c_int(), ctypes.c_int()

    def seen(px: float, py: float) -> tuple[float, float]:
        pdfium.FPDF_PageToDevice(page, 0, 0, width, height, 0, px, py, ctypes.byref(x), ctypes.byref(y))
        return x.value / _FINE, y.value / _FINE

    far = 1000.0
    zero, right, up = seen(0, 0), seen(far, 0), seen(0, far)
    a, b, c, d = ((to[axis] - zero[axis]) / far for to in (right, up) for axis in (0, 1))
    return Place(a, b, c, d, *zero)


def page_chars(page: Any) -> list[Char]:
    """The characters of `page` (a pypdfium2 page) in the order in which it was written."""
    text = page.get_textpage()
    try:
        return list(_chars(text.raw, place_of(page)))
    finally:
        text.close()


def rows_of(chars: list[Char], number: int) -> list[list[Word]]:
    """The words of a page's characters, row by row from the top, each from left to right.

    The order in which a page was written is no guide: letters of a second font often follow their whole line. Text that is set
    upright gives one "word" a line of it."""
    rows = [list(_words(row, number)) for row in _rows(c for c in chars if c.turn == 0)]
    rows += [_turned(row, number) for turn in (1, 2, 3) for row in _rows(c for c in chars if c.turn == turn)]
    return sorted((words for words in rows if words), key=lambda words: words[0].box.bottom)


def unknown(chars: Iterable[Char]) -> int:
    """How many characters say nothing of what they are: a font without a table of letters gives control characters."""
    return sum(char.char in _CONTROL for char in chars)


def turned(chars: list[Char]) -> int:
    """By how many quarters of a circle, clockwise, a page must be turned to read most of its text."""
    turns = Counter(char.turn for char in chars if not char.space)
    turn, count = max(turns.items(), key=lambda item: item[1], default=(0, 0))
    return turn if count > 0.8 * turns.total() and count > 200 else 0


def _runs(text: Any, place: Place) -> Iterator[tuple[int, str, _Run]]:
    """Each character of a text page that was written, not made up by pdfium between words: its index, itself, its run."""
    known: dict[int | None, _Run | None] = {}
    code_of, made_up = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_IsGenerated
    for i in range(pdfium.FPDFText_CountChars(text)):
        code = code_of(text, i)
        if code in _LINE_ENDS or (code in _SPACES and made_up(text, i) == 1):
            continue
        owner = _owner_of(text, i)
        if owner is None or owner not in known:
            known[owner] = _run(text, i, place)
        if run := known[owner]:
            yield i, "-" if code in _LINE_END_HYPHENS else UNKNOWN if code >= 0xFFFD else chr(code), run


def _run(text: Any, i: int, place: Place) -> _Run | None:
    """The run of character `i`; null where pdfium does not know how it is set."""
    matrix, x, y = pdfium.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
    if not pdfium.FPDFText_GetMatrix(text, i, ctypes.byref(matrix)):
        return None
    pdfium.FPDFText_GetCharOrigin(text, i, ctypes.byref(x), ctypes.byref(y))
    right, down = place.a * matrix.a + place.c * matrix.b, place.b * matrix.a + place.d * matrix.b
    turn = round(atan2(-down, right) / (pi / 2)) % 4
    size = pdfium.FPDFText_GetFontSize(text, i) * hypot(matrix.c, matrix.d) * hypot(place.c, place.d)
    base = place(x.value, y.value)[1] if turn == 0 and down == 0 else None
    return _Run(turn, size, pdfium.FPDFText_GetFontWeight(text, i) >= _BOLD, base, _font(pdfium.FPDFText_GetTextObject(text, i)))


def _font(written: Any) -> str:
    """The name of a text object's font, less the mark of a part of it ("ABCDEF+"); empty where there is none."""
    name = ctypes.create_string_buffer(_LONGEST_NAME)
    pdfium.FPDFFont_GetBaseFontName(pdfium.FPDFTextObj_GetFont(written), name, _LONGEST_NAME)
    return name.value.decode("utf-8", "replace").rpartition("+")[2]


def _chars(text: Any, place: Place) -> Iterator[Char]:
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    there, start, end_ = ctypes.byref(box), ctypes.byref(x), ctypes.byref(y)
    box_of = pdfium.FPDFText_GetLooseCharBox
    level = place.b == place.c == 0.0
    for i, char, run in _runs(text, place):
        if not box_of(text, i, there):
            continue
        if level and run.base is not None and 2 < run.size < 200:  # nearly all: an upright page, a line that is level
            left, end = place.a * box.left + place.e, place.a * box.right + place.e
            left, end = (left, end) if left <= end else (end, left)
            yield Char(char, left, end, run.base, run.size, run.bold, char in _BLANKS, run.turn, run.font)
            continue
        (left, top), (end, bottom) = place(box.left, box.bottom), place(box.right, box.top)
        left, end, top, bottom = min(left, end), max(left, end), min(top, bottom), max(top, bottom)
        base = run.base
        if base is None:
            pdfium.FPDFText_GetCharOrigin(text, i, start, end_)
            origin, base = place(x.value, y.value)
            if run.turn == 1:
                left, end, base = -bottom, -top, origin
            elif run.turn == 3:
                left, end, base = top, bottom, -origin
            elif run.turn == 2:
                left, end, base = -end, -left, -base
        size = run.size if 2 < run.size < 200 else max(4.0, bottom - top)
        yield Char(char, left, end, base, size, run.bold, char in _BLANKS, run.turn, run.font)


def _rows(chars: Iterable[Char]) -> Iterator[list[Char]]:
    """Characters whose base lines are within a third of their size of one another, from left to right: raised figures belong to the row."""
    row: list[Char] = []
    for char in sorted(chars, key=attrgetter("base", "x0")):
        if row and char.base - row[0].base > 0.36 * max(row[0].size, char.size):
            yield sorted(row, key=attrgetter("x0"))
            row = []
        row.append(char)
    if row:
        yield sorted(row, key=attrgetter("x0"))


def _words(row: list[Char], number: int) -> Iterator[Word]:
    current: list[Char] = []
    for char in row:
        if char.space or (current and char.x0 - current[-1].x1 > 0.2 * char.size):
            yield from _word(current, number)
            current = []
        if not char.space:
            current.append(char)
    yield from _word(current, number)


def _word(chars: list[Char], number: int) -> Iterator[Word]:
    if not chars:
        return
    signs, lefts, rights, bases, sizes, bold, *_ = zip(*chars, strict=True)
    text = normalise("".join(signs)).strip()
    if text:
        size, base = max(sizes), max(bases)
        box = Box(number, round(lefts[0], 1), round(base - 0.78 * size, 1), round(max(rights), 1), round(base + 0.22 * size, 1))
        yield Word(text, box, all(bold))


def _turned(row: list[Char], number: int) -> list[Word]:
    """A line of upright text as one word, its box where it is seen."""
    words = list(_words(row, number))
    if not words:
        return []
    x0, top, x1, bottom = words[0].box.x0, words[0].box.top, words[-1].box.x1, words[0].box.bottom
    seen = {1: (top, -x1, bottom, -x0), 2: (-x1, -bottom, -x0, -top), 3: (-bottom, x0, -top, x1)}[row[0].turn]
    return [Word(" ".join(word.text for word in words), Box(number, *(round(value, 1) for value in seen)), all(w.bold for w in words))]

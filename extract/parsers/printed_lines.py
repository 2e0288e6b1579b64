"""Words and lines as they stand on a page, whether a PDF's text layer or OCR gave them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate
from statistics import median

from extract.model import Box, Line, Span
from extract.text import bare

SURE = 0.85  # confidence; measured on signed papers: printed numbers and days 0.89 and more, those in ink 0.87 and (mostly far) less
_BLANK = 8.0  # line heights: the widest gap that a draft leaves to be filled in


@dataclass(frozen=True, slots=True)
class Word:
    """One word; `box` in points from the top left corner of its page; `confidence` 0..1 where OCR read it."""

    text: str
    box: Box
    bold: bool = False
    confidence: float | None = None


@dataclass(frozen=True)
class PrintedLine:
    """One printed line of words from left to right."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @cached_property
    def box(self) -> Box:
        boxes = [word.box for word in self.words]
        return Box(
            boxes[0].page, min(b.x0 for b in boxes), min(b.top for b in boxes), max(b.x1 for b in boxes), max(b.bottom for b in boxes)
        )

    @property
    def bold(self) -> bool:
        return all(word.bold for word in self.words)

    @property
    def confidence(self) -> float | None:
        read = [word.confidence for word in self.words if word.confidence is not None]
        return sum(read) / len(read) if read else None

    @property
    def doubtful(self) -> tuple[Span, ...]:
        """Where the words stand in `text` that OCR is not sure of."""
        starts = accumulate((len(word.text) + 1 for word in self.words), initial=0)
        return tuple(
            Span(start, start + len(word.text))
            for start, word in zip(starts, self.words, strict=False)
            if word.confidence is not None and word.confidence < SURE
        )

    def without(self, gone: set[int]) -> PrintedLine | None:
        """The line less the words whose `id` is in `gone`; null where none is left."""
        words = tuple(word for word in self.words if id(word) not in gone)
        return replace(self, words=words) if words else None


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of one page in reading order, with its size in points."""

    number: int
    width: float
    height: float
    lines: tuple[PrintedLine, ...]
    ocr: bool = False


def placed(rows: Sequence[Sequence[Word]], more: Iterable[Word]) -> list[list[Word]]:
    """`rows` with each word of `more` put into the row at its height, from left to right; where there is none, into one of its own."""
    out = [list(row) for row in rows]
    for word in more:
        near = [row for row in out if abs(row[0].box.bottom - word.box.bottom) < 0.4 * (word.box.bottom - word.box.top)]
        if near:
            near[0].append(word)
            near[0].sort(key=lambda w: w.box.x0)
        else:
            out.append([word])
    return sorted(out, key=lambda row: row[0].box.bottom)


def reading_order(rows: Iterable[Sequence[Word]]) -> list[PrintedLine]:
    """Rows of words as printed lines in the order in which a reader takes them.

    Where rows fall into two columns (the letterhead; recipients and signature: Nghị định 30/2020/NĐ-CP, phụ lục I) the left column comes
    first. The columns last until a line crosses the gap between them."""
    out: list[PrintedLine] = []
    left: list[PrintedLine] = []
    right: list[PrintedLine] = []
    for row in rows:
        parts = _parts(row)
        if len(parts) == 2 and (not left or _fits(left, right, parts)):
            left.append(parts[0])
            right.append(parts[1])
        elif left and len(parts) == 1 and parts[0].box.x1 < min(line.box.x0 for line in right) - 4:
            left.append(parts[0])
        elif left and len(parts) == 1 and parts[0].box.x0 > max(line.box.x1 for line in left) + 4:
            right.append(parts[0])
        else:
            out += [*left, *right]
            left, right = ([parts[0]], [parts[1]]) if len(parts) == 2 else ([], [])
            out += [] if len(parts) == 2 else [PrintedLine(tuple(row))]
    return [*out, *left, *right]


def _fits(left: list[PrintedLine], right: list[PrintedLine], parts: list[PrintedLine]) -> bool:
    gutter = max(line.box.x1 for line in [*left, parts[0]]), min(line.box.x0 for line in [*right, parts[1]])
    return gutter[0] < gutter[1]


def _parts(row: Sequence[Word]) -> list[PrintedLine]:
    """A row cut where the gap between two words is wider than any space in justified text, and not left to be filled in by hand."""
    parts: list[list[Word]] = []
    height = max(word.box.bottom - word.box.top for word in row)
    for word in row:
        gap = word.box.x0 - parts[-1][-1].box.x1 if parts else 0.0
        if parts and (gap <= 1.8 * height or (gap < _BLANK * height and _to_fill_in(parts[-1][-1].text, word.text))):
            parts[-1].append(word)
        else:
            parts.append([word])
    return [PrintedLine(tuple(part)) for part in parts]


def _to_fill_in(before: str, after: str) -> bool:
    """Whether a draft leaves a gap between two words for its number or its day."""
    left, right = bare(before), bare(after)
    return (left in ("so:", "so") and right.startswith("/")) or (left, right) in (("ngay", "thang"), ("thang", "nam"))


def by_row(words: Iterable[Word]) -> list[PrintedLine]:
    """Words of one table cell, in any order, as its printed lines from top to bottom."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (w.box.page, w.box.top + w.box.bottom)):
        middle = (word.box.top + word.box.bottom) / 2
        if rows and rows[-1][0].box.page == word.box.page and middle < median(w.box.bottom for w in rows[-1]):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [PrintedLine(tuple(sorted(row, key=lambda w: w.box.x0))) for row in rows]


def joined(lines: Sequence[PrintedLine], start: int = 0) -> tuple[str, tuple[Line, ...]]:
    """Printed lines as one text, with where each stands in it. A number cut at its hyphen ("121/KH-", "UBND") is put together again.

    `start` is added to the lines' spans."""
    text = ""
    places: list[Line] = []
    for line in lines:
        if text and not _cut_number(text) and not _cut_syllable(text, line.words[0].text):
            text += " "
        begin = start + len(text)
        text += line.text
        places.append(Line(Span(begin, start + len(text)), line.box, line.confidence, line.doubtful))
    return text, tuple(places)


def _cut_syllable(text: str, following: str) -> bool:
    """Whether a narrow cell broke a syllable ("Hoàn" + "g"): no Vietnamese syllable is without a vowel."""
    return text[-1].isalpha() and following.isalpha() and following.islower() and not set(bare(following)) & set("aeiouy")


def _cut_number(text: str) -> bool:
    last = text.rsplit(" ", 1)[-1]
    return last.endswith(("-", "/")) and "/" in last and any(c.isdigit() for c in last)

"""Printed lines of pages -> paragraphs, as their typesetting shows them: indents, short last lines, centred titles, list marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extract.labels import label
from extract.model import Block, BlockKind
from extract.parsers.printed_lines import Page, PrintedLine, joined
from extract.patterns.pattern import pattern
from extract.text import key, normalise

_PAGE_NUMBER = pattern(
    "pdf.page_number",
    catches={"3": "3", "- 4 -": "- 4 -", "Trang 2/7": "trang 2/7"},
    misses=("năm 2021", "3,5", "1. Mục"),
    regex=r"\A(?:trang\s)?-?\s?\d{1,3}(?:/\d{1,3})?\s?-?\Z",
)
_BULLET = pattern(
    "pdf.bullet",
    catches={"- Sở Y tế": "- ", "+ Hỗ trợ": "+ ", "• Vốn": "• "},
    misses=("-xã hội", "5 - 7 hộ"),
    regex=r"\A(?:[-+*•●▪◦]\s|[+•●▪◦])",
)
_MARGIN = 0.09  # share of the page's height in which running heads and feet stand
_STOPS = ".;:!?…"
_SHORTEST = 30  # characters: a shorter line was not cut by the page
_MOTTO = "xã hội chủ nghĩa"


@dataclass(frozen=True, slots=True)
class _Measure:
    """The text's left and right edge on a page and the usual step from line to line, in points."""

    left: float
    right: float
    step: float


def furniture(pages: Sequence[Page]) -> set[int]:
    """The `id`s of lines that are page numbers, or running heads and feet: the same words, digits aside, on three pages or more."""
    edge: dict[str, list[PrintedLine]] = {}
    gone: set[int] = set()
    for page in pages:
        for line in page.lines:
            top, bottom = line.box.top, line.box.bottom
            if top > _MARGIN * page.height and bottom < (1 - _MARGIN) * page.height:
                continue
            if _PAGE_NUMBER.search(key(line.text).strip(" .:;'\"`_~|")):
                gone.add(id(line))
            else:
                edge.setdefault("".join(c for c in key(line.text) if not c.isdigit()), []).append(line)
    for lines in edge.values():
        if len({line.box.page for line in lines}) >= 3:
            gone |= {id(line) for line in lines}
    return gone


def paragraphs(page: Page, gone: set[int]) -> list[list[PrintedLine]]:
    """The page's lines, those in `gone` left out, parted into paragraphs."""
    lines = [line for line in page.lines if id(line) not in gone]
    measure = _measure(lines)
    out: list[list[PrintedLine]] = []
    for line in lines:
        if out and _goes_on(out[-1], line, measure):
            out[-1].append(line)
        else:
            out.append([line])
    return out


def crosses_page(before: Sequence[PrintedLine], page: Page, first: Sequence[PrintedLine]) -> bool:
    """Whether the paragraph `before`, last on its page, goes on with `first` at the top of the next page."""
    last, text, following = before[-1], before[-1].text, first[0].text
    if _sentence_goes_on(text, following):
        return True
    measure = _measure(page.lines)
    if _opens(following) or text[-1] in _STOPS.replace(";", "") or text.isupper() != following.isupper():
        return False
    indented = first[0].box.x0 > measure.left + 9
    full = last.box.x1 > measure.right - 0.12 * (measure.right - measure.left)
    return (following[0].islower() or (full and not indented)) and (full or following[0].islower())


def block(lines: Sequence[PrintedLine], kind: BlockKind = BlockKind.PARAGRAPH) -> Block:
    """A paragraph's lines as a block."""
    text, places = joined(lines)
    return Block(normalise(text), kind, places, bold=all(line.bold for line in lines))


def _measure(lines: Sequence[PrintedLine]) -> _Measure:
    """Edges by the long lines; a letterhead's short ones say nothing of them."""
    if not lines:
        return _Measure(0, 1, 1)
    widths = sorted(line.box.x1 - line.box.x0 for line in lines)
    long = [line for line in lines if line.box.x1 - line.box.x0 >= 0.8 * widths[-1]]
    left = min(median(sorted(line.box.x0 for line in long)[: max(1, len(long) // 2)]), median(line.box.x0 for line in long))
    steps = [b.box.top - a.box.top for a, b in pairwise(lines) if 0 < b.box.top - a.box.top < 60]
    ends = sorted(line.box.x1 for line in long)
    return _Measure(left, ends[int(0.9 * (len(ends) - 1))], median(steps) if steps else 20.0)


def _goes_on(paragraph: Sequence[PrintedLine], line: PrintedLine, measure: _Measure) -> bool:
    last = paragraph[-1]
    if _sentence_goes_on(last.text, line.text) and not (_centred(line, measure) and not _centred(last, measure)):
        return True
    width = measure.right - measure.left
    step = line.box.top - last.box.top
    if not 0 < step < 1.75 * measure.step or _centred(last, measure) != _centred(line, measure):
        return False
    if _column(last, measure) or _column(line, measure):
        return False
    room = measure.right - last.box.x1 if not _centred(last, measure) else width - (last.box.x1 - last.box.x0)
    first = line.words[0].box
    if room > (first.x1 - first.x0) + 0.45 * (first.bottom - first.top) + 2:
        return False  # the next word would have stood on the line before, had the paragraph gone on
    indented = line.box.x0 > measure.left + 9 and not _centred(line, measure)
    if indented:
        return not _opens(line.text) and last.box.x0 > measure.left + 9 and abs(last.box.x0 - line.box.x0) < 4
    return not (_opens(line.text) and last.text[-1] in _STOPS)


def _sentence_goes_on(text: str, following: str) -> bool:
    """Whether `following`, though typeset as a new paragraph, is the rest of a sentence that was cut."""
    if key(text).endswith(_MOTTO):
        return key(following) == "việt nam"
    return len(text) >= _SHORTEST and text[-1] not in _STOPS and following[0].islower() and not _opens(following)


def _centred(line: PrintedLine, measure: _Measure) -> bool:
    left, right = line.box.x0 - measure.left, measure.right - line.box.x1
    return left > 30 and right > 30 and abs(left - right) < 0.12 * (measure.right - measure.left)


def _column(line: PrintedLine, measure: _Measure) -> bool:
    """Whether a line stands wholly in one half of the page and does not reach across: a column of the letterhead or the signature."""
    middle = (measure.left + measure.right) / 2
    return line.box.x0 > middle - 0.12 * (measure.right - measure.left) and not _centred(line, measure)


def _opens(text: str) -> bool:
    """Whether a line opens with a list mark or a heading's label."""
    return _BULLET.search(key(text)) is not None or label(text) is not None


def flow(pages: Sequence[Page], gone: set[int]) -> Iterator[list[PrintedLine]]:
    """The paragraphs of all pages, those cut by a page's end put together."""
    current: list[PrintedLine] | None = None
    for page in pages:
        for position, lines in enumerate(paragraphs(page, gone)):
            if current is not None and position == 0 and current[-1].box.page != lines[0].box.page and crosses_page(current, page, lines):
                current = [*current, *lines]
                continue
            if current is not None:
                yield current
            current = lines
    if current is not None:
        yield current

"""The programme and project of each target: of its own clause, of the words that open its sentence, of its row, of what stands above."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from extract.model import BlockKind, Item, Paper, Target, TargetKind
from extract.patterns.pattern import pattern
from extract.patterns.programmes import Programmes
from extract.patterns.programmes_known import PROJECT, numbers_of
from extract.patterns.table_captions import CAPTION
from extract.text import key

_STOP = pattern(
    "end of a clause of figures",
    catches={"120 hộ, 30 lớp": ", ", "1.450 triệu đồng; vốn": ";", "Kinh phí: 12": ":"},
    misses=("2,5%", "1.450 triệu đồng"),
    regex=r"[;:](?=\s|$)|,(?!\d)\s?",
)
_SPLIT_UP = pattern(
    "a sum is split up",
    catches={"1.200 triệu đồng, trong đó ngân sách huyện": "trong đó", "triệu đồng, gồm: vốn": "gồm"},
    misses=("vốn huyện", "1.200 triệu đồng"),
    regex=r"(?<!\w)(?:trong\ đó|gồm|bao\ gồm)(?!\w)",
)
_GROUP = pattern(
    "number of a group of rows",
    catches={"II": "ii", "A": "a", "Phần I": "phần i"},
    misses=("1", "2.1", "Tổng số"),
    regex=r"\A(?:phần\ )?(?:[ivx]{1,5}|[a-h])[.)]?\Z",
)
_TOTAL = pattern(
    "row of totals",
    catches={"Tổng cộng": "tổng cộng", "CỘNG": "cộng", "Tổng số vốn": "tổng số"},
    misses=("Cộng đồng", "Dự án 1"),
    regex=r"\A(?:tổng\ (?:cộng|số|kinh\ phí|vốn)|tổng|cộng)(?!\w|\ đồng)",
)
_LINES = 8  # blocks before a table among which its captions are
_LONG = 300  # characters; what is longer is no caption


def keyed(paper: Paper, targets: Sequence[Target]) -> tuple[Target, ...]:
    """`targets` of `paper`, each with the programme and project it is told to be part of; null where none is."""
    programmes = Programmes(paper)
    tables = _Tables(programmes, paper)
    items = [item for item in paper.items if item.text]
    starts = [item.start for item in items]
    firsts: dict[tuple[int, str], int] = {}
    found: list[Target] = []
    for target in targets:
        section = paper.section_at(target.span.start)
        above: tuple[str, ...]
        if target.from_table:
            own, above = 1, (_row(paper, target), *tables.over(target))
        else:
            item = items[max(0, bisect_right(starts, target.span.start) - 1)]
            first = firsts.setdefault((item.start, target.sentence), target.span.start)
            own, above = 2, (*_of_sentence(programmes, item, target, first), *(lead.text for lead in reversed(item.leads)))
        work = programmes.at((*above, *programmes.titles(section)), section, target.year, own)
        project = work.project if len(work.projects) == 1 else None
        found.append(replace(target, programme=work.id, project=project) if work.id or project else target)
    return tuple(found)


def _of_sentence(programmes: Programmes, item: Item, target: Target, first: int) -> tuple[str, str]:
    """The clause of a quantity, and the words before the first quantity of its sentence, which hold for all of it.

    A sum of money is only of what opens the sentence where that is split up ("Kinh phí Dự án 5: ...", "trong đó").
    """
    at, head = target.span.start - item.start, first - item.start
    start = _sentence_start(item.text, target.sentence, at)
    text = item.text[start : start + len(target.sentence)]
    here, end, head = at - start, target.span.end - item.start - start, head - start
    folded = key(text)
    names = [m.span() for m in PROJECT.finditer(folded)] + [(m.start, m.end) for m in programmes.names.mentions(folded, passing=True)]
    stops = [m.span() for m in _STOP.finditer(folded) if not any(start < m.start() < end for start, end in names)]
    begin = max((stop for _, stop in stops if stop <= here), default=0)
    close = min((stop for stop, _ in stops if stop >= end), default=len(text))
    opens = text[:head] if head >= 0 else ""
    if target.kind is TargetKind.BUDGET and first != target.span.start and not _governs(text, head, here):
        opens = ""
    return text[begin:close], opens


def _governs(text: str, head: int, here: int) -> bool:
    return ":" in text[:head] or bool(_SPLIT_UP.search(key(text[head:here])))


def _sentence_start(text: str, sentence: str, at: int) -> int:
    start = text.find(sentence, max(0, at - len(sentence) + 1))
    return start if 0 <= start <= at else 0


def _row(paper: Paper, target: Target) -> str:
    """What a cell's row and columns say, its row as printed first."""
    block = paper.document.blocks[paper.document.block_at(target.span.start)]
    named = [cell for cell in block.text.split(" | ") if any(map(str.isalpha, cell))]
    return " | ".join((*named[:1], target.sentence))


@dataclass(frozen=True, slots=True)
class _Above:
    """Numbers of blocks: the first row of a row's table, the nearest row above it that opens a group, and that names a project with a
    number of its own; null where there is none."""

    first: int
    group: int | None
    project: int | None


class _Tables:
    """What stands over the rows of a paper's tables. Each row is looked at once, however many figures ask."""

    def __init__(self, programmes: Programmes, paper: Paper) -> None:
        self._programmes, self._document = programmes, paper.document
        self._named: dict[int | None, str] = {}

    def over(self, target: Target) -> Iterator[str]:
        """The row that opens the group of the target's row, and the lines above the table that speak of it; the nearest first.

        Over a total stand all programmes that the rows it adds up name.
        """
        blocks = self._document.blocks
        at = self._document.block_at(target.span.start)
        own, above = _cells(blocks[at].text), self._above[at]
        total = any(_TOTAL.match(cell) for cell in own[:2])
        if total:
            yield self._names_in(blocks[at].table)
        part = any(number.startswith(".") for _, _, number in numbers_of(key(blocks[at].text)))
        grouped = not _GROUP.match(own[0]) and not total
        opening = (above.project if part else None, above.group if grouped else None)
        for row in sorted((row for row in opening if row is not None), reverse=True):
            yield blocks[row].text
        for block in reversed(blocks[max(0, above.first - _LINES) : above.first]):
            if block.kind is BlockKind.TABLE_ROW or len(block.text) >= _LONG:
                return
            if CAPTION.search(key(block.text)):
                yield block.text

    @cached_property
    def _above(self) -> list[_Above]:
        """Of each block."""
        found: list[_Above] = []
        first, table, group, project = 0, None, None, None
        for at, block in enumerate(self._document.blocks):
            if block.table != table:
                first, table, group, project = at, block.table, None, None
            found.append(_Above(first, group, project))
            if table is not None:
                row = key(block.text)
                group = at if _GROUP.match(row.partition("|")[0].strip()) else group
                project = at if any(not number.startswith(".") for _, _, number in numbers_of(row)) else project
        return found

    def _names_in(self, table: int | None) -> str:
        """The programmes that the rows of a table name."""
        if table not in self._named:
            rows = (key(block.text) for block in self._document.blocks if block.table == table)
            named = [row[m.start : m.end] for row in rows for m in self._programmes.names.mentions(row)]
            self._named[table] = "; ".join(named)
        return self._named[table]


def _cells(row: str) -> list[str]:
    return [key(cell).strip() for cell in row.split("|")]

"""What stands over a table: captions, the unit of all its figures, headings."""

from __future__ import annotations

from dataclasses import dataclass, replace

from extract.model import Block, BlockKind, Paper, Table, TargetStatus
from extract.patterns.pattern import pattern
from extract.patterns.table_headers import Layout
from extract.patterns.table_labels import Label, read, unit_named
from extract.patterns.targets_kind import section_clue
from extract.patterns.targets_scope import last_year
from extract.text import key

CAPTION = pattern(
    "a line that speaks of the table below it",
    catches={
        "Biểu số 1: Chỉ tiêu giảm nghèo": "biểu",
        "PHỤ LỤC 2": "phụ lục",
        "Đơn vị tính: triệu đồng": "đơn vị",
        "(Kèm theo Kế hoạch số 5)": "(kèm theo",
    },
    misses=("Ủy ban nhân dân xã giao", "tại biểu 01"),
    regex=r"""^\W{0,3}(?: biểu | bảng | phụ\ (?:lục|biểu) | đơn\ vị | đvt | kế\ hoạch | chỉ\ tiêu | kết\ quả | dự\ kiến
          | tổng\ hợp | danh\ (?:sách|mục) | phân\ bổ | nhu\ cầu | thực\ trạng | tình\ hình | mục\ tiêu ) | ^\(kèm\ theo | :$""",
)


@dataclass(frozen=True, slots=True)
class TableAbove:
    """What stands over a table: captions and headings read as labels, and the keyed texts that may name the poverty line."""

    caption: Label
    unit: str | None
    scale: float
    heading: Label
    fact: TargetStatus | None
    near: tuple[str, ...]
    period: tuple[int | None, int | None]


def above_table(paper: Paper, table: Table, laid: Layout) -> TableAbove:
    """Captions before the table and within it, its section's headings, and the unit that they give all figures."""
    document, header = paper.document, paper.header
    period = header.period_start, header.period_end
    captions = (*_captions(document.blocks, document.block_at(table.span.start)), *([laid.title] if laid.title else []))
    section = paper.section_at(table.span.start)
    path = paper.path(section)
    titles = tuple(key(s.title) for s in path)
    said = section_clue(path, titles)
    unit, scale = next(((u, s) for text in reversed(captions) if (u := unit_named(text)[0]) and (s := unit_named(text)[1])), (None, 1.0))
    heading = read(tuple(s.title for s in path[-2:]), period)
    if (year := next((m.year for t in reversed(titles) if (m := last_year(t, period))), None)) is not None:
        heading = replace(heading, year=year)
    near = (*(key(c) for c in reversed(captions)), *reversed(titles))
    return TableAbove(read(captions, period), unit, scale, heading, said.status if said and said.fact else None, near, period)


def _captions(blocks: tuple[Block, ...], first: int) -> tuple[str, ...]:
    """Up to three lines before a table that speak of it, in reading order."""
    found: list[str] = []
    at = first - 1
    while at >= 0 and first - at < 8 and len(found) < 3 and blocks[at].kind is not BlockKind.TABLE_ROW:
        said = blocks[at].text.strip()
        if said and len(said) < 300 and (CAPTION.search(key(said)) or blocks[at].centred or said.isupper()):
            found.append(said)
        elif said and len(said) >= 300:
            break
        at -= 1
    return tuple(reversed(found))

"""Tables in text files: where they stand, and the merged cells that text cannot show.

Three layouts: cells parted by "|" (Markdown's too); a row a line, cells parted by tabs; a cell a line behind a tab, rows parted by
blank lines.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.parsers.paragraphs import tidy
from extract.parsers.table_rows import Spot, header_rows, is_ordinal, mostly_numbers
from extract.patterns.pattern import pattern

Rows = list[list[str]]

_RULE = pattern(
    "parser.markdown_rule",
    catches={"|---|:---:|---|": "|---|:---:|---|", "--- | ---": "--- | ---"},
    misses=("| - | 5 |", "a | b", "| - | - |"),
    regex=r"^[:|\ ]{0,8}--[-:|\ ]*+$",
)


@dataclass(frozen=True, slots=True)
class Region:
    """Consecutive lines of a file: a table's `rows`, or `lines` of running text."""

    lines: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def regions(lines: Sequence[str]) -> Iterator[Region]:
    """`lines` (tabs kept) cut into tables and running text, in order."""
    at = begun = 0
    while at < len(lines):
        seen = at + 1
        for layout in (_tab_cells, _tab_rows, _pipes):
            end, rows = layout(lines, at)
            seen = max(seen, end)
            if rows:
                yield Region(lines=tuple(lines[begun:at]))
                yield Region(rows=tuple(tuple(tidy(cell) for cell in row) for row in rows))
                at = begun = end
                break
        else:
            at = seen
    yield Region(lines=tuple(lines[begun:]))


def _tab_cells(lines: Sequence[str], at: int) -> tuple[int, Rows]:
    """A cell a line: groups of lines that begin with a tab, parted by blank lines. A line without a tab goes on with its cell."""
    rows: Rows = []
    end = at
    while at < len(lines) and lines[at].startswith("\t"):
        row: list[str] = []
        while at < len(lines) and _goes_on(lines, at):
            if lines[at].startswith("\t"):
                row.append(lines[at])
            else:
                row[-1] += " " + lines[at]
            at += 1
        rows.append(row)
        end = at
        while at < len(lines) and not lines[at].strip() and not lines[at].startswith("\t"):
            at += 1
        if len(rows[0]) < 2:
            break
    return (end, rows) if _regular(rows) else (end, [])


def _regular(rows: Rows) -> bool:
    """Whether groups of indented lines are rows of a table rather than paragraphs: most are of one length, few are list items."""
    if len(rows) < 2:
        return False
    width, count = Counter(map(len, rows)).most_common(1)[0]
    cells = [cell.strip() for row in rows for cell in row]
    listed = sum(cell.startswith(("- ", "+ ")) for cell in cells)
    return width >= 2 and 2 * count >= len(rows) and 3 * listed < len(cells)


def _goes_on(lines: Sequence[str], at: int) -> bool:
    if lines[at].startswith("\t"):
        return "\t" not in lines[at].strip()
    return bool(lines[at].strip()) and at + 1 < len(lines) and lines[at + 1].startswith("\t")


def _tab_rows(lines: Sequence[str], at: int) -> tuple[int, Rows]:
    """A row a line: the first has three cells or more, one below that names a group has two."""
    rows: Rows = []
    while at < len(lines) and lines[at].strip() and lines[at].count("\t") >= (1 if rows else 2):
        rows.append(lines[at].split("\t"))
        at += 1
    return (at, rows) if len(rows) >= 2 else (at, [])


def _pipes(lines: Sequence[str], at: int) -> tuple[int, Rows]:
    taken: list[str] = []
    while at < len(lines) and (" | " in f" {lines[at]} " or lines[at].strip().startswith("|")) and lines[at].strip():
        if not _RULE.search(lines[at]):
            taken.append(lines[at].strip(" \t"))
        at += 1
    framed = all(len(line) > 1 and line[0] == line[-1] == "|" for line in taken)
    rows = [(line[1:-1] if framed else line).split("|") for line in taken]
    return (at, rows) if len(rows) >= 2 else (at, [])


def spots(rows: Sequence[Sequence[str]]) -> tuple[list[list[Spot]], int]:
    """Each row's cells with their extents, and the number of heading rows.

    The table is as wide as its most common row. Heading cells above a blank reach down; the rest of a short heading row spreads
    evenly over the columns below it. A short row of numbers (a total) stands at the right, its first cell spanning what is left.
    """
    width = max(Counter(map(len, rows)).items(), key=lambda pair: (pair[1], pair[0]))[0]
    headers = header_rows(rows)
    owners = _header(rows[:headers], width)
    body = [list(_body(row, number, width)) for number, row in enumerate(rows[headers:], headers)]
    return [*_rectangles(owners), *body], headers


Owner = tuple[int, str] | None  # an id and a text: equal owners are one cell


def _header(rows: Sequence[Sequence[str]], width: int) -> list[list[Owner]]:
    """For each place of the heading the cell that covers it."""
    below: list[str] | None = None
    laid: list[list[Owner]] = []
    for number in reversed(range(len(rows))):
        row = list(rows[number])
        if below is None and number and len(row) < width < len(row) + len(rows[number - 1]):  # covered places not even blank
            row = [""] * (width - len(row)) + row
        covers = _spread(row, below, width) if below is not None and len(row) < width else _plain(row, below, width)
        laid.insert(0, [None if i is None else (number * 1000 + i, row[i]) for i in covers])
        below = [row[i] if i is not None else "" for i in covers]
    for upper, lower in pairwise(laid):
        _reach_down(upper, lower)
    return laid


def _reach_down(upper: Sequence[Owner], lower: list[Owner]) -> None:
    """A heading above nothing but blanks, or above its own text again, covers them."""
    for owner in {owner for owner in upper if owner and owner[1]}:
        under = [column for column, other in enumerate(upper) if other == owner]
        if all(not (below := lower[column]) or below[1] in ("", owner[1]) for column in under):
            for column in under:
                lower[column] = owner


def _plain(row: Sequence[str], below: Sequence[str] | None, width: int) -> list[int | None]:
    """Cells of a full row: a blank or a repeated text above sub-headings belongs to the cell at its left."""
    covers: list[int | None] = list(range(min(len(row), width))) + [None] * max(0, width - len(row))
    for column in range(1, min(len(row), width)):
        repeated = row[column] == row[column - 1]
        if below is not None and below[column] and (repeated or not row[column]) and row[covers[column - 1] or 0]:
            covers[column] = covers[column - 1]
    return covers


def _spread(row: Sequence[str], below: Sequence[str], width: int) -> list[int | None]:
    """Cells of a short heading row over the row `below` it."""
    blanks = sum(not text for text in below)
    spread = len(row) - blanks
    if blanks == 0 or spread <= 0:  # no blanks printed below: nothing says what reaches down
        return _plain(row, None, width)
    each = (width - blanks) // spread if (width - blanks) % spread == 0 else 0
    covers: list[int | None] = []
    cell = -1
    for column, text in enumerate(below):
        begins = not text or column == 0 or not below[column - 1] or _restarts(below, column, covers, each)
        cell += begins and cell + 1 < len(row)
        covers.append(cell)
    return covers


def _restarts(below: Sequence[str], column: int, covers: Sequence[int | None], each: int) -> bool:
    """Whether a new group of sub-headings begins: after `each` columns, or (0) where the group's first label comes again."""
    start = covers.index(covers[-1])
    return column - start == each if each else below[column] == below[start]


def _body(row: Sequence[str], number: int, width: int) -> Iterator[Spot]:
    missing = max(0, width - len(row))
    total = missing > 0 and len(row) > 1 and not is_ordinal(row[0]) and mostly_numbers([cell for cell in row[1:] if cell])
    for i, text in enumerate(row):
        if total:
            yield Spot(text, number, i + missing if i else 0, colspan=1 if i else missing + 1)
        else:  # a row that only names a group: its last cell spans the rest
            yield Spot(text, number, i, colspan=missing + 1 if len(row) <= 2 and i == len(row) - 1 else 1)


def _rectangles(owners: Sequence[Sequence[Owner]]) -> list[list[Spot]]:
    places: dict[tuple[int, str], list[tuple[int, int]]] = {}
    for r, row in enumerate(owners):
        for c, owner in enumerate(row):
            if owner is not None:
                places.setdefault(owner, []).append((r, c))
    out: list[list[Spot]] = [[] for _ in owners]
    for (_, text), taken in places.items():
        (top, left), (bottom, right) = min(taken), max(taken)
        out[top].append(Spot(text, top, left, bottom - top + 1, right - left + 1))
    return [sorted(row, key=lambda spot: spot.column) for row in out]

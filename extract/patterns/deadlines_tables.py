"""Deadlines in tables that assign work: the cells of a column of times ("Thời gian hoàn thành", "Tiến độ")."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from extract.model import Cell, Deadline, DeadlineKind, Document, Span, Table
from extract.patterns.assignment_cells import DITTO
from extract.patterns.dates import Grain
from extract.patterns.deadlines_found import found
from extract.patterns.deadlines_grammar import lexicon
from extract.patterns.deadlines_times import Found
from extract.patterns.pattern import pattern
from extract.text import key

SHARE = pattern(
    "share of the work behind a time",
    catches={"quý III (40%)": "(40%)", "6 tháng đầu năm (60 %)": "(60 %)"},
    misses=("quý III/2022", "(tháng 6)"),
    regex=r"\(\d{1,3}(?:[.,]\d{1,2})?\s?%\)",
)


def of_table(document: Document, table: Table, year: int | None) -> Iterator[Deadline]:
    """A deadline for each row whose time cell says one; a merged cell or a ditto mark counts for every row it stands for."""
    grid = table.grid()
    header = _header_rows(document, grid)
    columns = _columns(document, grid[:header])
    if "time" not in columns:
        return
    above: Cell | None = None
    leads = _leads(document, [row[columns["lead"]] if "lead" in columns else None for row in grid])
    for row, lead in list(zip(grid, leads, strict=True))[header:]:
        cell = row[columns["time"]]
        if cell is None or _is_band(row):
            continue
        above = said = above if above is not None and DITTO.match(key(cell.span.of(document.text))) else cell
        several = _of_cell(document, said, year)
        for one in several:
            span = _inside(document, cell) if len(several) == 1 or said is not cell else one.span.shift(cell.span.start)
            yield _deadline(document, span, one, row, columns, lead)
        note = row[columns["note"]] if "note" in columns else None
        if note is not None and note is not cell:
            for one in found(note.span.of(document.text), year):
                if (one.grain is Grain.DAY and one.rule == "by") or set(one.recurrence) - {"unspecified"}:
                    yield _deadline(document, one.span.shift(note.span.start), one, row, columns, lead)


def _header_rows(document: Document, grid: list[list[Cell | None]]) -> int:
    """How many rows at the top name columns: at least the first."""
    marked = next((i for i, row in enumerate(grid) if not any(c and c.header for c in row)), 1)
    repeats = 1 if len(grid) > 1 and _same_text(document, grid[0], grid[1]) else 0
    return max(marked, 1) + (repeats if marked <= 1 else 0)


def _same_text(document: Document, a: list[Cell | None], b: list[Cell | None]) -> bool:
    """Whether two rows name mostly the same columns: a heading of two rows, flattened."""
    texts = [[c.span.of(document.text).strip() if c else "" for c in row] for row in (a, b)]
    same = sum(bool(x) and x == y for x, y in zip(*texts, strict=True))
    return bool(same * 2 > len(a))


def _columns(document: Document, rows: list[list[Cell | None]]) -> dict[str, int]:
    """Which column holds times, lead agencies, the work."""
    out: dict[str, int] = {}
    for row in rows:
        for at, cell in enumerate(row):
            name = key(cell.span.of(document.text)).strip(" *_") if cell else ""
            for what in ("time", "lead", "work", "note"):
                if what not in out and any(word in name for word in lexicon()["tables"][what]) and len(name) < 60:
                    out[what] = at
                    break
    return out


def _is_band(row: list[Cell | None]) -> bool:
    """A row that one cell fills from side to side is a heading within the table."""
    return len({id(cell) for cell in row}) == 1 and len(row) > 1


def _of_cell(document: Document, cell: Cell, year: int | None) -> tuple[Found, ...]:
    """What a time cell says, one deadline between its semicolons; none for "thường xuyên" and cells without a time. Times that each have
    a share of the work are one each: "6 tháng đầu năm (60%), quý III (40%)"."""
    text, at, out = cell.span.of(document.text), 0, list[Found]()
    for piece in text.split(";"):
        out += [replace(one, span=one.span.shift(at)) for one in _of_piece(piece, year)]
        at += len(piece) + 1
    return tuple(out)


def _of_piece(text: str, year: int | None) -> tuple[Found, ...]:
    """What a time cell says between its semicolons; months apart from one another are one each: "Tháng 5, tháng 10"."""
    times = found(text, year, cell=True)
    if len(times) < 2 or (len(times) == len(SHARE.findall(key(text)))) or _apart(text, times):
        return times
    first, last = times[0], times[-1]
    if first.kind is DeadlineKind.RECURRING:
        return (first,)
    whole = Span(first.span.start, last.span.end)
    if all(t.rule in ("on", "bare") for t in times):  # "29/9 và 30/9"
        return (Found(whole, DeadlineKind.PERIOD, first.last, last.last),)
    starts, ends = [t.first for t in times if t.first], [t.last for t in times if t.last]
    kind = first.kind if first.kind is last.kind else DeadlineKind.PERIOD
    return (Found(whole, kind, min(starts, default=None), max(ends, default=None)),)


def _apart(text: str, times: tuple[Found, ...]) -> bool:
    """Whether months or quarters are listed that leave others out between them."""
    if any(one.grain not in (Grain.MONTH, Grain.QUARTER) or not one.first or not one.last or one.rule == "range" for one in times):
        return False
    gaps = [(text[a.span.end : b.span.start].strip(), _month(b.first) - _month(a.last)) for a, b in pairwise(times)]
    return all(joint in (",", "và", ", và") for joint, _ in gaps) and any(months > 1 for _, months in gaps)


def _month(day: str | None) -> int:
    return 12 * int((day or "0000")[:4]) + int((day or "0000-00")[5:7])


def _leads(document: Document, cells: list[Cell | None]) -> list[str | None]:
    """Who leads in each row; a ditto mark is the cell above."""
    out: list[str | None] = []
    for cell in cells:
        said = cell.span.of(document.text).strip(" *_") if cell else None
        ditto = said is not None and DITTO.match(key(said))
        out.append(out[-1] if ditto and out else said or None)
    return out


def _inside(document: Document, cell: Cell) -> Span:
    """The words of a cell without marks and spaces around them."""
    raw = cell.span.of(document.text)
    return Span(cell.span.start + len(raw) - len(raw.lstrip(" *_")), cell.span.start + len(raw.rstrip(" *_.")))


def _deadline(document: Document, span: Span, made: Found, row: list[Cell | None], columns: dict[str, int], lead: str | None) -> Deadline:
    texts = {name: (c.span.of(document.text).strip(" *_") or None) if (c := row[at]) else None for name, at in columns.items()}
    return Deadline(
        span=span,
        kind=made.kind,
        starts_on=made.first,
        ends_on=made.last,
        recurrence=made.recurrence,
        action=(texts.get("work") or "")[:200] or None,
        agency_text=lead,
        reporting="báo cáo" in key(texts.get("work") or "")[:40],
        rule="time cell",
        confidence=0.9,
    )

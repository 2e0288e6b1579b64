"""Ruled tables as pdfplumber takes them apart: it knows cells whose rules are dashed, doubled or do not quite meet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any

from extract.parsers.pdf_grid import Grid, GridCell

_SNAP = 3.0  # points within which two edges are one
_SHARED = 0.8  # of the smaller area: then two outlines are of one table


class Plumber:
    """A PDF (its path or content) as pdfplumber sees it, opened once, when the first page asks: opening takes the longer the more pages
    there are. Use as a context manager."""

    def __init__(self, source: Path | bytes) -> None:
        self._source = source
        self._document: Any = None

    def __enter__(self) -> Plumber:
        return self

    def __exit__(self, *_: object) -> None:
        if self._document is not None:
            with suppress(Exception):
                self._document.close()

    def plumbed(self, index: int, found: Sequence[Grid]) -> list[Grid]:
        """The tables `found` on page `index` (from 0), each with pdfplumber's cells where it sees the same table, else as it is."""
        seen = [grid for grid in map(_grid, self._tables(index)) if grid is not None]
        return [next((grid for grid in seen if _same(grid, own)), own) for own in found]

    def _tables(self, index: int) -> Iterable[Any]:
        try:
            if self._document is None:
                self._document = _opened(self._source)
            page = self._document.pages[index]
            try:
                return list(page.find_tables())
            finally:
                page.close()
        except Exception:  # another page may be what is damaged
            return _of_one_page(self._source, index)


def _opened(source: Path | bytes, pages: list[int] | None = None) -> Any:
    import pdfplumber

    document = pdfplumber.open(BytesIO(source) if isinstance(source, bytes) else source, pages=pages)
    document.rsrcmgr.get_font = lambda *_: (
        None
    )  # without fonts pdfminer sets no text, which takes most of its time; only rules are asked for
    return document


def _of_one_page(source: Path | bytes, index: int) -> Iterable[Any]:
    try:
        with _opened(source, [index + 1]) as document:
            return list(document.pages[0].find_tables()) if document.pages else []
    except Exception:  # pdfminer raises almost anything on damaged files; the drawn lines alone are good enough then
        return []


def _grid(table: Any) -> Grid | None:
    boxes = sorted({tuple(float(edge) for edge in cell) for cell in table.cells}, key=lambda b: (b[1], b[0]))
    columns, rows = _edges(e for b in boxes for e in (b[0], b[2])), _edges(e for b in boxes for e in (b[1], b[3]))
    if len(columns) < 3 or len(boxes) < 2:
        return None
    cells = []
    for x0, top, x1, bottom in boxes:
        row, column = _nearest(rows, top), _nearest(columns, x0)
        size = max(1, _nearest(rows, bottom) - row), max(1, _nearest(columns, x1) - column)
        cells.append(GridCell(row, column, *size, x0, top, x1, bottom))
    return Grid(columns, rows, tuple(cells))


def _same(a: Grid, b: Grid) -> bool:
    wide = min(a.columns[-1], b.columns[-1]) - max(a.columns[0], b.columns[0])
    high = min(a.rows[-1], b.rows[-1]) - max(a.rows[0], b.rows[0])
    return wide > 0 and high > 0 and wide * high >= _SHARED * max(_area(a), _area(b))


def _area(grid: Grid) -> float:
    return (grid.columns[-1] - grid.columns[0]) * (grid.rows[-1] - grid.rows[0])


def _edges(values: Iterable[float]) -> tuple[float, ...]:
    out: list[float] = []
    for value in sorted(values):
        if not out or value - out[-1] > _SNAP:
            out.append(value)
    return tuple(out)


def _nearest(edges: Sequence[float], value: float) -> int:
    return min(range(len(edges)), key=lambda i: abs(edges[i] - value))

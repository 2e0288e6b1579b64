"""Drawn lines -> the cells of ruled tables, whether the lines come from a PDF's drawing commands or from a scanned picture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

_NEAR = 3.0  # points within which two rules are one, or touch
_MOST = 1500  # rules on a page; beyond it a drawing, or an attack
_MOST_SQUARES = 40_000  # squares of one grid


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line in points: `at` is its height where it lies across, its distance from the left where it stands upright."""

    across: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a grid: row and column count from 0; edges in points from the top left corner of the page."""

    row: int
    column: int
    rowspan: int
    colspan: int
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: the places of its upright and lying edges in points, and its cells row by row."""

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    cells: tuple[GridCell, ...]


def grids(rules: Iterable[Rule]) -> list[Grid]:
    """The tables that `rules` draw, from the top down; what has fewer than two cells is a frame or an underline and no table.

    A page with more rules than any table needs gives none."""
    whole = merged(rules)
    if len(whole) > _MOST:
        return []
    found = [grid for group in _touching(whole) if (grid := _grid(group)) is not None]
    return sorted(found, key=lambda grid: (grid.rows[0], grid.columns[0]))


def merged(rules: Iterable[Rule]) -> list[Rule]:
    """Rules on one line that touch are one: a table is often drawn cell by cell."""
    out: list[Rule] = []
    for across in (True, False):
        row: list[Rule] = []
        for rule in sorted((r for r in rules if r.across is across), key=lambda r: r.at):
            if row and rule.at - row[0].at > _NEAR:
                out += _chained(row)
                row = []
            row.append(rule)
        out += _chained(row)
    return out


def _chained(row: list[Rule]) -> Iterator[Rule]:
    current: Rule | None = None
    for rule in sorted(row, key=lambda r: r.start):
        if current is None or rule.start > current.end + _NEAR:
            if current is not None:
                yield current
            current = rule
        else:
            current = replace(current, end=max(current.end, rule.end))
    if current is not None:
        yield current


def _touching(rules: Sequence[Rule]) -> Iterator[list[Rule]]:
    """Rules that cross or meet, directly or by others, as one group each."""
    lying, upright = [r for r in rules if r.across], [r for r in rules if not r.across]
    left, groups = set(range(len(upright))), list[list[Rule]]()
    waiting = set(range(len(lying)))
    while waiting:
        across, down, todo = set[int](), set[int](), [waiting.pop()]
        while todo:
            h = todo.pop()
            across.add(h)
            met = [v for v in left if _meet(lying[h], upright[v])]
            left.difference_update(met)
            down.update(met)
            more = [i for i in waiting if any(_meet(lying[i], upright[v]) for v in met)]
            waiting.difference_update(more)
            todo += more
        groups.append([*(lying[i] for i in across), *(upright[v] for v in down)])
    yield from groups


def _meet(lying: Rule, upright: Rule) -> bool:
    return lying.start - _NEAR <= upright.at <= lying.end + _NEAR and upright.start - _NEAR <= lying.at <= upright.end + _NEAR


def _grid(rules: Sequence[Rule]) -> Grid | None:
    lying, upright = [r for r in rules if r.across], [r for r in rules if not r.across]
    if len(lying) < 2 or not upright:
        return None
    # A table may be open at its sides: where rules reach beyond the last upright one, the edge is where they end.
    columns = _places([r.at for r in upright], (min(r.start for r in lying), max(r.end for r in lying)))
    rows = _places([r.at for r in lying], (min(r.start for r in upright), max(r.end for r in upright)))
    if (len(columns) - 1) * (len(rows) - 1) > _MOST_SQUARES:
        return None
    cells = tuple(_cells(columns, rows, lying, upright))
    return Grid(columns, rows, cells) if len(columns) > 2 and len(cells) >= 2 else None


def _places(values: Sequence[float], ends: tuple[float, float]) -> tuple[float, ...]:
    """`values` in order, those that are nearly one as one; an end where none of them stands near it."""
    out: list[float] = []
    for value in sorted(values):
        if not out or value - out[-1] > 2 * _NEAR:
            out.append(value)
    before, after = ends[0] < out[0] - 2 * _NEAR, ends[1] > out[-1] + 2 * _NEAR
    return (*ends[: int(before)], *out, *(ends[1:] if after else ()))


def _cells(columns: Sequence[float], rows: Sequence[float], lying: Sequence[Rule], upright: Sequence[Rule]) -> Iterator[GridCell]:
    """Squares of the grid that no rule parts are one cell, which reaches over the smallest rectangle around them."""
    wide, high = len(columns) - 1, len(rows) - 1
    floor = _drawn(lying, rows, columns)
    wall = _drawn(upright, columns, rows)
    seen: set[tuple[int, int]] = set()
    for row in range(high):
        for column in range(wide):
            if (row, column) in seen:
                continue
            to_column, to_row = column, row
            while to_column + 1 < wide and (to_column + 1, row) not in wall and (row, to_column + 1) not in seen:
                to_column += 1
            while to_row + 1 < high and not any((to_row + 1, c) in floor for c in range(column, to_column + 1)):
                to_row += 1
            seen |= {(r, c) for r in range(row, to_row + 1) for c in range(column, to_column + 1)}
            size = to_row - row + 1, to_column - column + 1
            yield GridCell(row, column, *size, columns[column], rows[row], columns[to_column + 1], rows[to_row + 1])


def _drawn(rules: Sequence[Rule], places: Sequence[float], steps: Sequence[float]) -> set[tuple[int, int]]:
    """(place, step) of every stretch between two neighbouring `steps` along which a rule is drawn at `places`."""
    out: set[tuple[int, int]] = set()
    for rule in rules:
        place = min(range(len(places)), key=lambda i: abs(places[i] - rule.at))
        for step in range(len(steps) - 1):
            if (
                rule.start - _NEAR <= (steps[step] * 0.7 + steps[step + 1] * 0.3)
                and (steps[step] * 0.3 + steps[step + 1] * 0.7) <= rule.end + _NEAR
            ):
                out.add((place, step))
    return out

"""Columns that are the sum of others: parts of a whole count what the whole counts."""

from __future__ import annotations

from dataclasses import replace

from extract.patterns.table_captions import TableAbove
from extract.patterns.table_cells import figure
from extract.patterns.table_headers import Layout, Role
from extract.patterns.table_labels import Label

_POOR = ("poor", "near", "multidimensional")


def summed(laid: Layout, words: list[list[str]]) -> dict[int, tuple[int, ...]]:
    """Columns that are in every row the sum of two or more neighbours, with these; `words`: the texts of the data rows' cells.

    A sum stands behind its parts or before them ("Xây mới | Sửa chữa | Cộng", "Tổng | Hộ nghèo | Hộ cận nghèo").
    """
    columns = [column.index for column in laid.columns if column.role is Role.VALUE]
    values = [row for row in ([_value(cells[c]) for c in columns] for cells in words) if any(row)]
    found: dict[int, tuple[int, ...]] = {}
    for at in range(len(columns)):
        for parts in (*(range(start, at) for start in range(at - 1)), *(range(at + 1, end + 1) for end in range(at + 2, len(columns)))):
            if len(values) > 1 and all(row[at] and abs(sum(row[p] for p in parts) - row[at]) < 1e-6 for row in values):
                found[columns[at]] = tuple(columns[p] for p in parts)
                break
    return found


def shared(labels: dict[int, Label], sums: dict[int, tuple[int, ...]], above: TableAbove) -> dict[int, Label]:
    """What the columns say, with what a sum and its parts leave to one another.

    A sum is no count of all inhabitants and has its parts' unit. Under a caption of something that is given ("cấp thẻ bảo hiểm y tế",
    "xóa nhà tạm") its parts "Hộ nghèo", "Hộ cận nghèo" are those who get it.
    """
    given = above.caption.finding or (above.heading.finding if above.fact is None else None)
    told = dict(labels)
    for total, parts in sums.items():
        units = {labels[p].unit for p in parts}
        whole = labels[total]
        if whole.finding is None or (whole.finding.poverty in _POOR and whole.fact):
            unit = whole.unit or (next(iter(units)) if len(units) == 1 else None)
            told[total] = replace(whole, fact=None if whole.fact and above.assigns else whole.fact, unit=unit)
        if given is None or given.poverty is not None or whole.finding is not None:
            continue
        for part in parts:
            said = labels[part].finding
            if said is not None and said.poverty in _POOR and not (labels[part].remains or labels[part].changes):
                told[part] = replace(labels[part], finding=given)
    return told


def _value(cell: str) -> float:
    said = figure(cell, "household")
    return said.value if said else 0.0

"""The data rows of a table: name, unit and what the name says."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.patterns.pattern import pattern
from extract.patterns.table_captions import TableAbove
from extract.patterns.table_cells import is_figure
from extract.patterns.table_headers import Layout, Role
from extract.patterns.table_labels import Label, alone, read
from extract.text import key

PART = pattern(
    "a row that is part of the one above",
    catches={"- Dân tộc thiểu số": "-", "Trong đó: nữ": "trong đó", "+ Xây mới": "+", "Riêng huyện nghèo": "riêng"},
    misses=("Tỷ lệ hộ nghèo", "1. Số hộ"),
    regex=r"""^(?:[-+*•]|trong\ đó|riêng|gồm|bao\ gồm|tr\.đó)""",
)
LIST_MARK = re.compile(r"^\s*(?:[-+*•]|\(?(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,4}|[a-zđ])[.)])\s*")


@dataclass(frozen=True, slots=True)
class Row:
    """A data row: its name, unit and label; `parent` the label of the row it stands under."""

    name: str
    label: Label
    unit: str | None
    scale: float
    parent: Label | None


def data_row(words: list[str], laid: Layout, above: TableAbove, parent: Label | None) -> Row | None:
    """A data row from its cells\' texts, or None where it has no name; `parent`: the label of the row it may be a part of."""
    by_role = {role: [words[c.index] for c in laid.columns if c.role is role] for role in Role}
    name = next((w for w in by_role[Role.NAME] if w), "") or next((w for w in by_role[Role.ORDINAL] if len(w) > 3 and not is_figure(w)), "")
    raw = " ".join(name.split())
    name = LIST_MARK.sub("", raw).strip(" :")
    if not name:
        return None
    parent = parent if PART.match(key(raw)) or not any(by_role[Role.ORDINAL]) else None
    unit, scale = next(((u, s) for w in by_role[Role.UNIT] if w and (u := alone(w)[0]) and (s := alone(w)[1])), (None, 1.0))
    return Row(name, read((name,), above.period) if laid.indicator_rows else Label(), unit, scale, parent)

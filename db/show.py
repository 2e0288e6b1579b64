"""One file's rows on a terminal, or as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from db import folder
from db.ids import plan_id
from db.rows import Row, Rows, Source, rows
from extract.parsers import Options

_TABLES: Final = {
    "sections": ("Đề mục / Sections", ("label", "title", "kind", "page")),
    "legal_references": ("Căn cứ pháp lý / Legal references", ("relation", "doc_type", "number", "issued", "issuer", "subject")),
    "targets": ("Chỉ tiêu / Targets", ("kind", "indicator", "comparator", "value", "unit", "year", "population", "text")),
    "deadlines": ("Thời hạn / Deadlines", ("kind", "starts_on", "ends_on", "recurrence", "agency_text", "text")),
    "responsibilities": ("Trách nhiệm / Responsibilities", ("role", "agency", "task", "topics")),
    "problems": ("Lưu ý / Problems", ("severity", "stage", "message", "message_en", "page")),
}
_UNSEEN: Final = ("text", "folder")


def read(path: Path, options: Options) -> Rows:
    """The rows of the file at `path`. Raises what `extract.reading.read` raises, and OSError."""
    from extract import reading

    sha256 = folder.sha256(path)
    source = Source(plan_id(sha256), folder.label(path.absolute().parent), folder.label(Path(path.name)), sha256)
    return rows(reading.read(path, options), source)


def as_json(made: Rows) -> str:
    """The plan and its rows; columns that hold JSON as lists."""
    shown = {"plan": _open(made["plans"][0]), **{table: [_open(row) for row in made[table]] for table in _TABLES}}
    return json.dumps(shown, ensure_ascii=False, indent=2)


def show(made: Rows, console: Any) -> None:
    """Prints the plan's own fields and a table for each kind of row to a rich `console`."""
    from rich.table import Table

    header = Table(show_header=False, box=None)
    for name, value in made["plans"][0].items():
        if value is not None and name not in _UNSEEN:
            header.add_row(name, _cell(value))
    console.print(header)
    for table, (title, columns) in _TABLES.items():
        if made[table]:
            console.print(_table(Table(title=f"{title}: {len(made[table])}", title_justify="left"), columns, made[table]))


def _table(table: Any, columns: Iterable[str], found: Iterable[Row]) -> Any:
    for name in columns:
        table.add_column(name, overflow="fold")
    for row in found:
        table.add_row(*(_cell(row[name]) for name in columns))
    return table


def _cell(value: object) -> str:
    from rich.markup import escape

    if value is None:
        return ""
    return escape(f"{value:g}" if isinstance(value, float) and abs(value) < 1e6 else str(value))


def _open(row: Row) -> Row:
    """A row with its JSON columns as lists."""
    return {name: json.loads(value) if name in ("boxes", "recurrence", "topics") and value else value for name, value in row.items()}

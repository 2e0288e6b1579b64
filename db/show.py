"""One file's rows on a terminal, or as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from db import folder
from db.ids import plan_id
from db.rows import Row, Rows, Source, rows
from extract.parsers import Options
from extract.vocabulary import label

# Table -> its title, then each column with its heading and, where it holds codes, whose words they are.
_TABLES: Final = {
    "sections": (
        "Đề mục / Sections",
        {"label": ("số", ""), "title": ("đề mục", ""), "kind": ("loại", "section_kind"), "page": ("trang", "")},
    ),
    "legal_references": (
        "Căn cứ pháp lý / Legal references",
        {
            "relation": ("quan hệ", "relation"),
            "doc_type": ("loại", "doc_type"),
            "number": ("số", ""),
            "issued": ("ngày", ""),
            "issuer": ("cơ quan ban hành", ""),
            "subject": ("về việc", ""),
        },
    ),
    "short_references": (
        "Dẫn tắt / Short references",
        {"text": ("nguyên văn", ""), "doc_type": ("loại", "doc_type"), "number": ("số", ""), "to_self": ("chính nó", "")},
    ),
    "targets": (
        "Chỉ tiêu / Targets",
        {
            "kind": ("loại", "kind"),
            "indicator": ("chỉ tiêu", "indicator"),
            "comparator": ("so", "comparator"),
            "value": ("giá trị", ""),
            "unit": ("đơn vị", "unit"),
            "year": ("năm", ""),
            "population": ("đối tượng", ""),
            "text": ("nguyên văn", ""),
        },
    ),
    "deadlines": (
        "Thời hạn / Deadlines",
        {
            "kind": ("loại", "kind"),
            "starts_on": ("từ", ""),
            "ends_on": ("đến", ""),
            "recurrence": ("định kỳ", "recurrence"),
            "agency_text": ("cơ quan", ""),
            "text": ("nguyên văn", ""),
        },
    ),
    "responsibilities": (
        "Trách nhiệm / Responsibilities",
        {"role": ("vai trò", "role"), "agency": ("cơ quan", ""), "task": ("nhiệm vụ", ""), "topics": ("chủ đề", "topic")},
    ),
    "problems": (
        "Lưu ý / Problems",
        {"severity": ("mức", "severity"), "message": ("nội dung", ""), "message_en": ("English", ""), "page": ("trang", "")},
    ),
}
_HEADER: Final = {
    "file": ("tệp / file", ""),
    "doc_type": ("loại / type", "doc_type"),
    "number": ("số / number", ""),
    "issued": ("ngày / issued", ""),
    "issuer": ("cơ quan ban hành / issuer", ""),
    "level": ("cấp / level", "level"),
    "province": ("tỉnh / province", ""),
    "district": ("huyện / district", ""),
    "commune": ("xã / commune", ""),
    "period_start": ("từ năm / from", ""),
    "period_end": ("đến năm / to", ""),
    "signer": ("người ký / signer", ""),
    "title": ("trích yếu / title", ""),
}


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
    for name, (title, of) in _HEADER.items():
        if made["plans"][0][name] is not None:
            header.add_row(title, _cell(made["plans"][0][name], of))
    console.print(header)
    for table, (title, columns) in _TABLES.items():
        if made[table]:
            console.print(_table(Table(title=f"{title}: {len(made[table])}", title_justify="left"), columns, made[table]))


def _table(table: Any, columns: Mapping[str, tuple[str, str]], found: Iterable[Row]) -> Any:
    for title, _ in columns.values():
        table.add_column(title, overflow="fold")
    for row in found:
        table.add_row(*(_cell(row[name], of) for name, (_, of) in columns.items()))
    return table


def _cell(value: object, of: str) -> str:
    """A value as text; a code, or a JSON list of codes, in the words for it."""
    from rich.markup import escape

    if value is None:
        return ""
    if of:
        codes = json.loads(str(value)) if str(value).startswith("[") else [str(value)]
        return escape(", ".join(label(of, code) for code in codes))
    return escape(f"{value:g}" if isinstance(value, float) and abs(value) < 1e6 else str(value))


def _open(row: Row) -> Row:
    """A row with its JSON columns as lists."""
    return {name: json.loads(value) if name in ("boxes", "recurrence", "topics") and value else value for name, value in row.items()}

"""What a load did, in a few lines at its end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from db.connect import reader
from db.load import Summary

_TABLES: Final = {
    "sections": "đề mục / sections",
    "legal_references": "căn cứ pháp lý / legal references",
    "short_references": "dẫn tắt / short references",
    "targets": "chỉ tiêu / targets",
    "deadlines": "thời hạn / deadlines",
    "responsibilities": "trách nhiệm / responsibilities",
    "problems": "lưu ý / problems",
}
_SHOWN: Final = 20


def lines(summary: Summary, database: Path) -> Iterator[str]:
    """This load in files, then what the database holds by now."""
    if not summary.read and not summary.moved and not summary.gone:
        yield "Không có gì thay đổi nên không đọc lại tệp nào. / Nothing has changed; no file was read."
    counts = {
        "đã đọc / read": summary.read,
        "không đổi / unchanged": summary.unchanged,
        "đã chuyển chỗ / moved": summary.moved,
        "đã bỏ / removed": summary.gone,
        "không đọc được / unread": len(summary.unread),
        "không phải kế hoạch / no plans": summary.skipped,
    }
    yield "; ".join(f"{name}: {count}" for name, count in counts.items() if count)
    for words, files in (("Đọc được một phần / Read in part", summary.partial), ("Không đọc được / Not read", summary.unread)):
        if files:
            more = f" ... (+{len(files) - _SHOWN})" if len(files) > _SHOWN else ""
            yield f"{words}: {', '.join(sorted(files)[:_SHOWN])}{more}"
    connection = reader(database)
    plans, copies = connection.execute("select count(*), count(same_as) from plans").fetchone()
    yield f"{database}: {plans} kế hoạch / plans" + (f" ({copies} bản sao / copies)" if copies else "")
    for table, words in _TABLES.items():
        yield f"  {connection.execute(f'select count(*) from {table}').fetchone()[0]:>8}  {words}"
    connection.close()
    yield f"Xem / Browse: kehoach serve --db {database}"

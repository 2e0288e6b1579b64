"""Corrections that people make, in a database of their own beside the plans, which no load ever rewrites.

A correction names its row by id and repeats the quote, so that it is found again after a reload and can be told when the quote has changed.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Final

import sqlite_utils

from db.schema import columns

COLUMNS: Final = columns("id source_table source_id plan_id quote field old new by at note")
_INDEXES: Final = ("source_id", "plan_id", "at")


def beside(database: Path) -> Path:
    """Where the corrections to `database` lie."""
    return database.with_name("corrections.db")


def open_(path: Path) -> sqlite3.Connection:
    """The corrections at `path`, made where there are none."""
    connection = sqlite3.connect(path)
    connection.execute("pragma journal_mode = wal")
    table = sqlite_utils.Database(connection).table("corrections")
    if not table.exists():
        table.create(COLUMNS, pk="id", not_null=["source_table", "source_id", "field", "at"])
        for column in _INDEXES:
            table.create_index([column])
    connection.commit()
    return connection

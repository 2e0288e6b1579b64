"""Answers of saved questions, kept for as long as the database stays as it is: what a load commits shows at once, without a restart."""

from __future__ import annotations

import sqlite3
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

if TYPE_CHECKING:  # Datasette loads its plugins while it is being imported itself
    from datasette.database import Database

MOST_ROWS: Final = 50_000  # kept in all, some 1 KB each
MOST_OF_ONE: Final = 10_000  # of one answer: whole files are not kept

Key = tuple[str, tuple[tuple[str, str], ...]]
"""A question's SQL, and its parameters with their values."""


@dataclass(slots=True)
class Kept:
    """The answers to what was asked of one database, those asked for last at the end; `version`: the state of the database they are of."""

    watch: sqlite3.Connection
    version: int | None = None
    rows: int = 0
    answers: OrderedDict[Key, list[sqlite3.Row]] = field(default_factory=OrderedDict)

    def current(self) -> int | None:
        """SQLite's `data_version`, which another connection's commit changes; null where it cannot be read just now."""
        try:
            return int(self.watch.execute("pragma data_version").fetchone()[0])
        except sqlite3.Error:
            return None

    def forget(self) -> None:
        self.answers.clear()
        self.rows = 0

    def find(self, key: Key) -> list[sqlite3.Row] | None:
        """The answer, if it is of the database as it is now."""
        if (now := self.current()) is None or now != self.version:
            self.forget()
            self.version = now
        if key in self.answers:
            self.answers.move_to_end(key)
        return self.answers.get(key)

    def keep(self, key: Key, found: list[sqlite3.Row], version: int | None) -> None:
        """`version`: of the database before it was asked; an answer of another state than the rest is not kept."""
        if version is None or version != self.version or key in self.answers or len(found) > MOST_OF_ONE:
            return
        self.answers[key] = found
        self.rows += len(found) + 1
        while self.rows > MOST_ROWS:
            self.rows -= len(self.answers.popitem(last=False)[1]) + 1


_KEPT: WeakKeyDictionary[Database, Kept] = WeakKeyDictionary()


def of(database: Database) -> Kept | None:
    """What is kept of a database; null for one without a file."""
    if database not in _KEPT and database.path:
        _KEPT[database] = Kept(database.connect())
    return _KEPT.get(database)


async def answer(database: Database, sql: str, parameters: dict[str, str]) -> list[sqlite3.Row]:
    """The rows of a question, asked of SQLite where its answer is not known."""
    kept = of(database)
    key = (sql, tuple(sorted(parameters.items())))
    if kept and (found := kept.find(key)) is not None:
        return found
    version = kept.version if kept else None
    found = list(await database.execute(sql, parameters))
    if kept:
        kept.keep(key, found, version)
    return found

"""Runs the saved questions of metadata.yml by name, so that every number on a page can be read there."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from datasette.utils.asgi import Request

from web import kept

if TYPE_CHECKING:  # Datasette loads its plugins while it is being imported itself
    from datasette.app import Datasette
    from datasette.database import Database

Row = dict[str, Any]
NAME = "kehoach"  # of the database in metadata.yml


class NoPlansError(Exception):
    """No database with plans is served, or its saved questions are missing."""


def listed(value: Any) -> list[str]:
    """A JSON list of the tables as a list; empty where the text is no such list."""
    try:
        found = json.loads(value or "[]") if isinstance(value, str) else value
    except ValueError:
        return []
    return [str(one) for one in found] if isinstance(found, list) else []


async def plans_database(datasette: Datasette) -> Database | None:
    """The first database served that has a table `plans`."""
    for database in datasette.databases.values():
        if not database.name.startswith("_") and await database.table_exists("plans"):
            return database
    return None


async def share_metadata(datasette: Datasette) -> None:
    """Let the descriptions and questions written for `kehoach` serve a database file of another name too."""
    database = await plans_database(datasette)
    databases = datasette._metadata_local.get("databases") or {}
    if database and NAME in databases:
        databases.setdefault(database.name, databases[NAME])


def described(datasette: Datasette) -> dict[str, Any]:
    """What metadata.yml says of the plans' database: its tables with their columns."""
    return dict((datasette._metadata_local.get("databases") or {}).get(NAME) or {})


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a saved question, read from SQLite as they are taken, however many, and anew each time; for files, not for pages."""

    database: Database
    prepare: Callable[[sqlite3.Connection], None]
    sql: str
    parameters: dict[str, str]

    def __iter__(self) -> Iterator[Row]:
        table = self.table()
        names = next(table)
        return (dict(zip(names, row, strict=True)) for row in table)

    def table(self) -> Iterator[tuple[Any, ...]]:
        """The names of the columns, then the rows."""
        connection: sqlite3.Connection = self.database.connect()
        with closing(connection):
            if connection in self.database._all_file_connections:  # which would keep it as long as the server runs
                self.database._all_file_connections.remove(connection)
            self.prepare(connection)
            cursor = connection.execute(self.sql, self.parameters)
            yield tuple(column for column, *_ in cursor.description)
            yield from map(tuple, cursor)


async def ask(datasette: Datasette, request: Request, name: str, **values: str) -> list[Row]:
    """All rows of a saved question; a parameter left out is empty, which means all.

    Raises NoPlansError where there is nothing to ask, Forbidden where the visitor may not see it.
    """
    database, sql, parameters = await _question(datasette, request, name, values)
    rows = await kept.answer(database, sql, parameters)
    columns = rows[0].keys() if rows else []
    return [dict(zip(columns, row, strict=False)) for row in rows]  # of one answer, so as many as it has columns


async def rows(datasette: Datasette, request: Request, name: str, **values: str) -> Rows:
    """The same rows one at a time. Raises what `ask` raises."""
    database, sql, parameters = await _question(datasette, request, name, values)
    return Rows(database, lambda connection: datasette._prepare_connection(connection, database.name), sql, parameters)


async def _question(datasette: Datasette, request: Request, name: str, values: dict[str, str]) -> tuple[Database, str, dict[str, str]]:
    database = await plans_database(datasette)
    query = database and await datasette.get_canned_query(database.name, name, request.actor)
    if not database or not query:
        raise NoPlansError(name)
    permissions = [("view-query", (database.name, name)), ("view-database", database.name), "view-instance"]
    await datasette.ensure_permissions(request.actor, permissions)
    return database, query["sql"], dict.fromkeys(query.get("params", []), "") | values

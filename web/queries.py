"""Runs the saved questions of metadata.yml by name, so that every number on a page can be read there."""

from __future__ import annotations

import json
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


async def ask(datasette: Datasette, request: Request, name: str, **values: str) -> list[Row]:
    """All rows of a saved question; a parameter left out is empty, which means all.

    Raises NoPlansError where there is nothing to ask, Forbidden where the visitor may not see it.
    """
    database = await plans_database(datasette)
    query = database and await datasette.get_canned_query(database.name, name, request.actor)
    if not database or not query:
        raise NoPlansError(name)
    permissions = [("view-query", (database.name, name)), ("view-database", database.name), "view-instance"]
    await datasette.ensure_permissions(request.actor, permissions)
    parameters = dict.fromkeys(query.get("params", []), "") | values
    rows = await kept.answer(database, query["sql"], parameters)
    columns = rows[0].keys() if rows else []
    return [dict(zip(columns, row, strict=True)) for row in rows]

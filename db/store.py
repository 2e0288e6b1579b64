"""Writing what a load found: each file in one transaction, so that no reader ever sees half a plan.

A file's old rows go and its new ones come together; what a crash leaves is whole files, and the next load does the rest.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from db import problems
from db.changes import Known, Moved
from db.connect import transaction
from db.folder import Found, Unlisted
from db.rows import Rows, Source
from db.schema import OF_A_PLAN, TABLES
from extract.model import Header, Problem, Severity, Status

# Rows that many plans share: what is known already stays, what was open is filled in.
_SHARED = {"agencies": ("sector", "level"), "instruments": ("issuer", "title", "year")}
_AT_ONCE = 1_000  # SQLite takes 32,766 values in a statement


@dataclass(frozen=True, slots=True)
class FileRow:
    """A row of `files`, but for when it was written; `plan_id` is the plan's if the file gives one, and that of its old rows."""

    folder: str
    found: Found
    sha256: str | None
    status: Status
    plan_id: str | None
    extractor: str
    tools: str


def known(connection: sqlite3.Connection) -> list[Known]:
    """Every file that the database knows."""
    select = "select folder, file, raw, sha256, status, plan_id, extractor, tools from files"
    return [
        Known(folder, file, Path(os.fsdecode(raw)) if raw else Path(folder, *file.split("/")), *rest)
        for folder, file, raw, *rest in connection.execute(select)
    ]


def write(
    connection: sqlite3.Connection, file: FileRow, rows: Rows | None, found: Iterable[Problem] = (), gives_way: Iterable[Known] = ()
) -> None:
    """One file with its plan's `rows` (null: none) and further problems; the files of `gives_way` go, with their plans."""
    with transaction(connection):
        gone = [_delete(connection, known) for known in gives_way]
        gone.append(_delete_plan(connection, file.plan_id))
        for table in ("files", "problems"):
            connection.execute(f"delete from {table} where folder = ? and file = ?", (file.folder, file.found.file))
        for table, made in (rows or {}).items():
            (_insert_at_once if table == "search" else _insert)(connection, table, made)
        _insert(connection, "problems", [problems.row(problem, file.folder, file.found.file) for problem in found])
        _insert(connection, "files", [_file_row(connection, file, file.plan_id if rows else None)])
        if any(gone):
            _let_go(connection)


def problem_of(connection: sqlite3.Connection, known: Known) -> Problem:
    """Why a file known could not be read."""
    select = "select stage, severity, message, message_en, page from problems where folder = ? and file = ? order by severity limit 1"
    row = connection.execute(select, (known.folder, known.file)).fetchone() or ("open", "error", "Không đọc được.", "Cannot be read.", None)
    return Problem(row[0], Severity(row[1]), *row[2:])


def unlisted(connection: sqlite3.Connection, folder: str, found: Iterable[Unlisted]) -> None:
    """The directories of `folder` that could not be listed this time."""
    with transaction(connection):
        connection.execute("delete from problems where folder = ? and stage = 'load' and plan_id is null", (folder,))
        _insert(connection, "problems", [problems.row(directory.problem, folder, directory.file) for directory in found])


def forget(connection: sqlite3.Connection, gone: Iterable[Known]) -> None:
    """Takes away files that are there no more, with all their rows."""
    with transaction(connection):
        for known in gone:
            _delete(connection, known)
        _let_go(connection)


def move(connection: sqlite3.Connection, moves: Iterable[tuple[Moved, Source]]) -> None:
    """Files that are elsewhere now: same rows, same ids. In one transaction, since two files may have changed places."""
    with transaction(connection):
        moved = []
        for file, source in moves:
            key = (file.was.folder, file.was.file)
            row = connection.execute("select * from files where folder = ? and file = ?", key).fetchone()
            fields = dict(zip(TABLES["files"].columns, row, strict=True))
            moved.append((file, source, fields | {"folder": source.folder, "file": source.file, "raw": file.found.raw}))
        for file, _, _ in moved:
            for known in (replace(file.was, plan_id=None), *file.gives_way):
                _delete(connection, known)
        for file, source, fields in moved:
            _insert(connection, "files", [fields])
            _follow(connection, file.was, source)
        _let_go(connection)


def _follow(connection: sqlite3.Connection, was: Known, source: Source) -> None:
    """The plan and the problems of a moved file, with what its new folders say."""
    place = (source.folder, source.file)
    if was.plan_id is None:
        connection.execute("update problems set folder = ?, file = ? where folder = ? and file = ?", (*place, was.folder, was.file))
        return
    connection.execute(
        "update plans set folder = ?, file = ?, folder_province = ?, folder_year = ? where id = ?",
        (*place, source.folder_province, source.folder_year, was.plan_id),
    )
    connection.execute("update problems set folder = ?, file = ? where plan_id = ?", (*place, was.plan_id))
    connection.execute("delete from problems where plan_id = ? and stage = 'load'", (was.plan_id,))
    select = "select province, period_start, period_end, issued from plans where id = ?"
    province, start, end, issued = connection.execute(select, (was.plan_id,)).fetchone()
    header = Header(province=province, period_start=start, period_end=end, issued=issued)
    conflicts = problems.conflicts(header, source.folder_province, source.folder_year)
    _insert(connection, "problems", [problems.row(problem, *place, was.plan_id) for problem in conflicts])


def _file_row(connection: sqlite3.Connection, file: FileRow, plan_id: str | None) -> dict[str, Any]:
    now = connection.execute("select strftime('%Y-%m-%dT%H:%M:%SZ', 'now')").fetchone()[0]
    return {
        "folder": file.folder,
        "file": file.found.file,
        "sha256": file.sha256,
        "status": file.status.value,
        "plan_id": plan_id,
        "extractor": file.extractor,
        "loaded_at": now,
        "tools": file.tools,
        "raw": file.found.raw,
    }


def _delete(connection: sqlite3.Connection, known: Known) -> bool:
    """A file as it was known, with its plan; where another content has its place by now, that stays. Whether there was a plan."""
    at = (known.folder, known.file)
    connection.execute("delete from files where folder = ? and file = ? and sha256 is ?", (*at, known.sha256))
    connection.execute("delete from problems where folder = ? and file = ? and plan_id is ?", (*at, known.plan_id))
    return _delete_plan(connection, known.plan_id)


def _delete_plan(connection: sqlite3.Connection, plan_id: str | None) -> bool:
    """A plan with all its rows; whether there was one."""
    if plan_id is None:
        return False
    for table in (*OF_A_PLAN, "problems"):
        connection.execute(f"delete from {table} where plan_id = ?", (plan_id,))
    return connection.execute("delete from plans where id = ?", (plan_id,)).rowcount > 0


def _let_go(connection: sqlite3.Connection) -> None:
    """What points at a plan that is gone points at none, until `db.links` finds another."""
    for table, column in (("plans", "same_as"), ("instruments", "plan_id")):
        gone = f"{column} is not null and {column} not in (select id from plans)"
        connection.execute(f"update {table} set {column} = null where {gone}")


def _insert(connection: sqlite3.Connection, table: str, rows: Iterable[dict[str, Any]]) -> None:
    names = TABLES[table].columns
    values = ", ".join(f":{name}" for name in names)
    keep = ", ".join(f"{name} = coalesce({table}.{name}, excluded.{name})" for name in _SHARED.get(table, ()))
    otherwise = f" on conflict (id) do update set {keep}" if keep else ""
    connection.executemany(f"insert into {table} ({', '.join(names)}) values ({values}){otherwise}", rows)


def _insert_at_once(connection: sqlite3.Connection, table: str, rows: Sequence[dict[str, Any]]) -> None:
    """Rows for full text, many in each statement: after every statement FTS5 writes what is new as a piece of its own, and piecing
    together one a row costs the more the more there is already."""
    names = [name for name in TABLES[table].columns if name != "id"]
    for start in range(0, len(rows), _AT_ONCE):
        some = rows[start : start + _AT_ONCE]
        values = ", ".join([f"({', '.join('?' * len(names))})"] * len(some))
        connection.execute(f"insert into {table} ({', '.join(names)}) values {values}", [row[name] for row in some for name in names])


def replace_all(connection: sqlite3.Connection, table: str, rows: Iterable[dict[str, Any]]) -> None:
    """A table's whole content, within the caller's transaction."""
    connection.execute(f"delete from {table}")
    _insert(connection, table, rows)


def columns(connection: sqlite3.Connection, select: str, *values: object) -> Iterator[dict[str, Any]]:
    """The rows of a query as dictionaries."""
    cursor = connection.execute(select, values)
    names = [column[0] for column in cursor.description]
    return (dict(zip(names, row, strict=True)) for row in cursor)

"""What ties plans together, worked out anew after a load: copies, documents held, places, agencies and their successors.

All of it is made from the rows that are there, so the order in which files came does not matter.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from db import near
from db.connect import transaction
from db.same_as import Copy, originals
from db.store import columns, replace_all

Row = dict[str, Any]
_LINKED = 0x6B656C6B  # "kelk"
_SAMPLED = 2_000  # rows of an index from which SQLite learns how to search it


def relink(connection: sqlite3.Connection, authority: bool = True) -> None:
    """Brings everything that one plan's rows do not settle up to date, in one transaction; `authority`: the authority tables too."""
    with transaction(connection):
        if authority:
            for name in ("agency_succession", "places"):
                replace_all(connection, name, authority_rows(name))
        _agencies(connection)
        _places(connection)
        _same_as(connection)
        _instruments(connection)
    connection.execute(f"pragma analysis_limit = {_SAMPLED}")
    connection.execute("analyze")


def is_linked(connection: sqlite3.Connection) -> bool:
    """Whether nothing has come or gone since the last `relink` of a load, even one that crashed."""
    return bool(connection.execute("pragma application_id").fetchone()[0] == _LINKED)


def set_linked(connection: sqlite3.Connection, linked: bool) -> None:
    """False before plans come and go, true when all has been brought up to date; kept in the head of the database file."""
    connection.execute(f"pragma application_id = {_LINKED if linked else 0}")


@cache
def authority_rows(name: str) -> list[Row]:
    """`agencies`, `agency_succession` or `places` as the authority files have them."""
    from extract.authority import tables

    return [dict(row) for row in tables.rows(name)]


def _agencies(connection: sqlite3.Connection) -> None:
    """The agencies of the authority files, and those that plans name, while they do."""
    used = "select agency_id from responsibilities union select agency_id from deadlines"
    met = {row["id"]: row for row in columns(connection, f"select * from agencies where id in ({used})")}
    own = {row["id"]: row for row in authority_rows("agencies")}
    replace_all(connection, "agencies", (met | own).values())


def _same_as(connection: sqlite3.Connection) -> None:
    connection.execute("create temp table copies (id text primary key, original text)")
    for group, pairs in near.groups(connection):
        found = originals([_copy(connection, plan) for plan in group], pairs)
        connection.executemany("insert into copies values (?, ?)", found.items())
    connection.execute(
        "update plans set same_as = (select original from copies where copies.id = plans.id)"
        " where same_as is not (select original from copies where copies.id = plans.id)"
    )
    connection.execute("drop table temp.copies")


def _copy(connection: sqlite3.Connection, plan_id: str) -> Copy:
    fields = ", ".join(f"plans.{name}" for name in _COPY)
    select = f"select {fields}, words, sketch from plans join sketches on plans.id = sketches.plan_id where plans.id = ?"
    (row,) = columns(connection, select, plan_id)
    stated = {name: row[name] for name in _COPY if row[name] != "other"}
    return Copy(row["id"], row["sha256"], row["format"], row["ocr"] or 0.0, row["file"], stated, row["words"], row["sketch"])


_COPY = (
    *("id", "sha256", "format", "ocr", "file", "doc_type", "number", "issuer", "issued", "period_end"),
    *("province", "district", "commune", "draft"),
)


def _instruments(connection: sqlite3.Connection) -> None:
    """Which plan holds a document (the original before its copies); the fullest title cited; what nobody cites or holds goes."""
    connection.execute(
        "delete from instruments where id not in (select instrument_id from legal_references where instrument_id is not null"
        " union select instrument_id from plans where instrument_id is not null)"
    )
    connection.execute(
        "update instruments set plan_id ="
        " (select id from plans where instrument_id = instruments.id order by same_as is not null, id limit 1)"
    )
    for column, source in (("title", "subject"), ("issuer", "issuer")):
        connection.execute(
            f"update instruments set {column} = coalesce((select {column} from plans where id = instruments.plan_id),"
            f" (select {source} from legal_references where instrument_id = instruments.id and {source} is not null"
            f" order by length({source}) desc, {source} limit 1), {column})"
        )


def _places(connection: sqlite3.Connection) -> None:
    """The place of the authority file that a plan's names mean on its date; null where none or several fit."""
    places: dict[tuple[str, str, str | None], list[Row]] = {}
    renamed: dict[str | None, str] = {}
    for row in columns(connection, "select * from places"):
        places.setdefault((row["level"], row["name"], row["parent_id"]), []).append(row)
        if row["level"] == "province" and row["successor_id"]:
            renamed[row["id"]] = row["successor_id"]
    select = "select id, province, district, commune, issued, period_start, period_end from plans where province is not null"
    found = [(_place(places, renamed, plan), plan["id"]) for plan in columns(connection, select)]
    connection.executemany("update plans set place_id = ?1 where id = ?2 and place_id is not ?1", found)


def _place(places: Mapping[tuple[str, str, str | None], list[Row]], renamed: Mapping[str | None, str], plan: Row) -> str | None:
    day = str(plan["issued"] or plan["period_start"] or plan["period_end"] or "")
    place: str | None = None
    for level in ("province", "district", "commune"):
        if plan[level]:  # a district of Thừa Thiên Huế may stand under the city of Huế that the province became
            parents = dict.fromkeys((place, renamed.get(place, place)))
            place = _one((row for parent in parents for row in places.get((level, plan[level], parent), ())), day)
            if place is None:
                return None
    return place


def _one(rows: Iterable[Row], day: str) -> str | None:
    valid = [row["id"] for row in rows if (row["valid_from"] or "") <= (day or "2000") and day <= (row["valid_to"] or "9999")]
    return str(valid[0]) if len(valid) == 1 else None

"""The published tables as data, and `create`, which makes them in SQLite (a contract: queries and pages rely on names and meaning).

Full text: one table `search` (kind: section, responsibility or target; one row a distinct text) with an FTS5 index `search_fts` over two
columns. `text` is what the paper says, indexed with its tone marks; `folded` is `extract.text.bare` of it (no marks, d for đ). A question
asked of both finds all and ranks the exact spelling first, with q the words as typed and b their `bare` form:

    select search.*, bm25(search_fts, 10.0, 1.0) as rank from search_fts join search on search.id = search_fts.rowid
    where search_fts match '{text folded} : (("đào" "tạo") OR ("dao" "tao"))' order by rank

Marks are taken away by `folded` alone, so the tokenizer keeps them (`remove_diacritics 0`): else "đào" and "đáo" were one word in `text`.
`search` is the content of the index and triggers keep the two together, so replacing a plan's rows is one delete and one insert.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from functools import cache
from typing import Final

import sqlite_utils

VERSION: Final = 3  # raise it when a column changes: older databases are then refused with words on what to do


@dataclass(frozen=True, slots=True)
class Table:
    """Columns with their Python types, the primary key, foreign keys (column -> table, always its `id`), and indexed columns.

    An index of several columns joined by "+" holds all that a comparison needs, so that it never reads the rows with their long texts.
    """

    columns: dict[str, type]
    pk: str | tuple[str, ...] | None = "id"
    foreign: dict[str, str] | None = None
    indexes: tuple[str, ...] = ()


_FLAT: Final = ("plan_id", "section_id", "province", "level", "plan_year")


def columns(spelled: str) -> dict[str, type]:
    """Column names with their types; text unless told: "file pages:int" -> {"file": str, "pages": int}."""
    types = {"": str, "int": int, "float": float, "bytes": bytes}
    return {name: types[kind] for name, _, kind in (word.partition(":") for word in spelled.split())}


def _found(own: str, foreign: dict[str, str] | None = None, indexes: tuple[str, ...] = ()) -> Table:
    """A table of things found in plans: the columns that all such tables share around its own."""
    return Table(
        columns(
            f"id plan_id section_id {own}"
            " text start_char:int end_char:int page:int boxes rule confidence:float province level plan_year:int"
        ),
        "id",
        {"plan_id": "plans", "section_id": "sections", **(foreign or {})},
        (*_FLAT, *indexes),
    )


TABLES: Final[dict[str, Table]] = {
    # `tools`: what was at hand to read it (a file that failed is tried again when that changes); `raw`: a path's bytes that are not UTF-8
    "files": Table(
        columns("folder file sha256 status plan_id extractor loaded_at tools raw:bytes"),
        ("folder", "file"),
        {"plan_id": "plans"},
        ("sha256", "status", "plan_id"),
    ),
    "plans": Table(
        columns(
            "id folder file sha256 format pages:int ocr:float doc_type number issuer level province province_today"
            " district commune place_id issued"
            " period_start:int period_end:int draft:int signer title status folder_province folder_year:int same_as instrument_id text"
        ),
        "id",
        {"same_as": "plans", "place_id": "places", "instrument_id": "instruments"},
        (
            *columns("sha256 number province district level period_end doc_type status issued instrument_id place_id"),
            "province+period_end+id",
            "same_as+province+level+status+period_start+period_end+province_today+district+commune+issued+id",
        ),
    ),
    # `level` of a section is its depth (1 = outermost); the plan's level stands in `plan_level` here and in `level` everywhere else
    "sections": Table(
        columns(
            "id plan_id section_id parent_id ordinal:int level:int label path title kind"
            " text start_char:int end_char:int page:int boxes rule confidence:float province plan_level plan_year:int"
        ),
        "id",
        {"plan_id": "plans", "section_id": "sections", "parent_id": "sections"},
        ("plan_id", "section_id", "parent_id", "kind", "province", "plan_level", "plan_year"),
    ),
    "legal_references": _found(
        "doc_type number issued issuer pinpoint subject relation instrument_id",
        {"instrument_id": "instruments"},
        ("doc_type", "number", "relation", "instrument_id"),
    ),
    "short_references": _found(
        "doc_type number reference_id instrument_id to_self:int",
        {"reference_id": "legal_references", "instrument_id": "instruments"},
        ("doc_type", "number", "reference_id", "instrument_id", "to_self"),
    ),
    "instruments": Table(
        columns("id doc_type number year:int issuer title plan_id"), "id", {"plan_id": "plans"}, ("doc_type", "number", "year", "plan_id")
    ),
    "targets": _found(
        "kind indicator value:float value_high:float unit comparator measure direction per_year:int population place year:int"
        " baseline_value:float baseline_year:int from_table:int sentence printed status standard standard_basis year_basis place_basis"
        " programme project",
        indexes=(
            *("kind", "indicator", "year", "unit", "status", "programme", "project"),
            "plan_id+indicator+kind+place+from_table+year+per_year+level+province+start_char",
        ),
    ),
    "deadlines": _found(
        "kind starts_on ends_on recurrence action agency_text agency_id recipient reporting:int responsibility_id",
        {"agency_id": "agencies", "responsibility_id": "responsibilities"},
        ("kind", "ends_on", "agency_id", "reporting", "responsibility_id"),
    ),
    "responsibilities": _found(
        "agency_id agency agency_text agency_start:int agency_end:int sector role verb requested:int inherited:int"
        " task topics programme project",
        {"agency_id": "agencies"},
        (
            "agency_id",
            "sector",
            "role",
            "programme",
            "project",
            "plan_id+start_char+topics+agency+role+sector+level+programme+project+requested+inherited+agency_id",
            "agency+province+plan_id+level+role+sector+programme+project+topics+requested+inherited",
        ),
    ),
    "agencies": Table(columns("id name sector level"), "id", None, ("name", "sector", "level")),
    "agency_succession": Table(
        columns("agency_id successor_id duty place_id from_date basis"),
        None,
        {"agency_id": "agencies", "successor_id": "agencies", "place_id": "places"},
        ("agency_id", "successor_id", "place_id"),
    ),
    "places": Table(
        columns("id name level parent_id valid_from valid_to successor_id"),
        "id",
        {"parent_id": "places", "successor_id": "places"},
        ("name", "level", "parent_id", "successor_id"),
    ),
    "problems": Table(
        columns("folder file stage severity message message_en page:int plan_id"),
        None,
        {"plan_id": "plans"},
        ("file", "stage", "severity", "plan_id"),
    ),
    "search": Table(
        columns("id:int kind row_id plan_id text folded province level plan_year:int"),
        "id",
        {"plan_id": "plans"},
        ("kind", "row_id", "plan_id", "province", "level", "plan_year"),
    ),
    "sketches": Table(columns("plan_id words:int sketch:bytes"), "plan_id", {"plan_id": "plans"}),
}

OF_A_PLAN: Final = ("sections", "short_references", "legal_references", "targets", "deadlines", "responsibilities", "search", "sketches")
"""Tables whose rows go with their plan (`plan_id`)."""


@cache
def statements() -> tuple[str, ...]:
    """The SQL that makes every table, index and trigger, as sqlite-utils writes it."""
    db = sqlite_utils.Database(memory=True)
    for name, table in TABLES.items():
        made = db.create_table(name, table.columns, **({"pk": table.pk} if table.pk else {}))
        for column in table.indexes:
            made.create_index(column.split("+"))
    for name, table in TABLES.items():
        if table.foreign:
            db.table(name).transform(add_foreign_keys=[(column, other, "id") for column, other in table.foreign.items()])
    db.table("search").enable_fts(["text", "folded"], create_triggers=True, tokenize="unicode61 remove_diacritics 0")
    made_by_fts = "name like 'search^_fts^_%' escape '^'"
    return tuple(sql for (sql,) in db.execute(f"select sql from sqlite_master where sql is not null and not {made_by_fts} order by rowid"))


def create(connection: sqlite3.Connection) -> None:
    """Make everything in an empty database, in one transaction, and stamp it with `VERSION`."""
    connection.execute("begin immediate")
    for statement in statements():
        connection.execute(statement)
    connection.execute(f"pragma user_version = {VERSION}")
    connection.execute("commit")

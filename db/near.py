"""Which plans are worth holding against each other: those whose sketches meet, with one number and date, or with the same bytes.

SQLite works it out in tables of its own that go afterwards, so that the memory needed does not grow with the number of plans.
"""

from __future__ import annotations

import array
import sqlite3
from collections.abc import Iterator
from itertools import chain
from typing import Final

from extract.text import bare

Pair = tuple[str, str]

_MARKS: Final = 64  # so many of a text's smallest hashes are looked up to find texts like it
_SHARED: Final = 4  # and so many two texts must share to be looked at
_COMMON: Final = 200  # a run of words that so many plans have says nothing
_TABLES: Final = ("marks", "pairs")
_MAKE: Final = """
create temp table marks (plan text, mark, weight integer);
create temp table pairs (plan text, other text);
"""
_KNOWN: Final = """
create index temp.marks_of_plan on marks (plan);
create index temp.plans_of_mark on marks (mark, plan, weight);
delete from marks where mark in (select mark from marks group by mark having count(*) not between 2 and ?);
"""
_MEET: Final = f"""
insert into pairs select ?1, b.plan from marks a join marks b on a.mark = b.mark and b.plan > a.plan where a.plan = ?1
group by b.plan having sum(b.weight) >= {_SHARED}
"""


def groups(connection: sqlite3.Connection) -> Iterator[tuple[list[str], list[Pair]]]:
    """Plans by id that may be copies of one another, with the pairs of them worth a look; group by group. Needs an open transaction."""
    try:
        for statement in _MAKE.strip().split("\n"):
            connection.execute(statement)
        connection.executemany("insert into marks values (?, ?, ?)", chain.from_iterable(_marks(connection)))
        for statement in _KNOWN.strip().split("\n"):
            connection.execute(statement, (_COMMON,) * statement.count("?"))
        for (plan,) in connection.execute("select distinct plan from marks").fetchall():
            connection.execute(_MEET, (plan,))
        connection.execute("create index temp.pairs_of_plan on pairs (plan)")
        for group in _tied(connection):
            pairs = [pair for plan in group for pair in connection.execute("select plan, other from pairs where plan = ?", (plan,))]
            yield group, pairs
    finally:
        for table in _TABLES:
            connection.execute(f"drop table if exists temp.{table}")


def _marks(connection: sqlite3.Connection) -> Iterator[list[tuple[str, object, int]]]:
    """Of each plan what others may share with it; as much as `_SHARED` hashes weighs what hardly two plans share by chance."""
    select = "select id, sha256, number, issued, substr(sketch, 1, ?) from plans join sketches on plans.id = sketches.plan_id"
    for plan, sha256, number, issued, sketch in connection.execute(select, (_MARKS * 8,)):
        rare = [sha256, f"{''.join(c for c in bare(number) if c.isalnum())} {issued}"] if number else [sha256]
        yield [*((plan, mark, 1) for mark in array.array("q", sketch or b"")), *((plan, mark, _SHARED) for mark in rare)]


def _tied(connection: sqlite3.Connection) -> Iterator[list[str]]:
    """The plans that pairs tie together, however many steps apart."""
    first: dict[str, str] = {}

    def root(plan: str) -> str:
        while first[plan] != plan:
            first[plan] = plan = first[first[plan]]
        return plan

    for a, b in connection.execute("select plan, other from pairs"):
        first.setdefault(a, a), first.setdefault(b, b)
        first[root(b)] = root(a)
    groups: dict[str, list[str]] = {}
    for plan in first:
        groups.setdefault(root(plan), []).append(plan)
    yield from groups.values()

"""The questions that count the rows of whole databases in the order of an index: they count what a plain count over all rows finds."""

from __future__ import annotations

import random
import sqlite3
from collections import Counter
from typing import Any

import pytest
import yaml
from web_fixture import METADATA

from db import schema

Row = dict[str, Any]
QUERIES = yaml.safe_load(METADATA.read_text(encoding="utf-8"))["databases"]["kehoach"]["queries"]
TODAY = {"Hòa Bình": "Phú Thọ", "Vĩnh Phúc": "Phú Thọ", "Quảng Trị": "Quảng Trị", None: None}
FILTERS: tuple[dict[str, str], ...] = (
    {},
    {"level": "province"},
    {"level": "commune"},
    {"level": "none such"},
    {"topic": "housing"},
    {"topic": "hous"},
    {"year": "2022"},
    {"role": "lead", "sector": "health"},
    {"programme": "90/QĐ-TTg"},
    {"project": "Dự án 5"},
    {"papers": "draft"},
    {"papers": "all", "provinces": "today"},
    {"provinces": "today", "level": "province", "topic": "housing", "year": "2021"},
)


@pytest.fixture(scope="module")
def database() -> sqlite3.Connection:
    """Plans and rows of every kind, some of them drafts, copies, or without a period."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.row_factory = sqlite3.Row
    schema.create(connection)
    chance = random.Random(5)
    for number in range(60):
        plan = _plan(f"p{number}", chance)
        _insert(connection, "plans", plan)
        same: Row = {"plan_id": plan["id"], "province": plan["province"], "level": plan["level"], "plan_year": plan["period_end"]}
        for n in range(chance.randrange(8)):
            _insert(connection, "responsibilities", same | {"id": f"{number}-r{n}"} | _duty(chance))
            _insert(connection, "targets", same | {"id": f"{number}-t{n}"} | _target(chance))
    return connection


def _plan(id_: str, chance: random.Random) -> Row:
    province, end = chance.choice(list(TODAY)), chance.choice((2021, 2022, 2023, None))
    return {
        "id": id_,
        "province": province,
        "province_today": TODAY[province],
        "level": chance.choice(("province", "province", "district", "commune", None)) if province else "central",
        "period_start": end and chance.choice((None, end, end - 1)),
        "period_end": end,
        "status": chance.choice(("issued", "issued", "unnumbered", "draft")),
        "same_as": chance.choice((None, None, None, "p0")),
    }


def _duty(chance: random.Random) -> Row:
    return {
        "agency": chance.choice(("Sở Y tế", "Sở Xây dựng", "Các sở, ngành")),
        "sector": chance.choice(("health", "construction", None)),
        "role": chance.choice(("lead", "support", "implement")),
        "topics": chance.choice(('["housing"]', '["health", "housing"]', "[]")),
        "programme": chance.choice((None, "90/QĐ-TTg")),
        "project": chance.choice((None, "Dự án 5")),
        "requested": chance.randrange(2),
        "inherited": chance.randrange(2),
    }


def _target(chance: random.Random) -> Row:
    kind, indicator = chance.choice(("target", "baseline")), chance.choice(("poverty_rate", "housing"))
    return {"kind": kind, "indicator": indicator, "year": chance.choice((None, 2022, 2023))}


def _insert(connection: sqlite3.Connection, table: str, row: Row) -> None:
    connection.execute(f"insert into {table} ({', '.join(row)}) values ({', '.join('?' * len(row))})", tuple(row.values()))


def ask(database: sqlite3.Connection, name: str, **given: str) -> list[Row]:
    return [dict(row) for row in database.execute(QUERIES[name]["sql"], dict.fromkeys(QUERIES[name]["params"], "") | given)]


def held(database: sqlite3.Connection, table: str, papers: str) -> list[Row]:
    """The rows of originals, drafts or not as asked, with what is asked of their plans."""
    select = (
        f"select r.*, p.province_today, p.status as paper, p.period_start, p.period_end from {table} r join plans p on p.id = r.plan_id"
    )
    rows = [dict(row) for row in database.execute(f"{select} where p.same_as is null")]
    return [row for row in rows if papers == "all" or (row["paper"] == "draft") == (papers == "draft")]


def fits(row: Row, asked: dict[str, str]) -> bool:
    year = asked.get("year")
    plain = all(asked.get(name, "") in ("", row[name]) for name in ("level", "role", "sector", "programme", "project"))
    if year and not (row["period_end"] and (row["period_start"] or row["period_end"]) <= int(year) <= row["period_end"]):
        return False
    return plain and (not asked.get("topic") or f'"{asked["topic"]}"' in row["topics"])


@pytest.mark.parametrize("asked", FILTERS)
def test_agencies_by_province_are_counted_row_by_row(database: sqlite3.Connection, asked: dict[str, str]) -> None:
    cells: dict[tuple[str, str | None], list[Row]] = {}
    for row in held(database, "responsibilities", asked.get("papers", "")):
        if fits(row, asked):
            cells.setdefault((row["agency"], row["province_today" if asked.get("provinces") else "province"]), []).append(row)
    found = ask(database, "responsible_matrix", **asked)
    assert {(row["agency"], row["province"]): row for row in found} == {
        (agency, province): {
            "agency": agency,
            "province": province,
            "sector": min((row["sector"] for row in rows if row["sector"]), default=None),
            **{role: sum(row["role"] == role for row in rows) for role in ("lead", "support", "implement")},
            **{mark: sum(row[mark] for row in rows) for mark in ("requested", "inherited")},
            "tasks": len(rows),
            "plans": len({row["plan_id"] for row in rows}),
        }
        for (agency, province), rows in cells.items()
    }
    assert len(found) == len(cells)


def test_agencies_with_most_tasks_come_first(database: sqlite3.Connection) -> None:
    found = ask(database, "responsible_matrix")
    tasks: Counter[str] = Counter()
    for row in found:
        tasks[row["agency"]] += row["tasks"]
    assert list(dict.fromkeys(row["agency"] for row in found)) == [
        agency for agency, _ in sorted(tasks.items(), key=lambda one: (-one[1], one[0]))
    ]


@pytest.mark.parametrize("papers", ["", "draft", "all"])
def test_indicators_are_counted_row_by_row(database: sqlite3.Connection, papers: str) -> None:
    rows = [row for row in held(database, "targets", papers) if row["kind"] == "target"]
    for found in ask(database, "indicators", kind="target", papers=papers):
        own = [row for row in rows if row["indicator"] == found["indicator"]]
        years = [row["year"] for row in own if row["year"]]
        assert found == {
            "indicator": own[0]["indicator"],
            "rows": len(own),
            "provinces": len({row["province"] for row in own} - {None}),
            "plans": len({row["plan_id"] for row in own}),
            **{f"{level}_rows": sum(row["level"] == level for row in own) for level in ("province", "district", "commune", "central")},
            "first_year": min(years, default=None),
            "last_year": max(years, default=None),
        }


@pytest.mark.parametrize("name", ["responsible_matrix", "indicators", "answers_by_province"])
def test_no_text_of_a_row_is_read_to_count_it(database: sqlite3.Connection, name: str) -> None:
    given = dict.fromkeys(QUERIES[name]["params"], "")
    steps = [row["detail"] for row in database.execute(f"explain query plan {QUERIES[name]['sql']}", given)]
    read = [step for step in steps if "idx_responsibilities" in step or "idx_targets" in step]
    assert read and all("COVERING INDEX" in step for step in read)

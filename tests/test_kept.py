"""Answers are kept while the database stays as it is, and no longer."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette
from datasette.database import Database

from web import kept

COUNT = "select count(*) as n from plans"


class Counted(Database):  # type: ignore[misc]  # Datasette has no types
    """A database that counts what it is asked."""

    asked = 0

    async def execute(self, *given: Any, **more: Any) -> Any:
        self.asked += 1
        return await super().execute(*given, **more)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with sqlite3.connect(tmp_path / "plans.db") as connection:
        connection.execute("pragma journal_mode = wal")
        connection.execute("create table plans (id text)")
    return tmp_path / "plans.db"


def run(path: Path, steps: Callable[[Counted], Coroutine[None, None, None]]) -> Counted:
    database = Counted(Datasette([]), path=str(path), is_mutable=True)
    Datasette([]).add_database(database, name="plans")
    asyncio.run(steps(database))
    return database


def test_a_question_asked_twice_is_answered_once(path: Path) -> None:
    async def steps(database: Counted) -> None:
        assert [row["n"] for row in await kept.answer(database, COUNT, {})] == [0]
        assert [row["n"] for row in await kept.answer(database, COUNT, {})] == [0]
        await kept.answer(database, COUNT, {"year": "2022"})

    assert run(path, steps).asked == 2


def test_what_is_committed_meanwhile_shows_at_once(path: Path) -> None:
    async def steps(database: Counted) -> None:
        loader = sqlite3.connect(path)
        for number in range(1, 4):
            loader.execute("insert into plans values ('p')")
            assert [row["n"] for row in await kept.answer(database, COUNT, {})] == [number - 1], "not yet committed"
            loader.commit()
            assert [row["n"] for row in await kept.answer(database, COUNT, {})] == [number]

    run(path, steps)


def test_answers_of_a_state_that_passed_while_asking_are_not_kept(path: Path) -> None:
    class Slow(Counted):
        async def execute(self, *given: Any, **more: Any) -> Any:
            found = await super().execute(*given, **more)
            with sqlite3.connect(path) as loader:
                loader.execute("insert into plans values ('p')")
            return found

    async def steps() -> None:
        database = Slow(Datasette([]), path=str(path), is_mutable=True)
        database.name = "plans"
        assert [(await kept.answer(database, COUNT, {}))[0]["n"] for _ in range(3)] == [0, 1, 2]

    asyncio.run(steps())


def test_the_answers_asked_for_longest_ago_go_first(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST_ROWS", 5)

    async def steps(database: Counted) -> None:
        for year in ("2021", "2022", "2021", "2023", "2021", "2022"):
            await kept.answer(database, COUNT, {"year": year})

    assert run(path, steps).asked == 4


def test_a_long_answer_is_not_kept(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST_OF_ONE", 0)

    async def steps(database: Counted) -> None:
        for _ in range(3):
            await kept.answer(database, COUNT, {})

    assert run(path, steps).asked == 3


def test_a_database_without_a_file_is_asked_every_time() -> None:
    async def steps() -> None:
        datasette = Datasette([])
        database = datasette.add_memory_database("plans")
        for _ in range(2):
            assert (await kept.answer(database, "select 1 as n", {}))[0]["n"] == 1
        assert kept.of(database) is None

    asyncio.run(steps())

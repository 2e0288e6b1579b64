"""A load that is killed, starved of disk or watched while it runs leaves whole plans only, and the next one completes it."""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path

import pytest
import small_plan

from bench import kill
from db import connect
from db.load import Options, load
from db.pool import Limits
from extract.authority import tables

OPTIONS = Options(workers=2, read=small_plan.read, limits=Limits(silence=5, total=20))


@pytest.mark.skipif(sys.platform != "linux", reason="forks and kills")
def test_fifty_loads_killed_or_starved_at_random_moments() -> None:
    found = kill.trial(50, seed=3)
    assert found.killed >= 20 and found.starved >= 5
    assert found.bad == 0, found


def test_a_full_database_says_so_and_keeps_what_it_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "plans").mkdir()
    for number in range(6):
        more = "\n".join(f"- Việc riêng {i} của kế hoạch {number}" for i in range(300))
        (tmp_path / "plans" / f"{number}.txt").write_text(f"Số: {number}/KH-UBND\n{small_plan.TEXT}\n{more}", encoding="utf-8")
    database, writer = tmp_path / "plans.db", connect.writer
    (tmp_path / "first").mkdir()
    (tmp_path / "first" / "a.txt").write_text(small_plan.TEXT, encoding="utf-8")
    load(tmp_path / "first", database, OPTIONS)

    def small(path: Path) -> sqlite3.Connection:
        connection = writer(path)
        pages = connection.execute("pragma page_count").fetchone()[0]
        connection.execute(f"pragma max_page_count = {pages + 20}")
        return connection

    with monkeypatch.context() as patch:
        patch.setattr(connect, "writer", small)
        with pytest.raises(connect.UnusableError, match="Make room on the disk"):
            load(tmp_path / "plans", database, OPTIONS)
    with sqlite3.connect(database) as connection:
        assert connection.execute("pragma integrity_check").fetchall() == [("ok",)]
        assert connection.execute("pragma foreign_key_check").fetchall() == []
        assert 1 <= connection.execute("select count(*) from plans").fetchone()[0] < 7
    load(tmp_path / "plans", database, OPTIONS)
    with sqlite3.connect(database) as connection:
        assert connection.execute("select count(*) from plans").fetchone() == (7,)


def test_what_no_table_can_hold_costs_its_file_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(f"Số: {name}/KH-UBND\n{small_plan.TEXT}", encoding="utf-8")
    load(tmp_path, tmp_path / "plans.db", Options(workers=1, read=_surrogates))
    with sqlite3.connect(tmp_path / "plans.db") as connection:
        assert connection.execute("select file, status from files where file like '%.txt' order by 1").fetchall() == [
            ("a.txt", "failed"),
            ("b.txt", "ok"),
        ]
        assert "cannot be stored" in connection.execute("select message_en from problems where file = 'a.txt'").fetchone()[0]


def _surrogates(path: Path, options: object) -> object:
    return small_plan.reading(path.read_text(encoding="utf-8"), pages=False, number="\udc80" if path.stem == "a" else "1/KH-UBND")


def test_every_successor_is_an_agency() -> None:
    agencies = {row["id"] for row in tables.rows("agencies")}
    assert {row[end] for row in tables.rows("agency_succession") for end in ("agency_id", "successor_id")} <= agencies

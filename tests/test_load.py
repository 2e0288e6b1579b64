"""Loading a folder: each file once, whole or not at all, whatever the others do."""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path

import pytest
import small_plan
from small_plan import TEXT

from db import connect, corrections, links
from db.changes import Known, Reader, changes
from db.folder import Found
from db.ids import plan_id
from db.load import Options, Summary, load
from db.pool import Limits
from db.progress import Silent
from extract.model import Problem, Status

OPTIONS = Options(workers=2, read=small_plan.read, limits=Limits(silence=1.5, total=20))
TABLES = ("sections", "legal_references", "short_references", "targets", "deadlines", "responsibilities", "search", "sketches")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "plans").mkdir()
    return tmp_path / "plans"


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "plans.db"


def plan(path: Path, number: str, more: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    filler = "\n".join(f"- Việc riêng thứ {i} của {number}{more}" for i in range(60))
    path.write_text(f"Số: {number}\n{TEXT}\n{filler}\n{more}", encoding="utf-8")
    return path


def ask(database: Path, query: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(database) as connection:
        return connection.execute(query).fetchall()


def run(folder: Path, database: Path, **changed: object) -> Summary:
    fields = {"workers": 2, "read": small_plan.read, "limits": OPTIONS.limits, **changed}
    return load(folder, database, Options(**fields))  # type: ignore[arg-type]


def ids(database: Path) -> dict[str, list[tuple[object, ...]]]:
    return {table: ask(database, f"select id from {table} order by id") for table in ("plans", *TABLES[:5])}


def test_every_file_has_one_status_and_bad_ones_cost_only_themselves(folder: Path, database: Path) -> None:
    plan(folder / "a.txt", "1/KH-UBND")
    plan(folder / "b.txt", "2/KH-UBND")
    (folder / "README.md").write_text("no plan")
    for name, word in {"c": "hỏng", "d": "khóa", "e": "sập", "f": "treo", "g": "lỗi", "h": "đầy"}.items():
        (folder / f"{name}.txt").write_text(f"{word} {name}", encoding="utf-8")
    told: list[str] = []

    class Told(Silent):
        def trouble(self, file: str, problem: Problem) -> None:
            told.append(file)

    summary = load(folder, database, OPTIONS, Told())
    statuses = dict(ask(database, "select file, status from files"))
    assert statuses == {"a.txt": "ok", "b.txt": "ok", "README.md": "skipped", "d.txt": "encrypted"} | {
        f"{n}.txt": "failed" for n in "cefgh"
    }
    assert sorted(summary.unread) == sorted(told) == [f"{n}.txt" for n in "cdefgh"]
    assert (summary.read, summary.skipped) == (2, 1)
    problems = dict(ask(database, "select file, message_en from problems where severity = 'error'"))
    assert "crashed" in problems["e.txt"] and "too long" in problems["f.txt"] and "ZeroDivisionError" in problems["g.txt"]
    assert "memory" in problems["h.txt"] and len(problems) == 6
    again = run(folder, database)
    assert (again.read, again.unchanged, sorted(again.unread)) == (0, 2, [f"{n}.txt" for n in "cdefgh"])


def test_a_reader_ended_from_outside_is_no_fault_of_its_file(folder: Path, database: Path) -> None:
    (folder / "a.txt").write_text("dừng a", encoding="utf-8")
    assert run(folder, database).unread == ["a.txt"]
    assert "load again" in str(ask(database, "select message_en from problems"))
    assert run(folder, database, read=_small).read == 1


def _small(path: Path, options: object) -> object:
    return small_plan.reading(TEXT, pages=False)


def test_rows_quote_the_text_and_a_second_load_changes_nothing(folder: Path, database: Path) -> None:
    plan(folder / "Hà Tĩnh" / "2022" / "a.txt", "1/KH-UBND")
    run(folder, database)
    for table in TABLES[:5]:
        slices = "substr(plans.text, start_char + 1, end_char - start_char)"
        wrong = f"select 1 from {table} r join plans on plans.id = r.plan_id where r.text != {slices}"
        assert ask(database, f"select count(*) from {table}")[0][0] and not ask(database, wrong)
    assert ask(database, "select folder_province, folder_year, place_id from plans") == [("Hà Tĩnh", 2022, "ha-tinh")]
    before = ask(database, "select * from plans"), ask(database, "select * from files"), ids(database)
    assert run(folder, database).unchanged == 1
    assert before == (ask(database, "select * from plans"), ask(database, "select * from files"), ids(database))


def test_what_ties_plans_together_is_worked_out_again_only_where_something_came_or_went(
    folder: Path, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[bool] = []

    def relink(connection: sqlite3.Connection, authority: bool = True) -> None:
        calls.append(authority)
        if len(calls) == 4:
            raise RuntimeError("a crash")
        links.relink(connection, authority)

    monkeypatch.setattr("db.load.relink", relink)
    plan(folder / "a.txt", "1/KH-UBND")
    for made in (2, 2):  # once before the first plan, once after the last; an unchanged folder needs none
        run(folder, database)
        assert len(calls) == made
    plan(folder / "b.txt", "2/KH-UBND")
    run(folder, database)
    assert len(calls) == 3
    (folder / "b.txt").unlink()
    with pytest.raises(RuntimeError):
        run(folder, database)
    run(folder, database)  # nothing to do but what the crash left
    assert len(calls) == 5


def test_a_changed_file_replaces_its_own_rows_only(folder: Path, database: Path) -> None:
    plan(folder / "a.txt", "1/KH-UBND")
    plan(folder / "b.txt", "2/KH-UBND")
    run(folder, database)
    other = ask(database, "select id from targets where plan_id = (select id from plans where file = 'b.txt')")
    plan(folder / "a.txt", "1/KH-UBND", "thêm")
    summary = run(folder, database)
    assert (summary.read, summary.unchanged) == (1, 1)
    assert ask(database, "select count(*) from plans") == [(2,)]
    for table in TABLES[:5]:
        assert ask(database, f"select count(distinct plan_id) from {table}") == [(2,)]
    assert ask(database, "select id from targets where plan_id = (select id from plans where file = 'b.txt')") == other
    (folder / "a.txt").write_text("hỏng", encoding="utf-8")
    run(folder, database)
    assert ask(database, "select file from plans") == [("b.txt",)]
    assert ask(database, "select count(*) from search where plan_id not in (select id from plans)") == [(0,)]


def test_a_plan_that_can_no_longer_be_read_leaves_no_rows_behind(folder: Path, database: Path) -> None:
    plan(folder / "a.txt", "1/KH-UBND")
    run(folder, database)
    assert run(folder, database, read=small_plan.fail, ocr="never").unread == ["a.txt"]
    assert ask(database, "select status, plan_id from files") == [("failed", None)]
    for table in ("plans", *TABLES):
        assert ask(database, f"select count(*) from {table}") == [(0,)], table
    assert run(folder, database).read == 1


def test_a_file_gone_takes_its_rows_unless_they_are_to_be_kept(folder: Path, database: Path) -> None:
    plan(folder / "a.txt", "1/KH-UBND")
    gone = plan(folder / "b.txt", "2/KH-UBND")
    run(folder, database)
    gone.unlink()
    assert run(folder, database, keep=True).gone == 0
    assert ask(database, "select count(*) from plans") == [(2,)]
    assert run(folder, database).gone == 1
    for table in ("plans", "files", *TABLES[:5]):
        assert ask(database, f"select count(*) from {table} where {'id' if table == 'plans' else 'plan_id'} != '{one(database)}'") == [(0,)]


def one(database: Path) -> object:
    return ask(database, "select id from plans")[0][0]


def test_nothing_is_removed_for_a_missing_or_empty_folder(folder: Path, database: Path) -> None:
    path = plan(folder / "a.txt", "1/KH-UBND")
    run(folder, database)
    path.unlink()
    (folder / "README.md").write_text("x")
    with pytest.raises(connect.UnusableError, match="No plan"):
        run(folder, database)
    shutil.rmtree(folder)
    with pytest.raises(connect.UnusableError, match="Cannot open"):
        run(folder, database)
    assert ask(database, "select count(*) from plans") == [(1,)]


def test_another_folder_adds(folder: Path, database: Path, tmp_path: Path) -> None:
    plan(folder / "a.txt", "1/KH-UBND")
    run(folder, database)
    plan(tmp_path / "more" / "b.txt", "2/KH-UBND")
    run(tmp_path / "more", database)
    assert ask(database, "select count(*) from plans") == [(2,)]
    assert run(folder, database).unchanged == 1


def test_ids_survive_a_rename_a_move_and_a_new_database(folder: Path, database: Path, tmp_path: Path) -> None:
    plan(folder / "a.txt", "1/KH-UBND")
    plan(folder / "b.txt", "2/KH-UBND")
    run(folder, database)
    before = ids(database)
    (folder / "Quảng Bình" / "2019").mkdir(parents=True)
    (folder / "a.txt").rename(folder / "Quảng Bình" / "2019" / "z.txt")
    summary = run(folder, database)
    assert (summary.moved, summary.read, summary.gone) == (1, 0, 0) and ids(database) == before
    assert ask(database, "select file, folder_province from plans order by file") == [
        ("Quảng Bình/2019/z.txt", "Quảng Bình"),
        ("b.txt", None),
    ]
    assert ask(database, "select count(*) from problems where stage = 'load'") == [(2,)]
    folder.rename(tmp_path / "elsewhere")
    assert run(tmp_path / "elsewhere", database).moved == 2 and ids(database) == before
    assert ask(database, "select count(*) from files") == [(2,)]
    run(tmp_path / "elsewhere", tmp_path / "new.db")
    assert ids(tmp_path / "new.db") == before


def test_two_files_that_change_places_keep_their_rows(folder: Path, database: Path) -> None:
    a, b = plan(folder / "a.txt", "1/KH-UBND"), plan(folder / "b.txt", "2/KH-UBND")
    run(folder, database)
    before = ids(database)
    a.rename(folder / "c")
    b.rename(a)
    (folder / "c").rename(b)
    summary = run(folder, database)
    assert (summary.moved, summary.read) == (2, 0) and ids(database) == before
    assert ask(database, "select number from plans order by file") == [("2/KH-UBND",), ("1/KH-UBND",)]


def test_equal_files_are_both_kept_and_one_is_the_other_s_copy(folder: Path, database: Path) -> None:
    path = plan(folder / "a.txt", "1/KH-UBND")
    shutil.copy(path, folder / "b.txt")
    run(folder, database)
    (first, none), (second, original) = ask(database, "select id, same_as from plans order by file")
    assert first != second and none is None and original == first
    before = ids(database)
    (folder / "b.txt").rename(folder / "c.txt")
    run(folder, database)
    assert ids(database) == before


def test_a_document_cited_knows_the_plan_that_holds_it(folder: Path, database: Path) -> None:
    plan(folder / "a.txt", "1/KH-UBND")
    plan(folder / "b.txt", "2/KH-UBND", "khác")
    run(folder, database)
    held = ask(database, "select i.number, p.file from instruments i left join plans p on p.id = i.plan_id order by i.number")
    assert held == [("05/NQ-HĐND", None), ("1/KH-UBND", "a.txt"), ("2/KH-UBND", "b.txt")]
    assert ask(database, "select count(distinct instrument_id) from legal_references") == [(1,)]
    (folder / "b.txt").unlink()
    run(folder, database)
    assert ask(database, "select count(*) from instruments") == [(2,)]


def test_agencies_met_join_those_of_the_authority_files(folder: Path, database: Path) -> None:
    plan(folder / "a.txt", "1/KH-UBND")
    run(folder, database)
    joined = "select count(*) from responsibilities r join agencies a on a.id = r.agency_id and a.name = r.agency"
    assert ask(database, joined) == [(2,)]
    assert ask(database, "select count(*) > 50 from places") == [(1,)]


def known(file: str, sha: str, status: Status = Status.OK, tools: str = "") -> Known:
    return Known("/p", file, Path("/p", file), sha, status.value, plan_id(sha) if status == Status.OK else None, "1", tools)


def found(file: str) -> Found:
    return Found(file, Path("/p", file), 1)


def test_what_is_read_again_and_what_is_not() -> None:
    hashes = {Path("/p/a"): "A" * 64, Path("/p/b"): "B" * 64}
    files = [found("a"), found("b")]
    rows = [known("a", "A" * 64), known("b", "B" * 64, Status.FAILED, "libreoffice")]
    nothing = changes(files, hashes, rows, Reader("1", "libreoffice"), lambda _: False)
    assert len(nothing.unchanged) == 2 and not nothing.to_read
    tools = changes(files, hashes, rows, Reader("1", "libreoffice tesseract"), lambda _: False)
    assert [file.found.file for file in tools.to_read] == ["b"]
    newer = changes(files, hashes, rows, Reader("2", ""), lambda _: False)
    assert [file.plan_id for file in newer.to_read] == ["A" * 12, "B" * 12]


def test_a_file_that_is_elsewhere_still_is_no_move() -> None:
    hashes = {Path("/p/b"): "A" * 64}
    row = known("a", "A" * 64)
    copied = changes([found("b")], hashes, [row], Reader("1", ""), lambda _: True)
    assert not copied.moved and copied.to_read[0].plan_id not in ("", "A" * 12)


def test_corrections_live_beside_the_plans_and_no_load_touches_them(folder: Path, database: Path) -> None:
    path = corrections.beside(database)
    with corrections.open_(path) as connection:
        connection.execute("insert into corrections (id, source_table, source_id, field, at) values ('1', 'targets', 'x', 'value', '2024')")
    plan(folder / "a.txt", "1/KH-UBND")
    run(folder, database)
    assert ask(path, "select id, source_table from corrections") == [("1", "targets")]
    corrections.open_(path).close()


def test_loading_works_where_processes_are_spawned(folder: Path, database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("multiprocessing.get_all_start_methods", lambda: ["spawn"])
    for name in "abc":
        plan(folder / f"{name}.txt", f"{name}/KH-UBND")
    (folder / "d.txt").write_text("sập", encoding="utf-8")
    summary = run(folder, database, workers=1, limits=Limits(20, 40))
    assert (summary.read, summary.unread) == (3, ["d.txt"])


def test_a_folder_that_cannot_be_listed_keeps_its_plans_and_is_told(folder: Path, database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan(folder / "a.txt", "1/KH-UBND")
    plan(folder / "closed" / "b.txt", "2/KH-UBND")
    run(folder, database)
    listing = os.scandir
    closed = PermissionError(13, "Permission denied")
    with monkeypatch.context() as patch:
        patch.setattr(os, "scandir", lambda path: raise_(closed) if Path(path).name == "closed" else listing(path))
        summary = run(folder, database)
    assert (summary.unread, summary.gone) == (["closed"], 0)
    assert ask(database, "select file, severity from problems where stage = 'load'") == [("closed", "error")]
    assert run(folder, database).unchanged == 2
    assert ask(database, "select count(*) from problems where stage = 'load'") == [(0,)]


def raise_(error: OSError) -> None:
    raise error

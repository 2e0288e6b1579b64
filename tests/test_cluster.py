"""Loading on a Dask cluster of separate processes: the rows of a local load, whatever befalls the machines."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import small_plan

from db import folder
from db.connect import UnusableError
from db.load import Options, load
from db.pool import Limits
from db.progress import Silent
from db.reader import reader
from db.rows import Source
from db.schema import TABLES
from db.worker import Job, Outcome, work
from extract import cli
from extract.model import Reading, Status
from extract.parsers import Options as Parsing

pytest.importorskip("distributed", reason="Dask is not installed (kehoach[dask])")
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")

from distributed import LocalCluster  # noqa: E402

from db.cluster import Cluster, How, OtherReaderError, read_here  # noqa: E402

PLANS = Path(__file__).resolve().parents[1] / "corpus" / "plans"
LIMITS = Limits(silence=20, total=60)
_OWN = {"files": {"loaded_at"}, "search": {"id"}}  # columns that differ from load to load


@pytest.fixture(scope="module")
def machines() -> Iterator[Any]:
    """A cluster of two machines, a process each, that reads one file a time on each."""
    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0", scheduler_port=0, silence_logs=50
    ) as started:
        yield started


def rows(database: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every published table, row by row, ids and all."""
    with sqlite3.connect(database) as connection:
        return {
            name: sorted(
                connection.execute(f"select {', '.join(set(table.columns) - _OWN.get(name, set()))} from {name}").fetchall(), key=repr
            )
            for name, table in TABLES.items()
        }


def small_plans(place: Path, count: int) -> Path:
    """A folder of `count` plans that `slow` reads."""
    place.mkdir()
    for number in range(count):
        (place / f"{number:02}.txt").write_text(f"Số: {number + 1}/KH-UBND\n{small_plan.TEXT}\n- Việc riêng {number}", encoding="utf-8")
    return place


def slow(path: Path, options: Parsing) -> Reading:
    """Reads a small plan in its time; the word "giết" ends the machine that reads, not the process."""
    if path.read_text(encoding="utf-8").startswith("giết"):
        os.kill(_parent(os.getppid()), signal.SIGKILL)  # the process's parent is the fork server, whose parent is the machine
        time.sleep(10)
    time.sleep(0.2)
    return small_plan.read(path, options)


def _parent(process: int) -> int:
    return int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1])


def test_rows_are_those_of_a_local_load(machines: Any, tmp_path: Path) -> None:
    here, there = tmp_path / "here.db", tmp_path / "there.db"
    first = load(PLANS, here, Options(2, "never"))
    second = load(PLANS, there, Options(2, "never", scheduler=machines.scheduler_address))
    assert first == second
    of_here, of_there = rows(here), rows(there)
    assert len(of_here["plans"]) == first.read and all(of_here[name] for name in ("targets", "deadlines", "responsibilities", "search"))
    for name in TABLES:
        assert of_here[name] == of_there[name], name
    assert load(PLANS, there, Options(2, "never", scheduler=machines.scheduler_address)).unchanged == first.read


def test_a_machine_killed_in_mid_load_loses_nothing(machines: Any, tmp_path: Path) -> None:
    plans, killed = small_plans(tmp_path / "plans", 16), list[int]()

    class Killer(Silent):
        def file(self, file: str, status: Status, cost: float) -> None:
            if not killed:
                killed.append(next(iter(machines.workers.values())).pid)
                os.kill(killed[0], signal.SIGKILL)

    there = Options(2, "never", read=slow, limits=LIMITS, scheduler=machines.scheduler_address)
    assert load(plans, tmp_path / "there.db", there, Killer()).read == 16
    assert killed and load(plans, tmp_path / "here.db", Options(2, "never", read=slow)).read == 16
    assert rows(tmp_path / "there.db") == rows(tmp_path / "here.db")


def test_a_file_that_kills_machine_after_machine_costs_itself(machines: Any, tmp_path: Path) -> None:
    plans, database = small_plans(tmp_path / "plans", 6), tmp_path / "plans.db"
    (plans / "00.txt").write_text("giết", encoding="utf-8")
    (plans / "01.txt").write_text("sập", encoding="utf-8")
    summary = load(plans, database, Options(2, "never", read=slow, limits=LIMITS, scheduler=machines.scheduler_address))
    assert (summary.read, sorted(summary.unread)) == (4, ["00.txt", "01.txt"])
    with sqlite3.connect(database) as connection:
        words = dict(connection.execute("select file, message_en from problems where severity = 'error'"))
    assert "The system ended the reader" in words["00.txt"] and "The reader crashed (-11)" in words["01.txt"]


def test_bytes_travel_where_a_machine_has_no_such_file(machines: Any, tmp_path: Path) -> None:
    word, text = sorted(PLANS.rglob("*.docx"))[0], sorted(PLANS.rglob("*.txt"))[0]
    for path in (word, text):
        shutil.copy(path, tmp_path)
    mine = os.open(tmp_path, os.O_RDONLY)  # a path that only this process has
    try:
        own = [Path(f"/proc/self/fd/{mine}", path.name) for path in (word, text)]
        jobs = [Job(path, Source("p1", "f", path.name, folder.sha256(path)), "never") for path in own]
        gone = Job(own[0].with_name("gone.txt"), jobs[0].source, "never")
        with Cluster(machines.scheduler_address, How(reader("never"), LIMITS)) as cluster:
            came = dict(cluster.run([*jobs, gone]))
        for job in jobs:
            assert came[job] == work(job, lambda done, total: None)
        assert isinstance(came[gone], Outcome) and came[gone].again and came[gone].status == Status.FAILED
    finally:
        os.close(mine)


def test_a_machine_that_reads_otherwise_reads_nothing(tmp_path: Path) -> None:
    job = Job(tmp_path / "a.txt", Source("p1", "f", "a.txt", ""), "never")
    with pytest.raises(OtherReaderError):
        read_here(job, How(replace(reader("never"), extractor="0+older"), LIMITS))


def test_who_cannot_reach_a_cluster_is_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("db.cluster._CONNECT", 0.5)
    plans = small_plans(tmp_path / "plans", 1)

    def said(address: str) -> str:
        assert cli.main(["load", str(plans), "--db", str(tmp_path / "plans.db"), "--scheduler", address]) == cli.NOTHING
        return capsys.readouterr().err

    assert "No scheduler answers" in said("tcp://127.0.0.1:9") and "No scheduler answers" in said("nowhere://x")
    with LocalCluster(n_workers=0, dashboard_address=":0", scheduler_port=0, silence_logs=50) as empty:
        assert "has no machine to read" in said(empty.scheduler_address)
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert "-m pip install distributed" in said("tcp://127.0.0.1:9")


def test_a_cluster_that_goes_away_ends_the_load_with_words(tmp_path: Path) -> None:
    plans, database = small_plans(tmp_path / "plans", 8), tmp_path / "plans.db"
    started = LocalCluster(n_workers=1, threads_per_worker=1, processes=True, dashboard_address=":0", scheduler_port=0, silence_logs=50)

    class Closer(Silent):
        def file(self, file: str, status: Status, cost: float) -> None:
            if not closing.is_alive() and not closing.ident:
                closing.start()

    closing = threading.Thread(target=started.close)
    with pytest.raises(UnusableError, match="what was loaded stays"):
        load(plans, database, Options(1, "never", read=slow, limits=LIMITS, scheduler=started.scheduler_address), Closer())
    closing.join(30)
    with sqlite3.connect(database) as connection:
        assert 1 <= connection.execute("select count(*) from plans").fetchone()[0] < 8

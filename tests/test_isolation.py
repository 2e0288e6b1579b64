"""A process that reads a file has limits, no network, and leaves nothing behind; a database in use is copied whole."""

from __future__ import annotations

import os
import socket
import sqlite3
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from db import connect
from db.backup import backup
from db.pool import Limits, Lost, Pool
from extract import cli, isolation

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="measures that Linux has")
Tell = Callable[[int, int], None]


_poisoned: list[int] = []


def act(task: tuple[str, object], tell: Tell) -> object:
    """What a hostile file might make its reader do."""
    what, value = task
    match what:
        case "memory":
            try:
                return len(bytearray(4 * 2**30))
            except MemoryError:
                return "no memory"
        case "disk":
            try:
                with tempfile.TemporaryFile() as file:
                    for _ in range(8):
                        file.write(bytes(2**20))
                        file.flush()
            except OSError as error:
                return error.strerror
        case "network":
            try:
                socket.create_connection(("127.0.0.1", int(str(value))), 2)
            except OSError:
                return "no network"
        case "litter":
            Path(tempfile.mkdtemp(), "left").write_text("x")
            return tempfile.gettempdir()
        case "crash":
            os.abort()
        case "poison":
            _poisoned.append(1)
        case "frail":
            if _poisoned and value == "crash":
                os.abort()
            return "wrong" if _poisoned else "right"
        case "grow":
            return os.getpid(), len(bytearray(2**28))
        case "who":
            return os.getpid(), 0
        case "program":
            Path(str(value)).write_text(str(os.spawnlp(os.P_NOWAIT, "sleep", "sleep", "60")))
            time.sleep(60)
    return "done"


def run(*tasks: tuple[str, object], workers: int = 2, **limits: float) -> list[object]:
    within = Limits(**{"silence": 20, "total": 40, "file_size": 2**20, **limits})  # type: ignore[arg-type]
    with Pool(act, workers, within, doubts=lambda result: result == "wrong") as pool:
        return [result for _, result in sorted(pool.run(tasks), key=lambda done: tasks.index(done[0]))]


def test_limits_of_memory_disk_and_network() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        memory, disk, network, crash, fine = run(
            ("memory", 0), ("disk", 0), ("network", server.getsockname()[1]), ("crash", 0), ("fine", 0)
        )
    assert (memory, disk, fine) == ("no memory", "File too large", "done")
    assert network == ("no network" if not dict(isolation.missing()).get("chặn mạng khi đọc tệp") else "done")
    assert crash == Lost("died", "-6")


def test_what_a_task_does_to_its_process_costs_no_other_task() -> None:
    assert run(("poison", 0), ("frail", "crash"), ("frail", ""), ("fine", 0), workers=1) == ["done", "right", "right", "done"]
    assert run(("fine", 0), ("crash", 0), ("fine", 1), workers=1) == ["done", Lost("died", "-6"), "done"]
    small, again, grown, other = run(("who", 0), ("who", 1), ("grow", 0), ("who", 2), workers=1)
    assert small == again and isinstance(grown, tuple) and isinstance(other, tuple) and grown[0] != other[0]


def test_what_a_process_writes_and_starts_goes_with_it(tmp_path: Path) -> None:
    (folder,) = run(("litter", 0))
    assert not Path(str(folder)).exists()
    pid = tmp_path / "pid"
    assert run(("program", str(pid)), silence=1) == [Lost("silent")]
    program = Path("/proc", pid.read_text())
    end = time.monotonic() + 5
    while program.exists() and "Z" not in (program / "stat").read_text().split()[2] and time.monotonic() < end:
        time.sleep(0.05)
    assert not program.exists() or "Z" in (program / "stat").read_text().split()[2]


def test_a_copy_of_a_database_in_use_is_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    database, copy = tmp_path / "plans.db", tmp_path / "copy.db"
    writer = connect.writer(database)
    insert = "insert into agencies (id, name) values (?, ?)"
    writer.executemany(insert, [(str(i), "x" * 500) for i in range(2_000)])
    stop = threading.Event()

    def go_on() -> None:
        own = connect.writer(database)
        for i in range(10_000, 1_000_000):
            if stop.is_set():
                break
            with connect.transaction(own):
                own.executemany(insert, [(f"{i}-{j}", "y" * 500) for j in range(10)])

    thread = threading.Thread(target=go_on)
    thread.start()
    try:
        for _ in range(3):
            assert backup(database, copy) == [copy]
            with sqlite3.connect(copy) as held:
                assert held.execute("pragma integrity_check").fetchone() == ("ok",)
                assert held.execute("select count(*) % 10, count(*) >= 2000 from agencies").fetchone() == (0, 1)
    finally:
        stop.set()
        thread.join()
        writer.close()
    assert cli.main(["backup", str(copy), "--db", str(database)]) == 0 and str(copy) in capsys.readouterr().err
    assert cli.main(["backup", str(database), "--db", str(database)]) == 2
    assert cli.main(["backup", str(copy), "--db", str(tmp_path / "none.db")]) == 2
    assert cli.main(["backup", str(tmp_path / "nowhere" / "x.db"), "--db", str(database)]) == 2
    assert sorted(path.name for path in tmp_path.iterdir() if "unfinished" in path.name) == []


def test_a_second_loader_is_told_who_is_at_it(tmp_path: Path) -> None:
    database = tmp_path / "plans.db"
    with (
        connect.only_loader(database),
        pytest.raises(connect.UnusableError, match=f"process {os.getpid()}, "),
        connect.only_loader(database),
    ):
        pass
    with connect.only_loader(database):
        pass

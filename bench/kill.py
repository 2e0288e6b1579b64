"""What a load killed at any moment leaves behind: `python -m bench.kill 500` prints the counts, all of which must be 0 but the first two.

A folder of small plans is loaded again and again, with changed plans each time it came through, and the loading process is killed
(SIGKILL) or starved of disk (no file may grow beyond a size) at a random moment. After each: the database opens, passes both checks of
SQLite, holds whole plans only and all that it held before; in the end it holds exactly what one load in peace gives.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import db.load
from db.connect import UnusableError
from db.links import authority_rows
from db.reader import reader
from db.schema import OF_A_PLAN, TABLES, statements
from db.warm import PLAN
from extract.authority.places import provinces
from extract.model import Reading
from extract.parsers import Options
from extract.reading import read

PLANS: Final = 12
_OWN: Final = {"files": ("loaded_at",), "search": ("id",)}  # columns that differ from load to load


@dataclass(slots=True)
class Found:
    """Counts. `killed` and `starved` are what was done, the others what must not be."""

    killed: int = 0
    starved: int = 0
    corrupt: int = 0
    half: int = 0
    lost: int = 0
    doubled: int = 0
    differing: int = 0
    seen_half: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def bad(self) -> int:
        return self.corrupt + self.half + self.lost + self.doubled + self.differing + self.seen_half


class InHand:
    """Stands in for `db.pool.Pool`: the readings are made already, so that nearly every moment is one of writing."""

    def __init__(self, work: Callable[..., Any], *_: object) -> None:
        self.work = work

    @staticmethod
    def warm_up(*_: object) -> None: ...

    def __enter__(self) -> InHand:
        return self

    def __exit__(self, *_: object) -> None: ...

    def run(self, tasks: Iterable[Any], tell: object = None) -> Iterator[tuple[Any, Any]]:
        return ((task, self.work(task, lambda done, total: None)) for task in tasks)


class Trial:
    """A folder, its database, and what one load of the folder in peace gives."""

    def __init__(self, work: Path, seed: int) -> None:
        self.folder, self.database, self.peace = work / "plans", work / "plans.db", work / "peace.db"
        self.folder.mkdir()
        self.random, self.found, self.round = random.Random(seed), Found(), 0
        self.readings: dict[str, Reading] = {}
        for name in ("agencies", "agency_succession", "places"):  # what every load works out is worked out once
            authority_rows(name)
        provinces()
        statements()
        reader("never")
        self.renew()

    def renew(self) -> None:
        """Changes every third plan, and loads them in peace into a database of its own; one of them is not to be found this time."""
        self.round += 1
        for number in range(PLANS):
            path = self.folder / f"{number}.txt"
            if number == self.round % PLANS:
                path.unlink(missing_ok=True)
            elif not path.exists() or number % 3 == self.round % 3:
                more = "\n".join(f"- Việc thứ {i} của lần {self.round}: hỗ trợ {i + 10} hộ nghèo." for i in range(5))
                path.write_text(PLAN.replace("12/KH", f"{number + 12}/KH") + more, encoding="utf-8")
                self.readings[_sha(path)] = read(path)
        self.peace.unlink(missing_ok=True)
        start = time.monotonic()
        if os.fork() == 0:
            self._load(self.peace)
        os.wait()
        self.seconds = time.monotonic() - start
        self.plans = _plans(self.peace)

    def _load(self, database: Path, limit: int | None = None) -> None:
        """Loads in this process, a child of its own, which ends with it."""
        code = 0
        try:
            if limit:
                resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
            db.load.Pool = InHand  # type: ignore[assignment, misc]
            db.load.load(self.folder, database, db.load.Options(1, "never", read=self._reading))
        except UnusableError:
            code = 2
        finally:
            os._exit(code)

    def _reading(self, path: Path, options: Options) -> Reading:
        return self.readings[_sha(path)]

    def disturb(self) -> None:
        """One load that is killed, or starved of disk, or comes through in time."""
        before, starve = _plans(self.database), self.random.random() < 0.2
        limit = self.random.randrange(50_000, 1_500_000) if starve else None
        child = os.fork()
        if child == 0:
            self._load(self.database, limit)
        start = time.monotonic()
        moment = start + (60 if starve else self.random.uniform(0, self.seconds))
        ended = 0
        while not ended and time.monotonic() < moment:
            self.found.seen_half += bool(self.half(_plans(self.database)))
            time.sleep(0.002)
            ended, status = os.waitpid(child, os.WNOHANG)
        if not ended:
            os.kill(child, signal.SIGKILL)
            _, status = os.waitpid(child, 0)
        took = time.monotonic() - start
        self.found.killed += os.WIFSIGNALED(status)
        self.found.starved += os.WIFEXITED(status) and os.WEXITSTATUS(status) == 2
        self.check(before)
        if status == 0:
            self.compare()
            self.renew()
            self.seconds = took  # that of a load of what has changed

    def command(self) -> None:
        """The command itself with its processes, killed."""
        before = _plans(self.database)
        argv = [sys.executable, "-m", "extract.cli", "load", str(self.folder), "--db", str(self.database), "--ocr", "never"]
        with subprocess.Popen(argv, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            time.sleep(self.random.uniform(1, 12))
            self.found.killed += process.poll() is None
            process.kill()
        self.check(before)

    def half(self, held: dict[str, Counter[str]]) -> list[str]:
        return [plan for plan, rows in held.items() if plan in self.plans and rows != self.plans[plan]]

    def check(self, before: dict[str, Counter[str]]) -> None:
        """Counts what is wrong with the database as it lies there."""
        if not self.database.exists():
            return
        with closing(sqlite3.connect(self.database)) as connection:
            faults = [row[0] for row in connection.execute("pragma integrity_check") if row[0] != "ok"]
            faults += [f"foreign key: {row}" for row in connection.execute("pragma foreign_key_check")]
        self.found.faults += faults
        self.found.corrupt += bool(faults)
        held = _plans(self.database)
        self.found.half += len(self.half(held))
        self.found.lost += len([plan for plan in before if plan in self.plans and plan not in held])
        self.found.doubled += len(held) > PLANS

    def compare(self) -> None:
        """Counts the tables that are not those of a load in peace."""
        differing = [table for table in TABLES if _rows(self.database, table) != _rows(self.peace, table)]
        self.found.differing += len(differing)
        self.found.faults += differing

    def finish(self) -> Found:
        child = os.fork()
        if child == 0:
            self._load(self.database)
        os.waitpid(child, 0)
        self.check({})
        self.compare()
        return self.found


def trial(kills: int, commands: int = 0, seed: int = 1) -> Found:
    """Disturbs loads until `kills` are killed, and `commands` runs of the command with all its processes besides."""
    with tempfile.TemporaryDirectory(prefix="kehoach-kill-") as work:
        loads = Trial(Path(work), seed)
        while loads.found.killed < kills:
            loads.disturb()
        for _ in range(commands):
            loads.command()
        return loads.finish()


def _sha(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _plans(database: Path) -> dict[str, Counter[str]]:
    """Each plan's rows by table, all seen at one moment; a row without its plan counts as a plan of its own that is not whole."""
    if not database.exists():
        return {}
    count = " union all ".join(f"select plan_id, '{table}', count(*) from {table} group by plan_id" for table in ("files", *OF_A_PLAN))
    found: dict[str, Counter[str]] = {}
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True, timeout=30)) as connection:
        try:
            rows = connection.execute(f"select id, 'plans', 1 from plans union all {count}").fetchall()
        except sqlite3.OperationalError:  # killed before the tables were made
            return {}
    for plan, table, number in rows:
        if plan is not None:
            found.setdefault(plan, Counter())[table] += number
    return found


def _rows(database: Path, table: str) -> list[str]:
    names = ", ".join(name for name in TABLES[table].columns if name not in _OWN.get(table, ()))
    with closing(sqlite3.connect(database)) as connection:
        return sorted(map(repr, connection.execute(f"select {names} from {table}")))


def main() -> int:
    """Runs a trial and prints what was found; 1 where anything was."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kills", type=int, nargs="?", default=50)
    parser.add_argument("--commands", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    found = trial(asked.kills, asked.commands, asked.seed)
    for name in Found.__slots__[:-1]:
        print(f"{name.replace('_', ' '):<10} {getattr(found, name)}")
    print(*sorted(set(found.faults)), sep="\n")
    return 1 if found.bad else 0


if __name__ == "__main__":
    sys.exit(main())

"""`make torture`: loads a folder made to break a load, or any folder given, and prints what became of each file.

    python -m bench.torture [FOLDER] [--silence SECONDS] [--kinds text word pdf disk other names]

It fails where the run does not end, a file has no status or several, a file counts as read without any text, a hazard comes out other
than it must, a second load reads again what failed, or the load leaves files behind.
"""

from __future__ import annotations

import argparse
import sqlite3
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import partial
from itertools import count
from multiprocessing.util import get_temp_dir
from pathlib import Path

from bench import hazards_disk, hazards_pdf, hazards_text, hazards_word
from bench.hazard import Hazard, timed
from db import folder as walking
from db.load import Options, load
from db.pool import Limits

_FITS = {
    "read": {"ok", "partial"},
    "whole": {"ok", "partial", "failed"},
    "refused": {"failed", "encrypted"},
    "skipped": {"skipped"},
    "named": {"ok", "partial", "failed", "encrypted", "skipped"},
}
_WHOLE = "pdf/whole.pdf"
_CHANGING = frozenset({hazards_disk.TORN, hazards_disk.GONE})


@dataclass(frozen=True, slots=True)
class Row:
    """What became of a file: `seconds` null where it was not read to its end."""

    file: str
    status: str
    letters: int
    problem: str
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """Rows by file, and what is wrong, in words."""

    rows: dict[str, Row]
    seconds: float
    wrong: tuple[str, ...]


def hazards(seed: int = 1, kinds: Sequence[str] = ()) -> list[Hazard]:
    """All hazards, or those in the folders `kinds`."""
    every = [hazard for module in (hazards_text, hazards_word, hazards_pdf, hazards_disk) for hazard in module.hazards(seed)]
    return [hazard for hazard in every if not kinds or hazard.file.split("/")[0] in kinds]


def build(folder: Path, made: Sequence[Hazard]) -> list[Hazard]:
    """Puts the hazards into `folder`; those that this disk or these rights do not allow are left out of what comes back."""
    there = []
    for hazard in made:
        path = folder / hazard.file
        with suppress(OSError, AttributeError):
            path.parent.mkdir(parents=True, exist_ok=True)
            hazard.make(path)
            there.append(hazard)
    return there


def run(folder: Path, made: Sequence[Hazard], limits: Limits, workers: int = 2) -> Report:
    """Loads `folder` twice and says what is wrong."""
    with tempfile.TemporaryDirectory(prefix="torture-") as work:
        database, notes = Path(work, "plans.db"), Path(work, "notes")
        notes.mkdir()
        get_temp_dir()  # that of multiprocessing itself stays until the end, elsewhere
        scratch = tempfile.mkdtemp(dir=work)
        tempfile.tempdir = scratch
        options = Options(workers=workers, limits=limits, read=partial(timed, str(notes)))
        stop = threading.Event()
        changing = threading.Thread(target=_change, args=(folder, stop)) if made else None
        start = time.monotonic()
        if changing:
            changing.start()
        load(folder, database, options)
        took = time.monotonic() - start
        stop.set()
        if changing:
            changing.join()
        rows = _rows(database, folder, notes)
        wrong = list(_wrong(rows, folder, made))
        for note in notes.iterdir():
            note.unlink()
        load(folder, database, options)
        again = {str(path.lstat().st_ino): path for path in folder.rglob("*.*") if path.lstat().st_ino} if not made else {}
        wrong += [f"read again: {again.get(note.name, note.name)}" for note in notes.iterdir() if not _is_changing(folder, note.name)]
        tempfile.tempdir = None
        wrong += [f"left behind: {path.name}" for path in Path(scratch).iterdir()]
        wrong += [f"written outside: {path}" for path in (Path("/tmp/evil.txt"), folder.parent / "evil.txt") if path.exists()]
    return Report({row.file: row for row in rows}, took, tuple(wrong))


def _change(folder: Path, stop: threading.Event) -> None:
    for number in count():
        if stop.wait(0.02):
            return
        with suppress(OSError):
            hazards_disk.rewrite(folder, number)


def _is_changing(folder: Path, inode: str) -> bool:
    return any((folder / name).exists() and str((folder / name).lstat().st_ino) == inode for name in _CHANGING)


def _rows(database: Path, folder: Path, notes: Path) -> list[Row]:
    inodes = {file.file: str(file.path.lstat().st_ino) for file in _walked(folder) if len(str(file.path)) < 4000 and file.path.exists()}
    select = (
        "select f.file, f.status, length(p.text), (select group_concat(message_en, ' | ') from problems where problems.file = f.file"
        " and severity <> 'info') from files f left join plans p on p.id = f.plan_id order by 1"
    )
    with closing(sqlite3.connect(database)) as connection:
        found = connection.execute(select).fetchall()
        assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
        assert connection.execute("pragma foreign_key_check").fetchall() == []
    return [Row(file, status, letters or 0, told or "", _seconds(notes / inodes.get(file, "-"))) for file, status, letters, told in found]


def _seconds(note: Path) -> float | None:
    if not note.exists():
        return None
    began, *ended = map(float, note.read_text().split())
    return ended[0] - began if ended else None


def _walked(folder: Path) -> list[walking.Found]:
    return walking.distinct(file for file in walking.walk(folder) if isinstance(file, walking.Found))


def _wrong(rows: Sequence[Row], folder: Path, made: Sequence[Hazard]) -> Iterator[str]:
    files = [file for file in _walked(folder) if file.file not in _CHANGING]
    statuses = Counter(row.file for row in rows)
    yield from (f"{statuses[file.file]} statuses: {file.file[:80]!r}" for file in files if statuses[file.file] != 1)
    yield from (f"read without text: {row.file!r}" for row in rows if row.status in _FITS["read"] and not row.letters)
    yield from (f"no word why: {row.file!r}" for row in rows if row.status in _FITS["refused"] and not row.problem)
    by_file = {row.file: row for row in rows}
    for hazard in made:
        row = _row_of(hazard, folder, by_file)
        if (
            row is not None
            and hazard.expected == "whole"
            and row.status == "ok"
            and _WHOLE in by_file
            and row.letters < 0.98 * by_file[_WHOLE].letters
        ):
            yield f"text lost without a word: {row.file!r}: {row.letters} letters"
        if row is not None and row.status not in _FITS[hazard.expected]:
            yield f"{hazard.expected} expected, {row.status}: {row.file[:80]!r}: {row.problem[:150]}"


def _row_of(hazard: Hazard, folder: Path, rows: dict[str, Row]) -> Row | None:
    name = walking.label(folder / hazard.file).removeprefix(walking.label(folder) + "/")
    return rows.get(name) or next((row for file, row in rows.items() if file.startswith(name + "/")), None)


def show(report: Report, folder: Path, made: Sequence[Hazard]) -> None:
    """Prints the table and what is wrong."""
    from rich.console import Console
    from rich.table import Table

    whys = {row.file: hazard.why for hazard in made if (row := _row_of(hazard, folder, report.rows))}
    table = Table("hazard", "status", "s", "letters", "problem")
    for row in report.rows.values():
        seconds = "" if row.seconds is None else f"{row.seconds:.1f}"
        table.add_row(
            f"{row.file.split('/')[0][:12]}: {whys.get(row.file, row.file)[:45]}", row.status, seconds, str(row.letters), row.problem[:90]
        )
    Console(width=190).print(table, markup=False)
    statuses = Counter(row.status for row in report.rows.values())
    print(
        f"{len(report.rows)} files in {report.seconds:.0f} s:", ", ".join(f"{number} {status}" for status, number in statuses.most_common())
    )
    print("\n".join(report.wrong) or "nothing wrong")


def main() -> int:
    """Runs it; 1 where anything is wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--silence", type=float, default=60)
    parser.add_argument("--kinds", nargs="+", default=[])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="hazards-", ignore_cleanup_errors=True) as made:
        folder = asked.folder or Path(made, "plans")
        there = [] if asked.folder else build(folder, hazards(asked.seed, asked.kinds))
        report = run(folder, there, Limits(silence=asked.silence), asked.workers)
        show(report, folder, there)
    return 1 if report.wrong else 0


if __name__ == "__main__":
    sys.exit(main())

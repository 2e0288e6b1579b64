"""Loading folders: again without changes, with two processes, and how time, disk and memory grow with the number of plans."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Final

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from bench import many_files
from bench.timing import Pair, seconds
from extract.parsers.parse import parse
from extract.reading import understand

_MORE: Final = 4
_CELLS: Final = 5_000


def pairs(plans: int) -> Iterator[Pair]:
    """Folders of `plans` and of four times as many; one document and one four times as long."""
    few, many = (partial(_folder, count) for count in (plans, plans * _MORE))
    yield Pair("unchanged folder, again", "its first load", lambda: _again(few()), lambda: _load(few()).seconds, 0.02, 2)
    beside, last = f"{plans} plans", f"{plans * _MORE} plans: "
    yield Pair(f"{last}seconds a plan", beside, lambda: _last(many()).seconds / _MORE, lambda: _last(few()).seconds, 1.1, 1)
    yield Pair(f"{last}bytes a plan", beside, lambda: _last(many()).size / _MORE, lambda: _last(few()).size, 1.1, 1)
    yield Pair(f"{last}memory of the loader", beside, lambda: _last(many()).memory, lambda: _last(few()).memory, 1.1, 1)
    yield Pair(f"{last}2 processes", "1 process", lambda: _load(many(), 2).seconds, lambda: _last(many()).seconds, 0.54, 1)
    small, large = partial(_cells, _CELLS), partial(_cells, _CELLS * _MORE)
    yield Pair(
        f"table of {_CELLS * _MORE} cells, a cell", f"{_CELLS} cells", lambda: _read(large()) / _MORE, lambda: _read(small()), 1.1, 3
    )


@dataclass(frozen=True, slots=True)
class _Loaded:
    """Seconds, bytes of the database and of memory at most, of one load."""

    seconds: float
    size: float
    memory: float


@cache
def _folder(count: int) -> Path:
    place = Path(tempfile.mkdtemp(prefix="kehoach-bench-"))
    many_files.write(place, count)
    return place


@cache
def _last(folder: Path) -> _Loaded:
    return _load(folder, 1)


def _load(folder: Path, workers: int = 1) -> _Loaded:
    """A first load, in a Python of its own."""
    with tempfile.TemporaryDirectory() as place:
        database = Path(place) / "plans.db"
        memory = [0.0]
        taken = seconds(lambda: memory.__setitem__(0, _run(folder, database, workers)))
        return _Loaded(taken, database.stat().st_size, memory[0])


def _again(folder: Path) -> float:
    """A second load of what is loaded."""
    with tempfile.TemporaryDirectory() as place:
        database = Path(place) / "plans.db"
        _run(folder, database, 2)
        return seconds(lambda: _run(folder, database, 2))


def _run(folder: Path, database: Path, workers: int) -> float:
    """Loads, and gives the most memory that the loading process had, in bytes; its readers are processes of their own."""
    command = [str(Path(sys.executable).with_name("kehoach")), "load", str(folder), "--db", str(database), "--workers", str(workers)]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(running.pid, 0)
    running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode > 1:
        raise RuntimeError(f"{' '.join(command)}: {running.returncode}")
    return used.ru_maxrss * 1024.0


@cache
def _cells(count: int) -> Path:
    """A Word file with one table of `count` cells."""
    rows = [(f"{row}", f"Xã số {row}", f"{row % 97},{row % 10}", f"{row * 7}", "Phòng Nội vụ") for row in range(count // 5)]
    document = docx.Document()
    document.add_paragraph("KẾ HOẠCH")
    table = document.add_table(0, 5)
    for cells in rows:
        inner = "".join(f"<w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc>" for cell in cells)
        table._tbl.append(parse_xml(f"<w:tr {nsdecls('w')}>{inner}</w:tr>"))
    path = Path(tempfile.mkdtemp(prefix="kehoach-bench-")) / "table.docx"
    document.save(str(path))
    return path


def _read(path: Path) -> float:
    return seconds(lambda: understand(parse(path)))

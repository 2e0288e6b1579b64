"""Telling how a load goes on: a bar on a terminal, plain lines elsewhere. Everything goes to stderr; Vietnamese first, English beside."""

from __future__ import annotations

import sys
from typing import Any, Protocol

from extract.model import Problem, Status


class Watch(Protocol):
    """Who is told. `begin` comes once, before the first file: `work` is the sum of the files' costs, `seconds` how long that will
    take, `scanned` the pages to read by OCR."""

    def begin(self, files: int, work: float, seconds: float, scanned: int) -> None: ...
    def page(self, file: str, done: int, total: int) -> None: ...
    def file(self, file: str, status: Status, cost: float) -> None: ...
    def trouble(self, file: str, problem: Problem) -> None: ...


class Silent:
    """Tells nobody."""

    def begin(self, files: int, work: float, seconds: float, scanned: int) -> None: ...
    def page(self, file: str, done: int, total: int) -> None: ...
    def file(self, file: str, status: Status, cost: float) -> None: ...
    def trouble(self, file: str, problem: Problem) -> None: ...


class Plain:
    """A line a file."""

    def __init__(self) -> None:
        self._done = self._all = 0

    def begin(self, files: int, work: float, seconds: float, scanned: int) -> None:
        self._all = files
        tell(opening(files, seconds, scanned))

    def page(self, file: str, done: int, total: int) -> None: ...

    def file(self, file: str, status: Status, cost: float) -> None:
        self._done += 1
        tell(f"[{self._done}/{self._all}] {file}: {status.vi} ({status.value})")

    def trouble(self, file: str, problem: Problem) -> None:
        tell(trouble(file, problem))


class Bar:
    """A bar with the file in hand and the time left, by the cost of files (scans take longer). Use as a context manager."""

    def __init__(self) -> None:
        from rich import progress
        from rich.console import Console

        self._bar = progress.Progress(
            progress.TextColumn("{task.fields[files]}"),
            progress.BarColumn(bar_width=24),
            progress.TimeRemainingColumn(),
            progress.TextColumn("{task.fields[hand]}", markup=False),
            console=Console(stderr=True),
            transient=True,
        )
        self._done = self._all = 0
        self._task: Any = None

    def __enter__(self) -> Bar:
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def begin(self, files: int, work: float, seconds: float, scanned: int) -> None:
        self._all = files
        self._print(opening(files, seconds, scanned))
        self._task = self._bar.add_task("", total=work, files=f"0/{files}", hand="")

    def page(self, file: str, done: int, total: int) -> None:
        self._bar.update(self._task, hand=f"{file} trang {done}/{total}")

    def file(self, file: str, status: Status, cost: float) -> None:
        self._done += 1
        self._bar.update(self._task, advance=cost, files=f"{self._done}/{self._all}", hand=file)

    def trouble(self, file: str, problem: Problem) -> None:
        self._print(trouble(file, problem))

    def _print(self, line: str) -> None:
        self._bar.console.print(line, markup=False, highlight=False)


def opening(files: int, seconds: float, scanned: int) -> str:
    """The first words: how much there is to read, and how long scans will take."""
    if not scanned:
        return f"Đọc {files} tệp / Reading {files} files"
    minutes = max(1, round(seconds / 60))
    return (
        f"Đọc {files} tệp, trong đó khoảng {scanned} trang quét cần nhận dạng chữ (đọc sau cùng): khoảng {minutes} phút"
        f" / Reading {files} files, about {scanned} scanned pages among them (read last): about {minutes} min"
    )


def trouble(file: str, problem: Problem) -> str:
    """A file's problem on one line."""
    return f"{file}: {problem.message} / {problem.message_en}"


def tell(line: str) -> None:
    """A line to stderr, whatever its encoding can show."""
    encoding = sys.stderr.encoding or "utf-8"
    print(line.encode(encoding, "replace").decode(encoding), file=sys.stderr, flush=True)

"""Work on many files in processes of their own, where whatever befalls one costs only that one.

A process takes one task at a time over a pipe and is replaced when it dies, is killed, has grown or has done its share. What goes wrong in
one that did other tasks before may be owed to them: it is tried again in a new process, whose word holds. Where the platform has a fork
server the processes are forked from one that has the readers imported already and holds no database; elsewhere each is a new Python.
"""

from __future__ import annotations

import gc
import logging
import multiprocessing
import os
import signal
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any, Final, Generic, Literal, TypeVar

from db import scratch
from extract import isolation

Task = TypeVar("Task")
Result = TypeVar("Result")
Tell = Callable[[int, int], None]

_TASKS_A_PROCESS: Final = 25
_GROWTH: Final = 2**27  # bytes more than at its start after which a process takes no further task: the next has the memory to itself
_OBJECTS: Final = 50_000  # made between two collections: a process that soon ends has little to collect


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds without a sign of progress, seconds in all, bytes of memory and bytes of a file written, each for one task."""

    silence: float = 60
    total: float = 15 * 60
    memory: int = 2 * 2**30
    file_size: int = 2**30


@dataclass(frozen=True, slots=True)
class Lost:
    """A task that came to nothing: `why` it was ended; `detail` says how (the exit code)."""

    why: Literal["died", "silent", "too long"]
    detail: str = ""


@dataclass(slots=True)
class _Process(Generic[Task]):
    process: Any
    pipe: Connection[Any, Any]
    task: Task | None = None
    started: float = 0.0
    heard: float = 0.0
    done: int = 0
    leaves: bool = False


def _context(preload: tuple[str, ...]) -> Any:
    method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    context: Any = multiprocessing.get_context(method)
    if method == "forkserver":
        context.set_forkserver_preload(list(preload))
    return context


class Pool(Generic[Task, Result]):
    """`workers` processes that each do `work(task, tell)`; `tell(done, total)` is a sign of progress. Use as a context manager.

    A result that `doubts` says is in doubt ends its process, and is asked for again if that had done other tasks before.
    """

    def __init__(
        self,
        work: Callable[[Task, Tell], Result],
        workers: int,
        limits: Limits | None = None,
        preload: tuple[str, ...] = (),
        doubts: Callable[[Result], bool] = lambda result: False,
    ):
        self._work, self._workers, self._limits, self._doubts = work, workers, limits or Limits(), doubts
        self._context = _context(preload)
        self._processes: list[_Process[Task]] = []
        self._again: deque[Task] = deque()
        self._folder = scratch.folder()

    @staticmethod
    def warm_up(preload: tuple[str, ...]) -> None:
        """Starts the process that a pool's are forked from, where there is one: it imports `preload` while this process goes on."""
        if _context(preload).get_start_method() == "forkserver":
            from multiprocessing import forkserver

            forkserver.ensure_running()

    def __enter__(self) -> Pool[Task, Result]:
        return self

    def __exit__(self, *_: object) -> None:
        for process in self._processes:
            self._end(process)
        self._processes.clear()
        self._folder.cleanup()

    def run(self, tasks: Iterable[Task], tell: Callable[[Task, int, int], None] | None = None) -> Iterator[tuple[Task, Result | Lost]]:
        """Each task with its result, as they come in; `tell(task, done, total)` passes progress on."""
        waiting = deque(tasks)
        while waiting or self._again or any(p.task is not None for p in self._processes):
            self._hand_out(waiting)
            busy = [p for p in self._processes if p.task is not None]
            ready = set(wait([p.pipe for p in busy], timeout=0.5))
            answers = []
            for process in busy:
                alone = process.done == 0
                answer = self._hear(process, tell) if process.pipe in ready else self._overdue(process)
                if answer is not None and (alone or not self._in_doubt(answer[1])):
                    answers.append(answer)
                elif answer is not None:
                    self._again.append(answer[0])
            if self._workers > 1:  # with one, either it works or who asked: a load with one process keeps one processor busy
                self._hand_out(waiting)
            yield from answers

    def _in_doubt(self, result: Result | Lost) -> bool:
        return result.why == "died" if isinstance(result, Lost) else self._doubts(result)

    def _hand_out(self, waiting: deque[Task]) -> None:
        for process in self._processes[:]:
            if process.task is None and process.leaves:
                self._retire(process)
        while (waiting or self._again) and sum(p.task is not None for p in self._processes) < self._workers:
            process = self._idle(new=bool(self._again)) or self._start()
            task = (self._again or waiting).popleft()
            process.task, process.started, process.heard = task, time.monotonic(), time.monotonic()
            with suppress(OSError):  # a process that died meanwhile is found dead when it is listened to
                process.pipe.send(task)
        if waiting and not self._idle() and any(process.done == _TASKS_A_PROCESS - 1 for process in self._processes):
            self._start()  # made ready while the others work

    def _idle(self, new: bool = False) -> _Process[Task] | None:
        return next((process for process in self._processes if process.task is None and not (new and process.done)), None)

    def _start(self) -> _Process[Task]:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_serve, args=(theirs, self._work, self._limits, self._folder.name), daemon=True)
        process.start()
        theirs.close()
        started: _Process[Task] = _Process(process, ours)
        self._processes.append(started)
        return started

    def _hear(self, process: _Process[Task], tell: Callable[[Task, int, int], None] | None) -> tuple[Task, Result | Lost] | None:
        task = process.task
        assert task is not None
        try:
            message = process.pipe.recv()
        except (EOFError, OSError):
            process.process.join(1)  # it is on its way out: let it tell how it died
            self._end(process)
            self._processes.remove(process)
            return task, Lost("died", str(process.process.exitcode))
        process.heard = time.monotonic()
        if message[0] == "progress":
            if tell:
                tell(task, message[1], message[2])
            return None
        process.task, process.done = None, process.done + 1
        process.leaves = process.done >= _TASKS_A_PROCESS or message[2] or self._in_doubt(message[1])
        return task, message[1]

    def _overdue(self, process: _Process[Task]) -> tuple[Task, Lost] | None:
        now, task = time.monotonic(), process.task
        assert task is not None
        silent, long = now - process.heard > self._limits.silence, now - process.started > self._limits.total
        if not silent and not long:
            return None
        self._end(process)
        self._processes.remove(process)
        return task, Lost("silent" if silent else "too long")

    def _retire(self, process: _Process[Task]) -> None:
        process.pipe.close()  # it sees the end of the pipe and leaves
        self._processes.remove(process)

    def _end(self, process: _Process[Task]) -> None:
        """Ends a process and the programs that it started (Tesseract, LibreOffice)."""
        pid = process.process.pid
        if sys.platform != "win32":
            with suppress(OSError):  # the group is there as long as one of them is
                os.killpg(pid, signal.SIGKILL)
        process.process.kill()
        process.process.join(5)
        process.pipe.close()


def _serve(pipe: Connection[Any, Any], work: Callable[[Any, Tell], Any], limits: Limits, folder: str) -> None:
    """What a process does: a task in, its result out, until the pipe ends. What it writes meanwhile goes into `folder`."""
    isolation.confine(limits.memory, limits.file_size)
    gc.set_threshold(_OBJECTS)
    logging.disable(logging.CRITICAL)  # what libraries say of a damaged file is no news to who waits for a load
    os.environ.update(TMPDIR=folder, TEMP=folder, TMP=folder)
    tempfile.tempdir = folder
    start = isolation.peak_memory()
    with suppress(EOFError, OSError):
        while True:
            task = pipe.recv()
            result = work(task, lambda done, total: pipe.send(("progress", done, total)))
            pipe.send(("result", result, isolation.peak_memory() - start > _GROWTH))

"""Files read on other machines: a Dask cluster in place of the processes of this one.

Each file is read on some machine of the cluster as it would be here: by the same `db.worker.work`, in a process of its own with the same
limits, so that a file that crashes or hangs its reader costs no machine. What a machine that dies had in hand Dask gives to another; this
process alone writes. Where a machine has no such file at that path (by its hash) the bytes travel, into a private folder of that machine.
"""

from __future__ import annotations

import logging
import multiprocessing
import signal
import sys
import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import Any, Final

from db import folder
from db.changes import Reader
from db.connect import UnusableError
from db.pool import Limits, Lost, Pool
from db.reader import reader
from db.worker import PRELOAD, Job, Look, Outcome, Read, unopened, work
from extract.parsers.archive import opened

_CONNECT: Final = 10.0  # seconds for the scheduler to answer, and for a first machine to be there
_QUIET: Final = 30.0  # seconds without a result after which one looks whether anybody is still there
_AHEAD: Final = 2  # files handed out for each that is being read, so that no machine waits for the next
_BYTES: Final = 2**28  # of files on their way at most: the scheduler keeps them until they are read

Result = Outcome | Lost
_Handed = tuple[Job, int]


class OtherReaderError(Exception):
    """A machine reads with other rules or tools than this one; says which."""


@dataclass(frozen=True, slots=True)
class How:
    """How a file is to be read: by whom (`reader`: this machine's version and tools), within which limits; `read` as of `db.worker`."""

    reader: Reader
    limits: Limits
    read: Read | None = None


class Cluster:
    """As `db.pool.Pool`, for jobs alone: `workers` files are read at a time. Use as a context manager.

    Raises `UnusableError` where Dask is not installed, the scheduler at `address` (tcp://host:port, tls://host:port) does not answer, it
    has no machines, or one of them cannot read as this one does.
    """

    def __init__(self, address: str, how: How) -> None:
        self._address, self._how = address, how
        self._client: Any = _connected(address)
        self._executor: Any = self._client.get_executor(pure=False)
        self.workers = sum(self._client.nthreads().values())
        self._same_disk = True  # until a machine says otherwise

    def __enter__(self) -> Cluster:
        return self

    def __exit__(self, *_: object) -> None:
        self._executor.shutdown(wait=False)
        self._client.close()

    def run(self, jobs: Iterable[Job], tell: Callable[[Job, int, int], None] | None = None) -> Iterator[tuple[Job, Result]]:
        """Each job with its result, as they come in; pages are not told (`tell` is never called), files are."""
        waiting, handed = deque(jobs), dict[Future[Result | None], _Handed]()
        while waiting or handed:
            while waiting and self._has_room(handed):
                job = waiting.popleft()
                try:
                    future, size = self._hand_out(job)
                    handed[future] = job, size
                except OSError as error:
                    yield job, unopened(error)
            for future in wait(handed, _QUIET, FIRST_COMPLETED).done or self._nobody():
                job, _ = handed.pop(future)
                result = self._result(future)
                if result is None:
                    self._same_disk = False
                    waiting.appendleft(job)
                else:
                    yield job, result

    def _has_room(self, handed: dict[Future[Result | None], _Handed]) -> bool:
        return not handed or (len(handed) < self.workers * _AHEAD and sum(size for _, size in handed.values()) < _BYTES)

    def _hand_out(self, job: Job) -> tuple[Future[Result | None], int]:
        """The result to come, and how many bytes travel. Raises OSError where the file cannot be opened any more."""
        if self._same_disk:
            return self._executor.submit(read_here, job, self._how), 0
        with opened(job.path) as path:
            content = path.read_bytes()
        return self._executor.submit(read_here, job, self._how, content), len(content)

    def _result(self, future: Future[Result | None]) -> Result | None:
        from distributed import KilledWorker

        try:
            return future.result()
        except KilledWorker:  # machine after machine, as often as the scheduler allows: no other is tried in this load
            return Lost("died", str(-signal.SIGKILL))
        except CancelledError as error:
            raise self._gone() from error
        except OtherReaderError as error:
            raise UnusableError(
                f"Máy trong cụm đọc khác máy này ({error}); hãy cài cùng phiên bản và cùng công cụ trên mọi máy.",
                f"A machine of the cluster reads otherwise than this one ({error}); install the same version and tools on all of them.",
            ) from error
        except Exception as error:
            said = f"{type(error).__name__}: {str(error)[:200]}"
            raise UnusableError(
                f"Máy trong cụm không chạy được kehoach ({said}); hãy cài cùng phiên bản kehoach trên mọi máy.",
                f"A machine of the cluster cannot run kehoach ({said}); install the same version of it on all of them.",
            ) from error

    def _nobody(self) -> tuple[()]:
        """Nothing came for a while: no result where files are being read, an error where nobody is there to read them."""
        try:
            self.workers = sum(self._client.nthreads().values())
        except (OSError, CancelledError, RuntimeError) as error:
            raise self._gone() from error
        if self._client.status != "running":
            raise self._gone()
        if not self.workers:
            raise _without_machines(self._address)
        return ()

    def _gone(self) -> UnusableError:
        return UnusableError(
            f"Mất liên lạc với {self._address}; những gì đã nạp vẫn còn, hãy nạp lại khi cụm máy hoạt động.",
            f"The scheduler at {self._address} is gone; what was loaded stays: load again when the cluster is up.",
        )


def read_here(job: Job, how: How, content: bytes | None = None) -> Result | None:
    """What a machine of the cluster does with a file, given as `content` or to be found at its path; null where it is not found.

    Raises `OtherReaderError` where this machine would read it otherwise than the one that asks.
    """
    if _mine(job.ocr) != how.reader:
        raise OtherReaderError(f"{_mine(job.ocr)} != {how.reader}")
    try:
        if content is None:
            return _in_a_process(job, how) if _is_here(job) else None
        with tempfile.TemporaryDirectory(prefix="kehoach-", ignore_cleanup_errors=True) as private:
            path = Path(private, job.path.name)
            path.write_bytes(content)
            return _in_a_process(replace(job, path=path), how)
    except OSError as error:
        return unopened(error)


_mine = cache(reader)


def _is_here(job: Job) -> bool:
    try:
        return folder.sha256(job.path) == job.source.sha256
    except OSError:
        return False


def _in_a_process(job: Job, how: How) -> Result:
    multiprocessing.current_process().daemon = False  # Dask's own are marked as having no children, unless they say otherwise
    pool: Pool[Job | Look, Outcome | dict[Path, int]] = Pool(partial(work, read=how.read), 1, how.limits, PRELOAD)
    with pool:
        ((_, result),) = pool.run([job])
    assert not isinstance(result, dict)
    return result


def _connected(address: str) -> Any:
    """A client of the scheduler at `address`, which has machines."""
    try:
        import dask
        from distributed import Client
    except ImportError as error:
        command = f"{sys.executable} -m pip install distributed"
        raise UnusableError(f"Cần gói Dask để nạp bằng cụm máy: {command}", f"Loading on a cluster needs Dask: {command}") from error
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    dask.config.set({"distributed.admin.large-graph-warning-threshold": _BYTES * 2})
    try:
        client: Any = Client(address, timeout=_CONNECT, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        raise UnusableError(
            f"Không liên lạc được với {address}: hãy xem dask scheduler có chạy không, địa chỉ dạng tcp://máy:8786.",
            f"No scheduler answers at {address}: see that dask scheduler runs there; an address is like tcp://host:8786.",
        ) from error
    try:
        client.wait_for_workers(1, timeout=_CONNECT)
    except TimeoutError as error:
        client.close()
        raise _without_machines(address) from error
    return client


def _without_machines(address: str) -> UnusableError:
    return UnusableError(
        f"Cụm {address} không có máy nào để đọc: hãy chạy dask worker {address} --nthreads 1 --nworkers auto rồi nạp lại.",
        f"The cluster at {address} has no machine to read: run dask worker {address} --nthreads 1 --nworkers auto, then load again.",
    )

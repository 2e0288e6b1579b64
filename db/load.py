"""`load`: a folder of plans into the database, each file once.

What is unchanged is not read; what moved keeps its ids; what is gone takes its rows with it. Typed files come first, scans after. Only this
process writes; the files are read in others (`db.pool`), or on other machines (`db.cluster`).
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from db import connect, folder, links, refusals, store
from db.changes import Changes, Known, ToRead, changes, status_of
from db.connect import UnusableError
from db.folder import Found, Unlisted
from db.links import relink
from db.pool import Limits, Lost, Pool
from db.progress import Silent, Watch
from db.reader import reader
from db.rows import Source
from db.store import FileRow
from db.worker import PRELOAD, Job, Look, Outcome, Read, in_doubt, lost, unstorable, work
from extract.model import Problem, Status
from extract.parsers.archive import holder
from extract.parsers.parse import SUFFIXES

if TYPE_CHECKING:
    from db.cluster import Cluster

_LOOKED_AT_ONCE = 50
_PAGED = SUFFIXES["pdf"] | SUFFIXES["image"]
_UNREAD = frozenset({Status.FAILED, Status.ENCRYPTED})


@dataclass(frozen=True, slots=True)
class Options:
    """`workers`: processes that read, null for one a processor; `keep`: plans stay when their files go; `read` stands in for the reader;
    `scheduler`: address of a Dask cluster that reads instead of this machine."""

    workers: int | None = None
    ocr: Literal["auto", "always", "never"] = "auto"
    keep: bool = False
    limits: Limits = field(default_factory=Limits)
    read: Read | None = None
    scheduler: str | None = None


@dataclass(slots=True)
class Summary:
    """What a load did, in files. `partial` and `unread`: the files of this folder read in part or not at all, now or before."""

    read: int = 0
    unchanged: int = 0
    moved: int = 0
    gone: int = 0
    skipped: int = 0
    partial: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def load(path: Path, database: Path, options: Options | None = None, watch: Watch | None = None) -> Summary:
    """Loads the folder at `path`. Raises `UnusableError` where nothing can be done: no folder, no plan in it, a database in use."""
    options, watch = options or Options(), watch or Silent()
    top = path.absolute().resolve()
    found, unlisted = _walk(top)
    with connect.only_loader(database), _cluster(options) as cluster:
        connection = connect.writer(database)
        try:
            return _in_order(_Load(connection, top, options, watch, cluster).run(found, unlisted))
        except sqlite3.Error as error:
            raise connect.unusable(database, error) from error
        finally:
            connection.close()


def _in_order(summary: Summary) -> Summary:
    """The same whichever file came in first."""
    return replace(summary, partial=sorted(summary.partial), unread=sorted(summary.unread))


def _cluster(options: Options) -> AbstractContextManager[Cluster | None]:
    if options.scheduler is None:
        return nullcontext()
    from db.cluster import Cluster, How

    return Cluster(options.scheduler, How(reader(options.ocr), options.limits, options.read))


def _walk(top: Path) -> tuple[list[Found], list[Unlisted]]:
    try:
        met = list(folder.walk(top))
    except OSError as error:
        raise UnusableError(
            f"Không mở được thư mục {folder.label(top)}: {error.strerror}.",
            f"Cannot open the folder {folder.label(top)}: {error.strerror}.",
        ) from error
    found = folder.distinct(file for file in met if isinstance(file, Found))
    if all(file.refused for file in found):
        raise UnusableError(
            f"Không có kế hoạch nào (Word, PDF, .txt, .html, ảnh, .zip) trong {folder.label(top)}; không thay đổi gì.",
            f"No plan (Word, PDF, .txt, .html, pictures, .zip) in {folder.label(top)}; nothing was changed.",
        )
    return found, [directory for directory in met if isinstance(directory, Unlisted)]


class _Load:
    def __init__(self, connection: sqlite3.Connection, top: Path, options: Options, watch: Watch, cluster: Cluster | None) -> None:
        self.connection, self.top, self.options, self.watch, self.cluster = connection, top, options, watch, cluster
        self.folder = folder.label(top)
        self.reader = reader(options.ocr)
        self.summary = Summary()
        self.provinces = _provinces()
        self.new_words = True  # whether the authority tables may have changed since the last load

    def run(self, found: Sequence[Found], unlisted: Sequence[Unlisted]) -> Summary:
        found, hashes = _hashed(found)
        known = store.known(self.connection)
        to_do = changes(found, hashes, known, self.reader, partial(self._kept, unlisted))
        self.new_words = all(row.extractor != self.reader.extractor for row in known)
        same = not (self.new_words or unlisted or to_do.moved or to_do.to_read or to_do.refused or to_do.gone)
        if same and links.is_linked(self.connection):
            self._settle(to_do, unlisted)
            return self.summary
        links.set_linked(self.connection, False)
        if to_do.to_read and not self.cluster:
            Pool.warm_up(PRELOAD)
        if self.new_words:
            relink(self.connection)  # before the first plan: whoever finds plans of this reader finds its words, even after a crash
        try:
            self._settle(to_do, unlisted)
            if to_do.to_read:
                self._read(to_do.to_read)
        finally:
            relink(self.connection, authority=self.new_words)
            links.set_linked(self.connection, True)
            self.connection.execute("pragma wal_checkpoint(passive)")
        return self.summary

    def _kept(self, unlisted: Sequence[Unlisted], known: Known) -> bool:
        """Whether a file that was not found keeps its rows: it lies outside this folder, or where nobody could look."""
        if not known.path.is_relative_to(self.top):
            return os.path.lexists(holder(known.path) or known.path)
        return any(known.path.is_relative_to(directory.path) for directory in unlisted)

    def _settle(self, to_do: Changes, unlisted: Sequence[Unlisted]) -> None:
        """Everything that needs no reading."""
        for known in to_do.unchanged:
            self._count(known.file, Status(known.status))
            if known.status in _UNREAD:
                self._unread(known.file, store.problem_of(self.connection, known))
        self.summary.unchanged, self.summary.read = self.summary.read, 0
        store.unlisted(self.connection, self.folder, unlisted)
        for directory in unlisted:
            self._unread(directory.file, directory.problem)
        store.move(self.connection, [(file, self._source(file.found, file.was.plan_id, file.was.sha256)) for file in to_do.moved])
        gone = [known for known in to_do.gone if known.path.is_relative_to(self.top) and not self.options.keep]
        store.forget(self.connection, gone)
        self.summary.moved, self.summary.gone = len(to_do.moved), sum(known.plan_id is not None for known in gone)
        for file, over in to_do.refused:
            self._record(file, None, Outcome(status_of(file), None, file.refused), (over,) if over else ())

    def _read(self, files: Sequence[ToRead]) -> None:
        workers = max(1, self.options.workers or os.cpu_count() or 1)
        pool: Pool[Job | Look, Outcome | dict[Path, int]] = Pool(
            partial(work, read=self.options.read), workers, self.options.limits, PRELOAD, in_doubt
        )
        with pool:
            scanned = {} if self.options.ocr == "never" else _scanned(pool, files)
            jobs = [
                Job(file.found.path, self._source(file.found, file.plan_id, file.sha256), self.options.ocr, scanned.get(file.found.path, 0))
                for file in files
            ]
            by_path = {file.found.path: file for file in files}
            cost = sum(job.cost for job in jobs)
            readers = self.cluster or pool
            at_once = self.cluster.workers if self.cluster else workers
            self.watch.begin(len(jobs), cost, cost / min(at_once, len(jobs)), sum(job.scanned for job in jobs))
            typed, pictures = [job for job in jobs if not job.scanned], [job for job in jobs if job.scanned]
            for batch in (typed, pictures):
                for job, result in readers.run(batch, self._page):
                    assert isinstance(job, Job) and not isinstance(result, dict)
                    outcome = lost(result) if isinstance(result, Lost) else result
                    self._record(by_path[job.path].found, job, outcome, by_path[job.path].gives_way)
                if batch is typed and pictures:
                    relink(self.connection, authority=self.new_words)  # what is typed can be browsed while the scans are read

    def _page(self, job: Job | Look, done: int, total: int) -> None:
        if isinstance(job, Job):
            self.watch.page(job.source.file, done, total)

    def _record(self, file: Found, job: Job | None, outcome: Outcome, gives_way: Iterable[Known]) -> None:
        """Writes what became of a file and tells it."""
        sha256 = None if job is None or outcome.again else job.source.sha256
        row = FileRow(
            self.folder, file, sha256, outcome.status, job.source.plan_id if job else None, self.reader.extractor, self.reader.tools
        )
        try:
            store.write(self.connection, row, outcome.rows, (outcome.problem,) if outcome.problem else (), gives_way)
        except (sqlite3.DataError, sqlite3.IntegrityError, sqlite3.InterfaceError, OverflowError, UnicodeError) as error:
            outcome = unstorable(error)  # what no table can hold costs its file only
            store.write(
                self.connection, replace(row, status=outcome.status), None, (outcome.problem,) if outcome.problem else (), gives_way
            )
        self._count(file.file, outcome.status)
        if outcome.problem and outcome.status in _UNREAD:
            self._unread(file.file, outcome.problem)
        if job:
            self.watch.file(file.file, outcome.status, job.cost)

    def _count(self, file: str, status: Status) -> None:
        self.summary.read += status in (Status.OK, Status.PARTIAL)
        self.summary.skipped += status == Status.SKIPPED
        if status == Status.PARTIAL:
            self.summary.partial.append(file)

    def _unread(self, file: str, problem: Problem) -> None:
        self.summary.unread.append(file)
        self.watch.trouble(file, problem)

    def _source(self, file: Found, plan_id: str | None, sha256: str | None) -> Source:
        inside = f"{self.top.name}/{file.file}"  # the folder loaded may itself be named for a province or a year
        said = folder.province(inside, self.provinces), folder.year(inside)
        return Source(plan_id or "", self.folder, file.file, sha256 or "", *said)


def _hashed(found: Sequence[Found]) -> tuple[list[Found], dict[Path, str]]:
    """The files with the hash of each that is to be read; those that cannot be opened are refused."""
    hashes: dict[Path, str] = {}
    checked = []
    for file in found:
        try:
            if not file.refused:
                hashes[file.path] = folder.sha256(file.path)
            checked.append(file)
        except OSError as error:
            checked.append(replace(file, refused=refusals.unread(error)))
    return checked, hashes


def _scanned(pool: Pool[Any, Any], files: Sequence[ToRead]) -> dict[Path, int]:
    """Pages to be read by OCR, for each PDF and picture that has any."""
    paged = [file.found.path for file in files if file.found.path.suffix.lower() in _PAGED]
    looks = [Look(tuple(paged[i : i + _LOOKED_AT_ONCE])) for i in range(0, len(paged), _LOOKED_AT_ONCE)]
    return {path: pages for _, found in pool.run(looks) if isinstance(found, dict) for path, pages in found.items()}


def _provinces() -> tuple[str, ...]:
    from extract.authority import places

    return places.provinces()

"""Opening the database, and the lock that lets one loader in at a time.

WAL, so that what is loaded can be browsed meanwhile; synchronous FULL, so that a power cut costs at most the file in hand.
"""

from __future__ import annotations

import errno
import os
import platform
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import IO, Final

from db import schema

_WINDOWS_BYTE: Final = 2**20  # Windows keeps others from reading what is locked: far behind the name of the holder
_FULL: Final = ("is full", "disk I/O error", "too large", "too big")


class UnusableError(Exception):
    """The database cannot be used: the words say why and what to do."""

    def __init__(self, message: str, message_en: str) -> None:
        super().__init__(message_en)
        self.message, self.message_en = message, message_en


def writer(path: Path, patience: float = 30) -> sqlite3.Connection:
    """The database at `path`, made where there is none, in autocommit mode; waits `patience` seconds for another writer.

    Raises `UnusableError` where it is no database of ours, of another schema version, or locked.
    """
    try:
        connection = sqlite3.connect(path, timeout=patience, isolation_level=None)
        check(connection, path)
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = full")
        if _is_empty(connection):
            schema.create(connection)
    except sqlite3.Error as error:
        raise unusable(path, error) from error
    return connection


def reader(path: Path) -> sqlite3.Connection:
    """The database at `path`, read only. Raises `UnusableError` where there is none, or none of ours."""
    if not path.is_file():
        raise UnusableError(f"Không có cơ sở dữ liệu {path}.", f"No database at {path}.")
    try:
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        check(connection, path)
    except sqlite3.Error as error:
        raise unusable(path, error) from error
    return connection


def check(connection: sqlite3.Connection, path: Path) -> None:
    """Raises `UnusableError` unless the database is empty or made by this version of the schema."""
    version = connection.execute("pragma user_version").fetchone()[0]
    if version == schema.VERSION or _is_empty(connection):
        return
    if version == 0:
        raise UnusableError(
            f"{path} không phải cơ sở dữ liệu của kehoach; hãy chọn tên khác với --db.",
            f"{path} is not a database of kehoach; choose another name with --db.",
        )
    if version < schema.VERSION:
        raise UnusableError(
            f"{path} do phiên bản cũ tạo ra (lược đồ {version}); hãy xóa hoặc đổi tên tệp rồi nạp lại các thư mục.",
            f"{path} was made by an older version (schema {version}); delete or rename it and load the folders again.",
        )
    raise UnusableError(
        f"{path} do phiên bản mới hơn tạo ra (lược đồ {version}); hãy cập nhật kehoach.",
        f"{path} was made by a newer version (schema {version}); update kehoach.",
    )


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All of the block or nothing of it. Raises `UnusableError` where another program holds the database too long."""
    try:
        connection.execute("begin immediate")
    except sqlite3.OperationalError as error:
        raise unusable(None, error) from error
    try:
        yield
        connection.execute("commit")
    except BaseException:
        if connection.in_transaction:  # a full disk may have rolled it back already
            connection.execute("rollback")
        raise


@contextmanager
def only_loader(path: Path) -> Iterator[None]:
    """Holds `path`.lock while the block runs. Raises `UnusableError` where another loader holds it, or the folder cannot be written.

    Where the system or the disk (some network shares) knows no such locks, SQLite's own lock must do: each plan is still written whole.
    """
    try:
        lock = path.with_name(path.name + ".lock").open("a+", encoding="utf-8")
    except OSError as error:
        raise UnusableError(
            f"Không ghi được vào {path.absolute().parent}: {error.strerror}.",
            f"Cannot write to {path.absolute().parent}: {error.strerror}.",
        ) from error
    with lock:
        if not _lock(lock.fileno()):
            holder = _holder(lock)
            raise UnusableError(
                f"Một lệnh nạp khác đang ghi vào {path} ({holder}); hãy chờ lệnh đó xong.",
                f"Another load is writing to {path} ({holder}); wait until it is done.",
            )
        with suppress(OSError):  # on a full disk it stays nameless
            lock.truncate(0)
            lock.write(f"{os.getpid()} {platform.node()} {datetime.now():%Y-%m-%d %H:%M}")
            lock.flush()
        yield


def _holder(lock: IO[str]) -> str:
    """Who wrote into the lock file: "process 123 on pc-7 since 2024-05-02 10:20"."""
    try:
        lock.seek(0)
        number, machine, since = lock.read(200).split(" ", 2)
    except (OSError, ValueError):
        return "?"
    return f"process {number}, {machine}, {since}"


def _lock(descriptor: int) -> bool:
    """Takes the lock if it can be had; false where another process has it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(descriptor, _WINDOWS_BYTE, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except ImportError:
        return True
    except OSError as error:
        return error.errno not in (errno.EWOULDBLOCK, errno.EACCES, errno.EDEADLK)
    return True


def _is_empty(connection: sqlite3.Connection) -> bool:
    return connection.execute("select 1 from sqlite_master limit 1").fetchone() is None


def unusable(path: Path | None, error: sqlite3.Error) -> UnusableError:
    """An error of SQLite in words to act on."""
    where = f" {path}" if path else ""
    if "locked" in str(error) or "busy" in str(error):
        return UnusableError(
            f"Cơ sở dữ liệu{where} đang bị chương trình khác giữ; hãy đóng chương trình đó rồi thử lại.",
            f"The database{where} is locked by another program; close that and try again.",
        )
    if any(word in str(error) for word in _FULL):
        return UnusableError(
            f"Không ghi được vào cơ sở dữ liệu{where}: {error}. Hãy dọn đĩa rồi nạp lại; những gì đã nạp vẫn còn nguyên.",
            f"Cannot write to the database{where}: {error}. Make room on the disk and load again; what was loaded is whole.",
        )
    return UnusableError(f"Không mở được cơ sở dữ liệu{where}: {error}.", f"Cannot open the database{where}: {error}.")

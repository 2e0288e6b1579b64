"""Zip archives as folders: what they hold, and each file in them where it can be opened.

A file in an archive has the path "folder/archive.zip/inner/plan.docx", which no disk knows; `opened` gives a copy of it for as long as it
is needed. An archive within an archive is entered, one within that is not. Names are only ever shown, never written to.
"""

from __future__ import annotations

import os
import shutil
import stat
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from io import FileIO
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import Final
from zipfile import BadZipFile, ZipFile, ZipInfo

from extract.model import Status
from extract.parsers import Unreadable
from extract.parsers.archive_names import shown

MAX_ENTRIES: Final = 5_000
MAX_UNPACKED: Final = 2**30  # bytes of all that an archive holds
MAX_RATIO: Final = 200  # of a member's bytes to its packed ones
_SMALL: Final = 2**20  # a member below it may shrink as much as it likes
_MAX_CONTENTS: Final = 8 * 2**20  # bytes of the table of contents, which is read in one piece
_AT_ONCE: Final = 2**20
_BROKEN: Final = (BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, RuntimeError, KeyError, UnicodeError, MemoryError)
_DAMAGED: Final = (
    "Tệp nén bị hỏng hoặc nén theo cách lạ: hãy giải nén bằng chương trình khác rồi nạp lại.",
    "The archive is damaged or packed in an unusual way: unpack it with another program and load it again.",
)


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive: `name` is its path in it, "/" between parts, fit to show; `size` its bytes; `refused` why it is not read."""

    name: str
    size: int
    refused: Unreadable | None = None


def members(path: Path) -> list[Member]:
    """The files in the archive at `path` and in the archives in it, in the order of their names.

    Raises Unreadable where it is damaged, or would unpack to too much.
    """
    with _contents(path) as (_, entries):
        found: list[Member] = []
        for name, entry in sorted(entries.items()):
            member = Member(name, entry.file_size, _refused(entry))
            found += [member] if member.refused or not name.lower().endswith(".zip") else _nested(path, member)
        if len(found) > MAX_ENTRIES or sum(member.size for member in found) > MAX_UNPACKED:
            raise _too_much()
        return found


def holder(path: Path) -> Path | None:
    """The archive on disk that the file at `path` lies in, null where it is a file of its own, or nowhere."""
    for above in path.parents if not _exists(path) else ():
        if _exists(above):
            return above if stat.S_ISREG(above.lstat().st_mode) else None
    return None


@contextmanager
def opened(path: Path) -> Iterator[Path]:
    """Where the file at `path` can be opened: there, or, of a file in an archive, a copy that goes afterwards.

    Raises OSError where the archive does not give it any more.
    """
    archive = holder(path)
    if archive is None:
        yield path
        return
    with TemporaryDirectory(prefix="kehoach-", ignore_cleanup_errors=True) as folder:
        try:
            copy = _copied(archive, path.relative_to(archive).as_posix(), Path(folder))
        except (Unreadable, *_BROKEN) as error:
            raise OSError(f"{archive.name}: {error}") from error
        yield copy


def _exists(path: Path) -> bool:
    try:
        path.lstat()
    except (OSError, ValueError):
        return False
    return True


class _Frugal(FileIO):
    """Reads a few megabytes at once at most, whatever an archive claims of the length of its contents."""

    def read(self, size: int | None = -1, /) -> bytes:
        wanted = _MAX_CONTENTS if size is None or size < 0 else min(size, _MAX_CONTENTS)
        return super().read(wanted) or b""


@contextmanager
def _contents(path: Path, inner: str = "") -> Iterator[tuple[ZipFile, Mapping[str, ZipInfo]]]:
    """The archive (or the one of the name `inner` in it) and its files by their names. Raises Unreadable as `members` does."""
    try:
        info = path.stat()
        yield _kept(path, info.st_mtime_ns, info.st_size, inner)
    except _BROKEN as error:
        raise Unreadable(*_DAMAGED) from error


@lru_cache(maxsize=2)
def _kept(path: Path, changed: int, size: int, inner: str) -> tuple[ZipFile, Mapping[str, ZipInfo]]:
    """The same, kept open: whoever wants one file of an archive mostly wants the next one too."""
    if inner:
        outer, entries = _kept(path, changed, size, "")
        with TemporaryFile(prefix="kehoach-") as copy, outer.open(entries[inner]) as packed:
            shutil.copyfileobj(packed, copy, _AT_ONCE)
            copy.flush()
            file = _Frugal(os.dup(copy.fileno()))
    else:
        file = _Frugal(path)
    try:
        archive = ZipFile(file)
        return archive, _entries(archive)
    except BaseException:
        file.close()
        raise


def _entries(archive: ZipFile) -> dict[str, ZipInfo]:
    listed = archive.infolist()
    swollen = any(e.file_size > _SMALL and e.file_size > MAX_RATIO * max(1, e.compress_size) for e in listed)
    if swollen or len(listed) > MAX_ENTRIES or sum(e.file_size for e in listed) > MAX_UNPACKED:
        raise _too_much()
    entries: dict[str, ZipInfo] = {}
    for entry in listed:
        if not entry.is_dir():
            name = shown(entry)
            stem, dot, suffix = name.rpartition(".")
            number = 2
            while name in entries:
                name, number = f"{stem} ({number}){dot}{suffix}" if dot else f"{suffix} ({number})", number + 1
            entries[name] = entry
    return entries


def _refused(entry: ZipInfo) -> Unreadable | None:
    if entry.flag_bits & 1:
        return Unreadable(
            "Tệp trong tệp nén có mật khẩu: hãy giải nén rồi nạp lại.",
            "The file in the archive has a password: unpack it and load it again.",
            Status.ENCRYPTED,
        )
    if entry.create_system == 3 and stat.S_ISLNK(entry.external_attr >> 16):
        return Unreadable("Liên kết tới nơi khác không được đọc.", "A link is not followed.", Status.SKIPPED)
    return None


def _nested(path: Path, member: Member) -> list[Member]:
    """The archive `member` of the one at `path` itself, as a file that was entered, and what it holds."""
    try:
        with _contents(path, member.name) as (_, entries):
            inner = [Member(f"{member.name}/{name}", entry.file_size, _refused(entry)) for name, entry in sorted(entries.items())]
    except Unreadable as error:
        return [replace(member, refused=error)]
    return [replace(member, refused=entered(len(inner))), *(_too_deep(file) for file in inner)]


def _too_deep(member: Member) -> Member:
    deeper = Unreadable(
        "Tệp nén lồng quá hai lớp không được mở: hãy giải nén rồi nạp lại.",
        "An archive within an archive within an archive is not entered: unpack it and load it again.",
    )
    return replace(member, refused=member.refused or deeper) if member.name.lower().endswith(".zip") else member


def entered(files: int) -> Unreadable:
    """What to record of an archive that was read as a folder: it is no plan itself."""
    return Unreadable(
        f"Tệp nén được đọc như một thư mục gồm {files} tệp.", f"The archive was read as a folder of {files} files.", Status.SKIPPED
    )


def _copied(path: Path, name: str, folder: Path) -> Path:
    """A copy of the file `name` of the archive at `path`, in `folder`."""
    with _contents(path) as (archive, entries):
        inner = "" if name in entries else next((other for other in entries if name.startswith(f"{other}/")), None)
        if inner is None:
            raise FileNotFoundError(f"{path.name}: {name}")
    with _contents(path, inner) as (archive, entries):
        entry = entries.get(name.removeprefix(f"{inner}/") if inner else name)
        if entry is None:
            raise FileNotFoundError(f"{path.name}: {name}")
        copy = folder / f"member{Path(name).suffix[:20]}"
        with archive.open(entry) as packed, copy.open("wb") as file:
            shutil.copyfileobj(packed, file, _AT_ONCE)
        return copy


def _too_much() -> Unreadable:
    return Unreadable(
        f"Tệp nén chứa quá nhiều (trên {MAX_ENTRIES} tệp, {MAX_UNPACKED >> 20} MB) hoặc nở ra bất thường: hãy giải nén rồi nạp thư mục.",
        f"The archive holds too much (over {MAX_ENTRIES} files or {MAX_UNPACKED >> 20} MB) or swells oddly: unpack it and load the folder.",
    )

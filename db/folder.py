"""What a folder holds, and what the names of folders say of the plans in them.

Walks by listing one directory at a time, so that a directory that cannot be listed costs itself alone; links are not followed, hidden
directories (".git") not entered. Names that are not UTF-8 keep their bytes in `path` and are shown with a label ("\\xe0").
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from db import refusals
from extract.model import Problem, Severity, Status
from extract.parsers import Unreadable, archive
from extract.text import bare, normalise

_SHOWN: Final = 200
_UNSEEN: Final = frozenset({"Cc", "Cf", "Zl", "Zp"})


@dataclass(frozen=True, slots=True)
class Found:
    """A file met. `file` is its path within the folder, "/" between parts, fit to show and to store; `path` opens it.

    A file in an archive has the path of one in a folder of the archive's name (`extract.parsers.archive`). `refused` says why it will not
    be read, null where it will be; `locked`: because it has a password.
    """

    file: str
    path: Path
    size: int
    refused: Problem | None = None
    locked: bool = False

    @property
    def raw(self) -> bytes | None:
        """The bytes of the path, where its name is not UTF-8."""
        return None if label(self.path) == str(self.path) else os.fsencode(self.path)

    @property
    def skipped(self) -> bool:
        """True where the file is no plan by its kind, false where it ought to have been read."""
        return self.refused is not None and self.refused.severity == Severity.INFO


_TOO_LONG: Final = Problem(
    "open",
    Severity.ERROR,
    "Đường dẫn quá dài nên không mở được tệp; hãy chuyển tệp ra thư mục gần gốc hơn hoặc rút ngắn tên thư mục.",
    "The path is too long to open the file; move it nearer to the top or shorten the names of its folders.",
)


@dataclass(frozen=True, slots=True)
class Unlisted:
    """A directory that could not be listed, and why; `file` is its path within the folder, fit to show."""

    file: str
    path: Path
    problem: Problem


def label(path: Path) -> str:
    """A path fit to show: bytes that are not UTF-8 written as \\xe0, control and direction characters as \\u202e."""
    shown = str(path).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return "".join(c.encode("unicode_escape").decode() if unicodedata.category(c) in _UNSEEN else c for c in shown)


def distinct(found: Iterable[Found]) -> list[Found]:
    """The files with a label each: where two are shown alike, those whose names are not what is shown get a number."""
    files = list(found)
    taken = {file.file for file in files if file.raw is None}
    named = []
    for file in files:
        name, number = file.file, 2
        while file.raw is not None and name in taken:
            name, number = f"{file.file} ({number})", number + 1
        taken.add(name)
        named.append(replace(file, file=name))
    return named


def walk(folder: Path) -> Iterator[Found | Unlisted]:
    """Every file under `folder`, in order of name. Raises OSError where `folder` itself cannot be listed."""
    pending = [folder]
    while pending:
        directory = pending.pop()
        try:
            entries = sorted(os.scandir(directory), key=lambda entry: entry.name)
        except OSError as error:
            if directory == folder:
                raise
            if error.errno == errno.ENAMETOOLONG:
                yield from _too_deep(folder, directory)
            else:
                yield Unlisted(_short(_within(folder, directory)), directory, _unlisted(error))
            continue
        inner = [Path(e.path) for e in entries if e.is_dir(follow_symlinks=False) and not e.name.startswith(".")]
        pending.extend(reversed(inner))
        for entry in entries:
            if not entry.is_dir(follow_symlinks=False):
                yield from _with_members(folder, _found(folder, entry))


def _with_members(folder: Path, file: Found) -> Iterator[Found]:
    """The file, and what it holds where it is an archive."""
    if file.refused:
        yield file
        return
    try:
        inside = archive.members(file.path) if refusals.is_archive(file.path) else None
    except (Unreadable, OSError) as error:
        yield replace(file, refused=refusals.of(error) if isinstance(error, Unreadable) else refusals.unread(error))
        return
    if inside is None:
        yield file
        return
    yield replace(file, refused=refusals.of(archive.entered(len(inside))))
    for member in inside:
        path = file.path / member.name
        problem = refusals.of(member.refused) if member.refused else refusals.of_member(path, member.size)
        locked = member.refused is not None and member.refused.status is Status.ENCRYPTED
        yield Found(_within(folder, path), path, member.size, problem, locked)


def _too_deep(folder: Path, directory: Path) -> Iterator[Found | Unlisted]:
    """The files under a directory whose path is longer than the system opens, met by handles; none of them can be read from there."""
    try:
        parent = os.open(directory.parent, os.O_RDONLY)
        try:
            for inside, _, names, _ in os.fwalk(directory.name, dir_fd=parent):
                for name in sorted(names):
                    path = directory.parent / inside / name
                    yield Found(_within(folder, path), path, 0, _TOO_LONG)
        finally:
            os.close(parent)
    except (OSError, RecursionError, AttributeError) as error:  # a system without handles, or deeper than anybody looks
        yield Unlisted(_short(_within(folder, directory)), directory, _unlisted(OSError(str(error))))


def sha256(path: Path) -> str:
    """The hash of a regular file's bytes, in hex. Raises OSError where it cannot be read or is a link or a device."""
    with archive.opened(path) as real:
        return _sha256(real)


def _sha256(path: Path) -> str:
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError("not a regular file")
        return hashlib.file_digest(file, "sha256").hexdigest()


def province(file: str, names: Iterable[str]) -> str | None:
    """The province that the folders above `file` name, the nearest one first; null where none does.

    `names` are bare names ("Hà Tĩnh"); a folder may drop the tone marks and put "tỉnh" or "UBND tỉnh" before it.
    """
    known = {_words(name): name for name in names}
    for part in reversed(_folders(file)):
        words = _words(part)
        for start in range(len(words)):
            for end in range(len(words), start, -1):
                if name := known.get(words[start:end]):
                    return name
    return None


def year(file: str) -> int | None:
    """The year that the folders above `file` name, the nearest one first; a folder that names two ("2021-2025") says none."""
    for part in reversed(_folders(file)):
        years = {int(word) for word in _words(part) if len(word) == 4 and word.isascii() and word.isdigit() and "1990" <= word <= "2050"}
        if years:
            return years.pop() if len(years) == 1 else None
    return None


def _folders(file: str) -> list[str]:
    return file.split("/")[:-1]


def _words(name: str) -> tuple[str, ...]:
    """A name's words without tone marks: "Ha_Tinh-2021" -> ("ha", "tinh", "2021")."""
    return tuple("".join(c if c.isalnum() else " " for c in bare(normalise(name))).split())


def _within(folder: Path, path: Path) -> str:
    return label(path.relative_to(folder)).replace(os.sep, "/")


def _short(name: str) -> str:
    """A path that is too long to open is too long to show as well."""
    return name if len(name) <= _SHOWN else f"{name[:_SHOWN]}…"


def _found(folder: Path, entry: os.DirEntry[str]) -> Found:
    path = Path(entry.path)
    try:
        info = entry.stat(follow_symlinks=False)
        refused = refusals.of_file(path, info)
    except OSError as error:
        return Found(_within(folder, path), path, 0, refusals.unread(error))
    return Found(_within(folder, path), path, info.st_size, refused)


def _unlisted(error: OSError) -> Problem:
    return Problem(
        "load",
        Severity.ERROR,
        f"Không mở được thư mục: {error.strerror or error}; kế hoạch đã nạp từ đó được giữ nguyên.",
        f"The folder cannot be listed: {error.strerror or error}; plans loaded from it earlier are kept.",
    )

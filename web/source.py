"""The file that a plan was read from, found again by its row in `plans`, and only if it is still the very file that was read."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Final

from db.folder import label
from extract.parsers import archive
from web.queries import Row

LARGEST: Final = 1 << 30  # bytes; a larger file is not read again for a page
_AT_ONCE: Final = 1 << 20
_NOWHERE: Final = ("Không biết tệp gốc ở đâu.", "It is not known where the source file is.")
_NO_MORE: Final = ("Không mở được tệp gốc trên máy chủ.", "The source file cannot be opened on the server.")
_CHANGED: Final = (
    "Tệp gốc đã thay đổi sau khi được đọc, nên ảnh trang có thể không khớp với các dòng ở đây. Hãy nạp lại thư mục.",
    "The source file has changed since it was read, so its pages may not match the rows shown here. Load the folder again.",
)


class SourceGone(Exception):
    """Why the file cannot be shown, in words for a reader, with the HTTP status that says it."""

    def __init__(self, vi: str, en: str, status: int = 404) -> None:
        super().__init__(en)
        self.vi, self.en, self.status = vi, en, status


@dataclass(frozen=True, slots=True)
class Source:
    """A file with the time (ns; of a file in an archive the archive's) and size (bytes) it had when its contents were compared with what
    was read. `path` is opened by `extract.parsers.archive.opened`."""

    path: Path
    changed: int
    size: int


def of(row: Row) -> Source:
    """The source file of a row of `plan_file` (folder, file, raw, sha256). Raises SourceGone where it moved, changed or cannot be read."""
    path = _path(row)
    try:
        _within(Path(row["folder"]), path)
        with archive.opened(path) as real:
            found = real.stat()
            source = Source(path, (archive.holder(path) or path).stat().st_mtime_ns, found.st_size)
            if not real.is_file():
                raise FileNotFoundError(path)
            if found.st_size > LARGEST:
                raise SourceGone("Tệp gốc quá lớn để mở ở đây.", "The source file is too large to be opened here.", 413)
            same = _sha256(source) == row["sha256"]
    except FileNotFoundError as missing:
        raise SourceGone(
            "Tệp gốc không còn ở chỗ cũ: đã bị chuyển, đổi tên hoặc xóa. Hãy để lại tệp vào chỗ cũ hoặc nạp lại thư mục.",
            "The source file is no longer where it was read: it was moved, renamed or deleted. Put it back or load the folder again.",
        ) from missing
    except OSError as error:
        raise SourceGone(*_NO_MORE) from error
    if not same:
        raise SourceGone(*_CHANGED, 409)
    return source


@contextmanager
def opened(source: Source) -> Iterator[BinaryIO]:
    """The file's bytes, of the very file that was compared: never through a link. Raises SourceGone where another took its place."""
    with ExitStack() as held:
        try:
            real = held.enter_context(archive.opened(source.path))
            number = os.open(real, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0))
        except OSError as error:
            raise SourceGone(*_NO_MORE) from error
        file = held.enter_context(os.fdopen(number, "rb"))
        found = os.fstat(number)
        if found.st_size != source.size or (real == source.path and found.st_mtime_ns != source.changed):
            raise SourceGone(*_CHANGED, 409)
        yield file


def _path(row: Row) -> Path:
    """Where the row says that the file is: below the folder that was loaded, without going up again."""
    if not row["folder"] or not row["file"]:
        raise SourceGone(*_NOWHERE)
    if row["raw"]:  # the bytes of the whole path, where its name is not UTF-8
        path = Path(os.fsdecode(bytes.fromhex(row["raw"])))
        if not path.is_absolute() or ".." in path.parts:
            raise SourceGone(*_NOWHERE)
        return path
    inside = PurePosixPath(row["file"])
    if inside.is_absolute() or ".." in inside.parts:
        raise SourceGone(*_NOWHERE)
    return Path(row["folder"], *inside.parts)


def _within(folder: Path, path: Path) -> None:
    """Raises SourceGone where `path` leads out of `folder`, or over a link below it: a load follows none.

    A folder whose own name is not UTF-8 is stored as it is shown, so it is known by that.
    """
    real = archive.holder(path) or path
    top = next((above for above in real.parents if label(above) == str(folder)), None)
    if top is None or real.resolve() != top.resolve() / real.relative_to(top):
        raise SourceGone(*_NOWHERE)


@lru_cache(maxsize=512)
def _sha256(source: Source) -> str:
    digest = hashlib.sha256()
    with opened(source) as file:
        while part := file.read(_AT_ONCE):
            digest.update(part)
    return digest.hexdigest()

"""The file that a plan was read from, found again by its row in `plans`, and only if it is still the very file that was read."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Final

from extract.parsers import archive
from web.queries import Row

LARGEST: Final = 1 << 30  # bytes; a larger file is not read again for a page
_AT_ONCE: Final = 1 << 20


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
        raise SourceGone("Không mở được tệp gốc trên máy chủ.", "The source file cannot be opened on the server.") from error
    if not same:
        raise SourceGone(
            "Tệp gốc đã thay đổi sau khi được đọc, nên ảnh trang có thể không khớp với các dòng ở đây. Hãy nạp lại thư mục.",
            "The source file has changed since it was read, so its pages may not match the rows shown here. Load the folder again.",
            409,
        )
    return source


def _path(row: Row) -> Path:
    """Never outside the folder that was loaded, whatever the row says."""
    if row["raw"]:
        return Path(os.fsdecode(bytes.fromhex(row["raw"])))
    inside = PurePosixPath(row["file"] or "")
    if not row["folder"] or not row["file"] or inside.is_absolute() or ".." in inside.parts:
        raise SourceGone("Không biết tệp gốc ở đâu.", "It is not known where the source file is.")
    return Path(row["folder"], *inside.parts)


@lru_cache(maxsize=512)
def _sha256(source: Source) -> str:
    digest = hashlib.sha256()
    with archive.opened(source.path) as real, real.open("rb") as file:
        while part := file.read(_AT_ONCE):
            digest.update(part)
    return digest.hexdigest()

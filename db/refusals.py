"""Which files of a folder are read, and in what words the others are refused."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Final

from extract.model import Problem, Severity, Status
from extract.parsers import Unreadable, archive
from extract.parsers.parse import MAX_BYTES, PARSERS, REFUSED, SUFFIXES
from extract.parsers.sniff import sniff

PLAN_SUFFIXES: Final = frozenset(suffix for names in SUFFIXES.values() for suffix in names)
_PLAN_FORMATS: Final = frozenset(PARSERS) - {"text"} | {"encrypted"}  # told by their content, whatever their name
_MAY_BE: Final = frozenset({"rar", "7z", "gzip", "heic"})  # a plan, or hold plans
_NO_PLAN: Final = ("Loại tệp này không phải kế hoạch nên bỏ qua.", "A file of this kind is no plan and was skipped.")


def of_file(path: Path, info: os.stat_result) -> Problem | None:
    """Why the file at `path` is not read, null where it is. Raises OSError where it cannot be looked at."""
    if stat.S_ISLNK(info.st_mode):
        return _info("Liên kết tới nơi khác không được đọc.", "A link is not followed.")
    if not stat.S_ISREG(info.st_mode):
        return _info("Không phải tệp thường.", "Not a regular file.")
    return _by_kind(path, path) or _by_size(info.st_size)


def of_member(path: Path, size: int) -> Problem | None:
    """The same of a file in an archive, `size` bytes large."""
    if path.suffix.lower() in PLAN_SUFFIXES or _is_aside(path):
        return _by_kind(path, path) or _by_size(size)
    try:
        with archive.opened(path) as copy:
            return _by_kind(path, copy) or _by_size(size)
    except OSError as error:
        return unread(error)


def is_archive(path: Path) -> bool:
    """Whether the file at `path` is a zip archive to be read as a folder; a damaged Word file is none."""
    suffix = path.suffix.lower()
    return (suffix == ".zip" or not suffix[1:].isalpha()) and sniff(path) == "zip"


def of(error: Unreadable) -> Problem:
    """A parser's refusal as a row."""
    severity = Severity.INFO if error.status is Status.SKIPPED else Severity.ERROR
    return Problem("open", severity, error.message, error.message_en)


def unread(error: OSError) -> Problem:
    """Why the system did not open a file."""
    return Problem(
        "open", Severity.ERROR, f"Không mở được tệp: {error.strerror or error}.", f"The file cannot be opened: {error.strerror or error}."
    )


def _is_aside(path: Path) -> bool:
    """Whether a file's name says that it is no plan: hidden, Word's own lock, a note for those who unpack."""
    return path.name.lower().startswith(("readme", ".", "~$"))


def _by_kind(path: Path, real: Path) -> Problem | None:
    """Why a file named as `path` is no plan; `real` is where its content lies, looked at where the name does not say."""
    if _is_aside(path):
        return _info(*_NO_PLAN)
    if path.suffix.lower() in PLAN_SUFFIXES:
        return None
    kind = sniff(real)
    if kind in _PLAN_FORMATS or (kind == "zip" and is_archive(real)):
        return None
    if kind in _MAY_BE:
        return Problem("open", Severity.ERROR, *REFUSED[kind])
    return _info(*REFUSED.get(kind or "", _NO_PLAN) if kind != "zip" else _NO_PLAN)


def _by_size(size: int) -> Problem | None:
    if size <= MAX_BYTES:
        return None
    return Problem(
        "open",
        Severity.ERROR,
        f"Tệp lớn hơn {MAX_BYTES >> 20} MB nên không đọc; hãy tách nhỏ.",
        f"The file is larger than {MAX_BYTES >> 20} MB and was not read; split it.",
    )


def _info(message: str, message_en: str) -> Problem:
    return Problem("open", Severity.INFO, message, message_en)

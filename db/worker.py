"""What a process does with one file: reads it and makes its rows. Nothing that a file does to it is an exception to the caller."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from db import folder, scans
from db.pool import Lost, Tell
from db.rows import Rows, Source, rows
from extract.model import Problem, Reading, Severity, Status
from extract.parsers import Options, Unreadable
from extract.parsers.archive import opened

Read = Callable[[Path, Options], Reading]

PRELOAD: Final = ("db.worker", "db.warm")
"""Modules that a process which is to `work` has imported before it is given a file."""
_KILLED: Final = "-9"  # SIGKILL: from outside, no fault of the file's


@dataclass(frozen=True, slots=True)
class Job:
    """A file to read; `scanned` is how many of its pages are pictures, about."""

    path: Path
    source: Source
    ocr: Literal["auto", "always", "never"] = "auto"
    scanned: int = 0

    @property
    def cost(self) -> float:
        """Seconds that it will take, about."""
        return 0.5 + scans.SECONDS_A_PAGE * self.scanned


@dataclass(frozen=True, slots=True)
class Look:
    """PDFs to be looked at quickly."""

    paths: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file: its rows, or null and the problem.

    `again`: to be tried again even if the file does not change. `broke`: the reader itself failed, perhaps by what it had read before.
    """

    status: Status
    rows: Rows | None = None
    problem: Problem | None = None
    again: bool = False
    broke: bool = False


def work(task: Job | Look, tell: Tell, read: Read | None = None) -> Outcome | dict[Path, int]:
    """The rows of a `Job`, or the pages to OCR of a `Look`'s files; `read` is `extract.reading.read` unless given."""
    return scans.pages(task.paths) if isinstance(task, Look) else outcome(task, tell, read)


def outcome(job: Job, tell: Tell, read: Read | None = None) -> Outcome:
    """Reads a file; whatever goes wrong comes back as a problem with words to act on."""
    try:
        if read is None:
            from extract import reading as reader

            read = reader.read
        with opened(job.path) as path:
            reading = read(path, Options(ocr=job.ocr, progress=tell))
        made = rows(reading, job.source)
        if folder.sha256(job.path) != job.source.sha256:
            return _failed("Tệp bị sửa trong lúc đọc; hãy nạp lại.", "The file changed while it was read; load again.", again=True)
        return Outcome(reading.paper.document.parsed.status, made)
    except Unreadable as error:
        return _failed(error.message, error.message_en, status=error.status)
    except OSError as error:
        return unopened(error)
    except Exception as error:
        return _broke(error)


def in_doubt(result: Outcome | dict[Path, int]) -> bool:
    """Whether another process might come to another result."""
    return isinstance(result, Outcome) and result.broke


def lost(why: Lost) -> Outcome:
    """The outcome of a file whose process did not live to tell."""
    if why.why == "died" and why.detail == _KILLED:
        return _failed(
            "Hệ thống đã dừng chương trình đọc tệp, thường vì máy thiếu bộ nhớ; hãy đóng bớt chương trình khác rồi nạp lại.",
            "The system ended the reader, mostly for want of memory; close other programs and load again.",
            again=True,
        )
    if why.why == "died":
        return _failed(
            "Chương trình đọc tệp bị sập; tệp có thể hỏng. Hãy lưu lại tệp bằng Word hoặc in lại thành PDF.",
            f"The reader crashed ({why.detail}); the file may be damaged. Save it anew with Word or print it to PDF again.",
        )
    return _failed(
        "Đọc quá lâu nên đã dừng; hãy tách nhỏ tệp hoặc lưu lại thành bản khác.",
        f"Reading took too long and was stopped ({why.why}); split the file or save it anew.",
    )


def unopened(error: OSError) -> Outcome:
    """The outcome of a file that the system does not open, or not now."""
    return _failed(f"Không mở được tệp: {error}.", f"The file cannot be opened: {error}.", again=True)


def unstorable(error: Exception) -> Outcome:
    """The outcome of a file whose rows the database refuses."""
    return _failed(
        f"Nội dung tệp không lưu được ({type(error).__name__}); hãy lưu lại tệp ở dạng khác (.docx, .pdf) rồi nạp lại.",
        f"What the file says cannot be stored ({type(error).__name__}: {str(error)[:200]}); save it in another format and load it again.",
    )


def _broke(error: Exception) -> Outcome:
    chain: list[BaseException] = [error]
    while (cause := chain[-1].__cause__ or chain[-1].__context__) and cause not in chain:
        chain.append(cause)
    if any(isinstance(link, MemoryError) for link in chain):
        return _failed(
            "Tệp cần quá nhiều bộ nhớ nên đã dừng; hãy tách nhỏ hoặc lưu lại.",
            "The file needs too much memory and was given up; split it or save it anew.",
            broke=True,
        )
    where = traceback.extract_tb(error.__traceback__)[-1]
    name = f"{type(error).__name__}, {Path(where.filename).name}:{where.lineno}"
    return _failed(
        f"Lỗi bất ngờ khi đọc tệp ({name}); hãy lưu lại tệp ở dạng khác (.docx, .pdf) rồi nạp lại.",
        f"Unexpected error while reading ({name}: {str(error)[:200]}); save the file in another format and load it again.",
        broke=True,
    )


def _failed(message: str, message_en: str, status: Status = Status.FAILED, again: bool = False, broke: bool = False) -> Outcome:
    severity = Severity.INFO if status == Status.SKIPPED else Severity.ERROR
    return Outcome(status, None, Problem("open", severity, message, message_en), again, broke)

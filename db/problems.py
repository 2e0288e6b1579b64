"""Problems as rows, and those that only the folder and the paper together show."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from extract.model import Header, Problem, Severity
from extract.text import bare


def row(problem: Problem, folder: str, file: str, plan_id: str | None = None) -> dict[str, Any]:
    """A row of `problems`."""
    return {
        "folder": folder,
        "file": file,
        "stage": problem.stage,
        "severity": problem.severity.value,
        "message": problem.message,
        "message_en": problem.message_en,
        "page": problem.page,
        "plan_id": plan_id,
    }


def conflicts(header: Header, folder_province: str | None, folder_year: int | None) -> Iterator[Problem]:
    """Where the names of folders say another province or year than the paper. A plan may be filed under the year it was issued in."""
    if folder_province and header.province and bare(folder_province) != bare(header.province):
        yield _conflict(folder_province, header.province)
    end = header.period_end
    start = header.period_start or end
    if folder_year and start and end and not start <= folder_year <= end and str(folder_year) != (header.issued or "")[:4]:
        yield _conflict(f"năm {folder_year}", f"{start}-{end}")


def _conflict(folder: str, paper: str) -> Problem:
    return Problem(
        "load",
        Severity.WARNING,
        f"Tên thư mục ghi {folder}, văn bản ghi {paper}; dùng theo văn bản.",
        f"The folder's name says {folder}, the paper {paper}; the paper is believed.",
    )

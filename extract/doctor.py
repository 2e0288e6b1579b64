"""`kehoach doctor`: what the program needs, whether it is there, and what to install where it is not."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from typing import Final

# package -> what it is needed for
_PACKAGES: Final = {
    "python-docx": ("đọc Word (.docx)", "reading Word files"),
    "pypdfium2": ("đọc PDF", "reading PDFs"),
    "pikepdf": ("sửa PDF hỏng, đếm trang", "mending damaged PDFs, counting pages"),
    "pdfplumber": ("đọc bảng trong PDF", "tables in PDFs"),
    "pillow": ("ảnh của trang quét, tệp ảnh", "pictures of scanned pages, picture files"),
    "lxml": ("đọc Word (.docx) và trang web (.html)", "reading Word files and web pages"),
    "viparse": ("phông TCVN3, VNI cũ", "old fonts (TCVN3, VNI)"),
    "spacy": ("tìm tên cơ quan", "names of agencies"),
    "underthesea": ("tên đơn vị hành chính", "names of places"),
    "sqlite-utils": ("tạo cơ sở dữ liệu", "making the database"),
    "datasette": ("trang web", "the web pages"),
    "rich": ("thanh tiến độ", "the progress bar"),
}
_SECONDS: Final = 20


@dataclass(frozen=True, slots=True)
class Part:
    """A thing needed: `version` null where it is missing; `install` says how to get it. Without an `optional` one all plans load."""

    name: str
    version: str | None
    need: str
    need_en: str
    install: str
    optional: bool = False

    @property
    def missing(self) -> bool:
        return self.version is None and not self.optional


def parts() -> Iterator[Part]:
    """Every part, in the order of a load."""
    python = ".".join(str(number) for number in sys.version_info[:3])
    yield Part(
        "Python", python if sys.version_info >= (3, 11) else None, "chạy chương trình (từ 3.11)", "running (3.11 or newer)", "python.org"
    )
    for name, (need, need_en) in _PACKAGES.items():
        yield Part(name, _version(name), need, need_en, f"pip install {name}")
    yield Part(
        "SQLite FTS5", _fts5(), "tìm toàn văn, không cần dấu", "full-text search", "bản Python từ python.org / a Python from python.org"
    )
    from extract.parsers import ocr, office

    _, version, vietnamese = ocr.tesseract()
    install = "apt install tesseract-ocr tesseract-ocr-vie; Windows: UB-Mannheim/tesseract (chọn/choose Vietnamese)"
    yield Part("Tesseract", version, "đọc bản quét", "reading scans", install)
    yield Part("Tesseract vie", "có / found" if vietnamese else None, "đọc chữ Việt trong bản quét", "Vietnamese in scans", install)
    soffice = office.program()
    yield Part(
        "LibreOffice",
        _run(str(soffice), "--version") if soffice else None,
        "đọc .doc cũ, .rtf, .odt",
        "reading old .doc, .rtf, .odt files",
        "libreoffice.org; apt install libreoffice-writer-nogui",
        optional=True,
    )
    yield _safety()
    yield Part(
        "Phông chữ / Fonts",
        _fonts(),
        "in tiếng Việt ra PDF",
        "printing Vietnamese to PDF",
        "apt install fonts-liberation2 fonts-dejavu",
        optional=True,
    )


def report() -> bool:
    """Prints every part; true where nothing that is needed is missing."""
    found = list(parts())
    for part in found:
        mark = "✓" if part.version else "○" if part.optional else "✗"
        version = part.version or ("không có (không bắt buộc) / missing (optional)" if part.optional else "THIẾU / MISSING")
        print(f"{mark} {part.name:<17} {version}: {part.need} / {part.need_en}")
        if not part.version:
            print(f"{'':>20}{part.install}")
    missing = [part.name for part in found if part.missing]
    if missing:
        print(f"\nThiếu / Missing: {', '.join(missing)}")
    else:
        print("\nĐủ để đọc mọi loại tệp. / Everything needed is there.")
    return not missing


def _safety() -> Part:
    """Whether the system lets a file be read apart from everything else."""
    from extract import isolation

    lacks = list(isolation.missing())
    return Part(
        "Cô lập / Isolation",
        None if lacks else "có / found",
        "tệp hỏng không ảnh hưởng tệp khác" + (f"; thiếu {', '.join(vi for vi, _ in lacks)}" if lacks else ""),
        "a bad file harms no other" + (f"; lacks {', '.join(en for _, en in lacks)}" if lacks else ""),
        "Linux có đủ; nơi khác vẫn nạp được / Linux has all of it; elsewhere loading works all the same",
        optional=True,
    )


def _version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def _fts5() -> str | None:
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("create virtual table t using fts5 (x, tokenize='unicode61 remove_diacritics 0')")
    except sqlite3.OperationalError:
        return None
    finally:
        connection.close()
    return sqlite3.sqlite_version


def _fonts() -> str | None:
    """How many fonts have Vietnamese letters; Windows and macOS come with some."""
    if sys.platform in ("win32", "darwin"):
        return "có / found"
    names = {line for line in (_run("fc-list", ":lang=vi", "family") or "").split("\n") if line}
    return f"{len(names)} phông / families" if names else None


def _run(program: str, *arguments: str) -> str | None:
    """What a program prints; null where it is missing or fails."""
    path = shutil.which(program)
    if path is None:
        return None
    try:
        done = subprocess.run([path, *arguments], capture_output=True, text=True, timeout=_SECONDS, check=False, errors="replace")
    except (OSError, subprocess.TimeoutExpired):
        return None
    return (done.stdout or done.stderr).strip() or None if done.returncode == 0 else None

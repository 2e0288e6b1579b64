"""From a file to committed rows, beside a library that only takes the text out of the same file."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path
from typing import Final

import docx
import pdfplumber
import pypdfium2

from bench.timing import Pair, seconds
from db import connect, folder, store
from db.rows import Source, rows
from db.store import FileRow
from extract.model import Parsed, Status
from extract.parsers import ocr
from extract.parsers.parse import parse
from extract.reading import understand

PLANS: Final = Path(__file__).resolve().parents[1] / "corpus" / "plans"


def pairs() -> Iterator[Pair]:
    """Typed PDFs without and with ruled tables, Word files parsed and committed, and a scanned page."""
    typed = [path for path, parsed in _parsed(".pdf").items() if parsed.format == "pdf"]
    plain, ruled = ([path for path in typed if _has_tables(path) is wanted] for wanted in (False, True))
    words = list(_parsed(".docx"))
    yield Pair("PDF without tables, to rows", "pdfplumber extract_text", partial(_commit, plain), partial(_plumb, plain), 0.25)
    yield Pair("PDF with tables, to rows", "pdfplumber extract_text", partial(_commit, ruled), partial(_plumb, ruled), 0.8)
    yield Pair("Word file, parsed", "python-docx, iterated", partial(_parse, words), partial(_iterate, words), 1.5)
    yield Pair("Word file, to rows", "python-docx, iterated", partial(_commit, words), partial(_iterate, words), 5)
    if ocr.ready():
        page = _scanned_page()
        yield Pair("scanned page without tables, parsed", "tesseract, same image", partial(_parse, [page]), partial(_tesseract, page), 1.05)


@cache
def _parsed(suffix: str) -> dict[Path, Parsed]:
    found = sorted(path for path in PLANS.rglob(f"*{suffix}") if ".scan." not in path.name)
    return {path: parse(path) for path in found}


def _has_tables(path: Path) -> bool:
    return any(block.table is not None for block in _parsed(path.suffix)[path].blocks)


def _parse(paths: list[Path]) -> float:
    return seconds(lambda: [parse(path) for path in paths])


def _commit(paths: list[Path]) -> float:
    """Seconds from the files to a database that holds their rows, each in a transaction of its own."""
    with tempfile.TemporaryDirectory() as place:
        connection = connect.writer(Path(place) / "plans.db")
        taken = seconds(lambda: [_one(connection, path) for path in paths])
        connection.close()
    return taken


def _one(connection: sqlite3.Connection, path: Path) -> None:
    sha256 = folder.sha256(path)
    made = rows(understand(parse(path)), Source(sha256[:8], str(path.parent), path.name, sha256))
    found = folder.Found(path.name, path, path.stat().st_size)
    store.write(connection, FileRow(str(path.parent), found, sha256, Status.OK, sha256[:8], "bench", ""), made)


def _plumb(paths: list[Path]) -> float:
    def text() -> None:
        for path in paths:
            with pdfplumber.open(path) as document:
                for page in document.pages:
                    page.extract_text()

    return seconds(text)


def _iterate(paths: list[Path]) -> float:
    def text() -> None:
        for path in paths:
            document = docx.Document(str(path))
            for paragraph in document.paragraphs:
                paragraph.text  # noqa: B018
            for table in document.tables:
                for row in table.rows:
                    for cell in row.cells:
                        cell.text  # noqa: B018

    return seconds(text)


@cache
def _scanned_page() -> Path:
    """The first page of a sample scan, as a PDF of its own in a folder that lives as long as this process."""
    scan = next(iter(sorted(PLANS.rglob("*.scan.pdf"))))
    place = Path(tempfile.mkdtemp(prefix="kehoach-bench-"))
    whole, one = pypdfium2.PdfDocument(scan), pypdfium2.PdfDocument.new()
    one.import_pages(whole, [0])
    one.save(place / "page.pdf")
    return place / "page.pdf"


def _tesseract(path: Path) -> float:
    page = pypdfium2.PdfDocument(path)[0]
    picture = page.render(scale=ocr.DPI / 72).to_pil().convert("RGB").getchannel("R")
    return seconds(lambda: ocr.read_image(picture, 1, 72 / ocr.DPI))

"""One file in, one `Reading` out: the order of the steps and nothing else."""

from __future__ import annotations

from pathlib import Path

from extract.confidence import rated
from extract.header import header
from extract.header_marks import STAMPED
from extract.items import items
from extract.model import Document, Paper, Parsed, Problem, Reading, Severity
from extract.parsers import Options
from extract.parsers.parse import parse
from extract.patterns import arithmetic, deadlines, deadlines_owed, legal, programmes_targets, responsibilities, short_forms, targets
from extract.sections import sections
from extract.zones import zones


def read(path: Path, options: Options | None = None) -> Reading:
    """All that the file at `path` says. Raises `extract.parsers.Unreadable` where it gives no text."""
    return understand(parse(path, options or Options()))


def understand(parsed: Parsed) -> Reading:
    """All that the parsed blocks of one file say, each row with its confidence."""
    return rated(unrated(parsed))


def unrated(parsed: Parsed) -> Reading:
    """The same with the confidence that each rule has in itself."""
    whole = paper(parsed)
    figures = programmes_targets.keyed(whole, targets.find(whole))
    cited = legal.find(whole)
    duties = responsibilities.find(whole)
    return Reading(
        paper=whole,
        legal_references=cited,
        targets=figures,
        deadlines=deadlines_owed.owed(deadlines.find(whole), duties, whole.document.text),
        responsibilities=duties,
        problems=(*parsed.problems, *_doubts(whole), *arithmetic.check(figures)),
        short_references=short_forms.find(whole, cited),
    )


def paper(parsed: Parsed) -> Paper:
    """A parsed file as a document with its zones, sections, header and items."""
    document = Document.of(parsed)
    parts = zones(document)
    tree = sections(document, parts)
    return Paper(document, header(document, tree), tree, items(document, parts, tree))


def _doubts(whole: Paper) -> tuple[Problem, ...]:
    return (*_no_headings(whole), *_no_number(whole), *_no_day(whole))


def _no_day(whole: Paper) -> tuple[Problem, ...]:
    """The day of a scan is often written in ink; a signature's stamp may tell it, but papers are stamped days later too."""
    issued, parsed = whole.header.issued, whole.document.parsed
    if not parsed.ocr or whole.header.draft or not issued or len(issued) == 10:
        return ()
    stamped = STAMPED.search(parsed.stamp or "")
    said, said_en = (f" Chữ ký số đề {stamped.group()}.", f" Its digital signature is of {stamped.group()}.") if stamped else ("", "")
    return (
        Problem(
            "header",
            Severity.INFO,
            f"Bản quét không có ngày ban hành đọc được chắc chắn (để trống hoặc ghi tay); hãy xem lại trang đầu.{said}",
            f"No day of issue could be read for certain on this scan (blank or written by hand); check its first page.{said_en}",
            1,
        ),
    )


def _no_number(whole: Paper) -> tuple[Problem, ...]:
    if whole.document.parsed.ocr and whole.header.number is None and not whole.header.draft:
        return (
            Problem(
                "header",
                Severity.INFO,
                "Bản quét không có số văn bản đọc được chắc chắn (để trống hoặc ghi tay); hãy xem lại trang đầu.",
                "No number could be read for certain on this scan (blank or written by hand); check its first page.",
                1,
            ),
        )
    return ()


def _no_headings(whole: Paper) -> tuple[Problem, ...]:
    if whole.document.text.strip() and not whole.sections:
        return (
            Problem(
                "sections",
                Severity.WARNING,
                "Không thấy đề mục đánh số nào; văn bản có thể không phải kế hoạch.",
                "No numbered heading found; this may not be a plan.",
            ),
        )
    return ()

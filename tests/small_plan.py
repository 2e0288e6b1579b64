"""A plan of a few lines and its `Reading` made by hand, for tests of what comes after reading."""

from __future__ import annotations

import os
import signal
import time
from dataclasses import replace
from pathlib import Path

from extract.model import (
    Block,
    Box,
    Deadline,
    DeadlineKind,
    DocType,
    Document,
    Header,
    LegalReference,
    Level,
    Line,
    Paper,
    Parsed,
    Problem,
    Reading,
    Relation,
    Responsibility,
    Role,
    Section,
    SectionKind,
    Severity,
    ShortReference,
    Span,
    Status,
    Target,
    TargetKind,
)
from extract.parsers import Options, Unreadable

LINES = (
    "Căn cứ Nghị quyết số 05/NQ–HĐND ngày 12/7/2021 của Hội đồng nhân dân tỉnh về giảm nghèo bền vững;",
    "I. MỤC TIÊU",
    "Phấn đấu giảm tỷ lệ hộ nghèo còn dưới 3,5% vào cuối năm 2022.",
    "II. TỔ CHỨC THỰC HIỆN",
    "1. Sở Y tế",
    "- Chủ trì cấp thẻ bảo hiểm y tế cho người nghèo ở vùng khó trước ngày 30/6/2022.",
    "- Chủ trì đào tạo cán bộ xã về nhà ở cho hộ nghèo.",
)
TEXT = "\n".join(LINES)


def span(quote: str, text: str = TEXT) -> Span:
    start = text.index(quote)
    return Span(start, start + len(quote))


def reading(text: str = TEXT, pages: bool = True, **header: object) -> Reading:
    """The reading of `text`, which must hold the lines above (more may stand around them)."""
    lines = text.split("\n")
    box = Box(1, 70, 100, 70 + 400, 112)
    places = [(Line(Span(0, len(line)), replace(box, top=100 + 14 * i)),) for i, line in enumerate(lines)]
    blocks = tuple(Block(line, lines=place if pages else ()) for line, place in zip(lines, places, strict=True))
    document = Document.of(Parsed(blocks, "pdf" if pages else "txt", 1 if pages else None))
    first, second, third = (text.index(heading) for heading in ("I. MỤC TIÊU", "II. TỔ", "1. Sở Y tế"))
    sections = (
        Section(0, None, 1, "I.", "MỤC TIÊU", SectionKind.TARGETS, Span(first, second - 1), span("I. MỤC TIÊU", text)),
        Section(1, None, 1, "II.", "TỔ CHỨC THỰC HIỆN", SectionKind.ORGANISATION, Span(second, len(text)), span(LINES[3], text)),
        Section(2, 1, 2, "1.", "Sở Y tế", SectionKind.ORGANISATION, Span(third, len(text)), span("1. Sở Y tế", text)),
    )
    own = {"doc_type": DocType.PLAN, "number": "12/KH-UBND", "issuer": "Ủy ban nhân dân tỉnh Hà Tĩnh", "level": Level.PROVINCE}
    own |= {"province": "Hà Tĩnh", "issued": "2022-01-15", "period_start": 2022, "period_end": 2022}
    paper = Paper(document, Header(**{**own, **header}), sections, ())  # type: ignore[arg-type]
    health = span("Sở Y tế", text)
    insured, trained = span(LINES[5][2:], text), span(LINES[6][2:], text)
    rate = span("dưới 3,5%", text)
    target = Target(rate, TargetKind.TARGET, "poverty_rate", 3.5, "percent", 2022, sentence=LINES[2], printed="3,5", rule="t")
    return Reading(
        paper,
        (
            LegalReference(
                span("Nghị quyết số 05/NQ–HĐND ngày 12/7/2021", text),
                DocType.RESOLUTION,
                "05/NQ-HĐND",
                "2021-07-12",
                "Hội đồng nhân dân tỉnh",
                None,
                "giảm nghèo bền vững",
                Relation.BASIS,
                "legal.number",
                0.95,
            ),
        ),
        (target,),
        (Deadline(span("trước ngày 30/6/2022", text), DeadlineKind.DATE, None, "2022-06-30", agency="Sở Y tế", rule="d"),),
        (
            Responsibility(insured, "Sở Y tế", health, "health", Role.LEAD, "chủ trì", False, True, ("health",), rule="r"),
            Responsibility(trained, "Sở Y tế", health, "health", Role.LEAD, "chủ trì", False, True, ("housing",), rule="r"),
        ),
        (Problem("header", Severity.WARNING, "Không thấy người ký.", "No signer found.", 1),),
        (
            ShortReference(span("Nghị quyết số 05", text), DocType.RESOLUTION, "05/NQ-HĐND", 0, False, "number", 0.95),
            ShortReference(span("giảm nghèo bền vững", text), DocType.PLAN, "12/KH-UBND", None, True, "this", 0.95),
        ),
    )


def read(path: Path, options: Options) -> Reading:
    """Stands in for `extract.reading.read`: obeys the first word of a text file."""
    text = path.read_text(encoding="utf-8")
    match text.split(" ", 1)[0].strip():
        case "hỏng":
            raise Unreadable("Tệp hỏng.", "Damaged file.")
        case "khóa":
            raise Unreadable("Có mật khẩu.", "Password.", Status.ENCRYPTED)
        case "sập":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "dừng":
            os.kill(os.getpid(), signal.SIGKILL)
        case "treo":
            time.sleep(60)
        case "lỗi":
            raise ZeroDivisionError("no words for this")
        case "đầy":
            raise ValueError("wrapped") from MemoryError()
    if options.progress:
        options.progress(1, 1)
    number = next((line for line in text.split("\n") if line.startswith("Số: ")), "Số: 12/KH-UBND").removeprefix("Số: ")
    return reading(text, pages=False, number=number)


def fail(path: Path, options: Options) -> Reading:
    """A reader that reads nothing."""
    raise Unreadable("Không đọc được.", "Cannot be read.")

"""Lays a source out as a .docx in the form of Decree 30/2020/NĐ-CP, Appendix I: A4, Times New Roman 14, margins 20-20-30-15 mm."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table as Grid
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from bench.numbering import Numbering
from bench.source_text import DOC_TYPE, RECIPIENTS, Source, Table, heading

Look = dict[str, Any]  # keywords of `_line`
WIDTH = 165  # mm between the margins
EPOCH = (2024, 1, 1, 0, 0, 0)  # every archive member bears this time, so that the same source gives the same file


def write_docx(source: Source, path: Path, automatic_numbering: bool = False) -> None:
    """Writes `source` to `path`; with `automatic_numbering` the labels of headings and bullets are numbered by Word, not typed."""
    document = Document()
    _page(document)
    _letterhead(document, source)
    numbering = Numbering(document) if automatic_numbering else None
    _titled(document, source.doc_type, source.title)
    _blocks(document, source.body, numbering)
    _closing(document, source)
    if source.attached:
        document.add_page_break()
        if source.attached_title:
            _titled(document, DOC_TYPE, source.attached_title)
        _blocks(document, source.attached, numbering)
    _save(document, path)


def _titled(document: Document, doc_type: str, title: Sequence[str]) -> None:
    """The word for the kind of document and, under it, its title; a line in brackets says what it is attached to."""
    _line(document.add_paragraph(), doc_type, bold=True, align=ALIGN.CENTER)
    for line in title:
        note = line.startswith("(")
        _line(document.add_paragraph(), line, bold=not note, italic=note, align=ALIGN.CENTER, after=12)


def _blocks(document: Document, blocks: Sequence[str | Table], numbering: Numbering | None) -> None:
    """Paragraphs and tables; a line of capitals alone (who decides, QUYẾT ĐỊNH:) stands bold in the middle."""
    for block in blocks:
        if isinstance(block, Table):
            _table(document, block)
            document.add_paragraph().paragraph_format.line_spacing = Pt(8)
        elif block.isupper() and heading(block) is None:
            _line(document.add_paragraph(), block, bold=True, align=ALIGN.CENTER, after=6)
        else:
            _paragraph(document.add_paragraph(), block, numbering)


def _page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin, section.top_margin, section.bottom_margin = Mm(30), Mm(15), Mm(20), Mm(20)
    section.header_distance = Mm(10)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(14)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "Times New Roman")
    section.different_first_page_header_footer = True  # page numbers from the second page on
    number = section.header.paragraphs[0]
    number.alignment = ALIGN.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    number._p.append(field)


def _line(
    paragraph: Paragraph,
    text: str,
    bold: bool = False,
    italic: bool = False,
    underline: bool = False,
    align: ALIGN | None = None,
    size: float = 14,
    after: float = 0,
) -> None:
    run = paragraph.add_run(text)
    run.bold, run.italic, run.underline, run.font.size = bold, italic, underline, Pt(size)
    paragraph.alignment = align
    paragraph.paragraph_format.space_after = Pt(after)


def _stack(cell: _Cell, lines: Sequence[tuple[str, Look]]) -> None:
    """Lines under one another in a cell, each with the keywords of `_line`."""
    for i, (text, look) in enumerate(lines):
        _line(cell.paragraphs[0] if i == 0 else cell.add_paragraph(), text, **look)


def _two_columns(document: Document, left: int) -> list[_Cell]:
    """A borderless table of one row, its left column `left` mm wide."""
    table = document.add_table(1, 2)
    table.autofit = False
    _set_widths(table, (left, WIDTH - left))
    return list(table.rows[0].cells)


def _set_widths(table: Grid, widths: Sequence[float]) -> None:
    """Widths in mm for the grid, which LibreOffice reads, and for the cells, which Word reads."""
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)


def _letterhead(document: Document, source: Source) -> None:
    left, right = _two_columns(document, 64)
    centre: Look = {"align": ALIGN.CENTER, "size": 13}
    issuer = [(text, {**centre, "bold": True}) for text in source.issuer]
    draft = [(source.draft, {**centre, "bold": True})] if source.draft else []
    _stack(left, [*issuer, ("", centre), (source.number, centre), *draft])
    motto = [(text, {**centre, "bold": True, "size": 13 if i else 12, "underline": i > 0}) for i, text in enumerate(source.motto)]
    _stack(right, [*motto, ("", centre), (source.dated, {**centre, "italic": True})])
    document.add_paragraph()


def _closing(document: Document, source: Source) -> None:
    document.add_paragraph()
    left, right = _two_columns(document, 85)
    recipients: list[tuple[str, Look]] = [(text, {"size": 11}) for text in source.recipients]
    _stack(left, [(RECIPIENTS, {"bold": True, "italic": True, "size": 12}), *recipients])
    bold: Look = {"bold": True, "align": ALIGN.CENTER}
    _stack(right, [*((text, bold) for text in source.office), *[("", bold)] * 4, (source.signer, bold)])


def _paragraph(paragraph: Paragraph, text: str, numbering: Numbering | None) -> None:
    look = paragraph.paragraph_format
    look.first_line_indent, look.space_before, look.space_after = Mm(12.7), Pt(3), Pt(3)
    paragraph.alignment = ALIGN.JUSTIFY
    rest = numbering.take(paragraph, text) if numbering else text
    taken = text[: len(text) - len(rest)]
    parts = heading(text)
    if parts is None:
        paragraph.add_run(rest).italic = text.startswith(("Căn cứ", "Thực hiện Nghị quyết", "Thực hiện Kế hoạch"))
        return
    label, title, after = parts
    run = paragraph.add_run(title if taken else f"{label} {title}")
    run.bold = True
    run.italic = label.endswith(")")
    paragraph.add_run(after)
    look.keep_with_next = not after
    if taken:  # Word takes the look of an automatic label from the paragraph mark
        mark = OxmlElement("w:rPr")
        mark.append(OxmlElement("w:b"))
        paragraph._p.get_or_add_pPr().append(mark)


def _table(document: Document, table: Table) -> None:
    """A ruled table: merged header, group rows (only a number and a title) merged to the right, the total's empty first cell merged."""
    count = len(table.rows[0])
    grid = document.add_table(len(table.rows), count)
    grid.style, grid.alignment, grid.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    size = 10 if count > 7 else 11 if count > 5 else 12
    _set_widths(grid, _widths(table))
    for top, left, bottom, right in _spans(table):
        cell = grid.cell(top, left)
        if (top, left) != (bottom, right):
            cell = cell.merge(grid.cell(bottom, right))
        text = next((table.rows[top][c] for c in range(left, right + 1) if table.rows[top][c]), "")
        centred = top < table.header or len(text) <= 4 or not any(map(str.isalpha, text))
        strong = top < table.header or right > left
        _line(cell.paragraphs[0], text, bold=strong, align=ALIGN.CENTER if centred else ALIGN.LEFT, size=size)
    for r in range(len(table.rows)):
        properties = grid.rows[r]._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if r < table.header:
            properties.append(OxmlElement("w:tblHeader"))


def _spans(table: Table) -> list[tuple[int, int, int, int]]:
    """(top, left, bottom, right), inclusive, of every cell after merging, in reading order."""
    rows, last = table.rows, len(table.rows[0]) - 1
    spans: list[tuple[int, int, int, int]] = []
    covered: set[tuple[int, int]] = set()
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if (r, c) in covered:
                continue
            bottom, right = r, c
            if r < table.header:
                while right < last and row[right + 1] == text:
                    right += 1
                while bottom + 1 < table.header and set(rows[bottom + 1][c : right + 1]) == {text}:
                    bottom += 1
            elif c == 0 and not text:
                right = 1
            elif c == 1 and text and not any(row[2:]):
                right = last
            covered |= {(i, j) for i in range(r, bottom + 1) for j in range(c, right + 1)}
            spans.append((r, c, bottom, right))
    return spans


def _widths(table: Table) -> list[float]:
    """Column widths in mm: room for the longest word of each column, the rest shared by the length of the longest cell."""
    columns = list(zip(*table.rows, strict=True))
    floors = [max(len(word) for cell in column for word in [*cell.split(), ""]) * 2.2 + 5 for column in columns]
    shares = [min(max(map(len, column)), 60) ** 0.75 for column in columns]
    spare = max(WIDTH - sum(floors), 0)
    wanted = [floor + spare * share / sum(shares) for floor, share in zip(floors, shares, strict=True)]
    return [width * WIDTH / sum(wanted) for width in wanted]


def _save(document: Document, path: Path) -> None:
    """Saves with fixed times, so that the bytes depend on the source alone."""
    raw = io.BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            entry = zipfile.ZipInfo(info.filename, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(info))

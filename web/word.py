"""A table as a Word file in the style of Nghị định 30/2020/NĐ-CP, with a footnote for the paper behind each row.

A4 on its side, Times New Roman, margins of 20 mm (30 mm on the left): Appendix I, part I of the decree.
"""

from __future__ import annotations

from itertools import islice
from typing import IO, TYPE_CHECKING, Any, Final
from xml.sax.saxutils import escape

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from web import numbers
from web.columns import WIDE, Column
from web.queries import Row
from web.taken import Taken, paper, written

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.text.paragraph import Paragraph

MOST_ROWS: Final = 1000  # of a table that people print
_TABLE: Final = 247  # mm between the margins
_FIRST: Final = 12  # mm of it for the number of a row
_SHORT, _MIDDLE, _WIDE = 2, 3, 10  # shares of the rest
_FONT: Final = "Times New Roman"
_W: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def docx(taken: Taken, lang: str, out: IO[bytes]) -> None:
    """Writes to `out` the first rows as a table of their leading columns, each with a footnote; above it filters and basis."""
    made = Document()
    _page(made)
    every = iter(taken.rows)
    rows = list(islice(every, MOST_ROWS))
    more = sum(1 for _ in every)
    columns = _said_of(taken, rows)
    _said(made, taken.title, 14, bold=True, centred=True)
    _said(made, "; ".join(f"{name}: {value}" for name, value in taken.filters), 12)
    if taken.basis:
        _said(made, taken.basis, 12, italic=True)
    if more:
        found = len(rows) + more
        told = (f"Chỉ in {MOST_ROWS} dòng đầu của {found}; tệp Excel có đủ.", f"The first {MOST_ROWS} of {found} rows.")
        _said(made, told[lang == "en"], 12, bold=True)
    table = made.add_table(rows=1, cols=len(columns) + 1)
    table.style = "Table Grid"
    table.autofit = False
    shares = [_WIDE if one.name in WIDE else _SHORT if one.kind in ("number", "flag") else _MIDDLE for one in columns]
    widths = [Mm(_FIRST), *(Mm((_TABLE - _FIRST) * share / sum(shares)) for share in shares)]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for cell, width in zip(table.rows[0].cells, widths, strict=True):
        cell.width = width
    _fill(table.rows[0].cells, ["TT" if lang != "en" else "No.", *(column.heading(lang) for column in columns)], bold=True)
    _mark(table.rows[0], "w:tblHeader")
    for at, row in enumerate(rows, 1):
        added = table.add_row()
        _mark(added, "w:cantSplit")
        cells = added.cells
        _fill(cells, [str(at), *(_words(column, row, lang).strip() for column in columns)])
        _refer(cells[-1].paragraphs[-1], at)
    _footnotes(made, [paper(row) for row in rows])
    made.save(out)


def _said_of(taken: Taken, rows: list[Row]) -> list[Column]:
    """The leading columns of which any of the rows printed says something (all where there is no row)."""
    leading = [column for column in taken.columns if column.name in taken.leading]
    return [column for column in leading if any(row.get(column.name) is not None for row in rows)] or leading


def _page(made: WordDocument) -> None:
    section = made.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.top_margin = section.bottom_margin = section.right_margin = Mm(20)
    section.left_margin = Mm(30)
    normal = made.styles["Normal"]
    normal.font.name, normal.font.size = _FONT, Pt(12)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
    section.different_first_page_header_footer = True  # pages are numbered in the middle above, from the second
    above = section.header.paragraphs[0]
    above.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    above._p.append(field)


def _said(made: WordDocument, text: str, size: int, bold: bool = False, italic: bool = False, centred: bool = False) -> None:
    paragraph = made.add_paragraph()
    run = paragraph.add_run(_plain(text))
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _fill(cells: Any, texts: list[str], bold: bool = False) -> None:
    for cell, text in zip(cells, texts, strict=True):
        paragraph = cell.paragraphs[0]
        paragraph.paragraph_format.space_after = Pt(2)
        run = paragraph.add_run(_plain(text))
        if bold:
            run.bold = True
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _words(column: Column, row: Row, lang: str) -> str:
    value = column.cell(row, lang)
    if isinstance(value, float):
        return numbers.number(value, lang)
    if column.kind == "date" and lang != "en" and value:
        return written(str(value)) if len(str(value)) == 10 else numbers.date(str(value))
    return "" if value is None else str(value)


def _mark(row: Any, name: str) -> None:
    """w:tblHeader: a heading that stands again on every page; w:cantSplit: a row that stays on one page."""
    mark = OxmlElement(name)
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def _refer(paragraph: Paragraph, number: int) -> None:
    """The raised number of a footnote at the end of a paragraph."""
    run = paragraph.add_run()
    run.font.superscript = True
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), str(number))
    run._r.append(reference)


def _footnotes(made: WordDocument, texts: list[str]) -> None:
    """The part that holds the footnotes, ids from 1; 0 and -1 are the lines that part them from the text."""
    lines = (
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{mark}/></w:r></w:p></w:footnote>'
        for kind, number, mark in (("separator", -1, "separator"), ("continuationSeparator", 0, "continuationSeparator"))
    )
    raised = '<w:rPr><w:vertAlign w:val="superscript"/><w:sz w:val="20"/></w:rPr>'
    notes = (
        f'<w:footnote w:id="{number}"><w:p><w:pPr><w:spacing w:after="0"/></w:pPr><w:r>{raised}<w:footnoteRef/></w:r>'
        f'<w:r><w:rPr><w:sz w:val="20"/></w:rPr><w:t xml:space="preserve"> {escape(_plain(text))}.</w:t></w:r></w:p></w:footnote>'
        for number, text in enumerate(texts, 1)
    )
    xml = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes {_W}>{"".join(lines)}{"".join(notes)}</w:footnotes>'
    package = made.part.package
    made.part.relate_to(Part(PackURI("/word/footnotes.xml"), _TYPE, xml.encode(), package), RELATIONSHIP_TYPE.FOOTNOTES)


def _plain(text: str) -> str:
    """The text without the control characters that XML cannot hold."""
    return "".join(c for c in text if (c >= " " and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff") or c in "\n\t")

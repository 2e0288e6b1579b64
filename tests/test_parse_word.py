"""Word documents built here, element by element: what shows on paper has to come out, once and in order."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from docx import Document as NewDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.model import Block, BlockKind, Document, Parsed, Status
from extract.parsers import Options, Unreadable
from extract.parsers.parse import parse
from extract.parsers.word import read
from extract.parsers.word_numbering import written

PLANS = Path(__file__).parents[1].parent / "shared" / "plans"
SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def para(content: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{para(run(text))}</w:tc>"


def rows(*cells: list[str], borders: str = "single") -> str:
    sides = "".join(f'<w:{side} w:val="{borders}"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    body = "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in cells)
    return f"<w:tbl><w:tblPr><w:tblBorders>{sides}</w:tblBorders></w:tblPr><w:tblGrid/>{body}</w:tbl>"


def xml(element: str) -> Any:
    head, _, tail = element.partition(">")
    close = "/" if head.endswith("/") else ""
    return parse_xml(f"{head.rstrip('/')} {SPACES}{close}>{tail}")


def saved(tmp_path: Path, *elements: str, doc: Any = None) -> Path:
    document = doc or NewDocument()
    for element in elements:
        document.element.body.insert_element_before(xml(element), "w:sectPr")
    path = tmp_path / "ke-hoach.docx"
    document.save(path)
    return path


def parsed(tmp_path: Path, *elements: str, doc: Any = None) -> Parsed:
    return read(saved(tmp_path, *elements, doc=doc), Options())


def texts(tmp_path: Path, *elements: str, doc: Any = None) -> list[str]:
    return [block.text for block in parsed(tmp_path, *elements, doc=doc).blocks]


def places(block: Block) -> list[tuple[str, int, int, int, int]]:
    return [(c.span.of(block.text), c.row, c.column, c.rowspan, c.colspan) for c in block.cells]


def numbering(doc: Any, levels: list[tuple[str, str]], num: int = 90, extra: str = "") -> None:
    """A list `num` in `doc` with the number format and text of each of its levels."""
    root = doc.part.numbering_part.element
    body = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for i, (form, text) in enumerate(levels)
    )
    root.insert(0, xml(f'<w:abstractNum w:abstractNumId="{num}">{body}</w:abstractNum>'))
    root.append(xml(f'<w:num w:numId="{num}"><w:abstractNumId w:val="{num}"/>{extra}</w:num>'))


def listed(text: str, level: int = 0, num: int = 90) -> str:
    return para(run(text), f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>')


def test_automatic_numbers_are_printed(tmp_path: Path) -> None:
    doc = NewDocument()
    numbering(doc, [("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)"), ("bullet", "\uf0b7")])
    found = texts(
        tmp_path,
        listed("MỤC TIÊU"),
        listed("Chung", 1),
        listed("Cụ thể", 1),
        listed("Hộ nghèo", 2),
        listed("Việc làm", 2),
        listed("NHIỆM VỤ"),
        listed("Sở Y tế", 1),
        listed("khám bệnh", 3),
        doc=doc,
    )
    assert found == ["I. MỤC TIÊU", "1. Chung", "2. Cụ thể", "a) Hộ nghèo", "b) Việc làm", "II. NHIỆM VỤ", "1. Sở Y tế", "+ khám bệnh"]


def test_numbers_of_several_levels_and_restarts(tmp_path: Path) -> None:
    doc = NewDocument()
    numbering(doc, [("decimal", "%1."), ("decimal", "%1.%2.")])
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    doc.part.numbering_part.element.append(xml(f'<w:num w:numId="91"><w:abstractNumId w:val="90"/>{again}</w:num>'))
    found = texts(tmp_path, listed("A"), listed("B", 1), listed("C", 1), listed("D"), listed("E", 1), listed("F", 0, 91), doc=doc)
    assert found == ["1. A", "1.1. B", "1.2. C", "2. D", "2.1. E", "1. F"]


def test_number_from_a_style_and_none_where_switched_off(tmp_path: Path) -> None:
    doc = NewDocument()
    numbering(doc, [("decimal", "Điều %1.")])
    style = doc.styles["Heading 1"].element
    style.get_or_add_pPr().append(xml('<w:numPr><w:numId w:val="90"/></w:numPr>'))
    heading = '<w:pStyle w:val="Heading1"/>'
    off = heading + '<w:numPr><w:numId w:val="0"/></w:numPr>'
    found = parsed(tmp_path, para(run("Phạm vi"), heading), para(run("Phụ lục"), off), para(run("Hiệu lực"), heading), doc=doc).blocks
    assert [block.text for block in found] == ["Điều 1. Phạm vi", "Phụ lục", "Điều 2. Hiệu lực"]
    assert found[0].style and found[0].style.lower() == "heading 1"
    assert found[0].bold


@pytest.mark.parametrize(
    ("count", "form", "text"),
    [(4, "lowerRoman", "iv"), (28, "upperLetter", "BB"), (7, "decimalZero", "07"), (3, "none", ""), (5, "ordinal", "5")],
)
def test_number_formats(count: int, form: str, text: str) -> None:
    assert written(count, form) == text


def test_merged_heading_of_a_table(tmp_path: Path) -> None:
    down, under = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    table = rows(
        [cell("TT", down), cell("Xã", down), cell("Hộ nghèo", '<w:gridSpan w:val="2"/>')],
        [cell("", under), cell("", under), cell("Đầu năm"), cell("Cuối năm")],
        [cell("1"), cell("An Bình"), cell("12"), cell("9")],
        [cell("Cộng", '<w:gridSpan w:val="2"/>'), cell("12"), cell("9")],
    )
    blocks = parsed(tmp_path, para(run("Trước bảng.")), table, para(run("Sau bảng."))).blocks
    assert [block.text for block in blocks] == [
        "Trước bảng.",
        "TT | Xã | Hộ nghèo",
        "Đầu năm | Cuối năm",
        "1 | An Bình | 12 | 9",
        "Cộng | 12 | 9",
        "Sau bảng.",
    ]
    assert places(blocks[1]) == [("TT", 0, 0, 2, 1), ("Xã", 0, 1, 2, 1), ("Hộ nghèo", 0, 2, 1, 2)]
    assert places(blocks[4])[0] == ("Cộng", 3, 0, 1, 2)
    assert [any(c.header for c in b.cells) for b in blocks[1:5]] == [True, True, False, False]
    assert [b.table for b in blocks] == [None, 0, 0, 0, 0, None]
    assert all(place for line in Document.of(Parsed(blocks, "docx")).tables[0].grid() for place in line)


def test_row_numbers_that_word_computes_stand_in_their_cells(tmp_path: Path) -> None:
    doc = NewDocument()
    numbering(doc, [("decimal", "%1")])
    count = f"<w:tc><w:tcPr/>{listed('')}</w:tc>"
    found = texts(tmp_path, rows([cell("TT"), cell("Xã")], [count, cell("An Bình")], [count, cell("Yên Sơn")]), doc=doc)
    assert found == ["TT | Xã", "1 | An Bình", "2 | Yên Sơn"]


def test_huge_span_is_capped(tmp_path: Path) -> None:
    wide = '<w:gridSpan w:val="1000000000"/>'
    blocks = parsed(tmp_path, rows([cell("Xã", wide), cell("Hộ")], [cell("An Bình"), cell("5")])).blocks
    assert max(c.colspan for b in blocks for c in b.cells) == 63


def test_nested_table_follows_its_table(tmp_path: Path) -> None:
    inner = rows([cell("Năm"), cell("Hộ")], [cell("2021"), cell("40")])
    outer = rows([cell("Xã"), cell("Số liệu")], [cell("An Bình"), f"<w:tc><w:tcPr/>{inner}<w:p/></w:tc>"])
    blocks = parsed(tmp_path, outer).blocks
    assert [(block.table, block.text) for block in blocks] == [(0, "Xã | Số liệu"), (0, "An Bình | "), (1, "Năm | Hộ"), (1, "2021 | 40")]


def test_letterhead_and_signature_are_paragraphs(tmp_path: Path) -> None:
    lined = "<w:r><w:t>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</w:t><w:br/><w:t>Độc lập - Tự do - Hạnh phúc</w:t></w:r>"
    head = rows([cell("UBND HUYỆN ĐỒI XANH"), f"<w:tc>{para(lined)}</w:tc>"], [cell("Số: 5/KH-UBND"), cell("Đồi Xanh, ngày 2/3/2020")])
    recipients = "<w:r><w:t>Nơi nhận:</w:t><w:br/><w:t>- Như trên;</w:t><w:br/><w:t>- Lưu: VT.</w:t></w:r>"
    foot = rows([f"<w:tc>{para(recipients)}</w:tc>", cell("CHỦ TỊCH")], borders="none")
    blocks = parsed(tmp_path, head, foot).blocks
    assert [block.text for block in blocks] == [
        "UBND HUYỆN ĐỒI XANH",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 5/KH-UBND",
        "Đồi Xanh, ngày 2/3/2020",
        "Nơi nhận:",
        "- Như trên;",
        "- Lưu: VT.",
        "CHỦ TỊCH",
    ]
    assert {block.kind for block in blocks} == {BlockKind.PARAGRAPH}


def test_text_box_comes_once(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{para(run('DỰ THẢO'))}</w:txbxContent>"
    both = (
        f'<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    found = parsed(tmp_path, para(run("KẾ HOẠCH") + f"<w:r>{both}</w:r>"), para(run("Nội dung.")))
    assert [block.text for block in found.blocks] == ["KẾ HOẠCH", "DỰ THẢO", "Nội dung."]
    assert found.status is Status.OK


def test_content_controls_and_links(tmp_path: Path) -> None:
    inline = f"<w:sdt><w:sdtPr/><w:sdtContent>{run('15 tháng 6')}</w:sdtContent></w:sdt>"
    link = f'<w:hyperlink r:id="none">{run("trang web huyện")}</w:hyperlink>'
    block = f"<w:sdt><w:sdtPr/><w:sdtContent>{para(run('Cả đoạn trong khung.'))}</w:sdtContent></w:sdt>"
    assert texts(tmp_path, para(run("Trước ngày ") + inline + run(" đăng trên ") + link), block) == [
        "Trước ngày 15 tháng 6 đăng trên trang web huyện",
        "Cả đoạn trong khung.",
    ]


def test_tracked_changes(tmp_path: Path) -> None:
    change = 'w:id="1" w:author="A" w:date="2020-01-01T00:00:00Z"'
    changed = para(run("Giảm ") + f"<w:ins {change}>{run('1,5%')}</w:ins><w:del {change}><w:r><w:delText>2%</w:delText></w:r></w:del>")
    broken = para(run("Sở Y tế chủ trì, "), f"<w:rPr><w:del {change}/></w:rPr>")
    found = parsed(tmp_path, changed, broken, para(run("phối hợp các xã.")))
    assert [block.text for block in found.blocks] == ["Giảm 1,5%", "Sở Y tế chủ trì, phối hợp các xã."]
    assert any("Track Changes" in problem.message for problem in found.problems)


def test_footnotes_stand_at_the_end(tmp_path: Path) -> None:
    path = saved(tmp_path, para(run("Cấp thẻ bảo hiểm y tế") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run(".")), para(run("Hết.")))
    notes = (
        f'<w:footnotes {SPACES}><w:footnote w:type="separator" w:id="-1">{para("")}</w:footnote>'
        f'<w:footnote w:id="2">{para("<w:r><w:footnoteRef/></w:r>" + run(" Theo số liệu của huyện."))}</w:footnote></w:footnotes>'
    )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    rewritten(path, {"word/footnotes.xml": notes}, relation=f'<Relationship Id="rId900" Type="{kind}" Target="footnotes.xml"/>')

    blocks = read(path, Options()).blocks
    assert [block.text for block in blocks] == ["Cấp thẻ bảo hiểm y tế¹.", "Hết.", "¹ Theo số liệu của huyện."]
    assert blocks[-1].kind is BlockKind.FOOTNOTE


def test_headers_and_footers_once_and_without_page_numbers(tmp_path: Path) -> None:
    doc = NewDocument()
    section = doc.sections[0]
    section.header.paragraphs[0].text = "Kế hoạch giảm nghèo huyện Đồi Xanh"
    footer = section.footer.paragraphs[0]._p
    for child in ('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', "<w:r><w:instrText> PAGE </w:instrText></w:r>"):
        footer.append(xml(child))
    for child in ('<w:r><w:fldChar w:fldCharType="separate"/></w:r>', run("7"), '<w:r><w:fldChar w:fldCharType="end"/></w:r>'):
        footer.append(xml(child))
    found = parsed(tmp_path, para(run("Nội dung.")), doc=doc).blocks
    assert [(block.text, block.kind) for block in found] == [
        ("Nội dung.", BlockKind.PARAGRAPH),
        ("Kế hoạch giảm nghèo huyện Đồi Xanh", BlockKind.FURNITURE),
    ]


def test_line_breaks(tmp_path: Path) -> None:
    title = "<w:r><w:t>KẾ HOẠCH</w:t><w:br/><w:t>Giảm nghèo năm 2020</w:t></w:r>"
    body = "<w:r><w:t>Các xã báo cáo</w:t><w:br/><w:t>trước ngày 5.</w:t><w:br/><w:t>- Xã An Bình</w:t></w:r>"
    found = parsed(tmp_path, para(title, '<w:jc w:val="center"/>'), para(body)).blocks
    assert [(b.text, b.centred) for b in found] == [
        ("KẾ HOẠCH", True),
        ("Giảm nghèo năm 2020", True),
        ("Các xã báo cáo trước ngày 5.", False),
        ("- Xã An Bình", False),
    ]


def test_bold_hidden_and_symbols(tmp_path: Path) -> None:
    found = parsed(
        tmp_path,
        para(run("I. MỤC TIÊU", "<w:b/>")),
        para(run("1. Sở Y tế:", "<w:b/>") + run(" khám bệnh")),
        para(run("Đạt ") + '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>' + run(" 95%") + run("bí mật", "<w:vanish/>")),
    )
    assert [(b.text, b.bold) for b in found.blocks] == [("I. MỤC TIÊU", True), ("1. Sở Y tế: khám bệnh", False), ("Đạt ≥ 95%", False)]
    assert found.status is Status.OK


def rewritten(path: Path, parts: Mapping[str, str | bytes], relation: str = "", replace: tuple[str, str] = ("", "")) -> None:
    """Put `parts` into the package, and a relation of the document; replace a string in every XML part."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    rels = "word/_rels/document.xml.rels"
    members[rels] = members[rels].replace(b"</Relationships>", relation.encode() + b"</Relationships>")
    members |= {name: text.encode() if isinstance(text, str) else text for name, text in parts.items()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data.replace(replace[0].encode(), replace[1].encode()) if replace[0] else data)


def test_strict_edition(tmp_path: Path) -> None:
    path = saved(tmp_path, para(run("Giảm 1% số hộ nghèo.")))
    for old, new in (
        ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main"),
        ("http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships"),
    ):
        rewritten(path, {}, replace=(old, new))
    assert [block.text for block in parse(path).blocks] == ["Giảm 1% số hộ nghèo."]


def refusal(path: Path) -> Unreadable:
    with pytest.raises(Unreadable) as raised:
        parse(path)
    assert raised.value.message != raised.value.message_en
    return raised.value


def test_bombs_and_document_types_are_refused(tmp_path: Path) -> None:
    path = saved(tmp_path, para(run("Kế hoạch")))
    rewritten(path, {"word/swollen.xml": " " * 50_000_000})
    assert "200" in refusal(path).message or "quá lớn" in refusal(path).message
    path = saved(tmp_path, para(run("Kế hoạch")))
    rewritten(path, {"word/document.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'})
    assert "hỏng" in refusal(path).message
    path = saved(tmp_path, para(run("Kế hoạch")))
    rewritten(path, {"word/document.xml": "<x>" * 100_000})
    assert "hỏng" in refusal(path).message


@pytest.mark.parametrize("cut", [0.2, 0.6, 0.95])
def test_damaged_files_are_refused(tmp_path: Path, cut: float) -> None:
    path = saved(tmp_path, para(run("Kế hoạch")))
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * cut)])
    refusal(path)


def test_document_without_text_is_refused(tmp_path: Path) -> None:
    assert "không có chữ" in refusal(saved(tmp_path, "<w:p/>")).message


@settings(max_examples=60, deadline=None)
@given(at=st.integers(0, 10**6), value=st.integers(0, 255), part=st.sampled_from(["word/document.xml", "word/styles.xml", None]))
def test_a_changed_byte_gives_blocks_or_a_refusal(tmp_path_factory: pytest.TempPathFactory, at: int, value: int, part: str | None) -> None:
    path = saved(tmp_path_factory.mktemp("w"), rows([cell("Xã"), cell("Hộ")], [cell("An Bình"), cell("5")]), para(run("Kế hoạch")))
    if part is None:
        data = bytearray(path.read_bytes())
        data[at % len(data)] = value
        path.write_bytes(data)
    else:
        with zipfile.ZipFile(path) as archive:
            member = bytearray(archive.read(part))
        member[at % len(member)] = value
        rewritten(path, {part: bytes(member)})
    try:
        assert parse(path).blocks
    except Unreadable as refused:
        assert refused.message and refused.message_en


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(st.text(alphabet="abđế 12,%", max_size=6), min_size=2, max_size=4), min_size=2, max_size=5))
def test_any_ruled_table_keeps_its_cells(tmp_path_factory: pytest.TempPathFactory, table: list[list[str]]) -> None:
    doc = NewDocument()
    width = max(map(len, table))
    made = doc.add_table(len(table), width, style="Table Grid")
    for r, row in enumerate(table):
        for c, text in enumerate(row):
            made.cell(r, c).text = text
    doc.add_paragraph("Hết.").alignment = WD_ALIGN_PARAGRAPH.CENTER
    found = parsed(tmp_path_factory.mktemp("w"), doc=doc)
    assert found.status is Status.OK
    tables = Document.of(found).tables
    if tables:
        grid = tables[0].grid()
        text = Document.of(found).text
        for r, row in enumerate(table):
            for c, value in enumerate(row):
                place = grid[r][c]
                assert place is not None and place.span.of(text) == " ".join(value.split())


@pytest.mark.skipif(not PLANS.is_dir(), reason="the shared sample plans are not here")
def test_shared_plans_agree_in_word_and_text() -> None:
    for path in PLANS.glob("*.docx"):
        word, text = parse(path), parse(path.with_suffix(".txt"))
        only = {block.text for block in text.blocks} - {block.text for block in word.blocks}
        assert not only and word.status is Status.OK, path.name
        assert [block.cells for block in word.blocks if block.cells] == [block.cells for block in text.blocks if block.cells]


def test_old_fonts_become_unicode_and_new_text_stays(tmp_path: Path) -> None:
    def old(text: str, font: str) -> str:
        return run(text, f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>')

    heading = para(old("kÕ ho¹ch", ".VnTimeH"))
    body = para(old("Uû ban nh©n d©n huyÖn hç trî c¸c hé nghÌo ®­îc vay vèn", ".VnTime"))
    found = parsed(tmp_path, heading, body, para(run("Tổ chức thực hiện à?")))
    assert [b.text for b in found.blocks] == ["KẾ HOẠCH", "Uỷ ban nhân dân huyện hỗ trợ các hộ nghèo được vay vốn", "Tổ chức thực hiện à?"]
    assert any("TCVN3" in problem.message for problem in found.problems)
    converted = para(old("Ủy ban nhân dân huyện hỗ trợ các hộ nghèo", ".VnTime"))
    assert texts(tmp_path, converted) == ["Ủy ban nhân dân huyện hỗ trợ các hộ nghèo"]


def test_old_text_in_a_font_of_any_name(tmp_path: Path) -> None:
    """Some offices' fonts are named otherwise, or were renamed to Times New Roman."""
    document = NewDocument()
    for font in ("VNSTCVN3", "Times New Roman"):
        run = document.add_paragraph().add_run("Uû ban nh©n d©n huyÖn thùc hiÖn kÕ ho¹ch gi¶m nghÌo")
        run.font.name = font
    document.add_paragraph().add_run("Café ở xã").font.name = "Arial"
    document.save(str(tmp_path / "plan.docx"))
    parsed = read(tmp_path / "plan.docx", Options())
    assert [block.text for block in parsed.blocks][1].endswith("ban nhân dân huyện thực hiện kế hoạch giảm nghèo")
    assert [block.text for block in parsed.blocks][2] == "Café ở xã" and "TCVN3" in parsed.problems[0].message


DRAWING = "<w:p><w:r><w:drawing>{}</w:drawing></w:r></w:p>"
A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
WP = 'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'


@pytest.mark.parametrize(
    ("shown", "named"),
    [
        (DRAWING.format('<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"/>'), "biểu đồ"),
        (DRAWING.format('<d:relIds xmlns:d="http://schemas.openxmlformats.org/drawingml/2006/diagram"/>'), "SmartArt"),
        ('<w:p><w:r><w:pict><v:shape><v:textpath string="DỰ THẢO"/></v:shape></w:pict></w:r></w:p>', "WordArt"),
        ('<w:p><w:r><w:ffData><w:ddList><w:listEntry w:val="Xã A"/></w:ddList></w:ffData></w:r></w:p>', "ô chọn"),
        ('<w:p><w:subDoc r:id="rId900"/></w:p>', "tệp con"),
        ('<w:altChunk r:id="rId900"/>', "nhúng"),
        (DRAWING.format(f'<wp:extent {WP} cx="5400000" cy="7200000"/>'), "1 hình lớn"),
        ('<w:p><w:r><w:footnoteReference w:id="77"/></w:r></w:p>', "1 chú thích"),
        ('<w:p><w:r><w:commentReference w:id="1"/></w:r></w:p>', "1 nhận xét"),
    ],
)
def test_what_shows_and_is_not_read_is_named(tmp_path: Path, shown: str, named: str) -> None:
    found = parsed(tmp_path, para(run("Phòng Nội vụ chủ trì.")), shown)
    assert [named in problem.message for problem in found.problems] == [True]


@pytest.mark.parametrize(
    "shown", [f'<wp:extent {WP} cx="900000" cy="900000"/>', f'<wp:extent {WP} cx="-1" cy="x"/>', f'<wp:extent {WP} cx="5400000" cy="20"/>']
)
def test_emblems_and_strokes_are_no_large_pictures(tmp_path: Path, shown: str) -> None:
    assert not parsed(tmp_path, para(run("Phòng Nội vụ chủ trì.")), DRAWING.format(shown)).problems


def test_text_of_drawings_and_switched_off_hiding_count(tmp_path: Path) -> None:
    words = "Ba lớp tập huấn cho cán bộ thôn"
    drawn = parsed(tmp_path, para(run("Phòng Nội vụ chủ trì.")), DRAWING.format(f"<a:p {A}><a:r><a:t>{words}</a:t></a:r></a:p>"))
    assert words in [block.text for block in drawn.blocks]
    begun = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    assert parsed(tmp_path, para(run("Phòng Nội vụ.")), para(begun + run(words, '<w:vanish w:val="0"/>'))).status is Status.PARTIAL


def test_note_with_a_mark_of_its_own_is_read(tmp_path: Path) -> None:
    marked = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>*</w:t></w:r><w:r><w:footnoteReference w:id="3"/></w:r>'
    path = saved(tmp_path, para(run("Cấp thẻ bảo hiểm y tế") + marked))
    notes = "".join(
        f'<w:footnote w:id="{ident}">{para(run(text))}</w:footnote>' for ident, text in ((2, "* Trừ trẻ em."), (3, "Theo huyện."))
    )
    with_footnotes(path, notes)
    assert [block.text for block in read(path, Options()).blocks] == ["Cấp thẻ bảo hiểm y tế*¹", "* Trừ trẻ em.", "¹ Theo huyện."]


def with_footnotes(path: Path, notes: str) -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    relation = f'<Relationship Id="rId900" Type="{kind}" Target="footnotes.xml"/>'
    rewritten(path, {"word/footnotes.xml": f"<w:footnotes {SPACES}>{notes}</w:footnotes>"}, relation=relation)


@pytest.mark.parametrize(("referred", "status"), [("2", Status.PARTIAL), ("3", Status.OK)])
def test_text_lost_in_a_note_counts(tmp_path: Path, referred: str, status: Status) -> None:
    """A field that was never closed hides what follows it; a note that nothing refers to is not printed."""
    path = saved(tmp_path, para(run("Phòng Nội vụ chủ trì.") + f'<w:r><w:footnoteReference w:id="{referred}"/></w:r>'))
    lost = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run("Ba lớp tập huấn cho cán bộ thôn.")
    with_footnotes(path, "".join(f'<w:footnote w:id="{at}">{para(text)}</w:footnote>' for at, text in ((2, lost), (3, run("Theo quý.")))))
    assert read(path, Options()).status is status

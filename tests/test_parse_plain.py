"""Plain text: joining what a page cut, Markdown's marks, tables in their three layouts, encodings."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model import BlockKind, Document, Parsed, Status
from extract.parsers import Options, Unreadable
from extract.parsers.legacy import from_tcvn3, from_vni
from extract.parsers.parse import parse
from extract.parsers.plain import read, text_blocks
from extract.parsers.sniff import sniff
from extract.parsers.text_bytes import decode, utf16

PLANS = Path(__file__).parents[1].parent / "shared" / "plans"


def texts(text: str) -> list[str]:
    return [block.text for block in text_blocks(text)]


def cells(text: str) -> list[list[tuple[str, int, int, int, int]]]:
    """Text, row, column, rowspan and colspan of each row's cells."""
    return [[(c.span.of(b.text), c.row, c.column, c.rowspan, c.colspan) for c in b.cells] for b in text_blocks(text) if b.cells]


def test_sentence_cut_by_a_page_is_joined() -> None:
    cut = "- Tổ chức các lớp dạy nghề cho lao động nông thôn, ưu tiên phụ nữ và\n\n3\n\nthanh niên thuộc hộ nghèo."
    assert texts(cut) == ["- Tổ chức các lớp dạy nghề cho lao động nông thôn, ưu tiên phụ nữ và thanh niên thuộc hộ nghèo.", "3"]
    assert [b.kind for b in text_blocks(cut)] == [BlockKind.PARAGRAPH, BlockKind.FURNITURE]


@pytest.mark.parametrize(
    "lines",
    [
        ["2. Phòng Kinh tế và Hạ tầng", "chủ trì hướng dẫn các xã lập hồ sơ."],  # a heading and its body
        ["- Hỗ trợ vay vốn cho hộ mới thoát nghèo trên địa bàn huyện", "b) Hỗ trợ nhà ở"],
        ["IV. KINH PHÍ THỰC HIỆN CÁC CHÍNH SÁCH TRÊN ĐỊA BÀN HUYỆN", "từ ngân sách huyện."],
        ["Các xã báo cáo kết quả về huyện trước ngày 15 hằng tháng;", "riêng quý IV báo cáo sớm hơn."],
        ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Trần Văn Mẫu"],
        ["- Như trên;", "- Lưu: VT."],
    ],
)
def test_what_stands_apart_stays_apart(lines: list[str]) -> None:
    assert texts("\n".join(lines)) == lines


def test_hard_wrapped_text_is_rejoined() -> None:
    lines = [
        "Ủy ban nhân dân các xã rà soát hộ nghèo, hộ cận nghèo trên địa bàn và lập danh",
        "sách hộ có nhu cầu vay vốn, gửi Phòng giao dịch Ngân hàng Chính sách xã hội để",
        "giải ngân kịp thời trong quý II năm 2024, đồng thời báo cáo kết quả về Sở Lao",
        "động - Thương binh và Xã hội.",
        "- Hội Nông dân hướng dẫn kỹ thuật chăn nuôi cho các hộ tham gia mô hình mới ở",
        "thôn, bản vùng cao.",
    ]
    found = texts("\n".join([*lines, "", *lines]))
    assert found == [" ".join(lines[:4]), " ".join(lines[4:])] * 2


def test_markdown_marks_go_and_bold_stays() -> None:
    text = (
        "# **KẾ HOẠCH**\n\n**1. Sở Y tế:** khám bệnh\n\n- *Nội dung:* dạy nghề\n\n1\\. Mục tiêu\n\n"
        "**KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH**\n\n---\n\nSố ước tính (*)"
    )
    blocks = list(text_blocks(text))
    assert [b.text for b in blocks] == [
        "KẾ HOẠCH",
        "1. Sở Y tế: khám bệnh",
        "- Nội dung: dạy nghề",
        "1. Mục tiêu",
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
        "Số ước tính (*)",
    ]
    assert [b.bold for b in blocks] == [True, False, False, False, True, True, False]


def test_letterhead_in_two_columns_is_put_in_order() -> None:
    text = (
        "ỦY BAN NHÂN DÂN          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "HUYỆN ĐỒI XANH\tĐộc lập - Tự do - Hạnh phúc\n"
        "Số: 12/KH-UBND           Đồi Xanh, ngày 5 tháng 3 năm 2020\n\nKẾ HOẠCH"
    )
    assert texts(text)[:3] == ["ỦY BAN NHÂN DÂN", "HUYỆN ĐỒI XANH", "Số: 12/KH-UBND"]
    assert texts(text)[-1] == "KẾ HOẠCH"


TAB_TABLE = (
    "\tTT\n\tThôn\n\tHộ nghèo\n\tHộ cận nghèo\n\n"
    "\t\n\t\n\tSố hộ\n\t%\n\tSố hộ\n\t%\n\n"
    "\t1\n\tĐông\n\t4\n\t2,1\n\t5\n\t2,6\n\n"
    "\t2\n\tTây\n\t3\n\t1,9\n\t\n\t0\n\n"
    "\tTổng\n\t7\n\t2,0\n\t5\n\t1,4\n"
)


def test_table_with_a_cell_a_line() -> None:
    rows = cells(TAB_TABLE)
    assert rows[0] == [("TT", 0, 0, 2, 1), ("Thôn", 0, 1, 2, 1), ("Hộ nghèo", 0, 2, 1, 2), ("Hộ cận nghèo", 0, 4, 1, 2)]
    assert [cell[0] for cell in rows[1]] == ["Số hộ", "%", "Số hộ", "%"]
    assert rows[3][4] == ("", 3, 4, 1, 1)
    assert rows[4][:2] == [("Tổng", 4, 0, 1, 2), ("7", 4, 2, 1, 1)]
    table = Document.of(Parsed(tuple(text_blocks(TAB_TABLE)), "text")).tables[0]
    assert (table.rows, table.columns) == (5, 6)
    assert all(cell is not None for row in table.grid() for cell in row)
    assert {cell.row for cell in table.cells if cell.header} == {0, 1}


@pytest.mark.parametrize(
    "text",
    [
        "TT | Thôn | Hộ nghèo | | Ghi chú\n | | Đầu năm | Cuối năm |\n1 | Đông | 4 | 3 | \n2 | Tây | 5 | 2 | giảm",
        "| TT | Thôn | Hộ nghèo | Hộ nghèo | Ghi chú |\n|---|:-:|---|---|---|\n| TT | Thôn | Đầu năm | Cuối năm | Ghi chú |\n"
        "| 1 | Đông | 4 | 3 | |\n| 2 | Tây | 5 | 2 | giảm |",
    ],
)
def test_table_with_bars(text: str) -> None:
    rows = cells(text)
    assert rows[0] == [("TT", 0, 0, 2, 1), ("Thôn", 0, 1, 2, 1), ("Hộ nghèo", 0, 2, 1, 2), ("Ghi chú", 0, 4, 2, 1)]
    assert [cell[0] for cell in rows[1]] == ["Đầu năm", "Cuối năm"]
    assert [cell[0] for cell in rows[3]] == ["2", "Tây", "5", "2", "giảm"]


def test_table_of_tasks_with_a_row_that_names_a_group() -> None:
    text = "TT\tNhiệm vụ\tChủ trì\tThời gian\nI\tVề y tế\n1\tCấp thẻ\tSở Y tế\tQuý I\n2\tKhám bệnh\tSở Y tế\tQuý II"
    rows = cells(text)
    assert rows[1] == [("I", 1, 0, 1, 1), ("Về y tế", 1, 1, 1, 3)]
    assert [cell[0] for cell in rows[2]] == ["1", "Cấp thẻ", "Sở Y tế", "Quý I"]
    assert [cell.header for block in text_blocks(text) for cell in block.cells] == [True] * 4 + [False] * 10


def test_indented_paragraphs_are_no_table() -> None:
    text = "\t- Dạy nghề cho lao động.\n\t- Hỗ trợ vốn vay.\n\n\t- Xây nhà ở.\n\t- Cấp thẻ bảo hiểm."
    assert cells(text) == []
    assert len(texts(text)) == 4


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode(tmp_path: Path, encoding: str, form: str) -> None:
    path = tmp_path / "ke-hoach.txt"
    path.write_bytes(unicodedata.normalize(form, "KẾ HOẠCH giảm nghèo\r\nnăm 2020\r\n").encode(encoding))  # type: ignore[arg-type]
    parsed = read(path, Options())
    assert [block.text for block in parsed.blocks] == ["KẾ HOẠCH giảm nghèo", "năm 2020"]
    assert (parsed.pages, parsed.format, parsed.problems) == (None, "text", ())


def test_windows_1258_is_read_with_a_problem() -> None:
    data = "Ðề án giảm nghèo".replace("Ð", "Đ")
    encoded = unicodedata.normalize("NFC", data).replace("ề", "ê\u0300").replace("á", "á").replace("ả", "a\u0309").encode("cp1258")
    text, problems, status = decode(encoded)
    assert [block.text for block in text_blocks(text)] == ["Đề án giảm nghèo"]
    assert len(problems) == 1 and "1258" in problems[0].message and status is Status.OK


@pytest.mark.parametrize(
    "text",
    [
        "ỦY BAN NHÂN DÂN HUYỆN\nKế hoạch giảm nghèo của huyện năm 2017, hỗ trợ các hộ được vay vốn và xã thực hiện đến hết quý IV.",
        "Đề án việc làm",
        "Số hộ nghèo: 1.250 hộ (5,2%)",
    ],
)
def test_windows_1258_is_not_taken_for_old_fonts(text: str) -> None:
    encoded = bytearray()
    for letter in text:
        base, *marks = unicodedata.normalize("NFD", letter)
        shape = [mark for mark in marks if mark in "\u0302\u0306\u031b"]
        encoded += unicodedata.normalize("NFC", "".join((base, *shape))).encode("cp1258")
        encoded += "".join(mark for mark in marks if mark not in shape).encode("cp1258")
    read_back, problems, _ = decode(bytes(encoded))
    assert unicodedata.normalize("NFC", read_back) == text and "1258" in problems[0].message


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("baúng ñaäu", "bẳng đậu"),
        ("AÁp Taân Thuaän", "Ấp Tân Thuận"),
        ("Aáp Taân Thuaän", "Ấp Tân Thuận"),
        ("kyõ thuaät, lî thuyeát", "kỹ thuật, lỵ thuyết"),
        ("ÑAËNG VAÊN NGÖÕ", "ĐẶNG VĂN NGỮ"),
    ],
)
def test_every_letter_of_vni(typed: str, meant: str) -> None:
    assert from_vni(typed) == meant


def test_every_letter_of_tcvn3() -> None:
    assert from_tcvn3("§ång bµo «ng ¬n, ­íc ®Þnh ¢u C¬") == "Đồng bào ông ơn, ước định Âu Cơ"
    assert from_tcvn3("nhµ n\u2212íc") == "nhà nước"  # as PDFs give it
    assert from_tcvn3("\xbf\xc4\xda\xb3") == "ẴẤẾ\u0301"


@pytest.mark.parametrize("data", [b"a\x00b", b"\x00\x01" * 500, bytes(range(256)) * 4, "漢字漢字漢字".encode("utf-16-le")])
def test_what_is_no_utf_16(data: bytes) -> None:
    assert utf16(data) is None


def test_a_few_broken_bytes_make_it_partial() -> None:
    data = "Ủy ban nhân dân tỉnh ban hành kế hoạch giảm nghèo bền vững năm 2020 trên toàn tỉnh.".encode() + b"\xff"
    text, problems, status = decode(data)
    assert text.startswith("Ủy ban") and status is Status.PARTIAL and problems


def test_long_line_is_cut_in_pieces() -> None:
    blocks = list(text_blocks("giảm nghèo " * 5_000))
    assert max(len(block.text) for block in blocks) <= 10_000
    assert " ".join(block.text for block in blocks) == ("giảm nghèo " * 5_000).strip()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", None),
        (b"\x00\x00", None),
        (b"\x01\x02\x03\x00\x05", None),
        ("Kế hoạch".encode(), "text"),
        (b"%PDF-1.6", "pdf"),
        (b"{\\rtf1", "rtf"),
        (b"<html><body>", "html"),
        (b"PK\x03\x04 broken", "zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "doc"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"\x89PNG\r\n", "image"),
    ],
)
def test_content_says_the_format(tmp_path: Path, data: bytes, kind: str | None) -> None:
    path = tmp_path / "ten-sai.docx"
    path.write_bytes(data)
    assert sniff(path) == kind
    if kind not in ("text", "pdf"):
        with pytest.raises(Unreadable) as refusal:
            parse(path)
        assert refusal.value.message and refusal.value.message_en
        assert (refusal.value.status is Status.ENCRYPTED) == (kind == "encrypted")


def test_links_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "goc.txt").write_text("Kế hoạch", encoding="utf-8")
    (tmp_path / "lien-ket.txt").symlink_to(tmp_path / "goc.txt")
    with pytest.raises(Unreadable) as refusal:
        parse(tmp_path / "lien-ket.txt")
    assert refusal.value.status is Status.SKIPPED


@given(st.text(alphabet="aạ1 .;:-+*#|\t\n\\_()đĐ%", max_size=400))
def test_any_text_gives_tidy_blocks(text: str) -> None:
    parsed = Parsed(tuple(text_blocks(text)), "text")
    document = Document.of(parsed)
    for block in parsed.blocks:
        assert "\n" not in block.text and "\t" not in block.text
        assert block.kind is BlockKind.TABLE_ROW or block.text == block.text.strip() != ""
    for table in document.tables:
        for cell in table.cells:
            value = cell.span.of(document.text)
            assert value == " ".join(value.split()) and cell.rowspan > 0 and cell.colspan > 0


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=200))
def test_no_word_of_running_text_is_lost(text: str) -> None:
    words = [w for w in "".join(c if c.isalnum() else " " for c in unicodedata.normalize("NFC", text)).split() if w.isascii()]
    found = " ".join(texts(text))
    assert all(word in found for word in words)


@pytest.mark.skipif(not PLANS.is_dir(), reason="the shared sample plans are not here")
def test_shared_plans_read_whole() -> None:
    for path in PLANS.glob("*.txt"):
        parsed = parse(path)
        raw = unicodedata.normalize("NFC", path.read_text(encoding="utf-8"))
        kept = sum(map(str.isalnum, "".join(block.text for block in parsed.blocks)))
        assert kept == sum(map(str.isalnum, raw)), path.name


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Uû ban nh©n d©n huyÖn thùc hiÖn kÕ ho¹ch gi¶m nghÌo n¨m 2017, hç trî c¸c hé ®­îc vay vèn.", "TCVN3"),
        ("UÛy ban nhaân daân huyeän thöïc hieän keá hoaïch giaûm ngheøo naêm 2017, hoã trôï caùc hoä ñöôïc vay voán.", "VNI"),
    ],
)
@pytest.mark.parametrize("encoding", ["latin-1", "utf-8"])
def test_text_of_old_fonts_becomes_unicode(typed: str, name: str, encoding: str) -> None:
    text, problems, status = decode(typed.encode(encoding))
    expected = "Uỷ ban nhân dân huyện thực hiện kế hoạch giảm nghèo năm 2017, hỗ trợ các hộ được vay vốn."
    assert text.replace("Ủy", "Uỷ") == expected
    assert name in problems[0].message and status is Status.OK


def test_paragraphs_that_a_law_portal_cut_behind_their_first_words_are_put_together() -> None:
    text = """Căn cứ Quyết định số
90/QĐ-TTg ngày 18/01/2022 của Thủ tướng Chính phủ phê duyệt Chương trình mục
tiêu quốc gia giảm nghèo bền vững giai đoạn 2021 -
2025;
I. MỤC ĐÍCH, YÊU
CẦU
1. Yêu cầu
Xác định, lập
danh sách hộ nghèo, hộ cận nghèo trên địa bàn tỉnh làm cơ sở thực hiện chính sách
giảm nghèo năm sau.
2. Công an tỉnh
Chủ trì, phối hợp với các sở, ngành cấp căn cước cho người nghèo ở vùng sâu, vùng
xa.
Điều
2. Giao:
a) Các
sở, ban, ngành tổ chức thực hiện.
- Dạy nghề cho
2.200 lao động nông thôn trong đó có ít nhất 300 lao động thuộc hộ nghèo, hộ cận
nghèo.
12. Đề nghị
Mặt trận Tổ quốc Việt Nam tỉnh giám sát."""
    assert [block.text for block in text_blocks(text)] == [
        "Căn cứ Quyết định số 90/QĐ-TTg ngày 18/01/2022 của Thủ tướng Chính phủ phê duyệt Chương trình mục tiêu quốc gia giảm nghèo "
        "bền vững giai đoạn 2021 - 2025;",
        "I. MỤC ĐÍCH, YÊU CẦU",
        "1. Yêu cầu",
        "Xác định, lập danh sách hộ nghèo, hộ cận nghèo trên địa bàn tỉnh làm cơ sở thực hiện chính sách giảm nghèo năm sau.",
        "2. Công an tỉnh",
        "Chủ trì, phối hợp với các sở, ngành cấp căn cước cho người nghèo ở vùng sâu, vùng xa.",
        "Điều 2. Giao:",
        "a) Các sở, ban, ngành tổ chức thực hiện.",
        "- Dạy nghề cho 2.200 lao động nông thôn trong đó có ít nhất 300 lao động thuộc hộ nghèo, hộ cận nghèo.",
        "12. Đề nghị Mặt trận Tổ quốc Việt Nam tỉnh giám sát.",
    ]


def test_heading_in_capitals_cut_behind_a_word_that_ends_nothing() -> None:
    text = "Phần thứ nhất\nTÌNH HÌNH HỘ NGHÈO, HỘ CẬN NGHÈO VÀ\nKẾT QUẢ GIẢM NGHÈO NĂM 2018\nI. Tình hình\nNăm 2018 xã còn 120 hộ nghèo."
    assert [block.text for block in text_blocks(text)][1] == "TÌNH HÌNH HỘ NGHÈO, HỘ CẬN NGHÈO VÀ KẾT QUẢ GIẢM NGHÈO NĂM 2018"


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\x85", "\f", "\v", "\r", "\r\n"], ids=ascii)
def test_lines_break_where_a_reader_sees_them_break(mark: str, tmp_path: Path) -> None:
    lines = [
        "KẾ HOẠCH",
        "I. MỤC TIÊU",
        "- Hỗ trợ 45 hộ nghèo về nhà ở;",
        "- Dạy nghề cho 120 lao động.",
        "II. KINH PHÍ",
        "1. Ngân sách xã: 30 triệu đồng.",
    ]
    path = tmp_path / "plan.txt"
    path.write_bytes(mark.join(lines).encode())
    document = Document.of(read(path, Options()))
    assert document.text.split("\n") == lines
    for block, start in zip(document.parsed.blocks, document.starts, strict=True):
        assert document.text[start : start + len(block.text)] == block.text

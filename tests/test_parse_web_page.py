"""Web pages: what shows, tables, lists, encodings, old fonts, archives, and pages that mean harm."""

from __future__ import annotations

import quopri
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.model import Parsed, Status
from extract.parsers import Options, Unreadable
from extract.parsers.parse import parse
from extract.parsers.sniff import sniff
from extract.parsers.web_page import _parsed as parsed_bytes
from extract.parsers.web_page import read

PAGE = """<!DOCTYPE html><html><head><title>Trang</title><style>p{color:red}</style><script>alert(1)</script></head><body>
<h1 align=center>KẾ HOẠCH</h1><ol><li><p>Mục tiêu</p></li><li>Giải pháp<ul><li>Nhà ở &amp; đất ở</li></ul></li></ol>
<p>Nh&agrave; &#7903; cho 5 hộ<sup>1</sup><br>Dòng hai</p>
<table border=1><tr><th rowspan=2>TT</th><th colspan=2>Hộ nghèo</th></tr><tr><td>Đầu năm</td><td>Cuối năm</td></tr>
<tr><td>1</td><td>12</td><td>10</td></tr></table><del>đã bỏ</del><p style="display: none">giấu</p><button>Gửi</button></body></html>"""
TEXTS = ["KẾ HOẠCH", "1. Mục tiêu", "2. Giải pháp", "- Nhà ở & đất ở", "Nhà ở cho 5 hộ¹", "Dòng hai"]
ROWS = ["TT | Hộ nghèo", "Đầu năm | Cuối năm", "1 | 12 | 10"]


def page(tmp_path: Path, data: bytes, name: str = "ke-hoach.html") -> Parsed:
    path = tmp_path / name
    path.write_bytes(data)
    return parse(path)


def texts(parsed: Parsed) -> list[str]:
    return [block.text for block in parsed.blocks]


def in_1258(text: str) -> bytes:
    """Letters with their circumflex, breve or horn, tone marks after them."""
    out = bytearray()
    for letter in text:
        base, *marks = unicodedata.normalize("NFD", letter)
        shape = [mark for mark in marks if mark in "\u0302\u0306\u031b"]
        tones = "".join(mark for mark in marks if mark not in shape)
        out += unicodedata.normalize("NFC", "".join((base, *shape))).encode("cp1258") + tones.encode("cp1258")
    return bytes(out)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_what_shows_is_read_in_unicode(tmp_path: Path, encoding: str) -> None:
    parsed = page(tmp_path, PAGE.encode(encoding))
    assert texts(parsed) == TEXTS + ROWS
    assert (parsed.format, parsed.problems, parsed.status) == ("html", (), Status.OK)
    assert parsed.blocks[0].centred and parsed.blocks[0].bold


def test_cells_that_reach_over_others(tmp_path: Path) -> None:
    rows = [block for block in page(tmp_path, PAGE.encode()).blocks if block.cells]
    assert [(c.row, c.column, c.rowspan, c.colspan, c.header) for c in rows[0].cells] == [(0, 0, 2, 1, True), (0, 1, 1, 2, True)]
    assert [(c.column, c.header) for c in rows[1].cells] == [(1, True), (2, True)]
    assert [(c.column, c.header) for c in rows[2].cells] == [(0, False), (1, False), (2, False)]


@pytest.mark.parametrize("head", ["", '<meta charset="windows-1258">'])
def test_windows_1258(tmp_path: Path, head: str) -> None:
    parsed = page(tmp_path, b"<html>" + head.encode() + in_1258(PAGE.replace("<!DOCTYPE html>", "")))
    assert texts(parsed) == TEXTS + ROWS
    assert len(parsed.problems) == (0 if head else 1)


TCVN3 = """<html><body><p><font face=".VnTimeH">KÕ ho¹ch</font> <font face=".VnTime">gi¶m nghÌo cña tØnh n¨m 2017, hç trî c¸c hé</font>
<font face="Arial">café © 2017</font></p></body></html>"""


@pytest.mark.parametrize("data", [TCVN3.encode("cp1252"), TCVN3.encode(), TCVN3.encode("ascii", "xmlcharrefreplace")])
def test_each_run_by_its_own_font(tmp_path: Path, data: bytes) -> None:
    parsed = page(tmp_path, data)
    assert texts(parsed) == ["KẾ HOẠCH giảm nghèo của tỉnh năm 2017, hỗ trợ các hộ café © 2017"]
    assert "TCVN3" in parsed.problems[0].message


def test_old_text_without_a_font(tmp_path: Path) -> None:
    typed = "<html><p>UÛy ban nhaân daân huyeän thöïc hieän keá hoaïch giaûm ngheøo naêm 2017, hoã trôï caùc hoä ñöôïc vay voán.</p>"
    parsed = page(tmp_path, typed.encode("cp1252"))
    assert texts(parsed) == ["Ủy ban nhân dân huyện thực hiện kế hoạch giảm nghèo năm 2017, hỗ trợ các hộ được vay vốn."]


def test_a_table_that_arranges_the_page_is_running_text(tmp_path: Path) -> None:
    head = "<html><table border=1><tr><td>ỦY BAN NHÂN DÂN<br>TỈNH HÒA BÌNH</td><td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</td></tr>"
    parsed = page(tmp_path, (head + "<tr><td>Số: 15/KH-UBND</td><td>Hòa Bình, ngày 10 tháng 02 năm 2023</td></tr></table>").encode())
    assert texts(parsed)[:3] == ["ỦY BAN NHÂN DÂN", "TỈNH HÒA BÌNH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]
    assert not any(block.cells for block in parsed.blocks)


def test_an_archive_that_word_saved_under_the_name_doc(tmp_path: Path) -> None:
    head = b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="--b"\r\n\r\n----b\r\n'
    part = b'Content-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n'
    parsed = page(tmp_path, head + part + quopri.encodestring(PAGE.encode()) + b"\r\n----b--\r\n", "ke-hoach.doc")
    assert texts(parsed) == TEXTS + ROWS
    assert "mhtml" in parsed.problems[0].message


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\xef\xbb\xbf<!-- saved -->\n<HTML>", "html"),
        (b'<?xml version="1.0"?>\n<!DOCTYPE html>', "html"),
        ("<html><p>Kế hoạch".encode("utf-16-le"), "html"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related;", "mhtml"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument xmlns:w="x">', "doc"),
        ("Kế hoạch: hộ <html>".encode(), "text"),
    ],
)
def test_pages_are_told_by_their_content(tmp_path: Path, data: bytes, kind: str) -> None:
    path = tmp_path / "x.doc"
    path.write_bytes(data)
    assert sniff(path) == kind


@pytest.mark.parametrize("data", [b"<html></html>", b"<html><script>var x</script>", b"<div>" * 9_000 + b"KH"])
def test_pages_without_text_are_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.html"
    path.write_bytes(data)
    with pytest.raises(Unreadable) as refusal:
        read(path, Options())
    assert refusal.value.message and refusal.value.message_en


def test_what_lies_too_deep_is_told(tmp_path: Path) -> None:
    parsed = page(tmp_path, b"<html><p>Ke hoach</p>" + b"<div>" * 9_000 + b"sau")
    assert parsed.status is Status.PARTIAL and parsed.problems


def test_spans_of_millions_cost_nothing(tmp_path: Path) -> None:
    row = b"<tr><td colspan=1000000000 rowspan=999999999>x<td>y"
    assert len(page(tmp_path, b"<html><table border=1>" + row * 2_000).blocks) >= 2_000


@given(st.text(alphabet="<>/&;#=\"' abtdrhp1ếọĐ\n", max_size=300))
def test_any_page_is_read_or_refused(text: str) -> None:
    try:
        parsed = parsed_bytes(f"<html>{text}".encode(), None)
    except Unreadable:
        return
    assert all(block.text and "\n" not in block.text for block in parsed.blocks)


@given(st.lists(st.text(alphabet="abế1 .", min_size=1, max_size=20), max_size=8))
def test_no_word_of_a_page_is_lost(words: list[str]) -> None:
    tags = ("p", "div", "b", "td", "li", "span", "h2", "pre")
    page = "".join(f"<{tag}>{word}</{tag}>" for tag, word in zip(tags, words, strict=False))
    try:
        found = "".join(block.text for block in parsed_bytes(f"<html>{page}".encode(), None).blocks)
    except Unreadable:
        found = ""
    assert sum(map(str.isalnum, found)) == sum(sum(map(str.isalnum, word)) for word in words)

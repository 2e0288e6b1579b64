"""Typed pages whose letters are not what they seem: fonts without a table of letters, with a wrong one, or of before Unicode."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from made_pdf import Sheet, lines, pdf

from extract.model import BlockKind, Parsed, Severity, Status
from extract.parsers import Options, Unreadable, ocr
from extract.parsers.pdf import read
from extract.parsers.pdf_legible import legible

PLAN = next((Path(__file__).parents[1] / "corpus" / "plans").glob("**/hoa-binh-2023.pdf"))
TYPED = [
    "Ủy ban nhân dân huyện giao các phòng, ban và các xã rà soát hộ nghèo, hộ cận",
    "nghèo trên địa bàn, lập danh sách hộ cần hỗ trợ nhà ở, đất ở, nước sinh hoạt và",
    "gửi về Phòng Nội vụ trước ngày 15 tháng 3 năm 2024 để tổng hợp, trình lãnh",
    "đạo huyện xem xét; hằng quý báo cáo tiến độ thực hiện các dự án giảm nghèo.",
]


def meaning(data: bytes, shifted: Callable[[int], int]) -> bytes:
    """The file, its font's table of letters changed."""
    lines = data.split(b"\n")
    pairs = [line.startswith(b"<") and line.endswith(b">") and line[4:6] == b" <" for line in lines]
    return b"\n".join(line[:6] + b"%04x>" % shifted(int(line[6:-1], 16)) if pair else line for line, pair in zip(lines, pairs, strict=True))


WHOLE = pdf(Sheet(lines([*TYPED, *TYPED])))
WRONG = {
    "no table": WHOLE.replace(b"/ToUnicode 4 0 R", b"                "),
    "each letter its neighbour": meaning(WHOLE, lambda letter: letter + 1 if letter > 0x20 else letter),
    "letters without a meaning": meaning(WHOLE, lambda letter: letter + 0xE000 if letter > 0x20 else letter),
    "control characters": meaning(WHOLE, lambda letter: letter % 31 + 1),
    "nothing": meaning(WHOLE, lambda letter: 0xFFFD),
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.pdf"


@pytest.mark.parametrize("content", WRONG.values(), ids=WRONG)
def test_page_whose_letters_are_wrong_is_no_text(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(Unreadable) as raised:
        read(path, Options(ocr="never"))
    assert "OCR" in raised.value.message


@pytest.mark.skipif(not ocr.ready(), reason="tesseract with Vietnamese data is not installed")
def test_page_whose_letters_are_wrong_is_read_as_it_looks(path: Path) -> None:
    with pikepdf.open(PLAN) as whole, pikepdf.new() as one:
        one.pages.append(whole.pages[1])
        for font in one.objects:
            if isinstance(font, pikepdf.Dictionary) and "/ToUnicode" in font:
                del font["/ToUnicode"]
        one.save(path)
    parsed = read(path, Options())
    assert (parsed.ocr, parsed.status) == (1.0, Status.OK)
    with pypdfium2.PdfDocument(PLAN) as typed:
        words = set(typed[1].get_textpage().get_text_bounded().split())
    assert len(words & set(said(parsed).split())) > 0.8 * len(words)


def test_wrong_page_beside_a_good_one_costs_itself_alone(path: Path) -> None:
    path.write_bytes(pdf(Sheet(lines(TYPED)), Sheet(lines(["Xjg Uqoh tvcwk mflpx zoqqd ựjkt ớwwq ễbfz"] * 12))))
    parsed = read(path, Options(ocr="never"))
    assert [p.page for p in parsed.problems] == [2] and parsed.status is Status.PARTIAL
    assert [block.text for block in parsed.blocks if block.kind is BlockKind.PARAGRAPH] == [" ".join(TYPED)]


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("UBND TX. NGHĨA LỘ giao P.LĐTBXH, TTDVNN, NHCSXH, UBMTTQVN, BCĐ, HĐND các xã, phường " * 6, True),
        ("Kinh phí: 1.250 triệu đồng (NSTW 800; NSĐP 450) " * 9, True),
        ("The Chairman shall report on poverty reduction thrice in each year hereafter, ệ ộ ờ ừ ở ạ ị " * 6, False),
        ("(cid:12)(cid:7)(cid:45) ộ ự ầ ế " * 30, False),
        ("Phậcns đwfấu giảqm tỷz lệk hộw nghèfo còjn mưfời phầzn trăwm " * 9, False),
    ],
)
def test_legible(text: str, good: bool) -> None:
    assert legible(text) is good


def test_marks_of_lists_are_no_unknown_letters() -> None:
    assert legible("\uf0b7 Giao các xã rà soát hộ nghèo, hộ cận nghèo; " * 5) and not legible("Giảm nghèo", unknown=3)


TCVN3 = [
    "KÕ ho¹ch gi¶m nghÌo bÒn v÷ng n¨m 2009 cña ñy ban nh©n d©n huyÖn MÉu S¬n",
    "PhÊn ®Êu ®Õn cuèi n¨m tû lÖ hé nghÌo gi¶m cßn d\xad\xedi 15%; hç trî nhµ ë nh\xad",
    "n¨m tr\xad\xedc cho c¸c hé nghÌo vµ c¸c x· ®\xad\xeec thùc hiÖn.",
]
VNI = [
    "Keá hoaïch giaûm ngheøo beàn vöõng naêm 2009 cuûa uûy ban nhaân daân huyeän Maãu Sôn",
    "Phaán ñaáu ñeán cuoái naêm tyû leä hoä ngheøo giaûm coøn döôùi 15%; hoã trôï nhaø ôû nhö",
    "naêm tröôùc cho caùc hoä ngheøo vaø caùc xaõ ñöôïc thöïc hieän.",
]
MEANT = (
    "Kế hoạch giảm nghèo bền vững năm 2009 của ủy ban nhân dân huyện Mẫu Sơn Phấn đấu đến cuối năm tỷ lệ hộ nghèo giảm còn dưới 15%; "
    "hỗ trợ nhà ở như năm trước cho các hộ nghèo và các xã được thực hiện."
)


@pytest.mark.parametrize(("name", "written"), [("TCVN3", TCVN3), ("VNI", VNI)])
def test_old_letters_become_unicode(path: Path, name: str, written: list[str]) -> None:
    path.write_bytes(pdf(Sheet(lines(written)), Sheet(lines(written[1:2]))))
    parsed = read(path, Options(ocr="never"))
    assert said(parsed).startswith(MEANT)
    (problem,) = parsed.problems
    assert (problem.severity, name in problem.message) == (Severity.INFO, True)


@pytest.mark.parametrize(("font", "meant"), [(".VnTime", "hộ nghèo"), ("ABCDEF+.VnTimeH", "HỘ NGHÈO"), ("Courier", "hé nghÌo")])
def test_fonts_name_is_believed_of_a_few_words(path: Path, font: str, meant: str) -> None:
    path.write_bytes(pdf(Sheet(lines(["hé nghÌo"]))).replace(b"/BaseFont/Courier", b"/BaseFont/" + font.encode()))
    assert said(read(path, Options())) == meant


def test_fonts_name_that_outlived_a_conversion_changes_nothing(path: Path) -> None:
    path.write_bytes(pdf(Sheet(lines(TYPED))).replace(b"/BaseFont/Courier", b"/BaseFont/.VnTime"))
    parsed = read(path, Options())
    assert (said(parsed), parsed.problems) == (" ".join(TYPED), ())


def said(parsed: Parsed) -> str:
    return " ".join(block.text for block in parsed.blocks)

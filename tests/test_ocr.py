"""Scans: which pages are, what is read of them, and what is said where they cannot be read."""

from __future__ import annotations

import io
import math
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pytest
from made_pdf import Sheet, Text, lines, pdf
from PIL import Image, ImageDraw

from extract.model import BlockKind, Box, Parsed, Status
from extract.parsers import Options, Unreadable, ocr
from extract.parsers.ocr_cells import as_figures, surest
from extract.parsers.ocr_rules import upright
from extract.parsers.parse import parse
from extract.parsers.pdf import read
from extract.parsers.pdf_legible import legible
from extract.parsers.printed_lines import PrintedLine, Word, joined

SCAN = next((Path(__file__).parents[1] / "corpus" / "plans").glob("**/binh-gia-2024.scan.pdf"), Path("missing"))
TYPED = [
    "Ủy ban nhân dân huyện giao các phòng, ban và các xã rà soát hộ nghèo, hộ cận",
    "nghèo trên địa bàn, lập danh sách hộ cần hỗ trợ nhà ở, đất ở, nước sinh hoạt và",
    "gửi về Phòng Nội vụ trước ngày 15 tháng 3 năm 2024 để tổng hợp, trình lãnh",
    "đạo huyện xem xét; hằng quý báo cáo tiến độ.",
]
Read = Callable[..., Parsed]


@pytest.fixture
def made(tmp_path: Path) -> Read:
    """What is read from the sheets given."""

    def made(*sheets: Sheet, ocr: str = "auto") -> Parsed:
        path = tmp_path / "a.pdf"
        path.write_bytes(pdf(*sheets))
        return read(path, Options(ocr=ocr))  # type: ignore[arg-type]

    return made


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Stands in for Tesseract: every picture says the same; the pages it was asked for."""
    pages: list[int] = []

    def image(image: Image.Image, page: int, points_per_pixel: float) -> list[list[Word]]:
        pages.append(page)
        return [[word("Giảm", page, 85), word("nghèo.", page, 115)]]

    monkeypatch.setattr(ocr, "read_image", image)
    return pages


def word(text: str, page: int = 1, x: float = 85, sure: float = 0.95) -> Word:
    return Word(text, Box(page, x, 100, x + 7 * len(text), 112), confidence=sure)


def body(parsed: Parsed) -> list[str]:
    return [block.text for block in parsed.blocks if block.kind is BlockKind.PARAGRAPH]


def test_scan_is_told_from_a_typed_page(made: Read, seen: list[int]) -> None:
    stamp = [Text(330, 60, "Ký bởi: Ủy ban nhân dân huyện", 8)]
    parsed = made(
        Sheet(image=True),
        Sheet(stamp, image=True),  # a stamp on a scan is not its text
        Sheet(lines(TYPED), image=True),  # a typed page on coloured paper
        Sheet(lines(["Phụ lục."])),  # few words, but no image
        Sheet(lines(["Uy ban nhan dan huyen giao cac phong ban va cac xa ra soat"] * 6), image=True),  # a scanner's own bad text
    )
    assert seen == [1, 2, 5]
    assert (parsed.format, parsed.ocr, parsed.status) == ("scan", 0.6, Status.OK)
    assert body(parsed) == ["Giảm nghèo.", "Giảm nghèo.", " ".join(TYPED), "Phụ lục.", "Giảm nghèo."]


@pytest.mark.parametrize(("choice", "asked"), [("auto", [2]), ("always", [1, 2]), ("never", [])])
def test_choice_of_pages(made: Read, seen: list[int], choice: str, asked: list[int]) -> None:
    parsed = made(Sheet(lines(TYPED)), Sheet(image=True), ocr=choice)
    assert seen == asked
    assert [(p.page, p.severity.value) for p in parsed.problems] == ([(2, "warning")] if choice == "never" else [])
    assert parsed.status is (Status.PARTIAL if choice == "never" else Status.OK)


def test_scan_that_nobody_may_read_is_unreadable(made: Read, seen: list[int]) -> None:
    with pytest.raises(Unreadable) as raised:
        made(Sheet(image=True), ocr="never")
    assert "--ocr never" in raised.value.message and seen == []


def test_stamp_shown_over_a_scan_is_not_body(made: Read, seen: list[int]) -> None:
    parsed = made(Sheet(image=True, stamp=[Text(330, 600, "Người ký: Nông Văn Mẫu")]))
    assert body(parsed) == ["Giảm nghèo."] and parsed.stamp == "Người ký: Nông Văn Mẫu"


def test_faint_scan_is_named(made: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "read_image", lambda image, page, scale: [[word("Giảm", sure=0.4), word("nghèo", x=115, sure=0.5)]])
    (problem,) = made(Sheet(image=True)).problems
    assert problem.page == 1 and "mờ" in problem.message and "faint" in problem.message_en


@pytest.fixture
def missing(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A computer without Tesseract."""
    monkeypatch.setattr(ocr.shutil, "which", lambda name: None)
    monkeypatch.setattr(ocr, "_USUAL", ())
    ocr.tesseract.cache_clear()
    yield
    ocr.tesseract.cache_clear()


@pytest.mark.usefixtures("missing")
def test_without_tesseract_typed_pages_are_read_and_scans_named(made: Read) -> None:
    assert (ocr.tesseract(), ocr.ready()) == ((None, None, False), False)
    parsed = made(Sheet(lines(TYPED)), Sheet(image=True))
    assert (body(parsed), parsed.status, [p.page for p in parsed.problems]) == ([" ".join(TYPED)], Status.PARTIAL, [2])
    with pytest.raises(Unreadable) as raised:
        made(Sheet(image=True))
    assert "Tesseract" in raised.value.message and "kehoach doctor" in raised.value.message


def test_without_vietnamese_data_nothing_is_read(made: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "tesseract", lambda: ("/bin/tesseract", "5.3.0", False))
    with pytest.raises(Unreadable):
        made(Sheet(image=True))


def test_tesseract_that_gives_up_is_a_problem(made: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    def run(*args: object, **more: object) -> None:
        raise subprocess.TimeoutExpired("tesseract", 120)

    monkeypatch.setattr(ocr, "ready", lambda: True)
    monkeypatch.setattr(ocr, "tesseract", lambda: ("tesseract", "5.3.0", True))
    monkeypatch.setattr(ocr.subprocess, "run", run)
    parsed = made(Sheet(lines(TYPED)), Sheet(image=True))
    assert (parsed.status, [p.page for p in parsed.problems]) == (Status.PARTIAL, [2])


def told(monkeypatch: pytest.MonkeyPatch, *rows: tuple[int, str, int, int]) -> list[list[str]]:
    """What is made of Tesseract's table; rows are line, text, left, confidence."""
    head = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
    told = head + "".join(f"5\t1\t1\t1\t{n}\t1\t{left}\t{n * 40}\t{14 * len(text)}\t30\t{sure}\t{text}\n" for n, text, left, sure in rows)
    monkeypatch.setattr(ocr, "ready", lambda: True)
    monkeypatch.setattr(ocr, "tesseract", lambda: ("tesseract", "5.3.0", True))
    monkeypatch.setattr(ocr.subprocess, "run", lambda *args, **more: subprocess.CompletedProcess("", 0, told.encode()))
    return [[w.text for w in line] for line in ocr.read_image(Image.new("L", (9, 9)), 1, 0.36)]


def test_specks_are_dropped_and_marks_of_lists_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(
        monkeypatch,
        *((1, text, left, 95) for text, left in [("-", 200), ("Cấp", 230), ("giống", 400), ("chăn", 700), ("nuôi;", 1300)]),
        *(
            (2, text, left, sure)
            for text, left, sure in [("'", 90, 30), ("l", 110, 20), ("‘Hỗ", 200, 90), ("trợ", 300, 90), ("|", 1390, 40)]
        ),
        *((3, text, left, 15) for text, left in [("~", 500), ("_", 900)]),
    ) == [["-", "Cấp", "giống", "chăn", "nuôi;"], ["Hỗ", "trợ"]]


def test_words_that_ocr_is_not_sure_of_are_marked() -> None:
    text, (place,) = joined([PrintedLine((word("Số:"), word("94", sure=0.6), word("/KH-UBND")))], 10)
    assert [span.shift(-10).of(text) for span in (place.span, *(d.shift(10) for d in place.doubtful))] == ["Số: 94 /KH-UBND", "94"]


def test_quotation_marks_and_tabs_in_a_table_of_words_harm_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(monkeypatch, (1, '"Ngày', 200, 90), (1, 'vì"', 300, 90)) == [['"Ngày', 'vì"']]


@pytest.mark.parametrize(
    ("text", "good"),
    [(" ".join(TYPED), True), ("Uy ban nhan dan xa " * 20, False), ("\ue001\ue002\ue003 xã", False), ("121/KH-UBND", True), ("", True)],
)
def test_legible(text: str, good: bool) -> None:
    assert legible(text) is good


def ruled(lean: float) -> Image.Image:
    """A grey page at 200 dots an inch with a table of 3 rows and 3 columns, the last two of the first row one, leaning clockwise."""
    page = Image.new("L", (1654, 2339), 245)
    draw = ImageDraw.Draw(page)
    for x0, y0, x1, y1 in [(200, y, 1400, y) for y in (600, 660, 720, 900)] + [(x, 600, x, 900) for x in (200, 300, 1400)]:
        draw.line((x0, y0, x1, y1), 60, 3)
    draw.line((900, 660, 900, 900), 60, 3)
    draw.line((450, 600, 470, 600), 245, 9)  # a rule may be broken
    for y in range(1000, 2000, 40):
        for x in range(200, 1400, 30):
            draw.rectangle((x, y, x + 18, y + 24), 30)  # what may be letters
    return page.rotate(-lean, Image.Resampling.BICUBIC, fillcolor=245)


@pytest.mark.parametrize("lean", [0.0, 1.3, -2.0])
def test_ruled_table_of_a_leaning_scan(lean: float) -> None:
    found = upright(ruled(lean), 0.36)
    assert found is not None and found.lean == pytest.approx(lean, abs=0.15)
    (grid,) = found.grids
    assert [(c.row, c.column, c.rowspan, c.colspan) for c in grid.cells] == [
        *[(0, 0, 1, 1), (0, 1, 1, 2)],
        *[(row, column, 1, 1) for row in (1, 2) for column in (0, 1, 2)],
    ]
    assert grid.columns == pytest.approx([72, 108, 324, 504], abs=4) and grid.rows == pytest.approx([216, 237.6, 259.2, 324], abs=4)
    sine, middle = math.sin(math.radians(lean)), (1654 * 0.18, 2339 * 0.18)
    x, y = found.on_scan(504, 216)
    assert (x, y) == (
        pytest.approx(504 - (216 - middle[1]) * sine, abs=2),
        pytest.approx(216 + (504 - middle[0]) * sine, abs=2),
    )


def test_page_without_ruled_table_is_left_alone() -> None:
    page = Image.new("L", (1654, 2339), 245)
    ImageDraw.Draw(page).line((600, 300, 1000, 300), 30, 3)  # the motto's underline
    assert upright(page, 0.36) is None


def test_letters_among_figures_are_figures() -> None:
    assert [w.text for w in as_figures([word("1O.5")])] == ["10,5"]
    assert [w.text for w in as_figures([word("2.5OO")])] == ["2.500"]
    assert [w.text for w in as_figures([word("Ol")])] == ["Ol"]
    assert [w.text for w in as_figures([word("Quý"), word("II")])] == ["Quý", "II"]


def test_surest_of_readings() -> None:
    assert surest([[word("xi7", sure=0.9)], [word("2,73", sure=0.5)]])[0].text == "2,73"
    assert surest([[word("543", sure=0.9)], [word("5,43", sure=0.5)]])[0].text == "5,43"
    assert surest([[word("8", sure=0.9)], [word("3", sure=0.6)], [word("3", sure=0.6)]])[0].text == "3"
    assert surest([[word("TT", sure=0.9)], [word("bí", sure=0.3)]])[0].text == "TT"


def scanned(page: int, path: Path) -> Parsed:
    """One page of the sample scan by itself."""
    one = pypdfium2.PdfDocument.new()
    one.import_pages(pypdfium2.PdfDocument(SCAN), [page])
    out = io.BytesIO()
    one.save(out)
    path.write_bytes(out.getvalue())
    return parse(path)


sample = [
    pytest.mark.skipif(not ocr.ready(), reason="tesseract with Vietnamese data is not installed"),
    pytest.mark.skipif(not SCAN.exists(), reason="the sample scan is not here"),
]


class TestSample:
    pytestmark = sample

    def test_text(self, tmp_path: Path) -> None:
        parsed = scanned(0, tmp_path / "a.pdf")
        text = "\n".join(body(parsed))
        assert (parsed.format, parsed.pages, parsed.ocr, parsed.status, parsed.problems) == ("scan", 1, 1.0, Status.OK, ())
        assert "Độc lập - Tự do - Hạnh phúc" in text and "BÌNH GIA" in text
        sure = [line.confidence for block in parsed.blocks for line in block.lines if line.confidence is not None]
        assert sum(sure) / len(sure) > 0.8
        title = next(block for block in parsed.blocks if "KẾ HOẠCH" in block.text)
        assert 200 < (title.lines[0].box.x0 + title.lines[0].box.x1) / 2 < 400 and title.lines[0].box.page == 1

    def test_ruled_table(self, tmp_path: Path) -> None:
        rows = [block for block in scanned(1, tmp_path / "a.pdf").blocks if block.cells]
        cells = [[cell.span.of(block.text) for cell in block.cells] for block in rows]
        assert len(cells) == 8 and all(len(row) == 5 for row in cells)
        assert cells[0][1:3] == ["Công việc", "Chủ trì"] and all(cell.header for cell in rows[0].cells)
        assert cells[2][2:] == ["Phòng Tài nguyên và Môi trường", "Chi nhánh Văn phòng Đăng ký đất đai", "Trong tháng 7/2024"]
        first, last = rows[0].lines[0].box, rows[-1].lines[-1].box
        assert (first.x0, first.top) < (130, 430) and last.x0 > 430 and 560 < last.top < 680

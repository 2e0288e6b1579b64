"""PDFs that are typed in part: pages of both kinds, pictures of text on typed pages, text drawn as shapes, scans with several stamps."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from made_pdf import HIGH, WIDE, Sheet, Text, lines, pdf
from PIL import Image

from extract.model import BlockKind, Parsed, Severity, Status
from extract.parsers import Options, ocr
from extract.parsers.pdf import read

PLAN = next((Path(__file__).parents[1] / "corpus" / "plans").glob("**/hoa-binh-2023.pdf"))
TYPED = ["Ủy ban nhân dân huyện giao các phòng, ban và các xã rà soát hộ nghèo, hộ cận nghèo.", "Các xã báo cáo trước ngày 15 tháng 3."]
BELOW = ["Giao Phòng Nội vụ theo dõi, tổng hợp kết quả của các xã gửi về hằng quý."]
Read = Callable[..., Parsed]
needs_tesseract = pytest.mark.skipif(not ocr.ready(), reason="tesseract with Vietnamese data is not installed")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.pdf"


def with_picture(data: bytes, picture: Image.Image, box: tuple[float, float, float, float], page: int = 0) -> bytes:
    """The file with a picture on a page; `box`: left, top, right, bottom in points from the top."""
    jpeg, out = io.BytesIO(), io.BytesIO()
    picture.save(jpeg, "JPEG", quality=90)
    with pypdfium2.PdfDocument(data) as document:
        image = pypdfium2.PdfImage.new(document)
        image.load_jpeg(jpeg)
        left, top, right, bottom = box
        image.set_matrix(pypdfium2.PdfMatrix().scale(right - left, bottom - top).translate(left, HIGH - bottom))
        sheet = document[page]
        sheet.insert_obj(image)
        sheet.gen_content()
        document.save(out)
    return out.getvalue()


def strip() -> Image.Image:
    """Some lines of a plan, photographed."""
    with pypdfium2.PdfDocument(PLAN) as plan:
        return plan[1].render(scale=200 / 72).to_pil().convert("L").crop((200, 150, 1654, 700))


PICTURE = (70.0, 200.0, 70.0 + 1454 * 0.36 * 0.9, 200.0 + 550 * 0.36 * 0.9)


@needs_tesseract
def test_picture_of_text_on_a_typed_page_is_read_in_its_place(path: Path) -> None:
    path.write_bytes(with_picture(pdf(Sheet([*lines(TYPED), *lines(BELOW, top=500)])), strip(), PICTURE))
    parsed = read(path, Options())
    texts = [block.text for block in parsed.blocks]
    assert (parsed.format, parsed.ocr, parsed.status, parsed.problems) == ("pdf", 0.0, Status.OK, ())
    assert (texts[0], texts[-1]) == (" ".join(TYPED), BELOW[0]) and any("thẻ bảo hiểm y tế" in text for text in texts[1:-1])
    shown = [line for block in parsed.blocks for line in block.lines if line.confidence is not None]
    assert len(shown) > 5 and all(PICTURE[1] < line.box.top < line.box.bottom < PICTURE[3] + 5 for line in shown)


def test_picture_that_may_not_be_read_is_named(path: Path) -> None:
    path.write_bytes(with_picture(pdf(Sheet(lines(["Trang một."])), Sheet(lines(TYPED))), strip(), PICTURE, 1))
    parsed = read(path, Options(ocr="never"))
    assert [(p.page, p.severity) for p in parsed.problems] == [(2, Severity.INFO)] and "hình" in parsed.problems[0].message


@needs_tesseract
def test_photograph_and_seal_are_no_text(path: Path) -> None:
    noise = Image.effect_noise((900, 500), 90)
    photograph = with_picture(pdf(Sheet(lines(TYPED))), noise, PICTURE)
    path.write_bytes(with_picture(photograph, strip(), (350, 600, 450, 700)))
    parsed = read(path, Options())
    assert ([block.text for block in parsed.blocks], parsed.problems) == ([" ".join(TYPED)], ())


def test_paper_behind_typed_text_is_no_picture_of_text(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "read_image", lambda *_: pytest.fail("not to be read"))
    path.write_bytes(with_picture(pdf(Sheet(lines(TYPED * 4))), Image.new("L", (90, 90), 250), (0, 0, WIDE, HIGH)))
    assert read(path, Options()).ocr == 0.0


@needs_tesseract
def test_typed_and_scanned_pages_of_one_file(path: Path) -> None:
    with pypdfium2.PdfDocument(PLAN) as plan:
        scan = plan[1].render(scale=200 / 72).to_pil().convert("L")
    whole = with_picture(pdf(Sheet(lines(TYPED)), Sheet(), Sheet(lines(BELOW))), scan, (0, 0, WIDE, HIGH), 1)
    path.write_bytes(whole)
    parsed = read(path, Options())
    assert (parsed.format, parsed.pages, parsed.ocr, parsed.status) == ("pdf", 3, pytest.approx(1 / 3), Status.OK)
    pages = [line.box.page for block in parsed.blocks if block.kind is not BlockKind.FURNITURE for line in block.lines]
    assert pages == sorted(pages) and set(pages) == {1, 2, 3}


@needs_tesseract
def test_letters_drawn_as_shapes_are_read(path: Path) -> None:
    """What "convert to curves" makes: no text, no picture."""
    with pypdfium2.PdfDocument(PLAN) as plan:
        picture = plan[1].render(scale=100 / 72).to_pil().convert("L").crop((100, 75, 827, 350))
    dots = [(x, y) for y in range(picture.height) for x in range(picture.width) if picture.getpixel((x, y)) < 128]  # type: ignore[operator]
    drawn = " ".join(f"{70 + x * 0.62:.2f} {700 - y * 0.62:.2f} .66 .66 re f" for x, y in dots)
    with pikepdf.open(io.BytesIO(pdf(Sheet()))) as made:
        made.pages[0].Contents = made.make_stream(drawn.encode())
        made.save(path)
    parsed = read(path, Options())
    assert (parsed.ocr, parsed.status) == (1.0, Status.OK) and "bảo hiểm" in " ".join(block.text for block in parsed.blocks)


def test_scan_with_several_stamps_is_a_scan(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(ocr, "read_image", lambda image, page, scale: asked.append(page) or [])
    who = "Người ký: Sở Nội vụ, Ủy ban nhân dân tỉnh Mẫu Sơn. Email: so.noivu@mauson.gov.vn. Thời gian ký: 02.03.2024 15:04:05"
    stamps = [Text(85, 100 + 30 * i, who, 7) for i in range(3)]
    path.write_bytes(pdf(Sheet(stamps, image=True), Sheet(lines(TYPED))))
    read(path, Options())
    assert asked == [1]

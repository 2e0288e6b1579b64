"""Old Word files, RTF and OpenDocument by way of LibreOffice; pictures by way of PDF."""

from __future__ import annotations

import contextlib
import http.server
import io
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document
from docx.shared import Pt
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFont

from extract.model import Status
from extract.parsers import Options, Unreadable, ocr, office, pictures, word97
from extract.parsers.parse import parse
from extract.parsers.sniff import sniff

needs_office = pytest.mark.skipif(office.program() is None, reason="LibreOffice is not installed")
needs_ocr = pytest.mark.skipif(not ocr.ready(), reason="Tesseract is not installed")
LINES = ["KẾ HOẠCH", "Giảm nghèo bền vững năm 2023", "Sở Y tế chủ trì cấp thẻ bảo hiểm y tế cho 1.250 người nghèo."]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one plan in each form."""
    folder = tmp_path_factory.mktemp("office")
    document = Document()
    for line in LINES:
        document.add_paragraph().add_run(line).font.size = Pt(14)
    document.add_paragraph().add_run("Uû ban nh©n d©n huyÖn thùc hiÖn kÕ ho¹ch gi¶m nghÌo").font.name = ".VnTime"
    document.save(str(folder / "plan.docx"))
    for form in ("doc", "rtf", "odt", "fodt"):
        command = [str(office.program()), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", form]
        subprocess.run([*command, "--outdir", str(folder), str(folder / "plan.docx")], check=True, capture_output=True, timeout=120)
    return folder


@needs_office
@pytest.mark.parametrize(("form", "kind"), [("doc", "doc"), ("rtf", "rtf"), ("odt", "odt"), ("fodt", "odt")])
def test_every_form_reads_as_the_docx_it_was_made_of(saved: Path, form: str, kind: str) -> None:
    parsed, same = parse(saved / f"plan.{form}"), parse(saved / "plan.docx")
    assert [block.text for block in parsed.blocks] == [block.text for block in same.blocks]
    assert [block.text for block in parsed.blocks][-1].endswith("ban nhân dân huyện thực hiện kế hoạch giảm nghèo")
    assert (parsed.format, parsed.status, parsed.pages) == (kind, Status.OK, None)


@needs_office
def test_a_name_that_says_another_format_is_told(saved: Path, tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    path.write_bytes((saved / "plan.docx").read_bytes())
    parsed = parse(path)
    assert parsed.format == "docx" and [".pdf" in problem.message for problem in parsed.problems][-1:] == [True]
    path = tmp_path / "plan.doc"
    path.write_bytes((saved / "plan.docx").read_bytes())
    assert len(parse(path).problems) == len(parsed.problems) - 1  # Word itself writes .docx under that name


def test_a_failed_download_is_no_plan(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    path.write_text("404 Not Found", encoding="utf-8")
    with pytest.raises(Unreadable) as refusal:
        parse(path)
    assert ".pdf" in refusal.value.message
    path.write_text("KẾ HOẠCH\nGiảm nghèo năm 2023\n1. Mục tiêu\n", encoding="utf-8")
    assert parse(path).format == "text" and parse(path).problems


@needs_office
def test_what_libreoffice_can_make_nothing_of_is_refused(tmp_path: Path, saved: Path) -> None:
    whole = (saved / "plan.doc").read_bytes()
    for data in (OLE + "WordDocument".encode("utf-16-le") + bytes(5_000), whole[:3_000], b"{\\rtf1"):
        path = tmp_path / "plan.doc"
        path.write_bytes(data)
        with pytest.raises(Unreadable) as refusal:
            parse(path)
        assert refusal.value.message and refusal.value.message_en


def test_without_libreoffice_it_is_said_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "program", lambda: None)
    path = tmp_path / "plan.rtf"
    path.write_bytes(b"{\\rtf1 Ke hoach}")
    with pytest.raises(Unreadable) as refusal:
        parse(path)
    assert "LibreOffice" in refusal.value.message and ".docx" in refusal.value.message


def test_the_first_header_of_an_old_word_file(tmp_path: Path) -> None:
    fib = bytearray(600)
    fib[:2], fib[0x4C:0x50] = b"\xec\xa5", (321).to_bytes(4, "little")
    data = OLE + bytes(504) + bytes(fib) + "WordDocument".encode("utf-16-le")
    assert word97.header(data) == word97.Header(False, 321, False)
    fib[11] = 1
    path = tmp_path / "plan.doc"
    path.write_bytes(OLE + bytes(504) + bytes(fib) + "WordDocument".encode("utf-16-le"))
    assert sniff(path) == "encrypted"


class _Heard(http.server.BaseHTTPRequestHandler):
    asked: list[str] = []  # noqa: RUF012

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_error(404)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def listening() -> Iterator[int]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Heard)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_address[1]
    server.shutdown()


@needs_office
@pytest.mark.parametrize("walled", [True, False])
def test_a_file_that_links_elsewhere_makes_no_request(
    tmp_path: Path, listening: int, walled: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not walled:
        monkeypatch.setattr(office, "_walls", lambda _: [])
    where = f"http://127.0.0.1:{listening}/x.png"
    path = tmp_path / "plan.rtf"
    path.write_text(
        rf'{{\rtf1\ansi Ke hoach giam ngheo {{\field{{\*\fldinst INCLUDEPICTURE "{where}" \\d}}{{\fldrslt}}}}'
        rf"{{\*\template {where}}}}}",
        encoding="ascii",
    )
    assert parse(path).blocks[0].text.startswith("Ke hoach")
    assert _Heard.asked == []


def scan(width: int = 1240, height: int = 1754, lines: list[str] | None = None) -> Image.Image:
    picture = Image.new("RGB", (width, height), "white")
    font = ImageFont.truetype("DejaVuSans.ttf", 26)
    for number, line in enumerate(LINES if lines is None else lines):
        ImageDraw.Draw(picture).text((120, 120 + 60 * number), line, "black", font)
    return picture


@needs_ocr
@pytest.mark.parametrize("form", ["png", "jpg", "tif", "turned.jpg", "clear.png"])
def test_pictures_are_read_as_scans(tmp_path: Path, form: str) -> None:
    path, picture = tmp_path / f"plan.{form}", scan()
    if form == "turned.jpg":
        exif = Image.Exif()
        exif[0x112] = 6  # to be turned a quarter to the right
        picture.rotate(90, expand=True).save(path, exif=exif)
    elif form == "clear.png":
        picture.putalpha(picture.convert("L").point(lambda shade: 255 - shade))
        picture.save(path)
    elif form == "tif":
        picture.convert("1").save(path, save_all=True, append_images=[scan().convert("1")], compression="group4", dpi=(150, 150))
    else:
        picture.save(path, dpi=(150, 150))
    parsed = parse(path)
    pages = 2 if form == "tif" else 1
    assert (parsed.format, parsed.pages, parsed.ocr, parsed.status) == ("scan", pages, 1.0, Status.OK)
    assert "1.250 người nghèo" in " ".join(block.text for block in parsed.blocks)
    box = parsed.blocks[0].lines[0].box
    assert abs(box.x0 - 120 * 72 / 150) < 6 and abs(box.top - 120 * 72 / 150) < 12


@needs_ocr
def test_a_picture_without_text_is_skipped(tmp_path: Path) -> None:
    path = tmp_path / "logo.png"
    Image.new("RGB", (300, 200), "navy").save(path)
    with pytest.raises(Unreadable) as refusal:
        parse(path)
    assert refusal.value.status is Status.SKIPPED


def test_damaged_and_giant_pictures_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "cut.jpg"
    scan().save(path)
    path.write_bytes(path.read_bytes()[:9_000])
    with pytest.raises(Unreadable):
        pictures.as_pdf(path)
    scan().save(path)
    monkeypatch.setattr(pictures, "_MAX_PIXELS", 1_000_000)
    with pytest.raises(Unreadable) as refusal:
        pictures.read(path, Options())
    assert "1240" in refusal.value.message


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_any_damage_to_a_picture_is_a_refusal(data: st.DataObject) -> None:
    form = data.draw(st.sampled_from(["PNG", "JPEG", "TIFF", "GIF", "WEBP", "BMP"]))
    out = io.BytesIO()
    Image.new("RGB", (60, 80), "white").save(out, form)
    damaged = bytearray(out.getvalue())
    for _ in range(data.draw(st.integers(1, 8))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    with tempfile.TemporaryDirectory() as folder, contextlib.suppress(Unreadable):
        path = Path(folder, "x")
        path.write_bytes(damaged)
        assert pictures.as_pdf(path).startswith(b"%PDF")

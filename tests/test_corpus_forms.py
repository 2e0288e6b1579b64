"""The sample plans: their sources are well formed, every form of the manifest is there, and typesetting keeps each word."""

from __future__ import annotations

import sys
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from docx import Document
from docx.oxml.ns import qn

sys.path.insert(0, str(Path(__file__).parents[1]))  # bench is not installed

from bench.source_text import Table, heading, read_source
from bench.typeset import Entry, manifest, without_chance
from bench.typeset_docx import write_docx
from bench.typeset_scan import Scan, write_scan

ROOT = Path(__file__).parents[1]
SOURCE, PLANS = ROOT / "corpus/source", ROOT / "corpus/plans"
ENTRIES = manifest(SOURCE / "manifest.toml")

SMALL = """ỦY BAN NHÂN DÂN
TỈNH MẪU
Số: 1/KH-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Mẫu, ngày 02 tháng 01 năm 2023

KẾ HOẠCH
Thử việc trình bày văn bản

I. MỤC TIÊU
1. Chỉ tiêu
- Làm xong 10 nhà.

TT | Nơi | Số hộ | Số hộ
TT | Nơi | Đầu năm | Cuối năm
I | Vùng cao | |
1 | Xã Một | 20 | 15
 | Cộng | 20 | 15

II. TỔ CHỨC
1. Sở Mẫu: Báo cáo hằng quý.
3. Sở Khác
- Phối hợp.

Nơi nhận:
- Như trên;

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Nguyễn Văn Mẫu
"""


def words(path: Path) -> list[str]:
    """The runs of text in the body of a .docx, in order, cells included."""
    return [run.text for run in Document(path).element.body.iter(qn("w:t"))]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_every_form_exists_and_is_small(entry: Entry) -> None:
    read_source((SOURCE / f"{entry.name}.txt").read_text(encoding="utf-8"))
    for form in entry.forms:
        path = PLANS / entry.folder / f"{entry.name}.{form}"
        assert 1_000 < path.stat().st_size < 1_500_000


def test_corpus_is_complete_and_light() -> None:
    assert {path.stem for path in SOURCE.glob("*.txt")} == {entry.name for entry in ENTRIES}
    assert sum(path.stat().st_size for path in PLANS.rglob("*") if path.is_file()) < 12_000_000


@pytest.mark.parametrize("entry", [entry for entry in ENTRIES if "docx" in entry.forms], ids=lambda entry: entry.name)
def test_docx_is_up_to_date_with_its_source(entry: Entry, tmp_path: Path) -> None:
    source = read_source((SOURCE / f"{entry.name}.txt").read_text(encoding="utf-8"))
    write_docx(source, tmp_path / "again.docx", entry.automatic_numbering)
    assert words(tmp_path / "again.docx") == words(PLANS / entry.folder / f"{entry.name}.docx")


@pytest.mark.parametrize("entry", [entry for entry in ENTRIES if {"pdf", "scan.pdf"} & set(entry.forms)], ids=lambda entry: entry.name)
def test_typed_pdf_has_text_and_scan_has_none(entry: Entry) -> None:
    for form in entry.forms:
        document = pdfium.PdfDocument(PLANS / entry.folder / f"{entry.name}.{form}")
        text = "".join(document[i].get_textpage().get_text_range() for i in range(len(document)))
        assert (len(text) > 5_000) == (form == "pdf")
        assert (len(text) == 0) == (form == "scan.pdf")


def test_source_is_read_into_its_parts() -> None:
    plan = read_source(SMALL)
    assert (plan.issuer, plan.number, plan.dated) == (
        ("ỦY BAN NHÂN DÂN", "TỈNH MẪU"),
        "Số: 1/KH-UBND",
        "Mẫu, ngày 02 tháng 01 năm 2023",
    )
    assert (plan.draft, plan.signer, plan.office[-1]) == ("", "Nguyễn Văn Mẫu", "CHỦ TỊCH")
    table = next(block for block in plan.body if isinstance(block, Table))
    assert (len(table.rows), table.header) == (5, 2)


@pytest.mark.parametrize("cut", ["KẾ HOẠCH\n", "Số: 1/KH-UBND\n", "Nơi nhận:\n", " | 15\n"])
def test_broken_source_is_refused(cut: str) -> None:
    with pytest.raises(ValueError, match=r"source lacks|different length"):
        read_source(SMALL.replace(cut, "\n", 1))


def test_unknown_form_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "manifest.toml"
    path.write_text('[[plan]]\nname = "a"\nfolder = "b"\nforms = ["odt"]\n', encoding="utf-8")
    with pytest.raises(ValueError, match="odt"):
        manifest(path)


def test_headings_are_told_from_paragraphs() -> None:
    assert heading("1. Sở Mẫu: Báo cáo hằng quý.") == ("1.", "Sở Mẫu:", " Báo cáo hằng quý.")
    assert heading("II. TỔ CHỨC") == ("II.", "TỔ CHỨC", "")
    assert heading("1. Giao các đơn vị rà soát lại danh sách, trình cấp có thẩm quyền phê duyệt.") is None
    assert heading("- Phối hợp.") is None


def test_header_total_and_group_cells_are_merged(tmp_path: Path) -> None:
    write_docx(read_source(SMALL), tmp_path / "small.docx")
    rows = Document(tmp_path / "small.docx").tables[1].rows
    cells = [[cell._tc for cell in row.cells] for row in rows]
    assert cells[0][2] is cells[0][3] and cells[1][2] is not cells[1][3]
    assert cells[1][0] is cells[0][0] and cells[1][1] is cells[0][1]
    assert cells[2][1] is cells[2][3]
    assert rows[4].cells[0].text == "Cộng" and cells[4][0] is cells[4][1]


def test_automatic_labels_leave_the_text_and_odd_ones_stay(tmp_path: Path) -> None:
    write_docx(read_source(SMALL), tmp_path / "small.docx", automatic_numbering=True)
    paragraphs = {paragraph.text: paragraph for paragraph in Document(tmp_path / "small.docx").paragraphs}
    for text, level in (("MỤC TIÊU", 0), ("Chỉ tiêu", 1), ("Làm xong 10 nhà.", 0), ("TỔ CHỨC", 0), ("Sở Mẫu: Báo cáo hằng quý.", 1)):
        assert paragraphs[text]._p.pPr.numPr.ilvl.val == level
    assert paragraphs["3. Sở Khác"]._p.pPr.numPr is None  # Word would count 2 here


def test_same_source_gives_same_bytes(tmp_path: Path) -> None:
    for name in ("one.docx", "two.docx"):
        write_docx(read_source(SMALL), tmp_path / name)
    assert (tmp_path / "one.docx").read_bytes() == (tmp_path / "two.docx").read_bytes()


def test_scan_is_one_image_a_page_and_repeatable(tmp_path: Path) -> None:
    typed = pdfium.PdfDocument.new()
    typed.new_page(595, 842)
    typed.save(tmp_path / "typed.pdf")
    made = []
    for _ in range(2):
        write_scan(tmp_path / "typed.pdf", tmp_path / "scan.pdf", "U.B.N.D TỈNH MẪU", Scan(grey=True), seed=7)
        made.append((tmp_path / "scan.pdf").read_bytes())
    assert made[0] == made[1]
    page = pdfium.PdfDocument(tmp_path / "scan.pdf")[0]
    assert [item.type for item in page.get_objects()] == [pdfium.raw.FPDF_PAGEOBJ_IMAGE]
    assert round(page.get_width()) == 595


def test_chance_leaves_a_pdf_without_moving_its_bytes() -> None:
    data = b"/CreationDate(D:20991231235959+00'00') /ID [ <" + b"A1" * 16 + b"> ] /DocChecksum /" + b"9F" * 16
    kept = without_chance(data)
    assert len(kept) == len(data) and b"2099" not in kept and b"A1" not in kept and b"9F" not in kept

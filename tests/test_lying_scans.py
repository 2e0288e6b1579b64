"""Scans that do not lie as they should: leaning, on their side, upside down, two pages side by side, blank."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image, ImageDraw

from extract.model import BlockKind, Box, Parsed, Status
from extract.parsers import Options, ocr
from extract.parsers.ocr_leaves import Leaf
from extract.parsers.pdf import read

PLAN = next((Path(__file__).parents[1] / "corpus" / "plans").glob("**/hoa-binh-2023.pdf"))
DPI, PAPER = 200, 245
SCALE = 72 / DPI
HALF = 1150  # pixels: the upper half of a page
Read = Callable[..., Parsed]


def page(index: int) -> Image.Image:
    """The upper half of a page, on a whole one."""
    with pypdfium2.PdfDocument(PLAN) as plan:
        picture = plan[index].render(scale=DPI / 72).to_pil().convert("L")
    picture.paste(PAPER, (0, HALF, *picture.size))
    return picture


def words(index: int) -> set[str]:
    """What stands on that half, hyphens at a line's end aside."""
    with pypdfium2.PdfDocument(PLAN) as plan:
        sheet = plan[index]
        return set(sheet.get_textpage().get_text_bounded(bottom=sheet.get_height() - HALF * SCALE).split())


def leaning(picture: Image.Image, degrees: float) -> Image.Image:
    return picture.rotate(-degrees, Image.Resampling.BICUBIC, fillcolor=PAPER)


def side_by_side(left: Image.Image, right: Image.Image, fold: int = 0) -> Image.Image:
    made = Image.new("L", (left.width + right.width, left.height), PAPER)
    made.paste(left, (0, 0))
    made.paste(right, (left.width, 0))
    ImageDraw.Draw(made).rectangle((left.width - fold, 0, left.width + fold, made.height), fill=50 if fold else PAPER)
    return made


@pytest.fixture
def scanned(tmp_path: Path) -> Read:
    """What is read of a file of pictures."""

    def scanned(*pictures: Image.Image) -> Parsed:
        path = tmp_path / "a.pdf"
        pictures[0].save(path, "PDF", resolution=DPI, save_all=True, append_images=pictures[1:])
        return read(path, Options())

    return scanned


needs_tesseract = pytest.mark.skipif(not ocr.ready(), reason="tesseract with Vietnamese data is not installed")


def assert_read(parsed: Parsed, picture: Image.Image, *indexes: int) -> None:
    """All but a few words are found, and what is found stands on ink."""
    found = {word for block in parsed.blocks for word in block.text.split()}
    for index in indexes:
        meant = words(index)
        assert len(meant & found) > 0.95 * len(meant)
    boxes = [line.box for block in parsed.blocks for line in block.lines if line.box.page == 1]
    inked = [bool((np.asarray(picture)[_rows(box), _columns(box)] < 150).mean() > 0.03) for box in boxes]
    assert len(boxes) > 20 and inked.count(False) <= 0.02 * len(boxes)
    assert parsed.status is Status.OK and parsed.problems == ()


def _rows(box: Box) -> slice:
    return slice(round(box.top / SCALE), round(box.bottom / SCALE) + 1)


def _columns(box: Box) -> slice:
    return slice(round(box.x0 / SCALE), round(box.x1 / SCALE) + 1)


@needs_tesseract
@pytest.mark.parametrize("degrees", [1.5, -3.0, 5.0])
def test_leaning_page(scanned: Read, degrees: float) -> None:
    picture = leaning(page(1), degrees)
    assert_read(scanned(picture), picture, 1)


@needs_tesseract
@pytest.mark.parametrize(("turn", "lean"), [(90, 0.0), (180, 3.0), (270, 0.0)])
def test_page_on_its_side_or_upside_down(scanned: Read, turn: int, lean: float) -> None:
    picture = leaning(page(1).rotate(turn, expand=True), lean)
    assert_read(scanned(picture), picture, 1)


@needs_tesseract
def test_open_book_is_two_pages_of_one(scanned: Read) -> None:
    picture = side_by_side(page(1), page(3), fold=10)
    parsed = scanned(picture, page(0))
    assert_read(parsed, picture, 1, 3, 0)
    running = [block for block in parsed.blocks if block.kind is not BlockKind.FURNITURE]
    placed = [(line.box.page, line.box.x0 > picture.width * SCALE / 2) for block in running for line in block.lines]
    assert placed == sorted(placed, key=lambda place: (place[0], place[0] == 1 and place[1])) and parsed.pages == 2


@needs_tesseract
def test_blank_page_is_counted_and_no_fault(scanned: Read) -> None:
    blank = Image.new("L", (1654, 2339), PAPER)
    parsed = scanned(blank, page(1), blank)
    assert (parsed.pages, parsed.ocr, parsed.status, parsed.problems) == (3, 1.0, Status.OK, ())
    assert {line.box.page for block in parsed.blocks for line in block.lines} == {2}


def written(width: int = 1654, height: int = 2339) -> Image.Image:
    """A page of what may be lines of letters, one of them paler than the others."""
    picture = Image.new("L", (width, height), PAPER)
    draw = ImageDraw.Draw(picture)
    for y in range(300, height - 300, 50):
        for x in range(200, width - 200, 30):
            draw.rectangle((x, y, x + 18, y + 24), 30)
    return picture


@pytest.mark.parametrize("degrees", [2.0, -4.5])
def test_page_is_set_straight_and_boxes_go_back(degrees: float) -> None:
    level = written()
    ImageDraw.Draw(level).rectangle((800, 100, 840, 140), 100)  # to be found again
    scan = leaning(level, degrees)
    leaf = Leaf(scan, SCALE).straight()
    there = leaf.on_scan(Box(1, 800 * SCALE, 100 * SCALE, 840 * SCALE, 140 * SCALE), 7)
    assert there.page == 7 and np.asarray(scan)[_rows(there), _columns(there)].mean() < 180
    assert np.asarray(leaf.picture)[120, 820] < 130


@pytest.mark.parametrize("degrees", [0.0, 0.7, -1.0])
def test_page_that_is_nearly_straight_is_left_as_it_is(degrees: float) -> None:
    leaf = Leaf(leaning(written(), degrees), SCALE)
    assert leaf.straight() is leaf


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_box_of_a_turned_page(turn: int) -> None:
    picture = Image.new("L", (400, 600), PAPER)
    picture.paste(30, (100, 50, 140, 60))
    leaf = Leaf(picture, 0.5).turned(turn)
    dark = np.argwhere(np.asarray(leaf.picture) < 100)
    (top, left), (bottom, right) = dark.min(axis=0) / 2, (dark.max(axis=0) + 1) / 2
    assert leaf.on_scan(Box(1, left, top, right, bottom), 1) == Box(1, 50, 25, 70, 30)


def test_only_two_written_halves_are_two_pages() -> None:
    two = side_by_side(written(), written())
    assert [leaf.picture.size for leaf in Leaf(two, 1).halves()] == [(1652, 2339), (1656, 2339)]
    with_table = two.copy()
    for y in range(800, 1200, 50):
        ImageDraw.Draw(with_table).line((300, y, 3000, y), 30, 4)
    wide, one_side = written(3308, 2339), side_by_side(Image.new("L", (1654, 2339), PAPER), written())
    stamped = side_by_side(written(), Image.new("L", (1654, 2339), PAPER))
    assert [len(Leaf(picture, 1).halves()) for picture in (with_table, wide, one_side, stamped, written())] == [1, 1, 1, 1, 1]

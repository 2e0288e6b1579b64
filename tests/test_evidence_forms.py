"""From a row to the paper where that is a picture, in an archive too."""

from __future__ import annotations

import asyncio
import io
import json
import sqlite3
import zipfile
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw, ImageFont
from web_fixture import served

from db.load import Options, load
from extract.parsers import ocr

pytestmark = pytest.mark.skipif(not ocr.ready(), reason="Tesseract is not installed")

LINES = (
    "ỦY BAN NHÂN DÂN TỈNH HÀ TĨNH",
    "Số: 12/KH-UBND",
    "KẾ HOẠCH",
    "I. MỤC TIÊU",
    "Giảm tỷ lệ hộ nghèo xuống còn dưới 3,5% vào cuối năm 2022.",
)


def page(*lines: str) -> Image.Image:
    picture = Image.new("RGB", (1240, 1754), "white")
    font = ImageFont.truetype("DejaVuSans.ttf", 26)
    for number, line in enumerate(lines):
        ImageDraw.Draw(picture).text((120, 120 + 130 * number), line, "black", font)
    return picture


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of two pages in one .tif, in an archive."""
    folder = tmp_path_factory.mktemp("forms")
    (folder / "plans").mkdir()
    scan = io.BytesIO()
    page(*LINES[:4]).save(scan, "TIFF", save_all=True, append_images=[page(LINES[4])], dpi=(150, 150))
    with zipfile.ZipFile(folder / "plans" / "nộp.zip", "w") as made:
        made.writestr("Hà Tĩnh/kế hoạch.tif", scan.getvalue())
    load(folder / "plans", folder / "kehoach.db", Options(workers=1))
    return folder / "kehoach.db"


def one(database: Path, sql: str) -> Any:
    with sqlite3.connect(database) as connection:
        return connection.execute(sql).fetchone()


def get(database: Path, path: str) -> Any:
    return asyncio.run(served(database).client.get(path))


def test_the_page_of_a_picture_is_shown_with_its_quote_boxed(database: Path) -> None:
    plan, text, number, boxes = one(database, "select plan_id, text, page, boxes from targets where value = 3.5")
    assert number == 2
    answer = get(database, f"/ke-hoach/{plan}/trang/2.jpg")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/jpeg")
    shown = Image.open(io.BytesIO(answer.content)).convert("L")
    scale = shown.width / (1240 * 72 / 150)
    ((_, x0, top, x1, bottom),) = json.loads(boxes)
    boxed = shown.crop((int(x0 * scale), int(top * scale), int(x1 * scale), int(bottom * scale)))
    assert boxed.getextrema()[0] < 100 and text.startswith("dưới 3,5%")
    outside = shown.crop((0, int(bottom * scale) + 8, shown.width, shown.height))
    assert outside.getextrema()[0] > 200  # nothing else is printed on that page below
    assert get(database, f"/ke-hoach/{plan}/trang/3.jpg").status_code == 422


def test_a_file_in_an_archive_is_given_as_it_is(database: Path) -> None:
    plan, folder, file = one(database, "select id, folder, file from plans")
    assert file == "nộp.zip/Hà Tĩnh/kế hoạch.tif"
    answer = get(database, f"/ke-hoach/{plan}/tep")
    with zipfile.ZipFile(Path(folder) / "nộp.zip") as made:
        assert answer.content == made.read("Hà Tĩnh/kế hoạch.tif")
    assert answer.headers["content-type"] == "image/tiff" and "k%E1%BA%BF%20ho%E1%BA%A1ch.tif" in answer.headers["content-disposition"]
    page_of_plan = get(database, f"/ke-hoach/{plan}/bang-chung")
    assert page_of_plan.status_code == 200 and "trang/1.jpg" in page_of_plan.text

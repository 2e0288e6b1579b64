"""Pages that lie on their side in the file: read upright, drawn upright, and the quote boxed where it then stands."""

from __future__ import annotations

import asyncio
import io
import json
import sqlite3
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat
from web_fixture import METADATA, served

from db.load import Options, load

PLAN = METADATA.parent / "corpus" / "plans" / "Hòa Bình" / "2023" / "hoa-binh-2023.pdf"
TURNS = {1: 90, 2: 180, 3: 270}
SCALE = 2  # pixels a point, as pages are drawn


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One plan twice: its first pages upright, and each of them turned another way."""
    folder = tmp_path_factory.mktemp("turned")
    (folder / "plans").mkdir()
    for name, turned in (("upright.pdf", False), ("turned.pdf", True)):
        with pypdfium2.PdfDocument.new() as made, pypdfium2.PdfDocument(PLAN) as whole:
            made.import_pages(whole, [page - 1 for page in TURNS])
            for page, turn in TURNS.items():
                made[page - 1].set_rotation(turn if turned else 0)
            made.save(folder / "plans" / name)
    load(folder / "plans", folder / "kehoach.db", Options(workers=1, ocr="never"))
    return folder / "kehoach.db"


def boxed(database: Path, file: str) -> list[tuple[str, int, list[list[float]]]]:
    """Quote, page and boxes of each row of the plan of that file, in the order of the text."""
    with sqlite3.connect(database) as connection:
        found = connection.execute(
            "select t.text, t.page, t.boxes from targets t join plans p on p.id = t.plan_id where p.file = ? order by t.start_char, t.id",
            [file],
        ).fetchall()
    return [(text, page, json.loads(boxes)) for text, page, boxes in found]


def drawn(database: Path, file: str, page: int) -> Any:
    with sqlite3.connect(database) as connection:
        (plan,) = connection.execute("select id from plans where file = ?", [file]).fetchone()
    answer = asyncio.run(served(database).client.get(f"/ke-hoach/{plan}/trang/{page}.png"))
    return Image.open(io.BytesIO(answer.content)).convert("L")


def test_boxes_stand_where_they_do_on_the_upright_page(database: Path) -> None:
    upright, turned = boxed(database, "upright.pdf"), boxed(database, "turned.pdf")
    assert {page for _, page, _ in turned} == set(TURNS)
    assert [row[:2] for row in turned] == [row[:2] for row in upright]
    for (_, _, one), (_, _, other) in zip(turned, upright, strict=True):
        assert one == [pytest.approx(box, abs=1.5) for box in other]


@pytest.mark.parametrize("page", TURNS)
def test_the_picture_is_turned_with_its_boxes(database: Path, page: int) -> None:
    upright, turned = drawn(database, "upright.pdf", page), drawn(database, "turned.pdf", page)
    assert turned.size == upright.size
    assert ImageStat.Stat(ImageChops.difference(turned, upright)).mean[0] < 3
    for text, at, boxes in boxed(database, "turned.pdf"):
        for number, *corners in boxes if at == page else []:
            assert number == page
            inside = turned.crop([round(corner * SCALE) for corner in corners])
            assert inside.getextrema()[0] < 100, text  # there is ink in the box

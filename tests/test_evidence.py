"""From a row to the paper: the page as a picture with the quote boxed, the source file, and words where there is neither."""

from __future__ import annotations

import asyncio
import io
import json
import os
import re
import shutil
import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pypdfium2
import pytest
import yaml
from datasette.app import Datasette
from datasette.database import Database
from PIL import Image
from web_fixture import HOSTILE, METADATA, build, served

from db.load import Options, load
from extract.text import key
from web import outline, page_image, source

PLAN = METADATA.parent / "corpus" / "plans" / "Hòa Bình" / "2023" / "hoa-binh-2023.pdf"


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A database of one typed PDF, and that file."""
    folder = tmp_path_factory.mktemp("evidence")
    file = folder / "plans" / 'kế "hoạch".pdf'
    file.parent.mkdir()
    shutil.copyfile(PLAN, file)
    load(file.parent, folder / "kehoach.db", Options(workers=1, ocr="never"))
    return folder / "kehoach.db", file


def rows(database: Path, sql: str) -> list[dict[str, Any]]:
    connection = sqlite3.connect(database)
    connection.row_factory = sqlite3.Row
    try:
        return [dict(row) for row in connection.execute(sql)]
    finally:
        connection.close()


def get(database: Path, path: str, method: str = "GET", **settings: Any) -> Any:
    return asyncio.run(served(database, **settings).client.request(method, path))


def plan_id(database: Path) -> str:
    return str(rows(database, "select id from plans")[0]["id"])


def test_a_page_is_a_picture_that_nothing_can_run_in(held: tuple[Path, Path]) -> None:
    address = f"/ke-hoach/{plan_id(held[0])}/trang/1"
    for form, kind in (("png", "image/png"), ("jpg", "image/jpeg")):
        answer = get(held[0], f"{address}.{form}")
        assert (answer.status_code, answer.headers["content-type"]) == (200, kind)
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        width, height = Image.open(io.BytesIO(answer.content)).size
        assert 1150 < width < 1250 < height < 1750


def test_the_boxes_hold_the_words_of_the_quote(held: tuple[Path, Path]) -> None:
    document = pypdfium2.PdfDocument(held[1])
    cited = rows(held[0], "select text, page, boxes from legal_references where boxes is not null limit 5")
    assert len(cited) == 5
    for row in cited:
        page = document[row["page"] - 1]
        height = page.get_height()
        words = " ".join(
            page.get_textpage().get_text_bounded(x0 - 2, height - bottom, x1 + 2, height - top)
            for number, x0, top, x1, bottom in json.loads(row["boxes"])
            if number == row["page"]
        )
        assert key(row["text"].split()[-1]) in key(words)
    document.close()


def test_the_row_chosen_is_boxed_on_its_page_without_a_script(held: tuple[Path, Path]) -> None:
    row = rows(held[0], "select id, page, boxes, plan_id from targets where page > 1 and boxes is not null order by start_char")[0]
    page = get(held[0], f"/ke-hoach/{row['plan_id']}?dong={row['id']}", base_url="/kho/").text
    assert f'<image href="/kho/ke-hoach/{row["plan_id"]}/trang/{row["page"]}.png"' in page
    assert page.count("<rect") == 2 * len(json.loads(row["boxes"]))
    assert f'<li id="row-{row["id"]}" class="f-target" aria-current="true">' in page
    panel = get(held[0], f"/ke-hoach/{row['plan_id']}/bang-chung?dong={row['id']}&trang=1").text
    assert "Câu này nằm ở trang" in panel
    assert "<rect" not in panel
    assert "<html" not in panel


def test_a_section_can_be_chosen(held: tuple[Path, Path]) -> None:
    row = rows(held[0], "select id, plan_id from sections where boxes is not null limit 1")[0]
    assert "<rect" in get(held[0], f"/ke-hoach/{row['plan_id']}/bang-chung?dong={row['id']}").text


@pytest.mark.parametrize("page", ["0", "9999", "999999"])
def test_a_page_that_is_not_there(held: tuple[Path, Path], page: str) -> None:
    answer = get(held[0], f"/ke-hoach/{plan_id(held[0])}/trang/{page}.png?lang=en")
    assert answer.status_code == 404
    assert "no page" in answer.text


@pytest.mark.parametrize("path", ["none/trang/1.png", "none/tep", "..%2F..%2Fetc/tep", "~2E~2E~2Fetc~2Fpasswd/tep"])
def test_only_a_plan_that_is_held_has_files(held: tuple[Path, Path], path: str) -> None:
    assert get(held[0], "/ke-hoach/" + path).status_code in (302, 404)  # 302: Datasette spells the address its own way


def test_the_file_is_given_to_be_saved(held: tuple[Path, Path]) -> None:
    answer = get(held[0], f"/ke-hoach/{plan_id(held[0])}/tep")
    assert answer.content == held[1].read_bytes()
    assert answer.headers["content-security-policy"] == "sandbox"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-disposition"].startswith('attachment; filename="k_ _ho_ch_.pdf"')
    assert quote(held[1].name, safe="") in answer.headers["content-disposition"]
    assert get(held[0], f"/ke-hoach/{plan_id(held[0])}/tep", "HEAD").content == b""
    assert get(held[0], f"/ke-hoach/{plan_id(held[0])}/tep", "POST").status_code in (403, 405)


def test_who_may_not_see_the_plans_sees_no_page(held: tuple[Path, Path]) -> None:
    metadata = yaml.safe_load(METADATA.read_text())
    metadata["databases"]["kehoach"]["allow"] = {"id": "root"}

    async def ask(path: str) -> int:
        datasette = Datasette([], metadata=metadata)
        datasette.add_database(Database(datasette, path=str(held[0]), is_mutable=True), name="kehoach")
        return int((await datasette.client.get(path)).status_code)

    served(held[0])  # registers the plugin
    for path in ("trang/1.png", "tep", "bang-chung"):
        assert asyncio.run(ask(f"/ke-hoach/{plan_id(held[0])}/{path}")) == 403


def test_a_file_that_changed_or_moved_is_said_to_be_so(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(b"one")
    row = {
        "folder": str(tmp_path),
        "file": "a.pdf",
        "raw": "",
        "sha256": "7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed",
    }
    assert source.of(row).size == 3
    file.write_bytes(b"two")
    os.utime(file, ns=(1, 1))
    with pytest.raises(source.SourceGone) as changed:
        source.of(row)
    assert (changed.value.status, "thay đổi" in changed.value.vi) == (409, True)
    file.unlink()
    with pytest.raises(source.SourceGone) as moved:
        source.of(row)
    assert (moved.value.status, "không còn" in moved.value.vi) == (404, True)
    for outside in ("../a.pdf", "/etc/passwd", ""):
        with pytest.raises(source.SourceGone):
            source.of(row | {"file": outside})


def test_the_page_says_in_words_that_there_is_no_picture(tmp_path: Path, held: tuple[Path, Path]) -> None:
    database = tmp_path / "kehoach.db"
    shutil.copyfile(held[0], database)
    connection = sqlite3.connect(database)
    connection.execute("update plans set folder = '/nowhere'")
    connection.commit()
    connection.close()
    row = rows(database, "select id, plan_id from targets limit 1")[0]
    page = get(database, f"/ke-hoach/{row['plan_id']}?dong={row['id']}")
    assert page.status_code == 200
    assert "không còn ở chỗ cũ" in page.text
    assert "<mark>" in page.text


def test_word_and_text_show_the_paragraph_and_hostile_words_stay_words(tmp_path: Path) -> None:
    database = build(tmp_path / "kehoach.db")
    panel = get(database, "/ke-hoach/p1/bang-chung?dong=p1-n1").text
    assert re.search(r"xuống còn <mark>dưới 6,5%</mark> vào cuối năm 2022", panel)
    for address in ("/ke-hoach/x1?dong=x1-t1", f"/ke-hoach/x1?dong={quote(HOSTILE)}", "/ke-hoach/x1?dong=x1-s1&trang=%3Cb%3E"):
        answer = get(database, address)
        assert answer.status_code == 200
        assert "<script>alert" not in answer.text


def test_pictures_held_stay_within_their_bytes() -> None:
    cache = page_image._Cache(10)
    one = source.Source(Path("a"), 1, 1)
    for number in range(5):
        cache.put((one, number, "png"), b"1234")
    assert cache.held <= 10
    assert cache.get((one, 0, "png")) is None
    assert cache.get((one, 4, "png")) == b"1234"


def test_sections_hang_under_what_came_before_them() -> None:
    rows = [
        {"id": id_, "parent_id": parent} for id_, parent in (("a", None), ("b", "a"), ("c", "b"), ("d", "d"), ("e", "late"), ("late", "e"))
    ]
    roots = outline.outline(rows)
    assert [branch.row["id"] for branch in roots] == ["a", "d", "e"]
    assert roots[0].under[0].under[0].row["id"] == "c"

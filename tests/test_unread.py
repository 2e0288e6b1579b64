"""Files that could not be read are counted where their folders say they belong, so that a gap is not taken for "no plan held"."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

import pytest
from web_fixture import Rows, build, served

from web.unread import by_province, counted


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = build(tmp_path_factory.mktemp("unread") / "kehoach.db")
    connection = sqlite3.connect(path, isolation_level=None)
    made = Rows(connection)
    made.add("places", id="ha-tinh", name="Hà Tĩnh", level="province")
    for n, (file, status) in enumerate(
        (("Ha Tinh/2022/a.pdf", "failed"), ("Ha Tinh/b.pdf", "encrypted"), ("Hoa Binh/2023/c.pdf", "failed"), ("d.jpg", "skipped"))
    ):
        made.add("files", folder="/kho", file=file, sha256=f"u{n}", status=status, loaded_at="2024-01-02T03:04:05Z")
    connection.close()
    return path


def page(database: Path, path: str) -> str:
    return str(asyncio.run(served(database).client.get(path)).text)


def test_folders_say_whose_a_file_is() -> None:
    files = [{"folder": "/kho/Tỉnh Hòa Bình", "file": name} for name in ("2022/a.pdf", "2022/b.pdf", "c.pdf", "2021-2025/d.pdf")]
    found = counted(files, {"Hòa Bình": "Phú Thọ", "Phú Thọ": "Phú Thọ"})
    assert found == {("Phú Thọ", 2022): 2, ("Phú Thọ", None): 2}
    assert by_province(found) == {"Phú Thọ": 4}
    assert by_province(found, "2023") == {"Phú Thọ": 2}


def test_the_grid_tells_unread_from_not_held(database: Path) -> None:
    home = page(database, "/")
    assert 'aria-label="Hòa Bình 2023: 1 tệp không đọc được"' in home
    assert 'aria-label="Hà Tĩnh 2022: 1 tệp không đọc được"' in home
    assert "+1 tệp không đọc được" in home
    assert 'aria-label="Phú Thọ 2023: unreadable files: 1"' in page(database, "/?provinces=today&lang=en")


def test_a_province_without_an_answer_may_have_files_nobody_could_read(database: Path) -> None:
    silent = page(database, "/trach-nhiem?topic=health").split('class="silent"')[1].split("</details>")[0]
    silent = silent.replace('<span lang="vi">', "").replace("</span>", "")
    assert "có tệp nhưng không đọc được: Hà Tĩnh (2 tệp không đọc được)." in silent
    assert "Hòa Bình (1 tệp không đọc được)" in silent

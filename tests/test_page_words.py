"""What pages say in words: one of a thing is not several, links lead to what they announce, and a law's kind is not said twice."""

from __future__ import annotations

import asyncio
import re
import sqlite3
from html import unescape
from pathlib import Path

import pytest
from web_fixture import Rows, build, served


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = build(tmp_path_factory.mktemp("words") / "kehoach.db")
    connection = sqlite3.connect(path, isolation_level=None)
    made = Rows(connection)
    made.add("instruments", id="law", doc_type="luat", title="Luật Tổ chức chính quyền địa phương", year=2015)
    connection.execute(
        "update legal_references set instrument_id = 'law', doc_type = 'luat', number = null,"
        " subject = 'Luật Tổ chức chính quyền địa phương' where id = 'p2-l1'"
    )
    for file, status in (("Quang Tri/2022/a.pdf", "failed"), ("Quang Tri/b.pdf", "encrypted")):
        made.add("files", folder="/kho", file=file, sha256=file, status=status, loaded_at="2024-01-02T03:04:05Z")
    made.add("places", id="quang-tri", name="Quảng Trị", level="province")
    connection.close()
    return path


def page(database: Path, path: str) -> str:
    return str(asyncio.run(served(database).client.get(path)).text)


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", "", html)).split())


def test_one_plan_is_not_called_plans(database: Path) -> None:
    for path in ("/trach-nhiem?topic=housing&year=2024", "/chi-tieu?indicator=poverty_rate&year=2024"):
        basis = words(page(database, path + "&lang=en").split('class="basis"')[1].split("</p>")[0])
        assert "1/1 province with" in basis and "(1 plan," in basis


def test_a_body_of_a_district_leads_from_its_sector_to_its_tasks(database: Path) -> None:
    sectors = page(database, "/trach-nhiem?xem=sectors")
    links = re.findall(r'href="([^"]*sector=construction[^"]*)#tasks"', sectors)
    assert links and all("level=all" in link for link in links)
    assert 'class="from"' in page(database, unescape(links[0]))


def test_places_without_a_figure_may_have_files_nobody_could_read(database: Path) -> None:
    silent = words(page(database, "/chi-tieu?indicator=poverty_rate").split('class="silent"')[1].split("</details>")[0])
    assert "Có tệp nhưng không đọc được, nên có thể thiếu kế hoạch: Quảng Trị (2 tệp)." in silent
    assert "Quảng Trị (1 file)" in words(page(database, "/chi-tieu?year=2021&lang=en"))


def test_a_law_says_its_kind_once(database: Path) -> None:
    listed = words(page(database, "/can-cu"))
    assert "Luật Tổ chức chính quyền địa phương" in listed and "Luật Luật" not in listed


def test_no_warning_at_all_is_said_in_words(database: Path) -> None:
    connection = sqlite3.connect(":memory:")
    sqlite3.connect(database).backup(connection)
    clean = database.with_name("clean.db")
    connection.executescript("delete from problems; delete from files where status <> 'ok';")
    connection.backup(sqlite3.connect(clean))
    assert "tệp, đều đọc được trọn vẹn" in words(page(clean, "/tep"))


def test_a_plan_is_compared_only_where_there_is_another_to_compare_with(database: Path) -> None:
    earlier = page(database, "/ke-hoach/p1")
    assert 'href="/doi-chieu?a=p1&amp;b=p3">2024 · 24/KH-UBND</a>' in earlier
    assert "không có kế hoạch kỳ trước hay kỳ sau" in words(page(database, "/ke-hoach/p2"))
    assert "không có kế hoạch kỳ trước" not in words(page(database, "/ke-hoach/p4"))


def test_a_level_that_is_the_plans_is_not_said_of_the_body(database: Path) -> None:
    connection = sqlite3.connect(":memory:")
    sqlite3.connect(database).backup(connection)
    unknown = database.with_name("unknown.db")
    connection.execute("update agencies set level = null")
    connection.commit()
    connection.backup(sqlite3.connect(unknown))
    assert "Sở Xây dựng Cấp tỉnh ·" in words(page(database, "/trach-nhiem?xem=sectors"))
    assert "Sở Xây dựng trong kế hoạch cấp tỉnh ·" in words(page(unknown, "/trach-nhiem?xem=sectors"))

"""The pages answer, show what the saved questions say, and never turn a document's words into markup."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import re
import sqlite3
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from web_fixture import HOSTILE, build, served

from db import schema
from web import marks, page, security, series

PAGES = ("/", "/trach-nhiem?topic=housing", "/chi-tieu?indicator=poverty_rate", "/ke-hoach/p1", "/ke-hoach/x1", "/tim?q=nha+o")
ATTACKED = (
    "/",
    "/trach-nhiem",
    "/trach-nhiem?topic={x}&year={x}&agency={x}&province={x}",
    "/trach-nhiem?lang=en&{x}={x}",
    "/chi-tieu?indicator=poverty_rate",
    "/chi-tieu?indicator=housing",
    "/chi-tieu?indicator={x}",
    "/ke-hoach/x1",
    "/tim?q=script",
    "/tim?q={x}",
    "/tim?q=javascript:alert(1)&lang={x}",
)
STATIC = Path(page.__file__).parent / "static"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("web") / "kehoach.db")


def get(database: Path, path: str, method: str = "GET", name: str = "kehoach", **settings: Any) -> Any:
    async def ask() -> Any:
        datasette = served(database, name, **settings)
        return await datasette.client.request(method, path)

    return asyncio.run(ask())


def test_a_district_s_plan_says_nothing_of_its_province_unless_asked(database: Path) -> None:
    def provinces(path: str) -> set[tuple[str, int]]:
        return {
            (row["province"], row["tasks"]) for row in get(database, path).json()["responsible_matrix"] if row["agency"] == "Sở Tài chính"
        }

    own, every = provinces("/trach-nhiem.json?topic=housing"), provinces("/trach-nhiem.json?topic=housing&level=all")
    assert ("Quảng Trị", 1) in own and ("Quảng Trị", 2) in every
    assert provinces("/trach-nhiem.json?topic=housing&level=district") == {("Quảng Trị", 1)}


def test_a_view_asks_only_what_it_shows(database: Path) -> None:
    assert "streams" not in get(database, "/trach-nhiem.json?topic=housing").json()
    assert get(database, "/trach-nhiem.json?topic=housing&xem=streams").json()["streams"]
    assert get(database, "/trach-nhiem.json?topic=housing&xem=sectors").json()["successors"]


@pytest.mark.parametrize("path", PAGES)
def test_pages_answer_in_both_languages_with_strict_headers(database: Path, path: str) -> None:
    for lang in ("", "en"):
        answer = get(database, path + ("&" if "?" in path else "?") + "lang=" + lang)
        assert answer.status_code == 200, answer.text[:500]
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "unsafe-inline" not in answer.headers["content-security-policy"]
        assert f'<html lang="{lang or "vi"}">' in answer.text


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_a_json_twin(database: Path, path: str) -> None:
    name, _, query = path.partition("?")
    answer = get(database, f"{name}.json?{query}")
    assert answer.status_code == 200
    assert all(isinstance(rows, list) for rows in answer.json().values())


class Markup(HTMLParser):
    """Collects what a browser would run or follow."""

    def __init__(self) -> None:
        super().__init__()
        self.bad: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        safe = tag != "script" or given.get("type") == "application/json" or str(given.get("src", "")).startswith("/-/kehoach/")
        if not safe or tag in ("img", "iframe", "style") or any(n.startswith("on") or n == "style" for n in given):
            self.bad.append(f"{tag} {given}")
        self.bad += [f"{n}={v}" for n, v in attrs if n in ("href", "src", "action") and not re.match(r"[/#?]", v or "/")]


@pytest.mark.parametrize("path", ATTACKED)
def test_words_of_documents_and_addresses_never_become_markup(database: Path, path: str) -> None:
    answer = get(database, path.replace("{x}", quote(HOSTILE)))
    assert answer.status_code == 200
    markup = Markup()
    markup.feed(answer.text)
    assert markup.bad == []
    assert "<script>alert" not in answer.text
    assert "</script><img" not in answer.text


def test_matrix_counts_tasks_by_role_and_leaves_copies_out(database: Path) -> None:
    rows = get(database, "/trach-nhiem.json?topic=housing&year=2022").json()["responsible_matrix"]
    cell = next(row for row in rows if row["agency"] == "Sở Xây dựng" and row["province"] == "Hòa Bình")
    assert (cell["lead"], cell["support"], cell["implement"], cell["plans"]) == (1, 0, 0, 1)
    page = get(database, "/trach-nhiem?topic=housing&year=2022").text
    assert "3/3 tỉnh" in page
    assert "/ke-hoach/p1?dong=p1-t1#r-p1-t1" in page


def test_targets_are_written_the_vietnamese_way_and_the_english(database: Path) -> None:
    assert "dưới 4,24%" in get(database, "/chi-tieu?indicator=poverty_rate").text
    assert "under 4.24%" in get(database, "/chi-tieu?indicator=poverty_rate&lang=en").text


def test_lines_break_at_gaps_and_where_the_poverty_standard_changes() -> None:
    def at(value: float, standard: str | None = None) -> list[dict[str, Any]]:
        return [{"value": value, "standard": standard}]

    by_year = {2019: at(5.0), 2020: at(4.0), 2022: at(3.0, "a"), 2023: at(2.0, "b"), 2024: [*at(1.0, "b"), *at(1.5, "b")]}
    steps = [(step["year"], step["value"]) for step in series.line_of(by_year)]
    assert steps == [(2019, 5.0), (2020, 4.0), (2021.0, None), (2022, 3.0), (2022.5, None), (2023, 2.0)]


def test_search_finds_words_without_tone_marks_and_puts_exact_ones_first(database: Path) -> None:
    for typed in ("dao+tao", "đào+tạo"):
        found = get(database, f"/tim.json?q={typed}").json()["find"]
        assert any("đào tạo" in row["quote"] for row in found)
    assert get(database, "/tim.json?q=đào+tạo").json()["find"][0]["exact"] == 1
    assert get(database, "/tim?q=%22%28%29*").status_code == 200


def test_pages_stand_under_a_base_address_and_keep_the_language(database: Path) -> None:
    answer = get(database, "/trach-nhiem?topic=housing&lang=en", base_url="/kho/")
    assert answer.status_code == 200
    links = re.findall(r'(?:href|src|action)="(/[^"]*)"', answer.text)
    assert links
    assert all(link.startswith("/kho/") for link in links)
    assert '<a class="lang" hreflang="vi" lang="vi" href="/kho/trach-nhiem?topic=housing">' in answer.text


def test_only_get_is_answered_and_an_unknown_plan_is_not_found(database: Path) -> None:
    assert get(database, "/trach-nhiem", "POST").status_code in (403, 405)
    assert get(database, "/ke-hoach/none").status_code == 404
    assert get(database, "/a/b/c/d/e").status_code == 404


def test_a_copy_says_so_and_problems_are_shown(database: Path) -> None:
    page = get(database, "/ke-hoach/p4").text
    assert "Đây là một bản khác của" in page
    assert "Thiếu" in page
    assert 'id="r-p4-t1"' in page
    assert 'id="row-p4-t1"' in page


def test_pieces_of_overlapping_marks_rebuild_the_text() -> None:
    text = "ab cd\n\nef gh"
    found = [
        marks.Mark("1", "target", 0, 5),
        marks.Mark("2", "deadline", 3, 9),
        marks.Mark("3", "target", 3, 5),
        marks.Mark("4", "target", 4, 99),
    ]
    lines = marks.lines(text, [{"start_char": 7}], found)
    assert ["".join(piece.text for piece in line.pieces) for line in lines] == ["ab cd", "ef gh"]
    assert [(piece.text, [mark.id for mark in piece.marks], piece.opens) for piece in lines[0].pieces] == [
        ("ab ", ["1"], ("1",)),
        ("cd", ["3", "1", "2"], ("2", "3")),
    ]
    assert lines[1].sections


def test_the_policy_names_the_one_style_that_plot_draws_with() -> None:
    styles = re.findall(r'append\("style"\)\.text\(`(.*?)`\)', (STATIC / "plot.js").read_text(), re.DOTALL)
    text = re.sub(r"\$\{\w+\}", "plot-d6a7b5", next(style for style in styles if "--plot-background" in style))
    assert base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() in security.HEADERS["Content-Security-Policy"]


def test_static_files_are_served_and_nothing_beside_them(database: Path) -> None:
    assert get(database, "/-/kehoach/kehoach.css").headers["content-type"].startswith("text/css")
    assert "javascript" in get(database, "/-/kehoach/plot.js").headers["content-type"]
    assert get(database, "/-/kehoach/..%2Fpage.py").status_code in (403, 404)


def test_tables_of_datasette_lead_to_the_quote(database: Path) -> None:
    for path in ("/kehoach/targets", "/kehoach/due", "/kehoach/agency_tasks"):
        answer = get(database, path)
        assert answer.status_code == 200
        assert re.search(r'<a href="/ke-hoach/p1\?dong=(p1-[ndt]\d)#r-\1">', answer.text), path
        assert "<script>alert" not in answer.text


def test_an_empty_database_and_one_of_another_name_are_served(tmp_path: Path, database: Path) -> None:
    empty = tmp_path / "plans.db"
    connection = sqlite3.connect(empty, isolation_level=None)
    schema.create(connection)
    connection.close()
    for path in ("/", "/trach-nhiem", "/chi-tieu", "/tim?q=nha", "/trach-nhiem.json"):
        answer = get(empty, path, name="plans")
        assert answer.status_code == 200, path
        assert "SAMPLE DATA" not in answer.text
    assert get(empty, "/plans/unread", name="plans").status_code == 200
    assert "SAMPLE DATA" in get(database, "/").text


def test_no_database_says_what_to_do(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "other.db")
    connection.execute("create table t (a)")
    connection.close()
    answer = get(tmp_path / "other.db", "/", name="other")
    assert answer.status_code == 503
    assert "kehoach load" in answer.text

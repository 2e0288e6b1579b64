"""`/chi-tieu`: the table, the chart and the files say the same, drafts and copies stay out, and a picture can be taken away."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import re
import sqlite3
from pathlib import Path
from typing import Any

import pytest
import yaml
from web_fixture import METADATA, Rows, build, served

from web import series


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = build(tmp_path_factory.mktemp("targets") / "kehoach.db")
    connection = sqlite3.connect(path, isolation_level=None)
    made = Rows(connection)
    made.plan("d1", "Lào Cai", 2022, level="7,7%")
    connection.execute("update plans set status = 'draft' where id = 'd1'")
    made.plan("m1", "Hòa Bình", 2025, level="3,3%")
    connection.execute("update plans set period_start = 2021, issued = '2021-05-01' where id = 'm1'")
    connection.execute("update targets set year_basis = 'default' where id = 'p2-n1'")
    result = {
        "kind": "baseline",
        "status": "result",
        "indicator": "poverty_rate",
        "unit": "percent",
        "measure": "level",
        "comparator": "eq",
    }
    plan = dict(zip(("id", "text", "province", "level", "period_end"), connection.execute(
        "select id, text, province, level, period_end from plans where id = 'p3'").fetchone(), strict=True))  # fmt: skip
    made.found("targets", "r1", plan, "8,2%", value=6.4, year=2022, sentence="Cuối năm 2022 toàn tỉnh còn 6,4%", **result)
    connection.close()
    return path


def get(database: Path, path: str) -> Any:
    async def ask() -> Any:
        return await served(database).client.get(path)

    return asyncio.run(ask())


def table(page: str) -> str:
    found = re.search(r'<table class="figures">.*?</table>', page, re.DOTALL)
    return found.group() if found else ""


def test_a_level_that_there_is_not_has_no_figures(database: Path) -> None:
    answer = get(database, "/chi-tieu?indicator=multidimensional_poverty_rate&level=all")
    assert answer.status_code == 200 and "Không tìm thấy chỉ tiêu nào như vậy." in answer.text


def test_drafts_copies_districts_and_assumed_years_stay_out_of_the_table(database: Path) -> None:
    page = get(database, "/chi-tieu").text
    assert "dưới 6,5%" in table(page) and "dưới 4,24%" in table(page)
    assert "7,7%" not in page and "Đakrông" not in page
    assert "dưới 4,1%" not in table(page) and "dưới 4,1%" in page
    assert "câu không ghi năm" in page
    assert "7,7%" in table(get(database, "/chi-tieu?papers=all").text)
    assert "Đakrông" in table(get(database, "/chi-tieu?level=district").text)


def test_the_page_says_how_much_it_rests_on_and_who_is_silent(database: Path) -> None:
    page = get(database, "/chi-tieu").text
    assert "<strong>2/3 tỉnh</strong>" in page
    assert "Quảng Trị" in page.split('class="silent"')[1].split("</details>")[0]


def test_a_plan_of_several_years_is_found_for_a_year_and_marked(database: Path) -> None:
    page = get(database, "/chi-tieu?year=2023").text
    assert "3,3%" in table(page) and "2021–2025" in table(page)
    assert "6,5%" not in table(page)


def test_target_and_result_stand_side_by_side(database: Path) -> None:
    page = get(database, "/chi-tieu").text
    outcomes = page.split('id="outcomes"')[1].split("</table>")[0]
    assert "6,4%" in outcomes and "đạt" in outcomes and "-0,1" in outcomes


def test_the_chart_draws_the_rows_of_the_table(database: Path) -> None:
    page = get(database, "/chi-tieu").text
    told = json.loads(re.findall(r'<script type="application/json">(.*?)</script>', page, re.DOTALL)[0])
    links = set(re.findall(r'href="([^"]*)"', table(page)))
    assert {point["href"] for point in told["points"]} == links
    assert told["basis"].startswith("Dựa trên 2/3 tỉnh") and told["source"] and told["address"].endswith("/chi-tieu")


def test_files_have_every_row_with_why_it_is_off_the_chart(database: Path) -> None:
    rows = get(database, "/chi-tieu.json").json()["targets_by_place"]
    read = list(csv.DictReader(io.StringIO(get(database, "/chi-tieu.csv").content.decode("utf-8-sig"))))
    assert len(read) == len(rows) > 0
    why = series.reasons(rows)
    assert sorted(one["Vì sao không trên đường biểu đồ"] for one in read) == sorted(
        series.WHY[code][0] if code else "" for code in why.values()
    )


def test_merged_provinces_lack_numbers_and_say_so(database: Path) -> None:
    page = get(database, "/chi-tieu?provinces=today").text
    merged = page.split('id="merged"')[1]
    assert "không tính, thiếu số của" in merged and "Vĩnh Phúc" in merged


@pytest.mark.parametrize("sort", ["percent", "points", "start", "target", "result", "place", "x<script>"])
def test_easier_targets_can_be_sorted(database: Path, sort: str) -> None:
    answer = get(database, f"/chi-tieu?sort={sort}")
    assert answer.status_code == 200 and "x<script>" not in answer.text and 'aria-sort="ascending"' in answer.text


def test_an_order_that_is_none_is_that_of_the_page(database: Path) -> None:
    def places(query: str) -> list[str]:
        return re.findall(
            r'<th scope="row" lang="vi">(.*?)</th>', get(database, f"/chi-tieu?provinces=&{query}").text.split('id="easier"')[1]
        )

    assert places("sort=none") == places("") == places("sort=percent")


def test_what_is_not_found_leads_to_the_files_that_could_not_be_read(database: Path) -> None:
    assert 'href="/tep"' in get(database, "/chi-tieu").text.split('class="silent"')[1].split("</details>")[0]


def test_questions_leave_copies_out(database: Path) -> None:
    queries = yaml.safe_load(METADATA.read_text())["databases"]["kehoach"]["queries"]
    assert all("same_as is null" in queries[name]["sql"] for name in ("targets_by_place", "indicators", "places_held"))

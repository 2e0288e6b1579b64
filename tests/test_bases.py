"""Which documents plans rest on: counts, filters, one document with the plans that cite it, chains of amendments, and the files."""

from __future__ import annotations

import asyncio
import csv
import io
import sqlite3
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from web_fixture import HOSTILE, Rows, build, served

from web.bases import chain

TEXT = "Nghị định số 38/2023/NĐ-CP sửa đổi, bổ sung một số điều của Nghị định số 27/2022/NĐ-CP"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = build(tmp_path_factory.mktemp("bases") / "kehoach.db")
    connection = sqlite3.connect(path, isolation_level=None)
    made = Rows(connection)
    for id_, number, held in (("i27", "27/2022/NĐ-CP", None), ("i38", "38/2023/NĐ-CP", "p3")):
        made.add("instruments", id=id_, doc_type="nghi_dinh", number=number, year=int(number[3:7]), issuer="Chính phủ", plan_id=held)
    connection.execute("update plans set text = ? || text where id = 'p3'", (TEXT + "\n",))
    text = connection.execute("select text from plans where id = 'p3'").fetchone()[0]
    plan = {"id": "p3", "text": text, "province": "Hòa Bình", "level": "province", "period_end": 2024}
    for id_, number, relation in (("i38", "38/2023/NĐ-CP", "basis"), ("i27", "27/2022/NĐ-CP", "amends")):
        cited = {"doc_type": "nghi_dinh", "number": number, "relation": relation, "instrument_id": id_}
        made.found("legal_references", id_, plan, f"Nghị định số {number}", **cited)
    connection.close()
    return path


def get(database: Path, path: str) -> Any:
    async def ask() -> Any:
        return await served(database).client.get(path)

    return asyncio.run(ask())


def cited(database: Path, query: str = "") -> dict[str, Any]:
    return {row["number"]: row for row in get(database, f"/can-cu.json?{query}").json()["cited"]}


def test_documents_are_counted_once_a_plan_without_copies(database: Path) -> None:
    row = cited(database)["90/QĐ-TTg"]
    assert (row["plans"], row["provinces"], row["mentions"]) == (5, 3, 5)  # p1, p2, p3, p5, x1; p4 is a copy
    assert (row["first_year"], row["last_year"], row["held_as"]) == (2022, 2024, None)


def test_filters(database: Path) -> None:
    assert set(cited(database, "relation=basis")) == {"38/2023/NĐ-CP"}
    assert set(cited(database, "doc_type=nghi_dinh")) == {"27/2022/NĐ-CP", "38/2023/NĐ-CP"}
    assert set(cited(database, "held=yes")) == {"38/2023/NĐ-CP"} and "38/2023/NĐ-CP" not in cited(database, "held=no")
    assert set(cited(database, "year=2023&level=district")) == {"90/QĐ-TTg"} and cited(database, "year=1999") == {}
    assert set(cited(database, "q=27%2F2022%2Fnd-cp")) == {"27/2022/NĐ-CP"}
    assert cited(database, "papers=draft") == {}


def test_one_document_opens_the_plans_that_cite_it(database: Path) -> None:
    answer = get(database, "/can-cu?van-ban=i27")
    assert answer.status_code == 200 and "/ke-hoach/p3?dong=p3-i27#r-p3-i27" in answer.text
    assert "Nghị định số 38/2023/NĐ-CP sửa đổi, bổ sung một số điều của Nghị định số 27/2022/NĐ-CP" in answer.text
    assert "van-ban=i38" in answer.text and "/ke-hoach/p3" in get(database, "/can-cu?van-ban=i38").text
    rows = get(database, "/can-cu.json?van-ban=i1").json()["citing"]
    assert [row["plan_id"] for row in rows if row["province"] != HOSTILE] == ["p1", "p3", "p2", "p5"]


def test_chains_are_followed_both_ways_and_end() -> None:
    rows = [{"id": f"{a}{b}", "amending": a, "amended": b} for a, b in (("c", "b"), ("b", "a"), ("a", "c"), ("y", "x"), (None, "a"))]
    assert {row["id"] for row in chain(rows, "b")} == {"cb", "ba", "ac", "Nonea"}
    assert [row["id"] for row in chain(rows, "x")] == ["yx"] and chain(rows, "z") == []


@pytest.mark.parametrize("query", ["", "?lang=en", "?van-ban=<b>", "?van-ban=i1&lang=en", "?year=<b>&q=<b>&relation=<b>"])
def test_no_text_becomes_markup(database: Path, query: str) -> None:
    answer = get(database, "/can-cu" + query)
    assert answer.status_code == 200 and HOSTILE not in answer.text and "<b>" not in answer.text.split("<main")[1]


def test_files_hold_each_citation_with_its_paper(database: Path) -> None:
    answer = get(database, "/can-cu.json").json()
    mentions = sum(row["mentions"] for row in answer["cited"])
    assert answer["cited_totals"] == [{"plans": 5, "provinces": 3}]
    sheet = openpyxl.load_workbook(io.BytesIO(get(database, "/can-cu.xlsx").content)).worksheets[0]
    heads = [cell.value for cell in sheet[1]]
    assert sheet.max_row == mentions + 1
    assert {row[heads.index("Số kế hoạch dẫn nó")].value for row in list(sheet.rows)[1:]} == {1, 5}
    assert len(list(csv.reader(io.StringIO(get(database, "/can-cu.csv?van-ban=i27").text)))) == 2
    assert get(database, "/can-cu.docx?van-ban=i1").status_code == 200 and get(database, "/can-cu.ics").status_code == 404

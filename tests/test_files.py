"""What pages give away as files: real numbers and dates, nothing that runs, and each row leads back to its paper."""

from __future__ import annotations

import asyncio
import csv
import io
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from datasette.utils.asgi import Request
from web_fixture import HOSTILE, build, served

from extract.vocabulary import label
from web import files, queries
from web.columns import COLUMNS, described
from web.queries import described as metadata_of
from web.spreadsheet import csv_lines, xlsx
from web.taken import Each, Taken
from web.word import docx as word

PAGES = ("/trach-nhiem", "/chi-tieu")
FORMULA = '=HYPERLINK("http://example.org";"x")'


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("files") / "kehoach.db")


def get(database: Path, path: str) -> Any:
    async def ask() -> Any:
        return await served(database).client.get(path)

    return asyncio.run(ask())


def taken(rows: list[dict[str, Any]], *names: str) -> Taken:
    return Taken("Ai phụ trách: nhà ở", rows, tuple(COLUMNS[name] for name in names), names, (("Năm", "2022"),), "Dựa trên 2/3 tỉnh")


def excel(made: Taken, metadata: dict[str, Any] | None = None) -> bytes:
    out = io.BytesIO()
    xlsx(made, "vi", metadata or {}, out)
    return out.getvalue()


def printed(made: Taken) -> bytes:
    out = io.BytesIO()
    word(made, "vi", out)
    return out.getvalue()


def sheets(body: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(body))


def test_numbers_and_dates_are_real_and_texts_stay_texts() -> None:
    row = {
        "value": 4.24,
        "issued": "2022-03-31",
        "number": "12",
        "quote": FORMULA,
        "recurrence": '["monthly"]',
        "year": 2022,
        "province": "-1+1",
    }
    made = taken([row, {"issued": "2022-03", "value": None}], "province", "value", "year", "issued", "number", "quote", "recurrence")
    sheet = sheets(excel(made)).worksheets[0]
    assert [cell.value for cell in sheet[1]][:3] == ["Tỉnh, thành phố", "Giá trị", "Năm"]
    got = [cell.value for cell in sheet[2]]
    assert got == ["-1+1", 4.24, 2022, datetime(2022, 3, 31), "12", FORMULA, label("recurrence", "monthly")]
    assert [sheet[2][at].data_type for at in (0, 1, 3, 4, 5)] == ["s", "n", "d", "s", "s"]
    assert sheet[3][3].value == "2022-03"
    assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref == "A1:G3"


def test_the_other_sheets_say_what_columns_mean_and_what_was_asked() -> None:
    book = sheets(
        excel(taken([{"value": 1.0}], "value"), {"tables": {"targets": {"columns": {"value": "Giá trị theo đơn vị / The value"}}}})
    )
    assert [cell.value for cell in book.worksheets[1][2]] == ["Giá trị", "Value", "Giá trị theo đơn vị", "The value"]
    said = {row[0].value: row[1].value for row in book.worksheets[2].rows}
    assert said["Năm"] == "2022" and said["Dựa trên / Rests on"] == "Dựa trên 2/3 tỉnh" and said["Số dòng / Rows"] == "1"


def test_csv_begins_with_a_mark_holds_every_row_and_no_formula() -> None:
    rows = [
        {"quote": text, "value": -1.5} for text in (FORMULA, "+1", "-1", "@a", "\tx", " =1", "bình thường, có phẩy", 'có "ngoặc"\nhai dòng')
    ] * 500
    text = "".join(csv_lines(taken(rows, "quote", "value"), "vi"))
    assert text.startswith("\ufeffNguyên văn,Giá trị\r\n")
    read = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert len(read) == len(rows) + 1
    assert [row[0] for row in read[1:9]] == [
        "'" + FORMULA,
        "'+1",
        "'-1",
        "'@a",
        "'\tx",
        "' =1",
        "bình thường, có phẩy",
        'có "ngoặc"\nhai dòng',
    ]
    assert {row[1] for row in read[1:]} == {"-1.5"}


def test_a_text_longer_than_a_cell_is_cut_visibly_in_excel_only() -> None:
    made = taken([{"quote": "ă" * 40_000}], "quote")
    cell = sheets(excel(made)).worksheets[0]["A2"].value
    assert len(cell) == 32_767 and cell.endswith("…")
    assert "ă" * 40_000 in "".join(csv_lines(made, "vi"))


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("lang", ["", "en"])
def test_pages_give_the_same_rows_in_every_format(database: Path, path: str, lang: str) -> None:
    rows = get(database, f"{path}.json?lang={lang}").json()
    count = len(rows["responsible" if "trach" in path else "targets_by_place"])
    answer = get(database, f"{path}.xlsx?lang={lang}")
    assert answer.status_code == 200 and "attachment" in answer.headers["content-disposition"]
    sheet = sheets(answer.content).worksheets[0]
    assert sheet.max_row == count + 1 > 1
    heads = [cell.value for cell in sheet[1]]
    assert ("File" if lang else "Tệp") in heads and ("Section" if lang else "Mục") in heads
    links = [row[-1].value for row in list(sheet.rows)[1:]]
    assert all("/ke-hoach/" in link and link.startswith("http") for link in links)
    read = list(csv.reader(io.StringIO(get(database, f"{path}.csv?lang={lang}").content.decode("utf-8-sig"))))
    assert len(read) == count + 1 and read[0] == heads
    made = get(database, f"{path}.docx?lang={lang}")
    opened = docx.Document(io.BytesIO(made.content))
    assert len(opened.tables[0].rows) == count + 1
    notes = zipfile.ZipFile(io.BytesIO(made.content)).read("word/footnotes.xml").decode()
    assert notes.count("<w:footnoteRef/>") == count and "Kế hoạch số 22/KH-UBND ngày 31/3/2022" in notes
    assert HOSTILE not in notes


def test_pages_without_rows_give_no_file(database: Path) -> None:
    assert get(database, "/tim.xlsx").status_code == 404


def test_every_column_is_explained(database: Path) -> None:
    metadata = metadata_of(served(database))
    missing = [name for name, column in COLUMNS.items() if all(column.described) and described(column, metadata) == (column.vi, column.en)]
    assert not missing


def test_a_workbook_shows_whole_numbers_without_a_stray_comma() -> None:
    rows = [{"value": 1571.0}, {"value": 4.24}]
    sheet = sheets(excel(taken(rows, "value"))).worksheets[0]
    assert [row[0].number_format for row in list(sheet.rows)[1:]] == ["#,##0", "#,##0.0###"]
    assert sheet.page_setup.orientation == "landscape" and sheet.print_title_rows == "$1:$1"


def test_a_word_table_has_no_empty_column_and_dates_as_papers_write_them() -> None:
    rows = [{"province": "Hòa Bình", "due_on": "2026-02-05", "value": 4.24}, {"province": "Hòa Bình", "due_on": "2026-11", "value": 5}]
    made = docx.Document(io.BytesIO(printed(taken(rows, "province", "district", "due_on", "value"))))
    table = [[cell.text for cell in row.cells] for row in made.tables[0].rows]
    assert table == [
        ["TT", "Tỉnh, thành phố", "Ngày đến hạn", "Giá trị"],
        ["1", "Hòa Bình", "05/02/2026", "4,24"],
        ["2", "Hòa Bình", "11/2026", "5"],
    ]
    assert made.sections[0].different_first_page_header_footer and "PAGE" in made.sections[0].header._element.xml
    assert all("w:cantSplit" in row._tr.xml for row in list(made.tables[0].rows)[1:])


class Alive(dict[str, Any]):
    """A row that counts how many of its kind there are."""

    now = most = 0

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)
        Alive.now += 1
        Alive.most = max(Alive.most, Alive.now)

    def __del__(self) -> None:
        Alive.now -= 1


class Many:
    def __iter__(self) -> Iterator[dict[str, Any]]:
        return (Alive(quote=f"Việc số {number}", value=1.0) for number in range(2000))


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_file_is_written_without_holding_its_rows(form: str) -> None:
    Alive.now = Alive.most = 0
    made = Taken("Mọi việc", Each(Many(), lambda row: row), (COLUMNS["quote"], COLUMNS["value"]), ("quote",))
    if form == "csv":
        assert sum(line.count("\r\n") for line in csv_lines(made, "vi")) == 2001
    else:
        book = sheets(excel(made))
        assert book.worksheets[0].max_row == 2001
        assert {row[0].value: row[1].value for row in book.worksheets[2].rows}["Số dòng / Rows"] == "2000"
    assert 0 < Alive.most < 5


def test_a_printed_table_holds_the_first_rows_and_says_how_many_there_are() -> None:
    made = docx.Document(io.BytesIO(printed(Taken("Mọi việc", Many(), (COLUMNS["quote"], COLUMNS["value"]), ("quote",)))))
    assert len(made.tables[0].rows) == 1001
    assert any("1000" in paragraph.text and "2000" in paragraph.text for paragraph in made.paragraphs)


def test_rows_of_a_file_are_those_of_the_page_and_leave_no_connection_open(database: Path) -> None:
    site = served(database)
    request = Request.fake("/")

    async def both() -> tuple[list[dict[str, Any]], list[dict[str, Any]], int]:
        await site.invoke_startup()
        asked = await queries.ask(site, request, "responsible")
        known = await queries.plans_database(site)
        assert known is not None
        rows = await queries.rows(site, request, "responsible")
        before = len(known._all_file_connections)
        read = list(rows)
        return asked, read, len(known._all_file_connections) - before

    asked, read, left = asyncio.run(both())
    assert asked == read != [] and left == 0


@pytest.mark.parametrize(("method", "left", "made"), [("GET", False, {9}), ("GET", True, {0, 1, 2}), ("HEAD", False, {0})])
def test_no_piece_is_made_that_nobody_takes(method: str, left: bool, made: set[int]) -> None:
    async def receive() -> dict[str, Any]:
        if not left:
            await asyncio.Event().wait()
        return {"type": "http.disconnect"}

    async def run() -> int:
        taken: list[bytes] = []

        async def send(message: dict[str, Any]) -> None:
            await asyncio.sleep(0.01)
            taken.append(message.get("body", b""))

        request = Request({"type": "http", "method": method}, receive)
        await files.Streamed((b"piece" for _ in range(9)), {}, "text/csv", request).asgi_send(send)
        return sum(map(bool, taken))

    assert asyncio.run(run()) in made

"""Deadlines of a year: recurring duties by their days, the calendar page, and the file that other calendars read."""

from __future__ import annotations

import asyncio
import csv
import io
import sqlite3
from datetime import date
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from icalendar import Calendar
from web_fixture import HOSTILE, Rows, build, served

from extract.patterns.recurring_days import recurring_days, stretch
from web.agenda_days import grid, spread

MONTHS = [f"{n:02d}" for n in range(1, 13)]


@pytest.mark.parametrize(
    ("text", "codes", "days"),
    [
        ("trước ngày 20 hằng tháng", "monthly", [f"{n}-20" for n in MONTHS]),
        ("vào ngày 05 và ngày 20 hằng tháng", "monthly", [f"{n}-{d}" for n in MONTHS for d in ("05", "20")]),
        ("trước ngày 30 hằng tháng", "monthly", [f"{n}-{'28' if n == '02' else '30'}" for n in MONTHS]),
        ("chậm nhất ngày 05 của tháng đầu quý", "quarterly", ["01-05", "04-05", "07-05", "10-05"]),
        ("trước ngày 15 tháng cuối quý", "quarterly", ["03-15", "06-15", "09-15", "12-15"]),
        ("quý (trước ngày 20 của tháng cuối quý), 6 tháng và năm", "quarterly semiannual annual", ["03-20", "06-20", "09-20", "12-20"]),
        ("6 tháng (trước ngày 10/6)", "semiannual", ["06-10"]),
        ("hằng năm trước ngày 05/12", "annual", ["12-05"]),
        ("trước ngày 30/11/2021 hàng năm", "annual", ["11-30"]),
        ("trước ngày 15 tháng 6 và ngày 15 tháng 12 hằng năm", "semiannual", ["06-15", "12-15"]),
        ("từ ngày 01 tháng 9 tới ngày 31 tháng 10 hằng năm", "annual", ["10-31"]),
    ],
)
def test_days_that_papers_say(text: str, codes: str, days: list[str]) -> None:
    found = recurring_days(text, tuple(codes.split()), 2023)
    assert [one.day for one in found] == [f"2023-{day}" for day in days]
    assert all(one.said for one in found)


@pytest.mark.parametrize(
    ("text", "codes", "days"),
    [
        ("hằng tháng", "monthly", [("month", 12)]),
        ("mỗi quý một lần", "quarterly", [("quarter", 4)]),
        ("định kỳ 6 tháng, năm", "semiannual annual", [("half", 1), ("year", 1)]),
        ("hằng năm", "annual", [("year", 1)]),
        ("hai kỳ (tháng 6 và tháng 12)", "semiannual", [("month", 2)]),
        ("quý I hằng năm", "annual", [("quarter", 1)]),
    ],
)
def test_a_stretch_without_a_day_ends_on_its_last_and_says_so(text: str, codes: str, days: list[tuple[str, int]]) -> None:
    within = [one.within for one in recurring_days(text, tuple(codes.split()), 2023)]
    assert [(name, within.count(name)) for name in dict.fromkeys(within)] == days


def test_each_friday_within_its_months_only() -> None:
    found = recurring_days("chiều thứ Sáu hằng tuần trong tháng 10 và tháng 11", ("weekly",), 2022, "2022-10-01", "2022-11-30")
    assert [one.day for one in found][:2] == ["2022-10-07", "2022-10-14"]
    assert len(found) == 8 and {date.fromisoformat(one.day).weekday() for one in found} == {4}
    assert len(recurring_days("vào thứ Sáu hằng tuần", ("weekly",), 2022)) == 52


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("hằng ngày", "daily"),
        ("đột xuất", "irregular"),
        ("định kỳ", "unspecified"),
        ("2 lần/tuần", "weekly"),
        ("trước Tết hằng năm", "annual"),
    ],
)
def test_what_no_calendar_can_hold_has_no_day(text: str, code: str) -> None:
    assert recurring_days(text, (code,), 2023) == ()
    row = {"id": "x", "kind": "recurring", "recurrence": f'["{code}"]', "quote": text, "starts_on": None, "ends_on": None, "issued": None}
    assert spread([row], 2023).undated


def test_a_single_time_says_a_day_or_a_stretch() -> None:
    assert [stretch(text, 2023) for text in ("trước ngày 10/8/2023", "trong tháng 5", "quý II", "đến năm 2023")] == [
        "",
        "month",
        "quarter",
        "year",
    ]


def test_a_duty_begins_when_its_paper_was_issued_and_periods_run_on() -> None:
    common = {"starts_on": None, "ends_on": None, "recurrence": None}
    rows = [
        common | {"id": "a", "kind": "recurring", "recurrence": '["monthly"]', "quote": "ngày 20 hằng tháng", "issued": "2023-03-31"},
        common | {"id": "b", "kind": "period", "starts_on": "2021-01-01", "ends_on": "2025-12-31", "quote": "giai đoạn", "issued": None},
        common | {"id": "c", "kind": "date", "quote": "10 ngày sau khi họp", "issued": None},
        common | {"id": "d", "kind": "period", "starts_on": "2023-05-01", "quote": "từ ngày 01/5/2023", "issued": None},
    ]
    found = spread(rows, 2023)
    assert min(found.days) == "2023-04-20" and found.count_of() == 10 and found.count_of(month=5) == 2
    assert found.running == ["b"] and found.undated == {"c": "after"}
    assert found.days["2023-05-01"][0].opens
    assert sum(cell.said for week in grid(found, 2023, 5) for cell in week) == 2


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = build(tmp_path_factory.mktemp("agenda") / "kehoach.db")
    connection = sqlite3.connect(path, isolation_level=None)
    made = Rows(connection)
    plan = {
        "id": "p2",
        "text": "gửi Sở; báo cáo, \\ trước ngày 20 hằng tháng",
        "province": "Quảng Trị",
        "level": "province",
        "period_end": 2022,
    }
    agency = {"agency_id": "a2", "agency_text": "Sở Tài chính", "recipient": "Sở"}
    made.found(
        "deadlines",
        "d9",
        plan,
        "trước ngày 20 hằng tháng",
        kind="recurring",
        recurrence='["monthly"]',
        reporting=1,
        action=plan["text"],
        **agency,
    )
    connection.close()
    return path


def get(database: Path, path: str) -> Any:
    async def ask() -> Any:
        return await served(database).client.get(path)

    return asyncio.run(ask())


@pytest.mark.parametrize(
    "query", ["", "?lang=en", "?year=2022&month=11", "?year=2022&day=2022-11-30", "?year=x&month=99&day=<b>", "?year=1950"]
)
def test_the_page_answers_and_no_text_becomes_markup(database: Path, query: str) -> None:
    answer = get(database, "/lich" + query)
    assert answer.status_code == 200 and HOSTILE not in answer.text and "<b>" not in answer.text.split("<main")[1]


def test_without_a_year_the_latest_with_plans_is_shown(database: Path) -> None:
    rows = get(database, "/lich.json").json()["deadlines_in_year"]
    assert {row["due_on"][:4] for row in rows} == {"2024"}


def test_filters(database: Path) -> None:
    def due(query: str) -> list[str]:
        return [row["due_on"] for row in get(database, f"/lich.json?year=2022&{query}").json()["deadlines_in_year"]]

    assert len(due("agency=so+tai+chinh")) == 9  # from the paper's issue on 31 March
    assert due("agency=Sở+Tài+chính&month=11") == ["2022-11-20"]
    assert "2022-11-20" not in due("province=Hòa+Bình") and due("province=Hòa+Bình")
    assert due("reporting=0") == [] and due("level=district") == []


def test_the_rows_behind_how_much_it_rests_on_are_given(database: Path) -> None:
    page = get(database, "/lich?year=2022&province=Hòa+Bình").text
    rows = get(database, "/lich.json?year=2022").json()["provinces_in_force"]
    deadlines = {row["province"]: row["deadlines"] for row in rows}
    assert deadlines["Hòa Bình"] == 2 and deadlines["Quảng Trị"] == 3
    assert "<strong>1/1 tỉnh</strong>" in page and f"<strong>{len(rows)}/{len(rows)} tỉnh</strong>" in get(database, "/lich?year=2022").text


def test_files_hold_each_row_on_each_of_its_days(database: Path) -> None:
    query = "year=2022&agency=so+tai+chinh"
    sheet = openpyxl.load_workbook(io.BytesIO(get(database, f"/lich.xlsx?{query}").content)).worksheets[0]
    assert sheet.max_row == 10 and sheet["A2"].value.date() == date(2022, 4, 20)
    assert len(list(csv.reader(io.StringIO(get(database, f"/lich.csv?{query}").text)))) == 10
    assert len(docx.Document(io.BytesIO(get(database, f"/lich.docx?{query}").content)).tables[0].rows) == 10


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/lich.xlsx?year=2022&reporting=0", {"Báo cáo": "không phải báo cáo", "Văn bản": "đã ban hành", "Tỉnh": "tất cả"}),
        ("/can-cu.xlsx?papers=all&held=no", {"Văn bản": "cả dự thảo", "Có trong kho": "chưa có"}),
        ("/tim.xlsx?q=nha&place=x", {"Văn bản": "cả dự thảo", "Huyện, xã": "x"}),
        ("/chi-tieu.xlsx?provinces=today", {"Văn bản": "đã ban hành", "Tên tỉnh": "theo tỉnh từ 01/7/2025"}),
        ("/trach-nhiem.xlsx?programme=90/Q%C4%90-TTg", {"Văn bản": "đã ban hành", "Chương trình": "90/QĐ-TTg", "Dự án": "tất cả"}),
    ],
)
def test_files_tell_the_choice_they_were_asked_with_in_words(database: Path, path: str, told: dict[str, str]) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(get(database, path).content))["Điều kiện lọc"]
    rows = {row[0]: row[1] for row in sheet.iter_rows(values_only=True)}
    assert told.items() <= rows.items()


def test_the_calendar_file_is_read_back_whole(database: Path) -> None:
    answer = get(database, "/lich.ics?year=2022&agency=so+tai+chinh")
    assert answer.headers["content-type"].startswith("text/calendar")
    assert all(len(line) <= 75 for line in answer.content.split(b"\r\n")) and b"\n" not in answer.content.replace(b"\r\n", b"")
    read = Calendar.from_ical(answer.content)
    assert read["method"] == "PUBLISH" and "2022" in read["x-wr-calname"]
    events = read.walk("VEVENT")
    assert len(events) == 9 and len({str(event["uid"]) for event in events}) == 9
    first = events[0]
    assert first["dtstart"].dt == date(2022, 4, 20) and first["dtend"].dt == date(2022, 4, 21)
    assert first["dtstamp"].dt.year == 2024
    assert str(first["summary"]) == "Sở Tài chính: gửi Sở; báo cáo, \\ trước ngày 20 hằng tháng"
    assert "Kế hoạch số 22/KH-UBND ngày 31/3/2022" in first["description"] and "/ke-hoach/p2" in first["url"]
    again = Calendar.from_ical(get(database, "/lich.ics?year=2022").content).walk("VEVENT")
    assert {str(event["uid"]) for event in events} <= {str(event["uid"]) for event in again}


def test_calendars_can_rely_on_the_file(database: Path) -> None:
    """RFC 5545: 3.1 (lines end in CRLF, at most 75 octets), 3.3.11 (text), 3.6.1 (an event needs UID and DTSTAMP, DTEND is exclusive)."""
    first, again = (get(database, "/lich.ics?year=2022").content for _ in range(2))
    assert first == again  # UID and DTSTAMP keep: a calendar that fetches it again finds nothing new
    lines = first.decode().split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR" and lines[-2:] == ["END:VCALENDAR", ""]
    assert max(len(line.encode()) for line in lines) <= 75
    unfolded = first.decode().replace("\r\n ", "").split("\r\n")
    assert any(line.startswith("DESCRIPTION:") and "\\n" in line and "\\," in line for line in unfolded)
    read = Calendar.from_ical(first)
    assert read["version"] == "2.0" and read["prodid"].startswith("-//") and read["method"] == "PUBLISH" and read["x-wr-calname"]
    for event in read.walk("VEVENT"):
        assert event["dtstamp"].to_ical().endswith(b"Z")
        assert [event[name].params["VALUE"] for name in ("dtstart", "dtend")] == ["DATE", "DATE"]
        assert (event["dtend"].dt - event["dtstart"].dt).days == 1
        assert str(event["uid"]).endswith("@kehoach") and str(event["uid"]).isascii()
        assert str(event["summary"]) and "\n" not in event["summary"]
        assert str(event["url"]).startswith("http")
        assert "rrule" not in event  # each day stands by itself, as the page has it: a plan's duties end with its period


def test_bodies_of_one_sentence_stand_together(database: Path, tmp_path: Path) -> None:
    copy = tmp_path / "with.db"
    with sqlite3.connect(database) as source, sqlite3.connect(copy) as target:
        source.backup(target)
        target.execute("update responsibilities set role = 'lead' where id = 'p2-t2'")
        target.execute("update deadlines set agency_id = 'a1' where id = 'p2-d1'")
    page = get(copy, "/lich?year=2022").text
    assert 'cùng với <span lang="vi">Sở Tài chính</span>' in page
    found = get(copy, "/lich.json?year=2022&agency=so+tai+chinh").json()["deadlines_in_year"]
    assert ("p2-d1", "Sở Xây dựng", "Sở Tài chính") in {(row["id"], row["agency"], row["with_agencies"]) for row in found}
    assert "Cùng với: Sở Tài chính" in get(copy, "/lich.ics?year=2022").content.decode().replace("\r\n ", "")


@pytest.mark.parametrize("path", ["/trach-nhiem.ics", "/chi-tieu.ics", "/tim.ics"])
def test_other_pages_give_no_calendar(database: Path, path: str) -> None:
    assert get(database, path).status_code == 404

"""Dates and stretches of time as papers write them."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.patterns.dates import iso, times, written_date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tuy Hòa, ngày 05 tháng 3 năm 2019", "2019-03-05"),
        ("ngày 25/3/2022", "2022-03-25"),
        ("ngày 7.11.2017", "2017-11-07"),
        ("ngày 1-2-2020", "2020-02-01"),
        ("ngày    tháng 6 năm 2024", "2024-06"),
        ("ngày      tháng      năm 2024", "2024"),
        ("ngày ... tháng ... năm 2024", "2024"),
        ("ngày 3O tháng l1 năm 2018", "2018-11-30"),
        ("năm 2013", "2013"),
        ("ngày hội", None),
    ],
)
def test_written_date(text: str, expected: str | None) -> None:
    assert written_date(text) == expected


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("ngày 15/8/2019", "2019-08-15", "2019-08-15"),
        ("ngày **15/8/2019**", "2019-08-15", "2019-08-15"),
        ("ngày 15/8", "2022-08-15", "2022-08-15"),
        ("ngày 15 tháng 8", "2022-08-15", "2022-08-15"),
        ("tháng 02/2024", "2024-02-01", "2024-02-29"),
        ("tháng 9", "2022-09-01", "2022-09-30"),
        ("tháng 5 - 11/2023", "2023-05-01", "2023-11-30"),
        ("quý II/2023", "2023-04-01", "2023-06-30"),
        ("Quý 4 năm 2020", "2020-10-01", "2020-12-31"),
        ("quý I và quý II năm 2020", "2020-01-01", "2020-06-30"),
        ("6 tháng đầu năm 2021", "2021-01-01", "2021-06-30"),
        ("06 tháng cuối năm", "2022-07-01", "2022-12-31"),
        ("9 tháng đầu năm 2021", "2021-01-01", "2021-09-30"),
        ("giữa năm 2021", "2021-01-01", "2021-06-30"),
        ("cuối năm", "2022-01-01", "2022-12-31"),
        ("giai đoạn 2021 - 2025", "2021-01-01", "2025-12-31"),
        ("năm 2022 đến năm 2025", "2022-01-01", "2025-12-31"),
        ("các ngày 6, 7, 8/4/2021", "2021-04-06", "2021-04-08"),
        ("từ ngày 05 đến 18/11", "2022-11-05", "2022-11-18"),
        ("tuần cuối tháng 2", "2022-02-22", "2022-02-28"),
        ("tuần thứ hai của tháng 6", "2022-06-08", "2022-06-14"),
        ("nửa đầu tháng 3", "2022-03-01", "2022-03-15"),
        ("cả năm 2023", "2023-01-01", "2023-12-31"),
    ],
)
def test_days_covered(text: str, first: str, last: str) -> None:
    assert [(t.first, t.last) for t in times(text, 2022)] == [(first, last)]


@pytest.mark.parametrize(
    "text", ["ngày 31/13/2022", "tỷ lệ 1/2", "12.345 hộ", "số 15/2018/NĐ-CP", "hằng năm", "quý vị", "tháng 13", "5 năm", "3.2021 hộ"]
)
def test_no_time(text: str) -> None:
    assert times(text, 2022) == ()


def test_open_without_a_year() -> None:
    assert [(t.first, t.last) for t in times("trước ngày 15/8 và cuối quý II")] == [(None, None), (None, None)]


@given(st.dates(min_value=date(1945, 9, 2)))
def test_every_day_comes_back(day: date) -> None:
    assert iso(day.year, day.month, day.day) == day.isoformat()


@given(st.text(alphabet="ngàythámquýăđếntừ0123456789/.- IVii\n*", max_size=120))
def test_spans_lie_in_the_text_in_order(text: str) -> None:
    found = times(text, 2022)
    assert all(0 <= t.span.start < t.span.end <= len(text) for t in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))

"""Search finds words however they are typed, exact tone marks first, within filters, and gives every hit as a file; files that could not be
read are told with the reason."""

from __future__ import annotations

import asyncio
import io
import unicodedata
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import openpyxl
import pytest
from web_fixture import build, served


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("search") / "kehoach.db")


def get(database: Path, path: str, **asked: str) -> Any:
    async def ask() -> Any:
        return await served(database).client.get(f"{path}?{urlencode(asked)}")

    answer = asyncio.run(ask())
    assert answer.status_code == 200, answer.text[:300]
    return answer


def hits(database: Path, q: str, **asked: str) -> list[str]:
    return [row["id"] for row in get(database, "/tim.json", q=q, **asked).json()["find"]]


@pytest.mark.parametrize(
    "typed", ["đào tạo nghề", "dao tao nghe", "ĐÀO TẠO NGHỀ", unicodedata.normalize("NFD", "đào tạo nghề"), "đao tạo nghe"]
)
def test_words_are_found_in_every_spelling(database: Path, typed: str) -> None:
    assert sorted(hits(database, typed)) == sorted(hits(database, "đào tạo nghề")) != []


def test_exact_tone_marks_come_first(database: Path) -> None:
    found = get(database, "/tim.json", q="nhà ở").json()["find"]
    assert [row["exact"] for row in found] == sorted((row["exact"] for row in found), reverse=True)


def test_filters_narrow_and_files_hold_every_hit(database: Path) -> None:
    everywhere, one = hits(database, "nhà ở"), hits(database, "nhà ở", province="Hòa Bình")
    assert 0 < len(one) < len(everywhere)
    assert 0 < len(hits(database, "nhà ở", year="2024")) < len(everywhere)
    sheet = openpyxl.load_workbook(io.BytesIO(get(database, "/tim.xlsx", q="nhà ở").content)).worksheets[0]
    assert sheet.max_row == len(everywhere) + 1


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_files_that_could_not_be_read_are_told_with_the_reason(database: Path, lang: str) -> None:
    text = get(database, "/tep", lang=lang).text
    assert "hỏng.pdf" in text and ("Broken file" if lang == "en" else "Tệp hỏng") in text


def test_home_shows_gaps_and_the_provinces_of_today(database: Path) -> None:
    assert 'class="gap' in get(database, "/").text
    assert get(database, "/", provinces="today").status_code == 200

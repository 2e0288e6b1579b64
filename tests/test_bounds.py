"""Pages are bounded and say so, files are whole, and what cannot be answered is told in words."""

from __future__ import annotations

import asyncio
import csv
import io
import re
import sqlite3
from pathlib import Path
from typing import Any

import attack
import pytest
from datasette.app import Datasette
from web_fixture import served

from web import responsible, security


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return attack.build(tmp_path_factory.mktemp("bounds") / "kehoach.db")


async def get(site: Datasette, path: str) -> Any:
    return await site.client.get(path)


def test_csv_of_a_table_and_of_a_saved_question_has_every_row_of_it(database: Path) -> None:
    site = served(database, max_returned_rows=3)
    connection = sqlite3.connect(database)
    (every,) = connection.execute("select count(*) from targets").fetchone()
    assert every > 6
    for query, rows in (("", every), ("?_size=max", every), ("?_size=2", 2), ("?_next=x1-n1&_size=max", every), ("?id=x1-n1", 1)):
        assert _lines(site, f"/kehoach/targets.csv{query}") == rows, query
    pages = asyncio.run(get(site, "/kehoach/deadline_days.json")).json()
    assert pages["truncated"] and _lines(site, "/kehoach/deadline_days.csv") > 3
    assert asyncio.run(get(site, "/kehoach/none.csv")).status_code == 404
    assert _lines(site, "/kehoach/cited.csv") > 0 == _lines(site, "/kehoach/cited.csv?q=zzz")
    assert _lines(site, "/kehoach/deadline_days.csv?_header=off&_size=1") == _lines(site, "/kehoach/deadline_days.csv") - 1
    assert "attachment" in asyncio.run(get(site, "/kehoach/cited.csv?_dl=on")).headers["content-disposition"]
    assert asyncio.run(get(site, "/kehoach/find.csv?q=%22")).status_code == 200


@pytest.mark.parametrize("shape", ["array", "arrayfirst", "object"])
def test_json_without_a_place_to_say_so_is_never_cut(database: Path, shape: str) -> None:
    site = served(database, max_returned_rows=3)
    for path in ("targets.json?", "targets.json?_size=max&", "deadline_days.json?") if shape != "object" else ("targets.json?",):
        answer = asyncio.run(get(site, f"/kehoach/{path}_shape={shape}"))
        assert answer.status_code == 413 and answer.json()["ok"] is False, path
        assert path.split(".")[0] + ".csv" in answer.json()["error"]
    turned = asyncio.run(get(site, f"/kehoach/targets.json?_shape={shape}&_size=2"))
    assert len(turned.json()) == 2 and 'rel="next"' in turned.headers["link"]
    assert asyncio.run(get(site, "/kehoach/deadline_days.json?_shape=objects")).json()["truncated"]
    assert len(asyncio.run(get(served(database), "/kehoach/plans.json?_shape=array&_col=id")).json()) > 2


def test_json_of_a_page_says_where_it_has_not_all_rows(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = served(database)
    every = asyncio.run(get(site, "/trach-nhiem.json?level=all")).json()
    assert "cut" not in every and len(every["responsible"]) > 2
    monkeypatch.setattr(responsible, "MOST_ROWS", 2)
    short = asyncio.run(get(site, "/trach-nhiem.json?level=all")).json()
    assert (len(short["responsible"]), short["cut"]) == (2, ["responsible"])
    assert _lines(site, short["all_rows"].removeprefix("http://localhost")) == len(every["responsible"])


def _lines(site: Datasette, path: str) -> int:
    answer = asyncio.run(get(site, path))
    assert answer.status_code == 200, path
    return len(list(csv.reader(io.StringIO(answer.text, newline="")))) - 1


@pytest.mark.parametrize(
    "path",
    [
        "targets~00",
        "targets?_facet=year&_timelimit=a",
        "targets?_through=a",
        "targets?_sort=year&_next=a~00",
        "targets?a~00=~00&%00=%00",
    ],
)
def test_an_address_that_says_nothing_is_no_fault_of_the_server(database: Path, path: str) -> None:
    for form in ("", ".json", ".csv"):
        name, mark, query = path.partition("?")
        answer = asyncio.run(get(served(database), f"/kehoach/{name}{form}{mark}{query}"))
        assert answer.status_code in (200, 302, 400, 404), (form, answer.status_code)
        assert "Traceback" not in answer.text


def test_a_plan_is_shown_whose_text_is_long_and_words_stand_for_one_that_is_longer(tmp_path: Path) -> None:
    long = attack.build(tmp_path / "kehoach.db")
    with sqlite3.connect(long) as connection:
        line = "Sở Y tế chủ trì thực hiện.\n"
        connection.execute("update plans set text = ? where id = 'x0'", [line * (3_000_000 // len(line))])
        connection.execute("update plans set text = ? where id = 'x2'", ["a" * (security.LONGEST_VALUE + 1)])
    connection.close()
    site = served(long)
    for path in ("/ke-hoach/x0", "/ke-hoach/x0.json", "/kehoach/plans/x0"):
        assert asyncio.run(get(site, path)).status_code == 200, path
    for path in (
        "/ke-hoach/x2",
        "/ke-hoach/x2.json",
        "/ke-hoach/x2/bang-chung",
        "/kehoach/plans/x2",
        "/kehoach/plans",
        "/kehoach/plans.json",
    ):
        answer = asyncio.run(get(site, path))
        assert (answer.status_code, "16 MB" in answer.text) == (413, True), path
    for path in ("/", "/trach-nhiem", "/chi-tieu", "/lich", "/doi-chieu", "/tim"):
        assert asyncio.run(get(site, path)).status_code == 200, path


def test_under_a_path_every_address_of_every_page_has_it_once(database: Path) -> None:
    site = served(database, base_url="/kho/")
    pages = [
        "",
        "trach-nhiem",
        "ke-hoach/x1",
        "kehoach",
        "kehoach/plans",
        "kehoach/targets?_facet=year",
        "kehoach/responsible",
        "kehoach/plans/x1",
    ]
    for page in [
        *pages,
        "kehoach/responsible",
        "kehoach/plans/x1",
        "kehoach/responsibilities?_facet_array=topics&_facet=agency",
        "kehoach/targets/x1-n1",
        "-/settings",
    ]:
        answer = asyncio.run(get(site, f"/{page}"))
        assert answer.status_code == 200, page
        leads = re.findall(r"(?:href|src|action)=[\"'](?:http://localhost)?(/[^\"']*)", answer.text)
        assert len(leads) > 5 and not [lead for lead in leads if not lead.startswith("/kho/") or lead.startswith("/kho/kho/")], page

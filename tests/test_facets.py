"""Facets of one page share a time, however many are asked for; what else a page asks is not cut by it."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import Any

import pytest
from datasette.database import QueryInterrupted
from web_fixture import build, served

from web import facets

ASKED = "/kehoach/targets.json?_facet=unit&_facet=text&_facet_array=boxes"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("facets") / "kehoach.db")


def get(database: Path, path: str) -> Any:
    async def ask() -> Any:
        return await served(database).client.get(path)

    return asyncio.run(ask())


def test_facets_are_counted_while_there_is_time(database: Path) -> None:
    answer = get(database, ASKED).json()
    assert {"unit", "text", "indicator"} <= set(answer["facet_results"])
    assert "timed out" not in get(database, ASKED.replace(".json", "")).text


def test_a_page_without_time_left_names_its_facets_and_has_its_rows(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facets, "MOST_MS", 0)
    answer = get(database, ASKED).json()
    assert answer["facet_results"] == {} and len(answer["rows"]) == answer["filtered_table_rows_count"] > 0
    said = re.search("These facets timed out:(.*)", get(database, ASKED.replace(".json", "")).text)
    assert said and {"unit", "text", "boxes", "indicator"} <= set(said.group(1).replace("<", ",").replace(" ", "").split(","))
    assert get(database, "/chi-tieu").status_code == 200


def test_a_limit_of_its_own_is_kept_where_it_is_shorter(database: Path) -> None:
    async def ask() -> None:
        datasette = served(database)
        await datasette.client.get("/")
        endless = "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n"
        await datasette.execute("kehoach", endless, custom_time_limit=20)

    with pytest.raises(QueryInterrupted):
        asyncio.run(ask())

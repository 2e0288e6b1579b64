"""metadata.yml describes every table and column, and every saved question runs and finds something."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
import yaml
from web_fixture import METADATA, build, served

from db import schema
from db.load import Options, load
from extract import model
from extract import vocabulary as labels

KEHOACH = yaml.safe_load(METADATA.read_text())["databases"]["kehoach"]
ASKED = {
    "responsible": "topic=housing&year=2022&level=province&role=lead&province=Hòa+Bình",
    "responsible_matrix": "topic=housing",
    "targets_by_place": "indicator=poverty_rate&kind=target&year=2022",
    "due": "from=2022-01-01&to=2022-12-31",
    "recurring": "recurrence=annual&reporting=1",
    "citing": "number=90/QĐ-TTg",
    "agency_tasks": "agency=so+xay+dung&year=2022",
    "successors": "agency=Sở+Xây+dựng",
    "unread": "status=failed",
    "find": "q=nha+o&kind=target",
    "find_counts": "q=dao+tao",
    "plan_copies": "plan=p1",
} | {name: "plan=p1" for name in KEHOACH["queries"] if name.startswith("plan") and name not in ("plans_in_force", "plan_copies")}


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("metadata") / "kehoach.db")


def ask(database: Path, name: str, query: str) -> Any:
    async def run() -> Any:
        return await served(database).client.get(f"/kehoach/{name}.json?_shape=objects&{query}")

    return asyncio.run(run()).json()


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample plans, loaded without OCR."""
    path = tmp_path_factory.mktemp("sample") / "kehoach.db"
    load(METADATA.parent / "corpus" / "plans", path, Options(workers=1, ocr="never"))
    return path


@pytest.mark.parametrize("name", KEHOACH["queries"])
def test_every_saved_question_finds_something(database: Path, name: str) -> None:
    answer = ask(database, name, ASKED.get(name, ""))
    assert answer.get("error") is None
    assert answer["rows"]


@pytest.mark.parametrize(
    "name", [name for name in KEHOACH["queries"] if not name.startswith(("plan_", "find", "citing")) and name != "plan"]
)
def test_an_empty_parameter_means_all(database: Path, name: str) -> None:
    assert ask(database, name, "")["rows"]


def test_comparisons_leave_copies_out() -> None:
    for name in (
        "responsible",
        "responsible_matrix",
        "answers_by_province",
        "streams",
        "sectors_over_reform",
        "deadlines_in_year",
        "pairs",
        "plans_in_force",
        "targets_by_place",
        "due",
        "recurring",
        "cited",
        "pointed_back_to",
        "programmes",
        "agency_tasks",
        "find",
        "coverage",
    ):
        assert "same_as is null" in KEHOACH["queries"][name]["sql"], name


def test_every_saved_question_finds_something_in_the_sample_plans(sample: Path) -> None:
    plan = ask(sample, "plans_in_force", "")["rows"][0]["plan_id"]
    asked = {"find": "q=nha+o", "find_counts": "q=dao+tao", "citing": "number=90/QĐ-TTg"}
    rare = {"plan_copies", "plan_problems", "unread", "plan_references", "plan_short_references", "pairs"}
    found = {name: ask(sample, name, asked.get(name, f"plan={plan}")) for name in KEHOACH["queries"]}
    assert [name for name, answer in found.items() if answer.get("error")] == []
    assert [name for name, answer in found.items() if not answer["rows"] and name not in rare] == []


@pytest.mark.parametrize("name", schema.TABLES)
def test_every_table_and_column_is_described_in_both_languages(name: str) -> None:
    table = KEHOACH["tables"][name]
    assert " / " in table["title"] + table["description"]
    assert set(table["columns"]) == set(schema.TABLES[name].columns)
    facets = [facet if isinstance(facet, str) else facet["array"] for facet in table.get("facets", [])]
    label = [table["label_column"]] if "label_column" in table else []
    assert {*facets, *label} <= set(schema.TABLES[name].columns)


def test_no_question_hides_a_table_of_the_same_name() -> None:
    assert not set(KEHOACH["queries"]) & set(schema.TABLES)


def test_titles_are_vietnamese_with_english_beside() -> None:
    assert all(" / " in query["title"] for query in KEHOACH["queries"].values())


def test_every_code_has_a_word_in_both_languages() -> None:
    for enum in (
        model.DocType,
        model.Level,
        model.SectionKind,
        model.Relation,
        model.TargetKind,
        model.TargetStatus,
        model.Role,
        model.Status,
    ):
        codes = next(words for words in labels.LABELS.values() if set(words) >= {member.value for member in enum})
        assert all(vi and en for vi, en in codes.values())

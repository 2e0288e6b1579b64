"""The published tables: names and columns of the contract, and full text with and without tone marks."""

import sqlite3
from pathlib import Path

import pytest

from db import connect, schema
from extract.text import bare

COMMON = "id plan_id section_id text start_char end_char page boxes rule confidence province level plan_year"
CONTRACT = {
    "files": "folder file sha256 status plan_id extractor loaded_at",
    "plans": "id folder file sha256 format pages ocr doc_type number issuer level province district commune place_id issued period_start"
    " period_end draft signer title status folder_province folder_year text same_as",
    "sections": COMMON + " parent_id ordinal level label title kind",
    "legal_references": COMMON + " doc_type number issued issuer pinpoint subject relation instrument_id",
    "short_references": COMMON + " doc_type number reference_id instrument_id to_self",
    "instruments": "id doc_type number year issuer title plan_id",
    "targets": COMMON + " kind indicator value value_high unit comparator measure direction per_year population place year baseline_value"
    " baseline_year from_table sentence printed status standard standard_basis year_basis place_basis programme project",
    "deadlines": COMMON + " kind starts_on ends_on recurrence action agency_text agency_id recipient reporting responsibility_id",
    "responsibilities": COMMON + " agency_id agency agency_text agency_start agency_end sector role verb requested inherited task topics"
    " programme project",
    "agencies": "id name sector level",
    "agency_succession": "agency_id successor_id duty place_id from_date basis",
    "places": "id name level parent_id valid_from valid_to successor_id",
    "problems": "file stage severity message message_en page plan_id",
}


@pytest.fixture
def database() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    schema.create(connection)
    return connection


@pytest.mark.parametrize("table", CONTRACT)
def test_tables_have_the_columns_of_the_contract(database: sqlite3.Connection, table: str) -> None:
    made = {row[1] for row in database.execute(f"pragma table_info({table})")}
    assert set(CONTRACT[table].split()) <= made


def test_every_foreign_key_points_to_a_table_and_filters_are_indexed(database: sqlite3.Connection) -> None:
    for name, table in schema.TABLES.items():
        keys = {row[3]: row[2] for row in database.execute(f"pragma foreign_key_list({name})")}
        assert keys == (table.foreign or {})
        indexes = [row[1] for row in database.execute(f"pragma index_list({name})")]
        indexed = {row[2] for index in indexes for row in database.execute(f"pragma index_info({index})")}
        assert {column for index in table.indexes for column in index.split("+")} <= indexed


def test_a_plan_s_rows_are_deleted_by_an_index(database: sqlite3.Connection) -> None:
    for table in (*schema.OF_A_PLAN, "problems"):
        plan = " ".join(row[3] for row in database.execute(f"explain query plan delete from {table} where plan_id = 'x'"))
        assert "SEARCH" in plan, table


def found(database: sqlite3.Connection, words: str) -> list[str]:
    quoted = lambda text: " ".join(f'"{word}"' for word in text.split())  # noqa: E731
    return [
        text
        for (text,) in database.execute(
            "select search.text from search_fts join search on search.id = search_fts.rowid"
            " where search_fts match ? order by bm25(search_fts, 10.0, 1.0)",
            [f"{{text folded}} : (({quoted(words)}) OR ({quoted(bare(words))}))"],
        )
    ]


def test_words_are_found_without_their_marks_and_the_exact_spelling_comes_first(database: sqlite3.Connection) -> None:
    texts = ("Đáo hạn vốn vay", "ĐÀO TẠO nghề cho lao động", "Hỗ trợ nhà ở", "tạo giống đào ao")
    rows = [(text, bare(text)) for text in texts]
    database.executemany("insert into search (text, folded) values (?, ?)", rows)
    assert found(database, "dao tao")[0] in (texts[1], texts[3]) and len(found(database, "dao tao")) == 2
    assert found(database, "nha o") == [texts[2]]
    assert found(database, "đáo")[0] == texts[0] and len(found(database, "đáo")) == 3
    assert found(database, "Đào tạo")[0] in (texts[1], texts[3])
    database.execute("delete from search where text = ?", [texts[2]])
    assert found(database, "nha o") == []


def test_a_database_of_an_older_schema_or_of_others_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "plans.db"
    connect.writer(path).close()
    connect.reader(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("pragma user_version = 99")
    with pytest.raises(connect.UnusableError, match="newer version"):
        connect.writer(path)
    with sqlite3.connect(path) as connection:
        connection.execute("pragma user_version = 0")
    with pytest.raises(connect.UnusableError, match="not a database of kehoach"):
        connect.writer(path)
    path.write_bytes(b"no database at all, but long enough to be looked at " * 40)
    with pytest.raises(connect.UnusableError):
        connect.writer(path)
    with pytest.raises(connect.UnusableError, match="No database"):
        connect.reader(tmp_path / "none.db")


def test_an_older_schema_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "plans.db"
    connect.writer(path).close()
    monkeypatch.setattr(schema, "VERSION", schema.VERSION + 1)
    with pytest.raises(connect.UnusableError, match=r"older version.*delete or rename") as caught:
        connect.writer(path)
    assert "nạp lại" in caught.value.message


def test_a_second_loader_is_kept_out(tmp_path: Path) -> None:
    path = tmp_path / "plans.db"
    with connect.only_loader(path), pytest.raises(connect.UnusableError, match="Another load"), connect.only_loader(path):
        pass
    with connect.only_loader(path):
        pass


def test_a_transaction_is_all_or_nothing(tmp_path: Path) -> None:
    connection = connect.writer(tmp_path / "plans.db")
    assert connection.execute("pragma journal_mode").fetchone()[0] == "wal"
    assert connection.execute("pragma synchronous").fetchone()[0] == 2
    with pytest.raises(ZeroDivisionError), connect.transaction(connection):
        connection.execute("insert into plans (id) values ('x')")
        raise ZeroDivisionError
    assert connection.execute("select count(*) from plans").fetchone() == (0,)


def test_a_locked_database_says_so(tmp_path: Path) -> None:
    path = tmp_path / "plans.db"
    connect.writer(path).close()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("begin immediate")
    connection = connect.writer(path, patience=0.1)
    with pytest.raises(connect.UnusableError, match="locked"), connect.transaction(connection):
        pass

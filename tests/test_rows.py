"""A reading as rows: whole rows, offsets, ids that stay."""

import json
from dataclasses import replace

import pytest
from small_plan import LINES, TEXT, reading, span

from db import instruments, problems, rows, schema
from extract.model import DocType, Header, LegalReference, Level, Reading, Relation, Span

SOURCE = rows.Source("abc123", "/plans", "Hà Tĩnh/2022/kh.pdf", "f" * 64, "Hà Tĩnh", 2022)


def made(**header: object) -> rows.Rows:
    return rows.rows(reading(**header), SOURCE)  # type: ignore[arg-type]


def test_rows_have_the_columns_of_their_tables() -> None:
    for table, found in made().items():
        wanted = set(schema.TABLES[table].columns) - ({"id"} if table == "search" else set())
        for row in found:
            assert set(row) == wanted, table
            assert all(type(value) in (str, int, float, bytes, type(None)) for value in row.values()), table


@pytest.mark.parametrize("table", ["sections", "legal_references", "short_references", "targets", "deadlines", "responsibilities"])
def test_a_quote_is_the_slice_that_its_offsets_name(table: str) -> None:
    found = made()
    text = found["plans"][0]["text"]
    assert text == TEXT and found[table]
    for row in found[table]:
        assert row["text"] == text[row["start_char"] : row["end_char"]]
        assert row["page"] == 1 and row["plan_id"] == "abc123"
        assert (row["province"], row["plan_year"]) == ("Hà Tĩnh", 2022)
        assert all(box[0] == 1 and len(box) == 5 for box in json.loads(row["boxes"]))


def test_a_target_s_whole_row() -> None:
    found = made()
    (row,) = found["targets"]
    assert row == {
        "id": row["id"],
        "plan_id": "abc123",
        "section_id": found["sections"][0]["id"],
        "text": "dưới 3,5%",
        "start_char": span("dưới 3,5%").start,
        "end_char": span("dưới 3,5%").end,
        "page": 1,
        "boxes": row["boxes"],
        "rule": "t",
        "confidence": 0.9,
        "province": "Hà Tĩnh",
        "level": "province",
        "plan_year": 2022,
        "kind": "target",
        "indicator": "poverty_rate",
        "value": 3.5,
        "value_high": None,
        "unit": "percent",
        "comparator": "eq",
        "measure": "level",
        "direction": None,
        "per_year": 0,
        "population": None,
        "place": None,
        "year": 2022,
        "baseline_value": None,
        "baseline_year": None,
        "from_table": 0,
        "sentence": LINES[2],
        "printed": "3,5",
        "status": None,
        "standard": None,
        "standard_basis": None,
        "year_basis": "default",
        "place_basis": "default",
        "programme": None,
        "project": None,
    }


def test_sections_hang_together() -> None:
    goals, organisation, health = made()["sections"]
    assert (health["parent_id"], health["level"], health["plan_level"]) == (organisation["id"], 2, "province")
    assert goals["parent_id"] is None and json.loads(goals["boxes"])[0][1:3] == [70, 114]


def test_a_deadline_belongs_to_the_duty_whose_task_holds_it() -> None:
    found = made()
    assert found["deadlines"][0]["responsibility_id"] == found["responsibilities"][0]["id"]
    assert found["deadlines"][0]["agency_id"] == found["responsibilities"][0]["agency_id"] == "so-y-te"
    assert found["agencies"] == [{"id": "so-y-te", "name": "Sở Y tế", "sector": "health", "level": "province"}]


def test_a_short_form_points_to_the_row_that_it_means() -> None:
    found = made()
    numbered, this = found["short_references"]
    (citation,) = found["legal_references"]
    assert (numbered["reference_id"], numbered["instrument_id"]) == (citation["id"], citation["instrument_id"])
    assert (numbered["doc_type"], numbered["number"], numbered["to_self"]) == ("nghi_quyet", "05/NQ-HĐND", 0)
    assert (this["reference_id"], this["number"], this["to_self"]) == (None, "12/KH-UBND", 1)
    assert this["instrument_id"] == found["plans"][0]["instrument_id"]


def test_a_format_without_pages_has_neither_page_nor_boxes() -> None:
    (row,) = rows.rows(reading(pages=False), SOURCE)["targets"]
    assert row["page"] is None and row["boxes"] is None


def test_search_holds_each_section_s_own_words_once() -> None:
    found = made()["search"]
    sections = [row["text"] for row in found if row["kind"] == "section"]
    assert sections[1] == LINES[3] + "\n" and sections[2] == "\n".join(LINES[4:])
    assert [row["kind"] for row in found] == ["section"] * 3 + ["responsibility"] * 2 + ["target"]


def test_a_paper_without_sections_or_anything_found_has_its_plan_all_the_same() -> None:
    whole = reading()
    found = rows.rows(Reading(replace(whole.paper, sections=())), SOURCE)
    assert found["plans"][0]["text"] == TEXT and not found["search"] and not found["sections"]


def test_ids_survive_new_words_elsewhere_and_differ_among_equals() -> None:
    before, after = made(), rows.rows(reading("Một dòng mới.\n" + TEXT), SOURCE)
    for table in ("sections", "targets", "deadlines", "responsibilities", "legal_references", "short_references"):
        assert [row["id"] for row in before[table]] == [row["id"] for row in after[table]]
    twice = reading()
    twice = replace(twice, targets=twice.targets * 2)
    assert len({row["id"] for row in rows.rows(twice, SOURCE)["targets"]}) == 2
    other = rows.rows(reading(), replace(SOURCE, plan_id="other"))
    assert before["targets"][0]["id"] != other["targets"][0]["id"]


@pytest.mark.parametrize(("header", "status"), [({}, "issued"), ({"number": None}, "unnumbered"), ({"draft": True}, "draft")])
def test_status_of_a_plan(header: dict[str, object], status: str) -> None:
    assert made(**header)["plans"][0]["status"] == status


def test_what_the_folder_says_is_kept_apart_and_a_conflict_is_told() -> None:
    assert made()["problems"][-1]["stage"] == "header"
    said = list(problems.conflicts(reading().paper.header, "Quảng Bình", 2019))
    assert [(p.stage, p.severity) for p in said] == [("load", "warning")] * 2
    assert not list(problems.conflicts(reading().paper.header, "ha tinh", 2022))


HEADER = Header(DocType.PLAN, "12/KH-UBND", None, Level.DISTRICT, "Hà Tĩnh", "Hương Sơn", issued="2022-02-01")


def cited(
    number: str | None, issued: str | None = None, issuer: str | None = None, kind: DocType = DocType.RESOLUTION, text: str = ""
) -> str:
    reference = LegalReference(Span(0, len(text)), kind, number, issued, issuer, None, None, Relation.BASIS, "r", 1.0)
    return instruments.cited((reference,), text, HEADER, "abc")[0].id


def test_two_spellings_of_one_number_are_one_document() -> None:
    assert cited("05/NQ-HĐND", "2021-07-12") == cited("5/NQ–HĐND", "2021") == cited("05/nq-hdnd", "2021-07", "HĐND tỉnh")
    assert cited("15/2021/NQ-HĐND", "2021-07-12") == cited("15/2021/NQ-HĐND")
    assert cited("167/NQ-HĐND", "2021") != cited("167/NQ-HĐND", "2022")
    assert cited("05/QĐ-TTg", "2021") == "nghiquyet-5-qd-ttg-2021"


def test_documents_of_local_bodies_are_told_apart_by_place() -> None:
    province, district = cited("5/NQ-HĐND", "2021", "HĐND tỉnh"), cited("5/NQ-HĐND", "2021", "HĐND huyện")
    assert province.endswith("-ha-tinh") and district.endswith("-ha-tinh-huong-son")
    assert cited("5/NQ-HĐND", "2021", "HĐND tỉnh Quảng Bình").endswith("-quang-binh")
    assert cited("5/NQ-HĐND", "2021", "HĐND thành phố Cần Thơ").endswith("-can-tho")
    assert instruments.held(HEADER, "abc").id == "kehoach-12-kh-ubnd-2022-ha-tinh-huong-son"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("issuer", "place"),
    [
        ("Tỉnh ủy", "ha-tinh"),
        ("Ban Thường vụ Tỉnh ủy Kon Tum", "kon-tum"),
        ("Tỉnh uỷ Kon Tum", "kon-tum"),
        ("Huyện ủy", "ha-tinh-huong-son"),
        ("Huyện ủy Đức Thọ", "ha-tinh-duc-tho"),
        ("Thị ủy Kỳ Anh", "ha-tinh-ky-anh"),
        ("Thành ủy Hà Nội", "ha-noi"),
    ],
)
def test_documents_of_party_committees_belong_to_their_place(issuer: str, place: str) -> None:
    assert cited("11-NQ/TU", "2021", issuer) == f"nghiquyet-11-nq-tu-2021-{place}"


def test_a_law_without_number_is_known_by_its_name() -> None:
    assert cited(None, "2013", None, DocType.LAW, "Luật Việc làm năm 2013") == cited(
        None, "2013-11-16", None, DocType.LAW, "Luật việc làm ngày 16/11/2013"
    )


def test_a_law_that_amends_another_keeps_its_whole_name() -> None:
    text = "Luật sửa đổi, bổ sung một số điều của Luật Việc làm ngày 16/6/2025"
    assert cited(None, "2025", None, DocType.LAW, text) == "luat-sua-doi-bo-sung-mot-so-dieu-cua-luat-viec-lam-2025"


def test_an_undated_mention_means_the_dated_one_of_the_same_plan() -> None:
    dated = LegalReference(Span(0, 0), DocType.DECISION, "33/QĐ-TTg", "2015-08-10", None, None, None, Relation.BASIS, "r", 1.0)
    again = replace(dated, issued=None)
    assert len({i.id for i in instruments.cited((dated, again), "", HEADER, "abc")}) == 1
    assert len({i.id for i in instruments.cited((dated, replace(dated, issued="2017"), again), "", HEADER, "abc")}) == 3

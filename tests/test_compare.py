"""Two plans side by side: no row is lost, each verdict is what a careful reader would say, and the page shows both quotes."""

from __future__ import annotations

import asyncio
import csv
import io
import time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from web_fixture import HOSTILE, build, served

from web import compare_plans
from web.compared import FAMILIES, Pair, compared, copied, counts
from web.compared_rules import Side
from web.compared_verdicts import difference
from web.wording import likeness, marked, meaning, words

NAMES = ("Sở Xây dựng", "Sở Tài chính", "Các sở, ban, ngành")
SENTENCES = (
    "Chủ trì, phối hợp với Sở Tài chính hỗ trợ nhà ở cho hộ nghèo năm 2022.",
    "Chủ trì, phối hợp với Sở Tài chính hỗ trợ nhà ở cho hộ nghèo năm 2023.",
    "Báo cáo kết quả trước ngày 30/11.",
    "",
    "-",
)


def target(value: float, **more: Any) -> dict[str, Any]:
    row = {
        "id": f"n{value}{more}", "start_char": 0, "text": f"{value}%",
        "sentence": f"Tỷ lệ hộ nghèo còn {value}% vào cuối năm", "kind": "target",
        "indicator": "poverty_rate", "value": value, "value_high": None, "unit": "percent", "measure": "level", "direction": None,
        "comparator": "eq", "per_year": 0, "population": None, "place": None, "year": None, "standard": "2022-2025", "from_table": 0,
    }  # fmt: skip
    return row | more


def task(text: str, agency: str = "Sở Xây dựng", role: str = "lead", start: int = 0, **more: Any) -> dict[str, Any]:
    common = {"topics": '["housing"]', "requested": 0, "start_char": start}
    return {"id": f"t{agency}{role}{start}", "text": text, "agency": agency, "role": role} | common | more


def deadline(ends: str | None, action: str, **more: Any) -> dict[str, Any]:
    row = {"id": ends or action, "text": f"trước ngày {ends}", "action": action, "starts_on": None, "ends_on": ends, "recurrence": "[]"}
    return row | {"kind": "date", "agency_text": "Sở Tài chính", "recipient": None, "start_char": 0} | more


def reference(number: str, **more: Any) -> dict[str, Any]:
    row = {
        "id": number + str(more),
        "text": f"Quyết định số {number}",
        "doc_type": "quyet_dinh",
        "number": number,
        "issued": None,
        "issuer": None,
    }
    return row | {"pinpoint": None, "subject": None, "relation": "basis", "instrument_id": number, "start_char": 0} | more


def section(title: str | None, label: str = "I.", **more: Any) -> dict[str, Any]:
    row = {"id": f"{label}{title}", "label": label, "title": title, "level": 1, "kind": "tasks", "path": label.strip("."), "under": ""}
    return row | {"text": title or "", "start_char": 0} | more


def one(family: str, then: dict[str, Any], now: dict[str, Any], **more: Any) -> Pair:
    """The pair that two single rows of plans of 2022 and 2023 make."""
    pairs = compared(family, Side([then], 2022, "2022-03-31", **more), Side([now], 2023, "2023-02-17", **more))
    assert len(pairs) == 1, pairs
    return pairs[0]


def apart(family: str, then: dict[str, Any], now: dict[str, Any]) -> bool:
    pairs = compared(family, Side([then], 2022, "2022-03-31"), Side([now], 2023, "2023-02-17"))
    return sorted(pair.verdict for pair in pairs) == ["added", "dropped"]


MADE = {
    "target": st.builds(
        target,
        st.sampled_from([1.0, 2.5, 100.0]),
        indicator=st.sampled_from(["poverty_rate", "other", "housing"]),
        unit=st.sampled_from(["percent", "household", "vnd"]),
        kind=st.sampled_from(["target", "baseline"]),
        place=st.sampled_from([None, "huyện Đà Bắc", "Toàn tỉnh"]),
        population=st.sampled_from([None, "hộ nghèo"]),
        year=st.sampled_from([None, 2022, 2023]),
        sentence=st.sampled_from(SENTENCES),
        from_table=st.sampled_from([0, 1]),
    ),
    "responsibility": st.builds(
        task, st.sampled_from(SENTENCES), st.sampled_from(NAMES), st.sampled_from(["lead", "support", "implement"]), st.integers(0, 3)
    ),
    "deadline": st.builds(
        deadline,
        st.sampled_from([None, "2022-11-30", "2023-11-30"]),
        st.sampled_from(SENTENCES),
        agency_text=st.sampled_from([None, *NAMES]),
    ),
    "reference": st.builds(
        reference,
        st.sampled_from(["90/QĐ-TTg", "24/QĐ-TTg", "7/NĐ-CP"]),
        subject=st.sampled_from([None, *SENTENCES]),
        start_char=st.integers(0, 9),
    ),
    "section": st.builds(section, st.sampled_from([None, "MỤC TIÊU", "1.", *SENTENCES]), st.sampled_from(["I.", "2.", "a)"])),
}


@pytest.mark.parametrize("family", FAMILIES)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_every_row_of_both_plans_stands_in_exactly_one_pair(family: str, data: st.DataObject) -> None:
    sides = [data.draw(st.lists(MADE[family], max_size=8)) for _ in range(2)]
    rows = [[row | {"mine": (side, i)} for i, row in enumerate(made)] for side, made in enumerate(sides)]
    pairs = compared(family, Side(rows[0], 2022, "2022-01-01"), Side(rows[1], 2023, "2023-01-01"))
    met = [row["mine"] for pair in pairs for row in (pair.then, pair.now, *pair.also) if row]
    assert sorted(met) == sorted(row["mine"] for made in rows for row in made)
    assert all((pair.then is None) == (pair.verdict == "added") and (pair.now is None) == (pair.verdict == "dropped") for pair in pairs)
    assert sum(counts(pairs)[family].values()) == len(pairs)


@pytest.mark.parametrize("family", FAMILIES)
@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_a_plan_beside_itself_is_kept(family: str, data: st.DataObject) -> None:
    rows = data.draw(st.lists(MADE[family], max_size=6, unique_by=lambda row: str(sorted(row.items(), key=lambda item: item[0]))))
    side = Side(rows, 2022, "2022-01-01")
    verdicts = {pair.verdict for pair in compared(family, side, side) if content_of(pair)}
    assert verdicts <= {"kept"}


def content_of(pair: Pair) -> bool:
    """Whether a row says anything to compare: an empty sentence is nobody's likeness."""
    row = pair.then or pair.now or {}
    return (
        len(words(row["text"])) > 3 and (pair.family != "target" or len(words(row["sentence"])) > 3) and bool(words(row.get("action", "x")))
    )


def test_a_rate_says_what_it_was_and_how_far_it_moves() -> None:
    pair = one("target", target(12.9, year=2022), target(9.98, year=2023))
    assert (pair.verdict, pair.why) == ("changed", ("value",))
    assert pair.then and pair.now and difference(pair.then, pair.now, pair.why) == -2.92
    falls = one("target", target(12.85, year=2022), target(9.97, year=2023, direction="down"))
    assert falls.then and falls.now and difference(falls.then, falls.now, falls.why) == -2.88


def test_a_figure_of_the_same_size_a_year_on_is_kept() -> None:
    pair = one("target", target(100, indicator="health_insurance", year=2022), target(100, indicator="health_insurance", year=2023))
    assert (pair.verdict, pair.why) == ("kept", ("rolled",))


@pytest.mark.parametrize("standard", [None, "2016-2020"])
def test_rates_under_other_or_unknown_standards_are_never_subtracted(standard: str | None) -> None:
    pair = one("target", target(7.51, standard=standard), target(5.8))
    assert "standard" in pair.why and pair.then and pair.now
    assert difference(pair.then, pair.now, pair.why) is None
    unknown = target(7.51, standard=None)
    assert difference(unknown, unknown, ()) is None


def test_like_stands_beside_like() -> None:
    assert apart("target", target(5.9), target(32.6, place="huyện Bác Ái"))
    assert apart("target", target(5.9), target(15.5, population="hộ nghèo dân tộc thiểu số"))
    assert apart("target", target(5.9), target(5.9, unit="vnd"))
    assert apart("target", target(5.9, year=2022), target(2.0, year=2025))
    trained = {"indicator": "trained_labour", "standard": None}
    certified = "Tỷ lệ lao động qua đào tạo có văn bằng, chứng chỉ đạt 36.5%"
    assert apart(
        "target", target(62, sentence="Tỷ lệ lao động qua đào tạo đạt 62%", **trained), target(36.5, sentence=certified, **trained)
    )
    table = {"from_table": 1, "sentence": "Tỷ lệ hộ nghèo huyện Bác Ái - Kế hoạch 2023"}
    assert apart("target", target(5.9), target(32.6, **table))
    assert one("target", target(27.77, place="Bác Ái"), target(32.6, **table)).verdict == "changed"
    assert one("target", target(3.2, place="Huyện Vĩnh Linh"), target(3.1, place="Vĩnh Linh")).why == ("value",)


def test_a_task_copied_with_new_years_is_kept_and_counted_as_copied() -> None:
    pair = one("responsibility", task(SENTENCES[0]), task(SENTENCES[1]))
    assert (pair.verdict, pair.why) == ("kept", ("rolled",))
    assert copied([pair]) == (1, 1)


def test_a_task_with_another_number_or_role_has_changed() -> None:
    text = "Tham mưu bố trí vốn sự nghiệp, vốn đối ứng; kiểm tra việc sử dụng kinh phí ít nhất {} lần trong năm."
    assert one("responsibility", task(text.format(1)), task(text.format(2))).why == ("numbers",)
    assert one("responsibility", task(text), task(text, role="implement")).why == ("role",)
    assert one("responsibility", task(text, role="implement"), task(text, "Sở Tài chính", "implement")).why == ("agency",)
    assert apart("responsibility", task(text), task("Mở chuyên mục giảm nghèo trên sóng phát thanh."))


def test_who_helps_with_a_task_goes_with_it_and_who_is_new_is_added() -> None:
    then = [
        task("Chủ trì hỗ trợ nhà ở, nghiệm thu nhà ở.", name, role) for name, role in (("Sở Xây dựng", "lead"), ("Sở Tài chính", "support"))
    ]
    now = [row | {"text": "Chủ trì hỗ trợ nhà ở, bảo đảm khởi công sớm."} for row in then]
    pairs = compared("responsibility", Side(then, 2022), Side([*now, now[1] | {"agency": "Công an"}], 2023))
    assert [pair.verdict for pair in pairs] == ["changed", "changed", "added"]


def test_a_successor_by_law_is_marked_as_such_and_only_across_its_day() -> None:
    law = {"agency": "Sở Xây dựng", "successor": "Sở Mới", "duty": None, "place": None, "from_date": "2022-07-01"}
    pair = one("responsibility", task(SENTENCES[0]), task(SENTENCES[1], "Sở Mới"), successors={"Sở Xây dựng": [law]})
    assert pair.why == ("successor",)
    later = law | {"from_date": "2025-03-01"}
    pair = one("responsibility", task(SENTENCES[0]), task(SENTENCES[1], "Sở Mới"), successors={"Sở Xây dựng": [later]})
    assert pair.why == ("agency",)


def test_a_deadline_on_the_same_day_of_its_year_is_kept() -> None:
    action = "báo cáo kết quả rà soát hộ nghèo, hộ cận nghèo"
    assert one("deadline", deadline("2022-11-30", action), deadline("2023-11-30", action)).why == ("rolled",)
    assert one("deadline", deadline("2022-11-30", action), deadline("2023-11-15", action)).why == ("date",)
    assert apart("deadline", deadline("2022-11-30", action), deadline("2023-11-30", "khởi công nhà ở tại huyện Đà Bắc"))


def test_mentions_of_one_document_are_one_pair_and_a_newer_one_takes_its_place() -> None:
    then = Side([reference("90/QĐ-TTg"), reference("90/QĐ-TTg", relation="under", start_char=9)], 2022)
    (pair,) = compared("reference", then, Side([reference("90/QĐ-TTg")], 2023))
    assert (pair.verdict, len(pair.also)) == ("kept", 1)
    yearly = {"doc_type": "nghi_quyet", "subject": "nhiệm vụ phát triển kinh tế - xã hội năm"}
    assert one("reference", reference("63/NQ-HĐND", **yearly), reference("218/NQ-HĐND", **yearly)).why == ("instrument",)


def test_headings_are_known_again_under_another_number_or_name() -> None:
    assert one("section", section("KINH PHÍ", "V."), section("KINH PHÍ", "III.", path="III")).verdict == "kept"
    assert one("section", section("NỘI DUNG THỰC HIỆN"), section("NHIỆM VỤ, GIẢI PHÁP")).why[0] == "words"
    assert apart("section", section("Về y tế", kind="targets", level=3), section("Sở Y tế", kind="organisation", level=2))


def test_words_that_differ_are_marked_and_the_texts_stay_whole() -> None:
    then, now = marked("Hỗ trợ 120 hộ, trước ngày 30/11/2022.", "Hỗ trợ 150 hộ trước ngày 30/11/2023.")
    assert "".join(s.text for s in then) == "Hỗ trợ 120 hộ, trước ngày 30/11/2022."
    assert [s.text.strip() for s in now if s.changed] == ["150", "30/11/2023."]
    assert [s.text for s in meaning("còn 5% vào cuối năm", "5%") if s.meant] == ["5%"]


def test_three_hundred_rows_a_side_take_less_than_three_tenths_of_a_second() -> None:
    pieces = [f"{word} {SENTENCES[0]} tại xã {n}" for n, word in enumerate(("rà soát", "kiểm tra", "tập huấn", "hỗ trợ") * 75)]
    sides = [Side([task(text, NAMES[i % 3], start=i) for i, text in enumerate(pieces)], year) for year in (2022, 2023)]
    took = []
    for _ in range(3):
        start = time.perf_counter()
        compared("responsibility", *sides)
        took.append(time.perf_counter() - start)
    assert min(took) < 0.3


def test_likeness_is_one_for_the_same_and_nought_for_nothing_in_common() -> None:
    found = likeness([frozenset(("nhà", "nghèo")), frozenset()], [frozenset(("nhà", "nghèo")), frozenset(("nước",))])
    assert found[0, 0] == pytest.approx(1) and found[0, 1] == found[1, 0] == 0


def plan(id_: str, **more: Any) -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys(("district", "commune", "same_as", "ocr", "province_today"))
    row |= {"id": id_, "level": "province", "province": "Hòa Bình", "period_start": 2022, "period_end": 2022, "status": "issued"}
    return row | {"doc_type": "ke_hoach"} | more


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"period_start": 2023, "period_end": 2023}, []),
        ({"period_start": 2024, "period_end": 2024, "status": "draft"}, ["draft_b", "apart"]),
        ({"period_start": 2021, "period_end": 2025}, ["overlap", "length"]),
        ({"period_start": 2021, "period_end": 2021}, ["backwards"]),
        ({"period_start": 2023, "period_end": 2023, "level": "district", "district": "Đà Bắc"}, ["level", "place"]),
        ({"same_as": "p1"}, ["copies", "copy_b", "overlap"]),
        ({"province": "Phú Thọ", "province_today": "Phú Thọ", "period_start": 2023, "period_end": 2023}, ["merged"]),
    ],
)
def test_what_is_not_like_with_like_is_told(changes: dict[str, Any], codes: list[str]) -> None:
    found = compare_plans.warnings(plan("p1", province_today="Phú Thọ"), plan("p2", province_today="Phú Thọ") | changes, ([], []))
    assert [warning.code for warning in found] == codes


def test_other_poverty_standards_are_told() -> None:
    found = compare_plans.warnings(
        plan("p1"), plan("p2", period_start=2023, period_end=2023), ([target(7, standard="2016-2020")], [target(5)])
    )
    assert [warning.code for warning in found] == ["standard"]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("compare") / "kehoach.db")


def get(database: Path, path: str, **options: Any) -> Any:
    async def ask() -> Any:
        return await served(database, **options).client.get(path)

    return asyncio.run(ask())


def test_the_page_takes_the_latest_pair_of_one_place_by_default(database: Path) -> None:
    answer = get(database, "/doi-chieu")
    assert answer.status_code == 200
    assert 'value="p1" selected' in answer.text and 'value="p3" selected' in answer.text
    assert get(database, "/doi-chieu?a=p3").text.count('value="p1" selected') == 1
    assert get(database, "/doi-chieu?a=p1").text.count('value="p3" selected') == 1


def test_the_page_says_so_where_there_is_nothing_to_compare(database: Path) -> None:
    for path in ("/doi-chieu?a=none", "/doi-chieu?a=p2", "/doi-chieu?a=none&b=p1", "/doi-chieu?a=p1&b=p1"):
        assert get(database, path).status_code == 200
    assert "Hãy chọn hai kế hoạch" in get(database, "/doi-chieu?a=none").text


def test_both_quotes_stand_there_and_lead_to_their_evidence(database: Path) -> None:
    text = get(database, "/doi-chieu?a=p1&b=p3&family=target").text
    assert "/ke-hoach/p1?dong=p1-n1#r-p1-n1" in text and "/ke-hoach/p3?dong=p3-n1#r-p3-n1" in text
    assert "dưới 6,5%" in text and "dưới 4,24%" in text
    assert "apart" not in text and "cách nhau 2 năm" in text


def test_figures_of_two_places_are_not_subtracted(database: Path) -> None:
    rows = [get(database, f"/doi-chieu.json?a={a}&b=p3&family=target").json()["compared"] for a in ("p1", "p2")]
    assert any(row["difference"] is not None for row in rows[0])
    assert rows[1] and all(row["difference"] is None for row in rows[1])
    assert "hai nơi khác nhau" in get(database, "/doi-chieu?a=p2&b=p3").text


def test_hostile_words_stay_words_and_any_parameter_is_answered(database: Path) -> None:
    for path in ("/doi-chieu?a=x1&b=p1", "/doi-chieu?a=p1&b=x1&lang=en", f"/doi-chieu?a={HOSTILE}&family={HOSTILE}&verdict={HOSTILE}"):
        answer = get(database, path)
        assert answer.status_code == 200
        assert "<script>alert" not in answer.text and "<img" not in answer.text


def test_the_files_hold_both_quotes_and_both_values(database: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(get(database, "/doi-chieu.xlsx?a=p1&b=p3").content))
    heading, *rows = [list(row) for row in book.worksheets[0].iter_rows(values_only=True)]
    found = [dict(zip(heading, row, strict=True)) for row in rows]
    rate = next(row for row in found if row["Chỉ tiêu"] == "Tỷ lệ hộ nghèo")
    assert (rate["Kết luận"], rate["Giá trị ở bản trước"], rate["Giá trị ở bản sau"]) == ("đổi", "dưới 6,5%", "dưới 4,24%")
    lines = list(csv.reader(io.StringIO(get(database, "/doi-chieu.csv?a=p1&b=p3").text)))
    assert len(lines) == len(rows) + 1
    assert get(database, "/doi-chieu.docx?a=p1&b=p3&verdict=changed").status_code == 200
    assert len(get(database, "/doi-chieu.json?a=p1&b=p3").json()["compared"]) == len(rows)


def test_a_plan_with_nothing_beside_it_gives_empty_files(database: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(get(database, "/doi-chieu.xlsx?a=x1").content))
    assert book.worksheets[0].max_row == 1
    assert len(list(csv.reader(io.StringIO(get(database, "/doi-chieu.csv?a=none").text)))) == 1
    assert get(database, "/doi-chieu.docx?a=none").status_code == 200
    assert "/doi-chieu.xlsx" not in get(database, "/doi-chieu?a=none").text


def test_links_keep_the_base_address_and_the_language(database: Path) -> None:
    text = get(database, "/doi-chieu?a=p1&b=p3&lang=en", base_url="/kho/").text
    assert 'href="/kho/doi-chieu?a=p1&amp;b=p3&amp;family=target&amp;verdict=changed&amp;lang=en#target"' in text

"""Targets of running text: own sentences in the manner of plans of every level."""

from __future__ import annotations

from typing import Any

import pytest
from papers import paper_of

from extract.model import Block, Document, Header, Item, Level, Paper, Parsed, Section, SectionKind, Span, Target
from extract.patterns.arithmetic import check
from extract.patterns.targets import find

SITUATION, TASKS, FUNDING = SectionKind.SITUATION, SectionKind.TASKS, SectionKind.FUNDING


def read(
    text: str,
    kind: SectionKind = SectionKind.TARGETS,
    title: str = "Chỉ tiêu",
    first: int = 2022,
    last: int = 2022,
    leads: tuple[str, ...] = (),
) -> list[Target]:
    document = Document.of(Parsed((Block(text),), "txt"))
    section = Section(0, None, 1, "I.", title, kind, Span(0, len(text)), Span(0, 0))
    item = Item(text, 0, section, leads=tuple(Item(lead, 0, section) for lead in leads))
    found = find(Paper(document, Header(period_start=first, period_end=last), (section,), (item,)))
    assert all(text[t.span.start : t.span.end].strip() == text[t.span.start : t.span.end] for t in found)
    return list(found)


def told(target: Target, text: str) -> tuple[Any, ...]:
    return target.span.of(text), target.kind.value, target.indicator, target.value, target.unit


CASES: list[tuple[str, dict[str, Any], list[tuple[Any, ...]]]] = [
    (
        "Tỷ lệ hộ nghèo toàn huyện giảm từ 8,2% cuối năm 2021 xuống còn 6,9% vào cuối năm 2022, tương ứng giảm 310 hộ.",
        {},
        [("6,9%", "target", "poverty_rate", 6.9, "percent"), ("310 hộ", "target", "poor_households", 310, "household")],
    ),
    (
        "Mỗi năm giảm từ 1,5 - 2% hộ nghèo, riêng hộ cận nghèo giảm 1% trở lên.",
        {},
        [
            ("1,5 - 2%", "target", "poverty_rate", 1.5, "percentage_point"),
            ("1% trở lên", "target", "near_poverty_rate", 1, "percentage_point"),
        ],
    ),
    ("Đến cuối năm tỷ lệ hộ nghèo đa chiều còn dưới 3%.", {}, [("dưới 3%", "target", "multidimensional_poverty_rate", 3, "percent")]),
    (
        "100% người cao tuổi, người khuyết tật và trẻ mồ côi được cấp thẻ bảo hiểm y tế.",
        {},
        [("100%", "target", "health_insurance", 100, "percent")],
    ),
    (
        "Mở 03 lớp dạy nghề cho khoảng 90 lao động; giải quyết việc làm cho 1.200 người, trong đó 45 người đi làm việc ở nước ngoài.",
        {"kind": TASKS},
        [
            ("03 lớp", "target", "vocational_training", 3, "class"),
            ("khoảng 90 lao động", "target", "vocational_training", 90, "person"),
            ("1.200 người", "target", "employment", 1200, "person"),
            ("45 người", "target", "labour_export", 45, "person"),
        ],
    ),
    (
        "Qua rà soát cuối năm 2021, toàn xã có 1.240 hộ, trong đó 96 hộ nghèo (7,74%) với 401 khẩu; 120 hộ cận nghèo, chiếm 9,68%.",
        {"kind": SITUATION, "title": "Thực trạng"},
        [
            ("1.240 hộ", "baseline", "other", 1240, "household"),
            ("96 hộ", "baseline", "poor_households", 96, "household"),
            ("7,74%", "baseline", "poverty_rate", 7.74, "percent"),
            ("401 khẩu", "baseline", "poor_households", 401, "person"),
            ("120 hộ", "baseline", "near_poor_households", 120, "household"),
            ("9,68%", "baseline", "near_poverty_rate", 9.68, "percent"),
        ],
    ),
    (
        "Nhu cầu hỗ trợ nhà ở: 31 hộ (làm mới 20 hộ, sửa chữa 11)",
        {},
        [
            ("31 hộ", "baseline", "housing", 31, "household"),
            ("20 hộ", "baseline", "housing", 20, "household"),
            ("11", "baseline", "housing", 11, "household"),
        ],
    ),
    (
        "Tổng kinh phí 2,5 tỷ đồng, trong đó ngân sách huyện 500 triệu đồng.",
        {"kind": FUNDING, "title": "Kinh phí"},
        [("2,5 tỷ đồng", "budget", "other", 2.5e9, "vnd"), ("500 triệu đồng", "budget", "other", 5e8, "vnd")],
    ),
    (
        "Thu nhập bình quân đầu người đạt 42 triệu đồng/người/năm, tăng 1,5 lần so với năm 2018.",
        {},
        [("42 triệu đồng", "target", "income", 42e6, "vnd"), ("1,5 lần", "target", "income", 1.5, "times")],
    ),
    (
        "Tỷ lệ hộ nghèo cao nhất là xã Đồng Sơn 18,4%, Suối Cát 15,2%; thấp nhất là thị trấn Hòa Vinh 2,1%.",
        {"kind": SITUATION, "title": "Thực trạng"},
        [(f"{rate}%", "baseline", "poverty_rate", float(rate.replace(",", ".")), "percent") for rate in ("18,4", "15,2", "2,1")],
    ),
    (
        "Trong năm có 42 hộ thoát nghèo, còn lại 96 hộ.",
        {"kind": SITUATION, "title": "Kết quả thực hiện"},
        [("42 hộ", "baseline", "escaped_poverty", 42, "household"), ("96 hộ", "baseline", "poor_households", 96, "household")],
    ),
    (
        "Tạo việc làm cho 850 lao động, trong đó lao động thuộc hộ nghèo 120 người.",
        {"kind": TASKS},
        [("850 lao động", "target", "employment", 850, "person"), ("120 người", "target", "employment", 120, "person")],
    ),
    ("Phân đâu l00% hộ nghèo được vay vốn ưu đãi.", {}, [("l00%", "target", "credit", 100, "percent")]),
    (
        "30% số xã, 25% số thôn thoát khỏi tình trạng đặc biệt khó khăn.",
        {},
        [("30%", "target", "graduated_place", 30, "percent"), ("25%", "target", "graduated_place", 25, "percent")],
    ),
    (
        "Các chiều thiếu hụt nhiều nhất là nhà tiêu hợp vệ sinh (210 hộ) và việc làm (95 hộ).",
        {"kind": SITUATION, "title": "Thực trạng"},
        [("210 hộ", "baseline", "deprivation", 210, "household"), ("95 hộ", "baseline", "deprivation", 95, "household")],
    ),
]


@pytest.mark.parametrize(("text", "context", "wanted"), CASES)
def test_what_a_sentence_promises_or_reports(text: str, context: dict[str, Any], wanted: list[tuple[Any, ...]]) -> None:
    assert [told(t, text) for t in read(text, **context)] == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Ngân sách tỉnh hỗ trợ 30% mức đóng bảo hiểm y tế cho người cận nghèo, huyện hỗ trợ thêm 10%.",
        "Mức vay tối đa 80 triệu đồng/hộ, lãi suất 6,6%/năm, thời hạn 60 tháng.",
        "Ưu tiên các xã có tỷ lệ hộ nghèo từ 25% trở lên.",
        "Thực hiện Chương trình 135, Dự án 2 và Quyết định số 12/QĐ-UBND ngày 05/3/2022 của Ủy ban nhân dân huyện.",
        "Trẻ em từ 6 đến dưới 16 tuổi được khám 02 lần/năm.",
        "Hỗ trợ tiền ăn 160.000 đồng/tháng, 9 tháng/năm học.",
        "Tổ công tác gồm 07 thành viên.",
        "Đề nghị 05 xã, 12 thôn báo cáo.",
        "Nơi nào sai sót trên 8% thì phải làm lại.",
        "Hỗ trợ 15 kg gạo/khẩu/tháng.",
    ],
)
def test_what_is_no_item(text: str) -> None:
    assert read(text, kind=TASKS, title="Nhiệm vụ") == []


def test_change_level_and_starting_value() -> None:
    change, level = read("Phấn đấu giảm 0,7% tỷ lệ hộ nghèo (từ 4,1% cuối năm 2021 xuống còn 3,4% cuối năm 2022).")
    assert (change.measure, change.unit, change.direction, change.year, change.baseline_value) == (
        "change",
        "percentage_point",
        "down",
        2022,
        4.1,
    )
    assert (level.measure, level.direction, level.baseline_value, level.baseline_year) == ("level", "down", 4.1, 2021)


@pytest.mark.parametrize(
    ("text", "comparator"),
    [
        ("Xã giảm tối thiểu 2% hộ nghèo.", "ge"),
        ("Tỷ lệ hộ nghèo giảm tối thiểu còn 5%.", "le"),
        ("Tỷ lệ hộ nghèo còn không quá 5%.", "le"),
        ("Tỷ lệ hộ nghèo còn duới 5%.", "lt"),
        ("Trên 95% dân số có bảo hiểm y tế.", "gt"),
        ("Từ 80% số thôn trở lên có nhà văn hóa.", "ge"),
        ("Khoảng 500 lượt người được tư vấn pháp luật.", "about"),
    ],
)
def test_comparators(text: str, comparator: str) -> None:
    assert [t.comparator for t in read(text)] == [comparator]


def test_years_come_from_the_sentence_the_heading_or_the_plan() -> None:
    first, last = read("Đầu năm 2022 xã có 85 hộ nghèo; cuối năm 2022 còn 60 hộ.")
    assert (first.kind, first.status, first.year) == ("baseline", "start", 2021)
    assert (last.kind, last.indicator, last.year) == ("target", "poor_households", 2022)
    assert [t.year for t in read("Có 40 hộ nghèo.", kind=SITUATION, title="Thực trạng cuối năm 2020")] == [2020]
    assert [(t.year, t.year_basis) for t in read("Xây 12 căn nhà.", last=2025)] == [(2025, "default")]
    (target,) = read("Theo Quyết định số 45/QĐ-TTg ngày 12/5/2019, giảm 1% hộ nghèo mỗi năm.", first=2021, last=2025)
    assert (target.year, target.per_year) == (2025, True)


def test_status_and_standard() -> None:
    assigned, own = read("Huyện giao giảm 1,5% tỷ lệ hộ nghèo, xã phấn đấu giảm 2%.")
    assert (assigned.status, own.status) == ("assigned", "own")
    (stated,) = read("Tỷ lệ hộ nghèo theo chuẩn giai đoạn 2016-2020 còn 2%.", first=2021, last=2021)
    assert (stated.standard, stated.standard_basis) == ("2016-2020", "stated")
    assert [(t.standard, t.standard_basis) for t in read("Tỷ lệ hộ nghèo còn 2%.")] == [("2022-2025", "by_year")]
    (end_of_2021,) = read("Cuối năm 2021 tỷ lệ hộ nghèo là 4%.", kind=SITUATION)
    assert end_of_2021.standard is None  # both lines measured the end of 2021


def test_place_population_and_printed() -> None:
    (rate,) = read("Tại huyện nghèo, tỷ lệ hộ nghèo giảm 05%/năm.")
    assert (rate.place, rate.printed, rate.value, rate.per_year) == ("huyện nghèo", "05", 5, True)
    (training,) = read("Tập huấn cho 150 cán bộ làm công tác giảm nghèo ở xã về kỹ năng rà soát.")
    assert training.population == "cán bộ làm công tác giảm nghèo ở xã"
    assert [t.population for t in read("Bố trí 8.400 triệu đồng từ quỹ dự trữ của huyện.")] == [None]


def test_a_lead_in_item_gives_the_indicator() -> None:
    found = read("Năm 2021: 1,5%; năm 2022: 1,2%.", first=2021, last=2025, leads=("Về đào tạo nghề cho lao động nông thôn:",))
    assert [(t.indicator, t.year) for t in found] == [("vocational_training", 2021), ("vocational_training", 2022)]


def test_hostile_text_is_quick() -> None:
    read(("hộ nghèo giảm 1%, (2% từ 3% " * 700) + "x")


def test_figures_that_do_not_add_up_are_told() -> None:
    assert check(read("Giảm 0,7% tỷ lệ hộ nghèo (từ 4,1% xuống còn 3,4%).")) == ()
    (problem,) = check(read("Giảm 0,7% tỷ lệ hộ nghèo (từ 4,1% xuống còn 3,1%)."))
    assert "3,1" in problem.message and "add up" in problem.message_en


def test_one_sum_of_money_in_two_units() -> None:
    found = read("Ngân hàng đã cho vay 2 tỷ 350 triệu đồng, trong đó 12 hộ nghèo vay 480 triệu đồng.")
    assert [t.value for t in found if t.unit == "vnd"] == [2_350_000_000, 480_000_000]


@pytest.mark.parametrize(
    ("said", "level", "basis"),
    [
        ("Toàn huyện còn 4,2% hộ nghèo.", Level.DISTRICT, "stated"),
        ("Toàn huyện còn 4,2% hộ nghèo.", Level.PROVINCE, "default"),  # a province's plan on one of its districts
        ("Tỷ lệ hộ nghèo trên địa bàn tỉnh còn 4,2%.", Level.PROVINCE, "stated"),
        ("Huy động toàn xã hội để tỷ lệ hộ nghèo còn 4,2%.", Level.COMMUNE, "default"),
        ("Tỷ lệ hộ nghèo còn 4,2%.", Level.COMMUNE, "default"),
    ],
)
def test_the_whole_place_is_said_or_taken_for_granted(said: str, level: Level, basis: str) -> None:
    section = Section(0, None, 1, "I.", "Chỉ tiêu", SectionKind.TARGETS, Span(0, len(said)), Span(0, 0))
    header = Header(level=level, period_start=2022, period_end=2022)
    (rate,) = find(Paper(Document.of(Parsed((Block(said),), "txt")), header, (section,), (Item(said, 0, section),)))
    assert (rate.place, rate.place_basis) == (None, basis)


@pytest.mark.parametrize(
    ("said", "measures"),
    [
        ("Giảm trong năm: hộ nghèo 215 hộ, hộ cận nghèo 180 hộ.", ["change", "change"]),
        ("Phấn đấu kéo giảm: thiếu hụt việc làm 1,2%, thiếu hụt nước sạch 4,5%.", ["change", "change"]),
        ("Phấn đấu giảm 120 hộ nghèo, hộ cận nghèo còn 80 hộ.", ["change", "level"]),
        ("Giảm 120 hộ nghèo, hỗ trợ 80 hộ vay vốn.", ["change", "level"]),
    ],
)
def test_one_movement_governs_a_list(said: str, measures: list[str]) -> None:
    assert [target.measure.value for target in read(said)] == measures


def test_a_share_in_a_bracket_is_bound_as_its_count_is() -> None:
    text = "Hộ cận nghèo cuối năm còn không quá 51 hộ (0,21%)."
    assert [t.comparator.value for t in read(text)] == ["le", "le"]


def test_a_group_of_places_counts_once() -> None:
    paper = paper_of(
        """KẾ HOẠCH
Giảm nghèo năm 2023
Thực hiện Nghị quyết số 01/NQ-HĐND ngày 05/01/2023, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:
I. KẾT QUẢ
Riêng 7 huyện nghèo còn 310 hộ.
II. MỤC TIÊU
- Hộ nghèo 7 huyện nghèo còn 200 hộ."""
    )
    assert [t.value for t in find(paper)] == [7, 310, 200]


def test_a_threshold_that_somebody_may_miss_is_no_target() -> None:
    assert not read("Nơi nào tới hết tháng 9 chưa đạt 70% chỉ tiêu thì phải giải trình.", TASKS, "Tổ chức thực hiện")


def test_criteria_of_new_countryside_that_are_met() -> None:
    text = "Đạt thêm 02 tiêu chí, đến cuối năm có 12/19 tiêu chí."
    assert [(t.value, t.indicator, t.unit) for t in read(text)] == [(2, "graduated_place", "other"), (12, "graduated_place", "other")]
    assert not read("Chủ trì chấm điểm 19 tiêu chí nông thôn mới.", TASKS, "Tổ chức thực hiện")


def test_a_rate_goes_on_in_town_and_country() -> None:
    text = "Tỷ lệ hộ nghèo chung còn 4,5% (giảm 1,1%), trong đó: khu vực nông thôn 5,2%, thành thị 1,8%."
    assert [(t.value, t.indicator, t.place) for t in read(text)] == [
        (4.5, "poverty_rate", None),
        (1.1, "poverty_rate", None),
        (5.2, "poverty_rate", "khu vực nông thôn"),
        (1.8, "poverty_rate", "thành thị"),
    ]


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("Phấn đấu thoát nghèo 45 hộ/180 khẩu.", (180, "escaped_poverty", "change", "khẩu")),
        ("Giảm 45 hộ nghèo/180 khẩu.", (180, "poor_households", "change", "khẩu")),
        ("Còn 120 hộ cận nghèo với 480 nhân khẩu.", (480, "near_poor_households", "level", "nhân khẩu")),
    ],
)
def test_persons_behind_a_stroke_are_those_of_the_households(text: str, persons: tuple[object, ...]) -> None:
    last = read(text)[-1]
    assert (last.value, last.indicator, last.measure.value, last.population) == persons


def test_places_that_share_a_fall() -> None:
    found = read("Giảm 410 hộ nghèo; trong đó xã Tân Lập 60 hộ, xã Tân Hòa 55 hộ.")
    assert [(t.value, t.measure.value, t.indicator) for t in found] == [(n, "change", "poor_households") for n in (410, 60, 55)]


def test_the_levels_shares_of_a_fund_are_raised_too() -> None:
    found = read("Phấn đấu vận động Quỹ từ 40 tỷ đồng trở lên, gồm cấp tỉnh 18 tỷ đồng, cấp huyện 15 tỷ đồng, còn lại 7 tỷ đồng.")
    assert [t.kind.value for t in found] == ["target"] * 4


@pytest.mark.parametrize(
    ("line", "places"),
    [
        ("Riêng 02 huyện nghèo: Từ 43,78% xuống 38,86%, giảm 4,92 điểm phần trăm.", ["02 huyện nghèo"] * 2),
        ("Tỷ lệ hộ nghèo toàn huyện giảm 1%; các xã vùng cao giảm 4%.", [None, "các xã vùng cao"]),
        ("Xã có tỷ lệ hộ nghèo cao nhất là Pa Ủ (77,49%), Tà Tổng (76,83%).", ["Pa Ủ", "Tà Tổng"]),
        ("Hộ nghèo còn tập trung ở Phường 5 (58 hộ), Phường 12 (52 hộ).", ["Phường 5", "Phường 12"]),
        ("Các xã vùng cao còn 12% hộ nghèo, toàn tỉnh còn 4% hộ nghèo.", ["Các xã vùng cao", None]),
    ],
)
def test_the_place_a_clause_opens_with_or_a_figure_follows(line: str, places: list[str | None]) -> None:
    found = [t.place for t in read(line) if t.indicator in ("poverty_rate", "poor_households")]
    assert [place and place.removeprefix("Riêng ").removeprefix("riêng ") for place in found] == places


def test_households_in_bad_houses_are_counted_for_housing_and_money_spent_is_a_fact() -> None:
    (counted,) = read("Còn 1.488 hộ nghèo, hộ cận nghèo đang ở nhà tạm, nhà dột nát.", kind=SITUATION)
    assert (counted.indicator, counted.kind.value) == ("housing", "baseline")
    houses, money = read("Đã sửa 146 căn nhà cho hộ nghèo, kinh phí 8,4 tỷ đồng.", kind=SITUATION)
    assert (houses.kind.value, money.kind.value) == ("baseline", "baseline")

"""The year a quantity holds for: sentence, clause, paragraph, heading, plan; own sentences."""

from __future__ import annotations

import pytest
from papers import paper_of

from extract.model import Block, Document, Header, Item, Paper, Parsed, Section, SectionKind, Span
from extract.patterns import targets_years
from extract.patterns.targets import find
from extract.patterns.targets_above import heading_year
from extract.text import key

SITUATION, TARGETS, TASKS = SectionKind.SITUATION, SectionKind.TARGETS, SectionKind.TASKS


def years(
    *texts: str, kind: SectionKind = SITUATION, title: str = "Thực trạng", first: int = 2023, last: int = 2023, issued: str = ""
) -> list[int]:
    document = Document.of(Parsed(tuple(Block(text) for text in texts), "txt"))
    section = Section(0, None, 1, "I.", title, kind, Span(0, len(document.text)), Span(0, 0))
    items = tuple(Item(text, document.text.index(text), section) for text in texts)
    header = Header(period_start=first, period_end=last, issued=issued or None)
    return [t.year or 0 for t in find(Paper(document, header, (section,), items))]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Theo chuẩn mới áp dụng từ ngày 01/01/2023, xã có 120 hộ nghèo.", [2022]),
        ("Xã đi vào hoạt động từ ngày 01/01/2020, có 2.300 hộ dân.", [2022]),
        ("Từ đầu năm đến nay đã giải quyết việc làm cho 300 lao động.", [2022]),
        ("Năm rồi có 07 hộ tự nguyện xin thoát nghèo.", [2022]),
        ("Năm qua xã giúp 06 hộ làm nhà.", [2022]),
        ("Năm vừa qua có 45 lao động được đào tạo nghề.", [2022]),
        ("Năm trước huyện có 300 hộ nghèo.", [2021]),
        ("Đầu năm có 110 hộ nghèo; qua giúp đỡ, 25 hộ đã thoát nghèo, phát sinh mới 3 hộ.", [2021, 2022, 2022]),
        ("Đến hết ngày 30/9 đã giải ngân đạt 62%.", [2022]),
        ("Trong năm đã xây 14 căn nhà.", [2022]),
        ("Cuối năm 2021 còn 6,2%, đạt mục tiêu Đại hội đề ra là giảm 1%/năm.", [2021, 2021]),
        ("Đầu kỳ toàn huyện có 900 hộ nghèo.", [2022]),
        ("Cuối năm 2022 có 400 hộ nghèo, chiếm 20% (năm 2021 là 24%); cận nghèo 125 hộ. Riêng Mường Tè có 90 hộ.", [2022] * 4),
    ],
)
def test_below_a_heading_that_names_a_year(text: str, wanted: list[int]) -> None:
    assert years(text, title="Kết quả thực hiện năm 2022") == wanted


def test_a_day_without_a_year_is_the_plans() -> None:
    text = "Đến 30/6 giải ngân ít nhất 45%, hết 30/9 đạt 70%, đến 31/01/2024 đạt 100%."
    assert years(text, kind=TARGETS, title="Chỉ tiêu") == [2023, 2023, 2024]
    text = "Trước ngày 15/12 hoàn thành 80 nhà; đến 30/6 hoàn thành 300 nhà."
    assert years(text, kind=TASKS, title="Nhiệm vụ", first=2024, last=2025, issued="2024-10-20") == [2024, 2025]
    assert years("Cuối năm còn 40 hộ.", kind=TASKS, title="Nhiệm vụ", first=2024, last=2025, issued="2024-10-20") == [2024]


def test_money_of_an_earlier_year_dates_only_where_nothing_else_does() -> None:
    assert years("Giải ngân vốn sự nghiệp năm 2022 mới đạt 71%.", title="Tồn tại") == [2022]
    assert years("Giải ngân vốn sự nghiệp năm 2022 kéo dài đạt 100%.", kind=TASKS, title="Nhiệm vụ") == [2023]


def test_a_season_dates_nothing() -> None:
    assert years("Xây 12 bể nước, xong trước mùa khô 2023 - 2024.", kind=TASKS, title="Nhiệm vụ") == [2023]


@pytest.mark.parametrize(
    ("title", "fact", "wanted"),
    [
        ("Kết quả năm 2021, kế hoạch năm 2022", True, 2021),
        ("Kết quả năm 2021, kế hoạch năm 2022", False, 2022),
        ("TÌNH HÌNH NĂM 2023 VÀ NHIỆM VỤ NĂM 2024", True, 2023),
        ("Mục tiêu năm 2023 trên cơ sở đánh giá năm 2022", False, 2023),
        ("Kết quả giai đoạn 2016-2020", True, 2020),
        ("Chỉ tiêu cụ thể", False, None),
    ],
)
def test_a_heading_with_two_years(title: str, fact: bool, wanted: int | None) -> None:
    found = heading_year(title.lower(), (2022, 2022), fact=fact)
    assert (found.year if found else None) == wanted


def test_results_and_aims_below_one_heading() -> None:
    title = "Kết quả năm 2022, kế hoạch năm 2023"
    assert years("Đã xây 14 căn nhà.", "Phấn đấu xây 20 căn nhà.", title=title) == [2022, 2023]


def test_a_paragraph_with_a_number_is_no_heading() -> None:
    title = "Các xã xây dựng kế hoạch thực hiện sát với điều kiện của địa phương, gửi về Phòng Lao động trước ngày 20/12/2022 "
    title += "để tổng hợp, theo dõi chung"
    assert years("Hỗ trợ 13 xã biên giới.", kind=TASKS, title=title) == [2023]


def test_a_count_named_again_keeps_its_date() -> None:
    first = "Đến cuối năm 2021, huyện còn 1.204 hộ nghèo."
    assert years(first, "Trong số 1.204 hộ nghèo có 310 hộ già yếu, chiếm 25,7%.", title="Hạn chế") == [2021] * 4
    assert years(first, "Hỗ trợ 310 hộ già yếu.", title="Hạn chế") == [2021, 2023]


def test_the_beginning_and_end_of_a_past_period_are_its_own() -> None:
    told = "Giai đoạn 2011 - 2015: từ 25,3% đầu kỳ xuống 11,9% cuối kỳ."
    assert [m.year for m in targets_years.years(key(told), (2018, 2018)) if not m.span] == [2010, 2015]
    assert [m.year for m in targets_years.years(key("đầu kỳ là 8%, cuối kỳ còn 5%"), (2021, 2025))] == [2020, 2025]
    assert [m.year for m in targets_years.years(key("Cuối kỳ còn 5%; giai đoạn 2011 - 2015 giảm 3%"), (2021, 2025))] == [2025, 2015]
    assert years("Tỷ lệ hộ nghèo từ 25,3% đầu kỳ xuống 11,9% cuối kỳ.", title="Giai đoạn 2011 - 2015", first=2018, last=2018) == [2015]


@pytest.mark.parametrize(
    "text",
    [
        "Thu nhập bình quân đầu người 21 triệu đồng (năm 2022 là 19 triệu đồng).",
        "Đào tạo nghề cho 80 lao động (năm ngoái mới có 60 lao động).",
        "Giúp 12 hộ sửa nhà (năm trước 8 hộ).",
        "Tỷ lệ hộ dùng nước sạch 92% (cuối năm 2022 đạt 88%).",
        "Đưa 9 người đi xuất khẩu lao động (năm 2022: 5 người).",
        "Chi trả qua tài khoản cho 90% người hưởng trợ cấp (hết năm 2022 là 71%).",
        "Dư nợ cho vay đạt 70 tỷ đồng (đầu năm 61,4 tỷ đồng).",
    ],
)
def test_the_value_of_another_year_in_a_bracket_is_where_the_target_starts(text: str) -> None:
    assert years(text, kind=TARGETS, title="Chỉ tiêu") == [2023]


def test_below_a_heading_without_number_that_names_a_year() -> None:
    paper = paper_of(
        """KẾ HOẠCH
Giảm nghèo năm 2023
Thực hiện Nghị quyết số 01/NQ-HĐND ngày 05/01/2023, Ủy ban nhân dân xã ban hành Kế hoạch như sau:
TÌNH HÌNH NĂM 2022
1. Kết quả làm được
Toàn xã còn 331 hộ nghèo.
2. Tồn tại
Nợ quá hạn còn 0,4%.
MỤC TIÊU
1. Mục tiêu cụ thể
Hộ nghèo còn 200 hộ."""
    )
    assert [(t.value, t.kind.value, t.year) for t in find(paper)] == [
        (331, "baseline", 2022),
        (0.4, "baseline", 2022),
        (200, "target", 2023),
    ]


@pytest.mark.parametrize(
    "text", ["Các hộ đã vay năm 2022 được kiểm tra vốn tối thiểu 02 lần.", "Xã đã giao năm 2022 phải làm ít nhất 10 nhà."]
)
def test_a_floor_among_duties_is_set_for_what_is_to_come(text: str) -> None:
    assert years(text, kind=TASKS, title="Giải pháp") == [2023]


def test_causes_of_new_poverty_are_parts_of_it() -> None:
    text = "Số hộ nghèo phát sinh mới 9 hộ (tách hộ 4, ốm đau 3, nguyên nhân khác 2)."
    document = Document.of(Parsed((Block(text),), "txt"))
    section = Section(0, None, 1, "I.", "Thực trạng", SITUATION, Span(0, len(text)), Span(0, 0))
    found = find(Paper(document, Header(period_start=2023, period_end=2023), (section,), (Item(text, 0, section),)))
    assert [t.indicator for t in found] == ["new_or_returned_poverty"] * 4


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Sửa 900 căn nhà, trong đó năm 2022 khoảng 300 căn, hoàn thành trước 31/12/2024; 95% hộ có nước sạch.", [2024, 2022, 2025]),
        ("Trong năm 2022 giảm ít nhất 700 hộ nghèo; tỷ lệ tái nghèo hằng năm dưới 0,2%.", [2022, 2025]),
        ("Trình danh sách trước ngày 20/5/2022; mỗi năm giúp tối thiểu 04 hộ thoát nghèo.", [2025]),
        ("Tổ chức ít nhất 03 cuộc giám sát về giảm nghèo, một cuộc vào năm 2023.", [2025]),
        ("Hoàn thành rà soát trước ngày 20/5/2022; mở 05 lớp dạy nghề.", [2022]),
    ],
)
def test_the_year_of_a_clause_holds_for_that_clause_in_a_plan_of_several_years(text: str, wanted: list[int]) -> None:
    assert years(text, kind=TASKS, title="Nhiệm vụ", first=2022, last=2025) == wanted


def test_within_the_year_behind_a_year_told_is_that_year() -> None:
    text = "Cuối năm 2022 toàn huyện còn 5.100 hộ nghèo. Trong năm có 900 hộ thoát nghèo; tạo việc làm cho 1.200 lao động."
    assert years(text, first=2023, last=2025) == [2022, 2022, 2022]


def test_this_year_is_the_plans_whatever_year_was_told_before() -> None:
    text = "Năm 2023 có 41 lao động đi nước ngoài, năm nay phải đạt 70 người. Cuối năm 2023 còn 8%, cuối năm nay còn 6%."
    assert years(text, kind=TASKS, title="Nhiệm vụ", first=2024, last=2024) == [2023, 2024, 2023, 2024]


@pytest.mark.parametrize(
    ("title", "wanted"),
    [
        ("Kết quả công tác giảm nghèo giai đoạn 2016 - 2020", 2020),
        ("Đánh giá kết quả thực hiện Chương trình giảm nghèo giai đoạn 2016-2020", 2020),
        ("Kết quả thực hiện Chương trình giảm nghèo giai đoạn 2021-2025", 2023),
        ("Kết quả rà soát theo chuẩn nghèo giai đoạn 2016 - 2020", 2023),
    ],
)
def test_results_of_a_span_that_is_over_are_of_its_end(title: str, wanted: int) -> None:
    assert years("Hỗ trợ 214 hộ nghèo làm nhà ở.", title=title) == [wanted]

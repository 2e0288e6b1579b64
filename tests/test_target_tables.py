"""Targets of tables: layouts as plans use them, with made-up figures."""

from __future__ import annotations

from extract.model import Block, BlockKind, Cell, Document, Header, Paper, Parsed, Section, SectionKind, Span, Target
from extract.patterns import arithmetic
from extract.patterns.target_tables import find_in_tables


def read(
    rows: list[list[str]],
    caption: str = "",
    kind: SectionKind = SectionKind.TARGETS,
    first: int = 2022,
    last: int = 2022,
    title: str = "Chỉ tiêu",
) -> list[tuple[str, Target]]:
    """`rows`: cells as text; "Hộ nghèo^2" spans two columns, "Xã_2" two rows."""
    blocks = [Block(line) for line in caption.split("\n") if line]
    taken: set[tuple[int, int]] = set()
    for r, row in enumerate(rows):
        cells, texts, at, column = [], [], 0, 0
        for written in row:
            while (r, column) in taken:
                column += 1
            text, _, wide = written.partition("^")
            text, _, high = text.partition("_")
            cell = Cell(r, column, Span(at, at + len(text)), int(high or 1), int(wide or 1))
            taken |= {(r + i, column + j) for i in range(cell.rowspan) for j in range(cell.colspan)}
            cells.append(cell)
            texts.append(text)
            at += len(text) + 3
        blocks.append(Block(" | ".join(texts), BlockKind.TABLE_ROW, table=0, cells=tuple(cells)))
    document = Document.of(Parsed(tuple(blocks), "docx"))
    section = Section(0, None, 1, "I.", title, kind, Span(0, len(document.text)), Span(0, 0))
    paper = Paper(document, Header(period_start=first, period_end=last), (section,), ())
    return [(t.span.of(document.text), t) for t in find_in_tables(paper)]


def test_two_header_rows_with_numbers_and_shares() -> None:
    found = read(
        [
            ["TT_2", "Đơn vị_2", "Tổng số hộ_2", "Hộ nghèo đầu năm 2022^2", "Giảm trong năm 2022^2", "Hộ nghèo cuối năm 2022^2"],
            ["TS", "%", "TS", "%", "TS", "%"],
            ["1", "Thôn Đông", "150", "6", "4,00", "2", "1,33", "4", "2,67"],
            ["2", "Thôn Đoài", "120", "-", "", "0", "0", "0", "0"],
            ["Tổng cộng^2", "270", "6", "2,22", "2", "0,74", "4", "1,48%"],
        ]
    )
    first = [(q, t.kind.value, t.indicator, t.unit, t.measure.value, t.year) for q, t in found[:7]]
    assert first == [
        ("150", "baseline", "other", "household", "level", 2022),
        ("6", "baseline", "poor_households", "household", "level", 2021),
        ("4,00", "baseline", "poverty_rate", "percent", "level", 2021),
        ("2", "target", "poor_households", "household", "change", 2022),
        ("1,33", "target", "poverty_rate", "percentage_point", "change", 2022),
        ("4", "target", "poor_households", "household", "level", 2022),
        ("2,67", "target", "poverty_rate", "percent", "level", 2022),
    ]
    assert [t.place for _, t in found] == ["Thôn Đông"] * 7 + ["Thôn Đoài"] * 5 + ["Tổng cộng"] * 7
    assert found[0][1].sentence == "Thôn Đông - Tổng số hộ"
    assert all(t.from_table for _, t in found)


def test_rows_are_indicators_and_columns_years() -> None:
    found = read(
        [
            ["STT", "Chỉ tiêu", "ĐVT", "TH năm 2021", "KH năm 2022", "Ghi chú"],
            ["1", "Tỷ lệ hộ nghèo", "%", "5,2", "≤ 4,1", ""],
            ["", "- Dân tộc thiểu số", "%", "9", "7", "ước"],
            ["2", "Lao động được tạo việc làm", "Người", "1.250", "1.400", "nữ 50%"],
            ["3", "Thu nhập bình quân", "Triệu đồng", "30,5", "33", ""],
        ]
    )
    assert [(q, t.kind.value, t.indicator, t.unit, t.year) for q, t in found] == [
        ("5,2", "baseline", "poverty_rate", "percent", 2021),
        ("≤ 4,1", "target", "poverty_rate", "percent", 2022),
        ("9", "baseline", "poverty_rate", "percent", 2021),
        ("7", "target", "poverty_rate", "percent", 2022),
        ("1.250", "baseline", "employment", "person", 2021),
        ("1.400", "target", "employment", "person", 2022),
        ("30,5", "baseline", "income", "vnd", 2021),
        ("33", "target", "income", "vnd", 2022),
    ]
    assert (found[1][1].comparator, found[-1][1].value) == ("le", 33e6)


def test_caption_names_the_change_and_the_unit() -> None:
    found = read(
        [["TT", "Tên xã", "2021", "2022"], ["1", "Xã A", "2", "1,5"], ["2", "Xã B", "3", "2,5"]],
        caption="Chỉ tiêu giảm tỷ lệ hộ nghèo (%)",
        first=2021,
    )
    assert [(q, t.unit, t.measure.value, t.direction, t.year, t.place) for q, t in found][:2] == [
        ("2", "percentage_point", "change", "down", 2021, "Xã A"),
        ("1,5", "percentage_point", "change", "down", 2022, "Xã A"),
    ]


def test_money_is_a_budget() -> None:
    found = read(
        [["TT", "Nội dung", "Tổng", "NSTW", "NSĐP"], ["1", "Tập huấn", "1.250,5", "1.000", "250,5"]],
        caption="Dự toán kinh phí\nĐơn vị tính: triệu đồng",
        kind=SectionKind.FUNDING,
    )
    assert [(t.kind.value, t.value) for _, t in found] == [("budget", 1250.5e6), ("budget", 1e9), ("budget", 250.5e6)]


def test_columns_that_complete_one_another() -> None:
    found = read(
        [
            ["Thôn", "Số hộ dân", "Hộ nghèo đầu kỳ", "Tỷ lệ %", "Hộ thoát nghèo", "Hộ nghèo cuối kỳ", "Tỷ lệ %"],
            ["Thôn 1", "100", "12", "12,0", "5", "7", "7,0"],
            ["Thôn 2", "90", "9", "10,0", "3", "6", "6,7"],
        ]
    )
    assert [(t.indicator, t.kind.value, t.year) for _, t in found[:6]] == [
        ("other", "baseline", 2022),
        ("poor_households", "baseline", 2021),
        ("poverty_rate", "baseline", 2021),
        ("escaped_poverty", "target", 2022),
        ("poor_households", "target", 2022),
        ("poverty_rate", "target", 2022),
    ]
    assert (found[3][1].measure, found[3][1].direction) == ("level", None)


def test_tables_that_count_nothing() -> None:
    assert read([["TT", "Nội dung", "Chủ trì", "Thời gian"], ["1", "Rà soát hộ nghèo", "Công chức", "Tháng 9/2022"]]) == []
    assert read([["TT", "Họ và tên", "Năm sinh", "Số khẩu"], ["1", "Nguyễn Văn A", "1970", "4"]]) == []
    assert read([["a"]]) == []


def test_rows_of_groups_are_not_counted_twice_against_the_total() -> None:
    rows = [["TT", "Xã", "Hộ nghèo"], ["I", "Khối phường", "30"], ["1", "Phường A", "10"], ["2", "Phường B", "20"]]
    rows += [["II", "Khối xã", "70"], ["1", "Xã C", "40"], ["2", "Xã D", "30"]]
    assert not arithmetic.check(t for _, t in read([*rows, ["", "Tổng cộng", "100"]]))
    assert arithmetic.check(t for _, t in read([*rows, ["", "Tổng cộng", "110"]]))


def said(rows: list[list[str]], caption: str) -> list[tuple[str, str, str, str, int | None]]:
    """Figure, kind, unit, indicator and year of each cell in a section of tasks of 2022."""
    found = read(rows, caption, SectionKind.TASKS)
    return [(q, t.kind.value, t.unit, t.indicator, t.year) for q, t in found]


def test_what_is_given_out_is_a_target_of_the_first_year_named() -> None:
    rows = [["TT", "Xã", "Làm mới", "Sửa chữa", "Cộng"], ["1", "Xã Đồi", "12", "4", "16"], ["2", "Xã Suối", "10", "5", "15"]]
    for caption in (
        "Năm 2022 bố trí xây nhà cho 2 xã có nhu cầu lớn; các xã còn lại xét trong năm 2023. Cụ thể:",
        "Trên cơ sở kết quả rà soát nhà ở cuối năm 2021, số nhà giao từng xã:",
        "Phân bổ chỉ tiêu hỗ trợ nhà ở cho các xã:",
        "Các xã đăng ký xóa nhà tạm như sau:",
        "Thực hiện theo khảo sát tháng 11/2021, phân công các đoàn thể giúp làm nhà ở:",
    ):
        assert said(rows, caption)[:3] == [(n, "target", "house", "housing", 2022) for n in ("12", "4", "16")], caption
    facts = read(rows, "Kết quả hỗ trợ nhà ở năm 2021:", SectionKind.SITUATION)
    assert {(t.kind.value, t.year) for _, t in facts} == {("baseline", 2021)}


def test_jobs_beside_a_fall_of_the_poor_are_given_out_too() -> None:
    rows = [["Xã", "Hộ nghèo đầu năm 2022 (hộ)", "Giảm hộ nghèo (hộ)", "Giải quyết việc làm (lao động)"]]
    rows += [["Xã Đồi", "62", "25", "720"], ["Xã Suối", "71", "30", "850"]]
    assert [s[1] for s in said(rows, "Chỉ tiêu giao các xã")[:3]] == ["baseline", "target", "target"]


def test_the_same_columns_of_another_time_count_the_same() -> None:
    rows = [
        ["TT", "Huyện", "Số xã", "Hộ nghèo cuối năm 2021", "", "Kế hoạch cuối năm 2022", ""],
        ["", "", "", "Số hộ", "Tỷ lệ (%)", "Số hộ", "Tỷ lệ (%)"],
        ["1", "Bình Gia", "17", "4.381", "44,50", "3.840", "39,00"],
        ["2", "Văn Quan", "18", "3.302", "40,19", "2.868", "34,91"],
    ]
    assert said(rows, "Giao chỉ tiêu cho các huyện:")[:5] == [
        ("17", "baseline", "commune", "other", 2022),
        ("4.381", "baseline", "household", "poor_households", 2021),
        ("44,50", "baseline", "percent", "poverty_rate", 2021),
        ("3.840", "target", "household", "poor_households", 2022),
        ("39,00", "target", "percent", "poverty_rate", 2022),
    ]


def test_parts_of_a_sum_are_those_who_get_what_is_given() -> None:
    rows = [["Thôn", "Hộ nghèo", "Hộ cận nghèo", "Tổng số hộ"], ["Thôn 1", "5", "3", "8"], ["Thôn 2", "6", "2", "8"]]
    assert {s[1:] for s in said(rows, "Số hộ được vay vốn giao cho các thôn:")} == {("target", "household", "credit", 2022)}
    apart = [["Thôn", "Hộ nghèo", "Hộ cận nghèo", "Số thẻ BHYT"], ["Thôn 1", "5", "3", "20"], ["Thôn 2", "6", "2", "30"]]
    assert [s[3] for s in said(apart, "Giao chỉ tiêu cấp thẻ bảo hiểm y tế:")[:2]] == ["poor_households", "near_poor_households"]


def test_persons_in_charge_of_places_have_targets_but_lists_of_households_none() -> None:
    rows = [["TT", "Họ và tên", "Chức vụ", "Thôn phụ trách", "Số hộ phải thoát"], ["1", "Lò Văn Pá", "Chủ tịch", "Thôn Khe", "3"]]
    rows.append(["2", "Vì Thị Ọi", "Bí thư Đoàn", "Thôn Nà", "2"])
    found = read(rows, "Thành viên phụ trách thôn:")
    assert [(q, t.indicator, t.place) for q, t in found] == [("3", "escaped_poverty", "Thôn Khe"), ("2", "escaped_poverty", "Thôn Nà")]
    assert not read([["TT", "Họ và tên chủ hộ", "Năm sinh", "Số khẩu"], ["1", "Lò Văn Pá", "1970", "3"], ["2", "Vì Thị Ọi", "1980", "2"]])


def test_workers_of_poor_households_count_what_the_caption_does() -> None:
    rows = [["Xã", "Số lao động", "Trong đó: lao động hộ nghèo"], ["Xã Đồi", "12", "4"], ["Xã Suối", "9", "5"]]
    assert {s[3] for s in said(rows, "Giao các xã đưa lao động đi làm việc ở nước ngoài:")} == {"labour_export"}


def test_the_unit_above_a_table_of_money_holds_for_rows_that_name_people() -> None:
    found = read(
        [["Dự án", "Tổng số", "NS Trung ương"], ["- Tiểu dự án 4 (LĐ ngoài nước)", "640", "560"], ["Tổng cộng", "980", "900"]],
        "Biểu 2: Tổng hợp kinh phí theo dự án (ĐVT: triệu đồng)",
    )
    assert [(q, t.unit, t.value, t.kind.value) for q, t in found[:2]] == [("640", "vnd", 640e6, "budget"), ("560", "vnd", 560e6, "budget")]


def test_houses_to_be_built_beside_the_poor_who_leave_are_aims() -> None:
    heads = ["Đơn vị", "Hộ nghèo cuối năm 2024 (hộ)", "Số hộ thoát nghèo 6 tháng đầu năm 2025 (hộ)", "Nhà làm mới (nhà)"]
    found = read([heads, ["An Lạc", "171", "14", "24"], ["Cô Ngân", "118", "10", "17"]], "Chỉ tiêu giao các xã:", first=2025, last=2025)
    assert [(q, t.kind.value) for q, t in found[:3]] == [("171", "baseline"), ("14", "target"), ("24", "target")]


def test_services_below_a_heading_on_what_is_lacking_are_dimensions_of_deprivation() -> None:
    rows = [["Xã", "Hộ nghèo (hộ)", "Nhà ở (%)", "Nhà tiêu HVS (%)"], ["Xã Đông", "41", "12,2", "21,9"]]
    kind = SectionKind.SITUATION
    lacking = read(rows, kind=kind, title="Mức độ thiếu hụt các dịch vụ xã hội cơ bản")
    assert [t.indicator for _, t in lacking] == ["poor_households", "deprivation", "deprivation"]
    assert [t.indicator for _, t in read(rows, kind=kind, title="Kết quả")] == ["poor_households", "housing", "sanitation"]


def test_a_rate_behind_a_dated_count_is_of_its_time() -> None:
    head = ["TT", "Bản", "Số hộ nghèo đầu năm 2022", "Tỷ lệ hộ nghèo (%)", "Số hộ nghèo giảm trong năm", "Số hộ nghèo cuối năm 2022"]
    found = read([head, ["1", "Bản Đông", "58", "41,4", "13", "45"]])
    assert [(q, t.kind.value, t.year) for q, t in found] == [
        ("58", "baseline", 2021),
        ("41,4", "baseline", 2021),
        ("13", "target", 2022),
        ("45", "target", 2022),
    ]


def test_money_named_over_the_names_of_the_rows_is_the_unit_of_all() -> None:
    rows = [
        ["Nguồn vốn (triệu đồng)", "Tổng cộng", "Năm 2022", "Năm 2023"],
        ["Ngân sách Trung ương", "478.600", "230.000", "248.600"],
        ["Huy động khác", "9.500", "4.500", "5.000"],
        ["Tổng", "488.100", "234.500", "253.600"],
    ]
    found = read(rows, kind=SectionKind.FUNDING, last=2023)
    assert {(t.kind.value, t.unit) for _, t in found} == {("budget", "vnd")}
    assert [t.value for _, t in found[:2]] == [478_600_000_000, 230_000_000_000]

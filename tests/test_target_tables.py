"""Targets of tables: layouts as plans use them, with made-up figures."""

from __future__ import annotations

from extract.model import Block, BlockKind, Cell, Document, Header, Paper, Parsed, Section, SectionKind, Span, Target
from extract.patterns import arithmetic
from extract.patterns.target_tables import find_in_tables


def read(
    rows: list[list[str]], caption: str = "", kind: SectionKind = SectionKind.TARGETS, first: int = 2022, last: int = 2022
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
    section = Section(0, None, 1, "I.", "Chỉ tiêu", kind, Span(0, len(document.text)), Span(0, 0))
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

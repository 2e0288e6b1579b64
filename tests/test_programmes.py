"""Which programme and project tasks and targets belong to. All sentences are our own."""

import pytest
from papers import paper_of, parsed

from extract.model import Block, BlockKind, Cell, Parsed, Span
from extract.patterns import responsibilities
from extract.patterns.programmes_known import programmes
from extract.reading import understand

POVERTY_16, POVERTY_21, ETHNIC, RURAL, DRIVE, MERGED = (
    *("1722/QĐ-TTg", "90/QĐ-TTg", "1719/QĐ-TTg", "263/QĐ-TTg"),
    *("42/CT-TTg", "257/2025/QH15"),
)


def plan(year: int, title: str, basis: str = "", body: str = "") -> str:
    return f"""ỦY BAN NHÂN DÂN TỈNH LAI CHÂU
Số: 61/KH-UBND
Lai Châu, ngày 14 tháng 6 năm {year}
KẾ HOẠCH
{title} năm {year}
{basis}
I. NHIỆM VỤ
{body}
"""


def figures(text: str) -> list[tuple[str, str | None, str | None]]:
    reading = understand(parsed(text))
    return [(one.span.of(reading.paper.document.text), one.programme, one.project) for one in reading.targets]


def tasks(text: str) -> list[tuple[str, str | None, str | None]]:
    return [(one.agency, one.programme, one.project) for one in responsibilities.find(paper_of(text))]


FIFTH = "1. Dự án 5\nHỗ trợ cho 120 hộ."
NATIONAL = "Thực hiện Chương trình mục tiêu quốc gia"


@pytest.mark.parametrize(
    ("year", "title", "basis", "programme"),
    [
        (2018, f"{NATIONAL} giảm nghèo bền vững", "", POVERTY_16),
        (2023, f"{NATIONAL} giảm nghèo bền vững", "", POVERTY_21),
        (2023, f"{NATIONAL} phát triển kinh tế - xã hội vùng đồng bào dân tộc thiểu số và miền núi", "", ETHNIC),
        (2023, "Thực hiện CTMTQG xây dựng nông thôn mới", "", RURAL),
        (2026, f"{NATIONAL} giảm nghèo bền vững", "", MERGED),
        (2026, f"{NATIONAL} xây dựng nông thôn mới, giảm nghèo bền vững và phát triển kinh tế - xã hội vùng đồng bào DTTS", "", MERGED),
        (2026, "Giảm nghèo", "Căn cứ Nghị quyết số 257/2025/QH15 ngày 11/12/2025 của Quốc hội;", MERGED),
        (2023, "Giảm nghèo bền vững", "Căn cứ Quyết định số 90/QĐ-TTg ngày 18/01/2022 của Thủ tướng Chính phủ;", POVERTY_21),
        (2019, "Giảm nghèo bền vững", "Căn cứ Quyết định số 1722/QĐ-TTg ngày 02/9/2016 của Thủ tướng Chính phủ;", POVERTY_16),
    ],
)
def test_a_project_is_of_the_programme_that_the_plan_carries_out(year: int, title: str, basis: str, programme: str) -> None:
    assert figures(plan(year, title, basis, FIFTH)) == [("120 hộ", programme, "Dự án 5")]


def test_what_a_plan_does_not_tell_is_null() -> None:
    body = "1. Nhà ở\nHỗ trợ 120 hộ."
    basis = "Căn cứ Quyết định số 90/QĐ-TTg ngày 18/01/2022; Quyết định số 1719/QĐ-TTg ngày 14/10/2021 của Thủ tướng Chính phủ;"
    for title in (
        "Giảm nghèo và giải quyết việc làm",
        "Công tác lao động, người có công và xã hội",
        "Thực hiện các chương trình mục tiêu quốc gia",
        "Thực hiện các Chương trình mục tiêu quốc gia xây dựng nông thôn mới, giảm nghèo bền vững, dân tộc thiểu số",
    ):
        assert figures(plan(2023, title, basis, body)) == [("120 hộ", None, None)], title
    assert figures(plan(2023, "Giảm nghèo", "Căn cứ Quyết định số 490/QĐ-TTg ngày 07/5/2018;", body)) == [("120 hộ", None, None)]


def test_of_a_year_that_two_programmes_share_the_projects_names_tell() -> None:
    title = f"{NATIONAL} giảm nghèo bền vững"
    text = "KẾ HOẠCH\n{} năm 2021\nI. NHIỆM VỤ\n1. Dự án 5: {}\nHỗ trợ 120 hộ."
    assert figures(text.format(title, "Nâng cao năng lực và giám sát, đánh giá")) == [("120 hộ", POVERTY_16, "Dự án 5")]
    assert figures(text.format(title, "Hỗ trợ nhà ở cho hộ nghèo")) == [("120 hộ", POVERTY_21, "Dự án 5")]
    assert figures(text.format(title, "Nội dung được giao")) == [("120 hộ", None, "Dự án 5")]


TITLE = f"{NATIONAL} giảm nghèo bền vững"


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        # headings over the plan
        ("1. Chương trình mục tiêu quốc gia xây dựng nông thôn mới\nLàm 12 công trình.", [("12 công trình", RURAL, None)]),
        ("1. Vốn Chương trình 1719\na) Dự án 5\nMở 12 lớp dạy nghề.", [("12 lớp", ETHNIC, "Dự án 5")]),
        ("1. Thực hiện các chính sách giảm nghèo thường xuyên\nHỗ trợ 120 hộ.", [("120 hộ", None, None)]),
        ("1. Dự án 3\na) Tiểu dự án 2\nHỗ trợ 120 hộ.", [("120 hộ", POVERTY_21, "Tiểu dự án 2 - Dự án 3")]),
        # the row's own words over headings
        ("1. Dự án 2\nHỗ trợ 120 hộ thuộc Dự án 3.", [("120 hộ", POVERTY_21, "Dự án 3")]),
        ("1. Dự án 2\nHỗ trợ 120 hộ thuộc Tiểu dự án 1, Dự án 3.", [("120 hộ", POVERTY_21, "Tiểu dự án 1 - Dự án 3")]),
        (
            "1. Dự án 5\nHỗ trợ 120 hộ, riêng 30 hộ từ vốn Chương trình MTQG vùng đồng bào DTTS.",
            [("120 hộ", POVERTY_21, "Dự án 5"), ("30 hộ", ETHNIC, None)],
        ),
        (
            "1. Các dự án\nHỗ trợ 120 hộ thuộc Dự án 2, đưa 30 lao động thuộc Dự án 4.",
            [("120 hộ", POVERTY_21, "Dự án 2"), ("30 lao động", POVERTY_21, "Dự án 4")],
        ),
        ("1. Các dự án\nThực hiện Dự án 5, hỗ trợ 120 hộ, 30 hộ cận nghèo.", [(f"{n} hộ", POVERTY_21, "Dự án 5") for n in (120, 30)]),
        # what is only mentioned
        ("1. Nhà ở\nHỗ trợ 120 hộ, lồng ghép với Chương trình xây dựng nông thôn mới.", [("120 hộ", POVERTY_21, None)]),
        ("1. Nhà ở\nBan Chỉ đạo Chương trình nông thôn mới hỗ trợ 120 hộ.", [("120 hộ", POVERTY_21, None)]),
    ],
)
def test_the_nearest_words_win(body: str, wanted: list[tuple[str, str, str | None]]) -> None:
    assert figures(plan(2023, TITLE, body=body)) == wanted


def test_a_sum_is_of_its_own_clause() -> None:
    body = (
        "1. Kinh phí\nVốn CTMTQG giảm nghèo bền vững 1.450 triệu đồng, vốn CTMTQG vùng dân tộc thiểu số 640 triệu đồng.\n"
        "Dự án 4: 900 triệu đồng, trong đó ngân sách huyện 300 triệu đồng."
    )
    assert figures(plan(2023, TITLE, body=body)) == [
        ("1.450 triệu đồng", POVERTY_21, None),
        ("640 triệu đồng", ETHNIC, None),
        ("900 triệu đồng", POVERTY_21, "Dự án 4"),
        ("300 triệu đồng", POVERTY_21, "Dự án 4"),
    ]


def table(*rows: str) -> Parsed:
    """A plan with a table of sums; each row a line with bars."""
    text = plan(2023, TITLE, body="1. Kinh phí\nBiểu 1: Phân bổ vốn (triệu đồng)")
    blocks = []
    for r, row in enumerate(rows):
        cells, at = [], 0
        for c, words in enumerate(row.split(" | ")):
            cells.append(Cell(r, c, Span(at, at + len(words))))
            at += len(words) + 3
        blocks.append(Block(row, BlockKind.TABLE_ROW, table=0, cells=tuple(cells)))
    return Parsed((*parsed(text).blocks, *blocks), "text")


def test_rows_of_a_table_are_of_the_project_or_group_they_stand_under() -> None:
    reading = understand(
        table(
            "TT | Nội dung | Vốn năm 2023 (triệu đồng)",
            "I | Chương trình MTQG giảm nghèo bền vững | 3.300",
            "1 | Dự án 4 | 1.100",
            "- | Tiểu dự án 1 | 600",
            "- | Tiểu dự án 3 | 500",
            "2 | Dự án 5: Nhà ở | 2.200",
            "II | Chương trình MTQG xây dựng nông thôn mới | 4.000",
            "1 | Đường thôn | 4.000",
            " | Tổng cộng | 7.300",
        )
    )
    assert [(one.value / 1e6, one.programme, one.project) for one in reading.targets] == [
        (3300, POVERTY_21, None),
        (1100, POVERTY_21, "Dự án 4"),
        (600, POVERTY_21, "Tiểu dự án 1 - Dự án 4"),
        (500, POVERTY_21, "Tiểu dự án 3 - Dự án 4"),
        (2200, POVERTY_21, "Dự án 5"),
        (4000, RURAL, None),
        (4000, RURAL, None),
        (7300, None, None),
    ]


def test_how_things_stand_is_not_the_plan_s_programme() -> None:
    text = plan(2023, TITLE, body="Hỗ trợ 120 hộ.\nII. TÌNH HÌNH NĂM 2022\nToàn tỉnh có 8.500 hộ nghèo.")
    assert figures(text) == [("120 hộ", POVERTY_21, None), ("8.500 hộ", None, None)]


@pytest.mark.parametrize(("year", "programme"), [(2023, None), (2024, DRIVE), (2025, DRIVE), (2026, None)])
def test_the_drive_against_makeshift_houses_has_its_years(year: int, programme: str | None) -> None:
    text = plan(year, "Giảm nghèo và việc làm", body="1. Xóa nhà tạm, nhà dột nát\nXây mới 120 căn nhà.")
    assert figures(text) == [("120 căn nhà", programme, None)]


def test_a_plan_older_than_the_drive_is_none_of_it() -> None:
    text = plan(2024, "Giảm nghèo và việc làm", body="1. Xóa nhà tạm, nhà dột nát\nXây mới 120 căn nhà.")
    assert figures(text.replace("tháng 6", "tháng 01")) == [("120 căn nhà", None, None)]


def test_projects_named_in_a_plan_of_the_drive_are_not_the_drive_s() -> None:
    title = "Xóa nhà tạm, nhà dột nát trên địa bàn tỉnh"
    basis = "Căn cứ Quyết định số 90/QĐ-TTg ngày 18/01/2022 của Thủ tướng Chính phủ;"
    text = plan(2024, title, basis, "1. Nhà ở\nXây 120 căn nhà.\n2. Dự án 5\nXây 30 căn nhà.")
    assert figures(text) == [("120 căn nhà", DRIVE, None), ("30 căn nhà", POVERTY_21, "Dự án 5")]


def test_tasks_have_the_plan_s_programme_and_all_projects_they_name() -> None:
    body = (
        "1. Sở Y tế\nHướng dẫn Tiểu dự án 2 (Dự án 3).\n2. Sở Xây dựng\nKiểm tra việc thực hiện Dự án 2, 4 và Dự án 7.\n"
        "3. Sở Tài chính\nTham mưu bố trí kinh phí.\n4. Ban Dân tộc\nChủ trì thực hiện Chương trình 1719."
    )
    assert tasks(plan(2023, TITLE, body=body)) == [
        ("Sở Y tế", POVERTY_21, "Tiểu dự án 2 - Dự án 3"),
        ("Sở Xây dựng", POVERTY_21, "Dự án 2; Dự án 4; Dự án 7"),
        ("Sở Tài chính", POVERTY_21, None),
        ("Ban Dân tộc", ETHNIC, None),
    ]


def test_parts_called_by_the_old_programmes_names_are_of_the_projects_these_became() -> None:
    body = "1. Sở Nội vụ\nTheo dõi Tiểu dự án 3 (Chương trình 135).\n2. Sở Y tế\nTheo dõi Tiểu dự án 4 (30a)."
    found = [(programme, project) for _, programme, project in tasks(plan(2018, TITLE, body=body))]
    assert found == [(POVERTY_16, "Tiểu dự án 3 - Dự án 2"), (POVERTY_16, "Tiểu dự án 4 - Dự án 1")]


def test_ids_are_numbers_of_decisions_and_each_has_years() -> None:
    assert len({p.id for p in programmes()}) == len(programmes())
    for programme in programmes():
        assert programme.id.lower() in programme.marks
        assert programme.period[0] <= programme.period[1] and programme.whole[0] <= programme.period[0]

import pytest
from hypothesis import given
from hypothesis import strategies as st
from papers import document, paper_of

from extract.labels import label, roman
from extract.model import SectionKind
from extract.section_kinds import kind_of
from extract.sections import sections
from extract.zones import zones


def tree(text: str) -> list[tuple[str | None, str, int]]:
    doc = document(text)
    return [(s.label, s.title, s.level) for s in sections(doc, zones(doc)) if s.label]


def test_a_style_met_again_goes_back_to_its_own_level() -> None:
    assert tree("""KẾ HOẠCH
Giảm nghèo năm 2019
Thực hiện Nghị quyết số 01/NQ-HĐND ngày 05/01/2019, Ủy ban nhân dân xã ban hành Kế hoạch như sau:
I. MỤC TIÊU
1. Mục tiêu chung
Giảm nghèo bền vững.
2. Mục tiêu cụ thể
a) Về thu nhập
Thu nhập tăng dần.
b) Về nhà ở
Không còn nhà tạm.
II. NHIỆM VỤ
1. Tuyên truyền
Phát thanh hằng tuần.
2. Rà soát
2.1. Cấp thôn
Họp dân.
2.2. Cấp xã
Tổng hợp.
""") == [
        ("I.", "MỤC TIÊU", 1),
        ("1.", "Mục tiêu chung", 2),
        ("2.", "Mục tiêu cụ thể", 2),
        ("a)", "Về thu nhập", 3),
        ("b)", "Về nhà ở", 3),
        ("II.", "NHIỆM VỤ", 1),
        ("1.", "Tuyên truyền", 2),
        ("2.", "Rà soát", 2),
        ("2.1.", "Cấp thôn", 3),
        ("2.2.", "Cấp xã", 3),
    ]


def test_parts_stand_above_roman_numbers_and_projects_below_the_heading_they_follow() -> None:
    assert tree("""Phần thứ nhất
ĐÁNH GIÁ KẾT QUẢ
I. Thuận lợi
Được tỉnh quan tâm.
Phần thứ hai
NHIỆM VỤ NĂM 2022
I. Các dự án
Dự án 1: Hạ tầng
Xây cầu.
Tiểu dự án 1: Cầu dân sinh
Ba cầu.
Dự án 2: Sinh kế
Nuôi dê.
II. Kinh phí
Ngân sách huyện.
""") == [
        ("Phần thứ nhất", "ĐÁNH GIÁ KẾT QUẢ", 1),
        ("I.", "Thuận lợi", 2),
        ("Phần thứ hai", "NHIỆM VỤ NĂM 2022", 1),
        ("I.", "Các dự án", 2),
        ("Dự án 1", "Hạ tầng", 3),
        ("Tiểu dự án 1", "Cầu dân sinh", 4),
        ("Dự án 2", "Sinh kế", 3),
        ("II.", "Kinh phí", 2),
    ]


def test_a_run_on_title_ends_at_its_colon() -> None:
    text = "I. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế: Chủ trì khám bệnh cho người nghèo.\n2. Sở Tài chính: Bố trí vốn.\n"
    assert tree(text) == [("I.", "TỔ CHỨC THỰC HIỆN", 1), ("1.", "Sở Y tế", 2), ("2.", "Sở Tài chính", 2)]
    bodies = [i.text for i in paper_of(text).items if i.run_on]
    assert bodies == ["Chủ trì khám bệnh cho người nghèo.", "Bố trí vốn."]


def test_lettered_sentences_with_nothing_under_them_are_a_list() -> None:
    text = "I. CHỈ TIÊU\n1. Giảm nghèo\na) Giảm 90 hộ nghèo trong năm;\nb) Không có hộ tái nghèo.\n2. Việc làm\n" + "Mở 02 lớp dạy nghề."
    assert tree(text) == [("I.", "CHỈ TIÊU", 1), ("1.", "Giảm nghèo", 2), ("2.", "Việc làm", 2)]
    assert [i.mark for i in paper_of(text).items if i.mark] == ["a)", "b)"]


def test_lettered_sentences_beside_a_lettered_title_are_headings() -> None:
    text = "KẾ HOẠCH\nGiảm nghèo\nI. ĐỊNH MỨC\n1. Dự án\na) Chi giống không quá 15 triệu đồng.\nb) Chi quản lý không quá 5%.\n"
    assert [label for label, _, _ in tree(text + "c) Con giống: dê cái từ 8 tháng tuổi.\n")] == ["I.", "1.", "a)", "b)", "c)"]
    weekly = "c) Báo cáo tuần: từ ngày 10/11 gửi về huyện.\nd) Kiểm tra chéo giữa các xã.\n"
    assert [label for label, _, _ in tree(text + weekly)] == ["I.", "1."]


def test_a_plan_behind_the_decision_that_issues_it_counts_anew() -> None:
    text = """QUYẾT ĐỊNH
Về việc ban hành Kế hoạch giảm nghèo năm 2020
Căn cứ Luật Tổ chức chính quyền địa phương năm 2015;
Điều 1. Ban hành kèm theo Quyết định này Kế hoạch giảm nghèo năm 2020.
Điều 2. Quyết định này có hiệu lực từ ngày ký.
Nơi nhận:
- Như Điều 2.
KẾ HOẠCH
Giảm nghèo năm 2020
(Ban hành kèm theo Quyết định số 12/QĐ-UBND ngày 03/02/2020)
I. MỤC TIÊU
Giảm 2% hộ nghèo.
"""
    assert [(name, level) for name, _, level in tree(text)] == [("Điều 1.", 1), ("Điều 2.", 1), ("I.", 1)]


def test_c_after_b_is_a_letter_and_numbers_misread_are_mended() -> None:
    text = "A. NHIỆM VỤ\nMột.\nB. GIẢI PHÁP\nHai.\nC. KINH PHÍ\nBa.\n"
    assert [entry[0] for entry in tree(text)] == ["A.", "B.", "C."]
    found = label("lI. MỤC TIÊU")
    assert found and found.text == "II."


def test_bullets_hang_under_the_line_with_a_colon_before_them() -> None:
    paper = paper_of(
        "1. Dự án về nước sạch\n- Phân công:\n+ Sở Xây dựng chủ trì.\n+ Sở Y tế phối hợp.\n- Kinh phí: 2 tỷ đồng.\n2. Khác\nKhông."
    )
    marks = {i.text: (i.mark, i.depth, [lead.text for lead in i.leads]) for i in paper.items}
    assert marks["Sở Xây dựng chủ trì."] == ("+", 2, ["Phân công:"])
    assert marks["Kinh phí: 2 tỷ đồng."] == ("-", 1, [])


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Một số chỉ tiêu chủ yếu", SectionKind.TARGETS),
        ("TỔ CHỨC THỰC HIỆN", SectionKind.ORGANISATION),
        ("Triển khai Chương trình mục tiêu quốc gia", SectionKind.TASKS),
        ("Về huy động nguồn lực", SectionKind.FUNDING),
        ("Sở Xây dựng", None),
    ],
)
def test_kind_of_a_title(title: str, kind: SectionKind | None) -> None:
    assert kind_of(title) is kind


def test_roman_numbers() -> None:
    assert [roman(n) for n in ("i", "iv", "ix", "xiv", "iix", "vx")] == [1, 4, 9, 14, None, None]


@given(
    st.lists(
        st.sampled_from(["I. A", "II. B", "1. C", "2. D", "a) đ", "1.1. E", "Phần I", "- x", "Văn xuôi dài.", "KẾT QUẢ", "PHỤ LỤC"]),
        max_size=30,
    )
)
def test_any_order_of_headings_gives_a_tree(lines: list[str]) -> None:
    doc = document("\n".join(lines))
    found = sections(doc, zones(doc))
    for section in found:
        assert section.span.start <= section.heading.start <= section.heading.end
        if section.parent is not None:
            parent = found[section.parent]
            assert parent.level < section.level
            assert parent.span.start <= section.span.start and section.span.end <= parent.span.end


def test_brackets_hold_letters_and_a_caption_of_a_table_is_no_annex() -> None:
    assert tree("""KẾ HOẠCH
Giảm nghèo năm 2026
Thực hiện Nghị quyết số 01/NQ-HĐND ngày 05/01/2026, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:
PHẦN I
CHỈ TIÊU
A. GIẢM NGHÈO
1. Tỷ lệ hộ nghèo
(1) Toàn tỉnh
(a) Vùng cao
Giảm 3%.
(b) Vùng thấp
Giảm 2%.
(2) Các xã
Giảm 5%.
Biểu 1: Chỉ tiêu giao cho các xã
B. VIỆC LÀM
Tạo việc làm.
PHẦN II
TỔ CHỨC THỰC HIỆN
Các xã báo cáo.
""") == [
        ("PHẦN I", "CHỈ TIÊU", 1),
        ("A.", "GIẢM NGHÈO", 2),
        ("1.", "Tỷ lệ hộ nghèo", 3),
        ("(1)", "Toàn tỉnh", 4),
        ("(a)", "Vùng cao", 5),
        ("(b)", "Vùng thấp", 5),
        ("(2)", "Các xã", 4),
        ("B.", "VIỆC LÀM", 2),
        ("PHẦN II", "TỔ CHỨC THỰC HIỆN", 1),
    ]


def test_a_count_that_begins_under_a_project_is_part_of_it() -> None:
    assert tree("""I. CÁC DỰ ÁN
Dự án 1. Hạ tầng
Tiểu dự án 1. Đường thôn
a) Mục tiêu: cứng hóa đường thôn.
b) Kinh phí: ngân sách huyện.
Tiểu dự án 4. Lao động đi làm việc ở nước ngoài
a) Mục tiêu: đưa lao động đi làm việc.
Dự án 3. Sinh kế
a) Mục tiêu: nuôi dê.
II. KINH PHÍ
Ngân sách.
""") == [
        ("I.", "CÁC DỰ ÁN", 1),
        ("Dự án 1.", "Hạ tầng", 2),
        ("Tiểu dự án 1.", "Đường thôn", 3),
        ("a)", "Mục tiêu", 4),
        ("b)", "Kinh phí", 4),
        ("Tiểu dự án 4.", "Lao động đi làm việc ở nước ngoài", 3),
        ("a)", "Mục tiêu", 4),
        ("Dự án 3.", "Sinh kế", 2),
        ("a)", "Mục tiêu", 3),
        ("II.", "KINH PHÍ", 1),
    ]

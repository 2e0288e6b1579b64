"""Short forms that point back, and what only looks like one. All sentences are our own."""

import pytest
from papers import paper_of

from extract.model import ShortReference
from extract.patterns import legal, short_forms

HEAD = """ỦY BAN NHÂN DÂN TỈNH LAI CHÂU
Số: 61/KH-UBND
Lai Châu, ngày 14 tháng 02 năm 2023
KẾ HOẠCH
Giảm nghèo năm 2023
"""
BASIS = """Căn cứ Nghị định số 07/2021/NĐ-CP ngày 27/01/2021 của Chính phủ quy định chuẩn nghèo;
Căn cứ Quyết định số 1719/QĐ-TTg ngày 14/10/2021 của Thủ tướng Chính phủ;
Căn cứ Nghị quyết số 05/NQ-HĐND ngày 12/7/2022 của Hội đồng nhân dân tỉnh về giảm nghèo;
Căn cứ Kế hoạch số 77/KH-BCĐ ngày 02/01/2023 của Ban Chỉ đạo tỉnh;
Ủy ban nhân dân tỉnh ban hành kế hoạch như sau:
I. NHIỆM VỤ
"""


def found(line: str, head: str = HEAD + BASIS) -> list[tuple[str, str | None, bool]]:
    """Each short form: its words, the quote of the reference meant, whether the paper itself is."""
    paper = paper_of(f"{head}{line}\n")
    cited, text = legal.find(paper), paper.document.text
    rows = short_forms.find(paper, cited)
    quoted = {one.reference: cited[one.reference].span.of(text) for one in rows if one.reference is not None}
    return [(one.span.of(text), quoted.get(one.reference), one.to_self) for one in rows]  # type: ignore[call-overload]


RESOLUTION = "Nghị quyết số 05/NQ-HĐND ngày 12/7/2022"
PLAN = "Kế hoạch số 77/KH-BCĐ ngày 02/01/2023"
DECISION = "Quyết định số 1719/QĐ-TTg ngày 14/10/2021"
DECREE = "Nghị định số 07/2021/NĐ-CP ngày 27/01/2021"


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("Các xã thực hiện nghiêm Kế hoạch này.", [("Kế hoạch này", None, True)]),
        ("Mức hỗ trợ theo Nghị quyết nêu trên.", [("Nghị quyết nêu trên", RESOLUTION, False)]),
        ("Sau khi có Quyết định trên, các huyện lập dự toán.", [("Quyết định trên", DECISION, False)]),
        ("Rà soát theo Nghị định 07 và Nghị quyết số 05.", [("Nghị định 07", DECREE, False), ("Nghị quyết số 05", RESOLUTION, False)]),
        ("Rà soát theo Nghị định 7/2021.", [("Nghị định 7/2021", DECREE, False)]),
        ("Lồng ghép với Kế hoạch 77, QĐ 1719.", [("Kế hoạch 77", PLAN, False), ("QĐ 1719", DECISION, False)]),
        ("Sử dụng vốn Chương trình 1719.", [("Chương trình 1719", DECISION, False)]),
        ("Sơ kết Kế hoạch số 61 vào cuối năm.", [("Kế hoạch số 61", None, True)]),
        (
            "Theo Nghị quyết của Hội đồng nhân dân tỉnh nêu trên, mỗi hộ được vay.",
            [("Nghị quyết của Hội đồng nhân dân tỉnh nêu trên", RESOLUTION, False)],
        ),
        ("Bám sát Thông tư này và Luật nêu trên.", [("Thông tư này", None, False), ("Luật nêu trên", None, False)]),
        ("Kiểm tra theo Quyết định 90.", [("Quyết định 90", None, False)]),
    ],
)
def test_a_short_form_means_the_nearest_paper_cited_before(line: str, wanted: list[tuple[str, str | None, bool]]) -> None:
    assert found(line) == wanted


@pytest.mark.parametrize(
    "line",
    [
        "Thực hiện Kế hoạch số 82/KH-UBND ngày 05/3/2023 của UBND tỉnh.",
        "Thực hiện Quyết định số 1722 ngày 02/9/2016 của Thủ tướng Chính phủ.",
        "Kế hoạch năm 2022 đã hoàn thành; Kế hoạch 2023 giao tăng thêm.",
        "Đầu tư các xã thuộc Chương trình 135, Chương trình 30a; thực hiện Dự án 2, Đề án 06.",
        "Hoàn thành Kế hoạch trên địa bàn huyện; đăng Thông báo trên hệ thống loa.",
        "Hướng dẫn 15 hộ làm hồ sơ; Quyết định 02 nội dung; báo cáo 6 tháng; xây dựng Kế hoạch 5 năm.",
        "Các Nghị quyết nêu trên; tuyên truyền pháp luật này.",
        "Phối hợp triển khai chương trình này cho hộ vay; hướng dẫn này được phát tận hộ.",
        "tt 07 Khu phố; ct 12 hộ; vốn CT 135; thị trấn TT 07.",
    ],
)
def test_what_only_looks_like_one(line: str) -> None:
    assert found(line) == []


def test_this_plan_is_the_paper_unless_its_sentence_last_cites_a_plan() -> None:
    line = "Kế hoạch số 12/KH-SYT ngày 05/01/2023 của Sở Y tế đã nêu mức; các huyện theo Kế hoạch này."
    assert found(line) == [("Kế hoạch này", "Kế hoạch số 12/KH-SYT ngày 05/01/2023", False)]
    assert found(line.replace("; các huyện theo", ". Các huyện theo")) == [("Kế hoạch này", None, True)]


def test_a_paper_cited_only_later_is_not_meant() -> None:
    assert found("Theo Thông tư 09, nay là Thông tư số 09/2022/TT-BLĐTBXH ngày 25/5/2022.") == [("Thông tư 09", None, False)]


def test_number_and_confidence_are_those_of_what_is_meant() -> None:
    paper = paper_of(HEAD + BASIS + "Theo Kế hoạch này và Nghị quyết 05; Thông tư này.\n")
    this, numbered, lost = short_forms.find(paper, legal.find(paper))
    assert (this.number, numbered.number, lost.number) == ("61/KH-UBND", "05/NQ-HĐND", None)
    assert isinstance(lost, ShortReference) and this.confidence > lost.confidence < numbered.confidence


def test_legal_references_are_left_as_they_are() -> None:
    text = HEAD + BASIS + "Theo Nghị quyết số 05 của Hội đồng nhân dân tỉnh, Kế hoạch 77 và Kế hoạch này.\n"
    cited = legal.find(paper_of(text))
    rows = short_forms.find(paper_of(text), cited)
    assert len(cited) == 4 and len(rows) == 3
    assert not [one for one in rows for other in cited if one.span.start < other.span.end and other.span.start < one.span.end]


def test_a_decision_and_the_plan_behind_it_are_one_paper() -> None:
    head = """ỦY BAN NHÂN DÂN TỈNH LAI CHÂU
Số: 61/QĐ-UBND
QUYẾT ĐỊNH
Về việc ban hành Kế hoạch giảm nghèo năm 2023
Căn cứ Quyết định số 1719/QĐ-TTg ngày 14/10/2021 của Thủ tướng Chính phủ;
QUYẾT ĐỊNH:
"""
    line = "Điều 1. Ban hành kèm theo Quyết định này Kế hoạch giảm nghèo năm 2023.\nĐiều 2. Các sở thi hành Quyết định này.\n"
    assert found(line, head) == [("Quyết định này", None, True)] * 2

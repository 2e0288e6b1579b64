"""Citations of papers: quote, type, number, date, issuer, pinpoint, subject, and what the sentence does with them."""

from __future__ import annotations

import pytest

from extract.model import Block, BlockKind, DocType, Document, Header, Item, LegalReference, Paper, Parsed, Relation
from extract.patterns.legal import find
from extract.patterns.legal_citation import citations
from extract.patterns.legal_number import cut, first, tidy


def read(*lines: str, number: str | None = None, footnote: bool = False) -> tuple[LegalReference, ...]:
    """The references of a paper whose items are `lines`."""
    document = Document.of(Parsed(tuple(Block(line, BlockKind.PARAGRAPH) for line in lines), "text"))
    items = tuple(Item(line, start, footnote=footnote) for line, start in zip(lines, document.starts, strict=True))
    return find(Paper(document, Header(doc_type=DocType.PLAN, number=number, issued="2022-04-05"), (), items))


# the quote stands in ⟨⟩
QUOTES: list[tuple[str, str, str | None, str | None]] = [
    ("Căn cứ ⟨Nghị định số 78/2018/NĐ-CP ngày 16 tháng 5 năm 2018⟩ của Chính phủ;", "nghi_dinh", "78/2018/NĐ-CP", "2018-05-16"),
    ("Thực hiện ⟨Nghị quyết số 08- NQ/TU ngày 05/11/2021⟩ của Tỉnh ủy", "nghi_quyet", "08-NQ/TU", "2021-11-05"),
    ("⟨Nghị quyết số 41/NQ - HĐND ngày 20/12/2019⟩ của HĐND huyện", "nghi_quyet", "41/NQ-HĐND", "2019-12-20"),
    ("theo ⟨Nghị quyết số 12/2020/NQ/HĐND tỉnh ngày 10/7/2020⟩", "nghi_quyet", "12/2020/NQ-HĐND", "2020-07-10"),
    ("⟨Công văn số 415-CV/HU ngày 8/6/2018⟩ về việc rà soát", "cong_van", "415-CV/HU", "2018-06-08"),
    ("⟨Chỉ thị số 23-CT/TW ngày 09/02/2018⟩ của Ban Bí thư", "chi_thi", "23-CT/TW", "2018-02-09"),
    ("⟨Công văn số 1187/LĐTBXH-BTXH ngày 02/4/2019⟩ của Bộ Lao động", "cong_van", "1187/LĐTBXH-BTXH", "2019-04-02"),
    ("⟨Thông tư liên tịch số 15/2016/TTLT-BYT-BTC ngày 03-5-2016⟩", "thong_tu", "15/2016/TTLT-BYT-BTC", "2016-05-03"),
    ("Căn cứ ⟨Luật Đất đai số 45/2013/QH13 ngày 29/11/2013⟩;", "luat", "45/2013/QH13", "2013-11-29"),
    ("Căn cứ ⟨Luật Tổ chức chính quyền địa phương năm 2015⟩;", "luat", None, "2015"),
    ("theo quy định của ⟨Luật Trợ giúp pháp lý⟩.", "luat", None, None),
    ("⟨Bộ luật Lao động 2019⟩ và các văn bản", "luat", None, "2019"),
    ("Căn cứ ⟨Hiến pháp năm 2013⟩;", "hien_phap", None, "2013"),
    ("⟨Pháp lệnh Ưu đãi người có công với cách mạng ngày 09/12/2020⟩;", "phap_lenh", None, "2020-12-09"),
    ("⟨Kết luận số 64-KL/TU, ngày 14/9/2023⟩ của Ban Thường vụ", "ket_luan", "64-KL/TU", "2023-09-14"),
    ("⟨Quyết định 1259/QĐ-UBND ngày 07.8.2017⟩ của UBND tỉnh", "quyet_dinh", "1259/QĐ-UBND", "2017-08-07"),
    ("theo ⟨Quyết định số 2214/QĐ-UBND của UBND huyện⟩.", "quyet_dinh", "2214/QĐ-UBND", None),
    ("⟨Quyết định số 2214/QĐ-UBND của UBND huyện ngày 15/3/2020⟩ về", "quyet_dinh", "2214/QĐ-UBND", "2020-03-15"),
    ("⟨Hướng dẫn số 18/HD-SLĐTBXH ngày 4/10/2022⟩ của Sở", "huong_dan", "18/HD-SLĐTBXH", "2022-10-04"),
    ("⟨Chương trình hành động số 31-CTr/HU ngày 25/8/2021⟩ của Huyện ủy", "chuong_trinh", "31-CTr/HU", "2021-08-25"),
    ("Căn cứ ⟨QÐ số 77/QÐ-UBND ngày 1/2/2018⟩", "quyet_dinh", "77/QĐ-UBND", "2018-02-01"),
    ("Căn cứ ⟨Nghị quyết sô O6/NQ-HĐND ngày l5/12/2017⟩", "nghi_quyet", "06/NQ-HĐND", "2017-12-15"),
    ("⟨Công văn của Sở Nội vụ số 88/SNV-CCHC ngày 3/3/2021⟩", "cong_van", "88/SNV-CCHC", "2021-03-03"),
    ("⟨Kế hoạch số\n52/KH-UBND ngày 30\ntháng 3 năm 2023⟩", "ke_hoach", "52/KH-UBND", "2023-03-30"),
    ("⟨Quyết định số 612 ngày 04/5/2019⟩ của Chủ tịch UBND xã", "quyet_dinh", "612", "2019-05-04"),
    ("Căn cứ các ⟨Quyết định của UBND tỉnh: số 15/QĐ-UBND ngày 2/3/2019⟩ về thu", "quyet_dinh", "15/QĐ-UBND", "2019-03-02"),
    ("⟨Luật sửa đổi, bồ sung một số điều của Luật Bảo hiểm y tê và Luật Trẻ em ngày 2/3/2019⟩;", "luat", None, "2019-03-02"),
    ("⟨Nghị quyết số 41/NGQ - HDND ngày 20/12/2019⟩ của HĐND huyện", "nghi_quyet", "41/NQ-HĐND", "2019-12-20"),
    ("⟨Quyết định số 41⁄QĐÐ-UBND ngày 20/12/2019⟩", "quyet_dinh", "41/QĐ-UBND", "2019-12-20"),
    ("⟨Nghị quyết số 30a/2008/NQ-CP ngày 27/12/2008⟩", "nghi_quyet", "30a/2008/NQ-CP", "2008-12-27"),
    ("⟨Tờ trình số 45/TTr-LĐTBXH ngày **12/01/2024⟩**", "to_trinh", "45/TTr-LĐTBXH", "2024-01-12"),
    ("⟨Văn bản số 9/KH-BCĐ ngày 2/2/2022⟩", "ke_hoach", "9/KH-BCĐ", "2022-02-02"),
    ("⟨Nghị quyết số 202/2025/QH15 ngày 12/6/2025⟩ của Quốc hội", "nghi_quyet", "202/2025/QH15", "2025-06-12"),
    ("⟨Công điện số 33/CĐ-TTg ngày 7/9/2024⟩", "other", "33/CĐ-TTg", "2024-09-07"),
    ("⟨Kế hoạch số 14/KH-UBND ngày     /02/2022⟩ của UBND", "ke_hoach", "14/KH-UBND", "2022-02"),
    ("Căn cứ ⟨Chỉ thị ngày 15/3/2020⟩ của Thủ tướng Chính phủ", "chi_thi", None, "2020-03-15"),
]


@pytest.mark.parametrize(("marked", "doc_type", "number", "date"), QUOTES)
def test_quote_type_number_and_date(marked: str, doc_type: str, number: str | None, date: str | None) -> None:
    sentence, quote = marked.replace("⟨", "").replace("⟩", ""), marked.split("⟨")[1].split("⟩", maxsplit=1)[0]
    found = citations(sentence)
    assert [(c.span.of(sentence), c.doc_type, c.number, c.issued) for c in found] == [(quote, doc_type, number, date)]


@pytest.mark.parametrize(
    "sentence",
    [
        "thực hiện Nghị định này và Kế hoạch 77 của huyện",
        "các xã thuộc Chương trình 135, Dự án 2 và Tiểu dự án 1",
        "chấp hành pháp luật của Nhà nước, có Luật sư tham gia",
        "chuyên mục “Luật và đời sống”",
        "theo Mẫu số 01/HD-BTC kèm theo",
        "hỗ trợ 15/20 hộ, định mức 2.000.000 đồng/hộ",
        "báo cáo ngày 20/12/2022 về xã",
        "bố trí 1-2 cán bộ/xã, tỷ lệ 3%/năm",
        "Kế hoạch số     /KH-UBND ngày    tháng    năm 2022",
        "các hộ theo tiêu chuẩn QCVN 01-1:2018/BYT",
    ],
)
def test_what_is_no_citation(sentence: str) -> None:
    assert citations(sentence) == ()


def test_a_list_shares_its_type_word() -> None:
    text = (
        "Thực hiện Công văn số 15/SYT-NV ngày 02/3/2021 về khám bệnh; số 27/SYT-NV ngày 09/4/2021 về cấp thẻ và số 31/SYT-KH ngày 1/5/2021."
    )
    found = citations(text)
    assert [(c.doc_type, c.number, c.issued) for c in found] == [
        ("cong_van", "15/SYT-NV", "2021-03-02"),
        ("cong_van", "27/SYT-NV", "2021-04-09"),
        ("cong_van", "31/SYT-KH", "2021-05-01"),
    ]
    assert found[1].span.of(text) == "số 27/SYT-NV ngày 09/4/2021"


def test_the_nearest_type_word_counts() -> None:
    found = citations("Quyết định phê duyệt Kế hoạch số 15/KH-UBND ngày 01/02/2019")
    assert [(c.doc_type, c.number) for c in found] == [("ke_hoach", "15/KH-UBND")]


@pytest.mark.parametrize(
    ("sentence", "issuer"),
    [
        ("Nghị định số 78/2018/NĐ-CP ngày 16/5/2018 của Chính phủ quy định chi tiết", "Chính phủ"),
        ("Quyết định số 9/QĐ-TTg ngày 16/5/2018 của Thủ tướng Chính phủ phê duyệt Đề án", "Thủ tướng Chính phủ"),
        (
            "Thông tư số 5/2019/TT-BLĐTBXH ngày 2/3/2019 của Bộ Lao động - Thương binh và Xã hội về việc",
            "Bộ Lao động - Thương binh và Xã hội",
        ),
        (
            "Nghị quyết số 6/NQ-HĐND ngày 2/3/2019 của Hội đồng nhân dân tỉnh Phú Yên khóa VII, kỳ họp thứ 9 về",
            "Hội đồng nhân dân tỉnh Phú Yên",
        ),
        ("Kế hoạch số 6/KH-UBND ngày 2/3/2019 của UBND tỉnh và các văn bản liên quan", "UBND tỉnh"),
        ("Quyết định số 6/QĐ-UBND ngày 2/3/2019 UBND huyện Sông Hinh về", "UBND huyện Sông Hinh"),
        ("Công văn của Bộ Y tế số 7/BYT-KCB ngày 2/3/2019", "Bộ Y tế"),
        ("Quyết định số 2214/QĐ-UBND của UBND huyện ngày 15/3/2020 về", "UBND huyện"),
        ("Theo đề nghị của Sở Tài chính tại Tờ trình số 12/TTr-STC ngày 15/3/2020, Ủy ban nhân dân tỉnh ban hành", "Sở Tài chính"),
        ("Công văn số 720-CV/HU ngày 24/6/2019 về việc tăng cường", None),
    ],
)
def test_issuer(sentence: str, issuer: str | None) -> None:
    assert [c.issuer for c in citations(sentence)] == [issuer]


@pytest.mark.parametrize(
    ("sentence", "pinpoint"),
    [
        ("theo quy định tại Khoản 2 Điều 9 Thông tư số 5/2019/TT-BTC", "Khoản 2 Điều 9"),
        ("theo điểm a, b khoản 3 Điều 4 của Nghị định số 5/2019/NĐ-CP", "điểm a, b khoản 3 Điều 4"),
        ("tại Phụ lục II ban hành kèm theo Quyết định số 5/2019/QĐ-TTg", "Phụ lục II"),
        ("theo Nghị định số 5/2019/NĐ-CP", None),
    ],
)
def test_pinpoint(sentence: str, pinpoint: str | None) -> None:
    assert [c.pinpoint for c in citations(sentence)] == [pinpoint]


@pytest.mark.parametrize(
    ("sentence", "subject"),
    [
        (
            "Căn cứ Quyết định số 5/QĐ-UBND ngày 2/3/2019 của UBND tỉnh về việc giao chỉ tiêu, dự toán năm 2019;",
            "giao chỉ tiêu, dự toán năm 2019",
        ),
        ("theo Quyết định số 5/QĐ-UBND ngày 2/3/2019 của UBND tỉnh về hỗ trợ nhà ở, đúng đối tượng", "hỗ trợ nhà ở"),
        (
            "Thực hiện Quyết định số 5/QĐ-TTg của Thủ tướng Chính phủ phê duyệt Đề án dạy nghề đến năm 2025; Kế hoạch",
            "Đề án dạy nghề đến năm 2025",
        ),
        ("Thực hiện Nghị quyết số 5-NQ/TU ngày 2/3/2019 của Tỉnh ủy “về xóa nhà tạm”; Kế hoạch", "xóa nhà tạm"),
        ("Căn cứ Kế hoạch số 5/KH-UBND ngày 2/3/2019 của UBND tỉnh về nhà ở, Nghị quyết số 8/NQ-HĐND", "nhà ở"),
    ],
)
def test_subject(sentence: str, subject: str) -> None:
    assert citations(sentence)[0].subject == subject


@pytest.mark.parametrize(
    ("sentence", "relations"),
    [
        (
            "Căn cứ Luật Trẻ em năm 2016; Nghị định số 5/2019/NĐ-CP ngày 2/3/2019 của Chính phủ về thực hiện dân chủ; Chỉ thị số 7/CT-TTg;",
            ["basis"] * 3,
        ),
        (
            "Thực hiện Kế hoạch số 5/KH-UBND ngày 2/3/2019 của tỉnh; Công văn số 8/STC-NS ngày 3/3/2019 của Sở Tài chính.",
            ["implements"] * 2,
        ),
        ("Hỗ trợ học phí (theo Nghị định số 5/2019/NĐ-CP)", ["under"]),
        ("Trình Hội đồng nhân dân ban hành Nghị quyết sửa đổi, bổ sung Nghị quyết số 5/2019/NQ-HĐND ngày 2/3/2019", ["amends"]),
        ("Kế hoạch này thay thế Kế hoạch số 9/KH-UBND ngày 2/3/2019", ["amends"]),
        ("Nghị quyết số 9/NQ-HĐND ngày 2/3/2019 đã đề ra ba khâu đột phá", ["cites"]),
        ("Chi trả tiền điện. Thực hiện tốt Quyết định số 9/QĐ-TTg ngày 2/3/2019", ["implements"]),
    ],
)
def test_relation(sentence: str, relations: list[str]) -> None:
    assert [r.relation for r in read(sentence)] == relations


def test_own_number_is_no_reference() -> None:
    assert read("Phụ lục kèm theo Kế hoạch số 47/KH-UBND ngày 05/4/2022 của UBND huyện", number="47/KH-UBND") == ()
    assert len(read("Tiếp tục Kế hoạch số 47/KH-UBND ngày 08/3/2021 của UBND tỉnh", number="47/KH-UBND")) == 1


def test_repeats_count_and_spans_are_the_document_s() -> None:
    lines = ("Căn cứ Quyết định số 9/QĐ-TTg ngày 2/3/2019;", "Theo Quyết định số 9/QĐ-TTg ngày 2/3/2019.")
    found = read(*lines, footnote=True)
    text = "\n".join(lines)
    assert [r.span.of(text) for r in found] == ["Quyết định số 9/QĐ-TTg ngày 2/3/2019"] * 2
    assert [r.relation for r in found] == [Relation.BASIS, Relation.UNDER]


def test_number_tools() -> None:
    assert (tidy("O5/QÐ-UBND"), cut("47/KH-UBND - v"), first("Số: 12 /KH-UBND")) == ("05/QĐ-UBND", "47/KH-UBND", "12/KH-UBND")


@pytest.mark.parametrize("between", [" của UBND huyện, ", " và "])
def test_papers_of_one_day_share_their_date(between: str) -> None:
    found = read(f"Căn cứ Quyết định số 15/QĐ-UBND{between}Quyết định số 16/QĐ-UBND cùng ngày 28/6/2019;")
    assert [(r.number, r.issued) for r in found] == [("15/QĐ-UBND", "2019-06-28"), ("16/QĐ-UBND", "2019-06-28")]


def test_a_year_behind_a_comma_begins_what_follows() -> None:
    text = "theo Nghị định số 07/2021/NĐ-CP của Chính phủ, đến cuối năm 2021 tỉnh còn 24.018 hộ nghèo"
    (found,) = citations(text)
    assert (found.span.of(text), found.issued, found.issuer) == ("Nghị định số 07/2021/NĐ-CP của Chính phủ", None, "Chính phủ")

"""Head, body and tail of a paper, and what its head says."""

from __future__ import annotations

import pytest

from extract.header import header
from extract.header_period import period
from extract.header_places import places, province_of_press
from extract.model import Block, BlockKind, Box, DocType, Document, Header, Level, Line, Parsed, Span
from extract.reading import understand
from extract.zones import Zones, zones

DISTRICT = """ỦY BAN NHÂN DÂN
HUYỆN SÔNG HINH
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 47/KH-UBND
Sông Hinh, ngày 05 tháng 4 năm 2022
KẾ HOẠCH
Thực hiện Nghị quyết số 12-NQ/HU của Huyện ủy
về giảm nghèo bền vững năm 2022
Căn cứ Nghị quyết số 12-NQ/HU ngày 03/12/2021 của Huyện ủy;
Ủy ban nhân dân huyện ban hành Kế hoạch với các nội dung sau:
I. MỤC TIÊU
1. Giảm 120 hộ nghèo.
II. TỔ CHỨC THỰC HIỆN
Các xã báo cáo trước ngày 30/11/2022./.
Nơi nhận:
- UBND tỉnh;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Đinh Văn Sơn
PHỤ LỤC
DANH SÁCH HỘ NGHÈO
1. Thôn Một có 12 hộ."""


def paper(text: str, stamp: str | None = None) -> Document:
    return Document.of(Parsed(tuple(Block(line) for line in text.split("\n")), "text", stamp=stamp))


def read(text: str, stamp: str | None = None) -> Header:
    return header(paper(text, stamp))


def parts(text: str) -> tuple[Zones, Document]:
    document = paper(text)
    return zones(document), document


def test_head_body_tail_and_annex() -> None:
    found, document = parts(DISTRICT)
    assert found.head.of(document.text).endswith("về giảm nghèo bền vững năm 2022")
    assert [body.of(document.text).split("\n")[0] for body in found.bodies] == [
        "Căn cứ Nghị quyết số 12-NQ/HU ngày 03/12/2021 của Huyện ủy;",
        "PHỤ LỤC",
    ]
    (tail,) = found.tails
    assert tail.of(document.text).startswith("Nơi nhận:") and tail.of(document.text).endswith("Đinh Văn Sơn")


def test_a_district_s_plan() -> None:
    assert read(DISTRICT) == Header(
        doc_type=DocType.PLAN,
        number="47/KH-UBND",
        issuer="Ủy ban nhân dân huyện Sông Hinh",
        level=Level.DISTRICT,
        province="Phú Yên",
        district="Sông Hinh",
        issued="2022-04-05",
        period_start=2022,
        period_end=2022,
        signer="Đinh Văn Sơn",
        title="Thực hiện Nghị quyết số 12-NQ/HU của Huyện ủy về giảm nghèo bền vững năm 2022",
    )


def test_columns_mixed_on_one_line() -> None:
    found = read(
        """UỶ BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH YÊN BÁI Độc lập - Tự do - Hạnh phúc
Số: 88/KH-UBND Yên Bái, ngày 7 tháng 5 năm 2019
KẾ HOẠCH
Hỗ trợ nhà ở cho hộ nghèo giai đoạn 2019 - 2020
Để giúp hộ nghèo có nhà ở an toàn, Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:
I. MỤC ĐÍCH
Hỗ trợ 500 hộ.
Nơi nhận: TM. ỦY BAN NHÂN DÂN
- Các sở, ban, ngành; KT. CHỦ TỊCH
- UBND các huyện; PHÓ CHỦ TỊCH
- Lưu: VT. Giàng A Phử"""
    )
    assert (found.number, found.issued, found.issuer) == ("88/KH-UBND", "2019-05-07", "Ủy ban nhân dân tỉnh Yên Bái")
    assert (found.level, found.province, found.district) == (Level.PROVINCE, "Yên Bái", None)
    assert (found.period_start, found.period_end, found.signer) == (2019, 2020, "Giàng A Phử")
    assert found.title == "Hỗ trợ nhà ở cho hộ nghèo giai đoạn 2019 - 2020"


def test_a_commune_without_letterhead() -> None:
    found = read(
        """KẾ HOẠCH
Giảm nghèo xã Ea Trol năm 2018
Thực hiện Kế hoạch số 12/KH-UBND ngày 05/02/2018 của UBND huyện Sông Hinh về giảm nghèo năm 2018;
Ủy ban nhân dân xã xây dựng Kế hoạch như sau:
1. Mục tiêu
Giảm 30 hộ nghèo."""
    )
    assert (found.issuer, found.level) == ("Ủy ban nhân dân xã Ea Trol", Level.COMMUNE)
    assert (found.province, found.district, found.commune) == ("Phú Yên", "Sông Hinh", "Ea Trol")
    assert (found.number, found.issued, found.signer) == (None, None, None)


def test_the_province_of_the_press() -> None:
    found = read(
        """KẾ HOẠCH
Giảm nghèo năm 2018
Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau:
1. Báo Cà Mau, Đài Phát thanh - Truyền hình tỉnh đưa tin."""
    )
    assert (found.issuer, found.province) == ("Ủy ban nhân dân tỉnh", "Cà Mau")
    assert province_of_press("Báo Nhân dân và các báo khác") is None


def test_a_draft_leaves_blanks_null() -> None:
    found = read(
        """UBND TỈNH LÀO CAI
SỞ Y TẾ
Số:        /KH-SYT
DỰ THẢO
Lào Cai, ngày     tháng     năm 2023
KẾ HOẠCH
Khám chữa bệnh cho người nghèo
Thực hiện Quyết định số 15/QĐ-UBND ngày 05/01/2023 của UBND tỉnh;
Sở Y tế xây dựng Kế hoạch như sau:
1. Khám cho 2.000 người."""
    )
    assert (found.number, found.issued, found.draft) == (None, "2023", True)
    assert (found.issuer, found.level, found.province) == ("Sở Y tế", Level.PROVINCE, "Lào Cai")
    assert (found.period_start, found.period_end) == (2023, 2023)


def test_a_decision_with_its_plan_behind() -> None:
    text = """ỦY BAN NHÂN DÂN
TỈNH PHÚ YÊN
Số: 512/QĐ-UBND
Phú Yên, ngày 12 tháng 4 năm 2020
QUYẾT ĐỊNH
Về việc ban hành Kế hoạch giảm nghèo năm 2020
ỦY BAN NHÂN DÂN TỈNH PHÚ YÊN
Căn cứ Luật Tổ chức chính quyền địa phương ngày 19/6/2015;
QUYẾT ĐỊNH:
Điều 1. Ban hành kèm theo Quyết định này Kế hoạch giảm nghèo năm 2020.
Điều 2. Chánh Văn phòng và Giám đốc các sở chịu trách nhiệm thi hành./.
Nơi nhận:
- Như Điều 2;
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Phạm Đại Lộc
KẾ HOẠCH
Giảm nghèo năm 2020
(Ban hành kèm theo Quyết định số 512/QĐ-UBND ngày 12/4/2020 của Ủy ban nhân dân tỉnh)
I. MỤC TIÊU
Giảm 900 hộ nghèo."""
    found, document = parts(text)
    assert [body.of(document.text)[:12] for body in found.bodies] == ["Căn cứ Luật ", "I. MỤC TIÊU\n"]
    assert len(found.heads) == 2
    head = header(document)
    assert (head.doc_type, head.number, head.issued) == (DocType.DECISION, "512/QĐ-UBND", "2020-04-12")
    assert (head.title, head.signer) == ("Về việc ban hành Kế hoạch giảm nghèo năm 2020", "Phạm Đại Lộc")


def test_a_plan_issued_with_a_decision_that_is_not_here() -> None:
    found = read(
        """KẾ HOẠCH
Dạy nghề cho lao động nghèo huyện Sông Hinh giai đoạn 2016-2020
(Ban hành kèm theo Quyết định số 77/QĐ-UBND ngày 03/3/2016 của UBND huyện Sông Hinh)
I. MỤC TIÊU
Dạy nghề cho 200 người."""
    )
    assert (found.doc_type, found.number, found.issued) == (DocType.PLAN, "77/QĐ-UBND", "2016-03-03")
    assert (found.period_start, found.period_end) == (2016, 2020)


def test_two_levels_since_july_2025() -> None:
    found = read(
        """ỦY BAN NHÂN DÂN
PHƯỜNG TUY HÒA
Số: 21/KH-UBND
Tuy Hòa, ngày 20 tháng 10 năm 2025
KẾ HOẠCH
Rà soát hộ nghèo năm 2025
Thực hiện Kế hoạch số 60/KH-UBND ngày 12/9/2025 của UBND tỉnh Đắk Lắk;
Ủy ban nhân dân phường ban hành Kế hoạch như sau:
1. Rà soát 400 hộ."""
    )
    assert (found.issuer, found.level) == ("Ủy ban nhân dân phường Tuy Hòa", Level.COMMUNE)
    assert (found.province, found.district, found.commune) == ("Đắk Lắk", None, "Tuy Hòa")


def test_a_municipality_and_a_town() -> None:
    assert [(p.level, p.name) for p in places("UBND thành phố Cần Thơ, UBND thành phố Buôn Ma Thuột, TX. Buôn Hồ")] == [
        (Level.PROVINCE, "Cần Thơ"),
        (Level.DISTRICT, "Buôn Ma Thuột"),
        (Level.DISTRICT, "Buôn Hồ"),
    ]
    assert [p.level for p in places("UBND thành phố Huế", 2020)] == [Level.DISTRICT]
    assert [p.level for p in places("UBND thành phố Huế", 2026)] == [Level.PROVINCE]


def test_number_and_signer_in_a_signature_stamp() -> None:
    found = read(
        "KẾ HOẠCH\nGiảm nghèo\nI. MỤC TIÊU\nGiảm 10 hộ.", stamp="Số: 31/KH-UBND\nNgười ký: Lê Thị Thu Hà\nThời gian ký: 05.03.2021"
    )
    assert (found.number, found.signer) == ("31/KH-UBND", "Lê Thị Thu Hà")


@pytest.mark.parametrize(
    ("read_as", "name"),
    [
        ("ùi Văn Sơn", "Bùi Văn Sơn"),
        ("inh Văn Sơn", None),
        ("kê Hoàng Sơn", "Lê Hoàng Sơn"),
        ("Đinh Văn. Sơn", "Đinh Văn Sơn"),
        ("âu Văn Sơn", "Âu Văn Sơn"),
        ("ông Văn Sơn", None),
    ],
)
def test_a_signer_whose_family_name_a_scan_misread(read_as: str, name: str | None) -> None:
    lines = tuple(Block(line) for line in DISTRICT.replace("Đinh Văn Sơn", read_as).split("\n"))
    assert header(Document.of(Parsed(lines, "pdf", ocr=1.0))).signer == name


@pytest.mark.parametrize(
    ("title", "issued", "years"),
    [
        ("Giảm nghèo bền vững năm 2019", None, (2019, 2019)),
        ("Chương trình giảm nghèo giai đoạn 2021 - 2025", None, (2021, 2025)),
        ("Thực hiện Chương trình giai đoạn 2021-2025 trên địa bàn huyện năm 2023", None, (2023, 2023)),
        ("Giảm nghèo giai đoạn 2016-2020, tầm nhìn đến năm 2030", None, (2016, 2020)),
        ("Thực hiện Nghị quyết số 5 ngày 02 tháng 3 năm 2018 của Tỉnh ủy năm 2019", None, (2019, 2019)),
        ("Hỗ trợ nhà ở từ năm 2022 đến năm 2025", None, (2022, 2025)),
        ("Hỗ trợ nhà ở đến năm 2025", "2023-02-01", (2023, 2025)),
        ("Hỗ trợ nhà ở", "2023-02", (2023, 2023)),
        ("Rà soát theo chuẩn nghèo giai đoạn 2022 - 2025 và giảm nghèo năm 2021, năm 2022", "2021-09-14", (2021, 2022)),
        ("Tổng rà soát hộ nghèo theo chuẩn nghèo đa chiều giai đoạn 2022-2025", "2021-09-14", (2021, 2021)),
        ("Hỗ trợ nhà ở", None, (None, None)),
    ],
)
def test_period(title: str, issued: str | None, years: tuple[int | None, int | None]) -> None:
    assert period(title, "", issued) == years


def test_nothing_is_nothing() -> None:
    assert header(Document.of(Parsed((), "text"))) == Header()
    assert zones(Document.of(Parsed((), "text"))).bodies == ()
    assert read("Danh sách hộ nghèo của thôn").number is None


def test_a_letterhead_set_as_a_table() -> None:
    rows = (
        "ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "XÃ EA TROL | Độc lập - Tự do - Hạnh phúc",
        "Số: 9/KH-UBND | Ea Trol, ngày 3 tháng 2 năm 2017",
    )
    blocks = [Block(row, BlockKind.TABLE_ROW, table=0) for row in rows]
    blocks += [Block("KẾ HOẠCH"), Block("Giảm nghèo năm 2017"), Block("I. MỤC TIÊU"), Block("Giảm 5 hộ.")]
    found = header(Document.of(Parsed(tuple(blocks), "docx")))
    assert (found.number, found.issued, found.issuer) == ("9/KH-UBND", "2017-02-03", "Ủy ban nhân dân xã Ea Trol")


def test_a_number_behind_a_city_is_no_name_and_no_district_stands_above_a_commune_of_2026() -> None:
    found = read(
        """ỦY BAN NHÂN DÂN
PHƯỜNG HÒA KHÁNH
Số: 8/KH-UBND
Hòa Khánh, ngày 12 tháng 01 năm 2026
KẾ HOẠCH
Giảm nghèo năm 2026
Theo chỉ đạo của UBND thành phố 2 năm qua, trên địa bàn quận Liên Chiểu cũ, UBND phường ban hành Kế hoạch như sau:
1. Giảm 20 hộ nghèo."""
    )
    assert (found.commune, found.district) == ("Hòa Khánh", None)


PORTAL = """Gõ số hoặc tên văn bản cần tìm...
Đăng nhập
Đang mở, xin chờ...
Ký hiệu: 64/KH-UBND Thể loại: Kế hoạch
Cơ quan: Tỉnh Cao Bằng Ký bởi: Hoàng Văn Tài
Ngày ký: 12/02/2024 Hiệu lực: Còn

ỦY BAN NHÂN DÂN
TỈNH CAO BẰNG
-------

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------

Số: 64/KH-UBND

Cao Bằng, ngày 12 tháng 02 năm 2024

KẾ HOẠCH

HỖ TRỢ NHÀ Ở CHO HỘ NGHÈO NĂM 2024 TRÊN ĐỊA BÀN TỈNH CAO BẰNG

Căn cứ Quyết định số 90/QĐ-TTg ngày 18/01/2022 của Thủ tướng Chính phủ;
I. MỤC TIÊU
Hỗ trợ 1.200 hộ nghèo làm nhà."""


def test_what_a_law_portal_sets_before_a_paper_is_none_of_it() -> None:
    made = read(PORTAL)
    assert (made.number, made.issued, made.issuer, made.period_end) == (
        "64/KH-UBND",
        "2024-02-12",
        "Ủy ban nhân dân tỉnh Cao Bằng",
        2024,
    )
    found, document = parts(PORTAL)
    assert found.head.of(document.text).strip().startswith("ỦY BAN NHÂN DÂN\nTỈNH CAO BẰNG")
    assert not any("Đăng nhập" in span.of(document.text) for span in (*found.heads, *found.bodies, *found.tails))


def test_letterhead_that_a_web_page_cut_to_two_lines_without_a_type_word() -> None:
    made = read(
        "- 1 Nghị quyết số 80/NQ-CP năm 2011 về định hướng giảm nghèo bền vững do Chính phủ ban hành\n"
        "ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\n"
        "Số: 77/KH-UBND | Bắc Giang, ngày 05 tháng 09 năm 2017 |\n"
        "TRIỂN KHAI CÔNG TÁC GIẢM NGHÈO BỀN VỮNG GIAI ĐOẠN 2017 - 2020 TRÊN ĐỊA BÀN TỈNH BẮC GIANG\n"
        "Căn cứ Nghị quyết số 42/NQ-HĐND ngày 15/7/2016 của HĐND tỉnh; UBND tỉnh xây dựng Kế hoạch như sau:\n"
        "I. MỤC TIÊU\nGiảm tỷ lệ hộ nghèo."
    )
    assert (made.doc_type, made.number, made.issued) == (DocType.PLAN, "77/KH-UBND", "2017-09-05")
    assert (made.issuer, made.period_start, made.period_end) == ("Ủy ban nhân dân tỉnh Bắc Giang", 2017, 2020)
    assert made.title == "TRIỂN KHAI CÔNG TÁC GIẢM NGHÈO BỀN VỮNG GIAI ĐOẠN 2017 - 2020 TRÊN ĐỊA BÀN TỈNH BẮC GIANG"


def test_form_with_the_national_heading_in_an_annex_is_no_beginning() -> None:
    found, document = parts(
        "KẾ HOẠCH\nGiảm nghèo năm 2022\nCăn cứ Quyết định số 90/QĐ-TTg;\nI. MỤC TIÊU\nGiảm 2% hộ nghèo.\n"
        "PHỤ LỤC\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐơn đề nghị"
    )
    assert found.bodies[0].of(document.text).startswith("Căn cứ")


def scan(text: str, doubtful: tuple[str, ...], stamp: str | None = None) -> Document:
    """A scan of which OCR is not sure of some words."""
    blocks = []
    for line in text.split("\n"):
        unsure = tuple(Span(line.index(word), line.index(word) + len(word)) for word in doubtful if word in line)
        blocks.append(Block(line, lines=(Line(Span(0, len(line)), Box(1, 85, 100, 500, 112), 0.9, unsure),)))
    return Document.of(Parsed(tuple(blocks), "scan", ocr=1.0, stamp=stamp))


@pytest.mark.parametrize(
    ("doubtful", "stamp", "number", "issued"),
    [
        ((), None, "47/KH-UBND", "2022-04-05"),
        (("47/KH-UBND",), None, None, "2022-04-05"),
        (("05",), None, "47/KH-UBND", "2022-04"),
        (("ngày",), "Ký bởi: UBND huyện Sông Hinh\nThời gian ký: 07/04/2022 08:01:02", "47/KH-UBND", "2022-04"),
        (("05",), "Ký bởi: UBND huyện Sông Hinh\nThời gian ký: 05/04/2022 17:01:02", "47/KH-UBND", "2022-04-05"),
        (("05",), "Văn thư UBND huyện Sông Hinh\n05.04.2022 17:01:02\n+07:00", "47/KH-UBND", "2022-04-05"),
        (("Độc", "HUYỆN", "tháng"), None, "47/KH-UBND", "2022-04-05"),
    ],
)
def test_number_and_day_that_a_scan_leaves_unsure(doubtful: tuple[str, ...], stamp: str | None, number: str | None, issued: str) -> None:
    found = header(scan(DISTRICT, doubtful, stamp))
    assert (found.number, found.issued) == (number, issued)


def test_unsure_day_is_a_problem_with_what_the_signature_says() -> None:
    parsed = scan(DISTRICT, ("05",), "Thời gian ký: 07/04/2022 08:01:02").parsed
    (problem,) = [p for p in understand(parsed).problems if p.stage == "header"]
    assert "ngày ban hành" in problem.message and "07/04/2022" in problem.message and problem.page == 1
    assert not [p for p in understand(scan(DISTRICT, ()).parsed).problems if p.stage == "header"]

"""Names of agencies in a text and their canonical names."""

import pytest

from extract.authority.agencies import AGENCIES, mentions
from extract.authority.agencies_lexicon import words
from extract.authority.syllables import Gazetteer, syllables
from extract.model import Level

LABOUR = "Sở Lao động - Thương binh và Xã hội"
NAMES = {
    "Sở LĐ-TB&XH": [LABOUR],
    "Sở Lao động, Thương binh & Xã hội tỉnh": [LABOUR],
    "So Lao dong - Thuong binh va Xa hoi": [LABOUR],
    "SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI": [LABOUR],
    "Phòng LĐTBXH huyện": ["Phòng Lao động - Thương binh và Xã hội"],
    "Các Sở: Kế hoạch và Đầu tư, Tài chính, Nội vụ": ["Sở Kế hoạch và Đầu tư", "Sở Tài chính", "Sở Nội vụ"],
    "Sở Tài chính, Kế hoạch và Đầu tư": ["Sở Tài chính", "Sở Kế hoạch và Đầu tư"],
    "các phòng: Kinh tế, Tài chính - Kế hoạch": ["Phòng Kinh tế", "Phòng Tài chính - Kế hoạch"],
    "Giám đốc các Sở: Y tế, Nội vụ": ["Sở Y tế", "Sở Nội vụ"],
    "Sở Nông nghiệp và Môi trường; Sở Dân tộc và Tôn giáo": ["Sở Nông nghiệp và Môi trường", "Sở Dân tộc và Tôn giáo"],
    "Phòng Kinh tế, Hạ tầng và Đô thị phường": ["Phòng Kinh tế, Hạ tầng và Đô thị"],
    "Bệnh viện đa khoa tỉnh": ["Bệnh viện đa khoa"],
    "Hội Luật gia huyện": ["Hội Luật gia"],
    "Đồn Biên phòng Cửa khẩu": ["Đồn Biên phòng"],
    "Trường Trung cấp nghề tỉnh": ["Trường Trung cấp nghề"],
    "Trung tâm Phục vụ hành chính công xã": ["Trung tâm Phục vụ hành chính công"],
    "UBND các huyện, thị xã, thành phố": ["Ủy ban nhân dân cấp huyện"],
    "Uỷ ban nhân dân 12 xã, phường": ["Ủy ban nhân dân cấp xã"],
    "UBND các xã, phường, đặc khu": ["Ủy ban nhân dân cấp xã"],
    "UBND các huyện, thành phố và các xã, thị trấn": ["Ủy ban nhân dân cấp huyện", "Ủy ban nhân dân cấp xã"],
    "Chủ tịch UBND xã Tân Lập": ["Ủy ban nhân dân cấp xã"],
    "HĐND, UBND các xã": ["Hội đồng nhân dân cấp xã", "Ủy ban nhân dân cấp xã"],
    "Chi nhánh Ngân hàng Chính sách xã hội tỉnh": ["Ngân hàng Chính sách xã hội"],
    "PGD NHCSXH huyện": ["Ngân hàng Chính sách xã hội"],
    "UBMTTQVN tỉnh": ["Ủy ban Mặt trận Tổ quốc"],
    "Ban Thường trực Ủy ban MTTQ Việt Nam huyện": ["Ủy ban Mặt trận Tổ quốc"],
    "Huyện đoàn, Hội LHPN, Hội CCB huyện": ["Đoàn Thanh niên", "Hội Liên hiệp Phụ nữ", "Hội Cựu chiến binh"],
    "Hội Nông dân, Phụ nữ, Cựu chiến binh": ["Hội Nông dân", "Hội Liên hiệp Phụ nữ", "Hội Cựu chiến binh"],
    "Bộ CHQS tỉnh, Công an tỉnh": ["Bộ Chỉ huy Quân sự", "Công an"],
    "BCH QS xã": ["Ban Chỉ huy Quân sự"],
    "Ban Tuyên giáo Tỉnh ủy": ["Ban Tuyên giáo Tỉnh ủy"],
    "Công chức Tài chính - Kế toán xã": ["Công chức Tài chính - Kế toán"],
    "Công chức địa chính Nông nghiệp": ["Công chức Địa chính - Nông nghiệp"],
    "Đài PT-TH tỉnh, Báo Quảng Trị": ["Đài Phát thanh và Truyền hình", "Báo Quảng Trị"],
    "Thủ trưởng các sở, ban, ngành, đoàn thể tỉnh": ["Các sở, ban, ngành", "Tổ chức chính trị - xã hội"],
    "các phòng, ban nghành liên quan": ["Các sở, ban, ngành"],
    "các ban, ngành đoàn thể": ["Các sở, ban, ngành", "Tổ chức chính trị - xã hội"],
    "các sở, ngành và địa phương liên quan": ["Các sở, ban, ngành", "Các địa phương"],
    "cấp ủy, chính quyền các cấp": ["Cấp ủy các cấp", "Chính quyền các cấp"],
    "Trưởng thôn, bản": ["Trưởng thôn"],
    "Ban Chỉ đạo giảm nghèo huyện": ["Ban Chỉ đạo giảm nghèo"],
    "các thành viên Ban chỉ đạo": ["Thành viên Ban Chỉ đạo"],
    "Ban Chỉ đạo giảm nghèo và việc làm huyện": ["Ban Chỉ đạo giảm nghèo và việc làm"],
    "Bộ Chỉ huy Bộ đội Biên phòng tỉnh": ["Bộ Chỉ huy Bộ đội Biên phòng"],
    "Đồn Biên phòng Tân Lập, Hòa An; Công an huyện": ["Đồn Biên phòng", "Công an"],
    "Các đồng chí Bí thư chi bộ, Trưởng thôn": ["Chi bộ", "Trưởng thôn"],
    "các thành viên Ban Chỉ đạo giảm nghèo xã": ["Thành viên Ban Chỉ đạo"],
    "Các ngành: Tài chính, Tư pháp": ["Ngành Tài chính", "Ngành Tư pháp"],
    "BQL rừng phòng hộ": ["Ban Quản lý rừng phòng hộ"],
    "HPN, Hội ND, CCB, ĐTN thị xã": ["Hội Liên hiệp Phụ nữ", "Hội Nông dân", "Hội Cựu chiến binh", "Đoàn Thanh niên"],
    "TTYT huyện, Ban QLDA ĐTXD": ["Trung tâm Y tế", "Ban Quản lý dự án đầu tư xây dựng"],
    "giúp 12 hộ CCB khó khăn": [],
    "Ban Chi huy Bộ đội Biên phòng tỉnh": ["Ban Chỉ huy Bộ đội Biên phòng"],
    "Trung tâm Truyền thông - Văn hóa, Trung tâm Truyền thông và Văn hóa": [
        "Trung tâm Truyền thông - Văn hóa",
        "Trung tâm Truyền thông và Văn hóa",
    ],
    "Phòng Văn hóa - Thông tin, Phòng VH&TT": ["Phòng Văn hóa - Thông tin", "Phòng Văn hóa và Thông tin"],
    "Trung tâm TGPL tỉnh": ["Trung tâm Trợ giúp pháp lý"],
    "Điện lực Sơn Tây, Điện lực huyện": ["Điện lực Sơn Tây", "Điện lực"],
    "Báo và Phát thanh, Truyền hình Quảng Trị": ["Báo và Phát thanh, Truyền hình Quảng Trị"],
    "Điều tra viên cốt cán, Tổ giám sát xã": ["Điều tra viên", "Tổ giám sát"],
    "mỗi đ/c ủy viên BCĐ": ["Thành viên Ban Chỉ đạo"],
    "UBND các xà, phường": ["Ủy ban nhân dân cấp xã"],
    "Các huyện ủy, thành ủy, đảng ủy trực thuộc": ["Huyện ủy", "Thành ủy", "Đảng ủy trực thuộc"],
    "Ban cán sự đảng UBND tỉnh": ["Ban cán sự đảng Ủy ban nhân dân tỉnh"],
    "Ban Chỉ đạo rà soát các xã được kiện toàn": ["Ban Chỉ đạo rà soát"],
    "Ban Quản trị các chợ": ["Ban Quản trị các chợ"],
    "Mặt trận và các tổ chức thành viên": ["Ủy ban Mặt trận Tổ quốc", "Các tổ chức thành viên"],
    "Trung tâm Xúc tiến đầu tư tỉnh": ["Trung tâm Xúc tiến đầu tư"],
    "Chi cục Trồng trọt và Bảo vệ thực vật": ["Chi cục Trồng trọt và Bảo vệ thực vật"],
    "Sở Viễn thông Vũ trụ tỉnh": ["Sở Viễn thông Vũ trụ"],
}
NONE = (
    "cơ sở sản xuất giống",
    "tiến bộ khoa học và công nghệ",
    "phòng chống thiên tai",
    "ngân sách địa phương",
    "Nghị quyết số 15/NQ-HĐND",
    "Tổ chức thực hiện",
    "Báo cáo kết quả, ban hành quy chế",
    "ngành nghề nông thôn",
    "văn bản tài chính",
)


@pytest.mark.parametrize("text", NAMES)
def test_mentions_have_canonical_names(text: str) -> None:
    assert [m.name for m in mentions(text)] == NAMES[text]


@pytest.mark.parametrize("text", NONE)
def test_other_words_are_no_agencies(text: str) -> None:
    assert mentions(text) == ()


def test_a_mention_takes_in_who_stands_for_the_body_and_the_place_behind_it() -> None:
    text = "Giao Chủ tịch UBND thị xã Ba Đồn rà soát hộ nghèo"
    (mention,) = mentions(text)
    assert mention.span.of(text) == "Chủ tịch UBND thị xã Ba Đồn"
    assert (mention.sector, mention.level) == ("peoples_committee", Level.DISTRICT)


def test_a_place_whose_name_begins_like_a_verb_belongs_to_the_name() -> None:
    text = "Báo Cần Thơ; Công an thành phố Cần Thơ"
    assert [m.span.of(text) for m in mentions(text)] == ["Báo Cần Thơ", "Công an thành phố Cần Thơ"]


def test_a_government_without_level_is_the_plans_own() -> None:
    assert [m.name for m in mentions("Tham mưu UBND", Level.COMMUNE)] == ["Ủy ban nhân dân cấp xã"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("phối hợp Công ty Cổ phần Cấp nước Đà Nẵng kéo đường ống", "Công ty Cổ phần Cấp nước Đà Nẵng"),
        ("Công ty TNHH Một thành viên Lâm nghiệp Sông Kôn trồng rừng", "Công ty TNHH Một thành viên Lâm nghiệp Sông Kôn"),
        ("Công ty CP Chè Mộc Châu bao tiêu sản phẩm", "Công ty CP Chè Mộc Châu"),
    ],
)
def test_a_company_s_name_ends_with_its_proper_name(text: str, name: str) -> None:
    assert [mention.name for mention in mentions(text)] == [name]


def test_offices_that_draw_up_a_plan_are_no_office_of_construction() -> None:
    assert [m.name for m in mentions("Các sở xây dựng kế hoạch gửi Sở Xây dựng")] == ["Các sở, ban, ngành", "Sở Xây dựng"]


def test_an_unknown_name_is_kept_and_says_so() -> None:
    (mention,) = mentions("Trạm Quan trắc khí tượng huyện")
    assert (mention.name, mention.known) == ("Trạm Quan trắc khí tượng", False)


def test_every_agency_of_the_authority_file_stands_once_with_a_known_sector() -> None:
    names = [body.name for body in AGENCIES]
    assert len(names) == len(set(names))
    assert {body.sector for body in AGENCIES} <= set(words()["sectors"])


def test_every_name_of_the_lexicon_is_found_by_itself() -> None:
    unnamed = {entry["name"] for entry in words()["body"] if not entry.get("own", True) or entry.get("levelled")}
    unnamed |= {"Cơ quan thường trực", "Chủ đầu tư"}  # Only where they open a sentence.
    assert [body.name for body in AGENCIES if body.name not in unnamed and [m.name for m in mentions(body.name)] != [body.name]] == []


@pytest.mark.parametrize(
    ("text", "home", "names"),
    [
        ("Cấp huyện, cấp xã rà soát nhu cầu", Level.PROVINCE, ["Ủy ban nhân dân cấp huyện", "Ủy ban nhân dân cấp xã"]),
        ("Mỗi quận, huyện lập hai tổ", Level.PROVINCE, ["Ủy ban nhân dân cấp huyện", "Ủy ban nhân dân cấp huyện"]),
        ("Huyện mở hai lớp tập huấn", Level.DISTRICT, []),
        ("Xóm tổ chức họp dân", Level.DISTRICT, ["Các thôn"]),
        ("Xã hội hóa nguồn lực", Level.DISTRICT, []),
        ("Mỗi ấp lập danh sách", Level.COMMUNE, []),
        ("Nghiệm thu công trình cùng xã.", Level.DISTRICT, ["Ủy ban nhân dân cấp xã"]),
        ("Cơ quan thường trực tổng hợp kết quả", Level.PROVINCE, ["Cơ quan thường trực"]),
        ("Cơ quan thường trực: Sở Y tế", Level.PROVINCE, ["Sở Y tế"]),
        ("Chủ đầu tư lập hồ sơ", Level.PROVINCE, ["Chủ đầu tư"]),
        ("UBND xã làm chủ đầu tư", Level.PROVINCE, ["Ủy ban nhân dân cấp xã"]),
    ],
)
def test_a_level_or_a_part_alone_is_a_body_where_a_duty_follows(text: str, home: Level, names: list[str]) -> None:
    assert [m.name for m in mentions(text, home)] == names


def test_syllables_are_the_tokens() -> None:
    assert syllables("LĐ-TB&XH, T.Ư").words == ("lđ", "tb", "xh", ",", "t", "ư")


def test_of_phrases_that_overlap_the_longer_one_is_found() -> None:
    found = Gazetteer({"phòng kinh tế": 1, "phòng kinh tế và hạ tầng": 2}).find("Phòng Kinh tế và Hạ tầng")
    assert [hit.value for hit in found] == [2]


def test_a_department_s_office_for_planning_is_not_a_district_s() -> None:
    text = "Phòng Kế hoạch - Tài chính thẩm định dự toán."
    assert [mentions(text, level)[0].name for level in (Level.PROVINCE, Level.DISTRICT)] == [
        "Phòng Kế hoạch - Tài chính",
        "Phòng Tài chính - Kế hoạch",
    ]

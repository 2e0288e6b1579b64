"""What a quantity of running text measures, where it holds and for which year: own sentences, one a rule."""

from __future__ import annotations

import pytest
from papers import paper_of
from test_targets import SITUATION, TASKS, read

from extract.patterns.targets import find

INDICATORS: list[tuple[str, str, dict[str, object], list[tuple[str, str, str]]]] = [
    (
        "share of a plan",
        "Xã giảm 41 hộ nghèo, đạt 97% kế hoạch.",
        {},
        [("41 hộ", "household", "poor_households"), ("97%", "percent", "poor_households")],
    ),
    (
        "share of a plan",
        "Giải quyết việc làm cho 900 lao động, đạt 102% chỉ tiêu huyện giao.",
        {},
        [("900 lao động", "person", "employment"), ("102%", "percent", "employment")],
    ),
    (
        "causes",
        "Nguyên nhân nghèo: thiếu đất sản xuất 64 hộ; đông con 21 hộ.",
        {},
        [("64 hộ", "household", "poor_households"), ("21 hộ", "household", "poor_households")],
    ),
    ("new poor", "Hạn chế hộ nghèo phát sinh mới dưới 0,3%.", {}, [("dưới 0,3%", "percent", "new_or_returned_poverty")]),
    (
        "the same of some places",
        "Giảm tỷ lệ suy dinh dưỡng trẻ em dưới 5 tuổi xuống dưới 20%; riêng hai huyện nghèo còn dưới 30%.",
        {},
        [("dưới 20%", "percent", "nutrition"), ("hai huyện", "district", "other"), ("dưới 30%", "percent", "nutrition")],
    ),
    (
        "what is said of all groups",
        "100% bí thư chi bộ, trưởng bản và cán bộ làm công tác giảm nghèo được tập huấn ít nhất 01 lần.",
        {},
        [("100%", "percent", "capacity_building"), ("ít nhất 01 lần", "other", "capacity_building")],
    ),
    (
        "places with one predicate",
        "Phấn đấu có 08 xã và ít nhất 40 thôn thoát khỏi tình trạng đặc biệt khó khăn.",
        {},
        [("08 xã", "commune", "graduated_place"), ("ít nhất 40 thôn", "hamlet", "graduated_place")],
    ),
    ("each year", "Hộ nghèo mỗi năm giảm 5%.", {}, [("5%", "percentage_point", "poverty_rate")]),
    ("under care", "Mỗi chi hội nhận giúp đỡ 02 hộ nghèo.", {}, [("02 hộ", "household", "other")]),
    (
        "farmers' courses",
        "Mở 12 lớp tập huấn kỹ thuật nuôi dê cho 360 lượt hộ nghèo.",
        {},
        [("12 lớp", "class", "other"), ("360 lượt", "turn", "other")],
    ),
    ("officials' courses", "Mở 04 lớp tập huấn cho cán bộ giảm nghèo.", {}, [("04 lớp", "class", "capacity_building")]),
    ("inspection", "Kiểm tra, giám sát ít nhất 05 xã về chính sách nhà ở.", {}, [("ít nhất 05 xã", "commune", "other")]),
    ("not taught", "Biên soạn 02 sổ tay.", {"title": "Nâng cao năng lực"}, [("02 sổ tay", "other", "other")]),
    (
        "listed works",
        "30 công trình, gồm 18 tuyến đường, 05 trường học, 02 công trình nước tự chảy.",
        {},
        [
            ("30 công trình", "work", "infrastructure"),
            ("18 tuyến đường", "work", "infrastructure"),
            ("05 trường học", "work", "infrastructure"),
            ("02 công trình", "work", "water"),
        ],
    ),
    ("same works", "Xây 03 trạm cấp nước và nâng cấp 02 trạm cũ.", {}, [("03 trạm", "work", "water"), ("02 trạm", "work", "water")]),
    (
        "countries",
        "40 người đi làm việc ở Hàn Quốc, riêng thanh niên Mông từ 05 người trở lên.",
        {},
        [("40 người", "person", "labour_export"), ("từ 05 người trở lên", "person", "labour_export")],
    ),
    (
        "groups",
        "Lập 06 tổ nuôi gà, mỗi tổ 12 hộ.",
        {},
        [("06 tổ", "other", "livelihood_model"), ("12 hộ", "household", "livelihood_model")],
    ),
    ("law talks", "Tổ chức 20 buổi nói chuyện pháp luật.", {}, [("20 buổi", "other", "legal_aid")]),
    ("identity", "Cấp căn cước cho 100% người nghèo.", {}, [("100%", "percent", "other")]),
    ("not a boss", "Kết nối 03 doanh nghiệp bao tiêu chè.", {"title": "Sinh kế"}, [("03 doanh nghiệp", "other", "other")]),
    (
        "predicate wins",
        "Chiều thiếu hụt về vệ sinh còn thấp, mới đạt 48% hộ nghèo có nhà tiêu hợp vệ sinh.",
        {"kind": SITUATION},
        [("48%", "percent", "sanitation")],
    ),
    (
        "lending",
        "Phấn đấu 90 lượt hộ nghèo được vay vốn, tổng số tiền khoảng 4 tỷ đồng.",
        {},
        [("90 lượt", "turn", "credit"), ("khoảng 4 tỷ đồng", "vnd", "credit")],
    ),
    ("growth", "Tăng trưởng dư nợ 8%.", {}, [("8%", "percent", "credit")]),
    (
        "rise of a number",
        "Đưa 600 lao động đi làm việc ở nước ngoài, tăng 12% so với năm 2021.",
        {},
        [("600 lao động", "person", "labour_export"), ("12%", "percent", "labour_export")],
    ),
    (
        "days",
        "Tổ chức 02 ngày hội tuyển dụng, huy động 300 ngày công.",
        {},
        [("02 ngày hội", "other", "employment"), ("300 ngày công", "other", "other")],
    ),
    ("number in words", "Giao bò cho hộ nghèo, bốn hộ đã bán bò.", {"kind": SITUATION}, [("bốn hộ", "household", "other")]),
]


@pytest.mark.parametrize(("rule", "text", "context", "wanted"), INDICATORS)
def test_what_is_measured(rule: str, text: str, context: dict[str, object], wanted: list[tuple[str, str, str]]) -> None:
    found = [(t.span.of(text), t.unit, t.indicator) for t in read(text, **context)]  # type: ignore[arg-type]
    assert [f[1:] for f in found] == [w[1:] for w in wanted], (rule, found)
    assert all(quote.endswith(got.removeprefix("từ ")) or got in quote for (quote, *_), (got, *_) in zip(wanted, found, strict=True)), found


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Huyện Mường Lũng giảm ít nhất 5%, còn dưới 30%.", ["Huyện Mường Lũng", "Huyện Mường Lũng"]),
        ("Mỗi thôn chọn ít nhất 02 hộ làm mẫu.", ["Mỗi thôn"]),
        ("Xây 12 nhà ở cho hộ nghèo xã Tân Lập (xây mới 9 nhà, sửa chữa 3 nhà).", ["xã Tân Lập"] * 3),
        ("Cấp thẻ bảo hiểm y tế cho 100% người dân ở vùng khó khăn.", ["vùng khó khăn"]),
        ("Có 02 xã ra khỏi danh sách xã đặc biệt khó khăn.", [None]),
        ("Hỗ trợ 30 hộ do Ủy ban nhân dân huyện Mường Lũng chọn.", [None]),
    ],
)
def test_places(text: str, places: list[str | None]) -> None:
    assert [t.place for t in read(text, kind=TASKS)] == places


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Cuối năm 2021, xã có 90 hộ nghèo. Trong đó có 30 hộ già yếu.", [2021, 2021]),
        ("Tỷ lệ giải ngân đạt 80%, cao hơn năm 2020 là 5 điểm phần trăm.", [2022, 2022]),
        ("Theo Luật Việc làm năm 2013 hỗ trợ cho 40 lao động.", [2022]),
        ("Giảm tỷ lệ hộ nghèo 1%/năm; riêng xã nghèo giảm 3%/năm trong giai đoạn 2022 - 2025.", [2025, 2025]),
    ],
)
def test_years(text: str, years: list[int]) -> None:
    assert [t.year for t in read(text, kind=SITUATION)] == years


def test_an_escape_counted_is_a_level_and_one_more_per_head_a_minimum() -> None:
    (escaped,) = read("Mỗi chi hội giúp ít nhất 02 hộ hội viên thoát nghèo.")
    assert (escaped.indicator, escaped.measure, escaped.direction) == ("escaped_poverty", "level", None)
    (income,) = read("Thu nhập bình quân đạt từ 40 triệu đồng/người trở lên.")
    assert (income.comparator, income.value) == ("ge", 40e6)
    (estimated,) = read("Trợ giúp xã hội hằng tháng cho ước 5.200 người.")
    assert estimated.comparator == "about"


CODES = {
    "Hỗ trợ bồn chứa nước cho 300 hộ nghèo.": "water",
    "Hỗ trợ 75 hộ dụng cụ chứa nước.": "water",
    "Tỷ lệ hộ có công trình phụ hợp vệ sinh đạt 75%.": "sanitation",
    "Cấp 40 ti vi cho hộ nghèo chưa có phương tiện nghe nhìn.": "information",
    "Thiết lập mới 3 cụm thông tin điện tử công cộng tại cửa khẩu.": "information",
    "Lắp đặt 6 trạm phát sóng di động tại vùng lõm.": "information",
    "Thực hiện 200 vụ việc tham gia tố tụng cho người nghèo.": "legal_aid",
    "Kiên cố hóa 6,5 km kênh mương.": "infrastructure",
    "Rải nhựa 7 km đường liên xã.": "infrastructure",
    "75% diện tích đất trồng trọt được tưới tiêu chủ động.": "infrastructure",
    "01 huyện thoát khỏi tình trạng huyện nghèo.": "graduated_place",
    "Giảm 50% số xã, thôn đặc biệt khó khăn.": "graduated_place",
    "Đến cuối kỳ, giảm 3 xã đặc biệt khó khăn.": "graduated_place",
    "02 xã về đích nông thôn mới.": "graduated_place",
    "Tỷ lệ giảm nghèo đạt 1,5%.": "poverty_rate",
    "45 hộ nghèo được các đoàn thể giúp đỡ.": "other",
    "Phấn đấu có 100 người đi lao động ở nước ngoài.": "labour_export",
    "Tuyển chọn 60 lao động đi Nhật Bản, Hàn Quốc.": "labour_export",
    "Đưa 65 hộ ra khỏi diện hộ nghèo.": "escaped_poverty",
    "Bồi dưỡng nghề ngắn hạn cho 90 lao động nữ.": "vocational_training",
    "Giao 75 hộ nghèo cho đảng viên phụ trách, giúp đỡ.": "other",
    "Có 15 hộ nghèo ổn định chỗ ở.": "housing",
    "Có 18 hộ nghèo không có khả năng lao động.": "poor_households",
    "85% hộ nghèo có nhà ở an toàn, chắc chắn.": "housing",
    "700 hộ được vay vốn chương trình nước sạch.": "credit",
    "Chuyển dịch 350 lao động sang làm việc tại các khu công nghiệp.": "employment",
}


@pytest.mark.parametrize("sentence", CODES)
def test_sentence_has_its_indicator(sentence: str) -> None:
    assert [found.indicator for found in read(sentence)] == [CODES[sentence]]


def test_a_plan_about_one_thing_tells_what_silent_counts_measure() -> None:
    silent = "I. CHỈ TIÊU\n- Hoàn thành 45 hộ trong quý II.\n"
    about_one = find(paper_of("KẾ HOẠCH\nXóa nhà tạm, nhà dột nát huyện Sa Thầy năm 2024\n" + silent))
    about_all = find(paper_of("KẾ HOẠCH\nGiảm nghèo huyện Sa Thầy năm 2024\n" + silent))
    assert [t.indicator for t in about_one] == ["housing"]
    assert "housing" not in [t.indicator for t in about_all]


HABITS = {
    "Đưa 90 lao động đi làm việc ở nước ngoài, gồm 25 lao động của hộ nghèo.": ["labour_export", "labour_export"],
    "Giải quyết việc làm cho 700 lao động, ưu tiên 80 lao động thuộc hộ cận nghèo.": ["employment", "employment"],
    "Dạy nghề cho 300 lao động, trong đó hộ nghèo, cận nghèo chiếm 40%.": ["vocational_training", "vocational_training"],
    "Giảm 120 hộ nghèo sống trong nhà tạm.": ["housing"],
    "Giảm 30% số hộ nghèo thiếu hụt về nước sinh hoạt.": ["deprivation"],
    "Giảm một nửa số hộ nghèo chưa có nhà tiêu hợp vệ sinh.": ["sanitation"],
    "Giảm 120 hộ nghèo, 45 hộ cận nghèo.": ["poor_households", "near_poor_households"],
    "Hội Cựu chiến binh xã nhận 12 hộ, Đoàn Thanh niên nhận 09 hộ.": ["other", "other"],
    "Cập nhật xong dữ liệu của 2.140 hộ nghèo lên phần mềm.": ["other"],
    "Tỷ lệ thôn có điện lưới, trẻ mẫu giáo đến trường lần lượt đạt 97%, 98%.": ["infrastructure", "education"],
    "Đào tạo 40 giảng viên nguồn cấp huyện qua 03 lớp.": ["capacity_building", "capacity_building"],
    "Đào tạo nghề cho 60 lao động qua 02 lớp.": ["vocational_training", "vocational_training"],
    "Tỷ lệ hộ nghèo, hộ cận nghèo lần lượt còn 6,1% và 5,2%.": ["poverty_rate", "near_poverty_rate"],
}


@pytest.mark.parametrize("sentence", HABITS)
def test_habits_of_office_prose(sentence: str) -> None:
    assert [found.indicator for found in read(sentence)] == HABITS[sentence]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Đầu năm 2022 có 402 hộ nghèo, tỷ lệ 1,18%; cuối năm còn 281 hộ với 846 nhân khẩu, chiếm 0,83%.",
            ["poor_households", "poverty_rate", "poor_households", "poor_households", "poverty_rate"],
        ),
        ("Trong số hộ nghèo hiện nay có 164 hộ già yếu, không còn sức lao động nên rất khó thoát nghèo.", ["poor_households"]),
        ("Tỷ lệ trẻ em suy dinh dưỡng thể thấp còi ở 6 huyện nghèo còn tới 27,4%.", ["nutrition"]),
    ],
)
def test_what_goes_on_is_still_of_the_same(text: str, wanted: list[str]) -> None:
    found = find(paper_of(f"I. THỰC TRẠNG\n1. Hộ nghèo\n- {text}\n- Rà soát văn bản."))
    assert [one.indicator for one in found] == wanted

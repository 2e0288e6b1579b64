"""Who is to do what: agency, role and task in running text, headings, labels and tables."""

from typing import NamedTuple

import pytest
from papers import paper_of

from extract.authority.agencies import mentions
from extract.model import Block, BlockKind, Cell, Parsed, Responsibility, Span
from extract.patterns.issuer_short import with_issuer
from extract.patterns.responsibilities import find
from extract.reading import paper


class Row(NamedTuple):
    agency: str
    role: str
    task: str


def rows_of(found: tuple[Responsibility, ...], text: str) -> list[Row]:
    return [Row(one.agency, one.role.value, one.span.of(text)) for one in found]


def rows(text: str) -> list[Row]:
    whole = paper_of(text)
    return rows_of(find(whole), whole.document.text)


def tasks(line: str) -> list[Row]:
    """The rows of one line of a section on tasks."""
    return rows(f"I. NHIỆM VỤ\n1. Công tác chung\n- {line}\n- Rà soát văn bản.\nII. KINH PHÍ\nNgân sách nhà nước.")


OFFICES, LABOUR = "Các sở, ban, ngành", "Sở Lao động - Thương binh và Xã hội"
DISTRICTS, COMMUNES = "Ủy ban nhân dân cấp huyện", "Ủy ban nhân dân cấp xã"
MASSES, FRONT = "Tổ chức chính trị - xã hội", "Ủy ban Mặt trận Tổ quốc"

LINES = {
    "Sở Y tế chủ trì, phối hợp với Sở Tài chính, UBND các huyện cấp thẻ bảo hiểm y tế.": {
        ("Sở Y tế", "lead"),
        ("Sở Tài chính", "support"),
        (DISTRICTS, "support"),
    },
    "Phòng Y tế, Phòng Tư pháp và Ủy ban nhân dân cấp xã rà soát hộ nghèo.": {
        ("Phòng Y tế", "implement"),
        ("Phòng Tư pháp", "implement"),
        (COMMUNES, "implement"),
    },
    "Sở Xây dựng chủ trì, phối hợp với Sở Tài chính, UBND các xã, phường, thị trấn sửa nhà cho hộ nghèo.": {
        ("Sở Xây dựng", "lead"),
        ("Sở Tài chính", "support"),
        (COMMUNES, "support"),
    },
    "Sở Tài chính, UBND cấp huyện, UBND cấp xã và các đơn vị liên quan kiểm tra, giám sát.": {
        ("Sở Tài chính", "implement"),
        (DISTRICTS, "implement"),
        (COMMUNES, "implement"),
        (OFFICES, "implement"),
    },
    "Sở Y tế chủ trì phối hợp các ngành khám bệnh cho người nghèo.": {("Sở Y tế", "lead"), (OFFICES, "support")},
    "Giao Sở Nội vụ tham mưu UBND tỉnh khen thưởng.": {("Sở Nội vụ", "implement")},
    "Giao Sở Y tế chủ trì, UBND các xã phối hợp tổ chức khám bệnh.": {("Sở Y tế", "lead"), (COMMUNES, "support")},
    "Hội Nông dân phối hợp với Hội Phụ nữ vận động hội viên.": {("Hội Nông dân", "support"), ("Hội Liên hiệp Phụ nữ", "support")},
    "Công an xã cùng Ban CHQS xã giúp dân làm nhà.": {("Công an", "implement"), ("Ban Chỉ huy Quân sự", "support")},
    "Căn cứ Kế hoạch này, các địa phương lập danh sách hộ nghèo.": {("Các địa phương", "implement")},
    "Định kỳ hằng quý, UBND các xã, phường báo cáo về Sở Nội vụ.": {(COMMUNES, "implement")},
    "Dự án do Sở Xây dựng chủ trì thực hiện trong năm.": {("Sở Xây dựng", "lead")},
    "Tổ công tác được lập trong tuần, do Chủ tịch UBND xã làm Tổ trưởng.": {(COMMUNES, "implement")},
    "Tiền in phiếu do UBND xã tự bảo đảm.": {(COMMUNES, "implement")},
    "Hỗ trợ theo danh sách do UBND xã duyệt.": set(),
    "Địa điểm dựng cụm loa do UBND xã chọn, không dựng gần trường học.": {(COMMUNES, "implement")},
    "Phiếu khảo sát do Sở Tư pháp lập.": {("Sở Tư pháp", "implement")},
    "Nhà do hộ làm chủ hộ nghèo đứng tên.": set(),
    "Hội Nông dân nhận 40 hộ, Hội Cựu chiến binh nhận 15 hộ.": {("Hội Nông dân", "implement"), ("Hội Cựu chiến binh", "implement")},
    "Khi chưa có vốn, các cơ quan dùng dự toán đã giao.": {(OFFICES, "implement")},
    "Ngay sau Tết Nguyên đán, Sở Tư pháp mở lớp hòa giải.": {("Sở Tư pháp", "implement")},
    "Khó khăn, vướng mắc, các cơ quan phản ánh về Sở Nội vụ.": {(OFFICES, "implement")},
    "Ban Chỉ đạo các xã thành lập trước ngày 15/3.": set(),
    "Hộ không đi lại được thì công chức Phòng Nội vụ lập hồ sơ tại nhà.": {("Phòng Nội vụ", "implement")},
    "Kinh phí của dự án này do Sở Tư pháp lập.": {("Sở Tư pháp", "implement")},
    "Yêu cầu Trưởng các phòng thuộc Sở triển khai ngay.": {(OFFICES, "implement")},
    "Ban Chỉ đạo thành lập 03 đoàn kiểm tra.": {("Ban Chỉ đạo", "implement")},
    "Hộ già yếu thì Hội Nông dân góp công làm giúp.": {("Hội Nông dân", "implement")},
    "Ban Chỉ đạo họp dân, giao Đoàn Thanh niên làm giúp.": {("Ban Chỉ đạo", "implement"), ("Đoàn Thanh niên", "implement")},
    "Mỗi chi bộ, phòng ban nhận giúp một hộ.": {("Chi bộ", "implement"), (OFFICES, "implement")},
    "Mỗi đồng chí trong Ban Chỉ đạo kiểm tra hai xã.": {("Thành viên Ban Chỉ đạo", "implement")},
    "Trong 05 ngày kể từ khi nhận hồ sơ, Sở Y tế có ý kiến.": {("Sở Y tế", "implement")},
    "Yêu cầu các phòng, ban, UBND các xã bám đúng lịch.": {(OFFICES, "implement"), (COMMUNES, "implement")},
    "Hoàn thành thủ tục đất ở. Trạm Y tế khám bệnh cho hộ nghèo.": {("Trạm Y tế", "implement")},
    "Sở Xây dựng hướng dẫn mẫu nhà cùng Trạm Khuyến nông.": {("Sở Xây dựng", "implement"), ("Trạm Khuyến nông", "support")},
    "Thực hiện ba hợp phần, phân công: Sở Y tế chủ trì hợp phần 1; Sở Nội vụ chủ trì hợp phần 2.": {
        ("Sở Y tế", "lead"),
        ("Sở Nội vụ", "lead"),
    },
    "Sở Y tế phối hợp Ủy ban MTTQ tỉnh làm thường trực Ban Chỉ đạo.": {("Sở Y tế", "lead"), (FRONT, "support")},
    "Đảng đoàn HĐND tỉnh lãnh đạo HĐND tỉnh ban hành nghị quyết.": {("Đảng đoàn Hội đồng nhân dân tỉnh", "implement")},
    "Miễn học phí cho học sinh nghèo (Phòng Giáo dục và Đào tạo chủ trì).": {("Phòng Giáo dục và Đào tạo", "lead")},
    "Cấp thẻ cho hộ nghèo. Chủ trì: Bảo hiểm xã hội tỉnh. Phối hợp: Sở Y tế.": {("Bảo hiểm xã hội", "lead"), ("Sở Y tế", "support")},
    "Sở Y tế mua thẻ; UBND các xã lập danh sách; các đoàn thể tuyên truyền.": {
        ("Sở Y tế", "implement"),
        (COMMUNES, "implement"),
        (MASSES, "implement"),
    },
    "Nâng cao trách nhiệm của cấp ủy, sự phối hợp của Mặt trận và các đoàn thể.": {
        ("Cấp ủy các cấp", "implement"),
        (FRONT, "support"),
        (MASSES, "support"),
    },
    "Đề cao vai trò giám sát của các cơ quan chức năng.": {(OFFICES, "implement")},
    "Phòng Nội vụ lập kế hoạch; phân công từng thành viên Ban Chỉ đạo phụ trách thôn.": {
        ("Phòng Nội vụ", "implement"),
        ("Thành viên Ban Chỉ đạo", "implement"),
    },
    "Thực hiện miễn học phí cho học sinh (Sở Giáo dục và Đào tạo chủ trì, các xã, phường phối hợp).": {
        ("Sở Giáo dục và Đào tạo", "lead"),
        (COMMUNES, "support"),
    },
    "Chế độ hội họp: các phòng, địa phương họp mỗi quý một lần.": {(OFFICES, "implement"), ("Các địa phương", "implement")},
    "Việc mở lớp tiếng Hàn do Sở Tư pháp đảm nhiệm, Công an tỉnh tạo điều kiện làm hộ chiếu.": {
        ("Sở Tư pháp", "implement"),
        ("Công an", "implement"),
    },
    "Sửa nhà cho 40 hộ; phần việc này Sở Xây dựng theo dõi, đôn đốc.": {("Sở Xây dựng", "implement")},
    "Ban Chỉ đạo giảm nghèo xã mỗi quý kiểm tra ít nhất hai thôn.": {("Ban Chỉ đạo giảm nghèo", "implement")},
    "Thôn 2, Thôn 3 vận động thanh niên góp công.": {("Các thôn", "implement")},
    "Về nước sinh hoạt, giao Thôn 3 tự quản hai bể nước.": {("Các thôn", "implement")},
    "Trường PTDTBT THCS Trà Nam giữ sĩ số.": {("Trường Phổ thông dân tộc bán trú Trung học cơ sở Trà Nam", "implement")},
    "Việc bình xét do Ban nhân dân thôn tổ chức, có dân giám sát.": {("Ban nhân dân thôn", "implement")},
    "Bí thư chi bộ thôn phụ trách từng hộ.": {("Chi bộ", "lead")},
    "Sở Y tế, Hội Nông dân tỉnh được đề nghị mở chuyên mục.": {("Sở Y tế", "implement"), ("Hội Nông dân", "implement")},
    "Yêu cầu các ngành, các cấp triển khai.": {(OFFICES, "implement")},
    "Đề nghị Ban Kinh tế - Xã hội HĐND huyện quan tâm giám sát.": {("Ban Kinh tế - Xã hội Hội đồng nhân dân", "implement")},
    "Chỉ đạo UBND các xã rà soát; hướng dẫn Hội Nông dân; trình Sở Tài chính.": set(),
    "Gửi danh sách về UBND huyện (qua Phòng Nội vụ) để tổng hợp.": set(),
    "Sở Y tế đã cấp 1.200 thẻ bảo hiểm y tế.": set(),
    "Kêu gọi các doanh nghiệp, tổ chức, cá nhân ủng hộ hộ nghèo.": set(),
    "Phải có sự thống nhất giữa các phòng, ban, ngành.": set(),
}


@pytest.mark.parametrize("line", LINES)
def test_running_text_says_who_and_in_which_role(line: str) -> None:
    assert {(row.agency, row.role) for row in tasks(line)} == LINES[line]


def test_the_task_begins_at_the_verb_behind_the_agency() -> None:
    assert tasks("Giao Phòng Nội vụ hướng dẫn bình xét thi đua.") == [Row("Phòng Nội vụ", "implement", "hướng dẫn bình xét thi đua.")]


def test_a_task_of_few_words_is_quoted_with_the_rest_of_its_line() -> None:
    found = tasks("Sở Tư pháp phối hợp giám sát; giao Sở Y tế tổ chức khám bệnh cho người nghèo tại các xã vùng cao trong năm.")
    assert [row.task.split(";")[0] for row in found] == [
        "phối hợp giám sát",
        "tổ chức khám bệnh cho người nghèo tại các xã vùng cao trong năm.",
    ]
    assert ";" in found[0].task


def test_where_a_sentence_says_only_who_the_sentence_before_says_what() -> None:
    line = "Nâng cấp 09 trạm bơm cho các xã nghèo. Sở Xây dựng chủ trì, phối hợp với UBND các huyện An Phú, Tân Lập."
    found = tasks(line)
    assert found == [Row("Sở Xây dựng", "lead", line), Row(DISTRICTS, "support", line)]


def test_a_sentence_with_a_new_subject_is_a_task_of_its_own() -> None:
    found = tasks("Mở rộng dạy nghề cho nông dân. Các địa phương, đoàn thể giới thiệu người học. Gắn học với việc làm.")
    assert {row.agency for row in found} == {"Các địa phương", MASSES}
    assert {row.task for row in found} == {"giới thiệu người học. Gắn học với việc làm."}


PLAN = """KẾ HOẠCH
Giảm nghèo năm 2023
IV. TỔ CHỨC THỰC HIỆN
1. Sở Lao động - Thương binh và Xã hội (cơ quan thường trực)
- Chủ trì, phối hợp với các sở, ngành liên quan theo dõi Kế hoạch.
- Tham mưu UBND tỉnh sơ kết. Hằng năm, báo cáo Bộ Lao động - Thương binh và Xã hội.
2. Các Sở: Tài chính, Nội vụ:
Bố trí kinh phí tập huấn.
3. Sở Y tế: Phối hợp cùng Bảo hiểm xã hội tỉnh cấp thẻ.
4. Đề nghị Ủy ban Mặt trận Tổ quốc và các đoàn thể
- Vận động Quỹ vì người nghèo.
- Mặt trận Tổ quốc cấp xã giám sát việc bình xét.
5. UBND các huyện, thành phố có trách nhiệm:
- Lập kế hoạch.
Trên đây là Kế hoạch năm 2023, yêu cầu các đơn vị, địa phương nghiêm túc triển khai thực hiện./.
"""


def test_a_heading_that_is_an_agency_owns_what_stands_under_it() -> None:
    found = rows(PLAN)
    assert Row(LABOUR, "lead", "Chủ trì, phối hợp với các sở, ngành liên quan theo dõi Kế hoạch.") in found
    assert Row(OFFICES, "support", "Chủ trì, phối hợp với các sở, ngành liên quan theo dõi Kế hoạch.") in found
    assert [row.agency for row in found if row.task == "Bố trí kinh phí tập huấn."] == ["Sở Tài chính", "Sở Nội vụ"]
    assert Row("Sở Y tế", "support", "Phối hợp cùng Bảo hiểm xã hội tỉnh cấp thẻ.") in found
    assert Row(DISTRICTS, "implement", "Lập kế hoạch.") in found
    assert not [row for row in found if row.agency == "Bộ Lao động - Thương binh và Xã hội"]


def test_those_asked_after_de_nghi_are_requested() -> None:
    whole = paper_of(PLAN)
    asked = {(one.agency, one.inherited) for one in find(whole) if one.requested}
    assert asked == {(FRONT, True), (MASSES, True), (FRONT, False)}


def test_a_body_before_a_colon_has_what_follows_as_its_own_and_is_asked_with_those_above() -> None:
    whole = paper_of("V. TỔ CHỨC THỰC HIỆN\n1. Đề nghị Mặt trận và các đoàn thể xã\n- Hội Nông dân: không để hội viên nào tái nghèo.")
    assert [(one.agency, one.requested) for one in find(whole)] == [("Hội Nông dân", True)]


def test_two_tasks_of_one_body_in_a_line_are_one() -> None:
    line = "V. TỔ CHỨC THỰC HIỆN\n1. UBND các xã\nLập danh sách hộ. Chủ tịch UBND xã chịu trách nhiệm về kết quả."
    assert [(row.agency, row.role) for row in rows(line)] == [(COMMUNES, "implement")]


def test_what_was_done_is_no_task_however_its_section_is_called() -> None:
    assert not rows("I. KẾT QUẢ NĂM 2022\n1. Thực hiện các chính sách\na) Tín dụng\nNgân hàng Chính sách xã hội cho vay 20 hộ.")


def test_closing_words_are_to_those_they_name() -> None:
    closing = [row for row in rows(PLAN) if "nghiêm túc" in row.task]
    assert [(row.agency, row.role) for row in closing] == [(OFFICES, "implement"), ("Các địa phương", "implement")]


def test_labels_alone_give_the_projects_heading() -> None:
    found = rows(
        "III. CÁC DỰ ÁN\n1. Hỗ trợ nhà ở cho hộ nghèo\n- Nội dung: xây mới 40 căn.\n- Phân công thực hiện:\n"
        "+ Cơ quan chủ trì: Sở Xây dựng.\n+ Cơ quan thực hiện: UBND các xã, phường.\n2. Dạy nghề\nMở 5 lớp."
    )
    assert [(row.agency, row.role) for row in found] == [("Sở Xây dựng", "lead"), (COMMUNES, "implement")]
    assert all("Hỗ trợ nhà ở cho hộ nghèo" in row.task for row in found)


def test_a_project_is_keyed_by_the_decision_that_the_plan_carries_out() -> None:
    whole = paper_of(
        "KẾ HOẠCH\nThực hiện Quyết định số 90/QĐ-TTg ngày 18/01/2022 phê duyệt Chương trình giảm nghèo bền vững;\n"
        "I. TỔ CHỨC THỰC HIỆN\n1. Sở Xây dựng\nChủ trì thực hiện Dự án 5 của Chương trình.\n2. Sở Y tế\nHướng dẫn Tiểu dự án 2 (Dự án 3)."
    )
    found = [(one.agency, one.programme, one.project, one.topics) for one in find(whole)]
    assert found == [
        ("Sở Xây dựng", "90/QĐ-TTg", "Dự án 5", ("housing",)),
        ("Sở Y tế", "90/QĐ-TTg", "Tiểu dự án 2 - Dự án 3", ("nutrition",)),
    ]


def test_an_official_has_the_name_that_the_paper_gives_in_full() -> None:
    text = "I. NHIỆM VỤ\n1. Giống\n- Giao công chức Địa chính - Nông nghiệp lập danh sách.\nII. TỔ CHỨC THỰC HIỆN\n"
    found = rows(text + "1. Công chức Địa chính - Nông nghiệp - Xây dựng và Môi trường\n- Kiểm tra nhà ở.\n2. Công an xã\n- Rà soát.")
    assert {row.agency for row in found} == {"Công chức Địa chính - Nông nghiệp - Xây dựng và Môi trường", "Công an"}


def test_those_whom_a_body_is_to_tell_have_no_task_of_their_own() -> None:
    text = "VI. TỔ CHỨC THỰC HIỆN\n1. Đề nghị UBND tỉnh\n- Chỉ đạo Sở Y tế cung cấp danh sách; Sở Xây dựng ban hành mẫu nhà.\n- Bố trí vốn."
    assert {row.agency for row in rows(text)} == {"Ủy ban nhân dân tỉnh"}


def test_an_article_names_all_who_carry_it_out() -> None:
    text = "Điều 1. Ban hành Kế hoạch.\nĐiều 2. Chánh Văn phòng UBND tỉnh, Trưởng ban Ban Dân tộc, Giám đốc các Sở: Tài chính, Y tế, "
    found = rows(text + "Chủ tịch UBND các huyện và Thủ trưởng các cơ quan có liên quan chịu trách nhiệm thi hành Quyết định này./.")
    names = ["Văn phòng Ủy ban nhân dân", "Ban Dân tộc", "Sở Tài chính", "Sở Y tế", DISTRICTS, OFFICES]
    assert [row.agency for row in found] == names


def test_who_shares_work_among_its_own_offices_keeps_it() -> None:
    text = "VI. TỔ CHỨC THỰC HIỆN\n1. UBND các huyện: lập kế hoạch; phân công phòng, ban phụ trách từng xã.\n2. UBND các xã: họp thôn."
    assert {row.agency for row in rows(text)} == {DISTRICTS, COMMUNES}


def test_labels_behind_a_project_s_text_are_of_the_whole_project() -> None:
    text = "III. NHIỆM VỤ\n7. Dự án 7: Chăm sóc sức khỏe\nKhám thai. Cơ quan chủ trì: Trung tâm Y tế; cơ quan phối hợp: các trạm y tế xã."
    found = rows(text + "\n8. Dự án 8: Bình đẳng giới\nTập huấn.")
    assert [(row.agency, row.role, row.task) for row in found] == [
        ("Trung tâm Y tế", "lead", "7. Dự án 7: Chăm sóc sức khỏe"),
        ("Các trạm y tế", "support", "7. Dự án 7: Chăm sóc sức khỏe"),
    ]


def test_a_label_may_name_who_leads_a_part() -> None:
    found = rows(
        "III. CÁC DỰ ÁN\n1. Nước sạch và giáo dục\n"
        "- Cơ quan chủ trì: Sở Xây dựng; riêng nội dung học phí do Sở Giáo dục và Đào tạo chủ trì.\n"
        "- Cơ quan phối hợp: Công an tỉnh, Chi nhánh Ngân hàng Chính sách xã hội tỉnh.\n2. Dạy nghề\nMở 5 lớp."
    )
    assert [(row.agency, row.role) for row in found] == [
        ("Sở Xây dựng", "lead"),
        ("Sở Giáo dục và Đào tạo", "lead"),
        ("Công an", "support"),
        ("Ngân hàng Chính sách xã hội", "support"),
    ]


ORDERS = """KẾ HOẠCH
Giảm nghèo năm 2024
II. CÁC DỰ ÁN
1. Dự án 4: Dạy nghề (Sở Nội vụ chủ trì, phối hợp với Tỉnh đoàn)
- Mở 12 lớp.
- Tuyển học viên.
III. TỔ CHỨC THỰC HIỆN
1. Các ngành: Tài chính, Tư pháp: phối hợp giải quyết thủ tục cho hộ nghèo.
2. Các thành viên Ban Chỉ đạo giảm nghèo xã:
- Nắm tình hình, báo cáo Trưởng ban.
3. Đài Truyền thanh: tuyên truyền.
4. Giao Phòng Y tế làm đầu mối, Trạm Y tế khám bệnh cho người nghèo.
5. Đồng chí Phó Chủ tịch UBND xã phụ trách văn hóa trực tiếp chỉ đạo chung.
6. Trưởng các ban ngành, đoàn thể căn cứ Kế hoạch này tổ chức thực hiện, báo cáo kết quả.
Trên đây là Kế hoạch năm 2024./.
"""


def test_who_shares_work_out_has_a_task_too() -> None:
    found = rows("I. PHÂN CÔNG\n1. UBND các xã\n- Phân công các đoàn thể giúp đỡ hộ nghèo.\n- Rà soát hộ nghèo.")
    assert [row.agency for row in found] == [COMMUNES, MASSES, COMMUNES]


def test_numbered_lines_are_headings_or_orders() -> None:
    assert [(row.agency, row.role) for row in rows(ORDERS)] == [
        ("Sở Nội vụ", "lead"),
        ("Đoàn Thanh niên", "support"),
        ("Ngành Tài chính", "support"),
        ("Ngành Tư pháp", "support"),
        ("Thành viên Ban Chỉ đạo", "implement"),
        ("Đài Truyền thanh", "implement"),
        ("Phòng Y tế", "implement"),
        ("Trạm Y tế", "implement"),
        (COMMUNES, "lead"),
        (OFFICES, "implement"),
        (MASSES, "implement"),
    ]


def _table(lines: list[list[str]]) -> tuple[Block, ...]:
    blocks = []
    for r, line in enumerate(lines):
        cells, at = [], 0
        for c, text in enumerate(line):
            cells.append(Cell(r, c, Span(at, at + len(text)), header=r == 0))
            at += len(text) + 3
        blocks.append(Block(" | ".join(line), BlockKind.TABLE_ROW, table=0, cells=tuple(cells)))
    return tuple(blocks)


def test_a_table_that_assigns_work_gives_a_row_for_each_agency_of_each_column() -> None:
    table = _table(
        [
            ["TT", "Nội dung công việc", "Cơ quan chủ trì", "Đơn vị phối hợp", "Thời gian"],
            ["1", "Rà soát hộ nghèo", "Phòng LĐTBXH", "UBND các xã; Hội Nông dân", "Quý IV"],
            ["2", "Cấp thẻ bảo hiểm y tế", "nt", "", "Quý I"],
        ]
    )
    whole = paper(Parsed((Block("KẾ HOẠCH"), Block("I. PHÂN CÔNG"), *table), "docx"))
    labour = "Phòng Lao động - Thương binh và Xã hội"
    found = find(whole)
    assert rows_of(found, whole.document.text) == [
        Row(labour, "lead", "Rà soát hộ nghèo"),
        Row(COMMUNES, "support", "Rà soát hộ nghèo"),
        Row("Hội Nông dân", "support", "Rà soát hộ nghèo"),
        Row(labour, "lead", "Cấp thẻ bảo hiểm y tế"),
    ]
    assert [one.inherited for one in found] == [False, False, False, True]


def test_spans_are_places_of_the_document() -> None:
    whole = paper_of(PLAN)
    for one in find(whole):
        assert 0 <= one.span.start < one.span.end <= len(whole.document.text)
        assert one.agency_span.of(whole.document.text).strip()
        assert 0 < one.confidence <= 1 and 1 <= len(one.topics) <= 3


def test_a_table_may_share_places_out_with_one_column_that_says_who() -> None:
    table = _table(
        [
            ["TT", "Thôn", "Hộ nghèo", "Đơn vị giúp đỡ"],
            ["1", "Tân An", "12", "Hội Nông dân xã"],
            ["2", "Hòa Lợi", "9", "Trạm Y tế xã"],
            ["", "Cộng", "21", ""],
        ]
    )
    whole = paper(Parsed((Block("KẾ HOẠCH"), Block("I. GIÚP ĐỠ"), *table), "docx"))
    found = find(whole)
    assert rows_of(found, whole.document.text) == [Row("Hội Nông dân", "implement", "Tân An"), Row("Trạm Y tế", "implement", "Hòa Lợi")]
    assert {one.topics for one in found} == {("mobilisation",)}


def test_a_row_of_tasks_is_no_row_of_heads_though_it_speaks_of_sharing_out() -> None:
    table = _table(
        [
            ["TT", "Nội dung", "Cơ quan chủ trì", "Cơ quan phối hợp"],
            ["1", "Phân công cán bộ phụ trách thôn", "Phòng Nội vụ", "Hội Nông dân; các nhà hảo tâm"],
        ]
    )
    whole = paper(Parsed((Block("KẾ HOẠCH"), Block("I. PHÂN CÔNG"), *table), "docx"))
    assert [(one.agency, one.role.value) for one in find(whole)] == [
        ("Phòng Nội vụ", "lead"),
        ("Hội Nông dân", "support"),
        ("Các nhà hảo tâm", "support"),
    ]


def test_a_cell_may_say_more_than_its_column_and_places_may_stand_behind() -> None:
    work = _table([["TT", "Nhiệm vụ", "Trách nhiệm thực hiện"], ["1", "Tập huấn cán bộ", "Phòng Nội vụ chủ trì, phối hợp Phòng Y tế"]])
    whole = paper(Parsed((Block("KẾ HOẠCH"), Block("I. NHIỆM VỤ"), *work), "docx"))
    assert [(one.agency, one.role.value) for one in find(whole)] == [("Phòng Nội vụ", "lead"), ("Phòng Y tế", "support")]
    places = _table([["TT", "Đơn vị được phân công", "Xóm được giúp đỡ"], ["1", "Công an huyện", "Đồng Lác"]])
    whole = paper(Parsed((Block("KẾ HOẠCH"), Block("I. GIÚP ĐỠ"), *places), "docx"))
    assert rows_of(find(whole), whole.document.text) == [Row("Công an", "implement", "Đồng Lác")]


def test_who_is_told_by_the_owner_has_no_task_of_its_own() -> None:
    text = "I. PHÂN CÔNG\n1. Sở Y tế\n- Chỉ đạo Trung tâm Y tế khám lưu động; Trạm Y tế cấp thuốc miễn phí.\n2. Sở Nội vụ\n- Khen thưởng."
    assert [(r.agency, r.role) for r in rows(text)] == [("Sở Y tế", "implement"), ("Sở Nội vụ", "implement")]


def test_who_sets_up_a_board_has_the_task_beside_who_is_put_in_post() -> None:
    text = (
        "I. TỔ CHỨC THỰC HIỆN\n1. UBND các xã\n- Kiện toàn Ban Chỉ đạo, giao Phòng Kinh tế làm thường trực.\n2. Sở Nội vụ\n- Khen thưởng."
    )
    assert {(r.agency, r.role) for r in rows(text)} == {
        (COMMUNES, "implement"),
        ("Phòng Kinh tế", "lead"),
        ("Sở Nội vụ", "implement"),
    }


def test_a_list_of_objects_is_one_task() -> None:
    text = "I. NHIỆM VỤ\n1. Cơ chế\nUBND tỉnh trình HĐND tỉnh các nghị quyết về:\n- Định mức vốn;\n- Tỷ lệ đối ứng.\n2. Khác\nKhông."
    assert [(r.agency, r.task) for r in rows(text)] == [
        ("Ủy ban nhân dân tỉnh", "trình HĐND tỉnh các nghị quyết về:"),
    ]


def test_a_row_without_a_number_goes_on_with_the_one_above() -> None:
    blocks = _table(
        [
            ["TT", "Nội dung", "Chủ trì", "Phối hợp"],
            ["1", "Rà soát hộ nghèo", "Sở Nội vụ", "Sở Y tế"],
            ["", "", "UBND các xã", ""],
            ["2", "In tờ rơi", "Sở Tư pháp", "Sở Y tế"],
            ["", "Dựng pa nô", "", "UBND các xã"],
            ["", "Tổng cộng", "", ""],
        ]
    )
    whole = paper(Parsed(blocks, "docx"))
    assert [(r.agency, r.role, r.task) for r in rows_of(find(whole), whole.document.text)] == [
        ("Sở Nội vụ", "lead", "Rà soát hộ nghèo"),
        ("Sở Y tế", "support", "Rà soát hộ nghèo"),
        (COMMUNES, "lead", "Rà soát hộ nghèo"),
        ("Sở Tư pháp", "lead", "In tờ rơi"),
        ("Sở Y tế", "support", "In tờ rơi"),
        ("Sở Tư pháp", "lead", "Dựng pa nô"),
        (COMMUNES, "support", "Dựng pa nô"),
    ]


def test_the_last_words_under_a_body_are_not_its_task() -> None:
    text = "I. PHÂN CÔNG\n1. Thanh tra huyện\nKiểm tra hai xã.\nTổng kết vào tháng 12. Có vướng mắc, các xã phản ánh về Phòng Nội vụ./."
    assert [r.task for r in rows(text) if r.agency == "Thanh tra"] == ["Kiểm tra hai xã."]


def test_a_department_may_name_itself_by_its_first_word() -> None:
    text = "Sở cung cấp danh sách cho Sở Y tế; mỗi quý Sở lập một đoàn kiểm tra."
    assert [(m.name, m.span.of(text)) for m in with_issuer(text, mentions(text), "Sở Nội vụ tỉnh Hà Giang")] == [
        ("Sở Nội vụ", "Sở"),
        ("Sở Y tế", "Sở Y tế"),
        ("Sở Nội vụ", "Sở"),
    ]
    assert with_issuer(text, mentions(text), "Ủy ban nhân dân tỉnh Hà Giang") == tuple(mentions(text))


COMMUNE = """ỦY BAN NHÂN DÂN
XÃ NÀ HOAN
KẾ HOẠCH
Giảm nghèo năm 2019
I. NHIỆM VỤ
1. Quỹ Hỗ trợ nông dân: ưu tiên hộ nghèo, mức vay 30 triệu đồng.
II. TỔ CHỨC THỰC HIỆN
1. Ban Giảm nghèo xã
Đ/c Chủ tịch UBND xã làm trưởng ban. Ban họp mỗi quý một lần. Các thành viên phụ trách bản theo bảng sau:
2. Kế toán xã
- Làm thủ tục rút vốn.
3. Cán bộ LĐTBXH (Thường trực Ban Giảm nghèo xã)
- Lập danh sách cấp thẻ.
4. Các ngành khác
- Tư pháp - Hộ tịch rà lại khai sinh của trẻ em.
- Thú y xã tiêm phòng; Công an viên nắm hộ tạm trú.
- Trường Mầm non, Trường Tiểu học Nà Hoan lập danh sách trẻ em.
- Trường nào có học sinh bỏ học phải báo xã trong ngày.
- Phòng Dân tộc soát hộ dân tộc thiểu số. Tổ công tác của huyện thẩm định danh sách.
5. Trưởng bản, tổ trưởng tổ vay vốn
- Đến từng nhà nhắc trả lãi.
"""


def test_officials_of_a_commune_are_named_by_their_field() -> None:
    assert [row.agency for row in rows(COMMUNE)] == [
        COMMUNES,
        "Ban Giảm nghèo",
        "Thành viên Ban Giảm nghèo",
        "Công chức Tài chính - Kế toán",
        LABOUR.replace("Sở", "Công chức"),
        "Công chức Tư pháp - Hộ tịch",
        "Thú y",
        "Công an",
        "Trường Mầm non Nà Hoan",
        "Trường Tiểu học Nà Hoan",
        "Các trường học",
        "Phòng Dân tộc",
        "Tổ công tác",
        "Trưởng thôn",
        "Tổ trưởng tổ vay vốn",
    ]


def test_a_body_is_known_again_by_one_word() -> None:
    text = "I. TỔ CHỨC THỰC HIỆN\n1. Bộ CHQS tỉnh\n- Lực lượng vũ trang giúp dân dựng nhà.\n2. Truyền thông\n- "
    text += "Báo Hà Giang mở chuyên mục; Đài PT-TH tỉnh đưa tin hằng tuần. Báo in thêm 200 tờ cho các bản."
    assert [row.agency for row in rows(text)] == ["Bộ Chỉ huy Quân sự", "Báo Hà Giang", "Đài Phát thanh và Truyền hình", "Báo Hà Giang"]


def test_members_of_a_board_are_put_in_charge() -> None:
    text = "I. TỔ CHỨC THỰC HIỆN\n1. UBND các phường\n- Lập kế hoạch; phân công từng thành viên Ban Giảm nghèo phường bám khu phố."
    assert {row.agency for row in rows(text)} == {COMMUNES, "Thành viên Ban Giảm nghèo"}


def test_posts_beside_places_look_after_them() -> None:
    heads = ["TT", "Họ và tên", "Chức vụ", "Bản phụ trách", "Số hộ"]
    people = _table([heads, ["1", "Lò Văn Pản", "Chủ tịch UBND xã", "Nà Tăm", "4"], ["2", "Vì Thị Xoan", "Bí thư Đoàn xã", "Co Pục", "3"]])
    whole = paper(Parsed((Block("KẾ HOẠCH"), Block("I. PHÂN CÔNG"), *people), "docx"))
    assert rows_of(find(whole), whole.document.text) == [Row(COMMUNES, "lead", "Nà Tăm"), Row("Đoàn Thanh niên", "lead", "Co Pục")]


def test_a_name_ends_before_its_verb_and_a_line_of_duty_owns_nothing() -> None:
    text = "I. TỔ CHỨC THỰC HIỆN\n1. Các bên khác\n- Hội Bảo trợ Trẻ em Sông Lô tặng 20 căn nhà.\n- Phân công đồng chí Chủ tịch UBND xã "
    text += "làm Trưởng đoàn.\n- Các phòng, ban được phân công giúp xã xuống cơ sở mỗi quý.\n- Rà soát văn bản."
    assert [row.agency for row in rows(text)] == ["Hội Bảo trợ Trẻ em Sông Lô", COMMUNES, OFFICES]


def test_a_division_has_all_of_its_fields_and_its_initials_are_spelt_out() -> None:
    named = [
        *tasks("Phòng Bảo trợ xã hội - Trẻ em chủ trì, phối hợp với Trạm Khuyến nông - Khuyến ngư rà soát hộ nghèo."),
        *rows(
            "I. TỔ CHỨC THỰC HIỆN\n1. Phòng Lao động - Việc làm - Giáo dục nghề nghiệp\n- Mở lớp học nghề.\n"
            "2. Phòng LĐ-VL-GDNN\n- Tổ chức phiên giao dịch việc làm.\nII. KINH PHÍ\nNgân sách nhà nước."
        ),
    ]
    assert [(row.agency, row.role) for row in named] == [
        ("Phòng Bảo trợ xã hội - Trẻ em", "lead"),
        ("Trạm Khuyến nông - Khuyến ngư", "support"),
        ("Phòng Lao động - Việc làm - Giáo dục nghề nghiệp", "implement"),
        ("Phòng Lao động - Việc làm - Giáo dục nghề nghiệp", "implement"),
    ]


def test_who_stands_for_a_body_behind_a_dash_is_no_part_of_its_name() -> None:
    assert [m.name for m in mentions("Phòng Nội vụ - Cơ quan thường trực; Phòng Y tế - Phòng Tư pháp")][:1] == ["Phòng Nội vụ"]


def test_what_was_given_out_before_is_not_given_out_again() -> None:
    assert [row.agency for row in tasks("Giao cho Sở Y tế xác định rõ việc.")] == ["Sở Y tế"]
    assert tasks("Cụ thể hóa nhiệm vụ UBND tỉnh giao cho Sở Y tế; xác định rõ việc, rõ người, rõ thời gian.") == []


def test_a_district_that_begins_like_a_station_is_no_station() -> None:
    found = tasks("Huyện ủy Trạm Tấu, Huyện ủy Mù Cang Chải ban hành nghị quyết chuyên đề về giảm nghèo.")
    assert {row.agency for row in found} == {"Huyện ủy"}


def test_party_bodies_that_only_say_whose_a_body_is() -> None:
    found = tasks("Các huyện ủy, thị ủy và đảng ủy trực thuộc Tỉnh ủy tổ chức quán triệt Chỉ thị.")
    assert [row.agency for row in found] == ["Huyện ủy", "Thị ủy", "Đảng ủy trực thuộc"]
    assert {row.agency for row in tasks("Đảng ủy xã phân công cấp ủy viên phụ trách từng bản.")} == {"Đảng ủy"}


def test_done_together_by_two_is_support_of_both() -> None:
    found = tasks("Hoàn thành cơ sở dữ liệu hộ nghèo trong năm, do Công an tỉnh và Sở Y tế phối hợp thực hiện.")
    assert {(row.agency, row.role) for row in found} == {("Công an", "support"), ("Sở Y tế", "support")}


def test_men_called_up_own_nothing() -> None:
    found = tasks("Hội Nông dân chủ trì, cùng Công an huyện huy động đoàn viên, dân quân giúp ngày công làm nhà.")
    assert {row.agency for row in found} == {"Hội Nông dân", "Công an"}


def test_a_list_goes_on_behind_where_some_of_it_are() -> None:
    found = tasks(
        "Sở Y tế phối hợp với các doanh nghiệp trong khu công nghiệp phía Nam, Tỉnh đoàn, UBND cấp huyện khám bệnh cho công nhân."
    )
    assert {row.agency for row in found} == {"Sở Y tế", "Doanh nghiệp", "Đoàn Thanh niên", DISTRICTS}


def test_a_sentence_with_its_own_doer_is_a_task_of_its_own() -> None:
    found = tasks("Báo Yên Bái mở chuyên mục giảm nghèo. Phong trào thi đua do Hội đồng Thi đua - Khen thưởng tỉnh hướng dẫn.")
    assert [(row.agency, row.task[:15]) for row in found] == [
        ("Báo Yên Bái", "mở chuyên mục g"),
        ("Hội đồng Thi đua - Khen thưởng", "Phong trào thi "),
    ]


def test_those_to_whom_the_end_of_a_heading_gives_what_stands_below() -> None:
    found = rows(
        "I. TỔ CHỨC THỰC HIỆN\n"
        "1. Giao Hội đồng nhân dân huyện tăng cường giám sát việc bố trí vốn hằng năm của các xã; giao Ủy ban nhân dân huyện:\n"
        "- Xây dựng kế hoạch hằng năm.\n- Kiểm tra các xã.\n2. Sở Y tế: khám bệnh cho người nghèo."
    )
    assert [row.task for row in found if row.agency == DISTRICTS] == ["Xây dựng kế hoạch hằng năm.", "Kiểm tra các xã."]
    assert any(row.agency.startswith("Hội đồng nhân dân") for row in found)


def test_what_a_party_committee_leads_is_its_duty() -> None:
    found = rows(
        "I. TỔ CHỨC THỰC HIỆN\n1. Ban cán sự đảng Ủy ban nhân dân tỉnh\n"
        "- Lãnh đạo Ủy ban nhân dân tỉnh ban hành kế hoạch, giao chỉ tiêu cho các huyện.\n"
        "2. Sở Y tế\n- Khám bệnh cho người nghèo."
    )
    assert found[0].agency == "Ban cán sự đảng Ủy ban nhân dân tỉnh" and found[0].task.startswith("Lãnh đạo")
    assert len(found) == 2


def test_heads_of_hamlets_are_no_heads_of_offices() -> None:
    assert {row.agency for row in tasks("Trưởng các bản tổ chức họp dân bình xét hộ nghèo.")} == {"Trưởng thôn"}
    assert {row.agency for row in tasks("Thủ trưởng các ban, ngành tổ chức thực hiện Kế hoạch.")} == {OFFICES}


def test_one_district_by_its_name_has_a_duty() -> None:
    head = "UBND TỈNH GIA LAI\nKẾ HOẠCH\nGiảm nghèo năm 2023\n"
    text = f"{head}I. NHIỆM VỤ\n- Hỗ trợ nhà ở. Huyện Kông Chro phê duyệt danh sách trước 30/4/2023."
    assert [(row.agency, row.task[:9]) for row in rows(text)] == [(DISTRICTS, "phê duyệt")]


def test_who_does_it_and_when_is_said_of_the_sentence_before() -> None:
    found = tasks(
        "Kinh phí 300 triệu đồng, hỗ trợ 01 mô hình nuôi gà cho 20 hộ. Phòng Nông nghiệp thực hiện, thời gian từ tháng 4 đến tháng 10/2019."
    )
    assert [row.task[:8] for row in found] == ["Kinh phí"]


def test_who_is_worked_with_owns_nothing_of_its_own() -> None:
    found = tasks("Trạm Y tế xã khám bệnh; phối hợp với y tế bản, Hội Phụ nữ vận động bà con làm nhà tiêu.")
    assert {(row.agency, row.role) for row in found} == {
        ("Trạm Y tế", "implement"),
        ("Y tế thôn bản", "support"),
        ("Hội Liên hiệp Phụ nữ", "support"),
    }


def test_who_leads_behind_the_board_it_serves() -> None:
    duty = "Là bộ phận giúp Ban Chỉ đạo; chủ trì, phối hợp với Hội Nông dân khám bệnh."
    found = rows(f"I. TỔ CHỨC\n1. Phòng Y tế\n- {duty}\n2. Phòng Tư pháp\n- Trợ giúp pháp lý.")
    assert ("Phòng Y tế", "lead") in {(row.agency, row.role) for row in found}


def test_places_shared_out_beside_numbers() -> None:
    blocks = _table(
        [
            ["Thôn", "Hộ nghèo", "Chỉ tiêu giảm hộ nghèo", "Đơn vị giúp đỡ"],
            ["Tà Lài", "14", "4", "Công an xã"],
            ["Phú An", "8", "3", "Trạm Y tế"],
        ]
    )
    whole = paper(Parsed((Block("KẾ HOẠCH"), Block("I. GIÚP ĐỠ"), *blocks), "docx"))
    found = rows_of(find(whole), whole.document.text)
    assert [(row.agency, row.task) for row in found] == [("Công an", "Tà Lài"), ("Trạm Y tế", "Phú An")]


def test_a_board_whose_fields_end_in_society_has_them_all() -> None:
    found = rows("I. TỔ CHỨC\n1. Ban Gia đình - Xã hội\n- Rà soát hội viên nghèo.\n2. Phòng Tư pháp\n- Trợ giúp pháp lý.")
    assert [row.agency for row in found] == ["Ban Gia đình - Xã hội", "Phòng Tư pháp"]
    named = tasks("Giao Ban Chính sách - Luật pháp chủ trì, phối hợp với Sở Y tế khám bệnh cho phụ nữ nghèo.")
    assert [(row.agency, row.role) for row in named] == [("Ban Chính sách - Luật pháp", "lead"), ("Sở Y tế", "support")]


def test_a_unions_own_levels_are_the_union_whose_plan_it_is() -> None:
    text = (
        "HỘI NÔNG DÂN TỈNH LONG BÌNH\nSố: 5-KH/HNDT\nLong Bình, ngày 02 tháng 3 năm 2023\nKẾ HOẠCH\nGiúp nhau giảm nghèo năm 2023\n"
        "I. NHIỆM VỤ\n1. Công tác chung\n- Các cấp Hội khảo sát, lập danh sách hộ nghèo.\n- Rà soát văn bản.\n"
        "II. TỔ CHỨC THỰC HIỆN\n1. Văn phòng\nPhối hợp với Ban Xây dựng Hội tổng hợp báo cáo.\n"
        "2. Cơ sở Hội\n- Bình xét hộ vay vốn.\nNơi nhận:\n- Lưu: VT."
    )
    found = [(one.agency, one.role) for one in rows(text)]
    assert ("Hội Nông dân", "implement") in found
    assert found[-1] == ("Hội Nông dân", "implement")
    assert ("Văn phòng", "support") in found
    elsewhere = tasks("Các cấp Hội khảo sát, lập danh sách hộ nghèo.")
    assert [one.agency for one in elsewhere] == ["Các cấp hội"]


def test_who_carries_it_out_behind_what_is_to_be_done_has_all_of_it() -> None:
    line = "Xây dựng 12 công trình nước. Phòng Dân tộc chủ trì, phối hợp với Phòng Y tế tổ chức thực hiện."
    found = tasks(line)
    assert [(one.agency, one.role) for one in found] == [("Phòng Dân tộc", "lead"), ("Phòng Y tế", "support")]
    assert all(one.task.startswith("Xây dựng 12 công trình") for one in found)

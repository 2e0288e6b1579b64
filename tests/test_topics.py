"""What a task is about, by its words."""

import pytest

from extract.patterns.topics import labels, phrases, topics

CODES = (
    "livelihood vocational_training employment labour_export education health nutrition housing water_sanitation information credit "
    "legal_aid social_protection infrastructure land ethnic_minority capacity_building communication survey monitoring reporting "
    "funding mobilisation coordination environment security other"
)
TASKS = {
    "Chủ trì hướng dẫn hộ nghèo nuôi bò, chuyển giao kỹ thuật chăn nuôi": {"livelihood"},
    "Mở lớp đào tạo nghề và giới thiệu việc làm cho lao động nghèo": {"vocational_training", "employment"},
    "Tư vấn cho người lao động đi làm việc ở nước ngoài theo hợp đồng": {"labour_export"},
    "Cấp thẻ BHYT, tổ chức khám, chữa bệnh cho người nghèo": {"health"},
    "Bổ sung vi chất cho trẻ suy dinh dưỡng": {"nutrition"},
    "Xóa nhà tạm, sửa chữa nhà ở cho hộ nghèo": {"housing"},
    "Cho vay vốn ưu đãi đối với hộ cận nghèo": {"credit"},
    "Thực hiện trợ giúp pháp lý lưu động": {"legal_aid"},
    "Phân bổ kinh phí; kiểm tra, giám sát việc sử dụng": {"funding", "monitoring"},
    "Rà soát hộ nghèo cuối năm, tổng hợp báo cáo UBND tỉnh": {"survey", "reporting"},
    "Đẩy mạnh tuyên truyền; vận động ủng hộ Quỹ vì người nghèo": {"communication", "mobilisation"},
    "Giám sát việc làm nhà, cho vay; vận động ủng hộ hộ nghèo": {"monitoring", "mobilisation"},
    "Kiểm tra chất lượng nhà ở của hộ nghèo": {"monitoring", "housing"},
    "Theo dõi dinh dưỡng của trẻ em tại các trường học": {"nutrition"},
    "Cấp căn cước cho người nghèo": {"other"},
    "Hỗ trợ hộ gặp thiên tai": {"social_protection"},
    "Gửi số liệu về Sở Y tế": {"reporting"},
    "Tham mưu kiện toàn Ban Chỉ đạo, ban hành quy chế hoạt động": {"coordination"},
    "Cải tạo vườn tạp, làm chuồng trại cho hộ nghèo": {"livelihood"},
    "Phòng, chống dịch bệnh gia súc": {"livelihood"},
    "Xây nhà tiêu, lắp bồn chứa nước cho các bản": {"water_sanitation"},
    "Cân trẻ, bổ sung sắt cho phụ nữ có thai": {"nutrition"},
    "Duy trì hệ thống loa không dây tại các xóm": {"information"},
    "Kéo điện lưới, bê tông hóa đường liên bản": {"infrastructure"},
    "Chiếu phim lưu động, cấp tủ sách cho thôn": {"information"},
    "Trao xe lăn cho người già yếu, neo đơn": {"social_protection"},
    "Nhận tạm ứng vốn, thanh toán khối lượng": {"funding"},
    "Đưa người lao động đi thị trường nước ngoài": {"labour_export"},
    "Ưu tiên cho vay giải quyết việc làm": {"credit"},
    "Cho vay 40 hộ làm nhà": {"credit", "housing"},
    "Thu gom rác, dọn vệ sinh đường làng": {"environment"},
    "Tham mưu khen thưởng tập thể làm tốt": {"coordination"},
    "Xây dựng kế hoạch triển khai thực hiện": {"coordination"},
    "Giải quyết đất ở, đất sản xuất cho đồng bào dân tộc thiểu số": {"land", "ethnic_minority"},
    "Ghi âm truyện kể bằng tiếng Lô Lô": {"ethnic_minority"},
    "Thăm các cụ người Hà Nhì": {"ethnic_minority"},
    "Hộ nào hết lương thực thì báo ngay trưởng bản": {"reporting"},
    "Kiểm soát chi trong 01 ngày": {"funding"},
    "Trả công giao khoán rừng": {"environment"},
    "Là đầu mối của xã": {"coordination"},
}


def test_every_code_has_a_label() -> None:
    assert set(labels()) == set(CODES.split())
    assert all(labels().values())


@pytest.mark.parametrize("task", TASKS)
def test_words_tell_the_topics(task: str) -> None:
    assert set(topics(task)) == TASKS[task]


def test_there_are_at_most_three() -> None:
    assert len(topics("đào tạo nghề, việc làm, học phí, bảo hiểm y tế, nhà ở, nước sạch, tín dụng")) == 3


def test_a_task_without_a_subject_takes_that_of_its_project() -> None:
    assert set(topics("Tổ chức thực hiện; kiểm tra, giám sát theo quy định", ("housing",))) == {"housing", "monitoring"}


def test_words_that_tell_nothing_leave_it_to_the_sector() -> None:
    assert topics("Hoàn thành trong 05 ngày", sector="health") == ("health",)
    assert topics("Hoàn thành trong 05 ngày") == ("other",)


def test_what_a_lender_disburses_is_credit() -> None:
    assert topics("Giải ngân 40 tỷ đồng trong năm", sector="social_policy_bank") == ("credit",)
    assert topics("Giải ngân 40 tỷ đồng trong năm", sector="finance") == ("funding",)


def test_what_a_lender_checks_is_credit_too() -> None:
    assert set(topics("Kiểm tra việc sử dụng vốn của các tổ", sector="social_policy_bank")) == {"monitoring", "credit"}
    assert topics("Cho vay nước sạch, học sinh, sản xuất kinh doanh", sector="social_policy_bank") == ("credit",)


def test_the_name_of_a_body_tells_where_nothing_else_does() -> None:
    assert topics("Hoàn thành trong 05 ngày", sector="mass_organisation", agency="Hội Khuyến học") == ("education",)
    assert topics("Hoàn thành trong 05 ngày", sector="mass_organisation", agency="Hội Nông dân") == ("mobilisation",)


def test_words_of_the_lexicon_are_told_without_tone_marks() -> None:
    assert phrases("Cấp kinh phí; nghiệm thu") == phrases("Câp kinh phi, nghiem thu") == ("cap kinh phi", "nghiem thu")

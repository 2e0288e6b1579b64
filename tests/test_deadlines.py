"""Deadlines: quote, kind, days, rhythm, who, what, and what is none."""

from __future__ import annotations

from time import perf_counter

import pytest
from papers import paper_of

from extract.model import Block, BlockKind, Cell, Deadline, Document, Header, Item, Paper, Parsed, Section, SectionKind, Span
from extract.patterns import targets
from extract.patterns.deadlines import find

HEADER = Header(period_start=2022, period_end=2022, issued="2022-03-01")


def read(line: str, kind: SectionKind | None = SectionKind.TASKS, title: str = "Nhiệm vụ", header: Header = HEADER) -> tuple[Deadline, ...]:
    """The deadlines of an item `line` under a section `title`; before the first section where it has no kind."""
    document = Document.of(Parsed((Block(line),), "text"))
    section = kind and Section(0, None, 1, "1.", title, kind, Span(0, len(line)), Span(0, 0))
    return find(Paper(document, header, (section,) if section else (), (Item(line, 0, section),)))


# the quote stands in ⟨⟩
DATES = [
    ("Xây dựng kế hoạch ⟨trước ngày 10/4/2022⟩.", "date", None, "2022-04-10"),
    ("Gửi danh sách ⟨trước ngày **15/11/2022⟩** để tổng hợp", "date", None, "2022-11-15"),
    ("Hoàn thành ⟨chậm nhất là ngày 30 tháng 6⟩", "date", None, "2022-06-30"),
    ("Phân khai vốn ⟨xong trước 30/4/2022⟩", "date", None, "2022-04-30"),
    ("Phấn đấu ⟨đến cuối năm 2022⟩ còn 3% hộ nghèo", "date", None, "2022-12-31"),
    ("⟨Đến hết năm 2025⟩, 100% thôn có điện", "date", None, "2025-12-31"),
    ("Tỷ lệ hộ nghèo ⟨cuối năm 2022⟩ còn 4,1%", "date", None, "2022-12-31"),
    ("Bàn giao cầu ⟨vào cuối năm 2022 và những năm sau⟩", "date", None, "2022-12-31"),
    ("Giải ngân ⟨không muộn hơn ngày 31/01/2023⟩", "date", None, "2023-01-31"),
    ("Trình duyệt ⟨trước tháng 6/2022⟩", "date", None, "2022-05-31"),
    ("Nghiệm thu ⟨từ nay đến hết tháng 10⟩", "period", None, "2022-10-31"),
    ("Tập huấn ⟨trong quý II/2022⟩", "period", "2022-04-01", "2022-06-30"),
    ("Sơ kết ⟨giữa tháng 7⟩.", "period", None, None),
    ("Lập danh sách học sinh ⟨đầu tháng 9⟩.", "period", None, None),
    ("Nghiệm thu ⟨trung tuần tháng 8⟩.", "period", "2022-08-11", "2022-08-20"),
    ("⟨Từ nay tới cuối năm⟩ tập trung xóa nhà tạm.", "period", None, "2022-12-31"),
    ("Phát sách ⟨trước khi vào năm học mới⟩.", "period", None, None),
    ("Tập huấn ⟨từ 05 đến 12/9⟩.", "period", "2022-09-05", "2022-09-12"),
    ("⟨Từ nay đến hết quý II⟩ không tổ chức họp đông người.", "period", None, "2022-06-30"),
    ("Họp thôn thống nhất xong ⟨31/10⟩.", "date", None, "2022-10-31"),
    ("Sơ kết ⟨ngày 30/6⟩.", "date", None, "2022-06-30"),
    ("Hội thi dời lại ⟨tháng 8/2022⟩.", "period", "2022-08-01", "2022-08-31"),
    ("Khởi công đồng loạt ⟨tháng 6⟩.", "period", "2022-06-01", "2022-06-30"),
    ("Hai xã còn lại sẽ xét ⟨vào năm 2023⟩.", "period", "2023-01-01", "2023-12-31"),
    ("Cấp phát tới tay hộ ⟨không chậm quá 07 ngày⟩.", "date", None, None),
    ("Cứu trợ hộ bị cháy nhà ⟨trong 48 giờ⟩.", "date", None, None),
    ("Nộp biên bản ⟨ngay sau họp 3 ngày⟩.", "date", None, None),
    ("Làm thủ tục đất xong ⟨trước khi khởi công⟩.", "period", None, None),
    ("Theo dõi hộ mới thoát nghèo ⟨trong 24 tháng⟩.", "period", None, None),
    ("Mở 03 buổi chuyển giao kỹ thuật ⟨trong vụ xuân⟩.", "period", None, None),
    ("Rà soát ⟨từ ngày 01/9 đến ngày 15/10/2022⟩", "period", "2022-09-01", "2022-10-15"),
    ("Chi trả qua tài khoản ⟨từ ngày 01/7/2022⟩", "period", "2022-07-01", None),
    ("Tổ chức hội thi ⟨vào tháng 7 và tháng 8/2022⟩", "period", "2022-07-01", "2022-08-31"),
    ("Cấp thẻ ⟨trước ngày 15/01 năm sau⟩.", "date", None, "2023-01-15"),
    ("Làm kênh ⟨trước vụ đông xuân, xong trước ngày 30/10/2022⟩.", "date", None, "2022-10-30"),
    ("Sửa phòng học ⟨trước khai giảng năm học mới⟩.", "period", None, None),
    ("Cấp cây giống ⟨trước mùa mưa (tháng 8/2022)⟩.", "date", None, "2022-08-31"),
    ("Trao nhà ⟨dịp Quốc khánh 02/9⟩.", "date", None, "2022-09-02"),
    ("Theo dõi đàn dê ⟨trong ít nhất 06 tháng⟩.", "period", None, None),
    ("Niêm yết danh sách hộ được vay tại thôn ⟨05 ngày⟩.", "period", None, None),
    ("Đối chiếu công nợ ⟨sau khi kết thúc đợt thu chậm nhất 05 ngày⟩.", "date", None, None),
    ("Gửi thư mời tới các em thôi học ⟨trước ngày 20/8/2022⟩.", "date", None, "2022-08-20"),
    ("Hoàn thành cầu treo ⟨trong giai đoạn 2022 - 2023⟩.", "period", "2022-01-01", "2023-12-31"),
    ("⟨Cuối năm 2022⟩ có ít nhất 03 xã ra khỏi danh sách.", "date", None, "2022-12-31"),
    ("Thăm hộ nghèo ⟨nhân dịp Tết Nguyên đán⟩", "period", None, None),
    ("Thăm hỏi các gia đình ⟨vào các dịp lễ, Tết⟩", "period", None, None),
    ("Gia cố mái nhà ⟨trước mùa mưa bão (trước ngày 31/8/2022)⟩", "date", None, "2022-08-31"),
    ("Trả kết quả ⟨trong thời hạn 05 ngày làm việc kể từ ngày nhận đủ hồ sơ⟩.", "date", None, None),
    ("Báo cáo ⟨chậm nhất 10 ngày sau khi kết thúc đợt kiểm tra⟩.", "date", None, None),
    ("Gửi báo cáo ⟨trước 17 giờ ngày 20/5/2022⟩.", "date", None, "2022-05-20"),
    ("Chốt danh sách ⟨trước 30/6⟩.", "date", None, "2022-06-30"),
    ("Điều tra ⟨từ 01/9 đến 30/10⟩.", "period", "2022-09-01", "2022-10-30"),
    ("Trồng rừng ⟨từ tháng 3-12/2022⟩.", "period", "2022-03-01", "2022-12-31"),
    ("Thời gian thực hiện: ⟨Năm 2022⟩.", "period", "2022-01-01", "2022-12-31"),
    ("Hoàn thành ⟨trong năm 2022⟩.", "period", "2022-01-01", "2022-12-31"),
    ("Nộp hồ sơ ⟨trưóc ngày 2O/9/2022⟩.", "date", None, "2022-09-20"),
    ("Gửi danh sách ⟨chậm nhứt ngày 12/8/2022⟩.", "date", None, "2022-08-12"),
    ("Chốt số liệu ⟨trước 9 giờ sáng thứ Hai, ngày 12/9/2022⟩.", "date", None, "2022-09-12"),
    ("Mở cổng đăng ký ⟨từ 07 giờ ngày 15/9/2022⟩.", "period", "2022-09-15", None),
    ("Tập huấn ⟨trong hai ngày 12 và 13/9/2022⟩.", "period", "2022-09-12", "2022-09-13"),
    ("Thẩm định ⟨từ ngày 08 đến ngày 17 tháng 10 năm 2022⟩.", "period", "2022-10-08", "2022-10-17"),
    ("Làm 40 nhà ⟨từ 05/7 - 10/9/2022⟩.", "period", "2022-07-05", "2022-09-10"),
    ("Giải ngân ⟨tới 30/6⟩ được một nửa.", "date", None, "2022-06-30"),
    ("Các xã nộp ⟨trước 30-11⟩ để tổng hợp.", "date", None, "2022-11-30"),
    ("Lớp thứ nhất khai giảng ⟨ngày 12/9/2022⟩.", "date", None, "2022-09-12"),
    ("Ký cam kết ⟨trong tuần đầu tháng 7⟩.", "period", "2022-07-01", "2022-07-07"),
    ("Giải ngân ⟨quý I + quý II⟩ đạt 60% kế hoạch.", "period", "2022-01-01", "2022-06-30"),
    ("Khởi công ⟨tháng 4⟩.", "period", "2022-04-01", "2022-04-30"),
    ("Lập hồ sơ xong, trình duyệt ⟨tháng 3⟩.", "period", "2022-03-01", "2022-03-31"),
    ("Tập huấn cho cán bộ xã ⟨tháng 4 - 5/2022⟩.", "period", "2022-04-01", "2022-05-31"),
    ("Quyết toán xong ⟨trong quý I năm sau⟩.", "period", "2023-01-01", "2023-03-31"),
    ("Tổ chức lễ phát động ⟨ngày 17/10⟩.", "date", None, "2022-10-17"),
    ("Bàn giao nhà ⟨trước Tết Dương lịch 2023⟩.", "date", None, "2023-01-01"),
    ("Sửa 30 căn nhà ⟨trước mùa nước nổi (tháng 8/2022)⟩.", "date", None, "2022-08-31"),
    ("Bàn giao 70% số nhà ⟨trước lễ Sêne Đôlta⟩, toàn bộ do dân góp công.", "period", None, None),
    ("⟨Đầu quý II⟩ mở lớp.", "period", "2022-04-01", None),
    ("Đắp xong đập ⟨trước mùa mưa (15/6)⟩.", "date", None, "2022-06-15"),
    ("Trao nhà ⟨trước Quốc khánh 02/9⟩.", "date", None, "2022-09-02"),
    ("Bàn giao ⟨dịp kỷ niệm 90 năm thành lập Hội Nông dân (14/10/2022)⟩.", "date", None, "2022-10-14"),
    ("Xong 50 nhà ⟨trước ngày 20/12/2022⟩ để bà con đón năm mới dịp Tết Nguyên đán.", "date", None, "2022-12-20"),
    ("Bàn giao ⟨trước ngày 15/11/2022⟩ nhân Ngày hội Đại đoàn kết.", "date", None, "2022-11-15"),
    ("Cấp giống ⟨kịp vụ đông xuân⟩.", "period", None, None),
    ("Chợ phiên họp ⟨từ 15 tháng Chạp đến rằm tháng Giêng⟩.", "period", None, None),
    ("Xã công khai danh sách tại thôn ⟨trong 04 ngày⟩.", "period", None, None),
    ("Không để hồ sơ tồn ⟨quá 07 ngày⟩.", "date", None, None),
    ("Không để người dân ngồi chờ ⟨quá 20 phút⟩.", "date", None, None),
    ("Rút ngắn thời gian trả kết quả từ 15 ngày ⟨xuống 10 ngày làm việc⟩.", "date", None, None),
    ("Có nhà cháy, sập thì báo cho xã ⟨trong ngày⟩.", "date", None, None),
    ("Gửi tài liệu ⟨trước ngày họp 05 ngày⟩.", "date", None, None),
    ("Báo trước cho trưởng thôn ⟨ít nhất 03 ngày⟩.", "date", None, None),
    ("Trình ⟨kỳ họp giữa năm 2022⟩.", "period", None, None),
    ("Lấy ý kiến xong ⟨trước kỳ họp HĐND huyện giữa năm⟩.", "period", None, None),
    ("Cấp thẻ bảo hiểm y tế ⟨ngay từ tháng đầu năm⟩.", "period", "2022-01-01", None),
    ("⟨Ba quý đầu⟩ phải giải ngân từ 70% vốn trở lên.", "period", "2022-01-01", "2022-09-30"),
    ("Riêng ⟨6 tháng đầu năm⟩ phấn đấu xóa 40 nhà tạm.", "period", "2022-01-01", "2022-06-30"),
    ("Mở lớp ⟨trong quý II, III, IV/2022⟩.", "period", "2022-04-01", "2022-12-31"),
    ("Phun thuốc ⟨trong các tháng 6, 7 và 8/2022⟩.", "period", "2022-06-01", "2022-08-31"),
    ("Khởi công ⟨sau ngày 15/4⟩.", "period", "2022-04-15", None),
    ("Đối thoại ⟨bắt đầu từ tháng 5, kết thúc trước ngày 30/9⟩.", "period", "2022-05-01", "2022-09-30"),
    ("Đưa số hộ nghèo ⟨cuối năm⟩ về 120 hộ.", "date", None, "2022-12-31"),
    ("Điều chuyển vốn của các công trình chưa giải ngân ⟨sau ngày 30/9/2022⟩.", "period", "2022-09-30", None),
    ("Không kéo dài ⟨quá thời hạn quyết toán 31/01/2023⟩.", "date", None, "2023-01-31"),
    ("Chuyển giao mô hình ⟨từ năm 2023⟩.", "period", "2023-01-01", None),
    ("⟨Đến cuối kỳ⟩ tỷ lệ hộ nghèo còn dưới 3%.", "date", None, "2022-12-31"),
    ("⟨Đến năm học 2023 - 2024⟩ các trường có nước sạch.", "date", None, None),
]
RHYTHMS = [
    ("Đưa kết quả vào nội dung ⟨giao ban tháng⟩.", ["monthly"], None),
    ("Báo cáo nhanh ⟨hằng ngày⟩ trong đợt rà soát.", ["daily"], None),
    ("Đăng tin tuyển dụng ⟨mỗi ngày⟩ hai tin.", ["daily"], None),
    ("Kiểm tra ⟨từ quý II mỗi quý một đợt⟩.", ["quarterly"], None),
    ("Riêng ⟨03 tháng cuối năm 04 kỳ/tháng⟩.", ["monthly"], "2022-12-31"),
    ("Báo cáo quý, 6 tháng, năm gửi Sở (⟨chậm nhất ngày 20 của tháng cuối quý⟩).", ["quarterly", "semiannual", "annual"], None),
    ("Báo cáo kết quả ⟨hàng tháng, quý, năm⟩ theo quy định.", ["monthly", "quarterly", "annual"], None),
    ("⟨Định kỳ 6 tháng, năm⟩ báo cáo Ủy ban nhân dân huyện.", ["semiannual", "annual"], None),
    ("Giám sát ⟨định kỳ, đột xuất⟩ theo quy định.", ["unspecified", "irregular"], None),
    ("Kiểm tra, đánh giá ⟨định kỳ, hằng năm hoặc đột xuất⟩;", ["annual", "irregular"], None),
    ("Rà soát hộ nghèo, hộ cận nghèo ⟨hằng năm⟩;", ["annual"], None),
    ("Kiểm tra ⟨02 lần/năm⟩ tại các xã.", ["semiannual"], None),
    ("Họp Ban Chỉ đạo ⟨mỗi quý một lần⟩.", ["quarterly"], None),
    ("Báo cáo ⟨trước ngày 20 hằng tháng⟩.", ["monthly"], None),
    ("Báo cáo kết quả ⟨trước ngày 15/11/2022 hàng năm⟩.", ["annual"], "2022-11-15"),
    ("Gửi số liệu ⟨trước ngày 25 của tháng cuối quý⟩.", ["quarterly"], None),
    ("Báo cáo ⟨hằng năm (trước ngày 05/12)⟩.", ["annual"], "2022-12-05"),
    ("Tổng hợp báo cáo ⟨tháng, quý, 9 tháng, năm⟩.", ["monthly", "quarterly", "nine_monthly", "annual"], None),
    ("Khám sức khỏe định kỳ cho trẻ em ⟨01 lần/năm⟩.", ["annual"], None),
    ("Báo cáo ⟨đột xuất khi có yêu cầu⟩.", ["irregular"], None),
    ("Báo cáo ⟨trước ngày 15/6 và ngày 15/12 hằng năm⟩.", ["semiannual"], "2022-12-15"),
    ("Gửi báo cáo tháng ⟨trước ngày 05 của tháng sau⟩.", ["monthly"], None),
    ("Giao ban tiến độ ⟨hằng tuần⟩.", ["weekly"], None),
    ("Giao ban ⟨vào tuần đầu hằng tháng⟩.", ["monthly"], None),
    ("Phát ⟨bình quân 02 bản tin/tuần⟩ bằng tiếng Mông.", ["weekly"], None),
    ("Loa thôn phát thời sự ⟨ngày hai buổi⟩.", ["daily"], None),
    ("Tổ chức đối thoại ⟨hai đợt vào tháng 5 và tháng 11⟩.", ["semiannual"], "2022-11-30"),
    ("Tổ vay vốn họp ⟨hai tuần một lần⟩.", ["unspecified"], None),
    ("Báo cáo ⟨tháng (trước ngày 22), quý và năm⟩.", ["monthly", "quarterly", "annual"], None),
    ("Gửi số liệu ⟨trước 16 giờ thứ Tư⟩.", ["weekly"], None),
    ("Công bố tiến độ ⟨vào 7 giờ 30 sáng thứ Hai⟩.", ["weekly"], None),
    ("Loa thôn phát ⟨mỗi tuần 02 lần vào thứ ba, thứ bảy⟩.", ["weekly"], None),
    ("Báo cáo tháng gửi về phòng ⟨trước ngày 18⟩.", ["monthly"], None),
    ("Tiền hỗ trợ được chi trả ⟨theo quý⟩.", ["quarterly"], None),
    ("Báo cáo nhanh ⟨10 ngày một lần⟩.", ["unspecified"], None),
    ("Các đoàn thể ⟨một quý đi cơ sở ít nhất 02 lần⟩.", ["quarterly"], None),
    ("Khám lưu động ⟨02 lượt/xã/năm⟩.", ["semiannual"], None),
    ("Tiêm phòng ⟨02 đợt tập trung/năm (tháng 4 và tháng 9)⟩.", ["semiannual"], "2022-09-30"),
    ("Đánh giá chia ⟨hai kỳ (tháng 4 và tháng 9)⟩.", ["semiannual"], "2022-09-30"),
    ("Cán bộ về thôn ⟨tối thiểu 3 ngày/tuần⟩.", ["weekly"], None),
    ("Phát thanh ⟨02 lần/ngày trong suốt thời gian từ 05/9 đến 20/9/2022⟩.", ["daily"], "2022-09-20"),
    ("⟨Từ ngày 10/10/2022, thứ Sáu hằng tuần⟩ tổng hợp tiến độ.", ["weekly"], None),
    ("Hội vận động ⟨mỗi tháng⟩ 20 suất quà.", ["monthly"], None),
    ("Họp tổ ⟨định kỳ 01 lần/quý⟩.", ["quarterly"], None),
    ("Báo cáo UBND tỉnh trước 16 giờ 30 phút ⟨hằng ngày⟩.", ["daily"], None),
]


def _marked(sentence: str) -> tuple[str, str]:
    before, rest = sentence.split("⟨")
    quote, after = rest.split("⟩")
    return before + quote + after, quote


@pytest.mark.parametrize(("sentence", "kind", "first", "last"), DATES)
def test_days(sentence: str, kind: str, first: str | None, last: str | None) -> None:
    text, quote = _marked(sentence)
    assert [(d.span.of(text), d.kind, d.starts_on, d.ends_on) for d in read(text)] == [(quote, kind, first, last)]


@pytest.mark.parametrize(("sentence", "codes", "last"), RHYTHMS)
def test_rhythms(sentence: str, codes: list[str], last: str | None) -> None:
    text, quote = _marked(sentence)
    assert [(d.span.of(text), d.kind, list(d.recurrence), d.ends_on) for d in read(text)] == [(quote, "recurring", codes, last)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Năm 2022, phấn đấu giảm 2% hộ nghèo",
        "Thực hiện Quyết định số 15/QĐ-UBND ngày 20/12/2022 của UBND tỉnh về nhà ở đến năm 2025",
        "Đề án phát triển sinh kế giai đoạn 2021-2025, định hướng đến năm 2030",
        "Thực hiện Chiến lược dinh dưỡng đến năm 2030",
        "Ngày 05/4/2022 đã tổ chức lớp tập huấn",
        "Tính đến ngày 30/6/2022 có 12 hộ thoát nghèo",
        "Số hộ nghèo cuối năm 2021 là 150 hộ",
        "Bố trí kinh phí hằng năm cho các xã",
        "Triển khai kịp thời, thường xuyên các chính sách",
        "Trợ giúp đột xuất cho hộ gặp thiên tai, khó khăn đột xuất",
        "Chi trả trợ cấp xã hội hằng tháng cho người cao tuổi",
        "Hằng năm giảm 2% số hộ nghèo",
        "Mỗi năm mở 12 lớp dạy nghề cho phụ nữ",
        "Bàn giao trong năm 2022 tối thiểu 15 cầu dân sinh",
        "Cho hộ nghèo vay vốn trong ít nhất 24 tháng",
        "Cấp nước cho các xã trong mùa khô",
        "Vay vốn trong thời hạn tối đa 36 tháng",
        "Đào tạo nghề cho 50 người trong năm 2022",
        "Xây dựng nông thôn mới giai đoạn 2021 - 2025",
        "Mở lớp thứ hai cho phụ nữ",
        "Hộ tách khẩu trong vòng 12 tháng trước rà soát",
        "Hộ vay hoàn trả vốn sau 24 tháng",
        "Từ đầu năm đến nay có 12 hộ thoát nghèo",
        "Tính thu nhập từ tháng 7/2021 đến hết tháng 6/2022",
        "Tổng hợp nhu cầu gạo cứu đói dịp Tết",
        "Hằng năm ngân sách huyện và ngân sách các xã cho ủy thác thêm 2-3 tỷ đồng",
        "Hỗ trợ mỗi tháng 15 kg gạo",
    ],
)
def test_what_is_none(sentence: str) -> None:
    assert read(sentence) == ()


def test_bases_and_situations_hold_none() -> None:
    assert read("Căn cứ Luật Nhà ở năm 2014, có hiệu lực từ ngày 01/7/2022;") == ()
    assert read("Xét đề nghị của Sở Y tế tại Tờ trình số 12/TTr-SYT ngày 05/01/2022 về hỗ trợ dịp Tết Nguyên đán;", None) == ()
    assert read("Đến cuối năm 2022, huyện còn 120 hộ nghèo.", SectionKind.SITUATION) == ()


@pytest.mark.parametrize(
    ("line", "title", "agency"),
    [
        ("Tổng hợp báo cáo hằng quý.", "Phòng Nội vụ", "Phòng Nội vụ"),
        ("Phát động ủng hộ trước ngày 17/10.", "Đề nghị Ủy ban Mặt trận Tổ quốc tỉnh:", "Ủy ban Mặt trận Tổ quốc tỉnh"),
        ("Sở Xây dựng hướng dẫn mẫu nhà trước ngày 15/4/2022.", "Nhà ở", "Sở Xây dựng"),
        ("Giao Phòng Tài chính - Kế hoạch phân bổ vốn xong trước ngày 30/4.", "Kinh phí", "Phòng Tài chính - Kế hoạch"),
        (
            "Căn cứ nhiệm vụ của ngành, Thủ trưởng các phòng, Chủ tịch UBND các xã chủ động xây dựng kế hoạch trước ngày 10/4/2022.",
            "Chế độ báo cáo",
            "Thủ trưởng các phòng, Chủ tịch UBND các xã",
        ),
        ("Đề nghị Chính phủ hỗ trợ gạo nhân dịp Tết Nguyên đán.", "Nhiệm vụ", "Chính phủ"),
        ("Hoàn thành trước ngày 30/9/2022.", "Nhiệm vụ trọng tâm", None),
        ("Hằng quý, Ban Chỉ đạo giảm nghèo huyện họp đánh giá.", "Nhiệm vụ", "Ban Chỉ đạo giảm nghèo huyện"),
        ("UBND xã giao Trạm Y tế xã khám cho hộ nghèo trước ngày 30/6/2022.", "Y tế", "Trạm Y tế xã"),
        ("Chế độ thông tin: các thôn báo cáo trước ngày 20 hằng tháng.", "Nhiệm vụ", "các thôn"),
        ("Phân công thành viên phụ trách thôn trước ngày 20/4/2022.", "Ban Chỉ đạo xã", "Ban Chỉ đạo xã"),
        ("Báo Yên Bái mở chuyên mục hằng tuần.", "Truyền thông", "Báo Yên Bái"),
        ("Phòng Nội vụ mở lớp cho 120 người, Phòng Tư pháp hòa giải xong trước ngày 20/6/2022.", "Nhiệm vụ", "Phòng Tư pháp"),
        ("Phối hợp với Công an huyện, Phòng Tư pháp tổ chức trước ngày 20/6/2022.", "Phòng Nội vụ", "Phòng Nội vụ"),
        ("Hướng dẫn các xã, phường lập hồ sơ trước ngày 20/6/2022.", "Phòng Nội vụ", "Phòng Nội vụ"),
        ("Chỉ đạo Trung tâm Y tế huyện khám xong trước ngày 20/6/2022.", "Sở Y tế", "Trung tâm Y tế huyện"),
        ("Giao Phòng Kinh tế làm đầu mối, trước ngày 20/6/2022.", "UBND các xã", "UBND các xã"),
        ("Phiếu điều tra do Bảo hiểm xã hội huyện nhập, xong trước ngày 20/6/2022.", "Nhiệm vụ", "Bảo hiểm xã hội huyện"),
        ("Các trường mầm non, tiểu học rà danh sách trước ngày 20/9/2022.", "Nhiệm vụ", "Các trường mầm non, tiểu học"),
        ("Xã nào có tỷ lệ hộ nghèo trên 25% phải họp hằng tháng.", "UBND các xã", "Xã nào có tỷ lệ hộ nghèo trên 25%"),
        ("Cơ quan thường trực, tham mưu kiện toàn Tổ công tác trước ngày 20/4/2022.", "Phòng Dân tộc", "Phòng Dân tộc"),
        (
            "Căn cứ Kế hoạch này, Chủ tịch UBND các xã, Thủ trưởng các cơ quan, ban ngành huyện lập kế hoạch trước ngày 20/4/2022.",
            "Tổ chức thực hiện",
            "Chủ tịch UBND các xã, Thủ trưởng các cơ quan, ban ngành huyện",
        ),
        ("Trước mắt trong tháng 4/2022, các xã lập danh sách.", "Nhiệm vụ", "các xã"),
        ("Cứ 3 tháng một lần, Hội Nông dân đánh giá.", "Nhiệm vụ", "Hội Nông dân"),
        ("Trong 5 ngày làm việc đầu tháng, các xã nộp số liệu.", "Nhiệm vụ", "các xã"),
        ("Xong trước ngày 20/4/2022, Phòng Tư pháp viết chuyên đề hòa giải.", "Tài liệu", "Phòng Tư pháp"),
        ("Ban Chỉ đạo Chương trình huyện họp hằng quý.", "Nhiệm vụ", "Ban Chỉ đạo Chương trình huyện"),
        ("Gửi danh sách trước ngày 30/4/2022.", "Hiệp hội Doanh nghiệp tỉnh", "Hiệp hội Doanh nghiệp tỉnh"),
    ],
)
def test_who(line: str, title: str, agency: str | None) -> None:
    assert [d.agency_text for d in read(line, SectionKind.ORGANISATION, title)] == [agency]


def test_who_of_each_time() -> None:
    line = "UBND xã gửi kết quả trước ngày 10/11/2022, huyện thẩm định trước ngày 20/11/2022."
    assert [d.agency_text for d in read(line, SectionKind.ORGANISATION, "Rà soát")] == ["UBND xã", "huyện"]


def test_who_by_the_sentence_before() -> None:
    line = "Trưởng các phòng lập kế hoạch riêng. Báo cáo gửi trước ngày 20/6/2022."
    assert [d.agency_text for d in read(line, SectionKind.REPORTING, "Chế độ báo cáo")] == ["Trưởng các phòng"]
    assert [d.agency_text for d in read(line, SectionKind.TASKS, "Nhiệm vụ")] == [None]


def test_who_by_the_canonical_name() -> None:
    (found,) = read("Sở LĐ-TB&XH tổng hợp báo cáo trước ngày 15/4/2022.", SectionKind.ORGANISATION, "Tổ chức thực hiện")
    assert (found.agency_text, found.agency) == ("Sở LĐ-TB&XH", "Sở Lao động - Thương binh và Xã hội")


def test_reports_and_to_whom() -> None:
    line = "Xây dựng kế hoạch trước ngày 10/4/2022; báo cáo Ủy ban nhân dân huyện kết quả trước ngày 30/11/2022 (qua Phòng Nội vụ)."
    first, second = read(line)
    assert (first.reporting, first.recipient, first.action) == (False, None, "Xây dựng kế hoạch")
    assert (second.reporting, second.recipient, second.action) == (True, "Ủy ban nhân dân huyện", "báo cáo Ủy ban nhân dân huyện kết quả")


MANY_YEARS = Header(period_start=2021, period_end=2025, issued="2021-06-01")


def test_days_of_every_year() -> None:
    """A plan of several years: a day, month or quarter without a year comes each year, first in the year of issue."""
    found = read("Lập danh sách trước ngày 30/9; nghiệm thu trong quý IV; tổng kết trước ngày 30/11/2025.", header=MANY_YEARS)
    assert [(d.kind, list(d.recurrence), d.ends_on) for d in found] == [
        ("recurring", ["annual"], "2021-09-30"),
        ("recurring", ["annual"], "2021-12-31"),
        ("date", [], "2025-11-30"),
    ]


@pytest.mark.parametrize(
    ("sentence", "first", "last"),
    [
        ("Rà soát ⟨từ ngày 01/9 đến hết ngày 14/12 hằng năm⟩.", "2021-09-01", "2021-12-14"),
        ("Rà soát ⟨từ ngày 01/9 và hoàn thành trước ngày 10/11 hằng năm⟩.", "2021-09-01", "2021-11-10"),
        ("Giao chỉ tiêu cho từng xã ⟨trong quý I⟩; chỉ đạo các phòng.", "2021-01-01", "2021-03-31"),
        ("Gửi danh sách ⟨chậm nhất ngày 31/01 năm sau⟩.", None, "2022-01-31"),
        ("Thăm hộ nghèo ⟨vào dịp Ngày vì người nghèo 17/10 hằng năm⟩.", None, "2021-10-17"),
    ],
)
def test_the_first_of_what_comes_each_year(sentence: str, first: str | None, last: str) -> None:
    text, quote = _marked(sentence)
    assert [(d.span.of(text), d.kind, d.starts_on, d.ends_on) for d in read(text, header=MANY_YEARS)] == [(quote, "recurring", first, last)]


def test_what_comes_each_year_in_a_plan_issued_at_the_end_of_its_first() -> None:
    late = Header(period_start=2021, period_end=2025, issued="2021-12-28")
    found = read("Lập danh sách trước ngày 30/6 hằng năm; báo cáo trước ngày 31/12 hằng năm.", header=late)
    assert [d.ends_on for d in found] == ["2022-06-30", "2021-12-31"]


def test_a_plan_of_several_years_names_the_year_of_an_act() -> None:
    line = "Năm 2023 tổ chức sơ kết; quý III năm 2024 kiểm tra, cấp xã làm xong trước tháng 6; báo cáo 6 tháng trước ngày 10/6."
    assert [(d.kind, list(d.recurrence), d.ends_on) for d in read(line, header=MANY_YEARS)] == [
        ("period", [], "2023-12-31"),
        ("period", [], "2024-09-30"),
        ("date", [], "2024-05-31"),
        ("recurring", ["semiannual"], "2021-06-10"),
    ]


def test_a_paper_of_autumn_that_goes_on_into_the_next_year() -> None:
    """A day without a year is the next such day."""
    autumn = Header(period_start=2024, period_end=2025, issued="2024-10-20")
    found = read("Rà soát xong trước 15/11; thăm hộ nghèo trước 20/01; báo cáo năm trước ngày 10/12.", header=autumn)
    assert [(d.kind, d.ends_on) for d in found] == [("date", "2024-11-15"), ("date", "2025-01-20"), ("recurring", "2025-12-10")]


@pytest.mark.parametrize(
    ("sentence", "codes", "last"),
    [
        ("Báo cáo kết quả ⟨trước ngày 04/6 và 04/12 hằng năm⟩.", ["semiannual"], "2021-12-04"),
        ("Phê duyệt danh mục ⟨chậm nhất tháng 3 hằng năm⟩.", ["annual"], "2021-03-31"),
        ("Trình kế hoạch ⟨quý III hằng năm⟩.", ["annual"], "2021-09-30"),
        ("Báo cáo ⟨06 tháng (gửi trước ngày 12/6 hằng năm)⟩.", ["semiannual"], "2021-06-12"),
    ],
)
def test_times_of_every_year(sentence: str, codes: list[str], last: str) -> None:
    text, quote = _marked(sentence)
    assert [(d.span.of(text), d.kind, list(d.recurrence), d.ends_on) for d in read(text, header=MANY_YEARS)] == [
        (quote, "recurring", codes, last)
    ]


def test_years_of_a_plan_of_several() -> None:
    line = "Năm 2022 hoàn thành 50% số nhà, đạt 97% vào năm 2024; sơ kết vào năm 2023; thực hiện từ năm 2022 đến hết năm 2025."
    assert [(d.span.of(line), d.ends_on) for d in read(line, header=MANY_YEARS)] == [("vào năm 2023", "2023-12-31")]


def test_a_stretch_made_longer() -> None:
    line = "Điều tra từ ngày 10/9 đến hết ngày 30/9/2022; các xã vùng cao được kéo dài thêm 05 ngày."
    assert [(d.span.of(line), d.ends_on) for d in read(line)] == [
        ("từ ngày 10/9 đến hết ngày 30/9/2022", "2022-09-30"),
        ("thêm 05 ngày", "2022-10-05"),
    ]


def test_days_for_each_case() -> None:
    line = "Thi công không quá 90 ngày đối với nhà xây mới và 40 ngày đối với nhà sửa chữa."
    assert [d.span.of(line) for d in read(line)] == ["không quá 90 ngày", "40 ngày"]


def test_an_interval_before_those_with_their_days() -> None:
    line = "Báo cáo Sở Nội vụ quý, 6 tháng (trước 12/6) và năm (trước 02/12); Sở gửi tỉnh trước ngày 20 cùng tháng."
    assert [(d.span.of(line), list(d.recurrence), d.ends_on) for d in read(line)][:3] == [
        ("quý", ["quarterly"], None),
        ("6 tháng (trước 12/6)", ["semiannual"], "2022-06-12"),
        ("năm (trước 02/12)", ["annual"], "2022-12-02"),
    ]


def test_two_months_and_two_feasts_are_two() -> None:
    line = "Mở chợ phiên việc làm vào tháng 4 và tháng 10/2022; tặng quà dịp Tết Nguyên đán, Ngày Thương binh - Liệt sĩ 27/7."
    assert [(d.span.of(line), d.starts_on, d.ends_on) for d in read(line)] == [
        ("vào tháng 4", "2022-04-01", "2022-04-30"),
        ("tháng 10/2022", "2022-10-01", "2022-10-31"),
        ("dịp Tết Nguyên đán", None, None),
        ("Ngày Thương binh - Liệt sĩ 27/7", None, "2022-07-27"),
    ]


def test_each_interval_with_its_day() -> None:
    line = "Các xã báo cáo 6 tháng trước ngày 08/6, năm trước ngày 02/12 về Phòng Nội vụ."
    assert [(d.span.of(line), list(d.recurrence), d.ends_on) for d in read(line)] == [
        ("6 tháng trước ngày 08/6", ["semiannual"], "2022-06-08"),
        ("năm trước ngày 02/12", ["annual"], "2022-12-02"),
    ]


def test_a_report_at_one_of_two_times() -> None:
    first, second = read("Kiểm tra các công trình từ ngày 01/8/2022, báo cáo UBND huyện chậm nhất ngày 20/9/2022.")
    assert (first.reporting, second.reporting) == (False, True)


def test_a_project_s_leader_must() -> None:
    lines = ("Cơ quan chủ trì: Sở Công Thương.", "Tiến độ: khởi công trước ngày 30/4/2022.")
    text = "\n".join(lines)
    document = Document.of(Parsed(tuple(Block(line) for line in lines), "text"))
    section = Section(0, None, 1, "1.", "Xây chợ", SectionKind.TASKS, Span(0, len(text)), Span(0, 0))
    items = (Item(lines[0], 0, section), Item(lines[1], len(lines[0]) + 1, section))
    assert [d.agency_text for d in find(Paper(document, HEADER, (section,), items))] == ["Sở Công Thương"]


def test_a_numbered_sentence_is_no_heading() -> None:
    line = "Đến năm 2025, có tối thiểu 03 xã đạt chuẩn nông thôn mới; 100% thôn có điện"
    document = Document.of(Parsed((Block(line + "."),), "text"))
    section = Section(0, None, 1, "3)", line, SectionKind.TARGETS, Span(0, len(line)), Span(0, len(line)))
    (found,) = find(Paper(document, HEADER, (section,), (Item(line, 0, section, title=True),)))
    assert found.ends_on == "2025-12-31"


def _table(*rows: tuple[str, ...]) -> Document:
    blocks = []
    for r, row in enumerate(rows):
        at, cells = 0, []
        for c, text in enumerate(row):
            cells.append(Cell(r, c, Span(at, at + len(text)), header=r == 0))
            at += len(text) + 3
        blocks.append(Block(" | ".join(row), BlockKind.TABLE_ROW, table=0, cells=tuple(cells)))
    return Document.of(Parsed(tuple(blocks), "text"))


def test_time_cells_give_a_deadline_a_row() -> None:
    document = _table(
        ("TT", "Nội dung", "Cơ quan chủ trì", "Thời gian hoàn thành"),
        ("1", "Ban hành kế hoạch", "Phòng Nội vụ", "Trước ngày 15/4/2022"),
        ("2", "Tập huấn", "Phòng Tư pháp", "Quý II"),
        ("3", "Báo cáo kết quả", "Các xã", "Hằng quý"),
        ("4", "Tuyên truyền", "Các xã", "Thường xuyên"),
        ("5", "Nghiệm thu", "Các xã", "31/12/2022"),
        ("6", "Bàn giao", "Các xã", "nt"),
        ("7", "Phỏng vấn hộ", "Các xã", "08/10 - 25/10"),
        ("8", "Tập huấn lại", "Các xã", "04/9 và 05/9"),
    )
    found = find(Paper(document, HEADER, (), ()))
    assert [(d.span.of(document.text), d.kind, d.ends_on, d.agency_text, d.action) for d in found] == [
        ("Trước ngày 15/4/2022", "date", "2022-04-15", "Phòng Nội vụ", "Ban hành kế hoạch"),
        ("Quý II", "period", "2022-06-30", "Phòng Tư pháp", "Tập huấn"),
        ("Hằng quý", "recurring", None, "Các xã", "Báo cáo kết quả"),
        ("31/12/2022", "date", "2022-12-31", "Các xã", "Nghiệm thu"),
        ("nt", "date", "2022-12-31", "Các xã", "Bàn giao"),
        ("08/10 - 25/10", "period", "2022-10-25", "Các xã", "Phỏng vấn hộ"),
        ("04/9 và 05/9", "period", "2022-09-05", "Các xã", "Tập huấn lại"),
    ]
    assert found[2].reporting


def test_a_ditto_mark_is_the_lead_above() -> None:
    document = _table(
        ("Nội dung", "Chủ trì", "Thời gian"),
        ("Tập huấn", "Phòng Nội vụ", "Quý II"),
        ("Tổng kết", "-nt-", "Tháng 12"),
    )
    paper = Paper(document, HEADER, (), ())
    assert [d.agency_text for d in find(paper)] == ["Phòng Nội vụ", "Phòng Nội vụ"]


def test_a_yearly_report_beside_one_of_each_quarter() -> None:
    found = read("Báo cáo quý trước ngày 20 của tháng cuối quý, báo cáo năm trước ngày 05/12/2022.")
    assert [(list(d.recurrence), d.ends_on) for d in found] == [(["quarterly"], None), (["annual"], "2022-12-05")]


def test_two_weeks_of_one_month() -> None:
    found = read("Mở lớp tuần thứ hai và tuần thứ tư của tháng 5.")
    assert [(d.starts_on, d.ends_on) for d in found] == [("2022-05-08", "2022-05-14"), ("2022-05-22", "2022-05-28")]


def test_what_is_more_often_at_the_end_of_the_year() -> None:
    found = read("Phát chuyên mục 01 số/tháng kể từ tháng 3, quý IV tăng lên 02 số/tháng.")
    assert [(list(d.recurrence), d.starts_on, d.ends_on) for d in found] == [
        (["monthly"], "2022-03-01", None),
        (["monthly"], "2022-10-01", "2022-12-31"),
    ]


def test_shares_and_notes_of_a_row() -> None:
    document = _table(
        ("Nội dung", "Chủ trì", "Thời gian", "Ghi chú"),
        ("Xóa nhà tạm", "Các xã", "6 tháng đầu năm (60%), quý III (40%)", ""),
        ("Tổng kết", "Phòng Nội vụ", "Tháng 12", "Hồ sơ trình trước 30/11"),
    )
    found = find(Paper(document, HEADER, (), ()))
    assert [(d.span.of(document.text), d.starts_on, d.ends_on, d.agency_text) for d in found] == [
        ("6 tháng đầu năm", "2022-01-01", "2022-06-30", "Các xã"),
        ("quý III", "2022-07-01", "2022-09-30", "Các xã"),
        ("Tháng 12", "2022-12-01", "2022-12-31", "Phòng Nội vụ"),
        ("trước 30/11", None, "2022-11-30", "Phòng Nội vụ"),
    ]


def test_a_day_of_each_quarter_and_one_of_the_year_are_two() -> None:
    found = read("Gửi báo cáo trước ngày 25 của tháng cuối quý, trước 20/11 đối với báo cáo năm.")
    assert [(list(d.recurrence), d.ends_on) for d in found] == [(["quarterly"], None), ([], "2022-11-20")]


@pytest.mark.parametrize("unit", ["chỉ đạo, ", "Sở Y tế, ", "; "])
def test_a_long_list_is_read_quickly(unit: str) -> None:
    began = perf_counter()
    assert len(read(unit * (6000 // len(unit)) + "trước ngày 20/5.")) == 1
    assert perf_counter() - began < 5


def test_so_many_times_a_week_is_a_rhythm_and_no_quantity() -> None:
    text = "KẾ HOẠCH\nGiảm nghèo năm 2023\nI. NHIỆM VỤ\n- Các xã đọc tin trên loa mỗi tuần 2 buổi.\n- Rà soát văn bản."
    whole = paper_of(text)
    assert [d.span.of(whole.document.text) for d in find(whole)] == ["mỗi tuần 2 buổi"]
    assert [d.recurrence for d in find(whole)] == [("weekly",)]
    assert targets.find(whole) == ()

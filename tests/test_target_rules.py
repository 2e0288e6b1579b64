"""What is an item and what lays down a rule; directions that go on; own sentences."""

from __future__ import annotations

import pytest

from extract.model import Block, Document, Header, Item, Paper, Parsed, Section, SectionKind, Span, Target
from extract.patterns.targets import find

SITUATION, TARGETS, TASKS, FUNDING = SectionKind.SITUATION, SectionKind.TARGETS, SectionKind.TASKS, SectionKind.FUNDING


def read(text: str, kind: SectionKind = TASKS, title: str = "Nhiệm vụ") -> list[Target]:
    document = Document.of(Parsed((Block(text),), "txt"))
    section = Section(0, None, 1, "I.", title, kind, Span(0, len(text)), Span(0, 0))
    return list(find(Paper(document, Header(period_start=2023, period_end=2023), (section,), (Item(text, 0, section),))))


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Huyện còn 12 xã trên 25% hộ nghèo.", [12]),
        ("Hiện có 5/14 xã tỷ lệ hộ nghèo còn trên 40%.", [5]),
        ("Trạm Y tế khám lưu động 02 đợt/năm.", []),
        ("Biên bản lập thành 03 bản.", []),
        ("Chủ đầu tư nào giải ngân dưới 50% thì điều chuyển vốn.", []),
        ("Thanh toán hai lần, lần đầu 60% sau khi xong móng.", []),
        ("Đã thu hoạch đợt 1, bán được 20 con dê.", [20]),
        ("Thực hiện cả 4 tiểu dự án.", []),
        ("Mỗi nhà kiểm tra ít nhất 02 lần: khi đổ móng và khi lợp mái.", [2]),
        ("Cán bộ được tập huấn ít nhất 01 lần trong năm.", []),
        ("Nhà mới có tuổi thọ từ 20 năm trở lên.", [20]),
        ("Đầu tư 30 công trình, gồm 18 công trình giao thông, 07 thủy lợi, 05 điện.", [30, 18, 7, 5]),
        ("Tỷ lệ đối ứng: xã nghèo không bắt buộc, xã còn lại từ 3% đến 5%.", []),
        ("Thu nhập của hộ mới bằng 3/4 bình quân toàn xã.", [0.75]),
        ("Giao mỗi tổ chức giúp đỡ từ 02 xã trở lên.", [2]),
    ],
)
def test_what_is_kept(text: str, values: list[float]) -> None:
    assert [t.value for t in read(text)] == values


def test_money_spent_of_a_whole() -> None:
    spent, whole = read("Đã giải ngân được 900 triệu đồng trên 1.200 triệu đồng.", SITUATION, "Kết quả")
    assert (spent.kind, whole.kind) == ("baseline", "budget")
    (ratio,) = read("Mới giải ngân 1.250/1.400 triệu đồng.", SITUATION, "Kết quả")
    assert (ratio.kind, ratio.value) == ("baseline", 1_250_000_000)
    assert [t.kind for t in read("Vốn ngân sách huyện ủy thác cho vay tăng thêm 2 tỷ đồng.")] == ["target"]
    assert [t.kind for t in read("Vốn tín dụng tăng thêm 2 tỷ đồng.", FUNDING, "Kinh phí")] == ["budget"]


@pytest.mark.parametrize(
    ("text", "directions"),
    [
        ("Tiểu học đến trường đạt 99%, trung học cơ sở 95%.", ["up", "up"]),
        ("Số hộ nghèo còn 60 hộ (3,2%).", ["down", "down"]),
        ("Cuối năm đưa số hộ nghèo về 60 hộ, tương ứng 3,2%.", ["down", "down"]),
        ("Có thêm 02 xã đạt chuẩn nông thôn mới.", ["up"]),
        ("Lao động qua đào tạo đạt 60%, tỷ lệ thất nghiệp dưới 2%.", ["up", None]),
    ],
)
def test_directions(text: str, directions: list[str | None]) -> None:
    assert [t.direction for t in read(text, TARGETS, "Chỉ tiêu")] == directions

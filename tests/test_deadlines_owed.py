"""Deadlines under a heading without a number that names who must act."""

from pathlib import Path

from extract.parsers import Options
from extract.reading import read

PLAN = """ỦY BAN NHÂN DÂN
TỈNH PHÚ YÊN
Số: 12/KH-UBND
Phú Yên, ngày 05 tháng 3 năm 2022

KẾ HOẠCH
Giảm nghèo bền vững năm 2022

I. MỤC TIÊU
- Phấn đấu đến cuối năm 2022 tỷ lệ hộ nghèo còn 4%.
II. TỔ CHỨC THỰC HIỆN
Sở Xây dựng
- Hướng dẫn các huyện làm dứt điểm 18 nhà còn lại trước 30/6/2022.
UBND các huyện, thị xã, thành phố
- Bố trí vốn đối ứng, giao chỉ tiêu đến từng xã trước 25/4/2022.
"""


def test_a_heading_without_a_number_tells_who_is_bound(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_text(PLAN, encoding="utf-8")
    found = {one.ends_on: one.agency_text for one in read(path, Options()).deadlines}
    assert found == {
        "2022-12-31": None,
        "2022-06-30": "Sở Xây dựng",
        "2022-04-25": "UBND các huyện, thị xã, thành phố",
    }

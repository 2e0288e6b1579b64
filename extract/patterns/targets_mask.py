"""Figures that count nothing: numbers and dates of documents, articles, names of programmes, ages and terms. They are blanked
before quantities are sought, character for character."""

from __future__ import annotations

from extract.patterns.pattern import pattern

BLANK = "·"

DOCUMENT_NUMBER = pattern(
    "number of a document, blanked",
    catches={
        "theo Quyết định số 15/2020/QĐ-UBND tỉnh": "15/2020/qđ-ubnd",
        "Nghị quyết 08- NQ/HU": "08- nq/hu",
        "Chỉ thị số 05-CT/TW": "05-ct/tw",
    },
    misses=("giảm 2%/năm", "01 mô hình/xã", "hỗ trợ 50 triệu đồng/hộ"),
    regex=r"""(?<![\w.,]) \d{1,6} (?:\s?/\s?\d{4})?
        (?: \s?/\s? (?!năm|hộ|người|tháng|xã|lao|mô|thôn|bản|căn|quý|ngày|huyện|lớp|ha\b|con|km|suất|lần|nhà|đối|em\b|cháu)[a-zđ]{1,8}
          | \s?-\s?(?:nq|ct|cv|kl|qđ|kh|tb|hd|đa|ttr|nđ|tt|cttr|bc|thv)\b )
        [-a-zđ0-9/]{0,30}""",
)
DATE = pattern(
    "date, blanked",
    catches={
        "ngày 05 tháng 9 năm 2022 của": "ngày 05 tháng 9 năm 2022",
        "trước 15/6/2021 phải": "15/6/2021",
        "trong tháng 12/2023": "tháng 12/2023",
        "đến năm 2025 đạt": "năm 2025",
        "giai đoạn 2016 - 2020 là": "giai đoạn 2016 - 2020",
        "quý II/2023": "quý ii/2023",
    },
    misses=("có 2.025 hộ", "đạt 12/15 xã", "giảm 20% số hộ", "dưới 3 tháng 1.000 người"),
    regex=r"""
      ngày\s\d{1,2}\s?(?:/|-|\.|tháng\s)\s?\d{1,2} (?:\s?(?:/|-|\.|năm\s)\s?\d{4})?
    | (?<![\d/]) \d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?(?:19|20)\d{2} (?!\d)
    | tháng\s\d{1,2} (?:\s?(?:/|-|năm\s)\s?\d{4})? (?!\d|[.,]\d{3})
    | quý\s(?:[1-4]|iv|i{1,3})\b (?:\s?(?:/|năm\s)\s?\d{4})?
    | (?:giai\sđoạn|thời\skỳ|nhiệm\skỳ|từ\snăm|năm\shọc|năm|các\snăm)\s(?:19|20)\d{2} (?:\s?(?:-|đến\snăm|đến|/|,|và)\s?(?:19
          |20)\d{2}){0,4} (?!\d)
    | (?<![\d.,]) (?:19|20)\d{2}\s?-\s?(?:19|20)\d{2} (?![\d.,])
    | (?<=[(,]) (?:19|20)\d{2} (?=[),])
    """,
)
NAMED = pattern(
    "number in a name, blanked",
    catches={
        "xã thuộc Chương trình 135 được": "chương trình 135",
        "Dự án 2, 3 và 4 của": "dự án 2, 3 và 4",
        "khoản 2 Điều 7 Luật": "khoản 2",
        "tại thôn 5 còn": "thôn 5",
        "thu hoạch đợt 1, lãi": "đợt 1",
        "theo Nghị quyết số 88 của": "nghị quyết số 88",
    },
    misses=("01 dự án 20 hộ tham gia", "hỗ trợ 02 dự án", "đạt 2 tiêu chí"),
    regex=r"""(?<!\d\s) (?<!\w)
      (?: chương\ trình | tiểu\ dự\ án | dự\ án | đề\ án | nội\ dung | điều | khoản | điểm | mục | phụ\ lục | phụ\ biểu
          | biểu\ mẫu | biểu | mẫu | bảng | quyết\ định | nghị\ quyết | nghị\ định | thông\ tư
        | chỉ\ thị | công\ văn | thôn | ấp | khóm | khu\ phố | xóm | tổ\ dân\ phố | (?<!cơ\ )bản | quận | phường | tiêu\ chí
          | quốc\ lộ | (?<!mỗi\ )đợt | vòng | bước | khu\ vực | thứ | cấp\ độ | mức )
      (?:\ số|\ thành\ phần)? \s? \d{1,4}+ [a-c]? (?![\d%.,]\d) (?!\s?(?:%|hộ|triệu|tỷ|đồng|người|lượt|nghìn|lao|nhà\ |căn
          |mô\ hình|công\ trình|lớp)) (?: \s?(?:,|và
          |-)\s?\d{1,2} (?!\d|\s?%|,\d|\s(?:xã|hộ|thôn|bản|mô|lớp|công|huyện|người|lao|dự|khóa|lượt|căn|nhà|ấp)\b) ){0,6}""",
)
TERM = pattern(
    "age or term, blanked",
    catches={
        "trẻ em từ 6 đến dưới 16 tuổi": "từ 6 đến dưới 16 tuổi",
        "trong 03 tháng": "03 tháng",
        "người từ đủ 80 tuổi trở lên": "80 tuổi",
        "dưới 5 tuổi": "5 tuổi",
        "sau 24 giờ": "24 giờ",
    },
    misses=("năm hộ nghèo", "50% người cao tuổi", "giảm 2 - 3% mỗi năm"),
    regex=r"""(?: từ\s\d{1,3}\s?(?:-|đến|đến\sdưới)\s?)? (?<![\w.,]) \d{1,3} (?:\s?-\s?\d{1,3})? \s(?:tháng\stuổi|tuổi|tháng|năm
          |ngày(?!\s(?:hội|công))|giờ(?!\sphát)|phút|tuần|tiết|lần(?!\sso)\s?/)(?!\w)""",
)


PER_THOUSAND = pattern(
    "what a rate is told of, blanked",
    catches={
        "giảm tỷ suất tử vong trẻ dưới 1 tuổi trên 1.000 trẻ đẻ sống xuống": "trên 1.000 trẻ đẻ sống",
        "xuống 550/100.000 trẻ em vào": "/100.000 trẻ em",
        "còn 16/100.000 vào năm": "/100.000",
        "13 bác sĩ/vạn dân": "/vạn dân",
    },
    misses=("hỗ trợ trên 1.000 hộ", "đạt 112/2.671 hộ", "cho trên 1.000 trẻ em"),
    regex=r"""(?: (?<=\d)\s?/\s?10{2,3}\.?000(?!\d) (?:\s(?:trẻ\ em|trẻ\ đẻ\ sống|trẻ|dân|người|phụ\ nữ|ca\ sinh|lao\ động))?
        | \btrên\ 10{0,2}\.000\ (?:trẻ\ (?:đẻ|sinh)\ (?:sống|ra)|ca\ sinh|dân(?=\ (?:là|còn|đạt|xuống|dưới)))
        | /\s?(?:một\ |1\ )?vạn\ dân )""",
)


def blanked(key: str) -> str:
    """A keyed text, as long as before, with figures that count nothing blanked.

    >>> blanked("năm 2021 còn 50 hộ")
    '········ còn 50 hộ'
    """
    for mask in (PER_THOUSAND, DOCUMENT_NUMBER, DATE, NAMED, TERM):
        key = mask.sub(lambda m: BLANK * len(m.group()), key)
    return key

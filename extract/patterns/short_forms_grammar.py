"""How a paper is pointed back to without its whole number: the expressions."""

from __future__ import annotations

from extract.model import DocType
from extract.patterns.legal_types import alternatives, words
from extract.patterns.pattern import pattern

# Figures and letters that stand for a kind of paper; the rest of them are type words of `documents.toml` ("QĐ", "NQ").
ABBREVIATIONS = {"kh": DocType.PLAN, "ctr": DocType.PROGRAMME}
_NO_PAPER = frozenset({DocType.OTHER, DocType.REPORT})
_TYPES = alternatives([word for word, code in words().items() if code not in _NO_PAPER and word not in ("văn bản", "hiến pháp")])
_POINTERS = r"này|(?:đã\s|vừa\s)?nêu(?:\s(?:ở\s)?trên)?|(?:nói|kể)\strên|trên\sđây|đó|ấy"
# "trên" points back only where nothing it could be a preposition of follows: "Kế hoạch trên địa bàn tỉnh" is none.
_ABOVE = r"trên(?=\s{0,2}(?:$|[\n,;.:)\]/]|(?:đã|được|và|thì|là|để|có|cho|nếu|trước|trong|theo|do|phải|cần)\s))"

POINTING = pattern(
    "paper pointed back to",
    catches={
        "chịu trách nhiệm thi hành Quyết định này": "quyết định này",
        "theo mức tại Nghị quyết nêu trên.": "nghị quyết nêu trên",
        "căn cứ Thông tư liên tịch đó, Sở Tài chính": "thông tư liên tịch đó",
        "đã triển khai Quyết định trên, nay báo cáo": "quyết định trên",
        "theo Nghị quyết của Hội đồng nhân dân tỉnh nêu trên": "nghị quyết của hội đồng nhân dân tỉnh nêu trên",
        "Luật vừa nêu": "luật vừa nêu",
    },
    misses=(
        "Kế hoạch trên địa bàn huyện",
        "thông báo trên hệ thống loa",
        "Quyết định của UBND tỉnh",
        "Nghị định này-1",
        "kế hoạch nàyx",
        "Báo cáo này",
        "vi phạm pháp luật này",
    ),
    regex=rf"""(?<![\w/-])(?<!pháp\s)(?P<type>{_TYPES})
        (?:\s{{1,3}}(?:(?P<pointer>{_POINTERS})(?![\w-])|(?P<above>{_ABOVE}))
          |\s{{1,3}}của\s{{1,3}}(?P<of>[^;,.:()\n\d]{{2,60}}?)\s{{1,3}}(?P<far>nêu\strên|nói\strên|kể\strên)(?!\w))""",
)
COUNTED = pattern(
    "what a figure counts",
    catches={" năm 2025": " năm", " tháng đầu năm": " tháng", " hộ nghèo": " hộ", " điểm": " điểm", "%": "%"},
    misses=(" của UBND tỉnh", ", Sở Y tế", " và các văn bản"),
    regex=r"""\A\s{0,2}(?:%|(?:năm|tháng|quý|tuần|ngày|giờ|hộ|người|lao\ động|cán\ bộ|căn|nhà|lớp|buổi|đợt|cuộc|điểm|nhiệm\ vụ
        |nội\ dung|giải\ pháp|mục\ tiêu|chỉ\ tiêu|xã|huyện|tỉnh|thôn|bản|ấp|buôn|khóm|phường|chương|điều|dự\ án|công\ trình|mô\ hình
        |tỷ|triệu|nghìn|ngàn|đồng|lần|kỳ|phần|số|đối\ tượng|trường|cơ\ sở|con|ha|km|m2|bước|cấp|giai\ đoạn)(?!\w))""",
)
NUMBERED = pattern(
    "paper by the figures of its number",
    catches={
        "thực hiện Kế hoạch 77, các xã": "kế hoạch 77",
        "nguồn vốn theo QĐ 1722": "qđ 1722",
        "nêu tại Nghị quyết số 05 của HĐND tỉnh": "nghị quyết số 05",
        "mức của Nghị định 07/2021, từ nay": "nghị định 07/2021",
        "huyện 30a theo Nghị quyết 30a": "nghị quyết 30a",
        "vốn Chương trình 1719": "chương trình 1719",
    },
    misses=(
        "Kế hoạch số 77/KH-UBND",
        "Nghị quyết 11- NQ/TU",
        "Quyết định 1.250 triệu đồng",
        "Kế hoạch năm 2023",
        "Dự án 2",
        "Báo cáo 6 tháng",
        "Luật số 69/2020/QH14",
    ),
    regex=rf"""(?<![\w/-])(?<!pháp\s)(?P<type>{_TYPES}|kh|ctr)\s{{1,3}}(?P<so>s[ốôồổỗo]\s{{0,2}}:?\s{{0,2}})?
        (?P<n>\d{{1,5}}[a-zđ]?)(?:/(?P<year>(?:19|20)\d\d))?(?![\w/]|\s?-\s?\w|[.,]\d|\s?/)""",
)

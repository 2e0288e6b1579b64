"""Target or baseline, and how a value came to be (own, assigned, result, estimate, start, need)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.model import Section, SectionKind, TargetStatus
from extract.patterns.pattern import pattern

FACT = pattern(
    "a fact measured or a result",
    catches={
        "Theo kết quả rà soát cuối năm, huyện có ": "theo kết quả rà soát",
        "đã giảm ": "đã giảm",
        "hiện còn ": "hiện còn",
        "tính đến ngày 30/6/2022 có ": "tính đến",
        "trên địa bàn xã có ": "trên địa bàn xã có",
        "toàn huyện có ": "toàn huyện có",
        "mới đạt ": "mới đạt",
        "vận động được ": "vận động được",
        "ước thực hiện ": "ước thực hiện",
    },
    misses=(
        "phấn đấu giảm ",
        "hộ đã thoát nghèo chưa quá ",
        "các chính sách đã ban hành",
        "đạt kết quả cao",
        "thực hiện tại 14 xã",
        "đưa kết quả giảm nghèo vào tiêu chí ",
        "thực hiện có hiệu quả ",
    ),
    regex=r"""(?<!\w) (?:
        (?P<estimate> ước\ (?:thực\ hiện|đạt|tính|cả\ năm|đến|giảm|còn|có) | dự\ ước )
      | (?P<need> (?:có\ )?nhu\ cầu(?!\ và|\ được|\ vay|\ học|\ việc) (?:\ hỗ\ trợ)? | cần\ (?:sự\ |được\ |phải\ )?(?:hỗ\ trợ|giúp
          |vay|sửa|xây|đào) | đề\ nghị\ hỗ\ trợ )
      | (?P<result> (?:theo|qua|căn\ cứ|trên\ cơ\ sở)\ (?:số\ liệu|kết\ quả|báo\ cáo|thống\ kê|tổng\ hợp|đánh\ giá|rà\ soát
          |điều\ tra|tổng\ điều\ tra) (?:\ (?:tổng\ hợp|điều\ tra|rà\ soát|thực\ hiện|tổng\ điều\ tra))?
          | (?<!đưa\ )(?<!lấy\ )(?<!gắn\ với\ )(?<!căn\ cứ\ vào\ ) kết\ quả\ (?:rà\ soát|thực\ hiện|điều\ tra|giảm
          |đạt\ được|năm|cụ\ thể|đến|cho\ thấy|là) | đã\ (?:giảm|có|hỗ\ trợ|đạt
          |giải|cấp|tổ\ chức|thoát(?!\ nghèo\ chưa)|đào|xây|cho|thực|triển|huy|vận|hoàn|đưa|tạo|mở|tập|miễn|sửa|xóa|bố|phân|đầu|tư
          |giúp|hướng|góp|tiếp|chi|bàn|giao|kết)
          | mới\ (?:đạt|chỉ|có\ (?=\d|·)) 
          | (?<!thực\ )hiện\ (?:nay|có|còn|trạng|tại|toàn) | tính\ đến | đến\ thời\ điểm | đến\ nay | trong\ những\ năm\ qua
          | thời\ gian\ qua | thống\ kê | thực\ trạng | so\ với\ cùng\ kỳ
          | tổng\ (?:số\ )?(?:hộ\ dân|dân\ số|hộ\ toàn|số\ hộ\ (?:gia\ đình|dân|trên|toàn|tự|là|:)|diện\ tích|số\ khẩu|số\ nhân)
          | dân\ số(?!\ (?:tham|được|có|sử|nông|tiếp|trong|từ)) | diện\ tích\ tự\ nhiên | nguyên\ nhân )
      | (?P<got> (?:vận\ động|huy\ động|quyên\ góp|xây\ dựng|làm|mở|tạo|tổ\ chức|thu\ hút)(?:\ xây\ dựng|\ ủng\ hộ)?\ được(?=\s{0,2}$) )
      | (?P<has> (?:toàn|cả)\ (?:tỉnh|huyện|xã|thị\ xã|thành\ phố|thị\ trấn|phường|quận|vùng|địa\ bàn)\ (?:hiện\ |vẫn\ )?(?:có
          |gồm) | (?:trên\ địa\ bàn|địa\ bàn)\ (?:toàn\ )?(?:tỉnh|huyện|xã|thị\ xã|thành\ phố|phường|thị\ trấn
          |quận)(?:\ hiện)?\ (?:có|còn) )
    ) (?!\w)""",
)
AIM = pattern(
    "an aim",
    catches={
        "phấn đấu đạt ": "phấn đấu",
        "mục tiêu giảm ": "mục tiêu",
        "dự kiến giảm ": "dự kiến",
        "chỉ tiêu còn ": "chỉ tiêu",
        "đảm bảo ": "đảm bảo",
        "sẽ có ": "sẽ",
    },
    misses=("kết quả thực hiện ", "tổng số hộ "),
    regex=r"""(?<!\w) (?: phấn\ đấu | ph[âa]n\ đ[âầa]u | mục\ tiêu(?!\ quốc) | chỉ\ tiêu | dự\ kiến | đảm\ bảo | bảo\ đảm | sẽ
          | kế\ hoạch\ (?:năm|đến|giảm) | đặt\ ra | giao | trong\ năm\ tới | nhiệm\ vụ | duy\ trì
        | vận\ động | tiếp\ tục | tổ\ chức\ (?!thực) | tạo\ điều\ kiện | hoàn\ thành(?!\ việc) | hạ\ tỷ | đưa\ (?:về|xuống) | đến\ (?:cuối
          |hết)\ năm ) (?!\w)""",
)
OUTRIGHT = pattern(
    "an aim even among facts",
    catches={"phấn đấu": "phấn đấu", "dự kiến": "dự kiến", "mục tiêu": "mục tiêu"},
    misses=("đảm bảo", "tiếp tục"),
    regex=r"""^(?: phấn\ đấu | dự\ kiến | mục\ tiêu | sẽ | trong\ năm\ tới )""",
)
OF_ALL = pattern(
    "between a sum spent and the whole it is of",
    catches={" trên ": " trên ", " trong tổng vốn ": " trong tổng vốn ", " trên tổng số ": " trên tổng số "},
    misses=(" trên địa bàn ", " trong đó "),
    regex=r"^\s*(?:trên|trong)(?:\ tổng(?:\ số|\ vốn|\ kế\ hoạch)?)?\s*$",
)
ASSIGNED = pattern(
    "a target that a higher level set",
    catches={
        "chỉ tiêu tỉnh giao là ": "tỉnh giao",
        "theo chỉ tiêu được giao ": "được giao",
        "Theo Nghị quyết của HĐND huyện thì ": "theo nghị quyết",
        "Quyết định giao chỉ tiêu ": "giao chỉ tiêu",
    },
    misses=("bàn giao nhà ", "giao thông "),
    regex=r"""(?<!\w) (?: (?:tỉnh|huyện|thành\ phố|thị\ xã|trung\ ương|chính\ phủ|cấp\ trên|ubnd\ \w{1,8}|hđnd\ \w{1,8}|được
          |đã)\ giao (?!\ thông) | giao\ chỉ\ tiêu | chỉ\ tiêu\ giao | kế\ hoạch\ giao | theo\ (?:chỉ\ tiêu\ của
          |chỉ\ tiêu\ kế\ hoạch\ của|nghị\ quyết|quyết\ định|chỉ\ đạo) ) (?!\w)""",
)
BY_ITSELF = pattern(
    "the plan's own will",
    catches={"nhưng xã phấn đấu giảm ": "phấn đấu", "xã đăng ký giảm ": "đăng ký"},
    misses=("tỉnh giao ",),
    regex=r"""(?<!\w) (?: phấn\ đấu | quyết\ tâm | đăng\ ký | tự\ đề ) (?!\w)""",
)
FACT_TITLE = pattern(
    "heading over facts",
    catches={
        "Kết quả thực hiện năm 2020": "kết quả thực hiện",
        "ĐẶC ĐIỂM TÌNH HÌNH": "đặc điểm",
        "Thực trạng hộ nghèo": "thực trạng",
        "Khái quát": "khái quát",
    },
    misses=("Mục tiêu", "Giám sát, đánh giá", "Chế độ báo cáo kết quả"),
    regex=r"""^[^a-zđà-ỹ]* (?:[ivx]{1,4}[.)]\ |\d[\d.)]{0,5}\ )? (?:(?:một\ số|về|tình\ hình\ và
          |những)\ )? (?: kết\ quả\ (?:thực\ hiện|rà\ soát|giảm|đạt|công\ tác|năm|điều|cụ) | thực\ trạng | hiện\ trạng
          | khái\ quát | đặc\ điểm | tình\ hình | phân\ tích | đánh\ giá\ (?:tình|kết|thực|chung)
        | những\ kết | tồn\ tại | hạn\ chế | nguyên\ nhân | bối\ cảnh | nhu\ cầu )""",
)
_FACTUAL = (SectionKind.SITUATION, SectionKind.LEGAL_BASIS)
PROMISING = (SectionKind.TARGETS, SectionKind.OBJECTIVES, SectionKind.TASKS, SectionKind.ORGANISATION)


@dataclass(frozen=True, slots=True)
class Clue:
    """`status` of a fact, or None for an aim; `at`: where in the text it was said."""

    fact: bool
    at: int
    status: TargetStatus | None = None


def promises(key: str) -> bool:
    """Whether a keyed text has an outright aim ("phấn đấu")."""
    return any(OUTRIGHT.match(m.group()) for m in AIM.finditer(key))


def clue(key: str, *, factual: bool = False, unsaid: bool = False) -> Clue | None:
    """The last word of a keyed text that tells a fact from an aim. "toàn xã có" tells a fact only in a `factual` section, where
    in turn only an outright aim ("phấn đấu") is one, and where headings leave it `unsaid`."""
    found = [Clue(True, m.start(), _status(m)) for m in FACT.finditer(key) if factual or unsaid or not m["has"]]
    if promises(key):
        found = [c for c in found if not key.rstrip().endswith("được") or c.at < len(key.rstrip()) - 24]  # "phấn đấu vận động được"
    found += [Clue(False, m.start()) for m in AIM.finditer(key) if not factual or OUTRIGHT.match(m.group())]
    return max(found, key=lambda c: c.at, default=None)


_AIMS = (SectionKind.OBJECTIVES, SectionKind.TARGETS)


def section_clue(path: tuple[Section, ...], keys: tuple[str, ...]) -> Clue | None:
    """What the headings say, the innermost first; `keys` are their keyed titles."""
    for section, title in zip(reversed(path), reversed(keys), strict=True):
        aimed = section.parent is not None and section.kind in _AIMS  # "Kết quả giảm nghèo" below "MỤC TIÊU, CHỈ TIÊU"
        if FACT_TITLE.match(title) and not aimed:
            return Clue(True, 0, TargetStatus.NEED if "nhu cầu" in title else TargetStatus.RESULT)
        if section.kind in _FACTUAL:
            return Clue(True, 0, TargetStatus.RESULT)
        if section.kind in PROMISING:
            return Clue(False, 0)
    return None


def target_status(before: str) -> TargetStatus:
    """Own or assigned, by the words of the sentence before the quantity (keyed)."""
    given = list(ASSIGNED.finditer(before))
    own = list(BY_ITSELF.finditer(before))
    if given and not (own and own[-1].start() > given[-1].start()):
        return TargetStatus.ASSIGNED
    return TargetStatus.OWN


def _status(match: re.Match[str]) -> TargetStatus:
    if match["estimate"]:
        return TargetStatus.ESTIMATE
    return TargetStatus.NEED if match["need"] else TargetStatus.RESULT

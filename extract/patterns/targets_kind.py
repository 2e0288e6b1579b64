"""Target, baseline or budget, and how a value came to be (own, assigned, result, estimate, start, need)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.model import Section, SectionKind, TargetKind, TargetStatus
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
ADDED = pattern(
    "money on top of what there is",
    catches={"vốn cho vay tăng thêm ": "tăng thêm ", "ngân sách huyện bố trí sang ngân hàng thêm ": "bố trí sang ngân hàng thêm "},
    misses=("bố trí ", "tăng "),
    regex=r"""(?<!\w)(?:tăng|bổ\ sung|ủy\ thác|bố\ trí|chuyển)(?:\ thêm|,?\ [^,;.]{0,30}\ thêm)\ $""",
)
LEFT_OVER = pattern(
    "money that a fund gives out or that is yet to be spent",
    catches={
        "giải ngân nốt ": "giải ngân nốt",
        "Quỹ Vì người nghèo dành ": "dành",
        "trích từ Quỹ ": "trích",
        "nguồn vận động qua Quỹ: ": "nguồn vận động",
        "giải ngân được 900 triệu đồng trên ": "giải ngân được 900 triệu đồng trên ",
    },
    misses=("vận động Quỹ đạt ", "giải ngân đạt ", "huy động từ nguồn xã hội hóa "),
    regex=r"""(?<!\w)(?: giải\ ngân\ nốt | (?:dành|trích|phân\ bổ|chi)(?=[^,;.]{0,40}$) | nguồn\ vận\ động
        | giải\ ngân\ [^;.]{3,40}\ đồng\ trên\ $ | (?:triệu|tỷ)\ đồng\ trên\ (?:tổng\ (?:số\ |vốn\ )?)?$ )""",
)
TO_RAISE = pattern(
    "money that is yet to be raised",
    catches={"phấn đấu huy động ": "phấn đấu huy động ", "mục tiêu năm nay huy động được ": "mục tiêu năm nay huy động được "},
    misses=("đã huy động được ", "phấn đấu giải ngân ", "phấn đấu xóa nhà tạm; huy động được "),
    regex=r"(?:phấn\ đấu|mục\ tiêu|dự\ kiến)[^,;.]{0,20}\ huy\ động\ [^,;.]{0,20}$",
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


SPENT = pattern(
    "money spent on what was done",
    catches={
        " cho hộ nghèo, kinh phí ": "kinh phí ",
        " với tổng kinh phí ": "tổng kinh phí ",
        ", trị giá ": "trị giá ",
        " với ": " với ",
        " đường nội thôn, hết ": "hết ",
    },
    misses=(" hộ nghèo với ", ", kinh phí được giao ", " bố trí kinh phí ", ", phân bổ kinh phí "),
    regex=r"""(?<!bố\ trí\ )(?<!phân\ bổ\ )(?<!giao\ )(?<!cấp\ )(?<!\w)
    (?:(?:tổng\ )?(?:kinh\ phí|số\ tiền)|trị\ giá|(?<=,\ )hết|\A\ với)
    \ (?:hơn\ |trên\ |là\ |gần\ )?$""",
)


LEVELS_SHARE = pattern(
    "the share of a level in a sum",
    catches={
        ", gồm cấp tỉnh ": ", gồm cấp tỉnh ",
        ", cấp huyện ": ", cấp huyện ",
        "; trong đó: cấp xã là ": "; trong đó: cấp xã là ",
        ", còn lại ": ", còn lại ",
    },
    misses=(", kinh phí cấp tỉnh ", ", cấp huyện hỗ trợ "),
    regex=r"""^[,;(]?\s?(?:(?:bao\ )?gồm:?\ |trong\ đó:?\ )?(?:(?:riêng\ )?cấp\ (?:tỉnh|thành\ phố|huyện|xã|thôn)|còn\ lại)\ (?:là\ )?$""",
)


YIELD = pattern(
    "what is earned or produced, in money",
    catches={
        "tổng giá trị sản xuất đạt ": "giá trị sản xuất đạt ",
        "doanh thu bình quân mỗi mô hình đạt ": "doanh thu bình quân mỗi mô hình đạt ",
        "thu ngân sách trên địa bàn ": "thu ngân sách trên địa bàn ",
        "kim ngạch xuất khẩu đạt trên ": "kim ngạch xuất khẩu đạt trên ",
    },
    misses=("chi ngân sách ", "vốn đầu tư sản xuất ", "doanh thu cao; hỗ trợ "),
    regex=r"""(?<!\w)(?:giá\ trị\ (?:sản\ (?:xuất|phẩm|lượng)|gia\ tăng|xuất\ khẩu|thu\ (?:hoạch|được))|doanh\ thu|tổng\ sản\ phẩm|grdp
          |kim\ ngạch|thu\ ngân\ sách|lợi\ nhuận)[^,;.:\d]{0,60}$""",
)


def is_sum_of_its_own(left: str, code: str, *, part_of_budget: bool, funding: bool = False) -> TargetKind:
    """Money is a budget, but for incomes, loans given out and gifts raised; `funding`: a section on money lists its sources."""
    if LEFT_OVER.search(left):
        return TargetKind.BUDGET
    if code == "income" or (
        code == "credit" and re.search(r"dư nợ|doanh số|tăng trưởng|giải ngân cho vay|vốn ủy thác[^,;]{0,30} đạt $", left)
    ):
        return TargetKind.TARGET
    if re.search(r"giải ngân[^,;]{0,30}$", left) or (not part_of_budget and YIELD.search(left)):
        return TargetKind.TARGET
    if not (funding or part_of_budget) and TO_RAISE.search(left):
        return TargetKind.TARGET
    if code == "credit" and not (funding or part_of_budget) and ADDED.search(left):
        return TargetKind.TARGET  # money entrusted on top of what there is
    if (
        not part_of_budget
        and re.search(r"(?:vận động|quyên góp|ủng hộ|quỹ)[^;.]{0,80}$", left)
        and not re.search(r"kinh phí|ngân sách|dự toán", left)
    ):
        return TargetKind.TARGET
    return TargetKind.BUDGET


def _status(match: re.Match[str]) -> TargetStatus:
    if match["estimate"]:
        return TargetStatus.ESTIMATE
    return TargetStatus.NEED if match["need"] else TargetStatus.RESULT

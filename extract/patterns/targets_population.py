"""Who is counted, and where, as the text says it."""

from __future__ import annotations

import re

from extract.patterns.pattern import pattern
from extract.patterns.targets_clause import Context
from extract.patterns.targets_place import NAMED_PLACE
from extract.text import key

WHO_ENDS = pattern(
    "end of those counted",
    catches={
        " người khuyết tật được vay vốn": " được",
        " hộ nghèo tham gia bảo hiểm": " tham gia",
        " hộ nghèo, chiếm ": ", chiếm",
        " cán bộ về kỹ năng": " về",
        " lao động; trong đó": ";",
        " hộ nghèo xây nhà, hoàn thành trước": ", hoàn thành",
    },
    misses=(" hộ nghèo, hộ cận nghèo có nhu cầu", " người cao tuổi"),
    regex=r"""\s?[;:.(] | ,?\s(?: được | đã\ được | tham\ gia | chiếm | trong\ đó | tương\ ứng | về | (?<!không\ )theo | bằng | thông\ qua
          | để | nhằm | góp\ phần | tập\ trung | đạt | trở\ lên | so\ với | trong\ năm | năm\ \d | vào | trước | sau\ khi
          | chậm\ nhất | muộn\ nhất | từ\ nguồn | phấn\ đấu | (?<=,\s)(?:hoàn\ thành|xong)
        | sử\ dụng | tiếp\ cận | với\ tổng | xuống | cần | phải | bao\ gồm | gồm | là | (?<!không\ )còn
        | có\ (?:hệ\ thống|điểm|đường|nhà|trạm
          |điện|thẻ|nước|cán) ) (?!\w)""",
)
LEAD_VERBS = pattern(
    "verbs in front of those counted",
    catches={"hỗ trợ cho nhóm": "hỗ trợ cho ", "phấn đấu giải quyết việc làm": "phấn đấu ", "trong đó sửa chữa": "trong đó "},
    misses=("nhu cầu nhà ở", "sửa chữa"),
    regex=r"""^[\s,;:+*-]* (?: (?: phấn\ đấu | trong\ đó[:,]? | đảm\ bảo | bảo\ đảm | hỗ\ trợ\ cho | tương\ ứng | giảm | tăng | có
          | gồm | bao\ gồm | cụ\ thể | và | là | tỷ\ lệ | năm\ \d{4},? | còn\ lại | tương\ đương | khoảng | với | còn )\ ){1,4}""",
)
TAIL_VERBS = pattern(
    "verbs between those counted and the figure",
    catches={"lao động qua đào tạo đạt ": " đạt ", "số hộ thiếu nước giảm còn ": " giảm còn ", "đào tạo nghề cho ": " cho "},
    misses=("tái định cư ", "sửa chữa "),
    regex=r"""(?: \ (?:đạt|còn|là|giảm|tăng|gấp|xuống|lên|cho|đối\ với|bình\ quân|chiếm|có|từ|được|khoảng|đến|thêm|toàn\ (?:tỉnh|huyện
          |xã)) ){1,4} \s{0,2} $""",
)
TO_NOUN = pattern(
    "what is done to those counted, not who they are",
    catches={"Hoàn thành làm nhà": "hoàn thành", "khởi công mới": "khởi công", "nghèo trên tổng số": "nghèo trên", "lớp nghề": "lớp"},
    misses=("lao động qua đào tạo", "hộ nghèo Khmer"),
    regex=r"""^(?: hoàn\ thành | khởi\ công | sửa\ chữa | sửa | nâng\ cấp | cấp | giải\ quyết | mỗi | toàn\ giai | lũy\ kế | khối\ lượng
          | tiến\ độ | giám\ sát | kiểm\ tra | phối\ hợp | xây | làm\ mới | nghèo\ (?:trên|trong|/) | lớp | buôn | thôn | hằng\ | hàng\
          | nhà\ ở$ | đi\ làm ) """,
)
ACTED_ON = pattern(
    "a clause whose verb has the counted things for its object",
    catches={
        "Chi nhánh Ngân hàng Chính sách xã hội tỉnh sắp xếp lại": " sắp xếp lại",
        "mỗi phường chọn": " chọn",
        "Mường Tè là huyện vùng cao biên giới, gồm": " gồm",
        "Quỹ Xóa đói giảm nghèo cho vay mới": " cho vay mới",
        "đã làm xong": " làm xong",
    },
    misses=("tái định cư", "xuất khẩu lao động", "sửa chữa", "hộ mới phát sinh"),
    regex=r"""(?:^|\ )(?: khởi\ công | hoàn\ thành | giám\ sát | mở | phát | đào\ tạo(?:\ nghề)? | hỗ\ trợ | huy\ động | kiểm\ tra | chọn
          | đăng | (?:cho\ )?vay | (?:nhận\ )?giúp | thêm | làm | rà\ soát | sắp\ xếp | tổ\ chức | duy\ trì | xây | sửa | cấp | tặng
          | vận\ động | thực\ hiện | triển\ khai | đầu\ tư | nhân\ rộng | xây\ dựng | lập
          | tập\ huấn | tuyển\ sinh | tư\ vấn | giới\ thiệu | tạo
          | giải\ ngân | đưa\ về | thoát\ nghèo | kéo\ giảm | cùng | gồm | thì | trong\ khi | phê\ duyệt | bàn\ giao | đề\ nghị | bố\ trí
          | công\ nhận | biên\ soạn | in | treo | lắp(?:\ đặt)? | thành\ lập | củng\ cố | trồng | nuôi | tiếp\ nhận | giao )
        (?:\ (?:mới|lại|xong|được|dứt\ điểm|tại|ở|thêm|gần|đủ))?$""",
)
SUBJECT = pattern(
    "a time, a place or a body of whom the sentence speaks",
    catches={
        "Huyện": "huyện",
        "Qua sáu tháng": "qua",
        "Cuối năm rà soát lại": "cuối năm",
        "Tổng kinh phí đã huy động cho cả": "tổng kinh phí",
    },
    misses=("hộ nghèo huyện", "tổng số hộ", "xã bãi ngang"),
    regex=r"""^(?: (?:huyện|tỉnh|xã|thành\ phố|quận|phường|thị\ trấn|thị\ xã)$ | (?:qua|cuối\ năm|đầu\ năm|trong\ năm|tức\ là|khối\ lượng
          |tổng\ kinh\ phí|đề\ nghị|đôn\ đốc)\b )""",
)
MEASURES = ("ha", "km", "m", "m2", "m²", "con", "năm", "lần", "tấn", "kg", "lít", "điểm", "cây", "buổi")
AGE = pattern(
    "age of those counted",
    catches={
        "trẻ em nghèo 6 - 14 tuổi": "6 - 14 tuổi",
        "trẻ từ 5 đến dưới 16 tuổi": "5 đến dưới 16 tuổi",
        "trẻ dưới 36 tháng tuổi": "36 tháng tuổi",
        "trẻ vào lớp 1": "lớp 1",
    },
    misses=("hỗ trợ 16 hộ", "năm 2022"),
    regex=r"\d{1,3}(?:\s?-\s?\d{1,3}|\ đến\ (?:dưới\ )?\d{1,3})?\ (?:tháng\ )?tuổi|(?<!\w)lớp\ \d{1,2}(?!\d)",
)
RATE_OF_ALL = pattern(
    "a rate of all people",
    catches={"lao động qua đào tạo": "lao động qua đào", "thất nghiệp ở thành thị": "thất nghiệp", "thu lãi": "thu lãi"},
    misses=("lao động nữ qua đào tạo", "hộ nghèo thất nghiệp"),
    regex=r"""^(?: lao\ động\ qua\ đào | riêng\ đào\ tạo | thất\ nghiệp | thu\ lãi | bỏ\ học | có\ việc
          | việc\ làm | văn\ bằng | có\ văn | (?:có\ )?bằng )""",
)
_NOUNS = ("household", "person", "model", "class", "course", "work", "house", "other", "commune", "hamlet", "district")
HEADED_WHO = pattern(
    "those a rate is measured of",
    catches={
        "tỷ lệ hộ nghèo dân tộc Mông còn ": "tỷ lệ hộ nghèo dân tộc mông",
        "tỷ lệ hộ nghèo vùng đồng bào thiểu số giảm ": "tỷ lệ hộ nghèo vùng đồng bào thiểu số",
    },
    misses=("chiếm tỷ lệ ", "tỷ lệ hộ nghèo còn "),
    regex=r"""t[ỷỉ]\ lệ\ (?P<who> (?!hộ\ (?:cận\ )?nghèo\ (?:còn|giảm|toàn|chung|của|đa|trên|xuống|đến|cuối|năm|bình|theo|là|ở|tại|đạt))
        [^,;:.%()]{4,80}? ) (?= \ (?:còn|giảm|đạt|là|xuống|tăng|chiếm|được|tối|trên|dưới|ít|không\ quá|bình\ quân|đến|lên|cuối|năm
          |theo|sử|tiếp) (?!\w))""",
)


NOBODY = pattern(
    "words of a time or a movement, nobody who is counted",
    catches={"xuống": "xuống", "đến năm 2030": "đến năm", "hằng năm giai đoạn": "hằng năm", "vào năm 2025": "vào năm"},
    misses=("đến trường", "hộ nghèo", "vào hợp tác xã"),
    regex=r"""^(?:xuống|lên|còn)(?:\ còn)?$ | ^(?:đến|vào|trong|từ)\ (?:hết\ |cuối\ )?(?:năm|ngày|tháng|quý|giai)
        | ^(?:hằng|hàng|mỗi)\ năm""",
)
PLAIN = pattern(
    "the poor as such",
    catches={"hộ nghèo": "hộ nghèo", "khẩu": "khẩu", "số hộ cận nghèo": "số hộ cận nghèo"},
    misses=("hộ nghèo già yếu", "hộ Khmer"),
    regex=r"""^(?:số\ )?(?:hộ|khẩu|người|nhân\ khẩu|lao\ động)(?:\ (?:cận\ )?nghèo)?$""",
)


def population(text: str, context: Context, *, rate: bool) -> str | None:
    """Who is counted, cut from the text; None for a rate of the whole place."""
    q = context.quantity
    right = context.right
    end = WHO_ENDS.search(right)
    stop = end.start() if end else len(right)
    bracket = right.find("   ")  # a bracket that is not the quantity's own is blanked
    stop = min(stop, bracket) if bracket >= 0 else stop
    behind = text[q.end : q.end + stop].strip(" ,;.-(/").removeprefix("năm ").strip()
    noun = q.unit.word if q.unit.code in _NOUNS else ""
    if rate:
        head = HEADED_WHO.search(context.left)
        if head is None or NAMED_PLACE.search(head["who"] + ","):
            return None
        return _slice(text, q.start - len(context.left), head.span("who"))
    behind = "" if NOBODY.match(key(behind)) else behind
    behind = re.sub(r"(?:^|\s)(?:cho|với|của|có|và|trong|từ|tại|cùng|đến|là|để)$", "", behind)
    behind = "" if behind.isdigit() or text.startswith("/", q.end) else behind  # "65% năm 2023", "3.200 m3/ngày đêm"
    if behind and not q.bare and q.unit.code != "vnd" and behind[0] not in "%":
        return (noun + " " + behind).strip() if noun else behind
    if q.unit.code in ("person", "turn") and noun and context.left.rstrip().endswith(("cho", "việc làm", "đối với")):
        return noun
    said = _in_front(text[q.start - len(context.left) : q.start], context.left)
    if said and (_to_noun(key(said), noun) if noun else _is_nobody(key(said), q.unit.code)):
        said = None
    return said or noun or None


def _to_noun(said: str, noun: str) -> bool:
    """Whether the words in front say what is done or where, so that the noun alone is counted; a measure has no other bearer than them."""
    if TO_NOUN.match(said):
        return True
    return noun not in MEASURES and bool(ACTED_ON.search(said) or SUBJECT.match(said))


def _is_nobody(said: str, unit: str) -> bool:
    """Whether the words in front of a figure that counts no noun name nobody: "lao động qua đào tạo", "Bố trí 10,5 tỷ đồng"."""
    return bool(RATE_OF_ALL.match(said) or (unit == "vnd" and ACTED_ON.search(said)))


def is_plain(said: str) -> bool:
    """Whether nobody narrower than the poor, or a unit, is meant."""
    return PLAIN.match(key(said)) is not None


def _in_front(said: str, keyed: str) -> str | None:
    """Those counted in front of the figure: "lợp mái 40 hộ", "tỷ lệ lao động nữ qua đào tạo đạt 58%"."""
    if keyed.rstrip().endswith("với"):
        return None
    head = max(keyed.rfind("tỷ lệ "), keyed.rfind("tỉ lệ "))
    if head >= 0:
        said, keyed = said[head + 6 :], keyed[head + 6 :]
    elif len(said) > 60 and not said.rstrip().endswith(":"):
        cut = keyed.rfind(",") + 1
        said, keyed = said[cut:], keyed[cut:]
    if lead := LEAD_VERBS.match(keyed):
        said, keyed = said[lead.end() :], keyed[lead.end() :]
    if tail := TAIL_VERBS.search(keyed):
        said = said[: tail.start()]
    said = said.strip(" ,;:+*-(/")
    if NOBODY.match(key(said)):
        return None
    return said if len(said) > 3 and not any(c.isdigit() for c in AGE.sub("", key(said))) else None


def _slice(text: str, offset: int, span: tuple[int, int]) -> str:
    return text[offset + span[0] : offset + span[1]].strip()

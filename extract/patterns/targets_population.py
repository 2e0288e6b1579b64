"""Who is counted, and where, as the text says it."""

from __future__ import annotations

import re

from extract.model import Basis
from extract.patterns.pattern import pattern
from extract.patterns.targets_clause import Context
from extract.text import key

WHO_ENDS = pattern(
    "end of those counted",
    catches={
        " người khuyết tật được vay vốn": " được",
        " hộ nghèo tham gia bảo hiểm": " tham gia",
        " hộ nghèo, chiếm ": ", chiếm",
        " cán bộ về kỹ năng": " về",
        " lao động; trong đó": ";",
    },
    misses=(" hộ nghèo, hộ cận nghèo có nhu cầu", " người cao tuổi"),
    regex=r"""\s?[;:.(] | ,?\s(?: được | đã\ được | tham\ gia | chiếm | trong\ đó | tương\ ứng | về | theo | bằng | thông\ qua
          | để | nhằm | góp\ phần | tập\ trung | đạt | trở\ lên | so\ với | trong\ năm | năm\ \d | vào | trước | sau\ khi
          | chậm\ nhất | muộn\ nhất | từ\ nguồn | phấn\ đấu
        | sử\ dụng | tiếp\ cận | với\ tổng | xuống | cần | phải | bao\ gồm | gồm | là | còn | có\ (?:hệ\ thống|điểm|đường|nhà|trạm
          |điện|thẻ|nước|cán) ) (?!\w)""",
)
LEAD_VERBS = pattern(
    "verbs in front of those counted",
    catches={"hỗ trợ cho nhóm": "hỗ trợ cho ", "phấn đấu giải quyết việc làm": "phấn đấu ", "trong đó sửa chữa": "trong đó "},
    misses=("nhu cầu nhà ở", "sửa chữa"),
    regex=r"""^[\s,;:+*-]* (?: (?: phấn\ đấu | trong\ đó:? | đảm\ bảo | bảo\ đảm | hỗ\ trợ\ cho | tương\ ứng | giảm | tăng | có
          | gồm | bao\ gồm | cụ\ thể | và | là | tỷ\ lệ | năm\ \d{4},? | còn\ lại | tương\ đương | khoảng | với | còn )\ ){1,4}""",
)
TAIL_VERBS = pattern(
    "verbs between those counted and the figure",
    catches={"lao động qua đào tạo đạt ": " đạt ", "số hộ thiếu nước giảm còn ": " giảm còn ", "đào tạo nghề cho ": " cho "},
    misses=("tái định cư ", "sửa chữa "),
    regex=r"""(?: \ (?:đạt|còn|là|giảm|tăng|xuống|lên|cho|đối\ với|bình\ quân|chiếm|có|từ|được|khoảng|đến|thêm|toàn\ (?:tỉnh|huyện
          |xã)) ){1,4} \s{0,2} $""",
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
WHERE = pattern(
    "a place narrower than the plan's own",
    catches={
        "hộ nghèo tại huyện nghèo giảm ": "tại huyện nghèo",
        "tại các xã đặc biệt khó khăn còn ": "tại các xã đặc biệt khó khăn",
        "hộ nghèo của thôn Đồng Mít là ": "của thôn đồng mít",
        "khu vực nông thôn đạt ": "khu vực nông thôn",
    },
    misses=("toàn xã giảm ", "trên địa bàn tỉnh còn ", "của huyện giảm "),
    regex=r"""(?<!toàn\ ) (?<!\w) (?:ở|tại|thuộc|của|trên\ địa\ bàn|trong)?\ ?
        (?P<where> (?:các\ |\d{1,3}\ )? (?: huyện\ (?:nghèo|miền) | xã\ (?:nghèo|đặc|bãi|biên|đbkk|khu|vùng|còn\ lại)
          | (?:(?<!nông\ )thôn,? | (?<!cơ\ )bản | ấp | buôn)(?=\ \S)(?!\ (?:mới|còn|giảm|đạt|là|có|được|và|trên)\b) | vùng\ (?:đồng
          |dân|khó|đặc|bãi|sâu|nông|miền) | khu\ vực\ (?:nông|thành|miền|đô|biên) | miền\ núi )
          [^,;:.%()\d]{0,60}? )
        (?= \s{0,2} (?:$ | [,;(] | \ (?:còn|giảm|đạt|là|xuống|tăng|chiếm|có|được|tối|trên|dưới|ít|không|bình\ quân|từ|đến|lên|mỗi
          |theo|cuối|năm) (?!\w)))""",
)


NAMED_PLACE = pattern(
    "a place by its name",
    catches={
        "riêng huyện Mường Lũng, tỷ lệ hộ nghèo giảm ": "riêng huyện mường lũng",
        "Thôn Đồng Mít: ": "thôn đồng mít",
        "tỷ lệ hộ nghèo xã Tân Lập còn ": "hộ nghèo xã tân lập",
    },
    misses=("tỷ lệ hộ nghèo toàn huyện còn ", "đối với xã, phường "),
    regex=r"""(?: ^[\s,;+*-]{0,3} (?=[^,;:.%()\d]{4,30}:) | riêng\ | đối\ với\ | hộ\ (?:cận\ )?nghèo (?:\ của|\ ở|\ tại)?\ )
        (?P<where> (?:huyện|xã|thị\ xã|thành\ phố|phường|thị\ trấn|thôn|bản|ấp|buôn) (?!\ (?:còn|giảm|đạt|là|có|và|nghèo\ còn))
          \ [^,;:.%()\d]{2,30}? )
        (?= \s{0,2}(?:$|[,;(:]) | \ (?:còn|giảm|đạt|là|xuống|tăng|chiếm|đến|năm|từ|trên|dưới|tối|bình) (?!\w))""",
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
    behind = re.sub(r"\s(?:cho|với|của|có|và|trong|từ|tại|cùng|đến|là|để)$", "", behind)
    if behind and not q.bare and q.unit.code != "vnd" and behind[0] not in "%":
        return (noun + " " + behind).strip() if noun else behind
    if q.unit.code in ("person", "turn") and noun and context.left.rstrip().endswith(("cho", "việc làm", "đối với")):
        return noun
    return _in_front(text[q.start - len(context.left) : q.start], context.left) or noun or None


def is_plain(said: str) -> bool:
    """Whether nobody narrower than the poor, or a unit, is meant."""
    return PLAIN.match(key(said)) is not None


def _in_front(said: str, keyed: str) -> str | None:
    """Those counted in front of the figure: "sửa chữa 66 hộ", "tỷ lệ lao động qua đào tạo đạt 61%"."""
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
    return said if len(said) > 3 and not any(c.isdigit() for c in said) else None


def place(text: str, context: Context, own: tuple[str, ...] = ()) -> tuple[str | None, Basis]:
    """The narrower place that the quantity's own words name, or None; `own`: the plan's own places, bare."""
    match = WHERE.search(context.left) or NAMED_PLACE.search(context.left)
    if match and not _own(match["where"], own):
        return _slice(text, context.quantity.start - len(context.left), match.span("where")), Basis.STATED
    return None, Basis.DEFAULT


def _own(where: str, own: tuple[str, ...]) -> bool:
    return any(where.endswith(key(name)) for name in own)


def _slice(text: str, offset: int, span: tuple[int, int]) -> str:
    return text[offset + span[0] : offset + span[1]].strip()

"""Who is counted, and where, as the text says it."""

from __future__ import annotations

from extract.model import Basis
from extract.patterns.pattern import pattern
from extract.patterns.targets_clause import Context

WHO_ENDS = pattern(
    "end of those counted",
    catches={
        " người nghèo có nhu cầu được vay vốn": " được",
        " hộ nghèo tham gia bảo hiểm": " tham gia",
        " hộ nghèo, chiếm ": ", chiếm",
        " cán bộ về kỹ năng": " về",
        " lao động; trong đó": ";",
    },
    misses=(" hộ nghèo, hộ cận nghèo có nhu cầu", " người cao tuổi"),
    regex=r"""\s?[;:.(] | ,?\s(?: được | đã\ được | tham\ gia | chiếm | trong\ đó | tương\ ứng | về | theo | bằng | thông\ qua | để | nhằm | góp\ phần | tập\ trung | đạt | trở\ lên | so\ với | trong\ năm | năm\ \d | vào | từ\ nguồn | phấn\ đấu
        | sử\ dụng | tiếp\ cận | với\ tổng | xuống | cần | phải | bao\ gồm | gồm | là | còn | có\ (?:hệ\ thống|điểm|đường|nhà|trạm|điện|thẻ|nước|cán) ) (?!\w)""",
)
LEAD_VERBS = pattern(
    "verbs in front of those counted",
    catches={"hỗ trợ cho nhóm": "hỗ trợ cho ", "phấn đấu giải quyết việc làm": "phấn đấu ", "trong đó sửa chữa": "trong đó "},
    misses=("nhu cầu nhà ở", "sửa chữa"),
    regex=r"""^[\s,;:+*-]* (?: (?: phấn\ đấu | trong\ đó | đảm\ bảo | bảo\ đảm | hỗ\ trợ\ cho | tương\ ứng | giảm | tăng | có | gồm | bao\ gồm | cụ\ thể | và | là | tỷ\ lệ | năm\ \d{4},? | còn\ lại | khoảng | với | còn )\ ){1,4}""",
)
HEADED_WHO = pattern(
    "those a rate is measured of",
    catches={
        "tỷ lệ hộ nghèo dân tộc Khmer còn ": "hộ nghèo dân tộc khmer",
        "tỷ lệ hộ nghèo vùng đồng bào thiểu số giảm ": "hộ nghèo vùng đồng bào thiểu số",
    },
    misses=("chiếm tỷ lệ ", "tỷ lệ hộ nghèo còn "),
    regex=r"""t[ỷỉ]\ lệ\ (?P<who> (?!hộ\ (?:cận\ )?nghèo\ (?:còn|giảm|toàn|chung|của|đa|trên|xuống|đến|cuối|năm|bình|theo|là|ở|tại|đạt))
        [^,;:.%()]{4,80}? ) (?= \ (?:còn|giảm|đạt|là|xuống|tăng|chiếm|được|tối|trên|dưới|ít|không\ quá|bình\ quân|đến|lên|cuối|năm|theo|sử|tiếp) (?!\w))""",
)
WHERE = pattern(
    "a place narrower than the plan's own",
    catches={
        "tỷ lệ hộ nghèo ở huyện nghèo giảm ": "huyện nghèo",
        "tại các xã đặc biệt khó khăn còn ": "các xã đặc biệt khó khăn",
        "hộ nghèo của thôn Đồng Mít là ": "thôn đồng mít",
        "khu vực nông thôn đạt ": "khu vực nông thôn",
    },
    misses=("toàn xã giảm ", "trên địa bàn tỉnh còn ", "của huyện giảm "),
    regex=r"""(?<!toàn\ ) (?<!\w) (?:ở|tại|thuộc|của|trên\ địa\ bàn|trong)?\ ?
        (?P<where> (?:các\ |\d{1,3}\ )? (?: huyện\ (?:nghèo|miền) | xã\ (?:nghèo|đặc|bãi|biên|đbkk|khu|vùng|còn\ lại) | (?<!nông\ )thôn,? (?!\ mới) | bản | ấp | buôn | vùng\ (?:đồng|dân|khó|đặc|bãi|sâu|nông|miền) | khu\ vực\ (?:nông|thành|miền|đô|biên) | miền\ núi )
          (?!\ (?:còn|giảm|đạt|là|có|được|và|trên)\b) [^,;:.%()\d]{0,60}? )
        (?= \s{0,2} (?:$ | [,;(] | \ (?:còn|giảm|đạt|là|xuống|tăng|chiếm|có|được|tối|trên|dưới|ít|không|bình\ quân|từ|đến|lên|mỗi|theo|cuối|năm) (?!\w)))""",
)


def population(text: str, context: Context, *, rate: bool) -> str | None:
    """Who is counted, cut from the text; None for a rate of the whole place."""
    q = context.quantity
    right = context.right
    end = WHO_ENDS.search(right)
    stop = end.start() if end else len(right)
    bracket = right.find("   ")  # a bracket that is not the quantity's own is blanked
    stop = min(stop, bracket) if bracket >= 0 else stop
    behind = text[q.end : q.end + stop].strip(" ,;.-(")
    noun = (
        q.unit.word
        if q.unit.code in ("household", "person", "model", "class", "course", "work", "house", "other", "commune", "hamlet")
        else ""
    )
    if rate:
        head = HEADED_WHO.search(context.left)
        return _slice(text, q.start - len(context.left), head.span("who")) if head else None
    if behind and not q.bare and not behind[0] in "/%":
        return (noun + " " + behind).strip() if noun else behind
    lead = LEAD_VERBS.match(context.left)
    begin = q.start - len(context.left) + (lead.end() if lead else 0)
    said = text[begin : q.start].strip(" ,;+*-")
    if len(said) > 60 and not said.endswith(":"):
        said = said.rsplit(",", 1)[-1].strip()
    return said.rstrip(" :") if len(said) > 3 else noun or None


def place(text: str, context: Context) -> tuple[str | None, Basis]:
    """The narrower place that the quantity's own words name, or None."""
    match = WHERE.search(context.left)
    if match:
        return _slice(text, context.quantity.start - len(context.left), match.span("where")), Basis.STATED
    return None, Basis.DEFAULT


def _slice(text: str, offset: int, span: tuple[int, int]) -> str:
    return text[offset + span[0] : offset + span[1]].strip()

"""Level or change, up or down: the verb that governs a quantity."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extract.model import Comparator, Direction, Measure
from extract.patterns.pattern import pattern
from extract.patterns.targets_clause import Context

VERB = pattern(
    "verb that governs a quantity",
    catches={
        "tỷ lệ hộ nghèo giảm ": "giảm",
        "giảm tỷ lệ hộ nghèo xuống còn ": "giảm",
        "tỷ lệ hộ nghèo còn ": "còn",
        "thu nhập tăng thêm ": "tăng thêm",
        "tăng trưởng dư nợ ": "tăng",
        "nâng tỷ lệ lên ": "nâng",
        "chiếm ": "chiếm",
        "có thêm ": "có thêm",
        "phát triển thêm ": "phát triển thêm",
        "đưa số hộ nghèo về ": "đưa số hộ nghèo về",
    },
    misses=("công tác giảm nghèo cho ", "miễn giảm học phí cho ", "tăng cường hỗ trợ ", "giám sát ", "vẫn còn lại "),
    regex=r"""(?<!\w) (?:
        (?P<down> (?<!miễn\s)(?<!miễn,\s) gi[ảaàã]m (?!\s(?:nghèo|sát|học\ phí|thiểu|phí|giá|thuế|nhẹ))(?:\ dần|\ thêm|\ được)? )
      | (?P<up> (?:có|phát\ triển)\ thêm
          | (?:gia\ )?tăng (?!\s(?:cường|gia|tốc)|\strưởng\s(?!dư|tín|bình|tối|ít|trên|kho|từ|đạt)) (?:\ thêm|\ gấp)? | gấp )
      | (?P<fall> (?<!không\s)(?<!vẫn\s) c[òỏõ]n (?!\s(?:lại|thiếu|gặp|khó|nhiều|chưa|hạn|dư)) | xuống
          | (?:đưa|kéo|hạ|rút)\ (?:số|tỷ\ lệ|hộ)\ [^,;:.%]{0,60}?\ (?:về|xuống)(?=\s(?:mức\ |còn\ )?$) )
      | (?P<rise> nâng (?!\s(?:cao\s(?:năng|nhận|chất|hiệu|thu|đời|kiến|trách|kỹ)|cấp)) | đạt | lên (?!\s(?:thoát|kế)) )
      | (?P<state> chiếm | hiện\ có | có | là | thoát | bằng | ở\ mức )
    ) (?!\w)""",
)
# A governed object of its own between the verb and the figure: "giảm tỷ lệ hộ nghèo" governs, "giảm nghèo, hỗ trợ nhà cho" does not.
OBJECT = pattern(
    "another verb takes the figure over",
    catches={" tỷ lệ thất nghiệp; mở lớp cho ": "cho", " hộ nghèo, đảm bảo ": "đảm bảo", " tỷ lệ hộ nghèo, hỗ trợ ": "hỗ trợ"},
    misses=(" tỷ lệ hộ nghèo ", " được "),
    regex=r"""(?<!\w)(?: cho | đảm\ bảo | bảo\ đảm | hỗ\ trợ | đào\ tạo | tổ\ chức | xây\ dựng | giúp(?!\ đỡ) | cấp
          | vận\ động ) (?!\w)""",
)
EACH_TIME = pattern(
    "how often something else is done",
    catches={" thời lượng tuyên truyền, mỗi tháng ": ", mỗi tháng", " phối hợp, hằng quý có ": ", hằng quý"},
    misses=(" tỷ lệ hộ nghèo, mỗi năm ", " mỗi tháng "),
    regex=r",\ (?:mỗi|hằng|hàng)\ (?:tháng|tuần|quý|ngày)(?!\w)",
)
YEARLY = pattern(
    "per year, before the figure",
    catches={
        "giảm bình quân hằng năm ": "bình quân hằng năm",
        "mỗi năm giảm ": "mỗi năm",
        "bình quân mỗi năm giảm ": "bình quân mỗi năm",
        "hàng năm giảm ": "hàng năm",
    },
    misses=("trong năm ", "năm ···· "),
    regex=r"""(?<!\w) (?: bình\ quân\s(?:giảm\s|tăng\s)?(?:mỗi|hằng|hàng|một|chung\ hàng|chung\ hằng|cả)?\s?năm | (?:mỗi|hằng|hàng
          |từng)\ năm ) (?!\w)""",
)
YEARLY_AFTER = pattern(
    "per year, behind the figure",
    catches={
        "/năm": "/năm",
        " mỗi năm": " mỗi năm",
        " /01 năm": " /01 năm",
        " hộ nghèo/năm": " hộ nghèo/năm",
        " một năm": " một năm",
        " hội viên thoát nghèo/năm": " hội viên thoát nghèo/năm",
    },
    misses=(" trong năm", " năm ····", " hộ nghèo có nhu cầu hàng năm"),
    regex=r"""^ (?:\s(?:hộ|người|lao\ động|nghèo|hộ\ nghèo|lượt\ người))? \s{0,2} (?: (?:[^\W\d]{1,9}\ ?+){0,7}+ /\s?(?:0?1\s)?năm
          | (?:mỗi|hằng|hàng|một)\ năm | bình\ quân\s(?:mỗi|hằng|hàng)\ năm ) (?!\w)""",
)
LISTED = pattern(
    "the next of a list that one movement governs",
    catches={
        " hộ cận nghèo ": " hộ cận nghèo ",
        ", thiếu hụt nước sạch ": ", thiếu hụt nước sạch ",
        ", Chi bộ Nà Tông ": ", chi bộ nà tông ",
        "; ấp Bình Hòa: ": "; ấp bình hòa: ",
        ", trong đó ": ", trong đó ",
    },
    misses=(", hộ cận nghèo còn ", ", có ", ", hỗ trợ ", ", xã đạt chuẩn ", ", hộ nghèo được vay vốn "),
    regex=r"""^[,;]?\ (?:và\ |riêng\ )?(?:trong\ đó:?\ )?(?:(?:số\ |tỷ\ lệ\ )?
        (?:hộ|thiếu\ hụt|ấp|thôn|xóm|bản|buôn|làng|khóm|khu\ phố|tổ|xã|phường|thị\ trấn|huyện|chi\ bộ)\b
        (?:\ (?!(?:còn|đạt|có|được|xuống|lên|là|chiếm|thoát|tái|mới|đã|không|xuất|trở|phải|vay|chuẩn|ra)\b)[^\s,;:.]{1,12}){0,7}:?\ )?$""",
)
JOINED = pattern(
    "nothing but a conjunction",
    catches={" và ": " và ", ", ": ", ", " cùng với ": " cùng với "},
    misses=(" và có ", " hộ "),
    regex=r"""^[\s,]{0,3} (?:và|cùng\ với|cùng)? \s{0,2} $""",
)
EQUAL = pattern(
    "the same amount in other words",
    catches={" tương đương ": " tương đương ", " tương ứng với ": " tương ứng với ", " hay ": " hay ", " tức ": " tức ", " = ": " = "},
    misses=(" chiếm ", " tương ứng còn "),
    regex=r"""^[\s,(]{0,3} (?:tương\ ứng|tương\ đương|hay|tức(?:\ là)?|ứng\ với|=
          |bằng(?=\s{0,2}$)) (?:\ với|\ khoảng|\ tỷ\ lệ)? \s{0,2} $""",
)
SAME_IN_PERSONS = pattern(
    "the persons of the households before the stroke",
    catches={"/": "/", " nghèo/": " nghèo/", " cận nghèo / ": " cận nghèo / ", " nghèo với ": " nghèo với "},
    misses=(" hộ/", " nghèo, ", " với "),
    regex=r"""^ (?: (?:\ (?:cận\ )?nghèo)? \s?/\s? | \ (?:cận\ )?nghèo\ với\  ) $""",
)
LED = pattern(
    "a lead-in that speaks of a change",
    catches={"Chỉ tiêu giảm hộ nghèo năm 2022:": "giảm hộ", "Giao chỉ tiêu giảm tỷ lệ hộ nghèo:": "giảm tỷ lệ"},
    misses=("Công tác giảm nghèo:", "Chỉ tiêu cụ thể:"),
    regex=r"""(?<!\w) (?: (?P<down>gi[ảaáã]m) | (?P<up>tăng) ) \ (?:số\ |thêm\ )?(?:hộ|tỷ\ lệ|người|khẩu) (?!\w)""",
)
RATE_FALLS = pattern(
    "a rate falls, to below the figure",
    catches={"phấn đấu giảm tỷ lệ trẻ em bỏ học ": "giảm tỷ lệ trẻ em bỏ học ", "giảm tỷ lệ hộ nghèo ": "giảm tỷ lệ hộ nghèo "},
    misses=("giảm ", "giảm tỷ lệ hộ nghèo, phấn đấu "),
    regex=r"""(?<!\w)giảm\ (?:dần\ |nhanh\ )?t[ỷỉ]\ (?:lệ|suất)(?!\w)[^,;:]{0,90}$""",
)
POVERTY_FALLS = pattern(
    "poverty itself falls, by the figure",
    catches={
        "phấn đấu giảm nghèo ": "giảm nghèo ",
        "mức giảm nghèo bình quân hằng năm ": "giảm nghèo bình quân hằng năm ",
        "chỉ tiêu giảm nghèo bình quân cho giai đoạn ···· là ": "giảm nghèo bình quân cho giai đoạn ···· là ",
        "kết quả giảm nghèo năm ···· đạt ": "giảm nghèo năm ···· đạt ",
        "tỷ lệ giảm nghèo từ ": "giảm nghèo từ ",
    },
    misses=("công tác giảm nghèo, phấn đấu đạt ", "giảm nghèo còn ", "cán bộ làm công tác giảm nghèo được tập huấn đạt "),
    regex=r"""(?<!\w)(?<!công\stác\s)giảm\ nghèo (?: \ (?:đa\ chiều|chung|bền\ vững) )?
        (?: \ (?:bình\ quân|trung\ bình|hằng\ năm|hàng\ năm|mỗi\ năm|trong\ năm
          |(?:cho\ |của\ )?(?:cả\ )?(?:giai\ đoạn|năm|kỳ)|[·\d][-·–\d ]{1,29}
          |toàn\ (?:tỉnh|huyện|xã|phường|thị\ xã|thành\ phố)|của\ (?:tỉnh|huyện|xã|phường)) ){0,4}
        (?: \ (?:là|đạt|từ|được|khoảng|ở\ mức) ){0,2} \s{0,2}$""",
)
CHANGEABLE = ("percent", "household", "person", "fraction", "times", "house", "vnd", "turn", "commune", "hamlet", "district", "other")


@dataclass(frozen=True, slots=True)
class Movement:
    """How a quantity is meant. `verb`: down, up, fall, rise, state, or "" where no verb governs it."""

    measure: Measure
    direction: Direction | None
    per_year: bool
    verb: str


def movement(context: Context) -> Movement:
    """Read the governing verb from the words before the quantity; "giảm ... đạt 1,5%" is a change, "giảm ... còn 3%" a level."""
    q, left = context.quantity, context.left
    verb = "fall" if q.fall else _verb(left)
    yearly = bool(YEARLY_AFTER.match(context.right) or (q.unit.per.endswith("/năm") and q.unit.code != "vnd") or YEARLY.search(left))
    if q.unit.code == "percentage_point":
        return Movement(Measure.CHANGE, _direction(verb), yearly, verb)
    departs = q.start_value is not None and q.start_end is not None and q.start_end < q.figure[0]
    if departs and q.start_value is not None:
        return Movement(Measure.LEVEL, Direction.DOWN if q.value < q.start_value else Direction.UP, yearly, "fall")
    if q.unit.code == "times" and verb == "rise":
        verb = "up"  # "tăng lên 1,5 lần"
    if verb == "down" and q.unit.code in ("percent", "other") and q.comparator is Comparator.LT and RATE_FALLS.search(left):
        return Movement(Measure.LEVEL, Direction.DOWN, yearly, "fall")  # "giảm tỷ lệ bỏ học dưới 0,1%"
    if q.unit.code == "percent" and POVERTY_FALLS.search(left):
        verb = "down"
    if verb in ("down", "up") and q.unit.code in CHANGEABLE:
        return Movement(Measure.CHANGE, _direction(verb), yearly, verb)
    return Movement(Measure.LEVEL, _direction(verb), yearly, verb)


def carried(context: Context, own: Movement, before: Movement | None, same_unit: bool) -> Movement:
    """What was said of the quantity before goes on: "giảm 120 hộ nghèo và 80 hộ cận nghèo", "giảm 25 hộ, tương đương 0,8%", "còn 60 hộ
    (3,2%)"; the direction alone where a list goes on: "tiểu học đạt 99%, trung học cơ sở 95%"."""
    if own.verb or before is None or context.quantity.start_value is not None:
        return own
    listed = before.verb in ("down", "up") and LISTED.match(context.left) and (context.linked or "trong đó" in context.left)
    joined = same_unit and ((context.linked and JOINED.match(context.left)) or listed)
    joined = joined or SAME_IN_PERSONS.match(context.left)
    equal = EQUAL.match(context.left) or (context.outer is not None and (same_unit or not context.left.strip(" (")))
    if before.measure is Measure.CHANGE:
        return replace(own, measure=Measure.CHANGE, direction=before.direction, verb=before.verb) if joined or equal else own
    if equal:
        return replace(own, direction=before.direction)
    said = context.left.strip(" ,")
    goes_on = same_unit and context.linked and context.outer is None and context.quantity.unit.code == "percent" and before.verb == "rise"
    goes_on = goes_on and bool(said) and "tỷ lệ" not in said and "nghèo" not in said
    return replace(own, direction=before.direction) if goes_on else own


def led(own: Movement, left: str, lead: str) -> Movement:
    """Under "Chỉ tiêu giảm hộ nghèo của các thôn:" a bare "Thôn 5: 03 hộ" is a change."""
    verb = "" if own.verb else _verb(lead.rstrip(" :") + " ")
    if verb not in ("down", "up") and not own.verb and (match := LED.search(lead)):
        verb = "down" if match["down"] else "up"
    if verb not in ("down", "up") or len(left) > 60:
        return own
    return replace(own, measure=Measure.CHANGE, direction=_direction(verb), verb=verb)


NONE_BEYOND = pattern(
    "no one is to be beyond the figure",
    catches={
        "không có huyện nào giảm ": "không có huyện nào giảm ",
        "không để nợ quá hạn ": "không để nợ quá hạn ",
        "không còn xã có tỷ lệ hộ nghèo ": "không còn xã có tỷ lệ hộ nghèo ",
        "không để ": "không để ",
        "không để xã, phường nào có tỷ lệ hộ nghèo ": "không để xã, phường nào có tỷ lệ hộ nghèo ",
    },
    misses=("không có vốn, phấn đấu ", "không thu tiền; giảm "),
    regex=r"""(?<!\w)không\ (?: (?:để|có|còn)\ [^,;.:()\d]{0,60} | để\ (?:xã|phường|huyện|thôn|ấp|bản)[^;.:()\d]{0,60} )$""",
)
_NEGATED = {Comparator.GT: Comparator.LE, Comparator.LT: Comparator.GE}


def comparator(context: Context, verb: str) -> Comparator:
    """ "With a falling level, tối thiểu còn is le": the least fall leaves the highest level; "không có xã nào trên 5%" is at most 5."""
    given = context.quantity.comparator
    if given in _NEGATED and NONE_BEYOND.search(context.left):
        return _NEGATED[given]
    return Comparator.LE if given is Comparator.GE and verb == "fall" and context.quantity.start_value is None else given


def _verb(left: str) -> str:
    matches = list(VERB.finditer(left[-160:]))
    tail = left[-160:]
    for at, match in enumerate(reversed(matches)):
        name = next(n for n, v in match.groupdict().items() if v is not None)
        between = tail[match.end() :]
        if OBJECT.search(between) or _new_statement(between, name) or EACH_TIME.search(between):
            return ""
        earlier = [m for m in matches[: len(matches) - 1 - at] if m["down"] or m["up"]]
        reduced = name in ("rise", "state") and match.group() in ("đạt", "là", "bằng", "ở mức") and earlier
        if reduced and not OBJECT.search(tail[earlier[-1].end() :]) and "," not in tail[earlier[-1].end() :]:
            return "down" if earlier[-1]["down"] else "up"
        if match.group().strip() == "lên" and earlier and "tăng" in earlier[-1].group():
            return "rise"
        return name
    return ""


def _new_statement(between: str, name: str) -> bool:
    """Whether a comma parts the verb from the figure with more than an adverbial in between."""
    if name in ("fall", "state", "rise"):
        return "," in between
    tail = between.rsplit(",", 1)[-1] if "," in between else ""
    return bool(re.search(r"\b(?:có|được|và|hộ|lao động|người)\b", tail)) and len(tail) > 3


def _direction(verb: str) -> Direction | None:
    return {"down": Direction.DOWN, "fall": Direction.DOWN, "up": Direction.UP, "rise": Direction.UP}.get(verb)

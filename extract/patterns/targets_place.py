"""Where a quantity holds: a place narrower than the plan's own, as the text says it."""

from __future__ import annotations

from extract.model import Basis, Level
from extract.patterns.pattern import pattern
from extract.patterns.targets_clause import Context
from extract.text import key

WHERE = pattern(
    "a place narrower than the plan's own",
    catches={
        "hộ nghèo tại huyện nghèo giảm ": "tại huyện nghèo",
        "tại các xã đặc biệt khó khăn còn ": "tại các xã đặc biệt khó khăn",
        "hộ nghèo của thôn Đồng Mít là ": "của thôn đồng mít",
        "khu vực nông thôn đạt ": "khu vực nông thôn",
        "người dân vùng khó khăn góp phần nâng tỷ lệ có thẻ ": "vùng khó khăn",
    },
    misses=("toàn xã giảm ", "trên địa bàn tỉnh còn ", "của huyện giảm "),
    regex=r"""(?<!toàn\ ) (?<!mỗi\ ) (?<!là\ ) (?<!danh\ sách\ ) (?<!\w) (?:ở|tại|thuộc|của|trên\ địa\ bàn|trong)?\ ?
        (?P<where> (?:các\ |\d{1,3}\ )? (?: huyện\ (?:nghèo|miền) | xã\ (?:nghèo|đặc|bãi|biên|đbkk|khu|vùng|còn\ lại)
          | (?:(?<!nông\ )thôn,? | (?<!cơ\ )bản | ấp | buôn)(?=\ \S)(?!\ (?:mới|còn|giảm|đạt|là|có|được|và|trên)\b) | vùng\ (?:đồng
          |dân|khó|đặc|bãi|sâu|nông|miền) | khu\ vực\ (?:nông|thành|miền|đô|biên) | miền\ núi )
          [^,;:.%()\d]{0,60}? )
        (?= \s{0,2} (?:$ | [,;(] | \ (?:còn|giảm|đạt|là|xuống|tăng|chiếm|có|được|tối|trên|dưới|ít|không|bình\ quân|từ|đến|lên|mỗi
          |theo|cuối|năm|góp\ phần|nâng|nhằm|phấn\ đấu|hỗ\ trợ|đưa|giúp|để|bảo\ đảm|đảm\ bảo) (?!\w)))""",
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


NAMED_PLACES = pattern(
    "several places by their names",
    catches={
        "riêng các xã Mường Lũng, Tân Lập giảm từ ": "riêng các xã mường lũng, tân lập",
        "các huyện Mường Lũng, Tân Lập và Đồng Mít còn ": "các huyện mường lũng, tân lập và đồng mít",
        "huyện Mường Lũng, Tân Lập mỗi năm giảm ": "huyện mường lũng, tân lập",
    },
    misses=("các xã, phường giảm ", "riêng các xã đặc biệt khó khăn giảm "),
    regex=r"""(?<!\w)(?:riêng\ |đối\ với\ |ở\ |tại\ )? (?P<where> (?:các\ )?(?:huyện|xã|phường|thị\ trấn|thôn|bản|ấp|buôn|khóm|xóm|quận)
        (?:\ [^\s,;:.%()\d]{1,10}){1,4}(?:,(?:\ (?!mỗi|phấn)[^\s,;:.%()\d]{1,10}){1,4}){1,5}(?:\ và(?:\ [^\s,;:.%()\d]{1,10}){1,4})? )
        (?= \ (?:mỗi\ năm\ |phấn\ đấu\ )?(?:giảm|còn|có|đạt|tăng|là)\ (?:từ\ |tối\ thiểu\ |trên\ |dưới\ |thêm\ )?$ )""",
)
SUBJECT_PLACE = pattern(
    "a named place as the subject",
    catches={"Huyện Mường Lũng giảm ": "huyện mường lũng", "- xã Tân Lập còn ": "- xã tân lập"},
    misses=("huyện giảm ", "các xã Tân Lập giảm "),
    regex=r"""^[\s;+*-]{0,3} (?P<where> (?:huyện|xã|thị\ xã|thành\ phố|phường|thị\ trấn|thôn|bản|ấp|buôn|khóm|xóm)
        (?:\ (?!giảm|còn|có|đạt|tăng|phấn|hiện|là)[^\s,;:.%()\d]{1,10}){1,4}? )
        (?= \ (?:phấn\ đấu\ |đã\ |hiện\ )?(?:giảm|còn|có|đạt|tăng|là) (?!\w))""",
)
ZONE = pattern(
    "town or country, one behind the other",
    catches={", thành thị ": ", thành thị", "; đồng bằng còn ": "; đồng bằng", ", trong đó nông thôn ": ", trong đó nông thôn"},
    misses=("; lao động nông thôn ", ", xây dựng nông thôn mới ", ", thành thị và nông thôn "),
    regex=r"""^[\s,;()]{0,4} (?:và\ |trong\ đó:?\ |riêng\ |ở\ )? (?P<where> thành\ thị | nông\ thôn | đô\ thị | đồng\ bằng | miền\ núi )
        (?= (?:\ (?:còn|là|giảm|đạt|trên|dưới|khoảng))? \s{0,2} $ )""",
)
EACH_PLACE = pattern(
    "for each place of a kind",
    catches={"Mỗi thôn chọn ": "mỗi thôn", "mỗi xã, thị trấn từ ": "mỗi xã, thị trấn"},
    misses=("mỗi hộ được ", "các thôn chọn "),
    regex=r"""(?<!\w) (?P<where> mỗi\ (?:huyện|xã|thị\ xã|phường|thôn|bản|ấp|buôn|khóm|xóm|khu\ dân\ cư)
        (?:,\ (?:xã|phường|thị\ xã|thị\ trấn|thành\ phố|thôn|bản|ấp|khóm|buôn|xóm|tổ\ dân\ phố)){0,3} ) (?!\w)""",
)
BEHIND = pattern(
    "a place behind those counted",
    catches={
        " hộ nghèo, hộ cận nghèo huyện Mường Lũng (xây mới": " hộ nghèo, hộ cận nghèo huyện mường lũng",
        " công trình nước ở thôn Đồng Mít và thôn Khe Sen trong": " công trình nước ở thôn đồng mít và thôn khe sen",
        " hộ nghèo ở các xã biên giới được": " hộ nghèo ở các xã biên giới",
        " trẻ em vùng khó khăn ra lớp": " trẻ em vùng khó khăn",
    },
    misses=(" hộ do Ủy ban nhân dân huyện Mường Lũng chọn", " xã, phường có đường"),
    regex=r"""^ (?: (?!\ (?:do|được|phối|giao|cùng|nhân|theo|để)\ )[^;:.()\d] ){0,70}? (?<!nhân\ dân)
        (?<!ubnd)(?<!hđnd)(?<!cấp)(?<!là)(?<!danh\ sách)(?<!diện)(?<!khỏi) \s
        (?:(?:ở|tại|thuộc|trên\ địa\ bàn)\ )? (?P<where> (?:các\ )? (?: (?:ngoài\ )?huyện\ nghèo | xã\ (?:nghèo|đặc|bãi|biên|đbkk|khu)
          | vùng\ (?:đồng|dân|khó|đặc|bãi|sâu|nông|miền|cao|đông|biên|ven) | khu\ vực\ (?:nông|thành|miền|đô|biên) | miền\ núi | thành\ thị
          | (?P<named> (?:huyện|xã|thị\ xã|thành\ phố|phường|thị\ trấn|thôn|bản|ấp|buôn|khóm|xóm)
            (?=\ [^\W\d]) (?!\ (?:mới|và|có|được|nghèo)\b)) )
          (?:\ [^\s,;:.()\d]{1,10}){0,6}? (?:,\ (?:ven\ biển|hải\ đảo|miền\ núi|vùng\ \w{1,6}))? )
        (?= \s{0,3}(?:$|[,;(.:]) | \s\s | \ (?:có|được|theo|trong|ra|vào|năm|đạt|còn|giảm|là
            |từ|trước|đến|đi|vay|tham|sử|tiếp|xong|dạy|lên|với|về|để|bằng) (?!\w))""",
)


FORMER = pattern(
    "a place that was merged into another",
    catches={
        "Tỉnh Bạc Liêu (cũ) có ": "tỉnh bạc liêu (cũ)",
        "Địa bàn Cà Mau (cũ) hoàn thành ": "địa bàn cà mau (cũ)",
        "hộ nghèo huyện Krông Bông cũ còn ": "huyện krông bông cũ",
        "tỉnh Hải Dương trước đây giảm ": "tỉnh hải dương trước đây",
    },
    misses=("tỉnh Cà Mau có ", "nhà cũ của xã ", "cộng hai tỉnh cũ "),
    regex=r"""(?<!\w) (?P<where> (?:địa\ bàn|tỉnh|huyện|thành\ phố|thị\ xã|xã|phường|thị\ trấn)
        (?:\ (?!cũ|có|còn|và|giảm|đạt|của)[^\s,;:.%()\d]{1,12}){1,5}? \ \(?(?:cũ|trước\ đây|trước\ sáp\ nhập)\)? ) (?!\w)""",
)
WHOLE = pattern(
    "the whole of the plan's own place",
    catches={
        "toàn tỉnh còn 4,2% hộ nghèo": "toàn tỉnh",
        "trên địa bàn huyện có 1.250 hộ nghèo": "địa bàn huyện",
        "cả thị xã giảm 85 hộ": "cả thị xã",
    },
    misses=("huy động toàn xã hội giúp 20 hộ", "tại các xã còn 12%"),
    regex=r"""(?<!\w) (?:toàn|cả|địa\ bàn|địa\ bàn\ toàn)\s
        (?P<unit>tỉnh|thành\ phố|huyện|quận|thị\ xã|xã|phường|thị\ trấn) (?!\w) (?!\ hội\b)""",
)
# Levels of government: tỉnh > huyện, quận, thị xã > xã, phường, thị trấn; a "thành phố" may be of the first two.
_MERGED = ("toàn ", "cả ", "cộng ", "hai tỉnh", "sáp nhập", "hợp nhất", "hợp thành", "thành lập", "mới)")
_UNITS = {
    Level.PROVINCE: ("tỉnh", "thành phố"),
    Level.DISTRICT: ("huyện", "quận", "thị xã", "thành phố"),
    Level.COMMUNE: ("xã", "phường", "thị trấn"),
}


def whole(context: Context, level: Level | None) -> bool:
    """Whether the words before the quantity say that it is of the whole place whose plan this is."""
    return any(match["unit"] in _UNITS.get(level, ()) for match in WHOLE.finditer(context.left)) if level else False


def place(text: str, context: Context, own: tuple[str, ...] = ()) -> tuple[str | None, Basis]:
    """The narrower place that the quantity's own words name, or None; `own`: the plan's own places, bare."""
    q = context.quantity
    offset = q.start - len(context.left)
    for said in (EACH_PLACE, ZONE, WHERE, NAMED_PLACE, NAMED_PLACES, SUBJECT_PLACE):
        match = said.search(context.left)
        plain = said not in (NAMED_PLACES, SUBJECT_PLACE)
        if match and not is_own(match["where"], own) and (plain or _capital(text, offset + match.start("where"))):
            return _slice(text, offset, match.span("where")), Basis.STATED
    match = BEHIND.match(context.right)
    if match and not is_own(match["where"], own) and (not match["named"] or _capital(text, q.end + match.start("where"))):
        return _slice(text, q.end, match.span("where")), Basis.STATED
    return _former(text, q.start)


def _former(text: str, before: int) -> tuple[str | None, Basis]:
    """The former place of which the sentence speaks up to `before`: its figures are not the merged one's."""
    begin = max(0, text.rfind("\n", 0, before) + 1, text.rfind(". ", 0, before) + 1)
    said = key(text[begin:before])
    match = next(reversed(list(FORMER.finditer(said))), None)
    if match is None or any(word in said[match.end() :] for word in _MERGED):
        return None, Basis.DEFAULT
    return _slice(text, begin, match.span("where")), Basis.STATED


def carried(context: Context, before: str | None, *, same: bool) -> str | None:
    """The place of the quantity before, where this one goes on about it (`same`: it takes its indicator over): "còn 120 hộ, tỷ lệ 4%"."""
    if before is None or "toàn " in context.left:
        return None
    short = sum(len(word) > 1 for word in context.left.split()) <= 3
    return before if context.outer is not None or (context.linked and (same or short)) else None


def of_lead(lead: str, own: tuple[str, ...] = ()) -> str | None:
    """The place that ends a lead-in: "Khởi công 12 công trình ở huyện Mường Lũng, gồm:"."""
    keyed = key(lead)
    at = keyed.rfind(";") + 1
    match = BEHIND.match(keyed, 0) if not at else BEHIND.match(keyed[at:])
    if match is None:
        digits = [i for i, c in enumerate(keyed) if c.isdigit()]
        at = digits[-1] + 1 if digits else at
        match = BEHIND.match(keyed[at:])
    if match is None or is_own(match["where"], own) or (match["named"] and not _capital(lead, at + match.start("where"))):
        return None
    return _slice(lead, at, match.span("where"))


def _capital(text: str, at: int) -> bool:
    """Whether a name follows the kind of place: "huyện Mường Lũng", not "huyện chọn"."""
    words = text[at:].split(" ", 3)
    return any(word[:1].isupper() for word in words[1:3])


def is_own(where: str, own: tuple[str, ...]) -> bool:
    """Whether a place as written is the plan's own."""
    return any(key(where).endswith(key(name)) for name in own)


def _slice(text: str, offset: int, span: tuple[int, int]) -> str:
    return text[offset + span[0] : offset + span[1]].strip()

"""Which words of a sentence belong to which of its quantities.

A sentence is parted at semicolons and at brackets that hold quantities; between two quantities the gap is parted where a new statement
begins ("..., trong đó ...", "... và hộ cận nghèo còn ...").
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from extract.patterns.pattern import pattern
from extract.patterns.targets_joined import Quantity

NEW_HEAD = pattern(
    "a new statement begins",
    catches={
        " trong đó hộ nghèo là": " trong đó",
        " tỷ lệ hộ cận nghèo còn": " tỷ lệ",
        " hộ cận nghèo giảm còn": " hộ cận nghèo giảm",
        " phấn đấu giảm": " phấn đấu",
        " Hỗ trợ vay vốn": " hỗ trợ",
    },
    misses=(" hộ mới thoát nghèo", " kinh doanh", " người có công"),
    regex=r"""^\s{0,2} (?: trong\ đó | trong\ số | tỷ\ lệ | tỉ\ lệ | số | tổng\ số | tương\ ứng | tương\ đương | cuối\ năm
          | đầu\ năm | đến | năm | phấn\ đấu | đảm\ bảo | bảo\ đảm | giảm | tăng | còn | hỗ\ trợ
        | đào\ tạo | giải\ quyết | tạo | tổ\ chức | xây\ dựng | xây | sửa | mở | có | với | và | đạt | nâng | nhưng | đồng\ thời
          | duy\ trì | thực\ hiện | chiếm | riêng | ít\ nhất | tối\ thiểu | trên | dưới | không
        | gồm | bao\ gồm | cụ\ thể | bình\ quân | toàn | hiện | thu\ nhập | cho | cấp | tập\ huấn | vận\ động | huy\ động
          | hộ\ (?:cận\ )?nghèo\ (?:còn|giảm|là|chiếm|toàn|trên|năm|đa|cuối|xuống) | cận\ nghèo(?!(?:,|\ và)\ hộ) | thoát | tái\ nghèo
        | phát\ sinh | góp\ phần | tiếp\ tục | triển\ khai | lao\ động\ qua | ước | mỗi | mua | nhân\ rộng | đưa | giới\ thiệu
          | nhu\ cầu | xóa | bố\ trí | kinh\ phí | vốn | ngân\ sách ) (?![a-zđà-ỹ])""",
)
LINK = pattern(
    "a link between two quantities",
    catches={
        " hộ nghèo trong đó có ": " trong đó",
        " tổng số hộ và ": " và ",
        " nghèo chiếm tỷ lệ ": " chiếm",
        " hộ tương ứng giảm ": " tương ứng",
    },
    misses=(" nghèo có ", " số hộ "),
    regex=r"""\s(?:trong\ đó|chiếm|tương\ ứng|tương\ đương|đồng\ thời|còn\ lại|bao\ gồm|và\s) (?!\w)?""",
)
GROUPS = pattern(
    "the first of several groups that a share is of",
    catches={
        " đi làm việc ở nước ngoài, trong đó hộ nghèo": ", trong đó hộ nghèo",
        " lao động, riêng người dân tộc thiểu số": ", riêng người dân tộc thiểu số",
    },
    misses=(", trong đó hỗ trợ hộ nghèo", ", hộ nghèo"),
    regex=r""",\ (?:trong\ (?:số\ )?đó|riêng)(?:\ có)?
        (?:\ (?:lao\ động|người|hộ|thuộc|là|nghèo|cận\ nghèo|mới\ thoát\ nghèo|dân\ tộc\ thiểu\ số|dtts|phụ\ nữ)){1,6}$""",
)
NOUN = pattern(
    "what a starting value counts",
    catches={" nghèo (chiếm ": " nghèo", " hộ nghèo đầu năm ": " hộ nghèo", " lao động năm ": " lao động"},
    misses=(" đầu năm ", " xuống còn ", "/năm lên "),
    regex=r"""^(?:\s(?!(?:đầu|cuối|năm|vào|xuống|lên|còn|giảm|tăng|đến|tới|thành|hiện|của)(?!\w))[^\W\d]{1,8}){1,4}""",
)
TOLD = pattern(
    "what is said of those whose share it is",
    catches={" trưởng bản và cán bộ giảm nghèo được tập huấn ": " được ", " hộ, người có nhu cầu được vay ": " được "},
    misses=(" hộ nghèo và ", " đạt được "),
    regex=r"(?<!đạt)(?<!huy\ động)\ được\ ",
)
_MOST_BRACKETS = 40


@dataclass(frozen=True, slots=True)
class Context:
    """A quantity with its own words: `left` before it, `right` behind it (keyed, brackets that are not its own blanked).
    `outer`: index of the quantity before the bracket it stands in; `previous`: index of the one before it in the sentence, `linked`
    where no semicolon lies between; quantities of one `clause` have no semicolon between them."""

    quantity: Quantity
    left: str
    right: str
    outer: int | None
    previous: int | None
    linked: bool
    clause: int


def with_noun(key: str, context: Context) -> Context:
    """The context of "còn 5.868 hộ" behind "Từ 28.380 hộ nghèo", where what is counted stands behind the starting value alone."""
    at = context.quantity.start_end
    if at is None or at > context.quantity.start or any(c.isalpha() for c in context.right):
        return context
    noun = NOUN.match(key[at : context.quantity.start])
    return replace(context, right=noun.group() + context.right) if noun else context


def contexts(key: str, span: tuple[int, int], found: list[Quantity]) -> list[Context]:
    """Contexts of the quantities of one sentence, which stands at `span` of the keyed text."""
    if span[0] == 0:
        return _contexts(key[: span[1]], found)
    parts = _contexts(key[span[0] : span[1]], [q.shift(-span[0]) for q in found])
    return [replace(part, quantity=q) for part, q in zip(parts, found, strict=True)]


def _contexts(key: str, found: list[Quantity]) -> list[Context]:
    span = (0, len(key))
    flat, groups = _brackets(key, span, found)
    out: dict[int, Context] = {}
    clause = 0
    for opening, members in groups.items():
        closing = span[1] if opening < 0 else _closing(key, opening, span[1])
        plain = _without_inner(flat, opening, closing, groups, key)
        left = span[0] if opening < 0 else opening + 1
        left = max(left, plain.rfind(";", left, found[members[0]].start) + 1)
        outer = _before(found, members[0], groups, opening)
        plain, left = _told_before(plain, flat, opening, left, found[members[0]].start, 0 if outer is None else found[outer].end, span[0])
        for place, i in enumerate(members):
            q, last = found[i], place + 1 == len(members)
            gap = plain[q.end : closing if last else found[members[place + 1]].start]
            cut, next_left, hard = _part(gap, last)
            if q.unit.code == "percent" and not hard and TOLD.search(gap[cut:]) and not TOLD.search(gap[:cut]):
                cut, next_left = len(gap), 0  # "100% A, B và C được tập huấn 01 lần"
            previous = members[place - 1] if place else outer
            linked = previous is not None and (not place or ";" not in plain[found[previous].end : q.start])
            out[i] = Context(q, plain[left : q.start], plain[q.end : q.end + cut], outer, previous, linked, clause)
            left = q.end + next_left
            clause += hard
        clause += 1
    return [out[i] for i in sorted(out)]


def _told_before(plain: str, flat: str, opening: int, left: int, start: int, done: int, begin: int) -> tuple[str, int]:
    """ "thiếu hụt nhà ở (120 hộ)": the words in front of a bracket that opens with its figure belong to the figure."""
    if opening < 0 or plain[left:start].strip():
        return plain, left
    since = max(begin, done, flat.rfind(")", begin, opening) + 1, flat.rfind(";", begin, opening) + 1)
    return flat[:opening] + " " + plain[opening + 1 :], since


def _brackets(key: str, span: tuple[int, int], found: list[Quantity]) -> tuple[str, dict[int, list[int]]]:
    """Blank brackets without quantities; group quantities by the innermost bracket they stand in (-1: none)."""
    flat, stack, pairs = list(key), [], []
    for at in range(*span):
        if key[at] == "(":
            stack.append(at)
        elif key[at] == ")" and stack:
            pairs.append((stack.pop(), at))
    pairs += [(at, span[1]) for at in stack]
    if len(pairs) > _MOST_BRACKETS:
        return key, {-1: list(range(len(found)))}
    groups: dict[int, list[int]] = {}
    for i, q in enumerate(found):
        inside = [a for a, b in pairs if a < q.start and q.end <= b]
        groups.setdefault(max(inside, default=-1), []).append(i)
    for a, b in pairs:
        if not any(a < q.start < b for q in found) and b < span[1]:
            flat[a : b + 1] = " " * (b + 1 - a)
    return "".join(flat), dict(sorted(groups.items()))


def _closing(key: str, opening: int, end: int) -> int:
    depth = 0
    for at in range(opening, end):
        depth += (key[at] == "(") - (key[at] == ")")
        if depth == 0:
            return at
    return end


def _without_inner(flat: str, opening: int, closing: int, groups: dict[int, list[int]], key: str) -> str:
    """The text of one group with the brackets of the others within it blanked."""
    for other in groups:
        if other > opening and other < closing:
            end = min(_closing(key, other, closing) + 1, closing)
            flat = flat[:other] + " " * (end - other) + flat[end:]
    return flat


def _before(found: list[Quantity], first: int, groups: dict[int, list[int]], opening: int) -> int | None:
    if opening < 0:
        return None
    outside = [i for other, members in groups.items() if other != opening for i in members if found[i].end <= opening]
    return max(outside, default=None)


def _part(gap: str, last: bool) -> tuple[int, int, bool]:
    """Part the gap behind a quantity: where its right words end, where the next one's left words begin, whether a semicolon parts them."""
    if ";" in gap:
        return gap.index(";"), gap.rindex(";") + 1, True
    if last:
        return len(gap), len(gap), False
    if gap.lstrip()[:1] in (",", ":", "."):
        start = len(gap) - len(gap.lstrip())
        return start, start + 1, False
    commas = [i for i, c in enumerate(gap) if c == ","]
    for at in reversed(commas):
        if not gap[at + 1 :].strip() or NEW_HEAD.match(gap[at + 1 :]):
            listed = GROUPS.search(gap[:at])  # "..., trong đó hộ nghèo, cận nghèo chiếm 35%"
            cut = listed.start() if listed else at
            return cut, cut + 1, False
    links = list(LINK.finditer(gap))
    if links:
        return links[-1].start(), links[-1].start(), False
    if commas:
        return commas[-1], commas[-1] + 1, False
    return len(gap), 0, False

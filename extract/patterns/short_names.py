"""Bodies named before by a word of theirs alone: "Ban họp mỗi tháng", "Thành viên phụ trách thôn", "Lực lượng vũ trang giúp ngày công"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.authority.agencies import Mention
from extract.model import Responsibility, Span
from extract.patterns.duties import STARTS, VERB
from extract.patterns.pattern import pattern
from extract.text import key as key_of

# At the head of a clause, or behind how often ("Hằng tháng, Ban họp").
_EACH = "|".join(rf"(?<=(?<![^\W_]){each}\ {unit},\ )" for each in ("h[ằà]ng", "mỗi") for unit in ("tuần", "tháng", "quý", "năm"))
_OPENS = rf"(?:\A|(?<=[.;]\ )|{_EACH})"
# A member of the board that the heading names.
_MEMBERS = pattern(
    "members_alone",
    catches={
        "Thành viên phụ trách thôn như sau": "thành viên",
        "họp mỗi tháng. Các thành viên được phân công phụ trách xã": "các thành viên",
        "Từng thành viên bám khu phố": "từng thành viên",
        "Mỗi ủy viên theo dõi hai thôn": "mỗi ủy viên",
    },
    misses=("Thành viên hộ nghèo được cấp thẻ", "Các thành viên Ban Chỉ đạo phụ trách xã", "100% thành viên hộ"),
    regex=rf"""{_OPENS}(?:(?:các|từng|mỗi|mọi)\ )?(?:đồng\ chí\ |đ/c\ )?(?P<who>thành\ viên|ủy\ viên)
    (?=\ (?:được\ phân\ công|có\ trách\ nhiệm|chịu\ trách\ nhiệm|phải|xuống|bám|{STARTS.pattern}))""",
)
_FORCES = pattern(
    "forces_alone",
    catches={
        "Lực lượng vũ trang giúp ngày công": "lực lượng vũ trang",
        "Lực lượng quân sự và biên phòng góp ngày công": "lực lượng quân sự và biên phòng",
    },
    misses=("người có công và lực lượng vũ trang", "Lực lượng lao động được đào tạo"),
    regex=rf"""{_OPENS}(?:các\ )?lực\ lượng\ (?:vũ\ trang|quân\ (?:sự|đội)(?:(?:,|\ và)\ biên\ phòng)?)(?:\ (?:tỉnh|huyện|xã|địa\ phương))?
    (?=\ {STARTS.pattern})""",
)
_HEADS = r"(?:ban|tổ|đài|báo|quỹ|trung\ tâm|ngân\ hàng|bệnh\ viện|hội|trường|chi\ cục|trạm|công\ ty)"
_HEAD = pattern(
    "head_alone",
    catches={
        "mở chuyên trang; Đài phát chuyên mục": "đài",
        "Ban họp mỗi tháng 01 lần": "ban",
        "Hằng tháng, Ban họp một lần": "ban",
        "bình xét; mỗi quý, Tổ báo cáo": "tổ",
        "hướng dẫn các xã. Trung tâm cử cán bộ": "trung tâm",
    },
    misses=("Ban hành quy chế", "Đài Truyền thanh phát tin", "báo cáo. Báo cáo", "Hội thảo", "Tổ chức họp", "Trung tâm Y tế mở lớp"),
    regex=rf"{_OPENS}{_HEADS}(?!\ (?:hành|chức)(?![^\W_]))(?=\ (?:sẽ\ |phải\ )?{VERB})",
)


_INITIALS = re.compile(
    r"(?P<head>Phòng|Trung tâm|Chi cục|Ban|Trạm|Hội|Văn phòng) (?P<initials>[A-ZĐ]{1,9}(?:[-&., ]{1,3}[A-ZĐ]{1,9}){0,4})"
)


def with_named_before(text: str, found: Sequence[Mention], owners: Sequence[Mention]) -> tuple[Mention, ...]:
    """`found`, the agencies of `text`, and those that it names by one word, told from the `owners` of the heading above it or from
    those named before in the same text."""
    key = key_of(text)
    new = [*_members(key, owners), *_forces(key, owners), *_heads(text, key, found, owners)]
    kept = [m for m in new if not any(m.span.start < o.span.end and o.span.start < m.span.end for o in found)]
    return tuple(sorted((*found, *kept), key=lambda m: m.span.start)) if kept else tuple(found)


def officials_in_full(found: Sequence[Responsibility]) -> list[Responsibility]:
    """A commune's official named by the first of his fields has the name that the paper gives in full: "công chức Địa chính - Nông nghiệp"
    beside "Công chức Địa chính - Nông nghiệp - Xây dựng và Môi trường" (Decree 33/2023/NĐ-CP, Article 5)."""
    names = sorted({one.agency for one in found if one.agency.startswith("Công chức ")})
    longer = {name: [other for other in names if other.startswith(f"{name} - ")] for name in names}
    return [replace(one, agency=longer[one.agency][0]) if len(longer.get(one.agency, ())) == 1 else one for one in found]


def spelt_in_full(found: Sequence[Responsibility]) -> list[Responsibility]:
    """A body by its initials has the name that the paper gives in full: "Phòng LĐ-VL-GDNN" beside "Phòng Lao động - Việc làm - Giáo dục
    nghề nghiệp"."""
    names = sorted({one.agency for one in found})
    full: dict[str, str] = {}
    for name in names:
        short = _INITIALS.fullmatch(name)
        if short:
            wanted = [c for c in short["initials"].casefold() if c.isalpha()]
            like = [o for o in names if o.startswith(short["head"] + " ") and o != name and _initials(o[len(short["head"]) :]) == wanted]
            full |= {name: like[0]} if len(like) == 1 else {}
    return [replace(one, agency=full.get(one.agency, one.agency)) for one in found]


def _initials(name: str) -> list[str]:
    return [word[0].casefold() for word in re.findall(r"[^\W\d_]+", name) if word != "và"]


def _members_of(board: Mention, span: Span) -> Mention:
    """The members of `board`, named at `span`."""
    name = "Ban Chỉ đạo" if board.name.startswith("Ban Chỉ đạo") else board.name
    return Mention(span, f"Thành viên {name}", "steering_committee")


def _is_board(mention: Mention) -> bool:
    """Whether a body has members who go out for it: "Ban Giảm nghèo", "Tổ công tác"."""
    named = mention.name.startswith(("Ban Chỉ đạo", "Ban Quản lý", "Ban Giảm nghèo", "Ban Điều hành", "Ban Vận động", "Tổ công tác"))
    return named and " dự án" not in mention.name and " rừng" not in mention.name


def _members(key: str, owners: Sequence[Mention]) -> Iterator[Mention]:
    board = next((o for o in owners if _is_board(o)), None)
    if board is not None:
        yield from (_members_of(board, Span(*m.span())) for m in _MEMBERS.finditer(key))


def _forces(key: str, owners: Sequence[Mention]) -> Iterator[Mention]:
    military = [o for o in owners if o.sector == "military"]
    for m in _FORCES.finditer(key):
        yield from (replace(o, span=Span(*m.span())) for o in military)


def _heads(text: str, key: str, found: Sequence[Mention], owners: Sequence[Mention]) -> Iterator[Mention]:
    for m in _HEAD.finditer(key):
        if not text[m.start()].isupper():
            continue
        before = [o for o in found if o.span.end <= m.start()]
        named = next((o for o in (*reversed(before), *owners) if key_of(o.name).startswith(m.group() + " ")), None)
        if named is not None:
            yield replace(named, span=Span(*m.span()))

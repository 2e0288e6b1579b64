"""Agencies named one after another: "Sở Y tế, UBND các huyện (gồm ...) và các đoàn thể" is one list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.authority.agencies import Mention
from extract.model import Span
from extract.patterns.pattern import pattern

JOINT = pattern(
    "agency_joint",
    catches={
        "; ": "; ",
        " và ": " và ",
        ", cùng với ": ", cùng với ",
        " (gồm ": " (gồm ",
        " (cơ quan thường trực), ": " (cơ quan thường trực), ",
        '", "': '", "',
        " ": " ",
        "...): ": "...): ",
        ", Thủ trưởng ": ", thủ trưởng ",
        ", Giám đốc các Sở: ": ", giám đốc các sở: ",
        " trong khu công nghiệp phía Nam, ": " trong khu công nghiệp phía nam, ",
    },
    misses=(" hướng dẫn ", " phối hợp với ", ", nhất là tại ", " chủ trì, phối hợp với ", " lãnh đạo "),
    regex=r"""\A(?!\ lãnh\ đạo\ )(?:\s(?:trong|tại|trên|ở)(?:\s[^\W\d]{1,10}){1,7}(?=[,;]))?["']?\s?
    (?:\([^()]{0,120}\))?\s?(?:\.{3}|…)?[)"']?\s?
    (?:[,;:/+&-]\s?|và\s|hoặc\s|[,;]\s?và\s)?(?P<with>(?:cùng\ với|cùng|với)\s)?
    (?:\((?:gồm|như|bao\ gồm|trong\ đó\ có)?:?\s?)?(?:(?:đề\ nghị|các|gồm|như|là|thủ\ trưởng|lãnh\ đạo|người\ đứng\ đầu|toàn\ thể
    |hệ\ thống|tất\ cả|một\ số|các\ cấp|đồng\ chí|tập\ thể|giám\ đốc|trưởng)\s){0,2}
    (?:(?:sở|phòng|ban|bộ|hội|ngành)(?:,\ (?:ban|ngành))?\s?:\s)?["'(]?\Z""",
)
# What a body also is: "Phòng Lao động (thường trực Ban Giảm nghèo)" names one body.
_ALSO = pattern(
    "agency_also_is",
    catches={
        "(thường trực ban chỉ đạo giảm nghèo huyện)": "(thường trực ",
        "(cơ quan thường trực của ban giảm nghèo)": "(cơ quan thường trực của ",
        "(là cơ quan thường trực ban chỉ đạo)": "(là cơ quan thường trực ",
        "(kiêm phó trưởng ban giảm nghèo)": "(kiêm phó trưởng ",
    },
    misses=("(gồm Sở Y tế", "(cơ quan thường trực), ", "(thường trực: Sở Nội vụ"),
    regex=r"""\((?:(?:là\ |làm\ |giữ\ vai\ trò\ )?(?:cơ\ quan\ |đơn\ vị\ )?thường\ trực\ 
    |kiêm\ (?:phó\ |ủy\ viên\ |thành\ viên\ |trưởng\ ){0,3}
    |thuộc\ |trực\ thuộc\ |thành\ viên\ )(?:của\ )?""",
)
_LONGEST = 140


@dataclass(frozen=True, slots=True)
class AgencyList:
    """Agencies of one list in reading order. Those from `helpers` on stand behind "cùng"."""

    mentions: tuple[Mention, ...]
    helpers: int

    @property
    def start(self) -> int:
        return self.mentions[0].span.start

    @property
    def end(self) -> int:
        return max(m.span.end for m in self.mentions)


def list_from(key: str, mentions: Sequence[Mention], first: int) -> AgencyList:
    """The list that begins with `mentions[first]` in the text of key `key`."""
    chosen, helpers = [mentions[first]], None
    for m in mentions[first + 1 :]:
        last = chosen[-1]
        if m.span == last.span:
            chosen.append(m)
            continue
        if _also(key, last.span.end, m.span):
            continue
        joint = JOINT.match(key[last.span.end : m.span.start]) if m.span.start - last.span.end < _LONGEST else None
        if not joint:
            break
        if joint["with"] and helpers is None:
            helpers = len(chosen)
        chosen.append(m)
    return AgencyList(tuple(chosen), len(chosen) if helpers is None else helpers)


def _also(key: str, at: int, span: Span) -> bool:
    """Whether the body at `span` only says in brackets what the one that ends `at` also is."""
    opened = key.rfind("(", at, span.end)
    also = _ALSO.match(key, opened) if opened >= 0 else None
    return also is not None and also.end() >= span.start and not key[at:opened].strip() and key.find(")", opened, span.start) < 0


def lists(key: str, mentions: Sequence[Mention]) -> tuple[AgencyList, ...]:
    """All lists of a text, in reading order."""
    found: list[AgencyList] = []
    at = 0
    while at < len(mentions):
        one = list_from(key, mentions, at)
        found.append(one)
        at += len(one.mentions)
    return tuple(found)

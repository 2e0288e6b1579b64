"""Names of agencies in a text, each with its canonical name.

The lexicon (`agencies.toml`) is found by syllables, bodies named together and names outside the lexicon by a small grammar. A name loses
the place and level behind it, except where they say which body it is ("Ủy ban nhân dân cấp xã"); the head of a body stands for the body.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from extract.authority import agencies_alone, agencies_collective, agencies_officials, agencies_open, agencies_unions
from extract.authority.agencies_collective import LOCALITIES, OFFICES, SPECIALS, Found, levels
from extract.authority.agencies_lexicon import Body, bodies, fields, gazetteer, headed
from extract.authority.agencies_meant import stands_alone
from extract.authority.agencies_tails import before, tail
from extract.authority.syllables import Hit
from extract.model import Level, Span
from extract.patterns.duties import STARTS
from extract.patterns.pattern import pattern
from extract.text import key as key_of


@dataclass(frozen=True, slots=True)
class Mention:
    """An agency named in a text. `span` (characters of that text) takes in who stands for it and the place behind it.

    `name` is canonical. `collective` where it names many bodies; `weak` where the words are as often no agency ("địa phương", "các xã");
    `known` is false for a name that only the open grammar reads.
    """

    span: Span
    name: str
    sector: str
    collective: bool = False
    level: Level | None = None
    weak: bool = False
    known: bool = True


AGENCIES: tuple[Body, ...] = tuple({body.name: body for body in (*bodies(), *SPECIALS)}.values())

_DIVIDED = ("Phòng ", "Trung tâm ", "Trạm ", "Chi cục ")  # bodies with several fields, joined by dashes
_GOVERNMENT = {Level.PROVINCE: "{} tỉnh", Level.DISTRICT: "{} cấp huyện", Level.COMMUNE: "{} cấp xã"}
_LIST = pattern(
    "agencies_list_joint",
    catches={"Các Sở: Tài chính": ": ", "Sở Tài chính, Kế hoạch": ", ", "Sở Tài chính và Xây dựng": " và "},
    misses=("Sở Tài chính",),
    regex=r"\s?[,;:]\s?(?:và\s)?|\ (?:và|&)\ ",
)
_HEADS_OPEN = pattern(
    "agencies_list_head",
    catches={"Các Sở: Kế hoạch và Đầu tư": "các sở:", "các phòng: Kinh tế": "các phòng:", "các sở, ngành: Y tế": "các sở, ngành:"},
    misses=("các sở, ngành, địa phương", "Sở Y tế: chủ trì"),
    regex=r"(?<![^\W_])các\ (?P<head>sở|phòng|bộ|hội|ban|ngành|công\ chức)(?:,?\ (?:ban|ngành|phòng|đoàn\ thể|ban\ ngành)){0,3}\s?:",
)


_ON_LABOUR = pattern(
    "agencies_on_labour",
    catches={
        " (phụ trách LĐ-TB&XH)": " (phụ trách lđ",
        " (phụ trách giảm nghèo)": " (phụ trách giảm nghèo",
        " (LĐTBXH)": " (lđ",
    },
    misses=(" (phụ trách văn hóa)", " phụ trách xã"),
    regex=r"\s?\((?:(?:phụ\ trách|làm\ công\ tác|theo\ dõi)\ )?(?:lĩnh\ vực\ |mảng\ )?(?:lđ|lao\ động|giảm\ nghèo)",
)
_UNIT_NUMBER = pattern(
    "agencies_unit_number",
    catches={" 379, Bộ đội": " 379", " 737: Giúp dân": " 737", " 379 giúp dân": " 379"},
    misses=(" 12 xã", " 5%", " 30/4", " 2021 hộ"),
    regex=rf"\ \d{{2,4}}(?=\s?(?:[,;:.)](?!\d)|\Z)|\ và\ |\ {STARTS.pattern})",
)
# A school's kind, without its place.
_SCHOOL = re.compile(
    r"Trường (?:Mầm non|Mẫu giáo|Tiểu học|Trung học cơ sở|Trung học phổ thông|THCS|THPT|TH|MN|PTDTBT|Phổ thông dân tộc bán trú)"
    r"(?:(?: và | - |-|, | )(?:Tiểu học|Trung học cơ sở|Trung học phổ thông|THCS|THPT|TH|tiểu học|bán trú))*"
)


@lru_cache(maxsize=4096)
def mentions(text: str, home: Level | None = None) -> tuple[Mention, ...]:
    """Every agency named in `text`, in reading order, none overlapping another.

    `home` is the level of the plan the text stands in: the body meant by a bare "UBND".

    >>> [m.name for m in mentions("Sở LĐ-TB&XH, UBND các xã, phường")]
    ['Sở Lao động - Thương binh và Xã hội', 'Ủy ban nhân dân cấp xã']
    """
    key = key_of(text)
    found = _found(text, key, home)
    listed = sorted((*found, *_listed(text, key, found)), key=lambda f: f.span)
    return tuple(_levelled(_placed(list(_spelt(text, key, listed))), home))


def _found(text: str, key: str, home: Level | None) -> list[Found]:
    of_plan = (*agencies_alone.find(key, home), *agencies_officials.find(key, home))
    return sorted(_apart((*_worded(text), *of_plan)), key=lambda f: f.span)


@lru_cache(maxsize=4096)
def _worded(text: str) -> tuple[Found, ...]:
    """What the words of `text` name, whatever the level of its plan; they may overlap."""
    key = key_of(text)
    lexicon = [_in_full(text, key, hit) for hit in gazetteer().find(text) if stands_alone(text, key, hit)]
    unions = tuple(agencies_unions.find(text, key))
    boards = ("Ban Chỉ đạo", "Ban Quản lý")  # their names may go on
    named = agencies_open.find(text, key, tuple(f.span for f in (*lexicon, *unions) if not f.body.name.startswith(boards)))
    together = (f for f in agencies_collective.find(key) if not (f.body is OFFICES and _capital_follows(text, key, f.span)))
    return (*lexicon, *named, *together, *unions)


def _apart(found: Iterable[Found]) -> list[Found]:
    """Of those that overlap the longer."""
    chosen: list[Found] = []
    for f in sorted(found, key=lambda f: f.span.start - f.span.end):
        if all(f.span.end <= other.span.start or other.span.end <= f.span.start for other in chosen):
            chosen.append(f)
    return chosen


def _in_full(text: str, key: str, hit: Hit[Body]) -> Found:
    """A division of a department with all of its fields: "Phòng Bảo trợ xã hội - Trẻ em", of which the lexicon has the first; a
    cooperative with its name; an army's group with its number: "Đoàn Kinh tế - Quốc phòng 379"."""
    if hit.value.name.startswith("Đoàn Kinh tế") and (number := _UNIT_NUMBER.match(key, hit.span.end)):
        return Found(Span(hit.span.start, number.end()), Body(hit.value.name + number.group(), hit.value.sector))
    goes_on = agencies_open.more if hit.value.name.startswith(_DIVIDED) else agencies_open.named if hit.value.name == "Hợp tác xã" else None
    end = goes_on(text, key, hit.span.end) if goes_on else None
    if end is None:
        return Found(hit.span, hit.value)
    return Found(Span(hit.span.start, end), Body(hit.value.name + text[hit.span.end : end], hit.value.sector), known=False)


def _capital_follows(text: str, key: str, span: Span) -> bool:
    """Whether "các Sở" is the head of a list of names rather than all of them: "các Sở: Tài chính, Y tế"."""
    m = _HEADS_OPEN.match(key, span.start)
    return m is not None and len(span.of(text).split()) == 2 and any(at <= 1 for at in fields().starting(text[m.end() : m.end() + 60]))


def _listed(text: str, key: str, found: list[Found]) -> Iterator[Found]:
    """Fields whose head stands before the list: "Sở Tài chính, Kế hoạch và Đầu tư", "Các Sở: Tài chính, Y tế"."""
    places = [(f.span.end, f.body.head) for f in found if f.body.head and not key.startswith(":", f.span.end)]
    places += [(m.end() - 1, _head(m["head"])) for m in _HEADS_OPEN.finditer(key)]
    if not any(_LIST.match(key, at) for at, _ in places):
        return
    known = fields().starting(text)
    taken = {f.span.start for f in found}
    for place, head in places:
        at = place
        while head and (joint := _LIST.match(key, at)) and (hit := known.get(joint.end())) and joint.end() not in taken:
            body = headed()[head].get(hit.value)
            if body is None or not text[joint.end()].isupper():
                break
            yield Found(hit.span, body)
            at = hit.span.end


def _head(word: str) -> str:
    return word[:1].upper() + word[1:]


def _spelt(text: str, key: str, found: list[Found]) -> Iterator[Mention]:
    """Each name with who stands for it and the place behind it; a government's name says of what level."""
    reached = 0
    for i, f in enumerate(found):
        ends = next((o.span.start for o in found[i + 1 :] if not (o.weak or (f.body.levelled and o.body is LOCALITIES))), len(text))
        end, words = tail(text, key, board_end(key, f), ends)
        start = max(before(key, f.span.start), reached)
        if reached and start - reached <= 1 and key.startswith("lãnh đạo ", start):
            start = f.span.start  # "Đảng đoàn lãnh đạo Hội đồng nhân dân": here it is a verb.
        if f.span.start < reached:  # a place that belongs to the government before it
            continue
        reached = end
        body = f.body
        name = body.name + _proper(text, f, end) if body.proper else body.name
        sector = "labour" if body.head == "Công chức" and _ON_LABOUR.match(key, end) else body.sector
        mention = Mention(Span(start, end), name, sector, body.collective, body.level, f.weak, f.known)
        yield from _governments(mention, words, key) if body.levelled else (mention,)


def _placed(found: list[Mention]) -> list[Mention]:
    """Schools of one list with the place that only the last has: "Trường Mầm non, Trường Tiểu học Tân Hòa"."""
    for i in range(len(found) - 2, -1, -1):
        bare, named = found[i], found[i + 1]
        place = _SCHOOL.sub("", named.name) if _SCHOOL.match(named.name) else ""
        if place.strip() and _SCHOOL.fullmatch(bare.name) and named.span.start - bare.span.end <= 4:
            found[i] = replace(bare, name=bare.name + place)
    return found


def _proper(text: str, found: Found, end: int) -> str:
    """The bare place behind a newspaper's or a company's name ("Điện lực Sơn Tây"), which belongs to it; else nothing."""
    behind = text[found.span.end : end]
    return behind if behind[1:2].isupper() and behind.istitle() else ""


def board_end(key: str, found: Found) -> int:
    """The end of a name, behind the board whose members it names ("thành viên Ban Chỉ đạo giảm nghèo")."""
    if found.body.name != "Thành viên Ban Chỉ đạo":
        return found.span.end
    return agencies_open.board(key, found.span.end) or found.span.end


def _governments(mention: Mention, words: str, key: str) -> Iterator[Mention]:
    if "các cấp" in words or "cùng cấp" in words:
        yield replace(mention, name=f"{mention.name} các cấp")
        return
    if "địa phương" in words:
        yield replace(mention, name="Các địa phương", collective=True)
        return
    found = levels(words) or ((Level.COMMUNE,) if "cơ sở" in words else ())
    for level in found[:2]:
        yield replace(mention, name=_GOVERNMENT[level].format(mention.name), level=level)
    if not found:
        yield mention


def _levelled(found: list[Mention], home: Level | None) -> Iterator[Mention]:
    """A government without a level takes that of the next one in its list ("HĐND, UBND các xã"), else the plan's own."""
    for i, m in enumerate(found):
        if m.name not in ("Ủy ban nhân dân", "Hội đồng nhân dân"):
            turned = m.name == "Phòng Kế hoạch - Tài chính" and home in (Level.DISTRICT, Level.COMMUNE)
            yield replace(m, name="Phòng Tài chính - Kế hoạch") if turned else m
            continue
        after = next((o for o in found[i + 1 :] if o.span != m.span), None)
        near = (
            after is not None and after.span.start - m.span.end <= 6 and after.name.startswith(("Ủy ban nhân dân ", "Hội đồng nhân dân "))
        )
        level = after.level if near and after else home
        yield replace(m, name=_GOVERNMENT[level].format(m.name), level=level) if level in _GOVERNMENT and level else m

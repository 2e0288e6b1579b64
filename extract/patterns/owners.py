"""Who owns what stands under a heading or a line that names only agencies: "2.1. Sở Y tế", "Đề nghị Hội Nông dân:", "* UBND các xã"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extract.authority.agencies import Mention, mentions
from extract.model import Item, Level, Role, Span
from extract.patterns.agency_lists import list_from
from extract.patterns.duties import STARTS, any_of, words
from extract.patterns.pattern import pattern
from extract.patterns.roles import companions, duty, role_of
from extract.patterns.subjects import AFTER, subject_at
from extract.text import key as key_of

BEFORE = pattern(
    "heading_before",
    catches={
        "Trách nhiệm của Sở Y tế": "trách nhiệm của ",
        "Đề nghị Hội Nông dân": "đề nghị ",
        "Đối với UBND các xã": "đối với ",
        "Nhiệm vụ cụ thể của các phòng": "nhiệm vụ cụ thể của ",
    },
    misses=("Sở Y tế",),
    regex=r"""\A["'*_\s]*(?:(?:kính\ |trân\ trọng\ )?(?P<ask>đề\ nghị|kiến\ nghị)|(?P<task>giao(?:\ (?:nhiệm\ vụ
    |trách\ nhiệm))?(?:\ cho)?|yêu\ cầu|phân\ công(?:\ (?:nhiệm\ vụ|trách\ nhiệm))?(?:\ (?:của|cho))?
    |(?:trách\ nhiệm|nhiệm\ vụ|vai\ trò)(?:\ (?:cụ\ thể|thực\ hiện))?(?:\ của)?)|đối\ với|về\ phía|của)\s?:?\s["']?""",
)
_END = pattern(
    "heading_end",
    catches={
        ":": ":",
        " (cơ quan thường trực):": " (cơ quan thường trực):",
        " có trách nhiệm:": " có trách nhiệm:",
        " chủ trì": " chủ trì",
        "...": "...",
        " được phân công giúp đỡ xã": " được phân công giúp đỡ xã",
    },
    misses=(" tổ chức rà soát hộ nghèo", " và nhân dân", " phụ trách văn hóa trực tiếp chỉ đạo", " phụ trách từng hộ."),
    regex=r"""\A["'*_)\s]{0,4}(?:\([^()]{0,160}\))?\s?(?:\.{3}|…)?\s?
    (?:(?:,|\ và)\ (?:các\ )?(?:nhà\ hảo\ tâm|mạnh\ thường\ quân|tổ\ chức(?:,\ |\ và\ )cá\ nhân|cá\ nhân|người\ dân)
    (?:\ (?:có\ )?liên\ quan)?){0,3}\s?
    (?:(?:có\ )?(?:trách\ nhiệm|nhiệm\ vụ)|chủ\ trì|thực\ hiện
    |phối\ hợp|tổ\ chức\ thực\ hiện|thực\ hiện\ (?:các|những)\ nhiệm\ vụ(?:\ (?:sau|sau\ đây))?
    |tham\ gia(?:\ thực\ hiện)?(?:\ kế\ hoạch)?|(?:phụ\ trách|kiêm|làm\ công\ tác)\ 
    (?!(?:từng|mỗi|các|những|một|hai|ba|thôn|bản|ấp|hộ|xã|địa\ bàn|mô\ hình|nhóm|việc)(?![^\W_])|\d)
    (?:(?!trực\ tiếp|chủ\ trì|chỉ\ đạo|đôn\ đốc|tham\ mưu)[^.;:]){0,60}|các\ cấp|được\ (?:giao
    |phân\ công)(?:(?!\ (?:xuống|phải|chủ\ động|tổ\ chức|lập|báo\ cáo|cử|xây\ dựng|kiểm\ tra|gửi)\ )
    [^.;:]){0,60})?(?:\ [^\W\d_]{1,4})?\s?["'*_.:;,/\s)-]{0,6}\Z""",
)
_LABEL = pattern(
    "role_label",
    catches={
        "Cơ quan chủ trì: Sở Y tế": "cơ quan chủ trì:",
        "Đơn vị thực hiện; UBND các xã": "đơn vị thực hiện;",
        "(Chủ trì: Sở Y tế": "chủ trì:",
        "Sở Y tế; * Cơ quan phối hợp: UBND xã": "cơ quan phối hợp:",
    },
    misses=("Sở Y tế chủ trì, phối hợp", "chủ trì thực hiện chính sách"),
    regex=rf"""(?:\A|(?<=[.;,(:-])|(?<=[.;,(:-]\s)|(?<=[.;]\s[*+]\s))(?:(?P<lead>{any_of(words()["labels"]["lead"])})
    |(?P<support>{any_of(words()["labels"]["support"])})|(?P<implement>{any_of(words()["labels"]["implement"])}))
    (?:\ (?:dự\ án|tiểu\ dự\ án|thực\ hiện|chính|là))?\s?[:;]""",
)
LIST_HEAD = pattern(
    "list_head",
    catches={"các sở": "các sở", "giám đốc các sở": "giám đốc các sở", "các phòng, ban": "các phòng, ban"},
    misses=("theo các",),
    regex=r"""\A(?:(?:giám\ đốc|thủ\ trưởng|trưởng|lãnh\ đạo)\ )?các
    (?:\ (?:sở|phòng|ban|bộ|hội|ngành|công\ chức)(?:,\ (?:ban|ngành)){0,3})?\Z""",
)
LIST_LAST = pattern(
    "list_head_behind_others",
    catches={
        "chánh văn phòng ubnd tỉnh, giám đốc các sở": ", giám đốc các sở",
        "chánh văn phòng; trưởng các phòng, ban": "; trưởng các phòng, ban",
    },
    misses=("giám đốc các sở", "theo dõi các sở", "công khai, minh bạch các ngành nghề"),
    regex=r"""(?:[,;]|\ và)\ (?:(?:giám\ đốc|thủ\ trưởng|trưởng|lãnh\ đạo)\ )?các
    \ (?:sở|phòng|ban|bộ|hội|ngành)(?:,\ (?:ban|ngành)){0,3}\Z""",
)
_PIECE = pattern(
    "list_piece",
    catches={"Sở Y tế, ": ", ", "Sở Y tế; các ": "; các ", "Sở Y tế và ": " và ", "(": "("},
    misses=("trình ", "của "),
    regex=r"""(?:[,;/(:]|\ và|\ cùng(?:\ với)?)\s?(?:(?:các|như|gồm)\s)?\Z|\(\Z""",
)
_RELATIVE = pattern(
    "relative_clause",
    catches={" phụ trách các tiểu dự án; UBND": " phụ trách các tiểu dự án; "},
    misses=(" chủ trì, phối hợp với các sở",),
    regex=r"""\A\s?(?:chủ\ trì|phụ\ trách|thực\ hiện|quản\ lý|tham\ gia|được\ giao)\ (?:các\ )?(?:dự\ án|tiểu\ dự\ án|nội\ dung
    |hợp\ phần|nhiệm\ vụ|hoạt\ động)[^;.]{0,140}(?:;\s|\.?\Z)""",
)
BY = pattern(
    "done_by",
    catches={" chủ trì thực hiện": " chủ trì", " trực tiếp phụ trách": " trực tiếp phụ trách", " làm chủ đầu tư": " làm chủ đầu tư"},
    misses=(" phê duyệt", " ban hành"),
    regex=r"\A\s?(?:chủ\ trì|(?:trực\ tiếp\ )?phụ\ trách|làm\ chủ\ đầu\ tư|làm\ đầu\ mối)(?![^\W_])",
)
INTRODUCTION = pattern(
    "introduction",
    catches={
        "phân công các đơn vị thực hiện nhiệm vụ theo bảng sau:": "thực hiện nhiệm vụ theo bảng sau:",
        "thực hiện tốt một số nội dung sau đây:": "thực hiện tốt một số nội dung sau đây:",
    },
    misses=("chủ trì hướng dẫn các xã rà soát hộ nghèo theo các bước sau:", "thực hiện nhiệm vụ được giao."),
    regex=r"""(?:triển\ khai|thực\ hiện|tổ\ chức\ thực\ hiện|tập\ trung)(?:\ (?:tốt|nghiêm|có\ hiệu\ quả|đồng\ bộ|thực\ hiện))?
    (?:\ (?:các|một\ số|những))?(?:\ (?:nhiệm\ vụ|nội\ dung|công\ việc|giải\ pháp))?(?:\ (?:cụ\ thể|trọng\ tâm|chủ\ yếu))?
    (?:\ (?:theo\ bảng|theo\ biểu|như|theo\ phụ\ lục))?\ sau(?:\ đây)?\s?[:.]\Z""",
)
_SO = pattern(
    "as_follows",
    catches={"các nhiệm vụ sau:": "sau:", "nội dung sau đây": "sau đây"},
    misses=("sau đó rà soát",),
    regex=r"(?<![^\W_])sau(?:\ đây)?\s?[:.]?\s?\Z",
)
_LISTS = pattern(
    "lists_its_objects",
    catches={"UBND tỉnh trình các nghị quyết về:": "nghị quyết về:", "UBND xã lập hồ sơ gồm:": "hồ sơ gồm:"},
    misses=("có trách nhiệm:", "thực hiện các nhiệm vụ sau:"),
    regex=r"(?:[^\W\d_]{1,8}\ ){1,2}(?:về|về\ việc|gồm|bao\ gồm|như)\s?:\Z",
)
_GIVEN_LAST = pattern(
    "given out at the end of a line",
    catches={
        "giao HĐND huyện giám sát; giao ": "; giao ",
        "chỉ đạo các cấp, đề nghị ": ", đề nghị ",
        "ban hành kế hoạch; đồng thời giao cho ": "; đồng thời giao cho ",
    },
    misses=("bàn giao ", "UBND huyện giao ", "tham mưu, giao nhiệm vụ và "),
    regex=r"[;,]\ (?:và\ |đồng\ thời\ )?(?:giao(?:\ cho)?|yêu\ cầu|phân\ công|(?P<ask>đề\ nghị))\ (?:các\ )?\Z",
)
_LAST = 20
_SHORT = 110


@dataclass(frozen=True, slots=True)
class Owner:
    """An agency that owns what hangs under it. `at` is the place of its name in the document; `role` where a label gives one."""

    mention: Mention
    at: Span
    requested: bool = False
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """ "Cơ quan chủ trì:" at characters `start` to `end` of a line, and the role it gives."""

    start: int
    end: int
    role: Role


def labels(key: str) -> tuple[Label, ...]:
    """The labels that give roles, in reading order."""
    roles = (("lead", Role.LEAD), ("support", Role.SUPPORT), ("implement", Role.IMPLEMENT))
    return tuple(
        Label(*m.span(), role)
        for m in _LABEL.finditer(key)
        if not m.start() or m.group().endswith(":")
        for group, role in roles
        if m[group]
    )


def owners_of(text: str, start: int, home: Level | None, role: Role | None = None) -> tuple[Owner, ...]:
    """The agencies of a line that names only agencies (with "Đề nghị", "Trách nhiệm của" before them); else none.

    `start` is where `text` begins in the document.
    """
    key, found = key_of(text), mentions(text, home)
    if not found:
        return ()
    before = BEFORE.match(key)
    begins = before.end() if before else 0
    lead = key[begins : found[0].span.start].strip("\"'*_ (:")
    if lead and not LIST_HEAD.match(lead):
        return ()
    listed = list_from(key, found, 0)
    if not _END.match(key[listed.end :]):
        return ()
    asked = bool(before and before["ask"])
    return tuple(Owner(m, m.span.shift(start), asked, role) for m in listed.mentions)


def owners_behind(text: str, start: int, home: Level | None, role: Role) -> tuple[Owner, ...]:
    """The agencies behind a label, where a clause may say which are meant: "Cơ quan thực hiện: Các sở chủ trì các dự án; UBND các xã".

    None where the text goes on as a sentence of theirs ("Đơn vị chủ trì: Sở Y tế chủ trì, phối hợp với ...").
    """
    key, found = key_of(text), mentions(text, home)
    if not found or found[0].span.start:
        return ()
    behind = key[list_from(key, found, 0).end :]
    if AFTER.match(behind) and not (_RELATIVE.match(behind) or _END.match(behind)):
        return ()
    named = [m for m in found if not m.span.start or _PIECE.search(key[: m.span.start]) or _by(key, m)]
    return tuple(Owner(m, m.span.shift(start), role=role) for m in named)


def _by(key: str, mention: Mention) -> bool:
    """ "Sở Y tế; riêng nước sạch do Sở Xây dựng chủ trì" names the second too."""
    return key.endswith("do ", 0, mention.span.start) and bool(BY.match(key[mention.span.end :]))


def owners_introduced(text: str, start: int, home: Level | None, below: bool) -> tuple[Owner, ...]:
    """The agencies of a line that introduces their tasks: "Giám đốc các sở tập trung thực hiện các nhiệm vụ sau:".

    `below`: tasks hang under the line; then a short one will do ("Sở Y tế chủ trì, phối hợp với Sở Tài chính:"). Its roles hold for them.
    """
    key, found = key_of(text), mentions(text, home)
    if below and (last := _given_last(key, found, start)):
        return last
    subject = subject_at(key, found, 0, len(text))
    if subject is None or subject.rule == "preamble":
        return ()
    introduces = _SO.search(key[-_LAST:]) and INTRODUCTION.search(key.rstrip(" :.") + ":")
    if not introduces and not (below and len(text) - subject.agencies.end <= _SHORT):
        return ()
    role = role_of(key, found, subject.verb, len(text))
    own = None if role is Role.IMPLEMENT else role
    owners = [Owner(m, m.span.shift(start), subject.requested, own) for m in subject.agencies.mentions]
    for listed in companions(key, found, subject.verb, len(text)):
        owners += [Owner(m, m.span.shift(start), role=Role.SUPPORT) for m in listed.mentions]
    return tuple(owners)


def _given_last(key: str, found: Sequence[Mention], start: int) -> tuple[Owner, ...]:
    """Those with whom a line ends that gives tasks out before: "Giao HĐND huyện giám sát; giao UBND huyện:"."""
    for first, mention in enumerate(found):
        given = _GIVEN_LAST.search(key[: mention.span.start])
        listed = list_from(key, found, first) if given else None
        if given and listed and not key[listed.end :].strip(" .:"):
            return tuple(Owner(m, m.span.shift(start), bool(given["ask"])) for m in listed.mentions)
    return ()


def is_label_only(item: Item) -> bool:
    """Whether a line says no more than "Phân công thực hiện:"."""
    key = key_of(item.text)
    found = labels(key)
    return bool(found) and found[0].start == 0 and not key[found[0].end :].strip(" .:")


def lists_objects(introduction: str, below: Iterable[str] = ()) -> bool:
    """Whether what stands below an introduction is the object of its verb ("UBND tỉnh trình các nghị quyết về:"), not tasks."""
    return bool(_LISTS.search(key_of(introduction.rstrip(" :") + ":"))) and not any(STARTS.match(duty(key_of(text))) for text in below)

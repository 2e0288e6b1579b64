"""A line of running text cut into its tasks, each with the agencies that the line itself gives it to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.authority.agencies import Mention
from extract.authority.agencies import mentions as mentions_of
from extract.model import Level, Role
from extract.patterns.agency_lists import AgencyList, list_from
from extract.patterns.asides import asides, passive
from extract.patterns.duties import any_of, words
from extract.patterns.owners import BY, INTRODUCTION, LIST_LAST, labels
from extract.patterns.pattern import pattern
from extract.patterns.roles import companions, role_of
from extract.patterns.subjects import Subject, sentences, subject_at
from extract.text import key as key_of

_NOUN = pattern(
    "duty_as_noun",
    catches={
        "Tăng cường sự chỉ đạo, điều hành của ": "sự chỉ đạo, điều hành của ",
        "sự phối hợp của ": "sự phối hợp của ",
        "Đề cao vai trò nòng cốt của ": "vai trò nòng cốt của ",
        "Nâng cao hiệu quả quản lý, điều hành, của ": "hiệu quả quản lý, điều hành, của ",
        "chất lượng hoạt động của ": "chất lượng hoạt động của ",
    },
    misses=("sự tham gia của người dân", "quyền lợi của "),
    regex=rf"""(?<![^\W_])(?P<nouns>{any_of(words()["nouns"])}(?:,?\ {any_of([*words()["nouns"], *words()["fillers"]])}){{0,7}}),?\ 
    (?:của|từ)\ (?:các\ )?["']?\Z""",
)
_STRENGTHEN = pattern(
    "strengthen",
    catches={"Tăng cường sự lãnh đạo": "tăng cường", "; phát huy vai trò": "phát huy", "Tiếp tục nâng cao": "tiếp tục nâng cao"},
    misses=("Sở Y tế",),
    regex=rf"(?:(?<=\A)|(?<=[,;:]\ )|(?<=\ và\ )){any_of(words()['strengthen'])}",
)
_PLAIN_LABEL = pattern(
    "plain_label",
    catches={"Chế độ báo cáo: các phòng": "chế độ báo cáo: ", "Về tuyên truyền: Đài": "về tuyên truyền: "},
    misses=("Sở Y tế (cơ quan đầu mối): rà soát", "Chế độ báo cáo"),
    regex=r"\A(?:[^\W_]{1,12},?\ ){0,13}[^\W_]{1,12}\s?:\s(?=\S)",
)
_REACH = 90
_SOON = 20  # "; sau khi giao, Trung tâm cử viên chức": so short a preamble begins a clause of somebody else
# A purpose or a beneficiary between the opening verb and the noun: "tăng cường trang thiết bị cho hoạt động của Trạm".
_ASIDE = pattern(
    "beneficiary",
    catches={"trang thiết bị cho hoạt động": " cho ", "nguồn lực để thực hiện": " để "},
    misses=("sự lãnh đạo, chỉ đạo của",),
    regex=r"\ (?:cho|để|nhằm|bằng|nguồn|vốn)\ ",
)
_COLON = pattern(
    "colon_before_words",
    catches={": không để hội viên tái nghèo": ": "},
    misses=(": 12 triệu đồng", ": Sở Y tế", " không để ai"),
    regex=r":\ (?=(?:[^\W\d]{1,12},?\ ){4})",
)
_DIRECTS = pattern(
    "tells_others",
    catches={"chỉ đạo chi cục thủy lợi sửa kênh": "chỉ đạo chi cục", "chỉ đạo các trường": "chỉ đạo các trường"},
    misses=("chỉ đạo toàn diện", "giúp chỉ đạo"),
    regex=r"""chỉ\ đạo\ (?:các\ (?:trường|trung\ tâm|trạm|đơn\ vị|phòng|chi\ cục)|chi\ cục|trung\ tâm|trạm|hạt|trường|phòng
    |văn\ phòng|ban\ quản\ lý)(?![^\W_])""",
)
_TELLS = pattern(
    "tells a body by name",
    catches={"Chỉ đạo ": "chỉ đạo ", "- Chỉ đạo các ": "- chỉ đạo các "},
    misses=("Chủ trì, lãnh đạo ",),
    regex=r"[-+*\s]{0,3}chỉ\ đạo\ (?:các\ )?",
)
# "Hội Nông dân vận động hội viên; khó khăn phát sinh, các đơn vị phản ánh về Sở": the last clause is of all.
_TROUBLE = pattern(
    "when trouble comes",
    catches={
        "khó khăn phát sinh, ": "khó khăn phát sinh",
        "quá trình thực hiện nếu có vướng mắc, ": "quá trình thực hiện nếu có vướng mắc",
        "trường hợp có phát sinh, ": "trường hợp có phát sinh",
    },
    misses=("rà soát khó khăn, ", "theo dõi, "),
    regex=r"""\A(?:(?:trong\ )?quá\ trình\ (?:tổ\ chức\ |triển\ khai\ ){0,2}thực\ hiện,?\ |trường\ hợp\ )?
    (?:nếu\ |khi\ )?(?:có\ )?(?:những\ )?(?:khó\ khăn|vướng\ mắc|phát\ sinh|bất\ cập|vấn\ đề)
    (?:(?:,\ |\ và\ |\ )(?:khó\ khăn|vướng\ mắc|phát\ sinh|bất\ cập)){0,2}(?=,|\ |\Z)""",
)
_CUTS = re.compile(r";\s{1,3}")


@dataclass(frozen=True, slots=True)
class Part:
    """The task is characters `start` to `end` of the line. `owners` are those the line names, none where it names no one."""

    start: int
    end: int
    owners: tuple[tuple[Mention, Role], ...] = ()
    requested: bool = False
    rule: str = "subject"
    nouns: bool = False


def parts(text: str, mentions: Sequence[Mention], governed: bool, kind: str = "plain", home: Level | None = None) -> Iterator[Part]:
    """The tasks of a line in reading order.

    `governed`: the line stands under an agency. `kind`: "plain", "aims" (no duty put as a noun) or "preamble" (directives only).
    `home`: the level of the plan.
    """
    key = key_of(text)
    labelled = _labelled(key, mentions)
    if labelled is not None:
        yield labelled
        return
    begun: list[tuple[int, int, Subject | Part | None]] = []
    for start, end in _joined(key, mentions, sentences(text, key)):
        for at, to, found in _clauses(key, mentions, start, end, governed, kind):
            if found is None and begun and not ((begun[-1][2] is None or at == start) and passive(key, mentions, at, to)):
                last = begun[-1]
                begun[-1] = (last[0], to, last[2])
            else:
                begun.append((at, to, found))
    asked = False
    for at, to, found in begun:
        if kind == "preamble" and found is None:
            continue
        stop = at + len(text[at:to].rstrip())
        if found is not None and INTRODUCTION.search(key[at:stop]):
            continue
        if isinstance(found, Part):
            yield Part(found.start, stop, found.owners, rule=found.rule, nouns=True)
        elif found is not None:
            # "Đề nghị Mặt trận giám sát; Hội Nông dân nhận giúp 20 hộ": the second is asked too, unless told.
            asked = found.requested or (asked and not found.directed and found.rule != "preamble")
            yield replace(_owned(key, mentions, found, stop, home), requested=asked)
        else:
            yield Part(at, stop, tuple(asides(key, mentions, at, stop, home)), rule="by")


def _joined(key: str, mentions: Sequence[Mention], found: Iterator[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The sentences, where "Phòng Văn hóa. Chủ trì ..." is one."""
    open_: int | None = None
    for start, end in found:
        at = start if open_ is None else open_
        first = next((i for i, m in enumerate(mentions) if m.span.start == start), None)
        if first is not None and not key[list_from(key, mentions, first).end : end].strip(" .") and end < len(key):
            open_ = at
            continue
        yield at, end
        open_ = None
    if open_ is not None:
        yield open_, len(key)


def _clauses(
    key: str, mentions: Sequence[Mention], start: int, end: int, governed: bool, kind: str
) -> Iterator[tuple[int, int, Subject | Part | None]]:
    """A sentence's clauses that have agencies of their own; what has none belongs to the clause before."""
    at, found = start, _subject(key, mentions, start, end, governed, kind)
    first: Subject | Part | None = found or (None if governed or kind != "plain" else _nouns(key, mentions, start, end))
    searched = found.verb if found else start
    for cut in _CUTS.finditer(key, searched, end):
        new = subject_at(key, mentions, cut.end(), end)
        trouble = new is not None and new.rule == "preamble" and _TROUBLE.match(key[cut.end() : new.agencies.start]) is not None
        soon = new is not None and new.agencies.start - cut.end() <= _SOON
        if new is None or (new.rule == "preamble" and not (trouble or soon)) or kind == "preamble":
            continue
        told = _DIRECTS.match(key, at, cut.start()) or any(_TELLS.fullmatch(key, at, m.span.start) for m in mentions)
        shared_out = key.startswith("phân công", cut.end()) and all(m.name == "Các sở, ban, ngành" for m in new.agencies.mentions)
        if governed and (shared_out or (told and not new.directed)):
            continue  # "Chỉ đạo Chi cục Thủy lợi sửa kênh; Trạm Khuyến nông mở lớp": who is told has no task of its own
        yield at, cut.start(), first
        at, first = cut.end(), new
    yield at, end, first


def _subject(key: str, mentions: Sequence[Mention], start: int, end: int, governed: bool, kind: str) -> Subject | None:
    begins = _behind_label(key, mentions, start, end)
    found = subject_at(key, mentions, begins, end, free=not governed)
    if found and not found.directed and (kind == "preamble" or (found.rule == "preamble" and passive(key, mentions, begins, found.verb))):
        return None
    return found or (_introduced(key, mentions, begins, end) if governed and not start else None)


def _introduced(key: str, mentions: Sequence[Mention], start: int, end: int) -> Subject | None:
    """One of those in charge before a colon, whatever follows but a sum: "Hội Nông dân: không để hội viên nào tái nghèo"."""
    if not mentions or mentions[0].span.start != start:
        return None
    listed = list_from(key, mentions, 0)
    rest = _COLON.match(key, listed.end, end)
    return Subject(listed, start, rest.end()) if rest else None


def _behind_label(key: str, mentions: Sequence[Mention], start: int, end: int) -> int:
    """Where a sentence begins behind "Phân công thực hiện:" or another short label before an agency ("Chế độ báo cáo: các đơn vị ...")."""
    label = next(iter(labels(key[start : min(end, start + 80)])), None)
    if label is None or label.start:
        plain = _PLAIN_LABEL.match(key[start:end])
        begins = start + plain.end() if plain else start
        listed = LIST_LAST.search(key[start:begins].rstrip(" :"))  # "Chánh Văn phòng, Giám đốc các Sở: Tài chính, Y tế" is one list
        return begins if not listed and any(m.span.start == begins for m in mentions) else start
    return start + label.end + len(key[start + label.end : end]) - len(key[start + label.end : end].lstrip())


def _owned(key: str, mentions: Sequence[Mention], found: Subject, end: int, home: Level | None) -> Part:
    named, helpers = found.agencies.mentions, found.agencies.helpers
    role = role_of(key, mentions, found.verb, end)
    owners = [(m, role if i < helpers else Role.SUPPORT) for i, m in enumerate(named)]
    if named[0].name == "Cơ quan thường trực":
        owners[0] = (named[0], Role.LEAD)
    owners += asides(key, mentions, found.verb, end, home)
    start = found.clause if key.startswith("phân công", found.clause) else found.verb
    return Part(start, end, tuple(owners), found.requested, found.rule)


def _nouns(key: str, mentions: Sequence[Mention], start: int, end: int) -> Part | None:
    """A sentence such as "Đề cao trách nhiệm của cấp ủy, sự phối hợp của Mặt trận": its agencies in one task."""
    openings = [start + m.start() for m in _STRENGTHEN.finditer(key[start:end])]
    if not openings:
        return None
    owners: list[tuple[Mention, Role]] = []
    i = 0
    while i < len(mentions):
        listed = list_from(key, mentions, i)
        i += len(listed.mentions)
        begins = max((at for at in openings if at < listed.start), default=None)
        if begins is None or listed.end > end:
            continue
        noun = _NOUN.search(key[max(begins, listed.start - _REACH) : listed.start])
        if noun and not _ASIDE.search(key, begins, max(begins, listed.start - _REACH) + noun.start()):
            role = Role.SUPPORT if "phối hợp" in noun["nouns"] else Role.IMPLEMENT
            owners += [(m, role) for m in listed.mentions]
    return Part(start, end, tuple(owners), rule="noun", nouns=True) if owners else None


def _labelled(key: str, mentions: Sequence[Mention]) -> Part | None:
    """ "Rà soát nhu cầu (chủ trì: Sở Y tế; phối hợp: các xã)": what stands before the first label is the task."""
    found = [label for label in labels(key) if _names(key, mentions, label.end)]
    if not found or not key[: found[0].start].strip(" .,;:(-\"'"):
        return None
    owners: list[tuple[Mention, Role]] = []
    for label in found:
        listed = list_from(key, mentions, _first(mentions, label.end) or 0)
        owners += [(m, label.role) for m in listed.mentions]
    end = len(key[: found[0].start].rstrip(" .,;:(-\"'"))
    return Part(0, end, tuple(owners), rule="label")


def _names(key: str, mentions: Sequence[Mention], at: int) -> bool:
    """Whether a label that ends at `at` is followed by names alone: "phân công: Sở Y tế chủ trì ..." is a sentence."""
    first = _first(mentions, at)
    if first is None:
        return False
    by = BY.match(key[list_from(key, mentions, first).end :])
    return not by or not key[list_from(key, mentions, first).end + by.end() :].strip(" .;,)")


def _first(mentions: Sequence[Mention], at: int) -> int | None:
    return next((i for i, m in enumerate(mentions) if 0 <= m.span.start - at <= 2), None)


def bracketed(text: str, home: Level | None) -> bool:
    """Whether a heading says in brackets who leads: "Dự án 2: Dạy nghề (Sở Nội vụ chủ trì)"."""
    key = key_of(text)
    return any(m.span.start and key[m.span.start - 1] == "(" and BY.match(key[m.span.end :]) for m in mentions_of(text, home))


def company(key: str, mentions: Sequence[Mention], part: Part) -> Iterator[Mention]:
    """Those named to help with the task of `part`."""
    found: Iterator[AgencyList] = companions(key, mentions, part.start, part.end)
    for listed in found:
        yield from listed.mentions

"""Who must act by a deadline: the subject of its sentence, the body it hangs under, or who leads the project."""

from __future__ import annotations

from extract.model import Paper, SectionKind, Span
from extract.patterns.deadlines_context import Where, clause_of
from extract.patterns.deadlines_grammar import lexicon
from extract.patterns.legal_types import alternatives
from extract.patterns.pattern import pattern
from extract.text import key

_HEADS = alternatives(lexicon()["agencies"]["heads"])
_VERBS = alternatives(lexicon()["agencies"]["verbs"])
_ASK = r"(?:(?:và\s)?(?:đề\snghị|yêu\scầu|giao|trách\snhiệm\scủa|đối\svới|phân\scông|nhiệm\svụ\scủa)(?:\scho)?\s(?:các\sđồng\schí\s)?)?"
SUBJECT = pattern(
    "who acts",
    catches={
        "Sở Y tế chủ trì": "sở",
        "Đề nghị Mặt trận Tổ quốc tỉnh vận động": "đề nghị mặt trận",
        "yêu cầu các đơn vị báo cáo": "yêu cầu các đơn vị",
    },
    misses=("Hỗ trợ các hộ nghèo", "Rà soát hộ nghèo", "Báo cáo kết quả"),
    regex=rf"\A[\s*_\"]{{0,4}}{_ASK}(?P<who>(?:{_HEADS})(?!\w)(?!\s(?:hành|nghị|hợp|thảo|chợ|viên|cáo)(?!\w)))",
)
VERB = pattern(
    "verb behind a body",
    catches={"Sở Y tế chủ trì, phối hợp": " chủ trì", "các xã, phường báo cáo": " báo cáo"},
    misses=("Phòng giao dịch", "Ủy ban nhân dân cấp xã"),
    regex=rf"(?<!các)[\s,*_:]{{1,4}}(?P<verb>{_VERBS})(?!\w)(?!\s(?:dịch|xã|huyện|tỉnh|ủy|chính\strị|đoàn\sthể)(?!\w))",
)
BODY_NAME = pattern(
    "heading that names a body",
    catches={
        "Sở Y tế": "sở y tế",
        "Đề nghị Hội Nông dân tỉnh:": "đề nghị hội nông dân tỉnh",
        "Ủy ban nhân dân các xã": "ủy ban nhân dân các xã",
    },
    misses=("Mục tiêu cụ thể", "Tổ chức thực hiện", "Hội nghị sơ kết"),
    regex=rf"\A[\s*_]{{0,4}}{_ASK}(?P<who>(?:{_HEADS})(?!\w)(?!\s(?:hành|nghị|hợp|thảo|chợ|cáo)(?!\w))[^.;:]{{0,200}})",
)
_OPENINGS = (
    "căn cứ",
    "trên cơ sở",
    "theo ",
    "để ",
    "nhằm",
    "trong quá trình",
    "định kỳ",
    "hằng",
    "hàng",
    "trước ngày",
    "quá trình",
    "từ ",
    "sau khi",
)
_NO_SUBJECT = (SectionKind.OBJECTIVES, SectionKind.TARGETS, SectionKind.SITUATION)


def agency(paper: Paper, where: Where, span: Span) -> str | None:
    """Who must: the subject of the sentence, else the item it hangs under, else the nearest heading that names a body."""
    subject = _subject(where.text, span)
    if subject or (where.section is not None and where.section.kind in _NO_SUBJECT):
        return subject
    above = [lead.text for lead in reversed(where.leads)] + [s.title for s in reversed(paper.path(where.section))]
    if where.title:
        above = above[1:]
    return next((name for text in above if (name := body_named(text))), None)


def _subject(text: str, span: Span) -> str | None:
    """The subject of the clause with the time, or of an earlier clause of the same sentence that lends it its own."""
    clause = clause_of(text, span)
    at = text.find(clause, max(0, span.start - len(clause)))
    start = max((text.rfind(sign, 0, span.start) for sign in (". ", "\n\n")), default=-1) + 1
    for piece in (text[at : span.start], *reversed(text[start:at].split(";"))):
        name = _who(piece)
        if name:
            return name
        opened = key(piece.lstrip(" *_")).startswith(_OPENINGS)  # "Căn cứ chức năng, nhiệm vụ, các xã xây dựng ..."
        for comma in (i for i, sign in enumerate(piece) if sign == "," and (opened or not _shares(key(piece[:i])))):
            name = _who(piece[comma + 1 :])
            if name:
                return name
    return None


def _shares(before: str) -> bool:
    """Whether names behind a comma go on with a list of those worked with, told or asked."""
    return any(word in before for word in ("phối hợp", " với ", " cùng ", "của ", "báo cáo ", "gửi ", " và ", " cho ", "trình "))


def _who(piece: str) -> str | None:
    """The body with which `piece` begins, up to its verb; a verb is in small letters ("Sở Xây dựng hướng dẫn")."""
    stripped = piece.lstrip(" *_\n")
    folded = key(stripped)
    head = SUBJECT.match(folded)
    if not head:
        return None
    start = head.start("who")
    for verb in VERB.finditer(folded, head.end(), head.end() + 190):
        if stripped[verb.start("verb")].islower():
            name = stripped[start : verb.start()].strip(" ,*_:")
            return name if not set(".;()") & set(name) else None
    return None


def body_named(text: str) -> str | None:
    """The body that a heading names ("Đề nghị Hội Nông dân tỉnh:" -> "Hội Nông dân tỉnh"), or null."""
    found = BODY_NAME.match(key(text))
    if not found:
        return None
    return _who(text) or text[found.start("who") : found.end("who")].strip(" ,*_:")

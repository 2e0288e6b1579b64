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
# "giao ban" is a meeting; who is told off in "phân công thành viên phụ trách thôn" does not act here.
_GIVE = r"giao(?!\sban\s(?!chỉ|quản|dân|chấp|công|tổ|điều))|phân\scông(?!\s(?:cho\s)?(?:từng\s|các\s|cán\sbộ|công\schức|thành\sviên))"
_TOLD = rf"(?:đề\snghị|yêu\scầu|trách\snhiệm\scủa|đối\svới|nhiệm\svụ\scủa|{_GIVE})"
_ASK = rf"(?:(?:và\s)?{_TOLD}(?:\scho)?\s(?:các\sđồng\schí\s)?)?"
SUBJECT = pattern(
    "who acts",
    catches={
        "Sở Y tế chủ trì": "sở",
        "Đề nghị Mặt trận Tổ quốc tỉnh vận động": "đề nghị mặt trận",
        "yêu cầu các đơn vị báo cáo": "yêu cầu các đơn vị",
    },
    misses=("Hỗ trợ các hộ nghèo", "Rà soát hộ nghèo", "Báo cáo kết quả", "Phân công thành viên phụ trách thôn"),
    regex=rf"\A[\s*_\"]{{0,4}}{_ASK}(?P<who>(?:{_HEADS})(?!\w)(?!\s(?:hành|nghị|hợp|thảo|chợ|viên|cáo|chí)(?!\w)))",
)
VERB = pattern(
    "verb behind a body",
    catches={"Sở Y tế chủ trì, phối hợp": " chủ trì", "các xã, phường báo cáo": " báo cáo"},
    misses=("Phòng giao dịch", "Ủy ban nhân dân cấp xã", "Phòng nông nghiệp và phát triển nông thôn"),
    regex=rf"(?<!các)[\s,*_:]{{1,4}}(?P<verb>{_VERBS})(?!\w)(?!\s(?:dịch|xã|huyện|tỉnh|ủy|chính\strị|đoàn\sthể|triển|thanh)(?!\w))",
)
BODY_NAME = pattern(
    "heading that names a body",
    catches={
        "Sở Y tế": "sở y tế",
        "Đề nghị Hội Nông dân tỉnh:": "đề nghị hội nông dân tỉnh",
        "Ủy ban nhân dân các xã": "ủy ban nhân dân các xã",
    },
    misses=("Mục tiêu cụ thể", "Tổ chức thực hiện", "Hội nghị sơ kết"),
    regex=rf"\A[\s*_]{{0,4}}{_ASK}(?P<who>(?:{_HEADS})(?!\w)(?!\s(?:hành|nghị|hợp|thảo|chợ|cáo|chí)(?!\w))[^.;:]{{0,200}})",
)
LEAD_LABEL = pattern(
    "label of who leads",
    catches={
        "Cơ quan chủ trì: Sở Y tế. Cơ quan phối hợp: Sở Tài chính": "cơ quan chủ trì: sở y tế",
        "Đơn vị chủ trì thực hiện: UBND các xã; phối hợp: Hội Nông dân": "đơn vị chủ trì thực hiện: ubnd các xã",
    },
    misses=("Cơ quan phối hợp: Sở Y tế", "Sở Y tế chủ trì: khám", "Nội dung chủ trì"),
    regex=r"""(?:\A|(?<=[.;]\s))[*_]{0,3}(?:(?:cơ\squan|đơn\svị)\s)?chủ\strì(?:\s(?:dự\sán|tiểu\sdự\sán|thực\shiện)){0,2}\s?:[\s*_]{1,4}(?P<who>[^.;]{3,220})""",
)
LEADS = pattern(
    "sentence on who leads",
    catches={
        "làm 12 km đường. Sở Giao thông vận tải chủ trì": "sở giao thông vận tải chủ trì",
        "UBND huyện Mường Khương làm chủ đầu tư": "ubnd huyện mường khương làm chủ đầu tư",
    },
    misses=("do Sở Y tế chủ trì", "phối hợp với Sở Y tế. Chủ trì hội nghị"),
    regex=rf"""(?:\A|(?<=[.;]\s))(?P<who>(?:{_HEADS})(?!\w)[^.;:]{{0,110}}?)\s(?:chủ\strì|làm\schủ\sđầu\stư|là\s(?:cơ\squan|đơn\svị)\schủ\strì)(?!\w)""",
)
ASSIGNS = pattern(
    "heading of an assignment",
    catches={"Phân công": "phân công", "Cơ quan chủ trì": "cơ quan chủ trì", "Phân công thực hiện": "phân công thực hiện"},
    misses=("Phân công nhiệm vụ cho các xã", "Tổ chức thực hiện"),
    regex=r"\A(?:về\s)?(?:phân\scông(?:\s(?:thực\shiện|trách\snhiệm|nhiệm\svụ))?|(?:cơ\squan|đơn\svị)\s(?:chủ\strì|thực\shiện)|chủ\strì)\s?:?\Z",
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
    """Who must: the subject of the sentence, else the item it hangs under, else the nearest heading that names a body, else who leads
    the project that it is part of."""
    subject = _subject(where.text, span)
    if subject or (where.section is not None and where.section.kind in _NO_SUBJECT):
        return subject
    above = [lead.text for lead in reversed(where.leads)] + [s.title for s in reversed(paper.path(where.section))]
    if where.title:
        above = above[1:]
    return next((name for text in above if (name := body_named(text))), None) or _leader(paper, where)


def _leader(paper: Paper, where: Where) -> str | None:
    """Who leads a project, by a label or a sentence in its section, or in the section beside it that assigns the work."""
    here = where.section
    if here is None or here.kind is not SectionKind.TASKS:
        return None
    said = [where.text, *(i.text for i in paper.items if i.section == here and i.leads == where.leads and not i.title)]
    beside = {
        s.ordinal: s.title for s in paper.sections if here.parent is not None and s.parent == here.parent and ASSIGNS.match(key(s.title))
    }
    said += [f"{beside[i.section.ordinal]}: {i.text}" for i in paper.items if i.section and i.section.ordinal in beside and not i.title]
    said += [i.text for i in paper.items if i.section and i.section.ordinal in beside and not i.title]
    for text in said:
        found = LEAD_LABEL.search(key(text)) or LEADS.search(key(text))
        if found:
            return text[found.start("who") : found.end("who")].strip(" ,*_") or None
    return None


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
        for sign in (i for i, c in enumerate(piece) if c in ",:" and (opened or (c == ":" and i < 50) or not _shares(key(piece[:i])))):
            name = _who(piece[sign + 1 :])
            if name:
                return name
    first = not text[start : span.start].strip(" *_-")  # "Hằng quý, Ban Chỉ đạo họp"
    return _who(text[span.end :].lstrip(" ,*_")) if first else None


def _shares(before: str) -> bool:
    """Whether names behind a comma go on with a list of those worked with, told or asked."""
    return any(word in before for word in ("phối hợp", " với ", " cùng ", "của ", "báo cáo ", "gửi ", " và ", " cho ", "trình ", "mỗi "))


def _who(piece: str) -> str | None:
    """The body with which `piece` begins, up to its verb; a verb is in small letters ("Sở Xây dựng hướng dẫn")."""
    stripped = piece.lstrip(" *_\n")
    folded = key(stripped)
    head = SUBJECT.match(folded)
    if not head:
        return None
    start = head.start("who")
    if _is_act(head["who"], stripped[head.end() :]):
        return None
    for verb in VERB.finditer(folded, head.end(), head.end() + 190):
        if stripped[verb.start("verb")].islower():
            name = stripped[start : verb.start()].strip(" ,*_:")
            asked = _who(stripped[verb.start("verb") :]) if verb["verb"] == "giao" else None  # "UBND xã giao Trạm Y tế khám"
            return asked or (name if not set(".;()") & set(name) else None)
    return None


def _is_act(head: str, rest: str) -> bool:
    """Whether "báo" is to tell ("Báo UBND xã") rather than a newspaper ("Báo Lào Cai"), whose name is no body's; "thống kê" too."""
    word = rest.split()[:1]
    if head in ("thống kê", "thanh tra"):
        return not key(rest).lstrip().startswith(("tỉnh", "huyện", "thành phố", "thị xã", "khu vực", "nhà nước", "sở", "bộ", "chính phủ"))
    return head == "báo" and not (word and word[0][:1].isupper() and not key(rest).lstrip().startswith(("ubnd", "ủy ban", "sở", "phòng")))


def body_named(text: str) -> str | None:
    """The body that a heading names ("Đề nghị Hội Nông dân tỉnh:" -> "Hội Nông dân tỉnh"), or null."""
    found = BODY_NAME.match(key(text))
    if not found or key(text)[found.start("who") :].startswith("báo "):
        return None
    return _who(text) or text[found.start("who") : found.end("who")].strip(" ,*_:")

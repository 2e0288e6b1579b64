"""Who must act by a deadline: the subject of its sentence, the body it hangs under, or who leads the project."""

from __future__ import annotations

from extract.model import Paper, SectionKind, Span
from extract.patterns.deadlines_context import Where
from extract.patterns.deadlines_subject import ASK, HEADS, named, subject
from extract.patterns.pattern import pattern
from extract.text import key

BODY_NAME = pattern(
    "heading that names a body",
    catches={
        "Sở Y tế": "sở y tế",
        "Đề nghị Hội Nông dân tỉnh:": "đề nghị hội nông dân tỉnh",
        "Ủy ban nhân dân các xã": "ủy ban nhân dân các xã",
    },
    misses=("Mục tiêu cụ thể", "Tổ chức thực hiện", "Hội nghị sơ kết"),
    regex=rf"\A[\s*_]{{0,4}}{ASK}(?P<who>(?:{HEADS})(?!\w)(?!\s(?:hành|nghị|hợp|thảo|chợ|cáo|chí)(?!\w))[^.;:]{{0,200}})",
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
    regex=rf"""(?:\A|(?<=[.;]\s))(?P<who>(?:{HEADS})(?!\w)[^.;:]{{0,110}}?)\s(?:chủ\strì|làm\schủ\sđầu\stư|là\s(?:cơ\squan|đơn\svị)\schủ\strì)(?!\w)""",
)
POST = pattern(
    "post of a body, in place of its name",
    catches={"Cơ quan thường trực Chương trình": "cơ quan thường trực", "Đầu mối": "đầu mối"},
    misses=("Cơ quan Bảo hiểm xã hội", "Thường trực Huyện ủy"),
    regex=r"\A(?:cơ\squan|đơn\svị|đầu\smối)(?:\s(?:thường\strực|đầu\smối|chủ\strì|tham\smưu))?(?!\w)(?!\s(?:bảo|công|quân|thuế|thống))",
)
ASSIGNS = pattern(
    "heading of an assignment",
    catches={"Phân công": "phân công", "Cơ quan chủ trì": "cơ quan chủ trì", "Phân công thực hiện": "phân công thực hiện"},
    misses=("Phân công nhiệm vụ cho các xã", "Tổ chức thực hiện"),
    regex=r"\A(?:về\s)?(?:phân\scông(?:\s(?:thực\shiện|trách\snhiệm|nhiệm\svụ))?|(?:cơ\squan|đơn\svị)\s(?:chủ\strì|thực\shiện)|chủ\strì)\s?:?\Z",
)
_NO_SUBJECT = (SectionKind.OBJECTIVES, SectionKind.TARGETS, SectionKind.SITUATION)


def agency(paper: Paper, where: Where, span: Span) -> str | None:
    """Who must: the subject of the sentence, else the item it hangs under, else the nearest heading that names a body, else who leads
    the project that it is part of."""
    said = subject(where.text, span)
    kind = where.section.kind if where.section else None
    if (said and not POST.match(key(said))) or kind in _NO_SUBJECT:
        return said
    above = [lead.text for lead in reversed(where.leads)] + [s.title for s in reversed(paper.path(where.section))]
    if where.title:
        above = above[1:]
    named_above = next((name for text in above if (name := body_named(text))), None)
    return named_above or said or _leader(paper, where) or (_said_before(where.text, span) if kind is SectionKind.REPORTING else None)


_SENTENCES = 4  # so many sentences back


def _said_before(text: str, span: Span) -> str | None:
    """Who acts in an earlier sentence of the same paragraph: "Thủ trưởng các phòng lập kế hoạch. Báo cáo gửi trước ngày 20/6"."""
    ends = [i for i in range(span.start) if text.startswith(". ", i)]
    return next((name for end in ends[: -_SENTENCES - 1 : -1] if (name := subject(text, Span(end, end)))), None)


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


def body_named(text: str) -> str | None:
    """The body that a heading names ("Đề nghị Hội Nông dân tỉnh:" -> "Hội Nông dân tỉnh"), or null."""
    found = BODY_NAME.match(key(text))
    if not found or key(text)[found.start("who") :].startswith("báo "):
        return None
    return named(text) or text[found.start("who") : found.end("who")].strip(" ,*_:")

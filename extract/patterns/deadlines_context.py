"""Who must act by a deadline, what is due, to whom it is reported; and whether a time dates a fact instead."""

from __future__ import annotations

from dataclasses import dataclass

from extract.model import DeadlineKind, Header, Item, Paper, Section, SectionKind, Span
from extract.patterns.dates import Grain
from extract.patterns.deadlines_grammar import lexicon
from extract.patterns.deadlines_times import Found, words
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
RECIPIENT = pattern(
    "to whom",
    catches={
        "báo cáo Ủy ban nhân dân tỉnh kết quả": "báo cáo ủy ban nhân dân tỉnh kết quả",
        "gửi về Sở Y tế trước": "gửi về sở y tế trước",
        "báo cáo kết quả về Phòng Nội vụ.": "về phòng nội vụ.",
    },
    misses=("báo cáo kết quả thực hiện", "về giảm nghèo"),
    regex=rf"""(?<!\w)(?:(?:báo\scáo|gửi|trình)(?:\s(?:về|đến|cho|báo\scáo)){{0,2}}|về)\s
        (?P<who>(?:{_HEADS}|bộ|thường\strực)(?!\w)(?!\s(?:nghị|cáo))[^.;:()]{{0,110}}?)(?:[.;:()]|\s?,\s(?!bộ|ủy|sở|phòng)|$
        |\s(?:kết\squả|tình\shình|để|trước|theo|định\skỳ|h[àằ]ng|mỗi|chậm\snhất|xem\sxét|quyết\sđịnh|phê\sduyệt|tổng\shợp|vào|trong|xong|số\sliệu|danh\ssách|bằng|tiến\sđộ|xử\slý
            |phương\sán|sau\skhi|kế\shoạch|việc|về|ban\shành|những|biến\sđộng|qua)\s)""",
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


@dataclass(frozen=True, slots=True)
class Where:
    """A stretch of text with what stands above it: its section and the items it hangs under."""

    text: str
    section: Section | None = None
    leads: tuple[Item, ...] = ()
    title: bool = False


def is_fact(found: Found, where: Where, header: Header) -> bool:
    """Whether the time only dates a fact, names a programme or scopes a target."""
    if found.kind is DeadlineKind.RECURRING:
        return _situation(where) and not _reports(_clause(where.text, found.span))
    before = key(where.text[: found.span.start]).rstrip(" *_(")
    if _past(found, header) or before.endswith(words("facts")[:7]):
        return True
    after = key(where.text[found.span.end : found.span.end + 40]).lstrip(" *_,)")
    if after.startswith(("đã ", "toàn ")) or (_situation(where) and found.rule not in ("by", "event")):
        return True
    if _situation(where) and not _reports(_clause(where.text, found.span)):
        return True
    if found.grain in (Grain.YEAR, Grain.YEARS):
        return _in_name(before) or (found.rule == "end of" and not found.preposition and not _is_aim(where.text, found.span))
    return False


def _situation(where: Where) -> bool:
    return where.section is not None and where.section.kind is SectionKind.SITUATION


def _past(found: Found, header: Header) -> bool:
    """Whether it ends before the plan does anything: before its day of issue, or its first year where that is not printed.

    "trước ngày 10/6" may stand in a plan issued in August: such a day is past only before the plan's first year.
    """
    last = found.last or found.first
    start = f"{header.period_start}-01-01" if header.period_start else None
    issued = (header.issued + "-01-01"[len(header.issued) - 4 :]) if header.issued else None
    if last is None or (start is None and issued is None):
        return False
    firm = found.grain is Grain.DAY and found.rule in ("by", "range", "from") and not found.preposition.startswith(("đến", "từ"))
    return last < (min(start or issued or "", issued or start or "") if firm else issued or start or "")


def _in_name(before: str) -> bool:
    """Whether the year belongs to a name: "Đề án dạy nghề đến năm 2025", "định hướng đến năm 2030"."""
    clause = before.replace(";", ".").replace(":", ".").rsplit(".", maxsplit=1)[-1][-160:]
    at = max((clause.rfind(name) for name in words("names")), default=-1)
    rest = clause[at:].replace(",", " ").split()
    aims = set(words("aims"))
    return at >= 0 and not aims & set(rest[1:]) and not any(f" {aim} " in clause[at:] for aim in aims if " " in aim)


def _is_aim(text: str, span: Span) -> bool:
    """Whether a bare "cuối năm 2021" stands with a number to be reached."""
    folded = key(text)
    start = max(folded.rfind(sign, 0, span.start) for sign in (";", ". ", "\n")) + 1
    end = min((i for sign in (";", ". ", "\n") if (i := folded.find(sign, span.end)) >= 0), default=len(folded))
    near = folded[max(start, span.start - 90) : span.start] + " " + folded[span.end : min(end, span.end + 70)]
    plain = "".join(c if c.isalnum() or c in "%," else " " for c in near).split()
    number = any(word[0].isdigit() for word in plain)
    return number and bool({"còn", "giảm", "đạt", "dưới", "xuống", "tăng", "nâng", "trên"} & set(plain))


def _clause(text: str, span: Span) -> str:
    """The part of a sentence around `span`, from semicolon to semicolon."""
    start = max(text.rfind(sign, 0, span.start) for sign in (";", ". ", "./", "\n\n")) + 1
    ends = [i for sign in (";", ". ", "./.", "\n\n") if (i := text.find(sign, span.end)) >= 0]
    return text[start : min(ends, default=len(text))]


def action(text: str, span: Span, floor: int = 0) -> str | None:
    """What is due: the words of the clause before the time, or those behind it where none stand before. At most 200 characters.

    `floor`: where an earlier time of the same text ends; of "gửi trước ngày 10/6 và trước ngày 5/12" both have "gửi".
    """
    clause = _clause(text, span)
    at = text.find(clause, max(0, span.start - len(clause)))
    since = text[max(at, floor) : span.start].strip(" ,-+*_:(“\n")
    before = since if len(since) > 8 else text[at : span.start].strip(" ,-+*_:(“\n")
    comma = max(before.rfind(", "), before.rfind(": "))
    before = before[comma + 2 :] if comma >= 0 and len(before) - comma > 25 and len(before) > 140 else before
    behind = text[span.end : at + len(clause)].strip(" ,-+*_:.)\n")
    chosen = (before if len(before) > 8 or not behind else behind).removeprefix("và ")
    return chosen[:200].rstrip() or None


def reporting(text: str, span: Span, section: Section | None) -> bool:
    """Whether the duty is to report."""
    clause = key(_clause(text, span))
    if _reports(clause):
        near = clause.rfind("báo cáo", 0, max(0, len(clause)))
        return near >= 0 or "tổng hợp" in clause
    kind = section.kind if section else None
    return kind is SectionKind.REPORTING and any(word in clause for word in ("gửi", "tổng hợp", "định kỳ"))


def _reports(clause: str) -> bool:
    return "báo cáo" in key(clause)


def recipient(text: str, span: Span) -> str | None:
    """The body that is to be told, as written; null where none is named in the clause."""
    clause = _clause(text, span)
    found = RECIPIENT.search(key(clause))
    return clause[found.start("who") : found.end("who")].strip(" ,") if found else None


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
    clause = _clause(text, span)
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

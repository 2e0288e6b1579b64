"""What stands around a citation: who issued the paper, what it is about, which article is meant, what the sentence does with it."""

from __future__ import annotations

from extract.model import Relation, Span
from extract.patterns.legal_grammar import NAMED, OF, PINPOINT, SUBJECT, TYPES
from extract.patterns.legal_types import alternatives, lexicon
from extract.patterns.pattern import pattern
from extract.text import key

_ISSUER = 130  # characters; a longer run of words is no name
_SUBJECT = 600
_STOP = pattern(
    "end of an issuer",
    catches={
        "Chính phủ về giảm nghèo": " về",
        "UBND tỉnh Phú Yên ban hành": " ban hành",
        "Bộ Tài chính; Thông tư": ";",
        "Hội đồng nhân dân tỉnh khóa XV": " khóa",
        "Bộ Y tế và các văn bản": " và các",
    },
    misses=("Bộ Giáo dục và Đào tạo", "Sở Lao động - Thương binh và Xã hội"),
    regex=rf"""[;.:()"\n|*_]|,(?!\ chủ\ nhiệm)|\s[-+]\s(?=về|v/v|ban)|\s(?:{alternatives(lexicon()["issuer"]["stops"])})(?!\w)""",
)
_END = pattern(
    "end of a subject",
    catches={"giảm nghèo bền vững; Quyết định": ";", "nhà ở cho hộ nghèo, Kế hoạch": ",", "định mức 1.500 hộ. Sở": "."},
    misses=("giai đoạn 2021-2025, trên địa bàn tỉnh", "1.500 hộ", "tỷ lệ 2,5"),
    regex=rf"""[;\n|)"*]|\.(?![\d\w])|\s\(|,(?!\d)(?!\s?(?:trên\ địa\ bàn|giai\ đoạn|nhiệm\ kỳ|định\ hướng|tầm\ nhìn|đến\ năm))
        |\s(?:và|theo|tại|thay\ thế)\s(?:các\s)?(?=(?:{TYPES})\s(?:số|của\s[^;,]{{2,60}}?\ssố)\s)""",
)
_RELATIONS = pattern(
    "what the sentence does with a paper",
    catches={
        "Căn cứ Luật": "căn cứ",
        "tiếp tục thực hiện Nghị quyết": "thực hiện",
        "theo Quyết định": "theo",
        "thay thế Kế hoạch": "thay thế",
    },
    misses=("Quyết định số 12",),
    regex=r"""(?<!\w)(?:(?P<basis>c[ăa]n\ c[ứử])
        |(?P<amends>(?<!được\s)(?:sửa\ đổi|thay\ thế|bãi\ bỏ|đính\ chính)(?!.{0,40}\s(?:tại|bởi|bằng)\s*$)
            |bổ\ sung(?=\s(?:một\ số|vào|quyết|nghị|kế|thông|luật)))
        |(?P<implements>thực\ hiện|triển\ khai|quán\ triệt|thi\ hành|cụ\ thể\ hóa)
        |(?P<under>theo|tại|quy\ định\ của|hướng\ dẫn\ của|trên\ cơ\ sở))(?!\w)""",
)
_CLAUSE = pattern(
    "clause behind a subject",
    catches={"cụ thể như sau": "cụ thể", "với các nội dung": "với", "công văn số 5": "công văn"},
    misses=("chỉ đạo công tác", "giám sát chương trình"),
    regex=rf"\A(?:cụ\ thể|với|nhằm|để|trong\ đó|theo|thực\ hiện|đồng\ thời|như|bảo\ đảm|đảm\ bảo|các\ văn\ bản|đã|được|{TYPES})(?!\w)",
)
_PROPOSER = pattern(
    "whose proposal",
    catches={"Theo đề nghị của Sở Y tế tại ": "đề nghị của sở y tế tại "},
    misses=("đề nghị của Sở Y tế", "quy định của Chính phủ tại "),
    regex=r"""(?:đề\ nghị|đề\ xuất|chỉ\ đạo|yêu\ cầu|hướng\ dẫn|ý\ kiến)(?:\ thống\ nhất|\ chỉ\ đạo)?
        \ của\ (?P<of>[^,;.()\n]{3,90}?)\ (?:tại|theo)\ (?:các\ )?\Z""",
)
_ADJACENT = 45  # characters between an amending verb and what it amends


def issuer_at(text: str, at: int) -> Span | None:
    """The issuer that follows a date or number at `at` ("của Bộ Y tế", "UBND tỉnh"), without the preposition."""
    folded = key(text[at : at + 2 * _ISSUER])
    lead = OF.match(folded)
    if not lead or not folded[lead.end() :].strip():
        return None
    end = next((m.start() for m in _STOP.finditer(folded, lead.end()) if _stops(text[at:], m.group(), m.start())), len(folded))
    name = folded[lead.end() : end].rstrip(" ,-")
    if not 3 <= len(name) <= _ISSUER:
        return None
    return Span(at + lead.end(), at + lead.end() + len(name))


def _stops(text: str, found: str, start: int) -> bool:
    """Words of the list end a name only in small letters ("ban hành", not "Ban"); the session of a council ends it always."""
    return (
        not found.strip()[0].isalpha() or text[start + 1].islower() or found.strip() in ("khóa", "khoá", "kỳ họp", "về", "v/v", "phê duyệt")
    )


def subject_at(text: str, at: int, basis: bool = False) -> Span | None:
    """What a paper is about: the words after "về", "về việc", "phê duyệt", "quy định", up to what ends them.

    In a `basis` ("Căn cứ ...;") a comma ends it only before the next body or paper; within a sentence every comma does.
    """
    folded = key(text[at : at + _SUBJECT])
    lead = SUBJECT.match(folded) or NAMED.match(folded)
    if not lead:
        return None
    ends = (m for m in _END.finditer(folded, lead.end()))
    end = next((m.start() for m in ends if not (basis and m.group() == "," and _goes_on(text[at:], m.end()))), len(folded))
    stripped = folded[lead.end() : end].rstrip(" ,./-*")
    return Span(at + lead.end(), at + lead.end() + len(stripped)) if len(stripped) > 3 else None


def _goes_on(text: str, at: int) -> bool:
    """Whether a subject goes on behind a comma: what follows is no name and opens no new clause."""
    rest = text[at : at + 40].lstrip()
    return rest[:1].islower() and not _CLAUSE.match(key(rest))


def proposer_before(text: str, at: int) -> str | None:
    """Whose paper it is where that stands before: "theo đề nghị của Sở Y tế tại Tờ trình số ..."."""
    start = max(0, at - 150)
    found = _PROPOSER.search(key(text[start:at]))
    return text[start + found.start("of") : start + found.end("of")] if found else None


def pinpoint_before(text: str, at: int) -> str | None:
    """The article that stands before a citation at `at` ("Khoản 1 Điều 17"), as written."""
    start = max(0, at - 120)
    found = PINPOINT.search(key(text[start:at]))
    if not found:
        return None
    words = text[start + found.start() : at].strip(" ,")
    for link in (" ban hành kèm theo", " kèm theo", " của", " tại", " trong"):
        words = words.removesuffix(link)
    return words.strip(" ,")


def relation(before: str, listed: bool) -> Relation | None:
    """What a sentence does with the paper cited at the end of `before`; the subjects of papers cited earlier are blanked out.

    `listed`: other citations stand between the governing word and this one. Null where no word says it.
    """
    found = list(_RELATIONS.finditer(key(before)))
    if not found:
        return None
    last = found[-1]
    near = len(before) - last.end()
    if last["amends"]:
        if near <= _ADJACENT and not listed:
            return Relation.AMENDS
        found = [m for m in found if not m["amends"]]
        if not found:
            return None
        last = found[-1]
    if last["under"] and any(m["basis"] for m in found) and len(before) - last.end() > 12:
        return Relation.BASIS
    return Relation(next(name for name in ("basis", "amends", "implements", "under") if last[name]))

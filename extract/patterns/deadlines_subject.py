"""The body that a clause with a time tells to act: its subject, who is told or does it in the passive, or who has the clause before."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from extract.authority.agencies import mentions
from extract.model import Span
from extract.patterns.deadlines_context import clause_of
from extract.patterns.deadlines_grammar import lexicon
from extract.patterns.legal_types import alternatives
from extract.patterns.pattern import pattern
from extract.patterns.subjects import SETTING_UP, set_up, subject_at
from extract.text import key

HEADS = alternatives(lexicon()["agencies"]["heads"])
_VERBS = alternatives(lexicon()["agencies"]["verbs"])
# "giao ban" is a meeting; who is told off in "phân công thành viên phụ trách thôn" does not act here.
_MEETING = r"\sban\s(?!chỉ|quản|dân|chấp|công|tổ|điều)"
_GIVE = rf"giao(?!{_MEETING})|phân\scông(?!\s(?:cho\s)?(?:từng\s|các\s|cán\sbộ|công\schức|thành\sviên))"
_TOLD = rf"(?:đề\snghị|yêu\scầu|trách\snhiệm\scủa|đối\svới|nhiệm\svụ\scủa|{_GIVE})"
ASK = rf"(?:(?:và\s)?{_TOLD}(?:\scho)?\s(?:các\sđồng\schí\s)?)?"
SUBJECT = pattern(
    "who acts",
    catches={
        "Sở Y tế chủ trì": "sở",
        "Đề nghị Mặt trận Tổ quốc tỉnh vận động": "đề nghị mặt trận",
        "yêu cầu các đơn vị báo cáo": "yêu cầu các đơn vị",
    },
    misses=("Hỗ trợ các hộ nghèo", "Rà soát hộ nghèo", "Báo cáo kết quả", "Phân công thành viên phụ trách thôn"),
    regex=rf"\A[\s*_\"]{{0,4}}{ASK}(?P<who>(?:{HEADS})(?!\w)(?!\s(?:hành|nghị|hợp|thảo|chợ|viên|cáo|chí)(?!\w)))",
)
VERB = pattern(
    "verb behind a body",
    catches={"Sở Y tế chủ trì, phối hợp": " chủ trì", "các xã, phường báo cáo": " báo cáo"},
    misses=("Phòng giao dịch", "Ủy ban nhân dân cấp xã", "Phòng nông nghiệp và phát triển nông thôn", "Ủy ban Chương trình tỉnh"),
    regex=rf"(?<!các)(?<!chương)[\s,*_:]{{1,4}}(?P<verb>{_VERBS})(?!\w)(?!\s(?:dịch|xã|huyện|tỉnh|ủy|chính\strị|đoàn\sthể|triển|thanh)(?!\w))",
)
_PLACES = rf"(?:{alternatives(lexicon()['agencies']['places'])})(?!\w)"
PLACE = pattern(
    "a level or place that acts",
    catches={
        "xã nào có số hộ nghèo trên 200 hộ phải họp": "xã nào có số hộ nghèo trên 200 hộ phải họp",
        "tỉnh công bố kết quả": "tỉnh công bố",
        "Cấp xã báo cáo": "cấp xã báo cáo",
        "Sở lập một đoàn": "sở lập",
        "Những nơi còn trên 100 hộ (Tân An, Tân Hòa) họp": "những nơi còn trên 100 hộ (tân an, tân hòa) họp",
        "riêng huyện phê duyệt": "riêng huyện phê duyệt",
        "mỗi thôn chọn": "mỗi thôn chọn",
        "phường, xã công khai": "phường, xã công khai",
        "Riêng xã Hòa Bắc báo cáo": "riêng xã hòa bắc báo cáo",
        "Hai cơ quan này nghiệm thu": "hai cơ quan này nghiệm thu",
    },
    misses=("xã hội hóa", "sở hữu", "nơi công cộng", "cấp thẻ bảo hiểm", "xã có 12 hộ nghèo", "xã được hỗ trợ", "ấp trong năm"),
    regex=rf"""\A[\s*_"]{{0,4}}(?:riêng\s)?(?P<who>(?:(?:mỗi|các|những|toàn|từng|hai|ba)\s)?(?:cấp\s)?{_PLACES}(?:,\s(?:các\s)?{_PLACES}){{0,3}}
        (?P<proper>(?:\s(?!{_VERBS}(?!\w))[^\W\d]{{1,7}}){{1,3}}?)??
        (?:\s(?:nào|đó|này|còn\slại))?(?:\s(?:(?:số\s)?hộ\snghèo\s)?(?:có|còn|chưa|để)\s[^,;.:()]{{3,70}}?)?(?:\s\([^()]{{2,120}}\))?)\s(?:phải\s|cần\s|cùng\s|chỉ\s)?
        (?!(?:cấp\s(?:xã|huyện|tỉnh|trên|ủy)|trong|trước|h[àằ]ng|mỗi|được|là|hàng)(?!\w))(?:{_VERBS}|chọn)(?!\w)""",
)
CUE = pattern(
    "words before who acts, within a clause",
    catches={"trường hợp có khiếu nại thì UBND xã": "thì ", "do Phòng Y tế làm": "do ", "chỉ đạo Trung tâm Y tế khám": "chỉ đạo "},
    misses=("lý do", "tự do", "ban chỉ đạo tỉnh", "giao ban tháng", "giao chỉ tiêu"),
    regex=rf"(?<!\w)(?:thì|(?<!lý\s)(?<!tự\s)do|(?<!ban\s)(?P<told>chỉ\sđạo)|giao(?:\scho)?(?!{_MEETING}|\schỉ))\s",
)
TOLD = pattern(
    "a body that is told off for a post",
    catches={
        " làm thường trực": " làm thường trực",
        " (Phòng Kinh tế ở phường) làm đầu mối": " (phòng kinh tế ở phường) làm đầu mối",
        " là cơ quan đầu mối": " là cơ quan",
    },
    misses=(" làm nhà", " là một"),
    regex=r"\A\s?(?:\([^()]{1,90}\)\s)?(?:làm\s(?:cơ\squan|đầu\smối|thường\strực|chủ\sđầu\stư|trưởng)|là\s(?:cơ\squan|đơn\svị|đầu\smối))(?!\w)",
)
# How far before a time a sentence may begin (characters), how many of its clauses and of the places in one are tried.
_REACH, _CLAUSES, _NEAREST = 1500, 12, 24
_LEADS_IN = ("", "xong", "hoàn thành", "ngay", "cứ", "trước mắt", "dự kiến", "riêng", "phấn đấu", "bắt đầu", "thời gian")
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
    "với ",
    "đối với",
    "khi ",
    "trường hợp",
    "nếu ",
)
LISTED = pattern(
    "place before a comma that a list goes on behind",
    catches={"hướng dẫn các xã": "xã", "cán bộ cấp xã": "xã"},
    misses=("họp ở xã Tân An", "báo cáo"),
    regex=r"(?<!\w)(?:tỉnh|huyện|quận|thị\sxã|xã|phường|thôn|bản|ấp|buôn|làng|cơ\squan|đơn\svị|sở|ban|ngành|báo|cán\sbộ)\Z",
)
_SHARING = ("phối hợp", " với ", " cùng ", "của ", "báo cáo ", "gửi ", " và ", " cho ", "trình ", "mỗi ")


def subject(text: str, span: Span) -> str | None:
    """The subject of the clause with the time at `span`, or of an earlier clause of the same sentence that lends it its own."""
    clause = clause_of(text, span)
    at = text.find(clause, max(0, span.start - len(clause)))
    start = max(*(text.rfind(sign, 0, span.start) for sign in (". ", "\n\n")), span.start - _REACH - 1) + 1
    end = at + len(clause)
    own = _nearest(text, max(at, start), span.start, end)
    if own:
        return own
    for first, last in islice(_earlier(text, start, at), _CLAUSES):
        for place in sorted(_places(text, first, last)):
            if name := _who(text, place, last):
                return name
    if key(text[start : span.start]).strip(" *_-,") not in _LEADS_IN:
        return None
    comma = text.find(",", span.end, min(end, span.end + 40))  # "Trong 5 ngày làm việc đầu tháng, các xã nộp"
    return _who(text, _after_signs(text, span.end), end) or (_who(text, comma + 1, end) if comma >= 0 else None)


def _earlier(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The clauses of a sentence before that with the time, the nearest first."""
    while end > start:
        begins = max(text.rfind(";", start, end - 1) + 1, start)
        yield begins, end
        end = begins if begins > start else start


def _after_signs(text: str, at: int) -> int:
    return at + len(text[at:]) - len(text[at:].lstrip(" ,*_"))


def _nearest(text: str, first: int, last: int, end: int) -> str | None:
    """Who acts in the clause from `first` to `last` that goes on to `end`: the nearest body before the time."""
    cues = {first + m.end(): bool(m["told"]) for m in CUE.finditer(key(text[first:last]))}
    for begins in (*sorted(_places(text, first, last) | cues.keys(), reverse=True)[:_NEAREST], first):
        if begins in cues and not _is_told(text, begins, cues[begins]):
            continue
        name = _who(text, begins, end, last)
        if name:
            return name
    return None


def _is_told(text: str, at: int, ordered: bool) -> bool:
    """Whether a body behind "do" or "chỉ đạo" does the act itself. `ordered`: "chỉ đạo báo, đài" leaves it with who tells."""
    found = next((m for m in mentions(text) if m.span.start == at), None)
    if found is None:
        return not ordered
    return not TOLD.match(key(text[found.span.end : found.span.end + 120])) and not (ordered and (found.weak or found.collective))


def _places(text: str, first: int, last: int) -> set[int]:
    """Where in a clause a body may stand that acts: at its head, behind a comma or a colon."""
    piece = text[first:last]
    folded = key(piece)
    opened = folded.lstrip(" *_").startswith(_OPENINGS)  # "Căn cứ chức năng, nhiệm vụ, các xã xây dựng ..."
    out = {first}
    named_before = {m.span.end - first for m in mentions(text)}  # "Thủ trưởng các phòng, Chủ tịch UBND các xã" is a list
    for i, sign in enumerate(piece):
        if sign not in ",:" or folded.count("(", 0, i) > folded.count(")", 0, i):
            continue
        opens = folded[:i].rsplit(",", maxsplit=1)[-1].lstrip(" *_").startswith(_OPENINGS)
        if sign == "," and (i in named_before or (not opens and LISTED.search(folded[:i]))):
            continue
        if opened or (sign == ":" and i < 50) or not _shares(folded[:i]):
            out.add(first + i + 1)
    return out


def _shares(before: str) -> bool:
    """Whether names behind a comma go on with a list of those worked with, told or asked. A number between ends the list."""
    at = max(before.rfind(word) for word in _SHARING)
    return at >= 0 and not any(c.isdigit() for c in before[at:])


def _who(text: str, at: int, end: int, before: int | None = None) -> str | None:
    """The body with which the clause from `at` to `end` begins, if a verb follows it; it begins before `before`."""
    at += len(text[at:end]) - len(text[at:end].lstrip(" *_\n"))
    last = end if before is None else before
    piece = key(text[at:end])
    if SETTING_UP.search(piece) and set_up(piece, mentions(text[at:end])):
        return None
    found = subject_at(key(text), mentions(text), at, end) if at < last else None
    if found and found.directed and TOLD.match(key(text[found.agencies.end : found.agencies.end + 120])):
        return None
    if found and found.agencies.start < last and found.agencies.start - at < 60 and found.rule != "preamble":
        return text[found.agencies.start : found.agencies.end].strip(" ,*_:")
    return (named(text[at:end]) or _place(text[at:end])) if at < last else None


def _place(piece: str) -> str | None:
    found = PLACE.match(key(piece))
    if not found or (found["proper"] and not piece[found.start("proper") : found.end("proper")].istitle()):
        return None
    return piece[found.start("who") : found.end("who")]


def named(piece: str) -> str | None:
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
            asked = named(stripped[verb.start("verb") :]) if verb["verb"] == "giao" else None  # "UBND xã giao Trạm Y tế khám"
            return asked or (name if not set(".;()") & set(name) else None)
    return None


def _is_act(head: str, rest: str) -> bool:
    """Whether "báo" is to tell ("Báo UBND xã") rather than a newspaper ("Báo Lào Cai"), whose name is no body's; "thống kê" too."""
    word = rest.split()[:1]
    if head in ("thống kê", "thanh tra"):
        return not key(rest).lstrip().startswith(("tỉnh", "huyện", "thành phố", "thị xã", "khu vực", "nhà nước", "sở", "bộ", "chính phủ"))
    return head == "báo" and not (word and word[0][:1].isupper() and not key(rest).lstrip().startswith(("ubnd", "ủy ban", "sở", "phòng")))

"""Citations of papers in one stretch of text: what is cited and where, still without what the sentence does with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from extract.model import DocType, Span
from extract.patterns.legal_context import issuer_at, pinpoint_before, proposer_before, subject_at
from extract.patterns.legal_grammar import AFTER, BETWEEN, LAW, PLAIN, TYPE, day_of
from extract.patterns.legal_number import PARTS, cut, repaired, tidy
from extract.patterns.legal_types import by_number, by_word
from extract.text import key

_WINDOW = 130  # characters before a number within which its type word stands
_NO_PAPER = ("mẫu", "biểu", "phụ lục", "tài khoản", "mã số", "qcvn", "tcvn")
_BASIS = ("căn cứ", "thực hiện", "triển khai thực hiện", "xét")
_LETTERS = {
    DocType.RESOLUTION: "NQ",
    DocType.DECISION: "QĐ",
    DocType.DECREE: "NĐ",
    DocType.PLAN: "KH",
    DocType.CIRCULAR: "TT",
    DocType.DIRECTIVE: "CT",
}
_SHORT = {"qđ", "nq", "ct", "cv", "nđ", "tt"}


@dataclass(frozen=True, slots=True)
class Citation:
    """One paper cited: `span` is the quote, `whole` reaches to the end of issuer and subject; both within the text searched."""

    span: Span
    whole: Span
    doc_type: DocType
    number: str | None
    issued: str | None
    issuer: str | None
    pinpoint: str | None
    subject: str | None
    rule: str
    confidence: float


@lru_cache(maxsize=2048)  # several families ask for the same text
def citations(text: str, basis: bool = False) -> tuple[Citation, ...]:
    """All papers cited in `text`, in order. `basis`: it is a list of what a paper is based on, where commas stand within subjects."""
    folded = key(text).replace("ð", "đ").replace("⁄", "/")
    basis = basis or folded.lstrip(' *"').startswith(_BASIS)
    found: list[Citation] = []
    laws = list(_laws(text, folded, basis))
    inside = [law.span for law in laws]
    for m in PARTS.finditer(folded):
        if not any(span.start <= m.start() < span.end for span in inside):
            made = _numbered(text, folded, m.start(), m.end(), found, basis)
            if made:
                found.append(made)
    taken = [c.span for c in (*found, *laws)]
    for made in _plain(text, folded, basis):
        if not any(span.start < made.span.end and made.span.start < span.end for span in taken):
            found.append(made)
    return tuple(sorted((*found, *laws), key=lambda c: c.span.start))


def _numbered(text: str, folded: str, start: int, stop: int, before: list[Citation], basis: bool) -> Citation | None:
    """The citation whose number stands at `start`: its type word before it, or shared with the citation before in a list."""
    raw = cut(text[start:stop])
    number, end = tidy(raw), start + len(raw)
    floor = max(start - _WINDOW, before[-1].span.end if before else 0, text.rfind("\n\n", 0, start) + 1)
    typed = _type_before(folded, floor, start)
    if typed is None:
        return _untyped(text, folded, start, end, number, before, basis)
    at, of = typed
    word = folded[at : at + len(of[0])]
    if word in _SHORT and not text[at].isupper():
        return None
    doc_type = by_word(word)
    told = by_number(number)
    if word.startswith("văn bản") and told:
        doc_type = told
    before_number = text[of[1].start : of[1].end].strip(" ,") if of[1] else None
    number = repaired(number, _LETTERS.get(doc_type) if told is None else None)
    return _finish(text, folded, Span(at, end), doc_type, number, before_number, "numbered", 0.97, basis)


def _type_before(folded: str, floor: int, start: int) -> tuple[int, tuple[str, Span | None]] | None:
    """Where the nearest type word before a number begins, the word, and the issuer that stands between them."""
    for m in reversed(list(TYPE.finditer(folded, floor, start))):
        between = BETWEEN.match(folded[m.end() : start])
        if between:
            group = "of" if between["of"] else "by"
            of = Span(m.end() + between.start(group), m.end() + between.end(group)) if between[group] else None
            return m.start(), (m.group(), of)
    return None


def _untyped(text: str, folded: str, start: int, end: int, number: str, before: list[Citation], basis: bool) -> Citation | None:
    """A number in a list whose type word stands before its first member; or one whose letters say what it is."""
    lead = folded[max(0, start - 12) : start].rstrip(" :.*_")
    says_number = lead.endswith(("số", "sô", "sổ", "so"))
    if any(word in lead for word in _NO_PAPER) or not _capital(number):
        return None
    at = folded.rfind("s", max(0, start - 12), start) if says_number else start
    told = by_number(number)
    shares = before and says_number and _in_list(folded[before[-1].span.end : at])
    if shares:
        doc_type = told or before[-1].doc_type
        return _finish(text, folded, Span(at, end), doc_type, number, None, "list", 0.9, basis)
    if told is None or number.count("/") + number.count("-") < 2:
        return None
    return _finish(text, folded, Span(at, end), told, number, None, "bare", 0.75, basis)


def _in_list(gap: str) -> bool:
    """Whether what stands between two numbers only goes on with a list: no sentence ends, no other kind of paper begins."""
    return (
        len(gap) < 400
        and "./" not in gap
        and ". " not in gap
        and gap.rstrip(" *_").endswith((";", ",", "và", "|"))
        and not TYPE.search(gap)
    )


def _capital(number: str) -> bool:
    letters = next((c for c in number if c.isalpha()), "")
    rest = number.lstrip("0123456789")[1:]
    return letters.isupper() or any(c.isupper() for c in rest)


def _laws(text: str, folded: str, basis: bool) -> Iterator[Citation]:
    """Laws, codes, ordinances and the Constitution by their names."""
    for m in LAW.finditer(folded):
        words = m.group().split()
        kind = words[:1] if words[0] == "luật" else words[:2]
        name_at = m.start() + len(" ".join(kind)) + 1
        if not (text[m.start()].isupper() or text[name_at : name_at + 1].isupper()):
            continue
        if TYPE.search(m.group(), name_at - m.start()) and not {"sửa", "luật"} & set(words[len(kind) :]):
            continue
        number, end = None, m.end()
        numbered = PARTS.search(folded, end, end + 40)
        if numbered and folded[end : numbered.start()].strip(" ,(") in ("số", "số:", ""):
            raw = cut(text[numbered.start() : numbered.end()])
            number, end = tidy(raw), numbered.start() + len(raw)
        bare_year = folded[end : end + 5].strip()
        year = bare_year if not number and bare_year.isdigit() and bare_year.startswith(("19", "20")) and len(bare_year) == 4 else None
        whole = Span(m.start(), end + 5 if year else end)
        made = _finish(text, folded, whole, by_word(" ".join(kind)), number, None, "law", 0.95, basis)
        yield _dated(made, year) if year else made


def _dated(made: Citation, year: str) -> Citation:
    return Citation(
        made.span, made.whole, made.doc_type, made.number, year, made.issuer, made.pinpoint, made.subject, made.rule, made.confidence
    )


def _plain(text: str, folded: str, basis: bool) -> Iterator[Citation]:
    """Papers with figures alone for a number ("Quyết định số 1722 ngày ..."), or with a date and no number."""
    for m in PLAIN.finditer(folded):
        word, end = m["type"], m.end()
        dated = AFTER.match(folded[end : end + 180])
        if not text[m.start()].isupper() or word in _SHORT:
            continue
        number = tidy(text[m.start("n") : m.end("n")]) if m["n"] else None
        if number and (dated or folded[end : end + 5] == " của "):
            yield _finish(text, folded, Span(m.start(), end), by_word(word), number, None, "plain", 0.85, basis)
        elif not number and dated and dated["y"] and dated["d"] and word not in ("báo cáo", "hướng dẫn", "chương trình", "phương án"):
            yield _finish(text, folded, Span(m.start(), end), by_word(word), None, None, "dated", 0.7, basis)


_YEAR_WITHIN = re.compile(r"/(?:19|20)\d\d/")


def _finish(
    text: str, folded: str, span: Span, doc_type: DocType, number: str | None, issuer: str | None, rule: str, confidence: float, basis: bool
) -> Citation:
    """Read what follows a number: date, issuer, subject; and the pinpoint before the type word."""
    end, issued = span.end, None
    dated = AFTER.match(folded[end : end + 200])
    if dated and dated["y2"] and number and ("," in dated.group() or _YEAR_WITHIN.search(number)):
        dated = None  # "Nghị định số 07/2021/NĐ-CP của Chính phủ, đến cuối năm 2021 còn ...": the year begins what follows
    if dated:
        issued = day_of(dated)
        if dated["of"]:
            issuer = issuer or text[end + dated.start("of") : end + dated.end("of")].strip(" ,")
        end += dated.end()
    by = issuer_at(text, end) if issuer is None else None
    if by:
        issuer = by.of(text)
    behind = by.end if by else end
    subject = subject_at(text, behind, basis)
    quote_end = end if dated else behind
    pinpoint = pinpoint_before(text, span.start)
    issuer = issuer or proposer_before(text, span.start)
    whole = Span(span.start, max(quote_end, behind, subject.end if subject else 0))
    return Citation(
        Span(span.start, quote_end),
        whole,
        doc_type,
        number,
        issued,
        issuer,
        pinpoint,
        subject.of(text) if subject else None,
        rule,
        confidence,
    )

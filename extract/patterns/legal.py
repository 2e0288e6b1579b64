"""Citations of laws, decrees, decisions and other papers: the first family of patterns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extract.header import split_head
from extract.model import BlockKind, DocType, Document, Header, LegalReference, Paper, Relation, SectionKind
from extract.patterns.legal_citation import Citation, citations
from extract.patterns.legal_context import relation
from extract.text import key
from extract.zones import zones

_SENTENCE = (". ", "./.", ".\n")


def find(paper: Paper) -> tuple[LegalReference, ...]:
    """Every paper that `paper` cites, repeats too, in document order; its own number is none. Spans are document characters.

    A short form that points back ("Nghị định này", "Kế hoạch 77") is no citation.
    """
    found: list[LegalReference] = []
    seen: set[tuple[DocType, str]] = set()
    for text, start, governed in _texts(paper):
        cited = _same_day(citations(text, governed is Relation.BASIS), text)
        for i, one in enumerate(cited):
            if _is_own(one, paper.header) or _points_back(one, seen):
                continue
            if one.number:
                seen.add((one.doc_type, one.number.split("/")[0].split("-")[0]))
            says = relation(_governing(text, cited[:i], one), listed=_listed(cited[:i], one, text)) or governed
            found.append(_reference(one, start, says))
    return tuple(sorted(found, key=lambda r: r.span))


def _texts(paper: Paper) -> Iterator[tuple[str, int, Relation]]:
    """What is searched: the title, items, cells; each with its place and the relation where no word says another."""
    document = paper.document
    yield from _titles(document)
    for item in paper.items:
        basis = item.section is not None and item.section.kind is SectionKind.LEGAL_BASIS
        lead = " ".join(key(lead.text) for lead in item.leads)
        basis = basis or "căn cứ" in lead or key(item.text).startswith("căn cứ")
        yield item.text, item.start, Relation.BASIS if basis else Relation.CITES
    for table in document.tables:
        for cell in table.cells:
            yield cell.span.of(document.text), cell.span.start, Relation.CITES


def _titles(document: Document) -> Iterator[tuple[str, int, Relation]]:
    """The lines of a head that belong to the title: a plan is often named after the resolution it carries out."""
    for span in zones(document).heads:
        title = split_head(document, span).title or ""
        for index, block in enumerate(document.blocks):
            inside = span.start <= document.starts[index] < span.end
            if inside and block.kind is BlockKind.PARAGRAPH and len(block.text) > 12 and block.text.strip(" *#_>") in title:
                yield block.text, document.starts[index], Relation.CITES


def _is_own(one: Citation, header: Header) -> bool:
    if not one.number or not header.number:
        return False
    same = key(one.number) == key(header.number) or (one.doc_type is header.doc_type and one.number == header.number.split("/")[0])
    return same and (one.issued is None or header.issued is None or one.issued[:7] == header.issued[:7])


def _points_back(one: Citation, seen: set[tuple[DocType, str]]) -> bool:
    return one.rule == "plain" and one.issued is None and one.number is not None and (one.doc_type, one.number) in seen


def _governing(text: str, earlier: tuple[Citation, ...], one: Citation) -> str:
    """The sentence up to the citation, with what earlier papers are about blanked out: their "thực hiện" governs nothing."""
    start = max((text.rfind(end, 0, one.span.start) + len(end) for end in _SENTENCE if end in text[: one.span.start]), default=0)
    before = text[: one.span.start]
    for other in earlier:
        before = before[: other.span.start] + "\u2003" * (other.whole.end - other.span.start) + before[other.whole.end :]
    return before[start : one.span.start]


def _listed(earlier: tuple[Citation, ...], one: Citation, text: str) -> bool:
    return bool(earlier) and not text[earlier[-1].whole.end : one.span.start].strip(" ,;và")


def _same_day(cited: tuple[Citation, ...], text: str) -> tuple[Citation, ...]:
    """ "Quyết định số 15/QĐ-UBND, Quyết định số 16/QĐ-UBND cùng ngày 28/6/2019": the day is that of the papers listed before too."""
    out = list(cited)
    shared: str | None = None
    for i in range(len(out) - 1, -1, -1):
        one = out[i]
        if one.issued and "cùng ngày" in key(one.span.of(text)):
            shared = one.issued
        elif shared and one.issued is None and not text[one.span.end : out[i + 1].span.start].strip(" ,;và"):
            out[i] = replace(one, issued=shared)
        else:
            shared = None
    return tuple(out)


def _reference(one: Citation, start: int, says: Relation) -> LegalReference:
    return LegalReference(
        span=one.span.shift(start),
        doc_type=one.doc_type,
        number=one.number,
        issued=one.issued,
        issuer=one.issuer,
        pinpoint=one.pinpoint,
        subject=one.subject,
        relation=says,
        rule=one.rule,
        confidence=one.confidence,
    )

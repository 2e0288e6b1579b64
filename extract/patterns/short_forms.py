"""Short forms that point back to a paper: "Nghị định này", "Quyết định nêu trên", "Kế hoạch số 77", "QĐ 1722".

A citation that says its whole number or its date is a legal reference (`patterns/legal.py`) and none of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from extract.header import split_head
from extract.model import DocType, LegalReference, Paper, ShortReference, Span
from extract.patterns.legal_grammar import AFTER
from extract.patterns.legal_types import by_word
from extract.patterns.short_forms_grammar import ABBREVIATIONS, COUNTED, NUMBERED, POINTING
from extract.sentences import sentences
from extract.text import key
from extract.zones import zones

# In small letters these words are verbs, or things that are no paper ("hướng dẫn này", "cho vay theo chương trình này").
_AS_NAMES = frozenset({DocType.GUIDANCE, DocType.NOTICE, DocType.CONCLUSION, DocType.PROGRAMME, DocType.SCHEME})
# What goes by a number without being a paper ("Chương trình 135", "Đề án 06"), or is counted by one, is kept only where it is resolved.
_BY_NUMBER = frozenset({DocType.PLAN, DocType.DECISION, DocType.RESOLUTION, DocType.DIRECTIVE, DocType.DECREE, DocType.CIRCULAR})
_NAMED_FOR = {DocType.PROGRAMME, DocType.SCHEME}
_SHORT = {"qđ", "nq", "ct", "cv", "nđ", "tt", *ABBREVIATIONS}
_OTHER_THINGS = _SHORT - {"qđ", "nq", "nđ"}  # "CT 135" is a programme, "TT 07" may be a town
_SURE, _NEAR, _FAR, _LOST = 0.95, 0.85, 0.65, 0.5


def find(paper: Paper, legal_references: Sequence[LegalReference]) -> tuple[ShortReference, ...]:
    """Every short form in `paper`, in document order; `legal_references` are the paper's own, in document order, and are pointed to by
    their place there. Spans are document characters."""
    cited = _Cited(paper, tuple(legal_references))
    found = [one for text in _texts(paper) for one in _of_text(text, cited)]
    return tuple(sorted(found, key=lambda one: one.span))


@dataclass(frozen=True, slots=True)
class _Text:
    """A stretch of the paper, `start` its place; `cell`: of a table."""

    text: str
    start: int
    cell: bool = False


class _Cited:
    """What a paper cites, and what it is."""

    def __init__(self, paper: Paper, references: tuple[LegalReference, ...]) -> None:
        self._paper, self._references = paper, references
        self._spans = [reference.span for reference in references]
        self._own_number = paper.header.number
        heads = (split_head(paper.document, span).kind for span in zones(paper.document).heads)
        self.own = frozenset({paper.header.doc_type, *(by_word(kind) for kind in heads if kind)}) - {DocType.OTHER}

    def is_cited(self, span: Span) -> bool:
        """Whether a legal reference says it already."""
        return any(span.start < cited.end and cited.start < span.end for cited in self._spans)

    def before(self, end: int, start: int = 0) -> list[int]:
        """Places of the references between two characters, the nearest to `end` first."""
        return [i for i in reversed(range(len(self._references))) if start <= self._spans[i].start < end]

    def numbered(self, span: Span, kind: DocType, figures: tuple[str, str | None]) -> ShortReference | None:
        """Who bears a number: the nearest paper cited before, else the paper itself."""
        same = [i for i in self.before(span.start) if self._bears(self._references[i], kind, figures)]
        if same:
            numbers = {_figures(self._references[i].number) for i in same}
            return self._to(span, kind, same[0], "number", _SURE if len(numbers) == 1 else _FAR)
        if kind in self.own and _agrees(self._own_number, figures):
            return self._to_self(span, kind, "number", _SURE)
        return None

    def _bears(self, reference: LegalReference, kind: DocType, figures: tuple[str, str | None]) -> bool:
        kinds = {kind, DocType.DECISION, DocType.RESOLUTION} if kind in _NAMED_FOR else {kind}
        return reference.doc_type in kinds and _agrees(reference.number, figures)

    def pointed(self, span: Span, kind: DocType, sentence: int, text: int, pointer: str, issuer: str | None) -> ShortReference:
        """Which paper "này" or "nêu trên" means; `sentence` and `text` are where those begin.

        "Kế hoạch này" in a plan is that plan, unless a plan is the last paper that its sentence cites.
        """
        same = [i for i in self.before(span.start) if self._is(self._references[i], kind, issuer)]
        if kind in self.own and issuer is None:
            within = self.before(span.start, sentence)[:1] if pointer == "này" else self.before(span.start, text)
            meant = [i for i in within if i in same]
            if not meant:
                return self._to_self(span, kind, "this" if pointer == "này" else "above", _SURE if pointer == "này" else _FAR)
            same = meant
        rule = "this" if pointer == "này" else "above"
        if not same:
            return ShortReference(span, kind, None, None, False, rule, _LOST)
        at = self._spans[same[0]].start
        return self._to(
            span, kind, same[0], rule, _SURE if at >= sentence else _NEAR if at >= text or self._shares_section(at, span) else _FAR
        )

    def _is(self, reference: LegalReference, kind: DocType, issuer: str | None) -> bool:
        said = key(reference.issuer or "")
        return reference.doc_type is kind and (issuer is None or (bool(said) and (issuer in said or said in issuer)))

    def _shares_section(self, at: int, span: Span) -> bool:
        section = self._paper.section_at(span.start)
        return section is not None and self._paper.section_at(at) == section

    def _to(self, span: Span, kind: DocType, at: int, rule: str, confidence: float) -> ShortReference:
        return ShortReference(span, kind, self._references[at].number, at, False, rule, confidence)

    def _to_self(self, span: Span, kind: DocType, rule: str, confidence: float) -> ShortReference:
        number = self._own_number if kind is self._paper.header.doc_type else None
        return ShortReference(span, kind, number, None, True, rule, confidence)


def _texts(paper: Paper) -> Iterator[_Text]:
    cells = chain.from_iterable(table.cells for table in paper.document.tables)
    yield from (_Text(item.text, item.start) for item in paper.items)
    yield from (_Text(cell.span.of(paper.document.text), cell.span.start, cell=True) for cell in cells)


def _of_text(at: _Text, cited: _Cited) -> Iterator[ShortReference]:
    folded = key(at.text)
    for m in POINTING.finditer(folded):
        kind, span = by_word(m["type"]), Span(*m.span()).shift(at.start)
        if _is_name(at.text, m, kind) and not cited.is_cited(span) and not _is_plural(folded[: m.start()]):
            starts = (s.start for s in sentences(at.text) if s.start <= m.start())
            pointer = m["pointer"] or m["above"] or m["far"]
            yield cited.pointed(span, kind, at.start + max(starts, default=0), at.start, pointer, m["of"])
    for m in NUMBERED.finditer(folded):
        span = Span(*m.span()).shift(at.start)
        if _is_number(at.text, folded, m) and not cited.is_cited(span):
            kind = ABBREVIATIONS.get(m["type"]) or by_word(m["type"])
            meant = cited.numbered(span, kind, (_figures(m["n"]), m["year"]))
            if meant is not None:
                yield meant
            elif not at.cell and kind in _BY_NUMBER and m["type"] not in _OTHER_THINGS and _says_a_number(m):
                yield ShortReference(span, kind, None, None, False, "number", _LOST)


def _is_name(text: str, m: re.Match[str], kind: DocType) -> bool:
    """Whether the type word is one: with a capital where it may be a verb, and before "trên" and "đó"."""
    word = text[m.start() : m.start() + len(m["type"])]
    if m["type"] in _SHORT:
        return word.isupper()
    plain = m["pointer"] is not None and m["pointer"] not in ("đó", "ấy") and kind not in _AS_NAMES
    return plain or word[0].isupper()


def _is_plural(before: str) -> bool:
    """ "các Quyết định nêu trên" are several papers."""
    return before.rstrip().endswith((" các", " những", " hai", " ba", " 02", " 03")) or before.strip() in ("các", "những", "hai", "ba")


def _is_number(text: str, folded: str, m: re.Match[str]) -> bool:
    word = text[m.start() : m.start() + len(m["type"])]
    if m["type"] in _SHORT and not (word.isupper() or word == "CTr"):
        return False
    if not m["so"] and (not word[0].isupper() or COUNTED.match(folded[m.end() : m.end() + 20])):
        return False
    return AFTER.match(folded[m.end() : m.end() + 180]) is None


def _says_a_number(m: re.Match[str]) -> bool:
    """Whether figures that no paper cited bears are a number all the same: behind "số", else neither a year nor a lone figure."""
    return bool(m["so"]) or (len(m["n"]) > 1 and not (len(m["n"]) == 4 and m["n"].startswith(("19", "20"))))


def _figures(number: str | None) -> str:
    """ "05/2017/NQ-HĐND" -> "5": what a number begins with, without zeros before it."""
    return key(number or "").split("/")[0].split("-")[0].strip().lstrip("0")


def _agrees(number: str | None, figures: tuple[str, str | None]) -> bool:
    first, year = figures
    return bool(number) and _figures(number) == first and (year is None or f"/{year}" in (number or ""))

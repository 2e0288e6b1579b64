"""How a paper speaks of others: by their whole number or date, and by short forms that point back ("Nghị định này", "Kế hoạch số 77")."""

from __future__ import annotations

from dataclasses import dataclass

from extract.document import Span
from extract.terms import DocType, Relation


@dataclass(frozen=True, slots=True)
class LegalReference:
    span: Span
    doc_type: DocType
    number: str | None
    issued: str | None
    issuer: str | None
    pinpoint: str | None
    subject: str | None
    relation: Relation
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class ShortReference:
    """`doc_type` is what the words say. `reference`: which of the reading's legal references is meant, by its place from 0; `number` is
    that one's. `to_self`: the paper itself is meant, `number` its own. Neither where the paper cites no such document before."""

    span: Span
    doc_type: DocType
    number: str | None
    reference: int | None
    to_self: bool
    rule: str
    confidence: float

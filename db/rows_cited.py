"""The rows of what a plan cites: legal references, short forms that point back to them, the documents meant."""

from __future__ import annotations

from db import instruments
from db.frame import Frame, Row, code
from extract.model import LegalReference, ShortReference


def reference(plan: Frame, reference: LegalReference, instrument_id: str) -> Row:
    """A row of `legal_references`; `instrument_id`: the document it means."""
    return plan.row(plan.ids.of("legal_references", reference.span), reference.span, reference) | {
        "doc_type": code(reference.doc_type),
        "number": reference.number,
        "issued": reference.issued,
        "issuer": reference.issuer,
        "pinpoint": reference.pinpoint,
        "subject": reference.subject,
        "relation": code(reference.relation),
        "instrument_id": instrument_id,
    }


def short_reference(plan: Frame, short: ShortReference, references: list[Row], own: instruments.Instrument | None) -> Row:
    """A row of `short_references`; `references`: the rows of the plan's legal references in order, `own`: the plan as a document."""
    meant = None if short.reference is None else references[short.reference]
    itself = own.id if own and short.to_self and short.doc_type is own.doc_type else None
    return plan.row(plan.ids.of("short_references", short.span), short.span, short) | {
        "doc_type": code(short.doc_type),
        "number": short.number,
        "reference_id": meant["id"] if meant else None,
        "instrument_id": meant["instrument_id"] if meant else itself,
        "to_self": int(short.to_self),
    }


def instrument(i: instruments.Instrument) -> Row:
    """A row of `instruments`; which plan holds it is settled after a load."""
    return {
        "id": i.id,
        "doc_type": code(i.doc_type),
        "number": i.number,
        "year": i.year,
        "issuer": i.issuer,
        "title": i.title,
        "plan_id": None,
    }

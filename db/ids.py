"""Ids made from content, so that they survive a reload, a rename and a move."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from extract.model import Span

_STRETCH: Final = 200_000  # characters: more than nearly every plan has


@dataclass(slots=True)
class RowIds:
    """Row ids of one plan, from the plan, the table, the quote with its ordinal (which occurrence in the text) and the agency.

    The ordinal is counted in the text, not among the rows, so a rule that finds one row more leaves the others' ids alone. In a text
    of hundreds of pages it is counted within a stretch, or the time for each row would grow with all that stands before it.
    """

    plan_id: str
    text: str
    _seen: Counter[str] = field(default_factory=Counter)

    def of(self, table: str, quote: Span, agency: str = "") -> str:
        """16 hex digits; rows that share table, quote and agency are told apart by their order."""
        words = quote.of(self.text)
        stretch = quote.start // _STRETCH
        ordinal = self.text.count(words, stretch * _STRETCH, quote.start) if words else 0
        said = "\0".join((self.plan_id, table, words, f"{stretch}.{ordinal}" if stretch else str(ordinal), agency))
        self._seen[said] += 1
        return digest(said, str(self._seen[said]))[:16]


def plan_id(sha256: str, place: str = "") -> str:
    """12 hex digits from the hash of a file's bytes; a further file of the same bytes adds its place (its path)."""
    return digest(sha256, place)[:12] if place else sha256[:12]


def digest(*parts: str) -> str:
    """SHA-256 in hex of some texts, kept apart."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()

"""Deadlines whose own words name nobody: they bind the body whose heading governs the duty that they stand in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from extract.model import Deadline, Responsibility, Role


def owed(found: Iterable[Deadline], duties: Iterable[Responsibility], text: str) -> tuple[Deadline, ...]:
    """`found` with an agency for those that name none but stand within a duty inherited from a heading; all spans are characters of
    `text`. Several bodies under one heading are told together, as printed."""
    inherited = [duty for duty in duties if duty.inherited and duty.role is not Role.SUPPORT]
    return tuple(one if one.agency_text else replace(one, agency_text=_owner(one, inherited, text)) for one in found)


def _owner(one: Deadline, duties: list[Responsibility], text: str) -> str | None:
    spans = sorted({duty.agency_span for duty in duties if duty.span.start <= one.span.start < duty.span.end})
    return ", ".join(span.of(text) for span in spans) or None

"""Where a section stands, as people cite it: "III.2.10", "Phần thứ nhất, II.2.a"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extract.model import Section

_MARKS = " .)/-–:("


def path(section: Section, sections: Sequence[Section]) -> str | None:
    """The numbers of the section and of those above it, outermost first, without their marks; null where none has a number.

    Decimal numbers hold their parents' ("2.1" under "2"), so the parent is not said twice. `sections` in the order of `ordinal`.
    """
    said: list[str] = []
    at: Section | None = section
    while at is not None:
        label = (at.label or "").strip(_MARKS)
        if label and not (said and said[0].startswith(label + ".")):
            said.insert(0, label)
        at = None if at.parent is None else sections[at.parent]
    if not said:
        return None
    joined = said[0]
    for before, label in pairwise(said):
        joined += (", " if " " in label or " " in before else ".") + label  # "Phần thứ nhất", "Dự án 1": words stand apart
    return joined

"""The agencies that a plan names, as rows of `agencies`."""

from __future__ import annotations

from typing import Any

from extract.authority.ids import slug
from extract.model import Level, Reading
from extract.text import bare

_FIRST_WORDS = {"so": Level.PROVINCE, "phong": Level.DISTRICT, "bo": Level.CENTRAL}
_LAST_WORDS = {"tinh": Level.PROVINCE, "cap huyen": Level.DISTRICT, "cap xa": Level.COMMUNE, "thon": Level.COMMUNE}


def met(reading: Reading) -> list[dict[str, Any]]:
    """Each agency once, by its canonical name; one met in a deadline alone has no sector."""
    sectors: dict[str, str | None] = {d.agency: None for d in reading.deadlines if d.agency}
    sectors |= {r.agency: str(r.sector) for r in reading.responsibilities}
    return [{"id": slug(name), "name": name, "sector": sector, "level": level(name)} for name, sector in sectors.items()]


def level(name: str) -> str | None:
    """The level that a canonical name states: a ministry (Bộ) is central, a Sở provincial, a Phòng of a district; null where open.

    >>> level("Ủy ban nhân dân cấp xã")
    'commune'
    """
    words = bare(name)
    for ending, found in _LAST_WORDS.items():
        if words.endswith(" " + ending):
            return found.value
    if words.startswith("bo chi huy"):  # Bộ Chỉ huy Quân sự is a province's, Bộ Tư pháp a ministry
        return Level.PROVINCE.value
    found_first = _FIRST_WORDS.get(words.split(" ")[0])
    return found_first.value if found_first else None

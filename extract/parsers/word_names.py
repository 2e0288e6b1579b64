"""The names of elements and attributes in the XML of Word files (ECMA-376), written short: `w:p`."""

from __future__ import annotations

from functools import cache

from lxml.etree import _Element

Element = _Element

_SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "*": "*",
}
STRICT = {  # the name spaces of the strict edition -> of the transitional one
    "http://purl.oclc.org/ooxml/wordprocessingml/main": _SPACES["w"],
    "http://purl.oclc.org/ooxml/officeDocument/relationships": _SPACES["r"],
    "http://purl.oclc.org/ooxml/officeDocument/math": _SPACES["m"],
    "http://purl.oclc.org/ooxml/drawingml/main": _SPACES["a"],
}


@cache
def named(name: str) -> str:
    """The full form of `name`; "*:chart" is a chart of whatever name space.

    >>> named("w:p")
    '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p'
    """
    space, _, local = name.partition(":")
    return f"{{{_SPACES[space]}}}{local}"


def tags(*names: str) -> frozenset[str]:
    """The full forms of `names`."""
    return frozenset(map(named, names))


VAL = named("w:val")
P, T = named("w:p"), named("w:t")
ALTERNATIVES = named("mc:AlternateContent")

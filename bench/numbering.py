"""Automatic numbering as Word stores it: labels live in numbering.xml, not in the text of the paragraph."""

from __future__ import annotations

import re

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph

LEVELS = (("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)"))
BULLETS = {"-": 901, "+": 902}  # their numbering ids
HEADINGS = 900
LABEL = re.compile(r"([IVX]+\.|\d+\.|[a-z]\)|[-+])\s+")


def roman(number: int) -> str:
    """The Roman numeral of a number from 1 to 39."""
    return "X" * (number // 10) + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[number % 10]


class Numbering:
    """Counts as Word will. A label that Word would print otherwise stays typed, as in files that people have edited by hand."""

    def __init__(self, document: Document) -> None:
        self._counts = [0, 0, 0]
        part = document.part.numbering_part.element
        part.insert(0, parse_xml(_abstract(HEADINGS, LEVELS)))
        for mark, number in BULLETS.items():
            part.insert(0, parse_xml(_abstract(number, (("bullet", mark),))))
        for number in (HEADINGS, *BULLETS.values()):
            part.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'))

    def take(self, paragraph: Paragraph, text: str) -> str:
        """Moves the label of `text` into the numbering of `paragraph`; returns the text without it, or whole where it stays typed."""
        match = LABEL.match(text)
        if match is None:
            return text
        label = match[1]
        if label in BULLETS:
            self._apply(paragraph, BULLETS[label], 0)
            return text[match.end() :]
        for level in range(len(LEVELS)):
            if label == self._next(level):
                self._counts[level] += 1
                self._counts[level + 1 :] = [0] * (len(LEVELS) - level - 1)
                self._apply(paragraph, HEADINGS, level)
                return text[match.end() :]
        return text

    def _next(self, level: int) -> str:
        number = self._counts[level] + 1
        return (f"{roman(number)}.", f"{number}.", f"{chr(96 + number)})")[level]

    def _apply(self, paragraph: Paragraph, number: int, level: int) -> None:
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = level
        properties.get_or_add_numId().val = number


def _abstract(number: int, levels: tuple[tuple[str, str], ...]) -> str:
    rows = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:suff w:val="space"/><w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="0" w:firstLine="720"/></w:pPr></w:lvl>'
        for i, (kind, text) in enumerate(levels)
    )
    return f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>{rows}</w:abstractNum>'

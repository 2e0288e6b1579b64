"""The running text of a paragraph: its runs as they show on paper, tracked insertions in, tracked deletions out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.etree import fromstring

from extract.parsers.word_fonts import unicode
from extract.parsers.word_names import ALTERNATIVES, Element, T, named, tags
from extract.parsers.word_styles import Styles, first

DELETED = tags("w:del", "w:moveFrom")
_LEFT_OUT = DELETED | tags(
    "w:pPr", "w:rPr", "w:sdtPr", "w:sdtEndPr", "w:tblPr", "w:trPr", "w:tcPr", "w:sectPr", "w:delText", "w:delInstrText"
)
_RUN, _BOX = named("w:r"), named("w:txbxContent")
_SIMPLE_FIELD, _FIELD_PART, _INSTRUCTION = named("w:fldSimple"), named("w:fldChar"), named("w:instrText")
_TEXTS = tags("w:t", "m:t", "a:t")
_SYMBOL, _NOTE, _ENDNOTE = named("w:sym"), named("w:footnoteReference"), named("w:endnoteReference")
_FORMS = tags("mc:Choice", "mc:Fallback")
_NOTHING = fromstring("<none/>")
_PAGE_FIELDS = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES"})
_SIGNS = {named(name): sign for name, sign in {"w:tab": "\t", "w:ptab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-"}.items()}
_SYMBOLS = {0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB4: "×", 0xAE: "→", 0xB0: "°", 0xB7: "•"}  # the font Symbol
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def superscript(count: int) -> str:
    """A note's number as it is printed, which no reader of figures takes for one.

    >>> superscript(12)
    '¹²'
    """
    return str(count).translate(_SUPERSCRIPT)


@dataclass(slots=True)
class Field:
    """A computed field that is being read: its instruction, and whether its result has begun."""

    instruction: str = ""
    result: bool = False

    @property
    def shown(self) -> bool:
        return self.result and self.instruction.split(None, 1)[:1] not in [[name] for name in _PAGE_FIELDS]


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of one run; `bold` as it prints."""

    text: str
    bold: bool = False


@dataclass(slots=True)
class Runs:
    """Reads paragraphs one after another: fields may reach over several, and notes are counted. `boxes` collects the text boxes
    (w:txbxContent) met since it was last emptied."""

    styles: Styles
    decoded: frozenset[str] = frozenset()  # the schemes of old fonts to bring to Unicode
    notes: dict[str, int] = field(default_factory=dict)  # footnote id -> number, in the order of reference
    endnotes: dict[str, int] = field(default_factory=dict)
    boxes: list[Element] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)

    def paragraph(self, element: Element, style: str) -> tuple[str, bool]:
        """The text of the paragraph `element` (tabs and line breaks kept) and whether all of it is bold."""
        self.fields = [open_ for open_ in self.fields if open_.shown]  # one that was never closed must not hide the rest
        found = list(self.pieces(element, style))
        words = [piece.bold for piece in found if any(map(str.isalnum, piece.text))]
        return "".join(piece.text for piece in found), bool(words) and all(words)

    def pieces(self, element: Element, paragraph: str, run: Element | None = None) -> Iterator[Piece]:
        """The shown text under `element`, a paragraph of style `paragraph` or a part of one; `run` are the properties in force."""
        for child in element:
            tag = child.tag
            if tag in _LEFT_OUT:
                continue
            if tag == _RUN:
                yield from self.pieces(child, paragraph, first(child, "w:rPr"))
            elif tag == ALTERNATIVES:
                yield from self.pieces(alternative(child), paragraph, run)
            elif tag == _BOX:
                self.boxes.append(child)
            elif tag == _SIMPLE_FIELD:
                self.fields.append(Field(child.get(named("w:instr"), ""), result=True))
                yield from self.pieces(child, paragraph, run)
                self.fields.pop()
            elif tag == _FIELD_PART:
                self._turn(child.get(named("w:fldCharType"), ""))
            elif tag == _INSTRUCTION:
                if self.fields:
                    self.fields[-1].instruction += child.text or ""
            elif text := self._leaf(child):
                if all(open_.shown for open_ in self.fields) and not self.styles.is_on("w:vanish", run, paragraph):
                    text = unicode(text, self.styles.font(run, paragraph), self.decoded) if self.decoded else text
                    yield Piece(text, self.styles.is_on("w:b", run, paragraph))
            else:
                yield from self.pieces(child, paragraph, run)

    def _turn(self, kind: str) -> None:
        if kind == "begin":
            self.fields.append(Field())
        elif self.fields and kind == "separate":
            self.fields[-1].result = True
        elif self.fields and kind == "end":
            self.fields.pop()

    def _leaf(self, element: Element) -> str:
        tag = element.tag
        if tag in _TEXTS:
            return element.text or ""
        if tag == _SYMBOL:
            return _symbol(element)
        if tag == _NOTE:
            place = _counted(self.notes, element)
            return superscript(place) if place else ""
        if tag == _ENDNOTE:
            place = _counted(self.endnotes, element)
            return f"[{place}]" if place else ""
        return _SIGNS.get(tag, "")


def alternative(element: Element) -> Element:
    """Of the two forms of the same content (mc:AlternateContent) the one to read: the first that holds text."""
    forms = [form for form in element if form.tag in _FORMS]
    return next((form for form in forms if next(form.iter(T), None) is not None), forms[0] if forms else _NOTHING)


def _counted(notes: dict[str, int], element: Element) -> int:
    """The number of the note that `element` refers to, 0 where its mark is typed by hand."""
    own = element.get(named("w:customMarkFollows")) in ("1", "true")
    return notes.setdefault(element.get(named("w:id"), ""), 0 if own else sum(map(bool, notes.values())) + 1)


def _symbol(element: Element) -> str:
    try:
        code = int(element.get(named("w:char"), ""), 16)
    except ValueError:
        return ""
    if 0xE000 <= code <= 0xF8FF:
        return _SYMBOLS.get(code & 0xFF, "") if (element.get(named("w:font")) or "").lower() == "symbol" else "•"
    return chr(code) if 0x20 <= code < 0x110000 else ""

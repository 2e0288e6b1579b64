"""The content of a story (the body, a header, a note, a text box) in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from extract.model import BlockKind
from extract.parsers.paragraphs import Printed
from extract.parsers.word_names import ALTERNATIVES, Element, P, named
from extract.parsers.word_numbering import Numbering
from extract.parsers.word_runs import DELETED, Runs, alternative
from extract.parsers.word_styles import Styles, first
from extract.parsers.word_tables import Content, table
from extract.patterns.pattern import pattern
from extract.text import key

_MARK = pattern(
    "parser.word_line_mark",
    catches={"- Như trên;": "- ", "+ Cấp xã": "+ ", "b) Sở Y tế": "b) ", "2. Kinh phí": "2. "},
    misses=("và các xã", "2,5% số hộ"),
    regex=r"^(?:[-–+*•]\ ? | (?:\d{1,2}|[a-zđ]|[ivx]{1,5})[.)]\ )",
)
_STOPS = ".;:!?"
_TABLE = named("w:tbl")


@dataclass(slots=True)
class Story:
    """Walks a document's elements; must see each paragraph once, in order, for lists and notes to count right. `labels` are the
    numbers printed before paragraphs, in characters."""

    styles: Styles
    numbering: Numbering
    runs: Runs
    labels: int = 0
    carried: list[str] = field(default_factory=list)  # text of paragraphs whose end is deleted
    cells: int = 0  # how many cells deep the walk is

    def walk(self, element: Element) -> Iterator[Content]:
        """Paragraphs and tables under `element`, each text box after the paragraph that anchors it."""
        for child in element:
            if child.tag == P:
                yield from self._paragraph(child)
                yield from self._text_boxes()
            elif child.tag == _TABLE:
                yield from table(child, self.styles, self._cell)
            elif child.tag == ALTERNATIVES:
                yield from self.walk(alternative(child))
            elif child.tag not in DELETED:
                yield from self.walk(child)

    def _cell(self, element: Element) -> Iterator[Content]:
        self.cells += 1
        yield from self.walk(element)
        self.cells -= 1

    def _text_boxes(self) -> Iterator[Content]:
        while self.runs.boxes:
            yield from self.walk(self.runs.boxes.pop(0))

    def _paragraph(self, element: Element) -> Iterator[Printed]:
        properties = first(element, "w:pPr")
        style = self.styles.paragraph_id(properties)
        text, bold = self.runs.paragraph(element, style)
        text = "".join(self.carried) + text
        self.carried.clear()
        if first(properties, "w:rPr/w:del") is not None:  # its end is deleted: it runs on into the next
            if text:
                self.carried.append(text)
            return
        label = self.numbering.label(*self.styles.numbering(properties, style), style)
        self.labels += sum(not c.isspace() for c in label)
        name = self.styles.name(style)
        kind = (
            BlockKind.FURNITURE if (name or "").lower().startswith("toc ") else BlockKind.PARAGRAPH
        )  # a table of contents repeats headings
        printed = Printed(label + text, bold, self.styles.centred(properties, style), name, kind)
        for line in _lines(printed.text, printed.centred or self.cells > 0):
            yield replace(printed, text=line)


def _lines(text: str, always: bool) -> Iterator[str]:
    """A paragraph's lines: a manual line break parts them `always` (centred titles, cells) or where it keeps things apart (list
    items, whole sentences, capitals, columns), else it is a space."""
    current = ""
    for line in text.split("\n"):
        listed = _MARK.search(key(line.lstrip())) or "\t" in line.strip()
        if always or listed or not current or current.rstrip()[-1:] in _STOPS or current.isupper() or line.isupper():
            if current.strip():
                yield current
            current = line
        else:
            current += " " + line
    if current.strip():
        yield current

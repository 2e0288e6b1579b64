"""The content of a web page in reading order: its paragraphs as they show, its tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice

from lxml.html import HtmlElement

from extract.parsers.legacy import SCHEMES, of_font, scheme
from extract.parsers.paragraphs import Printed
from extract.parsers.web_tables import Content, first_place, label, table
from extract.parsers.word_fonts import unicode
from extract.parsers.word_runs import superscript

_HIDDEN = frozenset(
    {"script", "style", "head", "title", "noscript", "template", "svg", "math", "object", "iframe", "del", "strike"}
    | {"button", "select", "input", "textarea", "datalist", "audio", "video", "canvas", "map"}
)
_BLOCKS = frozenset(
    {"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt", "dd", "blockquote", "pre", "section", "article"}
    | {"header", "footer", "main", "aside", "nav", "address", "center", "hr", "form", "fieldset", "figure", "figcaption", "body", "html"}
    | {"caption", "td", "th", "tr", "tbody", "thead", "tfoot", "table", "details", "summary"}
)
_BOLD = frozenset({"b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th"})
_SAMPLES, _SAMPLE = 500, 500  # elements, and characters of each, that tell what a font was used for
_NESTED = 20  # tables within tables; what lies deeper is read as running text


@dataclass(frozen=True, slots=True)
class _Look:
    """How text shows; `font` is "" where the page names none, `kept` where line breaks stay as typed."""

    bold: bool = False
    centred: bool = False
    font: str = ""
    raised: bool = False
    kept: bool = False


@dataclass(frozen=True, slots=True)
class _Text:
    text: str
    look: _Look


@dataclass(frozen=True, slots=True)
class _Break:
    """Where a paragraph ends; `item` is the list's item that begins with the next."""

    item: HtmlElement | None = None


_Step = tuple[HtmlElement, _Look] | _Text | _Break


def hidden(element: HtmlElement) -> bool:
    """Whether nothing within `element` shows."""
    if not isinstance(element.tag, str) or element.tag in _HIDDEN or element.get("hidden") is not None:
        return True
    style = element.get("style", "").replace(" ", "").lower()
    return "display:none" in style or "mso-hide:all" in style


def fonts(root: HtmlElement) -> frozenset[str]:
    """The schemes of old fonts that the page names, where the text in them really is typed so."""
    samples: dict[str, list[str]] = {}
    for element in root.iter():
        if isinstance(element.tag, str) and (found := of_font(_font(element))):
            texts = samples.setdefault(found[0], [])
            if len(texts) < _SAMPLES:
                texts.append("".join(islice(element.itertext(), 20))[:_SAMPLE])
    return frozenset(name for name, texts in samples.items() if scheme(" ".join(texts)) == name)


@dataclass(slots=True)
class Story:
    """Walks a page's elements. `old` is the scheme that the page as a whole is typed in, `named` are those of its fonts."""

    old: str | None = None
    named: frozenset[str] = frozenset()
    tables: int = 0  # how many tables deep the walk is
    pieces: list[tuple[str, _Look]] = field(default_factory=list)
    label: str = ""  # what stands before the next paragraph
    counted: dict[HtmlElement, int] = field(default_factory=dict)  # list -> the place of its last item

    def walk(self, root: HtmlElement) -> Iterator[Content]:
        """Paragraphs and tables under `root`, whose elements are entered without recursion, however deep they lie."""
        waiting: list[_Step] = []
        waiting.extend(reversed(list(_inside(root, _Look(centred=_is_centred(root, False))))))
        while waiting:
            step = waiting.pop()
            if isinstance(step, _Text):
                self.pieces.append((self._read(step), step.look))
            elif isinstance(step, _Break):
                yield from self._paragraph()
                if step.item is not None:
                    self.label = self._labelled(step.item)
            elif step[0].tag == "br":
                self.pieces.append(("\n", step[1]))
            elif step[0].tag == "table" and self.tables < _NESTED:
                yield from self._paragraph()
                yield from table(step[0], self._cell)
            else:
                waiting.extend(_steps(*step))
        yield from self._paragraph()

    def _cell(self, element: HtmlElement) -> Iterator[Content]:
        inner = Story(self.old, self.named, self.tables + 1)
        yield from inner.walk(element)

    def _read(self, step: _Text) -> str:
        """The text as it shows: in Unicode, spaces folded, a raised number as a note's."""
        text, look = step.text, step.look
        found = of_font(look.font)
        if found and found[0] in self.named:
            text = unicode(text, look.font, self.named)
        elif self.old and (not look.font or not self.named):
            text = SCHEMES[self.old](text)
        if look.raised and text.strip().isascii() and text.strip().isdigit() and len(text.strip()) < 4:
            return superscript(int(text))
        if look.kept:
            return text
        folded = " ".join(text.split())
        return f"{' ' if text[:1].isspace() else ''}{folded}{' ' if folded and text[-1:].isspace() else ''}"

    def _paragraph(self) -> Iterator[Printed]:
        words = [look.bold for text, look in self.pieces if any(map(str.isalnum, text))]
        centred = any(look.centred for _, look in self.pieces)
        text = "".join(text for text, _ in self.pieces)
        self.pieces.clear()
        for line in text.split("\n"):
            if line.strip():
                yield Printed(self.label + line.strip(), bool(words) and all(words), centred)
                self.label = ""

    def _labelled(self, item: HtmlElement) -> str:
        above = item.getparent()
        self.counted[above] = self.counted.get(above, first_place(above) - 1) + 1
        return label(above, self.counted[above])


def _steps(element: HtmlElement, look: _Look) -> Iterator[_Step]:
    """What to do for `element`, last things first."""
    if hidden(element):
        return
    block = element.tag in _BLOCKS
    inner = _looks(element, look)
    if block:
        yield _Break()
    yield from reversed(list(_inside(element, inner)))
    if block:
        yield _Break(element if element.tag == "li" else None)


def _inside(element: HtmlElement, look: _Look) -> Iterator[tuple[HtmlElement, _Look] | _Text]:
    if element.text:
        yield _Text(element.text, look)
    for child in element:
        yield child, look
        if child.tail:
            yield _Text(child.tail, look)


def _looks(element: HtmlElement, look: _Look) -> _Look:
    tag, style = element.tag, element.get("style", "").replace(" ", "").lower()
    return replace(
        look,
        bold=(look.bold or tag in _BOLD or "font-weight:bold" in style or "font-weight:700" in style) and "font-weight:normal" not in style,
        centred=_is_centred(element, look.centred),
        font=_font(element) or look.font,
        raised=look.raised or tag == "sup" or "vertical-align:super" in style,
        kept=look.kept or tag == "pre" or "white-space:pre" in style,
    )


def _is_centred(element: HtmlElement, above: bool) -> bool:
    style = element.get("style", "").replace(" ", "").lower()
    if "text-align:" in style:
        return "text-align:center" in style
    align = element.get("align", "").lower()
    return align == "center" if align else above or element.tag == "center"


def _font(element: HtmlElement) -> str:
    """The first font that `element` itself names, "" where it names none."""
    if element.tag == "font" and element.get("face"):
        return str(element.get("face")).split(",")[0].strip(" \"'")
    style = element.get("style", "")
    at = style.lower().find("font-family:")
    return style[at + 12 :].split(";")[0].split(",")[0].strip(" \"'") if at >= 0 else ""

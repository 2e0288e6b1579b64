"""What styles say of a paragraph or a run, along their chain of inheritance (ECMA-376 part 1, 17.7)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeVar

from extract.parsers.word_names import VAL, Element, named

_LONGEST_CHAIN = 20
_Told = TypeVar("_Told", str, int, bool)


@cache
def _steps(path: str) -> tuple[str, ...]:
    return tuple(map(named, path.split("/")))


def first(parent: Element | None, path: str) -> Element | None:
    """The first element at `path` ("w:pPr/w:jc") under `parent`, null where there is none."""
    if parent is None:
        return None
    for step in _steps(path):
        for child in parent:  # properties come first and are few
            if child.tag == step:
                parent = child
                break
        else:
            return None
    return parent


def value(parent: Element | None, path: str) -> str | None:
    """The w:val of the element at `path` under `parent`, "" where it has none, null where there is no such element."""
    found = first(parent, path)
    return None if found is None else found.get(VAL, "")


def number(parent: Element | None, path: str) -> int | None:
    """The w:val at `path` as a whole number, null where it is none."""
    found = value(parent, path)
    try:
        return int(found) if found else None
    except ValueError:
        return None


def switch(parent: Element | None, path: str) -> bool | None:
    """The on-off property at `path`, null where it is not set."""
    found = value(parent, path)
    return None if found is None else found not in ("0", "false", "off", "none")


def western(parent: Element | None, path: str) -> str | None:
    """The Western font that the element at `path` names, null where it names none."""
    fonts = first(parent, path)
    return None if fonts is None else fonts.get(named("w:ascii")) or fonts.get(named("w:hAnsi")) or None


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a document by id. What was asked of a style once is `known`."""

    by_id: dict[str, Element] = field(default_factory=dict)
    default: str = ""
    bold: bool = False
    known: dict[tuple[object, ...], Any] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Element | None) -> Styles:
        if root is None:
            return cls()
        found = {style.get(named("w:styleId"), ""): style for style in root.iter(named("w:style"))}
        paragraphs = (ident for ident, style in found.items() if style.get(named("w:type")) == "paragraph")
        default = next((ident for ident in paragraphs if found[ident].get(named("w:default")) in ("1", "true")), "")
        return cls(found, default, switch(root, "w:docDefaults/w:rPrDefault/w:rPr/w:b") or False)

    def chain(self, ident: str | None) -> Iterator[Element]:
        """The style `ident` and those it is based on, nearest first."""
        for _ in range(_LONGEST_CHAIN):
            style = self.by_id.get(ident or "")
            if style is None:
                return
            yield style
            ident = value(style, "w:basedOn")

    def inherited(self, ident: str | None, path: str, read: Callable[[Element, str], _Told | None]) -> _Told | None:
        """What `read` finds at `path` of the style `ident` or the nearest that it is based on, null where none says."""
        asked = ident, path, read
        if asked not in self.known:
            told = (read(style, path) for style in self.chain(ident))
            self.known[asked] = next((found for found in told if found is not None), None)
        found: _Told | None = self.known[asked]
        return found

    def paragraph_id(self, properties: Element | None) -> str:
        return value(properties, "w:pStyle") or self.default

    def name(self, ident: str) -> str | None:
        return value(self.by_id.get(ident), "w:name")

    def centred(self, properties: Element | None, style: str) -> bool:
        """Whether a paragraph of `style` with `properties` (w:pPr) stands in the middle."""
        direct = value(properties, "w:jc")
        if direct is None:
            direct = self.inherited(style, "w:pPr/w:jc", value)
        return direct == "center"

    def is_on(self, path: str, run: Element | None, paragraph: str) -> bool:
        """Whether the run property at `path` ("w:b") is on for a run with properties `run` in a paragraph of style `paragraph`."""
        found = switch(run, path)
        if found is None and (own := value(run, "w:rStyle")):
            found = self.inherited(own, f"w:rPr/{path}", switch)
        if found is None:
            found = self.inherited(paragraph, f"w:rPr/{path}", switch)
        return (self.bold and path == "w:b") if found is None else found

    def font(self, run: Element | None, paragraph: str) -> str:
        """The Western font of a run with properties `run` in a paragraph of style `paragraph`, "" where none is named."""
        found = western(run, "w:rFonts")
        for ident in (value(run, "w:rStyle"), paragraph):
            found = found or self.inherited(ident, "w:rPr/w:rFonts", western)
        return found or ""

    def numbering(self, properties: Element | None, style: str) -> tuple[int | None, int | None]:
        """List (w:numId) and level of a paragraph of `style` with `properties`, from itself or its style; the level may be null."""
        own = first(properties, "w:numPr")
        ident, level = number(own, "w:numId"), number(own, "w:ilvl")
        if ident is None:
            ident = self.inherited(style, "w:pPr/w:numPr/w:numId", number)
        if level is None:
            level = self.inherited(style, "w:pPr/w:numPr/w:ilvl", number)
        return ident, level

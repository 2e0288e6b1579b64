"""What styles say of a paragraph or a run, along their chain of inheritance (ECMA-376 part 1, 17.7)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

_LONGEST_CHAIN = 20


def first(parent: Element | None, path: str) -> Element | None:
    """The first element at `path` ("w:pPr/w:jc") under `parent`, null where there is none."""
    for name in path.split("/"):
        if parent is None:
            return None
        parent = parent.find(name)
    return parent


def value(parent: Element | None, path: str) -> str | None:
    """The w:val of the element at `path` under `parent`, "" where it has none, null where there is no such element."""
    found = first(parent, path)
    return None if found is None else found.get("w:val", "")


def number(parent: Element | None, path: str) -> int | None:
    """The w:val at `path` as a whole number, null where it is none."""
    try:
        return int(value(parent, path) or "")
    except ValueError:
        return None


def switch(parent: Element | None, path: str) -> bool | None:
    """The on-off property at `path`, null where it is not set."""
    found = value(parent, path)
    return None if found is None else found not in ("0", "false", "off", "none")


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a document by id."""

    by_id: dict[str, Element] = field(default_factory=dict)
    default: str = ""
    bold: bool = False

    @classmethod
    def of(cls, root: Element | None) -> Styles:
        if root is None:
            return cls()
        found = {style.get("w:styleId", ""): style for style in root.iter("w:style")}
        default = next((i for i, s in found.items() if s.get("w:type") == "paragraph" and s.get("w:default") in ("1", "true")), "")
        return cls(found, default, switch(root, "w:docDefaults/w:rPrDefault/w:rPr/w:b") or False)

    def chain(self, ident: str | None) -> Iterator[Element]:
        """The style `ident` and those it is based on, nearest first."""
        for _ in range(_LONGEST_CHAIN):
            style = self.by_id.get(ident or "")
            if style is None:
                return
            yield style
            ident = value(style, "w:basedOn")

    def paragraph_id(self, properties: Element | None) -> str:
        return value(properties, "w:pStyle") or self.default

    def name(self, ident: str) -> str | None:
        return value(self.by_id.get(ident), "w:name")

    def centred(self, properties: Element | None) -> bool:
        """Whether a paragraph with `properties` (w:pPr) stands in the middle."""
        direct = value(properties, "w:jc")
        if direct is None:
            direct = next((v for s in self.chain(self.paragraph_id(properties)) if (v := value(s, "w:pPr/w:jc")) is not None), "")
        return direct == "center"

    def is_on(self, path: str, run: Element | None, paragraph: str) -> bool:
        """Whether the run property at `path` ("w:b") is on for a run with properties `run` in a paragraph of style `paragraph`."""
        direct = switch(run, path)
        if direct is not None:
            return direct
        for ident in (value(run, "w:rStyle"), paragraph):
            for style in self.chain(ident):
                found = switch(style, f"w:rPr/{path}")
                if found is not None:
                    return found
        return self.bold and path == "w:b"

    def font(self, run: Element | None, paragraph: str) -> str:
        """The Western font of a run with properties `run` in a paragraph of style `paragraph`, "" where none is named."""
        own = [first(run, "w:rFonts")]
        inherited = (first(style, "w:rPr/w:rFonts") for ident in (value(run, "w:rStyle"), paragraph) for style in self.chain(ident))
        for fonts in (*own, *inherited):
            name = None if fonts is None else fonts.get("w:ascii") or fonts.get("w:hAnsi")
            if name:
                return name
        return ""

    def numbering(self, properties: Element | None) -> tuple[int | None, int | None]:
        """List (w:numId) and level of a paragraph with `properties`, from itself or its style; the level may be null."""
        ident, level = number(properties, "w:numPr/w:numId"), number(properties, "w:numPr/w:ilvl")
        for style in self.chain(self.paragraph_id(properties)):
            if ident is None:
                ident = number(style, "w:pPr/w:numPr/w:numId")
            if level is None:
                level = number(style, "w:pPr/w:numPr/w:ilvl")
        return ident, level

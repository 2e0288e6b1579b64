"""Running text -> items: the smallest units that say one thing (a bullet, a paragraph, the body of a run-on heading)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extract.labels import label
from extract.model import BlockKind, Document, Header, Item, Paper, Section, Span
from extract.patterns.pattern import pattern
from extract.sections import body_at
from extract.text import key
from extract.zones import Zones

_MARK = pattern(
    "list_mark",
    catches={"- Hỗ trợ nhà ở": "- ", "+ Sở Y tế": "+ ", "• Rà soát": "• ", "-Xây dựng": "-", "* Nguồn vốn": "* "},
    misses=("5% hộ nghèo", "Sở Y tế - cơ quan"),
    regex=r"\A(?P<mark>-{1,2}|\+|\*|[•●○▪◦■□✓➢➤→\uf0b7\uf02d\uf0a7]|o(?=\s))[\s.]{0,4}",
)


def items(document: Document, zones: Zones, sections: tuple[Section, ...]) -> tuple[Item, ...]:
    """All running text of the bodies of `document` as items in reading order, section titles and footnotes too."""
    frame = Paper(document, Header(), sections, ())
    heads = {document.block_at(s.span.start): s for s in sections}
    out: list[Item] = []
    open_: list[Item] = []
    section: Section | None = None
    for i, block in enumerate(document.blocks):
        start = document.starts[i]
        if block.kind is BlockKind.FOOTNOTE:
            out += _whole(document, i, None, footnote=True)
        if block.kind is not BlockKind.PARAGRAPH or not block.text.strip() or body_at(zones, start) is None:
            continue
        if i in heads:
            section, open_ = heads[i], []
            made = list(_of_heading(document, section))
            open_ = [item for item in made if item.text.endswith(":")][-1:]
            out += made
            continue
        here = frame.section_at(start)
        if here is not section:
            section, open_ = here, []
        if section is not None and section.heading.start < start < section.heading.end:
            continue
        for item in _whole(document, i, section):
            placed, open_ = _hang(item, open_)
            out.append(placed)
    return tuple(out)


def _of_heading(document: Document, section: Section) -> Iterator[Item]:
    """A heading gives its title as one item and what stands behind a run-on title as another."""
    block = document.block_at(section.heading.start)
    text, start = document.blocks[block].text, document.starts[block]
    named = label(text) if section.label else None
    begin, end = named.end if named else 0, section.heading.end - start
    if end > len(text):
        yield _item(document.text, section.heading.start, section.heading.end, section, title=True)
        return
    if text[begin:end].strip():
        yield _item(document.text, start + begin, start + end, section, title=True)
    rest = len(text) - len(text[end:].lstrip(" .:;"))
    if rest < len(text):
        yield replace(_item(document.text, start + rest, start + len(text), section), run_on=True)


def _whole(document: Document, block: int, section: Section | None, footnote: bool = False) -> Iterator[Item]:
    text, start = document.blocks[block].text, document.starts[block]
    lead = len(text) - len(text.lstrip())
    mark = _MARK.match(key(text[lead:]))
    if mark:
        begin, sign = lead + mark.end(), mark["mark"]
    else:
        named = label(text)
        begin, sign = (named.end, named.text) if named and named.style != "article" else (lead, "")
    if text[begin:].strip():
        yield replace(_item(document.text, start + begin, start + len(text), section), mark=sign, footnote=footnote)


def _item(text: str, start: int, end: int, section: Section | None, title: bool = False) -> Item:
    span = Span(start, end).of(text)
    lead = len(span) - len(span.lstrip())
    return Item(span.strip(), start + lead, section, title=title)


def _hang(item: Item, open_: list[Item]) -> tuple[Item, list[Item]]:
    """Place `item` under the items it hangs under: a "+" under the "-" before it, anything under a line that ends with a colon."""
    rank = _rank(item.mark)
    kept = list(open_)
    while kept and not _under(rank, item.mark, kept[-1]):
        kept.pop()
    leads = tuple(kept)
    placed = replace(item, depth=len(leads) + bool(item.mark), leads=leads)
    return placed, [*kept, placed]


def _rank(mark: str) -> int:
    """Outer marks first: a number or letter, "-", "+", then the rest."""
    if not mark or mark[0].isalnum() or mark[0] == "(":
        return 0 if not mark else 1
    return {"-": 2, "+": 3}.get(mark[0], 4)


def _under(rank: int, mark: str, above: Item) -> bool:
    if above.text.endswith(":") and above.mark != mark:
        return rank > _rank(above.mark) or not mark or not above.mark
    return bool(mark) and bool(above.mark) and rank > _rank(above.mark)

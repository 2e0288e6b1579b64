"""Numbered headings -> a tree of sections, levels by how a plan's own numbering behaves and not by a fixed table of styles.

A heading is a numbered line, or a lettered one that other text hangs under; lettered sentences with nothing under them are a list.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from extract.labels import RANK, Label, as_letter, label
from extract.model import Block, BlockKind, Document, Section, SectionKind, Span
from extract.patterns.pattern import pattern
from extract.text import key
from extract.zones import Zones

_TITLE_END = pattern(
    "title_end",
    catches={
        "Sở Y tế: Chủ trì thực hiện": ":",
        "Phòng Văn hóa và Thông tin. Chủ trì": ".",
        "Kinh phí thực hiện.": ".",
        "Hỗ trợ y tế...: Thực hiện": ":",
    },
    misses=("Kế hoạch số 2.500 năm 2022", "Dạy nghề ở TP. Hồ Chí Minh", "Tỷ lệ 1:3 được giữ"),
    regex=r":(?!\d)|(?<!\btp)(?<!\btx)(?<!\bts)(?<!\bth)(?<!\bgs)(?<!\.)\.(?!\.)(?=\s|\"|$)",
)
_CAPITALS_LONGEST = 120
_LIST_STYLES = ("letter", "bracket", "lower_roman")


_Head = tuple[int, Label | None, int]  # block, label (null: unnumbered), level


@dataclass(frozen=True, slots=True)
class _Line:
    """A block that may be a heading."""

    block: int
    label: Label
    following: bool  # text hangs under it, or stands behind the colon of its run-on title


def sections(document: Document, zones: Zones) -> tuple[Section, ...]:
    """The numbered headings in the bodies of `document`, in order, and unnumbered ones in capitals (label null)."""
    body = [i for i in range(len(document.blocks)) if _in_body(document, i, zones)]
    lines = _labelled(document, body)
    plain = _capitals(document, body, {line.block for line in lines})
    papers = [document.block_at(head.end) + 1 for head in zones.heads if head.start > 0]
    resets = [*(i for i in plain if _is_annex(document.blocks[i].text)), *papers]
    return _build(document, zones, _without_lists(_levels(_recounted(document, lines), resets)), plain)


def body_at(zones: Zones, offset: int) -> Span | None:
    """The body that holds the character at `offset`, or null where it stands in a head or a tail."""
    return next((body for body in zones.bodies if body.start <= offset < body.end), None)


def title_end(text: str, start: int) -> int:
    """Where a run-on title that begins at `start` of `text` ends: at its first colon or full stop, else at the end.

    The colon of "Dự án 1: Hỗ trợ nhà ở" belongs to the number and ends nothing."""
    inner = label(text[start:])
    if inner and inner.style in ("project", "subproject"):
        start += inner.end
    match = _TITLE_END.search(key(text), start)
    return match.start() if match else len(text)


def _in_body(document: Document, index: int, zones: Zones) -> bool:
    block = document.blocks[index]
    return block.kind is BlockKind.PARAGRAPH and bool(block.text.strip()) and body_at(zones, document.starts[index]) is not None


def _labelled(document: Document, body: Sequence[int]) -> list[_Line]:
    found = [(i, label(document.blocks[i].text)) for i in body]
    out = []
    for position, (i, name) in enumerate(found):
        if name is None:
            continue
        text = document.blocks[i].text
        end = title_end(text, name.end)
        behind = text[end : end + 1] == ":" and bool(text[end:].strip(" .:;/"))
        after = found[position + 1][1] if position + 1 < len(found) else None
        plain_after = position + 1 < len(found) and after is None
        inner = after is not None and _inner(after, name)
        table_after = i + 1 < len(document.blocks) and document.blocks[i + 1].kind is BlockKind.TABLE_ROW
        out.append(_Line(i, name, behind or inner or plain_after or table_after or text.rstrip().endswith(":")))
    return out


def _recounted(document: Document, lines: list[_Line]) -> list[_Line]:
    """Of a scan: a roman number that stands twice where the count jumps behind it ("II.", "II.", "IV.") was misread the second time."""
    if document.parsed.ocr == 0:
        return lines
    out = list(lines)
    roman = [i for i, line in enumerate(lines) if line.label.style == "roman"]
    for before, this, after in zip(roman, roman[1:], roman[2:], strict=False):
        number = out[before].label.number
        if out[this].label.number == number and out[after].label.number == number + 2:
            out[this] = replace(out[this], label=replace(out[this].label, text=f"{out[this].label.text[:-1]}I.", numbers=(number + 1,)))
    return out


def _inner(after: Label, name: Label) -> bool:
    return RANK[after.style] > RANK[name.style] or (after.style == name.style == "decimal" and len(after.numbers) > len(name.numbers))


def _without_lists(levels: list[tuple[_Line, int]]) -> list[tuple[_Line, int]]:
    """Leave out each run of lettered siblings of which most have nothing under them: a list of sentences. Numbers always head something."""
    runs: dict[tuple[int, str], list[_Line]] = {}
    parent_of: list[int] = []
    open_: list[tuple[int, int]] = []  # level, position
    for position, (line, level) in enumerate(levels):
        open_ = [o for o in open_ if o[0] < level]
        parent_of.append(open_[-1][1] if open_ else -1)
        runs.setdefault((parent_of[-1], line.label.style), []).append(line)
        open_.append((level, position))
    lists = {key for key, run in runs.items() if key[1] in _LIST_STYLES and 2 * sum(line.following for line in run) < len(run)}
    return [entry for entry, parent in zip(levels, parent_of, strict=True) if (parent, entry[0].label.style) not in lists]


@dataclass(slots=True)
class _Open:
    label: Label
    level: int


def _levels(lines: list[_Line], resets: Sequence[int]) -> list[tuple[_Line, int]]:
    """The level of each heading: a style met before goes back to its own depth, a new one goes inside what stays open.

    `resets` are the blocks at which counting begins anew (an annex, a plan behind the decision that issues it)."""
    stack: list[_Open] = []
    out: list[tuple[_Line, int]] = []
    before = -1
    for position, line in enumerate(lines):
        if any(before < reset <= line.block for reset in resets):
            stack.clear()
        before = line.block
        name = _reading(line.label, stack)
        ahead = [later.label for later in lines[position + 1 : position + 60]]
        level = _level(stack, name, ahead)
        stack.append(_Open(name, level))
        out.append((replace(line, label=name), level))
    return out


def _level(stack: list[_Open], name: Label, ahead: list[Label]) -> int:
    """Pop from `stack` what `name` closes and return its level."""
    inside = [i for i, o in enumerate(stack) if o.label.style in ("arabic", "decimal") and o.label.numbers == name.numbers[:-1]]
    if name.style == "decimal" and inside:
        del stack[inside[-1] + 1 :]
        return stack[-1].level + 1
    keep = _sibling(stack, name, ahead)
    if keep is not None:
        level = stack[keep].level
        del stack[keep:]
        return level
    nested = any(_same_style(o.label, name) for o in stack)
    while not nested and stack and RANK[name.style] < RANK[stack[-1].label.style]:
        stack.pop()
    return stack[-1].level + 1 if stack else 1


def _reading(name: Label, stack: list[_Open]) -> Label:
    """ "C." after "B." is a letter, after nothing too; "I." is a roman number unless "H." stands before it."""
    other = as_letter(name)
    if other is None or other.style == name.style:
        return name
    continued = any(o.label.style == other.style and o.label.number + 1 == other.number for o in stack)
    roman_open = any(o.label.style == name.style for o in stack)
    return other if continued and not (roman_open and name.number > 1) else name


def _sibling(stack: list[_Open], name: Label, ahead: list[Label]) -> int | None:
    """Where on the stack the heading's own style is open, or null where it opens a deeper level."""
    same = [i for i, o in enumerate(stack) if _same_style(o.label, name)]
    if not same:
        return None
    continued = [i for i in same if stack[i].label.number + 1 == name.number]
    if continued:
        return continued[-1]
    top = same[-1]
    if name.number == 1 and top < len(stack) - 1 and _goes_on(stack[top].label, ahead):
        return None
    return top


def _same_style(a: Label, b: Label) -> bool:
    return a.style == b.style and len(a.numbers) == len(b.numbers)


def _goes_on(outer: Label, ahead: list[Label]) -> bool:
    """Whether the count of `outer` goes on further down, so that a new "1." before it must be nested."""
    expected = 2
    for name in ahead:
        if RANK[name.style] < RANK[outer.style]:
            return False
        if _same_style(name, outer):
            if name.number == expected and name.number != outer.number + 1:
                expected += 1
            else:
                return name.number == outer.number + 1 and expected != name.number
    return False


def _capitals(document: Document, body: Sequence[int], numbered: set[int]) -> list[int]:
    """Blocks that are unnumbered headings: a short line in capitals (TỒN TẠI, HẠN CHẾ; PHỤ LỤC)."""
    return [i for i in body if i not in numbered and _is_capitals(document.blocks[i])]


def _is_capitals(block: Block) -> bool:
    text = block.text.strip()
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= 5 and len(text) <= _CAPITALS_LONGEST and all(c.isupper() for c in letters) and not text.startswith(("-", "+"))


def _build(document: Document, zones: Zones, levels: list[tuple[_Line, int]], plain: list[int]) -> tuple[Section, ...]:
    heads: list[_Head] = sorted(
        [(line.block, line.label, level) for line, level in levels] + [(i, None, 0) for i in plain], key=lambda h: h[0]
    )
    out: list[Section] = []
    open_: list[Section] = []
    aside: SectionKind | None = None  # the kind of an unnumbered heading at the outermost level
    for position, (block, name, level) in enumerate(heads):
        if name is None and _is_annex(document.blocks[block].text):
            open_ = []
        open_ = [s for s in open_ if name is None or s.level < level]
        parent = open_[-1] if open_ else None
        title, heading = _title(document, heads, position)
        kind = _kind(title, parent.kind if parent else aside)
        section = Section(
            ordinal=len(out),
            parent=parent.ordinal if parent else None,
            level=level or (parent.level + 1 if parent else 1),
            label=name.text if name else None,
            title=title,
            kind=kind,
            span=Span(document.starts[block], _end(document, zones, heads, position)),
            heading=heading,
            rule="numbered" if name else "capitals",
        )
        out.append(section)
        if name is not None:
            open_.append(section)
        elif not open_:
            aside = section.kind
    return tuple(out)


def _title(document: Document, heads: Sequence[_Head], position: int) -> tuple[str, Span]:
    """The heading's title and where label and title stand. "Phần thứ nhất" alone on its line takes the next line as its title."""
    block, name, _ = heads[position]
    text, start = document.blocks[block].text, document.starts[block]
    begin = name.end if name else 0
    end = title_end(text, begin)
    lead = len(text) - len(text.lstrip())
    title = text[begin:end].strip(" .:;*")
    if title or name is None or block + 1 >= len(document.blocks):
        return title, Span(start + lead, start + len(text[:end].rstrip()))
    below = document.blocks[block + 1].text
    taken = position + 1 < len(heads) and heads[position + 1][0] == block + 1 and heads[position + 1][1] is not None
    if taken or len(below) > _CAPITALS_LONGEST:
        return "", Span(start + lead, start + len(text.rstrip()))
    return below.strip(" .:;*"), Span(start + lead, document.starts[block + 1] + len(below.rstrip()))


def _end(document: Document, zones: Zones, heads: Sequence[_Head], position: int) -> int:
    """A section ends where the next heading of its own or an outer level begins, or its body does; an unnumbered one at any heading."""
    block, name, level = heads[position]
    body = body_at(zones, document.starts[block])
    limit = body.end if body else len(document.text)
    for later, other_name, other in heads[position + 1 :]:
        annex = other_name is None and _is_annex(document.blocks[later].text)
        if name is None or annex or (other_name is not None and other <= level):
            limit = min(limit, document.starts[later] - 1)
            break
    return max(limit, document.block_span(block).end)


def _is_annex(text: str) -> bool:
    return key(text.strip()).startswith(("phụ lục", "biểu", "phụ biểu"))


@cache
def _kind_words() -> tuple[tuple[str, SectionKind], ...]:
    table = tomllib.loads((Path(__file__).parent / "lexicon" / "section_kinds.toml").read_text(encoding="utf-8"))
    return tuple((word, SectionKind(kind)) for kind, words in table["words"].items() for word in words)


@cache
def _names() -> tuple[str, ...]:
    table = tomllib.loads((Path(__file__).parent / "lexicon" / "section_kinds.toml").read_text(encoding="utf-8"))
    return tuple(table["names"])


def _kind(title: str, inherited: SectionKind | None) -> SectionKind:
    own = kind_of(title)
    if inherited is SectionKind.ORGANISATION and own is not SectionKind.REPORTING:
        return inherited
    return own or inherited or SectionKind.OTHER


def kind_of(title: str) -> SectionKind | None:
    """What a title says hangs under it, or null: the kind whose word stands first in its opening; at one place the longest word.

    A word with "^" counts only where the title begins with it; names such as "Chương trình mục tiêu quốc gia" say nothing."""
    low = key(title)
    for name in _names():
        low = low.replace(name, "_")
    hits: list[tuple[int, int, SectionKind]] = []
    for word, kind in _kind_words():
        at = low.find(word.lstrip("^"))
        if 0 <= at <= (4 if word.startswith("^") else 18):
            hits.append((at, -len(word.lstrip("^")), kind))
    return min(hits, key=lambda hit: hit[:2])[2] if hits else None

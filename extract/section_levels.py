"""The level of each heading, by how the plan's own numbering behaves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.labels import RANK, Label, as_letter

_NAMED = ("project", "subproject", "content", "step")
_LIST_STYLES = ("letter", "bracket", "lower_roman")


@dataclass(frozen=True, slots=True)
class HeadingLine:
    """A block that may be a heading."""

    block: int
    label: Label
    following: bool  # text hangs under it, or stands behind the colon of its run-on title
    titled: bool = False  # a few words before a colon and text behind it: a title for certain


def without_lists(levels: list[tuple[HeadingLine, int]]) -> list[tuple[HeadingLine, int]]:
    """Leave out each run of lettered siblings of which most have nothing under them: a list of sentences. Numbers always head something,
    and so does a run of which one has a title ("c) Con giống: ..."): its siblings are headings too."""
    runs: dict[tuple[int, str], list[HeadingLine]] = {}
    parent_of: list[int] = []
    open_: list[tuple[int, int]] = []  # level, position
    for position, (line, level) in enumerate(levels):
        open_ = [o for o in open_ if o[0] < level]
        parent_of.append(open_[-1][1] if open_ else -1)
        runs.setdefault((parent_of[-1], line.label.style), []).append(line)
        open_.append((level, position))
    lists = {key for key, run in runs.items() if key[1] in _LIST_STYLES and not _heads(run)}
    return [entry for entry, parent in zip(levels, parent_of, strict=True) if (parent, entry[0].label.style) not in lists]


def _heads(run: Sequence[HeadingLine]) -> bool:
    """Whether lettered siblings are headings rather than a list of sentences."""
    return 2 * sum(line.following for line in run) >= len(run) or any(line.titled and "(" not in line.label.text for line in run)


@dataclass(slots=True)
class _Open:
    label: Label
    level: int


def levels(lines: list[HeadingLine], resets: Sequence[int]) -> list[tuple[HeadingLine, int]]:
    """The level of each heading: a style met before goes back to its own depth, a new one goes inside what stays open.

    `resets` are the blocks at which counting begins anew (an annex, a plan behind the decision that issues it)."""
    stack: list[_Open] = []
    out: list[tuple[HeadingLine, int]] = []
    before = -1
    for position, line in enumerate(lines):
        if any(before < reset <= line.block for reset in resets):
            stack.clear()
        before = line.block
        name = _reading(line.label, stack)
        ahead = [later.label for later in lines[position + 1 : position + 60]]
        nested = bool(out) and line.block == out[-1][0].block + 1 and name.number == 1 and stack[-1].label.number > 1
        if nested and name.style == "arabic" and _same_style(stack[-1].label, name):
            stack.append(_Open(name, stack[-1].level + 1))  # "2. NHIỆM VỤ" and right below it "1. Tăng cường ..."
            out.append((replace(line, label=name), stack[-1].level))
            continue
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
    nested = any(_same_style(o.label, name) for o in stack) or (_is_count(name) and bool(stack) and stack[-1].label.style in _NAMED)
    while not nested and stack and RANK[name.style] < RANK[stack[-1].label.style]:
        stack.pop()
    return stack[-1].level + 1 if stack else 1


def _is_count(name: Label) -> bool:
    """Whether a count begins here: "a) Mục tiêu" right under "Tiểu dự án 1" is a part of it, since no other "a)" is open."""
    return name.number == 1 and name.style in ("arabic", *_LIST_STYLES)


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

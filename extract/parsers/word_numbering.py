"""The numbers that Word computes and a .docx does not hold: "1.", "2.1.", "a)", "-" (ECMA-376 part 1, 17.9)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extract.parsers.word_names import Element, named
from extract.parsers.word_styles import first, number, switch, value
from extract.patterns.pattern import pattern

_LEVELS = 9
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_PLACE = pattern("parser.number_place", catches={"%1.%2.": "%1"}, misses=("100%",), regex=r"%[1-9]")


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list numbers: `text` with %1..%9 for the levels' counters; `restart` is the level (from 1) after which
    it begins again, 0 for never, null for any higher one."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    suffix: str = " "
    style: str | None = None


@dataclass(slots=True)
class Numbering:
    """The lists of a document with their counters: `label` has to be asked once a paragraph, in the order of the document."""

    levels: dict[int, dict[int, Level]] = field(default_factory=dict)  # by w:numId
    abstract: dict[int, int] = field(default_factory=dict)  # w:numId -> w:abstractNumId, whose counters lists share
    restarts: dict[int, dict[int, int]] = field(default_factory=dict)  # w:numId -> level -> first number
    counters: dict[int, dict[int, int]] = field(default_factory=dict)  # by w:abstractNumId
    begun: set[tuple[int, int]] = field(default_factory=set)

    @classmethod
    def of(cls, root: Element | None) -> Numbering:
        numbering = cls()
        if root is None:
            return numbering
        abstracts = {int(a.get(named("w:abstractNumId"), "-1")): a for a in root.iter(named("w:abstractNum"))}
        by_link = {value(a, "w:styleLink"): a for a in abstracts.values() if value(a, "w:styleLink")}
        for num in root.iter(named("w:num")):
            ident, base = int(num.get(named("w:numId"), "-1")), number(num, "w:abstractNumId")
            found = abstracts.get(-1 if base is None else base)
            if found is None or base is None:
                continue
            found = by_link.get(value(found, "w:numStyleLink"), found)
            levels = dict(map(_level, found.iter(named("w:lvl"))))
            for override in num.iter(named("w:lvlOverride")):
                at = int(override.get(named("w:ilvl"), "0"))
                levels |= dict(map(_level, override.iter(named("w:lvl"))))
                if (begin := number(override, "w:startOverride")) is not None:
                    numbering.restarts.setdefault(ident, {})[at] = begin
            numbering.levels[ident], numbering.abstract[ident] = levels, base
        return numbering

    def label(self, ident: int | None, at: int | None, style: str = "") -> str:
        """What Word prints before the next paragraph of list `ident` at level `at` (null: the level linked to the paragraph's
        `style`, else the first), with the space after it; "" for no list."""
        levels = self.levels.get(ident or 0)
        if not ident or levels is None:
            return ""
        if at is None:
            at = next((i for i, level in levels.items() if level.style == style), 0)
        level = levels.get(min(at, _LEVELS - 1))
        if level is None:
            return ""
        self._advance(ident, at, levels)
        if level.form == "bullet":
            return _bullet(level.text, at)
        counters = self.counters[self.abstract[ident]]
        return _fill(level, levels, counters)

    def _advance(self, ident: int, at: int, levels: dict[int, Level]) -> None:
        counters = self.counters.setdefault(self.abstract[ident], {})
        begin = self.restarts.get(ident, {}).get(at)
        if begin is not None and (ident, at) not in self.begun:
            counters[at] = begin
        else:
            counters[at] = counters.get(at, levels[at].start - 1) + 1
        self.begun.add((ident, at))
        for deeper in [other for other in counters if other > at]:
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or (restart != 0 and at < restart):
                del counters[deeper]


def _level(element: Element) -> tuple[int, Level]:
    start = number(element, "w:start")
    suffix = "" if value(element, "w:suff") == "nothing" else " "
    form = value(element, "w:numFmt") or "decimal"
    if first(element, "w:lvlPicBulletId") is not None:
        form = "bullet"
    return int(element.get(named("w:ilvl"), "0")), Level(
        1 if start is None else start,
        form,
        value(element, "w:lvlText") or "",
        number(element, "w:lvlRestart"),
        bool(switch(element, "w:isLgl")),
        suffix,
        value(element, "w:pStyle"),
    )


def _fill(level: Level, levels: dict[int, Level], counters: dict[int, int]) -> str:
    def place(found: re.Match[str]) -> str:
        at = int(found.group()[1]) - 1
        other = levels.get(at, Level())
        return written(counters.get(at, other.start), "decimal" if level.legal else other.form)

    text = _PLACE.sub(place, level.text).strip()
    return text + level.suffix if text else ""


def _bullet(sign: str, at: int) -> str:
    """Signs of symbol fonts become the marks that plans use: "-" for the first level, "+" below it."""
    sign = sign.strip()
    if sign in ("-", "–", "—"):
        return "- "
    if sign in ("+", "*"):
        return sign + " "
    return "- " if at == 0 else "+ "


def written(count: int, form: str) -> str:
    """`count` in Word's number format `form`; an unknown format counts in figures.

    >>> written(4, "upperRoman"), written(27, "lowerLetter"), written(3, "decimalZero")
    ('IV', 'aa', '03')
    """
    if form == "none":
        return ""
    if form == "decimalZero":
        return f"{count:02}"
    if form.endswith("Letter") and count > 0:
        letter = chr(ord("a") + (count - 1) % 26) * min((count - 1) // 26 + 1, 20)
        return letter.upper() if form.startswith("upper") else letter
    if form.endswith("Roman") and 0 < count < 4000:
        roman = _roman(count)
        return roman.upper() if form.startswith("upper") else roman
    return str(count)


def _roman(count: int) -> str:
    out = ""
    for worth, sign in _ROMAN:
        out += sign * (count // worth)
        count %= worth
    return out

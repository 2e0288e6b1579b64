"""When an extracted row and a row of the gold are the same thing, and which of its fields are right.

Text is compared with case, tone marks, white space and punctuation folded, so that a scan can be held against the gold of the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from extract.text import bare

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Family:
    """`likeness` of a gold row and an extracted one, 0..1; below `floor` they are two things. `strict`: fields that must be right too."""

    likeness: Callable[[Row, Row], float]
    floor: float
    strict: tuple[str, ...]


def words(text: object) -> list[str]:
    return re.findall(r"[a-z0-9%]+", bare(str(text or "")))


def similarity(a: object, b: object) -> float:
    """Share of the shorter text's words that stand in the longer, less where the lengths differ much."""
    short, long = sorted((words(a), words(b)), key=len)
    if not short:
        return 0.0
    shared = (Counter(short) & Counter(long)).total()
    return shared / len(short) * (0.7 + 0.3 * len(short) / len(long))


def opening(gold: object, task: object) -> float:
    """Share of the gold's first 14 words that stand among the first 45 of the task."""
    wanted, there = words(gold)[:14], set(words(task)[:45])
    return sum(word in there for word in wanted) / len(wanted) if wanted else 0.0


def number(value: object) -> str:
    return re.sub(r"[^0-9a-z/-]", "", bare(str(value or "")))


def equal(field: str, gold: object, found: object) -> bool:
    """Whether a field's values are the same; null, false, zero and "" are all "nothing said"."""
    if isinstance(gold, int | float) and isinstance(found, int | float):
        return abs(gold - found) < 1e-6
    if field == "number":
        return number(gold) == number(found)
    if isinstance(gold, list | tuple) and isinstance(found, list | tuple):
        return bool(set(gold) == set(found))
    return (not gold and not found) or words(gold) == words(found)


def pairs(family: Family, gold: Sequence[Row], found: Sequence[Row]) -> list[tuple[int, int]]:
    """One-to-one pairs of indices, likeliest first; among equals those with more equal fields, then the nearer places."""
    candidates = []
    for i, g in enumerate(gold):
        for j, f in enumerate(found):
            likeness = family.likeness(g, f)
            if likeness >= family.floor:
                right = sum(equal(field, g[field], f.get(field)) for field in family.strict if field in g)
                near = -abs(i / len(gold) - j / len(found))
                candidates.append((likeness, right, near, i, j))
    taken_gold, taken_found, out = set(), set(), []
    for *_, i, j in sorted(candidates, reverse=True):
        if i not in taken_gold and j not in taken_found:
            taken_gold.add(i)
            taken_found.add(j)
            out.append((i, j))
    return out


def _legal(gold: Row, found: Row) -> float:
    if gold["number"]:
        return float(number(gold["number"]) == number(found["number"]))
    return similarity(gold["quote"], found["quote"]) if not found["number"] and gold["doc_type"] == found["doc_type"] else 0.0


def _target(gold: Row, found: Row) -> float:
    same_place = bool(gold.get("table")) == bool(found["table"])
    return 0.5 + 0.5 * similarity(gold["quote"], found["quote"]) if same_place and equal("value", gold["value"], found["value"]) else 0.0


def _responsibility(gold: Row, found: Row) -> float:
    name = [" ".join(words(row["agency"])).removeprefix("cac ") for row in (gold, found)]
    return opening(gold["task_quote"], found["task_quote"]) if name[0] == name[1] else 0.0


def _section(gold: Row, found: Row) -> float:
    if words(gold["label"]) != words(found["label"]):
        return 0.0
    return similarity(gold["title"][:80], found["title"][:80]) if gold["title"] else 0.6


_TARGET_FIELDS = ("kind", "unit", "comparator", "measure", "indicator", "year")
FAMILIES: dict[str, Family] = {
    "sections": Family(_section, 0.5, ("level",)),
    "legal_references": Family(_legal, 0.6, ("doc_type", "number", "date")),
    "targets": Family(_target, 0.55, _TARGET_FIELDS),
    "table_targets": Family(_target, 0.55, _TARGET_FIELDS),
    "deadlines": Family(lambda g, f: similarity(g["quote"], f["quote"]), 0.5, ("kind", "end", "recurrence")),
    "responsibilities": Family(_responsibility, 0.6, ("role",)),
}
PLAN_FIELDS = (
    *("doc_type", "number", "issuer", "level", "province", "district", "commune", "issued"),
    *("period_start", "period_end", "draft", "signer"),
)

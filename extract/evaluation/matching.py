"""When an extracted row and a row of the gold are the same thing, and which of its fields are right.

Text is compared with case, tone marks, white space and punctuation folded, so that a scan can be held against the gold of the text. The
rules are those published with the gold: pairs are one to one; `strict` asks that all key fields are right too.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

Row = Mapping[str, Any]

_FIGURES: Final = frozenset(("value", "value_high", "baseline_value", "year"))
_NAMES: Final = frozenset(("population", "place", "issuer", "agency"))  # right where they are much alike
_ALIKE: Final = 0.6
_UNSAID: Final = {"comparator": "eq", "measure": "level"}  # what a row means that does not say


@dataclass(frozen=True, slots=True)
class Family:
    """`likeness` of a gold row and an extracted one, 0..1; below `floor` they are two things. `key`: fields that must be right too."""

    likeness: Callable[[Row, Row], float]
    floor: float
    key: tuple[str, ...]
    other: tuple[str, ...] = ()


def words(text: object) -> tuple[str, ...]:
    """The words of `text` in lower case, without tone marks and punctuation.

    >>> words("Đạt 4,24%")
    ('dat', '4', '24%')
    """
    return _words(str(text or ""))


@lru_cache(maxsize=20_000)
def _words(text: str) -> tuple[str, ...]:
    marked = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return tuple(re.findall(r"[a-z0-9%]+", "".join(c for c in marked if not unicodedata.combining(c))))


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
    """A document's number without spaces and signs of no meaning: "77 /kh–ubnd" = "77/KH-UBND"."""
    return re.sub(r"[^0-9A-ZĐÂÊÔƠƯĂ/-]", "", unicodedata.normalize("NFC", str(value or "")).upper().replace("–", "-"))


def equal(field: str, gold: Row, found: Row) -> bool:
    """Whether a field says the same in both rows; null, false, zero and "" are all "nothing said"."""
    wanted, said = gold.get(field), found.get(field)
    if field in _FIGURES:
        return _close(wanted, said)
    if field == "number":
        return number(wanted) == number(said)
    if field == "recurrence":
        return set(wanted or ()) == set(said or ())
    if field in _UNSAID:
        return bool((wanted or _UNSAID[field]) == (said or _UNSAID[field]))
    if field == "kind" and "measure" in gold:
        return bool((wanted or "target") == (said or "target"))
    if field in _NAMES and wanted and said and similarity(wanted, said) >= _ALIKE:
        return True
    return _same(wanted, said)


def _same(wanted: Any, said: Any) -> bool:
    if not wanted and said in (None, ""):
        return True
    return bool(said) == wanted if isinstance(wanted, bool) else words(wanted) == words(said)


def _close(wanted: Any, said: Any) -> bool:
    try:
        return abs(float(wanted) - float(said)) < 1e-6
    except (TypeError, ValueError):
        return wanted in (None, "") and said in (None, "")


def wrong(family: Family, gold: Row, found: Row) -> tuple[str, ...]:
    """The key fields that are not right. A baseline's row in the gold need not name all; what it leaves out is not asked."""
    whole = gold.get("kind", "target") == "target"
    return tuple(field for field in family.key if (field in gold or whole) and not equal(field, gold, found))


def pairs(family: Family, gold: Sequence[Row], found: Sequence[Row]) -> list[tuple[int, int]]:
    """One-to-one pairs of indices, likeliest first; among equals those with more equal fields, then the nearer places."""
    candidates = []
    for i, g in enumerate(gold):
        for j, f in enumerate(found):
            likeness = family.likeness(g, f)
            if likeness >= family.floor:
                right = sum(equal(field, g, f) for field in (*family.key, *family.other) if field in g)
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
    if gold.get("number"):
        return float(number(gold["number"]) == number(found["number"]))
    return similarity(gold.get("quote"), found["quote"]) if not found["number"] and gold.get("doc_type") == found["doc_type"] else 0.0


def _target(gold: Row, found: Row) -> float:
    same_place = bool(gold.get("table")) == bool(found["table"])
    return 0.5 + 0.5 * similarity(gold.get("quote"), found["quote"]) if same_place and _close(gold.get("value"), found["value"]) else 0.0


def _responsibility(gold: Row, found: Row) -> float:
    name = [" ".join(words(row.get("agency"))).removeprefix("cac ") for row in (gold, found)]
    return opening(gold.get("task_quote"), found["task_quote"]) if name[0] == name[1] else 0.0


def _section(gold: Row, found: Row) -> float:
    if words(gold.get("label")) != words(found["label"]):
        return 0.0
    if gold.get("title"):
        return similarity(gold["title"][:80], (found["title"] or "")[:80])
    return 0.6 if found["title"] else 1.0


def _deadline(gold: Row, found: Row) -> float:
    return similarity(gold.get("quote"), found["quote"])


_TARGET: Final = Family(
    _target,
    0.55,
    ("kind", "unit", "comparator", "measure", "indicator", "year"),
    ("direction", "per_year", "value_high", "baseline_value", "population", "place"),
)
FAMILIES: Final[Mapping[str, Family]] = {
    "sections": Family(_section, 0.5, ("level",), ("kind",)),
    "legal_references": Family(_legal, 0.6, ("doc_type", "number", "date"), ("issuer", "pinpoint")),
    "targets": _TARGET,
    "table_targets": _TARGET,
    "deadlines": Family(_deadline, 0.5, ("kind", "end", "recurrence"), ("start", "reporting", "agency")),
    "responsibilities": Family(_responsibility, 0.6, ("role",), ("sector", "requested")),
}
PLAN_FIELDS: Final = (
    *("doc_type", "number", "issuer", "level", "province", "district", "commune", "issued"),
    *("period_start", "period_end", "draft", "signer"),
)

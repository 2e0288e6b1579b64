"""Which two plans to set side by side, and what to know before comparing them: whether like stands beside like."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from web.queries import Row
from web.whose import RATES
from web.wording import content

MOST_PLANS: Final = 400  # that a list to choose from holds; above it the list is that of the two provinces
_SAID: Final = ("province", "district", "commune")
UNLIKE: Final = frozenset(("level", "place", "merged"))
"""Warnings under which figures of the two plans are of another ground and are never subtracted."""


@dataclass(frozen=True, slots=True)
class Caution:
    """`code` names what is unlike; `said` are the years, standards or places that its words need."""

    code: str
    said: dict[str, str] = field(default_factory=dict)


def chosen(pairs: list[Row], a: str, b: str) -> tuple[str, str]:
    """The two plans to compare: those asked for; for one alone its natural predecessor, else its successor; for none the first pair.

    `pairs` are the rows of the saved question; empty ids where there is nothing to set beside.
    """
    if a and b:
        return a, b
    one = a or b
    if not one:
        found = _nearest((pairs[:1] and [row for row in pairs if row["b"] == pairs[0]["b"] and not row["merged"]]) or pairs[:1])
        return (found["a"], found["b"]) if found else ("", "")
    before = _nearest([row for row in pairs if row["b"] == one])
    after = _nearest([row for row in pairs if row["a"] == one])
    if before:
        return before["a"], one
    return (one, after["b"]) if after else (a, b)


def _nearest(pairs: list[Row]) -> Row | None:
    """The pair with the fewest years between; of the same ones the two whose titles are most alike, and of one place."""
    return min(pairs, key=lambda row: (row["merged"], row["b_year"] - row["a_year"], -_titles_alike(row)), default=None)


def _titles_alike(row: Row) -> float:
    then, now = content(row["a_title"]), content(row["b_title"])
    return len(then & now) / max(len(then | now), 1)


def suggested(pairs: list[Row], most: int) -> list[Row]:
    """One pair for each later plan, and each merged province beside it, in the order of the question."""
    found: dict[tuple[str, str], list[Row]] = {}
    for row in pairs:
        found.setdefault((row["b"], row["a_province"] or ""), []).append(row)
    return [nearest for rows in list(found.values())[:most] if (nearest := _nearest(rows))]


def picker(held: list[Row], found: list[Row], elsewhere: str) -> dict[str, list[Row]]:
    """place -> plans to choose from, with the plan chosen (`found`) even if it is a copy; of a big holding its province's alone."""
    if len(held) > MOST_PLANS:
        held = [row for row in held if row["province"] == found[0]["province"]] if found else held[:MOST_PLANS]
    known = {row["plan_id"] for row in held}
    return grouped([*held, *(plan | {"plan_id": plan["id"]} for plan in found if plan["id"] not in known)], elsewhere)


def grouped(plans: Iterable[Row], elsewhere: str) -> dict[str, list[Row]]:
    """place -> its plans, the latest first: provinces with their districts and communes behind them. `elsewhere` names the country's."""
    found: dict[tuple[str, ...], list[Row]] = {}
    for row in plans:
        found.setdefault(tuple(row.get(name) or "" for name in _SAID), []).append(row)
    return {
        " › ".join(part for part in place if part) or elsewhere: sorted(
            rows, key=lambda row: (-(row["period_end"] or 0), row["number"] or "")
        )
        for place, rows in sorted(found.items())
    }


def warnings(a: Row, b: Row, targets: tuple[list[Row], list[Row]]) -> list[Caution]:
    """What a reader must know before taking the differences for changes of policy."""
    found = [*_of_papers(a, b), *_of_places(a, b), *_of_years(a, b)]
    standards = [
        sorted({str(row["standard"]) for row in rows if row["indicator"] in RATES and row["kind"] == "target" and row["standard"]})
        for rows in targets
    ]
    if all(standards) and standards[0] != standards[1]:
        found.append(Caution("standard", {"a": ", ".join(standards[0]), "b": ", ".join(standards[1])}))
    return found


def _of_papers(a: Row, b: Row) -> Iterable[Caution]:
    if a["id"] == b["id"]:
        yield Caution("same")
    elif a["same_as"] == b["id"] or b["same_as"] == a["id"] or (a["same_as"] and a["same_as"] == b["same_as"]):
        yield Caution("copies")
    for side, plan in (("a", a), ("b", b)):
        if plan["same_as"]:
            yield Caution("copy_" + side)
        if plan["status"] == "draft":
            yield Caution("draft_" + side)
        if plan["ocr"]:
            yield Caution("ocr_" + side)
    if a["doc_type"] != b["doc_type"]:
        yield Caution("doc_type")


def _of_places(a: Row, b: Row) -> Iterable[Caution]:
    if a["level"] != b["level"]:
        yield Caution("level")
    if a["province"] != b["province"] and a["province_today"] and a["province_today"] == b["province_today"]:
        yield Caution("merged", {"a": a["province"] or "", "b": b["province"] or "", "today": a["province_today"]})
    elif any(a[name] != b[name] for name in _SAID):
        yield Caution("place")


def _of_years(a: Row, b: Row) -> Iterable[Caution]:
    if a["period_end"] is None or b["period_end"] is None:
        yield Caution("no_year")
        return
    (start, end), (other_start, other_end) = (((plan["period_start"] or plan["period_end"]), plan["period_end"]) for plan in (a, b))
    if end > other_end:
        yield Caution("backwards")
    elif start <= other_end and other_start <= end and a["id"] != b["id"]:
        first, last = max(start, other_start), min(end, other_end)
        yield Caution("overlap", {"years": str(first) if first == last else f"{first}–{last}"})
    elif other_start - end > 1:
        yield Caution("apart", {"years": str(other_start - end)})
    if end - start != other_end - other_start:
        yield Caution("length", {"a": str(end - start + 1), "b": str(other_end - other_start + 1)})

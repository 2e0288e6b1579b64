"""Which programme and project a task belongs to: "Dự án 2" is keyed by the decision that the plan carries out (`programmes.toml`).

"Dự án 5" is officials' training under Quyết định 1722/QĐ-TTg (2016-2020) and housing under 90/QĐ-TTg (2021-2025).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from extract.model import Item, Paper
from extract.patterns.pattern import pattern
from extract.text import key as key_of

_PROJECT = pattern(
    "project_named",
    catches={
        "Tiểu dự án 2 (Dự án 6)": "tiểu dự án 2 (dự án 6)",
        "Dự án 4: Phát triển giáo dục nghề nghiệp": "dự án 4",
        "Tiểu dự án 1 thuộc Dự án 3": "tiểu dự án 1 thuộc dự án 3",
        "Tiểu dự án 3, Dự án 5": "tiểu dự án 3, dự án 5",
    },
    misses=("dự án chăn nuôi", "các dự án năm 2022"),
    regex=r"""(?:ti[êể]u\ dự\ án\ (?P<sub>\d{1,2})(?:\s?[-,(]?\s?(?:(?:thuộc|của)\ )?dự\ án\ (?P<of>\d{1,2})\)?)?
    |(?<!u\ )dự\ án\ (?:số\ |thành\ phần\ )?(?P<main>\d{1,2}))(?!\d|[./]\d)""",
)


@dataclass(frozen=True, slots=True)
class Project:
    """`number` "6" or "6.2" (tiểu dự án 2 of dự án 6); `topics` from the lexicon; `in_text` where the task itself names it."""

    programme: str | None
    number: str
    topics: tuple[str, ...]
    in_text: bool = False

    @property
    def name(self) -> str:
        main, _, sub = self.number.partition(".")
        return f"Tiểu dự án {sub} - Dự án {main}" if sub and main else f"Tiểu dự án {sub}" if sub else f"Dự án {main}"


@cache
def _programmes() -> tuple[dict[str, Any], ...]:
    return tuple(tomllib.loads(files("extract").joinpath("lexicon", "programmes.toml").read_text(encoding="utf-8"))["programme"])


class Programmes:
    """The programmes that a paper carries out."""

    def __init__(self, paper: Paper) -> None:
        self._paper = paper
        text = key_of(paper.document.text)
        year = paper.header.period_end or (int(paper.header.issued[:4]) if paper.header.issued else None)
        marked = [p for p in _programmes() if any(mark in text for mark in p["marks"])]
        dated = [p for p in _programmes() if year and p["period"][0] <= year <= p["period"][1] and any(word in text for word in p["words"])]
        subjects = {p["subject"] for p in marked}
        # A year that two periods share (2021 saw the old programme through) decides nothing.
        others = [p for p in dated if p["subject"] not in subjects and sum(q["subject"] == p["subject"] for q in dated) == 1]
        self._held = marked + others
        self._marked = marked

    def of(self, item: Item, text: str) -> tuple[Project, ...]:
        """The projects that `text`, the lines above `item` or its headings name; the nearest place that names one decides."""
        titles = [s.title if not s.label else f"{s.label} {s.title}" for s in reversed(self._paper.path(item.section))]
        for place in (text, *(lead.text for lead in reversed(item.leads)), *titles):
            found = tuple(self._named(place, " ".join([text, *titles])))
            if found:
                return tuple(replace(project, in_text=place is text) for project in self._within(found, titles))
        return ()

    def _named(self, text: str, around: str) -> Iterator[Project]:
        programme = self._programme(key_of(around))
        known = programme["projects"] if programme else {}
        for m in _PROJECT.finditer(key_of(text)):
            number = f"{m['of'] or ''}.{m['sub']}" if m["sub"] else m["main"]
            yield Project(programme["id"] if programme else None, number, tuple(known.get(number, ())))

    def _within(self, found: tuple[Project, ...], titles: list[str]) -> tuple[Project, ...]:
        """A "Tiểu dự án 1" by itself is of the project whose heading stands above it."""
        if not found[0].number.startswith("."):
            return found
        main = next((m["main"] for title in titles for m in _PROJECT.finditer(key_of(title)) if m["main"]), None)
        if main is None:
            return found
        programme = next((p for p in self._held if p["id"] == found[0].programme), None)
        number = main + found[0].number
        return (Project(found[0].programme, number, tuple(programme["projects"].get(number, ())) if programme else ()),)

    def _programme(self, around: str) -> dict[str, Any] | None:
        named = [p for p in self._held if any(word in around for word in p["words"])]
        for choice in (named, self._marked, self._held):
            if choice:
                return choice[0] if len(choice) == 1 else None
        return None

"""Which programme and project a task or target belongs to, keyed by the decision that the plan carries out (`programmes.toml`).

"Dự án 5" is officials' training under Quyết định 1722/QĐ-TTg (2016-2020) and housing under 90/QĐ-TTg (2021-2025). The words of the row win
over the lines above it, those over the headings, those over the plan; what is told apart nowhere is null.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.model import Item, Paper, Section, SectionKind
from extract.patterns.pattern import pattern
from extract.patterns.programmes_known import ORDINARY, OTHER_FIELDS, SUBJECT, Programme, numbers_of
from extract.patterns.programmes_named import NATIONAL, Mention, Names, the_one
from extract.text import key as key_of

_CLAUSE = pattern(
    "end of a clause",
    catches={"mở lớp dạy nghề; giới thiệu": "; ", "cấp thẻ. Rà soát": ". "},
    misses=("mở lớp, dạy nghề", "1.200 hộ"),
    regex=r"[;.]\s",
)
_FACTS = (SectionKind.SITUATION, SectionKind.LEGAL_BASIS)


@dataclass(frozen=True, slots=True)
class Project:
    """`number` "6" or "6.2" (tiểu dự án 2 of dự án 6); `topics` from the lexicon; `in_text` where the task itself names it."""

    number: str
    topics: tuple[str, ...]
    in_text: bool = False

    @property
    def name(self) -> str:
        main, _, sub = self.number.partition(".")
        return f"Tiểu dự án {sub} - Dự án {main}" if sub and main else f"Tiểu dự án {sub}" if sub else f"Dự án {main}"


@dataclass(frozen=True, slots=True)
class Work:
    """What a row is part of: the id of a programme, null where it is not told, and the projects named."""

    programme: Programme | None = None
    projects: tuple[Project, ...] = ()

    @property
    def id(self) -> str | None:
        return self.programme.id if self.programme else None

    @property
    def project(self) -> str | None:
        """The project's name; those of several behind each other: "Dự án 2; Dự án 4"."""
        return "; ".join(project.name for project in self.projects) or None


class Programmes:
    """The programmes that a paper carries out."""

    def __init__(self, paper: Paper) -> None:
        self._paper = paper
        self.names = Names(paper.header, key_of(paper.document.text))
        self._title = key_of(paper.header.title or "")
        self._carried = self._carries_out()
        self._numbering = self._numbers_projects()

    def of(self, item: Item, text: str) -> Work:
        """What `text`, part of `item`, belongs to."""
        return self.at((text, *(lead.text for lead in reversed(item.leads)), *self.titles(item.section)), item.section)

    def titles(self, section: Section | None) -> tuple[str, ...]:
        """The headings over a row, the nearest first."""
        return tuple(s.title if not s.label else f"{s.label} {s.title}" for s in reversed(self._paper.path(section)))

    def at(self, places: Sequence[str], section: Section | None, year: int | None = None, own: int = 1) -> Work:
        """What a row belongs to whose words and what stands over them are `places`, the nearest first; `own` of them are its own.

        A row of `year` before the plan's programme began is not of it; nor is what reports how things stand.
        """
        keyed = [key_of(place) for place in places]
        told, at = self._told(keyed, 0, own)
        projects, named_at = _projects(keyed)
        if not projects:
            programme = told if at is not None else self._by_default(section, year)
            return Work(programme)
        of_project, above = self._told(keyed, named_at, own, passing=True)
        of_project = of_project if above is not None else self._numbering
        if at is not None and at < named_at and told is not of_project:
            return Work(told)
        known = of_project.projects if of_project else {}
        return Work(of_project, tuple(Project(number, known.get(number, ()), named_at < own) for number in projects))

    def _told(self, keyed: Sequence[str], first: int, own: int, passing: bool = False) -> tuple[Programme | None, int | None]:
        """The programme that the nearest place from `first` on names, and which place that is; null where none does."""
        for n, place in enumerate(keyed[first:], first):
            found = self.names.mentions(place, passing)
            if found:
                return (None if n < own and self._is_aside(place, found) else the_one(found)), n
            if n >= own and n > first and ORDINARY.search(place):
                return None, n
        return None, None

    def _is_aside(self, text: str, found: Sequence[Mention]) -> bool:
        """Whether a long task of the plan's programme only goes on to another one."""
        return self._carried is not None and found[0].programme is not self._carried and bool(_CLAUSE.search(text, 0, found[0].start))

    def _by_default(self, section: Section | None, year: int | None) -> Programme | None:
        kinds = (s.kind for s in reversed(self._paper.path(section)) if s.kind is not SectionKind.OTHER)
        if self._carried is None or next(kinds, None) in _FACTS:
            return None
        return None if year is not None and year < self._carried.period[0] else self._carried

    def _carries_out(self) -> Programme | None:
        """The one programme that the title names; else, where the title is about its subject alone, the one that the plan is based on."""
        named = self.names.mentions(self._title)
        if named:
            return the_one(named)
        subjects = _subjects(self._title)
        if len(subjects) != 1 or any(word in self._title for word in NATIONAL) or OTHER_FIELDS.search(self._title):
            return None
        return the_one(tuple(m for m in self._basis() if m.programme and subjects <= m.programme.subjects))

    def _basis(self) -> list[Mention]:
        """The programmes named where the plan says what it is based on."""
        texts = [
            key_of(item.text)
            for item in self._paper.items
            if item.section is None or item.section.kind is SectionKind.LEGAL_BASIS or item.text.lower().startswith("căn cứ")
        ]
        return [m for text in texts for m in self.names.mentions(text)]

    def _numbers_projects(self) -> Programme | None:
        """Whose projects the plan calls by their numbers alone."""
        if self._carried is not None and (self._carried.projects or len(self._carried.subjects) > 1):
            return self._carried
        subjects = _subjects(self._title)
        cited = [p for p in self.names.cited if p.projects]
        about = [p for p in cited if p.subjects & subjects]
        for choice in (about, cited):
            if len(choice) == 1:
                return choice[0]
        return (self.names.means(subjects) if len(subjects) == 1 else None) or self.names.voted


def _subjects(title: str) -> frozenset[str]:
    return frozenset(str(m.lastgroup) for m in SUBJECT.finditer(title))


def _projects(keyed: Sequence[str]) -> tuple[tuple[str, ...], int]:
    """The numbers of the projects that the nearest place names, and which place; a "Tiểu dự án 1" by itself is of the project named
    before it or over it."""
    for n, place in enumerate(keyed):
        found: list[str] = []
        for _, _, number in numbers_of(place):
            main = next((one.split(".")[0] for one in reversed(found) if not one.startswith(".")), None) if number.startswith(".") else ""
            if main and main == found[-1]:
                found.pop()
            found.append((main or "") + number)
        if found:
            above = (number.split(".")[0] for place in keyed[n + 1 :] for _, _, number in numbers_of(place) if not number.startswith("."))
            main = next(above, "") if any(number.startswith(".") for number in found) else ""
            return tuple(dict.fromkeys(main + number if number.startswith(".") else number for number in found)), n
    return (), len(keyed)

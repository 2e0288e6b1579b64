"""Which programme the words of one paper mean: "Chương trình mục tiêu quốc gia giảm nghèo bền vững" is 1722/QĐ-TTg in a plan for 2018 and
90/QĐ-TTg in one for 2023."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from extract.model import Header
from extract.patterns.programmes_known import (
    BY_FIGURES,
    BY_NUMBER,
    HEAD,
    MAKESHIFT,
    PASSING,
    STATED,
    SUBJECT,
    Programme,
    numbers_of,
    programmes,
)
from extract.patterns.topics import topics

NATIONAL = ("mục tiêu quốc gia", "mtqg")
_NAME = 90  # characters behind a project's number within which its name stands
_BEFORE = 60  # characters within which a word says that what follows is only mentioned


@dataclass(frozen=True, slots=True)
class Mention:
    """A programme named in keyed text; `programme` is null where the words mean several, or one that the paper's years do not tell."""

    start: int
    end: int
    programme: Programme | None


class Names:
    """Reads the names of programmes in a paper: `header` dates it, `text` (keyed) is all it says."""

    def __init__(self, header: Header, text: str) -> None:
        self._year = header.period_end or (int(header.issued[:4]) if header.issued else None)
        self._since = header.issued or (str(header.period_start) if header.period_start else None)
        self._text = text
        self._read: dict[str, list[Mention]] = {}
        said = {_plain(m.group()) for m in BY_NUMBER.finditer(text)}
        known = [p for p in programmes() if said & {_plain(mark) for mark in p.marks}]
        self.cited = tuple(p for p in known if self._year is None or p.whole[0] <= self._year <= p.whole[1])

    def mentions(self, text: str, passing: bool = False) -> tuple[Mention, ...]:
        """The programmes that keyed `text` names, in order; `passing`: also those it only mentions ("lồng ghép với", "Ban Chỉ đạo")."""
        if text not in self._read:
            self._read[text] = sorted((*self._by_name(text), *self._numbered(text), *self._drive(text)), key=lambda m: m.start)
        found = self._read[text]
        return tuple(m for m in found if passing or not PASSING.search(text[max(0, m.start - _BEFORE) : m.start])) if found else ()

    def means(self, subjects: frozenset[str], stated: tuple[int, int] | None = None) -> Programme | None:
        """The one programme on `subjects`: of the period stated, else cited by the paper, else in force in its year."""
        fit = [p for p in programmes() if subjects <= p.subjects]
        if stated:
            within = [p for p in fit if p.period[0] <= stated[0] and stated[1] <= p.period[1]]
            return _only(within or [p for p in fit if p.whole[0] <= stated[0] and stated[1] <= p.whole[1]])
        in_force = [p for p in fit if self._in_force(p)]
        return _only([p for p in fit if p in self.cited]) or _only(in_force) or (self.voted if self.voted in in_force else None)

    @cached_property
    def voted(self) -> Programme | None:
        """The programme whose projects are about what the paper says behind their numbers ("Dự án 5: Nâng cao năng lực ...")."""
        said = ((number, self._text[end : end + _NAME].split("\n")[0]) for _, end, number in numbers_of(self._text))
        named = [(number, topics(name)) for number, name in said if number[0] != "."]
        votes = {p.id: sum(_fits(p, number, about) for number, about in named) for p in programmes() if p.projects}
        best = [p for p in programmes() if votes.get(p.id, 0) == max(1, *votes.values())]
        return _only(best)

    def _in_force(self, programme: Programme) -> bool:
        """Whether the paper's year is one of the programme's, and the programme was there when the paper was issued."""
        if self._year is None or not programme.period[0] <= self._year <= programme.period[1]:
            return False
        return self._since is None or programme.adopted[: len(self._since)] <= self._since

    def _by_name(self, text: str) -> Iterator[Mention]:
        for head in HEAD.finditer(text):
            subjects, end = subjects_at(text, head.end())
            if subjects:
                said = STATED.match(text[end : end + 100])
                if said and HEAD.search(said.group()):
                    said = None
                yield Mention(head.start(), end, self.means(subjects, (int(said["first"]), int(said["last"])) if said else None))
            elif head["many"] and any(word in head.group() for word in NATIONAL):
                yield Mention(head.start(), head.end(), None)

    def _numbered(self, text: str) -> Iterator[Mention]:
        for m in BY_NUMBER.finditer(text):
            for programme in self.cited:
                if _plain(m.group()) in {_plain(mark) for mark in programme.marks}:
                    yield Mention(*m.span(), programme)
        for m in BY_FIGURES.finditer(text):
            for programme in programmes():
                sure = programme in self.cited or (len(m["figures"]) > 3 and self._in_force(programme))
                if sure and f"{m['figures']}/qđ-ttg" in programme.marks:
                    yield Mention(*m.span(), programme)

    def _drive(self, text: str) -> Iterator[Mention]:
        programme = next(p for p in programmes() if "makeshift" in p.subjects)
        if self._in_force(programme):
            yield from (Mention(*m.span(), programme) for m in MAKESHIFT.finditer(text))


def subjects_at(text: str, at: int) -> tuple[frozenset[str], int]:
    """The subjects that stand at a place of keyed text, one after another ("nông thôn mới, giảm nghèo bền vững và ..."), and their end."""
    found: set[str] = set()
    while m := SUBJECT.match(text, at):
        found.add(str(m.lastgroup))
        at = m.end()
    return frozenset(found), at


def the_one(found: tuple[Mention, ...]) -> Programme | None:
    """The programme that all of `found` mean."""
    meant = {m.programme.id if m.programme else None: m.programme for m in found}
    return next(iter(meant.values())) if len(meant) == 1 else None


def _fits(programme: Programme, number: str, about: tuple[str, ...]) -> int:
    """One for a project about these topics, less one for one about others; nothing where the words tell no topic."""
    if set(about) <= {"other"}:
        return 0
    return 1 if set(about) & set(programme.projects.get(number, ())) else -1


def _only(found: list[Programme]) -> Programme | None:
    return found[0] if len(found) == 1 else None


def _plain(number: str) -> str:
    return "".join(number.split()).lstrip("0")

"""From who claims a task to the rows of it: one an agency, with the task's topics, verb, programme and project."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.authority.agencies import Mention
from extract.authority.agencies_unions import whose
from extract.model import Item, Paper, Responsibility, Role, Span
from extract.patterns.issuer_short import union_of
from extract.patterns.labelled import heading_of_project
from extract.patterns.owners import Owner
from extract.patterns.programmes import Programmes, Project
from extract.patterns.roles import only_who, verb_of
from extract.patterns.subjects import SENTENCE
from extract.patterns.topic_model import topics_of
from extract.patterns.topic_signs import Task
from extract.text import key as key_of

_CONFIDENCE = {
    "subject": 0.95,
    "directive": 0.95,
    "preamble": 0.9,
    "heading": 0.95,
    "company": 0.9,
    "noun": 0.8,
    "label": 0.9,
    "label_project": 0.9,
    "by": 0.85,
    "table": 0.9,
}
_UNKNOWN = 0.85
_FEW = 9


@dataclass(frozen=True, slots=True)
class Claim:
    """An agency with a part in a task. `at` is the place of its name in the document, elsewhere than the task where inherited."""

    mention: Mention
    at: Span
    role: Role
    rule: str
    requested: bool = False
    inherited: bool = False


def _whole(key: str, start: int, end: int) -> int:
    """Where the quote of a task ends: one of few words ("phối hợp giám sát") is only understood with the rest of its line."""
    return len(key.rstrip()) if len(key[start:end].split()) < _FEW else end


class TaskRows:
    """Makes the rows of the tasks of one paper."""

    def __init__(self, paper: Paper) -> None:
        self._paper = paper
        self._programmes = Programmes(paper)
        self._union = union_of(paper.header.issuer)

    def of_task(self, item: Item, start: int, end: int, claims: Sequence[Claim], found: Sequence[Mention]) -> Iterator[Responsibility]:
        """The rows of the task that is characters `start` to `end` of `item`, whose agencies are `found`."""
        key = key_of(item.text)
        span, told = item.at(start, _whole(key, start, end)), item.text[start:end]
        if claims[0].role is not Role.SUPPORT and only_who(key, found, start, end):
            # "... duy tu 12 công trình. Sở Xây dựng chủ trì.": the paragraph says what, else the heading.
            earlier = bool(SENTENCE.search(key, 0, start))
            heading = item.at(0, end) if earlier else heading_of_project(self._paper, item)
            if heading is not None and (earlier or claims[0].role is Role.LEAD):
                span, told = heading, ""
        return self.rows(item, span, claims, verb_of(key, found, start, end), told)

    def of_project(self, item: Item, owners: Sequence[Owner]) -> Iterator[Responsibility]:
        """Where only labels say who does a project, the task is the project's heading."""
        span = heading_of_project(self._paper, item)
        claims = [Claim(o.mention, o.at, o.role or Role.IMPLEMENT, "label_project", o.requested) for o in owners]
        return self.rows(item, span, claims, None) if span else iter(())

    def rows(self, item: Item, span: Span, claims: Sequence[Claim], verb: str | None, told: str = "") -> Iterator[Responsibility]:
        """One row an agency; the same agency is named once a task. `told`: the words that say what it is about, if not its own."""
        text = span.of(self._paper.document.text)
        work = self._programmes.of(item, text)
        about = topics_of(self._task(item, told or text, work.projects, claims[0]))
        seen: set[str] = set()
        for claim in claims:
            agency = whose(claim.mention.name, self._union)
            if agency in seen:
                continue
            seen.add(agency)
            yield Responsibility(
                span,
                agency,
                claim.at,
                claim.mention.sector,
                claim.role,
                verb,
                claim.requested,
                claim.inherited,
                about,
                work.id,
                work.project,
                claim.rule,
                round(_CONFIDENCE[claim.rule] * (1.0 if claim.mention.known else _UNKNOWN), 2),
            )

    def _task(self, item: Item, text: str, projects: Sequence[Project], claim: Claim) -> Task:
        return Task(
            text,
            claim.mention.name,
            claim.mention.sector,
            claim.role,
            tuple(dict.fromkeys(topic for project in projects for topic in project.topics))[:2],
            bool(projects) and projects[0].in_text,
            claim.inherited,
            tuple(section.title for section in self._paper.path(item.section)),
            self._paper.header.title or "",
        )


def same_owner(before: list[Claim], claims: list[Claim]) -> bool:
    """Whether one body alone has two tasks of a line, which then are one: "UBND xã lập danh sách. Chủ tịch UBND xã ký ..."."""
    owners = [[c.mention.name for c in some if c.role is not Role.SUPPORT] for some in (before, claims)]
    return len(owners[0]) == 1 and owners[0] == owners[1]


def joined(before: list[Claim], claims: list[Claim]) -> list[Claim]:
    """The claims of two tasks of one owner: it leads where it leads either; those who help with either help."""
    leads = any(c.role is Role.LEAD for c in claims)
    owners = [replace(c, role=Role.LEAD) if leads and c.role is Role.IMPLEMENT else c for c in before]
    return owners + [c for c in claims if c.role is Role.SUPPORT]

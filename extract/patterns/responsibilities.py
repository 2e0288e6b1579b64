"""Responsibilities: one for each agency, role and task of a paper's running text and of its tables that assign work.

Headings and lines that are agencies govern what stands under them; in running text the agency stands before its verb, behind a directive
("Giao", "Đề nghị"), behind "phối hợp với", in a label ("Cơ quan chủ trì:") or behind a duty put as a noun ("sự phối hợp của").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extract.authority.agencies import Mention, mentions
from extract.model import Item, Paper, Responsibility, Role, Section, SectionKind, Span
from extract.patterns import assignment_tables
from extract.patterns.duties import STARTS
from extract.patterns.owners import Headings, Owner, is_label_only, labels, owners_behind, owners_introduced, owners_of
from extract.patterns.pattern import pattern
from extract.patterns.programmes import Programmes
from extract.patterns.roles import duty, only_who, role_of, verb_of
from extract.patterns.subjects import subject_at
from extract.patterns.task_parts import Part, company, parts
from extract.patterns.topics import topics
from extract.text import key as key_of

_CLOSING = pattern(
    "closing",
    catches={
        "Trên đây là Kế hoạch giảm nghèo": "trên đây",
        "Trong quá trình triển khai thực hiện, nếu có": "trong quá trình triển khai thực hiện",
        "Quá trình thực hiện có vướng mắc": "quá trình thực hiện",
    },
    misses=("Trên cơ sở kế hoạch", "Theo dõi quá trình thực hiện"),
    regex=r"\A(?:trên\ đây|(?:trong\ )?quá\ trình\ (?:(?:tổ\ chức|triển\ khai),?\ )*thực\ hiện|(?:ủy\ ban\ nhân\ dân|ubnd)\ \S{1,12}\ (?:\S{1,12}\ ){0,4}(?:yêu\ cầu|đề\ nghị)|nhận\ được|kế\ hoạch\ này)(?![^\W_])",
)
_NO_TASKS = pattern(
    "no_tasks",
    catches={"Đối tượng: doanh nghiệp, hợp tác xã": "đối tượng:", "Mục tiêu: nâng cao": "mục tiêu:", "Địa bàn thực hiện:": "địa bàn thực hiện:"},
    misses=("Đối tượng được hỗ trợ do Sở Y tế rà soát", "Phân công thực hiện:"),
    regex=r"\A(?:đối\ tượng|mục\ tiêu|phạm\ vi|địa\ bàn|nguyên\ tắc|thời\ gian|nguồn\ vốn|kết\ quả|chỉ\ tiêu|căn\ cứ\ pháp\ lý)(?:\ (?:thực\ hiện|áp\ dụng|hỗ\ trợ|thụ\ hưởng|cụ\ thể|chung|tham\ gia|và\ phạm\ vi))?\s?[:;]",
)
# Headings that say how, not what: the project stands above them.
_GENERIC = pattern(
    "generic_heading",
    catches={"Phân công": "phân công", "Tổ chức thực hiện": "tổ chức thực hiện", "Cơ quan chủ trì": "cơ quan chủ trì"},
    misses=("Dự án 1: Hạ tầng", "Cơ quan báo chí"),
    regex=r"\A(?:phân\ công(?:\ (?:thực\ hiện|nhiệm\ vụ|trách\ nhiệm))?|(?:về\ )?tổ\ chức\ thực\ hiện|trách\ nhiệm|(?:cơ\ quan|đơn\ vị)\ (?:chủ\ trì|thực\ hiện|phối\ hợp)|nội\ dung|thời\ gian|chủ\ trì|phối\ hợp)\s?:?\Z",
)
_FACTS = (SectionKind.SITUATION, SectionKind.LEGAL_BASIS)
_AIMS = (SectionKind.OBJECTIVES, SectionKind.TARGETS)
_CONFIDENCE = {"subject": 0.95, "directive": 0.95, "preamble": 0.9, "heading": 0.95, "company": 0.9, "noun": 0.8, "label": 0.9, "by": 0.85}


def find(paper: Paper) -> tuple[Responsibility, ...]:
    """All responsibilities of `paper`, in document order; spans are characters of the document."""
    reader = _Reader(paper)
    found = [one for item in paper.items for one in reader.read(item)]
    found += assignment_tables.find(paper)
    first: dict[tuple[int, int, str], Responsibility] = {}
    for one in found:
        first.setdefault((one.span.start, one.span.end, one.agency), one)
    return tuple(sorted(first.values(), key=lambda r: (r.span.start, r.agency_span.start)))


class _Reader:
    """Goes through the items of a paper, remembering which lines name the owners of those below."""

    def __init__(self, paper: Paper) -> None:
        self._paper = paper
        self._home = paper.header.level
        self._headings = Headings(paper)
        self._programmes = Programmes(paper)
        self._known: dict[int, tuple[Owner, ...]] = {}
        self._last: tuple[int | None, tuple[Owner, ...]] = (None, ())
        self._bodied = {i.section.ordinal for i in paper.items if i.section is not None and not i.title and not i.run_on}
        self._bodied |= {s.parent for s in paper.sections if s.parent is not None}
        self._behind = {i.section.ordinal: i for i in paper.items if i.section is not None and i.run_on}
        self._read: set[int] = set()
        self._under: dict[int, list[Item]] = {}
        for item in paper.items:
            for lead in item.leads[-1:]:
                self._under.setdefault(lead.start, []).append(item)

    def read(self, item: Item) -> Iterator[Responsibility]:
        """The responsibilities that `item` states."""
        section = item.section
        if item.footnote or (section is not None and section.kind in _FACTS):
            return
        if section is not None and (item.title or item.run_on):
            whole = self._line(item, section)
            if whole is None:
                return
            item = whole
        if _NO_TASKS.match(key_of(item.text)) or any(_NO_TASKS.match(key_of(lead.text)) for lead in item.leads):
            return
        found = mentions(item.text, self._home)
        above = self._above(item)
        if found and (labelled := self._labelled(item)):
            yield from self._project(item, labelled)
            return
        if found and self._names_owners(item):
            return
        if is_label_only(item) or (not found and not above):
            return
        for part in parts(item.text, found, bool(above), self._kind(item)):
            if part.end - part.start > 2:
                yield from self._part(item, part, above, found)

    def _line(self, item: Item, section: Section) -> Item | None:
        """A heading's line as it is to be read: none where it only names who or what its body is about.

        "13. Thủ trưởng các sở lập kế hoạch. Định kỳ báo cáo." is one line though its title ends at the first full stop.
        """
        owned = self._headings.of(section)
        if item.run_on:
            if any(o.at.start >= item.start for o in owned) or item.start in self._read:
                return None
            title = section.title if labels(key_of(section.title) + ":") else ""
            start = self._paper.document.text.find(title, section.heading.start) if title else item.start
            return replace(item, text=self._paper.document.text[start : item.span.end], start=start)
        behind = self._behind.get(section.ordinal)
        if owned or section.ordinal in self._bodied:
            return None
        if behind is None:
            return item
        whole = self._paper.document.text[item.start : behind.span.end]
        sentence = self._paper.document.text[item.start : behind.start].rstrip().endswith(".")
        if not sentence and not subject_at(key_of(whole), mentions(whole, self._home), 0, len(whole)):
            return None
        self._read.add(behind.start)
        return replace(item, text=whole)

    def _kind(self, item: Item) -> str:
        """Which grammar an item may be read by: "plain", "aims" (no duties put as nouns) or "preamble" (only directives)."""
        if item.section is None:
            return "preamble" if self._paper.sections else "plain"
        return "aims" if item.section.kind in _AIMS else "plain"

    def _above(self, item: Item) -> tuple[Owner, ...]:
        for lead in reversed(item.leads):
            if self._known.get(lead.start):
                return self._known[lead.start]
        place, owners = self._last
        if owners and not item.leads and item.section is not None and item.section.ordinal == place:
            return owners
        return self._headings.above(item.section)

    def _labelled(self, item: Item) -> tuple[Owner, ...]:
        """The agencies of a line of labels alone: "Cơ quan chủ trì: Sở Y tế. Cơ quan phối hợp: UBND các xã"."""
        found = labels(key_of(item.text))
        if not found or found[0].start > 1:
            above = self._role_above(item)
            return owners_of(item.text, item.start, self._home, above) if above else ()
        owners: list[Owner] = []
        for label, end in zip(found, [*(label.start for label in found[1:]), len(item.text)], strict=True):
            region = item.text[label.end : end]
            begins = label.end + len(region) - len(region.lstrip())
            owners += owners_behind(region.strip(" .;,"), item.start + begins, self._home, label.role)
        return tuple(owners)

    @staticmethod
    def _role_above(item: Item) -> Role | None:
        """The role that a line above gives: "Cơ quan phối hợp:" over a bullet for each agency."""
        if not item.leads or not is_label_only(item.leads[-1]):
            return None
        return labels(key_of(item.leads[-1].text))[0].role

    def _names_owners(self, item: Item) -> bool:
        """Whether a line names only agencies, and so owns what follows; remembers them."""
        owners = owners_of(item.text, item.start, self._home) or owners_introduced(item.text, item.start, self._home)
        if not owners:
            return False
        self._known[item.start] = owners
        self._last = (item.section.ordinal if item.section else None, owners)
        return True

    def _project(self, item: Item, owners: tuple[Owner, ...]) -> Iterator[Responsibility]:
        """Where only labels say who does a project, the task is the project's heading."""
        span = self._heading_of_project(item)
        if span is None:
            return
        text = span.of(self._paper.document.text)
        project = next(iter(self._programmes.of(item, text)), None)
        for owner in owners:
            yield Responsibility(
                span,
                owner.mention.name,
                owner.at,
                owner.mention.sector,
                owner.role or Role.IMPLEMENT,
                topics=topics(text, project.topics if project else ()),
                programme=project.programme if project else None,
                project=project.name if project else None,
                rule="label_project",
                confidence=_CONFIDENCE["label"],
            )

    def _heading_of_project(self, item: Item) -> Span | None:
        lead = next((one for one in reversed(item.leads) if not is_label_only(one)), None)
        if lead is not None:
            return lead.span
        return next((s.heading for s in reversed(self._paper.path(item.section)) if not _GENERIC.match(key_of(s.title))), None)

    def _part(self, item: Item, part: Part, above: tuple[Owner, ...], found: tuple[Mention, ...]) -> Iterator[Responsibility]:
        """The rows of one task: its owners, inherited where it names none, then those named to help."""
        key = key_of(item.text)
        text = item.text[part.start : part.end]
        owners = [(m, item.at(m.span.start, m.span.end), role, part.requested or (part.rule != "directive" and _asked(m, above)), False, part.rule) for m, role in part.owners]
        if not owners and above and not self._silent(item, key, part):
            role = role_of(key, found, part.start, part.end)
            owners = [(o.mention, o.at, o.role or role, o.requested, True, "heading") for o in above]
        helped = owners or (self._kind(item) == "plain" and not _CLOSING.match(key))
        helpers = [(m, item.at(m.span.start, m.span.end), Role.SUPPORT, False, False, "company") for m in company(key, found, part)] if helped else []
        if not owners and not helpers:
            return
        projects = self._programmes.of(item, text)
        of_projects = tuple(dict.fromkeys(topic for p in projects for topic in p.topics))[:2]
        about = topics(text, of_projects, (owners or helpers)[0][0].sector, named=bool(projects) and projects[0].in_text)
        about_project = owners and item.text[: part.start].count(". ") == 0 and only_who(key, found, part.start, part.end)
        heading = self._heading_of_project(item) if about_project else None
        if heading is not None:
            text = heading.of(self._paper.document.text)
            about = topics(text, of_projects)
        verb, span = verb_of(key, found, part.start, part.end), item.at(part.start, part.end)
        span = heading or span
        seen: set[str] = set()
        for mention, at, role, requested, inherited, rule in (*owners, *helpers):
            if mention.name in seen:
                continue
            seen.add(mention.name)
            confidence = _CONFIDENCE[rule] * (1.0 if mention.known else 0.9)
            programme, project = (projects[0].programme, projects[0].name) if projects else (None, None)
            yield Responsibility(
                span, mention.name, at, mention.sector, role, verb, requested, inherited, about, programme, project, rule, round(confidence, 2)
            )

    def _silent(self, item: Item, key: str, part: Part) -> bool:
        """Whether an item under an agency gives it nothing to do: a closing line, a bare introduction, a label."""
        if part.start == 0 and _CLOSING.match(key) or item.text.startswith("("):
            return True
        task = key[part.start : part.end].strip()
        starts = bool(STARTS.match(duty(task)))
        below = self._under.get(item.start, [])
        if task.endswith(":") and (below or len(task) < 60):
            leads = "chủ trì" in task or "phối hợp" in task
            return not (starts and (leads or not any(STARTS.match(duty(key_of(i.text))) for i in below)))
        over = next((lead for lead in reversed(item.leads) if lead.text.endswith(":") and not self._known.get(lead.start)), None)
        if over is not None and not starts:
            return bool(STARTS.match(duty(key_of(over.text))))
        return len(task.split()) < 3 or (item.title and not starts)


def _asked(mention: Mention, above: tuple[Owner, ...]) -> bool:
    return any(o.requested and o.mention.name == mention.name for o in above)


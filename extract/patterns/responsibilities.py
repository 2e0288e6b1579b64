"""Responsibilities: one for each agency, role and task of a paper's running text and of its tables that assign work.

Headings and lines that are agencies govern what stands under them; in running text the agency stands before its verb, behind a directive
("Giao", "Đề nghị"), behind "phối hợp với", in a label ("Cơ quan chủ trì:") or behind a duty put as a noun ("sự phối hợp của").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extract.authority.agencies import Mention, mentions
from extract.model import Item, Paper, Responsibility, Role, Section, SectionKind
from extract.patterns import assignment_tables
from extract.patterns.duties import CLOSING, LAST_WORDS, STARTS
from extract.patterns.headings import Headings
from extract.patterns.issuer_short import with_issuer
from extract.patterns.labelled import closes_project, labelled
from extract.patterns.owners import LIST_HEAD, LIST_LAST, Owner, is_label_only, labels, lists_objects, owners_introduced, owners_of
from extract.patterns.pattern import pattern
from extract.patterns.roles import PUTS, duty, put_in_charge, role_of
from extract.patterns.short_names import officials_in_full, spelt_in_full, with_named_before
from extract.patterns.subjects import subject_at
from extract.patterns.task_parts import Part, bracketed, company, parts
from extract.patterns.task_rows import Claim, TaskRows, joined, same_owner
from extract.text import key as key_of

_NO_TASKS = pattern(
    "no_tasks",
    catches={
        "Đối tượng: doanh nghiệp, hợp tác xã": "đối tượng:",
        "Mục tiêu: nâng cao": "mục tiêu:",
        "Địa bàn thực hiện:": "địa bàn thực hiện:",
    },
    misses=("Đối tượng được hỗ trợ do Sở Y tế rà soát", "Phân công thực hiện:"),
    regex=r"""\A(?:đối\ tượng|mục\ tiêu|phạm\ vi|địa\ bàn|nguyên\ tắc|thời\ gian|nguồn\ vốn|kết\ quả|chỉ\ tiêu
    |căn\ cứ\ pháp\ lý)(?:\ (?:thực\ hiện|áp\ dụng|hỗ\ trợ|thụ\ hưởng|cụ\ thể|chung|tham\ gia|và\ phạm\ vi))?\s?[:;]""",
)
_FACTS = (SectionKind.SITUATION, SectionKind.LEGAL_BASIS)
_AIMS = (SectionKind.OBJECTIVES, SectionKind.TARGETS)
_SHORTEST = 2
_LONG_TITLE = 80


def find(paper: Paper) -> tuple[Responsibility, ...]:
    """All responsibilities of `paper`, in document order; spans are characters of the document."""
    reader = _Reader(paper)
    found = [one for item in paper.items for one in reader.read(item)]
    found += assignment_tables.find(paper)
    first: dict[tuple[int, int, str], Responsibility] = {}
    for one in spelt_in_full(officials_in_full(found)):
        first.setdefault((one.span.start, one.span.end, one.agency), one)
    return tuple(sorted(first.values(), key=lambda r: (r.span.start, r.agency_span.start)))


class _Reader:
    """Goes through the items of a paper, remembering which lines name the owners of those below."""

    def __init__(self, paper: Paper) -> None:
        self._paper = paper
        self._home = paper.header.level
        self._headings = Headings(paper)
        self._rows = TaskRows(paper)
        self._known: dict[int, tuple[Owner, ...]] = {}
        self._last: tuple[int | None, tuple[Owner, ...]] = (None, ())
        self._bodied = {i.section.ordinal for i in paper.items if i.section is not None and not i.title and not i.run_on}
        self._bulleted = {i.section.ordinal for i in paper.items if i.section is not None and i.mark}
        self._bulleted |= {s.parent for s in paper.sections if s.parent is not None}
        self._bodied |= {s.parent for s in paper.sections if s.parent is not None}
        self._behind = {i.section.ordinal: i for i in paper.items if i.section is not None and i.run_on}
        self._read: set[int] = set()
        self._under: dict[int, list[Item]] = {}
        for item in paper.items:
            for lead in item.leads[-1:]:
                self._under.setdefault(lead.start, []).append(item)

    def read(self, item: Item) -> Iterator[Responsibility]:
        """Those that `item` states."""
        section = item.section
        if item.footnote or self._tells(section):
            return
        if section is not None and (item.title or item.run_on):
            whole = self._line(item, section)
            if whole is None:
                return
            item = whole
        if _NO_TASKS.match(key_of(item.text)) or any(_NO_TASKS.match(key_of(lead.text)) for lead in item.leads):
            return
        above = self._above(item)
        found = self._named(item, above)
        if found and (named := labelled(item, self._home)):
            yield from self._rows.of_project(item, named)
            return
        if found and not item.title and self._names_owners(item):
            return
        if is_label_only(item) or (not found and not above):
            return
        tasks: list[tuple[Part, list[Claim]]] = []
        for part in parts(item.text, found, bool(above), self._kind(item), self._home):
            claims = self._claims(item, part, above, found)
            if part.owners and tasks and same_owner(tasks[-1][1], claims):
                tasks[-1] = (tasks[-1][0], joined(tasks[-1][1], claims))
            elif claims and part.end - part.start > _SHORTEST:
                tasks.append((part, claims))
        for part, claims in tasks:
            if part.rule == "label" and closes_project(item, part.end):
                yield from self._rows.of_project(item, [Owner(c.mention, c.at, c.requested, c.role) for c in claims])
                continue
            yield from self._rows.of_task(item, part.start, part.end, claims, found)

    def _named(self, item: Item, above: tuple[Owner, ...]) -> tuple[Mention, ...]:
        """The agencies of an item; a fund is a body where tasks are given out, else only money."""
        given = item.section is None or item.section.kind in (SectionKind.ORGANISATION, SectionKind.REPORTING)
        found = with_issuer(item.text, mentions(item.text, self._home), self._paper.header.issuer)
        if self._kind(item) == "aims":  # "02 thôn hoàn thành mục tiêu Chương trình 135" counts hamlets
            found = tuple(m for m in found if not item.text[m.span.start].isdigit())
        if above and all(o.mention.sector == "party" for o in above) and item.text.startswith("Lãnh đạo "):
            found = tuple(m for m in found if m.span.start)  # what a Party's board does, not who heads a body
        return with_named_before(item.text, [m for m in found if given or not m.name.startswith("Quỹ ")], [o.mention for o in above])

    def _tells(self, section: Section | None) -> bool:
        """Whether a section only tells what is or was; so does one on a policy under the results of the year before."""
        if section is None or section.kind in (SectionKind.ORGANISATION, SectionKind.REPORTING):
            return False
        return section.kind in _FACTS or any(one.kind is SectionKind.SITUATION for one in self._paper.path(section))

    def _line(self, item: Item, section: Section) -> Item | None:
        """A heading's line as it is to be read: none where it only names who or what its body is about.

        "13. Thủ trưởng các sở lập kế hoạch. Định kỳ báo cáo." is one line though its title ends at the first full stop.
        """
        owned = self._headings.of(section)
        if not item.run_on and section.ordinal in self._bodied and bracketed(item.text, self._home):
            return item
        if item.run_on:
            if any(o.at.start >= item.start for o in owned) or item.start in self._read:
                return None
            name = key_of(section.title)
            title = section.title if labels(name + ":") or LIST_HEAD.match(name) or LIST_LAST.search(name) else ""
            start = self._paper.document.text.find(title, section.heading.start) if title else item.start
            return replace(item, text=self._paper.document.text[start : item.span.end], start=start)
        behind = self._behind.get(section.ordinal)
        lists = lists_objects(item.text)
        if owned and owned[0].at.start > item.start + _LONG_TITLE and item.span.end - owned[-1].at.end < _SHORTEST:
            return item  # "Giao Hội đồng nhân dân huyện giám sát ...; giao Ủy ban nhân dân huyện:"
        if owned or (section.ordinal in self._bodied and not lists and not self._is_sentence(item, section)):
            return None
        if behind is None:
            return item
        whole = self._paper.document.text[item.start : behind.span.end]
        sentence = self._paper.document.text[item.start : behind.start].rstrip().endswith(".")
        if not sentence and not subject_at(key_of(whole), mentions(whole, self._home), 0, len(whole)):
            return None
        self._read.add(behind.start)
        return replace(item, text=whole)

    def _is_sentence(self, item: Item, section: Section) -> bool:
        """Whether a heading over paragraphs alone says a duty itself: the last numbered task, with the closing words under it."""
        ends = self._paper.document.text[section.heading.end : section.heading.end + 1] in (".", ";") or len(item.text) > _LONG_TITLE
        return ends and section.ordinal not in self._bulleted

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

    def _names_owners(self, item: Item) -> bool:
        """Whether a line names only agencies, and so owns what follows; remembers them."""
        if item.text.endswith(";"):
            return False
        below = item.text.endswith(":") and item.start in self._under
        if below and lists_objects(item.text, (i.text for i in self._under[item.start])):
            return False
        owners = owners_of(item.text, item.start, self._home) or (
            owners_introduced(item.text, item.start, self._home, below) if item.text.endswith(":") else ()
        )
        if not owners:
            return False
        self._known[item.start] = owners
        self._last = (item.section.ordinal if item.section else None, owners)
        return True

    def _claims(self, item: Item, part: Part, above: tuple[Owner, ...], found: tuple[Mention, ...]) -> list[Claim]:
        """Who has a part in a task: its owners, inherited where it names none, then those named to help."""
        key = key_of(item.text)
        claims = [
            Claim(
                _in_full(m, above),
                item.at(m.span.start, m.span.end),
                role,
                part.rule,
                part.requested or (part.rule != "directive" and _asked(m, above)),
            )
            for m, role in part.owners
        ]
        if not claims and above and not self._silent(item, key, part):
            role = role_of(key, found, part.start, part.end)
            claims = [Claim(o.mention, o.at, o.role or role, "heading", o.requested, inherited=True) for o in above]
        if above and claims and part.rule == "by" and not self._silent(item, key, part) and PUTS.search(key, part.start, part.end):
            # "Kiện toàn Tổ công tác, giao Phòng Kinh tế làm thường trực": who sets it up has a task too.
            claims += [Claim(o.mention, o.at, o.role or Role.IMPLEMENT, "heading", o.requested, inherited=True) for o in above]
        if above and part.rule == "directive" and key.startswith("phân công", part.start):
            # Who shares work out has a task too: "UBND các xã: Phân công các đoàn thể giúp đỡ hộ nghèo".
            claims = [Claim(o.mention, o.at, o.role or Role.IMPLEMENT, "heading", o.requested, inherited=True) for o in above] + claims
        if claims or (self._kind(item) == "plain" and not CLOSING.match(key)):
            claims += [Claim(m, item.at(m.span.start, m.span.end), Role.SUPPORT, "company") for m in company(key, found, part)]
        if claims:
            claims += [
                Claim(m, item.at(m.span.start, m.span.end), Role.IMPLEMENT, "company")
                for m in put_in_charge(key, found, part.start, part.end)
            ]
        return claims

    def _silent(self, item: Item, key: str, part: Part) -> bool:
        """Whether an item under an agency gives it nothing to do: a closing line, a bare introduction, a label."""
        if (part.start == 0 and (CLOSING.match(key) or LAST_WORDS.search(key))) or item.text.startswith("("):
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
        return not starts and (len(task.split()) < 3 or item.title)


def _in_full(mention: Mention, above: tuple[Owner, ...]) -> Mention:
    """A board that the heading names in full keeps that name: "Ban Chỉ đạo xóa nhà tạm huyện" is "Ban Chỉ đạo" in what follows."""
    if mention.sector != "steering_committee":
        return mention
    full = next((o.mention.name for o in above if o.mention.name.startswith(mention.name + " ")), mention.name)
    return replace(mention, name=full)


def _asked(mention: Mention, above: tuple[Owner, ...]) -> bool:
    """Whether a body is among those that a heading asks: named there, or one of its kind ("Đề nghị Mặt trận và các đoàn thể")."""
    kinds = {o.mention.sector for o in above if o.requested}
    return mention.sector in kinds or (mention.sector == "mass_organisation" and "front" in kinds)

"""Who owns what stands under a heading that names only agencies."""

from __future__ import annotations

from extract.authority.agencies import mentions
from extract.model import Paper, Section, SectionKind
from extract.patterns.agency_lists import list_from
from extract.patterns.duties import CLOSING
from extract.patterns.owners import BEFORE, LIST_HEAD, Owner, lists_objects, owners_introduced, owners_of
from extract.text import key as key_of

# Words that head a section on a subject as often as one on a body: bodies only where tasks are given out.
_SUBJECTS = (
    "Bảo hiểm xã hội",
    "Doanh nghiệp",
    "Hợp tác xã",
    "Các trường học",
    "Các cơ sở giáo dục nghề nghiệp",
    "Chính quyền các cấp",
    "Công an",
    "Các cơ sở y tế",
)
# So many words behind the last agency are a duty, where nothing stands under the heading.
_SENTENCE = 4


class Headings:
    """The owners that the sections of a paper give to what stands in them."""

    def __init__(self, paper: Paper) -> None:
        self._paper = paper
        self._home = paper.header.level
        filled = {
            item.section.ordinal
            for item in paper.items
            if item.section is not None and not (item.title or item.run_on) and not CLOSING.match(key_of(item.text))
        }
        self._empty = {s.ordinal for s in paper.sections} - filled - {s.parent for s in paper.sections}
        self._empty -= {item.section.ordinal for item in paper.items if item.section is not None and item.run_on}
        self._own = {s.ordinal: self._of(s, s.ordinal in filled) for s in paper.sections}
        parents = {s.parent for s in paper.sections if self._own[s.ordinal] and s.parent is not None}
        for ordinal in parents:
            if all(o.mention.collective or o.mention.weak for o in self._own[ordinal]) or self._shared(paper.sections[ordinal]):
                self._own[ordinal] = ()

    def above(self, section: Section | None) -> tuple[Owner, ...]:
        """The owners given by the nearest heading that is a list of agencies."""
        for one in reversed(self._paper.path(section)):
            if self._own[one.ordinal]:
                return self._own[one.ordinal]
        return ()

    def of(self, section: Section) -> tuple[Owner, ...]:
        """The owners that this very heading names."""
        return self._own[section.ordinal]

    def _of(self, section: Section, filled: bool) -> tuple[Owner, ...]:
        if section.kind in (SectionKind.SITUATION, SectionKind.LEGAL_BASIS):
            return ()
        start, text = self._title(section)
        found = owners_of(text, start, self._home)
        if found and section.ordinal in self._empty and len(text.split()) - len(text[: found[-1].at.end - start].split()) >= _SENTENCE:
            return ()
        if not found and section.ordinal not in self._empty and not self._lists(section, text):
            found = owners_introduced(text, start, self._home, below=filled)
        given = section.kind in (SectionKind.ORGANISATION, SectionKind.REPORTING)
        if not given and any(o.mention.name in _SUBJECTS or o.mention.name.startswith("Quỹ ") or o.mention.weak for o in found):
            return ()
        return found

    def _lists(self, section: Section, title: str) -> bool:
        """Whether what stands under a heading is the object of its verb."""
        below = (i.text for i in self._paper.items if i.section is not None and i.section.ordinal == section.ordinal and not i.title)
        return lists_objects(title, below)

    def _title(self, section: Section) -> tuple[int, str]:
        """A heading's title, run on to the end of its line where that too is only names ("2. Các Sở: Tài chính, Y tế")."""
        document = self._paper.document
        block = document.block_at(section.heading.start)
        line = document.block_span(block)
        start = section.heading.end - len(section.title) if section.title else section.heading.end
        start = document.text.find(section.title, section.heading.start, section.heading.end) if section.title else start
        start = section.heading.start if start < 0 else start
        whole = document.text[start : line.end]
        if owners_of(whole, start, self._home) or self._runs_on(whole, section.heading.end - start):
            return start, whole
        return start, document.text[start : section.heading.end]

    def _runs_on(self, whole: str, end: int) -> bool:
        """Whether the list of agencies that a heading begins goes on behind its title ("Giám đốc các Sở: Nội vụ, Tài chính chịu ...")."""
        found = mentions(whole, self._home)
        before = BEFORE.match(key_of(whole))
        begins = before.end() if before else 0
        lead = key_of(whole)[begins : found[0].span.start].strip(" :") if found else "-"
        starts = not lead or bool(LIST_HEAD.match(lead))
        return starts and list_from(key_of(whole), found, 0).end > end

    @staticmethod
    def _shared(section: Section) -> bool:
        before = BEFORE.match(key_of(section.title))
        return bool(before and before["task"])

"""Lines of labels: "Cơ quan chủ trì: Sở Y tế. Cơ quan phối hợp: UBND các xã", whose task is the project they stand under."""

from __future__ import annotations

from extract.model import Item, Level, Paper, Role, Span
from extract.patterns.owners import Owner, is_label_only, labels, owners_behind, owners_of
from extract.patterns.pattern import pattern
from extract.text import key as key_of

# Headings that say how, not what: the project stands above them.
_GENERIC = pattern(
    "generic_heading",
    catches={"Phân công": "phân công", "Tổ chức thực hiện": "tổ chức thực hiện", "Cơ quan chủ trì": "cơ quan chủ trì"},
    misses=("Dự án 1: Hạ tầng", "Cơ quan báo chí"),
    regex=r"""\A(?:phân\ công(?:\ (?:thực\ hiện|nhiệm\ vụ|trách\ nhiệm))?|(?:về\ )?tổ\ chức\ thực\ hiện|trách\ nhiệm
    |(?:cơ\ quan|đơn\ vị)\ (?:chủ\ trì|thực\ hiện|phối\ hợp)|nội\ dung|thời\ gian|chủ\ trì|phối\ hợp)\s?:?\Z""",
)


_PROJECT = pattern(
    "heading of a project",
    catches={"7. Dự án 7: Chăm sóc sức khỏe": "7. dự án 7", "a) Tiểu dự án 1: Hỗ trợ": "a) tiểu dự án 1", "Dự án 5. Dạy nghề": "dự án 5"},
    misses=("1. Hỗ trợ các dự án 1 năm", "Quản lý dự án"),
    regex=r"\A\s?(?:[\w.]{1,6}[.)/-]?\ )?(?:tiểu\ )?dự\ án\ (?:số\ )?\d",
)


def labelled(item: Item, home: Level | None) -> tuple[Owner, ...]:
    """The agencies of a line of labels alone, or of a line under a label alone; each with the role its label gives."""
    found = labels(key_of(item.text))
    if not found or found[0].start > 1:
        above = _role_above(item)
        return owners_of(item.text, item.start, home, above) if above else ()
    owners: list[Owner] = []
    for label, end in zip(found, [*(label.start for label in found[1:]), len(item.text)], strict=True):
        region = item.text[label.end : end]
        begins = label.end + len(region) - len(region.lstrip())
        owners += owners_behind(region.strip(" .;,*+"), item.start + begins, home, label.role)
    return tuple(owners)


def closes_project(item: Item, end: int) -> bool:
    """Whether labels that stand behind the sentence ended at `end` say who does the whole project of the item's heading: "Dự án 7: Chăm sóc
    sức khỏe" over "Khám thai định kỳ. Cơ quan chủ trì: Trung tâm Y tế"."""
    named = item.section is not None and _PROJECT.search(key_of(f"{item.section.label or ''} {item.section.title}")) is not None
    return named and not item.mark and item.text[end : end + 1] == "."


def _role_above(item: Item) -> Role | None:
    """The role that a line above gives: "Cơ quan phối hợp:" over a bullet for each agency."""
    if not item.leads or not is_label_only(item.leads[-1]):
        return None
    return labels(key_of(item.leads[-1].text))[0].role


def heading_of_project(paper: Paper, item: Item) -> Span | None:
    """Where the project of `item` is named: the line it hangs under, else the nearest heading that says what rather than how."""
    lead = next((one for one in reversed(item.leads) if not is_label_only(one)), None)
    if lead is not None:
        return lead.span
    return next((s.heading for s in reversed(paper.path(item.section)) if not _GENERIC.match(key_of(s.title))), None)

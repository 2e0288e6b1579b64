"""Deadlines: a time by which, in which or how often something is to be done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Final

from extract.authority.agencies import mentions
from extract.model import Deadline, DeadlineKind, Header, Item, Level, Paper, SectionKind, Span
from extract.patterns.dates import Grain
from extract.patterns.deadlines_agency import agency
from extract.patterns.deadlines_context import Where, action, dates_figure, is_fact, recipient, reporting
from extract.patterns.deadlines_found import found
from extract.patterns.deadlines_tables import of_table
from extract.patterns.deadlines_times import Found
from extract.patterns.legal_citation import Citation, citations
from extract.text import key

_AGREED: Final = ("căn cứ ", "theo đề nghị ", "theo ý kiến ", "xét đề nghị ", "xét tờ trình ", "trên cơ sở ", "sau khi xem xét ")


def find(paper: Paper) -> tuple[Deadline, ...]:
    """Every deadline of `paper` in document order. Spans are document characters, days ISO text, null where the text leaves them open.

    Dates of papers, the plan's own period and years that only date a fact are none.
    """
    year = _year(paper.header)
    several = _several(paper.header)
    made: list[Deadline] = []
    for before, item in pairwise((None, *paper.items)):
        if item is not None:
            made += _of_item(paper, item, year, _begun(before, item), several)
    for table in paper.document.tables:
        made += of_table(paper.document, table, year)
    return tuple(replace(d, agency=_canonical(d.agency_text, paper.header.level)) for d in sorted(made, key=lambda d: d.span))


def _canonical(name: str | None, home: Level | None) -> str | None:
    """The canonical name of the first body in `name`; null where none is known."""
    found = mentions(name, home) if name else ()
    return found[0].name if found else None


def _year(header: Header) -> int | None:
    """The year that a day without one is in: the plan's only year, else that of its issue, else its last."""
    if header.period_start is not None and header.period_start == header.period_end:
        return header.period_end
    return int(header.issued[:4]) if header.issued else header.period_end


def _several(header: Header) -> bool:
    """Whether the plan runs for several years, so that a day without a year comes each year. One that is issued in the last months of
    a year and goes on into the next is not such a plan."""
    first, last = header.period_start, header.period_end
    if first is None or last is None or first >= last:
        return False
    return last > first + 1 or _month(header) < 9


def _month(header: Header) -> int:
    """The month of issue; 0 where none is printed."""
    return int(header.issued[5:7]) if header.issued and len(header.issued) >= 7 else 0


def _ahead(one: Found, text: str, header: Header) -> Found:
    """A time without a year is the next one: in a plan issued in November that goes on into the next year, "trước 15/02" is in that year.
    In a plan for one year only the first months are taken so, since it may name days gone by; in one for several years, which has most of
    its first year behind it, all that come each year."""
    last = one.last or one.first
    if last is None or header.issued is None or last >= header.issued:
        return one
    if _several(header) and one.kind is DeadlineKind.RECURRING and last[:4] not in text:
        years = int(header.issued[:4]) - int(last[:4])
        return _moved(one, years + (_month(header) >= 10 and last[4:] < header.issued[4:]))
    if _month(header) < 9 or one.rule == "occasion":
        return one
    single = header.period_start == header.period_end
    if one.dated or header.issued[:4] != last[:4] or (single and int(last[5:7]) > 3) or (not single and _several(header)):
        return one
    return _moved(one, 1)


def _moved(one: Found, years: int) -> Found:
    first, last = (f"{int(day[:4]) + years}{day[4:]}".replace("-02-29", "-02-28") if day else None for day in (one.first, one.last))
    return replace(one, first=first, last=last)


def _begun(before: Item | None, item: Item) -> str:
    """The beginning of a sentence that a page break cut in two: the item before, where no sign ends it and this one goes on in small."""
    cut = before is not None and not before.title and before.text[-1:] not in ".;:!?" and item.text[:1].islower() and not item.mark
    return before.text + " " if before is not None and cut else ""


def _found(text: str, year: int | None, several: bool, header: Header) -> tuple[Found, ...]:
    goes_on = bool(header.period_start and header.period_end) and header.period_start != header.period_end
    all_found = found(text, year, several=several, reports=goes_on, end=header.period_end)
    return tuple(_ahead(_lasting(one, text, header) if goes_on and not several else one, text, header) for one in all_found)


def _lasting(one: Found, text: str, header: Header) -> Found:
    """A report of each half-year, its day without a year, is still due in the last year of a plan that goes on into the next one."""
    yearly = one.kind is DeadlineKind.RECURRING and one.recurrence in (("annual",), ("semiannual",))
    if not yearly or one.last is None or header.period_end is None or one.last[:4] in one.span.of(text):
        return one
    return replace(one, last=f"{header.period_end}{one.last[4:]}".replace("-02-29", "-02-28"))


def _of_item(paper: Paper, item: Item, year: int | None, begun: str, several: bool) -> Iterator[Deadline]:
    where = Where(begun + item.text, item.section, item.leads, item.title)
    cited = citations(item.text)
    if _is_basis(item, cited):
        return
    taken = [(c.span, c.whole) for c in cited]
    heading = item.title and not _says(item.text, paper.document.text[item.span.end : item.span.end + 1])
    kept = [
        one for one in _found(item.text, year, several, paper.header) if not _cited(one, taken) and not (heading and not _in_title(one))
    ]
    kept = [one for one in kept if not is_fact(replace(one, span=one.span.shift(len(begun))), where, paper.header)]
    kept = [one for one in kept if not dates_figure(one, item.text)]
    floor = 0
    for one, after in pairwise((*kept, None)):
        assert one is not None
        here = one.span.shift(len(begun))
        yield Deadline(
            span=item.at(one.span.start, one.span.end),
            kind=one.kind,
            starts_on=one.first,
            ends_on=one.last,
            recurrence=one.recurrence,
            action=action(where.text, here, floor),
            agency_text=agency(paper, where, here),
            recipient=recipient(where.text, here),
            reporting=reporting(where, here, floor, after.span.start + len(begun) if after else None),
            rule=one.rule,
            confidence=one.confidence,
        )
        floor = here.end


def _is_basis(item: Item, cited: tuple[Citation, ...]) -> bool:
    """Items that say what the plan is based on ("Căn cứ Nghị định số ...", before the first heading "Xét đề nghị của Sở Y tế tại Tờ trình
    số ...") name times of other papers only."""
    kind = item.section.kind if item.section else None
    opening = key(item.text).lstrip(' *"')
    leads = bool(cited) and cited[0].span.start < 40 and opening.startswith("căn cứ ")
    agreed = bool(cited) and item.section is None and opening.startswith(_AGREED)
    return kind is SectionKind.LEGAL_BASIS or leads or agreed


def _cited(one: Found, taken: list[tuple[Span, Span]]) -> bool:
    """Whether the time is the date of a paper, or a year in what the paper is about."""
    wide = one.grain in (Grain.YEAR, Grain.YEARS, Grain.HALF, None)
    return any(_meet(one.span, whole if wide else quote) for quote, whole in taken)


def _meet(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


def _says(title: str, sign: str) -> bool:
    """Whether what has a heading's number is a whole sentence ("3) Đến năm 2025, có ít nhất 02 xã thoát nghèo."). `sign` follows it."""
    parts = title.split()
    figures = any((any(c.isdigit() for c in part) and not part.strip("().,;:-*_").isdigit()) or part[-1:] in ",;" for part in parts)
    return (sign in (".", ";") or ";" in title) and len(parts) >= 10 and figures


def _in_title(one: Found) -> bool:
    """Headings name the years and rhythms of what they head; only days, months, quarters and "đến năm 2025" in them are deadlines."""
    until = one.grain is Grain.YEAR and one.rule == "by"
    finer = bool(set(one.recurrence) - {"unspecified", "annual"})
    return until or finer or one.grain in (Grain.DAY, Grain.MONTH, Grain.QUARTER) or one.rule in ("event", "occasion", "lasting")

"""Times by which, in which or how often something is to be done, in one stretch of text."""

from __future__ import annotations

from dataclasses import replace

from extract.model import DeadlineKind, Span
from extract.patterns.dates import Grain
from extract.patterns.deadlines_occasions import events, occasions
from extract.patterns.deadlines_rhythms import rhythms
from extract.patterns.deadlines_times import Found, dated
from extract.text import key


def found(text: str, year: int | None, cell: bool = False, several: bool = False) -> tuple[Found, ...]:
    """Deadlines in `text`, in order, none overlapping. `year` is the plan's. `cell`: the text is a time and nothing else (a table's
    column of times), so that a bare year or day counts too. `several`: the plan runs for several years, so that a day without a
    year comes each year."""
    folded = key(text)
    days = [_yearly(one) if several else one for one in dated(text, year, cell)]
    often = _with_dates(folded, _apart(_with_counts(folded, list(rhythms(text, None if several else year, cell)))), days)
    feasts = [_yearly(one) if several else one for one in occasions(folded, year)]
    special = _with_days(folded, [*events(folded), *feasts], days)
    return _apart([*_each_year(folded, often, special, days), *special, *days])


def _yearly(one: Found) -> Found:
    """A day of every year; which year a month or quarter is in stays open."""
    if one.dated or one.grain not in (Grain.DAY, Grain.MONTH, Grain.QUARTER, Grain.HALF):
        return one
    if one.grain is not Grain.DAY:
        return replace(one, first=None, last=None)
    return replace(one, kind=DeadlineKind.RECURRING, first=None, last=None, recurrence=("annual",))


def _each_year(folded: str, often: list[Found], special: list[Found], days: list[Found]) -> list[Found]:
    """ "trước Tết hằng năm" is one; and "khám định kỳ ... 01 lần/năm" says its rhythm once."""
    out: list[Found] = []
    for one in often:
        if one.recurrence == ("unspecified",) and any(0 < d.span.start - one.span.end < 3 for d in days):
            continue
        ahead = next((s for s in special if s.rule == "occasion" and folded[s.span.end : one.span.start] in (" ", ", ")), None)
        vague = one.recurrence == ("unspecified",) and any(o is not one and _same_clause(folded, o, one) for o in often)
        if not vague:
            out.append(replace(one, span=Span(ahead.span.start, one.span.end)) if ahead else one)
    return out


def _same_clause(folded: str, a: Found, b: Found) -> bool:
    gap = folded[min(a.span.end, b.span.end) : max(a.span.start, b.span.start)]
    return len(gap) < 70 and not set(";.") & set(gap)


def _apart(all_: list[Found]) -> tuple[Found, ...]:
    """Of overlapping ones the recurring before the rest, then the longer; in order."""
    kept: list[Found] = []
    for one in sorted(all_, key=lambda f: (f.kind is not DeadlineKind.RECURRING, f.span.start - f.span.end)):
        if not any(one.span.start < other.span.end and other.span.start < one.span.end for other in kept):
            kept.append(one)
    return tuple(sorted(kept, key=lambda f: f.span))


def _with_counts(folded: str, rhythms: list[Found]) -> list[Found]:
    """ "định kỳ 02 lần/năm": the count says what the interval is."""
    out = list(rhythms)
    for plain in rhythms:
        for count in rhythms:
            gap = folded[plain.span.end : count.span.start]
            if plain.recurrence == ("unspecified",) and count.rule == "counted" and 0 < len(gap) <= 2 and not gap.strip(" ,"):
                out.append(replace(count, span=Span(plain.span.start, count.span.end)))
    return out


def _with_days(folded: str, events: list[Found], dated: list[Found]) -> list[Found]:
    """ "trước mùa mưa (trước ngày 30/9)", "trước mùa mưa, chậm nhất ngày 30/9": the occasion has the end that stands behind it."""
    out: list[Found] = []
    for event in events:
        day = next((day for day in dated if event.rule == "occasion" and _same_time(folded[event.span.end : day.span.start], day)), None)
        if day is None:
            out.append(event)
            continue
        until = folded.startswith("trước", event.span.start) and day.kind is DeadlineKind.PERIOD  # "trước mùa mưa (tháng 9)"
        kind, first = (DeadlineKind.DATE, None) if until else (day.kind, day.first)
        out.append(replace(event, span=Span(event.span.start, _bracket(folded, day.span.end)), first=first, last=day.last, kind=kind))
    return out


def _same_time(gap: str, day: Found) -> bool:
    """Whether a time behind an occasion says the same again, more exactly."""
    return gap in ("(", " (", " ( ") or (gap in (", ", ",") and day.rule == "by" and day.grain is Grain.DAY)


def _bracket(folded: str, end: int) -> int:
    return end + 1 if folded[end : end + 1] == ")" else end


def _with_dates(folded: str, rhythms: tuple[Found, ...], dated: list[Found]) -> list[Found]:
    """Join a rhythm with the day that stands beside it: "hằng năm (trước ngày 05/12)", "6 tháng (trước ngày 10/6)"."""
    out: list[Found] = []
    for rhythm in rhythms:
        joined = rhythm
        for day in dated:
            if day.grain is not Grain.DAY or day.rule not in ("by", "on") or rhythm.last or rhythm.rule == "rhythm with day":
                continue
            behind, before = folded[rhythm.span.end : day.span.start], folded[day.span.end : rhythm.span.start]
            after = rhythm.span.end <= day.span.start and behind.strip(" *_") in ("", "(", ",") and len(behind) < 5
            ahead = day.span.end <= rhythm.span.start and before.strip(" *_") in ("", ",") and len(before) < 4
            if len(rhythm.recurrence) == 1 and (after or ahead):
                end = max(rhythm.span.end, _bracket(folded, day.span.end) if "(" in behind else day.span.end)
                span = Span(min(rhythm.span.start, day.span.start), end)
                joined = replace(rhythm, span=span, last=day.last, rule="rhythm with day")
                break
        out.append(joined)
    return out

"""Expressions that stand side by side and say one time: "hằng tuần từ 01/9 đến 30/10", "trước mùa mưa (15/6)"."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from extract.model import DeadlineKind, Span
from extract.patterns.dates import Grain, times
from extract.patterns.deadlines_times import Found
from extract.patterns.pattern import pattern

THROUGHOUT = pattern(
    "words before a stretch of time in which something recurs",
    catches={
        " trong suốt thời gian ": " trong suốt thời gian ",
        ", bắt đầu ": ", bắt đầu ",
        " trong đợt cao điểm ": " trong đợt cao điểm ",
        ", ": ", ",
    },
    misses=(" và kết thúc ", " cho các xã "),
    regex=r"\A\s?[,(]?\s?(?:(?:trong|suốt|thời\sgian|cao\sđiểm|đợt|bắt\sđầu|liên\stục|tính)\s){0,5}\Z",
)
MONTHS = pattern(
    "months in brackets behind how often",
    catches={" (tháng 4 và tháng 9) tại": " (tháng 4 và tháng 9)", " (vào quý II, quý IV/2023)": " (vào quý ii, quý iv/2023)"},
    misses=(" (tháng trước)", " tháng 4 và tháng 9"),
    regex=r"\A\s?\((?:vào\s)?(?:các\s|trong\s)?(?:tháng|quý)\s(?=[\divx])[^()]{1,40}\)",
)
MORE_OFTEN = pattern(
    "words between months and how often in them",
    catches={" tăng lên ": " tăng lên ", " ": " ", ": ": ": ", " phát ": " phát "},
    misses=(" và ", "; ", ", tổ chức "),
    regex=r"\A:?\s(?:(?:tăng\s(?:lên|thêm)|phát|đăng|họp|tổ\schức|nâng\slên|ít\snhất|tối\sthiểu)\s)?\Z",
)
IN_BRACKET = pattern(
    "to whom, between a list of intervals and its day in brackets",
    catches={" gửi UBND huyện và Sở (": " gửi ubnd huyện và sở (", " (": " (", " về phòng, ": " về phòng, "},
    misses=("; kiểm tra (", " trước ngày 12/6 ("),
    regex=r"\A(?:\s[^\W\d][^\W\d&-]{0,11},?){0,14}\s?(?:\((?:gửi\s)?|,\s)?\Z",
)
PURPOSE = pattern(
    "why by then",
    catches={" để bà con có nhà mới ": " để bà con có nhà mới ", " cho kịp đón ": " cho kịp đón ", " ": " "},
    misses=("; hỗ trợ lần hai ", " và tặng quà "),
    regex=r"\A(?:\s|,?\s(?:để|nhằm|cho\skịp|phục\svụ|kịp)\s[^.;()\d]{0,60}?)\Z",
)


def with_dates(folded: str, rhythms: tuple[Found, ...], dated: list[Found], year: int | None) -> list[Found]:
    """Join a rhythm with the day or stretch beside it: "hằng năm (trước ngày 05/12)", "hằng tuần từ 01/9 đến 30/10"."""
    out: list[Found] = []
    for rhythm in rhythms:
        joined = _with_time_ahead(folded, _with_months(folded, rhythm, year), year)
        for day in dated:
            if rhythm.rule == "rhythm with day" or (joined.last and rhythm.rule != "day of"):
                break
            if rhythm.rule == "day of" and day.rule in ("by", "on") and day.grain is Grain.DAY:
                continue  # "trước ngày 25 của tháng cuối quý, trước 20/11 đối với báo cáo năm" are two
            if rhythm.rule == "day of" and day.rule == "range" and day.span.start < rhythm.span.start < day.span.end:
                joined = replace(rhythm, span=Span(day.span.start, rhythm.span.end), first=day.first, last=day.last)
                break  # "từ ngày 01/9 đến hết ngày 14/12 hằng năm"
            if _beside(folded, rhythm, day):
                behind = folded[rhythm.span.end : day.span.start]
                end = max(rhythm.span.end, bracket(folded, day.span.end) if "(" in behind else day.span.end)
                span = Span(min(rhythm.span.start, day.span.start), end)
                joined = replace(rhythm, span=span, first=_start(day), last=day.last, rule="rhythm with day")
                break
        out.append(joined)
    return out


def _with_months(folded: str, rhythm: Found, year: int | None) -> Found:
    """ "02 đợt/năm (tháng 4 và tháng 9)": the end is that of the last month."""
    named = MONTHS.match(folded[rhythm.span.end : rhythm.span.end + 60])
    if not named or rhythm.rule != "counted":
        return rhythm
    last = max((t.last for t in times(named.group(), year) if t.last), default=None)
    return replace(rhythm, span=Span(rhythm.span.start, rhythm.span.end + named.end()), last=last)


def _with_time_ahead(folded: str, rhythm: Found, year: int | None) -> Found:
    """ "03 tháng cuối năm 04 kỳ/tháng", "quý IV tăng lên 02 số/tháng": only in those months."""
    if rhythm.rule != "counted" or rhythm.last or rhythm.recurrence not in (("daily",), ("weekly",), ("monthly",)):
        return rhythm
    start = max(0, rhythm.span.start - 60)
    lead = folded[start : rhythm.span.start]
    for time in times(lead, year):
        if time.grain in (Grain.HALF, Grain.QUARTER, Grain.MONTH) and MORE_OFTEN.match(lead[time.span.end :]):
            return replace(rhythm, span=Span(start + time.span.start, rhythm.span.end), first=time.first, last=time.last)
    return rhythm


def _start(day: Found) -> str | None:
    return day.first if day.rule in ("range", "from", "within") else None


def _beside(folded: str, rhythm: Found, day: Found) -> bool:
    """Whether a rhythm and a time are one: the time right before or behind it."""
    behind, before = folded[rhythm.span.end : day.span.start], folded[day.span.end : rhythm.span.start]
    after, ahead = rhythm.span.end <= day.span.start, day.span.end <= rhythm.span.start
    near = (after and behind.strip(" *_") in ("", "(", ",") and len(behind) < 5) or (
        ahead and before.strip(" *_") in ("", ",") and len(before) < 4
    )
    if day.grain is Grain.DAY and day.rule in ("by", "on"):
        return near and len(rhythm.recurrence) == 1
    if day.rule == "from" and day.grain is Grain.QUARTER and rhythm.recurrence in (("monthly",), ("quarterly",)):
        return ahead and before in (" ", ", ")  # "từ quý II mỗi quý"
    stretch = day.rule in ("range", "from") and day.grain in (Grain.DAY, Grain.MONTH)
    often = rhythm.recurrence in (("daily",), ("weekly",), ("monthly",)) or rhythm.rule == "counted"
    if stretch and (often or rhythm.recurrence == ("annual",)):
        return (after and bool(THROUGHOUT.match(behind))) or (ahead and before in (" ", ", "))
    if often and after and behind in (" ", ", ") and day.preposition.startswith(("cho đến", "cho tới", "đến hết", "đến khi")):
        return True  # "hằng tuần cho đến hết tháng 11"
    if day.rule in ("within", "by") and day.grain in (Grain.MONTH, Grain.QUARTER):
        weekly = rhythm.recurrence in (("daily",), ("weekly",)) and after and behind == " " and day.preposition.startswith("trong")
        return weekly or (rhythm.recurrence == ("annual",) and ahead and before == " ")
    return False


def same_rhythms(folded: str, often: list[Found]) -> list[Found]:
    """ "mỗi tuần 02 lần vào thứ Ba": two words for one rhythm."""
    out: list[Found] = []
    for one in sorted(often, key=lambda f: f.span):
        last = out[-1] if out else None
        if (
            last
            and one.rule == "day of"
            and set(one.recurrence) < set(last.recurrence)
            and IN_BRACKET.match(folded[last.span.end : one.span.start])
        ):
            out[-1] = replace(one, recurrence=last.recurrence)
            continue
        apart = last is not None and last.first and one.first
        if last and last.recurrence == one.recurrence and not apart and folded[last.span.end : one.span.start] in (" ", ", ", " ("):
            out[-1] = replace(last, span=Span(last.span.start, one.span.end), first=last.first or one.first, last=last.last or one.last)
        else:
            out.append(one)
    return out


def with_days(folded: str, events: list[Found], dated: list[Found]) -> list[Found]:
    """Occasions with the end that stands beside them: "trước mùa mưa, chậm nhất ngày 30/9" is one, and so is
    "trước ngày 20/01 để bà con đón Tết trong nhà mới dịp Tết"."""
    out: list[Found] = []
    for event in events:
        day = next((day for day in dated if event.rule == "occasion" and same_time(folded[event.span.end : day.span.start], day)), None)
        if day is not None:
            until = folded.startswith("trước", event.span.start) and day.kind is DeadlineKind.PERIOD  # "trước mùa mưa (tháng 9)"
            kind, first = (DeadlineKind.DATE, None) if until else (day.kind, day.first)
            span = Span(event.span.start, bracket(folded, day.span.end))
            out.append(replace(event, span=span, first=first, last=day.last, kind=kind, recurrence=day.recurrence))
        elif not (event.rule == "occasion" and not event.last and any(_before(folded, d, event) for d in dated)):
            out.append(event)
    return out


def _before(folded: str, day: Found, event: Found) -> bool:
    """Whether the occasion only says why: "trước ngày 18/11 nhân ngày hội Đại đoàn kết"."""
    gap = folded[day.span.end : event.span.start] if day.span.end <= event.span.start else "."
    firm = day.grain is Grain.DAY and day.rule in ("by", "on")
    return firm and len(gap) < 70 and bool(PURPOSE.match(gap))


def same_time(gap: str, day: Found) -> bool:
    """Whether a time behind an occasion says the same again, more exactly."""
    return gap in ("(", " (", " ( ") or (gap in (", ", ",", " ") and day.rule == "by" and day.grain is Grain.DAY)


def longer(kept: tuple[Found, ...], folded: str) -> tuple[Found, ...]:
    """ "từ 23/10 đến 12/11; vùng cao được kéo dài thêm 03 ngày": the end is counted from that of the stretch before."""
    out: list[Found] = []
    for one in kept:
        last = next((o.last for o in reversed(out) if o.kind is DeadlineKind.PERIOD and o.last), None)
        days = re.search(r"\d{1,3}(?=\sngày)", folded[one.span.start : one.span.end])
        if one.rule == "longer" and last and days:
            out.append(replace(one, last=(date.fromisoformat(last) + timedelta(days=int(days.group()))).isoformat()))
        else:
            out.append(one)
    return tuple(out)


def bracket(folded: str, end: int) -> int:
    return end + 1 if folded[end : end + 1] == ")" else end

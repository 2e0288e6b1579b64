"""Times by which, in which or how often something is to be done, in one stretch of text."""

from __future__ import annotations

from dataclasses import replace

from extract.model import DeadlineKind, Span
from extract.patterns.dates import Grain
from extract.patterns.dates_scanned import mended
from extract.patterns.deadlines_events import events
from extract.patterns.deadlines_joined import longer, same_rhythms, with_dates, with_days
from extract.patterns.deadlines_occasions import ends, occasions
from extract.patterns.deadlines_rhythms import intervals, rhythms
from extract.patterns.deadlines_times import Found, dated
from extract.patterns.pattern import pattern
from extract.text import key

ENDS = pattern(
    "end of what began",
    catches={", kết thúc ": ", kết thúc ", " và kết thúc vào ": " và kết thúc vào ", ", hoàn thành ": ", hoàn thành "},
    misses=("; hoàn thành ", ", báo cáo "),
    regex=r"\A(?:,|\svà|,\svà)?\s(?:kết\sthúc|hoàn\sthành|xong)\s(?:vào\s)?\Z",
)


EARLIEST = pattern(
    "the earliest day, before it",
    catches={"giao con giống sớm nhất ": "sớm nhất ", "triển khai sớm nhất là ": "sớm nhất là "},
    misses=("sớm nhất có thể, ", "trong thời gian sớm nhất; "),
    regex=r"(?<!\w)sớm\snhất\s(?:là\s)?\Z",
)
FIRST_EACH = pattern(
    "report of each month or quarter",
    catches={"gửi báo cáo quý ": "báo cáo quý ", "Báo cáo: tháng ": "báo cáo: tháng "},
    misses=("báo cáo quý II ", "quý "),
    regex=r"(?<!\w)báo\scáo:?\s(?:tháng|quý|tuần)\s\Z",
)
ALSO_EACH = pattern(
    "report of each half-year or year behind another",
    catches={", báo cáo năm ": ", báo cáo năm ", ", 6 tháng ": ", 6 tháng ", "; báo cáo cả năm ": "; báo cáo cả năm "},
    misses=(", báo cáo năm gửi ", ", báo cáo "),
    regex=r"\A(?:[,;]|\svà)\s(?:báo\scáo\s)?(?P<unit>0?6\stháng|9\stháng|cả\snăm|năm)\s\(?\Z",
)


OF_INTERVAL = pattern(
    "report on an interval, right before its day",
    catches={
        "Tổng hợp báo cáo 6 tháng ": "báo cáo 6 tháng ",
        "trước ngày 15/6, báo cáo năm ": "báo cáo năm ",
        "gửi báo cáo định kỳ 06 tháng ": "báo cáo định kỳ 06 tháng ",
        "trước ngày 15/6, cả năm ": ", cả năm ",
        "Báo cáo 6 tháng gửi ": "báo cáo 6 tháng gửi ",
    },
    misses=("báo cáo năm 2022 ", "đến hết năm "),
    regex=r"(?:(?P<said>(?<!\w)báo\scáo\s(?:định\skỳ\s)?)|(?:,|;|\svà)\s)(?P<unit>0?6\stháng|sáu\stháng|9\stháng|cả\snăm|năm)\s(?P<sent>gửi\s)?\Z",
)


MEANT_FOR = pattern(
    "report that a day is meant for, behind it",
    catches={
        " (đối với báo cáo 6 tháng)": " (đối với báo cáo 6 tháng",
        " (báo cáo quý)": " (báo cáo quý",
    },
    misses=(" đối với báo cáo năm", " (đối với báo cáo năm 2022)", " đối với báo cáo kết quả", ", báo cáo năm"),
    regex=r"\A\s\((?:đối\svới\s|cho\s)?báo\scáo\s(?:định\skỳ\s)?(?P<unit>0?6\stháng|sáu\stháng|9\stháng|quý|cả\snăm|năm)(?!\w|\s\d)",
)


def found(
    text: str, year: int | None, cell: bool = False, several: bool = False, reports: bool = False, end: int | None = None
) -> tuple[Found, ...]:
    """Deadlines in `text`, in order, none overlapping. `year` is the plan's.

    `cell`: the text is a time and nothing else (a table's column of times), so that a bare year or day counts too. `several`: the
    plan runs for several years, so that a day without a year comes each year. `reports`: it goes on into the next year, so that the
    day of a yearly report does. `end`: its last year, at whose end "cuối kỳ" is."""
    text = mended(text)
    folded = key(text)
    days = list(dated(text, year, cell, several))
    days = [_yearly(one, folded, days) if several or (reports and _of_report(one, folded)) else one for one in days]
    often = with_dates(folded, _apart(_with_counts(folded, list(rhythms(text, year, cell)))), days, year)
    feasts = [_yearly(one, folded, days) if several else one for one in occasions(folded, year)]
    special = [*with_days(folded, [*events(folded), *feasts], days), *ends(folded, end)]
    kept = _apart([*_each_year(folded, same_rhythms(folded, often), special, days), *special, *days])
    kept = _without_its_feasts(_begun_and_ended(kept, folded), folded)
    return longer(_like_the_one_before(kept, folded), folded)


def _without_its_feasts(kept: tuple[Found, ...], folded: str) -> tuple[Found, ...]:
    """ "gặp mặt mỗi năm 02 lần, dịp Chôl Chnăm Thmây và Sen Đôlta": the feasts only say when those times are."""
    out: list[Found] = []
    open_: int | None = None
    for one in kept:
        feast = one.rule == "occasion" and not one.last
        if feast and open_ is not None and folded[open_ : one.span.start].strip() in (",", "và", "(", ""):
            open_ = one.span.end
            continue
        open_ = one.span.end if one.kind is DeadlineKind.RECURRING else None
        out.append(one)
    return tuple(out)


def _like_the_one_before(kept: tuple[Found, ...], folded: str) -> tuple[Found, ...]:
    """ "Báo cáo quý gửi ngày 10 tháng đầu quý sau, báo cáo năm trước ngày 15/12": the second is as regular as the first; so is "báo cáo
    6 tháng trước ngày 15/6" by itself."""
    out: list[Found] = []
    for one in kept:
        last = out[-1] if out else None
        meant = MEANT_FOR.match(folded[one.span.end :]) if one.grain is Grain.DAY and one.rule == "by" else None
        if meant:
            out.append(replace(one, kind=DeadlineKind.RECURRING, recurrence=intervals(meant["unit"]), rule="of interval"))
            continue
        of = OF_INTERVAL.search(folded[: one.span.start]) if one.grain is Grain.DAY and one.rule == "by" else None
        if of and one.dated and of["sent"]:
            of = None  # "báo cáo năm gửi trước ngày 05/12/2024": of that year
        if of and one.preposition.startswith(("trước", "chậm")) and (of["said"] or (last is not None and last.rule == "of interval")):
            span = Span(one.span.start if of["sent"] else of.start("unit"), one.span.end)
            out.append(replace(one, span=span, kind=DeadlineKind.RECURRING, recurrence=intervals(of["unit"]), rule="of interval"))
            continue
        unit = ALSO_EACH.match(folded[last.span.end : one.span.start]) if last else None
        regular = last is not None and last.kind is DeadlineKind.RECURRING and bool(FIRST_EACH.search(folded[: last.span.start]))
        if unit and (regular or (last and last.rule == "like before")) and one.grain is Grain.DAY and one.rule == "by":
            out.append(replace(one, kind=DeadlineKind.RECURRING, recurrence=intervals(unit["unit"]), rule="like before"))
        else:
            out.append(one)
    return tuple(out)


def _begun_and_ended(kept: tuple[Found, ...], folded: str) -> tuple[Found, ...]:
    """ "bắt đầu từ tháng 5, kết thúc trước ngày 30/9" is one stretch, "thứ Năm hàng tuần, bắt đầu từ tuần đầu tháng 12" one rhythm."""
    out: list[Found] = []
    for one in kept:
        last = out[-1] if out else None
        begun = last is not None and last.rule == "from" and one.kind is not DeadlineKind.RECURRING
        gap = folded[last.span.end : one.span.start] if last else ""
        yearly = last is not None and last.rule == "from" and last.recurrence == one.recurrence == ("annual",)
        told = last is not None and ("bắt đầu" in last.preposition or "kết thúc" in gap or yearly)
        if last and last.kind is DeadlineKind.RECURRING and gap in (", ", " ") and one.preposition.startswith("bắt đầu"):
            out[-1] = replace(last, span=Span(last.span.start, one.span.end), first=one.first)
            continue
        earliest = gap == ", " and EARLIEST.search(folded[: last.span.start]) if last else None
        if last and (begun or yearly) and one.last and ((told and ENDS.match(gap)) or (earliest and one.rule == "by")):
            start = earliest.start() if earliest else last.span.start
            first = _in_year(last.first, one.last) if one.dated and (last.first or "") > one.last else last.first
            kind = DeadlineKind.RECURRING if yearly else DeadlineKind.PERIOD
            out[-1] = replace(last, span=Span(start, one.span.end), first=first, last=one.last, kind=kind, rule="range")
        else:
            out.append(one)
    return tuple(out)


def _yearly(one: Found, folded: str, days: list[Found]) -> Found:
    """A day of every year, so too a month or quarter with its preposition ("trong quý I"); a year before it in the same text is its own."""
    if one.dated or one.grain not in (Grain.DAY, Grain.MONTH, Grain.QUARTER, Grain.HALF):
        return one
    if one.grain is not Grain.DAY:
        if folded.startswith((" hàng năm", " hằng năm", " mỗi năm"), one.span.end):
            return one
        said = [d.last for d in days if d.dated and d.last and d.grain is not Grain.YEARS and d.span.end <= one.span.start]
        if not said and one.rule in ("by", "within") and one.preposition:
            return replace(one, kind=DeadlineKind.RECURRING, recurrence=("annual",))
        first, last = (_in_year(day, said[-1]) if said else None for day in (one.first, one.last))
        return replace(one, first=first, last=last)
    half = folded[: one.span.start].rstrip(" *_").endswith(("6 tháng", "6 tháng đầu năm", "sáu tháng"))
    return replace(one, kind=DeadlineKind.RECURRING, recurrence=("semiannual" if half else "annual",))


def _of_report(one: Found, folded: str) -> bool:
    """Whether a day without a year is that of a report on each half-year or year: "báo cáo năm trước ngày 10/12"."""
    before = folded[: one.span.start].rstrip(" *_").removesuffix(" gửi")
    return one.grain is Grain.DAY and before.endswith(("báo cáo năm", "báo cáo 6 tháng", "báo cáo 06 tháng"))


def _in_year(day: str | None, other: str) -> str | None:
    return f"{other[:4]}{day[4:]}" if day else None


def _each_year(folded: str, often: list[Found], special: list[Found], days: list[Found]) -> list[Found]:
    """ "trước Tết hằng năm" is one; and "khám định kỳ ... 01 lần/năm" says its rhythm once."""
    out: list[Found] = []
    for one in often:
        if one.recurrence == ("unspecified",) and any(0 < d.span.start - one.span.end < 3 for d in days):
            continue
        ahead = next((s for s in special if s.rule == "occasion" and folded[s.span.end : one.span.start] in (" ", ", ")), None)
        vague = one.recurrence == ("unspecified",) and any(o is not one and _same_clause(folded, o, one) for o in often)
        if not vague:
            out.append(replace(one, span=Span(ahead.span.start, one.span.end), last=one.last or ahead.last) if ahead else one)
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
            gap = folded[plain.span.end : count.span.start].strip(" ,")
            near = plain.span.start < count.span.start <= plain.span.end + 2 and count.span.end > plain.span.end and not gap
            if plain.recurrence == ("unspecified",) and count.rule == "counted" and near:
                out.append(replace(count, span=Span(plain.span.start, count.span.end)))
    return out

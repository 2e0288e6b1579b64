"""Dates and stretches of time with their prepositions: which of them are a deadline, and which days they mean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from extract.model import DeadlineKind, Span
from extract.patterns.dates import Grain, Time, times
from extract.patterns.deadlines_grammar import BEFORE, LABEL, LATER_YEARS, NEIGHBOUR, lexicon
from extract.patterns.pattern import pattern
from extract.text import key

_DROP = ("tính", "so với", "thời điểm", "tại thời", "sau", "của", "tầm", "định hướng")
_FROM = ("từ", "kể từ", "bắt đầu từ", "ngay từ", "tính từ")
_WITHIN_YEAR = (Grain.DAY, Grain.MONTH, Grain.QUARTER)
_IN = ("trong", "ngay trong", "vào", "vào khoảng", "trong khoảng", "trong giai đoạn", "vào các", "trong các")

ROUND = pattern(
    "what a bare month is the time of",
    catches={
        "khởi công ": "khởi công ",
        "đợt 1 (12 nhà) ": "đợt 1 (12 nhà) ",
        "kiểm tra 02 đợt: ": "đợt: ",
        "khởi công đồng loạt ": "khởi công đồng loạt ",
        "hội thi dời lại ": "dời lại ",
        "buổi đối thoại chuyển sang ": "chuyển sang ",
        "hội nghị tổ chức ": "tổ chức ",
        "lập hồ sơ trong tháng 2; trình duyệt ": "trình duyệt ",
        "Tập huấn cho cán bộ xã ": "tập huấn cho cán bộ xã ",
    },
    misses=("học phí ", "số hộ nghèo ", "báo cáo ", "theo kết quả điều tra ", "biên bản kiểm tra "),
    regex=r"(?<!\w)(?:(?:khởi\scông|ra\squân|phát\sđộng|tổ\schức)(?:\s(?:đồng\sloạt|chung|một\sđợt))?|(?:dời|lùi|hoãn|chuyển)\s(?:lại|sang|qua|đến|tới)|bắt\sđầu|khai\sgiảng|khai\strương|khai\smạc|(?:đợt|lần|kỳ|lớp)(?:\s(?:\d{1,2}|i{1,3}|một|hai|ba|đầu))?(?:\s\([^()]{1,25}\))?"
    r"|(?:\A[-+*\s]{0,4}|(?<=[;:,]\s))(?:khảo\ssát|điều\stra|tập\shuấn|trình|phê\sduyệt|thẩm\sđịnh|rà\ssoát|nghiệm\sthu|bàn\sgiao|kiểm\stra|giám\ssát"
    r"|mở\slớp|thi\scông|họp|bình\sxét|lập\shồ\ssơ|công\sbố|tuyển\ssinh|truyền\sthông)(?:\s[^\W\d]{1,8}){0,5})\s?[:,]?\s{1,2}\Z",
)

DUE_NEXT = pattern(
    "act behind a bare month",
    catches={" hoàn thành toàn bộ": " hoàn thành", ", tổ chức hội thi": ", tổ chức"},
    misses=(" có 12 hộ", " đã hoàn thành"),
    regex=r"\A,?\s(?:hoàn\sthành|tổ\schức|khởi\scông|bàn\sgiao|nghiệm\sthu|(?:tổng|sơ)\skết|họp|trình|phê\sduyệt|xóa\s(?:hết|xong)|(?:giải\squyết|làm)\s(?:xong|dứt\sđiểm))(?!\w)",
)

AIM_NEXT = pattern(
    "what is to be reached in the first months",
    catches={" phải giải ngân": " phải giải ngân", " phấn đấu làm xong": " phấn đấu", " giải ngân tối thiểu 50%": " giải ngân"},
    misses=(" có 12 hộ", " đã giải ngân", " của năm"),
    regex=r"\A,?\s(?:phấn\sđấu|phải\s[^\W\d]{1,8}\s[^\W\d]{1,8}|giải\sngân|hoàn\sthành|cho\svay|làm\sxong|thực\shiện\sđạt)(?!\w)",
)


DONE_ON = pattern(
    "act whose bare day is its time",
    catches={
        "lập danh sách xong ": "xong ",
        "sơ kết ": "sơ kết ",
        "nghiệm thu dứt điểm ": "dứt điểm ",
        "hạn gửi ": "hạn gửi ",
        "khai giảng lớp thứ nhất ": "khai giảng lớp thứ nhất ",
        "- Tổ chức lễ phát động ": "- tổ chức lễ phát động ",
    },
    misses=("ban hành ", "họp ", "theo công văn ", "đã hoàn thành ", "được sơ kết "),
    regex=r"""(?<!\w)(?<!đã\s)(?<!được\s)(?:(?:làm\s)?xong|dứt\sđiểm|hoàn\sthành|hoàn\stất|kết\sthúc|sơ\skết|tổng\skết|hạn(?:\s(?:chót|cuối|gửi|nộp))?|đúng(?:\svào)?|chốt(?:\s(?:sổ|danh\ssách))?
        |khai\sgiảng(?:\slớp\s[^\W\d]{1,4}\s[^\W\d]{1,4})?|bế\sgiảng|khởi\scông|ra\squân|bàn\sgiao|nghiệm\sthu)(?:\s(?:vào|là|là\svào))?\s{1,2}\Z
        |(?:\A[-+*\s]{0,4}|;\s)(?:tổ\schức|phát\sđộng)(?:\s[^\W\d]{1,8}){1,6}\s\Z""",
)


FIRST_DAY = pattern(
    "first day without its month",
    catches={"tập huấn từ 05 ": "từ 05 ", "điều tra từ ngày 10 ": "từ ngày 10 "},
    misses=("từ tháng 5 ", "từ 10/9 ", "từ 15 hộ "),
    regex=r"(?<!\w)từ\s(?:ngày\s)?(?P<d>0?[1-9]|[12]\d|3[01])\s\Z",
)


@dataclass(frozen=True, slots=True)
class Found:
    """A deadline within a text. `first`, `last`: ISO days. `rule` names the kind of expression; `grain` that of its time, if any."""

    span: Span
    kind: DeadlineKind
    first: str | None
    last: str | None
    recurrence: tuple[str, ...] = ()
    rule: str = "date"
    grain: Grain | None = None
    part: str = ""
    preposition: str = ""
    confidence: float = 0.9
    dated: bool = True  # false where the year is the plan's


def words(name: str) -> tuple[str, ...]:
    """A list of `lexicon/deadlines.toml`."""
    return tuple(lexicon()["words"][name])


def dated(text: str, year: int | None, cell: bool = False, several: bool = False) -> Iterator[Found]:
    """Expressions of time with the preposition before them. `cell`: the text is a time and nothing else. `several`: the plan runs for
    several years, so that one of them may be the time of an act ("năm 2023 tổ chức sơ kết")."""
    folded = key(text)
    labelled = [m.end() for m in LABEL.finditer(folded)]
    when = list(times(text, year, cell))
    at = reached = 0
    said, was_free = "", False
    while at < len(when):
        time, at = when[at], at + 1
        lead = BEFORE.search(folded[max(0, time.span.start - 60) : time.span.start])
        word = _preposition(lead.group()) if lead else ""
        inherits = False
        near = 0 < time.span.start - reached < 8 and folded[reached : time.span.start].strip(" *_") in ("và", ",", "")
        if not word and (said or was_free) and near and not (said in _FROM and folded[reached : time.span.start].strip(" *_") != "và"):
            word, inherits = said, was_free  # "vào tháng 3 và tháng 8": both have the preposition
        start = time.span.start - (len(lead.group()) if lead else 0)
        end = time.span.end
        if at < len(when) and _ranges(folded[end : when[at].span.start], word):
            time, end, at = _range(time, when[at]), when[at].span.end, at + 1
            word = "range"
        later = LATER_YEARS.match(folded[end:])
        end += later.end() if later else 0
        neighbour = NEIGHBOUR.match(folded[end:]) if time.grain in _WITHIN_YEAR and not time.dated else None
        if neighbour:
            time, end = _moved(time, -1 if neighbour["before"] else 1), end + neighbour.end()
        open_day = FIRST_DAY.search(folded[:start][-24:]) if word == "đến" and time.grain is Grain.DAY and time.last else None
        if open_day and int(open_day["d"]) < int((time.last or "")[8:]):
            start -= len(open_day.group())
            time, word = replace(time, first=f"{(time.last or '')[:8]}{int(open_day['d']):02d}", part="range"), "range"
        free = cell or inherits or any(0 <= start - label <= (160 if folded.startswith("cả năm", start) else 2) for label in labelled)
        chosen = several and time.dated and time.grain is Grain.YEAR  # one year of several
        scopes = chosen and folded[end:].lstrip(" ,").startswith("hoàn thành")  # "năm 2022 hoàn thành 50%"
        alone = not scopes and ((not word and time.grain is Grain.MONTH) or (chosen and word in ("", "trong")))
        free = free or (not word and time.grain is Grain.HALF and bool(AIM_NEXT.match(folded[end:])))
        later_year = time.grain is Grain.YEAR and time.dated and (time.first or "")[:4] > str(year or "")
        free = free or (alone and bool(DUE_NEXT.match(folded[end:]))) or (word == "vào" and (chosen or later_year))
        made = _judged(time, word, free, folded[:start])
        said, reached, was_free = (word, end, free or not word) if made else ("", 0, False)
        if made:
            if word.startswith("từ nay"):
                made = replace(made, kind=DeadlineKind.PERIOD)
            yield replace(made, span=Span(start, end), grain=time.grain, part=time.part, preposition=word, dated=time.dated)


def _preposition(said: str) -> str:
    """A preposition without the hour and the day of the week behind it: "trước 17 giờ 00 thứ Hai, " gives "trước"."""
    kept: list[str] = []
    for word in said.split():
        if word[0].isdigit() or word in ("thứ", "chủ", "lúc"):
            break
        kept.append(word)
    return " ".join(kept).strip(" *_")


def _ranges(gap: str, word: str) -> bool:
    joint = gap.strip(" *_")
    return joint in ("đến", "đến hết", "đến trước", "-", "tới") and (word in (*_FROM, "") or joint == "-")


def _range(first: Time, last: Time) -> Time:
    """From one time to another; the first takes the year of the second where it names none."""
    start = first.first
    if start and last.last and not first.dated:
        start = f"{last.last[:4]}{start[4:]}"
    return Time(Span(first.span.start, last.span.end), last.grain, start, last.last, "", last.dated)


def _moved(time: Time, years: int) -> Time:
    """The same days of another year ("trước ngày 15/01 năm sau", "trong quý I năm sau"); 29 February becomes the 28th."""
    first, last = (day and f"{int(day[:4]) + years}{day[4:]}".replace("-02-29", "-02-28") for day in (time.first, time.last))
    return replace(time, first=first, last=last)


def _judged(time: Time, word: str, free: bool, before: str) -> Found | None:
    """What a time with its preposition says: null where it only dates a fact or scopes a target."""
    year = time.grain in (Grain.YEAR, Grain.YEARS)
    span = time.span
    clause = _clause(before)
    starts = any(act in clause[-40:] for act in words("starting"))
    if word == "sau" and time.grain is Grain.DAY and (starts or any(act in clause for act in words("triggered"))):
        return Found(span, DeadlineKind.PERIOD, time.first, None, rule="from")
    if word.startswith(_DROP) and not free:
        return None
    if before.rstrip(" *_").endswith("học") and year and word.startswith("đến"):
        return Found(span, DeadlineKind.DATE, None, None, rule="school year")
    if before.rstrip(" *_").endswith("học") and year:  # a school year begins in September
        return Found(span, DeadlineKind.PERIOD, None, None, rule="school year") if free else None
    if time.part == "range" and not word.startswith(("trước", "chậm", "muộn", "không")):
        return Found(span, DeadlineKind.PERIOD, time.first, time.last, rule="range")
    if time.part == "week":
        return Found(span, DeadlineKind.PERIOD, time.first, time.last, rule="within")
    if word == "range":
        return None if year and not free else Found(span, DeadlineKind.PERIOD, time.first, time.last, rule="range")
    if word in _FROM and time.grain is Grain.YEARS:
        return Found(span, DeadlineKind.PERIOD, time.first, time.last, rule="range") if free else None
    if word in _FROM:
        if _several(time):
            return Found(span, DeadlineKind.PERIOD, time.first, time.last, rule="range")
        return Found(span, DeadlineKind.PERIOD, time.first, None, rule="from")
    if word in _IN or word == "":
        return _within(time, word, free, before)
    return Found(span, DeadlineKind.DATE, None, _by(time, word), rule="by", confidence=0.93)


def _clause(before: str) -> str:
    return before.replace(";", ".").rsplit(".", maxsplit=1)[-1]


def _several(time: Time) -> bool:
    """Whether one expression names several months or quarters ("tháng 3-12/2022")."""
    size = {Grain.MONTH: 1, Grain.QUARTER: 3}.get(time.grain)
    return bool(size and time.first and time.last) and int(str(time.last)[5:7]) - int(str(time.first)[5:7]) >= (size or 0)


def _within(time: Time, word: str, free: bool, before: str) -> Found | None:
    if time.part == "giữa":  # "giữa tháng 10": which days it leaves open
        if not (word or time.dated or time.grain is Grain.MONTH):
            return None  # "công nhận giữa năm"
        return Found(time.span, DeadlineKind.PERIOD, None, None, rule="middle of", confidence=0.8)
    if time.part in ("cuối", "hết"):
        return Found(time.span, DeadlineKind.DATE, None, time.last, rule="end of", confidence=0.85)
    if time.grain is Grain.DAY:
        due = word or free or DONE_ON.search(before[-60:])
        return Found(time.span, DeadlineKind.DATE, None, time.last, rule="on" if due else "bare")
    clause = _clause(before)[-70:]
    finishes = before.rstrip(" *_").endswith(words("finishing")) or (
        bool(word) and "hoàn thành" in clause and "tiêu" not in clause.split()  # "hoàn thành mục tiêu trong năm" sets no time for an act
    )
    wide = (time.grain in (Grain.YEAR, Grain.YEARS) and word not in ("vào các", "trong các")) or (time.grain is Grain.HALF and not word)
    if wide and not (free or finishes) and time.part != "đầu":
        return None
    if time.part == "đầu":
        opens = time.grain is Grain.QUARTER and not before.strip(" -+*")
        if time.grain is Grain.MONTH:  # "đầu tháng 9": how far into it is open
            return Found(time.span, DeadlineKind.PERIOD, None, None, rule="start of", confidence=0.7)
        return Found(time.span, DeadlineKind.PERIOD, time.first, None, rule="start of", confidence=0.7) if word or free or opens else None
    if time.grain is Grain.MONTH and not (
        word or free or finishes or before.endswith("(") or not before.strip(" -+*") or ROUND.search(before[-60:])
    ):
        return None
    return Found(time.span, DeadlineKind.PERIOD, time.first, time.last, rule="within")


def _by(time: Time, word: str) -> str | None:
    """The last day: of "trước ngày X" X itself, of "trước tháng 6" the last of May, of "đến tháng 6" the last of June."""
    if time.grain is not Grain.DAY and not time.part and word.endswith("trước") and time.first:
        return (date.fromisoformat(time.first) - timedelta(days=1)).isoformat()
    return time.first if time.part == "đầu" else time.last

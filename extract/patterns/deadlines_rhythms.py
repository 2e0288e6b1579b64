"""How often something is due: "định kỳ 6 tháng, năm", "02 lần/năm", "trước ngày 20 hằng tháng", "đột xuất"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.model import DeadlineKind, Span
from extract.patterns.dates import Grain, times
from extract.patterns.deadlines_grammar import (
    COUNTED,
    DAY_OF,
    LISTED,
    PART_OF_EACH,
    RHYTHM,
    SUDDEN,
    TWICE,
    UNIT,
    UNIT_DAY,
    UNIT_PAIR,
    lexicon,
)
from extract.patterns.deadlines_times import Found, words
from extract.patterns.deadlines_weekdays import weekdays
from extract.patterns.pattern import pattern
from extract.text import key

IN_PROGRAMME = pattern(
    "programme that the interval describes",
    catches={"đưa vào chương trình thanh tra, kiểm tra": "vào chương trình thanh tra, kiểm tra"},
    misses=("thực hiện chương trình, kiểm tra", "kiểm tra"),
    regex=r"(?<!\w)(?:vào|trong)\s(?:chương\strình|kế\shoạch|nghị\squyết)(?:,?\s[^\W\d]{1,8}){1,6}\Z",
)
HOUR = pattern(
    "hour before every day",
    catches={"nộp trước 16 giờ 30 phút": "16 giờ 30 phút", "gửi trước 17h": "17h", "lúc 8 giờ sáng": "8 giờ sáng"},
    misses=("mỗi ngày 2 giờ học", "trước ngày 16"),
    regex=r"(?<!\d)\d{1,2}\s?(?:h|giờ)(?:\s?\d\d)?(?:\sphút)?(?:\s(?:sáng|chiều))?\Z",
)
MEASURED = pattern(
    "sum or weight behind an interval",
    catches={"500.000 đồng": "500.000 đồng", "15 kg gạo": "15 kg", "2,5%": "2,5%", "1,2 triệu": "1,2 triệu"},
    misses=("30 phần quà", "02 chuyên mục"),
    regex=r"\A\d[\d.,]{0,12}\s?(?:-\s?\d[\d.,]{0,12}\s?)?(?:%|(?:đồng|đ|nghìn|ngàn|triệu|tỷ|kg|ki-lô-gam|kwh|m3|lít|giờ|tháng|năm)(?!\w))",
)
DAILY_OUTPUT = pattern(
    "what is put out every day",
    catches={" một tin": " một tin", " ít nhất 02 lần": " ít nhất 02 lần", " 01 bài": " 01 bài"},
    misses=(" một bữa", " 02 giờ học", " một khác"),
    regex=r"\A\s(?:(?:ít\snhất|tối\sthiểu)\s)?(?:một|hai|ba|\d{1,2})\s(?:tin|bài|lần|bản\stin|lượt\sphát|phiên|chương\strình)(?!\w)",
)
SHOWN_EACH = pattern(
    "what is to appear each month",
    catches={
        "có ít nhất một bài về gương vượt khó": "có ít nhất một bài",
        "có 02 chuyên mục trên sóng": "có 02 chuyên mục",
        "có một buổi giao ban": "có một buổi",
    },
    misses=("có 12 hộ thoát nghèo", "có thu nhập ổn định", "có một hộ"),
    regex=r"\Acó\s(?:(?:ít\snhất|tối\sthiểu|từ)\s)?(?:một|hai|ba|bốn|\d{1,2})\s(?:bài|tin|chuyên\s(?:mục|trang|đề)|phóng\ssự|số|bản\stin|buổi|cuộc|phiên|lần|đợt|kỳ|chương\strình)(?!\w)",
)
_SPELT = {"một": 1, "môt": 1, "hai": 2, "ba": 3, "bốn": 4, "bôn": 4, "năm": 5, "sáu": 6, "chín": 9}


def rhythms(text: str, year: int | None, cell: bool = False) -> Iterator[Found]:
    """All rhythms in a text, overlapping ones too."""
    folded = key(text)
    yield from _units_with_days(folded, year)
    yield from _days_of(folded, year)
    yield from (one for one in _rhythms(folded) if not _is_name(one.span.of(text)))
    yield from _counted(folded)
    for m in PART_OF_EACH.finditer(folded):
        yield Found(Span(*m.span()), DeadlineKind.RECURRING, None, None, intervals(m["a"] or m["b"]), "day of", confidence=0.8)
    for m in TWICE.finditer(folded):
        last = max((t.last for t in times(m.group(), year) if t.last), default=None)
        yield Found(Span(m.start(), m.end()), DeadlineKind.RECURRING, None, last, ("semiannual",), "counted")
    yield from weekdays(folded)
    yield from _listed(folded, anywhere=cell)


def _is_name(said: str) -> bool:
    """ "Buôn Hàng Năm" is a place."""
    return " " in said and said.split()[1][0].isupper() and not said.isupper()


def intervals(folded: str) -> tuple[str, ...]:
    """The codes of the intervals that `folded` names, in order, each once."""
    codes = [_codes()[" ".join(m.group().split())] for m in UNIT.finditer(folded)]
    return tuple(dict.fromkeys(codes))


def _codes() -> dict[str, str]:
    return {word: code for code, words in lexicon()["intervals"].items() for word in words}


KIND_OF = pattern(
    "periodic as a kind of check-up or survey",
    catches={
        "phụ nữ có thai được khám thai": "khám thai",
        "tổ chức khám sức khỏe": "khám sức khỏe",
        "việc rà soát hộ nghèo, hộ cận nghèo": "rà soát hộ nghèo, hộ cận nghèo",
    },
    misses=("rà soát thường xuyên và", "kiểm tra, giám sát", "khám; báo cáo"),
    regex=r"(?<!\w)(?:khám(?:\s(?:thai|sức\skhỏe|bệnh|chữa\sbệnh)){0,2}|rà\ssoát(?:\s(?:hộ\snghèo|hộ\scận\snghèo|,\s?|và\s|hộ\snghèo,\shộ\scận\snghèo|hộ\snghèo,\scận\snghèo)){0,2})\Z",
)


def _rhythms(folded: str) -> Iterator[Found]:
    """ "định kỳ 6 tháng, năm", "hằng quý", "định kỳ, đột xuất"."""
    for m in RHYTHM.finditer(folded):
        before, said = folded[: m.start()].rstrip(" *_"), m.group()
        periodic = "kỳ" in said or "kì" in said
        codes = intervals(said.removeprefix("vào ").removeprefix("tuần ").removeprefix("ngày ").split("lần")[0].split(" ngày ")[0])
        if not periodic and _described(before, folded[m.end() :], codes):
            continue
        if periodic and not set(codes) - {"irregular"}:
            codes = ("unspecified", *codes)
            if folded[m.end() : m.end() + 2] == " n" or before.endswith(("không", "bất")) or KIND_OF.search(before[-60:]):
                continue
        yield Found(Span(m.start(), m.end()), DeadlineKind.RECURRING, None, None, codes, "rhythm")
    yield from _sudden(folded)


def _described(before: str, after: str, codes: tuple[str, ...]) -> bool:
    """Whether "hằng năm" is an adjective: "kinh phí hằng năm", "hằng năm giảm 2%"."""
    if len(codes) == 1 and before.endswith(words("described")):
        return True
    if codes == ("annual",) and IN_PROGRAMME.search(before[-80:]):
        return True
    if codes == ("daily",) and DAILY_OUTPUT.match(after):
        return False
    if codes == ("daily",) and not (any(word in before[-16:] for word in words("daily")) or HOUR.search(before[-20:])):
        return True
    rest = after.lstrip(" ,")
    if codes != ("annual",) and SHOWN_EACH.match(rest):
        return False
    if rest.startswith(("giảm ", "tăng ", "đạt ", "có ", "tạo ", "của ", "dưới ", "không quá ", "còn ")):
        return True
    counted = rest.removeprefix("trên ").removeprefix("khoảng ")
    return counted[:1].isdigit() and (codes == ("annual",) or bool(MEASURED.match(counted)))


def _sudden(folded: str) -> Iterator[Found]:
    """ "đột xuất" by itself, as the way of a report or an inspection."""
    for m in SUDDEN.finditer(folded):
        before = folded[max(0, m.start() - 60) : m.start()].rstrip(" ,*_")
        duty = any(word in before[-32:] for word in ("báo cáo", "kiểm tra", "giám sát", "họp"))
        if not before.removesuffix(" và").endswith(words("sudden")) and ("khi" in m.group() or "yêu cầu" in m.group() or duty):
            yield Found(Span(m.start(), m.end()), DeadlineKind.RECURRING, None, None, ("irregular",), "sudden", confidence=0.8)


def _counted(folded: str) -> Iterator[Found]:
    """ "02 lần/năm", "mỗi năm ít nhất 02 đợt", "6 tháng/lần"."""
    for m in COUNTED.finditer(folded):
        said = m.group()
        if any(m[name] for name in "cdefg"):
            yield Found(Span(m.start(), m.end()), DeadlineKind.RECURRING, None, None, _spaced(m), "counted")
            continue
        unit = m["a"] or m["b"]
        n = _count(said) if unit else 1
        code = intervals(unit)[0] if unit else None
        if unit == "năm":
            code = {1: "annual", 2: "semiannual", 4: "quarterly"}.get(n, "unspecified")
        if code:
            codes = (code,)
            yield Found(Span(m.start(), m.end()), DeadlineKind.RECURRING, None, None, codes, "counted")


def _spaced(m: re.Match[str]) -> tuple[str, ...]:
    """ "02 bản tin/tuần", "3 ngày/tuần", "ngày hai buổi", "hai tuần một lần" (a space that has no code)."""
    if m["c"] or m["f"]:
        return intervals(m["c"] or m["f"])
    if m["g"]:
        return intervals(m["g"])
    if m["d"]:
        return ("daily",)
    many, unit = m.group().replace("/", " ").split()[:2]
    said = f"{_SPELT.get(many, many)} {unit}"
    alone = _SPELT.get(many) == 1 or many in ("1", "01")
    return intervals(unit if alone else said) if alone or said in _codes() else ("unspecified",)


def _count(said: str) -> int:
    """How often: the word before "lần", "đợt", "buổi"."""
    words = said.replace("/", " ").split()
    at = next(i for i, word in enumerate(words) if i and word in ("lần", "đợt", "kỳ", "cuộc", "buổi", "lượt") and _is_number(words[i - 1]))
    return _SPELT.get(words[at - 1]) or int(words[at - 1])


def _is_number(word: str) -> bool:
    return word in _SPELT or word.isdigit()


def _listed(folded: str, anywhere: bool = False) -> Iterator[Found]:
    """ "báo cáo tháng, quý, năm": a list of intervals after a duty."""
    for m in LISTED.finditer(folded):
        lead = folded[max(0, m.start() - 60) : m.start()]
        clause = lead.rsplit(";", maxsplit=1)[-1].rsplit(".", maxsplit=1)[-1]
        if anywhere or any(word in clause for word in words("duties")):
            yield Found(Span(m.start(), m.end()), DeadlineKind.RECURRING, None, None, intervals(m.group()), "listed", confidence=0.8)


def _days_of(folded: str, year: int | None) -> Iterator[Found]:
    """ "trước ngày 20 hằng tháng", "trước ngày 15/12 hằng năm" (which has an end in the plan's year)."""
    for m in DAY_OF.finditer(folded):
        unit = "quý" if m["last"] else m["unit"] or "tháng"
        codes = ("quarterly",) if m["last"] else intervals(unit)
        when = times(m.group().replace(" và ", " và ngày ").replace("ngày ngày", "ngày"), year)  # "trước ngày 04/6 và 04/12 hằng năm"
        last = when[-1].last if when and unit == "năm" and when[-1].grain is Grain.DAY else None
        if unit == "năm" and " và " in m.group():  # "trước ngày 15/6 và ngày 15/12 hằng năm"
            codes = ("semiannual",)
        yield Found(Span(m.start(), m.end()), DeadlineKind.RECURRING, None, last, codes, "day of")


def _units_with_days(folded: str, year: int | None) -> Iterator[Found]:
    """ "06 tháng (trước ngày 10/6), năm (trước ngày 05/12)": each with its own end."""
    for m in UNIT_DAY.finditer(folded):
        when = [t for t in times(m.group(), year) if t.grain is Grain.DAY]
        codes = intervals(m.group().split("(")[0] + (m["more"] or ""))
        yield Found(Span(m.start(), m.end()), DeadlineKind.RECURRING, None, when[-1].last if when else None, codes, "rhythm with day")
    for m in UNIT_PAIR.finditer(folded):
        yield from _pair(m.group(), m.start(), year)


def _pair(said: str, start: int, year: int | None) -> Iterator[Found]:
    """ "6 tháng trước ngày 12/6, năm trước ngày 02/12": two, from character `start`."""
    at = 0
    for time in (t for t in times(said, year) if t.grain is Grain.DAY):
        begins = at + len(said[at:]) - len(said[at:].lstrip(" ,;"))
        begins += 3 if said[begins:].startswith("và ") else 0
        codes = intervals(said[begins : time.span.start])
        span = Span(start + begins, start + time.span.end)
        yield Found(span, DeadlineKind.RECURRING, None, time.last, codes, "rhythm with day")
        at = time.span.end

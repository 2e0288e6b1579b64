"""The year a quantity holds for, and the year of its starting value."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extract.model import Basis, Comparator
from extract.patterns.pattern import pattern
from extract.patterns.targets_clause import Context
from extract.patterns.targets_kind import FACT, promises
from extract.patterns.targets_years import YearMention, years

ADJACENT = pattern(
    "between a quantity and its year",
    catches={" vào cuối ": " vào cuối ", " (": " (", " hộ nghèo ": " hộ nghèo ", ", trong ": ", trong "},
    misses=(" hộ nghèo; đến ", " hộ nghèo được cấp thẻ bảo hiểm y tế trong "),
    regex=r"""^ [\s,(]{0,3} (?:[^\s,;:.()\d%]{1,8}\s{1,2}){0,4} $""",
)
SHARED = pattern(
    "between a count with its share and their year, or the share and the year",
    catches={" (2,93%) cuối ": " (2,93%) cuối ", ") vào cuối ": ") vào cuối "},
    misses=(" (2,93%); đến ", ") và giảm nghèo bền vững trong "),
    regex=r"""^ (?:\s?\([^\s,;:.()\d%]{0,6}\s?[\d.,]{1,9}\s?%)? \) \s (?:[^\s,;:.()\d%]{1,8}\s){0,2} $""",
)


SINCE = pattern(
    "what has come about since the beginning of the year",
    catches={
        " có 110 hộ nghèo; qua giúp đỡ, 25 hộ đã thoát nghèo": "đã thoát",
        " 40 hộ, phát sinh mới 3 hộ": "phát sinh",
        " 40 hộ; 12 hộ thoát nghèo": "thoát nghèo",
    },
    misses=(" còn 90 hộ, giảm 20 hộ", " có 40 hộ cận nghèo"),
    regex=r"(?<!\w)(?:đã\ (?:thoát|giúp|hỗ\ trợ|vươn|ra)|thoát\ nghèo|phát\ sinh|tái\ nghèo)(?!\w)",
)
OWN_VALUE = pattern(
    "a value that a year in a bracket has for itself",
    catches={" là 3,62%)": " là 3,62%", ": 24,1%)": ": 24,1%", " còn 5%)": " còn 5%"},
    misses=(")", " giảm 2%", " là năm đầu"),
    regex=r"\s?(?:là|:|còn|đạt|có)\s?[\d.,]{1,8}\s?%",
)
FINISHED = pattern(
    "a day by which one thing is to be done, before its date",
    catches={
        "sửa 800 nhà, hoàn thành trước ": "hoàn thành trước ",
        "trình Tỉnh ủy trước ngày ": "trước ngày ",
        "xong trong năm 2023, chậm nhất là ": "chậm nhất là ",
    },
    misses=("đến hết ngày ", "tính đến ngày ", "vào cuối "),
    regex=r"""(?<!\w)(?:(?:(?:hoàn\ thành|xong)\ )?trước|chậm\ nhất(?:\ là|\ đến|\ vào)?|không\ muộn\ hơn)\ (?:hết\ )?(?:ngày\ )?\Z""",
)
OF_A_PART = pattern(
    "a part, before its year",
    catches={
        "250 tỷ đồng, trong đó năm ": "trong đó năm ",
        "gồm: đến cuối ": "gồm: đến cuối ",
        "02 cuộc giám sát, một cuộc vào ": ", một cuộc vào ",
    },
    misses=("trong đó có 12 xã đạt chuẩn; năm ", "250 tỷ đồng năm ", "giám sát, vào "),
    regex=r"(?:trong\ đó|bao\ gồm|gồm):?\ [^;.]{0,12}\Z | ,\ (?:một|hai|ba|\d{1,2})\ (?:[^\W\d]{1,8}\ ){1,2}(?:vào|trong)\ (?:cuối\ )?\Z",
)
EACH_YEAR = pattern(
    "each year, in a clause",
    catches={"tỷ lệ tái nghèo hằng năm dưới ": "hằng năm", "mỗi năm giúp ": "mỗi năm", "bình quân năm": "bình quân năm"},
    misses=("kế hoạch trong năm", "năm 2022"),
    regex=r"(?<!\w)(?:h[àằ]ng|mỗi|từng|bình\ quân)\ năm(?!\w)",
)
MET = pattern(
    "an aim that was met",
    catches={
        "giảm 2%, đạt mục tiêu đề ra": "đạt mục tiêu",
        "vượt chỉ tiêu được giao": "vượt chỉ tiêu",
        "so với mục tiêu là 3%": "so với mục tiêu",
    },
    misses=("phấn đấu giảm", "mục tiêu giảm"),
    regex=r"""(?<!\w)(?:(?:không\ |chưa\ )?đạt|vượt|hoàn\ thành|bằng|so\ với|so)
          \ (?:các\ |được\ |mức\ )?(?:mục\ tiêu|chỉ\ tiêu|kế\ hoạch)(?!\w)""",
)


@dataclass(frozen=True, slots=True)
class Scope:
    """A year with how it was come by; `begin`: the text says "đầu năm" of the year after."""

    year: int | None
    basis: Basis
    begin: bool = False


@dataclass(frozen=True, slots=True)
class YearsAbove:
    """Years of what stands above an item: its lead-in items (innermost first), its headings, the plan's first and last year."""

    leads: tuple[YearMention, ...]
    headings: tuple[YearMention, ...]
    first: int | None
    last: int | None
    factual: bool = False

    @property
    def period(self) -> tuple[int | None, int | None]:
        """The years that "đầu kỳ" and "cuối kỳ" speak of: those of a heading that looks back ("Giai đoạn 2011 - 2015"), else the plan's."""
        named = self.headings[0] if self.headings else None
        if named and named.since and self.first and named.year < self.first:
            return named.since, named.year
        return self.first, self.last


def starting_year(key: str, context: Context, mentions: list[YearMention]) -> tuple[int | None, YearMention | None]:
    """Year of the starting value, where it stands right behind it ("từ 5,3% năm 2018 xuống ..."), and its mention."""
    at = context.quantity.start_end
    if at is None:
        return None, None
    near = next((m for m in mentions if m.start >= at and ADJACENT.match(key[at : m.start])), None)
    if near is None or (context.quantity.start > at and near.start > context.quantity.start):
        return None, None
    return near.year, near


def scope(key: str, sentence: tuple[int, int], context: Context, mentions: list[YearMention], used: set[int], above: YearsAbove) -> Scope:
    """The year of a quantity: right behind it, before it in its clause or sentence, behind it in its clause, in a lead-in item, in a
    heading, and else the plan's last year. `used`: starts of mentions that belong to starting values."""
    q = context.quantity
    free = _told_relatively([m for m in mentions if m.start not in used and not m.weak])
    right_end, left_start = q.end + len(context.right), q.start - len(context.left)
    for m in free:
        between = key[q.end : m.start] if q.end <= m.start < right_end else None
        if between is not None and between.startswith(",") and any(left_start <= b.start < q.start and not b.begin for b in free):
            continue  # "năm 2022 khoảng 800 nhà, hoàn thành trước 31/12/2024"
        if between is not None and between.endswith("(") and OWN_VALUE.match(key, m.end):
            continue  # "giảm 1,1 điểm phần trăm (năm 2025 là 3,62%)"
        if between is not None and (ADJACENT.match(between) or SHARED.match(between)) and not _of_a_part(key, q.end, m):
            return Scope(_resolved(m, above), Basis.STATED, m.begin)
    before = [m for m in free if sentence[0] <= m.start and m.end <= q.start and not _aimed_past(key, m, q.start, above)]
    before = [m for m in before if not compared(key, m, q.start)] or before
    before = [m for m in before if not _left_behind(key, m, context, above)]
    if q.comparator in (Comparator.GE, Comparator.LE) and not above.factual:  # a floor is set for what is to come
        before = [m for m in before if above.first is None or m.year >= above.first]
    for m in reversed(before):
        if m.start >= left_start:
            return Scope(_resolved(m, above), Basis.STATED, m.begin)
    clause_end = key.find(";", q.end, sentence[1])
    clause_end = sentence[1] if clause_end < 0 else clause_end
    ahead = (m for m in free if q.end <= m.start < clause_end and not (m.relative or m.begin))
    behind = next((m for m in ahead if not _aside(key, m, q.end, above) and not _of_a_part(key, q.end, m)), None)
    if behind and before and re.search(r"[;:]", key[before[-1].end : q.start]):
        return Scope(behind.year, Basis.STATED)  # "đạt 6% vào năm 2030; 90% trẻ em được nuôi dưỡng vào năm 2025"
    if before and before[-1].begin and SINCE.search(key[before[-1].end : q.end + 25]):
        return Scope(_resolved(before[-1], above) + 1, Basis.SENTENCE)
    if before:
        return Scope(_resolved(before[-1], above), Basis.SENTENCE, before[-1].begin)
    for m in free:
        apart = _aside(key, m, q.end, above) or _of_a_part(key, q.end, m)
        if q.end <= m.start < sentence[1] and not apart and (m.start < right_end or ";" not in key[q.end : m.start]):
            return Scope(_resolved(m, above), Basis.SENTENCE, m.begin)
    span = next((m for m in free if q.end <= m.start < sentence[1] and m.span), None) if q.unit.per.endswith("/năm") else None
    if span and re.search(r";(?! riêng| trong đó)", key[q.end : span.start]) is None:
        return Scope(span.year, Basis.SENTENCE)
    for found in (above.leads, above.headings):
        if found:
            return Scope(_resolved(found[0], above), Basis.HEADING, found[0].begin)
    if above.factual and (dated := next((m for m in reversed(mentions) if m.weak and m.end <= q.start), None)):
        return Scope(dated.year, Basis.SENTENCE)
    if above.factual:  # facts are of one time: "hoàn thành 40 căn; căn cuối bàn giao ngày 28/6/2025"
        later = next((m for m in free if q.end <= m.start < sentence[1] and not (m.begin or m.relative or m.span)), None)
        if later and not (re.search(r"từ (?:ngày )?$", key[q.end : later.start]) or _of_a_part(key, q.end, later)):
            return Scope(later.year, Basis.SENTENCE)
    return Scope(above.last, Basis.DEFAULT)


def compared(key: str, mention: YearMention, at: int) -> bool:
    """Whether a year stands in a bracket of its own, closed before `at`: "chiếm 20% (năm 2010 là 24%); 31 hộ" is of no 2010."""
    opened = key.rfind("(", 0, mention.start)
    return opened > key.rfind(")", 0, mention.start) and 0 <= key.find(")", mention.end) < at


def last_year(key: str, period: tuple[int | None, int | None], *, told: bool = False) -> YearMention | None:
    """The last year that a lead-in item or heading names; `told`: in so many figures, not as "trong năm"."""
    return next((m for m in reversed(years(key, period)) if not m.weak and not (told and m.relative)), None)


def _told_relatively(mentions: list[YearMention]) -> list[YearMention]:
    """ "Ước đến 31/12/2025 còn 3%, tức trong năm giảm 1%": behind a year told in figures, "trong năm" is that year."""
    out: list[YearMention] = []
    for m in mentions:
        told = next((before for before in reversed(out) if not before.begin), None)
        same = m.relative and not m.begin and told is not None and not told.relative
        out.append(replace(m, year=told.year, relative=False) if same and told else m)
    return out


def _resolved(m: YearMention, above: YearsAbove) -> int:
    """ "đầu năm", "cuối năm" speak of the year that the heading names, else of the plan's own."""
    if not m.relative:
        return m.year
    if above.factual and above.leads and not m.begin:
        return above.leads[0].year  # "Cuối năm 2022 còn 6.214 hộ. Trong năm có 1.127 hộ thoát nghèo"
    return above.headings[0].year - m.begin if above.headings else m.year


def _left_behind(key: str, mention: YearMention, context: Context, above: YearsAbove) -> bool:
    """ "trong đó năm 2022 là 800 nhà; 98% hộ có nước sạch": in a plan of several years the year of a part, the day by which another thing
    is to be done, and a year before a clause of each year scope their own clause alone."""
    q = context.quantity
    cut, ahead = key.rfind(";", mention.end, q.start), key[max(0, mention.start - 40) : mention.start]
    if cut < 0 or above.factual or above.first is None or above.first == above.last:
        return False
    finished = q.unit.code == "percent" and FINISHED.search(ahead)
    return bool(finished or OF_A_PART.search(ahead) or EACH_YEAR.search(key[cut : q.start]))


def _aside(key: str, mention: YearMention, at: int, above: YearsAbove) -> bool:
    """ "xây lại 20 căn nhà hỏng bởi bão năm 2021": a past year behind a promise dates something else."""
    past = above.first is not None and mention.year < above.first
    return past and not above.factual and FACT.search(key[at : mention.start]) is None


def _of_a_part(key: str, at: int, mention: YearMention) -> bool:
    """ "250 tỷ đồng, trong đó năm 2016: 50 tỷ đồng": the year is that of the part."""
    return OF_A_PART.search(key[at : mention.start]) is not None


def _aimed_past(key: str, mention: YearMention, at: int, above: YearsAbove) -> bool:
    """ "Trên cơ sở kết quả năm 2021, phấn đấu giảm 1%": the past year does not scope the aim."""
    return above.first is not None and mention.year < above.first and promises(MET.sub("", key[mention.end : at]))

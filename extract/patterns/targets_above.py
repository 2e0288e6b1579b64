"""What stands above an item: its headings and the items it hangs under."""

from __future__ import annotations

from dataclasses import dataclass

from extract.model import Item, Level, Paper, Section
from extract.patterns.pattern import pattern
from extract.patterns.targets_kind import Clue, clue, promises, section_clue
from extract.patterns.targets_scope import YearsAbove, last_year
from extract.patterns.targets_years import YearMention, years
from extract.text import key

SENTENCE = pattern(
    "a numbered sentence with figures of its own, no title",
    catches={"tổng vốn giao năm 2017 là 980 triệu đồng, đến hết 31/01/2018 giải ngân 900 triệu đồng": "0 triệu đồng, đến hết 31/01/2018"},
    misses=("kết quả năm 2017", "năm 2021 giải ngân 35 tỷ đồng"),
    regex=r"""\d\s?(?:%|triệu|tỷ|hộ|người|công\ trình)[^;]{0,80}?\d{1,2}/\d{1,2}/20\d{2}""",
)


RESULT_OR_AIM = pattern(
    "what a heading says of a year it names",
    catches={"Kết quả năm 2021": "kết quả", "phương hướng năm 2022": "phương hướng", "Chỉ tiêu năm 2020": "chỉ tiêu"},
    misses=("Năm 2021", "Dự án 2"),
    regex=r"""(?<!\w) (?: (?P<fact>kết\ quả|tình\ hình|thực\ trạng|đánh\ giá|khái\ quát|hiện\ trạng|tổng\ kết|sơ\ kết|đã\ thực\ hiện)
          | (?P<aim>kế\ hoạch|mục\ tiêu|chỉ\ tiêu|nhiệm\ vụ|phương\ hướng|định\ hướng|dự\ kiến|dự\ báo|đăng\ ký|giải\ pháp) ) (?!\w)""",
)
OVER = pattern(
    "results of a span of years, whatever it is the name of",
    catches={
        "Kết quả công tác giảm nghèo giai đoạn 2016 - 2020": "kết quả công tác giảm nghèo giai đoạn 2016 - 2020",
        "Đánh giá kết quả thực hiện Chương trình giảm nghèo giai đoạn 2011-2015": "đánh giá kết quả thực hiện chương trình giảm nghèo giai "
        "đoạn 2011-2015",
    },
    misses=("Mục tiêu giai đoạn 2016 - 2020", "Kết quả rà soát theo chuẩn nghèo giai đoạn 2016 - 2020"),
    regex=r"""^(?:đánh\ giá|kết\ quả|tình\ hình|thực\ trạng|khái\ quát|tổng\ kết)(?!\w)(?!.{0,80}chuẩn\ )[^.;:%]{0,130}?
        \ giai\ đoạn\ (?P<since>20\d{2})\s?(?:-|đến)\s?(?:năm\ )?(?P<till>20\d{2})""",
)
_OPENING = 30
_TITLE = 130  # a longer "title" is a numbered paragraph


@dataclass(frozen=True, slots=True)
class Above:
    """Sections outermost first with their keyed titles; leads' keyed texts innermost first; their years; `factual`: whether they
    promise or report, `clue` how that is said; `own`: the bare names of the plan's own places, `level` the level of its issuer, `plan` its
    keyed title."""

    path: tuple[Section, ...]
    titles: tuple[str, ...]
    leads: tuple[str, ...]
    years: YearsAbove
    clue: Clue | None
    own: tuple[str, ...]
    level: Level | None
    plan: str

    @property
    def factual(self) -> bool:
        return self.clue is not None and self.clue.fact


def heading_year(title: str, period: tuple[int | None, int | None], *, fact: bool) -> YearMention | None:
    """The year a keyed heading scopes by: of "Kết quả năm 2021, kế hoạch năm 2022" the one of what stands below, results (`fact`) or aims.

    A numbered paragraph scopes by the year that opens it only.
    """
    named = [m for m in years(title, period) if not (m.weak or m.relative)]
    if len(title) > _TITLE:
        named = [m for m in named if m.start < _OPENING]
    over = None if named else OVER.search(title)
    if over and period[0] and int(over["till"]) < period[0]:
        return YearMention(over.start("since"), over.end(), int(over["till"]), since=int(over["since"]))
    if len({m.year for m in named}) < 2:
        return named[-1] if named else None
    told = [(m, max(RESULT_OR_AIM.finditer(title, 0, m.start), key=lambda w: w.start(), default=None)) for m in named]
    meant = [m for m, word in told if word is not None and bool(word["fact"]) is fact]
    return (meant or named)[-1]


def _reports(titles: tuple[str, ...], *, default: bool) -> bool:
    """Whether the innermost heading that speaks of one of the two, results or aims, speaks of results."""
    for title in reversed(titles):
        said = {bool(m["fact"]) for m in RESULT_OR_AIM.finditer(title)}
        if len(said) == 1:
            return said.pop()
    return default


def above_item(paper: Paper, item: Item, intro: Item | None = None) -> Above:
    """The headings and lead-in items above `item`; `intro`: the paragraph that opens its list, whose year holds for facts."""
    path = paper.above(item.section)
    titles = tuple(key(section.title) for section in path)
    leads = tuple(key(lead.text) for lead in reversed(item.leads))
    period = paper.header.period_start, paper.header.period_end
    own_text = key(item.text).strip(" .;-+")
    said = section_clue(path, titles)
    promised = promises(key(item.text))
    fact = _reports(titles, default=said is not None and said.fact and not promised)
    dated = intro is not None and len(intro.text) < 60 and intro.text.lstrip("(- ").lower().startswith("từ ")
    opened = (
        (key(intro.text),)
        if intro and (dated or (said and said.fact)) and intro.section == item.section and intro.depth < item.depth
        else ()
    )
    scoped = YearsAbove(
        leads=tuple(m for text in (*leads, *opened) if (m := last_year(text, period))),
        headings=tuple(
            m
            for text in reversed(titles)
            if own_text not in text and not SENTENCE.search(text) and (m := heading_year(text, period, fact=fact))
        ),
        first=period[0],
        last=period[1],
        factual=said is not None and said.fact,
    )
    for lead in leads:
        if lead.endswith(":") and (found := clue(lead, factual=bool(said and said.fact))):
            said = found
            break
    head = paper.header
    return Above(
        path,
        titles,
        leads,
        scoped,
        said,
        tuple(name for name in (head.province, head.district, head.commune) if name),
        head.level,
        key(head.title or ""),
    )

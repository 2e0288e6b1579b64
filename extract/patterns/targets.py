"""Targets, measured facts and budgets: quantities of running text and of tables (GUIDELINES, "targets")."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import zip_longest

from extract.model import Basis, Direction, Item, Measure, Paper, SectionKind, Target, TargetKind
from extract.patterns import indicator_model
from extract.patterns import targets_population as who
from extract.patterns.assignment_tables import worded
from extract.patterns.pattern import pattern
from extract.patterns.target_tables import find_in_tables
from extract.patterns.targets_above import Above, above_item
from extract.patterns.targets_clause import Context, contexts, with_noun
from extract.patterns.targets_indicator import RATES, Finding
from extract.patterns.targets_joined import Quantity, listed_works, shared_bound
from extract.patterns.targets_judged import Judged, describes, finding, goes_with_dropped, kind, moved
from extract.patterns.targets_kept import is_kept
from extract.patterns.targets_measure import SAME_IN_PERSONS, Movement, comparator, movement
from extract.patterns.targets_place import carried, is_own, of_lead, place, whole
from extract.patterns.targets_place_ahead import opening, right_before
from extract.patterns.targets_quantity import quantities
from extract.patterns.targets_repeated import dated_again, places_named_once
from extract.patterns.targets_scope import Scope, compared, scope, starting_year
from extract.patterns.targets_standard import standard
from extract.patterns.targets_years import YearMention, years
from extract.sentences import sentences
from extract.text import bare, key

NUMBER_OF = pattern(
    "a number that changes by a share",
    catches={
        "giảm số hộ thiếu nước ": "số hộ thiếu nước ",
        "thu nhập bình quân tăng ": "thu nhập bình quân tăng ",
        "tốc độ tăng trưởng đạt ": "tăng trưởng đạt ",
        "thu ngân sách trên địa bàn tăng ": "thu ngân sách trên địa bàn tăng ",
    },
    misses=("tỷ lệ hộ nghèo giảm ", "giảm "),
    regex=r"""(?<!\w)(?:số\ (?:hộ|người|lượng|lao|xã|vụ|trẻ|cuộc|ca|trường|cặp|đối)|thu\ nhập|doanh|dư\ nợ|sản\ lượng|giá\ trị|tăng\ trưởng
          |thu\ ngân\ sách|năng\ suất|kim\ ngạch)(?!\w)[^,;%]{0,60}$""",
)
NUMBER_AFTER = pattern(
    "share of a number",
    catches={
        " số hộ nghèo": " số hộ",
        "/năm tổng số người": "/năm tổng số",
        " số nhà tạm": " số nhà",
        " hộ thiếu hụt về nước sạch": " hộ thiếu",
    },
    misses=(" hộ nghèo", " tỷ lệ hộ nghèo", " số trẻ em"),
    regex=r"""^(?:/năm)?\s(?:hộ\ thiếu|vụ(?=\ )|tổng\ số|số\ (?:hộ|người|xã|thôn|nhà|lao|lượng|huyện|cặp|vụ))(?!\w)""",
)
LEAVES = pattern(
    "poverty is left",
    catches={" hộ nghèo thoát nghèo": "thoát nghèo", " hộ tự nguyện ra khỏi danh sách": "ra khỏi", "vượt chuẩn nghèo": "vượt chuẩn"},
    misses=(" hộ nghèo", " hộ mới"),
    regex=r"""(?:thoát\ (?:cận\ )?nghèo|ra\ khỏi|vượt\ chuẩn|vươn\ lên)""",
)
LEAVES_BARE = pattern(
    "so many left",
    catches={"trong năm thoát ": "thoát ", "thoát được khoảng ": "thoát được khoảng "},
    misses=("thoát nghèo ", "giảm "),
    regex=r"""(?<!\w)thoát(?:\ (?:được|thêm|khoảng|trên|là)){0,2}\s{0,2}$""",
)
_DIGIT = re.compile(r"\d|[lI][0oO]{2}\s?%|\b(?:hai|ba|bốn|sáu|bảy|tám|chín|mười|một nửa|nhất một|thiểu một)\b", re.IGNORECASE)
_OF_PLACES = ("percent", "percentage_point", "household", "person", "times", "fraction")  # units of what is said of a place as such
_CONFIDENCE = {"local": 0.95, "total": 0.9, "previous": 0.85, "lead": 0.75, "heading": 0.7, "none": 0.6}


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of an item: its span in the item's keyed text, and what stands above."""

    item: Item
    keyed: str
    span: tuple[int, int]
    above: Above
    weighed: bool = True  # running text, by which the model was fitted

    @property
    def key(self) -> str:
        return self.keyed[self.span[0] : self.span[1]]


def find(paper: Paper) -> tuple[Target, ...]:
    """All targets, baselines and budgets of a paper in document order; spans are document characters."""
    found: list[Target] = []
    intro: Item | None = None
    for item in paper.items:
        intro = item if item.depth == 0 and "20" in item.text and years(key(item.text)) else intro
        found += _of_item(paper, item, intro)
    found = places_named_once(dated_again(found))
    for item in worded(paper):
        found += [replace(target, from_table=True, rule="table: words") for target in _of_item(paper, item, None, weighed=False)]
    return tuple(sorted((*found, *find_in_tables(paper)), key=lambda target: target.span))


def _of_item(paper: Paper, item: Item, intro: Item | None, *, weighed: bool = True) -> list[Target]:
    if (
        not _DIGIT.search(item.text)
        or item.text.lstrip("-+ ").startswith("Căn cứ ")
        or (item.section and item.section.kind is SectionKind.LEGAL_BASIS)
    ):
        return []
    keyed = key(item.text)
    lead = key(item.leads[-1].text) if item.leads else ""
    found = listed_works(quantities(item.text, keyed, bare(item.text)), led="công trình" in lead and lead.endswith(":"))
    if not found:
        return []
    above = above_item(paper, item, intro)
    mentions = years(keyed, above.years.period, paper.header.issued)
    targets: list[Target] = []
    opening = next((m for m in mentions if m.start < 30 and not (m.begin or m.relative or m.weak)), None)
    later = above
    if opening and above.factual:
        later = replace(above, years=replace(above.years, leads=(opening, *above.years.leads)))
    for sentence in sentences(item.text):
        span = sentence.start, sentence.end
        own = [q for q in found if span[0] <= q.start < span[1]]
        told = [m for m in mentions if span[0] <= m.start < span[1] and not (m.begin or m.relative or m.weak)]
        if own:
            targets += _of_sentence(
                _Sentence(item, keyed, span, later if span[0] else above, weighed),
                own,
                [m for m in mentions if span[0] <= m.start < span[1]],
            )
        if told and above.factual:  # "... đến cuối năm 2020 còn 1.200 hộ. Hộ cận nghèo 800 hộ."
            last = next((m for m in reversed(told) if not compared(keyed, m, span[1])), told[-1])
            later = replace(above, years=replace(above.years, leads=(last, *above.years.leads)))
    return targets


def _of_sentence(sentence: _Sentence, found: list[Quantity], mentions: list[YearMention]) -> list[Target]:
    judged: list[Judged] = []
    targets: list[Target] = []
    used: set[int] = set()
    keyed, span, above = sentence.keyed, sentence.span, sentence.above
    parts = contexts(keyed, span, found)
    for context, following in zip_longest(parts, parts[1:]):
        start_year, mention = starting_year(keyed, context, mentions)
        if mention:
            used.add(mention.start)
        move = moved(context, movement(context), judged, above)
        q = context.quantity
        around = indicator_model.Around(
            keyed[span[0] : q.start], keyed[q.end : span[1]], above.titles, q.unit.code, q.unit.word, (context.left, context.right)
        )
        said = finding(sentence.key, with_noun(keyed, context), following, move, judged, above)
        said = indicator_model.weighed(said, around) if sentence.weighed else said
        said = Finding("graduated_place", "local") if q.unit.word == "tiêu chí" else said  # of new countryside, of a cultured place
        held = scope(keyed, span, context, mentions, used, above.years)
        kept = describes(context, judged) or is_kept(context, said, keyed[span[0] : context.quantity.start])
        kept = kept and not goes_with_dropped(context, judged)
        judgement = Judged(
            context,
            said,
            move,
            *kind(keyed, span, context, said, judged, above, held),
            dropped=not kept,
            population=_population(sentence, context, said, judged),
            place=(where := _place(sentence, context, said, judged))[0],
            place_basis=where[1],
        )
        judged.append(judgement)
        if kept:
            targets.append(_target(sentence, judgement, move, held, start_year, judged[-2] if context.previous is not None else None))
    return targets


def _rises(context: Context, move: Movement, before: Judged | None) -> bool:
    """Whether "tăng 10%" says how much more the number just before it is."""
    if before is None or not context.linked or move.verb != "up" or re.search(r"\w{2}", context.left.partition("tăng")[0]):
        return False
    return before.context.quantity.unit.code not in RATES


def _target(
    sentence: _Sentence, judgement: Judged, move: Movement, held: Scope, start_year: int | None, before: Judged | None = None
) -> Target:
    context, said = judgement.context, judgement.finding
    q, item, above = context.quantity, sentence.item, sentence.above
    unit, measure, direction = _meant(context, said, move, judgement.kind, counted=_rises(context, move, before))
    line, line_basis = standard(said.code, held.year, above.years.first, (sentence.key, *above.leads, *reversed(above.titles)))
    return Target(
        span=item.at(q.start, q.end),
        kind=judgement.kind,
        indicator=said.code,
        value=round(q.value, 6),
        value_high=None if q.high is None else round(q.high, 6),
        unit=unit,
        year=held.year,
        comparator=shared_bound(sentence.keyed, before.context.quantity if before else None, q) or comparator(context, move.verb),
        measure=measure,
        direction=direction,
        per_year=move.per_year,
        population=judgement.population,
        place=judgement.place,
        baseline_value=q.start_value,
        baseline_year=start_year,
        sentence=item.text[slice(*sentence.span)],
        printed=q.printed,
        status=judgement.status,
        standard=line,
        standard_basis=line_basis,
        year_basis=held.basis,
        place_basis=judgement.place_basis,
        rule="text: shared unit" if q.bare else f"text: {q.unit.code}",
        confidence=_CONFIDENCE[said.said],
    )


def _place(sentence: _Sentence, context: Context, said: Finding, judged: list[Judged]) -> tuple[str | None, Basis]:
    """Where: the quantity's own words, what it goes on about, the lead-in of its list; else the plan's place, said or taken for granted."""
    found, basis = place(sentence.item.text, context, sentence.above.own)
    if found or (found := _said_ahead(sentence, context, right_before)):
        return found, basis if basis is not Basis.DEFAULT else Basis.STATED
    if context.previous is not None and (found := carried(context, judged[context.previous].place, same=said.said == "previous")):
        return found, Basis.SENTENCE
    if found := _said_ahead(sentence, context, opening):
        return found, Basis.SENTENCE
    lead = sentence.item.leads[-1].text if sentence.item.leads else ""
    if lead.endswith(":") and (found := of_lead(lead, sentence.above.own)):
        return found, Basis.HEADING
    return None, Basis.STATED if whole(context, sentence.above.level) else Basis.DEFAULT


def _said_ahead(sentence: _Sentence, context: Context, where: Callable[[str, int, int], tuple[int, int] | None]) -> str | None:
    """The place that `where` finds before a quantity of what is said of places as such; the plan's own is none."""
    if context.quantity.unit.code not in _OF_PLACES:
        return None
    found = where(sentence.item.text, sentence.span[0], context.quantity.start)
    named = sentence.item.text[slice(*found)] if found else None
    return named if named and not is_own(named, sentence.above.own) else None


def _population(sentence: _Sentence, context: Context, said: Finding, judged: list[Judged]) -> str | None:
    """Who is counted; "9 hộ nghèo già yếu, có 13 khẩu" means the same ones throughout."""
    if SAME_IN_PERSONS.match(context.left) and context.quantity.unit.code == "person":
        return context.quantity.unit.word
    own = who.population(sentence.item.text, context, rate=said.poverty is not None and context.quantity.unit.code in RATES)
    if said.said != "previous" or context.previous is None or (own and own != context.quantity.unit.word):
        return own
    before = judged[context.previous].population
    return own if before is None or who.is_plain(before) else before


def _meant(
    context: Context, said: Finding, move: Movement, kind_of: TargetKind, *, counted: bool = False
) -> tuple[str, Measure, Direction | None]:
    """Unit, measure and direction: a change of a rate is in percentage points, households that leave poverty are fewer poor ones.
    `counted`: the share is a rise of the number just before it ("2.000 lao động, tăng 10%")."""
    q = context.quantity
    unit, measure, direction = q.unit.code, move.measure, move.direction
    if said.code == "escaped_poverty" and unit in ("household", "person") and kind_of is TargetKind.TARGET:
        if LEAVES_BARE.search(context.left):
            return unit, Measure.LEVEL, None
        behind = LEAVES.search(context.right) and not LEAVES.search(context.left) and measure is Measure.LEVEL
        return (unit, measure, None) if behind or said.said != "local" else (unit, Measure.CHANGE, Direction.DOWN)
    if unit == "percent" and measure is Measure.CHANGE and not counted and not _share_of_number(context, said):
        unit = "percentage_point"
    return unit, measure, direction


def _share_of_number(context: Context, said: Finding) -> bool:
    """ "giảm 20% số hộ nghèo", "thu nhập tăng 10%" are shares of a number, unless the rate itself stands beside ("từ 6% xuống 4%")."""
    if context.quantity.start_value is not None:
        return False
    return said.code in ("income", "poor_households", "near_poor_households") or bool(
        NUMBER_OF.search(context.left) or NUMBER_AFTER.match(context.right)
    )

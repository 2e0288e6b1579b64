"""What a quantity measures and whether it is promised or reported, from its own words first and its surroundings after."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.model import Basis, SectionKind, TargetKind, TargetStatus
from extract.patterns.targets_above import Above
from extract.patterns.targets_clause import Context
from extract.patterns.targets_headed import by_unit, commanded, headed_near, housed, is_cause, lacking, of_work, relief, taught, trained
from extract.patterns.targets_indicator import PEOPLE, PLACES, RATES, Finding, local, poor
from extract.patterns.targets_inherited import (
    above,
    falling_rate,
    fulfilled,
    in_turn,
    named_place,
    of_place,
    part_of,
    same_works,
    shared,
    subject,
    taken_over,
)
from extract.patterns.targets_kept import ENDS
from extract.patterns.targets_kind import OF_ALL, Clue, clue, target_status
from extract.patterns.targets_measure import SAME_IN_PERSONS, Movement, carried, led
from extract.patterns.targets_money import LEVELS_SHARE, SPENT, is_sum_of_its_own
from extract.patterns.targets_predicates import AMONG, TITLED
from extract.patterns.targets_scope import Scope
from extract.text import bare

GROWN = ("đội", "di tích", "cặp", "con", "con giống", "cây", "cây giống", "ha", "tấn")
OF_PLACES = ("graduated_place", "infrastructure", "water", "information", "other")
TEAMS = ("tổ", "đoàn", "cuộc", "buổi")
BODIES = ("doanh nghiệp", "hợp tác xã", "htx", "đơn vị", "cơ sở")
POVERTY = ("poverty_rate", "near_poverty_rate", "multidimensional_poverty_rate", "poor_households", "near_poor_households")
SERVICES = ("housing", "water", "sanitation", "information", "education", "employment", "health_insurance", "nutrition")


@dataclass(frozen=True, slots=True)
class Judged:
    """A quantity with what was decided of it, for those behind it in its sentence."""

    context: Context
    finding: Finding
    move: Movement
    kind: TargetKind
    status: TargetStatus | None
    dropped: bool = False
    population: str | None = None
    place: str | None = None
    place_basis: Basis = Basis.DEFAULT


def finding(sentence: str, context: Context, following: Context | None, move: Movement, judged: list[Judged], place: Above) -> Finding:
    """What a quantity measures, with what its unit rules out taken back: no place is a poor household, and a list of what is lacking
    speaks of deprivation."""
    found = _found(sentence, context, following, move, judged, place)
    unit = context.quantity.unit.code
    if unit in PLACES and found.code in POVERTY:
        return Finding("other", "none")
    if found.said == "total" and "nghèo" not in sentence and place.titles and (kind_of := TITLED.match(bare(place.titles[-1]))):
        return poor("near" if kind_of["near"] else "poor", unit, said="heading")
    if unit == "percent" and found.said == "previous" and found.poverty in ("poor", "near") and AMONG.match(sentence):
        return poor(found.poverty, unit, number=True, said="previous")
    at = found.said in ("previous", "lead", "heading") or context.left.endswith("tại ")
    if unit in PLACES and at and found.code not in OF_PLACES:
        return Finding("other", "none")
    if found.code == "livelihood_model" and found.said in ("lead", "heading") and unit == "household" and "hỗ trợ" in context.left:
        return Finding("other", "none")  # what the households get is goods
    if found.poverty in ("escaped", "returned") and sentence.lstrip(" -+").startswith("hộ cận nghèo") and unit in PEOPLE:
        return Finding("near_poor_households", found.said, "near")
    if unit == "house" and found.code in ("other", *POVERTY):
        return Finding("housing", "local")
    if found.code in SERVICES and unit in (*PEOPLE, "percent") and lacking(context, move, place):
        return Finding("deprivation", "heading")
    return found


def _found(sentence: str, context: Context, following: Context | None, move: Movement, judged: list[Judged], place: Above) -> Finding:
    """The indicator: own words, the quantity before, the keyed sentence, lead-in items, headings, the plan's one subject; else other."""
    unit = context.quantity.unit.code
    before = _before(context, judged)
    if before is not None and before.code == "new_or_returned_poverty" and "nguyên nhân" in context.left:
        return Finding(before.code, "previous", before.poverty)
    if is_cause(sentence, unit, place):
        return Finding("poor_households", "lead", "poor")
    if found := in_turn(context, [one.context for one in judged]):
        return found
    if before is not None and unit == "person" and SAME_IN_PERSONS.match(context.left):
        return poor(before.poverty, unit) if before.poverty else Finding(before.code, "local")
    if before is not None and (found := fulfilled(context, before)):
        return found
    if before is not None and (found := same_works(context, before)):
        return found
    if context.quantity.unit.word in GROWN and not relief(context):
        return Finding("other", "local")
    if before is not None and (found := part_of(context, before) or named_place(context, before)):
        return found
    if found := of_place(context, [(one.context, one.finding) for one in judged]):
        return found
    if found := of_work(context) or housed(context) or local(context, move) or by_unit(unit):
        return trained(_as_before(found, context, move, judged, before), context, sentence)
    if before is not None and (found := taken_over(context, before, move)):
        return found
    if following is not None and (found := shared(context, following, move)):
        return found
    if context.quantity.unit.word in BODIES:
        return Finding("other", "none")
    head, colon, _ = sentence[:80].partition(":")
    if colon and (found := above(head, unit, "lead", people=False)):
        return found
    if unit in RATES and (found := headed_near(sentence, place)):
        return found
    alone = not re.search(r"\w", context.right)
    if found := falling_rate(" ".join((sentence, *place.leads, *place.titles, place.plan)), unit, move.verb, alone=alone):
        return found
    for text in place.leads:
        if len(text) < 200 and (found := above(text, unit, "lead", people=unit in PEOPLE)):
            return taught(found, context)
    for text in reversed(place.titles):
        if sentence.strip(" .;-") in text and re.search(r"\d", text):
            continue  # the heading is the sentence itself
        if found := above(text, unit, "heading", people=unit in PEOPLE):
            return taught(found, context)
    if unit in PLACES or context.quantity.unit.word in TEAMS:
        return Finding("other", "none")
    return subject(place.plan, unit) or Finding("other", "none")


def _as_before(found: Finding, context: Context, move: Movement, judged: list[Judged], before: Finding | None) -> Finding:
    """ "lao động qua đào tạo đạt 65%, riêng đào tạo nghề 40%" is still the share of the trained; in a list of what is lacking every
    service is one of deprivation."""
    if before is not None and before.code == "trained_labour" and found.code == "vocational_training" and context.linked:
        return Finding("trained_labour", "local")
    lacking = (
        judged
        and judged[-1].finding.code == "deprivation"
        and move.verb in ("", "down", "fall")
        and context.quantity.unit.code in (*PEOPLE, "percent")
    )
    return Finding("deprivation", "previous") if lacking and found.code in SERVICES else found


def moved(context: Context, own: Movement, judged: list[Judged], place: Above) -> Movement:
    """The movement of a quantity, taken over from the one before or from the lead-in where its own words are silent."""
    if own.verb:
        return own
    if context.previous is not None and context.previous < len(judged):
        before = judged[context.previous]
        return carried(context, own, before.move, before.context.quantity.unit.code == context.quantity.unit.code)
    head = context.left.strip()
    return led(own, head, place.leads[0]) if place.leads and (not head or head.endswith(":")) else own


def _before(context: Context, judged: list[Judged]) -> Finding | None:
    """The finding of the quantity before; of "120 hộ nghèo/2.500 hộ, chiếm 4,8%" the poor households, not the total."""
    if context.previous is None:
        return None
    before = judged[context.previous]
    aside = before.context.quantity.unit.code in PLACES and before.finding == Finding("other", "none")
    if (aside or before.finding.said == "total") and before.context.previous is not None:
        before = judged[before.context.previous]
    elif aside and context.quantity.unit.code in (*RATES, *PEOPLE):
        return None  # "Riêng 02 huyện nghèo: từ 43% xuống 38%"
    return before.finding


def goes_with_dropped(context: Context, judged: list[Judged]) -> bool:
    """ "tại 6 huyện, 95 xã và 120 thôn": the later places are no items where the first is none."""
    if context.previous is None or not judged[context.previous].dropped:
        return False
    before = judged[context.previous]
    if context.quantity.unit.code == "percent":
        return before.context.quantity.unit.code == "percent" and ENDS.match(context.right) is not None and not context.left.strip()
    if context.quantity.unit.code not in PLACES or not context.linked:
        return False
    return before.dropped and before.context.quantity.unit.code in PLACES


def describes(context: Context, judged: list[Judged]) -> bool:
    """ "mở 03 lớp, mỗi lớp 30 học viên": the members of what is promised are promised too."""
    if context.previous is None or not context.linked or context.quantity.unit.code not in PEOPLE:
        return False
    before = judged[context.previous]
    word = before.context.quantity.unit.word
    return (
        not before.dropped and before.context.quantity.unit.code in ("class", "course", "model", "other") and f"mỗi {word}" in context.left
    )


def kind(
    keyed: str, span: tuple[int, int], context: Context, found: Finding, judged: list[Judged], place: Above, held: Scope
) -> tuple[TargetKind, TargetStatus | None]:
    """Target, baseline or budget, with the status; `keyed`: the item's text, `span` the sentence."""
    q = context.quantity
    before = judged[context.previous] if context.previous is not None and context.previous < len(judged) else None
    shares = before is not None and before.kind is TargetKind.BUDGET and before.context.quantity.unit.code == "vnd"
    part = before is not None and before.kind is TargetKind.BASELINE and before.context.quantity.unit.code == "vnd" and context.linked
    funding = bool(place.path) and place.path[-1].kind is SectionKind.FUNDING
    if part and OF_ALL.match(context.left):
        return TargetKind.BUDGET, None  # "giải ngân 900 triệu đồng trên 1.200 triệu đồng"
    if before is not None and q.unit.code == before.context.quantity.unit.code == "vnd" and LEVELS_SHARE.match(context.left):
        return before.kind, before.status  # "vận động 40 tỷ đồng, gồm cấp tỉnh 18 tỷ đồng, cấp huyện 15 tỷ đồng"
    done = before is not None and before.kind is TargetKind.BASELINE and context.linked and SPENT.search(context.left) is not None
    raised = place.factual and (part or done or "/" in q.printed or re.search(r"huy động[^;]{0,60}$", context.left) is not None)
    if (
        q.unit.code == "vnd"
        and not raised
        and not _lent(keyed[span[0] : q.start], found, place)
        and is_sum_of_its_own(context.left, found.code, part_of_budget=shares, funding=funding) is TargetKind.BUDGET
    ):
        return TargetKind.BUDGET, None
    said = _said(keyed, span, context, judged, place)
    if held.year is not None and place.years.first is not None and held.year < place.years.first:
        return TargetKind.BASELINE, _fact_status(said, held)
    if said is not None and said.fact and not commanded(context, place) and not _of_the_end(keyed[span[0] : q.start], context, place, held):
        return TargetKind.BASELINE, _fact_status(said, held)
    return TargetKind.TARGET, target_status(keyed[span[0] : q.start])


def _of_the_end(before: str, context: Context, place: Above, held: Scope) -> bool:
    """ "năm 2015 là 4,4%, năm 2020 còn 2,65%" in a plan for 2016-2020: what holds by the plan's last year is aimed at."""
    last = place.years.last is not None and place.years.first != place.years.last and held.year == place.years.last
    return last and held.basis is Basis.STATED and not place.factual and clue(before, factual=False) is None and context.linked


def _lent(before: str, found: Finding, place: Above) -> bool:
    """Lending to be reached is a target; money for lending that a budget gives is not."""
    if found.code != "credit" or (place.path and place.path[-1].kind is SectionKind.FUNDING):
        return False
    return "vay" in before and not re.search(r"[uủ][ỷy] thác|kinh phí|ngân sách|bố trí|nguồn vốn|vốn tín dụng|vốn vay", before)


def _said(keyed: str, span: tuple[int, int], context: Context, judged: list[Judged], place: Above) -> Clue | None:
    inside = context.outer is not None and judged[context.outer].kind is TargetKind.BASELINE
    own = clue(context.left, factual=place.factual or inside, unsaid=place.clue is None)
    if own is not None:
        return own
    if context.outer is None and context.quantity.unit.code in PEOPLE and keyed[: context.quantity.start].endswith("("):
        return Clue(True, 0)  # "danh sách hộ nghèo già yếu (320 hộ)"
    if context.quantity.unit.code in PLACES and re.match(r"[^;.]{0,12}\schưa\s", context.right):
        return Clue(True, 0)
    needed = clue(context.right[:60])
    if needed is not None and needed.status is TargetStatus.NEED and context.right.startswith("cần", needed.at):
        return needed
    if context.previous is not None and context.previous < len(judged) and (context.linked or context.outer is not None):
        before = judged[context.previous]
        if before.kind is not TargetKind.BUDGET:
            return Clue(before.kind is TargetKind.BASELINE, 0, before.status)
    first = judged[0].context.quantity.start if judged else context.quantity.start
    return clue(keyed[span[0] : first], factual=place.factual, unsaid=place.clue is None) or place.clue


def _fact_status(said: Clue | None, held: Scope) -> TargetStatus:
    if held.begin:
        return TargetStatus.START
    return said.status if said is not None and said.status is not None else TargetStatus.RESULT

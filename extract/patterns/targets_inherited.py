"""What a quantity measures where its own words are silent: taken from its neighbours, its lead-in items or its headings."""

from __future__ import annotations

import re

from extract.model import Comparator
from extract.patterns.targets_clause import Context
from extract.patterns.targets_indicator import PEOPLE, PLACES, POOR_PERSONS, RATES, Finding, local, poor, poverty_code, poverty_in
from extract.patterns.targets_listed import IN_TURN
from extract.patterns.targets_measure import Movement
from extract.patterns.targets_predicates import (
    OF_PLAN,
    PART,
    PLACE_NAMED,
    POOR_ONLY,
    PREDICATE,
    REMAINING,
    RIGHT_OF_SHARE,
    SHARE,
    STARTS_POOR,
    YEAR_NAMED,
)
from extract.patterns.targets_topics import topics
from extract.text import bare


def fulfilled(context: Context, previous: Finding) -> Finding | None:
    """ "giảm 58 hộ nghèo, đạt 96% kế hoạch": the share of a plan measures what was planned."""
    if not (context.linked and OF_PLAN.match(bare(context.right))):
        return None
    q = context.quantity
    unit = q.unit.code
    if previous.code.endswith("_rate") and q.comparator is Comparator.GT and q.start < q.figure[0]:
        return Finding(previous.code, "previous", previous.poverty)  # "giảm 4,2%, vượt 0,7% kế hoạch"
    code = poverty_code(previous.poverty, unit, number=True) if previous.poverty else previous.code
    return Finding(code, "previous", previous.poverty)


def shared(context: Context, following: Context, move: Movement) -> Finding | None:
    """The predicate of the next share, where it serves both: "30% số huyện, 40% số xã thoát khỏi ..."."""
    right = bare(context.right)
    places = context.quantity.unit.code in PLACES and following.quantity.unit.code in PLACES
    joined = context.clause == following.clause and (places or context.quantity.unit.code == following.quantity.unit.code)
    if (
        not joined
        or PREDICATE.search(right)
        or move.verb not in ("", "state" if places else "")
        or re.search(r"\w{3}", bare(following.left))
    ):
        return None
    return local(following, move)


def taken_over(context: Context, previous: Finding, move: Movement) -> Finding | None:
    """What a quantity without words of its own takes from the one before it: "68 hộ nghèo, chiếm 3,15%"."""
    unit = context.quantity.unit.code
    left, right = bare(context.left), bare(context.right)
    own_subject = unit in RATES and PREDICATE.search(right) and not SHARE.search(left)
    silent = not re.search(r"\w{3}", re.sub(r" (?:tuong ung )?(?:voi|gom) \Z", "", right))  # "còn 281 hộ với 846 nhân khẩu"
    moves = move.verb in ("down", "up", "fall") and (unit in RATES or silent)
    if (
        previous.poverty in ("escaped", "returned")
        and (move.verb == "fall" or REMAINING.search(left))
        and unit in (*RATES, *PEOPLE)
        and not poverty_in(left)
    ):
        return poor("poor", unit, said="previous")  # "37 hộ thoát nghèo, còn lại 80 hộ"
    if own_subject or not (
        context.linked
        or moves
        or re.search(r"\bduy tri(?: o muc| ty le| dat)? $", left)
        or re.match(
            r"^\s*(?:trong do|rieng|toan giai doan|ca giai doan|luy ke|co|voi|cao nhat|thap nhat|ca biet|ty le nay"
            r"|chiem|t[yi] le|tuong ung|gom|bao gom|con)\b",
            left,
        )
    ):
        return None
    if unit == "person" and context.quantity.unit.word not in POOR_PERSONS and previous.poverty:
        return None
    if previous.poverty is None:
        return Finding(previous.code, "previous")
    if unit in RATES and not (move.verb or SHARE.search(left) or RIGHT_OF_SHARE.match(right) or context.outer is not None):
        return None
    return Finding(poverty_code(previous.poverty, unit), "previous", previous.poverty) if unit in (*RATES, *PEOPLE) else None


def falling_rate(said: str, unit: str, verb: str, *, alone: bool = False) -> Finding | None:
    """ "giảm 2,5%" alone, in a sentence or under a heading that speaks of poverty: the rate of poor households; so many households
    that fall, where nothing is said of them (`alone`): those."""
    if alone and unit == "household" and verb == "down" and "ngheo" in bare(said):
        return poor("poor", unit, said="heading")
    return poor("poor", unit, said="heading") if unit in RATES and verb in ("down", "fall") and "ngheo" in bare(said) else None


def above(text: str, unit: str, said: str, *, people: bool) -> Finding | None:
    """What a lead-in item or a heading names; of poverty only where households or people are counted (`people`)."""
    plain = bare(text)
    strong = [m for m in topics(plain, unit) if not m.weak]
    if strong:
        return Finding(strong[0].code, said)
    if people and (kind := poverty_in(plain)):
        return poor(kind, unit, said=said)
    return None


def subject(title: str, unit: str) -> Finding | None:
    """The one thing that a whole plan is about ("Kế hoạch xóa nhà tạm, nhà dột nát": housing), by its keyed title; null where the title
    names several or none."""
    plain = bare(title)
    named = {m.code for m in topics(plain, unit) if not m.weak}
    return Finding(named.pop(), "heading") if len(named) == 1 and "giam ngheo" not in plain else None


def same_works(context: Context, previous: Finding) -> Finding | None:
    """ "xây 03 trạm cấp nước và nâng cấp 02 trạm": works without words of their own are of the kind of those before them."""
    silent = context.quantity.unit.code == "work" and context.quantity.unit.word != "công trình" and not topics(bare(context.right), "work")
    return Finding(previous.code, "previous") if silent and context.linked and previous.code in ("water", "sanitation") else None


def part_of(context: Context, previous: Finding) -> Finding | None:
    """ "tạo việc làm cho 900 lao động, trong đó lao động thuộc hộ nghèo 120 người": a part of those for whom the same is done."""
    q, left, right = context.quantity, bare(context.left), bare(context.right)
    if previous.poverty or previous.code in ("other", "infrastructure") or not context.linked:
        return None
    if q.unit.code not in PEOPLE and not (q.unit.code == "percent" and "ngheo" in left):
        return None
    if PREDICATE.match(right) or topics(left, q.unit.code) or topics(right, q.unit.code):
        return None
    more = previous.said == "previous" and POOR_ONLY.match(left)
    aside = context.outer is not None and PART.match(f", trong do {left.lstrip(' (')}")  # "350 người (lao động hộ nghèo chiếm 30%)"
    return Finding(previous.code, "previous") if more or aside or PART.match(left) else None


def in_turn(context: Context, before: list[Context]) -> Finding | None:
    """ "tỷ lệ hộ có điện, trẻ đến trường lần lượt đạt 98%, 99%": each figure is of the thing named in its place. `before`: the contexts of
    the quantities before it in its sentence, in order."""
    run = [context]
    while not (said := IN_TURN.search(bare(run[-1].left))):
        if len(run) > len(before) or not run[-1].linked or before[-len(run)].quantity.unit.code != context.quantity.unit.code:
            return None
        if bare(run[-1].left).strip(" ,") not in ("", "va"):
            return None
        run.append(before[-len(run)])
    named = [part for part in re.split(r", | va ", bare(run[-1].left)[: said.start()]) if part.strip()]
    if len(named) < 2 or len(run) > len(named):
        return None
    unit = context.quantity.unit.code
    told = [m for m in topics(named[len(run) - 1], unit) if not m.weak]
    if told:
        return Finding(told[-1].code, "local")
    kind = poverty_in(named[len(run) - 1])
    return poor(kind, unit) if kind and unit in (*RATES, *PEOPLE) else None


def of_place(context: Context, before: list[tuple[Context, Finding]]) -> Finding | None:
    """ "giảm tỷ lệ suy dinh dưỡng xuống dưới 21%; riêng hai huyện nghèo còn dưới 32%": the same, of places counted before the figure.
    `before`: the quantities before it in its sentence with what they measure, in order."""
    if before and (found := _at_place(context, before[-1][0])):
        return found
    if len(before) < 2 or context.quantity.unit.code not in RATES:
        return None
    (_, told), (places, _) = before[-2:]
    counted = places.quantity.unit.code in PLACES and bare(places.left).rstrip().endswith("rieng") and told.poverty is None
    left, right = bare(context.left), bare(context.right)
    if not counted or not re.match(r" (?:ngheo |vung cao )?(?:giam|con|tang|xuong|:)", left) or PREDICATE.search(right):
        return None
    return None if "ty le" in left or topics(left + right, context.quantity.unit.code) else Finding(told.code, "previous")


def _at_place(context: Context, places: Context) -> Finding | None:
    """ "Tỷ lệ suy dinh dưỡng ở 6 huyện nghèo còn 27,4%": the words before the places counted say what the rate is of."""
    unit, left, said = context.quantity.unit.code, bare(context.left), bare(places.left).rstrip()
    counted = places.quantity.unit.code in PLACES and re.search(r"ty le .{3,120} (?:o|tai|trong|cua)\Z", said)
    goes_on = re.match(r" (?:(?:bien gioi|ngheo|vung cao|mien nui|dac biet kho khan) )?(?:giam|con|tang|xuong|la|chiem|:)", left)
    if not counted or not goes_on or unit not in RATES or topics(left, unit) or "ty le" in left:
        return None
    told = [m for m in topics(said, unit) if not m.weak]
    if told:
        return Finding(told[-1].code, "local")
    kind = poverty_in(said)
    return poor(kind, unit) if kind else None


def named_place(context: Context, previous: Finding) -> Finding | None:
    """ "tỷ lệ hộ nghèo: xã A 18,6%, xã B 16,9%; thấp nhất là thị trấn C 1,9%": the rate goes on, place by place or year by year."""
    q, left = context.quantity, bare(context.left)
    rate = previous.poverty and q.unit.code == "percent" and previous.code.endswith("_rate") and context.previous is not None
    if (
        not rate
        or STARTS_POOR.match(bare(context.right))
        or PREDICATE.search(bare(context.right))
        or topics(left, "percent")
        or poverty_in(left)
    ):
        return None
    return Finding(previous.code, "previous", previous.poverty) if PLACE_NAMED.match(left) or YEAR_NAMED.search(left) else None

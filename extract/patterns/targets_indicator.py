"""What a quantity measures: an indicator's code, from the words around it, its lead-in items and the headings above it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.patterns.targets_clause import Context
from extract.patterns.targets_listed import CARED_FOR, LACKING, MONITORED
from extract.patterns.targets_measure import NONE_BEYOND, POVERTY_FALLS, Movement
from extract.patterns.targets_predicates import (
    ACTED,
    ALL,
    DIMENSION,
    DIRECT,
    HARD_PLACE,
    HEAD,
    LEADING,
    LEFT,
    LEFT_NEAR,
    MAKES_UP,
    NOTHING_MORE,
    OF_HOUSEHOLDS,
    OF_PLAN,
    PREDICATE,
    SERVED,
    SHARE,
    STARTS_POOR,
    TO_LEAVE,
    TOTAL,
)
from extract.patterns.targets_topics import SILENT, Mention, poverty, topics
from extract.text import bare

RATES = ("percent", "percentage_point", "fraction")
POOR_PERSONS = ("người", "khẩu", "nhân khẩu", "lao động", "trẻ em", "đối tượng", "nguoi", "khau", "lao dong")
PEOPLE = ("household", "person", "turn")
_NEAR = 12  # characters
PLACES = ("hamlet", "commune", "district")


@dataclass(frozen=True, slots=True)
class Finding:
    """An indicator's code; `said`: local (its own words), total (all of a place), previous (as the one before), lead, heading or none."""

    code: str
    said: str
    poverty: str | None = None  # poor, near, multidimensional, escaped, returned


def poverty_code(kind: str, unit: str, *, number: bool = False) -> str:
    """The code of a kind of poverty in a unit; `number`: a share of the number of households, not a rate."""
    if kind == "escaped":
        return "escaped_poverty"
    if kind == "returned":
        return "new_or_returned_poverty"
    if kind == "left near":
        return "near_poor_households"
    if unit in RATES and not number:
        return {"near": "near_poverty_rate", "multidimensional": "multidimensional_poverty_rate"}.get(kind, "poverty_rate")
    return "near_poor_households" if kind == "near" else "poor_households"


def local(context: Context, move: Movement) -> Finding | None:
    """What the quantity's own clause says it measures, or None."""
    unit = context.quantity.unit.code
    left, right = bare(context.left), bare(context.right)
    if (label := DIMENSION.match(left)) and PREDICATE.search(right):
        left = left[label.end() :]  # the service is measured, the dimension only says where it belongs
    if unit in PEOPLE and (said := _escaped(left, right)):
        return Finding(poverty_code(said, unit), "local", said)
    if unit in PEOPLE and (re.match(r" (?:duoc )?(?:giai ngan|vay)\b", right) or re.search(r"\bgiai ngan (?:von )?cho $", left)):
        return Finding("credit", "local")
    if (
        unit in PEOPLE
        and context.quantity.unit.word not in ("đối tượng", "lao động", "cán bộ", "công chức")
        and (TOTAL.search(left) or (unit == "household" and left.strip() == "/"))
        and not re.search(r"[a-z]{2}", ALL.sub("", right))
    ):
        return Finding("other", "total")
    if unit in RATES and POVERTY_FALLS.search(context.left):
        return poor("poor", unit)
    if unit in RATES and NONE_BEYOND.search(context.left) and any(m.code == "returned" for m in poverty(left)):
        return poor("returned", unit)  # "không để phát sinh hộ nghèo mới quá 0,3%"
    if unit in RATES and (told := poverty(left)) and told[-1].code == "returned" and len(left) - told[-1].end <= _NEAR:
        return poor("returned", unit)  # "hạn chế hộ nghèo phát sinh mới dưới 0,3%"
    if OF_PLAN.match(right):
        return _headed(left, unit, number=True) or _by_topic(left, "", unit) or Finding("other", "local")
    if MONITORED.search(left) or (unit in PEOPLE and CARED_FOR.search(left)):
        return Finding("other", "local")
    if move.verb in ("down", "fall") and (unit in PLACES or not STARTS_POOR.match(right)) and HARD_PLACE.match(right):
        return Finding("graduated_place", "local")
    start = STARTS_POOR.match(right)
    if start and unit in PEOPLE and re.search(r"\b(?:thieu hut|dich vu xa hoi)\b.{0,60}\b(?:trong|cua)(?: tong)?(?: so)? $", left):
        return poor(_kind_at(right, start), unit)  # "mức độ thiếu hụt trong 300 hộ nghèo"
    if start and unit in RATES and MAKES_UP.search(left):
        return poor(_kind_at(right, start), unit, number=True)  # "chiếm 71,4% hộ nghèo toàn huyện"
    if start and (lacked := _lacked(right, start.end(), unit)):
        return lacked
    if start and move.verb in ("down", "up", "fall", "state") and not (move.verb == "state" and unit in PEOPLE):
        return poor(_kind_at(right, start), unit, number=" so ho" in right[:12])
    if headed := _headed(left, unit):
        return headed
    near = right.split(",")[0] if context.linked and unit in PEOPLE and left.strip() in ("cho", "voi") else right
    if found := _by_topic(left, _with_noun(context, near), unit):
        return found
    acted = ACTED.search(left) is not None or (SERVED.match(right) is not None and " can duoc " not in right)
    if start and unit in PEOPLE:
        return None if acted else poor(_kind_at(right, start), unit)
    if unit == "household" and "nguyen nhan" in left:
        return poor("poor", unit)
    if unit in RATES and start and not acted and NOTHING_MORE.match(right[start.end() :]) and context.quantity.value < 100:
        return poor(_kind_at(right, start), unit)
    if unit in RATES and not (move.verb or SHARE.search(left) or _ends_poor(left)) and not _begins_poor(left, right):
        return _weak(left, right, unit)
    if "trong do" in left and right.startswith((" thuoc ho ngheo", " thuoc ho can ngheo", " la nguoi thuoc")):
        return None
    if (
        unit in (*RATES, *PEOPLE)
        and not acted
        and (kind := poverty_in(left if unit in RATES else re.split(r"[,;]", left)[-1]) or _subject(left, move))
    ):
        return poor(kind, unit)
    if unit in PEOPLE and not acted and (kind := poverty_in(right.split(",")[0])):
        return poor(kind, unit)
    return _weak(left, right, unit)


def of_label(text: str, unit: str) -> Finding | None:
    """What a table's heading or row name says is measured, or None; `text` without tone marks."""
    kinds = [m.code for m in poverty(text) if m.code not in SILENT]
    flows = [k for k in kinds if k in ("escaped", "returned")]
    if flows or (unit in PEOPLE and TO_LEAVE.search(text)):
        return Finding("near_poor_households", "local", "left near") if "thoat can ngheo" in text else poor((*flows, "escaped")[0], unit)
    named = topics(text, unit)
    strong = [m for m in named if not m.weak]
    if strong:
        deprived = [m for m in strong if m.code == "deprivation"]
        return Finding((deprived or strong)[0].code, "local")
    if kinds and unit in (*RATES, *PEOPLE, "other", "") and not (unit in PEOPLE and OF_HOUSEHOLDS.search(text)):
        return poor("multidimensional" if "multidimensional" in kinds else kinds[0], unit)
    return Finding(named[0].code, "local") if named else None


def poor(kind: str, unit: str, *, number: bool = False, said: str = "local") -> Finding:
    return Finding(poverty_code(kind, unit, number=number), said, kind)


def _kind_at(right: str, start: re.Match[str]) -> str:
    if start["near"]:
        return "near"
    first = poverty(right)[:1]
    return "multidimensional" if first and first[0].code == "multidimensional" and first[0].start < 16 else "poor"


def _escaped(left: str, right: str) -> str | None:
    """Households that leave poverty, or fall into it: said right before the number or anywhere behind it."""
    tail, near = re.split(r"[,;:]", left)[-1], right.split(",", maxsplit=1)[0]
    if LEFT.search(tail):
        return "left near" if "can ngheo" in tail or near.startswith(" can ngheo") else "escaped"
    if LEFT_NEAR.match(near):
        return "left near"
    for text, codes in ((tail, ("escaped", "returned")), (near, ("escaped", "returned")), (right, ("escaped",))):
        said = [mention.code for mention in poverty(text) if mention.code in codes]
        if said:
            return said[-1 if text is tail else 0]  # "... thoát nghèo nhưng vẫn phát sinh 12 hộ"
    return None


def _lacked(right: str, begin: int, unit: str) -> Finding | None:
    """ "320 hộ nghèo sống trong nhà tạm", "một nửa số hộ nghèo chưa có nhà tiêu": the service they have or lack is measured."""
    clause = right.split(",", maxsplit=1)[0]
    said = LACKING.search(clause, max(0, begin - 1))
    named = [m for m in topics(clause, unit) if said and m.start >= said.start() and not m.weak]
    deprived = [m for m in named if m.code == "deprivation"]
    return Finding((deprived or named)[0].code, "local") if named else None


def _headed(left: str, unit: str, *, number: bool = False) -> Finding | None:
    """ "tỷ lệ ... X%": the words from the head on decide, a topic before poverty."""
    heads = [m.start() for m in HEAD.finditer(left)]
    if not heads:
        return None
    rates = [at for at in heads if left.startswith(("ty", "ti"), at)]
    part = left[(rates or heads)[-1] :]
    strong = [m for m in topics(part, unit) if not m.weak]
    if strong:
        trained = any(m.code == "trained_labour" for m in strong) and unit in RATES
        return Finding("trained_labour" if trained else strong[0].code, "local")
    kinds = [m.code for m in poverty(part) if m.code not in SILENT]
    if not kinds:
        return None
    flows = [k for k in kinds if k in ("escaped", "returned", "multidimensional")]
    number = number or (unit in RATES and part.startswith(("so ho", "tong so")))
    return poor(flows[0] if flows else kinds[0], unit, number=number)


def _by_topic(left: str, right: str, unit: str) -> Finding | None:
    before = [m for m in topics(left, unit) if not m.weak]
    if unit in RATES and PREDICATE.match(right) and any(not m.weak for m in topics(right, unit)):
        before = []
    elif unit in RATES and left.rstrip().endswith("dat") and (said := PREDICATE.search(right)):
        before = [] if any(m.start >= said.end() and not m.weak for m in topics(right, unit)) else before
    direct = before and (DIRECT.search(left) or not left[before[-1].end :].strip(" :"))
    if direct and not LEADING.match(left):
        return Finding(_joint(before, left, unit), "local")
    after = [m for m in topics(right, unit) if not m.weak]
    if after:
        predicate = PREDICATE.search(right)
        told = [m for m in after if predicate and m.start > predicate.start()]
        return Finding((told or after)[0].code, "local")
    if before:
        return Finding(_joint(before, left, unit), "local")
    return None


def _joint(before: list[Mention], left: str, unit: str) -> str:
    """The topic of the words before a number; a list of unlike supports ("cây giống, nhà ở, đất ở") is other."""
    tail = [m for m in before if m.start >= left.rfind(";") + 1]
    codes = {m.code for m in tail or before}
    for ruling in ("deprivation", "labour_export"):
        if ruling in codes and unit != "vnd":
            return ruling
    if "other" in codes and len(codes) > 1 and unit != "vnd":
        return "other"
    last_piece = left.rfind(",") + 1
    near = [m for m in before if m.start >= last_piece]
    return (near or tail or before)[0].code


def _weak(left: str, right: str, unit: str) -> Finding | None:
    weak = [m for m in (*topics(right, unit), *topics(left, unit)) if m.weak]
    if weak:
        return Finding(weak[0].code, "local")
    predicate = PREDICATE.search(right)
    leaves = (predicate and any(m.start > predicate.start() for m in poverty(right) if m.code == "escaped")) or "de thoat ngheo" in right
    return poor("escaped", unit) if unit in RATES and leaves else None


def _with_noun(context: Context, right: str) -> str:
    """The unit's own word says what is counted: "750 nhà tiêu", "04 trạm cấp nước"."""
    unit = context.quantity.unit
    return f"{bare(unit.word)}{right}" if unit.code in ("other", "house", "class", "work") else right


def _ends_poor(left: str) -> bool:
    """ "hộ cận nghèo 8,60%": nothing between who is counted and the share."""
    said = poverty(left)
    return bool(said) and said[-1].code not in SILENT and said[-1].end >= len(left.rstrip(" :("))


def _subject(left: str, move: Movement) -> str | None:
    """ "Hộ nghèo người Chăm, Raglai là 69 hộ": the clause begins with who is counted."""
    first = next(iter(poverty(left)), None)
    begins = first is not None and first.code not in SILENT and first.start <= len(left) - len(left.lstrip(" ;,+-")) + 6
    return first.code if first is not None and begins and move.verb in ("state", "fall") else None


def _begins_poor(left: str, right: str) -> bool:
    """ "Hộ nghèo cuối năm 2020 dưới 4%": the clause begins with who is counted, and says nothing of what is done for them."""
    return STARTS_POOR.match(left.lstrip(" ,;+-")) is not None and not PREDICATE.search(left) and not PREDICATE.search(right)


def poverty_in(text: str) -> str | None:
    """The last thing a text says of poverty."""
    kinds: list[Mention] = [m for m in poverty(text) if m.code not in SILENT]
    return kinds[-1].code if kinds else None

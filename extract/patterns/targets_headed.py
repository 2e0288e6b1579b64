"""What the words above a quantity, or the goods it counts, rule in or out."""

from __future__ import annotations

import re

from extract.model import Comparator
from extract.patterns.pattern import pattern
from extract.patterns.targets_above import Above
from extract.patterns.targets_clause import Context
from extract.patterns.targets_indicator import PEOPLE, RATES, Finding
from extract.patterns.targets_kind import PROMISING
from extract.patterns.targets_measure import Movement
from extract.patterns.targets_predicates import DIMENSION, FARMERS, LACKED, OFFICIALS, PREDICATE, TITLED_RATE
from extract.patterns.targets_topics import topics
from extract.text import bare

MEASURED = ("nutrition", "health_insurance", "trained_labour", "deprivation")
UNIT_TELLS = {"house": "housing", "model": "livelihood_model"}


def by_unit(unit: str) -> Finding | None:
    """Houses and models speak for themselves."""
    return Finding(UNIT_TELLS[unit], "local") if unit in UNIT_TELLS else None


def of_work(context: Context) -> Finding | None:
    """A work is of water or sanitation where its own words say so ("03 công trình nước tự chảy"), else infrastructure: "02 trường"."""
    if context.quantity.unit.code != "work":
        return None
    right = bare(context.quantity.unit.word) + bare(context.right).split(",")[0]
    named = topics(right, "work")
    if named and named[0].code == "information":  # "02 trạm truyền thanh"
        return Finding("information", "local")
    left = topics(bare(context.left), "work")
    mixed = not named and len({m.code for m in left if m.start > context.left.rfind(";")}) > 1 and "," in context.left
    if mixed and context.left.rstrip().endswith(":"):
        return Finding("infrastructure", "local")  # "trường học, trạm y tế, nước sinh hoạt: 08 công trình"
    pipes = next((m.code for m in (*named, *reversed(left)) if m.code in ("water", "sanitation")), None)
    return Finding(pipes or "infrastructure", "local")


def lacking(context: Context, move: Movement, place: Above) -> bool:
    """Under "Theo chỉ số thiếu hụt:" each service with its figure says how many lack it."""
    heads = (*place.leads[:1], *place.titles[-2:])
    if not any("thiếu hụt" in head and len(head) < 120 for head in heads) or move.verb not in ("", "down", "fall"):
        return False
    left, right = DIMENSION.sub("", bare(context.left)), bare(context.right)
    own = "" if context.outer is None or left.strip(" (") else "( khong"  # "1.200 hộ chưa có thẻ bảo hiểm y tế (55%)"
    without = own or LACKED.search(left) or LACKED.search(right)
    return bool(without) or not (PREDICATE.search(left) or PREDICATE.search(right))


def headed_near(sentence: str, place: Above) -> Finding | None:
    """Under "Hộ cận nghèo" or "Tỷ lệ hộ cận nghèo" a bare rate is theirs; under "Suy dinh dưỡng" it is that of the undernourished."""
    for text in (*place.leads[:1], *place.titles[-1:]):
        if len(text) < 80 and "nghèo" not in sentence:
            named = {m.code for m in topics(bare(text), "percent") if not m.weak}
            if len(named) == 1 and (code := named.pop()) in MEASURED:
                return Finding(code, "heading")
        if len(text) < 80 and TITLED_RATE.match(bare(text)):
            return Finding("poverty_rate", "heading", "poor")
        if len(text) < 80 and "cận nghèo" in text and not re.search(r"hộ nghèo|thoát|tái", text):
            return Finding("near_poverty_rate", "heading", "near")
    return None


def commanded(context: Context, place: Above) -> bool:
    """Among duties "ít nhất", "không quá" set a floor or a ceiling."""
    return context.quantity.comparator in (Comparator.GE, Comparator.LE) and bool(place.path) and place.path[-1].kind in PROMISING


def relief(context: Context) -> bool:
    """Rice and the like, given where food is short."""
    return bool(re.search(r"(?<!\w)(?:gạo|lương thực)(?!\w)", context.right[:24]))


def is_cause(sentence: str, unit: str, place: Above) -> bool:
    """Households counted by why they are poor: "Nguyên nhân nghèo: thiếu đất sản xuất 120 hộ; đông con 45 hộ"."""
    if unit not in PEOPLE and unit not in RATES:
        return False
    heads = (sentence[:80].partition(":")[0] if ":" in sentence[:80] else "", *place.leads[:1], *place.titles[-1:])
    return any("nguyên nhân" in head and len(head) < 120 and not re.search(r"tồn tại|hạn chế|yếu kém|khó khăn", head) for head in heads)


def trained(found: Finding, context: Context, sentence: str) -> Finding:
    """ "lớp tập huấn" is of capacity where officials attend; farmers' short courses are other, and so is what has no people."""
    said = bare(sentence)
    own = OFFICIALS.search(bare(context.left)) or "giang vien nguon" in said
    if found.code == "vocational_training" and own and not re.search(r"\bnghe\b", said):
        return Finding("capacity_building", "local")  # "đào tạo giảng viên nguồn qua 02 lớp"
    if found.code == "capacity_building" and context.quantity.unit.code in RATES:
        return taught(found, context)
    if found.code != "capacity_building" or found.said != "local" or OFFICIALS.search(said) or not FARMERS.search(said):
        return found
    return Finding("other", "local")


def taught(found: Finding, context: Context) -> Finding:
    """Under "Nâng cao năng lực" only those who are taught and their classes are capacity building, not handbooks and checks."""
    if found.code != "capacity_building" or context.quantity.unit.code in ("person", "turn", "class", "course"):
        return found
    return found if OFFICIALS.search(bare(f"{context.left} {context.right}")) else Finding("other", "none")


HOUSED = pattern(
    "households counted by the house they live in",
    catches={
        " nghèo, hộ cận nghèo đang ở nhà tạm, nhà dột nát": " nghèo, hộ cận nghèo đang ở nhà tạm",
        " cần cất mới và": " cần cất",
        " nghèo có nhu cầu sửa nhà": " nghèo có nhu cầu sửa nhà",
        " phải sửa chữa": " phải sửa chữa",
    },
    misses=(" nghèo đang ở vùng khó khăn", " nghèo cần hỗ trợ vốn"),
    regex=r"""\A(?:\ (?:hộ\ )?(?:cận\ )?nghèo)?(?:(?:,|\ và)\ (?:hộ\ )?(?:cận\ )?nghèo)?\ (?:đang\ |còn\ |phải\ ){0,2}
    (?:ở\ (?:trong\ )?nhà\ (?:tạm|dột|xuống)|có\ nhà\ (?:ở\ )?(?:tạm|dột|xuống|hư)|(?:cần\ |phải\ )(?:cất|xây|làm\ mới|sửa)
    |sửa\ chữa|có\ nhu\ cầu\ (?:cất|xây|sửa|làm)\ (?:mới\ )?nhà)(?![^\W_])""",
)


def housed(context: Context) -> Finding | None:
    """Households that live in bad houses are counted for housing, poor or not: "1.488 hộ nghèo đang ở nhà tạm"."""
    counted = context.quantity.unit.code == "household" and HOUSED.match(context.right)
    return Finding("housing", "local") if counted else None

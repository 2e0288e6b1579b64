"""What has changed between two rows that are the same thing in two plans."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from web.compared_rules import Side, succeeds
from web.compared_targets import since, where
from web.queries import Row
from web.whose import is_rate
from web.wording import is_year, numbers_in, ratio, words

NEARLY: Final = 0.9
"""Share of words from which a wording counts as copied, if no number in it has changed."""
REWRITTEN: Final = 0.5
"""Share of words below which it is no use marking the words that differ."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """changed or kept; codes of what differs; the share of words kept."""

    verdict: str
    why: tuple[str, ...]
    alike: float


def _said(why: list[str], notes: list[str], alike: float) -> Verdict:
    """Changed where `why` names anything; notes go with either verdict."""
    return Verdict("changed" if why else "kept", (*why, *notes), alike)


def _wording(then: str | None, now: str | None) -> tuple[float, str]:
    """The share of words kept, and the code of what that means: "" for a copy."""
    alike = ratio(words(then), words(now))
    if alike >= NEARLY and numbers_in(then) == numbers_in(now):
        return alike, ""
    return alike, "rewritten" if alike < REWRITTEN else "words" if numbers_in(then) == numbers_in(now) else "numbers"


def verdict_of_target(then: Row, now: Row, then_side: Side, now_side: Side) -> Verdict:
    """Changed where the figure is another: value, range, comparator or unit; not where only the sentence around it is."""
    why = [code for code, names in _FIGURE.items() if any(_value(then, name) != _value(now, name) for name in names)]
    if where(then, then_side) != where(now, now_side):
        why.append("place")
    if _both_say_another(then, now, "population"):
        why.append("people")
    if since(then, then_side) != since(now, now_side) and then.get("year") != now.get("year"):
        why.append("year")
    notes = ["standard"] if _standards_differ(then, now) else []
    if not why and then.get("year") != now.get("year"):
        notes.append("rolled")
    return _said(why, notes, ratio(words(then.get("sentence")), words(now.get("sentence"))))


_FIGURE: Final = {"value": ("value", "value_high"), "comparator": ("comparator",), "unit": ("unit",), "per_year": ("per_year",)}


def _value(row: Row, name: str) -> object:
    value = row.get(name)
    return (value or "eq") if name == "comparator" else bool(value) if name == "per_year" else value


def _standards_differ(then: Row, now: Row) -> bool:
    return then.get("standard") != now.get("standard") and (is_rate(then) or is_rate(now))


def difference(then: Row, now: Row, why: tuple[str, ...]) -> float | None:
    """Now less then, where both are one number of the same thing: unit, measure, place, people, and standard where poverty is measured.

    Rates of poverty under an unknown standard are not subtracted either.
    """
    same = all(then.get(name) == now.get(name) for name in ("unit", "measure", "indicator"))
    same = same and (then.get("measure") != "change" or then.get("direction") == now.get("direction"))
    known = not is_rate(then) or then.get("standard") is not None
    single = then.get("value_high") is None and now.get("value_high") is None
    if not (same and known and single) or _APART.intersection(why) or then.get("value") is None or now.get("value") is None:
        return None
    return round(float(now["value"]) - float(then["value"]), 6)


_APART: Final = frozenset(("standard", "place", "people", "per_year", "unit", "year"))


def verdict_of_responsibility(then: Row, now: Row, then_side: Side, now_side: Side) -> Verdict:
    alike, wording = _wording(then["text"], now["text"])
    why = [wording] if wording else []
    if then["agency"] != now["agency"]:
        why.append("successor" if succeeds(then, now["agency"], then_side, now_side) else "agency")
    why += [name for name in ("role", "requested") if (then.get(name) or 0) != (now.get(name) or 0)]
    return _said(why, [] if why else _rolled(then["text"], now["text"]), alike)


def _rolled(then: str | None, now: str | None) -> list[str]:
    """Whether a copied text has at least been given new years."""
    years = [_years(text) for text in (then, now)]
    return ["rolled"] if years[0] != years[1] else []


def _years(text: str | None) -> list[str]:
    kept = "".join(c if c.isdigit() else " " for c in text or "").split()
    return [word for word in kept if is_year(word)]


def verdict_of_deadline(then: Row, now: Row, then_side: Side, now_side: Side) -> Verdict:
    """Kept where the day is the same day of the plan's year, or the very same day."""
    alike = ratio(words(then.get("action")), words(now.get("action")))
    why, notes = [], []
    on = [[_turned(row.get(name), side) for name in ("starts_on", "ends_on")] for row, side in ((then, then_side), (now, now_side))]
    plain = [[row.get(name) for name in ("starts_on", "ends_on")] for row in (then, now)]
    if on[0] != on[1] and plain[0] != plain[1]:
        why.append("date")
    elif plain[0] != plain[1]:
        notes.append("rolled")
    if then.get("recurrence") != now.get("recurrence"):
        why.append("recurrence")
    if not why and not any((*plain[0], *plain[1])) and numbers_in(then["text"]) != numbers_in(now["text"]):
        why.append("date")  # "trong 10 ngày" -> "trong 15 ngày": no day of the calendar, but another time
    if alike < REWRITTEN:
        why.append("rewritten")
    why += [code for code, name in (("recipient", "recipient"), ("agency", "agency_text")) if _both_say_another(then, now, name)]
    return _said(why, notes, alike)


def _both_say_another(then: Row, now: Row, name: str) -> bool:
    """Whether both rows say it, in other words."""
    said = [words(row.get(name)) for row in (then, now)]
    return all(said) and ratio(*said) < REWRITTEN


def _turned(iso: str | None, side: Side) -> tuple[int, str] | None:
    """A date as years since the plan's year, and the day in it; the last of February is one day in every year."""
    if not iso or side.year is None:
        return None
    day = "-02-28" if iso[4:] == "-02-29" else iso[4:]
    return int(iso[:4]) - side.year, day


def verdict_of_reference(then: Row, now: Row, then_side: Side, now_side: Side) -> Verdict:
    """Changed where another document stands in its place, or the plan stands to it in another way."""
    alike = ratio(words(then["text"]), words(now["text"]))
    same = then.get("instrument_id") == now.get("instrument_id") if then.get("instrument_id") else then.get("number") == now.get("number")
    if not same:
        return _said(["instrument"], [], alike)
    return _said([name for name in ("relation", "pinpoint") if then.get(name) != now.get(name)], [], alike)


def verdict_of_section(then: Row, now: Row, then_side: Side, now_side: Side) -> Verdict:
    """Changed where the heading reads otherwise; a new number alone is only noted."""
    alike = ratio(words(then.get("title")), words(now.get("title")))
    why = [] if alike >= NEARLY and numbers_in(then.get("title")) == numbers_in(now.get("title")) else ["words"]
    return _said(why, ["moved"] if then.get("path") != now.get("path") else [], alike)

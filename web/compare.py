"""`/doi-chieu?a=&b=`: two plans side by side, family by family: what was added, dropped, changed and kept, each with both quotes."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from itertools import groupby, product
from typing import Any, Final

from extract.text import bare
from web import compare_plans, numbers
from web.columns import columns
from web.compare_words import VERDICT_WORDS, WARNING_WORDS, WHY_WORDS, said
from web.compared import FAMILIES, VERDICTS, Pair, compared, copied, counts
from web.compared_rules import Side, place_names
from web.compared_verdicts import REWRITTEN, difference
from web.outline import heading, path_at
from web.page import Shown, Visit
from web.queries import Row
from web.taken import Taken
from web.wording import Stretch, marked, meaning, ratio, words

QUESTIONS: Final = {
    "target": "plan_targets",
    "responsibility": "plan_responsibilities",
    "deadline": "plan_deadlines",
    "reference": "plan_references",
    "section": "plan_sections",
}
MOST_PAIRS, MOST_PAIRS_OF_ONE, MOST_SUGGESTED = 12, 300, 60  # of a verdict on the page with all families; of one chosen; pairs of plans
COLUMNS: Final = (
    "family", "verdict", "why", "agency", "role", "indicator", "unit", "value_then", "value_now", "difference", "quote_then", "quote_now",
    "alike", "number_then", "section_then", "page_then", "file_then", "link_then",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Beside:
    """Pairs with the same two quotes (a task of several bodies), made ready to be shown.

    Both quotes are cut where they part, or left whole where marking words would not help; `difference` is that of their figures in words.
    """

    pairs: tuple[Pair, ...]
    then: list[Stretch]
    now: list[Stretch]
    difference: str = ""


async def page(visit: Visit) -> Shown:
    asked = {name: visit.arg(name) for name in ("a", "b", "family", "verdict")}
    as_file = bool(visit.request.url_vars.get("format"))
    pairs = await visit.ask("pairs", plan=asked["b"] or asked["a"], most=str(5 * MOST_SUGGESTED))
    ids = compare_plans.chosen(pairs, asked["a"], asked["b"])
    asked |= {"a": ids[0], "b": ids[1]}
    plans = [(await visit.ask("plan", plan=one) if one else [])[:1] for one in ids]
    answers: dict[str, list[Row]] = {"pairs": pairs, "plan_a": _without_text(plans[0]), "plan_b": _without_text(plans[1])}
    answers["compared"] = []
    held = await visit.ask("plans_in_force")
    extra: dict[str, Any] = {
        "asked": asked,
        "suggested": compare_plans.suggested(pairs, MOST_SUGGESTED),
        "pickers": [compare_plans.picker(held, found, visit.t("Trung ương", "Central")) for found in plans],
        "a": None,
        "families": FAMILIES,
        "family_choices": [(family, visit.label("family", family)) for family in FAMILIES],
        "verdicts": VERDICTS,
        "verdict_choices": [(verdict, said(VERDICT_WORDS, verdict, visit.lang).capitalize()) for verdict in VERDICTS],
        "verdict": lambda code: said(VERDICT_WORDS, code, visit.lang),
        "why": lambda code: said(WHY_WORDS, code, visit.lang),
        "warned": lambda found: said(WARNING_WORDS, found.code, visit.lang).format(**found.said),
    }

    async def taken() -> Taken:
        return _taken(visit, [*plans[0], *plans[1]], asked, answers["compared"])

    if not (plans[0] and plans[1]):
        return Shown("kehoach_compare.html", answers, extra, taken if as_file else None)
    a, b = plans[0][0], plans[1][0]
    sides = [await _sides(visit, plan) for plan in (a, b)]
    found = await asyncio.to_thread(lambda: [pair for family in FAMILIES for pair in compared(family, sides[0][family], sides[1][family])])
    wanted = [pair for pair in found if asked["family"] in ("", pair.family) and asked["verdict"] in ("", pair.verdict)]
    same, sentences = copied(found)
    warnings = compare_plans.warnings(a, b, (list(sides[0]["target"].rows), list(sides[1]["target"].rows)))
    level = not compare_plans.UNLIKE.intersection(warning.code for warning in warnings)
    extra |= {
        "a": a,
        "b": b,
        "counts": counts(found),
        "copied": (same, sentences, round(100 * same / sentences) if sentences else 0),
        "warnings": warnings,
        "shown": await asyncio.to_thread(
            _shown, visit, wanted, level, MOST_PAIRS_OF_ONE if asked["family"] and asked["verdict"] else MOST_PAIRS
        ),
        "itself": a["instrument_id"],
    }
    if as_file:
        answers["compared"] = [_flat(visit, pair, a, b, level) for pair in wanted]
    return Shown("kehoach_compare.html", answers, extra, taken)


def _without_text(plans: list[Row]) -> list[Row]:
    return [{name: value for name, value in plan.items() if name != "text"} for plan in plans]


async def _sides(visit: Visit, plan: Row) -> dict[str, Side]:
    """family -> the plan's rows with their plan, section and headings."""
    answers = {family: await visit.ask(question, plan=plan["id"]) for family, question in QUESTIONS.items()}
    laws: dict[str, list[Row]] = {}
    for law in await visit.ask("successors"):
        laws.setdefault(law["agency"], []).append(law)
    answers["section"] = sections = _sections(answers["section"])
    return {
        family: Side([_placed(row, plan, sections, family) for row in rows], plan["period_end"], plan["issued"], place_names(plan), laws)
        for family, rows in answers.items()
    }


def _sections(rows: list[Row]) -> list[Row]:
    """Sections with `under`, the heading above."""
    titles = {row["id"]: row["title"] or "" for row in rows}
    return [row | {"under": titles.get(row["parent_id"] or "", "")} for row in rows]


def _placed(row: Row, plan: Row, sections: list[Row], family: str) -> Row:
    if family == "section":
        return row | {"plan_id": plan["id"], "section": row["path"], "text": heading(row, plan["text"] or "")}
    inner = path_at(sections, row["start_char"] or 0)[-1:]
    return row | {"plan_id": plan["id"], "section": inner[0]["path"] if inner else None, "heading": inner[0]["title"] if inner else None}


def _shown(visit: Visit, pairs: list[Pair], level: bool, most: int) -> dict[str, dict[str, tuple[list[Beside], int, int]]]:
    """family -> verdict -> the first pairs, made ready, how many those are, and how many there are."""
    by_family: dict[str, dict[str, tuple[list[Beside], int, int]]] = {}
    for family, verdict in product(FAMILIES, VERDICTS):
        every = [pair for pair in pairs if (pair.family, pair.verdict) == (family, verdict)]
        together = groupby(every[:most], key=_of_one_task if family == "responsibility" else id)
        beside = [_beside(visit, list(found), level) for _, found in together]
        if every:
            by_family.setdefault(family, {})[verdict] = (beside, min(most, len(every)), len(every))
    return by_family


def _of_one_task(pair: Pair) -> tuple[Any, ...]:
    return *((row["start_char"], row["text"]) if row else None for row in (pair.then, pair.now)), pair.why


def _beside(visit: Visit, pairs: list[Pair], level: bool) -> Beside:
    pair = pairs[0]
    then, now = _quote(pair.then), _quote(pair.now)
    one_form = bool(pair.then and pair.now) and len({bool(row.get("from_table")) for row in (pair.then, pair.now) if row}) == 1
    if one_form and ratio(words(then), words(now)) >= REWRITTEN:
        old, new = marked(then, now)
    else:
        figures = [row["text"] if row and pair.family == "target" else "" for row in (pair.then, pair.now)]
        old, new = meaning(then, figures[0]), meaning(now, figures[1])
    return Beside(tuple(pairs), old, new, _apart(visit, pair, level))


def _quote(row: Row | None) -> str:
    """What to read: the sentence around a figure, what is due with its time, else the quote."""
    if row is None:
        return ""
    if row.get("action") and "recurrence" in row:
        joined = bare(row["text"]) in bare(row["action"])
        return str(row["action"]) if joined else f"{row['action']}: {row['text']}"
    return str(row.get("sentence") or row["text"] or "")


def _subtracted(pair: Pair, level: bool) -> float | None:
    """The later figure less the earlier; null where they may not be subtracted (`level`: the plans cover the same ground)."""
    return difference(pair.then, pair.now, pair.why) if level and pair.family == "target" and pair.then and pair.now else None


def _apart(visit: Visit, pair: Pair, level: bool) -> str:
    """The difference of two figures in words, with its sign; empty where there is none."""
    found = _subtracted(pair, level)
    if not found or pair.now is None:
        return ""
    share = pair.now["unit"] in ("percent", "percentage_point")
    points = f"{numbers.number(abs(found), visit.lang)} {visit.t('điểm phần trăm', 'percentage points')}"
    return ("+" if found > 0 else "−") + (points if share else numbers.quantity(abs(found), pair.now["unit"], visit.lang))


def _flat(visit: Visit, pair: Pair, a: Row, b: Row, level: bool) -> Row:
    """A pair as one row: of the files and of the JSON twin. Its paper is the later one, or the earlier where it was dropped."""
    then, now = pair.then or {}, pair.now or {}
    one, plan = (now, b) if pair.now else (then, a)
    figures = [
        numbers.amount(row, visit.lang) if row and pair.family == "target" and row.get("value") is not None else None for row in (then, now)
    ]
    return {
        "family": visit.label("family", pair.family),
        "verdict": said(VERDICT_WORDS, pair.verdict, visit.lang),
        "why": "; ".join(said(WHY_WORDS, code, visit.lang) for code in pair.why) or None,
        "agency": one.get("agency") or one.get("agency_text"),
        **{name: one.get(name) for name in ("role", "indicator", "unit", "page", "confidence", "id", "plan_id", "section")},
        "value_then": figures[0],
        "value_now": figures[1],
        "difference": _subtracted(pair, level),
        "quote_then": _quote(pair.then) or None,
        "quote_now": _quote(pair.now) or None,
        "alike": round(pair.alike, 3) if pair.then and pair.now else None,
        "number_then": a["number"] if pair.then else None,
        "section_then": then.get("section"),
        "page_then": then.get("page"),
        "file_then": a["file"] if pair.then else None,
        "link_then": visit.absolute(visit.plan_link(then)) if pair.then else None,
        **{name: plan[name] for name in ("doc_type", "number", "issued", "issuer", "period_start", "period_end", "file")},
        "paper": plan["status"],
    }


def _taken(visit: Visit, plans: list[Row], asked: dict[str, str], rows: list[Row]) -> Taken:
    """The pairs as a file, empty where there are no two `plans` to set side by side."""
    names_of = {
        plan["id"]: f"{visit.label('doc_type', plan['doc_type'])} {plan['number'] or ''} {visit.place(plan)} {plan['period_end'] or ''}"
        for plan in plans
    }
    names = [names_of.get(asked[side], visit.t("không có", "none")) for side in ("a", "b")]
    filters = (
        (visit.t("Bản trước", "The earlier"), names[0]),
        (visit.t("Bản sau", "The later"), names[1]),
        (visit.t("Loại", "Family"), visit.label("family", asked["family"]) if asked["family"] else visit.t("tất cả", "all")),
        (visit.t("Kết luận", "Verdict"), said(VERDICT_WORDS, asked["verdict"], visit.lang) or visit.t("tất cả", "all")),
    )
    return Taken(
        title=f"{visit.t('Đối chiếu', 'Compared')}: {names[0]} – {names[1]}",
        rows=rows,
        columns=columns(*COLUMNS),
        leading=("family", "verdict", "quote_then", "quote_now"),
        filters=filters,
        basis=visit.t(
            "Ghép các dòng của hai kế hoạch bằng máy; mỗi dòng dẫn về nguyên văn để kiểm lại.",
            "Paired by machine; each row leads to the words of the papers.",
        ),
        question=", ".join(("plan", *QUESTIONS.values())),
        address=visit.absolute(visit.here(a=asked["a"], b=asked["b"])),
    )

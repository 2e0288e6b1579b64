"""`/chi-tieu`: one indicator's targets by year and place, beside what was reached, and who set an easier one. Like with like only."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from operator import itemgetter
from typing import Any

from web import drawn, easier, held, merged, named, outcomes, series
from web.columns import columns
from web.numbers import counted
from web.order import vietnamese
from web.page import Shown, Visit
from web.queries import Row
from web.taken import Each, Taken
from web.unread import by_province, unread
from web.whose import RATES

COLUMNS = (
    "province", "district", "commune", "level", "indicator", "year", "printed", "value", "value_high", "unit", "comparator", "measure",
    "direction", "per_year", "population", "place", "baseline_value", "baseline_year", "status", "standard", "standard_basis", "year_basis",
    "place_basis", "off_chart", "from_table", "programme", "project", "quote", "sentence",
)  # fmt: skip
MOST_ROWS = 60  # of a list
MOST_PLACES = 100  # of a table
MOST_READ = 3000  # rows of a page; the files have all
MOST_NARROW = 300  # of them of narrower places
KINDS = "target,baseline"
LEVELS = {
    "central": ("trung ương", "central", "central"),
    "province": ("tỉnh", "provinces", "province"),
    "district": ("huyện", "districts", "district"),
    "commune": ("xã", "communes", "commune"),
}
"""What the places of a level are called: in Vietnamese, in English, and of one alone."""
NEAR = {
    "poverty_rate": ("multidimensional_poverty_rate", "poor_households"),
    "multidimensional_poverty_rate": ("poverty_rate", "poor_households"),
    "near_poverty_rate": ("near_poor_households",),
    "poor_households": ("poverty_rate",),
    "near_poor_households": ("near_poverty_rate",),
}
"""Indicators under which a plan may say the same in other words or in another unit."""


async def page(visit: Visit) -> Shown:
    papers = {name: visit.arg(name) for name in ("papers", "provinces")}
    indicators = await visit.ask("indicators", kind="target", papers=papers["papers"])
    indicator = visit.arg("indicator", "poverty_rate")
    asked = {"indicator": indicator, "province": visit.arg("province"), "level": visit.arg("level") or _level(indicators, indicator)}
    asked |= {"year": visit.arg("year"), **papers}
    year = int(asked["year"]) if asked["year"].isdigit() and len(asked["year"]) == 4 else None
    every_year = asked | {"year": "", "kind": KINDS}
    whole, narrow, all_places, former = await asyncio.gather(
        visit.ask("targets_by_place", **every_year, whole="1", most=str(MOST_READ + 1)),
        visit.ask("targets_by_place", **every_year, whole="0", most=str(MOST_NARROW)),
        visit.ask("places_held", **{name: asked[name] for name in ("indicator", "level", "papers", "provinces")}),
        visit.ask("merged_provinces"),
    )
    cut = len(whole) > MOST_READ
    rows = (_whole_places(whole[:MOST_READ]) if cut else whole) + narrow
    column = "province_today" if asked["provinces"] == "today" else "province"
    places = [row for row in all_places if asked["province"] in ("", row[column])]
    parts = _former(former)
    households = await _households(visit, asked) if asked["provinces"] == "today" else []

    name = _name(visit, asked["provinces"] == "today", set(parts))
    every = series.arranged(rows)
    made = series.arranged([row for row in rows if series.in_year(row, year)]) if year else every
    basis = held.held(places, made, name, year)
    lost = sorted(by_province(await unread(visit, asked["provinces"]), asked["year"]).items(), key=lambda one: vietnamese(one[0]))
    told = _told(visit, asked, basis)
    chosen = year or _best_year(every)
    sort = visit.arg("sort") if visit.arg("sort") in easier.SORTS else "percent"
    extra = {
        "asked": asked,
        "known": indicator in [row["indicator"] for row in indicators],
        "groups": [(group, drawn.levels(visit, group, told)) for group in series.groups(made.line, name)],
        "change_charts": drawn.changes(visit, made.changes, made.bands, name, told),
        "made": made,
        "name": name,
        "source": named.paper(visit),
        "linked": named.linked(visit),
        "basis": basis,
        "unit_word": _unit_word(visit, asked["level"], len(basis.places)),
        "near": [row for row in indicators if row["indicator"] in NEAR.get(indicator, ()) and row.get(f"{asked['level']}_rows")],
        "lost": lost,
        "off_years": held.off_by_year(made, name),
        "outcomes": outcomes.outcomes([row for row in every.line if year in (None, row["year"])], every.results, name),
        "conflicts": outcomes.conflicts([row for row in (*every.line, *every.results, *every.totals) if year in (None, row["year"])], name),
        "easier": _easier(every, chosen, name, sort),
        "chosen_year": chosen,
        "sort": sort,
        "several": series.of_several_years,
        "years_of": series.years_of,
        "merged": merged.merged([*every.line, *every.results], households, parts) if asked["provinces"] == "today" else [],
        "why": {code: visit.t(*words) for code, words in (series.WHY | held.NO_FIGURE).items()},
        "cut": cut,
        "most_rows": MOST_ROWS,
        "most_places": MOST_PLACES,
        "rates": RATES,
        "province_options": [(one, one) for one in sorted({row[column] or "" for row in all_places} - {""})],
        "year_options": [(one, one) for one in _years(places, every)],
    }
    answers = {
        "targets_by_place": rows if year is None else [row for row in rows if series.in_year(row, year)],
        "indicators": indicators,
        "places_held": places,
        "merged_provinces": former,
    }

    async def taken() -> Taken:
        whole = await visit.rows("targets_by_place", **asked, kind=KINDS)
        words = {code: visit.t(*said) for code, said in series.WHY.items()}
        why = await asyncio.to_thread(series.reasons, whole)
        return Taken(
            title=f"{visit.t('Chỉ tiêu', 'Targets')}: {visit.label('indicator', indicator)}",
            rows=Each(whole, lambda row: row | {"off_chart": words.get(why.get(row["id"], ""))}),
            columns=columns(*COLUMNS),
            leading=("province", "district", "commune", "year", "printed", "unit", "status", "population", "sentence"),
            filters=visit.filters(asked),
            basis=told["basis"],
            question="targets_by_place",
            address=visit.absolute(visit.here()),
        )

    return Shown("kehoach_targets.html", answers, extra, taken, ("targets_by_place",) if cut or len(narrow) == MOST_NARROW else ())


def _level(indicators: list[Row], indicator: str) -> str:
    """The level shown where none is asked for: provinces where any has the indicator, else the level that has most."""
    counts = next((row for row in indicators if row["indicator"] == indicator), None)
    if counts is None or counts["province_rows"]:
        return "province"
    return max(("district", "commune", "central"), key=lambda level: counts[f"{level}_rows"] or 0)


def _whole_places(rows: list[Row]) -> list[Row]:
    """Rows cut off at a limit, without the last place, of which some may be missing (all rows where there is only one place)."""
    place = itemgetter("province", "district", "commune")
    last = place(rows[-1])
    return [row for row in rows if place(row) != last] or rows


def _name(visit: Visit, today: bool, merged_now: set[str]) -> Callable[[Row], str]:
    """Whose plan a row is of. A province merged in 2025 is another place than the one of the same name before; with today's provinces
    asked for, a former one says what it is part of now."""
    known: dict[object, str] = {}

    def name(row: Row) -> str:
        where = row.get("plan_id") or (row["province"], row["district"], row["commune"], row["province_today"], row["since_2025"])
        if where not in known:
            said, now = visit.place(row), row.get("province_today")
            if row.get("since_2025") and said in merged_now:
                said = visit.t(f"{said} (từ 01/7/2025)", f"{said} (since July 2025)")
            elif today and now and (now != row["province"] or said in merged_now):
                said = visit.t(f"{said} (nay thuộc {now})", f"{said} (now part of {now})")
            known[where] = said
        return known[where]

    return name


def _told(visit: Visit, asked: dict[str, str], basis: held.Held) -> dict[str, Any]:
    """Title, basis and address that stand inside a picture of a chart."""
    word = _unit_word(visit, asked["level"], len(basis.places))
    rests = visit.t(
        f"Dựa trên {basis.answering}/{len(basis.places)} {word} có kế hoạch trong kho ({basis.plans} kế hoạch, không tính bản sao)",
        f"Rests on {basis.answering}/{len(basis.places)} {word} with a plan held here ({counted(basis.plans, 'plan')}, copies left out)",
    )
    return {"title": visit.label("indicator", asked["indicator"]), "basis": rests, "address": visit.absolute(visit.here())}


def _unit_word(visit: Visit, level: str, count: int) -> str:
    vi, many, one = LEVELS.get(level, LEVELS["province"])
    return visit.t(vi, one if count == 1 else many)


async def _households(visit: Visit, asked: dict[str, str]) -> list[Row]:
    """The numbers of poor households that a rate of merged provinces is recomputed from: whole provinces and stated years only."""
    counted = {"poverty_rate": "poor_households", "near_poverty_rate": "near_poor_households"}.get(asked["indicator"])
    if not counted or asked["level"] != "province":
        return []
    rows = await visit.ask("targets_by_place", **asked | {"indicator": counted, "year": ""}, kind=KINDS, most=str(MOST_READ))
    made = series.arranged(rows)
    return [*made.line, *made.results]


def _former(rows: list[Row]) -> dict[str, list[str]]:
    """Today's provinces that are made of several -> those."""
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(row["today"], []).append(row["province"])
    return {today: names for today, names in found.items() if len(names) > 1}


def _easier(made: series.Arranged, year: int | None, name: Callable[[Row], str], sort: str) -> list[tuple[str, str, list[easier.Needed]]]:
    """(unit, standard, rows in the order asked for) for each list that may be ranked by itself, where there is something to compare."""
    found = []
    for unit in dict.fromkeys(row["unit"] for row in (*made.line, *made.changes)) if year else ():
        for (standard, _), rows in easier.needed(made, unit, year or 0, name).items():
            if len(rows) > 1 or rows[0].start is not None:
                found.append((unit, standard, easier.ordered(rows, sort)))
    return sorted(found, key=lambda one: -len(one[2]))


def _best_year(made: series.Arranged) -> int | None:
    """The year with most levels set, the later of two."""
    counts = Counter(row["year"] for row in made.line)
    return max(counts, key=lambda year: (counts[year], year)) if counts else None


def _years(places: list[Row], made: series.Arranged) -> list[int]:
    """The years to choose from: those of the plans held, and those that figures are for."""
    found = {row["year"] for row in (*made.line, *made.changes, *made.bands)}
    return sorted(found.union(*(held.years(row["periods"]) for row in places)))

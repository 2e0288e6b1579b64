"""Targets of one indicator, arranged for reading: which rows may stand on a line, which on no chart and why, and what a line may join."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from extract.text import bare
from web.queries import Row
from web.whose import POVERTY, is_total, narrower

MOST_YEARS = 40  # of a table that shows the years without a value too
WHY = {
    "no_year": ("không rõ năm", "no year known"),
    "year_default": ("câu không ghi năm, năm chỉ suy từ kỳ kế hoạch", "no year in the sentence, only the plan’s period"),
    "place": ("của một nơi hẹp hơn", "of a narrower place"),
    "place_named": ("câu nêu một nơi hẹp hơn", "its sentence names a narrower place"),
    "group": ("chỉ của một nhóm", "of a group only"),
    "local_line": ("theo chuẩn nghèo riêng của địa phương", "by a local poverty line"),
    "guess": ("số ước tính hoặc nhu cầu", "an estimate or a need"),
    "assigned": ("chỉ tiêu cấp trên giao", "assigned from above"),
    "result": ("số kết quả, để đối chiếu", "a result, to compare with"),
    "total": ("bảng nêu lại số của cả địa phương", "a table’s total, said in the text too"),
    "change": ("mức tăng, giảm: biểu đồ riêng", "a change: a chart of its own"),
}
"""Why a row is not on the line of levels, in words."""
_COMPARED = ("", "result", "assigned", "change")


@dataclass(frozen=True, slots=True)
class Arranged:
    """Every row in exactly one list, each with `off_chart`: a code of WHY, or "" for those on the line.

    `bands`: a change per year over several years; `changes`: of one year; `results`: measured, whole place; `totals`: cells that say again
    what the text of the same plan says (or contradict it); `apart`: groups and narrower places; `off`: neither a line nor a group, as the
    year is unknown or only assumed, or it is an estimate, or measured by a local poverty line.
    """

    line: list[Row] = field(default_factory=list)
    bands: list[Row] = field(default_factory=list)
    changes: list[Row] = field(default_factory=list)
    results: list[Row] = field(default_factory=list)
    assigned: list[Row] = field(default_factory=list)
    totals: list[Row] = field(default_factory=list)
    apart: list[Row] = field(default_factory=list)
    off: list[Row] = field(default_factory=list)


def arranged(rows: Iterable[Row]) -> Arranged:
    """A table's total stands in for the text only where the same plan's text gives no such figure."""
    made = Arranged()
    found = list(rows)
    why, totals = _reasons(found)
    lists = {"": made.line, "result": made.results, "assigned": made.assigned, "total": made.totals}
    lists |= dict.fromkeys(("place", "place_named", "group"), made.apart)
    for row in sorted(found, key=lambda row: row["id"] in totals) if totals else found:
        code = why[row["id"]]
        (_changes(made, row) if code == "change" else lists.get(code, made.off)).append({**row, "off_chart": code})
    return made


def reasons(rows: Iterable[Row]) -> dict[str, str]:
    """Row id -> why it is off the line of levels, a code of WHY, "" for those on it. Holds no row, so there may be any number."""
    return _reasons(rows)[0]


def _reasons(rows: Iterable[Row]) -> tuple[dict[str, str], Collection[str]]:
    """The reasons, and the ids of the totals of tables that the text may say too."""
    why: dict[str, str] = {}
    totals: dict[str, tuple[object, ...]] = {}
    said: set[tuple[object, ...]] = set()
    for row in rows:
        why[row["id"]] = code = off_chart(row)
        if code in _COMPARED and is_total(row):
            totals[row["id"]] = _figure(row)
        elif code in _COMPARED:
            said.add(_figure(row))
    return why | {id_: "total" for id_, figure in totals.items() if figure in said}, totals.keys()


def _figure(row: Row) -> tuple[object, ...]:
    return row["plan_id"], row["kind"], row["status"] == "assigned", row["unit"], row["year"], row["measure"], counted(row)


def off_chart(row: Row) -> str:
    """Why a row may not stand on the line of its place: a code of WHY, "" where it may."""
    if why := narrower(row):
        return why
    if row["year"] is None:
        return "no_year"
    if row["year_basis"] == "default":
        return "year_default"
    if row["status"] in ("estimate", "need"):
        return "guess"
    if row["status"] == "assigned":
        return "assigned"
    if row["kind"] == "baseline":
        return "result"
    return "change" if row["measure"] == "change" else ""


def _changes(made: Arranged, row: Row) -> list[Row]:
    first, last = years_of(row)
    return made.bands if first < last else made.changes


def years_of(row: Row) -> tuple[int, int]:
    """The years that a change holds for: its year alone; of a change per year all years of the plan up to it, or all after the plan."""
    year, start, end = row["year"], row["period_start"], row["period_end"]
    if not row["per_year"] or not start or not end:
        return year, year
    return min(start if year <= end else end + 1, year), year


def in_year(row: Row, year: int | None) -> bool:
    """A row of that year, of a plan of several years that is in force then, or a change per year that runs on to a later year (as the
    question `targets_by_place` has it)."""
    if year is None or row["year"] == year or (of_several_years(row) and row["period_start"] <= year <= row["period_end"]):
        return True
    return bool(row["per_year"] and row["period_start"] and row["year"] and row["period_start"] <= year <= row["year"])


def of_several_years(row: Row) -> bool:
    return bool(row["period_start"] and row["period_end"] and row["period_start"] < row["period_end"])


@dataclass(frozen=True, slots=True)
class Group:
    """The levels to be reached in one unit: `table` maps place -> year -> rows; `line` is what may be joined (see `line_of`)."""

    unit: str
    years: list[int]
    table: dict[str, dict[int, list[Row]]]
    line: list[Row]
    standards: set[str]  # that its rows are measured by; rates under different ones cannot be compared


def groups(rows: list[Row], place: Callable[[Row], str]) -> list[Group]:
    """One group a unit, the largest first; `place` names whose plan a row is of."""
    by_unit: dict[str, list[Row]] = {}
    for row in rows:
        by_unit.setdefault(row["unit"], []).append(row)
    return [_group(unit, found, place) for unit, found in sorted(by_unit.items(), key=lambda item: -len(item[1]))]


def _group(unit: str, rows: list[Row], place: Callable[[Row], str]) -> Group:
    table: dict[str, dict[int, list[Row]]] = {}
    series: dict[tuple[str, str], dict[int, list[Row]]] = {}
    for row in rows:
        name = place(row)
        table.setdefault(name, {}).setdefault(row["year"], []).append(row)
        series.setdefault((name, counted(row)), {}).setdefault(row["year"], []).append(row)
    years = sorted({row["year"] for row in rows})
    if years[-1] - years[0] < MOST_YEARS:
        years = list(range(years[0], years[-1] + 1))
    steps = [{"name": name, "series": f"{name} {who}", **step} for (name, who), by_year in series.items() for step in line_of(by_year)]
    return Group(unit, years, table, steps, {row["standard"] for row in rows if row["standard"]})


def counted(row: Row) -> str:
    """Who is counted, for telling series apart; nobody for a rate of the whole place."""
    return "" if row["indicator"] in POVERTY else bare(row["population"] or "")


def line_of(by_year: dict[int, list[Row]]) -> Iterator[Row]:
    """The points that a line may join: one value a year. It breaks (value null) at a year without a value, at a year with several, and
    where the poverty standard changes (`why` is then "standard"), for then the two ends are not comparable."""
    single = [(year, rows[0]) for year, rows in sorted(by_year.items()) if len({(row["value"], row["standard"]) for row in rows}) == 1]
    if single:
        yield {"year": single[0][0], "value": single[0][1]["value"]}
    for (year, row), (next_year, next_row) in pairwise(single):
        if row["standard"] != next_row["standard"]:
            yield {"year": (year + next_year) / 2, "value": None, "why": "standard"}
        elif next_year != year + 1:
            yield {"year": (year + next_year) / 2, "value": None, "why": "gap"}
        yield {"year": next_year, "value": next_row["value"]}

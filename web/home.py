"""`/`: the questions in plain words, what is loaded, and where the gaps are; the plans of one province and year where a cell was chosen."""

from __future__ import annotations

from datetime import date

from web.order import vietnamese
from web.page import Shown, Visit
from web.queries import Row
from web.regions import parted
from web.unread import unread as unread_files

CENTRAL = "-"  # stands for "no province" in the address


async def page(visit: Visit) -> Shown:
    provinces = {"provinces": "today" if visit.arg("provinces") == "today" else ""}
    chosen = {name: visit.arg(name) for name in ("province", "year")}
    answers = {name: await visit.ask(name) for name in ("summary", "files_by_status")}
    answers["coverage"] = await visit.ask("coverage", **provinces)
    answers["provinces_without"] = await visit.ask("provinces_without", **provinces)
    if any(chosen.values()):
        answers["plans_in_force"] = await _plans(visit, chosen, provinces)
    unreadable = await unread_files(visit, provinces["provinces"])
    grid = _grid(answers["coverage"], {province for province, _ in unreadable})
    without = [row["province"] for row in answers["provinces_without"] if row["province"] not in grid]
    extra = {
        "asked": chosen | provinces,
        "grid": grid,
        "unreadable": unreadable,
        "years": sorted({row["year"] for row in answers["coverage"]}),
        "cells": sum(1 for row in answers["coverage"] if row["province"]),
        "filled": sum(1 for row in answers["coverage"] if row["province"] and row["provincial"]),
        "lower": sum(1 for row in answers["coverage"] if row["province"] and row["plans"] and not row["provincial"]),
        "parts": parted(grid, provinces["provinces"]),
        "without": without,
        "parts_without": parted(without, provinces["provinces"]),
        "central": CENTRAL,
        "today": date.today(),
    }
    return Shown("kehoach_home.html", answers, extra)


async def unread(visit: Visit) -> Shown:
    """`/tep`: the files that could not be read, or only in part, and why."""
    status = visit.arg("status")
    rows = await visit.ask("unread", status=status)
    files: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        files.setdefault((row["folder"], row["file"]), []).append(row)
    counts = await visit.ask("files_by_status")
    return Shown("kehoach_unread.html", {"unread": rows, "files_by_status": counts}, {"status": status, "files": files})


async def _plans(visit: Visit, chosen: dict[str, str], provinces: dict[str, str]) -> list[Row]:
    """The plans behind a cell of the grid."""
    central = chosen["province"] == CENTRAL
    rows = await visit.ask("plans_in_force", year=chosen["year"], province="" if central else chosen["province"], **provinces)
    return [row for row in rows if not central or row["province"] is None]


def _grid(coverage: list[Row], unread: set[str]) -> dict[str | None, dict[int, Row]]:
    """province -> year -> row of `coverage`, provinces in Vietnamese order, those of the whole country last; a province of which there are
    only files that could not be read has an empty line."""
    grid: dict[str | None, dict[int, Row]] = {}
    for row in coverage:
        grid.setdefault(row["province"], {})[row["year"]] = row
    for province in unread:
        grid.setdefault(province, {})
    return dict(sorted(grid.items(), key=lambda item: vietnamese(item[0])))

"""`/`: what is loaded, where the gaps are, and the questions in plain words."""

from __future__ import annotations

from web.page import Shown, Visit
from web.queries import Row


async def page(visit: Visit) -> Shown:
    answers = {name: await visit.ask(name) for name in ("summary", "files_by_status", "coverage")}
    answers["indicators"] = await visit.ask("indicators", kind="target")
    grid = _grid(answers["coverage"])
    years = sorted({row["year"] for row in answers["coverage"]})
    return Shown("kehoach_home.html", answers, {"grid": grid, "years": years})


def _grid(coverage: list[Row]) -> dict[str | None, dict[int, Row]]:
    """province -> year -> row of `coverage`."""
    grid: dict[str | None, dict[int, Row]] = {}
    for row in coverage:
        grid.setdefault(row["province"], {})[row["year"]] = row
    return grid

"""How long every page takes over many plans: p95 of each, when its answers are first asked for and when they are kept, beside the
processor's part of it (on a busy machine the rest is waiting) and the time SQLite alone needs for the same questions.

`python -m bench.pages [--responsibilities 100000] [--rounds 20]` builds a database of made-up plans in a temporary folder, asks every page
through Datasette in this process, then runs the very queries that the page ran on a bare connection, in the same run.
"""

from __future__ import annotations

import argparse
import asyncio
import sqlite3
import statistics
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml
from datasette.app import Datasette
from datasette.database import Database
from rich.console import Console
from rich.table import Table

from bench.many_plans import build
from web import kept, plugin, searching, serve

PAGES: Final = (
    "/",
    "/trach-nhiem?topic=housing",
    "/trach-nhiem?topic=housing&year=2022&role=lead",
    "/trach-nhiem",
    "/chi-tieu?indicator=poverty_rate",
    "/tim?q=nhà ở",
    "/lich?year=2023",
    "/can-cu",
    "/doi-chieu?a=p00001&b=p00064",
    "/ke-hoach/p00001",
)

_SAID: Final[dict[int | str, bool]] = {"on": True, "off": False}


class Recorded(Database):  # type: ignore[misc]  # Datasette has no types
    """A database that keeps what was asked of it: SQL with its parameters."""

    asked: list[tuple[str, Any]]

    async def execute(self, sql: str, params: Any = None, *rest: Any, **more: Any) -> Any:
        self.asked.append((sql, params))
        return await super().execute(sql, params, *rest, **more)


@dataclass(frozen=True, slots=True)
class Timed:
    """A page's address, and the 95th percentile in ms of first visits, of their processor time, of visits after them, and of its queries
    on a bare connection."""

    page: str
    first: float
    processor: float
    again: float
    alone: float


async def timed(path: Path, rounds: int) -> list[Timed]:
    """Every page's times.

    Raises RuntimeError where a page does not answer.
    """
    from datasette.plugins import pm

    if not pm.is_registered(plugin):
        pm.register(plugin, "kehoach")
    metadata = yaml.safe_load((serve.metadata() or Path()).read_text(encoding="utf-8"))
    datasette = Datasette([], metadata=metadata, settings={name: _SAID.get(value, value) for name, value in serve.SETTINGS.items()})
    database = Recorded(datasette, path=str(path), is_mutable=True)
    datasette.add_database(database, name="kehoach")
    connection = sqlite3.connect(path)
    searching.register(connection)
    made = []
    for page in PAGES:
        address = page.replace(" ", "%20")
        _forget(database)
        database.asked = []
        if (status := (await datasette.client.get(address)).status_code) != 200:
            raise RuntimeError(f"{page}: {status}")
        asked = tuple(database.asked)
        first, processor, again, alone = [], [], [], []
        for _ in range(rounds):
            _forget(database)
            begun = time.process_time()
            first.append(await _visit(datasette, address))
            processor.append((time.process_time() - begun) * 1000)
            again.append(await _visit(datasette, address))
            start = time.perf_counter()
            for sql, values in asked:
                connection.execute(sql, values or {}).fetchall()
            alone.append((time.perf_counter() - start) * 1000)
        made.append(Timed(page, _p95(first), _p95(processor), _p95(again), _p95(alone)))
    return made


def _forget(database: Database) -> None:
    if answers := kept.of(database):
        answers.forget()


async def _visit(datasette: Datasette, address: str) -> float:
    """Milliseconds until a page is there."""
    start = time.perf_counter()
    await datasette.client.get(address)
    return (time.perf_counter() - start) * 1000


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20, method="inclusive")[-1]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="p95 of every page / thời gian mở từng trang")
    parser.add_argument("--responsibilities", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=20)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "many.db"
        build(path, arguments.responsibilities)
        names = ("page", "p95 ms, first", "processor", "again", "SQLite alone", "first/alone")
        table = Table(*names, title=f"{arguments.responsibilities:,} responsibilities")
        for one in asyncio.run(timed(path, arguments.rounds)):
            times = (f"{ms:.0f}" for ms in (one.first, one.processor, one.again, one.alone))
            table.add_row(one.page, *times, f"{one.first / max(one.alone, 0.01):.1f}")
        Console(width=120).print(table)


if __name__ == "__main__":
    main()

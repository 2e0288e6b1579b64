"""How long every page takes over many plans: p95 of each beside the time SQLite alone needs for the same questions.

`python -m bench.pages [--responsibilities 100000] [--rounds 20]` builds a database of made-up plans in a temporary folder, asks every page
through Datasette in this process, then runs the page's saved questions with the same parameters on a bare connection, in the same run.
"""

from __future__ import annotations

import argparse
import asyncio
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl, urlsplit

import yaml
from datasette.app import Datasette
from datasette.database import Database
from rich.console import Console
from rich.table import Table

from bench.many_plans import build
from web import plugin, searching, serve

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


async def timed(path: Path, rounds: int) -> Iterator[tuple[str, float, float]]:
    """For every page: the address, its 95th percentile in ms, and the same for its saved questions on a bare connection."""
    from datasette.plugins import pm

    if not pm.is_registered(plugin):
        pm.register(plugin, "kehoach")
    metadata = yaml.safe_load((serve.metadata() or Path()).read_text(encoding="utf-8"))
    datasette = Datasette([], metadata=metadata, settings=dict(serve.SETTINGS))
    datasette.add_database(Database(datasette, path=str(path), is_mutable=True), name="kehoach")
    bare_connection = sqlite3.connect(path)
    searching.register(bare_connection)
    questions = metadata["databases"]["kehoach"]["queries"]
    made = []
    for page in PAGES:
        address = page.replace(" ", "%20")
        answer = await datasette.client.get(address)
        if answer.status_code != 200:
            continue
        asked = list((await datasette.client.get(_json(address))).json())
        whole, alone = [], []
        for _ in range(rounds):
            start = time.perf_counter()
            await datasette.client.get(address)
            whole.append((time.perf_counter() - start) * 1000)
            alone.append(_alone(bare_connection, questions, asked, page))
        made.append((page, _p95(whole), _p95(alone)))
    return iter(made)


def _json(address: str) -> str:
    path, question, rest = address.partition("?")
    return f"{path}.json{question}{rest}"


def _alone(connection: sqlite3.Connection, questions: dict[str, Any], asked: list[str], page: str) -> float:
    """Milliseconds for the page's questions, with the page's parameters, every row fetched."""
    given = dict(parse_qsl(urlsplit(page).query)) | {"plan": page.rpartition("/")[2]}
    start = time.perf_counter()
    for name in asked:
        if name in questions:
            values = {key: given.get(key, "400" if key == "most" else "") for key in questions[name].get("params", [])}
            connection.execute(questions[name]["sql"], values).fetchall()
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
        table = Table("page", "p95 ms", "SQLite alone p95 ms", "ratio", title=f"{arguments.responsibilities:,} responsibilities")
        for page, whole, alone in asyncio.run(timed(path, arguments.rounds)):
            table.add_row(page, f"{whole:.0f}", f"{alone:.0f}", f"{whole / max(alone, 0.01):.1f}")
        Console(width=110).print(table)


if __name__ == "__main__":
    main()

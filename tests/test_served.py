"""What is loaded into a database that is being served is shown without a restart, and no page waits for the load."""

from __future__ import annotations

import asyncio
from pathlib import Path

import small_plan
from datasette.app import Datasette

from db.load import Options, load
from db.pool import Limits

OPTIONS = Options(workers=1, read=small_plan.read, limits=Limits(silence=5, total=20))


def test_a_load_into_a_served_database_is_shown_without_a_restart(tmp_path: Path) -> None:
    plans, database = tmp_path / "plans", tmp_path / "plans.db"
    plans.mkdir()
    (plans / "a.txt").write_text(f"Số: 1/KH-UBND\n{small_plan.TEXT}", encoding="utf-8")
    load(plans, database, OPTIONS)

    async def numbers() -> list[str]:
        answer = await served.client.get("/plans/plans.json?_shape=array&_col=number")
        assert answer.status_code == 200
        return [row["number"] for row in answer.json()]

    async def go() -> tuple[list[str], list[int], list[str]]:
        before = await numbers()
        (plans / "b.txt").write_text(f"Số: 2/KH-UBND\n{small_plan.TEXT}\nthêm", encoding="utf-8")
        going = asyncio.create_task(asyncio.to_thread(load, plans, database, OPTIONS))
        during: list[int] = []
        while not going.done():
            during.append(len(await numbers()))
        await going
        return before, during, await numbers()

    served = Datasette([str(database)])
    before, during, after = asyncio.run(go())
    assert len(before) == 1 and set(during) <= {1, 2} and len(after) == 2

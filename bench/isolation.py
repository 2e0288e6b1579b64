"""What it costs to read files in processes that may die: the processor's milliseconds a file over reading them all in this one.

Both start warm, with one process at work; each file is another text, read once. The goal is at most 10 ms. Times are of the processor, in
all processes together, so that a busy machine does not change them (Linux).
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from multiprocessing import forkserver
from pathlib import Path
from typing import Any, Final

from db import folder, warm
from db.pool import Limits, Pool, Tell
from db.rows import Source
from db.worker import Job, work

FILES: Final = 60
_GOAL: Final = 10.0


def nothing(task: int, tell: Tell) -> int:
    """A task that costs only its share of a process."""
    return task


def main() -> int:
    """Prints the costs."""
    with tempfile.TemporaryDirectory() as made:
        jobs = list(_jobs(Path(made)))
        each = 1000 / len(jobs)
        alone = _inside(jobs) * each
        pooled = _pooled(partial(work, read=None), jobs) * each
        empty = _pooled(nothing, list(range(FILES))) * each
    print(f"{len(jobs)} plans, ms a plan: in this process {alone:.1f}, in the pool's {pooled:.1f},")
    print(f"isolation {pooled - alone:.1f} (goal {_GOAL:.0f}); a task without work {empty:.1f}")
    return 0


def _jobs(made: Path) -> Iterator[Job]:
    for number in range(FILES):
        path = made / f"{number}.txt"
        more = "\n".join(
            f"- Hỗ trợ {number * 40 + line} hộ nghèo thôn {line} của xã số {number} trước ngày 30/6/2022." for line in range(40)
        )
        path.write_text(f"{warm.PLAN}{more}", encoding="utf-8")
        yield Job(path, Source(f"p{number}", made.name, path.name, folder.sha256(path)))


def _inside(jobs: list[Job]) -> float:
    start = _spent()
    for job in jobs:
        work(job, lambda done, total: None)
    return _spent() - start


def _pooled(does: Callable[[Any, Tell], Any], tasks: list[Any]) -> float:
    with Pool(does, 1, Limits(), ("db.worker", "db.warm")) as pool:
        list(pool.run(tasks[:1]))  # the fork server has warmed up
        start = _spent()
        list(pool.run(tasks))
        return _spent() - start


def _spent() -> float:
    """Seconds of the processor that this process, the fork server and its ended processes have used."""
    server = forkserver._forkserver._forkserver_pid  # type: ignore[attr-defined]
    used = Path(f"/proc/{server}/stat").read_text().rpartition(")")[2].split()[11:15] if server else []
    return time.process_time() + sum(map(int, used)) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    sys.exit(main())

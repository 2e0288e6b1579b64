"""Files that could not be read, by the province and year that the names of their folders say: a gap there is not "no plan held"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from pathlib import PurePath

from db import folder
from web.page import Visit
from web.queries import Row

Place = tuple[str, int | None]
"""A province and a year, null where the folders name none."""


async def unread(visit: Visit, provinces: str) -> Counter[Place]:
    """How many files nobody could read, by place. `provinces`: "today" joins provinces merged in 2025, else they are as the folders say."""
    files = await visit.ask("unread_files")
    named = await visit.ask("province_names") if files else []
    return counted(files, {row["name"]: row["today"] if provinces == "today" else row["name"] for row in named})


def counted(files: list[Row], names: Mapping[str, str]) -> Counter[Place]:
    """The files by place; `names`: what a folder may be called -> the province it is shown as. Files whose folders name none are left out.

    >>> counted([{"folder": "/kho/Ha Giang", "file": "2022/a.pdf"}, {"folder": "/kho", "file": "b.pdf"}], {"Hà Giang": "Tuyên Quang"})
    Counter({('Tuyên Quang', 2022): 1})
    """
    known = tuple(names)
    found: Counter[Place] = Counter()
    for row in files:
        province, year = _said(f"{PurePath(row['folder']).name}/{row['file']}".rpartition("/")[0], known)
        if province:
            found[names[province], year] += 1
    return found


def by_province(places: Mapping[Place, int], year: str = "") -> Counter[str]:
    """Province -> files; where a `year` is asked for, those of that year and those whose folder names none."""
    found: Counter[str] = Counter()
    for (province, said), files in places.items():
        if not year or said is None or str(said) == year:
            found[province] += files
    return found


@lru_cache(maxsize=4096)
def _said(folders: str, names: tuple[str, ...]) -> tuple[str | None, int | None]:
    """What the names of the folders say; thousands of files share them."""
    return folder.province(folders + "/", names), folder.year(folders + "/")

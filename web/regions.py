"""Provinces by region, north to south, for tables that are read with the map in mind."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from web.order import vietnamese


@dataclass(frozen=True, slots=True)
class Region:
    """`vi` and `en`: its name, empty for what lies in no region; `provinces`: all of it by name."""

    vi: str
    en: str
    provinces: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """The names asked for that lie in a region, in Vietnamese order; null is the whole country."""

    region: Region
    names: tuple[str | None, ...]


@lru_cache(maxsize=2)
def regions(provinces: str) -> tuple[Region, ...]:
    """The regions of the 34 provinces since July 2025 ("today"), or of the 63 before."""
    told = tomllib.loads(Path(__file__).with_name("regions.toml").read_text(encoding="utf-8"))
    return tuple(Region(one["vi"], one["en"], tuple(one["provinces"])) for one in told["today" if provinces == "today" else "before"])


def parted(names: Iterable[str | None], provinces: str = "") -> list[Part]:
    """The names by region, north to south; those of no region, as an older province or the whole country, last.

    >>> [(part.region.vi, part.names) for part in parted([None, "Cà Mau", "Lào Cai", "An Giang"])]
    [('Trung du và miền núi phía Bắc', ('Lào Cai',)), ('Đồng bằng sông Cửu Long', ('An Giang', 'Cà Mau')), ('', (None,))]
    """
    ordered = sorted(names, key=vietnamese)
    known = regions(provinces)
    where = {name: region for table in (regions("today"), known) for region in table for name in region.provinces}
    if provinces != "today":  # papers may name a province by a name it has only since: Huế lies where Thừa Thiên Huế does
        where |= {"Huế": where["Thừa Thiên Huế"]}
    parts = [Part(region, tuple(name for name in ordered if where.get(name or "") == region)) for region in known]
    rest = tuple(name for name in ordered if where.get(name or "") not in known)
    return [part for part in (*parts, Part(Region("", "", ()), rest)) if part.names]

"""The authority tables as rows: agencies, agency_succession, places (published columns: SCHEMA of the database)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from extract.authority import places
from extract.authority.agencies import AGENCIES
from extract.authority.ids import slug

Row = Mapping[str, str | None]


def rows(table: str) -> Iterator[Row]:
    """The rows of `table`. Raises KeyError for a table that is none of the three."""
    return {"agencies": _agencies, "agency_succession": _succession, "places": places.rows}[table]()


def _agencies() -> Iterator[Row]:
    """Those of the lexicon, and those that only the succession names: of the sector of the agency whose name they begin with."""
    known = {slug(agency.name): agency for agency in AGENCIES}
    for key, agency in known.items():
        yield {"id": key, "name": agency.name, "sector": agency.sector, "level": agency.level}
    named = dict.fromkeys(name for entry in _entries() for name in (entry["agency"], entry["successor"]))
    for name in (name for name in named if slug(name) not in known):
        like = max((agency for agency in AGENCIES if name.startswith(agency.name)), key=lambda agency: len(agency.name), default=None)
        yield {"id": slug(name), "name": name, "sector": like.sector if like else None, "level": None}


def _entries() -> Any:
    return tomllib.loads((Path(__file__).parent / "succession.toml").read_text(encoding="utf-8"))["succession"]


def _succession() -> Iterator[Row]:
    """One row a duty (null: all duties); `place_id` is null, since the decrees hold for the whole country."""
    for entry in _entries():
        for duty in entry.get("duties", [None]):
            yield {
                "agency_id": slug(entry["agency"]),
                "successor_id": slug(entry["successor"]),
                "duty": duty,
                "place_id": None,
                "from_date": entry["from_date"],
                "basis": entry["basis"],
            }

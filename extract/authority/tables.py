"""The authority tables as rows: agencies, agency_succession, places (published columns: SCHEMA of the database)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from extract.authority import places
from extract.authority.agencies import AGENCIES
from extract.authority.ids import slug

Row = Mapping[str, str | None]


def rows(table: str) -> Iterator[Row]:
    """The rows of `table`. Raises KeyError for a table that is none of the three."""
    return {"agencies": _agencies, "agency_succession": _succession, "places": places.rows}[table]()


def _agencies() -> Iterator[Row]:
    for agency in AGENCIES:
        yield {"id": slug(agency.name), "name": agency.name, "sector": agency.sector, "level": agency.level}


def _succession() -> Iterator[Row]:
    """One row a duty (null: all duties); `place_id` is null, since the decrees hold for the whole country."""
    data = tomllib.loads((Path(__file__).parent / "succession.toml").read_text(encoding="utf-8"))
    for entry in data["succession"]:
        for duty in entry.get("duties", [None]):
            yield {
                "agency_id": slug(entry["agency"]),
                "successor_id": slug(entry["successor"]),
                "duty": duty,
                "place_id": None,
                "from_date": entry["from_date"],
                "basis": entry["basis"],
            }

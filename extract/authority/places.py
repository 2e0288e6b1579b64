"""Provinces, districts and communes before and after 1 July 2025, and what became of each.

Names and successors come from the table that underthesea carries (63 -> 34 provinces, 696 districts, 10,602 communes and wards; data of
vietnamadminunits, MIT). The law behind it: Nghị quyết 202/2025/QH15 (provinces), 203/2025/QH15 (no district level from 1 July 2025),
Nghị quyết 175/2024/QH15 (Thừa Thiên Huế becomes the city of Huế on 1 January 2025). Bare names carry no "tỉnh", "huyện", "xã".
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from zlib import crc32

from extract.authority.ids import slug
from extract.text import key

REFORM = "2025-07-01"
_LAST_DAY = "2025-06-30"
_KINDS = ("Thành phố", "Thị trấn", "Thị xã", "Tỉnh", "Huyện", "Quận", "Phường", "Xã", "Đặc khu")
_KIND_KEYS = tuple(key(kind) + " " for kind in _KINDS)


@lru_cache(maxsize=65536)
def bare_name(name: str) -> str:
    """A place's name without its kind: "Thành phố Cần Thơ" -> "Cần Thơ"; numbered wards keep theirs ("Phường 1")."""
    low = key(name)
    for kind in _KIND_KEYS:
        if low.startswith(kind):
            rest = name[len(kind) :]
            return name if rest.isdigit() else rest
    return name


@cache
def _table() -> dict[str, Any]:
    spec = find_spec("underthesea")
    if spec is None or not spec.submodule_search_locations:
        return {"province_names": {}, "old_province_names": {}, "province_mapping": {}, "ward_mapping": []}
    path = Path(next(iter(spec.submodule_search_locations))) / "address" / "data" / "mapping.json"
    table: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return table


@cache
def provinces() -> tuple[str, ...]:
    """Bare names of all provinces, those of before 2025 and those of today."""
    table = _table()
    names = [entry["short"] for entry in (*table["old_province_names"].values(), *table["province_names"].values())]
    return tuple(dict.fromkeys([*names, "Thừa Thiên Huế"]))


@cache
def _provinces_by_key() -> dict[str, str]:
    return {slug(name): name for name in provinces()} | {"tp-ho-chi-minh": "Hồ Chí Minh", "dac-lac": "Đắk Lắk", "dak-lak": "Đắk Lắk"}


def province_named(name: str) -> str | None:
    """The bare official name of the province that `name` spells in any way, or null."""
    return _provinces_by_key().get(slug(bare_name(name.strip())))


@cache
def _districts() -> dict[str, frozenset[str]]:
    names: dict[str, set[str]] = {}
    for ward in _table()["ward_mapping"]:
        province = bare_name(ward["old_province"])
        for spelling in (bare_name(ward["old_district"]), ward["old_district"]):
            names.setdefault(key(spelling), set()).add(province)
            names.setdefault(slug(spelling), set()).add(province)
    return {name: frozenset(of) for name, of in names.items()}


@cache
def _names() -> frozenset[str]:
    table = _table()["ward_mapping"]
    said = {ward[level] for ward in table for level in ("old_district", "old_ward", "new_ward") if ward[level]}
    return frozenset(key(bare_name(name)) for name in said) | frozenset(map(key, provinces()))


def is_place(name: str) -> bool:
    """Whether a province, district or commune, of before 2025 or of today, has the bare `name`.

    >>> is_place("Hội An"), is_place("Hội Nông dân")
    (True, False)
    """
    return key(name.strip()) in _names()


def province_of_district(name: str, year: int | None = None) -> str | None:
    """The one province that the district `name` (with or without "huyện") lay in, or null where several or none have it.

    Before 2025 the city of Huế was the province Thừa Thiên Huế; `year` says which name holds (default: before)."""
    found = _districts().get(key(name.strip())) or _districts().get(slug(name)) or frozenset()
    if len(found) != 1:
        return None
    province = next(iter(found))
    return "Thừa Thiên Huế" if province == "Huế" and (year or 0) < 2025 else province


def place_id(province: str | None, district: str | None = None, commune: str | None = None, since_reform: bool = False) -> str | None:
    """The id of a place by its bare names: "ha-tinh", "ha-tinh/huong-son", "2025/ninh-binh"."""
    if province is None:
        return None
    return "/".join((["2025"] if since_reform else []) + [slug(part) for part in (province, district, commune) if part])


def rows() -> Iterator[dict[str, str | None]]:
    """All places as rows of the published table `places`."""
    yield from _province_rows()
    yield from _lower_rows()


def _province_rows() -> Iterator[dict[str, str | None]]:
    table = _table()
    merged = _merged()
    for old_key, entry in table["old_province_names"].items():
        name, new = entry["short"], table["province_names"][table["province_mapping"][old_key]]["short"]
        ends = name in merged
        yield _row(
            place_id(name), name, "province", None, None, _LAST_DAY if ends else None, place_id(new, since_reform=True) if ends else None
        )
    yield _row("thua-thien-hue", "Thừa Thiên Huế", "province", None, None, "2024-12-31", "hue")
    for entry in table["province_names"].values():
        if entry["short"] in _new_names():
            yield _row(place_id(entry["short"], since_reform=True), entry["short"], "province", None, REFORM, None, None)


@cache
def _today() -> dict[str, str]:
    """Names of provinces that are no more -> names of the provinces they became part of."""
    found = list(_province_rows())
    names = {row["id"]: row["name"] for row in found}
    return {str(row["name"]): str(names[row["successor_id"]]) for row in found if row["successor_id"]}


def province_today(name: str | None) -> str | None:
    """The province (bare name) of which a province is part since 1 July 2025; its own name where it stands unchanged or is not known."""
    if name is None:
        return None
    now = _today().get(name, name)
    return now if now == name else province_today(now)


@cache
def _merged() -> frozenset[str]:
    """Old provinces that ended on 30 June 2025: all that share a new province with another."""
    table = _table()
    by_new: dict[str, list[str]] = {}
    for old, new in table["province_mapping"].items():
        by_new.setdefault(new, []).append(table["old_province_names"][old]["short"])
    return frozenset(name for names in by_new.values() if len(names) > 1 for name in names)


@cache
def _new_names() -> frozenset[str]:
    table = _table()
    return frozenset(
        table["province_names"][new]["short"]
        for old, new in table["province_mapping"].items()
        if table["old_province_names"][old]["short"] in _merged()
    )


def _lower_rows() -> Iterator[dict[str, str | None]]:
    seen: set[str | None] = set()
    wards = [ward for ward in _table()["ward_mapping"] if ward["old_ward"] and ward["new_ward"]]
    old_ids, new_ids = _distinct([_old_id(w) for w in wards]), _distinct([_new_id(w) for w in wards])
    successors: dict[str, set[str]] = {}
    for ward in wards:
        successors.setdefault(old_ids[_old_id(ward)], set()).add(new_ids[_new_id(ward)])
    for ward in wards:
        province, district = bare_name(ward["old_province"]), bare_name(ward["old_district"])
        above, own, new = place_id(province, district), old_ids[_old_id(ward)], new_ids[_new_id(ward)]
        if above not in seen:
            yield _row(above, district, "district", place_id(province), None, _LAST_DAY, None)
        if own not in seen:
            one = successors[own]
            yield _row(own, bare_name(ward["old_ward"]), "commune", above, None, _LAST_DAY, next(iter(one)) if len(one) == 1 else None)
        if new not in seen:
            parent = bare_name(ward["new_province"])
            yield _row(
                new, bare_name(ward["new_ward"]), "commune", place_id(parent, since_reform=parent in _new_names()), REFORM, None, None
            )
        seen |= {above, own, new}


_Named = tuple[str, str]  # id, name as written


def _old_id(ward: dict[str, str]) -> _Named:
    return place_id(bare_name(ward["old_province"]), bare_name(ward["old_district"]), ward["old_ward"]) or "", ward["old_ward"]


def _new_id(ward: dict[str, str]) -> _Named:
    return place_id(bare_name(ward["new_province"]), None, ward["new_ward"], since_reform=True) or "", ward["new_ward"]


def _distinct(named: list[_Named]) -> dict[_Named, str]:
    """An id each; where two names of one district differ in tone marks alone (Tân Thành, Tân Thạnh), a checksum of the name follows."""
    names: dict[str, set[str]] = {}
    for id_, name in named:
        names.setdefault(id_, set()).add(name)
    return {(id_, name): id_ if len(names[id_]) == 1 else f"{id_}-{crc32(name.encode()) & 0xFFFF:04x}" for id_, name in set(named)}


def _row(
    id_: str | None, name: str, level: str, parent: str | None, valid_from: str | None, valid_to: str | None, successor: str | None
) -> dict[str, str | None]:
    return {
        "id": id_,
        "name": name,
        "level": level,
        "parent_id": parent,
        "valid_from": valid_from,
        "valid_to": valid_to,
        "successor_id": successor,
    }

"""A database of made-up plans of all provinces and years, as large as wanted, with the project's own schema."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path
from typing import Any, Final

from db import schema
from db.links import authority_rows
from extract.authority.places import province_today, provinces
from extract.text import bare

PER_PLAN: Final = 40
"""Responsibilities of a plan; it has half as many targets, deadlines and references."""
_TOPICS: Final = ("housing", "health", "education", "credit", "water_sanitation", "livelihood", "vocational_training", "coordination")
_NAMED: Final = ("Sở Xây dựng", "Sở Tài chính", "Sở Y tế", "Sở Nội vụ", "Sở Tư pháp", "Sở Công Thương", "Sở Dân tộc và Tôn giáo")
_AGENCIES: Final = _NAMED + tuple(f"Phòng chuyên môn số {n}" for n in range(1, 54))
_INDICATORS: Final = ("poverty_rate", "near_poverty_rate", "housing", "water", "health_insurance", "employment")
_TASK: Final = (
    "{} chủ trì, phối hợp với các đơn vị liên quan hỗ trợ nhà ở, đào tạo nghề cho hộ nghèo, hộ cận nghèo theo quy định, việc số {}."
)
_SECTIONS: Final = 8
_Row = dict[str, Any]


def build(path: Path, responsibilities: int) -> None:
    """Write the database to `path`, with at least so many responsibilities; the same rows every time."""
    connection = sqlite3.connect(path, isolation_level=None)
    schema.create(connection)
    chance = random.Random(7)
    connection.execute("begin")
    for table in ("agencies", "agency_succession", "places"):
        _insert(connection, table, authority_rows(table))
    _insert(connection, "agencies", [{"id": f"made{n}", "name": name, "sector": "other"} for n, name in enumerate(_AGENCIES)])
    cited = [{"id": f"i{n}", "doc_type": "quyet_dinh", "number": f"{n}/QĐ-TTg", "year": 2020} for n in range(200)]
    _insert(connection, "instruments", cited)
    names = provinces()[:63]
    for number in range(-(-responsibilities // PER_PLAN)):
        for table, rows in _plan(number, names[number % 63], 2016 + number // 63 % 11, chance).items():
            _insert(connection, table, rows)
    connection.execute("commit")
    connection.execute("analyze")
    connection.close()


def _insert(connection: sqlite3.Connection, table: str, rows: list[_Row]) -> None:
    if rows:
        names = ", ".join(f'"{name}"' for name in rows[0])
        values = [tuple(row.values()) for row in rows]
        connection.executemany(f"insert or ignore into {table} ({names}) values ({', '.join('?' * len(rows[0]))})", values)


def _plan(number: int, province: str, year: int, chance: random.Random) -> dict[str, list[_Row]]:
    """The rows of one plan of a province for one year."""
    plan = f"p{number:05}"
    tasks = [_TASK.format(chance.choice(_AGENCIES), n) for n in range(PER_PLAN)]
    places = _places(plan, tasks, {"province": province, "level": "province", "plan_year": year})
    half = range(PER_PLAN // 2)
    duties = [places[n] | {"id": f"{plan}-r{n}"} | _duty(number + n, tasks[n], chance) for n in range(PER_PLAN)]
    return {
        "plans": [_paper(number, plan, province, year, "\n".join(tasks))],
        "files": [{"folder": "/made", "file": f"{plan}.docx", "status": "ok", "plan_id": plan, "loaded_at": "2026-01-01T00:00:00Z"}],
        "sections": [_section(places[n], plan, n) for n in range(_SECTIONS)],
        "responsibilities": duties,
        "targets": [places[n] | {"id": f"{plan}-t{n}"} | _target(n, year) for n in half],
        "deadlines": [places[n] | {"id": f"{plan}-d{n}"} | _deadline(n, year) for n in half],
        "legal_references": [places[n] | {"id": f"{plan}-l{n}"} | _reference(number + n) for n in half],
        "search": [
            {"kind": "responsibility", "row_id": row["id"], "plan_id": plan, "text": row["task"], "folded": bare(row["task"]),
             "province": province, "plan_year": year, "level": "province"}
            for row in duties[: PER_PLAN // 2]
        ],
    }  # fmt: skip


def _paper(number: int, plan: str, province: str, year: int, text: str) -> _Row:
    copied = f"p{number - 1:05}" if number % 50 == 49 else None
    names = {"doc_type": "ke_hoach", "number": f"{number}/KH-UBND", "title": "Giảm nghèo", "issuer": f"Ủy ban nhân dân tỉnh {province}"}
    times = {"issued": f"{year}-03-01", "period_start": year, "period_end": year, "draft": 0, "status": "issued"}
    where = {"level": "province", "province": province, "province_today": province_today(province)}
    return {
        "id": plan,
        "folder": "/made",
        "file": f"{plan}.docx",
        "format": "docx",
        "text": text,
        "same_as": copied,
        **names,
        **times,
        **where,
    }


def _places(plan: str, tasks: list[str], flat: _Row) -> list[_Row]:
    """Where each task stands in the plan's text."""
    made, start = [], 0
    for n, task in enumerate(tasks):
        at = {"start_char": start, "end_char": start + len(task), "page": 1, "rule": "made", "confidence": 0.9}
        made.append({"plan_id": plan, "section_id": f"{plan}-s{n % _SECTIONS}", "text": task, **at, **flat})
        start += len(task) + 1
    return made


def _section(place: _Row, plan: str, n: int) -> _Row:
    own = {
        "id": f"{plan}-s{n}",
        "section_id": None,
        "ordinal": n,
        "level": 1,
        "plan_level": "province",
        "title": f"Mục {n}",
        "path": str(n),
    }
    return place | own


def _duty(n: int, task: str, chance: random.Random) -> _Row:
    agency = n % len(_AGENCIES)
    body = {"agency_id": f"made{agency}", "agency": _AGENCIES[agency], "agency_text": _AGENCIES[agency], "sector": "other"}
    how = {"role": ("lead", "support", "implement")[n % 3], "requested": 0, "inherited": n % 2}
    return body | how | {"task": task, "topics": f'["{chance.choice(_TOPICS)}"]'}


def _target(n: int, year: int) -> _Row:
    what = {"kind": "target", "indicator": _INDICATORS[n % len(_INDICATORS)], "value": float(n), "unit": "percent", "comparator": "eq"}
    return what | {"measure": "level", "year": year, "year_basis": "stated", "printed": f"{n}%", "status": "own"}


def _deadline(n: int, year: int) -> _Row:
    recurring = n % 5 == 0
    when = {"ends_on": None if recurring else f"{year}-{n % 12 + 1:02}-15", "recurrence": '["monthly"]' if recurring else "[]"}
    return when | {"kind": "recurring" if recurring else "date", "action": "báo cáo", "agency_id": f"made{n}", "reporting": 1}


def _reference(n: int) -> _Row:
    return {"doc_type": "quyet_dinh", "number": f"{n % 200}/QĐ-TTg", "instrument_id": f"i{n % 200}", "relation": "basis"}

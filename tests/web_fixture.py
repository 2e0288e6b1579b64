"""A small database made by hand from db/schema.py, for the tests of the pages: two provinces, a copy, a gap, a plan of a district, and
a hostile plan whose every text is markup."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import yaml
from datasette.app import Datasette
from datasette.database import Database
from datasette.plugins import pm

from db import schema
from extract.text import bare
from web import plugin

METADATA = Path(__file__).parents[1] / "metadata.yml"
HOSTILE = '<script>alert("x")</script><img src=x onerror=alert(1)>'
TEXT = """KẾ HOẠCH
I. MỤC TIÊU
Tỷ lệ hộ nghèo giảm từ 8,2% xuống còn dưới 6,5% vào cuối năm 2022; hỗ trợ 120 hộ nghèo làm nhà ở.
II. TỔ CHỨC THỰC HIỆN
Sở Xây dựng chủ trì, phối hợp với Sở Tài chính hỗ trợ nhà ở cho hộ nghèo theo Quyết định số 90/QĐ-TTg, báo cáo trước ngày 30/11/2022.
Sở Lao động mở lớp đào tạo nghề."""


def build(path: Path) -> Path:
    """Write the database to `path`."""
    connection = sqlite3.connect(path, isolation_level=None)
    schema.create(connection)
    made = Rows(connection)
    made.shared()
    made.add("places", id="2025/phu-tho", name="Phú Thọ", level="province", valid_from="2025-07-01")
    for id_, name in (("hoa-binh", "Hòa Bình"), ("phu-tho", "Phú Thọ"), ("vinh-phuc", "Vĩnh Phúc")):
        made.add("places", id=id_, name=name, level="province", valid_to="2025-06-30", successor_id="2025/phu-tho")
    made.plan("p1", "Hòa Bình", 2022)
    made.plan("p2", "Quảng Trị", 2022, level="4,1%")
    made.plan("p3", "Hòa Bình", 2024, level="4,24%")
    made.plan("p4", "Hòa Bình", 2022, same_as="p1")
    made.plan("p5", "Quảng Trị", 2023, district="Đakrông")
    made.plan("x1", HOSTILE, 2022, agency=HOSTILE, extra=HOSTILE)
    made.add("files", folder="/x", file="hỏng.pdf", sha256="0", status="failed", loaded_at="2024-01-02T03:04:05Z")
    made.add("problems", folder="/x", file="hỏng.pdf", stage="open", severity="error", message="Tệp hỏng", message_en="Broken file")
    made.add("agency_succession", agency_id="a1", successor_id="a2", from_date="2025-03-01", basis="Nghị quyết 18")
    connection.close()
    return path


class Rows:
    """Puts rows into the tables, a whole plan at a time."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def shared(self) -> None:
        """What the plans' rows point to."""
        for id_, name in (("a1", "Sở Xây dựng"), ("a2", "Sở Tài chính")):
            self.add("agencies", id=id_, name=name, sector="construction", level="province")
        self.add("instruments", id="i1", doc_type="quyet_dinh", number="90/QĐ-TTg", year=2022, issuer="Thủ tướng Chính phủ")
        self.add("instruments", id="i2", doc_type="quyet_dinh", number="59/2015/QĐ-TTg", year=2015, issuer="Thủ tướng Chính phủ")

    def add(self, table: str, **values: Any) -> None:
        names = ", ".join(f'"{name}"' for name in values)
        self.connection.execute(f"insert into {table} ({names}) values ({', '.join('?' * len(values))})", list(values.values()))

    def found(self, table: str, id_: str, plan: dict[str, Any], quote: str, **values: Any) -> None:
        start = plan["text"].index(quote)
        common = {
            "plan_id": plan["id"],
            "section_id": plan["id"] + "-s2",
            "text": quote,
            "start_char": start,
            "end_char": start + len(quote),
        }
        place = {"province": plan["province"], "level": plan["level"], "plan_year": plan["period_end"], "page": 1, "confidence": 0.9}
        self.add(table, id=f"{plan['id']}-{id_}", **common, **place, **values)

    def plan(
        self, id_: str, province: str, year: int, level: str = "6,5%", district: str | None = None, same_as: str | None = None,
        agency: str = "Sở Xây dựng", extra: str = "",
    ) -> None:  # fmt: skip
        text = TEXT.replace("6,5%", level) + "\n" + extra
        plan: dict[str, Any] = {"id": id_, "province": province, "text": text, "period_start": year, "period_end": year}
        plan |= {
            "level": "district" if district else "province",
            "district": district,
            "number": f"{year % 100}/KH-UBND",
            "title": "Giảm nghèo " + extra,
        }
        plan |= {"same_as": same_as, "folder": "/x/corpus/plans", "file": f"{id_}{extra}.docx", "format": "docx", "doc_type": "ke_hoach"}
        self.add("plans", status="issued", issued=f"{year}-03-31", draft=0, ocr=0.0, **plan)
        self.add("files", folder=plan["folder"], file=plan["file"], sha256=id_, status="ok", plan_id=id_, loaded_at="2024-01-02T03:04:05Z")
        self.add("problems", folder="/x", file=plan["file"], stage="parse", severity="warning", message="Thiếu " + extra, plan_id=id_)
        self.sections(plan)
        self.rows_of(plan, agency, float(level.rstrip("%").replace(",", ".")), level, extra)

    def sections(self, plan: dict[str, Any]) -> None:
        for ordinal, (label, title) in enumerate((("I.", "MỤC TIÊU"), ("II.", "TỔ CHỨC THỰC HIỆN"))):
            start = plan["text"].index(f"{label} {title}")
            self.add(
                "sections", id=f"{plan['id']}-s{ordinal + 1}", plan_id=plan["id"], ordinal=ordinal, level=1, label=label, title=title,
                kind="targets", start_char=start, end_char=start + 100, text=plan["text"][start : start + 100], province=plan["province"],
            )  # fmt: skip

    def rows_of(self, plan: dict[str, Any], agency: str, value: float, printed: str, extra: str) -> None:
        task = next(line for line in plan["text"].split("\n") if line.startswith("Sở Xây dựng"))
        common = {"inherited": 0, "requested": 0, "task": task + extra, "topics": '["housing"]'}
        self.found(
            "responsibilities",
            "t1",
            plan,
            task,
            agency_id="a1",
            agency=agency,
            agency_text=agency,
            sector="construction",
            role="lead",
            **common,
        )
        self.found("responsibilities", "t2", plan, task, agency_id="a2", agency="Sở Tài chính", sector="finance", role="support", **common)
        rate = {
            "kind": "target",
            "indicator": "poverty_rate",
            "unit": "percent",
            "year": plan["period_end"],
            "comparator": "lt",
            "measure": "level",
        }
        self.found("targets", "n1", plan, "dưới " + printed, value=value, sentence="Tỷ lệ hộ nghèo " + extra, **rate)
        self.found(
            "targets",
            "n2",
            plan,
            "120 hộ",
            value=120,
            programme="90/QĐ-TTg",
            project="Dự án 5",
            **rate | {"indicator": "housing", "unit": "household", "comparator": "eq", "population": extra},
        )
        ends = {"kind": "date", "ends_on": f"{plan['period_end']}-11-30", "recurrence": "[]", "reporting": 1, "action": "báo cáo" + extra}
        self.found("deadlines", "d1", plan, "trước ngày 30/11/2022", responsibility_id=f"{plan['id']}-t1", **ends)
        yearly = {"kind": "recurring", "recurrence": '["annual"]', "reporting": 1}
        self.found("deadlines", "d2", plan, "báo cáo trước ngày 30/11/2022", **yearly)
        self.found(
            "legal_references",
            "l1",
            plan,
            "Quyết định số 90/QĐ-TTg",
            doc_type="quyet_dinh",
            number="90/QĐ-TTg",
            relation="under",
            instrument_id="i1",
        )
        if plan["id"] == "p3":
            amends = {"doc_type": "quyet_dinh", "number": "59/2015/QĐ-TTg", "relation": "amends", "instrument_id": "i2"}
            self.found("legal_references", "l2", plan, "90/QĐ-TTg", **amends)
        self.found(
            "short_references",
            "b1",
            plan,
            "Quyết định số 90",
            doc_type="quyet_dinh",
            number="90/QĐ-TTg",
            reference_id=f"{plan['id']}-l1",
            instrument_id="i1",
            to_self=0,
        )
        words = {"responsibility": ("t1", task + extra), "section": ("s1", "MỤC TIÊU"), "target": ("n2", "120 hộ nghèo làm nhà ở")}
        words["responsibility "] = ("t2", "Sở Lao động mở lớp đào tạo nghề." + extra)
        for kind, (row, text) in words.items():
            where = {"plan_id": plan["id"], "province": plan["province"], "plan_year": plan["period_end"]}
            self.add("search", kind=kind.strip(), row_id=f"{plan['id']}-{row}", text=text, folded=bare(text), **where)


def served(path: Path, name: str = "kehoach", **settings: Any) -> Datasette:
    """A Datasette over the database, with metadata.yml and the plugin."""
    if not any(one is plugin for one in pm.get_plugins()):
        pm.register(plugin, "kehoach")
    datasette = Datasette([], metadata=yaml.safe_load(METADATA.read_text()), settings=settings or None)
    datasette.add_database(Database(datasette, path=str(path), is_mutable=True), name=name)
    return datasette

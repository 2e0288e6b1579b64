"""The floors of accuracy: on the given plans where they are at hand, and on the project's own gold."""

from pathlib import Path

import pytest

from extract.evaluation.count import count
from extract.evaluation.gold import Gold, golds
from extract.evaluation.judging import judge
from extract.model import Role
from extract.reading import read

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
FLOORS = {
    "sections": 0.97,
    "legal_references": 0.985,
    "targets": 0.95,
    "table_targets": 0.97,
    "deadlines": 0.93,
    "responsibilities": 0.90,
    "plan": 0.95,
}
OWN = ("yang-mao-2023", "hoa-binh-2024", "quang-tri-2022")


def found(folder: Path, name: str, file: Path) -> dict[str, float]:
    (gold,) = (one for one in golds(folder) if isinstance(one, Gold) and one.name == name)
    (form,) = count([judge(gold, "form", read(file))])
    return {family: one.f1 for family, one in form.families.items() if one.gold}


@pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="the given plans and their gold are not beside the checkout")
@pytest.mark.parametrize("form", ["txt", "docx", "pdf"])
@pytest.mark.parametrize("name", ["ha-nam-2017", "huong-tra-2022", "son-tay-2021"])
def test_the_given_plans_stay_above_the_floors(name: str, form: str) -> None:
    figures = found(SHARED / "gold", name, SHARED / "plans" / f"{name}.{form}")
    assert {family: f1 for family, f1 in figures.items() if f1 < FLOORS.get(family, 0)} == {}


@pytest.mark.skipif(not (SHARED / "plans").is_dir(), reason="the given plans are not beside the checkout")
@pytest.mark.parametrize(
    ("name", "agency"),
    [
        ("ha-nam-2017", "Sở Xây dựng"),
        ("soc-trang-2021", "Sở Xây dựng"),
        ("ninh-thuan-2023", "Sở Xây dựng"),
        ("huong-tra-2022", "Phòng Quản lý đô thị"),
    ],
)
def test_who_leads_housing_support(name: str, agency: str) -> None:
    reading = read(SHARED / "plans" / f"{name}.docx")
    text = reading.paper.document.text
    leads = [r for r in reading.responsibilities if r.role is Role.LEAD and "housing" in r.topics]
    assert {r.agency for r in leads} == {agency}
    assert all("nhà ở" in r.span.of(text).lower() for r in leads)


@pytest.mark.parametrize("name", OWN)
def test_own_plans_stay_above_the_floors(name: str) -> None:
    figures = found(ROOT / "corpus" / "gold", name, ROOT / "corpus" / "source" / f"{name}.txt")
    assert {family: f1 for family, f1 in figures.items() if f1 < FLOORS.get(family, 0)} == {}


def test_every_quote_is_the_text_at_its_place() -> None:
    reading = read(ROOT / "corpus" / "source" / "hoa-binh-2022.txt")
    text = reading.paper.document.text
    rows = [*reading.legal_references, *reading.targets, *reading.deadlines, *reading.responsibilities]
    assert len(rows) > 50
    assert all(0 <= row.span.start < row.span.end <= len(text) and row.span.of(text).strip() == row.span.of(text) for row in rows)

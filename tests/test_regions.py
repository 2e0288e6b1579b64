"""Every province lies in exactly one region, before and since July 2025, and the home page shows the gaps region by region."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest
from web_fixture import build, served

from extract.authority import places
from web.regions import parted, regions


@pytest.mark.parametrize(("table", "count"), [("", 63), ("today", 34)])
def test_every_province_lies_in_one_region(table: str, count: int) -> None:
    names = [name for region in regions(table) for name in region.provinces]
    assert len(regions(table)) == 6 and len(names) == len(set(names)) == count
    assert set(names) <= {row["name"] for row in places.rows() if row["level"] == "province"}


def test_names_of_other_times_and_the_country_come_last() -> None:
    parts = parted(["Hà Tây", None, "Huế", "Kon Tum", "Hà Nội"])
    assert [part.names for part in parts] == [("Hà Nội",), ("Huế",), ("Kon Tum",), ("Hà Tây", None)]
    assert [part.region.en for part in parts][-1] == ""


def test_home_is_read_from_north_to_south(tmp_path: Path) -> None:
    home = asyncio.run(served(build(tmp_path / "kehoach.db")).client.get("/")).text
    said = re.findall(r'scope="rowgroup"[^>]*><span>(.*?) <small>(.*?)</small>', home)
    assert said == [
        ("Trung du và miền núi phía Bắc", "1/14 tỉnh, thành phố"),
        ("Bắc Trung Bộ và duyên hải miền Trung", "1/14 tỉnh, thành phố"),
    ]

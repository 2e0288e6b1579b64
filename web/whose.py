"""Whose figure a rate is: the whole place whose plan it is, or something narrower that its sentence names, or by a local poverty line.

The columns `place` and `population` say so where the reading was sure; a comparison is stricter, so the words before the number count too.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from extract.patterns.pattern import pattern
from extract.patterns.targets_standard import RATED
from extract.text import key
from web.queries import Row

POVERTY: Final = frozenset(RATED)
"""Indicators of all poor or near-poor of a place: rates and numbers."""
RATES: Final = frozenset(name for name in RATED if name.endswith("_rate"))

# Levels of government: province > district (huyện, quận, thị xã) > commune (xã, phường, thị trấn) > hamlet (thôn, bản, ấp ...).
WHOLE: Final = pattern(
    "figure of the whole place",
    catches={"Tỷ lệ hộ nghèo toàn tỉnh còn 5%": "toàn tỉnh", "tỷ lệ hộ nghèo của xã": "của xã", "trên địa bàn huyện": "địa bàn huyện"},
    misses=("Tỷ lệ hộ nghèo huyện Tân Sơn còn 15%",),
    regex=r"\b(?:toàn|cả|của|địa\ bàn|địa\ bàn\ toàn)\ (?:tỉnh|thành\ phố|huyện|quận|thị\ xã|xã|phường|thị\ trấn)\b",
)
BELOW_PROVINCE: Final = pattern(
    "figure of a place below a province",
    catches={"Tỷ lệ hộ nghèo huyện Tân Sơn": "huyện", "Ở 31 xã có tỷ lệ hộ nghèo": "xã", "khu vực Hòa Bình giảm": "khu vực"},
    misses=("Tỷ lệ hộ nghèo toàn tỉnh còn 5%",),
    regex=r"\b(?:huyện|quận|thị\ xã|xã|phường|thị\ trấn|thôn|bản|làng|ấp|khóm|khối|khu\ vực|khu\ phố|vùng|tập\ trung)\b",
)
BELOW_DISTRICT: Final = pattern(
    "figure of a place below a district",
    catches={"Khối phường còn dưới 1,8%": "khối", "xã Tà Long": "xã", "Hộ nghèo còn tập trung ở Sơn A": "tập trung"},
    misses=("Toàn huyện còn 4,10%", "Toàn thị xã còn 4,10%"),
    regex=r"(?<!thị\ )\bxã\b|\b(?:phường|thị\ trấn|thôn|bản|làng|ấp|khóm|khối|khu\ vực|khu\ phố|vùng|tập\ trung)\b",
)
BELOW_COMMUNE: Final = pattern(
    "figure of a place below a commune",
    catches={"thôn Cây Tắt còn 20%": "thôn", "Hộ nghèo còn tập trung ở bản": "tập trung"},
    misses=("Toàn xã có 612 hộ nghèo",),
    regex=r"\b(?:thôn|bản|làng|ấp|khóm|khối|khu\ vực|khu\ phố|tổ\ dân\ phố|vùng|tập\ trung)\b",
)
GROUP: Final = pattern(
    "figure of a group of people",
    catches={
        "Tỷ lệ hộ nghèo Khmer": "khmer",
        "tỷ lệ hộ nghèo dân tộc thiểu số": "dân tộc",
        "tỷ lệ hộ nghèo có thành viên là người có công": "có công",
    },
    misses=("Tỷ lệ hộ nghèo toàn tỉnh", "có 12 hộ nghèo"),
    regex=r"\b(?:dân\ tộc|dtts|đồng\ bào|khmer|chăm|mông|phụ\ nữ|có\ công|khuyết\ tật|trẻ\ em|cao\ tuổi|bảo\ trợ"
    r"|nông\ thôn|thành\ thị|công\ giáo)\b",
)
LOCAL_LINE: Final = pattern(
    "poverty line of a province of its own",
    catches={"Tỷ lệ hộ nghèo chuẩn thành phố": "chuẩn thành phố", "theo chuẩn nghèo của tỉnh": "chuẩn nghèo của tỉnh"},
    misses=("theo chuẩn quốc gia", "đạt chuẩn nông thôn mới của tỉnh"),
    regex=r"\bchuẩn\ (?:nghèo\ )?(?:riêng\ )?(?:của\ )?(?:thành\ phố|tỉnh|tp)\b",
)
TOTAL: Final = pattern(
    "row of a table that sums up the whole place",
    catches={"Toàn tỉnh": "toàn tỉnh", "TỔNG CỘNG": "tổng cộng", "Cộng": "cộng", "Tổng số": "tổng số"},
    misses=("Tổng cộng khu vực Hà Giang cũ", "Huyện Đà Bắc"),
    regex=r"^\W*(?:toàn\ (?:tỉnh|thành\ phố|huyện|quận|thị\ xã|xã|phường)|(?:tổng\ )?cộng|tổng(?:\ số)?)\W*$",
)
_BELOW: Final = {"district": BELOW_DISTRICT, "commune": BELOW_COMMUNE}
_OWN: Final = {"district": ("huyện", "quận", "thị xã", "thành phố"), "commune": ("xã", "phường", "thị trấn")}
_PLAIN: Final = frozenset(
    {"hộ", "dân", "cư", "nghèo", "cận", "số", "tổng", "toàn", "tỉnh", "thành", "phố", "huyện", "thị", "xã", "phường", "của", "có", "là"}
    | {"chiếm", "đưa", "cuối", "năm", "về", "tỷ", "lệ", "còn", "trên", "trong", "=", ":"}
)


def is_rate(row: Row) -> bool:
    """A figure on all poor or near-poor of a place, a rate or their number: words beside it can only narrow it."""
    return row["indicator"] in POVERTY


def is_total(row: Row) -> bool:
    """A cell of a table's row that sums up the whole place ("Toàn tỉnh", "Tổng cộng")."""
    return bool(row["place"] and row["from_table"] and TOTAL.search(key(row["place"])))


def narrower(row: Row) -> str:
    """Why a row is not of the whole place: "place", "place_named" (its sentence names one), "group", "local_line"; "" where it is."""
    if row["place"] is not None and not is_total(row):
        return "place"
    if not is_rate(row):
        return ""
    before = key(_before(row))
    if row["standard"] == "local" or LOCAL_LINE.search(before):
        return "local_line"
    if not _plain(row["population"] or "") or GROUP.search(before, max(before.rfind("tỷ lệ"), 0)):
        return "group"
    below = _BELOW.get(row["level"], BELOW_PROVINCE)
    whole = [found.end() for found in WHOLE.finditer(before) if found.group().endswith(_OWN.get(row["level"], ("tỉnh", "thành phố")))]
    return "place_named" if max((found.end() for found in below.finditer(before)), default=-1) > max(whole, default=-1) else ""


def _before(row: Row) -> str:
    """The words that the number depends on: a cell's headings, or the part of the sentence up to it."""
    said = str(row["sentence"] or "")
    if row["from_table"] or row["quote"] not in said:
        return said
    before = said[: said.index(row["quote"])]
    return before[max(before.rfind(";"), before.rfind(". ")) + 1 :]


@lru_cache(maxsize=4096)
def _plain(population: str) -> bool:
    """Whether the words say no more than "the households": of "hộ dân" a rate is as much the whole place's as of nobody."""
    return all(word in _PLAIN for word in key(population).split())

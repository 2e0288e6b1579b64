"""Which poverty line a rate is measured by.

The lines: 2016-2020 by Decision 59/2015/QĐ-TTg, kept through 2021; 2022-2025 by Decree 07/2021/NĐ-CP (which calls its period
2021-2025 and measures from 2022 on), kept through 2026; then 2027-2030; or a line of the province's own.
"""

from __future__ import annotations

from extract.patterns.pattern import pattern

RATED = ("poverty_rate", "near_poverty_rate", "multidimensional_poverty_rate", "poor_households", "near_poor_households")
STATED = pattern(
    "poverty line by its period",
    catches={
        "theo chuẩn nghèo đa chiều giai đoạn 2022 - 2025": "chuẩn nghèo đa chiều giai đoạn 2022 - 2025",
        "theo tiêu chí nghèo của giai đoạn 2016-2020": "tiêu chí nghèo của giai đoạn 2016-2020",
    },
    misses=("Chương trình giảm nghèo giai đoạn 2021-2025", "chuẩn nghèo mới"),
    regex=r"""(?:chuẩn|tiêu\ chí) [^.;%]{0,70}? (?P<from>20\d{2}) \s?(?:-|đến\ năm|đến)\s? (?P<to>20\d{2})""",
)
LOCAL = pattern(
    "a line of the province's own",
    catches={"theo chuẩn nghèo của tỉnh": "chuẩn nghèo của tỉnh", "theo chuẩn nghèo thành phố": "chuẩn nghèo thành phố"},
    misses=("chuẩn nghèo quốc gia",),
    regex=r"""chuẩn\ (?:hộ\ )?(?:cận\ )?nghèo (?:\ đa\ chiều)? (?:\ riêng)? (?:\ của)? \ (?:tỉnh|thành\ phố|địa\ phương) (?!\w)""",
)
_BY_END = {2020: "2016-2020", 2025: "2022-2025", 2026: "2022-2025", 2030: "2027-2030"}


def standard(code: str, year: int | None, first: int | None, near: tuple[str, ...]) -> tuple[str | None, str | None]:
    """(standard, basis) of a value of `year`; `first` is the plan's first year, `near` the keyed texts
    that may name the line, the nearest first."""
    if code not in RATED:
        return None, None
    for text in near:
        if match := STATED.search(text):
            if found := _BY_END.get(int(match["to"])):
                return found, "stated"
        elif LOCAL.search(text):
            return "local", "stated"
    if year is None or year < 2016 or (year == 2021 and (first or 0) > 2021):
        return None, None  # the end of 2021 was measured by both lines
    return ("2016-2020" if year <= 2021 else "2022-2025" if year <= 2026 else "2027-2030"), "by_year"

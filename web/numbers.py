"""Numbers and dates as people read them, in Vietnamese (4,24%; 75 tỷ đồng; 30/6/2023) or in English (4.24%; 75 billion VND; 2023-06-30)."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from extract.vocabulary import label

_SCALES = ((1e9, "tỷ đồng", "billion VND"), (1e6, "triệu đồng", "million VND"), (1.0, "đồng", "VND"))
_SWAPPED = str.maketrans(",.", ".,")
_COMPARED = {
    "vi": {"gt": "trên {}", "ge": "từ {} trở lên", "lt": "dưới {}", "le": "không quá {}", "about": "khoảng {}"},
    "en": {"gt": "over {}", "ge": "at least {}", "lt": "under {}", "le": "at most {}", "about": "about {}"},
}


def number(value: float, lang: str = "vi") -> str:
    """A plain number with the language's separators, at most four decimals.

    >>> number(11456), number(4.24), number(4.24, "en")
    ('11.456', '4,24', '4.24')
    """
    text = f"{value:,.4f}".rstrip("0").rstrip(".")
    return text if lang == "en" else text.translate(_SWAPPED)


def quantity(value: float, unit: str, lang: str = "vi") -> str:
    """A number with its unit.

    >>> quantity(75e9, "vnd"), quantity(4.24, "percent"), quantity(3, "household", "en")
    ('75 tỷ đồng', '4,24%', '3 households')
    """
    if unit == "percent":
        return number(value, lang) + "%"
    if unit == "vnd":
        size, vi, en = next((s for s in _SCALES if abs(value) >= s[0]), _SCALES[-1])
        return f"{number(value / size, lang)} {en if lang == 'en' else vi}"
    word = label("unit", unit, lang) if unit != "other" else ""
    return f"{number(value, lang)} {word}".rstrip()


def amount(row: dict[str, Any], lang: str = "vi") -> str:
    """The value of a target with range, comparator, unit and "mỗi năm"; a change says "giảm" or "tăng".

    >>> amount({"value": 4.24, "unit": "percent", "comparator": "lt"})
    'dưới 4,24%'
    """
    text = quantity(row["value"], row["unit"], lang)
    if row.get("value_high") is not None:
        text = f"{number(row['value'], lang)} – {quantity(row['value_high'], row['unit'], lang)}"
    comparator = row.get("comparator") or "eq"
    if comparator == "ge" and row.get("measure") == "change" and lang == "vi":
        text = f"ít nhất {text}"
    else:
        text = _COMPARED[lang].get(comparator, "{}").format(text)
    if row.get("measure") == "change" and row.get("direction"):
        text = f"{label('direction', row['direction'], lang)} {text}"
    return text + ((" a year" if lang == "en" else " mỗi năm") if row.get("per_year") else "")


@lru_cache(maxsize=4096)
def date(iso: str | None, lang: str = "vi") -> str:
    """An ISO date, as precise as it is.

    >>> date("2023-06-30"), date("2023-03"), date("2021")
    ('30/6/2023', '3/2023', '2021')
    """
    if not iso or lang == "en":
        return iso or ""
    return "/".join(part if len(part) == 4 else str(int(part)) for part in reversed(iso.split("-")))


def counted(count: int, word: str) -> str:
    """So many of an English word.

    >>> counted(1, "plan"), counted(1200, "plan")
    ('1 plan', '1,200 plans')
    """
    return f"{number(count, 'en')} {word}{'' if count == 1 else 's'}"

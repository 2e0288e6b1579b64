"""What a row says, field by field, in words: for the panel beside a plan's text."""

from __future__ import annotations

from typing import Final

from extract.vocabulary import label
from web import numbers
from web.columns import COLUMNS
from web.queries import Row

_FIELDS: Final = {
    "responsibility": "agency agency_text sector role verb requested inherited topics programme project",
    "target": "indicator amount printed status year year_basis population place place_basis baseline standard standard_basis"
    " from_table sentence programme project",
    "deadline": "starts_on ends_on recurrence action agency_text recipient reporting",
    "reference": "cited_type cited_number cited_issued cited_issuer pinpoint subject relation",
    "section": "",
}
"""Family -> its fields in reading order, by their names in `web.columns.COLUMNS`."""
_RENAMED: Final = {"cited_type": "doc_type", "cited_number": "number", "cited_issued": "issued", "cited_issuer": "issuer"}
_OWN: Final = {"amount": ("Giá trị", "Value"), "baseline": ("Mức đầu kỳ", "Starting value")}
_STANDARD_KNOWN: Final = {"stated": ("nêu trong văn bản", "stated"), "by_year": ("suy từ năm", "by the year")}
_VIETNAMESE: Final = (
    *("agency", "agency_text", "verb", "population", "place", "sentence", "programme", "project", "action", "recipient", "subject"),
    *("pinpoint", "cited_issuer", "printed"),
)


def fields(row: Row, lang: str) -> list[tuple[str, str, bool]]:
    """(heading, value, whether the value is the paper's own Vietnamese) of a row with its `family`; what is unknown is left out."""
    found = []
    for name in _FIELDS[row["family"]].split():
        value = _own(name, row, lang) if name in _OWN else _value(name, row, lang)
        if value and not (name == "agency_text" and value == row.get("agency")):
            vi, en = _OWN.get(name) or (COLUMNS[name].vi, COLUMNS[name].en)
            found.append((en if lang == "en" else vi, value, name in _VIETNAMESE))
    return found


def _own(name: str, row: Row, lang: str) -> str:
    if name == "amount":
        return numbers.amount(row, lang)
    if row["baseline_value"] is None:
        return ""
    year = f" ({row['baseline_year']})" if row["baseline_year"] else ""
    return numbers.quantity(row["baseline_value"], row["unit"], lang) + year


def _value(name: str, row: Row, lang: str) -> str:
    column, value = COLUMNS[name], row.get(_RENAMED.get(name, name))
    if value is None or value in (0, "", []):
        return ""
    if name == "standard_basis":
        return _STANDARD_KNOWN.get(str(value), (str(value),) * 2)[lang == "en"]
    if isinstance(value, list):
        return "; ".join(label(column.words, item, lang) for item in value)
    if column.kind == "code":
        return label(column.words, str(value), lang)
    if column.kind == "flag":
        return "yes" if lang == "en" else "có"
    return numbers.date(str(value), lang) if column.kind == "date" else str(value)

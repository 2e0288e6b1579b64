"""Rates of the provinces merged in 2025, recomputed from households: never an average of rates."""

from __future__ import annotations

from dataclasses import dataclass

from web.queries import Row

Key = tuple[str, int, str | None, str]  # province as it was, year, poverty standard, kind (target or baseline)


@dataclass(frozen=True, slots=True)
class Merged:
    """One of today's provinces in one year and under one standard. `parts`: former province -> its rate and its number of households (null
    where no paper held gives it, or where papers contradict each other). `rate` null unless every part has both."""

    today: str
    year: int
    standard: str | None
    kind: str
    parts: dict[str, tuple[Row | None, Row | None]]
    rate: float | None
    poor: float | None

    @property
    def lacking(self) -> list[str]:
        return [name for name, (rate, poor) in self.parts.items() if rate is None or poor is None or not rate["value"]]


def merged(rates: list[Row], households: list[Row], former: dict[str, list[str]]) -> list[Merged]:
    """`rates` in percent and `households` are exact levels of whole provinces; `former`: today's province -> those it is made of."""
    rate_of, poor_of = _by_key(rates, "percent"), _by_key(households, "household")
    found = []
    for today, provinces in former.items():
        kept = {key[1:] for key in (*rate_of, *poor_of) if key[0] in provinces}
        for year, standard, kind in sorted(kept, key=lambda key: (key[0], key[1] or "", key[2])):
            parts = {name: (rate_of.get((name, year, standard, kind)), poor_of.get((name, year, standard, kind))) for name in provinces}
            if any(rate for rate, _ in parts.values()):
                found.append(_one(today, year, standard, kind, parts))
    return found


def _one(today: str, year: int, standard: str | None, kind: str, parts: dict[str, tuple[Row | None, Row | None]]) -> Merged:
    pairs = [(rate["value"], poor["value"]) for rate, poor in parts.values() if rate and poor and rate["value"]]
    if len(pairs) < len(parts) or standard is None:
        return Merged(today, year, standard, kind, parts, None, None)
    poor = sum(number for _, number in pairs)
    total = sum(number / (rate / 100) for rate, number in pairs)
    return Merged(today, year, standard, kind, parts, 100 * poor / total, poor)


def _by_key(rows: list[Row], unit: str) -> dict[Key, Row]:
    """The one value of each key, of former provinces only (one of today's may bear the same name).

    None where papers differ, or where it is a bound or a range, from which nothing can be computed.
    """
    found: dict[Key, list[Row]] = {}
    for row in rows:
        if row["unit"] == unit and row["measure"] != "change" and not row["since_2025"]:
            found.setdefault((row["province"], row["year"], row["standard"], row["kind"]), []).append(row)
    exact = {key: some for key, some in found.items() if len({row["value"] for row in some}) == 1}
    return {key: some[0] for key, some in exact.items() if some[0]["comparator"] in (None, "eq") and some[0]["value_high"] is None}

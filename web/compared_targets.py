"""How likely two figures of two plans are the same target: what is counted, of whom, where, and for which year of the plan."""

from __future__ import annotations

from typing import Final

import numpy as np

from extract.text import bare
from web.compared_rules import Side, alike, both, by, each, same
from web.queries import Row
from web.whose import is_rate
from web.wording import YEAR, Matrix, content, likeness, words

_WHOLE: Final = frozenset(("", "toan tinh", "toan huyen", "toan xa", "toan thanh pho", "tong cong", "tong so", "cong", "ca tinh"))
"""Names of a table's last row, or of the plan's own place."""
_KINDS: Final = frozenset(["tỉnh", "huyện", "quận", "xã", "phường", "thị", "trấn", "thành", "phố"])
_SHARES: Final = ("percent", "percentage_point", "fraction", "times")
_PARTS: Final = (";", "(", ")", " gồm ", " bao gồm ", "trong đó", ", riêng")
_COUNTED: Final = 20  # words on each side of a number that tell what it counts


def where(row: Row, side: Side) -> str:
    """The place that a figure is for, without its kind ("huyện"); empty for the plan's own. A table's row may name it in its heading."""
    said = row.get("place") or _named_beside(row)
    if " ".join(words(bare(said))) in _WHOLE:
        return ""
    named = [word for word in words(said) if word not in _KINDS]
    return "" if " ".join(named) in side.place else " ".join(named)


def _named_beside(row: Row) -> str:
    """A place in the heading of a table's row, or soon behind a number: "420 căn ở Bác Ái"."""
    sentence = str(row.get("sentence") or "")
    if row.get("from_table"):
        return _named(sentence.partition(" - ")[0])
    parts = _until_part(sentence.partition(row["text"] or "\0")[2]).split()[:_COUNTED]
    at = next((i + 1 for i, part in enumerate(parts) if part in ("ở", "tại")), len(parts))
    behind = parts[at:] if at < len(parts) and parts[at] in _KINDS else ["huyện", *parts[at:]]
    return _named(" ".join(behind).replace(",", " ,").replace(".", " ."))


def _named(heading: str) -> str:
    """The place that a heading names: "Tỷ lệ hộ nghèo huyện Bác Ái" is of Bác Ái."""
    parts = heading.split()
    at = next((i + 1 for i, part in enumerate(parts[:-1]) if part in _KINDS and parts[i + 1][:1].isupper()), len(parts))
    stop = next((i for i in range(at, len(parts)) if not parts[i][:1].isupper()), len(parts))
    return " ".join(parts[at:stop])


def clause(row: Row) -> str:
    """The words around a number that say what it counts: up to the next number or semicolon on each side."""
    sentence, quote = row.get("sentence") or row["text"] or "", row["text"] or ""
    if row.get("from_table"):
        return sentence
    before, found, after = sentence.partition(quote)
    if not found:
        return sentence
    own = [] if row.get("unit") == "vnd" else [word for word in words(quote) if not word.isdigit()]
    near = _until_number(words(before.rpartition(";")[2])[::-1])[::-1]
    return " ".join([*near, *own, *_until_number(words(_until_part(after)))])


def _until_part(after: str) -> str:
    """Up to where the parts of the figure begin: "420 căn, trong đó Bác Ái 180 căn"."""
    return after[: min((at for part in _PARTS if (at := after.find(part)) >= 0), default=len(after))]


def _until_number(near: tuple[str, ...]) -> list[str]:
    kept: list[str] = []
    for word in near[:_COUNTED]:
        if word.isdigit() and word != YEAR:
            break
        kept.append(word)
    return kept


def since(row: Row, side: Side) -> int | None:
    """The year of a figure counted from its plan's last year: a plan of 2023 rolls the plan of 2022 on by a year."""
    return None if row.get("year") is None or side.year is None else row["year"] - side.year


def target_scores(then: Side, now: Side) -> Matrix:
    """The same kind, measure, place and year of the plan; then the same indicator and unit of the same people, or nearly the same words."""
    clauses = [[content(clause(row)) for row in side.rows] for side in (then, now)]
    said = likeness(*clauses)
    telling = both(*(np.array([len(words_) > 3 for words_ in side]) for side in clauses))
    people = alike(then, now, lambda row: content(row.get("population")))
    people = np.where(both(*each(then, now, lambda row: not row.get("population"))), 1, people).astype(np.float32)
    known = both(*each(then, now, lambda row: row["indicator"] != "other"))
    indicator, unit = by(then, now, "indicator"), by(then, now, "unit")
    sort = same((_sort(row) for row in then.rows), (_sort(row) for row in now.rows))
    here, there = (np.array([not where(row, side) for row in side.rows], bool) for side in (then, now))
    counted = both(*each(then, now, lambda row: row["unit"] not in _SHARES))
    one_unplaced = counted & (here[:, None] | there[None, :]) & (said >= 0.5)
    place = same((where(row, then) for row in then.rows), (where(row, now) for row in now.rows)) | one_unplaced
    rolled = same((since(row, then) for row in then.rows), (since(row, now) for row in now.rows))
    undated = each(then, now, lambda row: row.get("year") is None)
    year = rolled | by(then, now, "year") | undated[0][:, None] | undated[1][None, :]
    poverty = both(*each(then, now, is_rate))
    group = same((_narrowed(row) for row in then.rows), (_narrowed(row) for row in now.rows))
    possible = by(then, now, "kind") & by(then, now, "measure") & sort & place & year & group
    like = np.where(poverty, (people >= 0.5) | (said >= 0.45), ((people >= 0.5) & known & (said >= 0.25)) | (said >= 0.55))
    one = indicator & ((unit & like) | (telling & (said >= 0.6)))
    table = same((bool(row.get("from_table")) for row in then.rows), (bool(row.get("from_table")) for row in now.rows))
    score = 0.4 * said + 0.3 * people + 0.1 * indicator + 0.1 * unit + 0.06 * rolled + 0.1 * table
    return np.where(possible & (one | (telling & (said >= 0.75))), score, 0).astype(np.float32)


def _narrowed(row: Row) -> str:
    """What part of an indicator's own people a share is of: poverty of the ethnic minorities, trained labour with a certificate."""
    if is_rate(row):
        said = words(row.get("population") or (row.get("sentence") if row.get("from_table") else ""))
        return "dân tộc" if "dân tộc" in " ".join(said) else ""
    if row["indicator"] != "trained_labour":
        return ""
    sentence, quote = str(row.get("sentence") or ""), row["text"] or ""
    before = sentence if row.get("from_table") else " ".join(_until_number(words(sentence.partition(quote)[0])[::-1])[::-1])
    return "chứng chỉ" if "chứng chỉ" in " ".join(words(before)) else ""


def _sort(row: Row) -> str:
    """Shares, money and counts are never the same figure."""
    return "share" if row["unit"] in _SHARES else "vnd" if row["unit"] == "vnd" else "count"

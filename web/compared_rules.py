"""Family by family, how likely two rows of two plans are the same thing: matrices of scores, 0 where they are not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import pairwise
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from extract.text import bare
from web.queries import Row, listed
from web.wording import Matrix, content, likeness, words

Truth = NDArray[np.bool_]
_FORMULAS: Final = content("chủ trì phối hợp ủy ban nhân dân tỉnh huyện xã sở ngành liên quan đơn vị địa phương thực hiện tổ chức kế hoạch")
_LONG: Final = 20  # words of a heading above which it is a sentence
_SHORT: Final = 12  # words of a heading that is a name, not a sentence


@dataclass(frozen=True, slots=True)
class Side:
    """The rows of one family of one plan. `year` is the last year of its period, `issued` its date; `place` holds its name.

    `successors`: body -> who does its work today by law, with the duty (null: all) and the day, the same on both sides.
    `paired`: quotes of this and the other side that an earlier look has found to be the same thing.
    """

    rows: Sequence[Row]
    year: int | None = None
    issued: str | None = None
    place: frozenset[str] = frozenset()
    successors: dict[str, list[Row]] = field(default_factory=dict)
    paired: frozenset[tuple[str, str]] = frozenset()

    def only(self, places: Iterable[int]) -> Side:
        return self.having([self.rows[i] for i in places])

    def having(self, rows: Sequence[Row]) -> Side:
        return replace(self, rows=rows)


def place_names(plan: Row) -> frozenset[str]:
    """The names of a plan's own place as `where` spells them."""
    names = (plan.get(name) for name in ("commune", "district", "province"))
    own = next((name for name in names if name), "")
    return frozenset((" ".join(words(own)),))


def same(then: Iterable[Any], now: Iterable[Any]) -> Truth:
    """Where the values of both sides are equal; unknown equals unknown."""
    codes: dict[Any, int] = {}
    old = np.array([codes.setdefault(value, len(codes)) for value in then])
    new = np.array([codes.setdefault(value, len(codes)) for value in now])
    return np.asarray(old[:, None] == new[None, :])


def by(then: Side, now: Side, name: str) -> Truth:
    return same((row.get(name) for row in then.rows), (row.get(name) for row in now.rows))


def alike(then: Side, now: Side, said: Callable[[Row], frozenset[str]]) -> Matrix:
    return likeness([said(row) for row in then.rows], [said(row) for row in now.rows])


def each(then: Side, now: Side, says: Callable[[Row], bool]) -> tuple[Truth, Truth]:
    return np.array([says(row) for row in then.rows], bool), np.array([says(row) for row in now.rows], bool)


def both(then: Truth, now: Truth) -> Truth:
    return np.asarray(then[:, None] & now[None, :])


def succeeds(then: Row, name: str, then_side: Side, now_side: Side) -> bool:
    """Whether the body `name` does today, by law, what the body of `then` did, between the days of the two plans."""
    topics = set(listed(then.get("topics")))
    return any(
        law["successor"] == name
        and law.get("place") is None
        and (law["duty"] is None or law["duty"] in topics)
        and _day(then_side) < law["from_date"] <= _day(now_side)
        for law in then_side.successors.get(then["agency"], ())
    )


def _day(side: Side) -> str:
    return side.issued or (f"{side.year}-01-01" if side.year else "")


def responsibility_scores(then: Side, now: Side) -> Matrix:
    """The same body, or its successor by law, with a task in like words; more alike where it is another's task that it helps with."""
    said = alike(then, now, _task)
    agency = by(then, now, "agency")
    if then.successors:
        names = {row["agency"] for row in now.rows}
        for i, row in enumerate(then.rows):
            heirs = {name for name in names if succeeds(row, name, then, now)} if row["agency"] in then.successors else set()
            if heirs:
                agency[i] |= np.array([other["agency"] in heirs for other in now.rows])
    topics = alike(then, now, lambda row: frozenset(listed(row.get("topics"))))
    role = by(then, now, "role")
    lending = both(*each(then, now, lambda row: row["role"] == "support"))
    named = both(*each(then, now, lambda row: not str(row["agency"]).startswith("Các ")))
    near = np.where(lending | ~named, said >= 0.45, np.where(role, (said >= 0.3) | ((said >= 0.22) & (topics >= 0.4)), said >= 0.5))
    score = 0.8 * said + 0.1 * role + 0.1 * topics
    return np.where(agency & near, score, 0).astype(np.float32)


def companion_scores(then: Side, now: Side) -> Matrix:
    """What is left: the same body in two sentences that another body has already brought together."""
    found = np.zeros((len(then.rows), len(now.rows)), bool)
    at = [_by_text(side.rows) for side in (then, now)]
    for old, new in then.paired:
        found[np.ix_(at[0].get(old, []), at[1].get(new, []))] = True
    return np.where(found & by(then, now, "agency"), 0.5 + 0.5 * by(then, now, "role"), 0).astype(np.float32)


def _by_text(rows: Sequence[Row]) -> dict[str, list[int]]:
    """quote -> the rows that have it."""
    found: dict[str, list[int]] = {}
    for at, row in enumerate(rows):
        found.setdefault(str(row["text"]), []).append(at)
    return found


def reassigned_scores(then: Side, now: Side) -> Matrix:
    """What is left: nearly the same task in the same role, given to another body. Support is left out, for its lists come and go."""
    said = alike(then, now, _task)
    gives = np.array([row["role"] != "support" for row in then.rows])[:, None]
    return np.where((said >= 0.75) & by(then, now, "role") & gives, said, 0).astype(np.float32)


def _task(row: Row) -> frozenset[str]:
    """What a task is about, the projects it names with their numbers; the bodies and the formulas of giving work say nothing of that."""
    return (content(row["text"]) - _FORMULAS or content(row["text"])) | _projects(words(row["text"]))


def _projects(spoken: tuple[str, ...]) -> frozenset[str]:
    """Projects as one word each ("án 6"), for the number tells one from another."""
    return frozenset(f"án {number}" for name, number in pairwise(spoken) if name == "án" and number.isdigit())


def deadline_scores(then: Side, now: Side) -> Matrix:
    """What is due in like words, by the same body where both name one."""
    said = alike(then, now, _due)
    heading = alike(then, now, lambda row: content(row.get("heading")))
    agency = alike(then, now, lambda row: content(row.get("agency_text")))
    old, new = each(then, now, lambda row: not row.get("agency_text"))
    agency = np.where(old[:, None] | new[None, :], 0.5, agency).astype(np.float32)
    score = 0.6 * said + 0.2 * agency + 0.1 * heading + 0.07 * by(then, now, "kind") + 0.03 * by(then, now, "recurrence")
    telling = both(*each(then, now, lambda row: len(_due(row)) > 3)) | (heading >= 0.3)
    named = ((said >= 0.42) & (agency >= 0.8)) | (telling & (said >= 0.7) & (agency >= 0.3))
    near = named | (telling & (said >= 0.55) & (agency == 0.5)) | (both(*each(then, now, lambda row: len(_due(row)) > 3)) & (said >= 0.7))
    return np.where(near, score, 0).astype(np.float32)


def _due(row: Row) -> frozenset[str]:
    return content(row.get("action")) - _FORMULAS or content(row.get("action"))


def reference_scores(then: Side, now: Side) -> Matrix:
    """The same document; else one of the same type on the same subject that has taken its place."""
    document = same(map(_document, then.rows), map(_document, now.rows))
    subject = alike(then, now, lambda row: content(row.get("subject")))
    issuer = same(map(_suffix, then.rows), map(_suffix, now.rows))
    replaced = (subject >= 0.6) & by(then, now, "doc_type") & issuer
    return np.where(document, 1, np.where(replaced, 0.5 * subject, 0)).astype(np.float32)


def _document(row: Row) -> str:
    return str(row.get("instrument_id") or bare(row.get("number") or row["text"] or ""))


def _suffix(row: Row) -> str:
    """Who issues a document, by the letters of its number: "NQ-HĐND"."""
    return str(row.get("number") or "").rpartition("/")[2]


def section_scores(then: Side, now: Side) -> Matrix:
    """Headings in like words, under like headings."""
    said = alike(then, now, _titled)
    above = alike(then, now, partial(_content_or_all, "under"))
    exact = same((_heading(row) for row in then.rows), (_heading(row) for row in now.rows))
    kind = by(then, now, "kind")
    score = 0.7 * np.where(exact, 1, said) + 0.15 * above + 0.1 * kind + 0.05 * by(then, now, "level")
    names = both(*each(then, now, lambda row: len(words(row.get("title"))) <= _LONG))
    telling = both(*each(then, now, lambda row: len(content(row.get("title"))) > 3))
    return np.where(exact | (names & kind & (said >= 0.55)) | (telling & kind & (said >= 0.9)), score, 0).astype(np.float32)


def renamed_scores(then: Side, now: Side) -> Matrix:
    """What is left: parts of a plan that deal with the same (objectives, tasks, funding) under another name, and short like headings."""
    said = alike(then, now, partial(_content_or_all, "title"))
    level = by(then, now, "level")
    kind = by(then, now, "kind") & both(*each(then, now, lambda row: row.get("kind") not in (None, "other")))
    outermost = both(*each(then, now, lambda row: row["level"] == 1 and len(words(row.get("title"))) <= _SHORT))
    short = both(*each(then, now, lambda row: len(words(row.get("title"))) <= _SHORT and row.get("kind") != "organisation")) & (
        said >= 0.35
    )
    return np.where(level & kind & (outermost | short), 0.5 + 0.5 * said, 0).astype(np.float32)


def _heading(row: Row) -> str:
    return " ".join(words(row.get("title"))) or f"{row.get('label') or ''}|{row.get('under') or ''}"


def _titled(row: Row) -> frozenset[str]:
    return _content_or_all("title", row) | _projects(words(row.get("title")))


def _content_or_all(name: str, row: Row) -> frozenset[str]:
    return content(row.get(name)) or frozenset(words(row.get(name)))

"""Two plans' rows, family by family: which of the earlier stand in the later too, changed or kept, which are dropped, which added.

Pure: rows of the saved questions in, pairs out. Every row of both sides is in exactly one pair. A pair is first what is the same thing
(an indicator of the same people and place; a task of the same body), and then whether it has changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from extract.text import bare
from web.compared_rules import (
    Side,
    companion_scores,
    deadline_scores,
    reassigned_scores,
    reference_scores,
    renamed_scores,
    responsibility_scores,
    section_scores,
)
from web.compared_targets import target_scores
from web.compared_verdicts import (
    Verdict,
    verdict_of_deadline,
    verdict_of_reference,
    verdict_of_responsibility,
    verdict_of_section,
    verdict_of_target,
)
from web.queries import Row
from web.wording import Matrix

FAMILIES: Final = ("target", "responsibility", "deadline", "reference", "section")
VERDICTS: Final = ("changed", "added", "dropped", "kept")


@dataclass(frozen=True, slots=True)
class Pair:
    """`then` is null where added, `now` where dropped. `why` holds codes of what differs; `alike` the share of words kept (0 to 1).

    `also` are further mentions of the same document in either plan.
    """

    family: str
    verdict: str
    then: Row | None
    now: Row | None
    why: tuple[str, ...] = ()
    alike: float = 0.0
    also: tuple[Row, ...] = ()


Score = Callable[[Side, Side], Matrix]
_RULES: Final[dict[str, tuple[tuple[Score, ...], Callable[[Row, Row, Side, Side], Verdict]]]] = {
    "target": ((target_scores,), verdict_of_target),
    "responsibility": ((responsibility_scores, companion_scores, reassigned_scores), verdict_of_responsibility),
    "deadline": ((deadline_scores,), verdict_of_deadline),
    "reference": ((reference_scores,), verdict_of_reference),
    "section": ((section_scores, renamed_scores), verdict_of_section),
}
"""Family -> how likely each row of one side is the same thing as each of the other (0: it is not), tried in turn on what is left; and the
verdict on two rows that are."""


def compared(family: str, then: Side, now: Side) -> list[Pair]:
    """The pairs of a family, in the order of the later plan, what was dropped where it stood in the earlier."""
    if family == "reference":
        then, also_then = _once(then)
        now, also_now = _once(now)
    else:
        also_then, also_now = {}, {}
    passes, judge = _RULES[family]
    partner = _matched(passes, then, now)
    pairs: list[tuple[float, int, Pair]] = []
    for i, row in enumerate(then.rows):
        other = partner.get(i)
        if other is None:
            pairs.append((i / len(then.rows), 0, Pair(family, "dropped", row, None, also=also_then.get(i, ()))))
            continue
        found, said = now.rows[other], judge(row, now.rows[other], then, now)
        also = (*also_then.get(i, ()), *also_now.get(other, ()))
        pairs.append((other / len(now.rows), 1, Pair(family, said.verdict, row, found, said.why, said.alike, also)))
    taken = set(partner.values())
    pairs += [
        (j / len(now.rows), 2, Pair(family, "added", None, row, also=also_now.get(j, ())))
        for j, row in enumerate(now.rows)
        if j not in taken
    ]
    return [pair for _, _, pair in sorted(pairs, key=lambda one: one[:2])]


def _matched(passes: Sequence[Score], then: Side, now: Side) -> dict[int, int]:
    """Row of `then` -> its row of `now`: the likeliest first; of equally likely ones those that stand at the same place of their plan."""
    partner: dict[int, int] = {}
    for score in passes:
        left = [i for i in range(len(then.rows)) if i not in partner]
        taken = set(partner.values())
        free = [j for j in range(len(now.rows)) if j not in taken]
        if not left or not free:
            break
        together = frozenset((str(then.rows[i].get("text")), str(now.rows[j].get("text"))) for i, j in partner.items())
        scores = score(replace(then.only(left), paired=together), now.only(free))
        old, new = np.nonzero(scores)
        apart = np.abs(old / len(left) - new / len(free))
        used: set[int] = set()
        for at in np.lexsort((apart, -np.round(scores[old, new], 3))):
            i, j = left[int(old[at])], free[int(new[at])]
            if i not in partner and j not in used:
                partner[i] = j
                used.add(j)
    return partner


def _once(side: Side) -> tuple[Side, dict[int, tuple[Row, ...]]]:
    """One row for each document, its first mention as a basis if there is one, with the other mentions by its place in the list."""
    mentions: dict[str, list[Row]] = {}
    for row in side.rows:
        mentions.setdefault(row.get("instrument_id") or bare(row.get("number") or row["text"] or ""), []).append(row)
    ordered = [sorted(rows, key=lambda row: row["relation"] not in ("basis", "implements")) for rows in mentions.values()]
    return side.having([rows[0] for rows in ordered]), {i: tuple(rows[1:]) for i, rows in enumerate(ordered)}


def counts(pairs: Iterable[Pair]) -> dict[str, dict[str, int]]:
    """family -> verdict -> number of pairs."""
    found = {family: dict.fromkeys(VERDICTS, 0) for family in FAMILIES}
    for pair in pairs:
        found[pair.family][pair.verdict] += 1
    return found


def copied(pairs: Iterable[Pair]) -> tuple[int, int]:
    """Of the sentences that give work in the later plan, how many are copied (word for word but for years, or nearly), and of how many."""
    sentences: dict[tuple[int, str], bool] = {}
    for pair in pairs:
        if pair.family == "responsibility" and pair.now is not None:
            at = (pair.now["start_char"] or 0, pair.now["text"] or "")
            sentences[at] = sentences.get(at, False) or pair.alike >= 0.95
    return sum(sentences.values()), len(sentences)

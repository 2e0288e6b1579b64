"""What can be seen of a task that speaks for or against each topic: what the rules say, the headings over it, its own words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from extract.authority.agencies import mentions
from extract.patterns.pattern import pattern
from extract.patterns.topics import DOING, GENERAL, Said, of_sector, phrases, scored, topics
from extract.text import bare, key

# A plan on poverty at large is about no single topic.
_AT_LARGE = pattern(
    "plan_at_large",
    catches={"Thực hiện công tác giảm nghèo năm 2024": "giảm nghèo", "Bảo đảm an sinh xã hội dịp Tết": "an sinh"},
    misses=("Rà soát hộ nghèo, hộ cận nghèo năm 2024", "Xóa nhà tạm, nhà dột nát"),
    regex=r"giảm\ nghèo|an\ sinh|phát\ triển\ kinh\ tế",
)
_WORD = re.compile(r"[^\W\d_]+")
_OPENING = 4  # words
_LINE = 80  # characters
_CROWD = 4


@dataclass(frozen=True, slots=True)
class Task:
    """What is known of a task. `projects`: the topics of its projects, `named` where its own words name them. `titles`: of the sections
    around it, outermost first; `plan`: what the paper says it is about."""

    text: str
    agency: str = ""
    sector: str = ""
    role: str = ""
    projects: tuple[str, ...] = ()
    named: bool = False
    inherited: bool = False
    titles: tuple[str, ...] = ()
    plan: str = ""


@lru_cache(maxsize=256)
def subject(plan: str) -> str | None:
    """The one topic of a plan that is not about poverty at large: every task in it is about that too, where it names nothing else."""
    if _AT_LARGE.search(key(plan)):
        return None
    return next((code for code in scored(plan).strong if code != GENERAL), None)


@lru_cache(maxsize=1024)
def titled(title: str) -> str | None:
    """The topic of a heading that names no agency."""
    if mentions(title, None):
        return None
    said = scored(title)
    return next((code for code in sorted(said.strong, key=lambda code: -said.scores[code]) if code not in DOING), None)


def by_rules(task: Task) -> tuple[str, ...]:
    """The topics that the rules give a task; what it does not say itself is that of its project, else heading, else plan."""
    return topics(task.text, _context(task), task.sector, task.named, task.agency)


def _context(task: Task) -> tuple[str, ...]:
    if task.projects:
        return task.projects
    above = next((code for title in reversed(task.titles[-2:]) if (code := titled(title))), None) or subject(task.plan)
    return (above,) if above else ()


def words(task: Task) -> frozenset[str]:
    """The words and word pairs of a task without tone marks ("^": at its opening, "#": of its heading, "=": of the lexicon), who does it,
    and its length."""
    text = _WORD.findall(bare(task.text))
    opening = text[: _OPENING + 2]
    title = _WORD.findall(bare(task.titles[-1])) if task.titles else []
    return frozenset(
        (
            *text,
            *_paired(text),
            *("^" + word for word in opening[:_OPENING]),
            *("^" + pair for pair in _paired(opening)[:_OPENING]),
            *("#" + word for word in title),
            *("#" + pair for pair in _paired(title)),
            *("=" + phrase for phrase in phrases(task.text)),
            "@" + task.sector,
            "@" + bare(task.agency),
            "role " + task.role,
            "inherited" if task.inherited else "own",
            f"length {min(6, len(task.text) // _LINE)}",
        )
    )


def _paired(text: Sequence[str]) -> list[str]:
    return [f"{a} {b}" for a, b in pairwise(text)]


def signs(task: Task, chosen: Sequence[str]) -> Mapping[str, list[str]]:
    """Topic -> what speaks for it beside the words themselves; `chosen`: what the rules say."""
    out: dict[str, list[str]] = defaultdict(list)
    said = scored(task.text)
    about = [code for code in chosen if code not in DOING and code != "other"]
    for some in (_of_rules(said, chosen), _of_words(said), _of_headings(task, chosen, about), _of_sector(task, said)):
        for code, sign in some:
            out[code].append(sign)
    return out


def _of_rules(said: Said, chosen: Sequence[str]) -> Iterator[tuple[str, str]]:
    for i, code in enumerate(chosen):
        yield code, "rule"
        yield code, f"rule {i + 1} of {len(chosen)}"
        yield code, "rule alone" if len(chosen) == 1 else "rule among others"
        yield code, "rule, a way of doing" if code in DOING else "rule, a subject"
        yield code, "rule, by words" if code in said.scores else "rule, without words"


def _of_words(said: Said) -> Iterator[tuple[str, str]]:
    order = sorted(said.scores, key=lambda code: said.firsts[code])
    most = max(said.scores.values(), default=0.0)
    crowd = len(said.strong) >= _CROWD
    for code, score in said.scores.items():
        yield code, "words"
        yield code, f"words {min(8, int(score))}"
        yield code, "named " + ("first" if code == order[0] else "second" if code == order[1] else "later")
        first = said.firsts[code]
        yield code, "at the opening" if first < 30 else "early" if first < 100 else "late"
        if score == most:
            yield code, "most words"
        if crowd:
            yield code, "in a crowd"
    for code, hints in said.hints.items():
        yield code, f"hints {min(3, hints)}"
        yield code, "hints and words" if code in said.scores else "hints, words of others" if said.scores else "hints alone"


def _of_headings(task: Task, chosen: Sequence[str], about: Sequence[str]) -> Iterator[tuple[str, str]]:
    of_plan = subject(task.plan)
    if of_plan is not None:
        yield of_plan, "subject of the plan"
        yield of_plan, "subject of the plan, task about it" if of_plan in chosen else "subject of the plan, task about others"
    for code in _context(task)[:2]:
        yield code, "context"
    for code in task.projects[:2]:
        yield code, "project"
        yield code, "project named" if task.named else "project above"
    if task.titles:
        for code in scored(task.titles[-1]).strong:
            yield code, "heading"
            yield code, "heading and rule" if code in chosen else "heading alone"
    for title in task.titles[:-1]:
        for code in scored(title).strong:
            yield code, "higher heading"
    in_title = scored(task.plan).strong
    for code in in_title:
        yield code, "title of the plan"
        yield code, "title of the plan, task about " + ("it" if code in chosen else "others" if about else "nothing")
        yield code, "title of the plan, with others" if len(in_title) > 1 else "title of the plan, alone"


def _of_sector(task: Task, said: Said) -> Iterator[tuple[str, str]]:
    code = of_sector(task.sector)
    if code is not None:
        yield code, "sector"
        yield code, "sector and words" if code in said.scores else "sector without words"
        yield code, "sector, words of others" if said.scores else "sector, no words"

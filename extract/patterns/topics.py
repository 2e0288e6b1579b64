"""What a task is about: up to three topics by the words it holds (`topics.toml`)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import product

from extract.authority.syllables import Gazetteer, syllables
from extract.model import Span
from extract.patterns.pattern import pattern
from extract.text import bare, key

MOST = 3
_STRONG, _WEAK, _HINT, _ENOUGH, _MUCH = 2.0, 1.0, 0.0, 1.4, 6.0
# What stands in the first characters of a long task tells more of it.
_OPENING = 250
_MARKS = re.compile(r"[,\"“”]")
# What is watched over is not done: the words behind these tell nothing up to the end of their clause.
_WATCHED = pattern(
    "watched",
    catches={
        "giám sát việc cấp bò, làm nhà; vận động": "giám sát việc cấp bò, làm nhà",
        "Kiểm tra công tác cho vay": "kiểm tra công tác cho vay",
        "giám sát ít nhất 03 xã về thực hiện chính sách nhà ở": "giám sát ít nhất 03 xã về thực hiện chính sách nhà ở",
    },
    misses=("kiểm tra chất lượng nhà ở", "giám sát, phản biện"),
    regex=r"""(?:giám\ sát|kiểm\ tra|thanh\ tra|đôn\ đốc)\ (?:(?:việc|công\ tác|quá\ trình|tình\ hình)\ |(?:[^;.]{1,40}\ )?về\ )
    (?:[^;.,]|,(?!\ (?:tổng\ hợp|báo\ cáo|kịp\ thời|tham\ mưu|đề\ xuất|hướng\ dẫn|định\ kỳ))){0,160}""",
)
# What a loan is for is no task of its own: "cho vay giải quyết việc làm".
_LENT = pattern(
    "lent_for",
    catches={
        "cho vay giải quyết việc làm": " giải quyết việc làm",
        "được vay vốn phát triển sản xuất; dạy nghề": " phát triển sản xuất",
    },
    misses=("vay vốn, đào tạo nghề", "vay vốn và đào tạo nghề", "vốn vay"),
    regex=r"(?<=cho\ vay|vay\ vốn)\ (?!và\ |gắn\ với\ )[^;.,]{1,100}",
)
# Planning and steering is a topic of its own only where the task says little else.
GENERAL = "coordination"
# What a lender disburses is credit.
_LENDER = "social_policy_bank"
DOING = {GENERAL, "monitoring", "reporting", "funding", "communication", "mobilisation", "capacity_building", "survey"}
# Sectors of bodies with fields of their own.
_MIXED = {"mass_organisation", "other", "enterprise"}
# Loans that are programmes of their own.
_LOANS = {"labour_export", "housing"}
_KEPT = DOING | _LOANS | {"credit"}


@cache
def _lexicon() -> dict[str, dict[str, list[str] | str]]:
    return tomllib.loads(files("extract").joinpath("lexicon", "topics.toml").read_text(encoding="utf-8"))


@cache
def labels() -> dict[str, str]:
    """Code -> what people see."""
    return {code: str(entry["vi"]) for code, entry in _lexicon().items()}


@cache
def of_sector(sector: str | None) -> str | None:
    """The topic of a body that no words tell of, by its sector; null where it has none of its own."""
    return next((code for code, entry in _lexicon().items() if sector in entry.get("sectors", ())), None)


@cache
def _words() -> Gazetteer[dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for (code, entry), (kind, weight) in product(_lexicon().items(), (("hints", _HINT), ("strong", _STRONG), ("weak", _WEAK))):
        for word in entry.get(kind, ()):
            found.setdefault(" ".join(syllables(word).words), {})[code] = weight
    return Gazetteer(found)


@cache
def _bare_words() -> Gazetteer[str]:
    kinds = ("strong", "weak", "hints")
    plain = {bare(word) for entry in _lexicon().values() for kind in kinds for word in entry.get(kind, ())}
    return Gazetteer({name: name for word in sorted(plain) if (name := " ".join(syllables(word).words))})


@dataclass(frozen=True, slots=True)
class Said:
    """What the words of a text tell: how much each topic is in it, where its first word stands (in characters), and how many
    words hint at it that alone tell too little for a rule."""

    scores: Mapping[str, float]
    firsts: Mapping[str, int]
    hints: Mapping[str, int]

    @property
    def strong(self) -> tuple[str, ...]:
        """The topics that the text is about, in the order of their words."""
        return tuple(sorted((code for code, score in self.scores.items() if score >= _ENOUGH), key=lambda code: self.firsts[code]))


@lru_cache(maxsize=2048)
def scored(task: str) -> Said:
    """The topics that the words of `task` name, one by one."""
    scores: dict[str, float] = {}
    firsts: dict[str, int] = {}
    hints: dict[str, int] = {}
    met: set[str] = set()
    text = _MARKS.sub(" ", _unwatched(task))
    lent = [Span(*m.span()) for m in _LENT.finditer(key(text))]
    for hit in _words().find(text):
        if any(span.start <= hit.span.start < span.end for span in lent) and not _KEPT & hit.value.keys():
            continue
        early = 1.0 if hit.span.start < _OPENING else 0.7
        word = key(hit.span.of(text))
        for code, weight in hit.value.items():
            if weight == _HINT:
                hints[code] = hints.get(code, 0) + 1
            if weight == _HINT or (weight == _WEAK and word in met):
                continue
            scores[code] = scores.get(code, 0.0) + weight * early
            firsts.setdefault(code, hit.span.start)
        met.add(word)
    return Said(scores, firsts, hints)


@lru_cache(maxsize=2048)
def topics(task: str, context: tuple[str, ...] = (), sector: str | None = None, named: bool = False, agency: str = "") -> tuple[str, ...]:
    """The topics of `task`, in the order of their words; where the words tell no subject, those of its project (`context`) or `sector`.

    `named`: the task itself names the project, so its topics count even beside others. `agency`: who is to do it.

    >>> topics("Hướng dẫn, tổ chức đào tạo nghề và giới thiệu việc làm cho lao động nghèo")
    ('vocational_training', 'employment')
    """
    said = scored(task)
    scores, firsts = dict(said.scores), dict(said.firsts)
    if sector == _LENDER and "funding" in scores:
        scores["credit"] = max(scores.get("credit", 0.0), scores.pop("funding"))
        firsts.setdefault("credit", firsts["funding"])
    chosen = [code for code, score in scores.items() if score >= _ENOUGH]
    about = [code for code in chosen if code not in DOING]
    if sector == _LENDER and not named and (chosen or "credit" in scores):
        loans = [code for code in about if code in _LOANS] if set(about) - {"credit"} <= _LOANS else []
        chosen = [*(code for code in chosen if code in DOING), *loans, "credit"]
    if named or not about:
        chosen += [code for code in context if code not in chosen]
    if GENERAL in chosen and len(chosen) > (1 if about else 2) and scores.get(GENERAL, 0.0) < _MUCH:
        chosen.remove(GENERAL)
    ranked = sorted(chosen, key=lambda code: (-min(scores.get(code, 3.0), 4.0), firsts.get(code, 0)))[:MOST]
    return tuple(sorted(ranked, key=lambda code: firsts.get(code, -1))) or _last(scores, sector, agency)


@lru_cache(maxsize=1024)
def phrases(task: str) -> tuple[str, ...]:
    """The words of the lexicon that stand in `task`, without tone marks, in the order of the text."""
    return _bare_words().values(bare(_MARKS.sub(" ", task)))


def _unwatched(task: str) -> str:
    """A task with blanks for what it only watches over, but for the words that say so."""
    for m in _WATCHED.finditer(key(task)):
        told = m.start() + 12
        task = task[:told] + " " * (m.end() - told) + task[m.end() :]
    return task


def _last(scores: dict[str, float], sector: str | None, agency: str) -> tuple[str, ...]:
    """The topic of a task that tells none: that of its agency's name ("Hội Khuyến học") or sector."""
    if GENERAL in scores:
        return (GENERAL,)
    if sector in _MIXED and (named := [c for hit in _words().find(agency) for c, w in hit.value.items() if w == _STRONG]):
        return tuple(named[:1])
    return (of_sector(sector) or "other",)

"""The words by which a plan gives a duty, as patterns over keys: verbs, what may stand before them, directives, preambles."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from extract.patterns import alternatives
from extract.patterns.pattern import pattern


@cache
def words() -> dict[str, Any]:
    """`duties.toml` as it stands."""
    return tomllib.loads(files("extract").joinpath("lexicon", "duties.toml").read_text(encoding="utf-8"))


def any_of(phrases: Iterable[str]) -> str:
    """A verbose expression that matches one of `phrases`, the longest first, up to the end of a syllable."""
    return f"(?:{alternatives.any_of(phrases)})(?![^\\W_])"


VERB = f"(?!{any_of(words()['not_verbs'])}){any_of(words()['verbs'])}"
ADVERB = any_of(words()["adverbs"])

# Used with `match` at a place of the key.
STARTS = pattern(
    "duty_starts",
    catches={"chủ trì, phối hợp": "chủ trì", "tiếp tục vận động": "tiếp tục vận động", "có trách nhiệm rà soát": "có trách nhiệm rà soát"},
    misses=("Sở Y tế", "hộ nghèo"),
    regex=rf"(?=[^\W\d_])(?:{ADVERB}(?:,?\ {ADVERB}){{0,3}}(?:,?\ {VERB})?|{VERB})",
)
LAST_WORDS = pattern(
    "last_words",
    catches={"Sơ kết vào tháng 7. Có vướng mắc, các xã phản ánh về huyện./.": ". có vướng mắc, các xã phản ánh về huyện./."},
    misses=("Rà soát hộ nghèo; có vướng mắc thì báo xã.", "Sơ kết vào tháng 7./."),
    regex=r"""[.;]\ (?:(?:trong\ )?quá\ trình\ thực\ hiện,?\ )?(?:nếu\ |khi\ )?(?:có|gặp|phát\ sinh)\ (?:khó\ khăn
    |vướng\ mắc)[^.;]{0,240}\./\.?\s?\Z""",
)
# The words that close a plan, under no agency.
CLOSING = pattern(
    "closing",
    catches={
        "Trên đây là Kế hoạch giảm nghèo": "trên đây",
        "Trong quá trình triển khai thực hiện, nếu có": "trong quá trình triển khai thực hiện",
        "Quá trình thực hiện có vướng mắc": "quá trình thực hiện",
    },
    misses=("Trên cơ sở kế hoạch", "Theo dõi quá trình thực hiện"),
    regex=r"""\A(?:trên\ đây|(?:trong\ )?quá\ trình\ (?:(?:tổ\ chức|triển\ khai),?\ )*thực\ hiện|(?:ủy\ ban\ nhân\ dân
    |ubnd)\ \S{1,12}\ (?:\S{1,12}\ ){0,4}(?:yêu\ cầu|đề\ nghị)|nhận\ được|kế\ hoạch\ này)(?![^\W_])""",
)

"""What a number counts: the words of `lexicon/units.toml` behind it, sums of money and their scale."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from extract.patterns.alternatives import any_of
from extract.patterns.numbers import IN_WORDS
from extract.patterns.pattern import pattern
from extract.text import bare as without_marks

# "tỷ", "triệu" alone are money unless a noun follows ("1,2 triệu lượt người").
SCALE = pattern(
    "scale",
    catches={" tỷ đồng": " tỷ", " nghìn lao động": " nghìn", " tr.đ": " tr"},
    misses=("trên địa bàn",),
    regex=r"""\s{0,2} (?P<scale>nghìn\ tỷ|ngàn\ tỷ|nghìn\ tỉ|tỷ|tỉ|triệu|tr(?=[.\s]?đ)|nghìn|ngàn|ng(?=\.?đ)) (?![a-zđà-ỹ]) """,
)
MONEY = pattern(
    "money",
    catches={"đồng/hộ": "đồng", " đ": " đ", ".đ": ".đ", " vnđ": " vnđ"},
    misses=("đồng chí", "đối tượng", "đồng bào dân tộc"),
    regex=r"""[\s.]{0,2} (?: đồng(?!\s(?:chí|bào|bằng|thời|bộ|diễn|ý)) | vnđ | vnd | đ ) (?![a-zđà-ỹ]) """,
)
PER = pattern(
    "per",
    catches={"/năm": "/năm", " đồng/hộ": "/hộ", "/người/tháng": "/người/tháng", "/01 mô hình": "/01 mô hình"},
    misses=("/NQ-HĐND",),
    regex=r"""\s? / \s? (?:0?1\s)? (?:năm|hộ|người|tháng|lao\ động|mô\ hình|xã|thôn|bản|căn|nhà|khẩu|lượt|học\ sinh|dự\ án|ngày|lớp
          |công\ trình|ha|con|suất|huyện|khóa|quý|đối\ tượng|em)
        (?:\s?/\s?(?:năm|tháng|người|hộ|ngày|lần))? (?![a-zđà-ỹ])""",
)
_SCALES = {
    "nghìn tỷ": 1e12,
    "ngàn tỷ": 1e12,
    "nghìn tỉ": 1e12,
    "tỷ": 1e9,
    "tỉ": 1e9,
    "triệu": 1e6,
    "tr": 1e6,
    "nghìn": 1e3,
    "ngàn": 1e3,
    "ng": 1e3,
}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit behind a number: its code, where it ends, what to multiply by, and what it is per ("/năm", "/người/tháng")."""

    code: str
    end: int
    word: str
    scale: float = 1.0
    whole: bool = False
    per: str = ""


@dataclass(frozen=True, slots=True)
class _Words:
    exact: re.Pattern[str]
    loose: re.Pattern[str]
    codes: dict[str, tuple[str, bool]]


def _alternation(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(words)})(?![a-zđà-ỹ])")


@cache
def _words() -> _Words:
    table: dict[str, Any] = tomllib.loads(files("extract").joinpath("lexicon/units.toml").read_text("utf-8"))
    codes: dict[str, tuple[str, bool]] = {}
    exact: list[str] = []
    loose: list[str] = []
    for code, entry in table.items():
        for word in entry["words"]:
            codes[word] = (code, entry.get("whole", False))
        for word in entry.get("loose", []):
            codes.setdefault(word, (code, True))
            loose.append(word)
        for word in entry.get("measured", {}).get("words", []):
            codes[word] = (code, False)
        exact += [*entry["words"], *entry.get("measured", {}).get("words", [])]
    return _Words(_alternation(exact), _alternation(loose), codes)


def unit_of(word: str) -> str | None:
    """The code of a unit written alone, as in a table's column "Đơn vị tính"; `word` is keyed.

    >>> unit_of("hộ"), unit_of("triệu đồng"), unit_of("ngày 5")
    ('household', 'vnd', None)
    """
    said = " " + word.strip(" .():")
    found = unit_after(said, without_marks(said), 0)
    return found.code if found and found.end + len(found.per) == len(said.replace(" /", "/").replace("/ ", "/")) else None


def unit_after(key: str, bare: str, at: int) -> Unit | None:
    """The unit that stands at `at` in a keyed text (`bare`: the same without tone marks), or None.

    >>> unit_after("50 tỷ đồng/năm", "50 ty dong/nam", 2)
    Unit(code='vnd', end=10, word='tỷ đồng', scale=1000000000.0, whole=False, per='/năm')
    >>> unit_after("350 nữ đại biểu", "350 nu dai bieu", 3)
    Unit(code='person', end=15, word='nữ đại biểu', scale=1.0, whole=True, per='')
    """
    if said := IN_WORDS.match(key, at):
        at = said.end()
    scale = SCALE.match(key, at)
    after = scale.end() if scale else at
    factor = _SCALES[scale["scale"]] if scale else 1.0
    if money := MONEY.match(key, after):
        return Unit("vnd", money.end(), key[at : money.end()].strip(), factor, per=_per(key, money.end()))
    if found := _noun(key, bare, after):
        code, end, word, whole = found
        return Unit(code, end, word, factor, whole, _per(key, end))
    if scale and factor >= 1e6:
        return Unit("vnd", after, key[at:after].strip(), factor, per=_per(key, after))
    return None


def _noun(key: str, bare: str, at: int) -> tuple[str, int, str, bool] | None:
    words = _words()
    start = at
    while start < len(key) and start < at + 3 and key[start] in ' "':
        start += 1
    if match := words.exact.match(key, start) or words.loose.match(bare, start):
        code, whole = words.codes[match.group()]
        return code, match.end(), match.group(), whole
    if key.startswith("nữ ", start) and (women := words.exact.match(key, start + 3)) and words.codes[women.group()][0] == "person":
        return "person", women.end(), key[start : women.end()], True  # "350 nữ đại biểu"
    return None


def _per(key: str, at: int) -> str:
    per = PER.match(key, at)
    return per.group().replace(" ", "") if per else ""

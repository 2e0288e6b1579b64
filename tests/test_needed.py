"""What an expression needs is found in its text, and never costs it a match."""

import importlib
import pkgutil
import re

import pytest

import extract
from extract.patterns.needed import needed
from extract.patterns.pattern import PATTERNS, Expression
from extract.text import key

for _module in pkgutil.walk_packages(extract.__path__, "extract."):
    if _module.name != "extract.cli":
        importlib.import_module(_module.name)

SENTENCES = sorted({key(sentence) for example in PATTERNS.values() for sentence in (*example.catches, *example.misses)})


@pytest.mark.parametrize(
    ("regex", "words"),
    [
        (r"hộ\ nghèo", [{"hộ nghèo"}]),
        (r"(?:sở|phòng)(?:\ y\ tế)?", [{"sở", "phòng"}]),
        (r"(?:sở|phòng)?\ \d+", []),
        (r"(?<!cận\ )nghèo(?=\ (?:đa\ chiều|bền\ vững))", [{"đa chiều", "bền vững"}, {"nghèo"}]),
        (r"(?:huyện|\d)\ xã", [{" xã"}]),
        (r"(?:quý\ ){1,2}[iv]", [{"quý "}]),
        (r"(?i:tỉnh)", []),
    ],
)
def test_words_that_every_match_holds(regex: str, words: list[set[str]]) -> None:
    assert sorted(needed(regex), key=sorted) == sorted(words, key=sorted)


@pytest.mark.parametrize("name", sorted(PATTERNS))
def test_looking_for_its_words_and_first_letter_first_loses_no_match(name: str) -> None:
    quick, plain = PATTERNS[name].regex, re.compile(PATTERNS[name].regex.pattern, re.VERBOSE)
    for sentence in SENTENCES:
        assert [m.span() for m in quick.finditer(sentence)] == [m.span() for m in plain.finditer(sentence)], sentence


def test_a_text_without_its_words_is_left_as_it_is() -> None:
    blanked = Expression(r"năm\ \d{4}")
    assert blanked.sub("", "hộ nghèo") == "hộ nghèo"
    assert blanked.sub("", "hết năm 2022 còn") == "hết  còn"
    assert blanked.search("hộ nghèo") is None
    assert blanked.search("hết năm 2022", 4) is not None

"""Every pattern catches the sentences written above it, misses its near-misses, and is linear on hostile lines."""

import ast
import importlib
import pkgutil
import re
import time
from pathlib import Path

import datasette.app  # noqa: F401  # first: it loads its plugins, `web.plugin` among them, which must not be half imported then
import pytest

import db
import extract
import web
from extract.patterns.pattern import PATTERNS
from extract.text import key

for _module in (*pkgutil.walk_packages(extract.__path__, "extract."), *pkgutil.walk_packages(web.__path__, "web.")):
    if _module.name != "extract.cli":
        importlib.import_module(_module.name)

PUMPS = ("a", "1", " ", "1.", "1,", "số ", "ngày 1/", "- ", "A.", "(", "…", "I", "phòng a, ", "sở ", "từ 1% ", "các ", "x-")
LENGTH = 20_000
SECONDS = 0.05


def _written_in_place() -> set[str]:
    """Expressions given to `re` itself: too small for sentences of their own."""
    trees = [
        ast.parse(path.read_text(encoding="utf-8")) for package in (extract, db, web) for path in Path(package.__path__[0]).rglob("*.py")
    ]
    calls = [call for tree in trees for call in ast.walk(tree) if isinstance(call, ast.Call) and call.args]
    named = [call.args[0] for call in calls if isinstance(call.func, ast.Attribute) and ast.unparse(call.func.value) == "re"]
    return {first.value for first in named if isinstance(first, ast.Constant) and isinstance(first.value, str)}


@pytest.mark.parametrize("name", sorted(PATTERNS))
def test_pattern_catches_its_sentences_and_misses_the_near_misses(name: str) -> None:
    example = PATTERNS[name]
    for sentence, wanted in example.catches.items():
        found = example.regex.search(key(sentence))
        assert found and found.group() == key(wanted), (sentence, found and found.group())
    for sentence in example.misses:
        found = example.regex.search(key(sentence))
        assert found is None, (sentence, found.group())


@pytest.mark.parametrize("name", sorted(PATTERNS))
def test_pattern_is_linear_on_hostile_lines(name: str) -> None:
    example = PATTERNS[name]
    sentences = [key(sentence) for sentence in example.catches]
    pumps = [*PUMPS, *(s + " " for s in sentences), *(s[: len(s) // 2] for s in sentences), *(s[:-1] for s in sentences)]
    for pump in pumps:
        line = (pump * (LENGTH // max(1, len(pump)) + 1))[:LENGTH]
        best = min(_seconds(example.regex, line) for _ in range(3))
        assert best < SECONDS, (pump, best)


@pytest.mark.parametrize("regex", sorted(_written_in_place()))
def test_an_expression_without_sentences_is_linear_too(regex: str) -> None:
    for pump in PUMPS:
        line = (pump * (LENGTH // len(pump) + 1))[:LENGTH]
        best = min(_seconds(re.compile(regex), line) for _ in range(3))
        assert best < SECONDS, (pump, best)


def _seconds(regex, line) -> float:  # type: ignore[no-untyped-def]
    start = time.process_time()
    for _ in regex.finditer(line):
        pass
    return time.process_time() - start

"""A small part of what `make torture` and `make fuzz` do at length: every file has one status, and no fault is unforeseen."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench import fuzz, torture
from bench.hazard import LINES
from db.pool import Limits
from extract.model import Block, Parsed
from extract.patterns.pattern import PATTERNS
from extract.reading import understand

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="files that only Linux has")
SENTENCES = sorted({sentence for example in PATTERNS.values() for sentence in example.catches})
SLOW = frozenset(
    {
        *("30 MB on one line", "500,000 short lines", "same line 20,000 times", "5,000 headings", "5,000 targets", "wide table"),
        *("bomb of 1 GiB", "20,000 pages", "scan", "300,000 letters on a page", "100,000 lines drawn", "deep numbering", "bomb"),
        *("100,000 runs", "50,000 paragraphs", "table of 2,000 x 30", "paragraph of 5 MB", "bomb in the body", "text bomb"),
    }
)


def test_there_are_over_a_hundred_hazards_and_each_is_another() -> None:
    files = [hazard.file for hazard in torture.hazards()]
    assert len(files) == len(set(files)) >= 200


def test_every_file_of_a_nasty_folder_has_one_status_and_a_word_why(tmp_path: Path) -> None:
    quick = [hazard for hazard in torture.hazards() if hazard.why not in SLOW]
    chosen = random.Random(5).sample(quick, 70)
    made = torture.build(tmp_path / "plans", chosen)
    report = torture.run(tmp_path / "plans", made, Limits(silence=10, total=30))
    assert len(made) > 60 and report.wrong == ()


def test_no_fault_is_unforeseen() -> None:
    found = fuzz.trial(6, seed=11)
    assert sum(counts.tried for counts in found.values()) > 0
    assert {name: counts.faults for name, counts in found.items() if counts.faults} == {}


@settings(max_examples=40, deadline=2_000, suppress_health_check=list(HealthCheck), derandomize=True)
@given(st.lists(st.one_of(st.sampled_from(SENTENCES), st.sampled_from(LINES), st.text(max_size=60)), min_size=1, max_size=12))
def test_whatever_is_found_is_quoted_from_the_text(lines: list[str]) -> None:
    blocks = tuple(Block(line) for text in lines for line in text.splitlines() if line.strip())
    if not blocks:
        return
    reading = understand(Parsed(blocks, "txt"))
    length = len(reading.paper.document.text)
    spans = [row.span for rows in (reading.targets, reading.deadlines, reading.responsibilities, reading.legal_references) for row in rows]
    assert all(0 <= span.start < span.end <= length for span in spans)

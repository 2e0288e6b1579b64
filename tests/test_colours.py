"""Colours by day and at night: words keep 4.5:1 against every ground they stand on (WCAG 2.1 AA); no sheet writes a ground of its own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[1] / "web" / "static"
GROUNDS = ("ground", "panel", "hover")
WORDS = ("ink", "quiet", "accent", "ok", "warn", "error", "task", "reference")
MARKED = ("target", "deadline", "mark", "mark-soft", "mark-hover", "implement", "accent-soft", "accent-strong")
PAIRS = [
    *((word, ground) for word in WORDS for ground in GROUNDS),
    *(("ink", ground) for ground in MARKED),
    *(("accent", ground) for ground in ("accent-soft", "mark-soft")),
    ("on-lead", "lead"), ("lead", "ground"), ("gone-ink", "gone"), ("come-ink", "come"), ("sample-ink", "sample"), ("white", "bar"),
]  # fmt: skip


def palettes() -> dict[str, dict[str, str]]:
    """ "day" and "night" -> the name of a colour -> its hex digits; what the night leaves out stays as by day."""
    day, night = (STATIC / "colours.css").read_text().split("@media")
    read = [dict(re.findall(r"--([\w-]+): #([0-9a-f]{3,6});", part)) for part in (day, night)]
    return {"day": read[0] | {"white": "fff"}, "night": read[0] | read[1] | {"white": "fff"}}


def luminance(digits: str) -> float:
    full = digits if len(digits) == 6 else "".join(2 * c for c in digits)
    parts = [int(full[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("time", ["day", "night"])
def test_words_stand_out(time: str) -> None:
    colours = palettes()[time]
    weak = {}
    for word, ground in PAIRS:
        light, dark = sorted((luminance(colours[word]), luminance(colours[ground])), reverse=True)
        if (ratio := (light + 0.05) / (dark + 0.05)) < 4.5:
            weak[word, ground] = round(ratio, 2)
    assert not weak


def test_a_ground_is_named_not_written() -> None:
    sheet = (STATIC / "kehoach.css").read_text()
    written = re.findall(r"([^{}]+)\{[^{}]*background: #", sheet)
    assert [one.strip() for one in written] == [".sheet svg"]  # the paper itself stays white

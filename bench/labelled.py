"""Labelled sentences of our own: tables of tab-separated text with a line of names, no quotes."""

from __future__ import annotations

import csv
from pathlib import Path


def labelled(path: Path) -> list[dict[str, str]]:
    """The rows of the table at `path`, cells by the names of their columns. Raises OSError where it cannot be read."""
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))

"""Datasette's own CSV (tables, saved questions) with no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any

from web.spreadsheet import harmless


class HarmlessWriter:
    """`csv.writer` whose texts never begin a formula. `out` is what Datasette gives: its `write` may be awaited."""

    def __init__(self, out: Any) -> None:
        self._writer = csv.writer(out)

    def writerow(self, cells: Iterable[Any]) -> Any:
        return self._writer.writerow([harmless(cell) for cell in cells])


def install() -> None:
    """Datasette writes its CSV through the module `csv` of its views; there is no hook for it."""
    from datasette.views import base

    base.csv = SimpleNamespace(writer=HarmlessWriter)

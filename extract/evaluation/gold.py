"""Gold files, and the files of the plans that they are held against."""

from __future__ import annotations

import glob
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from extract.evaluation.matching import FAMILIES, Row

TEXT: Final = "text"  # the form of a .txt file
ORDER: Final = (TEXT, "docx", "pdf", "scan.pdf")
_LISTS: Final = ("sections", "legal_references", "targets", "deadlines", "responsibilities")


class BadGold(Exception):
    """A gold file that cannot be used; says why, in Vietnamese and English."""

    def __init__(self, message: str, message_en: str) -> None:
        super().__init__(message, message_en)
        self.message, self.message_en = message, message_en


@dataclass(frozen=True, slots=True)
class Gold:
    """The careful reading of the plan `name`: what it says of itself, and its rows a family. `held_out`: kept for measuring only."""

    name: str
    plan: Row
    rows: Mapping[str, tuple[Row, ...]]
    held_out: bool = False


def golds(folder: Path) -> Iterator[Gold | BadGold]:
    """Every NAME.json of `folder`, by name; a file that is no gold as the `BadGold` that says so."""
    listed = folder / "held-out.txt"
    held_out = listed.read_text(encoding="utf-8").split() if listed.is_file() else []
    for path in sorted(folder.glob("*.json")):
        try:
            yield _read(path, path.stem in held_out)
        except BadGold as bad:
            yield bad


def _read(path: Path, held_out: bool) -> Gold:
    try:
        data: Any = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BadGold(f"Không đọc được {path}: {error}.", f"Cannot read {path}.") from error
    whole = isinstance(data, dict) and isinstance(data.get("plan"), dict) and all(_is_rows(data.get(name, [])) for name in _LISTS)
    if not whole:
        raise BadGold(
            f'{path} không phải bản đọc mẫu (cần "plan" và các danh sách {", ".join(_LISTS)}).',
            f'{path} is no gold (it needs "plan" and the lists).',
        )
    kept = [t for t in data.get("targets", []) if t.get("kind") != "budget"]  # money allotted is not scored
    targets = {"targets": [t for t in kept if not t.get("table")], "table_targets": [t for t in kept if t.get("table")]}
    labelled = {"sections": [s for s in data.get("sections", []) if s.get("label")]}
    return Gold(path.stem, data["plan"], {n: tuple({**data, **labelled, **targets}.get(n, ())) for n in FAMILIES}, held_out)


def _is_rows(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(row, dict) and all(map(_is_field, row, row.values())) for row in value)


def _is_field(name: str, value: object) -> bool:
    """Whether a field that text is taken from is text, and a list a list; a number may be anything."""
    if name in ("quote", "task_quote", "title", "label", "agency"):
        return value is None or isinstance(value, str)
    return name not in ("topics", "recurrence") or value is None or (isinstance(value, list) and all(isinstance(v, str) for v in value))


def files(name: str, gold_folder: Path, plans: Path | None = None) -> Iterator[tuple[str, Path]]:
    """(form, file) of every form of the plan `name`: NAME.txt, NAME.docx, NAME.pdf, NAME.scan.pdf anywhere below `plans`.

    Without `plans`: its text in the folder source/ beside the gold, the other forms anywhere below plans/ beside the gold.
    """
    beside = gold_folder.resolve().parent
    source = beside / "source" / f"{name}.txt"
    own = plans is None and source.is_file()
    if own:
        yield TEXT, source
    for path in sorted((plans or beside / "plans").rglob(f"{glob.escape(name)}.*")):
        ending = path.name.removeprefix(name + ".").lower()
        form = TEXT if ending == "txt" else ending
        if path.is_file() and re.fullmatch(r"(scan\.)?[a-z0-9]+", ending) and not (own and form == TEXT):
            yield form, path

"""What reads the files now: the extractor's version and the tools at hand. Either is a reason to read a file again."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import metadata
from pathlib import Path

from db.changes import Reader

_NOT_READING = frozenset({"cli.py", "doctor.py", "isolation.py"})


def reader(ocr: str) -> Reader:
    """The reader with the OCR option `ocr` (auto, always, never)."""
    return Reader(_version() + ("" if ocr == "auto" else f" ocr={ocr}"), " ".join(sorted(_tools())))


@cache
def _version() -> str:
    """The version and a hash of the rules and words, so that a new word in a lexicon has the plans read again."""
    here = Path(__file__).parent
    files = sorted(
        path
        for path in (here.parent / "extract").rglob("*")
        if path.suffix in (".py", ".toml", ".tsv") and path.name not in _NOT_READING and "__pycache__" not in path.parts
    )
    content = hashlib.sha256()
    for path in (*files, here / "rows.py", here / "instruments.py", here / "sketch.py"):
        content.update(path.name.encode() + path.read_bytes())
    try:
        version = metadata.version("kehoach")
    except metadata.PackageNotFoundError:
        version = "0"
    return f"{version}+{content.hexdigest()[:8]}"


def _tools() -> list[str]:
    from extract.parsers import ocr, office

    found = ["libreoffice"] if office.program() else []
    return [*found, "tesseract"] if ocr.ready() else found

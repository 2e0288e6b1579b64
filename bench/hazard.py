"""A file made to break a load, and what may become of it."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from db.warm import PLAN
from extract.model import Reading
from extract.parsers import Options
from extract.reading import read

Expected = Literal["read", "whole", "refused", "named", "skipped"]
"""`read`: ok or partial; `whole`: ok only with all the text of the sample that it was made from;
`refused`: failed or encrypted; `named`: any status, as long as it has one; `skipped`: no plan."""

LINES = tuple(PLAN.strip().splitlines())
Made = bytes | Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Hazard:
    """`file` is its path in the folder; `make` puts it there (the path given, its parents made); `why` says what is wrong with it."""

    file: str
    make: Callable[[Path], object]
    expected: Expected = "named"
    why: str = ""


def files(kind: str, made: Mapping[str, tuple[Made, Expected]]) -> list[Hazard]:
    """Hazards that are files of known bytes: name -> (bytes, what is expected), in the folder `kind`; the name says what is wrong."""
    return [Hazard(f"{kind}/{name}", _writer(content), expected, Path(name).stem) for name, (content, expected) in made.items()]


def _writer(content: Made) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(content if isinstance(content, bytes) else content())


def zipped(members: Mapping[str, bytes | str], squeeze: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive of the members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", squeeze) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def timed(folder: str, path: Path, options: Options) -> Reading:
    """Reads a file, and leaves in `folder` when that began and ended, in seconds of the clock, under the number of its inode."""
    note = Path(folder, str(path.lstat().st_ino))
    note.write_text(f"{time.time()}")
    try:
        return read(path, options)
    finally:
        note.write_text(f"{note.read_text()} {time.time()}")

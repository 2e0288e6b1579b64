"""Files and lines changed at random, read as a load reads them: `python -m bench.fuzz --minutes 10 [--keep FOLDER]`.

A fault is whatever is not told in words of its own: an exception that no parser foresaw, a crash, a silence. The table says for every
target how many files were tried, read and refused, and where each fault came from; `--keep` keeps one file a fault.
"""

from __future__ import annotations

import argparse
import io
import random
import re
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

from bench import hazards_pdf, hazards_text, hazards_word
from bench.hazard import zipped
from db import folder
from db.pool import Limits, Lost, Pool
from db.rows import Source
from db.warm import PLAN
from db.worker import Job, Outcome, work
from extract.model import Status
from extract.patterns.pattern import PATTERNS

_LIMITS: Final = Limits(silence=20, total=60)
_PIECES: Final = (
    b"",
    b"\x00",
    b"\xff\xfe",
    b"0",
    b"-1",
    b"99999999999999999999",
    b"<w:tbl>",
    b"</w:p>",
    b"&#0;",
    b"\xe1\xbb",
    b"(",
    b"]",
    b" R",
)
_WORDS: Final = (
    "",
    "0",
    "-",
    "%",
    "%%",
    "…",
    "31/02/2022",
    "năm 0000",
    "1.1.1.1.",
    "IX",
    "đ)",
    "\u0301",
    "\u202e",
    "=",
    "|",
    "từ",
    "đến",
    "10^9",
)


@dataclass(slots=True)
class Found:
    """Files tried, read and refused; faults by where they came from."""

    tried: int = 0
    read: int = 0
    refused: int = 0
    faults: Counter[str] = field(default_factory=Counter)


def spoilt(chance: random.Random, data: bytes) -> bytes:
    """The bytes with one to eight changes: bytes turned, parts cut out, doubled, or put elsewhere, pieces put in."""
    out = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at, length = chance.randrange(len(out) + 1), int(chance.expovariate(1 / 40))
        part = out[at : at + length]
        match chance.randrange(6):
            case 0:
                out[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del out[at : at + length]
            case 2:
                out[at:at] = part * chance.randint(1, 50)
            case 3:
                where = chance.randrange(len(out) + 1)
                out[where:where] = part
            case 4:
                out[at:at] = chance.choice(_PIECES)
            case _:
                numbers = list(re.finditer(rb"\d+", out))
                if numbers:
                    number = chance.choice(numbers)
                    out[number.start() : number.end()] = str(chance.choice((0, -1, 7, 2**31, 10**20))).encode()
    return bytes(out)


def lines(chance: random.Random) -> bytes:
    """A plan of sentences that the patterns catch, cut, mixed and filled with words that do not belong."""
    made = []
    for _ in range(chance.randint(5, 40)):
        parts = [part for _ in range(chance.randint(1, 3)) for part in chance.choice(_sentences()).split(" ")]
        for _ in range(chance.randint(0, 4)):
            parts[chance.randrange(len(parts))] = chance.choice(_WORDS)
        start = chance.choice(("", "", "- ", "1. ", "a) ", "II. ", "1.2. ", "| ", "+ "))
        made.append(start + chance.choice((" ", " ", " ", "\t", " | ", ""))[:3].join(parts[: chance.randint(1, 60)]))
    return (PLAN + "\n".join(made)).encode("utf-8", "replace")


@cache
def _sentences() -> tuple[str, ...]:
    return tuple(sorted({sentence for example in PATTERNS.values() for sentence in example.catches}))


def _members(chance: random.Random, data: bytes) -> bytes:
    """A zipped file with one of its texts spoilt."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice([name for name in members if name.endswith((".xml", ".rels"))])
    return zipped({**members, name: spoilt(chance, members[name])})


def targets() -> dict[str, tuple[str, Callable[[random.Random], bytes]]]:
    """Each target: the suffix of its files, and how one is made."""
    of = {hazard.file.split("/")[-1]: hazard for module in (hazards_pdf, hazards_word, hazards_text) for hazard in module.hazards(1)}

    def content(name: str) -> bytes:
        with tempfile.TemporaryDirectory() as made:
            path = Path(made, "file")
            of[name].make(path)
            return path.read_bytes()

    word, shown, pdf, odt = content("nested tables.docx"), content("tracked changes.docx"), content("typed.pdf"), content("odt.odt")
    sample, page, rtf = content("whole.pdf"), content("page.html"), content("plan.rtf")
    return {
        "sentences": ("txt", lines),
        "text": ("txt", lambda chance: spoilt(chance, chance.choice((PLAN.encode(), PLAN.encode("utf-16"))))),
        "markdown": ("md", lambda chance: spoilt(chance, (PLAN + "\n| a | b |\n|---|---|\n| 1 | 2,5% |\n" * 9).encode())),
        "word": ("docx", lambda chance: spoilt(chance, word)),
        "word inside": ("docx", lambda chance: _members(chance, chance.choice((word, shown)))),
        "pdf": ("pdf", lambda chance: spoilt(chance, pdf)),
        "pdf sample": ("pdf", lambda chance: spoilt(chance, sample)),
        "web page": ("html", lambda chance: spoilt(chance, page)),
        "odt inside": ("odt", lambda chance: _members(chance, odt)),
        "rtf": ("rtf", lambda chance: spoilt(chance, rtf)),
    }


def trial(seconds: float, seed: int = 1, keep: Path | None = None, only: tuple[str, ...] = (), workers: int = 2) -> dict[str, Found]:
    """Tries every target in turn until the time is over."""
    made_of = {name: target for name, target in targets().items() if not only or name in only}
    chance, found, end = random.Random(seed), {name: Found() for name in made_of}, time.monotonic() + seconds
    with tempfile.TemporaryDirectory(prefix="fuzz-") as made, Pool(work, workers, _LIMITS, ("db.worker", "db.warm")) as pool:
        while time.monotonic() < end:
            jobs = []
            for name, (suffix, make) in made_of.items():
                path = Path(made, f"{name}-{found[name].tried}.{suffix}")
                path.write_bytes(make(chance))
                jobs.append(Job(path, Source("fuzz", made, path.name, folder.sha256(path)), "never"))
            for job, result in pool.run(jobs):
                _count(found[job.path.name.rsplit("-", 1)[0]], job, result, keep)
                job.path.unlink(missing_ok=True)
    return found


def _count(found: Found, job: Job, result: object, keep: Path | None) -> None:
    found.tried += 1
    if isinstance(result, Outcome) and result.status in (Status.OK, Status.PARTIAL):
        found.read += 1
        return
    told = result.problem.message_en if isinstance(result, Outcome) and result.problem else str(result)
    fault = f"{result.why} {result.detail}" if isinstance(result, Lost) else told if "Unexpected" in told else ""
    if not fault:
        found.refused += 1
        return
    where = fault.removeprefix("Unexpected error while reading ").split(";")[0][:110]
    if keep and where not in found.faults:
        keep.mkdir(parents=True, exist_ok=True)
        (keep / job.path.name).write_bytes(job.path.read_bytes())
    found.faults[where] += 1


def main() -> int:
    """Runs a trial and prints its table; 1 where a fault was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--only", nargs="+", default=[])
    parser.add_argument("--workers", type=int, default=2)
    asked = parser.parse_args()
    found = trial(asked.minutes * 60, asked.seed, asked.keep, tuple(asked.only), asked.workers)
    print(f"seed {asked.seed}\n{'target':<12} {'tried':>7} {'read':>7} {'refused':>7}  faults")
    for name, counts in found.items():
        print(f"{name:<12} {counts.tried:>7} {counts.read:>7} {counts.refused:>7}  {dict(counts.faults) or ''}")
    return 1 if any(counts.faults for counts in found.values()) else 0


if __name__ == "__main__":
    sys.exit(main())

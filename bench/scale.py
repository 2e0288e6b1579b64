"""How a load grows with the number of plans, and a file's reading with its length.

    python -m bench.scale --plans 100 1000              a table: time, disk and memory a plan, and the unchanged folder again
    python -m bench.scale --plans 100 10000 --share 10  the same with a tenth of each plan's text, so that many take minutes
    python -m bench.scale --pages 1000 2000             one typed PDF of so many pages
    python -m bench.scale --cells 50000 100000          one Word file with a table of so many cells
    python -m bench.scale --forms                       what our sample plans take to read, by form

Times of "processor" are of the loading process or the reader alone, so that a busy machine changes them little.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Final

import pypdfium2

from bench import long_plans, many_files
from db.rows import Source, rows
from extract.parsers.parse import parse
from extract.reading import understand

# what the loading process itself used, without its readers: seconds of the processor, and the most memory since it began
_LOADER: Final = """
import json, sys, time
from pathlib import Path
from extract.cli import main
code = main(sys.argv[1:])
most = [line.split()[1] for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")]
print(json.dumps({"processor": time.process_time(), "memory": int(most[0]) * 1024}))
sys.exit(code)
"""


@dataclass(frozen=True, slots=True)
class Loaded:
    """Of one load: seconds of the clock, seconds of the loader's processor, bytes of the loader's memory, bytes of the database."""

    seconds: float
    processor: float
    memory: int
    size: int


def load(folder: Path, database: Path, workers: int) -> Loaded:
    """`kehoach load` in a Python of its own (Linux). Raises RuntimeError where nothing was loaded."""
    command = [sys.executable, "-c", _LOADER, "load", str(folder), "--db", str(database), "--workers", str(workers)]
    start = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False)
    seconds = time.perf_counter() - start
    if done.returncode > 1:
        raise RuntimeError(f"load ended with {done.returncode}")
    return Loaded(seconds, **json.loads(done.stdout.splitlines()[-1]), size=database.stat().st_size)


def growth(plans: Sequence[int], workers: int, share: int) -> Iterator[tuple[str, ...]]:
    """A row of the table for each number of plans."""
    for count in plans:
        with tempfile.TemporaryDirectory(prefix="kehoach-scale-") as made:
            folder, database = Path(made) / "plans", Path(made) / "plans.db"
            many_files.write(folder, count, share)
            first, again = load(folder, database, workers), load(folder, database, workers)
        each = (f"{first.seconds / count:.3f}", f"{1000 * first.processor / count:.1f}", f"{first.size / count / 1024:.0f}")
        ratio = (f"{again.seconds:.1f}", f"{again.seconds / first.seconds:.1%}")
        yield f"{count:,}", f"{first.seconds:.0f}", *each, f"{first.memory / 2**20:.0f}", *ratio


def lengths(make: Callable[[Path, int], Path], name: str, sizes: Sequence[int]) -> Iterator[tuple[str, ...]]:
    """A row for each size of one file: seconds of the processor to its rows, in all and for a thousand pages or cells."""
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="kehoach-scale-") as made:
            path = make(Path(made) / name, size)
            taken, found = _read(path)
        yield f"{size:,}", f"{taken:.1f}", f"{1000 * taken / size:.2f}", f"{found:,}"


def forms() -> Iterator[tuple[str, ...]]:
    """A row for each form of our sample plans: files, pages, seconds of the processor a file to its rows."""
    files = sorted(path for path in long_plans.PLANS.rglob("*.*") if path.is_file())
    by_form = {form: [path for path in files if path.name.partition(".")[2] == form] for form in ("txt", "docx", "pdf", "scan.pdf")}
    for form, paths in by_form.items():
        _read(paths[0])  # what is loaded once is loaded
        taken, found = zip(*map(_read, paths), strict=True)
        pages = sum(len(pypdfium2.PdfDocument(path)) for path in paths) if form.endswith("pdf") else 0
        each = f"{sum(taken) / len(paths):.2f}", f"{sum(taken) / pages:.2f}" if pages else ""
        yield form, str(len(paths)), str(pages or ""), *each, f"{sum(found) / len(paths):.0f}"


def _read(path: Path) -> tuple[float, int]:
    """Seconds of the processor, of the programs it starts too, from a file to its rows; and how many rows."""
    start = sum(os.times()[:4])
    found = rows(understand(parse(path)), Source("p", "", path.name, ""))
    return sum(os.times()[:4]) - start, sum(map(len, found.values()))


def main() -> None:
    """Print the tables asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--plans", type=int, nargs="+", default=[], help="kế hoạch để nạp / plans to load")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--share", type=int, default=1, help="chỉ một phần mấy của mỗi văn bản / one part in so many of each text")
    parser.add_argument("--pages", type=int, nargs="+", default=[], help="trang của một tệp PDF / pages of one PDF")
    parser.add_argument("--cells", type=int, nargs="+", default=[], help="ô của một bảng Word / cells of one Word table")
    parser.add_argument("--forms", action="store_true", help="kế hoạch mẫu theo dạng tệp / sample plans by form")
    asked = parser.parse_args()
    if asked.forms:
        _show(("    form", "files", "pages", "processor s a file", "a page", "rows a file"), forms())
    if asked.plans:
        heads = ("  plans", "seconds", "s a plan", "loader ms a plan", "KB a plan", "loader MB", "again s", "of the first")
        _show(heads, growth(asked.plans, asked.workers, asked.share))
    for name, make, sizes in (("pages", long_plans.pdf, asked.pages), ("cells", long_plans.word, asked.cells)):
        if sizes:
            _show(
                (f"  {name}", "processor s", "s a thousand", "rows"), lengths(make, "plan.pdf" if name == "pages" else "plan.docx", sizes)
            )


def _show(heads: Sequence[str], lines: Iterable[tuple[str, ...]]) -> None:
    """Each line as soon as it is known."""
    for line in chain([tuple(heads)], lines):
        print("".join(f"{value:>{len(head) + 4}}" for head, value in zip(heads, line, strict=True)), flush=True)


if __name__ == "__main__":
    main()

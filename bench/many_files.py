"""As many plan files as wanted, varied from the project's own: other provinces, years, numbers, figures, and lists in another order.

`python -m bench.many_files FOLDER 10000` writes them as text, a folder a province and year; the same files every time.
"""

from __future__ import annotations

import argparse
import random
import re
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Final

from extract.authority.places import provinces
from extract.parsers.parse import parse
from extract.reading import paper

TEXTS: Final = Path(__file__).resolve().parents[1] / "corpus" / "source"
_YEAR: Final = re.compile(r"(?<![\d/.,])20[12]\d(?![\d/.,])")
_RATE: Final = re.compile(r"\d{1,2},\d{1,2}(?=%)")
_NUMBER: Final = re.compile(r"\A(Số: ?)\d+", re.MULTILINE)


def write(folder: Path, count: int, share: int = 1) -> None:
    """Write `count` plans under `folder`, of each the first part in `share`."""
    chance = random.Random(11)
    models = _models()
    names = provinces()
    for number in range(count):
        text, years, home = models[number % len(models)]
        province, later = chance.choice(names), chance.randint(-2, 2)
        made = _moved(text.replace(home, province) if home else text, later)
        made = _RATE.sub(lambda m: f"{chance.randint(1, 60)},{chance.randint(10, 99)}", made)
        made = _NUMBER.sub(rf"\g<1>{number + 1}", made)
        place = folder / province / str(years + later)
        place.mkdir(parents=True, exist_ok=True)
        (place / f"kh-{number + 1:05}.txt").write_text(_reordered(_beginning(made, share), chance), encoding="utf-8")


def _moved(text: str, years: int) -> str:
    return _YEAR.sub(lambda m: str(int(m.group()) + years), text)


def _beginning(text: str, share: int) -> str:
    return text if share == 1 else text[: text.rindex("\n", 0, max(2_000, len(text) // share))]


@cache
def _models() -> tuple[tuple[str, int, str | None], ...]:
    """Each of our plans as text, its year, and the province it names."""
    made = []
    for path in sorted(TEXTS.glob("*.txt")):
        head = paper(parse(path)).header
        made.append((path.read_text(encoding="utf-8"), head.period_end or 2022, head.province))
    return tuple(made)


def _reordered(text: str, chance: random.Random) -> str:
    """The lines of each list ("- ...") in another order."""
    out: list[str] = []
    for listed, lines in groupby(text.split("\n"), lambda line: line.startswith("- ")):
        some = list(lines)
        out += chance.sample(some, len(some)) if listed else some
    return "\n".join(out)


def main() -> None:
    """Write the files."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("count", type=int)
    arguments = parser.parse_args()
    write(arguments.folder, arguments.count)


if __name__ == "__main__":
    main()

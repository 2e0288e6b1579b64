"""The accuracy table: what the extraction finds in plans whose careful reading ("gold") is known.

`python -m bench.accuracy corpus/gold` reads each plan in every form that lies under corpus/plans (and in its source text), prints
found and strict F1 a form and family, and what was gained and lost, row by row, against the record kept on `main`; `--record` keeps
that record anew. "held-out" are the texts of the plans in held-out.txt, which nobody who writes rules has read.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.matching import FAMILIES, PLAN_FIELDS, Row, equal, pairs
from extract.model import Reading, Section, Target
from extract.reading import read

ROOT = Path(__file__).resolve().parents[1]
RECORD = "bench/accuracy.json"


@dataclass(slots=True)
class Count:
    gold: int = 0
    found: int = 0
    right: int = 0
    strict: int = 0

    def add(self, gold: int, found: int, right: int, strict: int) -> None:
        self.gold, self.found, self.right, self.strict = self.gold + gold, self.found + found, self.right + right, self.strict + strict

    def f1(self, right: int) -> float:
        return 2 * right / (self.gold + self.found) if self.gold + self.found else 1.0


@dataclass(slots=True)
class Report:
    """Counts a (form, family), and for each form every gold row by name with whether it was found."""

    counts: dict[str, dict[str, Count]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(Count)))
    rows: dict[str, str] = field(default_factory=dict)


def rows_of(reading: Reading) -> dict[str, list[Row]]:
    """A reading's rows in the words of the gold."""
    text = reading.paper.document.text
    return {
        "sections": [_section(s) for s in reading.paper.sections if s.label],
        "legal_references": [
            {"quote": r.span.of(text), "doc_type": r.doc_type, "number": r.number, "date": r.issued} for r in reading.legal_references
        ],
        "targets": [_target(t, text) for t in reading.targets if not t.from_table],
        "table_targets": [_target(t, text) for t in reading.targets if t.from_table],
        "deadlines": [{"quote": d.span.of(text), "kind": d.kind, "end": d.ends_on, "recurrence": d.recurrence} for d in reading.deadlines],
        "responsibilities": [
            {"agency": r.agency, "task_quote": r.span.of(text), "role": r.role, "topics": r.topics} for r in reading.responsibilities
        ],
    }


def _section(section: Section) -> Row:
    return {"label": section.label, "title": section.title, "level": section.level}


def _target(target: Target, text: str) -> Row:
    names = ("kind", "value", "unit", "comparator", "measure", "indicator", "year")
    return {"quote": target.span.of(text), "table": target.from_table} | {name: getattr(target, name) for name in names}


def gold_rows(gold: Mapping[str, Any]) -> dict[str, list[Row]]:
    """Gold rows a family, figures allotted (budgets) left out."""
    kept = [t for t in gold["targets"] if t.get("kind") != "budget"]
    split = {"targets": [t for t in kept if not t.get("table")], "table_targets": [t for t in kept if t.get("table")]}
    return {name: split.get(name, gold.get(name, [])) for name in FAMILIES}


def judge(report: Report, form: str, name: str, gold: Mapping[str, Any], reading: Reading) -> None:
    """Add one plan in one form to `report`."""
    found, wanted = rows_of(reading), gold_rows(gold)
    counts = report.counts[form]
    for family, rule in FAMILIES.items():
        there = [r for r in found[family] if r.get("kind") != "budget"]
        matched = pairs(rule, wanted[family], there)
        right = [
            i for i, j in matched if all(equal(f, wanted[family][i][f], there[j].get(f)) for f in rule.strict if f in wanted[family][i])
        ]
        counts[family].add(len(wanted[family]), len(there), len(matched), len(right))
        hit = {i for i, _ in matched}
        for i, row in enumerate(wanted[family]):
            quote = str(row.get("task_quote") or row.get("quote") or row.get("title"))
            state = "strict" if i in right else "found" if i in hit else "missed"
            report.rows[f"{form} {name} {family} {i} {row.get('agency', '')} {quote[:60]}"] = state
        if family == "responsibilities":
            pairs_of = [(set(wanted[family][i]["topics"]), set(there[j]["topics"])) for i, j in matched]
            total = [sum(len(r["topics"]) for r in rows) for rows in (wanted[family], there)]
            shared = sum(len(a & b) for a, b in pairs_of)
            counts["topics"].add(total[0], total[1], shared, shared)
    header = reading.paper.header
    right_fields = sum(equal(f, gold["plan"].get(f), getattr(header, f)) for f in PLAN_FIELDS)
    counts["plan"].add(len(PLAN_FIELDS), len(PLAN_FIELDS), right_fields, right_fields)


def forms(name: str, gold_folder: Path) -> Iterator[tuple[str, Path]]:
    """The files of the plan `name`: its source text and every form of it among the plans."""
    source = gold_folder.parent / "source" / f"{name}.txt"
    if source.exists():
        yield "text", source
    for path in sorted((gold_folder.parent / "plans").rglob(f"{name}.*")):
        form = path.name.removeprefix(name + ".")
        if form != "txt":
            yield form, path


def show(report: Report) -> str:
    """A line a family, three figures a form: found F1, strict F1, rows of gold."""
    forms = list(report.counts)
    lines = [
        " " * 18 + "".join(f"{form:>21}" for form in forms),
        " " * 18 + "".join(f"{'found':>9}{'strict':>7}{'gold':>5}" for _ in forms),
    ]
    for family in next(iter(report.counts.values()), {}):
        cells = [report.counts[form][family] for form in forms]
        lines.append(f"{family:18}" + "".join(f"{c.f1(c.right):9.3f}{c.f1(c.strict):7.3f}{c.gold:5}" for c in cells))
    return "\n".join(lines)


Record = Mapping[str, Mapping[str, str]]  # "form plan" -> row -> missed or found; a row that is not named was strictly right


def record(report: Report) -> Record:
    out: dict[str, dict[str, str]] = {}
    for row, state in report.rows.items():
        form, plan, name = row.split(" ", 2)
        rows = out.setdefault(f"{form} {plan}", {})
        if state != "strict":
            rows[name] = state
    return out


def changes(before: Record, report: Report) -> list[str]:
    """What was gained (+) and lost (-), row by row, in the plans that `before` knows."""
    order = ("missed", "found", "strict")
    out = []
    for row, now in sorted(report.rows.items()):
        form, plan, name = row.split(" ", 2)
        known = before.get(f"{form} {plan}")
        was = "strict" if known is None else known.get(name, "strict")
        if known is not None and was != now:
            out.append(f"{'+' if order.index(now) > order.index(was) else '-'} {row}: {was} -> {now}")
    return out


def recorded() -> Record:
    """The record on `main`, else the one of this checkout, else nothing."""
    found = subprocess.run(["git", "show", f"origin/main:{RECORD}"], cwd=ROOT, capture_output=True, text=True, check=False)
    text = found.stdout if found.returncode == 0 else (ROOT / RECORD).read_text(encoding="utf-8") if (ROOT / RECORD).exists() else "{}"
    known: Record = json.loads(text)
    return known


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--record", action="store_true", help="keep what is found now as what later changes are held against")
    options = parser.parse_args()
    report = Report({form: defaultdict(Count) for form in ("text", "held-out", "docx", "pdf", "scan.pdf")})
    held_out = (options.gold / "held-out.txt").read_text(encoding="utf-8").split()
    for path in sorted(options.gold.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        for form, file in forms(path.stem, options.gold):
            reading = read(file)
            judge(report, form, path.stem, gold, reading)
            if form == "text" and path.stem in held_out:
                judge(report, "held-out", path.stem, gold, reading)
    print(show(report))
    moved = changes(recorded(), report)
    print(f"\nagainst main: {sum(m[0] == '+' for m in moved)} gained, {sum(m[0] == '-' for m in moved)} lost")
    print("\n".join(moved))
    if options.record:
        (ROOT / RECORD).write_text(json.dumps(record(report), ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Typesets the sample plans: `python -m bench.typeset corpus/source corpus/plans`.

`manifest.toml` in the source folder says which forms each plan is made in and where they go:

    [[plan]]
    name = "hoa-binh-2024"             # the source is hoa-binh-2024.txt, every form keeps that stem
    folder = "Hòa Bình/2024"           # below the target folder: province/year
    forms = ["scan.pdf"]               # docx, pdf, scan.pdf, txt
    automatic_numbering = false        # optional: labels numbered by Word
    scan = { skew = 0.4, noise = 3.0, quality = 60, grey = false }

The same source gives the same bytes, as long as LibreOffice is the same. Names after the two folders restrict the run to those plans.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from zlib import crc32

from bench.source_text import read_source
from bench.typeset_docx import write_docx
from bench.typeset_scan import Scan, write_scan

FORMS = ("docx", "pdf", "scan.pdf", "txt")
STAMP = b"20240101000000"


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the manifest; `folder` is relative to the target folder."""

    name: str
    folder: str
    forms: tuple[str, ...]
    automatic_numbering: bool = False
    scan: Scan = field(default_factory=Scan)


def manifest(path: Path) -> list[Entry]:
    """The rows of `manifest.toml`. Raises ValueError for a form that is not known and for a name that stands twice."""
    entries = []
    for row in tomllib.loads(path.read_text(encoding="utf-8"))["plan"]:
        entry = Entry(**{**row, "forms": tuple(row["forms"]), "scan": Scan(**row.get("scan", {}))})
        unknown = set(entry.forms) - set(FORMS)
        if unknown:
            raise ValueError(f"{entry.name}: unknown forms {sorted(unknown)}")
        entries.append(entry)
    names = [entry.name for entry in entries]
    if len(set(names)) != len(names):
        raise ValueError("a plan stands twice in the manifest")
    return entries


def typeset(source: Path, target: Path, entry: Entry) -> list[Path]:
    """Writes every form of one plan below `target`; returns their paths."""
    text = (source / f"{entry.name}.txt").read_text(encoding="utf-8")
    plan = read_source(text)
    folder = target / entry.folder
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{entry.name}.{form}" for form in entry.forms]
    with tempfile.TemporaryDirectory() as work:
        docx = Path(work) / f"{entry.name}.docx"
        write_docx(plan, docx, entry.automatic_numbering)
        pdf = to_pdf(docx) if {"pdf", "scan.pdf"} & set(entry.forms) else docx
        for form, path in zip(entry.forms, paths, strict=True):
            if form == "scan.pdf":
                seal = "★ " + " ".join(plan.issuer).replace("ỦY BAN NHÂN DÂN", "U.B.N.D")
                write_scan(pdf, path, seal, entry.scan, seed=crc32(entry.name.encode()))
            elif form == "txt":
                path.write_text(text, encoding="utf-8")
            else:
                shutil.copyfile(pdf if form == "pdf" else docx, path)
    return paths


def to_pdf(docx: Path) -> Path:
    """The PDF that LibreOffice makes of `docx`, beside it. Raises RuntimeError where it makes none."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise RuntimeError("LibreOffice (soffice) is needed to make PDF files")
    with tempfile.TemporaryDirectory() as profile:
        command = [
            program,
            f"-env:UserInstallation=file://{profile}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(docx.parent),
            str(docx),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=180, env={**os.environ, "SOURCE_DATE_EPOCH": "1704067200"})
    pdf = docx.with_suffix(".pdf")
    if not pdf.is_file():
        raise RuntimeError(f"LibreOffice made no PDF of {docx.name}")
    pdf.write_bytes(without_chance(pdf.read_bytes()))
    return pdf


def without_chance(data: bytes) -> bytes:
    """A PDF with the time of making and the random file identifier replaced by constants of the same length."""
    data = re.sub(rb"(CreationDate\(D:)\d{14}", rb"\g<1>" + STAMP, data)
    data = re.sub(rb"(?<=<)[0-9A-F]{32}(?=>)", b"0" * 32, data)
    return re.sub(rb"(?<=/DocChecksum /)[0-9A-F]{32}", b"0" * 32, data)


def main() -> int:
    """Typesets all plans, or those named; returns the process status."""
    parser = argparse.ArgumentParser(description="Typeset the sample plans")
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("names", nargs="*", help="only these plans")
    arguments = parser.parse_args()
    for entry in manifest(arguments.source / "manifest.toml"):
        if not arguments.names or entry.name in arguments.names:
            for path in typeset(arguments.source, arguments.target, entry):
                print(f"{path.stat().st_size:>9,}  {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

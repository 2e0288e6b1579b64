"""Tesseract: an image of a page -> words with boxes and confidence.

Measured on signed papers: the red channel alone erases the red stamp (character errors 5.3% -> 0.3% at 200 dpi).
"""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import subprocess
from dataclasses import replace
from functools import cache
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from extract.model import Box
from extract.parsers.printed_lines import Word
from extract.text import normalise

if TYPE_CHECKING:
    from PIL.Image import Image

DPI = 200
LANGUAGE = "vie"
_DIRT = "'`‘’_~^|¬.,"  # what specks at a line's start are read as
_SECONDS = 120  # for one page
_USUAL = (Path("C:/Program Files/Tesseract-OCR/tesseract.exe"), Path("/opt/homebrew/bin/tesseract"), Path("/usr/local/bin/tesseract"))


class OcrFailed(Exception):
    """Tesseract is missing, lacks its Vietnamese data, or gave up on a page."""


@cache
def tesseract() -> tuple[str | None, str | None, bool]:
    """The program's path, its version, and whether it has Vietnamese data; (null, null, false) where it is not installed."""
    path = shutil.which("tesseract") or next((str(usual) for usual in _USUAL if usual.exists()), None)
    if path is None:
        return None, None, False
    version = _output([path, "--version"]).splitlines()[:1]
    languages = _output([path, "--list-langs"]).split()
    number = re.search(r"\d{1,9}(?:\.\d{1,9})+", version[0]) if version else None
    return path, number.group() if number else None, LANGUAGE in languages


def ready() -> bool:
    """Whether scans can be read here."""
    path, _, vietnamese = tesseract()
    return path is not None and vietnamese


def read_image(image: Image, page: int, points_per_pixel: float) -> list[list[Word]]:
    """The words of a grey image, line by line in Tesseract's reading order, with boxes in points. Raises OcrFailed."""
    return _without_specks(_lines(_told(image, "3"), page, points_per_pixel))


def read_block(image: Image, page: int, points_per_pixel: float) -> list[list[Word]]:
    """The words of a grey image that holds nothing but lines of text one below another; else as `read_image`."""
    return _lines(_told(image, "6"), page, points_per_pixel)


def _told(image: Image, layout: str) -> str:
    """Tesseract's table of words; `layout` is one of its page segmentation modes."""
    path = tesseract()[0]
    if path is None or not ready():
        raise OcrFailed("tesseract with Vietnamese data is not installed")
    picture = io.BytesIO()
    image.save(picture, "PPM")
    command = [path, "stdin", "stdout", "-l", LANGUAGE, "--dpi", str(DPI), "--psm", layout, "tsv"]
    environment = os.environ | {"OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(command, input=picture.getvalue(), capture_output=True, env=environment, timeout=_SECONDS, check=True)
    except (OSError, subprocess.SubprocessError) as error:
        raise OcrFailed(str(error)) from error
    return done.stdout.decode("utf-8", "replace")


def _lines(tsv: str, page: int, scale: float) -> list[list[Word]]:
    lines: dict[tuple[str, ...], list[Word]] = {}
    for row in csv.DictReader(io.StringIO(tsv), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = normalise(row["text"] or "").strip()
        if row["level"] != "5" or not text:
            continue
        left, top, width, height = (float(row[name]) * scale for name in ("left", "top", "width", "height"))
        box = Box(page, round(left, 1), round(top, 1), round(left + width, 1), round(top + height, 1))
        where = (row["block_num"], row["par_num"], row["line_num"])
        lines.setdefault(where, []).append(Word(text, box, confidence=max(0.0, float(row["conf"])) / 100))
    return list(lines.values())


def _without_specks(lines: list[list[Word]]) -> list[list[Word]]:
    """Lines less what dirt on the paper was read as: signs without a letter or digit, and doubtful single letters, at a line's ends."""
    lines = [words for words in lines if any(c.isalnum() for word in words for c in word.text)]
    widest = max((line[-1].box.x1 - line[0].box.x0 for line in lines), default=0.0)
    long = [line for line in lines if line[-1].box.x1 - line[0].box.x0 > 0.8 * widest]
    left = median(line[0].box.x0 for line in long) if long else 0.0
    out = []
    for line in lines:
        words = list(line)
        while words and _is_speck(words[-1], marks=";:,.%)"):
            words.pop()
        while words and _is_speck(words[0], marks="-+•(" if words[0].box.x0 > left - 6 else ""):
            words.pop(0)
        if any(c.isalnum() for word in words for c in word.text):
            out.append([replace(words[0], text=words[0].text.lstrip(_DIRT) or words[0].text), *words[1:]])
    return out


def _is_speck(word: Word, marks: str) -> bool:
    sure = word.confidence if word.confidence is not None else 1.0
    if any(c.isalnum() for c in word.text):
        return len(word.text) == 1 and word.text.isalpha() and sure < 0.5
    return word.text[0] not in marks or (sure < 0.3 and word.text not in "-+")


def _output(command: list[str]) -> str:
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=20, check=False).stdout
    except (OSError, subprocess.SubprocessError):
        return ""

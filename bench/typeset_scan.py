"""Turns a typed PDF into a scan: an image-only PDF, slightly skewed and noisy, signed and with a red round stamp."""

from __future__ import annotations

import time
from dataclasses import dataclass
from math import cos, pi, sin
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
from PIL import Image, ImageDraw, ImageFilter, ImageFont

DPI = 200
INCH = 72  # points
STAMP_MM = 36  # diameter of a provincial seal
RED, INK = (205, 30, 45, 200), (25, 40, 120, 220)
FONT = "/usr/share/fonts/truetype/liberation2/LiberationSerif-Bold.ttf"
TIME = time.gmtime(1704067200)  # 2024-01-01, so that the same source gives the same file


@dataclass(frozen=True, slots=True)
class Scan:
    """How a copy looks: `skew` in degrees, `noise` as standard deviation of grey levels, JPEG `quality`, `grey` or colour."""

    skew: float = 0.4
    noise: float = 3.0
    quality: int = 60
    grey: bool = False


def write_scan(pdf: Path, path: Path, seal: str, scan: Scan, seed: int) -> None:
    """Writes the pages of `pdf` to `path` as images; the stamp bearing `seal` lies over the last signature, if there is one."""
    draw = np.random.default_rng(seed)
    document = pdfium.PdfDocument(pdf)
    pages = []
    for index in range(len(document)):
        page = document[index]
        image = page.render(scale=DPI / INCH).to_pil().convert("RGB")
        place = _signature(page, image.height) if index == len(document) - 1 else None
        if place is not None:
            _sign(image, place, draw)
            _stamp(image, place, seal)
        pages.append(_copy(image, scan, draw))
    document.close()
    first, rest = pages[0], pages[1:]
    first.save(path, "PDF", save_all=True, append_images=rest, resolution=DPI, quality=scan.quality, creationDate=TIME, modDate=TIME)


def _signature(page: pdfium.PdfPage, height: int) -> tuple[float, float] | None:
    """Pixel below the last CHỦ TỊCH of the page, the middle of the place that is signed."""
    text = page.get_textpage()
    finder = text.search("CHỦ TỊCH", match_case=True)
    found = list(iter(finder.get_next, None))
    if not found:
        return None
    start, count = found[-1]
    boxes = [text.get_charbox(i) for i in range(start, start + count)]
    x = (boxes[0][0] + boxes[-1][2]) / 2
    return x * DPI / INCH, height - boxes[0][1] * DPI / INCH + 0.55 * DPI


def _stamp(image: Image.Image, place: tuple[float, float], seal: str) -> None:
    """A ring with a star and the issuer's name around it; a third of it lies over the signature (Decree 30/2020, Article 33)."""
    size = round(STAMP_MM / 25.4 * DPI)
    layer = Image.new("RGBA", (size, size))
    pen = ImageDraw.Draw(layer)
    pen.ellipse((3, 3, size - 4, size - 4), outline=RED, width=6)
    pen.ellipse((52, 52, size - 53, size - 53), outline=RED, width=3)
    middle = size / 2
    star = [
        (middle + r * sin(i * pi / 5), middle - r * cos(i * pi / 5)) for i in range(10) for r in [size * (0.17 if i % 2 == 0 else 0.07)]
    ]
    pen.polygon(star, fill=RED)
    font = ImageFont.truetype(FONT, 26)
    for i, letter in enumerate(seal):
        angle = (i - (len(seal) - 1) / 2) * 0.155
        glyph = Image.new("RGBA", (48, 48))
        ImageDraw.Draw(glyph).text((24, 24), letter, font=font, fill=RED, anchor="mm")
        glyph = glyph.rotate(-angle * 180 / pi, Image.Resampling.BICUBIC)
        radius = middle - 30
        layer.alpha_composite(glyph, (round(middle + radius * sin(angle)) - 24, round(middle - radius * cos(angle)) - 24))
    layer = layer.rotate(7, Image.Resampling.BICUBIC)
    image.paste(layer, (round(place[0] - size * 0.85), round(place[1] - size / 2)), layer)


def _sign(image: Image.Image, place: tuple[float, float], draw: np.random.Generator) -> None:
    """A pen stroke of a few loops."""
    steps = np.linspace(0, 1, 240)
    loops = draw.uniform(4, 6)
    x = place[0] - 140 + 300 * steps + 45 * np.sin(2 * pi * loops * steps)
    y = place[1] + 42 * np.cos(2 * pi * loops * steps) * (1 - 0.6 * steps) - 30 * steps
    ImageDraw.Draw(image, "RGBA").line(list(zip(x.tolist(), y.tolist(), strict=True)), fill=INK, width=5, joint="curve")


def _copy(image: Image.Image, scan: Scan, draw: np.random.Generator) -> Image.Image:
    """The page as a copier sees it: turned, a little soft, paper not quite white, grain and specks."""
    angle = float(draw.uniform(0.5, 1) * scan.skew * draw.choice((-1, 1)))
    turned = image.rotate(angle, Image.Resampling.BICUBIC, fillcolor="white").filter(ImageFilter.GaussianBlur(0.6))
    grid = np.asarray(turned, dtype=np.float32) * 0.93 + 10
    grid += draw.normal(0, scan.noise, grid.shape[:2]).astype(np.float32)[..., None]
    specks = draw.integers((1, 1), (grid.shape[0] - 3, grid.shape[1] - 3), (25, 2))
    for row, column in specks:
        grid[row : row + 2, column : column + 2] = 90
    copy = Image.fromarray(np.clip(grid, 0, 255).astype(np.uint8))
    return copy.convert("L") if scan.grey else copy

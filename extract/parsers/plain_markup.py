"""Markdown's marks in text files: emphasis, headings, escapes. Stored text is without them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extract.parsers.paragraphs import Printed
from extract.patterns.pattern import pattern

_HEADING = pattern(
    "parser.markdown_heading",
    catches={"## 2. Giải quyết việc làm": "## "},
    misses=("Kế hoạch #2", "1. Mục tiêu"),
    regex=r"^\ {0,3}\#{1,6}\ +",
)
_BOLD = pattern(
    "parser.markdown_bold",
    catches={"**Sở Y tế:** chủ trì": "**"},
    misses=("Số liệu ước tính (**)", "2 * 3"),
    regex=r"(?<!\()\*\*(?!\))",
)
_EMPHASIS = pattern(
    "parser.markdown_emphasis",
    catches={"- *Nội dung:* gồm": "*nội dung:*"},
    misses=("* Nhiệm vụ chung", "Ghi chú (*): số ước tính", "2 * 3 * 4"),
    regex=r"(?<![*(])\*(?![*\s])[^*\n]{1,500}(?<![\s(*])\*(?!\*)",
)
_ESCAPE = pattern(
    "parser.markdown_escape",
    catches={"1\\. Mục tiêu": "\\.", "\\- Hộ nghèo": "\\-"},
    misses=("C:\\tài liệu",),
    regex=r"\\[.\-+*_\#()\[\]|>]",
)
_DECORATION = pattern(
    "parser.decoration",
    catches={"------": "------", "* * *": "* * *", "_____": "_____"},
    misses=("- Sở Y tế", "---|---a", "..."),
    regex=r"^(?:[-_=*~]\ ?){3,}+$",
)


def unmarked(lines: Iterable[str]) -> Iterator[Printed]:
    """`lines` without Markdown's marks. Bold may run over several lines of a paragraph; a paragraph with an unpaired ** keeps them."""
    paragraph: list[str] = []
    for line in lines:
        if line.strip():
            paragraph.append(line)
            continue
        yield from _paragraph(paragraph)
        paragraph = []
        yield Printed("")
    yield from _paragraph(paragraph)


def _paragraph(lines: list[str]) -> Iterator[Printed]:
    paired = sum(len(_BOLD.findall(line)) for line in lines) % 2 == 0
    inside = False
    for line in lines:
        heading = _HEADING.match(line)
        text = line[heading.end() :].rstrip("# ") if heading else line
        bold = False
        parts = _BOLD.split(text) if paired else [text]
        if len(parts) > 1:
            plain = "".join(part for i, part in enumerate(parts) if (i % 2 == 1) == inside)
            bold = not plain.strip(" .:;,")
            inside ^= len(parts) % 2 == 0
            text = "".join(parts)
        elif inside:
            bold = True
        yield Printed(_inline(text), bold or heading is not None)


def _inline(text: str) -> str:
    if _DECORATION.search(text.strip()):
        return ""
    if "*" in text:
        text = _EMPHASIS.sub(lambda m: m.group()[1:-1], text)
    if "\\" in text:
        text = _ESCAPE.sub(lambda m: m.group()[1:], text)
    return text

"""Word documents (.docx, .docm): everything that shows on paper, in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import count, groupby
from pathlib import Path

from extract.model import Block, BlockKind, Parsed, Problem, Severity, Status
from extract.parsers import Options, Unreadable
from extract.parsers.joining import joined
from extract.parsers.legacy import converted
from extract.parsers.letterhead import in_columns, is_frame
from extract.parsers.paragraphs import Printed, blocks
from extract.parsers.table_rows import row_blocks
from extract.parsers.word_fonts import schemes
from extract.parsers.word_loss import missing_share
from extract.parsers.word_names import Element, named
from extract.parsers.word_numbering import Numbering
from extract.parsers.word_package import Package, unpack
from extract.parsers.word_runs import Runs, superscript
from extract.parsers.word_story import Story
from extract.parsers.word_styles import Styles
from extract.parsers.word_tables import Content, Grid
from extract.parsers.word_unread import unread

_LOST = 0.02  # of the characters: beyond it the reading counts as partial


def read(path: Path, options: Options) -> Parsed:
    """The blocks of the Word document at `path`: body, then footnotes, then headers and footers. Pages and lines are unknown, as Word
    computes them when it prints; `options` change nothing.

    Raises Unreadable where the file is damaged, encrypted, too large or holds no text.
    """
    package = unpack(path.read_bytes())
    styles = Styles.of(package.styles)
    old = schemes(package.document, styles)
    story = Story(styles, Numbering.of(package.numbering), Runs(styles, old))
    body = tuple(_blocks(story.walk(package.document), count()))
    labels = story.labels
    notes = tuple(_notes(story, package))
    heads, furniture = _furniture(story, package)
    if not (body or notes):
        raise Unreadable(*_no_text(package.document))
    shown = (package.document, *_referred(story, package))
    lost = 0.0 if old else missing_share(shown, (*body, *notes), labels)  # old letters do not count like new ones
    problems = [
        *package.problems,
        *map(converted, sorted({name.partition(":")[0] for name in old})),
        *_remarks(package.document),
        *unread(package.document),
        *_notes_missing(story, package),
        *([_loss(lost)] if lost > _LOST else []),
    ]
    status = Status.PARTIAL if lost > _LOST else Status.OK
    return Parsed((*heads, *body, *notes, *furniture), "docx", problems=tuple(problems), status=status)


def _blocks(content: Iterable[Content], tables: Iterator[int]) -> Iterator[Block]:
    for is_grid, run in groupby(content, lambda item: isinstance(item, Grid)):
        if is_grid:
            for grid in run:
                assert isinstance(grid, Grid)
                yield from row_blocks(next(tables), grid.rows, grid.headers)
        else:
            lines = list(in_columns(item for item in run if isinstance(item, Printed)))
            for paragraph in joined(lines, wrapped=False):
                yield from blocks(paragraph)


def _notes(story: Story, package: Package) -> Iterator[Block]:
    """Foot- and endnotes in the order of their reference, each with its number as printed."""
    for part, numbers, mark in ((package.footnotes, story.runs.notes, superscript), (package.endnotes, story.runs.endnotes, "[{}]".format)):
        by_id = {note.get(named("w:id")): note for note in (() if part is None else part)}
        for ident, place in list(numbers.items()):
            note = by_id.get(ident)
            if note is None:
                continue
            text = " ".join(block.text for block in _blocks(story.walk(note), count()))
            number = f"{mark(place)} " if place else ""  # one with a mark of its own has it in its text
            yield from blocks(Printed(f"{number}{text}", kind=BlockKind.FOOTNOTE)) if text else ()


def _referred(story: Story, package: Package) -> Iterator[Element]:
    """The notes that the text refers to."""
    for part, numbers in ((package.footnotes, story.runs.notes), (package.endnotes, story.runs.endnotes)):
        yield from (note for note in (() if part is None else part) if note.get(named("w:id")) in numbers)


def _notes_missing(story: Story, package: Package) -> Iterator[Problem]:
    """That notes are referred to which the file does not hold."""
    parts = ((package.footnotes, story.runs.notes), (package.endnotes, story.runs.endnotes))
    lacking = sum(len(numbers.keys() - {note.get(named("w:id"), "") for note in (() if part is None else part)}) for part, numbers in parts)
    if lacking:
        message = f"Tệp Word thiếu nội dung của {lacking} chú thích: hãy so với bản gốc."
        yield Problem("parse", Severity.WARNING, message, f"The Word file lacks the text of {lacking} notes: compare with the original.")


def _furniture(story: Story, package: Package) -> tuple[list[Block], list[Block]]:
    """Headers and footers, each text once: those that are the head of the document (motto, agency), and the running ones."""
    used = {ref.get(named("r:id"), "") for kind in ("w:headerReference", "w:footerReference") for ref in package.document.iter(named(kind))}
    heads: list[Block] = []
    running: dict[str, Block] = {}
    for ident, part in package.furniture.items():
        found = list(_blocks(story.walk(part), count())) if ident in used else []
        if any(is_frame(block.text) for block in found):
            heads += found
        else:
            running |= {b.text: replace(b, kind=BlockKind.FURNITURE, table=None, cells=()) for b in found}
    return heads, list(running.values())


def _no_text(document: Element) -> tuple[str, str]:
    if next(document.iter(named("a:blip")), None) is not None:
        return (
            "Tệp Word chỉ có ảnh chụp, không có chữ: hãy xuất ra PDF rồi nạp lại để nhận dạng chữ.",
            "The Word file holds pictures only: export it to PDF and load that, so that its text is recognised.",
        )
    return "Tệp Word không có chữ nào.", "The Word file holds no text."


def _remarks(document: Element) -> Iterator[Problem]:
    if any(next(document.iter(named(tag)), None) is not None for tag in ("w:ins", "w:del", "w:moveTo")):
        message = "Văn bản còn sửa đổi chưa duyệt (Track Changes): phần thêm được đọc, phần xóa bị bỏ."
        yield Problem("parse", Severity.INFO, message, "Tracked changes are pending: insertions were read, deletions left out.")
    if comments := sum(1 for _ in document.iter(named("w:commentReference"))):
        message = f"Văn bản còn {comments} nhận xét bên lề (Comments): không đọc vì không thuộc văn bản."
        yield Problem("parse", Severity.INFO, message, f"{comments} comments stand in the margin: not read, being no part of the paper.")


def _loss(share: float) -> Problem:
    message = f"Khoảng {share:.0%} chữ trong tệp Word không đọc được: hãy so với bản gốc."
    return Problem(
        "parse", Severity.WARNING, message, f"About {share:.0%} of the Word file's text was not read: compare with the original."
    )

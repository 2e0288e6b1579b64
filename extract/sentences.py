"""Sentences of one list item or paragraph, by underthesea (12 M characters a second; lines and list marks must be split before)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path

from extract.document import Span

_LONGEST = 3_000  # characters: no sentence of a plan is longer


def sentences(text: str) -> tuple[Span, ...]:
    """The spans of the sentences of `text`, in order; a full stop within a number, a web address or "./." or behind an abbreviation
    ends none.

    >>> [span.of("Còn 5% tại TP. Huế. Giảm 2%./.") for span in sentences("Còn 5% tại TP. Huế. Giảm 2%./.")]
    ['Còn 5% tại TP. Huế.', 'Giảm 2%./.']
    """
    whole: list[Span] = []
    for span in _spans(text):
        if whole and span.start == whole[-1].end and not text[span.start].isupper():
            whole[-1] = Span(whole[-1].start, span.end)
        else:
            whole.append(span)
    return tuple(piece for span in whole for piece in _pieces(text, span))


@cache
def _cutter() -> Callable[[str], list[str]]:
    """underthesea's cutter of sentences by itself: the package as a whole loads taggers too, which takes longer than reading a plan."""
    package = find_spec("underthesea")
    own = package and package.origin and Path(package.origin).parent / "pipeline" / "sent_tokenize" / "__init__.py"
    spec = spec_from_file_location("underthesea_sentences", own) if own else None
    if spec is None or spec.loader is None:
        raise ModuleNotFoundError("underthesea")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    cut: Callable[[str], list[str]] = module.sent_tokenize
    return cut


def _spans(text: str) -> Iterator[Span]:
    at = 0
    for sentence in _cutter()(text):
        start = text.find(sentence, at)
        if start < 0:  # a letter was changed on the way: leave the rest in one piece
            break
        at = start + len(sentence)
        yield Span(start, at)
    if text[at:].strip():
        yield Span(at + len(text[at:]) - len(text[at:].lstrip()), len(text.rstrip()))


def _pieces(text: str, span: Span) -> Iterator[Span]:
    start = span.start
    while span.end - start > _LONGEST:
        cut = text.rfind(" ", start + _LONGEST // 2, start + _LONGEST) + 1 or start + _LONGEST
        yield Span(start, cut)
        start = cut
    yield Span(start, span.end)

"""Was anything lost without a word? The text of the XML counted once more, by other means than the reading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from extract.model import Block
from extract.parsers.paragraphs import tidy
from extract.parsers.word_names import ALTERNATIVES, Element, named, tags
from extract.parsers.word_runs import DELETED, alternative
from extract.parsers.word_styles import switch

_TEXTS, _RUN = tags("w:t", "a:t"), named("w:r")
_APART = DELETED | {ALTERNATIVES, named("w:vanish")}  # what may hold text that does not show


def missing_share(roots: Iterable[Element], blocks: Iterable[Block], labels: int) -> float:
    """The share (0..1) of the characters of all shown w:t and a:t under `roots` (the document, its notes) that `blocks` lack. `labels`:
    characters of computed numbers, which stand in neither."""
    expected = Counter(tidy("".join(text for root in roots for text in _texts(root))))
    found = Counter("".join(block.text for block in blocks))
    del expected[" "], found[" "]
    total = expected.total()
    lacking = max((expected - found).total(), total + labels - found.total())
    return lacking / total if total else 0.0


def _texts(root: Element) -> Iterable[str]:
    if next(root.iter(*_APART), None) is None:
        return (element.text or "" for element in root.iter(*_TEXTS))
    return _shown(root)


def _shown(root: Element) -> Iterator[str]:
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if element.tag in _TEXTS:
            yield element.text or ""
        elif element.tag == ALTERNATIVES:
            waiting.append(alternative(element))
        elif element.tag not in DELETED and not (element.tag == _RUN and switch(element, "w:rPr/w:vanish")):
            waiting.extend(reversed(element))

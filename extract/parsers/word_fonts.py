"""Runs typed with fonts of before Unicode, which say how their letters are to be read."""

from __future__ import annotations

from collections import defaultdict
from xml.etree.ElementTree import Element

from extract.parsers.legacy import SCHEMES, of_font, scheme
from extract.parsers.word_styles import Styles, first


def schemes(document: Element, styles: Styles) -> frozenset[str]:
    """The schemes whose fonts occur in `document` with text that really is in them: many a font's name outlived a conversion."""
    samples: dict[str, list[str]] = defaultdict(list)
    for paragraph in document.iter("w:p"):
        style = styles.paragraph_id(first(paragraph, "w:pPr"))
        for run in paragraph.iter("w:r"):
            if found := of_font(styles.font(first(run, "w:rPr"), style)):
                samples[found[0]] += (text.text or "" for text in run.iter("w:t"))
    return frozenset(name for name, texts in samples.items() if scheme(" ".join(texts)) == name)


def unicode(text: str, font: str, decoded: frozenset[str]) -> str:
    """`text` of a run in `font`, in Unicode where the font's scheme is one of `decoded`."""
    found = of_font(font) if decoded else None
    if found is None or found[0] not in decoded:
        return text
    plain = SCHEMES[found[0]](text)
    return plain.upper() if found[1] else plain

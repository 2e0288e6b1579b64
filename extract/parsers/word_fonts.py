"""Runs typed with fonts of before Unicode, which say how their letters are to be read."""

from __future__ import annotations

from collections import defaultdict

from extract.parsers.legacy import SCHEMES, of_font, scheme
from extract.parsers.word_names import Element, P, T, named
from extract.parsers.word_styles import Styles, first


def schemes(document: Element, styles: Styles) -> frozenset[str]:
    """What occurs in `document` that is typed in an old way: the schemes whose fonts have text in them that really is (many a font's name
    outlived a conversion), and, as "TCVN3:Font", each other font all of whose text is."""
    samples: dict[str, list[str]] = defaultdict(list)
    for paragraph in document.iter(P):
        style = styles.paragraph_id(first(paragraph, "w:pPr"))
        for run in paragraph.iter(named("w:r")):
            font = styles.font(first(run, "w:rPr"), style)
            found = of_font(font)
            samples[found[0] if found else f":{font}"] += (text.text or "" for text in run.iter(T))
    told = {name: scheme(" ".join(texts)) for name, texts in samples.items()}
    return frozenset(f"{old}{name}" if name[0] == ":" else name for name, old in told.items() if old and name in (old, f":{name[1:]}"))


def unicode(text: str, font: str, decoded: frozenset[str]) -> str:
    """`text` of a run in `font`, in Unicode where the font's scheme, or the font itself, is one of `decoded`."""
    found = of_font(font) if decoded else None
    if found and found[0] in decoded:
        plain = SCHEMES[found[0]](text)
        return plain.upper() if found[1] else plain
    other = None if found else next((name for name in SCHEMES if f"{name}:{font}" in decoded), None)
    return SCHEMES[other](text) if other else text

"""Type words of papers and the codes they stand for: the words of `lexicon/documents.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from extract.model import DocType
from extract.text import bare, key


@cache
def lexicon() -> dict[str, Any]:
    """`lexicon/documents.toml` as it stands."""
    return tomllib.loads(files("extract").joinpath("lexicon/documents.toml").read_text("utf-8"))


@cache
def words() -> dict[str, DocType]:
    """Each type word (a key) with its code, longest first."""
    table = {key(word): DocType(code) for code, entry in lexicon()["types"].items() for word in entry}
    return dict(sorted(table.items(), key=lambda item: -len(item[0])))


def alternatives(terms: list[str] | tuple[str, ...]) -> str:
    """Terms as a regular expression (verbose): longest first, one to three spaces or line breaks between syllables."""
    return "|".join(r"\s{1,3}".join(term.replace("-", r"\-").split()) for term in sorted(terms, key=len, reverse=True))


def by_word(word: str) -> DocType:
    """The code of a type word, lost tone marks allowed; `other` where it is none.

    >>> by_word("KẾ  HOẠCH").value, by_word("ke hoach").value
    ('ke_hoach', 'ke_hoach')
    """
    plain = " ".join(key(word).split())
    found = words().get(plain) or next((code for term, code in words().items() if bare(term) == bare(plain)), None)
    return found or next((code for term, code in words().items() if plain.startswith(term + " ")), DocType.OTHER)


def by_number(number: str) -> DocType | None:
    """What the letters of a number say: "07/2021/NĐ-CP" is a decree, "720-CV/TU" a letter; null where they say nothing.

    >>> by_number("30a/2008/NQ-CP").value, by_number("720-CV/TU").value, by_number("269/LĐTBXH-VP")
    ('nghi_quyet', 'cong_van', None)
    """
    parts = key(number).replace("-", "/").split("/")
    letters = [part for part in parts[1:] if not part.isdigit()]
    if any(part.startswith("qh") and part[2:].isdigit() for part in letters):
        return None  # a law or a resolution of the National Assembly: the word before it says which
    code = lexicon()["abbreviations"].get(letters[0]) if letters else None
    return DocType(code) if code else None

"""Which document a citation means: one id for every spelling of its number.

A number is unique within its type, its year and the body that issues it (Decree 30/2020/NĐ-CP, annex I); the sign at its end says
whether that body is central ("QĐ-TTg") or one of many ("NQ-HĐND"), whose place then belongs to the id: the one named, else the plan's.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from extract.model import DocType, Header, LegalReference, Level
from extract.text import bare, key

_LOCAL_SIGNS: Final = frozenset({"ubnd", "hdnd", "tu", "hu", "du", "qu", "thu", "btv", "bcd", "mttq", "ub"})
_CITIES: Final = frozenset({"ha noi", "ho chi minh", "da nang", "hai phong", "can tho", "hue"})  # cities that rank as provinces
_GOVERNED: Final = {"tinh": "tinh", "thanh": "thanh pho", "huyen": "huyen", "quan": "quan", "thi": "thi xa"}  # Thị ủy: of a town
_AFTER_NAME: Final = (" ngày ", " năm ", " được ")


@dataclass(frozen=True, slots=True)
class Instrument:
    """A row of `instruments`, but for the plan that holds it."""

    id: str
    doc_type: DocType
    number: str | None
    year: int | None
    issuer: str | None
    title: str | None


def cited(references: tuple[LegalReference, ...], text: str, header: Header, plan_id: str) -> list[Instrument]:
    """The document that each reference means, in order.

    A mention without a year means the one dated document of that type and number that the same plan cites, where there is just one.
    """
    found = [_cited(reference, text, header, plan_id) for reference in references]
    dated: dict[str, set[str]] = {}
    for reference, instrument in zip(references, found, strict=True):
        if instrument.year:
            dated.setdefault(_undated(reference, text, header, plan_id), set()).add(instrument.id)
    by_id = {instrument.id: instrument for instrument in found}
    return [
        by_id[next(iter(dated[instrument.id]))] if not instrument.year and len(dated.get(instrument.id, ())) == 1 else instrument
        for instrument in found
    ]


def held(header: Header, plan_id: str) -> Instrument | None:
    """The document that a plan itself is; null where it states no number."""
    if not header.number:
        return None
    place = _own_place(header, header.level, plan_id) if _is_local(header.number) else ()
    year = _year(header.number, header.issued)
    return Instrument(
        _id(header.doc_type, _words(header.number), year, place), header.doc_type, header.number, year, header.issuer, header.title
    )


def _cited(reference: LegalReference, text: str, header: Header, plan_id: str) -> Instrument:
    year = _year(reference.number, reference.issued)
    name, place = _named(reference, text, header, plan_id)
    title = reference.subject or (None if reference.number else _name(reference.span.of(text)))
    return Instrument(_id(reference.doc_type, name, year, place), reference.doc_type, reference.number, year, reference.issuer, title)


def _undated(reference: LegalReference, text: str, header: Header, plan_id: str) -> str:
    name, place = _named(reference, text, header, plan_id)
    return _id(reference.doc_type, name, None, place)


def _named(reference: LegalReference, text: str, header: Header, plan_id: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of its number, or of its name where it has none ("Luật Việc làm năm 2013" -> việc làm), and its place."""
    if reference.number:
        return _words(reference.number), _place(reference, header, plan_id)
    name = key(_name(reference.span.of(text)))
    return _words(name.removeprefix(key(reference.doc_type.vi))), ()


def _name(quote: str) -> str:
    """ "Luật Việc làm năm 2013" -> "Luật Việc làm": a law's own name, without its date."""
    low = f"{key(quote)} "
    return quote[: min(at for mark in _AFTER_NAME if (at := f"{low}{mark}".find(mark)) >= 0)].strip()


def _words(number: str) -> tuple[str, ...]:
    """ "05/2017/NQ–HĐND" and "5/2017/nq-hdnd" -> ("5", "2017", "nq", "hdnd")."""
    return tuple(w.lstrip("0") or "0" for w in "".join(c if c.isalnum() else " " for c in bare(number)).split())


def _year(number: str | None, issued: str | None) -> int | None:
    for word in _words(number or "")[1:2]:  # "15/2021/NQ-HĐND" states its year, "15/NQ-HĐND" does not
        if len(word) == 4 and word.isascii() and word.isdigit() and word.startswith(("19", "20")):
            return int(word)
    return int(issued[:4]) if issued and issued[:4].isdigit() else None


def _id(doc_type: DocType, name: tuple[str, ...], year: int | None, place: tuple[str, ...]) -> str:
    stated = () if year is None or str(year) in name else (str(year),)
    return "-".join((doc_type.replace("_", ""), *name, *stated, *place))


def _is_local(number: str) -> bool:
    sign = _words(number)[-1:]
    return bool(sign) and (sign[0] in _LOCAL_SIGNS or (sign[0].startswith("s") and len(sign[0]) > 2))  # SLĐTBXH: a province's department


def _place(reference: LegalReference, header: Header, plan_id: str) -> tuple[str, ...]:
    if not reference.number or not _is_local(reference.number):
        return ()
    words = _governed(_words(reference.issuer or ""))
    for at, word in enumerate(words):
        name = " ".join(words[at + 1 :])
        if word == "tinh":
            return _words(name) or _own_place(header, Level.PROVINCE, plan_id)
        if word in ("huyen", "quan") or words[at : at + 2] == ("thi", "xa"):
            return (*_own_place(header, Level.PROVINCE, plan_id), *(_words(name.removeprefix("xa")) or _words(header.district or "")))
        if words[at : at + 2] == ("thanh", "pho"):
            return _city(name.removeprefix("pho").strip(), header, plan_id)
        if word in ("xa", "phuong") or words[at : at + 2] == ("thi", "tran"):
            return (*_own_place(header, Level.DISTRICT, plan_id), *(_words(name.removeprefix("tran")) or _words(header.commune or "")))
    return _own_place(header, Level.PROVINCE, plan_id)


def _governed(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a Party committee's name as those of its place: "Huyện ủy Đức Thọ" -> ("huyen", "duc", "tho")."""
    for at, (word, after) in enumerate(pairwise(words)):
        if after == "uy" and word in _GOVERNED:
            return (*words[:at], *_GOVERNED[word].split(), *words[at + 2 :])
    return words


def _city(name: str, header: Header, plan_id: str) -> tuple[str, ...]:
    if name in _CITIES:
        return _words(name)
    if name:
        return (*_own_place(header, Level.PROVINCE, plan_id), *_words(name))
    return _own_place(header, Level.DISTRICT if header.district else Level.PROVINCE, plan_id)


def _own_place(header: Header, level: Level | None, plan_id: str) -> tuple[str, ...]:
    """The plan's own place down to `level`; where its province is unknown the id must not meet any other plan's."""
    if not header.province:
        return (plan_id,)
    depth = {Level.DISTRICT: 2, Level.COMMUNE: 3}.get(level or Level.PROVINCE, 1)
    return tuple(word for name in (header.province, header.district, header.commune)[:depth] if name for word in _words(name))

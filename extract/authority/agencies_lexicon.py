"""The names of agencies as data: `agencies.toml` spelt out into phrases, each with the body it stands for."""

from __future__ import annotations

import itertools
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from extract.authority.syllables import Gazetteer, syllables
from extract.model import Level


@dataclass(frozen=True, slots=True)
class Body:
    """A body by its canonical name. `head` is "Sở", "Phòng" ... where the name is a head and a field, so that a list may leave the
    head out; `levelled` where the place behind the name belongs to it, `proper` where a bare one does; `collective` where it names many."""

    name: str
    sector: str
    level: Level | None = None
    head: str | None = None
    field: str | None = None
    collective: bool = False
    levelled: bool = False
    proper: bool = False


@cache
def words() -> dict[str, Any]:
    """`agencies.toml` as it stands."""
    return tomllib.loads(files("extract").joinpath("lexicon", "agencies.toml").read_text(encoding="utf-8"))


_JOINT = re.compile(r"( - |, | và )")
_JOINTS = {" - ": (" ", " , ", " và "), ", ": (" ", " , "), " và ": (" và ", " ", " , ")}


def spellings(name: str) -> tuple[str, ...]:
    """A name with its joints written in every usual way.

    >>> spellings("Dân tộc và Tôn giáo")
    ('Dân tộc và Tôn giáo', 'Dân tộc Tôn giáo', 'Dân tộc , Tôn giáo')
    """
    parts = _JOINT.split(name)
    return tuple("".join(choice) for choice in itertools.product(*(_JOINTS.get(part, (part,)) for part in parts)))


def _level(code: str | None) -> Level | None:
    return Level(code) if code else None


@cache
def headed() -> dict[str, dict[str, Body]]:
    """Head -> spelling of a field (as syllables) -> body."""
    found: dict[str, dict[str, Body]] = {head: {} for head in words()["heads"]}
    for field in words()["field"]:
        for head in field["heads"]:
            level = _level(words()["heads"][head].get("level"))
            body = Body(f"{head} {field['name']}", field["sector"], level, head, field["name"])
            for name in (field["name"], *field.get("names", ())):
                for spelling in spellings(name):
                    found[head].setdefault(" ".join(syllables(spelling).words), body)
            found[head][" ".join(syllables(field["name"]).words)] = body
    return found


@cache
def bodies() -> tuple[Body, ...]:
    """Every body of the lexicon, once."""
    own = [
        Body(
            b["name"],
            b["sector"],
            _level(b.get("level")),
            None,
            None,
            b.get("collective", False),
            b.get("levelled", False),
            b.get("proper", False),
        )
        for b in words()["body"]
    ]
    party = [
        Body(f"{board} {committee}", "party")
        for board, committee in itertools.product(words()["party"]["boards"], words()["party"]["committees"])
    ]
    fields = {body.name: body for names in headed().values() for body in names.values()}
    return (*fields.values(), *own, *party)


def _phrases() -> dict[str, Body]:
    named = {body.name: body for body in bodies()}
    found: dict[str, Body] = {}
    for head, names in headed().items():
        for alias, (field, body) in itertools.product(words()["heads"][head]["names"], names.items()):
            found.setdefault(f"{alias} {field}", body)
    for entry in words()["field"]:
        for head, names in entry.get("whole", {}).items():
            found |= dict.fromkeys(names, named[f"{head} {entry['name']}"])
    for entry in words()["body"]:
        if entry.get("own", True):
            # As written a name is its own, whatever other name has the same words with other joints.
            found[" ".join(syllables(entry["name"]).words)] = named[entry["name"]]
    for entry in words()["body"]:
        own = (entry["name"],) if entry.get("own", True) else ()
        for name in (*own, *entry.get("names", ())):
            for spelling in spellings(name):
                found.setdefault(" ".join(syllables(spelling).words), named[entry["name"]])
    for board, committee in itertools.product(words()["party"]["boards"], words()["party"]["committees"]):
        for spelling in spellings(board):
            found.setdefault(" ".join(syllables(f"{spelling} {committee}").words), named[f"{board} {committee}"])
    return found


@cache
def gazetteer() -> Gazetteer[Body]:
    """All names of the lexicon."""
    return Gazetteer(_phrases())


@cache
def fields() -> Gazetteer[str]:
    """Fields without their head ("Kế hoạch và Đầu tư"), for lists that name the head once."""
    return Gazetteer({field: field for names in headed().values() for field in names if len(field) > 3})

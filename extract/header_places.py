"""Places by their names, and which of them a paper is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from extract.authority.places import is_place, province_named, province_of_district
from extract.model import Level
from extract.patterns.legal_types import lexicon
from extract.patterns.pattern import pattern
from extract.text import key

_KIND = pattern(
    "kind of place",
    catches={
        "UBND huyện Sông Hinh": "huyện ",
        "ỦY BAN NHÂN DÂN THỊ XÃ BA ĐỒN": "thị xã ",
        "TP. Buôn Ma Thuột": "tp. ",
        "xã Ea Trol": "xã ",
        "tỉnh\nPhú Yên": "tỉnh\n",
        "thành phố Hội An": "thành phố ",
    },
    misses=("an sinh xã hội", "Tỉnh ủy", "các huyện, thành phố", "Thị ủy"),
    regex=r"""\b(?P<kind>tỉnh|thành\sphố|tp(?=[.\s])|huyện|quận|thị\sxã|tx(?=[.\s])|thị\strấn|tt(?=\.)|(?<!thị\s)xã|phường|đặc\skhu)
        (?:(?<=xã)\s(?!hội)|(?<!xã)(?:\.\s?|\s))(?!ủy|[,;])(?=\w)""",
)
_PRESS = pattern(
    "press or office of a province",
    catches={
        "Báo Phú Yên": "báo ",
        "Đài Phát thanh và Truyền hình Yên Bái": "đài phát thanh và truyền hình ",
        "Báo và Đài Phát thanh, Truyền hình Lào Cai": "báo và đài phát thanh, truyền hình ",
        "Đài PTTH Cà Mau": "đài ptth ",
        "mời Trung tâm Dịch vụ việc làm Hà Nội": "trung tâm dịch vụ việc làm ",
        "Sở Y tế Cần Thơ": "sở y tế ",
    },
    misses=("báo cáo kết quả", "thông báo", "Đài truyền thanh huyện", "trụ sở y tế"),
    regex=r"""(?<!thông\s)\b(?:(?:báo\s(?:(?:và|-)\s)?)?(?:đài\s)?(?:phát\sthanh(?:\s?,|\s?-|\svà)\s?truyền\shình|pt\s?-?\s?th)\s
        |báo\s(?!cáo|chí|phát|đài|và|-)|trung\stâm\s(?:dịch\svụ|giới\sthiệu)\sviệc\slàm\s
        |(?<!trụ\s)(?<!cơ\s)sở\s(?:y\stế|nội\svụ|tài\schính|xây\sdựng|tư\spháp|công\sthương|nông\snghiệp\svà\smôi\strường)\s)""",
)
_LEVELS = {
    "tỉnh": Level.PROVINCE,
    "huyện": Level.DISTRICT,
    "quận": Level.DISTRICT,
    "thị xã": Level.DISTRICT,
    "tx": Level.DISTRICT,
    "xã": Level.COMMUNE,
    "phường": Level.COMMUNE,
    "thị trấn": Level.COMMUNE,
    "tt": Level.COMMUNE,
    "đặc khu": Level.COMMUNE,
}
_SPELT = {"tp": "thành phố", "tx": "thị xã", "tt": "thị trấn"}
_NUMBERED = {"quận", "phường"}
_OF_A_HEAD = {"cộng", "độc", "số", "căn", "ngày"}  # what stands beside or below a body's name
_MUNICIPALITIES = {"hà nội", "hải phòng", "đà nẵng", "cần thơ", "hồ chí minh"}  # cities that are no part of a province
REFORM = 2025  # from 1 July there is no district level; Huế is a municipality from 1 January


@dataclass(frozen=True, slots=True)
class Place:
    """A place named in a text: `kind` as a word ("thị xã"), its level, its bare name; `start`, `end`: kind and name in the text."""

    kind: str
    level: Level
    name: str | None
    start: int
    end: int


def places(text: str, year: int | None = None) -> Iterator[Place]:
    """Places with their kind before them ("huyện Sông Hinh"), in order; `name` null where none follows. `year` decides what Huế is."""
    folded = key(text)
    for m in _KIND.finditer(folded):
        word = " ".join(m["kind"].split())
        kind = _SPELT.get(word, word)
        end = _name_end(text, m.end())
        name = _proper(text[m.end() : end]) if end > m.end() else None
        if name and name.isdigit():  # "Phường 12", "Quận 3": the number alone names nothing; no city or commune is called by one
            name = f"{kind.capitalize()} {name}" if kind in _NUMBERED else None
        if kind == "tỉnh" or (kind == "thành phố" and name and not is_place(name)):
            name, end = _as_province(text, m.end(), end, name)
        level = _LEVELS[word] if word in _LEVELS else _city_level(name, year)
        yield Place(kind, level, name, m.start("kind"), end if name else m.end("kind"))


def _city_level(name: str | None, year: int | None) -> Level:
    folded = key(name or "")
    return Level.PROVINCE if folded in _MUNICIPALITIES or (folded == "huế" and (year or 0) >= REFORM) else Level.DISTRICT


def _as_province(text: str, start: int, end: int, name: str | None) -> tuple[str | None, int]:
    """The longest beginning of a name that is a province's ("Phú Yên Khóa XV"); else the name as it stands."""
    words = text[start:end].split(" ")
    for n in range(len(words), 0, -1):
        official = province_named(" ".join(words[:n]))
        if official:
            return official, start + len(" ".join(words[:n]))
    return name, end


def _name_end(text: str, start: int) -> int:
    """Where the capitalised words that begin at `start` end; at most six of them."""
    at, end = start, start
    for _ in range(6):
        stop = at
        while stop < len(text) and (text[stop].isalnum() or text[stop] in "'’"):
            stop += 1
        word = text[at:stop]
        if word and word[0].isupper() and key(word) in _no_name():
            return end if key(word) in _OF_A_HEAD else max(end, _known_end(text, start))
        if word.isdigit() and at > start and is_place(text[start:stop]):  # "A Lưới 3"
            return stop
        if not word or not (word[0].isupper() or word.isdigit()) or (word.isdigit() and at > start):
            break
        if _KIND.match(key(text[at : stop + 4])) or key(text[at : stop + 4]).startswith(("thành phố", "thị xã", "thị tr")):
            break
        end = stop
        if text[stop : stop + 3] == " - " and text[stop + 3 : stop + 4].isupper():
            at = stop + 3
        elif text[stop : stop + 1] in (" ", "-"):
            at = stop + 1
        else:
            break
    return end


def _known_end(text: str, start: int) -> int:
    """Where the longest name of a known place ends that begins at `start`, of at most four words ("Hải Phòng", "Hội An"); else `start`."""
    words = text[start : start + 40].split(" ")[:4]
    known = (" ".join(words[:n]).rstrip(",.;:\n") for n in range(len(words), 0, -1))
    return start + max((len(name) for name in known if is_place(name)), default=0)


@cache
def _no_name() -> frozenset[str]:
    return frozenset(lexicon()["places"]["no_name"])


def _proper(name: str) -> str:
    """A name as it is written in running text: "BA ĐỒN" -> "Ba Đồn"."""
    if not name.isupper() or name.isdigit():
        return name
    return " ".join("-".join(part[:1] + part[1:].lower() for part in word.split("-")) for word in name.split(" "))


def province_stated(text: str, year: int | None = None) -> str | None:
    """The province that `text` names most often ("tỉnh Phú Yên"), the first of equals."""
    named = Counter(p.name for p in places(text, year) if p.level is Level.PROVINCE and p.name and province_named(p.name))
    return named.most_common(1)[0][0] if named else None


def province_of_press(text: str) -> str | None:
    """The province after whose name a newspaper, broadcaster or office in `text` is called ("Báo Phú Yên", "Sở Y tế Hà Nội")."""
    folded = key(text)
    for m in _PRESS.finditer(folded):
        end = _name_end(text, m.end())
        name = _as_province(text, m.end(), end, None)[0] if end > m.end() else None
        if name:
            return name
    return None


def province_around(district: str, stated: str | None, year: int | None) -> str | None:
    """The province of `district` (with its kind: "huyện Sông Hinh"): the one it can lie in, else the one the paper names."""
    bare = district.split(" ", 2 if key(district).startswith(("thị xã", "thành phố")) else 1)[-1]
    return province_of_district(district, year) or province_of_district(bare, year) or stated

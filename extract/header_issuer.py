"""Who issues a paper and at which level: letterhead, the sentence that issues it, the title, the signature."""

from __future__ import annotations

from dataclasses import dataclass

from extract.authority.agencies import mentions
from extract.header_places import Place, places
from extract.model import Level, Span
from extract.patterns.pattern import pattern
from extract.text import bare, key

_MOTTO = pattern(
    "national heading",
    catches={
        "UBND TỈNH CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM": " cộng hòa xã hội chủ nghĩa việt nam",
        "TỈNH PHÚ YÊN Độc lập - Tự do - Hạnh phúc": " độc lập - tự do - hạnh phúc",
        "XÃ EA TROL VIỆT NAM": " việt nam",
        "CHỦ NGHĨA VIỆT NAM": "chủ nghĩa việt nam",
    },
    misses=("hộ độc lập về kinh tế", "MẶT TRẬN TỔ QUỐC VIỆT NAM", "HỘI NÔNG DÂN VIỆT NAM"),
    regex=r"""\s{0,3}(?:c[ộo]ng\ h[òo]a\ x[ãa]\ h[ộo]i(?:\ ch[ủu]\ ngh[ĩi]a)?(?:\ vi[ệe]t\ nam)? | ch[ủu]\ ngh[ĩi]a\ vi[ệe]t\ nam
        | (?<!quốc)(?<!dân)(?<!phụ\ nữ)(?<!hội)(?<!binh)(?<!niên)(?:^|\ )vi[ệe]t\ nam\s{0,3}$ | (?:-\ )?h[ạa]nh\ ph[úu]c\s{0,3}$
        | [đd][ộo]c\ l[ậa]p\s?-\s?t[ựu]\ do(?:\s?-\s?h[ạa]nh\ ph[úu]c)? | đảng\ cộng\ sản\ việt\ nam)""",
)
_BODY = pattern(
    "issuing body",
    catches={
        "ỦY BAN NHÂN DÂN": "ủy ban nhân dân",
        "UBND HUYỆN SÔNG HINH": "ubnd",
        "SỞ Y TẾ": "sở",
        "BAN CHỈ ĐẠO GIẢM NGHÈO": "ban chỉ đạo",
        "HUYỆN ỦY SÔNG HINH": "huyện ủy",
    },
    misses=("TỈNH PHÚ YÊN", "cơ sở dữ liệu"),
    regex=r"""^[\s*]{0,9}+(?:[ủu]y\ ban\ nh[âa]n\ d[âa]n|ubnd|hội\ đồng\ nhân\ dân|hđnd|ủy\ ban|sở|phòng|bộ|chính\ phủ|thủ\ tướng
        |ban\ (?:chỉ\ đạo|quản\ lý|dân\ tộc|thường\ trực|chấp)|tỉnh\ ủy|huyện\ ủy|thành\ ủy|thị\ ủy|đảng\ ủy|quận\ ủy|văn\ phòng
        |chi\ cục|trung\ tâm|ngân\ hàng|bảo\ hiểm|hội|đoàn|liên\ đoàn|mặt\ trận|công\ an)\b""",
)
_ISSUES = pattern(
    "body that issues",
    catches={
        "Ủy ban nhân dân huyện Sông Hinh ban hành Kế hoạch": "ủy ban nhân dân huyện sông hinh ban hành",
        "UBND xã xây dựng Kế hoạch": "ubnd xã xây dựng",
    },
    misses=("Trình Ủy ban nhân dân tỉnh phê duyệt",),
    regex=r"""\b(?:ủy\ ban\ nhân\ dân|ubnd|hội\ đồng\ nhân\ dân|hđnd|ban\ chỉ\ đạo|sở|phòng)\b[^.;:,\n]{0,60}?\s
        (?P<verb>ban\ hành|xây\ dựng|đề\ ra|lập|báo\ cáo|triển\ khai|quyết\ định|yêu\ cầu|thông\ báo|đề\ nghị|hướng\ dẫn)\b""",
)
_SPELT = {
    "ubnd": "Ủy ban nhân dân",
    "hđnd": "Hội đồng nhân dân",
    "ủy ban nhân dân": "Ủy ban nhân dân",
    "hội đồng nhân dân": "Hội đồng nhân dân",
}
_SEATS = {"tỉnh ủy": "tỉnh", "huyện ủy": "huyện", "thị ủy": "thị xã", "thành ủy": "thành phố", "quận ủy": "quận"}
_FIXED = ("ủy ban nhân dân", "hội đồng nhân dân", "cộng hòa xã hội chủ nghĩa việt nam", "độc lập - tự do - hạnh phúc")
_BY_HEAD = (
    (("sở ", "tỉnh ủy", "ban dân tộc"), Level.PROVINCE),
    (("phòng ", "huyện ủy", "thị ủy", "quận ủy"), Level.DISTRICT),
    (("bộ ", "chính phủ", "thủ tướng", "ủy ban dân tộc"), Level.CENTRAL),
)


@dataclass(frozen=True, slots=True)
class Issuer:
    """The body as far as the text tells ("Ủy ban nhân dân huyện Sông Hinh"), its level, and the places named with it."""

    name: str | None = None
    level: Level | None = None
    places: tuple[Place, ...] = ()


def issuer(letterhead: tuple[str, ...], opening: str, title: str | None, tail: str, year: int | None) -> Issuer:
    """The issuer from the first source that names one; a committee without a name takes that of the title or the opening."""
    found = _from_letterhead(letterhead, year) or _from_sentence(opening, year) or _from_signature(tail, year)
    if found is None:
        return Issuer()
    if found.name and key(found.name).startswith(("ủy ban nhân dân", "hội đồng nhân dân")):
        return _completed(found, letterhead, title, opening, year)
    return found


def _from_letterhead(lines: tuple[str, ...], year: int | None) -> Issuer | None:
    """The last body of the letterhead (its superior stands above it), with the lines that go on with its name."""
    bodies: list[str] = []
    for line in _whole(lines):
        text = _without_motto(line)
        if not text:
            continue
        if _BODY.match(key(text)):
            bodies.append(text)
        elif bodies and (text.isupper() or not bodies[-1].isupper()):
            bodies[-1] += " " + text
    if not bodies:
        return None
    named = [_named(body, year) for body in bodies]
    own, above = named[-1], next((one for one in reversed(named[:-1]) if one.level), None)
    if own.level or above is None:
        return own
    return Issuer(own.name, above.level, (*own.places, *above.places))  # a steering committee under the committee above it


def _whole(lines: tuple[str, ...]) -> list[str]:
    """The lines with the names that a web page breaks ("ỦY BAN NHÂN", "DÂN") put together."""
    whole: list[str] = []
    for line in lines:
        if whole and any(_broken(key(whole[-1]).split(), key(line).split(), name.split()) for name in _FIXED):
            whole[-1] += " " + line
        elif line.strip(" -_*.|"):
            whole.append(line)
    return whole


def _broken(before: list[str], line: list[str], name: list[str]) -> bool:
    """Whether `name` begins at the end of the one and goes on in the other."""
    for at in range(1, len(name)):
        rest = name[at:]
        if before[-at:] == name[:at] and line[: len(rest)] == rest[: len(line)]:
            return True
    return False


def _without_motto(line: str) -> str:
    folded = key(line)
    out, at = "", 0
    for m in _MOTTO.finditer(folded):
        out, at = out + line[at : m.start()], m.end()
    return (out + line[at:]).strip(" -_*.|")


def _from_sentence(opening: str, year: int | None) -> Issuer | None:
    """The body of the last "... ban hành Kế hoạch" before the first heading."""
    found = [opening[m.start() : m.end() - len(m["verb"])] for m in _ISSUES.finditer(key(opening))]
    return _named(found[-1], year) if found else None


def _from_signature(tail: str, year: int | None) -> Issuer | None:
    folded = key(tail)
    at = next((i for i in (folded.find("tm. ủy ban nhân dân"), folded.find("tm. ubnd")) if i >= 0), -1)
    return _named(tail[at + 4 :].split("\n", maxsplit=1)[0], year) if at >= 0 else None


def _named(text: str, year: int | None) -> Issuer:
    """The issuer that `text` begins with."""
    folded = key(text)
    head = next((word for word in _SPELT if folded.startswith(word)), None)
    found = tuple(places(text, year)) or tuple(places(_seat(text), year))
    if head is None:
        level = next((level for words, level in _BY_HEAD if folded.startswith(words)), found[0].level if found else None)
        return Issuer(_sentence_case(text), level, found)
    kind = next((word for word in _KINDS if folded[len(head) :].strip().startswith(word)), None)
    own = found[:1] if found and found[0].start <= len(head) + 3 else ()
    if own:
        place = own[0]
        name = f"{_SPELT[head]} {place.kind} {place.name or ''}".strip()
        return Issuer(name, place.level, found)
    level = _KINDS[kind] if kind else None
    return Issuer(f"{_SPELT[head]} {kind}" if kind else _SPELT[head], level, found)


def _seat(text: str) -> str:
    """The place of a Party committee: "TỈNH ỦY ĐỒNG THÁP" is that of "tỉnh ĐỒNG THÁP"."""
    return next((f"{kind} {text[len(name) + 1 :]}" for name, kind in _SEATS.items() if key(text).startswith(name + " ")), "")


_KINDS = {
    "tỉnh": Level.PROVINCE,
    "thành phố": None,
    "thị xã": Level.DISTRICT,
    "thị trấn": Level.COMMUNE,
    "huyện": Level.DISTRICT,
    "quận": Level.DISTRICT,
    "xã": Level.COMMUNE,
    "phường": Level.COMMUNE,
    "đặc khu": Level.COMMUNE,
}


def _completed(found: Issuer, letterhead: tuple[str, ...], title: str | None, opening: str, year: int | None) -> Issuer:
    """Give a committee the place that the paper says it is of: in its opening sentence, its title."""
    name = found.name or ""
    if any(place.name and place.level is found.level and name.endswith(place.name) for place in found.places[:1]):
        return found
    sentence = _from_sentence(opening, year)
    if found.level is None and sentence and sentence.level:
        found = Issuer(sentence.name, sentence.level, sentence.places)
        return found if any(p.name for p in sentence.places) else _completed(found, (), title, opening, year)
    for text in (sentence.name if sentence and sentence.name else "", title or "", " ".join(letterhead), opening):
        for place in places(text, year):
            if place.name and (place.level is found.level or found.level is None):
                body = next(body for body in set(_SPELT.values()) if name.startswith(body))
                return Issuer(f"{body} {place.kind} {place.name}", place.level, (place, *found.places))
    return found


def _sentence_case(text: str) -> str:
    """A body's name set in capitals, as it is written in running text: the known name, else one capital a word."""
    small = {"và", "của", "các", "với", "về", "ủy"}
    if not text.isupper():
        return text
    known = next((m.name for m in mentions(text) if m.known and m.span == Span(0, len(text)) and key(m.name) == key(text)), None)
    return known or " ".join(_cased(word, small) for word in text.split())


def _cased(word: str, small: set[str]) -> str:
    if word.lower() in small or not any(c in "aeiouy" for c in bare(word)):
        return word.lower() if word.lower() in small else word  # "MTQG" stays as it is
    return word.capitalize()

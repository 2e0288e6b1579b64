"""What a plan says of itself: kind, number, issuer, place, date, period, draft, signer, title (layout: Decree 30/2020/NĐ-CP, annex I)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from extract.header_issuer import Issuer, issuer
from extract.header_marks import BY_HAND, DRAFT, LETTERHEAD, NUMBERED, PLACE_DATE, type_word
from extract.header_period import period
from extract.header_places import REFORM, Place, places, province_around, province_of_press, province_stated
from extract.header_signer import signer
from extract.model import BlockKind, DocType, Document, Header, Level, Section, Span
from extract.patterns.dates import written_date
from extract.patterns.legal_number import first
from extract.patterns.legal_types import by_number, by_word
from extract.text import key
from extract.zones import Zones, zones

_PLACE_DATE = 100  # characters; a longer line with a date is a title or a sentence
_BODYS_NAME = 40  # characters; a title is longer
_OPENING = 2500  # characters of the body within which a paper says who issues it


@dataclass(frozen=True, slots=True)
class Head:
    """The lines of a head, sorted: `letterhead` above the type word, `kind` the type word, `title` below it, `rest` number, date and
    notes in brackets."""

    letterhead: tuple[str, ...]
    kind: str | None
    title: str | None
    rest: tuple[str, ...]


def header(document: Document, sections: tuple[Section, ...] = ()) -> Header:
    """The header of `document`. What the paper leaves open is null: a blank number, a day not filled in, a province not named."""
    parts = zones(document)
    head = split_head(document, parts.head)
    opening = _opening(document, parts, sections)
    issued = _issued(head, document)
    year = int(issued[:4]) if issued else None
    made = Header(
        doc_type=_doc_type(head, opening),
        number=_number(head, document),
        issued=issued,
        draft=any(DRAFT.match(key(line)) for line in (*head.letterhead, *head.rest)) or _stamped_draft(document),
        signer=signer(document, parts.tails),
        title=head.title,
    )
    first_year, last_year = period(head.title, opening, issued)
    made = replace(made, period_start=first_year, period_end=last_year)
    return _placed(made, issuer(head.letterhead, opening, head.title, _tail(document, parts), year), document.text, head, year or last_year)


def split_head(document: Document, span: Span) -> Head:
    """Sort the lines of the head at `span`; the cells of a letterhead set as a table are lines of their own."""
    letterhead: list[str] = []
    title: list[str] = []
    rest: list[str] = []
    bare: list[str] = []
    kind: str | None = None
    for line in _lines(document, span):
        folded = key(line)
        word = type_word(line) if kind is None else None
        if word:
            kind = word.strip(" *#_|>")
            title += [line[len(word) :].strip(" :*_")] if len(line) > len(word) + 2 else []
        elif _is_note(line, folded):
            rest.append(line)
        elif kind is None:
            (bare if rest and _is_bare_title(line) else letterhead).append(line)
        elif not LETTERHEAD.match(folded) or folded.startswith(("về việc", "v/v")):
            title.append(line.lstrip("- "))
        else:
            rest.append(line)
    letterhead, title = ([*letterhead, *bare], title) if kind else (letterhead, bare)
    return Head(tuple(letterhead), kind, " ".join(title).strip() or _about(letterhead), tuple(rest))


def _is_note(line: str, folded: str) -> bool:
    """Number, place and date, a note in brackets, the mark of a draft."""
    dated = PLACE_DATE.search(folded) is not None and len(line) < _PLACE_DATE
    return dated or bool(NUMBERED.match(folded) or DRAFT.match(folded)) or folded.startswith(("(", "["))


def _is_bare_title(line: str) -> bool:
    """Whether a line below the number can be the title of a paper whose type word a web page lost."""
    return line.isupper() and len(line) > _BODYS_NAME and not LETTERHEAD.match(key(line))


def _lines(document: Document, span: Span) -> list[str]:
    lines: list[str] = []
    for index, block in enumerate(document.blocks):
        if document.starts[index] >= span.end:
            break
        if document.starts[index] >= span.start and block.kind in (BlockKind.PARAGRAPH, BlockKind.TABLE_ROW):
            lines += block.text.split(" | ") if block.kind is BlockKind.TABLE_ROW else [block.text]
    lines = [part for line in lines for part in _before_about(line)]
    stripped = [line.strip(" *#_>") for line in lines]
    return [line for line in stripped if line.strip(" -=~.*")]


def _before_about(line: str) -> tuple[str, ...]:
    """A line of two columns parted before the subject of a letter: "Số: 15/UBND-VX  V/v ..." """
    at = key(line).find(" v/v ")
    return (line[:at], line[at + 1 :]) if at > 0 else (line,)


def _about(lines: list[str]) -> str | None:
    """The subject of a letter, which stands under its number ("V/v ...") with no type word."""
    at = next((i for i, line in enumerate(lines) if key(line).startswith(("v/v", "về việc"))), None)
    if at is None:
        return None
    end = next((i for i in range(at, len(lines)) if key(lines[i]).startswith("kính gửi")), at + 1)
    return " ".join(lines[at:end])


def _opening(document: Document, parts: Zones, sections: tuple[Section, ...]) -> str:
    """The body up to its first heading: basis and the sentence in which the issuer issues the paper."""
    if not parts.bodies:
        return ""
    start = parts.bodies[0].start
    end = min([s.span.start for s in sections if s.span.start > start] or [parts.bodies[0].end])
    return document.text[start : min(end, start + _OPENING)]


def _tail(document: Document, parts: Zones) -> str:
    return parts.tails[0].of(document.text)[:2000] if parts.tails else ""


def _doc_type(head: Head, opening: str) -> DocType:
    if head.kind:
        return by_word(head.kind)
    number = next((first(line) for line in (*head.rest, *head.letterhead) if NUMBERED.match(key(line))), None)
    if number and by_number(number):
        return by_number(number) or DocType.OTHER
    if head.title and key(head.title).startswith("v/v"):
        return DocType.LETTER
    return DocType.PLAN if "ban hành kế hoạch" in key(opening) or "xây dựng kế hoạch" in key(opening) else DocType.OTHER


def _number(head: Head, document: Document) -> str | None:
    """The number under the letterhead, that in a signature's stamp, or that of the decision with which the paper was issued.

    Of a scan, a number put by hand into the gap that the typist left before "/", or of which OCR is not sure, is not taken: a wrong
    number is worse than none."""
    lines = (*head.letterhead, *head.rest)
    own = [line for line in lines if NUMBERED.match(key(line)) and not (document.parsed.ocr and _is_doubtful(line, document))]
    attached = [line for line in head.rest if "kèm theo" in key(line)]
    stamp = [document.parsed.stamp or ""]
    return next((number for line in (*own, *stamp, *attached) if (number := first(line))), None)


def _is_doubtful(line: str, document: Document) -> bool:
    """Of a line with a paper's number."""
    at, digits = document.text.find(line), line.find("/") if "/" in line else len(line)
    return BY_HAND.search(key(line)) is not None or (at >= 0 and document.doubtful(Span(at, at + digits)))


def _issued(head: Head, document: Document) -> str | None:
    lines = [line for line in (*head.letterhead, *head.rest) if PLACE_DATE.search(key(line)) and not line.startswith("(")]
    attached = [line for line in head.rest if "kèm theo" in key(line) and "ngày" in key(line)]
    return next((when for line in (*lines, *attached) if (when := _surely(line, document))), None)


def _surely(line: str, document: Document) -> str | None:
    """The date in a line, less its day where OCR is not sure of that, unless a signature's stamp has the same."""
    when = written_date(line[key(line).find("ngày") :])
    at, start, end = document.text.find(line), key(line).find("ngày"), key(line).find("tháng")
    if not when or len(when) < 10 or at < 0 or not 0 <= start < end or not document.doubtful(Span(at + start, at + end)):
        return when
    year, month, day = when.split("-")
    stamped = (document.parsed.stamp or "").replace(".", "/")
    return when if f"{day}/{month}/{year}" in stamped else when[:7]


def _stamped_draft(document: Document) -> bool:
    """A draft's watermark reaches us as furniture of the page."""
    return any(b.kind is BlockKind.FURNITURE and DRAFT.match(key(b.text.strip())) for b in document.blocks)


def _placed(made: Header, by: Issuer, text: str, head: Head, year: int | None) -> Header:
    """`made` with issuer, level and the places that the paper names or that follow from them."""
    made = replace(made, issuer=by.name, level=by.level)
    stated = province_stated("\n".join((*head.letterhead, head.title or "", text)), year)
    named = {place.level: place for place in reversed((*by.places,)) if place.name}
    if by.level is Level.PROVINCE:
        own = named.get(Level.PROVINCE)
        return replace(made, province=own.name if own else stated or province_of_press(text))
    if by.level not in (Level.DISTRICT, Level.COMMUNE):
        return made
    above = by.level is Level.COMMUNE and (year or 0) <= REFORM  # since then no district stands above a commune
    district = named.get(Level.DISTRICT) or (_above(text, year) if above else None)
    own = named.get(Level.PROVINCE)
    province = own.name if own else province_around(f"{district.kind} {district.name}", stated, year) if district else stated
    commune = named.get(Level.COMMUNE)
    return replace(
        made,
        district=district.name if district else None,
        commune=commune.name if commune and by.level is Level.COMMUNE else None,
        province=province or province_of_press(text),
    )


def _above(text: str, year: int | None) -> Place | None:
    """The district that a commune's paper names most often."""
    districts = [p for p in places(text, year) if p.level is Level.DISTRICT and p.name]
    names = [p.name for p in districts]
    return max(districts, key=lambda p: (names.count(p.name), -p.start), default=None)

"""Which stretches of a paper are its head, its body and its tail (layout: Decree 30/2020/NĐ-CP, annex I).

Head: issuer and national heading, number, place and date, DỰ THẢO, the type word and the title. Tail: "Nơi nhận", "TM. ỦY BAN
NHÂN DÂN" and the signer. A paper may hold several: a decision with the plan it issues behind it. What stands behind the
signature under PHỤ LỤC or BIỂU is body again. A paper taken from a web page has the page's own words before it: they are of no zone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from extract.header_marks import ANNEX, BODY, DRAFT, LETTERHEAD, MOTTO, OFFICE, PLACE_DATE, SIGNATURE, type_word
from extract.model import Block, BlockKind, Document, Span
from extract.text import key

_HEAD_BLOCKS = 60  # a head does not go on for longer
_SHORT = 90  # characters; a longer line is none of a letterhead
_NO_TITLE = ("chương trình hành động", "chương trình công tác", "kế hoạch hành động", "kế hoạch công tác")  # kinds in two words more
_NAME = 35  # characters; a signer's name or office is shorter
_TITLE = 320  # characters; a longer block is a sentence of the body
_FOREWORD_BLOCKS = 300  # menus and data of a web page before a paper


class Zone(Enum):
    HEAD = auto()
    BODY = auto()
    TAIL = auto()
    FOREWORD = auto()


@dataclass(frozen=True, slots=True)
class Zones:
    """`head` reaches from where the paper begins to its first body, and is empty where it has none; `heads` holds it and those of papers
    attached behind, `bodies` the running text, `tails` recipients and signatures; all in document order, in document characters, no two
    overlapping."""

    head: Span
    bodies: tuple[Span, ...]
    tails: tuple[Span, ...]
    heads: tuple[Span, ...] = ()


def zones(document: Document) -> Zones:
    """Take a document apart. Every block lies in one zone at most; furniture and stamps go with the block before them."""
    runs: list[tuple[Zone, int, int]] = []
    for index, zone in enumerate(_label(document.blocks)):
        if runs and runs[-1][0] == zone:
            runs[-1] = (zone, runs[-1][1], index)
        else:
            runs.append((zone, index, index))
    spans: dict[Zone, list[Span]] = {zone: [] for zone in Zone}
    for zone, first, last in runs:
        spans[zone].append(Span(document.starts[first], document.block_span(last).end))
    heads = tuple(spans[Zone.HEAD])
    begin = spans[Zone.FOREWORD][0].end + 1 if spans[Zone.FOREWORD] else 0
    head = heads[0] if heads and heads[0].start <= begin else Span(0, 0)
    return Zones(head, tuple(spans[Zone.BODY]), tuple(spans[Zone.TAIL]), heads)


def _label(blocks: tuple[Block, ...]) -> Iterator[Zone]:
    """The zone of each block, in order."""
    begin = _begin(blocks)
    yield from [Zone.FOREWORD] * begin
    at = _head_end(blocks, begin)
    yield from [Zone.HEAD] * (at - begin)
    zone = Zone.BODY
    while at < len(blocks):
        block = blocks[at]
        if block.kind in (BlockKind.PARAGRAPH, BlockKind.TABLE_ROW):
            if zone is Zone.BODY and _ends_body(block):
                zone = Zone.TAIL
            elif (zone is Zone.TAIL or _closed(blocks, at)) and (_opens_paper(block) or _attached(blocks, at)):
                end = max(_head_end(blocks, at), at + 1)
                yield from [Zone.HEAD] * (end - at)
                at, zone = end, Zone.BODY
                continue
            elif zone is Zone.TAIL and _resumes(block):
                zone = Zone.BODY
        yield Zone.BODY if block.kind is BlockKind.FOOTNOTE else zone
        at += 1


def _begin(blocks: tuple[Block, ...]) -> int:
    """Index of the block with which the paper begins: 0, but behind what a law portal sets before it (its menu, "Số hiệu: ...").
    There the national heading stands further down, and before its letterhead neither basis nor type word."""
    shown = [at for at, block in enumerate(blocks[:_FOREWORD_BLOCKS]) if block.text.strip()]
    motto = next((at for at in shown if MOTTO.search(key(blocks[at].text)) and len(blocks[at].text) < _TITLE), None)
    if motto is None:
        return 0
    begin = motto
    while begin and (not blocks[begin - 1].text.strip(" -=~.*_|") or _may_head(blocks[begin - 1])):
        begin -= 1
    before = [blocks[at] for at in shown if at < begin]
    if any(type_word(block.text.strip()) or key(block.text.strip()).startswith("căn cứ ") for block in before):
        return 0
    return begin if any(not _is_letterhead(block.text.strip(), key(block.text.strip())) for block in before) else 0


def _may_head(block: Block) -> bool:
    """Whether a line can stand above the national heading: a body's name, a number, a draft's mark, a stroke."""
    text = block.text.strip()
    folded = key(text)
    own = text.isupper() or LETTERHEAD.match(folded) or DRAFT.match(folded) or block.kind in (BlockKind.FURNITURE, BlockKind.STAMP)
    return len(text) < _SHORT and bool(own) and type_word(text) is None


def _head_end(blocks: tuple[Block, ...], first: int) -> int:
    """Index of the first block behind the head that begins at `first`; `first` itself where there is no head."""
    typed = titled = addressed = dated = False
    for at in range(first, min(len(blocks), first + _HEAD_BLOCKS)):
        block, text = blocks[at], blocks[at].text.strip()
        folded = key(text)
        if not text or block.kind in (BlockKind.FURNITURE, BlockKind.STAMP):
            continue
        if typed and not titled and not _is_basis(folded):
            titled = not LETTERHEAD.match(folded) or folded.lstrip(" *#_").startswith(("về việc", "v/v"))
        elif not typed and type_word(text) and len(text) < _TITLE and not folded.endswith(";"):
            typed, titled = True, len(text.strip(" *#_:")) > 16 and not folded.strip(" *#_:").endswith(_NO_TITLE)
        elif LETTERHEAD.match(folded) and len(text) < _TITLE and (text.isupper() or not BODY.match(folded)):
            addressed, dated = addressed or "kính gửi" in folded, dated or PLACE_DATE.search(folded) is not None
        elif dated and not typed and text.isupper() and len(text) < _TITLE and not BODY.match(folded):
            continue  # the title of a paper whose type word a web page lost
        elif (addressed and text.startswith("-") and not typed) or (titled and _struck(blocks, at)):
            continue
        elif not (_continues_title(block, folded) if typed else _is_letterhead(text, folded)):
            return at
    return len(blocks) if typed and len(blocks) <= first + _HEAD_BLOCKS else first


def _is_basis(folded: str) -> bool:
    """Whether the first line below the type word is no title. "KẾ HOẠCH / Thực hiện Nghị quyết số ..." is one, unless a colon ends it."""
    found = BODY.match(folded)
    if len(folded) > _TITLE or (found and folded.endswith((";", ":"))):
        return True
    return found is not None and not found.group().lstrip(" *#_").startswith(("thực", "triển", "để", "năm"))


def _continues_title(block: Block, folded: str) -> bool:
    if block.kind is BlockKind.TABLE_ROW or len(folded) > _TITLE or folded.endswith((";", ":")):
        return False
    return not (folded.endswith(".") and len(folded) > 80) and not BODY.match(folded)


def _struck(blocks: tuple[Block, ...], at: int) -> bool:
    """Whether a stroke before the line ("- An Giang giai đoạn 2021-2025") is dirt on a scan: the title breaks off, the basis follows."""
    text, below = blocks[at].text.strip(), key(blocks[at + 1].text.strip()) if at + 1 < len(blocks) else ""
    before = blocks[at - 1].text.rstrip()
    ends = text.endswith((".", ";", ":")) or before.endswith((".", ";", ":"))
    return text.startswith("- ") and len(text) < _SHORT and not ends and below.startswith(("căn cứ", "thực hiện"))


def _is_letterhead(text: str, folded: str) -> bool:
    return len(text) < _SHORT and (text.isupper() or text[-1] not in ".;:") and not BODY.match(folded)


def _ends_body(block: Block) -> bool:
    folded = key(block.text.strip())
    if block.kind is BlockKind.TABLE_ROW:
        return any(SIGNATURE.match(cell.strip()) for cell in folded.split("|"))
    if SIGNATURE.match(folded):
        return len(folded) < 160
    return block.text.strip(" *_").isupper() and bool(OFFICE.match(folded))


def _closed(blocks: tuple[Block, ...], at: int) -> bool:
    """Whether the text before says "./.", which ends a paper."""
    before = next((b.text.rstrip(" *_") for b in reversed(blocks[max(0, at - 4) : at]) if b.text.strip()), "")
    return before.endswith("./.")


def _opens_paper(block: Block) -> bool:
    text = block.text.strip(" *#_:|")
    if key(text).startswith("cộng hòa xã hội"):
        return True
    return text.isupper() and len(text) < _TITLE and type_word(text) is not None


def _attached(blocks: tuple[Block, ...], at: int) -> bool:
    """Whether a title begins that a web page left without its type word: below it stands "(Ban hành kèm theo Quyết định số ...)"."""
    text = blocks[at].text.strip(" *_|")
    if not text.isupper() or not _NAME < len(text) < _TITLE:
        return False
    below = [key(b.text.strip(" *_|")) for b in blocks[at + 1 : at + 4]]
    return any(line.startswith(("(ban hành kèm theo", "(kèm theo", "ban hành kèm theo")) for line in below)


def _resumes(block: Block) -> bool:
    """Whether running text begins again behind a signature: an annex, a note, a table, a heading, a long sentence."""
    folded = key(block.text.strip())
    if block.kind is BlockKind.TABLE_ROW:
        return len(block.cells) > 2 and not _ends_body(block)
    if ANNEX.match(folded):
        return True
    heading = folded[:1] in "ivx" and BODY.match(folded) is not None and block.text.strip(" *").isupper()
    return heading or len(folded) > 400

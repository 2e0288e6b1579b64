"""Numbered headings -> a tree of sections, levels by how a plan's own numbering behaves and not by a fixed table of styles.

A heading is a numbered line, or a lettered one that other text hangs under; lettered sentences with nothing under them are a list.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from extract.labels import RANK, Label, label
from extract.model import Block, BlockKind, Document, Section, SectionKind, Span
from extract.patterns.pattern import pattern
from extract.scanned_labels import mended
from extract.section_kinds import kind_under
from extract.section_levels import HeadingLine, levels, without_lists
from extract.text import key
from extract.zones import Zones

_TITLE_END = pattern(
    "title_end",
    catches={
        "Sở Y tế: Chủ trì thực hiện": ":",
        "Phòng Nội vụ. Rà soát hồ sơ": ".",
        "Kinh phí thực hiện.": ".",
        "Hỗ trợ y tế...: Thực hiện": ":",
    },
    misses=("Kế hoạch số 2.500 năm 2022", "Dạy nghề ở TP. Hồ Chí Minh", "Tỷ lệ 1:3 được giữ"),
    regex=r":(?!\d)|(?<!\btp)(?<!\btx)(?<!\bts)(?<!\bth)(?<!\bgs)(?<!\.)\.(?!\.)(?=\s|\"|$)",
)
_A_TIME = pattern(
    "title_of_time",
    catches={"Từ ngày 05/9 đến ngày 20/9: lập danh sách": "từ ngày", "Trước 30/11: báo cáo": "trước 3"},
    misses=("Từ nguồn xã hội hóa", "Trước mắt"),
    regex=r"(?:từ|trước|đến|hết)\ (?:hết\ )?(?:ngày|\d)",
)
_DUE = pattern(
    "duty_and_time",
    catches={"Báo cáo tuần: từ ngày 10/11": "báo cáo tuần: từ ngày", "Rà soát xong: trước 30/9": "rà soát xong: trước 3"},
    misses=("Thời gian: từ ngày 10/11", "Báo cáo: các xã gửi"),
    regex=r"""\A(?:báo\ cáo|gửi|rà\ soát|kiểm\ tra|họp|nộp|tổng\ hợp|lập|hoàn\ thành)\ [^:.]{1,40}:\ 
    (?:từ|trước|đến|hết)\ (?:hết\ )?(?:ngày|\d)""",
)
_SUM = pattern(
    "a_project's sum",
    catches={": 112.340 triệu đồng (đầu tư 86.220)": ": 112.340 triệu", " 2,5 tỷ đồng": " 2,5 tỷ", " là 95 triệu đồng;": " là 95 triệu"},
    misses=(": Hỗ trợ 12 triệu đồng", ". 3 mô hình"),
    regex=r"\A[\s:.–-]{0,3}(?:là\s)?\d[\d.,]{0,14}\s?(?:triệu|tỷ|nghìn|đồng)",
)
_CAPITALS_LONGEST = 120
_FEW_WORDS = 6
_MANY_WORDS = 12


_Head = tuple[int, Label | None, int]  # block, label (null: unnumbered), level


def sections(document: Document, zones: Zones) -> tuple[Section, ...]:
    """The numbered headings in the bodies of `document`, in order, and unnumbered ones in capitals (label null)."""
    body = [i for i in range(len(document.blocks)) if _in_body(document, i, zones)]
    signed = zones.tails[0].start if zones.tails else len(document.text)
    lines = [line for line in _labelled(document, body) if not _is_caption(document, line, signed)]
    if document.parsed.ocr:
        lines = mended(document, body, lines)
    bare = {line.block + 1 for line in lines if not document.blocks[line.block].text[line.label.end :].strip(" .:")}
    plain = _capitals(document, body, {line.block for line in lines} | bare)
    papers = [document.block_at(head.end) + 1 for head in zones.heads if head != zones.head]
    resets = [*(i for i in plain if _is_annex(document.blocks[i].text) and document.starts[i] > signed), *papers]
    return _build(document, zones, without_lists(levels(lines, resets)), plain)


def body_at(zones: Zones, offset: int) -> Span | None:
    """The body that holds the character at `offset`, or null where it stands in a head or a tail."""
    return next((body for body in zones.bodies if body.start <= offset < body.end), None)


def title_end(text: str, start: int) -> int:
    """Where a run-on title that begins at `start` of `text` ends: at its first colon or full stop, else at the end.

    A line all in capitals is title to its end. The colon of "Dự án 1: Hỗ trợ nhà ở" belongs to the number and ends nothing."""
    while (inner := label(text[start:].lstrip(", "))) and inner.style in ("project", "subproject"):
        start = len(text) - len(text[start:].lstrip(", ")) + inner.end
    if text[start:].isupper():
        return len(text.rstrip(" .:;"))
    match = _TITLE_END.search(key(text), start)
    return match.start() if match else len(text)


def _in_body(document: Document, index: int, zones: Zones) -> bool:
    block = document.blocks[index]
    return block.kind is BlockKind.PARAGRAPH and any(map(str.isalnum, block.text)) and body_at(zones, document.starts[index]) is not None


def _labelled(document: Document, body: Sequence[int]) -> list[HeadingLine]:
    found = [(i, label(document.blocks[i].text)) for i in body]
    out = []
    for position, (i, name) in enumerate(found):
        if name is None:
            continue
        text = document.blocks[i].text
        if name.style in ("project", "subproject") and text.lstrip()[:1] in "-+•*" and _SUM.match(key(text[name.end :])):
            continue  # "- Dự án 1: 112.340 triệu đồng" parts a sum
        end = title_end(text, name.end)
        behind = text[end : end + 1] == ":" and bool(text[end:].strip(" .:;/")) and not _A_TIME.match(key(text), name.end)
        if document.parsed.ocr and _is_semicolon(text, name.end, end):
            behind = False
        goes_on = behind or text[name.end :].lstrip()[:1].islower()
        if goes_on and name.style in ("project", "subproject") and text.lstrip()[:1] in "-+•*":
            continue  # "* Dự án 2 (Chương trình 135): vốn giao 29.145 triệu đồng" is a bullet
        after = found[position + 1][1] if position + 1 < len(found) else None
        plain_after = position + 1 < len(found) and after is None
        inner = after is not None and _inner(after, name)
        table_after = i + 1 < len(document.blocks) and document.blocks[i + 1].kind is BlockKind.TABLE_ROW
        project = name.style not in ("project", "subproject") and _is_project(text[name.end :])  # "a) Tiểu dự án 1: Dạy nghề. Mở 14 lớp"
        titled = project or (behind and len(text[name.end : end].split()) <= _FEW_WORDS and not _DUE.match(key(text[name.end :])))
        opens = text.rstrip().endswith(":") and (plain_after or table_after or inner)  # "c) Về mức độ thiếu hụt:" with bullets under it
        out.append(HeadingLine(i, name, behind or inner or plain_after or table_after or text.rstrip().endswith(":"), titled or opens))
    return out


def _is_project(text: str) -> bool:
    named = label(text.lstrip())
    return named is not None and named.style in ("project", "subproject")


def _is_semicolon(text: str, start: int, end: int) -> bool:
    """Whether a scan's colon at `end` is a semicolon that was misread: many words stand before it and a small letter behind."""
    return len(text[start:end].split()) > _MANY_WORDS and text[end + 1 :].lstrip()[:1].islower()


def _inner(after: Label, name: Label) -> bool:
    if after.style == name.style:
        return name.style == "decimal" and len(after.numbers) > len(name.numbers)
    return RANK[after.style] > RANK[name.style] or (RANK[after.style] == RANK[name.style] and after.number == 1)


def _capitals(document: Document, body: Sequence[int], numbered: set[int]) -> list[int]:
    """Blocks that are unnumbered headings: a short line in capitals (TỒN TẠI, HẠN CHẾ; PHỤ LỤC)."""
    return [i for i in body if i not in numbered and _is_capitals(document.blocks[i])]


def _is_capitals(block: Block) -> bool:
    text = block.text.strip()
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= 5 and len(text) <= _CAPITALS_LONGEST and all(c.isupper() for c in letters) and not text.startswith(("-", "+"))


def _build(document: Document, zones: Zones, levels: list[tuple[HeadingLine, int]], plain: list[int]) -> tuple[Section, ...]:
    heads: list[_Head] = sorted(
        [(line.block, line.label, level) for line, level in levels] + [(i, None, 0) for i in plain], key=lambda h: h[0]
    )
    out: list[Section] = []
    open_: list[Section] = []
    small: set[int] = set()  # sections beside which a heading in capitals stands, and not below them
    aside: SectionKind | None = None  # the kind of an unnumbered heading at the outermost level
    for position, (block, name, level) in enumerate(heads):
        if name is None and _is_annex(document.blocks[block].text):
            open_ = []
        open_ = [s for s in open_ if name is None or s.level < level]
        title, heading = _title(document, heads, position)
        if name is None:
            open_ = list(takewhile(lambda s: s.ordinal not in small, open_))
        elif _is_small(name, title) or (open_ and open_[-1].ordinal in small):
            small.add(len(out))
        parent = open_[-1] if open_ else None
        kind = kind_under(title, parent.kind if parent else aside, below=parent is not None)
        section = Section(
            ordinal=len(out),
            parent=parent.ordinal if parent else None,
            level=level or (parent.level + 1 if parent else 1),
            label=name.text if name else None,
            title=title,
            kind=kind,
            span=Span(document.starts[block], _end(document, zones, heads, position, len(out) in small)),
            heading=heading,
            rule="numbered" if name else "capitals",
        )
        out.append(section)
        if name is not None:
            open_.append(section)
        elif not open_:
            aside = section.kind
    return tuple(out)


def _title(document: Document, heads: Sequence[_Head], position: int) -> tuple[str, Span]:
    """The heading's title and where label and title stand. "Phần thứ nhất" alone on its line takes the next line as its title."""
    block, name, _ = heads[position]
    text, start = document.blocks[block].text, document.starts[block]
    begin = name.end if name else 0
    end = title_end(text, begin)
    lead = len(text) - len(text.lstrip())
    title = text[begin:end].strip(" .:;*")
    if title or name is None or block + 1 >= len(document.blocks):
        return title, Span(start + lead, start + len(text[:end].rstrip()))
    below = document.blocks[block + 1].text
    taken = position + 1 < len(heads) and heads[position + 1][0] == block + 1 and heads[position + 1][1] is not None
    if taken or len(below) > _CAPITALS_LONGEST:
        return "", Span(start + lead, start + len(text.rstrip()))
    return below.strip(" .:;*"), Span(start + lead, document.starts[block + 1] + len(below.rstrip()))


def _is_small(name: Label, title: str) -> bool:
    """Whether a heading is one of the inner ones, in small letters, which a heading in capitals ends."""
    return RANK[name.style] >= RANK["arabic"] and title != title.upper()


def _end(document: Document, zones: Zones, heads: Sequence[_Head], position: int, small: bool) -> int:
    """A section ends where the next heading of its own or an outer level begins, or its body does; an unnumbered one at any heading,
    one in small letters (`small`: it or what it stands in) at one in capitals."""
    block, name, level = heads[position]
    body = body_at(zones, document.starts[block])
    limit = body.end if body else len(document.text)
    for later, other_name, other in heads[position + 1 :]:
        annex = other_name is None and _is_annex(document.blocks[later].text)
        if name is None or annex or (small and other_name is None) or (other_name is not None and other <= level):
            limit = min(limit, document.starts[later] - 1)
            break
    return max(limit, document.block_span(block).end)


def _is_caption(document: Document, line: HeadingLine, signed: int) -> bool:
    """Whether a line names a table within the running text ("Biểu 1: Chỉ tiêu giao cho các xã"), and no annex behind the signature."""
    return document.starts[line.block] < signed and key(document.blocks[line.block].text).lstrip(" -*").startswith("biểu")


def _is_annex(text: str) -> bool:
    return key(text.strip()).startswith(("phụ lục", "biểu", "phụ biểu"))

"""Cells of tables that assign work: the agencies of a cell, what a ditto mark or a merged cell repeats."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extract.authority.agencies import Mention, mentions
from extract.model import Cell, Paper, Role, Span
from extract.patterns.duties import any_of, words
from extract.patterns.owners import labels
from extract.patterns.pattern import pattern
from extract.patterns.task_rows import Claim
from extract.text import key as key_of

# A column of helpers may name those who give; in running text they are only called upon.
_DONORS = pattern(
    "donors",
    catches={"Hội Chữ thập đỏ; các nhà hảo tâm": "các nhà hảo tâm", "mạnh thường quân": "mạnh thường quân"},
    misses=("Các tổ chức",),
    regex=r"(?<![^\W_])(?:các\ )?(?:nhà\ hảo\ tâm|mạnh\ thường\ quân|nhà\ tài\ trợ)(?![^\W_])",
)
DITTO = pattern(
    "ditto",
    catches={"nt": "nt", "-nt-": "-nt-", '"': '"', "Như trên": "như trên"},
    misses=("Sở Y tế", ""),
    regex=r"\A[\s\-.\"'/]*(?:nt|như\ trên|[\"'/]|//)[\s\-.\"'/]*\Z",
)
PLACE = r"(?:thôn|bản|ấp|khóm|xóm|buôn|làng|khu\ phố|khu|tổ\ dân\ phố|xã|phường|thị\ trấn|huyện|thị\ xã|thành\ phố|quận)"
_TIMES = any_of(words()["columns"]["not"])
NOT = pattern(
    "no_assignment_column", catches={"Thời gian thực hiện": "thời gian"}, misses=("Cơ quan chủ trì",), regex=rf"(?<![^\W_]){_TIMES}"
)
_KINDS = pattern(
    "cell_of_places",
    catches={"Thôn, bản": "thôn, bản", "Xã": "xã"},
    misses=("Thôn trưởng", "Xã viên", "Sở Y tế"),
    regex=rf"\A\s?(?:{PLACE}(?:\s?[,/;-]\s?|\ và\ )){{0,4}}{PLACE}(?=\s?\Z)",
)


def claims_of(
    paper: Paper, cell: Cell | None, column: int, role: Role, above: dict[int, tuple[tuple[Mention, Span], ...]], merged: bool = False
) -> Iterator[Claim]:
    """The agencies of one cell; a ditto mark, or nothing where it is `merged` with the one above, repeats those of the cell above,
    which `above` remembers for each column."""
    text = cell.span.of(paper.document.text) if cell else ""
    if cell is None or not (text.strip() or merged):
        return
    ditto = bool(DITTO.match(key_of(text))) or not text.strip()
    if not ditto:
        above[column] = tuple((m, m.span.shift(cell.span.start)) for m in _agencies(text, paper))
    for mention, at in above.get(column, ()):
        yield Claim(mention, at, _own_role(text, mention, role), "table", inherited=ditto)


def trimmed(text: str, span: Span) -> Span:
    words = span.of(text)
    return Span(span.start + len(words) - len(words.lstrip()), span.end - len(words) + len(words.rstrip()))


def _own_role(text: str, mention: Mention, role: Role) -> Role:
    """A cell may say more than its column: "Chủ trì: Sở Y tế; phối hợp: các xã", "Sở Y tế chủ trì, phối hợp với các xã"."""
    key = key_of(text)
    named = [label for label in labels(key) if label.end <= mention.span.start + 1]
    if named:
        return named[-1].role
    if key.startswith("chủ trì", mention.span.end + 1):
        return Role.LEAD
    return Role.SUPPORT if key.find("phối hợp", 0, mention.span.start) >= 0 else role


def _agencies(text: str, paper: Paper) -> tuple[Mention, ...]:
    found = mentions(text, paper.header.level)
    if donors := _DONORS.search(key_of(text)):
        return (*found, Mention(Span(*donors.span()), "Các nhà hảo tâm", "other", collective=True))
    name = " ".join(text.split()).strip(" .;,-")
    if not found and (kinds := _KINDS.match(key_of(text))):
        # "Xóm, tổ dân phố" in a cell of helpers: "các" is left out.
        return tuple(
            replace(m, span=Span(*kinds.span())) for m in mentions("các " + text[kinds.start() : kinds.end()].lower(), paper.header.level)
        )
    if found or not name or not name[0].isupper() or len(name) > 60 or any(c.isdigit() for c in name) or NOT.search(key_of(name)):
        return found
    return (Mention(Span(text.index(name[0]), len(text.rstrip())), name, "other", known=False),)

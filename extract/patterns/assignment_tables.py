"""Tables that assign work: a column says what, others who leads and who helps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.authority.agencies import Mention, mentions
from extract.model import Cell, Item, Paper, Responsibility, Role, Span, Table
from extract.patterns.duties import any_of, words
from extract.patterns.owners import labels
from extract.patterns.pattern import pattern
from extract.patterns.roles import verb_of
from extract.patterns.task_rows import Claim, TaskRows
from extract.text import key as key_of

_COLUMNS = words()["columns"]
_HEAD = pattern(
    "assignment_column",
    catches={
        "Cơ quan chủ trì": "chủ trì",
        "Đơn vị phối hợp": "phối hợp",
        "Đơn vị thực hiện": "đơn vị thực hiện",
        "Nội dung công việc": "nội dung công việc",
    },
    misses=("Thời gian hoàn thành", "STT", "Ghi chú"),
    regex=rf"""(?P<lead>{any_of(_COLUMNS["lead"])})|(?P<support>{any_of(_COLUMNS["support"])})
    |(?P<implement>(?:{any_of(_COLUMNS["who"])}[\s,/]{{1,2}}){{1,3}}(?:\S{{1,8}}\ )?{any_of(_COLUMNS["implement"])}|phân\ công
    |trách\ nhiệm)|(?P<task>{any_of(_COLUMNS["task"])})""",
)
# A column of helpers may name those who give; in running text they are only called upon.
_DONORS = pattern(
    "donors",
    catches={"Hội Chữ thập đỏ; các nhà hảo tâm": "các nhà hảo tâm", "mạnh thường quân": "mạnh thường quân"},
    misses=("Các tổ chức",),
    regex=r"(?<![^\W_])(?:các\ )?(?:nhà\ hảo\ tâm|mạnh\ thường\ quân|nhà\ tài\ trợ)(?![^\W_])",
)
_DITTO = pattern(
    "ditto",
    catches={"nt": "nt", "-nt-": "-nt-", '"': '"', "Như trên": "như trên"},
    misses=("Sở Y tế", ""),
    regex=r"\A[\s\-.\"'/]*(?:nt|như\ trên|[\"'/]|//)[\s\-.\"'/]*\Z",
)
_PRODUCT = pattern(
    "product_column",
    catches={"Sản phẩm": "sản phẩm", "Kết quả, sản phẩm": "kết quả", "Dự kiến sản phẩm": "dự kiến sản phẩm", "Ghi chú": "ghi chú"},
    misses=("Chủ trì", "Thời gian hoàn thành"),
    regex=r"\A\W*(?:dự\ kiến\ )?(?:sản\ phẩm|kết\ quả|khối\ lượng|số\ lượng|ghi\ chú)(?!\ (?:năm|thực\ hiện\ năm))",
)
_PLACE = r"(?:thôn|bản|ấp|khóm|xóm|buôn|làng|khu\ phố|khu|tổ\ dân\ phố|xã|phường|thị\ trấn|huyện|thị\ xã|thành\ phố|quận)"
_TIMES = any_of(_COLUMNS["not"])
_NOT = pattern(
    "no_assignment_column", catches={"Thời gian thực hiện": "thời gian"}, misses=("Cơ quan chủ trì",), regex=rf"(?<![^\W_]){_TIMES}"
)
# A column of places: the task of a table that shares hamlets out among bodies.
_PLACES = pattern(
    "place_column",
    catches={"Thôn": "thôn", "Tên buôn": "tên buôn", "Xã, thị trấn": "xã, thị trấn", "Xã, xóm được giúp đỡ": "xã, xóm được giúp đỡ"},
    misses=("Thôn đội trưởng", "Xã hội hóa", "Hộ nghèo", "Xã thực hiện"),
    regex=rf"""\A\s?(?:(?:tên|các|đơn\ vị)\ )?(?:địa\ (?:bàn|phương|chỉ)|{_PLACE}(?:\s?[,/-]\s?{_PLACE}){{0,3}})
    (?:\ (?:được\ )?(?:phụ\ trách|giúp\ đỡ|phân\ công|theo\ dõi|đỡ\ đầu))?\s?\Z""",
)
_KINDS = pattern(
    "cell_of_places",
    catches={"Thôn, bản": "thôn, bản", "Xã": "xã"},
    misses=("Thôn trưởng", "Xã viên", "Sở Y tế"),
    regex=rf"\A\s?(?:{_PLACE}(?:\s?[,/;-]\s?|\ và\ )){{0,4}}{_PLACE}(?=\s?\Z)",
)
_HEADER_ROWS = 4


@dataclass(frozen=True, slots=True)
class _Layout:
    """Which column says what; `body` is the first row below the heads. `about` is what the tasks are where they are mere places."""

    task: int
    roles: tuple[tuple[int, Role], ...]
    body: int
    about: str = ""


def find(paper: Paper) -> list[Responsibility]:
    """The responsibilities of all tables of `paper` that assign work."""
    rows = TaskRows(paper)
    return [one for table in paper.document.tables for one in _of(paper, table, rows)]


def worded(paper: Paper) -> Iterator[Item]:
    """What the rows of all tables that assign work are to deliver, in words: the cells of content, and those of the product, which hang
    under them."""
    text = paper.document.text
    for table in paper.document.tables:
        grid = table.grid()
        layout = _layout(text, grid)
        if layout is None:
            continue
        products = _products(text, grid, layout)
        section = paper.section_at(table.span.start)
        for row in grid[layout.body :]:
            task = row[layout.task]
            if task is None or _is_group(row, layout) or not task.span.of(text).strip():
                continue
            span = _trimmed(text, task.span)
            content = Item(span.of(text), span.start, section)
            yield content
            for column in products:
                cell = row[column]
                if cell is not None and cell.span.of(text).strip():
                    at = _trimmed(text, cell.span)
                    yield Item(at.of(text), at.start, section, leads=(content,))


def _products(text: str, grid: list[list[Cell | None]], layout: _Layout) -> list[int]:
    """The columns that say what comes of the work."""
    heads = {c: key_of(cell.span.of(text)) for row in grid[: layout.body] for c, cell in enumerate(row) if cell}
    return [c for c, head in heads.items() if _PRODUCT.match(head) and c != layout.task]


def _of(paper: Paper, table: Table, rows: TaskRows) -> Iterator[Responsibility]:
    text, grid = paper.document.text, table.grid()
    layout = _layout(text, grid)
    if layout is None:
        return
    above: dict[int, tuple[tuple[Mention, Span], ...]] = {}
    for row in grid[layout.body :]:
        task = row[layout.task]
        if task is None or not task.span.of(text).strip() or _is_group(row, layout):
            continue
        claims = [claim for column, role in layout.roles for claim in _cell(paper, row[column], column, role, above)]
        if claims:
            span = _trimmed(text, task.span)
            item = Item(span.of(text), span.start, paper.section_at(table.span.start))
            yield from rows.rows(item, span, claims, verb_of(key_of(item.text), (), 0, len(item.text)), layout.about)


def _cell(paper: Paper, cell: Cell | None, column: int, role: Role, above: dict[int, tuple[tuple[Mention, Span], ...]]) -> Iterator[Claim]:
    """The agencies of one cell; a ditto mark repeats those of the cell above, which `above` remembers for each column."""
    text = cell.span.of(paper.document.text) if cell else ""
    if cell is None or not text.strip():
        return
    ditto = bool(_DITTO.match(key_of(text)))
    if not ditto:
        above[column] = tuple((m, m.span.shift(cell.span.start)) for m in _agencies(text, paper))
    for mention, at in above.get(column, ()):
        yield Claim(mention, at, _own_role(text, mention, role), "table", inherited=ditto)


def _trimmed(text: str, span: Span) -> Span:
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
    if found or not name or not name[0].isupper() or len(name) > 60 or any(c.isdigit() for c in name) or _NOT.search(key_of(name)):
        return found
    return (Mention(Span(text.index(name[0]), len(text.rstrip())), name, "other", known=False),)


def _layout(text: str, grid: list[list[Cell | None]]) -> _Layout | None:
    """The columns by the words of the heads, of which the lower row speaks for itself ("Chủ trì" under "Cơ quan thực hiện").

    One column alone that says who ("Đơn vị giúp đỡ") makes such a table where another one lists places or work.
    """
    kinds: dict[int, str] = {}
    body = 0
    for r, row in enumerate(grid[:_HEADER_ROWS]):
        if any(cell and _names_body(cell.span.of(text)) for cell in row):
            break
        named = {c: kind for c, cell in enumerate(row) if cell and (kind := _kind(key_of(cell.span.of(text)), cell))}
        if len(named) >= 2 or (named and kinds and r == body and set(named.values()) & {"lead", "support"}):
            kinds |= named
            body = r + 1
        elif r == 0 and len(named) == 1 and "place" not in named.values() and "task" not in named.values():
            kinds, body = named, 1
    roles = tuple((c, Role(kind)) for c, kind in sorted(kinds.items()) if kind not in ("task", "place"))
    tasks = [c for c, kind in kinds.items() if kind == "task"]
    places = [c for c, kind in kinds.items() if kind == "place"]
    if not roles:
        return None
    task = _task_column(text, grid, body, tasks or places, [c for c, _ in roles])
    if task is None or (len(kinds) == 1 and not _filled(text, grid[body:], roles[0][0])):
        return None
    heads = [cell.span.of(text) for c in kinds if (cell := grid[body - 1][c])]
    return _Layout(task, roles, body, " ".join(heads) if places and not tasks else "")


def _names_body(text: str) -> bool:
    """Whether a cell names a body, so that its row is no longer one of heads ("Sở Y tế", but not "Đơn vị chủ trì")."""
    return any(m.known and not m.collective and not m.weak for m in mentions(text))


def _filled(text: str, rows: list[list[Cell | None]], column: int) -> bool:
    """Whether at least half of a column's cells name bodies."""
    cells = [cell.span.of(text) for row in rows if (cell := row[column])]
    return 2 * sum(bool(mentions(words)) for words in cells) >= len(cells) > 0


def _kind(key: str, cell: Cell) -> str | None:
    if len(key) > 80 or not key.strip():
        return None
    if _PLACES.match(key):
        return "place"
    m = _HEAD.search(key)
    if m is None or (m.lastgroup not in ("lead", "support") and _NOT.search(key)):
        return None
    return m.lastgroup


def _task_column(text: str, grid: list[list[Cell | None]], body: int, named: Sequence[int], others: Sequence[int]) -> int | None:
    """Of the columns named so the one with most words; without a named one, the wordiest left of those that say who."""
    choices = named or range(min(others))
    sizes = {c: sum(len(cell.span.of(text)) for row in grid[body:] if (cell := row[c])) for c in choices}
    best = max(sizes, key=lambda c: sizes[c], default=None)
    worded = best is not None and any(any(map(str.isalpha, cell.span.of(text))) for row in grid[body:] if (cell := row[best]))
    return best if worded else None


def _is_group(row: Sequence[Cell | None], layout: _Layout) -> bool:
    """Whether one cell spans what and who: a row that only names a group of tasks."""
    return any(row[column] is not None and row[column] is row[layout.task] for column, _ in layout.roles)

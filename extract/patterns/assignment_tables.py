"""Tables that assign work: a column says what, others who leads and who helps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.authority.agencies import Mention, mentions
from extract.model import Cell, Item, Paper, Responsibility, Role, Span, Table
from extract.patterns.assignment_cells import NOT, PLACE, claims_of, trimmed
from extract.patterns.duties import any_of, words
from extract.patterns.pattern import pattern
from extract.patterns.roles import verb_of
from extract.patterns.table_headers import ORDINAL
from extract.patterns.task_rows import TaskRows
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
_PRODUCT = pattern(
    "product_column",
    catches={"Sản phẩm": "sản phẩm", "Kết quả, sản phẩm": "kết quả", "Dự kiến sản phẩm": "dự kiến sản phẩm", "Ghi chú": "ghi chú"},
    misses=("Chủ trì", "Thời gian hoàn thành"),
    regex=r"\A\W*(?:dự\ kiến\ )?(?:sản\ phẩm|kết\ quả|khối\ lượng|số\ lượng|ghi\ chú)(?!\ (?:năm|thực\ hiện\ năm))",
)
# A column of places: the task of a table that shares hamlets out among bodies.
_PLACES = pattern(
    "place_column",
    catches={"Thôn": "thôn", "Tên buôn": "tên buôn", "Xã, thị trấn": "xã, thị trấn", "Xã, xóm được giúp đỡ": "xã, xóm được giúp đỡ"},
    misses=("Thôn đội trưởng", "Xã hội hóa", "Hộ nghèo", "Xã thực hiện"),
    regex=rf"""\A\s?(?:(?:tên|các|đơn\ vị)\ )?(?:địa\ (?:bàn|phương|chỉ)|{PLACE}(?:\s?[,/-]\s?{PLACE}){{0,3}})
    (?:\ (?:được\ )?(?:phụ\ trách|giúp\ đỡ|phân\ công(?:\ (?:phụ\ trách|theo\ dõi|giúp\ đỡ))?|theo\ dõi|đỡ\ đầu
    |chỉ\ đạo|đứng\ điểm))?\s?\Z""",
)
# A column of posts, beside one of places to look after: the officials of a commune and their hamlets.
_POSTS = pattern(
    "post_column",
    catches={
        "Chức vụ": "chức vụ",
        "Chức danh, đơn vị công tác": "chức danh, đơn vị công tác",
        "Cơ quan công tác": "cơ quan công tác",
    },
    misses=("Công tác giảm nghèo", "Cơ quan chủ trì", "Chức năng"),
    regex=r"""\A\s?(?:chức\ (?:vụ|danh)(?:\s?[,/(-]\s?[^|]{1,40})?|(?:đơn\ vị|cơ\ quan|nơi)(?:,\ (?:đơn\ vị|cơ\ quan))?\ công\ tác)\s?\Z""",
)
_LOOKS_AFTER = pattern(
    "looks_after_place",
    catches={"Thôn phụ trách": "phụ trách", "Địa bàn theo dõi": "theo dõi", "Xã, xóm được phân công": "phân công"},
    misses=("Thôn", "Xóm được giúp đỡ"),
    regex=r"(?<![^\W_])(?:phụ\ trách|theo\ dõi|phân\ công|chỉ\ đạo|đứng\ điểm)(?![^\W_])",
)
_TOTAL = pattern(
    "total_row",
    catches={"Tổng cộng": "tổng cộng", "Cộng": "cộng", "Tổng số": "tổng số"},
    misses=("Cộng đồng tham gia", "Tổng kết Chương trình"),
    regex=r"\A\W*(?:tổng\s(?:cộng|số)|cộng|toàn\s(?:xã|huyện|tỉnh))\W*\Z",
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
            if task is None or _is_group(text, row, layout) or not task.span.of(text).strip():
                continue
            span = trimmed(text, task.span)
            content = Item(span.of(text), span.start, section)
            yield content
            for column in products:
                cell = row[column]
                if cell is not None and cell.span.of(text).strip():
                    at = trimmed(text, cell.span)
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
    over: Cell | None = None
    for row in grid[layout.body :]:
        task = row[layout.task]
        if task is None or _is_group(text, row, layout):
            continue
        goes_on = over is not None and _unnumbered(text, grid, row, layout)
        if not task.span.of(text).strip():
            if over is None or not goes_on:
                continue
            task = over
        merged = goes_on and task is not over and not _TOTAL.match(key_of(task.span.of(text)))
        over = task
        claims = [
            claim
            for column, role in layout.roles
            for claim in claims_of(paper, row[column], column, role, above, merged and role is Role.LEAD)
        ]
        if claims:
            span = trimmed(text, task.span)
            item = Item(span.of(text), span.start, paper.section_at(table.span.start))
            yield from rows.rows(item, span, claims, verb_of(key_of(item.text), (), 0, len(item.text)), layout.about)


def _unnumbered(text: str, grid: list[list[Cell | None]], row: Sequence[Cell | None], layout: _Layout) -> bool:
    """Whether a row has no number where the others have: it goes on with the one above."""
    head, cell = grid[layout.body - 1][0], row[0]
    if head is None or cell is None or layout.task == 0:
        return False
    return ORDINAL.match(key_of(head.span.of(text))) is not None and not cell.span.of(text).strip()


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
        elif r == 0 and len(named) == 1 and not {"post", "place", "task"} & set(named.values()):
            kinds, body = named, 1
    roles = tuple((c, Role(kind)) for c, kind in sorted(kinds.items()) if kind not in ("task", "place", "post"))
    tasks = [c for c, kind in kinds.items() if kind == "task"]
    places = [c for c, kind in kinds.items() if kind == "place"]
    roles = roles or _posts(text, grid[body - 1], kinds, places)
    if not roles:
        return None
    columns = [c for c, _ in roles]
    task = _task_column(text, grid, body, tasks, columns) if tasks else None
    if task is None:  # "Chỉ tiêu giảm hộ nghèo" holds numbers: the tasks are the places beside it
        task, tasks = _task_column(text, grid, body, places, columns), []
    if task is None or (len(kinds) == 1 and not _filled(text, grid[body:], roles[0][0])):
        return None
    heads = [cell.span.of(text) for c in kinds if (cell := grid[body - 1][c])]
    return _Layout(task, roles, body, " ".join(heads) if places and not tasks else "")


def _posts(text: str, heads: list[Cell | None], kinds: dict[int, str], places: list[int]) -> tuple[tuple[int, Role], ...]:
    """The columns of posts as those who look after the places that another column gives them ("Chức vụ", "Thôn phụ trách")."""
    given = any((cell := heads[c]) is not None and _LOOKS_AFTER.search(key_of(cell.span.of(text))) for c in places)
    return tuple((c, Role.LEAD) for c, kind in sorted(kinds.items()) if kind == "post") if given else ()


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
    if _POSTS.match(key):
        return "post"
    m = _HEAD.search(key)
    if m is None or (m.lastgroup not in ("lead", "support") and NOT.search(key)):
        return None
    return m.lastgroup


def _task_column(text: str, grid: list[list[Cell | None]], body: int, named: Sequence[int], others: Sequence[int]) -> int | None:
    """Of the columns named so the one with most words; without a named one, the wordiest left of those that say who."""
    choices = named or range(min(others))
    sizes = {c: sum(len(cell.span.of(text)) for row in grid[body:] if (cell := row[c])) for c in choices}
    best = max(sizes, key=lambda c: sizes[c], default=None)
    worded = best is not None and any(any(map(str.isalpha, cell.span.of(text))) for row in grid[body:] if (cell := row[best]))
    return best if worded else None


def _is_group(text: str, row: Sequence[Cell | None], layout: _Layout) -> bool:
    """Whether one cell spans what and who, or the same words stand in both: a row that only names a group of tasks."""
    task = row[layout.task]
    others = [cell for column, _ in layout.roles if (cell := row[column]) is not None]
    return task is not None and any(
        cell is task or ((words := cell.span.of(text).strip()) and words == task.span.of(text).strip()) for cell in others
    )

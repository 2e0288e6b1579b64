"""The layout of a table: its header rows, and what each column is for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from extract.model import Cell, Table
from extract.patterns.pattern import pattern
from extract.patterns.table_cells import is_figure
from extract.patterns.targets_units import unit_of
from extract.text import key

Grid = list[list[Cell | None]]
ORDINAL = pattern(
    "ordinal column",
    catches={"TT": "tt", "STT": "stt", "S TT": "s tt", "Số TT": "số tt"},
    misses=("Số hộ", "Tên xã"),
    regex=r"^\W*(?:(?:s\ ?)?tt|số\ tt|số\ thứ\ tự|no)\W*$",
)
UNIT_HEAD = pattern(
    "unit column",
    catches={"Đơn vị tính": "đơn vị tính", "ĐVT": "đvt", "Đơn vị": "đơn vị"},
    misses=("Đơn vị thực hiện", "Tên đơn vị"),
    regex=r"^\W*(?:đơn\ vị(?:\ tính)?|đvt|đv\ tính|đ\.v\.t|đv)\W*$",
)
APART = pattern(
    "column that counts nothing",
    catches={
        "Ghi chú": "ghi chú",
        "So sánh TH/KH": "so sánh",
        "% so với KH": "% so",
        "Cơ quan chủ trì": "cơ quan chủ trì",
        "Thời gian hoàn thành": "thời gian",
        "Họ và tên chủ hộ": "họ và tên",
    },
    misses=("Số hộ nghèo", "Kế hoạch năm 2022"),
    regex=r"""^\W*(?:ghi\ chú|so\ sánh(?!.{0,20}(?:tăng|giảm))
          |(?:đạt\ )?%\ (?:so|kh|hoàn|thực|kế)|tỷ\ lệ\ (?:%\ )?(?:hoàn\ thành|thực\ hiện|đạt\ )
          |(?:cơ\ quan|đơn\ vị|ngành)[,\ ](?:.{0,20}?)(?:chủ\ trì|thực\ hiện|phối\ hợp|phụ\ trách|chịu|theo\ dõi
          |báo\ cáo)|thời\ (?:gian|hạn)|tiến\ độ|họ\ (?:và\ )?tên|năm\ sinh|địa\ (?:chỉ|điểm)|căn\ cứ|sản\ phẩm|lý\ do|chủ\ trì
          |phối\ hợp|người\ phụ|chức\ (?:vụ|danh)|mã\ số|chủ\ đầu)""",
)
PEOPLE_LIST = pattern(
    "list of persons",
    catches={"Họ và tên chủ hộ": "họ và tên", "Họ tên": "họ tên"},
    misses=("Tên xã", "Số hộ"),
    regex=r"(?:họ\ (?:và\ )?tên|tên\ chủ\ hộ|năm\ sinh|số\ (?:cccd|cmnd|cmt))",
)
IN_CHARGE = pattern(
    "persons who answer for places",
    catches={"Chức vụ": "chức vụ", "Thôn phụ trách": "phụ trách", "Chức danh, đơn vị": "chức danh"},
    misses=("Tên chủ hộ", "Số khẩu", "Địa chỉ"),
    regex=r"(?<!\w)(?:chức\ (?:vụ|danh)|phụ\ trách|nhận\ giúp|đơn\ vị\ công\ tác)(?!\w)",
)
HOUSEHOLDS = pattern(
    "each of a list's own details",
    catches={"Tên chủ hộ": "chủ hộ", "Năm sinh": "năm sinh", "Số CCCD": "cccd"},
    misses=("Số hộ phải thoát", "Thôn phụ trách"),
    regex=r"(?:chủ\ hộ|năm\ sinh|cccd|cmnd|cmt|giới\ tính|ngày\ sinh|điện\ thoại)",
)
INDICATOR_HEAD = pattern(
    "rows are indicators",
    catches={"Chỉ tiêu": "chỉ tiêu", "Nội dung": "nội dung", "Tên chỉ tiêu": "tên chỉ tiêu", "Nội dung, hoạt động": "nội dung"},
    misses=("Tên xã", "Đơn vị", "Huyện, thành phố"),
    regex=r"""^\W*(?:tên\ |các\ |danh\ mục\ )?(?:chỉ\ tiêu|nội\ dung|mục\ tiêu|tiêu\ chí|chỉ\ số|danh\ mục|nhiệm\ vụ|hoạt\ động
          |dự\ án|chính\ sách|chương\ trình|nguồn\ vốn|tên\ dự|diễn\ giải|chiều)""",
)
NUMBERING = re.compile(r"^\W*(?:\d{1,2}|[a-f])\W*(?:=[\d+\-*/x:=()\s%.]*)?$")
YEAR_CELL = re.compile(r"^\W*(?:năm\s)?20\d\d(?:\s?-\s?20\d\d)?\W*$")
_MAX_HEADER = 6


class Role(StrEnum):
    ORDINAL = "ordinal"
    NAME = "name"
    UNIT = "unit"
    VALUE = "value"
    APART = "apart"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading cells' texts from the top down, and its role."""

    index: int
    path: tuple[str, ...]
    role: Role

    @property
    def label(self) -> str:
        return " - ".join(self.path)


@dataclass(frozen=True, slots=True)
class Layout:
    """`first`: the first data row; `title`: a heading over the whole width; `indicator_rows`: rows are indicators, not places;
    `deprivation`: they are indices of deprivation; `stub`: what heads the column of their names ("Nguồn vốn (triệu đồng)")."""

    columns: tuple[Column, ...]
    first: int
    title: str
    indicator_rows: bool
    deprivation: bool = False
    stub: str = ""


def layout(table: Table, text: str, before: Layout | None = None) -> Layout | None:
    """The layout of a table in a document's text, or None where it counts nothing. `before`: the layout of the table just before,
    which a table without a header of its own continues."""
    grid = table.grid()
    words = [[cell.span.of(text).strip() if cell else "" for cell in row] for row in grid]
    title_rows = _title_rows(grid)
    first = _first_data_row(grid, words, title_rows)
    title = " ".join(words[r][0] for r in range(title_rows))
    if first == title_rows:
        return Layout(before.columns, title_rows, title, before.indicator_rows) if before and len(before.columns) == table.columns else None
    paths = [_path(grid, words, title_rows, first, c) for c in range(table.columns)]
    if _lists_persons(key(" - ".join(" ".join(path) for path in paths))):
        return None
    data = words[first:]
    roles = _roles(paths, data)
    columns = tuple(Column(c, path, roles[c]) for c, path in enumerate(paths))
    if Role.VALUE not in roles:
        return None
    name = next((c.label for c in columns if c.role is Role.NAME), "")
    return Layout(columns, first, title, _indicator_rows(columns, data), "thiếu hụt" in key(name), name)


def _lists_persons(heads: str) -> bool:
    """Whether a table lists persons; one of those who answer for places ("Họ và tên | Chức vụ | Thôn phụ trách | Số hộ phải thoát") counts
    what each place is to reach."""
    return PEOPLE_LIST.search(heads) is not None and (IN_CHARGE.search(heads) is None or HOUSEHOLDS.search(heads) is not None)


def _title_rows(grid: Grid) -> int:
    rows = 0
    while rows < len(grid) - 2 and len({id(c) for c in grid[rows]}) == 1 and grid[rows][0] is not None and len(grid[rows]) > 1:
        rows += 1
    return rows


def _first_data_row(grid: Grid, words: list[list[str]], start: int) -> int:
    row = start
    while row < min(len(grid), start + _MAX_HEADER) and _is_header(grid, words, row, start):
        row += 1
    return row


def _is_header(grid: Grid, words: list[list[str]], row: int, start: int) -> bool:
    texts = words[row]
    if _is_numbering(texts):
        return row > start
    figures = [t for t in texts if is_figure(t) and not YEAR_CELL.match(key(t))]
    if figures:
        return False
    if row == start:
        return any(texts)
    continued = grid[row][0] is not None and grid[row][0] is grid[row - 1][0]
    distinct = {id(c) for c, t in zip(grid[row], texts, strict=True) if t}
    return (continued or not texts[0]) and len(distinct) > 1


def _is_numbering(texts: list[str]) -> bool:
    """A row that numbers the columns: "A | B | 1 | 2 | 3=1+2"."""
    said = [key(t) for t in texts if t]
    if len(said) < 3 or not all(NUMBERING.match(t) for t in said):
        return False
    figures = [int(m.group()) for t in said if (m := re.match(r"\d+", t.strip("( ")))]
    return len(figures) >= 2 and figures[0] <= 3 and all(b - a in (0, 1) for a, b in pairwise(figures))


def _path(grid: Grid, words: list[list[str]], start: int, first: int, column: int) -> tuple[str, ...]:
    path: list[str] = []
    seen: set[int] = set()
    for row in range(start, first):
        cell = grid[row][column]
        if cell is None or id(cell) in seen or not words[row][column] or _is_numbering(words[row]):
            continue
        seen.add(id(cell))
        path.append(" ".join(words[row][column].split()))
    return tuple(path)


def _roles(paths: list[tuple[str, ...]], data: list[list[str]]) -> list[Role]:
    roles: list[Role] = []
    named = False
    for column, path in enumerate(paths):
        head = key(path[-1]) if path else ""
        top = key(path[0]) if path else ""
        cells = [row[column] for row in data if row[column]]
        figures = sum(is_figure(c) for c in cells)
        if ORDINAL.match(top) or (column == 0 and not named and _counts_up(cells) and not figures < len(cells) / 2 and len(paths) > 2):
            roles.append(Role.ORDINAL)
        elif UNIT_HEAD.match(top) and cells and sum(unit_of(key(c)) is not None for c in cells) > len(cells) / 2:
            roles.append(Role.UNIT)
        elif APART.match(top) or APART.match(head):
            roles.append(Role.APART)
        elif not named and figures <= len(cells) / 2:
            roles.append(Role.NAME)
            named = True
        elif figures and figures >= len([c for c in cells if len(c) > 1]) / 3:
            roles.append(Role.VALUE)
        else:
            roles.append(Role.APART)
    return roles


def _counts_up(cells: list[str]) -> bool:
    figures = [int(c.strip(". ")) for c in cells if re.fullmatch(r"\d{1,3}\.?", c.strip())]
    return len(figures) > 1 and figures[0] == 1 and all(b - a == 1 for a, b in pairwise(figures))


def _indicator_rows(columns: tuple[Column, ...], data: list[list[str]]) -> bool:
    if any(c.role is Role.UNIT for c in columns):
        return True
    name = next((c for c in columns if c.role is Role.NAME), None)
    return name is not None and bool(name.path) and INDICATOR_HEAD.match(key(name.path[0])) is not None

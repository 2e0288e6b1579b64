"""Targets of tables: one item a cell with a figure. Rows are places and columns indicators, or rows are indicators and columns years
(or places); headings of several levels are read as paths from the top down.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extract.model import Basis, Direction, Measure, Paper, Span, Table, Target, TargetKind, TargetStatus
from extract.patterns.pattern import pattern
from extract.patterns.table_body import Row, data_row
from extract.patterns.table_captions import TableAbove, above_table
from extract.patterns.table_cells import Figure, figure
from extract.patterns.table_headers import Column, Layout, Role, layout
from extract.patterns.table_labels import PLACE_LABEL, Label, unit_named
from extract.patterns.table_neighbours import column_labels, flows
from extract.patterns.table_sums import shared, summed
from extract.patterns.targets_indicator import PEOPLE, Finding, poverty_code
from extract.patterns.targets_judged import SERVICES
from extract.patterns.targets_standard import standard
from extract.text import key

RAISED = pattern(
    "money to be reached",
    catches={"Doanh số cho vay hộ nghèo": "doanh số", "Vận động Quỹ Vì người nghèo": "vận động", "Dư nợ ủy thác": "dư nợ"},
    misses=("Kinh phí hỗ trợ", "Vốn sự nghiệp"),
    regex=r"\b(?:doanh\ số|dư\ nợ|vận\ động|huy\ động|giá\ trị\ sản|doanh\ thu)\b",
)

MADE_UP_OF = pattern(
    "of how many places or people a place is made up",
    catches={"Số xã": "số xã", "Tổng số thôn, bản": "tổng số thôn, bản", "Số nhân khẩu": "số nhân khẩu"},
    misses=("Số xã đạt chuẩn", "Số thôn thoát nghèo", "Số khẩu nghèo"),
    regex=r"\A(?:tổng\ )?số\ (?:(?:xã|phường|thôn|bản|ấp|khóm|buôn|xóm|tổ\ dân\ phố)(?:,\ |/)?\s?){1,3}\Z"
    r"|\A(?:tổng\ )?số\ (?:nhân\ )?khẩu\Z",
)
_MADE = ("house", "work", "class", "course", "model")  # what is made or held
COUNTS = {"housing": "house", "vocational_training": "person", "employment": "person", "labour_export": "person"}  # where no unit is named


def find_in_tables(paper: Paper) -> tuple[Target, ...]:
    """Targets of all tables in document order; a table without figures, or one that lists persons, gives none."""
    found: list[Target] = []
    before: Layout | None = None
    for table in paper.document.tables:
        laid = layout(table, paper.document.text, before)
        if laid is not None:
            found += _of_table(paper, table, laid)
        before = laid or before
    return tuple(found)


def _of_table(paper: Paper, table: Table, laid: Layout) -> list[Target]:
    text = paper.document.text
    above = above_table(paper, table, laid)
    grid = table.grid()
    commas = any(re.search(r"\d,\d{3},\d{3}|\d,\d{3}\.\d", cell.span.of(text)) for cell in table.cells)
    labels = column_labels(laid, above)
    if not laid.indicator_rows:
        data = [[cell.span.of(text).strip() if cell else "" for cell in row] for row in grid[laid.first :]]
        labels = shared(labels, summed(laid, data), above)
    labels = _described(laid, labels)
    moving = not laid.indicator_rows and any(label.changes or flows(label) for label in labels.values())
    found: list[Target] = []
    parent: Label | None = None
    for r in range(laid.first, table.rows):
        words = [cell.span.of(text).strip() if cell else "" for cell in grid[r]]
        row = data_row(words, laid, above, parent)
        if row is None:
            continue
        parent = row.label if row.label.finding else parent
        seen: set[int] = set()
        for column in laid.columns:
            cell = grid[r][column.index]
            if cell is None or column.role is not Role.VALUE or id(cell) in seen or cell.row != r:
                continue
            seen.add(id(cell))
            label = labels[column.index]
            undated = moving and _is_stock(label)
            made = _target(_Cell(words[column.index], _trimmed(text, cell.span), row, column, label, undated), laid, above, commas)
            found += [made] if made else []
    return found


def _described(laid: Layout, labels: dict[int, Label]) -> dict[int, Label]:
    """Beside columns of the poor, "Số xã", "Số khẩu" only say how large a place is."""
    if laid.indicator_rows or not any(label.finding and label.finding.poverty for label in labels.values()):
        return labels
    plain = {c.index for c in laid.columns if c.path and MADE_UP_OF.match(key(c.path[-1]))}
    return {i: replace(said, fact=TargetStatus.RESULT) if i in plain and said.year is None else said for i, said in labels.items()}


def _is_stock(label: Label) -> bool:
    """Whether a column, told of no year, counts households as they stand; jobs, lessons and houses are no stock that others leave."""
    stands = label.unit not in _MADE if label.finding is None else label.finding.poverty is not None
    return stands and label.year is None and not (label.aim or label.changes or label.remains or flows(label))


@dataclass(frozen=True, slots=True)
class _Cell:
    text: str
    span: Span
    row: Row
    column: Column
    label: Label
    undated: bool = False


@dataclass(frozen=True, slots=True)
class _Meaning:
    """A cell's figure with what it counts: `unit` before a change of a rate becomes percentage points."""

    value: Figure
    unit: str
    scale: float
    finding: Finding | None
    direction: Direction | None
    changes: bool

    @property
    def code(self) -> str:
        if self.finding is None:
            return "other"
        return poverty_code(self.finding.poverty, self.unit) if self.finding.poverty else self.finding.code


def _meaning(cell: _Cell, laid: Layout, above: TableAbove, commas: bool) -> _Meaning | None:
    """What a cell counts; None where it is no figure."""
    row, label = cell.row, cell.label
    unit, scale = _unit(cell, laid, above)
    value = figure(cell.text, unit or "", commas_part_thousands=commas and unit == "vnd")
    if value is None:
        return None
    if value.unit is not None and value.unit.code != unit:
        unit, scale = value.unit.code, value.unit.scale
    finding = _finding(cell, laid, above, unit)
    if unit is None:
        unit = "household" if finding and finding.poverty else COUNTS.get(finding.code, "other") if finding else "other"
    silent = label.finding is None and row.label.finding is None
    direction, changes = _moves(value, (row.label, label, above.caption) if silent else (row.label, label))
    return _Meaning(value, unit, scale, finding, direction, changes)


def _target(cell: _Cell, laid: Layout, above: TableAbove, commas: bool) -> Target | None:
    meaning = _meaning(cell, laid, above, commas)
    if meaning is None:
        return None
    value, unit, code = meaning.value, meaning.unit, meaning.code
    year, begin, basis = _year(cell.row.label, cell.label, above)
    kind, status = _kind(unit, code, year, begin, cell, above, changes=meaning.changes)
    line, line_basis = standard(code, year, above.period[0], above.near)
    where, who = _where(cell.row, cell.column, laid, meaning.finding)
    return Target(
        span=cell.span,
        kind=kind,
        indicator=code,
        value=round(value.value * meaning.scale, 6),
        value_high=None if value.high is None else round(value.high * meaning.scale, 6),
        unit="percentage_point" if unit == "percent" and meaning.changes and code != "income" else unit,
        year=year,
        comparator=value.comparator,
        measure=Measure.CHANGE if meaning.changes else Measure.LEVEL,
        direction=meaning.direction,
        population=who,
        place=where,
        from_table=True,
        sentence=" - ".join((cell.row.name, *cell.column.path)),
        printed=value.printed,
        status=status,
        standard=line,
        standard_basis=line_basis,
        year_basis=basis,
        place_basis=Basis.STATED if where else Basis.DEFAULT,
        rule="table: rows are indicators" if laid.indicator_rows else "table: rows are places",
        confidence=0.9 if meaning.finding else 0.7,
    )


def _unit(cell: _Cell, laid: Layout, above: TableAbove) -> tuple[str | None, float]:
    row, label = cell.row, cell.label
    if laid.indicator_rows:
        named = unit_named(row.name)
        choices = [(row.unit, row.scale), named, (label.unit, label.scale), (row.label.unit, row.label.scale), (above.unit, above.scale)]
        if label.unit in ("percent", "vnd"):
            choices.insert(0, (label.unit, label.scale))
        elif above.unit == "vnd":  # "ĐVT: triệu đồng" above "Tiểu dự án 4 (lao động ngoài nước)"
            choices.insert(3, (above.unit, above.scale))
    else:
        choices = [(label.unit, label.scale), (above.unit, above.scale)]
        if label.outer and label.unit != "percent":  # "ĐVT: nhà" above the table against "Nguồn ngân sách" above the column
            choices.reverse()
    for unit, scale in choices:
        if unit == "vnd" and scale == 1.0 and above.unit == "vnd":
            return unit, above.scale
        if unit:
            return unit, scale
    return None, 1.0


def _finding(cell: _Cell, laid: Layout, above: TableAbove, unit: str | None) -> Finding | None:
    row, label = cell.row, cell.label
    built = Finding("housing", "unit") if unit == "house" or (unit is None and above.caption.unit == "house") else None
    counts_all = unit in PEOPLE and label.fact is not None and label.finding is None
    if laid.indicator_rows:
        deprived = laid.deprivation or (above.caption.finding is not None and above.caption.finding.code == "deprivation")
        if deprived and (row.label.finding is None or row.label.finding.poverty is None):
            return Finding("deprivation", "heading")
        return (
            row.label.finding
            or label.finding
            or (row.parent.finding if row.parent else None)
            or above.caption.finding
            or above.heading.finding
            or built
        )
    said = above.caption.finding or above.heading.finding
    if said and said.code == "deprivation" and label.finding and label.finding.code in SERVICES and (unit == "percent" or above.fact):
        return Finding("deprivation", "heading")  # "Mức độ thiếu hụt": "Nhà ở (%)", "Nước sinh hoạt (%)"
    return label.finding or (None if counts_all else above.caption.finding or above.heading.finding) or built


def _moves(value: Figure, labels: tuple[Label, ...]) -> tuple[Direction | None, bool]:
    if value.verb in ("giảm", "tăng"):
        return (Direction.DOWN if value.verb == "giảm" else Direction.UP), True
    for label in labels:
        if label.changes:
            sign = {"-": Direction.DOWN, "+": Direction.UP}.get(value.verb)
            return label.moves or sign, True
    fell = any(label.remains for label in labels[:2]) or value.verb == "còn"
    return (Direction.DOWN if fell else None), False


def _year(row: Label, column: Label, above: TableAbove) -> tuple[int | None, bool, Basis]:
    for label, basis in ((column, Basis.STATED), (row, Basis.STATED), (above.caption, Basis.HEADING), (above.heading, Basis.HEADING)):
        if label.year is not None:
            return label.year, label.begin, basis
    return above.period[1], False, Basis.DEFAULT


def _kind(
    unit: str, code: str, year: int | None, begin: bool, cell: _Cell, above: TableAbove, *, changes: bool
) -> tuple[TargetKind, TargetStatus | None]:
    named = key(cell.column.path[-1]) if cell.column.path else ""
    raised = cell.label.unit is None and not above.money and RAISED.search(key(cell.row.name)) is not None
    reached = raised or named.startswith(("dư nợ", "doanh số"))
    if unit == "vnd" and code != "income" and not reached:
        return TargetKind.BUDGET, None
    first = above.period[0]
    fact = cell.label.fact or cell.row.label.fact
    if begin or (year is not None and first is not None and year < first):
        return TargetKind.BASELINE, TargetStatus.START if begin else fact or TargetStatus.RESULT
    if cell.label.aim or cell.row.label.aim:
        return TargetKind.TARGET, TargetStatus.OWN
    if fact:
        return TargetKind.BASELINE, fact
    if cell.undated and not changes:
        return TargetKind.BASELINE, TargetStatus.RESULT  # beside columns of change, what is counted stands before the change
    if changes or cell.label.remains or above.caption.aim:
        return TargetKind.TARGET, TargetStatus.OWN
    if above.caption.fact or above.fact:
        return TargetKind.BASELINE, above.caption.fact or above.fact
    return TargetKind.TARGET, TargetStatus.OWN


def _where(row: Row, column: Column, laid: Layout, finding: Finding | None) -> tuple[str | None, str | None]:
    """Place and population: the row's name is the place where rows are places, what is counted where they are indicators."""
    if laid.indicator_rows:
        headed = column.path[-1] if column.path and PLACE_LABEL.match(key(column.path[-1])) else None
        return headed, None if finding and finding.poverty else row.name
    counted = re.sub(r"^(?:tổng\s)?(?:số\s)?|\s{0,3}\([^)]{0,100}\)$", "", column.path[-1], flags=re.IGNORECASE) if column.path else ""
    return row.name, None if finding else counted or None


def _trimmed(text: str, span: Span) -> Span:
    said = span.of(text)
    start = span.start + len(said) - len(said.lstrip())
    return Span(start, start + len(said.strip()))

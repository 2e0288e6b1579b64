"""What the columns of a table leave to be understood from their neighbours: "Tỷ lệ (%)" beside "Hộ nghèo", "Giảm trong năm"."""

from __future__ import annotations

from dataclasses import replace

from extract.patterns.pattern import pattern
from extract.patterns.table_captions import TableAbove
from extract.patterns.table_headers import Layout, Role
from extract.patterns.table_labels import Label, read
from extract.patterns.targets_indicator import poverty_code
from extract.text import key

PARTNER = pattern(
    "a heading that completes the one before it",
    catches={"Tỷ lệ (%)": "tỷ lệ (%)", "%": "%", "Số khẩu": "số khẩu", "Chiếm tỷ lệ": "chiếm tỷ lệ"},
    misses=("Tỷ lệ hộ nghèo", "Số hộ", "Kế hoạch năm 2022"),
    regex=r"""^\W*(?:(?:chiếm\ )?t[ỷỉ]\ lệ|tl|số\ (?:nhân\ )?khẩu|nhân\ khẩu|khẩu|số\ người)?(?:\s?\(?\s?(?:%|khẩu
          |người)\s?\)?)?\W*$""",
)
PART = pattern(
    "parts of the column before",
    catches={"Trong đó": "trong đó", "Chia ra": "chia ra", "Gồm các nguồn": "gồm"},
    misses=("Tổng số", "Chương trình gồm"),
    regex=r"^\W*(?:trong\ đó|chia\ ra|bao\ gồm|gồm|chi\ tiết)",
)


def flows(label: Label) -> bool:
    """Whether a column counts who leaves poverty or falls into it."""
    return label.finding is not None and label.finding.poverty in ("escaped", "returned", "left near")


def column_labels(laid: Layout, above: TableAbove) -> dict[int, Label]:
    """What the columns of figures say, each with what its neighbours leave to be understood."""
    columns = [column for column in laid.columns if column.role is Role.VALUE]
    own = [read(column.path, above.period) for column in columns]
    labels: dict[int, Label] = {}
    before: Label | None = None
    for at, column in enumerate(columns):
        path = columns[at - 1].path if at else ()
        label = own[at] if before is None else shares_money(column.path, path, own[at], before)
        if before is not None and not laid.indicator_rows:
            label = completes(column.path, path, before, above.period) or continues(label, _nearer(before, own[at + 1 : at + 2]))
            label = dated(label, before)
            label = again(column.path, label, [(c.path, labels[c.index]) for c in columns[:at]])
        labels[column.index] = before = label
    return labels


def again(column: tuple[str, ...], label: Label, before: list[tuple[tuple[str, ...], Label]]) -> Label:
    """ "Kế hoạch cuối năm 2017: Số hộ, Tỷ lệ (%)" behind "Hộ nghèo cuối năm 2016: Số hộ, Tỷ lệ (%)": the same columns of another time."""
    if label.finding is not None or len(column) < 2 or not (label.year or label.aim or label.fact):
        return label
    same = (said for path, said in before if len(path) > 1 and path[:-1] != column[:-1] and key(path[-1]) == key(column[-1]))
    first = next((said for said in same if said.finding is not None and said.finding.poverty), None)
    return replace(label, unit=label.unit or first.unit, scale=first.scale, finding=first.finding) if first else label


def _nearer(before: Label, after: list[Label]) -> Label:
    """A column of change without a subject goes with the column behind it where that counts poor households and the one before it
    near-poor ones: the first group of columns is counted to its end before the change."""
    near = before.finding is not None and before.finding.poverty == "near"
    main = next((label for label in after if label.finding is not None and label.finding.poverty == "poor"), None)
    return main if near and main is not None else before


def completes(column: tuple[str, ...], path: tuple[str, ...], before: Label, period: tuple[int | None, int | None]) -> Label | None:
    """The label of "Tỷ lệ (%)" that stands beside "Số hộ nghèo cuối năm 2022" under the same upper headings (`path`: the neighbour's):
    all that was said there, in its own unit."""
    if not column or column[:-1] not in ((), path[:-1]) or not PARTNER.match(key(column[-1])) or before.finding is None:
        return None
    own = read(column, period)
    finding = before.finding
    if finding.poverty and own.unit:
        finding = replace(finding, code=poverty_code(finding.poverty, own.unit))
    return replace(before, unit=own.unit or before.unit, scale=own.scale, finding=finding)


def continues(label: Label, before: Label) -> Label:
    """ "Giảm trong năm 2022" beside "Hộ nghèo cuối năm 2021" speaks of poor households too."""
    if label.finding is not None or not (label.changes or label.remains) or before.finding is None or before.finding.poverty is None:
        return label
    unit = label.unit or "household"
    return replace(label, unit=unit, finding=replace(before.finding, code=poverty_code(before.finding.poverty, unit)))


def dated(label: Label, before: Label) -> Label:
    """ "Tỷ lệ hộ nghèo (%)" behind "Số hộ nghèo đầu năm 2024" is of that time."""
    same = label.finding is not None and before.finding is not None and label.finding.poverty == before.finding.poverty is not None
    if not same or label.year is not None or label.unit != "percent" or before.unit == "percent" or label.changes or before.changes:
        return label
    return replace(label, year=before.year, begin=before.begin)


def shares_money(column: tuple[str, ...], path: tuple[str, ...], label: Label, before: Label) -> Label:
    """ "Trong đó: NSTW, NS tỉnh, Khác" beside "Tổng kinh phí" are sums of money too; `path`: the neighbour's headings."""
    part = len(column) > 1 and PART.search(key(column[0])) is not None
    beside = column[:-1] == path[:-1] or not (len(path) > 1 and PART.search(key(path[0])))
    if before.unit == "vnd" and part and beside and label.unit is None:
        return replace(label, unit="vnd", scale=before.scale)
    return label

"""The report's tables as lines of text: accuracy a form, and what confidence means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from extract.evaluation.count import HELD_OUT, Count, Form, Interval
from extract.evaluation.judging import Judgement, Verdict
from extract.evaluation.matching import FAMILIES
from extract.evaluation.reliability import Bin, bins, error, rated

LABELS: Final = {
    "sections": "đề mục / sections",
    "legal_references": "căn cứ / legal references",
    "targets": "chỉ tiêu / targets",
    "table_targets": "chỉ tiêu trong bảng / in tables",
    "deadlines": "thời hạn / deadlines",
    "responsibilities": "trách nhiệm / responsibilities",
    "topics": "lĩnh vực / topics",
    "plan": "thông tin chung / plan",
}
_SHORT: Final = {
    "sections": ("đề mục", "sections"),
    "legal_references": ("căn cứ", "legal"),
    "targets": ("chỉ tiêu", "targets"),
    "table_targets": ("trong bảng", "in tables"),
    "deadlines": ("thời hạn", "deadlines"),
    "responsibilities": ("trách nhiệm", "duties"),
}
_FORMS: Final = {
    "text": "văn bản / text",
    HELD_OUT: "văn bản của kế hoạch để dành / text of held-out plans",
    "docx": "Word / docx",
    "pdf": "PDF",
    "scan.pdf": "bản quét / scan.pdf",
}


def form_name(name: str) -> str:
    return _FORMS.get(name, name)


def accuracy(form: Form) -> Iterator[str]:
    """The table of one form: two lines a family, figures and fields."""
    drawn = (
        "khoảng 95 %: rút lại kế hoạch / 95 % intervals: plans drawn anew"
        if form.by_plan
        else "khoảng 95 %: ít kế hoạch nên rút lại từng dòng / 95 % intervals: few plans, so rows drawn anew"
    )
    yield f"{form_name(form.name)}: {form.plans} kế hoạch / plans; {drawn}"
    yield f"{'':32}{'mẫu':>6}{'đọc':>6}{'đúng/đọc':>10}{'đúng/mẫu':>10}   {'tìm thấy F1':<21} đúng hẳn F1"
    yield f"{'':32}{'gold':>6}{'read':>6}{'precision':>10}{'recall':>10}   {'found F1':<21} strict F1"
    for family, count in form.families.items():
        if count.gold or count.found:
            yield from _family(family, count)
    yield ""


def _family(family: str, count: Count) -> Iterator[str]:
    strict = "" if family == "topics" else _with(count.strict_f1, count.strict_interval)
    figures = f"{count.gold:6}{count.found:6}{count.precision:10.3f}{count.recall:10.3f}"
    yield f"{LABELS[family]:32}{figures}   {_with(count.f1, count.found_interval):<21} {strict}".rstrip()
    if count.fields:
        key = FAMILIES[family].key if family in FAMILIES else tuple(count.fields)
        told = {True: [], False: []}  # type: dict[bool, list[str]]
        for name, (right, asked) in count.fields.items():
            told[name in key].append(f"{name} {right}/{asked}")
        yield "    " + "; ".join(" ".join(part) for part in (told[True], told[False]) if part)


def _with(figure: float, interval: Interval) -> str:
    return f"{figure:.3f} [{interval[0]:.3f}-{interval[1]:.3f}]"


def reliability(judgements: Sequence[Judgement]) -> Iterator[str]:
    """What confidence means, the plans held out apart."""
    held_out, others = ([v for one in judgements if one.held_out is apart for v in one.verdicts] for apart in (True, False))
    groups = {"": others}
    if held_out:
        groups = {": kế hoạch không để dành / plans not held out": others, ": kế hoạch để dành / held-out plans": held_out}
    for title, verdicts in groups.items():
        if any(v.confidence is not None for v in verdicts):
            yield f"Độ tin cậy và tỷ lệ đúng hẳn / Confidence and share strictly right{title}"
            if held_out and verdicts is others:
                yield "(Quy tắc đã sửa theo các kế hoạch này nên đúng hơn mức nêu. / Rules were corrected on these: righter than stated.)"
            yield from _reliability(verdicts)
            yield ""


def _reliability(verdicts: Sequence[Verdict]) -> Iterator[str]:
    columns = {family: list(bins(rated(v for v in verdicts if v.family == family))) for family in _SHORT}
    for language, head in enumerate((("độ tin cậy", "nêu", "đúng", "dòng"), ("confidence", "stated", "right", "rows"))):
        names = "".join(f"{_SHORT[family][language]:>14}" for family in columns)
        yield f"{head[0]:12}{head[1]:>7}{head[2]:>7}{head[3]:>7}{names}"
    for row in bins(rated(verdicts)):
        cells = "".join(f"{_share(next((b for b in column if b.low == row.low), None)):>14}" for column in columns.values())
        yield f"{row.low:.2f}-{row.high:.2f}   {row.stated / row.rows:7.2f}{row.right / row.rows:7.2f}{row.rows:7}{cells}"
    errors = "".join(f"{_figure(error(column)):>14}" for column in columns.values())
    yield f"{'sai lệch':26}{_figure(error(bins(rated(verdicts)))):>7}{errors}\nexpected error"


def _share(found: Bin | None) -> str:
    return f"{found.right / found.rows:.2f} ({found.rows})" if found else "-"


def _figure(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"

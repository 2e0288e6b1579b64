"""`kehoach evaluate`: pairs, counts, intervals, mistakes, records, and the rules of counting that are published with the gold."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest

from extract import cli
from extract.evaluation import matching
from extract.evaluation.count import count
from extract.evaluation.gold import BadGold, Gold, files, golds
from extract.evaluation.judging import Judgement, State, Verdict, judge
from extract.evaluation.mistakes import lines
from extract.evaluation.record import changes, record
from extract.evaluation.reliability import bins, error, rated
from extract.reading import read

SHARED = Path(__file__).parents[1].parent / "shared"
TEXT = """ỦY BAN NHÂN DÂN
XÃ PHONG HẢI

KẾ HOẠCH
Giảm nghèo bền vững năm 2023

I. MỤC TIÊU
- Giảm tỷ lệ hộ nghèo từ 9,5% xuống còn 7,5%.
- Tạo việc làm mới cho 120 lao động.
II. TỔ CHỨC THỰC HIỆN
- Trạm Y tế tổ chức khám bệnh cho hộ nghèo trước ngày 30/6/2023.
"""
RATE = {
    "quote": "còn 7,5%",
    "value": 7.5,
    "unit": "percent",
    "comparator": "eq",
    "measure": "level",
    "indicator": "poverty_rate",
    "year": 2023,
}
JOBS = {
    "quote": "120 lao động",
    "value": 120,
    "unit": "person",
    "comparator": "ge",
    "measure": "level",
    "indicator": "employment",
    "year": 2023,
}
GOLD = {
    "plan": {"doc_type": "ke_hoach", "number": None, "period_end": 2023},
    "sections": [{"label": "I.", "title": "MỤC TIÊU", "level": 1}, {"label": "II.", "title": "TỔ CHỨC THỰC HIỆN", "level": 1}],
    "legal_references": [{"quote": "Nghị định số 7/2021/NĐ-CP", "doc_type": "nghi_dinh", "number": "7/2021/NĐ-CP", "date": "2021"}],
    "targets": [RATE, JOBS],
    "deadlines": [{"quote": "trước ngày 30/6/2023", "kind": "date", "end": "2023-06-30", "recurrence": []}],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("gold", "plans"):
        (tmp_path / name).mkdir()
    for name in ("phong-hai-2023", "kin-2023"):
        (tmp_path / "gold" / f"{name}.json").write_text(json.dumps(GOLD), encoding="utf-8")
        (tmp_path / "plans" / f"{name}.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "gold" / "held-out.txt").write_text("kin-2023\n", encoding="utf-8")
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    status = cli.main(["evaluate", *map(str, arguments), "--workers", "1"])
    said = capsys.readouterr()
    return status, said.out, said.err


def test_the_report_names_every_mistake_but_none_of_the_plans_held_out(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, folder / "gold", "--plans", folder / "plans", "--misses")
    assert status == 0
    assert "SÓT / MISS   phong-hai-2023: “Nghị định số 7/2021/NĐ-CP” doc_type=nghi_dinh" in out
    assert "SAI / WRONG  phong-hai-2023: “120 lao động” comparator: ge -> eq" in out
    assert "kin-2023" not in out and "rows of held-out plans are not printed" in out
    assert "few plans, so rows drawn anew" in out
    assert "kin-2023" in run(capsys, folder / "gold", "--plans", folder / "plans", "--misses", "--held-out-too")[1]


def test_json_holds_the_same(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out: dict[str, Any] = json.loads(run(capsys, folder / "gold", "--json", "--misses")[1])
    targets = out["forms"]["text"]["families"]["targets"]
    assert targets["gold"] == 4 and targets["fields"]["comparator"] == [2, 4]
    assert out["forms"]["held-out"]["plans"] == 1 and out["forms"]["text"]["resampled"] == "rows"
    assert {m["plan"] for m in out["mistakes"]} == {"phong-hai-2023"}
    wrong = {"comparator": {"gold": "ge", "read": "eq"}}
    assert wrong in [m["wrong"] for m in out["mistakes"] if m["mistake"] == "wrong"]


def test_a_record_tells_what_was_gained_and_lost(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = folder / "record.json"
    assert run(capsys, folder / "gold", "--record", kept)[0] == 0
    assert "0 dòng được thêm / gained, 0 dòng mất" in run(capsys, folder / "gold", "--against", kept)[1]
    known = json.loads(kept.read_text(encoding="utf-8"))
    (name,) = (row for row in known["text phong-hai-2023"] if "120" in row)
    known["text phong-hai-2023"][name] = "missed"
    kept.write_text(json.dumps(known), encoding="utf-8")
    assert f"+ text phong-hai-2023 {name}: missed -> found" in run(capsys, folder / "gold", "--against", kept)[1]


def test_nothing_to_measure_is_said_in_words(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, folder / "nowhere")[0] == 2
    assert run(capsys, folder / "gold", "--forms", "docx")[0] == 2
    assert run(capsys, folder / "gold", "--against", folder / "none.json")[0] == 2
    (folder / "gold" / "bad.json").write_text("[1", encoding="utf-8")
    (folder / "gold" / "odd.json").write_text('{"plan": 3}', encoding="utf-8")
    (folder / "gold" / "list.json").write_text('{"plan": {}, "targets": [{"quote": 3}]}', encoding="utf-8")
    (folder / "gold" / "lone.json").write_text('{"plan": {}}', encoding="utf-8")
    status, out, said = run(capsys, folder / "gold")
    assert status == 1 and out and all(word in said for word in ("bad.json", "odd.json", "list.json", "lone"))
    assert sum(isinstance(one, BadGold) for one in golds(folder / "gold")) == 3


def test_files_are_found_by_name_in_every_form(folder: Path) -> None:
    deep = folder / "plans" / "Lào Cai"
    deep.mkdir()
    for name in ("phong-hai-2023.scan.pdf", "phong-hai-2023.DOCX", "phong-hai-2023-phu-luc.docx", "phong-hai-2023.old.docx"):
        (deep / name).write_bytes(b"")
    assert [form for form, _ in files("phong-hai-2023", folder / "gold")] == ["docx", "scan.pdf", "text"]


def test_two_processes_find_the_same(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one = run(capsys, folder / "gold", "--json")[1]
    assert cli.main(["evaluate", str(folder / "gold"), "--json", "--workers", "2"]) == 0
    assert capsys.readouterr().out == one


def verdict(state: State, confidence: float | None = None, index: int = 0) -> Verdict:
    row = {"quote": "x", "kind": "target"}
    return Verdict(
        "targets",
        None if state is State.FALSE else row,
        None if state is State.MISSED else row,
        index,
        wrong=("year",) if state is State.FOUND else (),
        confidence=confidence,
    )


def test_intervals_hold_the_figure_and_are_the_same_every_time() -> None:
    states = [State.STRICT] * 6 + [State.FOUND, State.MISSED, State.FALSE]
    plans = [Judgement(f"p{n}", "text", False, tuple(verdict(s) for s in states[n:])) for n in range(5)]
    (form,) = count(plans)
    (again,) = count(plans)
    targets = form.families["targets"]
    assert form.by_plan and form == again
    low, high = targets.found_interval
    assert low < targets.f1 < high and targets.strict_f1 < targets.f1
    (few,) = count(plans[:2])
    assert not few.by_plan and few.families["targets"].found_interval[0] < few.families["targets"].f1


def test_reliability_counts_rows_at_their_confidence() -> None:
    rows = [verdict(State.STRICT, 0.92)] * 9 + [verdict(State.FOUND, 0.92), verdict(State.FALSE, 0.3), verdict(State.MISSED)]
    low, high = bins(rated(rows))
    assert (low.rows, low.right, high.rows, high.right) == (1, 0, 10, 9)
    assert error([high]) == pytest.approx(0.02) and error([]) is None


def test_what_was_gained_and_lost_is_told_row_by_row() -> None:
    before = Judgement("a", "text", False, (verdict(State.MISSED), verdict(State.STRICT, index=1)))
    now = Judgement("a", "text", False, (verdict(State.STRICT), verdict(State.STRICT, index=1)))
    (change,) = changes(record([before]), [now, Judgement("new", "text", False, (verdict(State.MISSED),))])
    assert change.gained and (change.before, change.now) == (State.MISSED, State.STRICT)


def test_mistakes_stand_under_their_form_and_family() -> None:
    said = list(lines([Judgement("a", "docx", False, (verdict(State.MISSED), verdict(State.FALSE), verdict(State.STRICT)))]))
    assert said[0] == "Word / docx: chỉ tiêu / targets" and len(said) == 3


@pytest.mark.skipif(not (SHARED / "gold" / "score.py").is_file(), reason="the published scorer is not beside the checkout")
@pytest.mark.parametrize("name", ["ha-nam-2017", "huong-tra-2022", "son-tay-2021"])
def test_our_count_is_that_of_the_published_scorer(name: str) -> None:
    spec = importlib.util.spec_from_file_location("score", SHARED / "gold" / "score.py")
    assert spec and spec.loader
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    path = SHARED / "gold" / f"{name}.json"
    reading = read(SHARED / "plans" / f"{name}.txt")
    wanted = json.loads(path.read_text(encoding="utf-8"))
    (gold,) = (one for one in golds(path.parent) if isinstance(one, Gold) and one.name == name)
    theirs = score.score(wanted, as_tables(reading))
    (ours,) = count([judge(gold, "text", reading)])
    for family, one in ours.families.items():
        figures = theirs[family]
        assert (one.gold, one.found, one.right) == (figures["gold"], figures["pred"], figures["tp"]), family
        if family != "topics":
            assert one.strict == figures["strict_tp"], family
            assert {f: list(n) for f, n in one.fields.items()} == {f: n for f, n in figures["fields"].items() if n[1]}, family


def as_tables(reading: Any) -> dict[str, Any]:
    """A reading as the published scorer takes it from a database."""
    from extract.evaluation.found import found, header

    out: dict[str, Any] = {"plan": header(reading), **{name: [] for name in ("targets", *matching.FAMILIES) if name != "table_targets"}}
    for one in found(reading):
        row = {**one.row, "text": one.row.get("quote"), "from_table": one.row.get("table"), "task": one.row.get("task_quote")}
        row |= {"topics": set(row.get("topics") or ()), "recurrence": json.dumps(list(row.get("recurrence") or ()))}
        out["targets" if one.family == "table_targets" else one.family].append(row)
    return out

"""`kehoach evaluate`: what was asked, what is printed, what is kept."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path

from extract.evaluation import report
from extract.evaluation.gold import TEXT
from extract.evaluation.record import Record, record
from extract.evaluation.run import evaluate


class Refused(Exception):
    """Nothing can be measured; says why, in Vietnamese and English."""

    def __init__(self, message: str, message_en: str) -> None:
        super().__init__(message, message_en)
        self.message, self.message_en = message, message_en


@dataclass(frozen=True, slots=True)
class Asked:
    """The options of the command; `forms` empty: all; `against`, `record`: files of a record to compare with and to write."""

    gold: Path
    plans: Path | None = None
    forms: tuple[str, ...] | list[str] = ()
    misses: bool = False
    held_out_too: bool = False
    against: Path | None = None
    record: Path | None = None
    workers: int = 2
    json: bool = False


def run(asked: Asked) -> bool:
    """Prints the report; true where something could not be used (said on stderr). Raises `Refused` where there is nothing to measure."""
    for folder in (asked.gold, asked.plans):
        if folder is not None and not folder.is_dir():
            raise Refused(f"Không có thư mục {folder}.", f"There is no folder {folder}.")
    before = _known(asked.against) if asked.against else None
    forms = {TEXT if form.removeprefix(".") == "txt" else form.removeprefix(".") for form in asked.forms}
    done = evaluate(asked.gold, asked.plans, forms, asked.workers)
    for message, message_en in done.problems:
        print(f"{message} / {message_en}", file=sys.stderr)
    if not done.judgements:
        raise Refused(
            f"Không có gì để đo: cần TÊN.json trong {asked.gold} và tệp cùng tên của kế hoạch (--plans THƯ_MỤC).",
            "Nothing to measure: NAME.json is needed and the plan's file of the same name (--plans FOLDER).",
        )
    if asked.json:
        made = report.as_json(done, asked.misses, asked.held_out_too, before)
        print(json.dumps(made, ensure_ascii=False, indent=1))
    else:
        for line in report.lines(done, asked.misses, asked.held_out_too, before):
            print(line)
    if asked.record:
        asked.record.write_text(json.dumps(record(done.judgements), ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    return bool(done.problems)


def _known(path: Path) -> Record:
    try:
        known: Record = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Refused(f"Không đọc được bản ghi {path}: {error}.", f"Cannot read the record {path}.") from error
    return known

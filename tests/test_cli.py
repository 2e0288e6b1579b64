"""The command line: exit status, words on stderr, quick help."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest
import small_plan

import db.load
from db import show
from db.pool import Limits
from extract import cli, doctor
from extract.parsers import ocr
from web import serve


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(db.load, "Options", partial(db.load.Options, read=small_plan.read, limits=Limits(5, 20)))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "a.txt").write_text(small_plan.TEXT, encoding="utf-8")
    return tmp_path / "plans"


def test_load_all_some_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "README.md").write_text("x")
    assert cli.main(["load", str(folder)]) == 0
    said = capsys.readouterr()
    assert "1 kế hoạch" in said.out and "a.txt" in said.err
    assert cli.main(["load", "plans", "--workers", "1"]) == 0
    assert "Nothing has changed" in capsys.readouterr().out
    (folder / "b.txt").write_text("hỏng", encoding="utf-8")
    assert cli.main(["load", "plans"]) == 1
    assert "b.txt: Tệp hỏng. / Damaged file." in capsys.readouterr().err
    assert cli.main(["load", "plans"]) == 1
    assert "b.txt" in capsys.readouterr().err
    assert cli.main(["load", "nowhere"]) == 2
    (folder / "empty").mkdir()
    assert cli.main(["load", "plans/empty"]) == 2
    assert cli.main(["load", "plans", "--db", "nowhere/plans.db"]) == 2


@pytest.mark.parametrize("arguments", [[], ["load"], ["load", "x", "--workers", "0"], ["load", "x", "--ocr", "maybe"], ["unknown"]])
def test_bad_arguments(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as left:
        cli.main(arguments)
    assert left.value.code == 2


def test_help_is_quick_and_loads_nothing_heavy() -> None:
    code = "import sys; from extract import cli; cli._parser(); print({'spacy', 'rich', 'sqlite_utils', 'db.load'} & set(sys.modules))"
    start = time.monotonic()
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()" and time.monotonic() - start < 2


def test_show(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(show, "read", lambda path, options: show.rows(small_plan.read(path, options), show.Source("id", "", path.name, "")))
    path = tmp_path / "a.txt"
    path.write_text(small_plan.TEXT, encoding="utf-8")
    assert cli.main(["show", str(path), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["plan"]["number"] == "12/KH-UBND" and said["responsibilities"][0]["topics"] == ["health"]
    assert cli.main(["show", str(path)]) == 0
    assert "Sở Y tế" in capsys.readouterr().out
    path.write_text("hỏng", encoding="utf-8")
    assert cli.main(["show", str(path)]) == 1
    assert cli.main(["show", str(tmp_path / "none.txt")]) == 2


def test_serve_wants_a_database_and_stays_on_this_machine(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cli.main(["serve"]) == 2
    assert "kehoach load" in capsys.readouterr().err
    cli.main(["load", "plans"])
    served: list[list[str]] = []
    monkeypatch.setattr(serve, "serve", lambda told: served.append(serve.arguments(told)))
    assert cli.main(["serve"]) == 0 and "Warning" not in capsys.readouterr().err
    assert served[0][:6] == ["serve", "plans.db", "--host", "127.0.0.1", "--port", "8001"] and "--immutable" not in served[0]
    assert cli.main(["serve", "--host", "0.0.0.0"]) == 0 and "Warning" in capsys.readouterr().err


def test_doctor_tells_what_is_missing(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_run", lambda *_: None)
    monkeypatch.setattr(ocr, "tesseract", lambda: (None, None, False))
    assert cli.main(["doctor"]) == 1
    said = capsys.readouterr().out
    assert "✗ Tesseract" in said and "apt install tesseract-ocr" in said and "○ LibreOffice" in said and "SQLite FTS5" in said
    monkeypatch.setattr(doctor, "parts", lambda: iter([doctor.Part("x", "1", "", "", "")]))
    assert cli.main(["doctor"]) == 0


def test_a_password_guards_every_page_and_only_its_hash_is_kept(tmp_path: Path) -> None:
    from base64 import b64encode

    from datasette.app import Datasette

    from web.serve import Served, arguments, metadata, with_password

    told = with_password(metadata(), "mat khau thu")
    assert "mat khau thu" not in str(told) and told["databases"]

    async def ask(headers: dict[str, str]) -> int:
        return int((await Datasette([], metadata=told, memory=True).client.get("/_memory", headers=headers)).status_code)

    right = b64encode(b"kehoach:mat khau thu").decode()
    wrong = b64encode(b"kehoach:sai").decode()
    assert [asyncio.run(ask(given)) for given in ({}, {"Authorization": f"Basic {wrong}"}, {"Authorization": f"Basic {right}"})] == [
        401,
        401,
        200,
    ]
    assert "/kehoach/" in arguments(Served(tmp_path / "plans.db", "127.0.0.1", 8001, "/kehoach/"))


@pytest.mark.parametrize("password", ["", "mật khẩu"])
def test_a_password_that_cannot_be_asked_for_is_refused(folder: Path, password: str, tmp_path: Path) -> None:
    written = tmp_path / "password.txt"
    written.write_text(password, encoding="utf-8")
    database = tmp_path / "made.db"
    assert cli.main(["load", str(folder), "--db", str(database)]) in (0, 1)
    assert cli.main(["serve", "--db", str(database), "--password-file", str(written)]) == 2
    assert cli.main(["serve", "--db", str(database), "--password-file", str(tmp_path / "none.txt")]) == 2

"""A folder whose files and folders are named to harm: loaded with the command, served, every page and file of it asked for."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import attack
import pytest
from datasette.utils import tilde_encode
from web_fixture import served

NAMES = (
    b'"><script>alert(1)<',
    b"' onmouseover=alert(1) x='",
    b"a\r\nSet-Cookie: zq=1\r\n",
    b'=HYPERLINK("http:zq.invalid")',
    b"@SUM(1+1)*cmd|' C calc'!A0",
    b"-2+3+cmd|' C calc'!A0",
    "\u202ecod.\u2066fdp".encode(),
    b"{{ 7*7 }}{% raw %}${7*7}",
    b"%2e%2e%2f~2F%00%0a",
    b"\xff\xfe not UTF-8",
    ("dài" * 60).encode(),
    b"javascript:alert(1)",
    b"-rf --host",
    b"\x1b[2J\x1b]0;zq\x07",
    b"; touch zq; $(touch zq) `touch zq`",
    b"http:zq.invalid?a=b#c&amp;",
)
"""Of files and of folders, as the bytes that Linux keeps."""
PLAN = next((Path(__file__).parents[1] / "corpus" / "plans").rglob("*.txt"))


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The database, and what the command said."""
    if sys.platform != "linux":
        pytest.skip("other systems refuse such names")
    top = tmp_path_factory.mktemp("names")
    folder = top / "plans"
    text = PLAN.read_bytes()
    for number, name in enumerate(NAMES):
        inside = folder / os.fsdecode(name)
        inside.mkdir(parents=True)
        for kind, body in ((b".txt", text + b"\n%d" % number), (b".pdf", b"%PDF-1.4 broken"), (b"", b"\0\1")):
            (inside / os.fsdecode(name[:240] + kind)).write_bytes(body)
    database = top / "kehoach.db"
    command = [sys.executable, "-m", "extract.cli", "load", str(folder), "--db", str(database), "--workers", "1"]
    done = subprocess.run(command, check=False, capture_output=True, cwd=top, timeout=300)
    assert done.returncode in (0, 1), done.stderr
    assert {path.name.split("-")[0].removesuffix(".lock") for path in top.iterdir()} == {"kehoach.db", "plans"}  # no name was a command
    return database, (done.stdout + done.stderr).decode()


def test_every_file_has_one_row_and_the_command_writes_no_command_to_the_terminal(loaded: tuple[Path, str]) -> None:
    database, said = loaded
    with sqlite3.connect(database) as connection:
        (files,) = connection.execute("select count(*) from files").fetchone()
        (plans,) = connection.execute("select count(*) from plans").fetchone()
    connection.close()
    assert (files, plans) == (3 * len(NAMES), len(NAMES))
    assert not [letter for letter in said if not letter.isprintable() and letter != "\n"], said


def test_pages_files_and_sources_of_such_names_are_clean(loaded: tuple[Path, str]) -> None:
    database, _ = loaded
    known = attack.allowed()
    with sqlite3.connect(database) as connection:
        plans = [tilde_encode(row[0]) for row in connection.execute("select id from plans")]
    connection.close()
    site = served(database)
    wrong: dict[str, list[str]] = {}
    for address in addresses(plans):
        answer = asyncio.run(get(site, address))
        if found := faults(answer, address.partition("?")[0], known):
            wrong[address] = found
    assert wrong == {}


def addresses(plans: list[str]) -> list[str]:
    tables = [f"/kehoach/{table}{form}" for table in ("files", "plans", "problems") for form in ("", ".csv", ".json")]
    pages = ("/trach-nhiem", "/chi-tieu", "/lich", "/can-cu", "/tim")
    own = [f"{path}{form}?q=b%C3%A1o" for path in pages for form in ("", ".csv", ".xlsx", ".docx")]
    of_plans = [f"/ke-hoach/{plan}{end}" for plan in plans for end in ("", ".json", "/bang-chung", "/tep", "/trang/1.png")]
    compared = [f"/doi-chieu{form}?a={plans[0]}&b={plan}" for plan in plans[1:4] for form in ("", ".csv")]
    return ["/", "/tep", "/tep.json", "/kehoach", "/kehoach/files?_facet=folder&_facet=file", *tables, *own, *of_plans, *compared]


async def get(site: Any, address: str) -> Any:
    return await site.client.get(address)


def faults(answer: Any, path: str, known: set[tuple[str, str]]) -> list[str]:
    if path.endswith("/tep") and path != "/tep":
        named = ("x-content-type-options", "content-security-policy")
        kept = [answer.status_code, *(answer.headers.get(name) for name in named), answer.headers.get("content-disposition", "")[:10]]
        whole = answer.content.startswith(PLAN.read_bytes())
        return [] if kept == [200, "nosniff", "sandbox", "attachment"] and whole else [str(answer.headers)]
    if path.endswith(".png"):
        return [] if answer.status_code in (404, 422) else [str(answer.status_code)]  # a text has no pages
    if answer.status_code != 200:
        return [f"status {answer.status_code}"]
    wrong = ["cookie"] if "zq=" in str(answer.headers) else []
    if answer.headers["content-type"].startswith("text/html"):
        return wrong + attack.faults_of_page(answer.text, known)
    form = Path(path).suffix
    return wrong + (attack.faults_of_file(answer.content, form) if form in (".csv", ".xlsx", ".docx") else [])

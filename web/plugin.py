"""The Datasette plugin: our pages, their templates and static files, and the functions that the saved questions use."""

from __future__ import annotations

import gc
import sqlite3
from collections.abc import Awaitable, Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from datasette import handle_exception as datasette_s_words
from datasette import hookimpl as _hookimpl
from datasette.utils.asgi import Request, Response, asgi_static
from jinja2 import ChoiceLoader, Environment, FileSystemLoader
from markupsafe import Markup

from web import (
    addresses,
    agenda,
    bases,
    compare,
    datasette_csv,
    datasette_json,
    facets,
    home,
    inline,
    plan,
    plan_files,
    queries,
    refused,
    responsible,
    search,
    searching,
    security,
    targets,
    template,
)
from web.cells import plan_cell
from web.files import FORMATS
from web.page import view

if TYPE_CHECKING:  # Datasette loads its plugins while it is being imported itself
    from datasette.app import Datasette

hookimpl: Callable[[Callable[..., Any]], Callable[..., Any]] = _hookimpl
_last: Callable[[Callable[..., Any]], Callable[..., Any]] = _hookimpl(trylast=True)
_HERE = Path(__file__).parent
_MOST_NEW = 50_000  # lists, dicts and the like
_FORMAT = rf"(?:\.(?P<format>json|{'|'.join(FORMATS)}))?"
_PAGES = (
    (r"/(?:\.(?P<format>json))?$", home.page),
    (rf"/trach-nhiem{_FORMAT}$", responsible.page),
    (rf"/chi-tieu{_FORMAT}$", targets.page),
    (rf"/lich{_FORMAT}$", agenda.page),
    (rf"/doi-chieu{_FORMAT}$", compare.page),
    (rf"/can-cu{_FORMAT}$", bases.page),
    (rf"/tim{_FORMAT}$", search.page),
    (r"/tep(?:\.(?P<format>json))?$", home.unread),
    (r"/ke-hoach/(?P<plan>[^/.]+)(?:\.(?P<format>json))?$", plan.page),
    (r"/ke-hoach/(?P<plan>[^/.]+)/bang-chung(?:\.(?P<format>json))?$", plan.evidence),
)
_FILES = (
    (r"/ke-hoach/(?P<plan>[^/.]+)/trang/(?P<page>[0-9]{1,6})\.(?P<form>png|jpg)$", plan_files.picture),
    (r"/ke-hoach/(?P<plan>[^/.]+)/tep$", plan_files.file),
    (r"/(?P<database>[^/.]+)/(?P<table>[^/.]+)\.(?P<format>csv)$", datasette_csv.whole),
)


@hookimpl
def register_routes() -> list[tuple[str, Callable[..., Any]]]:
    pages: list[tuple[str, Callable[..., Any]]] = [(pattern, view(page)) for pattern, page in _PAGES]
    return [*pages, *_FILES, (r"/-/kehoach/(?P<path>[^/]+)$", _static)]


@hookimpl
def register_output_renderer() -> dict[str, Any]:
    return {"extension": "json", "render": datasette_json.render}


@hookimpl
def prepare_jinja2_environment(env: Environment) -> None:
    inline.install(env)
    env.loader = ChoiceLoader([FileSystemLoader(_HERE / "templates"), *([env.loader] if env.loader else [])])
    template.install(env)


@hookimpl
def prepare_connection(conn: sqlite3.Connection) -> None:
    searching.register(conn)
    security.limit(conn)


@_last  # around all others, so that no answer goes out without its headers
def asgi_wrapper(datasette: Datasette) -> Callable[[security.App], security.App]:
    hosts = (datasette.plugin_config("kehoach") or {}).get("hosts", ())
    return lambda app: security.guarded(facets.timed(addresses.under(app, datasette.setting("base_url"))), hosts)


@hookimpl
def startup(datasette: Datasette) -> Callable[[], Awaitable[None]]:
    # Where rich is installed Datasette would print every 404 with all its variables, and fail at those outside an `except`.
    datasette_s_words.rich = None
    datasette_csv.install()
    addresses.install(datasette)
    facets.install(datasette)

    async def share() -> None:
        await queries.share_metadata(datasette)
        _settle()

    return share


@cache
def _settle() -> None:
    """What a server has once it has begun stays: it need not be searched for garbage in the middle of an answer, which takes 60 ms. The
    thousands of rows of one answer go with it by themselves, so the search is for many more than Python's 700 new things."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_MOST_NEW, 10, 10)


@hookimpl
def handle_exception(datasette: Datasette, request: Request, exception: Exception) -> Response | None:
    return refused.answer(datasette, request, exception)


@hookimpl
def render_cell(row: Any, value: Any, column: str, datasette: Datasette) -> Markup | None:
    return plan_cell(row, value, column, datasette)


@hookimpl
def extra_css_urls(datasette: Datasette) -> list[str]:
    return [datasette.urls.path("/-/kehoach/datasette.css")]


@hookimpl
def menu_links(datasette: Datasette) -> list[dict[str, str]]:
    return [
        {"href": datasette.urls.path("/"), "label": "Trang đầu / Home"},
        {"href": datasette.urls.path("/trach-nhiem"), "label": "Ai phụ trách? / Who is responsible?"},
        {"href": datasette.urls.path("/chi-tieu"), "label": "Chỉ tiêu / Targets"},
        {"href": datasette.urls.path("/lich"), "label": "Lịch / Deadlines"},
        {"href": datasette.urls.path("/doi-chieu"), "label": "Đối chiếu / Compare"},
        {"href": datasette.urls.path("/can-cu"), "label": "Căn cứ pháp lý / Legal bases"},
        {"href": datasette.urls.path("/tim"), "label": "Tìm / Search"},
    ]


_static = asgi_static(_HERE / "static")

"""Datasette's own templates as a strict Content-Security-Policy lets them run: their scripts and styles carry the nonce of the answer,
their style attributes are left out, and every address has the path that the site is served under. It is the templates that are changed,
before any word of a document is in them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from jinja2 import BaseLoader, Environment

from extract.patterns.pattern import pattern
from web import security

_ATTRIBUTE: Final = pattern(
    "style attribute of a template",
    catches={
        '<h1 style="padding-left: 10px">': ' style="padding-left: 10px"',
        '<textarea style="height: {{ sql.split("\\n")|length }}em">': ' style="height: {{ sql.split("\\n")|length }}em"',
    },
    misses=('<link rel="stylesheet" href="a.css">', "<style>", 'p { content: "style" }'),
    regex=r'\ style="(?:[^"{]|\{\{[^{}]{0,200}\}\}|\{(?!\{))*+"',
)
_ELEMENT: Final = pattern(
    "script or style of a template",
    catches={"<script>let a;</script>": "<script", '<style type="text/css">': "<style", "<script{% if url %} src": "<script"},
    misses=("</script>", "<scripts>", "&lt;script&gt;"),
    regex=r"<(?:script|style)(?=[\s>{])",
)
_ADDRESS: Final = pattern(
    "address of a template without the path that the site is served under",
    catches={'<a href="{{ path_with_replaced_args(request, {"_size": "max"}) }}">': 'path_with_replaced_args(request, {"_size": "max"})'},
    misses=('<a href="{{ fix_path(path_with_replaced_args(request, {"_size": "max"})) }}">',),
    regex=r'(?<=href="\{\{\ )path_with_replaced_args\(request,\ \{[^{}]{0,200}\}\)(?=\ \}\}")',
)


class Nonced(BaseLoader):
    """The templates of `inner`, fit for the policy; the environment needs `csp_nonce` among its globals."""

    def __init__(self, inner: BaseLoader) -> None:
        self._inner = inner

    def get_source(self, environment: Environment, template: str) -> tuple[str, str | None, Callable[[], bool] | None]:
        """Text, file and freshness of a template. Raises TemplateNotFound."""
        text, file, fresh = self._inner.get_source(environment, template)
        return fit(text), file, fresh

    def list_templates(self) -> list[str]:
        return self._inner.list_templates()


def fit(template: str) -> str:
    """The text of a template without style attributes, its scripts and style elements with the nonce, its addresses under the base.

    >>> fit('<h1 style="color: red">a</h1><script>go()</script>')
    '<h1>a</h1><script nonce="{{ csp_nonce() }}">go()</script>'
    """
    return _ELEMENT.sub(r'\g<0> nonce="{{ csp_nonce() }}"', _ADDRESS.sub(r"urls.path(\g<0>)", _ATTRIBUTE.sub("", template)))


def install(environment: Environment) -> None:
    """Let an environment load its templates so."""
    environment.globals["csp_nonce"] = security.nonce
    environment.loader = Nonced(environment.loader) if environment.loader else None

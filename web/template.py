"""The project's templates as text. Datasette runs templates asynchronously, which makes a page of thousands of small pieces cost half as
much again; ours wait for nothing, so they are compiled to run straight through."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2 import Environment

if TYPE_CHECKING:  # Datasette loads its plugins while it is being imported itself
    from datasette.app import Datasette


def install(environment: Environment) -> None:
    """Give Datasette's environment, once its loader is set, a twin that runs straight through; loader, filters and globals are shared."""
    environment.extend(straight=environment.overlay(enable_async=False))


def rendered(datasette: Datasette, name: str, given: dict[str, Any]) -> str:
    """The template of that name with what it is given, besides Datasette's `urls`. Raises TemplateNotFound."""
    return str(datasette.jinja_env.straight.get_template(name).render({**given, "urls": datasette.urls}))

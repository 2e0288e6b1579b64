"""On Datasette's own pages: a `plan_id` leads to the plan's text, at the very quote where the row has one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from datasette.utils import tilde_encode
from markupsafe import Markup

if TYPE_CHECKING:  # Datasette loads its plugins while it is being imported itself
    from datasette.app import Datasette

_WITH_QUOTE = ("text", "quote", "task")


def plan_cell(row: Any, value: Any, column: str, datasette: Datasette) -> Markup | None:
    """A link for a `plan_id`, null for every other column. Datasette hands over a foreign key's value with its label."""
    if column != "plan_id" or not value:
        return None
    names = row.keys()
    plan_id, words = (value["value"], value["label"]) if isinstance(value, dict) else (value, row["number"] if "number" in names else None)
    quoted = "id" in names and any(name in names for name in _WITH_QUOTE)
    at = "?dong={0}#r-{0}".format(quote(str(_plain(row["id"])), safe="")) if quoted else ""
    address = datasette.urls.path("/ke-hoach/" + tilde_encode(str(plan_id))) + at
    return Markup('<a href="{}">{}</a>').format(address, str(words or plan_id)[:80])


def _plain(value: Any) -> Any:
    return value["value"] if isinstance(value, dict) else value

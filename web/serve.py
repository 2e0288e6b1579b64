"""`kehoach serve`: Datasette over one database, with the project's pages, on this machine only unless told otherwise."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

# The database changes while it is served (a load goes on), so it is not immutable and pages are not cached.
SETTINGS: Final[dict[str, int | str]] = {
    "allow_download": "off",
    "allow_facet": "on",
    "suggest_facets": "off",
    "default_cache_ttl": 0,
    "default_page_size": 50,
    "facet_time_limit_ms": 1500,
    "max_returned_rows": 10000,
    "sql_time_limit_ms": 5000,
    "truncate_cells_html": 400,
}
LOOPBACK: Final = ("127.0.0.1", "localhost", "::1")


def metadata() -> Path | None:
    """Where metadata.yml lies: beside the packages, inside `web`, or where pip puts data files; null where it is missing."""
    here = Path(__file__).resolve().parent
    places = (here.parent / "metadata.yml", here / "metadata.yml", Path(sys.prefix) / "share" / "kehoach" / "metadata.yml")
    return next((path for path in places if path.is_file()), None)


def arguments(database: Path, host: str, port: int) -> list[str]:
    """What Datasette is started with."""
    described = metadata()
    settings = [word for name, value in SETTINGS.items() for word in ("--setting", name, str(value))]
    return ["serve", str(database), "--host", host, "--port", str(port), *(["--metadata", str(described)] if described else []), *settings]


def serve(database: Path, host: str, port: int) -> None:
    """Serves until it is interrupted."""
    from datasette.cli import cli
    from datasette.plugins import pm

    from web import plugin

    if not pm.is_registered(plugin):  # the entry point is missing where the project runs from its folder without being installed
        pm.register(plugin, "kehoach")
    cli.main(args=arguments(database, host, port), prog_name="kehoach", standalone_mode=True)

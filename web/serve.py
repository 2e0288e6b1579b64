"""`kehoach serve`: Datasette over one database, with the project's pages, on this machine only unless told otherwise."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import yaml

# The database changes while it is served (a load goes on), so it is not immutable and pages are not cached.
SETTINGS: Final[dict[str, int | str]] = {
    "allow_download": "off",
    "default_allow_sql": "off",
    "allow_facet": "on",
    "suggest_facets": "off",
    "default_cache_ttl": 0,
    "default_page_size": 50,
    "facet_time_limit_ms": 500,
    "max_csv_mb": 0,  # sent as it is read, all rows of it (web.datasette_csv)
    "max_returned_rows": 1000,  # of a page or of JSON
    "sql_time_limit_ms": 5000,
    "truncate_cells_html": 400,
}
USER: Final = "kehoach"
ROUNDS: Final = 20_000
LOOPBACK: Final = ("127.0.0.1", "localhost", "::1")


def metadata() -> Path | None:
    """Where metadata.yml lies: beside the packages, inside `web`, or where pip puts data files; null where it is missing."""
    here = Path(__file__).resolve().parent
    places = (here.parent / "metadata.yml", here / "metadata.yml", Path(sys.prefix) / "share" / "kehoach" / "metadata.yml")
    return next((path for path in places if path.is_file()), None)


@dataclass(frozen=True, slots=True)
class Served:
    """What is served and how. `base_url` is the path that a reverse proxy serves it under; `password` is asked for where there is one;
    `sql` lets readers ask questions of their own. The file itself nobody takes (`kehoach backup` makes a copy): Datasette gives out
    only files that never change."""

    database: Path
    host: str
    port: int
    base_url: str = "/"
    password: str | None = None
    sql: bool = False


def arguments(served: Served, described: Path | None = None) -> list[str]:
    """What Datasette is started with. `described` replaces metadata.yml."""
    described = described or metadata()
    allowed = {"default_allow_sql": "on" if served.sql else "off"}
    given = SETTINGS | allowed | {"base_url": served.base_url}
    settings = [word for name, value in given.items() for word in ("--setting", name, str(value))]
    return [
        "serve",
        str(served.database),
        "--host",
        served.host,
        "--port",
        str(served.port),
        *(["--metadata", str(described)] if described else []),
        *settings,
    ]


def guarded(served: Served, described: Path | None) -> dict[str, Any]:
    """What metadata.yml says, with who is answered: those with the password, else on this machine alone those who ask for it by name."""
    if served.password is not None:
        return with_password(described, served.password)
    told: dict[str, Any] = yaml.safe_load(described.read_text(encoding="utf-8")) if described else {}
    hosts = list(LOOPBACK) if served.host in LOOPBACK else []
    return told | {"plugins": {**told.get("plugins", {}), "kehoach": {"hosts": hosts}}}


def with_password(described: Path | None, password: str, user: str = USER) -> dict[str, Any]:
    """What metadata.yml says, and that every request needs the user's name and password (HTTP basic authentication).

    The PBKDF2 hash is computed anew for every request, so its rounds are few: it never leaves this process and a folder of the owner's,
    where the password itself lies too. Raises ValueError where the password has letters that the browser's dialogue cannot send.
    """
    if not password.isascii():
        raise ValueError(password)
    from datasette_auth_passwords.utils import hash_password

    told: dict[str, Any] = yaml.safe_load(described.read_text(encoding="utf-8")) if described else {}
    asks = {"http_basic_auth": True, f"{user}_password_hash": hash_password(password, iterations=ROUNDS)}
    return told | {"plugins": {**told.get("plugins", {}), "datasette-auth-passwords": asks}}


def serve(served: Served) -> None:
    """Serves until it is interrupted; with a password only to those who know it."""
    from datasette.cli import cli
    from datasette.plugins import pm

    from web import plugin

    if not pm.is_registered(plugin):  # the entry point is missing where the project runs from its folder without being installed
        pm.register(plugin, "kehoach")
    if served.password is None and pm.has_plugin("auth_passwords"):  # its pages to log in lead nowhere then
        pm.unregister(name="auth_passwords")
    with TemporaryDirectory(prefix="kehoach-") as folder:
        described = Path(folder) / "metadata.json"  # the folder is readable by its owner alone
        described.write_text(json.dumps(guarded(served, metadata()), default=str), encoding="utf-8")
        cli.main(args=arguments(served, described), prog_name="kehoach", standalone_mode=True)

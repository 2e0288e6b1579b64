"""`kehoach serve`: Datasette over one database, with the project's pages, on this machine only unless told otherwise."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import yaml

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
USER: Final = "kehoach"
ROUNDS: Final = 20_000
LOOPBACK: Final = ("127.0.0.1", "localhost", "::1")


def metadata() -> Path | None:
    """Where metadata.yml lies: beside the packages, inside `web`, or where pip puts data files; null where it is missing."""
    here = Path(__file__).resolve().parent
    places = (here.parent / "metadata.yml", here / "metadata.yml", Path(sys.prefix) / "share" / "kehoach" / "metadata.yml")
    return next((path for path in places if path.is_file()), None)


def arguments(database: Path, host: str, port: int, base_url: str = "/", described: Path | None = None) -> list[str]:
    """What Datasette is started with. `base_url` is the path that a reverse proxy serves it under; `described` replaces metadata.yml."""
    described = described or metadata()
    settings = [word for name, value in (SETTINGS | {"base_url": base_url}).items() for word in ("--setting", name, str(value))]
    return ["serve", str(database), "--host", host, "--port", str(port), *(["--metadata", str(described)] if described else []), *settings]


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


def serve(database: Path, host: str, port: int, base_url: str = "/", password: str | None = None) -> None:
    """Serves until it is interrupted; with a password only to those who know it."""
    from datasette.cli import cli
    from datasette.plugins import pm

    from web import plugin

    if not pm.is_registered(plugin):  # the entry point is missing where the project runs from its folder without being installed
        pm.register(plugin, "kehoach")
    if password is None and pm.has_plugin("auth_passwords"):  # its pages to log in lead nowhere then
        pm.unregister(name="auth_passwords")
    with TemporaryDirectory(prefix="kehoach-") as folder:
        described = None
        if password is not None:
            described = Path(folder) / "metadata.json"  # the folder is readable by its owner alone
            described.write_text(json.dumps(with_password(metadata(), password)), encoding="utf-8")
        cli.main(args=arguments(database, host, port, base_url, described), prog_name="kehoach", standalone_mode=True)

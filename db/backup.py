"""A copy of a database that may be in use, made through SQLite's own backup: a plain copy of such a file is usually broken."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from db import connect, corrections
from db.connect import UnusableError


def backup(database: Path, target: Path) -> list[Path]:
    """Copies `database` to `target`, and the corrections beside it to beside the copy where there are any; the files made.

    An older copy is replaced only by a whole new one. Raises `UnusableError` where there is no database or no room for a copy.
    """
    if target.is_dir():
        target = target / database.name
    connect.reader(database).close()
    if target.exists() and target.samefile(database):
        raise UnusableError("Bản sao phải có tên khác bản chính.", "The copy must not be the database itself.")
    made = [_copied(database, target)]
    own = corrections.beside(database)
    if own.is_file():
        other = corrections.beside(target)
        made.append(_copied(own, target.with_name(f"{target.stem}-{own.name}") if other.absolute() == own.absolute() else other))
    return made


def _copied(database: Path, target: Path) -> Path:
    unfinished = target.with_name(target.name + ".unfinished")
    try:
        unfinished.unlink(missing_ok=True)
        with (
            closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as source,
            closing(sqlite3.connect(unfinished)) as copy,
        ):
            source.backup(copy)  # in one step: under WAL a load goes on meanwhile, and is not seen
            copy.execute("pragma journal_mode = delete")  # one file, fit to carry away
            faults = copy.execute("pragma integrity_check(1)").fetchone()[0]
        if faults != "ok":
            raise sqlite3.DatabaseError(faults)
        unfinished.replace(target)
    except OSError as error:
        raise UnusableError(f"Không ghi được {target}: {error.strerror}.", f"Cannot write {target}: {error.strerror}.") from error
    except sqlite3.Error as error:
        raise connect.unusable(target, error) from error
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
    return target

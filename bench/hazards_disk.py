"""Hazards of the disk: names, links, devices, sizes, rights, and files that change while they are read."""

from __future__ import annotations

import os
import socket
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from bench.hazard import Hazard
from db.warm import PLAN

TORN, GONE = "disk/rewritten all the time.txt", "disk/comes and goes.txt"


def hazards(seed: int) -> list[Hazard]:
    """All that this system lets a file be."""
    return [*_names(), *_kinds(), *_sizes()]


def _text(path: Path) -> None:
    path.write_text(PLAN, encoding="utf-8")


def _names() -> list[Hazard]:
    names = {
        "line\nbreak.txt": "line break in its name",
        "screen \x1b[2J\x07.txt": "control characters in its name",
        "name\u202etxt.exe.txt": "direction turned in its name",
        '"><img src=x onerror=alert(1)>.txt': "markup as its name",
        "'; drop table plans; --.txt": "SQL as its name",
        "=1+1.txt": "formula as its name",
        "-rf.txt": "option as its name",
        "%2e%2e%2f.txt": "address as its name",
        "a\\b.txt": "backslash in its name",
        "k\udce9 ho\udce1ch.txt": "name not UTF-8",
        "x" * 251 + ".txt": "name of 255 bytes",
        "KẾ HOẠCH.TXT": "suffix in capitals",
        "KH 12.2021": "number for a suffix",
        " .txt": "blank as its name",
        "con.txt": "name that Windows keeps to itself",
        unicodedata.normalize("NFC", "kế hoạch một.txt"): "name composed",
        unicodedata.normalize("NFD", "kế hoạch một.txt"): "name decomposed",
        "bản sao (1).txt": "the same bytes as many others",
    }
    made = [Hazard(f"names/{name}", _text, "skipped" if why.startswith("number") else "read", why) for name, why in names.items()]
    deep = "/".join(["thư mục con"] * 60)
    return [*made, Hazard(f"{deep}/a.txt", _text, "read", "60 folders deep"), Hazard("long", _too_long, "refused", "path over 4,096 bytes")]


def _kinds() -> list[Hazard]:
    outside = Path("/etc/passwd")
    made: list[tuple[str, Callable[[Path], object], str]] = [
        ("pipe.pdf", os.mkfifo, "named pipe"),
        ("link out.txt", lambda path: path.symlink_to(outside), "link out of the folder"),
        ("link to itself.docx", lambda path: path.symlink_to(path), "link to itself"),
        ("link to nothing.pdf", lambda path: path.symlink_to(path.with_name("nothing")), "link to nothing"),
        ("folder above", lambda path: path.symlink_to(path.parent.parent), "link to a folder above"),
        ("socket.txt", _socket, "socket"),
        ("device.txt", lambda path: os.mknod(path, 0o20666, os.makedev(1, 5)), "device without end"),
    ]
    return [Hazard(f"disk/{name}", make, "skipped", why) for name, make, why in made]


def _sizes() -> list[Hazard]:
    return [
        Hazard("disk/10 GB of nothing.pdf", lambda path: _sparse(path, 10 * 2**30), "refused", "10 GB sparse"),
        Hazard("disk/400 MB of nothing.txt", lambda path: _sparse(path, 400 * 2**20), "refused", "400 MB sparse"),
        Hazard("disk/300 MB of zeros behind a head.pdf", lambda path: _sparse(path, 300 * 2**20, b"%PDF-1.4\n"), "refused", "sparse PDF"),
        Hazard("disk/folder.pdf/inside.txt", _text, "read", "in a folder named like a file"),
        Hazard("disk/not to be read.txt", _closed, "named", "no right to read it"),
        Hazard(TORN, _text, "named", "rewritten while it is read"),
        Hazard(GONE, _text, "named", "comes and goes while it is read"),
    ]


def rewrite(folder: Path, number: int) -> None:
    """Changes the files that change: another content each time, and here one time, gone the next."""
    (folder / TORN).write_text(PLAN * (1 + number % 5) + f"- {number}", encoding="utf-8")
    with suppress(OSError):
        if number % 2:
            (folder / GONE).unlink()
        else:
            _text(folder / GONE)


def _too_long(path: Path) -> None:
    path.mkdir()
    handle = os.open(path, os.O_RDONLY)
    for _ in range(22):
        os.mkdir("x" * 200, dir_fd=handle)
        handle, above = os.open("x" * 200, os.O_RDONLY, dir_fd=handle), handle
        os.close(above)
    file = os.open("a.txt", os.O_WRONLY | os.O_CREAT, dir_fd=handle)
    os.write(file, PLAN.encode())
    os.close(file)
    os.close(handle)


def _socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


def _sparse(path: Path, size: int, head: bytes = b"") -> None:
    with path.open("wb") as file:
        file.write(head)
        file.truncate(size)


def _closed(path: Path) -> None:
    _text(path)
    path.chmod(0)

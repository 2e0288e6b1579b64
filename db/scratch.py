"""Folders for what reading leaves on the disk meanwhile, named for the process that owns them, so that what a killed one left is known."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Final

_NAME: Final = re.compile(r"kehoach-([0-9a-f]{8})-(\d{1,10})-(\d{1,20})-\w{1,20}", re.ASCII)


def folder() -> tempfile.TemporaryDirectory[str]:
    """A new folder, removed with the object; those of processes that are gone are cleared first."""
    clear(Path(tempfile.gettempdir()))
    return tempfile.TemporaryDirectory(prefix=_prefix(), ignore_cleanup_errors=True)


def clear(parent: Path) -> None:
    """Removes the folders in `parent` that `folder` made for this user in processes of this system that are gone; nothing else."""
    here = _system()
    if here is None:
        return
    with suppress(OSError):
        for entry in os.scandir(parent):
            named = _NAME.fullmatch(entry.name)
            if named and named[1] == here and _started(int(named[2])) != int(named[3]) and _is_ours(entry):
                shutil.rmtree(entry.path, ignore_errors=True)


def _prefix() -> str:
    here, pid = _system(), os.getpid()
    return "kehoach-" if here is None else f"kehoach-{here}-{pid}-{_started(pid)}-"


def _system() -> str | None:
    """Eight digits for the boot and the container within which a process number means one process; null where the system does not say."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii")
        container = Path("/proc/self/ns/pid").stat().st_ino
    except (OSError, ValueError):
        return None
    return hashlib.sha256(f"{boot}{container}".encode()).hexdigest()[:8]


def _started(pid: int) -> int | None:
    """When the process began, in ticks since the boot (proc(5), field 22 of stat); null where there is none."""
    try:
        return int(Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()[19])
    except (FileNotFoundError, ProcessLookupError):
        return None


def _is_ours(entry: os.DirEntry[str]) -> bool:
    with suppress(OSError):
        return entry.is_dir(follow_symlinks=False) and entry.stat(follow_symlinks=False).st_uid == os.getuid()
    return False

"""What a process that reads a hostile file may not do: outgrow its memory, fill the disk, dump core, reach the network, outlive its parent.

Each measure is taken where the system has it; `missing` names those that it has not.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

_NEWUSER, _NEWNET = 0x10000000, 0x40000000  # Linux, unshare(2)
_PARENT_DEATH: Final = 1  # Linux, prctl(2)


def confine(memory: int, file_size: int) -> None:
    """Confines this process for good, and what it starts: bytes of memory, and bytes of each file that it writes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "win32":
        return
    import resource

    os.setpgid(0, 0)  # so that it is ended together with the programs that it started
    limits = [(resource.RLIMIT_CORE, 0), (resource.RLIMIT_FSIZE, file_size)]
    if sys.platform != "darwin":  # macOS counts shared libraries of gigabytes
        limits.append((resource.RLIMIT_AS, memory))
    for limit, most in limits:
        hard = resource.getrlimit(limit)[1]
        resource.setrlimit(limit, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
    if sys.platform == "linux":
        _libc().prctl(_PARENT_DEATH, signal.SIGKILL)
        leave_network()


def leave_network() -> bool:
    """Puts this process where there is no network at all, not even its own machine's; false where the system does not allow it.

    Linux only: a network namespace of its own, by right of root or inside a user namespace of its own. The process must have one thread.
    """
    if sys.platform != "linux":
        return False
    if _libc().unshare(_NEWNET) == 0:
        return True
    user, group = os.getuid(), os.getgid()
    if _libc().unshare(_NEWUSER | _NEWNET) != 0:
        return False
    with suppress(OSError):  # without these it goes on as "nobody", and can read as before
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
        Path("/proc/self/gid_map").write_text(f"{group} {group} 1")
    return True


def peak_memory() -> int:
    """The most memory that this process has held, in bytes; 0 where the system does not tell."""
    if sys.platform == "win32":
        return 0
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most if sys.platform == "darwin" else most * 1024


def missing() -> Iterator[tuple[str, str]]:
    """What this system lacks to keep a bad file to itself, in words (Vietnamese, English)."""
    if not hasattr(os, "fork"):
        yield "tách tiến trình nhanh (fork)", "cheap processes (fork)"
    if sys.platform in ("win32", "darwin"):
        yield "giới hạn bộ nhớ mỗi tệp", "a memory limit a file"
    if not _can_leave_network():
        yield "chặn mạng khi đọc tệp", "no network while reading"
    try:
        import fcntl  # noqa: F401
    except ImportError:
        yield "khóa tệp (flock)", "file locks (flock)"


def _can_leave_network() -> bool:
    if not hasattr(os, "fork") or sys.platform != "linux":
        return False
    child = os.fork()
    if child == 0:
        os._exit(0 if leave_network() else 1)
    return os.waitpid(child, 0)[1] == 0


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)

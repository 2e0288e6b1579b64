"""What a killed load left on the disk is cleared by the next one, and nothing else is."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from db import scratch

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are told by /proc")

_OWNER = "from db import scratch\nmade = scratch.folder()\nprint(made.name, flush=True)\ninput()"


def _owner(parent: Path) -> tuple[subprocess.Popen[str], Path]:
    environment = os.environ | {"TMPDIR": str(parent), "PYTHONPATH": os.pathsep.join(sys.path)}
    owner = subprocess.Popen([sys.executable, "-c", _OWNER], stdin=-1, stdout=-1, text=True, env=environment)
    assert owner.stdout is not None
    return owner, Path(owner.stdout.readline().strip())


def _end(owner: subprocess.Popen[str]) -> None:
    owner.send_signal(signal.SIGKILL)
    owner.communicate()


def test_the_folder_of_a_killed_process_is_cleared_and_of_a_living_one_stays(tmp_path: Path) -> None:
    killed, left = _owner(tmp_path)
    living, used = _owner(tmp_path)
    (left / "page.png").write_bytes(b"x")
    _end(killed)
    assert left.is_dir()
    scratch.clear(tmp_path)
    assert not left.exists() and used.is_dir()
    _end(living)


def test_what_another_system_or_another_program_left_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with scratch.folder() as own:
        here, pid, start = Path(own).name.split("-")[1:4]
        names = (
            "kehoach-backup",
            "kehoach-abc123",
            f"kehoach-00000000-{pid}-1-abcdefgh",
            f"kehoach-{here}-{pid}-{start}",
            f"x-{here}-1-1-a",
        )
        for name in names:
            (tmp_path / name).mkdir()
        (tmp_path / f"kehoach-{here}-{pid}-2-file").write_text("a file", encoding="utf-8")
        (tmp_path / f"kehoach-{here}-{pid}-3-link").symlink_to(tmp_path / "kehoach-backup")
        (tmp_path / f"kehoach-{here}-{pid}-4-gone").mkdir()  # the same number, given to another process since
        scratch.clear(tmp_path)
        kept = {path.name for path in tmp_path.iterdir()}
        assert kept == {*names, Path(own).name, f"kehoach-{here}-{pid}-2-file", f"kehoach-{here}-{pid}-3-link"}
    assert not Path(own).exists()

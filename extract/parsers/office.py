"""Old Word files (.doc), RTF and OpenDocument texts (.odt): LibreOffice saves each as .docx, and that is read.

The program runs with a profile of its own that dies with the run, sees no network where the system allows that (bubblewrap, else an
unshared name space, else proxies that lead nowhere), opens nothing that a file links to, and is ended when it takes too long.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from extract.model import Parsed, Problem, Severity, Status
from extract.parsers import Options, Unreadable, archive, word, word97

_SECONDS = 50.0  # for one file: below the silence after which its process is ended
_KEPT = 0.5  # of the characters of an old Word file, which count codes of fields and marks that are no text
_PROBE_SECONDS = 10.0
_BUBBLEWRAP = (
    *("bwrap", "--unshare-all", "--die-with-parent", "--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc"),
    *("--tmpfs", "/tmp"),  # where LibreOffice wants a pipe of its own
)
_COMPOUND = b"\xd0\xcf\x11\xe0"
_RESTART = 81  # LibreOffice asks to be started again, as it does once with a new profile
_USUAL = (
    Path("C:/Program Files/LibreOffice/program/soffice.com"),
    Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
    Path("/usr/lib/libreoffice/program/soffice"),
    Path("/opt/libreoffice/program/soffice"),
)
_SETTING = '<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
# no macro runs, no linked picture, section or template is fetched
_SETTINGS = (
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Office.Writer/Content/Update", "Field", "false"),
)
_NAMES = {"doc": "Word cũ (.doc)", "rtf": "RTF", "odt": "OpenDocument (.odt)"}
_NAMES_EN = {"doc": "Old Word (.doc)", "rtf": "RTF", "odt": "OpenDocument (.odt)"}


def program() -> Path | None:
    """LibreOffice's program, null where it is not installed."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return Path(found).resolve() if found else next((usual for usual in _USUAL if usual.exists()), None)


def read_doc(path: Path, options: Options) -> Parsed:
    """The blocks of an old Word file, as `extract.parsers.word.read` gives them. Raises Unreadable as `_read` does."""
    return _read(path, options, "doc")


def read_rtf(path: Path, options: Options) -> Parsed:
    """The blocks of an RTF file, as above."""
    return _read(path, options, "rtf")


def read_odt(path: Path, options: Options) -> Parsed:
    """The blocks of an OpenDocument text, as above."""
    return _read(path, options, "odt")


def _read(path: Path, options: Options, kind: str) -> Parsed:
    """Raises Unreadable where LibreOffice is missing, makes nothing of the file, or what it makes holds no text."""
    soffice = program()
    if soffice is None:
        raise Unreadable(
            f"Tệp {_NAMES[kind]}: cần LibreOffice để đọc (libreoffice.org; apt install libreoffice-writer-nogui), "
            "hoặc lưu lại thành .docx rồi nạp lại.",
            f"{_NAMES_EN[kind]} file: LibreOffice is needed to read it (libreoffice.org; apt install libreoffice-writer-nogui), "
            "or save it as .docx and load it again.",
        )
    with tempfile.TemporaryDirectory(prefix="kehoach-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        made = _converted(soffice, path, kind, folder)
        if options.progress:
            options.progress(1, 2)
        return _checked(replace(word.read(made, options), format=kind), path, kind)


def _converted(soffice: Path, path: Path, kind: str, folder: Path) -> Path:
    """The .docx made of the file at `path`, in `folder`."""
    profile, out = folder / "profile", folder / "out"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_profile(), encoding="utf-8")
    source = folder / f"source.{kind}"  # a name that no program has to puzzle over
    shutil.copyfile(path, source)
    command = [
        *_walls(folder),
        str(_binary(soffice)),
        f"-env:UserInstallation={profile.as_uri()}",
        *("--headless", "--norestore", "--nolockcheck", "--nodefault"),
        f"--infilter={_filter(source, kind)}",
        *("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(out), str(source)),
    ]
    try:
        for _ in range(3):
            done = subprocess.run(
                command, stdin=subprocess.DEVNULL, capture_output=True, env=_environment(folder), cwd=folder, timeout=_SECONDS, check=False
            )
            if done.returncode != _RESTART:
                break
    except subprocess.TimeoutExpired as late:
        raise Unreadable(
            "LibreOffice mở tệp này quá lâu nên đã dừng: hãy lưu lại thành .docx rồi nạp lại.",
            "LibreOffice took too long over this file and was stopped: save it as .docx and load it again.",
        ) from late
    made = out / "source.docx"
    if not made.is_file() or made.stat().st_size == 0:  # it says 0 whether or not it made anything
        raise _unopened(kind)
    return made


def _profile() -> str:
    settings = "".join(_SETTING.format(path=path, name=name, value=value) for path, name, value in _SETTINGS)
    spaces = 'xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<oor:items {spaces}>{settings}</oor:items>\n'


def _binary(soffice: Path) -> Path:
    """The program itself rather than the script that starts it: to end it is to end all of it."""
    itself = soffice.with_name("soffice.bin")
    return itself if itself.is_file() and sys.platform not in ("win32", "darwin") else soffice


def _environment(folder: Path) -> Mapping[str, str]:
    """Home and temporary files in `folder`; proxies where nobody listens."""
    nowhere = dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy", "all_proxy"), "http://127.0.0.1:9")
    kept = {name: value for name, value in os.environ.items() if name.lower() not in ("no_proxy", *nowhere)}
    return kept | nowhere | {"HOME": str(folder), "TMPDIR": str(folder), "SAL_USE_VCLPLUGIN": "svp"}


def _walls(folder: Path) -> list[str]:
    """What to put before a command so that it sees no network, writes in `folder` alone (bubblewrap) and ends with its parent; nothing
    where the system has neither program."""
    if _works(_BUBBLEWRAP):
        return [*_BUBBLEWRAP, "--bind", str(folder), str(folder)]
    unshared = ("unshare", "--map-root-user", "--net", "--pid", "--fork", "--kill-child")
    return list(unshared) if _works(unshared) else []


@cache
def _works(walls: tuple[str, ...]) -> bool:
    if shutil.which(walls[0]) is None or shutil.which("true") is None:
        return False
    try:
        return subprocess.run([*walls, "true"], capture_output=True, timeout=_PROBE_SECONDS, check=False).returncode == 0
    except (OSError, subprocess.SubprocessError):
        return False


def _filter(path: Path, kind: str) -> str:
    """The filter by which LibreOffice is to read the file: left to itself it takes what is damaged for plain text. Raises Unreadable
    where an old Word file has no beginning."""
    head = path.read_bytes()
    if kind == "rtf":
        return "Rich Text Format"
    if kind == "odt":
        if head.startswith(b"PK"):
            archive.members(path)  # refuses what would unpack to too much
        return "writer8" if head.startswith(b"PK") else "OpenDocument Text Flat XML"
    if not head.startswith(_COMPOUND):
        return "MS Word 2003 XML"
    found = word97.header(head)
    if found is None:
        raise _unopened(kind)
    return "MS Word 95" if found.before_97 else "MS Word 97"


def _unopened(kind: str) -> Unreadable:
    return Unreadable(
        f"LibreOffice không mở được tệp {_NAMES[kind]} này; tệp có thể hỏng hoặc có mật khẩu: hãy lưu lại thành .docx.",
        f"LibreOffice could not open this {_NAMES_EN[kind]} file; it may be damaged or have a password: save it as .docx.",
    )


def _checked(parsed: Parsed, path: Path, kind: str) -> Parsed:
    """With a problem where much of the text did not come through."""
    found = word97.header(path.read_bytes()) if kind == "doc" else None
    letters = sum(len(block.text) for block in parsed.blocks)
    if found is None or letters >= _KEPT * found.characters:
        return parsed
    share = letters / found.characters
    message = f"LibreOffice chỉ chuyển được khoảng {share:.0%} chữ của tệp Word cũ: hãy mở bằng Word và lưu lại thành .docx."
    english = f"Only about {share:.0%} of the old Word file's text came through LibreOffice: open it in Word and save it as .docx."
    return replace(parsed, problems=(*parsed.problems, Problem("parse", Severity.WARNING, message, english)), status=Status.PARTIAL)

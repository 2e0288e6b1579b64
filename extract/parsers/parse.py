"""From a file to its blocks: the format decides the parser, the content decides the format."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path

from extract.model import Parsed, Status
from extract.parsers import Options, Unreadable
from extract.parsers.sniff import sniff

Read = Callable[[Path, Options], Parsed]

MAX_BYTES = 500 * 1024 * 1024


def _lazily(module: str) -> Read:
    """The `read` of `module`, imported when first called: a folder of Word files needs no PDF library."""

    def read(path: Path, options: Options) -> Parsed:
        parsed: Parsed = import_module(module).read(path, options)
        return parsed

    return read


PARSERS: Mapping[str, Read] = {
    "docx": _lazily("extract.parsers.word"),
    "pdf": _lazily("extract.parsers.pdf"),
    "text": _lazily("extract.parsers.plain"),
}

_REFUSED: Mapping[str, tuple[str, str]] = {
    "doc": (
        "Tệp Word cũ (.doc): hãy mở bằng Word hoặc LibreOffice, lưu lại thành .docx rồi nạp lại.",
        "Old Word file (.doc): open it in Word or LibreOffice, save it as .docx and load it again.",
    ),
    "rtf": ("Tệp RTF: hãy lưu lại thành .docx rồi nạp lại.", "RTF file: save it as .docx and load it again."),
    "html": ("Trang web (HTML): hãy lưu lại thành .docx, .pdf hoặc .txt.", "Web page (HTML): save it as .docx, .pdf or .txt."),
    "image": ("Tệp ảnh: hãy chuyển thành PDF rồi nạp lại.", "Picture: turn it into a PDF and load it again."),
    "zip": (
        "Tệp nén hoặc tệp Word bị hỏng: hãy giải nén, hoặc tìm bản khác.",
        "Zip archive or damaged Word file: unpack it, or get another copy.",
    ),
}


def parse(path: Path, options: Options | None = None) -> Parsed:
    """The blocks of the file at `path`.

    Raises Unreadable where it is empty, no regular file, too large, damaged, encrypted or of no format that is read, and
    OSError where the disk refuses it.
    """
    kind = sniff(path)
    if kind is None:
        raise _unknown(path)
    if path.lstat().st_size > MAX_BYTES:
        raise Unreadable(f"Tệp quá lớn (trên {MAX_BYTES >> 20} MB).", f"File too large (over {MAX_BYTES >> 20} MB).")
    if kind == "encrypted":
        raise Unreadable(
            "Tệp có mật khẩu: hãy bỏ mật khẩu rồi nạp lại.",
            "Password-protected file: remove the password and load it again.",
            Status.ENCRYPTED,
        )
    if kind in PARSERS:
        return PARSERS[kind](path, options or Options())
    other = (
        f"Không đọc được loại tệp này ({kind}); hãy dùng .docx, .pdf hoặc .txt.",
        f"Files of this kind ({kind}) are not read; use .docx, .pdf or .txt.",
    )
    raise Unreadable(*_REFUSED.get(kind, other))


def _unknown(path: Path) -> Unreadable:
    if path.is_symlink() or not path.is_file():
        return Unreadable(
            "Không phải tệp thường (liên kết hoặc thiết bị): bỏ qua.", "Not a regular file (a link or a device): skipped.", Status.SKIPPED
        )
    if path.lstat().st_size == 0:
        return Unreadable("Tệp rỗng (0 byte): hãy tìm bản khác.", "Empty file (0 bytes): get another copy.")
    return Unreadable("Không nhận ra loại tệp hoặc tệp không có nội dung.", "Unknown kind of file, or a file without content.")

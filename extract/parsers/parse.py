"""From a file to its blocks: the format decides the parser, the content decides the format."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from extract.model import Parsed, Problem, Severity, Status
from extract.parsers import Options, Unreadable
from extract.parsers.letterhead import is_frame
from extract.parsers.sniff import sniff
from extract.text import key

Read = Callable[[Path, Options], Parsed]

MAX_BYTES = 500 * 1024 * 1024
_ALIKE = frozenset({"doc", "docx", "rtf"})  # Word writes any of them under any of their names


def _lazily(module: str, name: str = "read") -> Read:
    """The function `name` of `module`, imported when first called: a folder of Word files needs no PDF library."""

    def read(path: Path, options: Options) -> Parsed:
        parsed: Parsed = getattr(import_module(module), name)(path, options)
        return parsed

    return read


PARSERS: Mapping[str, Read] = {
    "docx": _lazily("extract.parsers.word"),
    "pdf": _lazily("extract.parsers.pdf"),
    "text": _lazily("extract.parsers.plain"),
    "doc": _lazily("extract.parsers.office", "read_doc"),
    "rtf": _lazily("extract.parsers.office", "read_rtf"),
    "odt": _lazily("extract.parsers.office", "read_odt"),
    "html": _lazily("extract.parsers.web_page"),
    "mhtml": _lazily("extract.parsers.web_page", "read_archive"),
    "image": _lazily("extract.parsers.pictures"),
}

# the format by its usual names, to notice a name that says another
SUFFIXES: Mapping[str, frozenset[str]] = {
    "docx": frozenset({".docx", ".docm", ".dotx", ".dotm"}),
    "pdf": frozenset({".pdf"}),
    "text": frozenset({".txt", ".md"}),
    "doc": frozenset({".doc", ".dot"}),
    "rtf": frozenset({".rtf"}),
    "odt": frozenset({".odt", ".ott", ".fodt"}),
    "html": frozenset({".html", ".htm", ".xhtml"}),
    "mhtml": frozenset({".mht", ".mhtml"}),
    "image": frozenset(
        {".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".tif", ".tiff", ".bmp", ".gif", ".webp", ".avif", ".jp2", ".j2k", ".jpf", ".jpx"}
    ),
    "zip": frozenset({".zip"}),
}
_SHEET = (
    "Bảng tính hoặc trình chiếu: hãy lưu phần là kế hoạch thành .docx hoặc .pdf.",
    "Spreadsheet or slides: save the plan as .docx or .pdf.",
)
_PACKED = ("Tệp nén loại này không đọc được: hãy giải nén rồi nạp lại.", "Archives of this kind are not read: unpack it and load it again.")

REFUSED: Mapping[str, tuple[str, str]] = {
    **dict.fromkeys(("xlsx", "pptx", "ods", "odp"), _SHEET),
    **dict.fromkeys(("rar", "7z", "gzip"), _PACKED),
    "heic": ("Ảnh HEIC: hãy lưu lại thành .jpg hoặc .pdf.", "HEIC picture: save it as .jpg or .pdf."),
    "zip": (
        "Tệp nén .zip: hãy nạp thư mục chứa nó (kehoach load), hoặc giải nén.",
        "Zip archive: load the folder that it is in (kehoach load), or unpack it.",
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
    if kind == "zip" and path.suffix.lower() in SUFFIXES["docx"]:
        kind = "docx"  # a damaged one, of which its parser says more
    if kind in PARSERS:
        return _named(PARSERS[kind](path, options or Options()), path, kind)
    other = (
        f"Không đọc được loại tệp này ({kind}); hãy dùng .docx, .pdf hoặc .txt.",
        f"Files of this kind ({kind}) are not read; use .docx, .pdf or .txt.",
    )
    raise Unreadable(*REFUSED.get(kind, other))


def _named(parsed: Parsed, path: Path, kind: str) -> Parsed:
    """With a problem where the name says another format. What then is text or a web page and no paper at all is a failed download.

    Raises Unreadable for that.
    """
    suffix = path.suffix.lower()
    told = next((other for other, names in SUFFIXES.items() if suffix in names), kind)
    if told == kind or {told, kind} <= _ALIKE:
        return parsed
    if kind in ("text", "html") and not any(_is_paper(block.text) for block in parsed.blocks):
        raise Unreadable(
            f"Tên tệp là {suffix} nhưng bên trong chỉ có vài dòng chữ, không phải văn bản hành chính; có thể tải về bị lỗi: hãy tải lại.",
            f"The file is named {suffix} but holds plain text that is no official paper; the download may have failed: get it again.",
        )
    message = f"Tên tệp là {suffix} nhưng nội dung thuộc loại khác ({kind}); đã đọc theo nội dung."
    english = f"The file is named {suffix} but its content is of another kind ({kind}); it was read by its content."
    return replace(parsed, problems=(*parsed.problems, Problem("parse", Severity.INFO, message, english)))


def _is_paper(text: str) -> bool:
    return is_frame(text) or "kế hoạch" in key(text)


def _unknown(path: Path) -> Unreadable:
    if path.is_symlink() or not path.is_file():
        return Unreadable(
            "Không phải tệp thường (liên kết hoặc thiết bị): bỏ qua.", "Not a regular file (a link or a device): skipped.", Status.SKIPPED
        )
    if path.lstat().st_size == 0:
        return Unreadable("Tệp rỗng (0 byte): hãy tìm bản khác.", "Empty file (0 bytes): get another copy.")
    return Unreadable("Không nhận ra loại tệp hoặc tệp không có nội dung.", "Unknown kind of file, or a file without content.")

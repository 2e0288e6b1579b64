"""Web pages (.html), also those that Word saved, alone or as an archive (.mht), often under the name .doc."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from contextlib import suppress
from email import message_from_bytes, policy
from itertools import count, groupby
from pathlib import Path

from lxml import etree, html

from extract.model import Block, Parsed, Problem, Severity, Status
from extract.parsers import Options, Unreadable
from extract.parsers.joining import joined
from extract.parsers.legacy import common_words, converted, scheme
from extract.parsers.letterhead import in_columns
from extract.parsers.paragraphs import Printed, blocks
from extract.parsers.table_rows import row_blocks
from extract.parsers.text_bytes import code_page, utf16, windows
from extract.parsers.web_story import Story, fonts, hidden
from extract.parsers.web_tables import Content
from extract.parsers.word_tables import Grid
from extract.patterns.pattern import pattern

MAX_BYTES = 50 * 1024 * 1024
_CHARSET = pattern(
    "parser.web_charset",
    catches={'<meta http-equiv="Content-Type" content="text/html; charset=windows-1258">': "charset=windows-1258"},
    misses=("charset", "bộ ký tự = utf-8"),
    regex=r"""charset\ {0,3}=\ {0,3}["']?[a-z0-9_:-]{2,40}""",
)
_WESTERN = frozenset({"iso8859-1", "cp1252", "ascii", "latin-1"})  # what pages of old fonts say they are
_HEAD = 8192
_EMPTY = ("Trang web không có chữ nào.", "The web page holds no text.")
_CUT = Problem(
    "parse",
    Severity.WARNING,
    "Trang web lồng quá sâu nên có phần không đọc được: hãy lưu lại thành .docx hoặc .pdf.",
    "The web page is nested too deeply and was not read whole: save it as .docx or .pdf.",
)


def read(path: Path, options: Options) -> Parsed:
    """The blocks of a web page: paragraphs and the rows of its tables; scripts, styles, forms and what is hidden left out. `options`
    change nothing. Raises Unreadable where it is too large or holds no text."""
    _check(path)
    return _parsed(path.read_bytes(), None)


def read_archive(path: Path, options: Options) -> Parsed:
    """The blocks of the page in a web archive (MHTML, RFC 2557), as `read` gives them."""
    _check(path)
    message = message_from_bytes(path.read_bytes(), policy=policy.compat32)
    page = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
    data = page.get_payload(decode=True) if page else None
    if not isinstance(data, bytes) or page is None:
        raise Unreadable(
            "Tệp .mht không chứa trang nào đọc được: hãy lưu lại thành .docx hoặc .pdf.",
            "The web archive holds no page that can be read: save it as .docx or .pdf.",
        )
    return _parsed(data, page.get_content_charset())


def _check(path: Path) -> None:
    if path.stat().st_size > MAX_BYTES:
        raise Unreadable(f"Trang web quá lớn (trên {MAX_BYTES >> 20} MB).", f"Web page too large (over {MAX_BYTES >> 20} MB).")


def _parsed(data: bytes, charset: str | None) -> Parsed:
    text, known = decode(data, charset)
    root, whole = _tree(text)
    shown, named = " ".join(_shown(root)), fonts(root)
    old = scheme(shown, beside=0 if known else common_words(windows(shown.encode("cp1252", "ignore"))))
    problems = [converted(name) for name in sorted(named | ({old} if old else set()))]
    if not (known or problems):
        root, whole = _tree(windows(data))
        problems = [code_page()] if any(byte > 127 for byte in data) else []
    story = Story(old, named)
    found = tuple(_blocks(story.walk(root)))
    if not whole:
        problems.append(_CUT)
    if not found:
        raise Unreadable(_CUT.message, _CUT.message_en) if not whole else Unreadable(*_EMPTY)
    return Parsed(found, "html", problems=tuple(problems), status=Status.OK if whole else Status.PARTIAL)


def decode(data: bytes, charset: str | None = None) -> tuple[str, bool]:
    """A page's text, and whether its letters are known to be right: Unicode, or a code page that it names (or `charset`, of the message
    that carries it). Else each byte is a letter of Western Europe, as pages of old fonts have them."""
    if codec := utf16(data):
        return data.decode(codec, errors="replace").removeprefix("\ufeff"), True
    with suppress(UnicodeDecodeError):
        return data.decode("utf-8-sig"), True
    named = charset or _named(data)
    with suppress(LookupError, UnicodeDecodeError, ValueError):
        codec = codecs.lookup(named or "ascii").name
        if codec == "utf-8" and data.decode("utf-8", "replace").count("\ufffd") * 50 < len(data):
            return data.decode("utf-8", "replace"), True
        if codec not in _WESTERN:
            return data.decode(codec), True
    return data.decode("cp1252", errors="replace"), False


def _named(data: bytes) -> str | None:
    found = _CHARSET.search(data[:_HEAD].decode("latin-1").lower())
    return found.group().split("=")[1].strip(" \"'") if found else None


def _tree(text: str) -> tuple[html.HtmlElement, bool]:
    """The page's elements, and whether they are all there. It is given as bytes with their codec, as what a page says of itself may be
    wrong."""
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True)
    clean = "".join(c if c in "\t\n\r" or c >= " " else " " for c in text)
    try:
        root = html.document_fromstring(clean.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(*_EMPTY) from error
    return root, not any("depth" in error.message for error in parser.error_log)


def _shown(root: html.HtmlElement) -> Iterator[str]:
    for element in root.iter():
        if not hidden(element):
            yield element.text or ""
        yield element.tail or ""


def _blocks(content: Iterator[Content]) -> Iterator[Block]:
    tables = count()
    for is_grid, run in groupby(content, lambda item: isinstance(item, Grid)):
        if is_grid:
            for grid in run:
                assert isinstance(grid, Grid)
                yield from row_blocks(next(tables), grid.rows, grid.headers)
        else:
            for paragraph in joined(list(in_columns(item for item in run if isinstance(item, Printed))), wrapped=False):
                yield from blocks(paragraph)

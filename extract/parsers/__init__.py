"""One module a format: `read(path, options) -> Parsed`. The table says which; the content decides, not the name.

A parser returns blocks already normalised (`extract.text.normalise`), in reading order, and raises `Unreadable` where nothing can be read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from extract.model import Status

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Options:
    """`ocr`: auto (pages without a text layer), always, never. `progress(done, total)` is called after each page."""

    ocr: Literal["auto", "always", "never"] = "auto"
    progress: Progress | None = None


class Unreadable(Exception):
    """A file that gives no text: `status` says in which way, the messages in words a user can act on."""

    def __init__(self, message: str, message_en: str, status: Status = Status.FAILED) -> None:
        super().__init__(message_en)
        self.message, self.message_en, self.status = message, message_en, status

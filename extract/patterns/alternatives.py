"""Many words as one expression that tries the letters which they share only once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any


def any_of(words: Iterable[str]) -> str:
    """An expression for any of `words`, the longest first where several begin alike; it reads the same with re.VERBOSE.

    >>> any_of(["xã", "xóm", "xã bãi ngang"])
    'x(?:ã(?:\\\\ bãi\\\\ ngang)?|óm)'
    """
    trie: dict[str, Any] = {}
    for word in words:
        node = trie
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {}
    return _rest(trie)


def _rest(node: dict[str, Any]) -> str:
    """What may follow: "" among the keys says that a word ends here."""
    ways = [re.escape(letter) + _rest(below) for letter, below in node.items() if letter]
    if not ways or (len(ways) == 1 and "" not in node):
        return "".join(ways)
    return f"(?:{'|'.join(ways)})" + ("?" if "" in node else "")

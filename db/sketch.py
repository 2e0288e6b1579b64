"""A small signature of a text by which two copies of one plan are known, however each was made.

The text's runs of three folded words are hashed and the smallest 512 hashes kept (a bottom-k sketch: A. Broder, "On the resemblance and
containment of documents", 1997). Folding takes tone marks away, which OCR and old encodings lose first.
"""

from __future__ import annotations

import array
import hashlib
from typing import Any, Final

from extract.text import bare

SIZE: Final = 512
_RUN: Final = 3


def of(text: str) -> dict[str, Any]:
    """`words`: how many distinct runs the text has; `sketch`: the smallest hashes, 8 bytes each, ascending."""
    words = "".join(c if c.isalnum() else " " for c in bare(text)).split()
    runs = {" ".join(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1)}
    hashes = sorted(int.from_bytes(hashlib.blake2b(run.encode(), digest_size=8).digest(), "big") for run in runs)
    return {"words": len(runs), "sketch": array.array("Q", hashes[:SIZE]).tobytes()}


def hashes(sketch: bytes) -> frozenset[int]:
    """The hashes of a stored sketch."""
    return frozenset(array.array("Q", sketch))


def containment(a: frozenset[int], words_a: int, b: frozenset[int], words_b: int) -> float:
    """Roughly how much of the shorter text stands in the longer one, 0..1 (standard error about 0.03).

    The smallest hashes of both together are a fair sample of all runs; the share that both have is their resemblance J, and
    J / (1 + J) of the sum of the sizes is what they have in common.
    """
    if not a or not b:
        return 0.0
    sample = sorted(a | b)[:SIZE]
    resemblance = sum(1 for h in sample if h in a and h in b) / len(sample)
    common = resemblance * (words_a + words_b) / (1 + resemblance)
    return min(1.0, common / min(words_a, words_b))

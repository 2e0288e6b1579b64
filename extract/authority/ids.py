"""Stable ids made from names, so that the same agency or place has the same id in every database."""

from __future__ import annotations

import re
from functools import lru_cache

from extract.text import bare


@lru_cache(maxsize=65536)
def slug(name: str) -> str:
    """A name as an id: bare letters and digits parted by single hyphens.

    >>> slug("Sở Lao động - Thương binh và Xã hội")
    'so-lao-dong-thuong-binh-va-xa-hoi'
    """
    return re.sub(r"[^a-z0-9]+", "-", bare(name)).strip("-")

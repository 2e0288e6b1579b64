"""The issuer of a plan by its first word alone: in a plan of a Sở, "Sở cung cấp danh sách" is that Sở.

In a union's plan "các cấp Hội" are that union.
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.authority.agencies import Mention, mentions
from extract.model import Span
from extract.patterns.duties import VERB
from extract.patterns.pattern import pattern
from extract.text import key

_SHORT = pattern(
    "issuer_short",
    catches={
        "Sở cung cấp danh sách": "sở",
        "Hằng năm, Sở tổ chức tổng kết": "hằng năm, sở",
        "từ quý II mỗi quý Sở lập một đoàn": "mỗi quý sở",
        "Lãnh đạo Sở giao ban với các phòng": "lãnh đạo sở",
    },
    misses=("Sở Y tế cung cấp", "cơ sở lập", "trụ sở tổ chức", "các sở lập", "gửi Sở tổng hợp"),
    regex=rf"""(?:\A|(?<=[.;]\ )|,\ |(?<![^\W_])(?:mỗi|hằng|hàng)\ (?:tháng|quý|năm),?\ )
    (?P<it>(?:(?:ban\ )?(?:lãnh\ đạo|giám\ đốc)\ )?sở)(?=\ (?:đã\ |sẽ\ )?(?:giao\ ban|{VERB}))""",
)


def with_issuer(text: str, found: Sequence[Mention], issuer: str | None) -> tuple[Mention, ...]:
    """`found`, the agencies of `text`, and the `issuer` where a Sở names itself by that word alone before a verb."""
    named = mentions(issuer) if issuer and key(issuer).startswith("sở ") else ()
    if not named:
        return tuple(found)
    spans = [Span(*m.span("it")) for m in _SHORT.finditer(key(text))]
    own = [
        Mention(s, named[0].name, named[0].sector) for s in spans if s.of(text).endswith("Sở") and not any(_meet(s, m.span) for m in found)
    ]
    return tuple(sorted((*found, *own), key=lambda m: m.span.start))


def union_of(issuer: str | None) -> str | None:
    """The union whose plan it is, by its canonical name: that of "Ban Thường vụ Hội LHPN tỉnh Thanh Hóa"; else null."""
    named = next(iter(mentions(issuer)), None) if issuer else None
    return named.name if named and named.sector == "mass_organisation" and not named.collective else None


def _meet(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end

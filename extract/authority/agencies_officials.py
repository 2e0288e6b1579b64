"""Officials of a commune named by their field alone: "Kế toán xã làm thủ tục", "giao Tư pháp - Hộ tịch lập hồ sơ".

A commune's plan leaves "Công chức" out, since everyone knows who does what; elsewhere the same words are subjects, not officials.
"""

from __future__ import annotations

from collections.abc import Iterator

from extract.authority.agencies_collective import Found
from extract.authority.agencies_lexicon import Body, headed
from extract.authority.syllables import syllables
from extract.model import Level, Span
from extract.patterns.duties import STARTS
from extract.patterns.pattern import pattern

_JOINT = r"(?:\s?[-–,]\s?|\ và\ |\ )"
_PLACE = r"(?:xã|phường|thị\ trấn)(?![^\W_])"
# With "xã" behind it any field is an official; these are one by themselves, for no section is on them.
_OFFICIALS = pattern(
    "officials_by_field",
    catches={
        "Kế toán xã làm thủ tục thanh toán": "kế toán xã",
        "Tư pháp - Hộ tịch rà lại khai sinh": "tư pháp - hộ tịch",
        "xong trong tháng 3. Địa chính xã đo đạc": "địa chính xã",
        "giao Văn phòng - Thống kê theo dõi": "văn phòng - thống kê",
        "Văn hóa xã viết tin bài": "văn hóa xã",
    },
    misses=(
        "Văn hóa - xã hội phát triển ổn định",
        "tập huấn kế toán hợp tác xã",
        "đo đạc địa chính xã Tân Lập",
        "Tư pháp: phổ biến pháp luật",
        "thủ tục hộ tịch lập sai",
    ),
    regex=rf"""(?:\A|(?<=[.;:]\ )|(?<=(?<![^\W_])giao\ )|(?<=giao\ cho\ )|(?<=(?<![^\W_])cùng\ )|(?<=phối\ hợp\ với\ ))
    (?:(?P<own>(?:tài\ chính{_JOINT})?kế\ toán(?:\ ngân\ sách)?|tư\ pháp{_JOINT}hộ\ tịch|văn\ phòng{_JOINT}thống\ kê
    |địa\ chính(?:{_JOINT}(?:xây\ dựng|nông\ nghiệp|đô\ thị|môi\ trường)){{0,3}})(?:\ {_PLACE})?
    |(?P<of>văn\ hóa(?:{_JOINT}xã\ hội)?|tư\ pháp|văn\ phòng|tài\ chính|(?:lao\ động{_JOINT}(?:thương\ binh\ và\ xã\ hội|tb\ ?xh)
    |lđ-?\ ?tb\ ?&?\ ?xh))\ {_PLACE})
    (?=\ {STARTS.pattern}|\ phải\ |\ có\ |\s?[:,;.)]|\s?\Z)""",
)
_SHORT = {"kế toán": "tài chính kế toán", "kế toán ngân sách": "tài chính kế toán", "văn hóa": "văn hóa xã hội"}
_SHORT |= {"tài chính": "tài chính kế toán", "văn phòng": "văn phòng thống kê"}


def find(key: str, home: Level | None) -> Iterator[Found]:
    """The officials of the commune whose plan (`home` is its level) has a text of key `key`."""
    if home is not Level.COMMUNE:
        return
    for m in _OFFICIALS.finditer(key):
        group = "own" if m["own"] else "of"
        body = _body(m[group])
        if body is not None:
            yield Found(Span(m.start(group), m.end()), body)


def _body(field: str) -> Body | None:
    words = " ".join(w for w in syllables(field).words if w.isalpha())
    named, full = headed()["Công chức"], _SHORT.get(words, words)
    return named.get(full) or named.get(full.replace(" và ", " "))

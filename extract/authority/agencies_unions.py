"""How a union's plan calls its own levels: "các cấp Hội", "cơ sở Hội", "các cấp bộ Đoàn", and its office alone: "Văn phòng".

Which union they are, its plan says (`whose`); elsewhere they are the associations in general.
"""

from __future__ import annotations

from collections.abc import Iterator

from extract.authority.agencies_collective import Found
from extract.authority.agencies_lexicon import Body
from extract.model import Span
from extract.patterns.duties import STARTS
from extract.patterns.pattern import pattern

LEVELS = Body("Các cấp hội", "mass_organisation", collective=True)
YOUTH = Body("Đoàn Thanh niên", "mass_organisation")
OFFICE = Body("Văn phòng", "other")
_LEVELS = pattern(
    "union_levels",
    catches={
        "Các cấp Hội khảo sát, lập danh sách": "các cấp hội",
        "3. Cơ sở Hội": "cơ sở hội",
        "giao Hội cơ sở bình xét": "hội cơ sở",
        "Hội cấp huyện kiểm tra": "hội cấp huyện",
        "Các cơ sở Hội trực thuộc": "các cơ sở hội",
        "Huyện Hội, Thành Hội giao chỉ tiêu": "huyện hội",
        "các cấp bộ Đoàn trong tỉnh": "các cấp bộ đoàn",
        "Đoàn cơ sở đảm nhận": "đoàn cơ sở",
    },
    misses=("xã Hội cơ sở", "các cấp hội nghị", "Hội Nông dân cơ sở", "các cấp công đoàn", "cơ sở hội trường"),
    regex=r"""(?<![^\W_])(?: các\ cấp\ (?:bộ\ )?(?:hội|đoàn) | (?:các\ )?(?:tổ\ chức\ )?cơ\ sở\ (?:hội|đoàn)
        | (?<!xã\ )(?:hội|đoàn)\ (?:cơ\ sở|(?:các\ )?cấp\ (?:tỉnh|huyện|xã|cơ\ sở)) | (?:tỉnh|huyện|thị|thành|quận)\ hội )
        (?!\ (?:nghị|trường|viên|họp|đồng|thảo|thi|chợ|làng|kinh\ tế)(?![^\W_]))(?![^\W_])""",
)
_OFFICE = pattern(
    "office_alone",
    catches={
        "Văn phòng": "văn phòng",
        "Văn phòng: Phối hợp với các ban": "văn phòng",
        "Văn phòng tham mưu bố trí kinh phí": "văn phòng",
        "chủ trì phối hợp Văn phòng thẩm định hồ sơ": "văn phòng",
        "phối hợp với Văn phòng, các ban": "văn phòng",
        "Sở Y tế; Văn phòng": "văn phòng",
    },
    misses=("Văn phòng UBND tỉnh", "Văn phòng - Thống kê", "trang bị văn phòng phẩm", "Chi phí văn phòng: 5 triệu", "Văn phòng xã"),
    regex=rf"""(?:\A|(?<=phối\ hợp\ )|(?<=phối\ hợp\ với\ )|(?<=(?<![^\W_])giao\ )|(?<=[.;]\ ))(?:chánh\ )?văn\ phòng
        (?=\s?(?:\Z|[:,;.](?!\d))|\ {STARTS.pattern})""",
)


def find(text: str, key: str) -> Iterator[Found]:
    """A union's levels in `text` (whose key is `key`), written with a capital and no name behind, and its office where it stands alone."""
    for m in _LEVELS.finditer(key):
        said, behind = text[m.start() : m.end()], text[m.end() + 1 : m.end() + 2]
        if ("Hội" in said or "Đoàn" in said) and not behind.isupper():
            yield Found(Span(*m.span()), YOUTH if "Đoàn" in said else LEVELS)
    for m in _OFFICE.finditer(key):
        if "Văn" in text[m.start() : m.end()]:
            yield Found(Span(*m.span()), OFFICE)


def whose(name: str, union: str | None) -> str:
    """`name`, or the `union` whose plan it stands in where it names the union's own levels."""
    return union if union and name == LEVELS.name else name

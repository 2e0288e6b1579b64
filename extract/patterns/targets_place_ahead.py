"""The place that a clause opens with ("Riêng 02 huyện nghèo: từ 43% xuống 38%") or that a figure follows at once ("Pa Ủ (77,49%)")."""

from __future__ import annotations

from typing import Final

from extract.authority.places import is_place
from extract.patterns.pattern import pattern
from extract.text import key

_KIND: Final = r"(?:huyện|quận|thị\ xã|xã|phường|thị\ trấn|thôn|bản|ấp|buôn|khóm|xóm|làng)"
_GOES_ON: Final = (
    r"(?:còn|giảm|đạt|có|xuống|tăng|phấn\ đấu|mỗi\ năm|bình\ quân|là|vẫn|tỷ\ lệ|hộ\ (?:cận\ )?nghèo|chỉ|không\ quá|dưới|trên|khoảng)(?!\w)"
)
OPENS = pattern(
    "a place that a clause opens with",
    catches={
        "Riêng 02 huyện nghèo: từ 43%": "riêng 02 huyện nghèo",
        "Riêng hai huyện nghèo Mường Lũng và Đồng Mít, tỷ lệ hộ nghèo": "riêng hai huyện nghèo mường lũng và đồng mít",
        "7 huyện nghèo mỗi năm giảm": "7 huyện nghèo",
        " các quận giảm": " các quận",
        "Các xã vùng cao phấn đấu giảm": "các xã vùng cao",
        "khu vực Đồng Mít giảm từ": "khu vực đồng mít",
        "Khối phường còn": "khối phường",
        "phía Đông (Mường Lũng cũ) chỉ còn": "phía đông",
    },
    misses=("Khối lượng còn", "Các xã, phường giảm", "Các xã rà soát", "Có 7 huyện nghèo còn", "toàn huyện giảm", "Vùng chuyên canh trồng"),
    regex=rf"""^[\s,(*+-]{{0,4}} (?:(?:riêng|cá\ biệt|tại|ở|trong\ đó|trong\ khi|nhưng|song|đối\ với)\ ){{0,2}}
        (?P<where> (?:các|\d{{1,3}}|hai|ba|bốn|sáu|bảy|tám|chín|mười)\ {_KIND} (?!\ (?:hội|hóa))
            (?:\ (?!{_GOES_ON})[^\s,;:.()%]{{1,12}}){{0,10}}?
          | (?:khu\ vực|vùng|khối(?!\ (?:lượng|đoàn|mặt|cơ|doanh))|phía|tiểu\ vùng) (?:\ (?!{_GOES_ON})[^\s,;:.()%\d]{{1,12}}){{1,6}}? )
        (?= \s?[:(] | ,\ (?!{_KIND}(?!\w)) | \ {_GOES_ON})""",
)
_WHOLE = pattern(
    "the place as a whole again",
    catches={"; toàn tỉnh còn": "toàn tỉnh", " so với bình quân chung": "bình quân chung", "cả huyện giảm": "cả huyện"},
    misses=("các xã", "toàn diện"),
    regex=r"(?<!\w)(?:toàn|cả)\ (?:tỉnh|thành\ phố|huyện|quận|thị\ xã|xã|phường)(?!\w)|mặt\ bằng\ chung|bình\ quân\ chung",
)
_NUMBERED = pattern(
    "a ward or hamlet by its number, right before its figure",
    catches={"nhiều ở Phường 5 (": "phường 5 (", ", thôn 12: ": "thôn 12: ", "Tổ dân phố số 3 còn ": "tổ dân phố số 3 còn "},
    misses=("mỗi thôn 12 ", "phường 5 và ", "đường vào thôn 5, "),
    regex=r"""(?<!\w)(?P<where>(?<!mỗi\ )(?:quận|phường|thôn|bản|ấp|buôn|khóm|xóm|làng|khu\ phố|tiểu\ khu|tổ\ dân\ phố|khối)
        \ (?:số\ )?\d{1,2})
        (?:\s?[(:]\s? | \ (?:còn|là|có)\ )\Z""",
)
_NAME = pattern(
    "a name right before its figure",
    catches={
        "Pa Ủ (": "pa ủ (",
        ", Tà Tổng (": ", tà tổng (",
        " và xã Đồng Mít còn ": " và xã đồng mít còn ",
        "Mường Lũng vẫn ở mức ": "mường lũng vẫn ở mức ",
    },
    misses=("Pa Ủ", ", trong đó có 12"),
    regex=r"""(?:\A|(?P<joint>[,;:(]\s|\s(?:và|là|ở|tại|như|cá\ biệt|riêng)\s)) (?:(?:xã|huyện|phường|thị\ trấn|quận)\s)?
        (?P<name>\S{1,9}(?:\s\S{1,9}){0,3}?) (?:\s?[(:]\s? | \s(?:còn|là|giảm|vẫn\ (?:ở\ mức|còn))\s(?:từ\s)? | \s)\Z""",
)
_REACH: Final = 60
_LONGEST: Final = 200  # characters that a clause's place and what goes before it may take


def opening(text: str, sentence: int, at: int) -> tuple[int, int] | None:
    """Characters of the place with which the clause opens that has a figure at `at` of `text`; null where it opens with none.

    `sentence`: where its sentence begins."""
    begin = max(sentence, text.rfind(";", sentence, at) + 1)
    opened = OPENS.match(key(text[begin : min(at, begin + _LONGEST)]))
    if opened is None or _WHOLE.search(key(text[begin + opened.end() : at])):
        return None
    return begin + opened.start("where"), begin + opened.end("where")


def right_before(text: str, sentence: int, at: int) -> tuple[int, int] | None:
    """Characters of the name that a figure at `at` follows at once: "cao nhất là xã Pa Ủ (77,49%), Tà Tổng (76,83%)"."""
    begin = max(sentence, at - _REACH)
    said = text[begin:at]
    keyed = key(said)
    numbered = _NUMBERED.search(keyed)
    if numbered:
        return begin + numbered.start("where"), begin + numbered.end("where")
    for joint in range(len(said) - 1, -1, -1):
        named = _NAME.match(keyed, joint) if said[joint] in ",;:( " or not joint else None
        if named and (named["joint"] or not joint):
            begins, ends = named.span("name")
            if said[begins:ends].istitle() and is_place(said[begins:ends]):
                return begin + begins, begin + ends
    return None

"""What stands around an agency's name and belongs to it: who stands for the body before, place and level behind."""

from __future__ import annotations

import re

from extract.authority.agencies_collective import LEVEL_WORDS
from extract.authority.agencies_lexicon import words
from extract.patterns.duties import STARTS, any_of
from extract.patterns.pattern import pattern

_PLACE = rf"(?:tỉnh|{LEVEL_WORDS})"
_HAMLET = r"(?:thôn|bản|ấp|khóm|xóm|buôn|làng|khu\ phố|khu\ dân\ cư|tổ\ dân\ phố|khu)"
_PLACES = rf"{_PLACE}(?![^\W_])(?:(?:\s?[,;/]\s?(?:và\ )?|\ và\ )(?:các\ |cấp\ )?{_PLACE}(?![^\W_])){{0,6}}"

TAIL = pattern(
    "agencies_tail",
    catches={
        " các huyện, thị xã, thành phố tổ chức": " các huyện, thị xã, thành phố",
        " tỉnh chủ trì": " tỉnh",
        " cấp xã rà soát": " cấp xã",
        " có liên quan hướng dẫn": " có liên quan",
        " 12 xã, phường": " 12 xã, phường",
        " Việt Nam tỉnh": " việt nam",
        " trên địa bàn tỉnh": " trên địa bàn tỉnh",
        " của huyện": " của huyện",
    },
    misses=(" xây dựng", ", các huyện", " hỗ trợ xã nghèo"),
    regex=rf"""\A(?:
    \ (?:có\ )?liên\ quan|\ chức\ năng|\ chuyên\ môn|\ công\ lập|\ các\ cấp(?:\ (?:thuộc|trên\ địa\ bàn)\ (?:tỉnh|huyện))?
    |\ ở\ các\ cấp|\ (?:cấp\ )?cơ\ sở|\ việt\ nam|\ trung\ ương|\ địa\ phương|\ khác|\ thành\ viên|\ cùng\ cấp|\ đóng\ trên\ địa\ bàn
    |\ trực\ thuộc(?:\ (?:tỉnh\ ủy|huyện\ ủy|thành\ ủy|thị\ ủy|quận\ ủy|tỉnh|huyện
    |thành\ phố|ủy\ ban\ nhân\ dân\ (?:tỉnh|huyện)|ubnd\ (?:tỉnh|huyện)))?
    |\ (?:ở|tại|trên|thuộc)\ (?:các\ )?địa\ phương|\s?[-,]?\s?chi\ nhánh(?=\ {_PLACE}(?![^\W_])|\ khu\ vực|\s?[,;.:)]|\Z)
    |\ liên\ (?:huyện|xã|thị)|\ khu\ vực(?:\ [ivx\d]{{1,4}})?
    |\s?[-,]?\s?(?:trên|thuộc)\ (?:toàn\ )?(?:địa\ bàn\ )?(?:toàn\ )?{_PLACES}|\ trên\ địa\ bàn(?:\ toàn)?(?:\ {_PLACES})?
    |\ (?:ở\ |tại\ |các\ )?{_HAMLET}(?:(?:,|\ và)\ {_HAMLET}){{0,3}}
    |\ (?:của\ |ở\ |thuộc\ |trong\ |tại\ )?(?:các\ |toàn\ |cấp\ |\d{{1,3}}(?:/\d{{1,3}})?\ )?{_PLACES}(?!\ hội)
    )(?![^\W_])""",
)
_STANDING = any_of(words()["standing"]["names"])
BEFORE = pattern(
    "agencies_standing",
    catches={
        "Đề nghị Chủ tịch các ": "chủ tịch các ",
        "Giám đốc ": "giám đốc ",
        "Chi nhánh ": "chi nhánh ",
        "Các đồng chí Bí thư ": "các đồng chí bí thư ",
        "giao Chủ tịch, Phó Chủ tịch ": "chủ tịch, phó chủ tịch ",
        "Báo cáo của các ": "các ",
    },
    misses=("cơ sở ", "và ", "sự lãnh đạo của "),
    regex=rf"""(?<![^\W_])(?:(?:(?:các\ )?(?:đồng\ chí|đ/c|ông|bà)\ (?:là\ )?)?
    {_STANDING}(?:(?:,\ |\ và\ )(?:các\ )?{_STANDING}){{0,2}}\ (?:cơ\ quan\ )?
    (?:(?:(?<!lãnh\ đạo\ )của\ )?các\ |(?<!lãnh\ đạo\ )của\ )?|các\ )\Z""",
)
_WORD = re.compile(r" ([^\W\d_]+(?:['’][^\W\d_]+)?)")
_NO_NAMES = ("Sở", "Phòng", "Ban", "Hội", "Trung", "Ủy", "Uỷ", "UBND", "Chủ", "Các", "Đề", "Công")
_NUMBERED = pattern(
    "place_by_number",
    catches={" 5": " 5", " số 12": " số 12"},
    misses=(" 5 xã", " 12%", " 2021-2025"),
    regex=r"\A\ (?:số\ )?\d{1,2}(?![\d.,%/-])(?!\ [^\W\d_])",
)
_NEXT_PLACE = pattern(
    "next_place",
    catches={", thị xã Sa Pa": ", thị xã", " và thành phố Huế": " và thành phố"},
    misses=(", các xã",),
    regex=r"\A(?:,|\ và)\ (?:huyện|thị\ xã|thành\ phố|quận|xã|phường|thị\ trấn)(?=\ [^\W\d_])",
)
# Names of places alone, one after another: behind "Đồn Biên phòng Vĩnh Gia" also ", Lạc Quới".
_NEXT_NAME = pattern(
    "next_place_name", catches={", Tân Lập": ", ", " và Hòa An": " và "}, misses=("; Hội",), regex=r"\A(?:,|\ và)\ (?=[^\W\d_])"
)
_ENDS_WITH_LEVEL = pattern(
    "ends_with_level",
    catches={" các huyện, thành phố": "phố", " của tỉnh": "tỉnh"},
    misses=(" liên quan",),
    regex=r"(?:tỉnh|huyện|xã|phố|trấn|quận|phường|tp\.?|tx\.?|khu)\Z",
)
_REACH = 60


def proper(text: str, key: str, at: int, least: int = 1) -> int:
    """The end of a place's name that stands behind `at` ("tỉnh" -> "tỉnh Hà Giang"), or `at` where none does."""
    end = at
    words: list[str] = []
    while len(words) < 4 and not text.isupper() and (m := _WORD.match(text, end)) and m[1][0].isupper():
        end, words = m.end(), [*words, m[1]]
    if not words:
        number = _NUMBERED.match(key[at : at + 9]) if least == 1 else None
        return number.end() if number else at
    # "Cần Thơ" is a place, "Cần" alone no more than "must".
    verb = len(words) == 1 and STARTS.match(key, at + 1)
    return at if len(words) < least or words[0] in _NO_NAMES or verb else end


def tail(text: str, key: str, at: int, ends: int) -> tuple[int, str]:
    """Where the place and level behind a name at `at` end, at most at `ends` (the next name), and their words."""
    end = proper(text, key, at, least=2)
    if end == at and (near := proper(text, key, at)) <= ends and not text[near : near + 2].strip(" .,;:)"):
        end = near
    if at < end:
        end = _more_names(text, key, end, ends)
    for _ in range(4):
        m = TAIL.match(key[end : min(max(ends, end), end + _REACH)])
        if not m or end + m.end() > ends:
            break
        end += m.end()
        if _ENDS_WITH_LEVEL.search(m.group()):
            named = proper(text, key, end)
            end = _more_names(text, key, _more_places(text, key, named), ends) if named > end else end
    return min(end, max(ends, at)), key[at:end]


def _more_places(text: str, key: str, at: int) -> int:
    """Further places by name: "UBND các huyện, thành phố Lào Cai, thị xã Sa Pa"."""
    while m := _NEXT_PLACE.match(key[at : at + 20]):
        end = proper(text, key, at + m.end())
        if end == at + m.end():
            break
        at = end
    return at


def _more_names(text: str, key: str, at: int, ends: int) -> int:
    """Further names of two syllables each, before `ends` and up to a mark that closes them or a verb."""
    end = at
    while m := _NEXT_NAME.match(key[end : end + 5]):
        # `proper` reads on from the space before a name.
        begins = end + m.end() - 1
        further = proper(text, key, begins, least=2)
        if further == begins or further > ends or text[further : further + 1] not in ("", ":", ",", ";", " ", "."):
            return at
        end = further
    closed = key[end : end + 2].strip()[:1] in ("", ":", ";", ".", ",", ")") or STARTS.match(key, end + 1)
    return end if closed else at


def before(key: str, at: int) -> int:
    """Where the words for those who stand for the body begin ("Giám đốc Sở" from "Sở"), or `at`."""
    start = max(0, at - _REACH)
    m = BEFORE.search(key[start:at])
    return start + m.start() if m else at

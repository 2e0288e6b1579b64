"""Names outside the lexicon, read by their first word and their capitals: "Trung tâm Xúc tiến đầu tư", "Báo Quảng Trị"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extract.authority.agencies_collective import Found
from extract.authority.agencies_lexicon import Body, words
from extract.authority.places import is_place
from extract.model import Span
from extract.patterns.duties import STARTS, any_of
from extract.patterns.pattern import pattern

_MAX_SYLLABLES = 14

_HEAD = pattern(
    "agencies_open_head",
    catches={
        "Trung tâm Xúc tiến đầu tư": "trung tâm",
        "Báo Quảng Trị": "báo",
        "giao Chi cục Thú y": "chi cục",
        "(Ban Quản lý rừng": "ban quản lý",
    },
    misses=("văn bản", "thông báo", "cán sự"),
    regex=rf"(?<![^\W_])(?:{any_of(words()['open']['heads'])})(?=\ [^\W\d_]|\s?\")",
)
_NEXT = re.compile(r"(?P<joint> - |-|, | & | và | cho )?(?P<space> )?(?P<word>[^\W_]+)")
_NAMED = pattern(
    "agencies_board_name",
    catches={
        "Ban Chỉ đạo Chương trình mục tiêu quốc gia xây dựng nông thôn mới tỉnh": "chương trình mục tiêu quốc gia xây dựng nông thôn mới",
        "Ban Chỉ đạo giảm nghèo bền vững các cấp": "giảm nghèo bền vững",
        "BCĐ các CTMTQG huyện": "các ctmtqg",
        'Ban Vận động "Vì người nghèo" cấp xã': '"vì người nghèo"',
        "Ban Quản lý Khu công nghệ cao và các Khu công nghiệp": "khu công nghệ cao và các khu công nghiệp",
        "Ban Vận động Quỹ vì người nghèo": "quỹ vì người nghèo",
        "Ban Chỉ đạo giảm nghèo và giải quyết việc làm xã": "giảm nghèo và giải quyết việc làm",
        "Ban Chỉ đạo rà soát các xã được thành lập": "rà soát",
    },
    misses=("Ban Chỉ đạo họp định kỳ", "Ban Chỉ đạo rà soát các xã chậm"),
    regex=r"""(?:thực\ hiện\ )?(?:các\ |quỹ\ )?(?:(?:chương\ trình(?:\ (?:mục\ tiêu\ quốc\ gia|mtqg))?|ctmtqg|ct\ mtqg|phong\ trào
    |cuộc\ vận\ động)
    (?:\ (?:về\ )?(?:xây\ dựng\ nông\ thôn\ mới|nông\ thôn\ mới|giảm\ nghèo(?:\ bền\ vững)?
    |phát\ triển\ kinh\ tế\ -\ xã\ hội[^,;.()]{0,60}?miền\ núi))?
    |(?:các\ )?dự\ án(?:\ đầu\ tư)?(?:\ xây\ dựng)?(?:\ (?:công\ trình|cơ\ bản))?(?:\ (?:giao\ thông|dân\ dụng|nông\ nghiệp))?
    |rừng\ (?:phòng\ hộ|đặc\ dụng)
    |(?:các\ )?khu\ (?:kinh\ tế|công\ nghiệp|công\ nghệ\ cao|chế\ xuất)
    (?:(?:\ và|,)\ (?:các\ )?khu\ (?:kinh\ tế|công\ nghiệp|công\ nghệ\ cao|chế\ xuất)(?![^\W_])){0,2}
    |(?:xóa\ đói,?\ )?giảm\ nghèo(?:\ (?:đa\ chiều\ )?bền\ vững)?|xây\ dựng\ nông\ thôn\ mới|nông\ thôn\ mới
    |xóa\ nhà\ tạm(?:,\ nhà\ dột\ nát)?|"?vì\ người\ nghèo"?|\d{2,4}
    |rà\ soát(?:\ hộ\ nghèo)?(?:(?:,|\ và)\ hộ\ cận\ nghèo)?(?=\ [^.;:]{0,60}?\ được\ (?:kiện\ toàn|thành\ lập|củng\ cố)))(?![^\W_])
    (?:(?:\ và|,|\ -)\ (?:giải\ quyết\ )?(?:việc\ làm|an\ sinh\ xã\ hội|bảo\ trợ\ xã\ hội|nông\ thôn\ mới|giảm\ nghèo(?:\ bền\ vững)?
    |xây\ dựng\ nông\ thôn\ mới|đào\ tạo\ nghề|dạy\ nghề|phát\ triển\ nông\ thôn)(?![^\W_])){0,2}""",
)
_LEVEL = pattern(
    "open_name_level",
    catches={"tỉnh chủ trì": "tỉnh", "cấp huyện": "cấp"},
    misses=("đầu tư", "xã hội"),
    regex=r"""\A(?:tỉnh|huyện|thành\ phố|thị\ xã|quận|xã(?!\ hội)|phường|thị\ trấn|cấp(?!\ nghề)|việt\ nam|trung\ ương|đặc\ khu|khu\ vực
    |liên\ quan)(?![^\W_])""",
)
_END = pattern(
    "open_name_end",
    catches={" tỉnh": " tỉnh", ", Sở": ","},
    misses=(" cho",),
    regex=r"\A\s?(?:\Z|[,;:.)\"]|(?:tỉnh|huyện|thành\ phố|thị\ xã|quận|xã(?!\ hội)|phường)(?![^\W_]))",
)
# A board that each of many places has: "Ban Quản trị các chợ".
_OF_ALL = pattern(
    "board_of_all",
    catches={" các chùa": " các chùa", " các chợ truyền thống": " các chợ"},
    misses=(" các xã", " các hộ nghèo"),
    regex=r"\ các\ (?:chùa|chợ|đình|đền|nhà\ thờ|thánh\ thất|khu\ công\ nghiệp|cụm\ công\ nghiệp|dự\ án|làng\ nghề)(?![^\W_])",
)
_COUNT = pattern(
    "count_behind_name",
    catches={"20 căn nhà": "20 căn", "06 hộ nghèo": "06 hộ"},
    misses=("135 xã", "2, Hội Nông dân"),
    regex=r"\d{1,2}\ (?:căn|hộ|lớp|mô\ hình|thôn|người|lao\ động|suất|triệu|tỷ|ngôi|con|học|phần|cuộc|buổi|điểm|đợt)(?![^\W_])",
)
_NAME_REACH = 24
_STOP = frozenset(words()["open"]["stops"])
_SPELT = {
    "bcđ": "Ban Chỉ đạo",
    "ban chỉ đạo": "Ban Chỉ đạo",
    "ban vận động": "Ban Vận động",
    "ban quản lý": "Ban Quản lý",
    "bql": "Ban Quản lý",
    "cán bộ": "Công chức",
}
# How schools write their kind (Điều lệ trường: Thông tư 32/2020/TT-BGDĐT, 52/2020/TT-BGDĐT; dân tộc: 4/2023/TT-BGDĐT).
_SCHOOLS = {
    "MN": "Mầm non",
    "TH": "Tiểu học",
    "THCS": "Trung học cơ sở",
    "THPT": "Trung học phổ thông",
    "PTDTBT": "Phổ thông dân tộc bán trú",
    "PTDTNT": "Phổ thông dân tộc nội trú",
    "PTCS": "Phổ thông cơ sở",
}
_SCHOOL_KINDS = re.compile(rf"\b(?:{'|'.join(_SCHOOLS)})\b")
_SCHOOL_KIND = re.compile(
    r"(?:\s(?:Mầm\snon|Mẫu\sgiáo|Tiểu\shọc|Trung\shọc\s(?:cơ\ssở|phổ\sthông)|Phổ\sthông\sdân\stộc\s(?:bán|nội)\strú|"
    rf"{'|'.join(_SCHOOLS)})(?!\w)){{1,3}}"
)
# Behind a dash, who stands for a body and what it is, not its name.
_PERSONS = ("cơ quan", "đơn vị", "chủ đầu tư", "thành viên", "trưởng", "phó", "ủy viên", "đồng chí", "đ/c", "ông ", "bà ", "thường trực")
_ROLES = ("chủ trì", "phối hợp", "phụ trách")
_SHORT_VERBS = frozenset(words()["open"]["short_verbs"])
_NOT_NAMES = frozenset(words()["open"]["no_names"])


@cache
def _heads() -> frozenset[str]:
    return frozenset(words()["open"]["heads"]) | {"sở", "ủy ban", "ubnd", "bảo hiểm", "đoàn", "mặt trận", "liên minh", "công an", "kho bạc"}


def find(text: str, key: str, taken: tuple[Span, ...]) -> Iterator[Found]:
    """Names in `text` (whose key is `key`) whose first word is no part of a name already `taken`."""
    shouting = text.isupper()
    for m in _HEAD.finditer(key):
        if _part(key, m.end()) or any(span.start < m.end() and m.start() < span.end for span in taken):
            continue
        if shouting and " " not in m.group():
            continue
        end = _board(key, m) or _capitals(text, key, m.end(), shouting)
        nearest = min((s.start for s in taken if s.start >= m.end()), default=len(text))
        if end and nearest > m.end() + 1:
            end = min(end, m.end() + len(text[m.end() : nearest].rstrip(" ,;(-–")))
            span = Span(m.start(), end)
            if is_place(span.of(text)):
                continue  # "Trạm Tấu" is a district
            yield Found(span, _body(span.of(text), m.group()), known=False)


def named(text: str, key: str, at: int) -> int | None:
    """The end of the proper name behind the kind of a body that ends at `at`: "Hợp tác xã" Nông nghiệp Đơn Dương; else null."""
    return _capitals(text, key, at, False) if text[at : at + 1] == " " else None


def more(text: str, key: str, at: int) -> int | None:
    """Where a division's name ends that goes on behind a known one (to `at`): "Phòng Bảo trợ xã hội" - Trẻ em; null where it does not."""
    first = _NEXT.match(text, at)
    if not first or first["joint"] != " - " or not first["word"][0].isupper() or (first["word"].isupper() and len(first["word"]) > 1):
        return None
    rest = key[first.start("word") : first.start("word") + _NAME_REACH]
    if rest.startswith((*_heads(), *_PERSONS)) or _LEVEL.match(rest):
        return None
    end, count = first.end(), 1
    while count < _MAX_SYLLABLES and (step := _NEXT.match(text, end)) and step["joint"] in (None, " - "):
        verb = step["word"][0].islower() and STARTS.match(key, step.start("word"))
        if verb or not _goes_on(text, key, step, False):
            break
        end, count = step.end(), count + 1
    return end


def _part(key: str, end: int) -> bool:
    """Whether the head that ends at `end` is but the end of a longer word: "thị trường Nhật Bản", "dịch vụ Internet"."""
    return key.endswith(tuple(words()["open"]["no_heads"]), 0, end)


def _board(key: str, head: re.Match[str]) -> int | None:
    """The end of a steering committee's name, which runs on in small letters."""
    if head.group() not in (
        "ban chỉ đạo",
        "bcđ",
        "ban vận động",
        "văn phòng điều phối",
        "ban quản lý",
        "bql",
        "tổ giúp việc",
        "tổ công tác",
    ):
        return None
    return board(key, head.end())


def board(key: str, at: int) -> int | None:
    """The end of what a board that is named up to `at` is for ("Ban Chỉ đạo" ... "giảm nghèo"), if it says so."""
    named = _NAMED.match(key, at + 1)
    return named.end() if named else None


def _capitals(text: str, key: str, at: int, shouting: bool) -> int | None:
    """The end of the name whose second word stands behind `at`, or None where that word has no capital."""
    first = _NEXT.match(text, at)
    if not first or first["joint"] or not first["word"][0].isupper() or key[first.start("word") : first.end("word")] in _NOT_NAMES:
        return None
    end, count = first.end(), 1
    newspaper = key.endswith("báo", 0, at) and not shouting  # its name is a place or a title, in capitals to the end
    company = key.endswith(("công ty", "tập đoàn", "hợp tác xã", "htx"), 0, at) and not shouting
    while count < _MAX_SYLLABLES and (step := _NEXT.match(text, end)):
        if not _goes_on(text, key, step, shouting) and not (company and not step["joint"] and step["word"][0].isupper()):
            break
        if not step["word"][0].isupper() and (newspaper or _is_named_school(text[at:end]) or (company and _is_placed(text[at:end]))):
            break
        if _COUNT.match(key, step.start("word")) and text[:end].rpartition(" ")[2].islower() and not key.endswith(" số", 0, end):
            break
        end, count = step.end(), count + 1
    of_all = _OF_ALL.match(key, end)
    return of_all.end() if of_all else end


def _is_named_school(said: str) -> bool:
    """Whether a school's kind and name are told, the name in capitals to its end: " THCS Trà Linh"."""
    kind = _SCHOOL_KIND.match(said)
    return kind is not None and said[kind.end() :].istitle()


def _is_placed(said: str) -> bool:
    """Whether a company's name ends with a proper name of two words or more: "Cổ phần Cấp nước Đà Nẵng"."""
    last = said.split()[-2:]
    return len(last) == 2 and all(word.istitle() for word in last) and last[1] != "Một"


def _goes_on(text: str, key: str, step: re.Match[str], shouting: bool) -> bool:
    at, word = step.start("word"), key[step.start("word") : step.end("word")]
    capital = step["word"][0].isupper() and not shouting
    if not (step["joint"] or step["space"]) or word in _STOP or _LEVEL.match(key[at : at + _NAME_REACH]):
        return False
    if step["joint"] in (" và ", ", ", " & ", " cho "):
        return capital and not any(key.startswith(head, at) for head in _heads())
    verb = STARTS.match(key, at)
    if verb is not None and verb.group() in _ROLES:
        return False  # "Ban Tuyên giáo chủ trì, phối hợp với ..."
    short = verb is not None and " " not in verb.group() and verb.group() not in _SHORT_VERBS
    return capital or verb is None or short or bool(_END.match(key[verb.end() : verb.end() + _NAME_REACH]))


def _body(name: str, head: str) -> Body:
    full = _SPELT.get(head, name[: len(head)])
    rest = name[len(head) :]
    if name.isupper():
        full, rest = full.capitalize(), rest.lower()
    if head == "trường":
        rest = _SCHOOL_KINDS.sub(lambda m: _SCHOOLS[m.group()], rest)
    spelt = re.sub(r"(?i)\bctmtqg\b", "Chương trình mục tiêu quốc gia", rest)
    spelt = re.sub(r"(?i)\bmtqg\b", "mục tiêu quốc gia", spelt)
    return Body(full[:1].upper() + full[1:] + spelt, _sector(name.lower(), head))


def _sector(name: str, head: str) -> str:
    guess = str(words()["open"]["heads"][head])
    if guess != "other" and not (head in ("ban quản lý", "bql") and " rừng" in name):
        return guess
    return next((sector for word, sector in words()["open"]["words"].items() if word in name), guess)

"""Bodies that a clause within a task gives it to: "do Sở Y tế chủ trì", "(Sở Y tế thực hiện)", "giao Đoàn Thanh niên làm giúp"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.authority.agencies import Mention
from extract.authority.agencies_collective import above
from extract.model import Level, Role
from extract.patterns.agency_lists import AgencyList, list_from
from extract.patterns.owners import BY
from extract.patterns.pattern import pattern
from extract.patterns.subjects import AFTER, GIVEN_BEFORE

_BRACKET = pattern(
    "bracketed_owner",
    catches={" chủ trì, phối hợp": " chủ trì", " thực hiện)": " thực hiện", " tham mưu, xong trước": " tham mưu"},
    misses=(" tỉnh", ")"),
    regex=r"""\A\s?(?P<role>chủ\ trì|phụ\ trách|thực\ hiện|phối\ hợp|theo\ dõi|tham\ mưu|hướng\ dẫn|tổng\ hợp|đảm\ nhận|làm\ đầu\ mối
    |rà\ soát|bố\ trí|cân\ đối|thẩm\ định)(?![^\W_])""",
)
_SECOND = pattern(
    "second_owner",
    catches={
        " phối hợp tổ chức khám": " phối hợp",
        " cùng phối hợp": " cùng phối hợp",
        " thực hiện": " thực hiện",
        " tổ chức thực hiện": " tổ chức thực hiện",
    },
    misses=(" rà soát", ", phối hợp"),
    regex=r"\A\s(?:cùng\s|tham\ gia\s)?(?:(?P<helps>phối\ hợp)|(?:trực\ tiếp\ )?(?:tổ\ chức\ |triển\ khai\ )?thực\ hiện)(?![^\W_])",
)
_DONE_BY = pattern(
    "done_by_passive",
    catches={
        " làm Trưởng ban": " làm trưởng ban",
        " tự bảo đảm": " tự bảo đảm",
        " xét duyệt": " xét duyệt",
        " trực tiếp chi trả": " trực tiếp chi trả",
        " chọn, không dựng ở": " chọn",
        " làm, nhập phiếu": " làm",
        " đảm nhiệm, Công an tỉnh": " đảm nhiệm",
        " tổ chức thực hiện": " tổ chức thực hiện",
        " huy động lực lượng làm": " huy động",
        " phối hợp thực hiện": " phối hợp thực hiện",
        " vận động Quỹ": " vận động",
    },
    misses=(" phối hợp", " quản lý", " ban hành", " tài trợ", " làm chủ hộ"),
    regex=r"""\A\s(?:tự\ |trực\ tiếp\ ){0,2}(?:làm\ (?:trưởng\ ban|tổ\ trưởng|chủ\ tịch)|(?:bảo|đảm)\ đảm
    |(?:xét\ |thẩm\ định,\ )?duyệt|chi\ trả
    |quyết\ định(?!\ số)|(?:tổ\ chức\ |triển\ khai\ )?thực\ hiện|đảm\ (?:nhận|nhiệm|trách)
    |chịu\ trách\ nhiệm|đứng\ ra|huy\ động(?=\ (?:lực|nhân|ngày|dân|máy|xe|người))
    |rà\ soát|tổ\ chức|tham\ mưu|tổng\ hợp|theo\ dõi|thẩm\ định|hướng\ dẫn|bố\ trí
    |(?:cùng\ )?(?P<helps>phối\ hợp)\ (?:tổ\ chức|triển\ khai|thực\ hiện)
    |vận\ động|lo(?![^\W_])|chọn|lựa\ chọn|lập|viết|biên\ soạn|nhập|làm(?=[,;.]|\Z))(?![^\W_])""",
)
# Behind these words the clause says which one is meant, not who is to do it: "danh sách do xã duyệt".
_SAYS_WHICH = pattern(
    "says_which",
    catches={
        "theo danh sách ": "theo danh sách ",
        "nguồn vốn ": "nguồn vốn ",
        "chương trình ": "chương trình ",
        "dự toán kinh phí sự nghiệp do ": "dự toán kinh phí sự nghiệp do ",
    },
    misses=("họp dân ", "kinh phí "),
    regex=r"""(?<![^\W_])(?:theo|trong|của|các|những|nguồn|dự\ án|chương\ trình|kế\ hoạch|danh\ sách|đề\ án|dự\ toán
    |hồ\ sơ)(?:\ [^\W\d_]{1,8}){0,4}\ 
    (?:do\ )?(?<!\ này\ do\ )(?<!\ đó\ do\ )\Z""",
)
_GIVEN = pattern(
    "given_to",
    catches={"Ban Chỉ đạo giao ": "giao ", "giao cho các ": "giao cho các "},
    misses=("bàn giao ", "chuyển giao cho "),
    regex=r"(?<![^\W_])(?<!bàn\ )(?<!chuyển\ )(?<!khoán\ )giao\ (?:cho\ )?(?:các\ )?\Z",
)
_POST = pattern(
    "given_post",
    catches={
        " làm thường trực": " làm thường trực",
        " (ở phường là Phòng Kinh tế) làm cơ quan thường trực": " (ở phường là phòng kinh tế) làm cơ quan thường trực",
    },
    misses=(" làm nhà", " làm giúp"),
    regex=r"\A\s?(?:\([^()]{1,80}\)\s)?(?:làm|là)\ (?:cơ\ quan\ )?thường\ trực(?![^\W_])",
)
# "Hội Nông dân nhận giúp 12 hộ, Hội Phụ nữ 10 hộ": the verb is said once.
_SHARES = pattern(
    "share_of_the_same",
    catches={" 10 hộ, Đoàn Thanh niên 08 hộ": " 10 hộ", " 02 mô hình.": " 02 mô hình", " 15 hộ": " 15 hộ"},
    misses=(" 10 hộ nghèo được vay vốn", " có 10 hộ", " 30/6/2026"),
    regex=r"\A\s\d{1,4}\s[^\W\d]{1,8}(?:\s(?!được|có)[^\W\d]{1,8}){0,5}(?=\s?(?:[,;.)]|\Z))",
)
_CALLED_UP = pattern(
    "called up or worked with beside others",
    catches={
        "huy động đoàn viên, dân quân, ": "huy động đoàn viên, dân quân, ",
        "; phối hợp với già làng, ": "phối hợp với già làng, ",
    },
    misses=("huy động 20 tỷ đồng, ", "vận động hội viên làm nhà, ", "phối hợp với Sở Y tế khám bệnh cho người nghèo ở các thôn, "),
    regex=r"huy\ động\ (?:[^\W\d]{1,8},?\ ){1,6}\Z | phối\ hợp\ (?:với\ |cùng\ ){1,2}(?:[^\W\d]{1,8},?\ ){1,4}\Z",
)
_REACH = 90


def asides(key: str, mentions: Sequence[Mention], start: int, end: int, home: Level | None) -> Iterator[tuple[Mention, Role]]:
    """Who leads a task by a clause within it: "do Sở Y tế chủ trì", "(Sở Y tế chủ trì, phối hợp với ...)"."""
    i = 0
    while i < len(mentions):
        listed = list_from(key, mentions, i)
        i += len(listed.mentions)
        if not start <= listed.start < end:
            continue
        behind = key[listed.end : min(end, listed.end + _REACH)]
        given = _GIVEN.search(key, max(start, listed.start - _REACH), listed.start) and not GIVEN_BEFORE.search(key[start : listed.start])
        if _done_by(key, start, listed.start, behind) or (given and AFTER.match(behind)):
            together = not given and (done := _DONE_BY.match(behind)) is not None and done["helps"]
            role = Role.LEAD if _POST.match(behind) else Role.SUPPORT if together else Role.IMPLEMENT
            yield from ((m, role) for m in listed.mentions)
        elif key.endswith("do ", 0, listed.start) and BY.match(behind):
            yield from ((m, Role.LEAD) for m in listed.mentions)
        elif key.endswith("(giao ", 0, listed.start) and behind.startswith(")"):
            yield from ((m, Role.IMPLEMENT) for m in listed.mentions)
        elif key.endswith(("(", "(giao "), 0, listed.start) and (m := _BRACKET.match(behind)):
            role = {"chủ trì": Role.LEAD, "phụ trách": Role.LEAD, "phối hợp": Role.SUPPORT}.get(m["role"], Role.IMPLEMENT)
            yield from ((one, role) for one in listed.mentions)
        elif key.endswith(", ", 0, listed.start) and (m := _SECOND.match(behind)) and key.find("chủ trì", start, listed.start) >= 0:
            role = Role.SUPPORT if m["helps"] else Role.IMPLEMENT
            yield from ((one, role) for one in listed.mentions)
        elif (
            key.endswith((", ", " và "), start, listed.start)
            and _SHARES.match(behind)
            and any(c.isdigit() for c in key[start : listed.start])
        ) or (
            key.endswith(", ", start, listed.start)
            and _named(listed, home)
            and AFTER.match(behind)
            and not behind.startswith((",", ":"))
            and not _CALLED_UP.search(key, max(start, listed.start - _REACH), listed.start)
        ):
            role = Role.LEAD if behind.startswith(" chủ trì") else Role.IMPLEMENT
            yield from ((one, role) for one in listed.mentions)


def passive(key: str, mentions: Sequence[Mention], start: int, end: int) -> bool:
    """Whether somebody named between `start` and `end` has the task by "do ...": "việc tuyển chọn do Sở Nội vụ đảm nhiệm, Công an ..."."""
    return any(start <= m.span.start < end and _done_by(key, start, m.span.start, key[m.span.end : end]) for m in mentions)


def _done_by(key: str, start: int, at: int, behind: str) -> bool:
    """Whether who is named at `at` does it by "do ...": "họp dân do xã chi trả", but not "danh sách do xã duyệt"."""
    return key.endswith("do ", 0, at) and bool(_DONE_BY.match(behind)) and not _SAYS_WHICH.search(key, max(start, at - _REACH), at)


def _named(listed: AgencyList, home: Level | None) -> bool:
    """Whether a list of bodies can begin a clause of its own in the middle of a sentence: each named, none a government advised.

    A government below that which plans (`home`) advises no one: "công chức xã lập danh sách, UBND xã phê duyệt".
    """
    if all(m.name.startswith("Ủy ban nhân dân") and m.level and home in above(m.level) for m in listed.mentions):
        return True
    plain = not any(m.collective or m.weak or m.name.startswith("Ủy ban nhân dân") for m in listed.mentions)
    return plain and any(m.known for m in listed.mentions)

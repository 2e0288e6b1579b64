"""Who is to do what in running text: "Sở Y tế chủ trì ...", "Đề nghị Hội Nông dân vận động ...", "Căn cứ ..., UBND xã lập ..."."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.authority.agencies import Mention
from extract.patterns.agency_lists import AgencyList, list_from
from extract.patterns.duties import STARTS, any_of, words
from extract.patterns.pattern import pattern

_DIRECTIVE = any_of(words()["directives"])
_PREAMBLE = any_of(words()["preambles"])

SENTENCE = pattern(
    "sentence_end",
    catches={
        "hộ nghèo. Các địa phương": ". ",
        "theo quy định.Tập trung": ".",
        "nghèo… Phân công": "… ",
        "đất ở. Các xã": ". ",
        "dân tộc thiểu số. Phòng": ". ",
    },
    misses=("UBND TP. Huế", "1.500 hộ", "hỗ trợ 30% kinh phí", "Văn bản số. 12"),
    regex=r"""(?:(?<![^\W_]tp)(?<!\btp)(?<!\btx)(?<!\btt)(?<!\bđ/c)(?!(?<=\bsố)\.\s?\d)(?<!\bts)(?:(?<=[^\W\d_][^\W_])|(?<=\ [ởyý]))[.!?]
    |(?<=[\d%)"])\.|…|\.\.\.)(?:\s{1,3}|(?=[^\W\d_]))(?=[^\W_"])""",
)
_OPENER = pattern(
    "clause_opener",
    catches={
        "Đồng thời, giao Sở Y tế": "đồng thời, ",
        "Đồng chí Lò Văn An, Phó Chủ tịch": "đồng chí lò văn an, ",
        "Ngoài ra, các sở": "ngoài ra, ",
        '"Sở Y tế': '"',
        "Mỗi chi bộ nhận": "mỗi ",
        "Từng thành viên Ban Chỉ đạo phụ trách": "từng ",
        "Phần việc này Sở Xây dựng theo dõi": "phần việc này ",
    },
    misses=("Sở Y tế", "Mỗi thôn chọn một hộ"),
    regex=r"""\A(?:["'(]|(?:phần\ )?(?:việc|nội\ dung|nhiệm\ vụ|công\ tác)\ (?:này|đó),?\ (?:do\ )?
    |(?:đồng\ thời|ngoài\ ra|bên\ cạnh\ đó|riêng(?:\ đối\ với)?|đối\ với|về\ phía|cụ\ thể|trong\ đó|mặt\ khác
    |do\ đó|vì\ vậy|và)(?:,|:)?\ |(?:mỗi|hằng|hàng)\ (?:năm|quý|tháng|tuần),?\ 
    |(?:mỗi|từng)\ (?=đồng\ chí|đ/c|thành\ viên|ủy\ viên|chi\ bộ|đảng\ bộ|cơ\ quan|đơn\ vị|phòng|ban(?![^\W_])
    |ngành|sở|quận|huyện|x[ãàá](?!\ viên)|phường)
    |(?:(?:các\ )?(?:đồng\ chí|đ/c|ông|bà):?\ )(?:[^\W\d_]{1,8}\ ){1,4}[^\W\d_]{1,8}(?:,|\ -|\ –|:)\ 
    |các\ cấp(?:\ chính\ quyền)?(?:,|\ và)\ |các\ (?:ông|đồng\ chí)(?:,?\ \(?bà\)?)?:?\ |(?:ở\ |tại\ 
    |đối\ với\ )?cấp\ (?:tỉnh|huyện|xã|trung\ ương):\ |(?:(?:giám\ đốc|thủ\ trưởng|trưởng|lãnh\ đạo)\ )?các\ (?:sở
    |phòng|ban|bộ|hội|ngành)\s?:\ ){1,2}""",
)
_DIRECT = pattern(
    "directive",
    catches={
        "Đề nghị Hội Nông dân": "đề nghị ",
        "giao cho UBND xã": "giao cho ",
        "Giao đồng chí Lò Văn An, Công chức Địa chính": "giao đồng chí lò văn an, ",
        "Yêu cầu: Sở Y tế": "yêu cầu: ",
        "Phân công cụ thể cho các đoàn thể": "phân công cụ thể cho ",
    },
    misses=("Sở Y tế đề nghị", "chủ trì"),
    regex=rf"""\A(?:{_DIRECTIVE})(?:\ (?:cho|tới|đến|với))?:?\ 
    (?:(?:các\ )?(?:đồng\ chí|đ/c|ông|bà):?\ (?:(?:[^\W\d_]{{1,8}}\ ){{1,4}}[^\W\d_]{{1,8}}(?:,|\ -|\ –)\ )?)?["']?""",
)
_LATER = pattern(
    "directive_later",
    catches={
        "Trên đây là Kế hoạch, yêu cầu ": ", yêu cầu ",
        "UBND tỉnh giao ": " giao ",
        "nếu có vướng mắc đề nghị ": " đề nghị ",
        "UBND tỉnh cũng giao ": " cũng giao ",
    },
    misses=("chủ trì thực hiện", "UBND tỉnh đã giao", "nghiên cứu, đề xuất "),
    regex=rf"(?:(?<!nghiên\ cứu)(?<!tham\ mưu)(?<!rà\ soát)(?<!tổng\ hợp),\ |;\ |:\ |(?<!,)\ )"
    rf"(?:ubnd\ \S{{1,9}}\ )?(?:(?:cũng|tiếp\ tục|thống\ nhất|sẽ)\ )?"
    rf"(?:{_DIRECTIVE})(?:\ (?:cho|tới|đến|với))?:?\ \Z",
)
# What was given out is spoken of, not given out here.
GIVEN_BEFORE = pattern(
    "what_is_given_out",
    catches={
        "Cụ thể hóa nhiệm vụ UBND tỉnh giao cho ": "nhiệm vụ ubnd tỉnh giao cho ",
        "hoàn thành các chỉ tiêu do huyện giao cho ": "chỉ tiêu do huyện giao cho ",
    },
    misses=("UBND tỉnh giao ", "thực hiện nhiệm vụ sau, giao "),
    regex=r"""(?:nhiệm\ vụ|chỉ\ tiêu|công\ việc|kinh\ phí|vốn|kế\ hoạch)\ (?:do\ )?(?:ubnd|hđnd|tỉnh|huyện|cấp\ trên|trung\ ương|chính\ phủ)
    (?:\ (?:tỉnh|huyện|xã|thành\ phố))?\ giao(?:\ cho)?\ \Z""",
)
_PRE = pattern(
    "preamble",
    catches={"Căn cứ chức năng, nhiệm vụ": "căn cứ", "Trên đây là Kế hoạch": "trên đây", "Trong vòng 10 ngày, Sở": "trong vòng 10"},
    misses=("Sở Y tế",),
    regex=rf"\A(?!theo\ dõi)(?:{_PREAMBLE}|trong\ (?:vòng\ )?\d\d?)",
)
AFTER = pattern(
    "subject_verb",
    catches={
        " chủ trì, phối hợp": " chủ trì",
        " có trách nhiệm rà soát": " có trách nhiệm rà soát",
        ": Chủ trì thực hiện": ": chủ trì",
        ", theo chức năng, nhiệm vụ được giao, tổ chức": ", theo chức năng, nhiệm vụ được giao, tổ chức",
        " căn cứ Kế hoạch này xây dựng": " căn cứ",
        " sau khi rà soát hộ nghèo, hộ cận nghèo, tổng hợp kết quả": " sau khi rà soát hộ nghèo, hộ cận nghèo, tổng hợp",
        " được giao chủ trì": " được giao chủ trì",
        " được đề nghị mở chuyên mục": " được đề nghị mở chuyên mục",
        " có khó khăn, vướng mắc báo cáo UBND xã": " có khó khăn, vướng mắc báo cáo",
        " theo địa bàn được phân công kiểm tra": " theo địa bàn được phân công kiểm tra",
        "...giúp đỡ hộ nghèo": "...giúp đỡ",
        " mỗi quý kiểm tra": " mỗi quý kiểm tra",
        " trong quý I/2022 trình UBND": " trong quý i/2022 trình",
        ", các cấp triển khai": ", các cấp triển khai",
        " nhận ủy thác phối hợp với tổ": " nhận ủy thác phối hợp",
        " biên giới thành lập 01 tổ thợ": " biên giới thành lập",
        " được phân công phụ trách xã phải xuống cơ sở": " được phân công phụ trách xã phải xuống cơ sở",
        ", cá nhân có liên quan căn cứ Quyết định thi hành": ", cá nhân có liên quan căn cứ quyết định",
        " phụ trách văn hóa - xã hội trực tiếp chỉ đạo": " phụ trách",
        " và các ông, bà có tên tại Điều 1 chịu trách nhiệm thi hành": " và các ông, bà có tên tại điều 1 chịu trách nhiệm thi hành",
    },
    misses=(" đã tổ chức", " trên địa bàn", " và nhân dân"),
    regex=rf"""\A(?:(?:,|\ và)\ (?:các\ cấp|cá\ nhân(?:\ (?:có\ )?liên\ quan)?))?
    ["')]?\s?(?:\((?!qua)[^()]{{0,160}}\))?\s?(?:\.{{3}}|…)?["')]?\s?[:,.;-]?\s?
    (?:(?:trực\ )?thuộc\ (?:sở|tỉnh|huyện|thành\ phố|thị\ xã|xã|phường)\ |\d{{1,3}}\ (?:huyện|xã|phường|thôn)(?:\ nghèo)?\ |nghèo\ 
    |(?:vùng\ (?:cao|sâu|xa)|biên\ giới|miền\ núi|trọng\ điểm|đặc\ biệt\ khó\ khăn|còn\ lại)\ )?
    (?:(?:được\ phân\ công\ (?:phụ\ trách|theo\ dõi|giúp\ đỡ|đứng\ điểm)\ [^,;.]{{1,40}}?(?=\ phải\ )
    |được\ (?:giao|phân\ công|đề\ nghị|yêu\ cầu|mời)(?:\ (?:nhiệm\ vụ|trách\ nhiệm|phụ\ trách))?(?:\ tại\ [^,;.]{{0,60}})?,?
    |(?:tùy\ )?theo\ (?:chức\ năng|nhiệm\ vụ|lĩnh\ vực|thẩm\ quyền|phạm\ vi)[^;.]{{0,90}}?,|trong\ phạm\ vi\ [^;.]{{0,90}}?,
    |theo\ (?:địa\ bàn|lĩnh\ vực|nhiệm\ vụ|chức\ năng)(?:,\ nhiệm\ vụ)?\ (?:được\ (?:giao|phân\ công)|phụ\ trách|quản\ lý),?
    |với\ (?:vai\ trò|chức\ năng|tư\ cách)[^;.]{{0,60}}?,|(?:hàng|hằng|mỗi)\ (?:năm|quý|tháng|tuần|ngày),?|định\ kỳ[^;.]{{0,40}}?,
    |(?:trong|trước|đến|từ|vào)\ (?:ngày|tháng|quý|năm)\ [^;,.]{{1,25}}?,?
    |thông\ qua\ [^;.]{{0,60}}?,|sau\ khi\ [^;.]{{0,120}}?,
    |(?:nếu\ )?có\ (?:khó\ khăn|vướng\ mắc|phát\ sinh)(?:,\ (?:khó\ khăn|vướng\ mắc))?(?:\ (?:phát\ sinh|gì))?,?)\s?
    |(?:và|cùng)\ (?:các\ )?(?:ông|bà|cá\ nhân|tổ\ chức,?\ cá\ nhân|đồng\ chí|nhân\ dân|người\ dân|thành\ viên)[^;.]{{0,70}}?\s)?
    (?:nhận\ ủy\ thác(?:\ (?:cho\ )?vay|\ vốn(?:\ vay)?)?\ (?={STARTS.pattern}))?(?P<verb>{STARTS.pattern})""",
)
_NEAR = 80
_PAST = pattern(
    "already_done",
    catches={" đã tổ chức": " đã", " chưa quan tâm": " chưa"},
    misses=(" tổ chức",),
    regex=r"\A\s?(?:đã|vừa|còn|chưa|được\ (?:hỗ\ trợ|vay|cấp))(?![^\W_])",
)


# Who is only the object: "Ban Chỉ đạo huyện kiện toàn xong trong tháng 3".
_SET_UP = pattern(
    "set_up",
    catches={
        " kiện toàn xong trong tháng 3": " kiện toàn xong",
        " thành lập trước ngày 15/3": " thành lập trước",
        " được kiện toàn": " được kiện toàn",
    },
    misses=(" kiện toàn các tiểu ban", " thành lập 05 đoàn kiểm tra"),
    regex=r"\A\s(?:được\s(?:kiện\stoàn|thành\slập)(?![^\W_])|(?:kiện\stoàn|thành\slập)\s(?:xong|trong|trước|chậm\snhất|vào|ngay)(?![^\W_]))",
)
# Behind a named body that opens a clause any other word is taken for its verb.
_NO_VERB = pattern(
    "no_verb",
    catches={" và nhân dân": " và", " trên địa bàn": " trên", " gồm 12 thành viên": " gồm"},
    misses=(" phát tiếng Khmer",),
    regex=r"""\A\s?(?:[^\s\w]|(?:và|hoặc|của|các|những|là|có|được|bị|tại|ở|trên|trong|ngoài|từ|với|cho|về|đến|tới|thuộc|theo|để|nhằm
    |như|gồm|bao|do|bởi|đã|đang|vừa|còn|chưa|không|nào|này
    |đó|số|năm|tháng|ngày|cấp|mới|cũ|nhỏ|lớn|khác|vùng|xã|huyện|tỉnh|phường|thôn|cùng|bằng|sau|trước|khi|\d\S*)(?![^\W_]))""",
)
_WORDS = re.compile(r"\A\s(?P<verb>[^\W\d_]+),?(?:\s\S+){3}")


@dataclass(frozen=True, slots=True)
class Subject:
    """`clause` is where its clause begins, `verb` where the duty does; `requested` where it is asked rather than told."""

    agencies: AgencyList
    clause: int
    verb: int
    requested: bool = False
    directed: bool = False
    rule: str = "subject"


SETTING_UP = re.compile(r"kiện\stoàn|thành\slập")  # in all that `_SET_UP` matches


def set_up(key: str, mentions: Sequence[Mention], shift: int = 0) -> bool:
    """Whether the board with which `key` begins is only set up: "Ban Chỉ đạo huyện kiện toàn xong trong tháng 3".

    `shift`: where `key` begins in the text of `mentions`.
    """
    first = mentions[0] if mentions else None
    if first is None or first.span.start != shift or first.sector != "steering_committee":
        return False
    return bool(_SET_UP.match(key[first.span.end - shift :]))


def sentences(text: str, key: str) -> Iterator[tuple[int, int]]:
    """Where each sentence of a text begins and ends; a new one begins with a capital."""
    start = 0
    for m in SENTENCE.finditer(key):
        if text[m.end()].isupper() or (text[m.end()] in '"“' and text[m.end() + 1 : m.end() + 2].isupper()):
            yield start, m.end()
            start = m.end()
    yield start, len(text)


def subject_at(key: str, mentions: Sequence[Mention], at: int, end: int, free: bool = False) -> Subject | None:
    """The agencies that the clause from `at` to `end` tells to do something, or None.

    `free`: a directive may also stand in the middle ("..., đề nghị Bộ Y tế hỗ trợ"); under an agency it would be that agency's asking.
    """
    start = at
    if opener := _OPENER.match(key[at:end]):
        start = at + opener.end()
    direct = _DIRECT.match(key[start:end])
    begins = start + direct.end() if direct else start
    # "Giao đồng chí Chủ tịch UBND xã ...": "đồng chí" is part of the name.
    first = next((i for i, m in enumerate(mentions) if m.span.start >= begins or (direct and start < m.span.start)), None)
    if first is None or mentions[first].span.start >= end:
        return None
    if mentions[first].span.start <= begins:
        found = list_from(key, mentions, first)
        onward = _onward(key, mentions, found, end)
        if onward:
            return _checked(key, onward, at, end, key[found.end : onward.start], "directive")
        return _checked(key, found, at, end, direct.group() if direct else "", "directive" if direct else "subject")
    return _behind_preamble(key, mentions, first, start, at, end, free)


def _onward(key: str, mentions: Sequence[Mention], found: AgencyList, end: int) -> AgencyList | None:
    """In "UBND tỉnh giao Sở Y tế ..." those behind the directive."""
    after = next((i for i, m in enumerate(mentions) if found.end < m.span.start < end), None)
    if after is not None and _LATER.fullmatch(key[found.end : mentions[after].span.start]):
        return list_from(key, mentions, after)
    return None


def _behind_preamble(key: str, mentions: Sequence[Mention], first: int, start: int, at: int, end: int, free: bool) -> Subject | None:
    """In "Căn cứ ..., Sở Y tế ..." or "Trên đây là ..., đề nghị các đơn vị ..." those behind the comma or the directive."""
    opens = bool(_PRE.match(key[start:end]) or _PRE.match(key[at:end]))  # "Đối với hộ già yếu, Phòng Y tế lập hồ sơ"
    i = first
    while i < len(mentions) and mentions[i].span.start < end:
        found = list_from(key, mentions, i)
        before = key[max(at, found.start - _NEAR) : found.start]
        later = _LATER.search(before) if (free or opens) and not GIVEN_BEFORE.search(before) else None
        comma = before.endswith((", ", "này ", "mắc ", "sinh ", "khăn ", "thì ", ": ", ", các "))
        then = before.endswith(("thì ", "thì công chức ", "thì cán bộ "))
        # "Hộ neo đơn thì Hội Nông dân giúp": who comes behind "thì" has the duty, however the sentence begins.
        if (later or (opens and comma) or then) and key.count("(", at, found.start) <= key.count(")", at, found.start):
            if onward := _onward(key, mentions, found, end):
                return _checked(key, onward, at, end, key[found.end : onward.start], "directive")
            subject = _checked(key, found, at, end, later.group() if later else "", "directive" if later else "preamble")
            if subject:
                return subject
        i += len(found.mentions)
    return None


def _plainly(behind: str, found: AgencyList) -> re.Match[str] | None:
    named = all(m.known and not m.weak and not m.collective for m in found.mentions)
    return _WORDS.match(behind) if named and not _NO_VERB.match(behind) else None


def _told(behind: str) -> re.Match[str] | None:
    """Behind a directive any word is the verb: "Yêu cầu các phòng bám đúng lịch"."""
    return None if _NO_VERB.match(behind) else _WORDS.match(behind)


def _checked(key: str, found: AgencyList, at: int, end: int, directive: str, rule: str) -> Subject | None:
    behind = key[found.end : end]
    after = AFTER.match(behind) or _plainly(behind, found) or (_told(behind) if directive else None)
    if not after or _PAST.match(key[found.end : found.end + _NEAR]):
        return None
    if set_up(key[found.start : end], found.mentions, found.start):
        return None
    requested = any(word in directive for word in words()["requests"]) or behind.startswith(" được đề nghị")
    whole = " nào " in key[found.start : found.end]  # "Trường nào có học sinh bỏ học phải báo xã": the condition is part of the task.
    return Subject(found, at, at if whole else found.end + after.start("verb"), requested, bool(directive), rule)

"""Governments and bodies named by their level, part or place alone: "Cấp huyện rà soát", "mỗi xã", "Huyện Kông Chro phê duyệt"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.authority.agencies_collective import (
    COMMUNE,
    COMMUNES,
    DISTRICTS,
    GOVERNMENTS,
    HAMLETS,
    INVESTORS,
    LEVEL_WORDS,
    OFFICES,
    SCHOOLS,
    STANDING,
    Found,
    above,
    levels,
)
from extract.authority.places import is_place
from extract.model import Level, Span
from extract.patterns.duties import STARTS, VERB
from extract.patterns.pattern import pattern

_UNITS = rf"(?:cấp\ tỉnh|(?:cấp\ )?{LEVEL_WORDS})"
_LEVEL_WORD = re.compile(_UNITS, re.VERBOSE)
_HAMLET = r"(?:thôn|ấp|khóm|xóm|buôn|làng|khu\ phố|tổ\ dân\ phố)"
_NUMBERED = rf"(?:{_HAMLET}|bản)\ (?:số\ )?\d{{1,2}}"
# A level alone stands for its government where it opens a clause and a duty follows, or where it closes one behind "cùng".
_ALONE = pattern(
    "agencies_level_alone",
    catches={
        "Cấp huyện, cấp xã rà soát": "cấp huyện, cấp xã",
        "trước ngày 05/8, huyện thẩm định": "huyện",
        "Mỗi quận, huyện chọn hai nghề": "mỗi quận, huyện",
        "Xóm tổ chức họp dân": "xóm",
        "Thôn 2, Thôn 3 vận động thanh niên": "thôn 2, thôn 3",
        "Đối với nước sinh hoạt, giao Thôn 3 quản lý": "thôn 3",
        "trường hợp sai sót thì xã lập lại": "xã",
        "kiểm tra công trình cùng xã.": "xã",
        "Mỗi năm cấp tỉnh kiểm tra 2 huyện": "cấp tỉnh",
        "Phòng Nội vụ thẩm định, mỗi phường chọn 02 tập thể": "mỗi phường",
        "Mỗi xã vùng cao chọn hai loại cây": "mỗi xã",
        "cử kỹ thuật viên cùng xã nghiệm thu từng nhà": "xã",
    },
    misses=(
        "Xã hội hóa nguồn lực",
        "ngân sách tỉnh, huyện hỗ trợ",
        "hộ nghèo xã thực hiện",
        "Mỗi ấp chọn một hộ",
        "đường vào Thôn 3 thực hiện xong",
        "vận động các nhà hảo tâm, mỗi phường giúp được 10 hộ",
        "ngân sách trung ương, cấp tỉnh hỗ trợ",
    ),
    regex=rf"""(?:\A|(?<=[.;:]\ )|(?<=\d,\ )|(?<=(?<![^\W_])giao\ )(?={_NUMBERED})|(?<=(?<![^\W_])riêng\ )(?={_NUMBERED})
    |(?<=(?<![^\W_])thì\ )|(?:(?<=\A)|(?<=[.,;]\ ))mỗi\ 
    |(?:(?<=năm\ )|(?<=quý\ )|(?<=,\ )(?<!cấp\ tỉnh,\ )(?<!cấp\ huyện,\ )(?<!cấp\ xã,\ )(?<!ương,\ ))(?=cấp\ ))
    (?:(?P<level>{_UNITS}(?:(?:,|\ và|,\ và)\ {_UNITS}){{0,3}})|(?<!mỗi\ )(?P<hamlet>{_HAMLET}(?:,\ {_HAMLET}){{0,2}})
    |(?P<numbered>{_NUMBERED}(?:(?:,|\ và)\ {_NUMBERED}){{0,5}}))
    (?=(?:\ (?:vùng\ (?:cao|sâu)|biên\ giới|miền\ núi|trọng\ điểm|đặc\ biệt\ khó\ khăn|đbkk|nghèo))?\ {STARTS.pattern}(?!\ được\ ))
    |(?<=(?<![^\W_])cùng\ )(?P<with>x[ãàá]|huyện|(?P<hamlets>{_HAMLET}))(?=\s?[.,;]|\s?\Z|\ {VERB})""",
)

# A part put for who has it, where it opens a sentence and a duty follows at once.
_PARTS = pattern(
    "agencies_part_alone",
    catches={
        "Cơ quan thường trực tổng hợp, báo cáo": "cơ quan thường trực",
        "xong trong quý I. Chủ đầu tư lập hồ sơ": "chủ đầu tư",
    },
    misses=("Là cơ quan thường trực, tổng hợp", "UBND xã làm chủ đầu tư", "Cơ quan thường trực: Sở Y tế", "Chủ đầu tư: UBND xã"),
    regex=rf"""(?:\A|(?<=[.;]\ ))(?:(?P<standing>cơ\ quan\ thường\ trực)|(?:các\ )?chủ\ đầu\ tư)
    (?:\ (?:ban\ chỉ\ đạo|bcđ|chương\ trình|tỉnh|huyện|dự\ án|công\ trình)){{0,2}}(?=\ {VERB})""",
)


# Whoever of a kind: "Trường nào có học sinh bỏ học phải báo xã".
_WHOEVER = pattern(
    "agencies_whoever",
    catches={
        "Trường nào có học sinh bỏ học phải báo": "trường nào có học sinh bỏ học",
        "nộp trước ngày 20. Xã nào chậm phải giải trình": "xã nào chậm",
        "Thôn nào để sót hộ thì phải rà lại": "thôn nào để sót hộ thì",
    },
    misses=("Xã nào chậm thì nêu tên", "Hộ nào vay phải trả lãi", "Đơn vị nào chậm phải giải trình"),
    regex=rf"""(?:\A|(?<=[.;]\ ))(?:(?P<school>trường)|(?P<level>x[ãàá]|phường|huyện)|(?P<hamlet>{_HAMLET}|bản))
    \ nào\ [^.;]{{2,80}}?(?:\ thì)?(?=\ phải\ (?:{VERB}))""",
)
_WHICH_OFFICE = pattern(
    "agencies_whichever_office",
    catches={"Đơn vị nào chậm phải giải trình": "đơn vị nào chậm", "Cơ quan nào mất vốn thì phải đền": "cơ quan nào mất vốn thì"},
    misses=("Đơn vị tính", "đơn vị nào cũng được"),
    regex=r"(?:\A|(?<=[.;]\ ))(?:đơn\ vị|cơ\ quan|phòng)(?:,\ (?:đơn\ vị|địa\ phương|ban))?\ nào\ [^.;]{2,80}?(?:\ thì)?(?=\ phải\ )",
)


# One district or commune by its name, where it opens a sentence and a duty follows.
_ONE = pattern(
    "agencies_one_place",
    catches={
        "Huyện Kông Chro phê duyệt danh sách": "huyện kông chro",
        "xong trong quý I. Xã Đức Long tổ chức họp thôn": "xã đức long",
        "; thị xã An Khê rà soát": "thị xã an khê",
    },
    misses=("Huyện Kông Chro giảm 5%", "Huyện ủy phê duyệt", "đường về xã Đức Long xây dựng xong", "Xã hội hóa nguồn lực tổ chức"),
    regex=rf"""(?:\A|(?<=[.;]\ ))(?P<level>huyện|thị\ xã|thành\ phố|quận|xã|phường|thị\ trấn)\ (?!hội\ hóa|hội\ hoá|ủy)
    (?P<name>[^\W\d]{{1,8}}(?:['’-][^\W\d]{{1,8}})?(?:\ [^\W\d]{{1,8}}(?:['’-][^\W\d]{{1,8}})?){{0,3}}?)(?=\ {VERB}(?!\ được\ ))""",
)


def find(key: str, home: Level | None) -> Iterator[Found]:
    """Bodies that the keyed text `key` of a plan of the level `home` names by their level, their part or one place alone.

    Governments are all below `home`: the plan's own "Huyện mở lớp" is who issues it. "Cấp tỉnh" is named by the Party's plans, whose own
    level it is.
    """
    for m in _PARTS.finditer(key):
        yield Found(Span(*m.span()), STANDING if m["standing"] else INVESTORS)
    for m in _WHICH_OFFICE.finditer(key):
        yield Found(Span(*m.span()), OFFICES)
    for m in _WHOEVER.finditer(key):
        body = SCHOOLS if m["school"] else HAMLETS if m["hamlet"] else COMMUNES if COMMUNE.search(m["level"]) else DISTRICTS
        yield Found(Span(*m.span()), body)
    for m in _ONE.finditer(key):
        level = next(iter(levels(m["level"])), None)
        if level in GOVERNMENTS and home in above(level) and is_place(m["name"]):
            yield Found(Span(*m.span()), GOVERNMENTS[level])
    for m in _ALONE.finditer(key):
        hamlet = next((name for name in ("hamlet", "numbered") if m[name]), "hamlets")
        if m[hamlet]:
            yield Found(Span(*m.span(hamlet)), HAMLETS, weak=True)
            continue
        group = "level" if m["level"] else "with"
        for unit in _LEVEL_WORD.finditer(m[group]):
            level = next(iter(levels(unit.group())), None)
            if level in GOVERNMENTS and (home in above(level) or (unit.group() == "cấp tỉnh" and home is Level.PROVINCE)):
                begins, ends = m.start(group) + unit.start(), m.start(group) + unit.end()
                yield Found(Span(begins, ends), GOVERNMENTS[level], weak=True)

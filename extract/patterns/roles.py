"""What an agency is in a task: who leads it, who is named to help, who simply does it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extract.authority.agencies import Mention
from extract.model import Role, Span
from extract.patterns.agency_lists import AgencyList, list_from
from extract.patterns.duties import STARTS, VERB, any_of, words
from extract.patterns.pattern import pattern

_LEADS = pattern(
    "role_lead",
    catches={
        "Chủ trì, phối hợp với các sở": "chủ trì",
        "Trực tiếp phụ trách các xã vùng cao": "trực tiếp phụ trách",
        "Là cơ quan thường trực của Ban Chỉ đạo": "là cơ quan thường trực",
        "làm thường trực của Tổ công tác": "làm thường trực",
    },
    misses=("phối hợp với cơ quan chủ trì", "theo dõi các đơn vị chủ trì dự án", "tham gia Ban Chỉ đạo"),
    regex=r"""(?<!cơ\ quan\ )(?<!đơn\ vị\ )(?<!sở\ )(?<!ngành\ )(?<!ban\ )(?<!phòng\ )(?<!bộ\ )
    (?<!quan,\ đơn\ vị\ )(?<![^\W_])chủ\ trì(?![^\W_])
    |trực\ tiếp\ (?:chủ\ trì|phụ\ trách)(?![^\W_])|làm\ thường\ trực(?![^\W_])
    |(?:là|làm|với\ vai\ trò\ là)\ (?:cơ\ quan|đơn\ vị|bộ\ phận)\ (?:chủ\ trì
    |thường\ trực)(?![^\W_])|giữ\ vai\ trò\ (?:chủ\ trì|thường\ trực)""",
)
_IS_LEAD = pattern(
    "role_is_lead",
    catches={"Cơ quan chủ trì, thường trực Chương trình": "cơ quan chủ trì", "Là bộ phận thường trực": "là bộ phận thường trực"},
    misses=("Cơ quan báo chí",),
    regex=r"(?:là\ )?(?:cơ\ quan|đơn\ vị|bộ\ phận)\ (?:chủ\ trì|thường\ trực)(?![^\W_])",
)
_HELPS = pattern(
    "role_support",
    catches={
        "Phối hợp với Sở Y tế": "phối hợp",
        "Chủ động phối hợp các ngành": "chủ động phối hợp",
        "Tăng cường công tác phối hợp": "tăng cường công tác phối hợp",
        "Có trách nhiệm phối hợp": "có trách nhiệm phối hợp",
    },
    misses=("Tham mưu, phối hợp", "Xây dựng quy chế phối hợp"),
    regex=r"""\A["'\s]*(?:(?:chủ\ động|tăng\ cường|tích\ cực|tiếp\ tục|thường\ xuyên|kịp\ thời|đẩy\ mạnh|trực\ tiếp|nghiêm\ túc
    |có\ trách\ nhiệm|chịu\ trách\ nhiệm|có\ nhiệm\ vụ|cần|phải|sẽ|cùng|thực\ hiện\ tốt|làm\ tốt)
    (?:,\ |\ và\ |\ )){0,3}(?:(?:công\ tác|việc|sự)\ )?phối\ hợp(?![^\W_])""",
)
_PRE = pattern(
    "task_preamble",
    catches={
        "Trên cơ sở danh sách của các xã, phối hợp": "trên cơ sở",
        "Hằng năm, phối hợp với": "hằng năm",
        "Đối với hộ nghèo: phối hợp": "đối với",
    },
    misses=("Phối hợp với Sở Y tế", "Hướng dẫn các xã"),
    regex=rf"\A(?!theo\ dõi)(?:{any_of(set(words()['preambles']) - {'thực hiện', 'tổ chức thực hiện', 'kịp thời'})})",
)
_FUNCTIONS = pattern(
    "by_functions",
    catches={
        "Theo chức năng, nhiệm vụ phối hợp với": "theo chức năng, nhiệm vụ ",
        "Căn cứ chức năng, nhiệm vụ được giao chủ động": "căn cứ chức năng, nhiệm vụ được giao ",
    },
    misses=("Theo dõi, đôn đốc", "Căn cứ Kế hoạch này"),
    regex=r"""\A(?:căn\ cứ|theo|tùy\ theo|trên\ cơ\ sở)(?:\ vào)?\ (?:các\ )?(?:chức\ năng|nhiệm\ vụ|lĩnh\ vực|thẩm\ quyền|trách\ nhiệm)
    (?:,?\ (?:chức\ năng|nhiệm\ vụ|quyền\ hạn|lĩnh\ vực|được\ giao|được\ phân\ công|của\ (?:mình|đơn\ vị|ngành|tổ\ chức\ mình)
    |quản\ lý|phụ\ trách|liên\ quan|và)){0,6},?\ """,
)
_PAUSE = re.compile(r"[,;:]\s{1,2}")
# Whom the owner of a task puts in charge of a part of it.
_PUT_IN_CHARGE = pattern(
    "put_in_charge",
    catches={
        "phân công từng thành viên Ban Chỉ đạo phụ trách thôn": "phân công từng thành viên ban chỉ đạo phụ trách",
        "phân công thành viên theo dõi từng xã": "phân công thành viên theo dõi",
        "phân công lại từng thành viên Ban Giảm nghèo phường bám khu phố": "phân công lại từng thành viên ban giảm nghèo phường bám",
        "phân công thành viên Tổ công tác xuống thôn": "phân công thành viên tổ công tác xuống",
    },
    misses=("phân công hội viên giúp đỡ hộ nghèo", "các thành viên trong hộ"),
    regex=r"""phân\ công\ (?:cụ\ thể\ |lại\ )?(?:cho\ )?(?:các\ |từng\ |mỗi\ )?(?:đồng\ chí\ |đ/c\ )?(?P<who>thành\ viên
    (?:\ (?:(?:ban\ chỉ\ đạo|bcđ)(?:\ [^\W\d_]{1,8}){0,4}?|(?P<board>(?:ban|tổ)\ [^\W\d_]{1,8}(?:\ [^\W\d_]{1,8}){1,3}?)))?)
    (?:\ (?:huyện|xã|tỉnh|thành\ phố|thị\ xã|quận|phường|thị\ trấn))?\ (?:trực\ tiếp\ )?(?:phụ\ trách|theo\ dõi|giúp\ đỡ|chỉ\ đạo|đứng\ điểm
    |bám|xuống|về|kèm|nhận)(?![^\W_])""",
)
PUTS = pattern(
    "puts_in_post",
    catches={
        "giao Phòng Kinh tế làm thường trực": "giao phòng kinh tế làm thường trực",
        "giao một công chức làm đầu mối": "giao một công chức làm đầu mối",
    },
    misses=("bàn giao nhà", "giao chỉ tiêu cho các xã"),
    regex=r"(?<![^\W_])(?<!bàn\ )giao\ (?:cho\ )?[^.;]{3,120}?\ làm\ (?:thường\ trực|đầu\ mối|cơ\ quan\ thường\ trực)(?![^\W_])",
)
_ONLY_WHO = (
    "chủ trì",
    "thực hiện",
    "phụ trách",
    "tổ chức thực hiện",
    "chủ trì thực hiện",
    "chủ trì tổ chức thực hiện",
    "tham mưu thực hiện",
    "tham mưu hướng dẫn",
    "hướng dẫn thực hiện",
    "triển khai thực hiện",
    "theo dõi thực hiện",
    "làm chủ đầu tư",
    "là chủ đầu tư",
    "là cơ quan chủ trì",
    "là đơn vị chủ trì",
)
_WHEN = pattern(
    "when, behind who does it",
    catches={
        "thực hiện, thời gian từ tháng 4 đến tháng 10/2019.": ", thời gian từ tháng 4 đến tháng 10/2019.",
        "thực hiện xong trước ngày 30/6.": " xong trước ngày 30/6.",
        "thực hiện trong quý II/2023": " trong quý ii/2023",
    },
    misses=("thực hiện trong các trường học", "thực hiện chính sách", "thực hiện, thời gian tới rà soát các xã"),
    regex=r",?\ (?:(?:hoàn\ thành\ |xong\ )?(?:trong|trước|từ|đến)|thời\ gian:?(?:\ từ|\ trong|\ trước)?)\ "
    r"(?:ngày|tháng|quý|năm|hết)\ [^;,a-zđ]{0,6}[^;,]{0,30}\Z",
)
_PREAMBLE_REACH = 320
_REACH = 400
COMPANY = pattern(
    "companions",
    catches={
        "chủ trì, phối hợp với các sở": "phối hợp với ",
        "phối hợp chặt chẽ cùng Sở Y tế": "phối hợp chặt chẽ cùng ",
        "phối hợp các ban, ngành": "phối hợp ",
        "cùng với Hội Nông dân": "cùng với ",
        "sự phối hợp của Mặt trận Tổ quốc": "phối hợp của ",
        "kết hợp với Đoàn Thanh niên": "kết hợp với ",
        "phối hợp cùng các phòng: Dân tộc": "phối hợp cùng các phòng: ",
        "Hướng dẫn kỹ thuật cùng Trạm Khuyến nông": "cùng ",
    },
    misses=("quy chế làm việc", "cùng cấp", "vùng sâu"),
    regex=r"""(?<![^\W_])(?:(?:phối\ hợp|kết\ hợp|phối\ kết\ hợp|liên\ kết|ký\ kết)(?:,?\ (?:chặt\ chẽ|tốt|đồng\ bộ|thường\ xuyên
    |hiệu\ quả|có\ hiệu\ quả|thực\ hiện|kịp\ thời|tích\ cực|công\ tác|liên\ ngành|chương\ trình|tổ\ chức)){0,2}
    (?:\ (?:cùng\ với|với|cùng|của))?(?:\ (?:các\ cơ\ quan\ như|cả))?(?:\ các\ (?:sở|phòng|ban|hội|ngành)(?=\s?:))?\s?:?\s
    |cùng\ với\s|cùng\s(?!cấp|lúc|kỳ|thời|với|phối|một|tham|nhau))["']?""",
)
_FIRST = pattern(
    "first_verb",
    catches={"hướng dẫn các xã": "hướng dẫn", "tiếp tục vận động": "vận động"},
    misses=("hộ nghèo",),
    regex=rf"(?<![^\W_])(?<!được\ )(?:{VERB})",
)


def duty(key: str) -> str:
    """A task's key without the clauses that only say when, why or for whom.

    >>> duty("hằng năm, trên cơ sở kế hoạch của tỉnh, phối hợp với sở y tế")
    'phối hợp với sở y tế'
    """
    for _ in range(3):
        if functions := _FUNCTIONS.match(key):
            key = key[functions.end() :]
            continue
        if not _PRE.match(key):
            break
        pauses = (m.end() for m in _PAUSE.finditer(key, 0, _PREAMBLE_REACH))
        begins = next((at for at in pauses if STARTS.match(key, at) or _PRE.match(key[at:])), None)
        if begins is None:
            break
        key = key[begins:]
    return key


def role_of(key: str, mentions: Sequence[Mention], start: int, end: int) -> Role:
    """The role of the owner of the task that is characters `start` to `end` of a text with this key and these agencies."""
    if _IS_LEAD.match(key, start, end):
        return Role.LEAD
    for m in _LEADS.finditer(key, start, end):
        # "phối hợp Mặt trận làm thường trực": who helps stands before the verb, whose it is not.
        if m.group() == "làm thường trực" or not any(
            0 <= m.start() - o.span.end <= 2 and key[o.span.end] != ";" for o in mentions if o.span.start >= start
        ):
            return Role.LEAD
    told = duty(key[start:end])
    if told.startswith("phụ trách "):
        return Role.LEAD
    return Role.SUPPORT if _HELPS.match(told) else Role.IMPLEMENT


def companions(key: str, mentions: Sequence[Mention], start: int, end: int) -> Iterator[AgencyList]:
    """The lists named after "phối hợp với", "cùng" between `start` and `end`."""
    for m in COMPANY.finditer(key, start, end):
        first = next((i for i, o in enumerate(mentions) if 0 <= o.span.start - m.end() <= 1), None)
        if first is not None and mentions[first].span.start < end:
            yield list_from(key, mentions, first)


def put_in_charge(key: str, mentions: Sequence[Mention], start: int, end: int) -> Iterator[Mention]:
    """Members of a board to whom the task between `start` and `end` gives places: "phân công thành viên phụ trách từng xã"."""
    for m in _PUT_IN_CHARGE.finditer(key, start, end):
        board = next((o.name for o in mentions if m["board"] and o.span.start == m.start("board")), None)
        if board or not m["board"]:
            yield Mention(Span(*m.span("who")), f"Thành viên {board or 'Ban Chỉ đạo'}", "steering_committee")


def only_who(key: str, mentions: Sequence[Mention], start: int, end: int) -> bool:
    """Whether a task says who leads and who helps but nothing of what: "chủ trì, phối hợp với Sở Y tế", "làm chủ đầu tư"."""
    rest = end
    for listed in companions(key, mentions, start, end):
        rest = min(rest, key.rfind("phối hợp", start, listed.start) if "phối hợp" in key[start : listed.start] else listed.start)
        if key[listed.end : end].strip(" .;,)/") not in ("", "thực hiện", "tổ chức thực hiện", "triển khai thực hiện"):
            return False
    return _WHEN.sub("", key[start:rest]).strip(" .;,)/") in _ONLY_WHO and end > start


def verb_of(key: str, mentions: Sequence[Mention], start: int, end: int) -> str | None:
    """The duty's own first verb between `start` and `end`: not "chủ trì" or "phối hợp" where another follows, nor part of a name."""
    start = end - len(duty(key[start:end]))
    found = [
        m.group()
        for m in _FIRST.finditer(key, start, min(end, start + _REACH))
        if not any(o.span.start <= m.start() < o.span.end for o in mentions)
    ]
    return next((verb for verb in found if verb not in ("chủ trì", "phối hợp")), found[0] if found else None)

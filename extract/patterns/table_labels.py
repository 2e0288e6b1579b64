"""What the heading of a column or the name of a row says: unit, indicator, change or level, year, fact or aim."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.model import Direction, TargetStatus
from extract.patterns.pattern import pattern
from extract.patterns.targets_indicator import Finding, of_label
from extract.patterns.targets_units import unit_of
from extract.patterns.targets_years import years
from extract.text import bare, key

BRACKET = pattern(
    "unit in brackets",
    catches={
        "Số hộ nghèo (hộ)": "(hộ)",
        "Kinh phí (triệu đồng)": "(triệu đồng)",
        "ĐVT: triệu đồng": "đvt: triệu đồng",
        "Biểu 2: Kinh phí theo dự án (ĐVT: triệu đồng)": "(đvt: triệu đồng)",
    },
    misses=("số hộ",),
    regex=r"""\( (?:(?:đvt|đơn\ vị(?:\ tính)?)\s?:\s?)? (?P<in>[^():]{1,30}) \)
        | (?:đvt|đơn\ vị\ tính|đơn\ vị)\s?:\s?(?P<after>[^;.,()]{1,30})""",
)
RATE = pattern(
    "a share",
    catches={"Tỷ lệ hộ nghèo": "tỷ lệ", "TL %": "tl", "%": "%"},
    misses=("Số hộ nghèo", "Tổng số"),
    regex=r"""(?<!\w)(?:t[ỷỉ]\ lệ|tl|cơ\ cấu)(?!\w) | % | phần\ trăm""",
)
COUNTED = pattern(
    "what a heading counts",
    catches={"Số hộ nghèo": "hộ", "Nhân khẩu": "nhân khẩu", "Tổng số lao động": "lao động", "Số xã": "xã", "Vốn sự nghiệp": "vốn"},
    misses=("Tổng số", "TS", "Kế hoạch năm 2022", "Nguồn xã hội hóa", "Nhà nước giao"),
    regex=r"""(?<!\w)(?: (?P<vnd>(?:kinh\ phí|vốn(?!\ vay)|ngân\ sách|nstw|nsđp|nst|nsnn|tổng\ mức|dự\ toán|thành\ tiền|số\ tiền
          |mức\ đầu\ tư|tổng\ kp|kp|thu\ nhập|dư\ nợ)) | (?P<turn>lượt) | (?P<household>hộ(?!i)|hn|hcn) | (?P<person>khẩu
          |nhân\ khẩu|người|lao\ động|học\ sinh|sinh\ viên|trẻ\ em|trẻ|cán\ bộ|lđ|đối\ tượng|học\ viên)
      | (?P<model>mô\ hình) | (?P<work>công\ trình|nhà\ (?:tiêu|vệ\ sinh|xí|văn\ hóa)|hố\ xí)
      | (?P<house>nhà\ ở|căn\ nhà|nhà(?!\ (?:nước|trường|máy|văn|đầu|tài|hảo|giáo|tiêu|vệ|xí|tắm))) | (?P<class>lớp) | (?P<course>khóa)
          | (?P<commune>xã(?!\ hội)) | (?P<hamlet>thôn|bản|ấp) | (?P<district>huyện) )(?!\w)""",
)
MOVES = pattern(
    "a change",
    catches={"Giảm hộ nghèo trong năm": "giảm", "Mức giảm tỷ lệ": "giảm", "Tăng so với đầu năm": "tăng", "Số hộ giảm": "giảm"},
    misses=("Kế hoạch giảm nghèo", "Chương trình giảm nghèo bền vững"),
    regex=r"""(?<!\w)(?: (?P<down>gi[ảaã]m) (?!\ nghèo|\ còn|\ xuống|\ định) | (?P<up>tăng) (?!\ cường|\ trưởng|,\ giảm|/giảm)
          | (?P<both>tăng(?:,\ |/)giảm) )""",
)
REMAINS = pattern(
    "what remains",
    catches={"Hộ nghèo còn lại cuối năm": "còn", "Số hộ cuối năm": "cuối năm"},
    misses=("Giảm trong năm",),
    regex=r"""(?<!\w)(?:còn|cuối\ (?:năm|kỳ)|đầu\ (?:năm|kỳ))(?!\w)""",
)
FACT_LABEL = pattern(
    "a fact in a heading",
    catches={
        "Thực hiện năm 2021": "thực hiện năm",
        "Kết quả rà soát": "kết quả",
        "Hiện trạng": "hiện trạng",
        "Tổng số hộ dân": "tổng số hộ",
        "Ước TH 2022": "ước",
    },
    misses=("Kế hoạch thực hiện năm 2022", "Số hộ nghèo cuối năm", "Tổng số hộ nghèo"),
    regex=r"""(?<!kế\ hoạch\ )(?<!\w)(?: (?P<estimate>ước) | (?P<need>nhu\ cầu) | (?P<result>thực\ hiện\ (?:năm|đến|20)|th\ (?:năm
          |20)|kết\ quả|hiện\ (?:trạng|có|tại|nay)|thực\ trạng|đã\ (?:thực|có|hỗ|đạt)|rà\ soát)
      | (?P<total>tổng\ (?:số\ )?(?:hộ|dân|khẩu|nhân\ khẩu)(?!\ (?:nghèo|cận|thoát|được|vay|hỗ|thiếu))|(?:số\ )?hộ\ dân(?!\ (?:được
          |sử))|dân\ số|số\ (?:hộ|khẩu)\ toàn) )(?!\w)""",
)
AIM_LABEL = pattern(
    "an aim in a heading",
    catches={
        "Kế hoạch năm 2022": "kế hoạch",
        "KH 2023": "kh",
        "Chỉ tiêu giao": "chỉ tiêu",
        "Mục tiêu đến năm 2025": "mục tiêu",
        "Dự kiến giảm": "dự kiến",
    },
    misses=("Thực hiện năm 2021", "Tổng số hộ"),
    regex=r"""(?<!so\ với\ )(?<!\w)(?: kế\ hoạch | kh | chỉ\ tiêu | mục\ tiêu | phấn\ đấu | dự\ kiến | giao | đăng\ ký | đề\ ra
          | cam\ kết | phân\ bổ )(?!\w)""",
)
PLAIN_YEAR = pattern(
    "a year alone",
    catches={"KH 2022": "2022", "2021 - 2025": "2021 - 2025", "TH 31/12/2021": "2021"},
    misses=("2.021 hộ", "12021"),
    regex=r"""(?<![\d.,]) (?:20\d\d\s?-\s?)?(?P<year>20\d\d) (?![\d,]|\.\d)""",
)
PLACE_LABEL = pattern(
    "a place as a heading",
    catches={"Xã Bình An": "xã", "TT. Phú Lộc": "tt.", "Thôn 3": "thôn", "Toàn huyện": "toàn huyện"},
    misses=("Xã, thị trấn thực hiện", "Năm 2022", "Tổng số"),
    regex=r"""^(?: (?:xã|phường|thị\ trấn|tt\.|huyện|thị\ xã|thành\ phố|tp\.?|thôn|bản|ấp|khóm
          |tổ\ dân\ phố)(?=\s\w+\s?[\w\s]{0,25}$) | toàn\ (?:huyện|tỉnh|xã|thị\ xã|thành\ phố) )""",
)
_ABBREVIATED = [
    (re.compile(rf"\b{short}\b"), long)
    for short, long in {
        "hcn": "ho can ngheo",
        "cn": "can ngheo",
        "hn": "ho ngheo",
        "tl": "ty le",
        "hgd": "ho gia dinh",
        "ld": "lao dong",
    }.items()
]


_SHORT_UNITS = {"hs": "person", "lđ": "person", "sv": "person", "c.trình": "work", "ct": "work", "c.trinh": "work", "mh": "model"}


@dataclass(frozen=True, slots=True)
class Label:
    """What a heading path or a row's name says; null where it leaves it open. `scale`: 1e6 for "triệu đồng"."""

    unit: str | None = None
    scale: float = 1.0
    finding: Finding | None = None
    moves: Direction | None = None
    changes: bool = False
    year: int | None = None
    begin: bool = False
    fact: TargetStatus | None = None
    aim: bool = False
    remains: bool = False
    outer: bool = False  # the unit is guessed from an outer heading


def read(parts: tuple[str, ...], period: tuple[int | None, int | None]) -> Label:
    """Read a path of headings (outermost first) or a row's name; `period`: the plan's first and last year."""
    keys = [key(part) for part in parts]
    whole = " - ".join(keys)
    unit, scale = _unit(keys)
    move = MOVES.search(whole)
    remains = REMAINS.search(whole) is not None
    moves = move is not None and not (remains and REMAINS.search(whole, move.end()))
    year, begin = _year(keys, period)
    finding = _finding(keys, unit)
    fact = FACT_LABEL.search(whole)
    status = None
    if fact and not (fact["total"] and finding):
        status = TargetStatus.ESTIMATE if fact["estimate"] else TargetStatus.NEED if fact["need"] else TargetStatus.RESULT
    direction = None
    if move and moves and not move["both"]:
        direction = Direction.DOWN if move["down"] else Direction.UP
    return Label(
        unit,
        scale,
        finding,
        direction,
        moves,
        year,
        begin,
        status,
        AIM_LABEL.search(whole) is not None,
        "còn" in whole.split(),
        unit is not None and len(keys) > 1 and _unit(keys[-1:])[0] is None,
    )


def unit_named(text: str) -> tuple[str | None, float]:
    """Unit and scale that a caption or a heading names outright: "(triệu đồng)", "ĐVT: hộ", "%"."""
    keyed = key(text)
    for match in BRACKET.finditer(keyed):
        said = (match["in"] or match["after"]).strip()
        if said == "%":
            return "percent", 1.0
        if found := unit_of(said):
            return found, _scale(said)
    return None, 1.0


def alone(text: str) -> tuple[str | None, float]:
    """The unit in a cell of the unit column ("Hộ", "Xã, phường"); "other" where it is none that the guidelines name, null where it says
    nothing ("Đơn vị")."""
    keyed = key(text).strip()
    if keyed.strip(". ") in ("đơn vị", "địa bàn", "địa phương", "nơi"):
        return None, 1.0
    parts = {unit_of(part) for part in re.split(r"[,/]| và ", keyed)} if re.search(r"[,/]| và ", keyed) else set()
    if len(parts) == 1 and (named := parts.pop()) and named != "vnd":
        return named, 1.0
    code = "percent" if "%" in keyed else "turn" if keyed.startswith("lượt") else unit_of(keyed) or _SHORT_UNITS.get(keyed.strip(". "))
    if code is None and any(c.isalpha() for c in keyed):
        return "other", 1.0
    return code, _scale(keyed) if code == "vnd" else 1.0


def _scale(said: str) -> float:
    for word, factor in (
        ("tỷ", 1e9),
        ("tỉ", 1e9),
        ("triệu", 1e6),
        ("tr", 1e6),
        ("nghìn", 1e3),
        ("ngàn", 1e3),
        ("1.000", 1e3),
        ("1000", 1e3),
    ):
        if re.search(rf"(?<!\w){word}(?!\w)", said):
            return factor
    return 1.0


def _unit(keys: list[str]) -> tuple[str | None, float]:
    """From the innermost heading outwards: a unit in brackets, a share, a thing counted."""
    for part in reversed(keys):
        unit, scale = unit_named(part)
        if unit:
            return unit, scale
        if RATE.search(part):
            return "percent", 1.0
        if found := COUNTED.search(part):
            return found.lastgroup, 1.0
    return None, 1.0


def _finding(keys: list[str], unit: str | None) -> Finding | None:
    """The innermost heading that names an indicator; under "thiếu hụt" every service is one of deprivation."""
    if any("thiếu hụt" in part for part in keys[:-1]):
        return Finding("deprivation", "local")
    for at in range(len(keys) - 1, -1, -1):
        plain = bare(keys[at])
        for short, long in _ABBREVIATED:
            plain = short.sub(long, plain)
        if found := of_label(plain, unit or ""):
            return found
    return None


def _year(keys: list[str], period: tuple[int | None, int | None]) -> tuple[int | None, bool]:
    for part in reversed(keys):
        found = years(part, period)
        if found:
            return found[-1].year, found[-1].begin
        plain = list(PLAIN_YEAR.finditer(part))
        if plain:
            return int(plain[-1]["year"]), False
    return None, False

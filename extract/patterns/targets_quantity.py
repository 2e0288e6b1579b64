"""Quantities of a piece of running text: a figure with its unit, comparator, range and starting value."""

from __future__ import annotations

from dataclasses import replace

from extract.model import Comparator
from extract.patterns.numbers import Number, numbers
from extract.patterns.pattern import pattern
from extract.patterns.targets_counted import counted
from extract.patterns.targets_joined import JOINT, Quantity, departures, ranges, sums
from extract.patterns.targets_mask import blanked
from extract.patterns.targets_units import Unit, unit_after

COMPARATOR = pattern(
    "comparator before a number",
    catches={
        "Giải quyết cho vay trên ": "trên ",
        "giảm ít nhất ": "ít nhất ",
        "khám ít nhứt ": "ít nhứt ",
        "mỗi buôn ít ra ": "ít ra ",
        "phấn đấu tối thiểu còn ": "tối thiểu còn ",
        "còn không quá ": "không quá ",
        "xuống dưới ": "dưới ",
        "tập huấn cho khoảng ": "khoảng ",
        "đạt ≥ ": "≥ ",
        "giảm từ ": "từ ",
        "không để phát sinh quá ": "quá ",
    },
    misses=("trên địa bàn ", "giảm nghèo ", "ước tính của "),
    regex=r"""(?<!\w) (?: (?P<ge> (?:[íi]t\ nh[ấâaứưu]t|ít\ ra|t[ốôo]i\ thi[ểêe]u|không\ d[ưu][ớơoó]i|không\ thấp\ hơn|không\ ít\ hơn
          |bằng\ hoặc\ cao\ hơn|thấp\ nhất) (?P<fall>(?:\ là|\ đạt|\ từ|\ xuống|\ giảm)?\ còn)? (?:\ là|\ đạt|\ khoảng|\ từ)? | ≥ | >=)
      | (?P<le> không\ qu[áa] | không\ vượt\ quá | không\ vượt | không\ cao\ hơn | không\ lớn\ hơn | t[ốôo]i\ [đd]a (?:\ không\ quá
          |\ là|\ còn)? | nhiều\ nhất | cao\ nhất | ≤ | <= )
      | (?P<about> trên\ dưới | kho[ảaá]ng (?:\ trên|\ từ|\ hơn)? | xấp\ xỉ | ước\ khoảng | chừng | gần | ước\ (?:đạt|giảm|còn|có
          |thực\ hiện|tính)? | bình\ quân\ khoảng )
      | (?P<lt> d[ưu][ớơoó]i | thấp\ hơn | nhỏ\ hơn | ít\ hơn | chưa\ đến | chưa\ tới | < )
      | (?P<gt> tr[êeế]n | hơn | cao\ hơn | vượt | lớn\ hơn | > )
      | (?P<beyond> quá | vượt\ quá )
      | (?P<from> từ(?:\ mức|\ khoảng)? )
      ) \s{0,2} $""",
)
AT_LEAST = pattern(
    "a figure reached from so much on",
    catches={"Bao phủ bảo hiểm y tế đạt từ ": "đạt từ "},
    misses=("giảm từ ", "vốn từ ", "đạt tỷ lệ từ "),
    regex=r"(?<!\w)đạt\stừ\s{1,2}$",
)
NOT_BEYOND = pattern(
    "what is not to be exceeded",
    catches={
        "không để phát sinh ": "không để phát sinh ",
        "không xã nào còn ": "không xã nào còn ",
        "Không để hộ tái nghèo ": "không để hộ tái nghèo ",
    },
    misses=("không có vốn; xử lý hộ vay ", "đã "),
    regex=r"(?<!\w)không\ [^,;.:()\d]{0,70}$",
)
OR_MORE = pattern(
    "or more, or less",
    catches={
        " trở lên": " trở lên",
        " hộ nghèo trở lên": " hộ nghèo trở lên",
        "/người trở lên": "/người trở lên",
        " trở xuống": " trở xuống",
    },
    misses=(" trở thành", ", từ 5% trở lên"),
    regex=r"""^(?:/[^\s,;.:()%\d/]{1,10}){0,2}(?:\s[^\s,;.:()%\d·]{1,10}){0,6}? \s trở\s(?:(?P<up>lên)|(?P<down>xuống))""",
)
RATIO = pattern(
    "so many of so many, or a fraction",
    catches={"có 12/15 xã đạt chuẩn": "12/15", "có 112/2.671 hộ": "112/2.671", "giảm 1/2 số hộ nghèo": "1/2", "giảm 2/3 tỷ lệ": "2/3"},
    misses=("ngày 15/6/2021", "theo 07/2021/NĐ-CP", "24/7 giờ"),
    regex=r"""(?<![\w.,/·]) (?P<part>\d{1,3}\.\d{3}|\d{1,4}(?:,\d{1,3})?) \s?/\s?
        (?P<whole>\d{1,3}\.\d{3}|\d{1,4}(?:,\d{1,3})?) (?![\d/.,]\d|\d|/) (?=\s)(?!\sgiờ|\sngày)""",
)
SIBLING = pattern(
    "a figure that shares its neighbours' unit",
    catches={
        " ở huyện A (làm mới 42, ": " ở huyện A (làm mới 42,".lower(),
        ", tạo việc làm 9, ": ", tạo việc làm 9,",
        "; trẻ em 7)": "; trẻ em 7)",
    },
    misses=(", hỗ trợ 30%", ", đến năm ····", " nghèo, Dự án 5 của", ", mục 3,"),
    regex=r"""^(?:\s?[,;]\s|[^\d;:.()%·]{0,40}\() (?:[^\d,;:.()%·]{3,60}\s)(?<!số\s)(?<!mục\s)(?<!điều\s)(?<!biểu\s)(?<!lục\s)(?<!án\s)
        \d[\d.]{0,8} (?<!\.) \s?(?:[,;).]|$)""",
)
WORDED = pattern(
    "a small number in words",
    catches={
        "trong đó ba hộ đã trả": "ba",
        "ít nhất một người có việc": "ít nhất một",
        "còn sáu thôn chưa có": "sáu",
        "giảm một nửa số hộ": "một nửa",
    },
    misses=("cả hai xã", "thứ ba người", "một doanh nghiệp", "(hai) mô hình", "một người dân"),
    regex=r"""(?<![\w(])(?<!cả\ )(?<!thứ\ )(?<!\d\s) (?: (?P<half>một\ nửa) (?=\ (?:số|tỷ|tổng)\ )
        | (?P<least>(?:ít\ nhất|tối\ thiểu)\ (?:là\ |có\ )?) (?P<one>một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)
        | (?P<word>hai|ba|bốn|sáu|bảy|tám|chín|mười) (?=\ (?:hộ|xã|thôn|bản|ấp|buôn|xóm|khóm|huyện|người)\ ) ) (?!\w)""",
)
OF_WHOLE = pattern(
    "what a fraction is of",
    catches={" số hộ nghèo": " số", " mức bình quân của tỉnh": " mức", " thu nhập bình quân": " thu nhập"},
    misses=(" xã", " năm"),
    regex=r"""\ (?:số|tổng|tỷ\ lệ|so\ với|hộ|trong|mức|bình\ quân|thu\ nhập)""",
)
LIFETIME = pattern(
    "how long a house is to stand",
    catches={"tuổi thọ căn nhà từ 20 năm trở lên": "tuổi thọ căn nhà từ 20 năm trở lên", "tuổi thọ trên 15 năm,": "tuổi thọ trên 15 năm"},
    misses=("tuổi thọ bình quân 74,5 tuổi", "sau 20 năm"),
    regex=r"""(?<!\w)tuổi\ thọ(?:\ [^\W\d]{1,8}){0,4}? \ (?:(?P<more>từ|ít\ nhất|tối\ thiểu|trên|không\ dưới)\ )?(?P<years>\d{2})\ năm
        (?P<up>\ trở\ lên)?(?!\w)""",
)
PART_OF_WORKS = pattern(
    "a figure of works or houses without its noun",
    catches={
        ", 12 thủy lợi, 05 điện": ", 12 thủy lợi",
        " nhà (06 xây mới, 10": " nhà (06 xây mới",
        " (18 giao thông, 07": " (18 giao thông",
        ", 07 khởi công mới": ", 07 khởi công mới",
    },
    misses=(", 12 hộ", " và 30%"),
    regex=r"""^[^,;:.()\d·]{0,40}(?:,\s|\(\s?)\d{1,4}\ (?:xây\ mới|làm\ mới|sửa\ chữa|sửa
        |khởi\ công\ mới|chuyển\ tiếp|nâng\ cấp|giao\ thông|thủy\ lợi
        |điện|nước|văn\ hóa|y\ tế|giáo\ dục)(?!\w)""",
)
BUILT = pattern(
    "houses that are built or mended",
    catches={" hộ (xây mới ": "xây mới ", ", sửa chữa ": "sửa chữa ", "; làm mới ": "làm mới "},
    misses=(", việc làm ", " hộ (Kinh "),
    regex=r"(?<!\w)(?:xây|xây\ mới|làm\ mới|cất\ mới|sửa|sửa\ chữa)\s{1,2}$",
)
MULTIPLIED = pattern(
    "by how much something is multiplied stands behind",
    catches={"thu nhập tăng ": "tăng ", "sản lượng gấp lên ": "gấp lên ", "năng suất cao hơn ": "cao hơn "},
    misses=("kiểm tra ", "tăng cường họp "),
    regex=r"""(?:tăng|gấp|giảm|bằng|cao\ hơn)\s(?:lên\s)?$""",
)
POINTS_BACK = pattern(
    "what was named before",
    catches={" xã trên": " xã trên", " hộ này": " hộ này", " bản cũ": " bản cũ"},
    misses=(" xã biên giới", " hộ nghèo"),
    regex=r"""^\ \w+\ (?:này|trên|đó|nêu|cũ|kia|còn\ lại|nói)(?!\w)""",
)
_WORDS = {word: n for n, word in enumerate(("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"), start=1)}
_CODES = {
    "ge": Comparator.GE,
    "le": Comparator.LE,
    "about": Comparator.ABOUT,
    "lt": Comparator.LT,
    "gt": Comparator.GT,
}


def quantities(text: str, key: str, bare: str) -> list[Quantity]:
    """Quantities in order; ranges and "từ ... xuống còn ..." are one each. `key`, `bare`: `text` keyed, and without tone marks."""
    masked = blanked(key)
    found = _ratios(text, masked, bare)
    taken = {i for q in found for i in range(*q.figure)}
    open_start: Number | None = None  # "2,5 - 3%": a figure that waits for its unit
    for number in numbers(masked):
        if number.start in taken:
            continue
        unit = unit_after(masked, bare, number.end)
        joint = open_start and JOINT.match(masked[open_start.end : number.start])
        if unit is None:
            if sibling := _sibling(text, masked, number, found):
                found.append(sibling)
            elif named := counted(masked, number):
                found.append(replace(_quantity(text, masked, number, named, None), bare=True))
            open_start = number
            continue
        found.append(_quantity(text, masked, number, unit, open_start if joint else None))
        open_start = None
    found += [*_worded(masked, bare), *_lifetimes(key)]
    found.sort(key=lambda q: q.start)
    return [_reached(q, masked) for q in departures(ranges(sums(found, masked, text), masked, text), masked)]


def _reached(q: Quantity, masked: str) -> Quantity:
    """ "đạt từ 95,5% dân số" is a floor where no range or later value follows."""
    alone = q.comparator is Comparator.EQ and q.high is None and q.start_value is None
    return replace(q, comparator=Comparator.GE) if alone and AT_LEAST.search(masked[max(0, q.start - 12) : q.start]) else q


def _lifetimes(key: str) -> list[Quantity]:
    """ "tuổi thọ từ 20 năm trở lên": the one span of years that is promised."""
    found = []
    for match in LIFETIME.finditer(key):
        code = Comparator.GT if match["more"] == "trên" else Comparator.GE if match["more"] or match["up"] else Comparator.EQ
        start = match.start("more") if match["more"] else match.start("years")
        unit = Unit("other", match.end(), "năm", whole=True)
        found.append(Quantity(start, match.end(), match.span("years"), float(match["years"]), unit, match["years"], None, code))
    return found


def _worded(masked: str, bare: str) -> list[Quantity]:
    """Small numbers in words, where they count: "sáu thôn", "ít nhất một người", "một nửa"."""
    found = []
    for match in WORDED.finditer(masked):
        printed = match["half"] or match["one"] or match["word"]
        figure = (match.end() - len(printed), match.end())
        if match["half"]:
            found.append(Quantity(match.start(), match.end(), figure, 0.5, Unit("fraction", match.end(), ""), printed))
            continue
        unit = unit_after(masked, bare, match.end())
        if unit is None or unit.code in ("vnd", "percent", "percentage_point") or POINTS_BACK.match(masked[match.end() :]):
            continue
        comparator = Comparator.GE if match["least"] else Comparator.EQ
        found.append(Quantity(match.start(), unit.end, figure, float(_WORDS[printed]), unit, printed, None, comparator))
    return found


def _quantity(text: str, masked: str, number: Number, unit: Unit, low: Number | None) -> Quantity:
    first = low or number
    share = unit.code in ("percent", "percentage_point")
    value = round(first.value(whole=unit.whole, share=share) * unit.scale, 6 if unit.scale == 1 else 2)
    high = round(number.value(whole=unit.whole, share=share) * unit.scale, 6 if unit.scale == 1 else 2) if low else None
    comparator, fall, start = _before(masked, first.start)
    comparator, end = _after(masked, unit.end, comparator)
    if low and comparator is not Comparator.ABOUT:
        comparator, start = Comparator.EQ, first.start
    printed = text[first.start : number.end]
    if unit.code == "times" and comparator is Comparator.GE and not unit.per and not MULTIPLIED.search(masked, 0, start):
        unit = replace(unit, code="other")  # "mỗi nhà kiểm tra ít nhất 02 lần"
    return Quantity(start, end, (first.start, number.end), value, unit, printed, high, comparator or Comparator.EQ, fall)


def _sibling(text: str, masked: str, number: Number, found: list[Quantity]) -> Quantity | None:
    """A figure without unit in a list whose other figures have one: "(con giống 11 hộ, việc làm 9, đất 3 hộ)"."""
    last = found[-1] if found else None
    if last is None or not last.unit.whole or last.unit.code in ("commune", "district", "hamlet"):
        return None
    beside = last.unit.code in ("work", "house") and PART_OF_WORKS.match(masked[last.end : number.end + 20])
    if not beside and not SIBLING.match(masked[last.end : number.end + 2]):
        return None
    unit = last.unit
    if unit.code == "household" and BUILT.search(masked, last.end, number.start) and not BUILT.search(masked, 0, last.start):
        unit = replace(unit, code="house", word="nhà")  # "hỗ trợ 57 hộ (xây mới 21, sửa chữa 36)"
    value = number.value(whole=True)
    return Quantity(number.start, number.end, (number.start, number.end), value, unit, text[number.start : number.end], bare=True)


def _before(masked: str, at: int) -> tuple[Comparator | None, bool, int]:
    """Comparator in front of a figure, whether it speaks of a falling level, and where the quote begins."""
    head = masked[max(0, at - 40) : at]
    match = COMPARATOR.search(head)
    if match is None or match["from"]:
        return None, False, at
    if match["beyond"]:
        start = at - len(head) + match.start()
        limit = NOT_BEYOND.search(masked, max(0, start - 90), start)
        return (Comparator.LE, False, start) if limit else (None, False, at)
    code = next(code for name, code in _CODES.items() if match[name] is not None)
    fall = bool(match["fall"])
    start = at - len(head) + match.start()
    if code is Comparator.ABOUT and match["about"].startswith("ước ") and match["about"].strip() not in ("ước", "ước khoảng"):
        return None, False, at  # "ước đạt" is an estimate, not an approximation
    return (Comparator.LE if fall else code), fall, start


def _after(masked: str, end: int, comparator: Comparator | None) -> tuple[Comparator | None, int]:
    match = OR_MORE.match(masked[end : end + 80])
    if match is None:
        return comparator, end
    near = match.group()[0] == "/" or match.end() - match.start() <= len(" trở xuống")
    return (Comparator.GE if match["up"] else Comparator.LE), end + match.end() if near else end


def _ratios(text: str, masked: str, bare: str) -> list[Quantity]:
    found = []
    for match in RATIO.finditer(masked):
        part, whole = (float(match[name].replace(".", "").replace(",", ".")) for name in ("part", "whole"))
        unit = unit_after(masked, bare, match.end())
        comparator, fall, start = _before(masked, match.start())
        span, printed = match.span(), text[match.start() : match.end()]
        met = part <= whole or 10 <= whole < part <= 2 * whole  # "1.250/1.200 lao động": more than was planned
        if unit and met and unit.code != "percent" and (unit.code == "vnd" or part == int(part)):
            value = part * (unit.scale if unit.code == "vnd" else 1)
            found.append(Quantity(start, unit.end, span, value, unit, printed, None, comparator or Comparator.EQ, fall))
        elif part < whole <= 5 and OF_WHOLE.match(masked, match.end()):
            code = Unit("fraction", match.end(), "")
            found.append(Quantity(start, match.end(), span, round(part / whole, 4), code, printed, None, comparator or Comparator.EQ, fall))
    return found

"""Days of the week and of the month that tell how often: "trước 15 giờ thứ Năm", "báo cáo tháng gửi trước ngày 20", "theo quý"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.model import DeadlineKind, Span
from extract.patterns.deadlines_times import Found
from extract.patterns.pattern import pattern

_UNITS = {"ngày": "daily", "tuần": "weekly", "tháng": "monthly", "quý": "quarterly", "năm": "annual"}
_CODES = {**_UNITS, "6 tháng": "semiannual", "9 tháng": "nine_monthly"}
_HOUR = r"(?:lúc\s)?\d{1,2}\s?(?:h|giờ)(?:\s?\d\d)?(?:\sphút)?,?"

WEEKDAY = pattern(
    "day of the week",
    catches={
        "gửi số liệu trước 16 giờ thứ Tư": "trước 16 giờ thứ tư",
        "giao ban vào 7 giờ 30 sáng thứ Hai": "vào 7 giờ 30 sáng thứ hai",
        "họp tổ chiều thứ Sáu": "chiều thứ sáu",
        "báo cáo trước thứ Năm của tuần": "trước thứ năm của tuần",
        "thứ Sáu hằng tuần tổng hợp": "thứ sáu hằng tuần",
        "tiếp dân vào thứ Ba và thứ Năm hằng tuần": "vào thứ ba và thứ năm hằng tuần",
    },
    misses=("trước 16 giờ thứ Tư, ngày 20/11/2024", "sáng thứ Hai (05/8/2024)", "vào thứ tự ưu tiên", "lớp thứ nhất"),
    regex=rf"""(?<!\w)(?:(?:(?:trước|vào|chậm\snhất|muộn\snhất)(?:\s(?:là|vào))?\s)(?:{_HOUR}\s)?(?:ngày\s)?|{_HOUR}\s)?
        (?P<day>(?:(?:cuối\s)?(?:sáng|chiều|ngày)\s)?(?:thứ\s(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ\snhật)
        (?:(?:,\s|\svà\s)thứ\s(?:hai|ba|tư|năm|sáu|bảy|[2-7])){{0,3}})(?!\w)(?P<week>\s(?:h[àằ]ng|mỗi|của|trong)\stuần)?(?!,?\s?\(?(?:ngày\s)?\d)""",
)
DATED = pattern(
    "date before its day of the week",
    catches={"họp ngày 09/11/2024 (": "1/2024 (", "ngày 15 tháng 3 năm 2024, ": "năm 2024, "},
    misses=("năm 2024, họp ", "trong năm 2024 vào "),
    regex=r"(?:\d/|năm\s|/)20\d\d(?:\s?\(|,\s)$",
)
REPORT_DAY = pattern(
    "day of a periodic report",
    catches={
        "báo cáo tháng gửi về phòng trước ngày 18.": "báo cáo tháng gửi về phòng trước ngày 18",
        "báo cáo quý chậm nhất ngày 25, báo cáo năm": "báo cáo quý chậm nhất ngày 25",
        "Báo cáo tháng: các phường gửi về Phòng LĐ-TB&XH trước ngày 15": "báo cáo tháng: các phường gửi về phòng lđ-tb&xh trước ngày 15",
        "Tổng hợp số liệu mỗi tháng, gửi UBND huyện trước ngày 20.": "mỗi tháng, gửi ubnd huyện trước ngày 20",
        "Hằng quý rà soát, gửi danh sách biến động chậm nhất ngày 25": "hằng quý rà soát, gửi danh sách biến động chậm nhất ngày 25",
        "Tổng hợp báo cáo tháng trước 15 giờ ngày 17,": "báo cáo tháng trước 15 giờ ngày 17",
    },
    misses=("báo cáo tháng trước ngày 18/5", "báo cáo trước ngày 20", "báo cáo tháng trước ngày 18 hằng tháng"),
    regex=r"""(?<!\w)(?:báo\scáo|h[ằà]ng|mỗi)\s(?P<unit>tháng|quý)(?!\s\d):?,?(?:\s(?!ngày|trước|chậm)[^\W\d][\w&-]{0,11},?){0,18}?\s
        (?P<it>(?:trước|vào|chậm\snhất(?:\slà|\svào)?)\s(?:\d{1,2}\s?(?:h|giờ)(?:\s?\d\d)?(?:\sphút)?\s)?ngày\s\d{1,2}(?!\d|\s?[/.-]\s?\d|\s(?:tháng|h[àằ]ng|mỗi|của|cùng)))""",
)
SAME_MONTH = pattern(
    "day of the month of a report named before",
    catches={"báo cáo quý trước ngày 10; Sở tổng hợp trước ngày 18 cùng tháng": "trước ngày 18 cùng tháng"},
    misses=("trước ngày 18 hằng tháng", "cùng tháng năm trước"),
    regex=r"(?<!\w)(?:trước|vào|chậm\snhất(?:\slà)?)\sngày\s\d{1,2}\s(?:của\s)?cùng\stháng(?!\w)",
)
BY_UNIT = pattern(
    "by the month",
    catches={
        "tiền điện được trả theo quý": "trả theo quý",
        "báo cáo theo tháng, quý": "báo cáo theo tháng, quý",
        "bàn giao kết quả theo tháng": "bàn giao kết quả theo tháng",
    },
    misses=("giao chỉ tiêu theo quý", "chi trả theo tháng 5", "chi trả theo quý II"),
    regex=r"""(?<!\w)(?:trả|nghiệm\sthu|bàn\sgiao|gửi|báo\scáo|cập\snhật|thanh\stoán|họp|giao\sban|đánh\sgiá|kiểm\stra|cấp\sphát|quyết\stoán|sinh\shoạt|đối\schiếu)(?:\s[^\W\d]{1,10}){0,4}?,?\s
        (?P<it>theo\s(?:định\skỳ\s)?(?:tuần|tháng|quý)(?:\s?(?:,|hoặc|và)\s?(?:tháng|quý|năm)){0,3})(?!\w)(?!\s(?:\d|i{1,3}(?!\w)|iv(?!\w)|này|trước|sau))""",
)
MEETING = pattern(
    "meeting of each month",
    catches={"đưa vào nội dung giao ban tháng": "giao ban tháng", "báo cáo tại cuộc họp giao ban tuần": "giao ban tuần"},
    misses=("giao ban tháng 5", "giao ban quý II", "giao ban hằng tháng"),
    regex=r"(?<!\w)(?P<it>giao\sban\s(?:tuần|tháng|quý))(?!\w)(?!\s(?:\d|i{1,3}(?!\w)|iv(?!\w)|này|trước|sau))",
)
BEFORE_REPORT = pattern(
    "interval in a list, before one with its day",
    catches={
        "báo cáo UBND tỉnh quý, 6 tháng (trước 12/6)": "báo cáo ubnd tỉnh quý",
        "báo cáo tháng, quý, năm (trước ngày 5/12)": "báo cáo tháng, quý",
    },
    misses=("trong quý, 6 tháng (trước 12/6)", "báo cáo quý"),
    regex=r"""(?<!\w)báo\scáo(?:\s(?!quý|tháng|tuần|năm)[^\W\d][\w&-]{0,11}){0,6}\s(?P<it>(?:tuần|tháng|quý)(?:,\s(?:tháng|quý))?)
        (?=,\s(?:0?6\stháng|9\stháng|năm|quý)\s\((?:gửi\s)?(?:trước|chậm))""",
)


def weekdays(folded: str) -> Iterator[Found]:
    """Rhythms that a day of the week, or the day of a periodic report, gives."""
    for m in WEEKDAY.finditer(folded):
        # "lớp thứ hai" is the second, "chiều thứ Hai" a day
        led = m.start("day") > m.start() or m["week"] or m["day"].startswith(("sáng", "chiều", "cuối"))
        if led and not DATED.search(folded[: m.start()]) and not _this_week(folded[m.end() : m.end() + 12]):
            yield _recurring(m.start(), m.end(), ("weekly",))
    for m in REPORT_DAY.finditer(folded):
        yield _recurring(m.start("it"), m.end("it"), (_UNITS[m["unit"]],))
    for m in SAME_MONTH.finditer(folded):
        units = re.findall(r"báo cáo (0?6 tháng|9 tháng|quý|năm|tháng)(?!\s\d)", folded[: m.start()])
        codes = tuple(dict.fromkeys(_CODES[unit.removeprefix("0")] for unit in units))
        yield _recurring(m.start(), m.end(), codes or ("monthly",))
    for regex in (BY_UNIT, MEETING, BEFORE_REPORT):
        for m in regex.finditer(folded):
            yield _recurring(m.start("it"), m.end("it"), _codes(m["it"]))


def _this_week(after: str) -> bool:
    return after.startswith((" tuần này", " tuần tới", " tuần sau"))


def _codes(said: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_UNITS[unit] for unit in re.findall(r"tuần|tháng|quý|năm", said)))


def _recurring(start: int, end: int, codes: tuple[str, ...]) -> Found:
    return Found(Span(start, end), DeadlineKind.RECURRING, None, None, codes, "weekday")

"""What is due by a deadline, whether it is a report and to whom; and whether a time dates a fact instead."""

from __future__ import annotations

from dataclasses import dataclass

from extract.model import DeadlineKind, Header, Item, Section, SectionKind, Span
from extract.patterns.dates import Grain
from extract.patterns.deadlines_grammar import lexicon
from extract.patterns.deadlines_times import DUE_NEXT, Found, words
from extract.patterns.legal_types import alternatives
from extract.patterns.pattern import pattern
from extract.text import key

_HEADS = alternatives(lexicon()["agencies"]["heads"])
YEARLY_COUNT = pattern(
    "so many a year",
    catches={
        " mở 12 lớp nghề": " mở 12 ",
        " tạo việc làm cho tối thiểu 900 lao động": " tạo việc làm cho tối thiểu 900 ",
        " ngân sách huyện và xã cho ủy thác thêm 2-3 tỷ": " ngân sách huyện và xã cho ủy thác thêm 2-3 ",
    },
    misses=(
        " khám cho 100% trẻ em",
        " tổ chức 02 đợt kiểm tra",
        " tổ chức từ 01 đến 03 cuộc giám sát",
        " rà soát hộ nghèo; mở 12 lớp",
        " báo cáo trước ngày 20/12",
    ),
    regex=r"""\A,?(?:\s(?!(?:ngày|tháng|quý|năm|điều|khoản|mục|số|báo|rà|kiểm|giám)(?!\w))[^\W\d]{1,9}){1,14}\s\d[\d.,]{0,8}(?:\s?-\s?\d[\d.,]{0,8})?\s
        (?!(?:(?:đến|-)\s\d{1,3}\s)?(?:lần|đợt|cuộc|kỳ|phiên|buổi|hội\snghị|tháng|ngày|năm))""",
)
REPORT = pattern(
    "duty to report",
    catches={
        "tổng hợp, báo cáo Sở Y tế": "báo cáo",
        "báo UBND xã số hộ mới nghèo": "báo ubnd",
        "gửi kết quả về Phòng Nội vụ": "gửi kết quả",
        "kết quả sơ bộ gửi về huyện": "kết quả sơ bộ gửi",
        "hằng tuần cập nhật tiến độ làm nhà": "cập nhật tiến độ",
    },
    misses=("gửi danh sách về Sở Y tế", "cung cấp số liệu", "cập nhật danh mục việc làm", "báo chí"),
    regex=r"""(?<!\w)(?:báo\s(?:cáo|ubnd|ủy\sban|sở|phòng|về)|kết\squả\s(?:[^\W\d]{1,8}\s){0,3}gửi|vướng\smắc\sphản\sánh|phản\sánh\svướng\smắc|(?:gửi|nộp)\s(?:số\sliệu|kết\squả|thông\stin)|cập\snhật\s(?:tiến\sđộ|kết\squả))(?!\w)""",
)
RECIPIENT = pattern(
    "to whom",
    catches={
        "báo cáo Ủy ban nhân dân tỉnh kết quả": "báo cáo ủy ban nhân dân tỉnh kết quả",
        "gửi về Sở Y tế trước": "gửi về sở y tế trước",
        "báo cáo kết quả về Phòng Nội vụ.": "về phòng nội vụ.",
    },
    misses=("báo cáo kết quả thực hiện", "về giảm nghèo"),
    regex=rf"""(?<!\w)(?:(?:báo\scáo|gửi|trình)(?:\s(?:về|đến|cho|báo\scáo)){{0,2}}|về)\s
        (?P<who>(?:{_HEADS}|bộ|thường\strực)(?!\w)(?!\s(?:nghị|cáo))[^.;:()]{{0,110}}?)(?:[.;:()]|\s?,\s(?!bộ|ủy|sở|phòng)|$
        |\s(?:kết\squả|tình\shình|để|trước|theo|định\skỳ|h[àằ]ng|mỗi|chậm\snhất|xem\sxét|quyết\sđịnh|phê\sduyệt|tổng\shợp|vào|trong|xong|số\sliệu|danh\ssách|bằng|tiến\sđộ|xử\slý
            |phương\sán|sau\skhi|kế\shoạch|việc|về|ban\shành|những|biến\sđộng|qua)\s)""",
)


PILED = pattern(
    "what is not to be left until then",
    catches={"không để dồn vốn": "dồn vốn", "tránh giải ngân dồn": "dồn", "không dồn việc tổ chức lớp": "dồn việc tổ chức lớp"},
    misses=("dồn điền đổi thửa xong", "hoàn thành"),
    regex=r"(?<!\w)dồn(?!\s(?:điền|sức|lực))(?:\s[^\W\d]{1,8}){0,4}\Z",
)


DONE = pattern(
    "what was done by then",
    catches={"tiền quà Tết đã chi xong": "đã chi xong", "các hộ đã được nhận bò": "đã được nhận bò"},
    misses=("đã cấp vốn, hoàn thành", "chi xong"),
    regex=r"(?<!\w)đã(?:\s[^\W\d]{1,8}){1,4}\Z",
)


REACHED = pattern(
    "a figure that is to be reached by the year behind it",
    catches={
        "hoàn thành tiểu học đạt 97% ": "đạt 97",
        "có 12 xã thoát nghèo ": "có 12",
        "xuống 12,5 ": "xuống 12,5",
        "98% trẻ em được tiêm chủng ": "98%",
    },
    misses=("sơ kết ", "Luật số 12, tổng kết ", "năm 2022, hoàn thành ", "trước ngày 15/6 và ", "Dự án 2 ", "06 đơn vị còn lại xét "),
    regex=r"""(?:(?<![\w/.,-])\d{1,3}(?:[.,]\d{1,3}){0,3}\s?%|(?<!\w)(?:đạt|còn|dưới|trên|xuống|lên|có|tăng|giảm)\s\d{1,3}(?:[.,]\d{1,3}){0,3}(?![\d/]))""",
)


@dataclass(frozen=True, slots=True)
class Where:
    """A stretch of text with what stands above it: its section and the items it hangs under."""

    text: str
    section: Section | None = None
    leads: tuple[Item, ...] = ()
    title: bool = False


def is_fact(found: Found, where: Where, header: Header) -> bool:
    """Whether the time only dates a fact, names a programme or scopes a target."""
    if found.kind is DeadlineKind.RECURRING and found.rule == "rhythm" and found.recurrence == ("annual",) and _scopes(found, where.text):
        return True
    if found.kind is DeadlineKind.RECURRING and not found.grain:
        return _situation(where) and not _reports(clause_of(where.text, found.span))
    before = key(where.text[: found.span.start]).rstrip(" *_(")
    if found.rule == "bare" and not _later(found, header, before):
        return True
    if PILED.search(before[-40:]) or (found.rule == "occasion" and DONE.search(before[-40:])):
        return True
    told = before.endswith(words("facts")[:8]) and not found.preposition.startswith("trước")  # "chốt số liệu trước ngày 20"
    if _past(found, header) or told:
        return True
    if _reference(found, header):
        return True
    after = key(where.text[found.span.end : found.span.end + 40]).lstrip(" *_,)")
    reported = after.startswith(("đã ", "toàn ", "đến nay")) and not after.startswith("toàn bộ ")
    if reported or (_situation(where) and found.rule not in ("by", "event")):
        return True
    if _situation(where) and not _reports(clause_of(where.text, found.span)):
        return True
    if found.grain in (Grain.YEAR, Grain.YEARS):
        if found.rule == "within" and _counts(after):
            return True
        named = not found.preposition.startswith(("vào", "trước", "chậm", "xong")) and _in_name(before)
        return named or (
            found.rule == "end of"
            and found.part != "hết"
            and not found.preposition
            and not DUE_NEXT.match(" " + after)
            and not _is_aim(where.text, found.span)
        )
    return False


def dates_figure(found: Found, text: str) -> bool:
    """ "đạt 97% vào năm 2025": the year of a figure, as in "Năm 2025 đạt 97%"; an act "vào năm 2025" has the whole year for itself."""
    at_figure = found.rule == "within" and found.preposition == "vào" and found.grain is Grain.YEAR
    return at_figure and REACHED.search(key(clause_of(text, found.span).partition(found.span.of(text))[0])) is not None


def _later(found: Found, header: Header, before: str) -> bool:
    """Whether a bare day ("lớp thứ nhất ngày 12/9/2022") lies ahead: on or after the day of issue."""
    ahead = found.dated and bool(header.issued) and len(header.issued or "") == 10 and (found.last or "") >= (header.issued or "")
    return ahead and not before.endswith(words("facts"))


def _reference(found: Found, header: Header) -> bool:
    """Whether a stretch began long before the day of issue: months whose income is counted, "từ tháng 10/2021 đến tháng 9/2022"."""
    if found.rule != "range" or not found.first or not header.issued or len(header.issued) < 7 or found.grain is Grain.YEARS:
        return False
    months = [12 * int(day[:4]) + int(day[5:7]) for day in (found.first, header.issued)]
    return months[1] - months[0] > 6 and int(found.first[:4]) < (header.period_start or 0)


def _counts(after: str) -> bool:
    """Whether a number to be reached follows: "đưa vào sử dụng trong năm 2023 ít nhất 08 công trình"."""
    if after[:2] in ("19", "20") and after[2:4].isdigit() and not after[4:5].isdigit():
        return False
    for word in ("ít nhất ", "tối thiểu ", "trên ", "khoảng ", "được "):
        after = after.removeprefix(word)
    return after[:1].isdigit()


def _scopes(found: Found, text: str) -> bool:
    """Whether "hằng năm" only says by what time a number is counted: "mỗi năm mở 12 lớp". Shares are reached each year anew."""
    return bool(YEARLY_COUNT.match(key(text[found.span.end : found.span.end + 90])))


def _situation(where: Where) -> bool:
    return where.section is not None and where.section.kind is SectionKind.SITUATION


def _past(found: Found, header: Header) -> bool:
    """Whether it ends before the plan does anything: before its day of issue, or its first year where that is not printed.

    "trước ngày 10/6" may stand in a plan issued in August: such a day is past only before the plan's first year. One
    that comes each year comes again.
    """
    last = found.last or found.first
    if found.kind is DeadlineKind.RECURRING and not found.dated:
        return False
    start = f"{header.period_start}-01-01" if header.period_start else None
    issued = (header.issued + "-01-01"[len(header.issued) - 4 :]) if header.issued else None
    if found.part == "đầu" and (found.first or "")[:4] == (header.issued or "")[:4]:  # "ngay từ đầu năm" in a plan of March
        return False
    if last is None or (start is None and issued is None):
        return False
    firm = found.grain is Grain.DAY and found.rule in ("by", "range", "from") and not found.preposition.startswith(("đến", "từ"))
    return last < (min(start or issued or "", issued or start or "") if firm else issued or start or "")


def _in_name(before: str) -> bool:
    """Whether the year belongs to a name: "Đề án dạy nghề đến năm 2025", "định hướng đến năm 2030"."""
    clause = before.replace(";", ".").replace(":", ".").rsplit(".", maxsplit=1)[-1][-160:]
    if clause.lstrip(" *_").startswith("trên đây là"):
        return True  # "Trên đây là Kế hoạch giảm nghèo những tháng cuối năm 2025 và năm 2026"
    at = max((clause.rfind(name) for name in words("names")), default=-1)
    rest = clause[at:].replace(",", " ").split()
    aims = set(words("aims"))
    return at >= 0 and not aims & set(rest[1:]) and not any(f" {aim} " in clause[at:] for aim in aims if " " in aim)


def _is_aim(text: str, span: Span) -> bool:
    """Whether a bare "cuối năm 2021" stands with a number to be reached."""
    folded = key(text)
    start = max(folded.rfind(sign, 0, span.start) for sign in (";", ". ", "\n")) + 1
    end = min((i for sign in (";", ". ", "\n") if (i := folded.find(sign, span.end)) >= 0), default=len(folded))
    near = folded[max(start, span.start - 90) : span.start] + " " + folded[span.end : min(end, span.end + 70)]
    plain = "".join(c if c.isalnum() or c in "%," else " " for c in near).split()
    number = any(word[0].isdigit() for word in plain)
    reached = any(
        f" {aim} " in f" {' '.join(plain)} " for aim in ("có ít nhất", "có tối thiểu", "có trên", "ra khỏi", "thoát khỏi", "không còn")
    )
    return number and (reached or bool({"còn", "giảm", "đạt", "dưới", "xuống", "tăng", "nâng", "trên", "đưa"} & set(plain)))


def clause_of(text: str, span: Span) -> str:
    """The part of a sentence around `span`, from semicolon to semicolon."""
    start = max(text.rfind(sign, 0, span.start) for sign in (";", ". ", "./", "\n\n")) + 1
    ends = [i for sign in (";", ". ", "./.", "\n\n") if (i := text.find(sign, span.end)) >= 0]
    return text[start : min(ends, default=len(text))]


def action(text: str, span: Span, floor: int = 0) -> str | None:
    """What is due: the words of the clause before the time, or those behind it where none stand before. At most 200 characters.

    `floor`: where an earlier time of the same text ends; of "gửi trước ngày 10/6 và trước ngày 5/12" both have "gửi".
    """
    clause = clause_of(text, span)
    at = text.find(clause, max(0, span.start - len(clause)))
    since = text[max(at, floor) : span.start].strip(" ,-+*_:(“\n")
    before = since if len(since) > 8 else text[at : span.start].strip(" ,-+*_:(“\n")
    comma = max(before.rfind(", "), before.rfind(": "))
    before = before[comma + 2 :] if comma >= 0 and len(before) - comma > 25 and len(before) > 140 else before
    behind = text[span.end : at + len(clause)].strip(" ,-+*_:.)\n")
    chosen = (before if len(before) > 8 or not behind else behind).removeprefix("và ")
    return chosen[:200].rstrip() or None


def reporting(where: Where, span: Span, floor: int = 0, after: int | None = None) -> bool:
    """Whether the duty is to report. `floor`: where an earlier time of the text ends; `after`: where the next one begins.

    Of "rà soát từ ngày 15/9, báo cáo chậm nhất ngày 10/11" only the second is: each time has the words before it where there are some.
    """
    text = where.text
    clause = clause_of(text, span)
    at = text.find(clause, max(0, span.start - len(clause)))
    before = text[max(at, floor) : span.start]
    own = after is not None and after < at + len(clause) and len(before.split()) > 2 and REPORT.search(key(text[span.end : after]))
    said = key(before if own else clause)
    if REPORT.search(said):
        return True
    if where.section is None or where.section.kind is not SectionKind.REPORTING:
        return False
    checks = any(word in said for word in ("rà soát", "kiểm tra", "giám sát", "đánh giá", "điều tra", "sơ kết", "tổng kết"))
    return any(word in said for word in ("gửi", "tổng hợp")) or ("định kỳ" in said and not checks)


def _reports(clause: str) -> bool:
    return "báo cáo" in key(clause)


def recipient(text: str, span: Span) -> str | None:
    """The body that is to be told, as written; null where none is named in the clause."""
    clause = clause_of(text, span)
    found = RECIPIENT.search(key(clause))
    return clause[found.start("who") : found.end("who")].strip(" ,") if found else None

"""Printed lines -> paragraphs: text that a page or a line's end cut in two is put together again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extract.header_marks import type_word
from extract.model import BlockKind
from extract.parsers.paragraphs import MAX_BLOCK, Printed
from extract.patterns.pattern import pattern
from extract.text import key

_LABEL = pattern(
    "parser.line_label",
    catches={
        "- Sở Y tế": "-",
        "2.1. Mục tiêu": "2.1. ",
        "IV. KINH PHÍ": "iv. ",
        "đ) Hỗ trợ nhà ở": "đ) ",
        "a)Chỉ tiêu": "a)",
        "Điều 3. Kinh phí": "điều 3",
        "3/ Yêu cầu": "3/ ",
        "a- Tín dụng": "a- ",
        "2- Kinh phí": "2- ",
    },
    misses=("huấn cho cán bộ", "xã, phường", "i tờ", "5 hộ nghèo"),
    regex=r"""^(?:[-–+*•●▪] | (?:\d{1,2}\.){1,4}\d{0,2}\  | \d{1,3}(?:[.)/]\ ?|-\ ) | [ivx]{1,5}(?:[.)/]|-|/\.)\ 
    | [a-zđ](?:[.)/]\ ?(?!\d)|-\ )
    | (?:điều|chương|phần|phụ\ lục)\ (?:\d|[ivx]))""",
)
_PAGE = pattern(
    "parser.page_number",
    catches={"3": "3", "- 4 -": "- 4 -", "Trang 2/7": "trang 2/7"},
    misses=("2021", "3,5", "1."),
    regex=r"^(?:trang\ )?-?\ ?\d{1,3}(?:/\d{1,3})?\ ?-?$",
)
_OPEN_END = pattern(
    "parser.open_end",
    catches={"chủ trì, phối hợp với": "với", "kế hoạch của": "của", "Sở Nông nghiệp và": "và"},
    misses=("đã hoàn thành", "Tài sản công vụ", "phối hợp với;", "các đảng bộ trực thuộc", "các chương trình nêu trên"),
    regex=r"(?<![\wà-ỹ])(?:và|của|với|các|những|hoặc|cho|trong|theo|về|tại|bằng|để|do|từ|số|ngày|giữa|(?<!trực\s)thuộc|(?<!nêu\s)(?<!ở\s)trên|được|sẽ|phải)$",
)
_BEFORE_FIGURE = pattern(
    "parser.word_before_a_year",
    catches={"KẾT QUẢ GIẢM NGHÈO NĂM": "năm", "MỤC TIÊU GIAI ĐOẠN": "giai đoạn"},
    misses=("RÀ SOÁT HỘ NGHÈO", "NĂM 2023"),
    regex=r"(?<![\wà-ỹ])(?:năm|giai\sđoạn|quý|tháng|ngày|số)$",
)
_CUT = pattern(
    "parser.cut_number",
    catches={
        "Căn cứ Nghị định số|07/2021/NĐ-CP ngày": "số|07/",
        "Sóc Sơn, ngày|13 tháng 7 năm 2023": "ngày|13 tháng",
        "Quyết định số 90/QĐ-TTg ngày|18/01/2022": "ngày|18/01/",
        "Công văn số 12/|LĐTBXH-BTXH": "/|l",
    },
    misses=("Tổng số|1. Hộ nghèo", "trong ngày|3. Báo cáo", "và/hoặc|lớp"),
    regex=r"(?<!tổng\ )\bsố\s?:?\|\d{1,6}\s?/|\bngày\|\d{1,2}(?:\ tháng|/\d{1,2}/)|(?<=\d)/\|(?=[a-zđ]{2,12}-[a-zđ])[a-zđ]",
)
_MID_PHRASE = pattern(
    "parser.mid_phrase",
    catches={
        "12. Đề nghị": "đề nghị",
        "Căn cứ": "căn cứ",
        "b) Sở Văn hóa,": ",",
        "- Phối hợp": "- phối hợp",
        "giai đoạn 2021 -": "-",
        "theo Quyết định": "quyết định",
        "9. Chi nhánh Ngân hàng": "ngân hàng",
        "đ) Hội Liên hiệp": "hội liên hiệp",
        "Chỉ đạo Trung tâm": "trung tâm",
    },
    misses=("1. Mục đích", "II. Kết quả", "- Hỗ trợ nhà ở cho hộ nghèo trên địa bàn", "5. Công an tỉnh", "Sở Lao động", "2. Yêu cầu"),
    regex=r"""(?:(?<![\wà-ỹ])(?:căn\ cứ|đề\ nghị|giao|phối\ hợp|chủ\ trì|nghị\ (?:quyết|định)|quyết\ định|thông\ tư|chỉ\ thị|luật
        |các\ sở|phòng|sở|ban|ủy\ ban|(?:chi\ )?hội|hội\ liên\ hiệp|ngân\ hàng|trung\ tâm|chi\ nhánh|chi\ cục|văn\ phòng
        |ban\ (?:công\ tác|chỉ\ huy|quản\ lý)|liên\ minh|kho\ bạc|mặt\ trận|bộ\ (?:chỉ\ huy|tư\ lệnh))|[,–-])$ | ^[-+]\ ?[^-+\n]{1,24}$""",
)
_FIGURE = pattern(
    "parser.figure_at_a_line's_beginning",
    catches={
        "12 chuyên mục": "12 c",
        "2.200 lao động": "2.200 l",
        "90% hộ nghèo": "90%",
        "20/6), cả năm": "20/6",
        "2025; Quyết định": "2025",
    },
    misses=("2.1. Mục tiêu", "3. Kinh phí", "1- Tín dụng", "4/ Trung tâm"),
    regex=r"^(?:\d{1,3}(?:\.\d{3}){0,4}(?:,\d{1,3})?(?:%|\ [a-zà-ỹđ])|20\d{2}(?![\d.])|\d{1,2}/\d)",
)
_NUMBERED = pattern(
    "parser.word_before_its_number",
    catches={"Điều": "điều", "Dự án": "dự án", "Tiểu dự án": "tiểu dự án", "Phụ lục": "phụ lục"},
    misses=("Các dự án", "Điều 1"),
    regex=r"^(?:(?:tiểu\ )?dự\ án|điều|chương|phần|mục|phụ\ lục|nội\ dung|biểu(?:\ số)?)$",
)
_LABEL_ALONE = pattern(
    "parser.label_before_its_text",
    catches={"Điều 1.": "điều 1.", "Điều 12:": "điều 12:", "3.2.1.": "3.2.1.", "VIII.": "viii.", "đ)": "đ)", "-": "-"},
    misses=("Điều 1. Mục tiêu", "1. Mục tiêu", "12", "2.480"),
    regex=r"^(?:điều\ \d{1,3}\s?[.:]|(?:\d{1,2}\.){1,4}\d{0,2}|[ivx]{1,5}\.|[a-zđ]\)|[-+])$",
)
_NAME_CUT = pattern(
    "parser.name_cut_at_its_stroke",
    catches={
        "Sở Lao động|- Thương binh và Xã hội": "lao động|- thương",
        "Phòng Tài chính|- Kế hoạch": "tài chính|- kế hoạch",
        "tổ chức chính trị|- xã hội": "chính trị|- xã hội",
        "Trưởng Ban|Chỉ đạo giảm nghèo": "ban|chỉ đạo",
    },
    misses=("Sở Lao động|- Phối hợp", "Sở Tài chính|- Kế toán", "kinh tế|- Hỗ trợ"),
    regex=r"""(?<!\w)(?:lao\ động\|[-–]\ ?(?:thương|tb) | tài\ chính\|[-–]\ ?kế\ hoạch | văn\ hóa\|[-–]\ ?(?:thông\ tin|xã\ hội)
        | (?:chính\ trị|kinh\ tế)\|[-–]\ ?xã\ hội | ban\|chỉ\ đạo)(?!\w)""",
)
_ISSUER = pattern(
    "parser.issuer_below_a_title",
    catches={"ỦY BAN NHÂN DÂN TỈNH": "ủy ban nhân dân tỉnh", "CHỦ TỊCH ỦY BAN NHÂN DÂN HUYỆN": "chủ tịch ủy ban nhân dân huyện"},
    misses=("CỦA ỦY BAN NHÂN DÂN TỈNH", "ỦY BAN NHÂN DÂN VÀ CÁC ĐOÀN THỂ"),
    regex=r"^(?:chủ\ tịch\ )?(?:ủy\ ban|hội\ đồng)\ nhân\ dân(?:\ (?:tỉnh|thành\ phố|huyện|thị\ xã|quận|xã|phường)\b.{0,40})?$",
)
_STOPS = ".;:?!…"
_WIDE = 0.85  # of the text's width
_SHORTEST = 30  # characters: a shorter line was not cut by the paper's edge
_BOLD_HEADING = 200
_HEADING = 60  # a labelled line below this may be a heading whose body begins in lower case


def joined(lines: Sequence[Printed], *, wrapped: bool) -> Iterator[Printed]:
    """`lines` (blank ones among them) as paragraphs, each page number that cut one after it as furniture. What is no certain
    continuation stays a paragraph of its own. `wrapped`: a line may end where the text's width ends, as in many text files."""
    wrap = _wrap_width(lines) if wrapped else 0
    web = wrap > 0 and _cut_behind_tags(lines, wrap)
    current: Printed | None = None
    last, gap = "", False
    held: list[str] = []  # page numbers that may stand within the sentence
    cut: list[str] = []  # and those that do
    for line in lines:
        text = " ".join(line.text.split())
        if not text:
            gap = True
            continue
        if current and _PAGE.search(key(text)) and _unfinished(current, wrap):
            held.append(text)
            continue
        if current and _goes_on(current, last, gap or bool(held), line, wrap, web=web):
            current = replace(current, text=f"{current.text} {text}", bold=current.bold and line.bold)
            cut += held
        else:
            yield from _closed(current, cut, held)
            current, cut = replace(line, text=text), []
        last, gap, held = line.text, False, []
    yield from _closed(current, cut, held)


def _closed(current: Printed | None, cut: Sequence[str], held: Sequence[str]) -> Iterator[Printed]:
    """A number that no continuation followed is text as it stands."""
    if current:
        yield current
    yield from (Printed(page, kind=BlockKind.FURNITURE) for page in cut)
    yield from (Printed(page) for page in held)


def _goes_on(current: Printed, last: str, gap: bool, line: Printed, wrap: int, *, web: bool) -> bool:
    following = line.text.strip()
    if not gap and _CUT.search(key(f"{current.text[-40:]}|{following[:40]}")):
        return True
    if len(current.text) > MAX_BLOCK:
        return False
    if wrap and not gap:
        return _wraps(current, last, line, following, wrap) or (web and _wide(current, following, wrap))
    if _LABEL.search(key(following)):
        return False
    if current.text.isupper() and following.isupper() and not gap and _OPEN_END.search(key(current.text)):
        return True
    if not _unfinished(current, wrap) or line.centred or current.kind != line.kind:
        return False
    if current.bold and not line.bold and len(current.text) < _BOLD_HEADING:
        return False
    return following[0].islower() or (_OPEN_END.search(key(current.text)) is not None and not following.isupper())


def _wraps(current: Printed, last: str, line: Printed, following: str, wrap: int) -> bool:
    """Whether `following` goes on in a text that was cut into lines, `last` the line before it. Pages of law portals cut a paragraph behind
    its first words too."""
    folded = key(current.text)
    if _NUMBERED.search(folded) and following[0].isdigit():
        return True
    if _NAME_CUT.search(key(f"{current.text[-20:]}|{following[:20]}")):
        return True
    if _LABEL_ALONE.search(folded) and not _LABEL.search(key(following)):
        return True
    figure = _FIGURE.match(key(following)) is not None
    if (_LABEL.search(key(following)) and not figure) or following.startswith("Căn cứ") or type_word(current.text) == current.text:
        return False
    open_ = current.text[-1] not in _STOPS
    if current.text.isupper() or following.isupper():
        if _ISSUER.search(key(following)) and not _OPEN_END.search(folded):
            return False
        short = len(current.text) < _SHORTEST and _LABEL.search(folded) is not None and current.text[0] in "IVX123456789ABCDĐE"
        whole = following.isupper() or not any(map(str.isalpha, following))  # "NĂM" and "2023"
        dated = following[0].isdigit() and _BEFORE_FIGURE.search(folded)
        breaks_off = short or dated or _OPEN_END.search(folded) or _is_full(last, following, wrap)
        return bool(open_ and whole and current.text.isupper() and breaks_off)
    if open_ and (following[0].islower() or figure or _MID_PHRASE.search(folded) or _OPEN_END.search(folded)):
        return True
    return _is_full(last, following, wrap) and (open_ or following[0].islower())


def _wide(current: Printed, following: str, wrap: int) -> bool:
    """Whether `following` is too wide to begin a paragraph, in a text whose paragraphs all begin with a short line."""
    if current.text.isupper() or following.isupper() or type_word(current.text) or _LABEL.search(key(following)):
        return False
    return len(following) > _WIDE * wrap and not following.startswith("Căn cứ")


def _cut_behind_tags(lines: Sequence[Printed], wrap: int) -> bool:
    """Whether a paragraph's first line is always short: the source of a web page, whose lines have the tags before the text."""
    texts = [line.text.strip() for line in lines if line.text.strip()]
    first = [
        (opening, below)
        for above, opening, below in zip(texts, texts[1:], texts[2:], strict=False)
        if above[-1] in _STOPS and opening[-1] not in _STOPS and below[0].islower()
    ]
    short = sum(len(opening) < _WIDE * wrap for opening, _ in first)
    return len(first) >= 5 and short > 0.9 * len(first)


def _is_full(last: str, following: str, wrap: int) -> bool:
    """Whether the first word of `following` would not have gone on the line before it."""
    return len(last.rstrip()) + 1 + len(following.split(" ", 1)[0]) > 0.9 * wrap


def _unfinished(current: Printed, wrap: int) -> bool:
    return (
        current.text[-1] not in _STOPS and (wrap > 0 or len(current.text) >= _SHORTEST) and not current.centred and not _is_heading(current)
    )


def _is_heading(current: Printed) -> bool:
    text = current.text
    labelled = _LABEL.search(key(text)) is not None and text[0] not in "-–+*•●▪"
    return text.isupper() or (labelled and len(text) < _HEADING and text[-1] not in ",-" and not _OPEN_END.search(key(text)))


def _wrap_width(lines: Sequence[Printed]) -> int:
    """The width in characters at which a text was cut into lines, 0 where each line is a whole paragraph."""
    texts = [line.text.strip() for line in lines if line.text.strip()]
    if len(texts) < 8:
        return 0
    width = sorted(map(len, texts))[int(len(texts) * 0.95)]
    full = [text for text in texts if len(text) >= 0.8 * width]
    cut = sum(text[-1] not in _STOPS for text in full)
    within = sum(below[0].islower() and above[-1] not in _STOPS for above, below in pairwise(texts))
    wrapped = (3 * len(full) >= len(texts) and 2 * cut >= len(full)) or 8 * within >= len(texts)
    return width if 40 <= width <= 130 and wrapped else 0

"""What stands over a table: captions, the unit of all its figures, headings."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extract.model import Block, BlockKind, Paper, Table, TargetStatus
from extract.patterns.pattern import pattern
from extract.patterns.table_headers import Layout
from extract.patterns.table_labels import Label, read, unit_named
from extract.patterns.targets_kind import section_clue
from extract.patterns.targets_scope import last_year
from extract.patterns.targets_years import years
from extract.text import key

CAPTION = pattern(
    "a line that speaks of the table below it",
    catches={
        "Biểu số 1: Chỉ tiêu giảm nghèo": "biểu",
        "PHỤ LỤC 2": "phụ lục",
        "Đơn vị tính: triệu đồng": "đơn vị",
        "(Kèm theo Kế hoạch số 5)": "(kèm theo",
    },
    misses=("Ủy ban nhân dân xã giao", "tại biểu 01"),
    regex=r"""^\W{0,3}(?: biểu | bảng | phụ\ (?:lục|biểu) | đơn\ vị | đvt | kế\ hoạch | chỉ\ tiêu | kết\ quả | dự\ kiến
          | tổng\ hợp | danh\ (?:sách|mục) | phân\ bổ | nhu\ cầu | thực\ trạng | tình\ hình | mục\ tiêu ) | ^\(kèm\ theo | :$""",
)
ASSIGNS = pattern(
    "something is given out",
    catches={
        "Phân bổ chỉ tiêu làm nhà": "phân bổ",
        "Giao chỉ tiêu cho các xã:": "giao",
        "Số lượng giao từng thôn:": "giao",
        "Năm 2022 bố trí cho 5 xã:": "bố trí",
        "các đoàn thể phân công giúp hộ nghèo như sau:": "phân công",
        "Số suất chia cho các ấp:": "chia cho",
        "mỗi xã được đầu tư như dưới đây:": "được đầu tư",
        "Kế hoạch hỗ trợ từng xã như sau:": "kế hoạch hỗ trợ",
        "Các xã đăng ký làm nhà:": "đăng ký",
    },
    misses=(
        "Kết quả rà soát từng xã:",
        "Số hộ đã được giao đất",
        "giao thông nông thôn",
        "kết quả thực hiện phân bổ vốn",
        "hộ chưa được giao rừng",
    ),
    regex=r"""(?<!kết\ quả\ )(?<!thực\ hiện\ )(?<!đã\ )(?<!đã\ được\ )(?<!chưa\ )(?<!chưa\ được\ )(?<!bàn\ )(?<!\w)(?: phân\ (?:bổ|giao|công
          |chia|khai|kỳ|theo) | giao(?!\ (?:thông|dịch|lưu|đất|khoán|rừng)) | bố\ trí | chia\ (?:cho|theo|về) | đăng\ ký
          | được\ (?:đầu\ tư|hỗ\ trợ|cấp)(?=.{0,40}(?:như\ sau|dưới\ đây|cụ\ thể)) | kế\ hoạch\ (?:hỗ\ trợ|xây|làm|xóa|đào\ tạo|mở|cấp|cho)
          | (?:phải|cần)\ (?:đạt|giảm|thoát|hoàn|xóa) | phấn\ đấu | dự\ kiến | mục\ tiêu | chỉ\ tiêu )(?!\w)""",
)
GROUNDS = pattern(
    "what a sentence rests on, or whom it describes: no facts of the table below",
    catches={
        "trên cơ sở kết quả rà soát năm 2021": "trên cơ sở kết quả rà soát năm 2021",
        "Thực hiện theo khảo sát tháng 12/2022, phân công": "theo khảo sát tháng 12/2022",
        "cho các xã có nhu cầu lớn": "có nhu cầu",
        "Căn cứ số liệu cuối năm 2020, giao": "căn cứ số liệu cuối năm 2020",
    },
    misses=("Kết quả rà soát năm 2021", "Nhu cầu hỗ trợ nhà ở"),
    regex=r"""(?<!\w)(?: (?:theo|trên\ cơ\ sở|căn\ cứ(?:\ vào)?|từ|qua|dựa\ (?:trên|vào))\ (?:kết\ quả|số\ liệu|khảo\ sát|báo\ cáo|rà\ soát
          |thống\ kê|thực\ (?:tế|trạng)|nhu\ cầu|tổng\ hợp|đề\ nghị)[^,;:.]{0,80} | (?:có|theo|đúng|còn)\ (?:đủ\ )?nhu\ cầu )""",
)


@dataclass(frozen=True, slots=True)
class TableAbove:
    """What stands over a table: captions and headings read as labels, and the keyed texts that may name the poverty line; `assigns`: the
    caption or the innermost heading gives something out; `money`: all rows are sums of money ("Nguồn vốn (triệu đồng)")."""

    caption: Label
    unit: str | None
    scale: float
    heading: Label
    fact: TargetStatus | None
    near: tuple[str, ...]
    period: tuple[int | None, int | None]
    assigns: bool = False
    money: bool = False


def above_table(paper: Paper, table: Table, laid: Layout) -> TableAbove:
    """Captions before the table and within it, its section's headings, and the unit that they give all figures."""
    document, header = paper.document, paper.header
    period = header.period_start, header.period_end
    captions = (*_captions(document.blocks, document.block_at(table.span.start)), *([laid.title] if laid.title else []))
    section = paper.section_at(table.span.start)
    path = paper.above(section)
    titles = tuple(key(s.title) for s in path)
    said = section_clue(path, titles)
    unit, scale = next(((u, s) for text in reversed(captions) if (u := unit_named(text)[0]) and (s := unit_named(text)[1])), (None, 1.0))
    money = unit_named(laid.stub)[0] == "vnd"
    if unit != "vnd" and money:
        unit, scale = unit_named(laid.stub)
    heading = read(tuple(s.title for s in path[-2:]), period)
    if (year := next((m.year for t in reversed(titles) if (m := last_year(t, period))), None)) is not None:
        heading = replace(heading, year=year)
    near = (*(key(c) for c in reversed(captions)), *reversed(titles))
    fact = said.status if said and said.fact else None
    told = (*(key(c) for c in captions), *titles[-1:])
    assigns = fact is None and any(ASSIGNS.search(GROUNDS.sub(_blank, text)) for text in told)
    leads = fact is None and bool(captions) and captions[-1].endswith(":")
    caption = _given_out(captions, period, aim=assigns) if assigns or leads else read(captions, period)
    return TableAbove(caption, unit, scale, heading, fact, near, period, assigns, money)


def _given_out(captions: tuple[str, ...], period: tuple[int | None, int | None], *, aim: bool) -> Label:
    """Captions that give something out, or lead in what is to be done: their grounds date nothing, and of several years of the plan
    and after it the first holds ("Năm 2023 làm ở 13 xã; còn lại xét vào năm 2024. Cụ thể:")."""
    label = read(tuple(_without(caption) for caption in captions), period)
    first = period[0]
    named = [m for caption in captions for m in years(GROUNDS.sub(_blank, key(caption)), period) if not (m.weak or m.begin or m.span)]
    own = [m.year for m in named if first is None or m.year >= first]
    spans = label.year is not None and not named
    if label.fact and not aim:
        return label
    return replace(label, year=label.year if spans else own[0] if own else None, begin=spans and label.begin, aim=aim or label.aim)


def _without(caption: str) -> str:
    """A caption without its grounds."""
    for found in reversed(list(GROUNDS.finditer(key(caption)))):
        caption = caption[: found.start()] + " " * (found.end() - found.start()) + caption[found.end() :]
    return caption


def _blank(found: re.Match[str]) -> str:
    return "·" * len(found.group())


def _captions(blocks: tuple[Block, ...], first: int) -> tuple[str, ...]:
    """Up to three lines before a table that speak of it, in reading order."""
    found: list[str] = []
    at = first - 1
    while at >= 0 and first - at < 8 and len(found) < 3 and blocks[at].kind is not BlockKind.TABLE_ROW:
        said = blocks[at].text.strip()
        if said and len(said) < 300 and (CAPTION.search(key(said)) or blocks[at].centred or said.isupper()):
            found.append(said)
        elif said and len(said) >= 300:
            break
        at -= 1
    return tuple(reversed(found))

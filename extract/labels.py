"""What a heading's label says: its style of numbering and its place in the count.

Sources: the numbering of plans after Nghị định 30/2020/NĐ-CP, phụ lục I (Phần, Chương, Mục, Điều, khoản, điểm) and the habits of offices
(I., 1., 1.1., a), Dự án 1, Tiểu dự án 2) with every mark that stands behind them (". ) / - :").
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.patterns.pattern import pattern
from extract.text import key

# The letters of Vietnamese lists: đ follows d; f, j, w and z do not count.
LETTERS = "abcdđeghiklmnopqrstuvxy"
WORDS = {"nhất": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}
# Outer styles first. A style that has not been met yet closes what is inner to it.
RANK = {"annex": 0, "part": 1, "chapter": 2, "division": 3, "article": 4, "upper": 5, "roman": 5, "arabic": 7, "decimal": 8}
RANK |= {"project": 9, "step": 9, "letter": 10, "lower_roman": 11, "bracket": 10, "subproject": 12, "content": 13}


@dataclass(frozen=True, slots=True)
class Label:
    """`text` as printed, obvious misreadings mended ("lI." = "II."); `numbers` (2, 10) for "2.10."; `end` where the title begins."""

    text: str
    style: str
    numbers: tuple[int, ...]
    mark: str
    end: int

    @property
    def number(self) -> int:
        return self.numbers[-1]


_NAMED = pattern(
    "label_named",
    catches={
        "Phần thứ nhất": "phần thứ nhất",
        "Chương II. NHIỆM VỤ": "chương ii. ",
        "Mục 3: Kinh phí": "mục 3: ",
        "Điều 4. Sở Tài chính chịu trách nhiệm": "điều 4. ",
        "Tiểu dự án 2: Cải thiện dinh dưỡng": "tiểu dự án 2: ",
        "- Dự án 1. Hạ tầng": "- dự án 1. ",
        "PHỤ LỤC III": "phụ lục iii",
        "Bước 2. Họp dân": "bước 2. ",
        "Nội dung số 02: Nước sinh hoạt": "nội dung số 02: ",
        "Phụ lục số 03": "phụ lục số 03",
        "PHẦNIV": "phầniv",
        "Dự án 9, Tiểu dự án 2: Giảm thiểu": "dự án 9,",
        "PHẦNI. KẾT QUẢ": "phầni. ",
    },
    misses=(
        "phần vốn",
        "Dự án 2 và Dự án 3 do Sở Y tế chủ trì",
        "Phần lớn hộ nghèo thiếu đất",
        "Điều 5 Nghị định này quy định",
        "Mục tiêu chung",
        "Bước đầu đạt kết quả",
    ),
    regex=r"""\A(?P<bullet>[-+*]\s?)?
    (?P<name>phần|chương|mục|điều|phụ\ lục|biểu|bước|(?:(?:tiểu|tiêu)\ )?dự\ án(?:\ thành\ phần)?
    |nội\ dung\ thành\ phần|nội\ dung(?=\ số\ \d))(?:\s{1,3}|(?:(?<=phần)|(?<=chương))(?=[ivx]{1,4}(?:[.:]|\Z)))(?:số\s)?
    (?:thứ\s)?(?P<number>\d{1,3}|[ivxl]{1,6}|nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười)
    (?P<mark>\s{0,3}[.:\-/)]{1,2}\s{0,3}|\s{0,3}$|(?=\s["(])|,(?=\stiểu\sdự\sán\s\d))""",
)
_DECIMAL = pattern(
    "label_decimal",
    catches={
        "2:11. Phòng Nội vụ": "2:11. ",
        "2.10. Phòng Quản lý đô thị": "2.10. ",
        "1.1 Mục tiêu": "1.1 ",
        "3.2.1. Về vốn": "3.2.1. ",
        "2. 1. Chỉ tiêu": "2. 1. ",
    },
    misses=("1.500 hộ nghèo", "2.5 triệu đồng", "12.5.2021 là ngày"),
    regex=r"\A(?P<numbers>\d{1,2}(?:(?:\s?\.\s?\d{1,2}){1,4}(?![\d,%])|[:,]\d{1,2}(?=\.\s)))(?:\s?[.)/:-]{1,2}\s{0,3}(?!\d)|\s{1,3}(?=[^\W\d_]{2,}|\")(?!triệu|tỷ|tỉ|nghìn|ha\b|km\b|người|hộ\b|lần))",
)
_ARABIC = pattern(
    "label_arabic",
    catches={
        "3. Sở Y tế": "3. ",
        "1) Mục đích": "1) ",
        "2/ Yêu cầu": "2/ ",
        "4- Kinh phí": "4- ",
        "5.Về vốn": "5.",
        "(6) Rà soát": "(6) ",
        "7. 100% hộ": "7. ",
    },
    misses=("10/8/2022 là hạn cuối", "2021-2025", "1.500 hộ", "5 xã nghèo", "30% số hộ"),
    regex=r"\A(?P<open>\()?(?P<number>\d{1,3})\s?(?P<mark>[.)/:]|-(?=\s|[^\W\d_]))[.)]?(?:\s{0,4}(?=[^\W\d_]|[\"'“(\[])|\s{1,4}(?=\d))",
)
_ROMAN = pattern(
    "label_roman",
    catches={
        "III. NHIỆM VỤ": "iii. ",
        "IV/ TỔ CHỨC": "iv/ ",
        "lI. MỤC TIÊU": "li. ",
        "V- KINH PHÍ": "v- ",
        "II .CHỈ TIÊU": "ii .",
        "IV/. KINH PHÍ": "iv/. ",
        "I-MỤC TIÊU": "i-",
    },
    misses=("vì người nghèo", "V-A-C", "lập kế hoạch", "x hộ", "Vi phạm"),
    regex=r"\A(?P<number>[ivxl1|]{1,6})\s?(?P<mark>[./):]|-(?=\s)|-(?=[^\W\d_]{3}))[.):-]?\s{0,4}(?=[^\W\d_]|[\"“(])",
)
_LETTER = pattern(
    "label_letter",
    catches={
        "a) Hỗ trợ nhà ở": "a) ",
        "đ) Nước sạch": "đ) ",
        "B. NỘI DUNG": "b. ",
        "c/ Về vốn": "c/ ",
        "b)Chỉ tiêu": "b)",
        "d) 93% hộ nghèo": "d) ",
        "(a) Nguồn vốn": "(a) ",
        "c/. Về vốn": "c/. ",
        "b- Y tế": "b- ",
    },
    misses=("ông A", "a đã làm", "trồng cây", "T.Ư giao"),
    regex=r"\A(?P<open>\()?(?P<number>[a-zđ])\s?(?P<mark>[.)/:]|-(?=\s))[.):]?\s{0,4}(?=[^\W\d_]{2}|y\s|[\"“(]|(?<=[)/]\s)\d)",
)
_STYLE_OF_NAME = {"phần": "part", "chương": "chapter", "mục": "division", "điều": "article", "phụ lục": "annex", "biểu": "annex"}
_STYLE_OF_NAME |= {"bước": "step", "nội dung": "content", "nội dung thành phần": "content"}
_ROMAN_VALUE = {"i": 1, "v": 5, "x": 10, "l": 50}


def label(text: str) -> Label | None:
    """The label that `text` (one paragraph) opens with, or null. Ambiguous single letters ("I.", "C.") come out by their commoner reading;
    `as_letter` gives the other one."""
    low = key(text[:80])
    lead = len(low) - len(low.lstrip())
    low = low[lead:]
    for read in (_named, _decimal, _arabic, _roman, _letter):
        found = read(low, text[lead:])
        if found:
            return Label(found.text, found.style, found.numbers, found.mark, found.end + lead)
    return None


def as_letter(found: Label) -> Label | None:
    """The reading of a one-letter label as a letter of the alphabet ("C." after "B.", "i)" after "h)")."""
    letter = found.text.strip("() ./:-").lower()
    if len(letter) != 1 or letter not in LETTERS:
        return None
    style = "upper" if found.text.strip("(")[0].isupper() else "letter"
    return Label(found.text, style, (LETTERS.index(letter) + 1,), found.mark, found.end)


def roman(number: str) -> int | None:
    """The value of a roman number in lower case, or null where it is none: "xiv" = 14."""
    if not number:
        return None
    total = 0
    for this, after in zip(number, number[1:] + " ", strict=True):
        value = _ROMAN_VALUE.get(this)
        if value is None:
            return None
        total += -value if value < _ROMAN_VALUE.get(after, 0) else value
    return total if number and re.fullmatch(r"x{0,4}(?:ix|iv|v?i{0,3})", number) else None


def _named(low: str, text: str) -> Label | None:
    match = _NAMED.match(low)
    if not match:
        return None
    name, number = match["name"], match["number"]
    if name in ("phần", "biểu", "bước") and not match["mark"].strip() and match.end() < len(low):
        return None
    value = int(number) if number.isdigit() else WORDS.get(number) or roman(number)
    if value is None or (match["bullet"] and "dự án" not in name):
        return None
    style = _STYLE_OF_NAME.get(name) or ("subproject" if name.startswith(("tiểu", "tiêu")) else "project")
    start = match.start("name")
    name_end, end = match.end("name"), match.end("number")
    apart = " " if match.start("number") == name_end else ""
    printed = text[start:name_end] + apart + text[name_end:end] + match["mark"].strip().replace(":", "")
    return Label(printed, style, (value,), match["mark"].strip(), match.end())


def _decimal(low: str, text: str) -> Label | None:
    match = _DECIMAL.match(low)
    if not match:
        return None
    numbers = tuple(int(n) for n in re.findall(r"\d+", match["numbers"]))
    return Label(text[: match.end()].strip(), "decimal", numbers, ".", match.end())


def _arabic(low: str, text: str) -> Label | None:
    match = _ARABIC.match(low)
    if not match:
        return None
    style = "bracket" if match["open"] else "arabic"
    return Label(text[: match.end()].strip(), style, (int(match["number"]),), match["mark"], match.end())


def _roman(low: str, text: str) -> Label | None:
    match = _ROMAN.match(low)
    if not match:
        return None
    raw = match["number"]
    printed = text[: match.end("number")]
    if not any(c in "IVX" for c in printed):
        if raw.strip("l1|") == "" and raw in ("l", "|"):
            return Label("1" + match["mark"], "arabic", (1,), match["mark"], match.end())
        return _lower_roman(raw, match, text)
    mended = re.sub(r"[l1|]", "i", raw)
    value = roman(mended)
    return Label(mended.upper() + match["mark"], "roman", (value,), match["mark"], match.end()) if value else None


def _lower_roman(raw: str, match: re.Match[str], text: str) -> Label | None:
    value = roman(raw)
    return Label(text[: match.end()].strip(), "lower_roman", (value,), match["mark"], match.end()) if value and len(raw) > 1 else None


def _letter(low: str, text: str) -> Label | None:
    match = _LETTER.match(low)
    if not match or match["number"] not in LETTERS:
        return None
    upper = text[match.start("number")].isupper()
    printed = text[: match.end()].strip().replace("\u00d0", "Đ").replace("\u00f0", "đ")
    return Label(printed, "upper" if upper else "letter", (LETTERS.index(match["number"]) + 1,), match["mark"], match.end())

"""Years that scope a quantity. "đầu năm N" is the end of N-1; years of documents, programmes and comparisons scope nothing."""

from __future__ import annotations

from dataclasses import dataclass

from extract.patterns.pattern import pattern

CITATION = pattern(
    "a document's number and date, which scope nothing",
    catches={
        "Theo Quyết định số 15/QĐ-UBND ngày 05/3/2021 của": "quyết định số 15/qđ-ubnd ngày 05/3/2021",
        "Nghị quyết 08-NQ/HU năm 2020": "nghị quyết 08-nq/hu năm 2020",
        "Nghị định 07/2021/NĐ-CP quy định": "nghị định 07/2021/nđ-cp",
    },
    misses=("kế hoạch năm 2021", "quyết định giao năm 2022"),
    regex=r"""(?<!\w)(?:quyết\ định|nghị\ quyết|nghị\ định|thông\ tư|chỉ\ thị|công\ văn|kế\ hoạch|báo\ cáo|tờ\ trình|đề\ án|luật
          |kết\ luận|hướng\ dẫn|thông\ báo|chương\ trình)
        \ (?:số\s?:?\s?)? \d[\w./-]{0,30} (?:\s?-\s?[a-zđ]{1,6}[\w/-]{0,20})?
        (?: ,?\ (?:ngày|tháng|năm)\ [\d/.]{1,10} (?:\ tháng\ \d{1,2})? (?:\ năm\ \d{4})? )?""",
)
NAMED_PERIOD = pattern(
    "a period in a name",
    catches={
        "Chương trình giảm nghèo bền vững giai đoạn 2021 - 2025": "chương trình giảm nghèo bền vững giai đoạn 2021 - 2025",
        "chuẩn nghèo đa chiều giai đoạn 2022-2025": "chuẩn nghèo đa chiều giai đoạn 2022-2025",
    },
    misses=("Mục tiêu giai đoạn 2021-2025", "trong giai đoạn 2021-2025"),
    regex=r"""(?<!\w)(?:chương\ trình|đề\ án|chuẩn\ nghèo|chuẩn|tiêu\ chí|chiến\ lược|nghị\ quyết|dự\ án|áp\ dụng|kế\ hoạch\ (?:đầu
          |thực|phát|số|giảm|trung)|công\ tác) [^.;:,%\d]{0,110}?
        \ (?:giai\ đoạn|thời\ kỳ|cho|năm) \ (?:giai\ đoạn\ |năm\ )? 20\d{2} \s?(?:-|đến\ năm|đến) \s?20\d{2}""",
)
COMPARED = pattern(
    "the year compared with",
    catches={
        "tăng 5% so với cuối năm 2021": "so với cuối năm 2021",
        "so với năm 2020": "so với năm 2020",
        "so cùng kỳ năm 2019": "so cùng kỳ năm 2019",
        "cao hơn năm 2021 là 3 điểm": "cao hơn năm 2021",
        "giảm 2% so đầu năm": "so đầu năm",
        "tăng 1 tỷ đồng so với 31/12/2023": "so với 31/12/2023",
    },
    misses=("so sánh hộ", "năm 2021 còn"),
    regex=r"""(?<!\w)(?:so\ (?:với|cùng|đầu|cuối)|(?:cao|thấp|nhiều|ít)\ hơn|bằng) [^.;,%\d]{0,40}?
          (?: (?:\d{1,2}[/.-]){0,2}20\d{2} (?:\s?-\s?20\d{2})? |
          đầu\ (?:năm|kỳ) | (?<=so\ đầu)\ (?:năm|kỳ) | năm\ (?:trước|ngoái) )""",
)
LAW = pattern(
    "the year of a law",
    catches={"theo Luật Việc làm năm 2013": "luật việc làm năm 2013", "Bộ luật Lao động 2019": "luật lao động 2019"},
    misses=("kỷ luật lao động, năm 2021", "Luật Đất đai. Năm 2024"),
    regex=r"""(?<!kỷ\ )(?<!\w)luật\ [^.;:,%\d]{3,110}? \ (?:năm\ )?20\d{2}(?!\s?-|\d)""",
)
CARRIED = pattern(
    "the year something comes from",
    catches={"vốn kéo dài từ năm 2022 sang": "vốn kéo dài từ năm 2022", "kết quả của năm trước, vốn năm 2021": "vốn năm 2021"},
    misses=("từ năm 2021 đến năm 2025", "vốn vay năm"),
    regex=r"""(?<!\w) (?:vốn\ )?(?:kéo\ dài|chuyển\ nguồn|chuyển\ sang|tồn\ đọng|vốn(?:\ sự\ nghiệp|\ đầu\ tư)?|dự\ toán) (?:\ từ
          |\ của)? \ năm\ 20\d{2}""",
)
YEAR = pattern(
    "target_year",
    catches={
        "đầu năm 2021 còn": "đầu năm 2021",
        "đến cuối năm 2025": "năm 2025",
        "6 tháng đầu năm 2022": "tháng đầu năm 2022",
        "tính đến ngày 31/12/2020": "31/12/2020",
        "giai đoạn 2021 - 2025": "2021 - 2025",
        "(2019)": "2019",
    },
    misses=("có 2.021 hộ", "đạt 2022 hộ", "số 07/2021/NĐ-CP"),
    regex=r"""(?<!\w) (?P<part>tháng\ |quý\ [\w/]{1,3}\ |kỳ\ )? (?P<begin>đầu\ )? năm (?:\ học)? \ (?P<year>20\d{2}) (?:\s?(?:-
          |đến\ năm|đến)\s?(?P<to>20\d{2}))? (?!\d)
      | (?<![\d/]) \d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?(?P<date>20\d{2}) (?!\d)
      | (?<!\w) (?:tháng\ \d{1,2}|quý\ (?:iv|i{1,3}|[1-4])) \s?/\s? (?P<month>20\d{2})
      | (?<![\w.,/]) (?P<from>20\d{2}) \s?(?:-|đến)\s? (?P<till>20\d{2}) (?![\w/%]|[.,]\d|\s(?:hộ|người|khẩu))
      | (?<=[(]) (?P<alone>20\d{2}) (?=[):,])""",
)
RELATIVE = pattern(
    "year told by the plan's own",
    catches={"đầu kỳ có": "đầu kỳ", "cuối năm nay": "cuối năm nay", "năm trước còn": "năm trước", "đầu năm có": "đầu năm"},
    misses=("đầu năm 2021", "những tháng đầu năm", "cuối năm học"),
    regex=r"""(?<!\w) (?: (?P<before> (?<!tháng\ ) đầu\ (?:năm|kỳ) (?!\ \d|\ học) | năm\ (?:trước|ngoái|qua) )
          | (?P<now> cuối\ (?:năm|kỳ)(?!\ \d|\ học)(?:\ nay)? | năm\ nay | trong\ năm(?!\ \d) ) ) (?!\w)""",
)


@dataclass(frozen=True, slots=True)
class YearMention:
    """A year at `start`..`end` of a text. `begin`: it came as the beginning of the year after; `span`: it ends a span of years."""

    start: int
    end: int
    year: int
    begin: bool = False
    relative: bool = False
    span: bool = False


def years(key: str, period: tuple[int | None, int | None] = (None, None)) -> list[YearMention]:
    """Years that a keyed text scopes by, in order; `period` (the plan's first and last year) resolves "đầu năm", "cuối năm".

    >>> [m.year for m in years("đầu năm 2021 có 5%, đến cuối năm 2025 còn 3% so với năm 2019")]
    [2020, 2025]
    """
    for silent in (CITATION, NAMED_PERIOD, LAW, COMPARED, CARRIED):
        key = silent.sub(lambda m: "·" * len(m.group()), key)
    found = []
    for match in YEAR.finditer(key):
        year = next(int(match[g]) for g in ("to", "year", "date", "month", "till", "alone") if match[g])
        begin = bool(match["begin"] and not match["part"])
        year -= bool(match["year"] and not match["part"] and not begin and not match["to"] and key[: match.start()].endswith("trước "))
        found.append(YearMention(match.start(), match.end(), year - begin, begin, span=bool(match["to"] or match["till"])))
    first, last = period
    for match in RELATIVE.finditer(key):
        year_or_none = first - 1 if match["before"] and first else last if match["now"] else None
        if year_or_none:
            found.append(YearMention(match.start(), match.end(), year_or_none, bool(match["before"]), relative=True))
    return sorted(found, key=lambda m: m.start)

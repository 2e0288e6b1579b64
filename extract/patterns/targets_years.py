"""Years that scope a quantity. "đầu năm N" and 1 January N are the end of N-1.

Years of documents, programmes and comparisons scope nothing.
"""

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
        "Theo chuẩn 2022-2025, toàn huyện": "chuẩn 2022-2025",
    },
    misses=("Mục tiêu giai đoạn 2021-2025", "trong giai đoạn 2021-2025"),
    regex=r"""(?<!\w)(?:chương\ trình|đề\ án|chuẩn\ nghèo|chuẩn|tiêu\ chí|chiến\ lược|nghị\ quyết|dự\ án|áp\ dụng|kế\ hoạch\ (?:đầu
          |thực|phát|số|giảm|trung)|công\ tác) [^.;:,%\d]{0,110}?
        \ (?:giai\ đoạn|thời\ kỳ|cho|năm) \ (?:giai\ đoạn\ |năm\ )? 20\d{2} \s?(?:-|đến\ năm|đến) \s?20\d{2}
      | (?<!\w)chuẩn (?:\ nghèo)? (?:\ đa\ chiều)? \ 20\d{2}\s?-\s?20\d{2}""",
)
COMPARED = pattern(
    "the year compared with",
    catches={
        "tăng 5% so với cuối năm 2021": "so với cuối năm 2021",
        "so với năm 2020": "so với năm 2020",
        "so cùng kỳ năm 2019": "so cùng kỳ năm 2019",
        "18 người (cùng kỳ năm 2024 được 11 người)": "cùng kỳ năm 2024",
        "cao hơn năm 2021 là 3 điểm": "cao hơn năm 2021",
        "giảm 2% so đầu năm": "so đầu năm",
        "tăng 1 tỷ đồng so với 31/12/2023": "so với 31/12/2023",
    },
    misses=("so sánh hộ", "năm 2021 còn"),
    regex=r"""(?<!\w)(?:so\ (?:với|cùng|đầu|cuối)|cùng\ kỳ|(?:cao|thấp|nhiều|ít)\ hơn|bằng) [^.;,%\d]{0,40}?
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
    catches={
        "vốn kéo dài từ năm 2022 sang": "vốn kéo dài từ năm 2022",
        "kết quả của năm trước, vốn năm 2021": "vốn năm 2021",
        "làm dứt điểm 12 nhà còn lại của năm 2021": "còn lại của năm 2021",
        "vốn năm trước chuyển sang": "năm trước",
    },
    misses=("từ năm 2021 đến năm 2025", "vốn vay năm", "còn lại năm 2021"),
    regex=r"""(?<!\w) (?: (?:vốn\ )?(?:kéo\ dài|chuyển\ nguồn|chuyển\ sang|tồn\ đọng|vốn(?:\ sự\ nghiệp|\ đầu\ tư)?|dự\ toán)
          (?:\ từ|\ của)? | (?:còn\ lại|chưa\ xong|dở\ dang)\ (?:của|từ) ) \ năm\ 20\d{2}
      | (?<!\w)năm\ trước(?=\ (?:chuyển|mang|kéo\ dài))""",
)
EFFECTIVE = pattern(
    "since when a rule or a body is in force",
    catches={
        "theo chuẩn mới áp dụng từ ngày 01/01/2022 (": "áp dụng từ ngày 01/01/2022",
        "Áp dụng từ ngày 01 tháng 7 năm 2024 cho": "áp dụng từ ngày 01 tháng 7 năm 2024",
        "có hiệu lực kể từ 15/3/2021": "hiệu lực kể từ 15/3/2021",
        "xã mới đi vào hoạt động từ ngày 01/7/2025": "hoạt động từ ngày 01/7/2025",
        "được thành lập năm 2020": "thành lập năm 2020",
    },
    misses=("áp dụng cho năm 2022", "hoạt động trong năm 2021", "thực hiện từ năm 2021 đến năm 2025"),
    regex=r"""(?<!\w) (?: (?:áp\ dụng|hiệu\ lực|hoạt\ động|vận\ hành|thi\ hành) \ (?:kể\ )?từ
          | (?:thành\ lập|sáp\ nhập|chia\ tách|ban\ hành) (?:\ từ|\ vào|\ trong)? )
        \ (?: (?:ngày\ )?\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?20\d{2}
          | (?:ngày\ \d{1,2}\ )?(?:tháng\ \d{1,2}\ )?năm\ 20\d{2} ) (?!\d|\ đến)""",
)
SEASON = pattern(
    "a season or a feast that spans two years",
    catches={
        "trước mùa khô 2022 - 2023 phải": "mùa khô 2022 - 2023",
        "vụ Đông Xuân 2020-2021": "vụ đông xuân 2020-2021",
        "Tết Nguyên đán năm 2024": "tết nguyên đán năm 2024",
        "trước khai giảng năm học 2022 - 2023": "khai giảng năm học 2022 - 2023",
        "ngay từ đầu năm học 2017 - 2018": "đầu năm học 2017 - 2018",
    },
    misses=("theo mùa vụ, năm 2022", "Tết vì người nghèo, năm 2023"),
    regex=r"""(?<!\w) (?:mùa|vụ|niên\ vụ|tết|xuân|khai\ giảng|đầu\ năm\ học)
        (?:\ [^\W\d]{1,9}){0,3} \ (?:năm\ )?20\d{2} (?:\s?-\s?20\d{2})? (?!\d)""",
)
YEAR = pattern(
    "target_year",
    catches={
        "đầu năm 2021 còn": "đầu năm 2021",
        "đến cuối năm 2025": "năm 2025",
        "6 tháng đầu năm 2022": "tháng đầu năm 2022",
        "tính đến ngày 31/12/2020": "31/12/2020",
        "tính đến 01/01/2021": "01/01/2021",
        "giai đoạn 2021 - 2025": "2021 - 2025",
        "(2019)": "2019",
        "từ đầu năm 2022 đến nay": "năm 2022",
    },
    misses=("có 2.021 hộ", "đạt 2022 hộ", "số 07/2021/NĐ-CP"),
    regex=r"""(?<!\w) (?P<part>tháng\ |quý\ [\w/]{1,3}\ |kỳ\ )? (?P<begin>(?<!từ\ )đầu\ )? năm (?:\ học)? \ (?P<year>20\d{2}) (?:\s?(?:-
          |đến\ năm|đến)\s?(?P<to>20\d{2}))? (?!\d)
      | (?<![\d/]) (?:(?P<new_year>(?<!từ\ )(?<!từ\ ngày\ )0?1\s?[/.-]\s?0?1)|\d{1,2}\s?[/.-]\s?\d{1,2}) \s?[/.-]\s?(?P<date>20\d{2}) (?!\d)
      | (?<!\w) (?:tháng\ \d{1,2}|quý\ (?:iv|i{1,3}|[1-4])) \s?/\s? (?P<month>20\d{2})
      | (?<![\w.,/]) (?P<from>20\d{2}) \s?(?:-|đến)\s? (?P<till>20\d{2}) (?![\w/%]|[.,]\d|\s(?:hộ|người|khẩu))
      | (?<=[(]) (?P<alone>20\d{2}) (?=[):,])""",
)
RELATIVE = pattern(
    "year told by the plan's own",
    catches={
        "đầu kỳ có": "đầu kỳ",
        "cuối năm nay": "cuối năm nay",
        "năm trước còn": "năm trước",
        "đầu năm có": "đầu năm",
        "năm rồi có": "năm rồi",
        "năm vừa qua đã": "năm vừa qua",
        "cuối nhiệm kỳ đạt": "cuối nhiệm kỳ",
        "trong nhiệm kỳ tổ chức": "trong nhiệm kỳ",
    },
    misses=(
        "đầu năm 2021",
        "những tháng đầu năm",
        "cuối năm học",
        "từ đầu năm đến nay",
        "ngay từ đầu năm",
        "năm năm qua",
        "05 năm qua",
        "những năm qua",
    ),
    regex=r"""(?<!\w) (?: (?P<term> (?P<opens>đầu)\ (?:nhiệm\ )?kỳ | cuối\ (?:nhiệm\ )?kỳ | trong\ (?:cả\ )?nhiệm\ kỳ ) (?!\ \d)
          | (?P<before> (?<!tháng\ )(?<!quý\ )(?<!từ\ ) đầu\ năm (?!\ \d|\ học)
              | (?<!\d\ )(?<!những\ )(?<!các\ )(?<!nhiều\ )(?<!mấy\ )
                (?<!hai\ )(?<!ba\ )(?<!bốn\ )(?<!năm\ )(?<!mười\ ) năm\ (?:trước|ngoái|qua|rồi|vừa\ (?:qua|rồi)) )
          | (?P<now> cuối\ năm(?!\ \d|\ học)(?:\ nay)? | năm\ nay | trong\ năm(?!\ \d) ) ) (?!\w)""",
)
PAST_YEAR = pattern(
    "the year before the plan's, whatever a heading names",
    catches={"năm qua": "năm qua", "năm vừa qua": "năm vừa qua", "năm rồi": "năm rồi", "năm ngoái": "năm ngoái"},
    misses=("năm trước", "đầu năm", "cuối năm nay"),
    regex=r"^năm\ (?:ngoái|qua|rồi|vừa\ (?:qua|rồi))",
)
DAY = pattern(
    "a day or month whose year is the plan's",
    catches={
        "đến 30/6 giải ngân": "đến 30/6",
        "hết ngày 30/9 đạt": "hết ngày 30/9",
        "tính đến 15/10)": "tính đến 15/10",
        "trước ngày 20/11.": "trước ngày 20/11",
        "đến hết quý III giải ngân": "đến hết quý iii",
    },
    misses=("đến 30/6/2022", "có 9/12 xã", "còn đến 5/12 tiêu chí", "hết quý III/2023", "đến tháng 9 năm 2022"),
    regex=r"""(?<!\w) (?P<past>tính\ )? (?:đến|hết|trước|tới|ngày|từ) \ (?:ngày\ |hết\ ){0,2}
          (?: (?:[0-2]?\d|3[01])/(?P<month>0?[1-9]|1[0-2])
          (?![\d/]|\.\d|\s?-\s?\d|\ (?:xã|hộ|huyện|thôn|tiêu|trường|công|dự|người|ấp|bản|phường|khu|mô))
          | (?:hết|cuối)\ (?:tháng\ \d{1,2} | quý\ (?:iv|i{1,3}|[1-4])) (?!\d|\s?/|\ năm) )""",
)


@dataclass(frozen=True, slots=True)
class YearMention:
    """A year at `start`..`end` of a text. `begin`: it came as the beginning of the year after; `relative`: told by the plan's own or the
    heading's year; `since`: the first year where it ends a span of years; `weak`: it dates money that is still being spent."""

    start: int
    end: int
    year: int
    begin: bool = False
    relative: bool = False
    weak: bool = False
    since: int | None = None

    @property
    def span(self) -> bool:
        return self.since is not None


def years(key: str, period: tuple[int | None, int | None] = (None, None), issued: str | None = None) -> list[YearMention]:
    """Years that a keyed text scopes by, in order; `period` (the plan's first and last year) resolves "đầu năm", "cuối năm", and
    `issued` does so for a campaign that runs over the turn of a year.

    >>> [m.year for m in years("đầu năm 2021 có 5%, đến cuối năm 2025 còn 3% so với năm 2019")]
    [2020, 2025]
    """
    for silent in (CITATION, NAMED_PERIOD, LAW, COMPARED, EFFECTIVE, SEASON):
        key = silent.sub(lambda m: "·" * len(m.group()), key)
    carried = [(m.start(), m.end()) for m in CARRIED.finditer(key)]
    found = []
    for match in YEAR.finditer(key):
        year = next(int(match[g]) for g in ("to", "year", "date", "month", "till", "alone") if match[g])
        begin = bool((match["begin"] and not match["part"]) or match["new_year"])
        year -= bool(match["year"] and not match["part"] and not begin and not match["to"] and key[: match.start()].endswith("trước "))
        weak = any(a <= match.start() < b for a, b in carried)
        since = int(match["year"] if match["to"] else match["from"]) if match["to"] or match["till"] else None
        found.append(YearMention(match.start(), match.end(), year - begin, begin, weak=weak, since=since))
    return sorted((*found, *_relative(key, period, issued, found)), key=lambda m: m.start)


def _relative(key: str, period: tuple[int | None, int | None], issued: str | None, told: list[YearMention]) -> list[YearMention]:
    """Years told by the plan's own: "đầu kỳ" is the end of the year before its first, "đến 30/6" a day of its only year.

    Behind a span of years ("Giai đoạn 2011 - 2015: ... đầu kỳ ... cuối kỳ") its own first and last year are meant.
    """
    first, last = period
    turning = bool(issued and first and last == first + 1 and issued[:4] == str(first))
    since = int(issued[5:7]) if issued and turning and len(issued) > 6 else 1
    now = first if turning else last
    found = []
    for match in RELATIVE.finditer(key):
        back = bool(match["before"] or match["opens"])
        if PAST_YEAR.match(match.group()) and first:
            found.append(YearMention(match.start(), match.end(), first - 1))
            continue
        span = next((m for m in reversed(told) if m.since and m.end <= match.start()), None) if match["term"] else None
        opens, ends = (span.since, span.year) if span else (first, last)
        year = opens - 1 if back and opens else None if back else ends if match["term"] else now
        if year:
            own = bool(match["term"]) or match.group().endswith("năm nay")  # of the plan, whatever year was told before
            found.append(YearMention(match.start(), match.end(), year, back, relative=not own))
    for match in DAY.finditer(key) if first and (first == last or turning) else ():
        gone = turning and match["month"] and int(match["month"]) < since and not match["past"]
        found.append(YearMention(match.start(), match.end(), first + bool(gone) if first else 0, relative=not turning))
    return found

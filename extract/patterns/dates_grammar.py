"""The expressions of time of Vietnamese papers, as `patterns/dates.py` reads them. Scans give o for 0 and l for 1."""

from __future__ import annotations

from extract.patterns.pattern import pattern

_G = r"[\s*_]{0,4}"  # a gap: space, line break, Markdown marks
_YEAR = rf"(?:{_G}(?:/|-|\.|,?{_G}năm){_G}(?P<%s>(?:19|20)\d\d)\b)"
QUARTERS = {"iv": 4, "iii": 3, "ii": 2, "i": 1, "1": 1, "2": 2, "3": 3, "4": 4}
QUARTERS |= {
    "l": 1,
    "h": 2,
    "il": 2,
    "li": 2,
    "ll": 2,
    "hi": 3,
    "ih": 3,
    "iih": 3,
    "hii": 3,
    "iil": 3,
    "lii": 3,
    "ili": 3,
    "1v": 4,
    "lv": 4,
    "tv": 4,
}  # as scans give them
_QUARTER = "|".join(sorted(QUARTERS, key=len, reverse=True))

WEEKS = r"(?:(?:tuần|nửa)\s(?:đầu|cuối)|(?:thượng|trung|hạ)\stuần|tuần\s(?:lễ\s)?thứ\s(?:nhất|hai|ba|tư))(?:\s(?:của|trong))?"

NUMERIC = pattern(
    "date in figures",
    catches={
        "Hoàn thành trước ngày 05/8/2019": "ngày 05/8/2019",
        "gửi về huyện trước **15-9-2020**": "15-9-2020",
        "báo cáo ngày 20/12 để tổng hợp": "ngày 20/12",
        "Quyết định số 15/QĐ-UBND ngày l5/3/2018": "ngày l5/3/2018",
        "ngày 3.7.2016": "ngày 3.7.2016",
        "xong trước 30/6 để nghiệm thu": "30/6",
        "từ 01/9 đến 30/10, các xã": "01/9",
        "giải ngân tới 30/6 được một nửa": "30/6",
        "đợt 2: 05/7 - 10/9/2023": "05/7",
        "các xã nộp trước 30-11 để tổng hợp": "30-11",
        "lập danh sách xong 25/9, chấm điểm": "25/9",
        "gửi vào các đợt 5/2018, 20/9 và": "20/9",
    },
    misses=(
        "giảm 1/2 số hộ",
        "làm xong 3/5 nhà",
        "từ 10/12 tiêu chí trở lên",
        "Nghị định số 15/2018/NĐ-CP",
        "tỷ lệ 12.345 hộ",
        "mã số 2019/12/3456",
        "từ ngày 05-10 hằng tháng",
    ),
    regex=rf"""(?<![\w/.-]) (?: (?:ngày{_G})?(?P<d>[0-3lo]?[\dlo]){_G}(?P<s>[/.-]){_G}(?P<m>[01lo]?[\dlo]){_G}(?P=s){_G}(?P<y>(?:19|20)\d\d)
        | (?:ngày{_G}|(?<=trước\s)|(?<=hết\s)|(?<=nhất\s)|
            (?:(?<=từ\s)|(?<=đến\s)|(?<=tới\s))(?=\d\d/\d{{1,2}}(?:[;.,)]|$|\s-\s\d|\s(?:đến|tới|hằng|hàng|và|để|phải|đạt|xong)))
            |(?:(?<=từ\s)|(?<=đến\s)|(?<=tới\s)|(?<=sau\s)|(?<=là\s)|(?<=\d,\s)|(?<=\svà\s)|(?<=xong\s)|(?<=thúc\s)|(?<=hạn\s)|(?<=-\s)|(?<=\())(?=(?:1[3-9]|2\d|3[01])/(?:0?[1-9]|1[0-2])(?!\d))
            |(?=[0-3]?\d/[01]?\d\s?(?:-|đến|tới)\s?(?:hết\s)?(?:ngày\s)?[0-3]?\d/[01]?\d/20\d\d))
          (?P<d2>[0-3]?\d)(?:{_G}/{_G}|-(?=[01]?\d(?!\d|\s(?:h[àằ]ng|mỗi|của\stháng|tháng))))(?P<m2>[01]?\d) )(?![\w/]|-\w|[.,]\d)""",
)
SPELT = pattern(
    "date in words",
    catches={
        "ngày 19 tháng 5 năm 2011": "ngày 19 tháng 5 năm 2011",
        "trước ngày 15 tháng 11": "ngày 15 tháng 11",
        "Phú Yên, ngày    tháng 3 năm 2019": "ngày    tháng 3 năm 2019",
        "ngày     tháng     năm 2020": "ngày     tháng     năm 2020",
        "ngày ... tháng ... năm 2020": "ngày ... tháng ... năm 2020",
        "ngày 05 tháng 9/2023": "ngày 05 tháng 9/2023",
        "trước 15 tháng 6 năm 2022": "15 tháng 6 năm 2022",
        "Sông Hinh, ngày 4| tháng 9 năm 2024": "ngày 4| tháng 9 năm 2024",
    },
    misses=("trong ngày và trong tháng", "ngày 20 hằng tháng"),
    regex=rf"""(?:\bng[àa]y{_G}|(?:(?<=trước\s)|(?<=đến\s)|(?<=từ\s)|(?<=nhất\s)|(?<=hết\s))(?=\d{{1,2}}\stháng\s\d))(?P<d>[0-3lo]?[\dlo](?![\d/]))?(?P<junk>[^\w\n]{{0,12}}(?:\d[^\w\n]{{1,4}})?)th[áa]ng{_G}(?P<m>[01lo]?[\dlo](?!\d))?[\s.…_]{{0,12}}
        (?:n[ăa]m{_G}(?P<y>(?:19|20)\d\d)|(?<=\d)\s?[/.]\s?(?P<y2>(?:19|20)\d\d)|(?<=\d)(?!\d))""",
)
DAYS = pattern(
    "days of one month",
    catches={
        "mở lớp trong hai ngày 12 và 13/9/2019": "hai ngày 12 và 13/9/2019",
        "họp thôn từ ngày 05 đến 18/11": "ngày 05 đến 18/11",
        "thẩm định từ ngày 08 đến ngày 17 tháng 10 năm 2020": "ngày 08 đến ngày 17 tháng 10 năm 2020",
        "tập huấn các ngày 6, 7, 8/4/2021": "các ngày 6, 7, 8/4/2021",
    },
    misses=(
        "họp các ngày 6, 16 và 26 hằng tháng",
        "ngày 20/10 và ngày 25/10",
        "từ ngày 10 đến ngày 15 hằng tháng",
        "ngày 5, 10/12 tiêu chí",
    ),
    regex=r"""(?<!\w)(?:(?:các|những|hai|ba|bốn|0?[2-9])\s)?ngày\s(?P<d>[0-3]?\d)(?P<joint>\s?(?:,|-|và|đến)\s?)(?:(?:ngày\s)?[0-3]?\d\s?(?:,|và)\s?){0,4}
        (?P<second>(?:đến\s)?(?:ngày\s)?(?P<d2>[0-3]?\d)\s?(?:/\s?(?P<m>[01]?\d)|tháng\s(?P<m3>[01]?\d))(?:(?:\s?/\s?|\snăm\s)(?P<y>20\d\d))?)(?![\w/]|-\w|[.,]\d|\s(?:tiêu|xã|thôn|hộ)(?!\w))""",
)
CELL_DAY = pattern(
    "day in a cell of times",
    catches={"26/8 - 05/9": "26/8", "Xong 4/10": "4/10"},
    misses=("26/8/2020", "12/5.000"),
    regex=r"(?<![\w/.,-])(?P<d>[0-3]?\d)\s?/\s?(?P<m>[01]?\d)(?![\w/]|[.,]\d)",
)
WEEK_TOO = pattern(
    "week whose month stands behind the next one",
    catches={
        "mở lớp tuần thứ nhất và tuần thứ ba của tháng 5": "tuần thứ nhất và tuần thứ ba của tháng 5",
        "tuần đầu, tuần cuối tháng 7/2022": "tuần đầu, tuần cuối tháng 7/2022",
    },
    misses=("tuần thứ hai của tháng 5", "tuần đầu và tuần cuối hằng tháng"),
    regex=rf"\b(?P<part>{WEEKS}){_G}(?P<joint>,|và){_G}{WEEKS}{_G}tháng{_G}(?P<m>0?[1-9]|1[0-2])(?![\d.,]\d|\d){_YEAR % 'y'}?",
)
QUARTERS_OF_YEAR = pattern(
    "quarters at an end of the year",
    catches={
        "ba quý đầu phải giải ngân 70%": "ba quý đầu",
        "trong hai quý đầu năm 2022": "hai quý đầu năm 2022",
        "2 quý cuối năm": "2 quý cuối năm",
    },
    misses=("quý đầu tiên", "ba quý liền", "tháng đầu quý"),
    regex=rf"\b(?P<n>hai|ba|0?[23]){_G}quý{_G}(?P<part>đầu|cuối)(?:{_G}(?:của{_G})?năm(?:{_G}(?P<y>(?:19|20)\d\d)\b)?)?(?!{_G}tiên)",
)
MONTH = pattern(
    "month",
    catches={
        "hoàn thành trong tháng 6/2023": "tháng 6/2023",
        "từ tháng 9 năm 2021": "tháng 9 năm 2021",
        "trước cuối tháng 11": "cuối tháng 11",
        "đầu tháng 02/2020": "đầu tháng 02/2020",
        "trong tháng 9 và tháng 10/2021": "tháng 9 và tháng 10/2021",
        "(tháng 02 - 3/2019)": "tháng 02 - 3/2019",
        "trong các tháng 6, 7 và 8/2022": "tháng 6, 7 và 8/2022",
        "mở lớp tuần đầu tháng 7": "tuần đầu tháng 7",
        "họp tuần thứ hai của tháng 6": "tuần thứ hai của tháng 6",
    },
    misses=("trong 6 tháng đầu năm", "tháng hành động vì trẻ em", "tháng 13"),
    regex=rf"""(?:\b(?P<part>{WEEKS}|đầu|giữa|cuối|hết){_G})?\btháng{_G}(?P<m>0?[1-9]|1[0-2])(?![\d.,]\d|\d)
        (?:{_G}(?P<joint>,|-|và|đến){_G}
            (?P<more>(?:(?:tháng{_G})?(?:0?[1-9]|1[0-2])(?!\d){_G}(?:,|và){_G}){{1,3}})?
            (?P<second>(?:tháng{_G})?(?P<m2>0?[1-9]|1[0-2])(?!\s?(?!năm\s(?:19|20))\w|[.,]\d)))?{_YEAR % "y"}?""",
)
QUARTER = pattern(
    "quarter",
    catches={
        "trong quý II/2023": "quý ii/2023",
        "hoàn thành quý 3 năm 2020": "quý 3 năm 2020",
        "Quý I, II năm 2021": "quý i, ii năm 2021",
        "cuối quý IV": "cuối quý iv",
        "quý III - IV/2022": "quý iii - iv/2022",
        "trong quý IIH/2022": "quý iih/2022",
        "trước quý H năm 2023": "quý h năm 2023",
        "quý I + quý II cho vay 60%": "quý i + quý ii",
        "kiểm tra quý II, III, IV/2023": "quý ii, iii, iv/2023",
    },
    misses=("hàng quý", "quý vị đại biểu", "quý ii5"),
    regex=rf"""(?:\b(?P<part>đầu|giữa|cuối|hết){_G})?\bquý{_G}(?P<q>{_QUARTER})(?![\w])
        (?:{_G}(?P<joint>,|-|và|đến|\+){_G}(?P<more>(?:quý{_G})?(?:{_QUARTER})(?!\w){_G}(?:,|và){_G})?
            (?P<second>(?:quý{_G})?(?P<q2>{_QUARTER})(?![\w])))?{_YEAR % "y"}?""",
)
HALF = pattern(
    "months at an end of the year",
    catches={
        "sơ kết 6 tháng đầu năm 2022": "6 tháng đầu năm 2022",
        "trong 06 tháng cuối năm": "06 tháng cuối năm",
        "9 tháng đầu năm 2020": "9 tháng đầu năm 2020",
        "sáu tháng cuối năm 2019": "sáu tháng cuối năm 2019",
    },
    misses=("định kỳ 6 tháng, năm", "6 tháng một lần"),
    regex=rf"\b(?P<n>0?[1-9]|1[01]|sáu|ba|chín){_G}tháng{_G}(?P<part>đầu|cuối){_G}năm(?:{_G}(?P<y>(?:19|20)\d\d)\b)?",
)
YEARS = pattern(
    "years",
    catches={
        "giai đoạn 2021 - 2025": "2021 - 2025",
        "từ năm 2022 đến năm 2025": "năm 2022 đến năm 2025",
        "năm 2021 và năm 2022": "năm 2021 và năm 2022",
        "năm học 2022-2023": "2022-2023",
        "mở trong hai năm 2023, 2024": "hai năm 2023, 2024",
        "trong 02 năm 2022 và 2023": "02 năm 2022 và 2023",
        "nhiệm kỳ 2020–2025": "2020-2025",
    },
    misses=("năm 2021", "số 2021-2025/KH", "năm 2021 và 12 xã"),
    regex=rf"""(?<![\w/-])(?:(?:(?:hai|0?2){_G})?năm{_G})?(?P<y>(?:19|20)\d\d){_G}(?P<joint>-|đến|tới|và|,){_G}(?P<second>(?:hết{_G}|cuối{_G})?(?:năm{_G})?
        (?P<y2>(?:19|20)\d\d))(?![\w/]|-\w|[.,]\d)""",
)
YEAR = pattern(
    "year",
    catches={
        "cuối năm 2021": "cuối năm 2021",
        "đến hết năm 2025": "hết năm 2025",
        "Năm 2023": "năm 2023",
        "đến cuối năm": "cuối năm",
        "đầu năm **2022**": "đầu năm **2022",
        "cuối 2024": "cuối 2024",
        "tuyên truyền cả năm": "cả năm",
        "cấp thẻ ngay từ tháng đầu năm": "tháng đầu năm",
        "những tháng đầu năm 2022": "những tháng đầu năm 2022",
    },
    misses=("trong năm học", "hằng năm", "5 năm", "6 tháng trước"),
    regex=rf"""\b(?:(?P<part>(?<!\d\s)(?:(?:những|các){_G})?tháng{_G}đầu|đầu|giữa|cuối|hết|cả(?!\snăm\s?(?:\(|trước|chậm))){_G}
            (?:năm\b(?!{_G}(?:học|ngân\ sách))(?:{_G}(?P<y>(?:19|20)\d\d)(?![\d/]))?|(?P<y3>20\d\d)(?![\d/]))
        |năm{_G}(?P<y2>(?:19|20)\d\d)(?![\d/]|\ ?-\ ?\d))""",
)
BARE_YEAR = pattern(
    "year in figures",
    catches={"Luật Trẻ em 2016": "2016", "Hiến pháp năm 2013": "2013"},
    misses=("số 15/2018/NĐ-CP", "12.2016 hộ", "20215"),
    regex=r"(?<![\d/.])(?:19|20)\d\d(?![\d/])",
)

"""The programmes that plans carry out, as `lexicon/programmes.toml` has them, and how a text names one or its projects."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from extract.patterns.legal_types import alternatives
from extract.patterns.pattern import pattern


@cache
def _lexicon() -> dict[str, Any]:
    return tomllib.loads(files("extract").joinpath("lexicon", "programmes.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Programme:
    """`id` is the number of the decision that approves it; `period` the years of the plans that carry it out, `whole` those in its name;
    `adopted` its day (ISO); `projects`: number ("6.2": tiểu dự án 2 of dự án 6) -> topics."""

    id: str
    subjects: frozenset[str]
    period: tuple[int, int]
    whole: tuple[int, int]
    adopted: str
    marks: tuple[str, ...]
    projects: Mapping[str, tuple[str, ...]]


@cache
def programmes() -> tuple[Programme, ...]:
    """All of them, older ones first."""
    return tuple(
        Programme(
            entry["id"],
            frozenset(entry["subjects"]),
            (entry["period"][0], entry["period"][1]),
            tuple(entry.get("whole", entry["period"])),
            entry["adopted"],
            tuple(entry["marks"]),
            {number: tuple(topics) for number, topics in entry.get("projects", {}).items()},
        )
        for entry in _lexicon()["programme"]
    )


_WORDS: Mapping[str, list[str]] = _lexicon()["subjects"]
_NATIONAL = r"(?:ctmtqg|ct\s?mtqg|chương\s{1,2}trình(?:\s{1,2}(?:mục\s{1,2}tiêu\s{1,2}quốc\s{1,2}gia|mtqg|quốc\s{1,2}gia))?)"

HEAD = pattern(
    "programme",
    catches={
        "thực hiện Chương trình mục tiêu quốc gia giảm nghèo": "chương trình mục tiêu quốc gia",
        "vốn CTMTQG DTTS": "ctmtqg",
        "các chương trình MTQG": "các chương trình mtqg",
    },
    misses=("công trình nước sạch", "chương mục"),
    regex=rf"(?<!\w)(?P<many>(?:các|những|hai|ba|0?[23])\s{{1,2}})?{_NATIONAL}(?!\w)",
)
SUBJECT = pattern(
    "subject of a programme",
    catches={
        " giảm nghèo bền vững giai đoạn": " giảm nghèo bền vững",
        " xây dựng nông thôn mới": " xây dựng nông thôn mới",
        " về phát triển kinh tế - xã hội vùng đồng bào dân tộc thiểu số và miền núi": (
            " về phát triển kinh tế - xã hội vùng đồng bào dân tộc thiểu số và miền núi"
        ),
        ", giảm nghèo": ", giảm nghèo",
        " và DTTS": " và dtts",
    },
    misses=("phối hợp giữa hội nông dân và ngân hàng", "khuyến nông"),
    regex="|".join(
        rf"(?P<{name}>(?:\s?[,;-]|\s{{1,2}}và)?\s{{0,2}}(?:về\s{{1,2}})?(?:{alternatives(words)})"
        r"(?:\s{1,2}(?:bền\s{1,2}vững|đa\s{1,2}chiều|và\s{1,2}miền\s{1,2}núi))?(?!\w))"
        for name, words in _WORDS.items()
        if name != "makeshift"
    ),
)
MAKESHIFT = pattern(
    "drive against makeshift houses",
    catches={
        "Xoá nhà tạm, nhà dột nát cho hộ nghèo": "xóa nhà tạm, nhà dột nát",
        "phong trào xóa bỏ nhà ở tạm": "xóa bỏ nhà ở tạm",
    },
    misses=("nhà tạm trú", "xóa mù chữ", "xây nhà mới"),
    regex=rf"(?<!\w)x[óo]a\s{{1,2}}(?:bỏ\s{{1,2}})?(?:{alternatives(_WORDS['makeshift'])})(?:,?\s(?:và\s)?(?:nhà\s)?dột\s{{1,2}}nát)?(?!\w)",
)
STATED = pattern(
    "period of a programme",
    catches={" giai đoạn 2021 - 2025": " giai đoạn 2021 - 2025", " tỉnh Sơn La giai đoạn 2016-2020": " tỉnh sơn la giai đoạn 2016-2020"},
    misses=("; giai đoạn 2021-2025", " năm 2023"),
    regex=r"\A[^;:|.\n]{0,70}?giai\s{1,2}đoạn\s{1,2}(?:i{1,2}\s{1,2})?(?P<first>20\d\d)\s?-\s?(?P<last>20\d\d)",
)
PASSING = pattern(
    "words before what is only mentioned",
    catches={
        "lồng ghép với ": "lồng ghép với ",
        "gắn với thực hiện ": "gắn với thực hiện ",
        "Ban Chỉ đạo ": "ban chỉ đạo ",
        "ngoài các xã thuộc ": "ngoài các xã thuộc ",
    },
    misses=("thực hiện ", "nguồn vốn ", "bên ngoài; thuộc "),
    regex=r"""(?<!\w)(?:lồng\ ghép|gắn|kết\ hợp|cùng|ngoài|bên\ cạnh|so|trùng(?:\ lặp)?|không\ thuộc|thành\ viên|bcđ
        |ban\ chỉ\ đạo|ban\ quản\ lý|văn\ phòng|quy\ định\ (?:tại|của)|góp\ phần)(?:\ [^\s;.,:]{1,12}){0,6}\ \Z""",
)
ORDINARY = pattern(
    "policies outside the programmes",
    catches={
        "Thực hiện các chính sách giảm nghèo thường xuyên": "chính sách giảm nghèo thường xuyên",
        "Chính sách an sinh xã hội": "chính sách an sinh xã hội",
        "Chính sách hỗ trợ giảm nghèo hiện hành": "chính sách hỗ trợ giảm nghèo hiện hành",
    },
    misses=("chính sách của Chương trình", "Hỗ trợ nhà ở"),
    regex=r"""chính\ sách\ (?:(?:hỗ\ trợ\ )?(?:giảm\ nghèo\ )?(?:thường\ xuyên|chung|hiện\ hành|hiện\ có)
        |(?:bảo\ đảm\ |đảm\ bảo\ )?an\ sinh\ xã\ hội|bảo\ trợ\ xã\ hội|trợ\ giúp\ xã\ hội)""",
)
OTHER_FIELDS = pattern(
    "a field beside the programmes in a title",
    catches={"Giảm nghèo, giải quyết việc làm năm 2023": "việc làm", "Giảm nghèo và bảo đảm an sinh xã hội": "an sinh"},
    misses=("Giảm nghèo bền vững năm 2023", "Giảm nghèo đa chiều trên địa bàn huyện"),
    regex=r"""việc\ làm|an\ sinh|trợ\ giúp|bảo\ trợ|đi\ làm\ việc|xuất\ khẩu|người\ có\ công|dạy\ nghề|đào\ tạo\ nghề|giáo\ dục\ nghề
        |bảo\ hiểm|trẻ\ em|bình\ đẳng\ giới|lao\ động""",
)
PROJECT = pattern(
    "project_named",
    catches={
        "Tiểu dự án 2 (Dự án 6)": "tiểu dự án 2 (dự án 6)",
        "Dự án 4: Phát triển giáo dục nghề nghiệp": "dự án 4",
        "Tiểu dự án 1 thuộc Dự án 3": "tiểu dự án 1 thuộc dự án 3",
        "Tiểu dự án 3, Dự án 5": "tiểu dự án 3, dự án 5",
        "Dự án 3 (Tiểu dự án 2)": "dự án 3 (tiểu dự án 2",
        "Dự án 5, Tiểu dự án 4": "dự án 5",
        "Tiểu dự án 3 (Chương trình 30a)": "tiểu dự án 3 (chương trình 30a)",
        "vốn Dự án thành phần số 05": "dự án thành phần số 05",
    },
    misses=("dự án chăn nuôi", "các dự án năm 2022", "dự án 1.200 triệu đồng"),
    regex=r"""(?:ti[êể]u\ dự\ án\ (?:số\ )?(?P<sub>\d{1,2})
      (?:\s?[-,(]?\s?(?:(?:thuộc|của)\ )?(?:dự\ án\ (?:số\ )?(?P<of>\d{1,2})|(?:chương\ trình\ |ct\ ?)?(?P<by>30a|135))(?!\d)\)?)?
    |(?<!u\ )dự\ án\ (?:thành\ phần\ )?(?:số\ )?(?P<main>\d{1,2})
      (?:\s?[-(]\s?ti[êể]u\ dự\ án\ (?:số\ )?(?P<part>\d{1,2})(?!\d|\s?[-,(]?\s?(?:(?:thuộc|của)\ )?dự\ án\ \d))?)(?!\d|[./]\d)""",
)
FURTHER = pattern(
    "a further number in a list of projects",
    catches={" và 4 (đợt I)": " và 4", ", 3, 5": ", 3"},
    misses=(" và 4 xã", ", 3.200 triệu đồng", ": 120 hộ", ", 2 lớp"),
    regex=r"""\A(?:\s?,\s?|\s(?:và|,)\s)(?:số\ )?(?P<n>0?\d|1\d)(?!\w|[./]\d|,\d)(?=\s{0,2}(?:$|[,;:.()-]|và\ |thuộc\ |của\ |theo\ ))""",
)
# Two programmes of their own that became projects of Quyết định 1722/QĐ-TTg, whose names stayed.
_BECAME = {"30a": "1", "135": "2"}
_MARKS = sorted((mark for programme in programmes() for mark in programme.marks), key=len, reverse=True)
_SPELLED = "|".join(re.escape(mark).replace("/", r"\s?/\s?").replace(r"\-", r"\s?-\s?") for mark in _MARKS)
_FIGURES = "|".join(mark.split("/")[0] for mark in _MARKS if mark.endswith("qđ-ttg"))
BY_NUMBER = pattern(
    "programme by its decision",
    catches={
        "theo Quyết định số 90/QĐ-TTg": "90/qđ-ttg",
        "Nghị quyết số 24/2021/QH15": "24/2021/qh15",
        "Quyết định số 1719 /QĐ - TTg": "1719 /qđ - ttg",
    },
    misses=("Quyết định số 490/QĐ-TTg", "Quyết định số 90/QĐ-UBND", "Nghị quyết số 124/2021/QH15"),
    regex=rf"(?<![\w/])0?(?:{_SPELLED})(?!\w)",
)
BY_FIGURES = pattern(
    "programme by the figures of its decision",
    catches={"vốn theo QĐ 1722, các xã": "qđ 1722", "Chương trình 1719": "chương trình 1719"},
    misses=("Quyết định số 90/QĐ-TTg", "Chương trình 135", "Quyết định 1.722"),
    regex=rf"(?<!\w)(?:chương\ trình|quyết\ định|qđ)\ (?:số\ )?(?P<figures>{_FIGURES})(?![\w/]|[.,]\d)",
)


def numbers_of(text: str) -> Iterator[tuple[int, int, str]]:
    """Where a keyed `text` names projects, and their numbers: "6", "6.2" (tiểu dự án 2 of dự án 6), ".2" where its project is not said."""
    for m in PROJECT.finditer(text):
        sub, main = m["sub"] or m["part"], m["of"] or m["main"] or _BECAME.get(m["by"], "")
        yield *m.span(), _number(main, sub)
        at = m.end()
        while not (m["of"] or m["by"]) and (further := FURTHER.match(text[at : at + 30])):
            yield at, at + further.end(), _number(main, further["n"]) if sub else _number(further["n"], None)
            at += further.end()


def _number(main: str, sub: str | None) -> str:
    main = str(int(main)) if main else ""
    return f"{main}.{int(sub)}" if sub else main

"""The number of an official paper: "47/KH-UBND", "08/2019/NĐ-CP", "11- NQ/TU", "15/LĐTBXH-BTXH" (Decree 30/2020/NĐ-CP, annex III)."""

from __future__ import annotations

from extract.patterns.pattern import pattern
from extract.text import key

# Letters of a number, upper case on paper ("TTg", "TTr" aside); "TƯ" for TW, "ð" where a scan gives eth for Đ.
_LETTERS = r"(?=[a-zđðưâêôăơ])[a-zđðưâêôăơ&]{1,14}(?:\d{1,2}(?!\d))?"
FIGURES = r"(?=[\do]{0,4}\d|o\d)[\dol]{1,6}[a-zđ]?"
NUMBER = rf"{FIGURES}(?:\s?[/-]\s?(?:19|20)\d\d)?(?:\s{{0,2}}[/.-]\s{{0,2}}{_LETTERS}){{1,5}}"
PARTS = pattern(
    "number of a paper",
    catches={
        "Kế hoạch số 47/KH-UBND ngày": "47/kh-ubnd",
        "Nghị quyết số 15- NQ/TU ngày": "15- nq/tu",
        "số 08/2019/NQ - HĐND": "08/2019/nq - hđnd",
        "Luật số 56/2014/QH13": "56/2014/qh13",
        "Nghị quyết số O5/2018/NQ-HÐND": "o5/2018/nq-hðnd",
        "30a/2008/NQ-CP": "30a/2008/nq-cp",
    },
    misses=("trước ngày 15/6/2020", "giai đoạn 2016-2020", "12 hộ"),
    regex=rf"(?<![\w/]){NUMBER}",
)


_SIGN = pattern(
    "sign within a number",
    catches={"47/KH-UBND": "/", "65/NQ - HĐND": "/", "15- NQ/TU": "- "},
    misses=("12", "2020/12"),
    regex=r"\s{0,2}[/.-]\s{0,2}(?=[^\W\d_])",
)
_FIGURES = str.maketrans("Ool", "001")


def tidy(raw: str) -> str:
    """A number as it is meant: no spaces, Đ for eth, zero for O among the figures.

    >>> tidy("11- NQ/TU"), tidy("O5/QÐ-UBND")
    ('11-NQ/TU', '05/QĐ-UBND')
    """
    head = len(raw) - len(raw.lstrip("0123456789Ool"))
    return raw[:head].translate(_FIGURES) + "".join(raw[head:].replace("Ð", "Đ").replace("ð", "đ").split())


def cut(raw: str) -> str:
    """`raw` as far as it is a number: small letters behind a spaced dash or a full stop belong to the sentence.

    >>> cut("47/KH-UBND - v"), cut("65/NQ - HĐND"), cut("12/QĐ-UBND. ub")
    ('47/KH-UBND', '65/NQ - HĐND', '12/QĐ-UBND')
    """
    for sign in _SIGN.finditer(raw):
        spaced, dotted = " " in sign.group() or "\n" in sign.group(), "." in sign.group()
        if (raw[sign.end()].islower() and (spaced or dotted)) or (dotted and spaced):
            return raw[: sign.start()].rstrip(" ./-")
    return raw.rstrip(" ./-")


def first(text: str) -> str | None:
    """The first number of a paper in `text`, tidied, or null."""
    found = PARTS.search(key(text))
    return tidy(cut(text[found.start() : found.end()])) if found else None

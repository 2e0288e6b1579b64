"""The number of an official paper: "47/KH-UBND", "08/2019/NĐ-CP", "11- NQ/TU", "15/LĐTBXH-BTXH" (Decree 30/2020/NĐ-CP, annex III)."""

from __future__ import annotations

from extract.patterns.pattern import pattern
from extract.text import key

# Letters of a number, upper case on paper ("TTg", "TTr" aside); "TƯ" for TW, "ð" where a scan gives eth for Đ.
_LETTERS = r"(?=[a-zđðưâêôăơ])[a-zđðưâêôăơ&]{1,20}(?:\d{1,2}(?!\d))?"
FIGURES = r"(?=[\do]{0,4}\d|o\d)[\dol]{1,6}[a-zđ]?"
NUMBER = rf"{FIGURES}(?:\s?[/-]\s?(?:19|20)\d\d)?(?:\s{{0,2}}[/.-]\s{{0,2}}{_LETTERS}){{1,8}}"
PARTS = pattern(
    "number of a paper",
    catches={
        "Kế hoạch số 47/KH-UBND ngày": "47/kh-ubnd",
        "Nghị quyết số 15- NQ/TU ngày": "15- nq/tu",
        "số 08/2019/NQ - HĐND": "08/2019/nq - hđnd",
        "Luật số 56/2014/QH13": "56/2014/qh13",
        "Nghị quyết số O5/2018/NQ-HÐND": "o5/2018/nq-hðnd",
        "30a/2008/NQ-CP": "30a/2008/nq-cp",
        "số 30/TTLT-BLĐTBXH-BNV-BNN&PTNT-BCT-BTTTT ngày": "30/ttlt-blđtbxh-bnv-bnn&ptnt-bct-btttt",
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
    letters = "".join(raw[head:].replace("Ð", "Đ").replace("ð", "đ").replace("⁄", "/").split())
    return raw[:head].translate(_FIGURES) + letters.replace("ĐĐ", "Đ")


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


def repaired(number: str, letters: str | None) -> str:
    """`number` with the letters that its type word calls for, where a scan or a slip changed one of them: "65/NGQ-HDND" -> "65/NQ-HĐND",
    "03/2022/NQ/HĐND" -> "03/2022/NQ-HĐND".

    `letters`: those of the type ("NQ"), null where it has none of its own.
    """
    parts = number.replace("HDND", "HĐND").split("/")
    if len(parts) > 2 and parts[-3].isdigit() and parts[-2].isalpha() and parts[-1][:1].isalpha():
        parts[-2:] = [f"{parts[-2]}-{parts[-1]}"]  # "NQ/HĐND" after a number or year: a slip for the hyphen
    at = next((i for i, part in enumerate(parts) if i and not part.isdigit()), None)
    if letters is None or at is None:
        return "/".join(parts)
    own, dash, rest = parts[at].partition("-")
    if own != letters and len(own) < 5 and not own.startswith("QH") and _one_off(own.upper(), letters):
        parts[at] = letters + dash + rest
    return "/".join(parts)


def _one_off(a: str, b: str) -> bool:
    """Whether one letter more, less or other makes `b` of `a`."""
    if abs(len(a) - len(b)) > 1:
        return False
    longer, shorter = (a, b) if len(a) >= len(b) else (b, a)
    if len(a) == len(b):
        return sum(x != y for x, y in zip(a, b, strict=True)) == 1
    return any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer)))


def first(text: str) -> str | None:
    """The first number of a paper in `text`, tidied, or null."""
    found = PARTS.search(key(text))
    return tidy(cut(text[found.start() : found.end()])) if found else None

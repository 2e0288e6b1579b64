"""Text typed with fonts of before Unicode: TCVN3 (.VnTime and its kin, TCVN 5712:1993) and VNI (VNI-Times).

Such text arrives as Western letters ("KÕ ho¹ch", "Keá hoaïch"); its font or its words give it away. Unicode text is never touched.
"""

from __future__ import annotations

from collections.abc import Callable
from unicodedata import normalize

from viparse.normalize.encodings import CHARMAPS
from viparse.normalize.tables import build_charmap, convert

from extract.model import Problem, Severity
from extract.patterns.pattern import pattern
from extract.text import key

# What the library's tables lack: capitals with a tone, which are no part of the fonts but of the standard (TCVN 5712:1993, VN1), and the
# letters of VNI that are too rare for the papers the tables were made from.
_TCVN3_MORE = zip(
    "\xaf\xba\xbf\xc0\xc1\xc2\xc3\xc4\xc5\xcd\xd9\xda\xdb\xe0\xf0\xb0\xb1\xb2\xb3\xb4",
    "ẶẲẴẮẦẨẪẤỀỂỄẾỒỔỖ\u0300\u0309\u0303\u0301\u0323",
    strict=True,
)
_VNI_MORE = (("aú", "ẳ"), ("AÚ", "Ẳ"), ("î", "ỵ"), ("Î", "Ỵ"))
_TCVN3 = build_charmap("TCVN3", (*CHARMAPS["tcvn3"].pairs, *_TCVN3_MORE))
_VNI_PAIRS = (*CHARMAPS["vni"].pairs, *_VNI_MORE)
_VNI_CASES = ((letter[0] + letter[1].swapcase(), meant) for letter, meant in _VNI_PAIRS if len(letter) == 2)  # "Aá" as well as "AÁ"
_VNI = build_charmap("VNI", (*_VNI_PAIRS, *_VNI_CASES))

_WORDS = pattern(
    "parser.common_words",
    catches={"Ủy ban nhân dân": "nhân", "được hỗ trợ": "được"},
    misses=("KÕ ho¹ch gi¶m nghÌo", "hoä ngheøo"),
    regex=r"(?<!\w)(?:của|hộ|nghèo|được|thực|hiện|nhân|xã|tỉnh|huyện|kế|hoạch|năm|hỗ|trợ|công|các|giảm|đến|và)(?!\w)",
)
_ENOUGH = 3  # common words
_SAMPLE = 20_000  # characters


def from_tcvn3(text: str) -> str:
    """TCVN3 text in Unicode.

    >>> from_tcvn3("KÕ ho¹ch gi¶m nghÌo")
    'Kế hoạch giảm nghèo'
    """
    made: str = convert(text, _TCVN3)
    return made


def from_vni(text: str) -> str:
    """VNI text in Unicode.

    >>> from_vni("Keá hoaïch giaûm ngheøo")
    'Kế hoạch giảm nghèo'
    """
    made: str = convert(text, _VNI)
    return made


SCHEMES: dict[str, Callable[[str], str]] = {"TCVN3": from_tcvn3, "VNI": from_vni}


def scheme(text: str, beside: int = 0) -> str | None:
    """The name (of `SCHEMES`) in which `text` was typed, null where it is Unicode or no Vietnamese, or where another reading of the same
    bytes has as many common words (`beside`).

    >>> scheme("KÕ ho¹ch gi¶m nghÌo cña tØnh"), scheme("Kế hoạch giảm nghèo của tỉnh")
    ('TCVN3', None)
    """
    sample = normalize("NFC", text[:_SAMPLE])
    if any("\u1ea0" <= c <= "\u1ef9" or c in "ăđơưĂĐƠƯ" for c in sample):
        return None
    found = {name: common_words(decode(sample)) for name, decode in SCHEMES.items()}
    best = max(found, key=lambda name: found[name])
    return best if found[best] >= max(_ENOUGH, 2 * common_words(sample), beside + 1) else None


def common_words(text: str) -> int:
    """How many of the commonest Vietnamese words the beginning of `text` has.

    >>> common_words("Kế hoạch của tỉnh")
    4
    """
    return len(_WORDS.findall(key(normalize("NFC", text[:_SAMPLE]))))


def converted(name: str) -> Problem:
    """What to tell of a file whose text was in the scheme `name`."""
    message = f"Văn bản gõ bằng phông {name} cũ, đã chuyển sang Unicode: hãy kiểm tra dấu ở các chỗ trích."
    return Problem("parse", Severity.INFO, message, f"The text was typed with old {name} fonts and was brought to Unicode: check quotes.")


def of_font(font: str) -> tuple[str, bool] | None:
    """The scheme a font's name stands for and whether it prints capitals only, null for any other font.

    >>> of_font(".VnTimeH"), of_font("VNI-Times"), of_font("Times New Roman")
    (('TCVN3', True), ('VNI', False), None)
    """
    if font.lower().startswith(".vn"):
        return "TCVN3", font.endswith("H")
    return ("VNI", False) if font.lower().startswith("vni-") else None

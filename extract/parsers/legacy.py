"""Text typed with fonts of before Unicode: TCVN3 (.VnTime and its kin, TCVN 5712:1993) and VNI (VNI-Times).

Such text arrives as Western letters ("KÕ ho¹ch", "Keá hoaïch"); its font or its words give it away. Unicode text is never touched.
"""

from __future__ import annotations

from collections.abc import Callable
from unicodedata import normalize

from extract.model import Problem, Severity
from extract.patterns.pattern import pattern
from extract.text import key

_TCVN3 = dict(
    zip(
        range(0xA1, 0xFF),
        "ĂÂÊÔƠƯĐăâêôơưđẶ\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵ",
        strict=True,
    )
) | {0x2212: "ư"}
_TONES = {"á": "\u0301", "à": "\u0300", "å": "\u0309", "ã": "\u0303", "ä": "\u0323"}  # on â, ê, ô
_BREVE = {"é": "\u0301", "è": "\u0300", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323"}  # on ă
_PLAIN = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_MARKS = (
    _PLAIN
    | {"â": "\u0302", "ê": "\u0306"}
    | {mark: "\u0302" + tone for mark, tone in _TONES.items()}
    | {mark: "\u0306" + tone for mark, tone in _BREVE.items()}
)
_SINGLE = {"ñ": "đ", "ô": "ơ", "ö": "ư", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_BASES = frozenset("aeouyôö")

_WORDS = pattern(
    "parser.common_words",
    catches={"Ủy ban nhân dân": "nhân", "được hỗ trợ": "được"},
    misses=("KÕ ho¹ch gi¶m nghÌo", "hoä ngheøo"),
    regex=r"(?<!\w)(?:của|hộ|nghèo|được|thực|hiện|nhân|xã|tỉnh|huyện|kế|hoạch|năm|hỗ|trợ|công|các|giảm|đến|và)(?!\w)",
)
_ENOUGH = 3  # common words


def from_tcvn3(text: str) -> str:
    """TCVN3 text in Unicode.

    >>> from_tcvn3("KÕ ho¹ch gi¶m nghÌo")
    'Kế hoạch giảm nghèo'
    """
    return normalize("NFC", text.translate(_TCVN3))


def from_vni(text: str) -> str:
    """VNI text in Unicode.

    >>> from_vni("Keá hoaïch giaûm ngheøo")
    'Kế hoạch giảm nghèo'
    """
    out: list[str] = []
    before = ""
    for sign in text:
        low = sign.lower()
        if before in _BASES and low in _MARKS:
            out.append(_MARKS[low])
            before = ""
        else:
            letter = _SINGLE.get(low, low)
            out.append(letter.upper() if sign.isupper() else letter)
            before = low
    return normalize("NFC", "".join(out))


SCHEMES: dict[str, Callable[[str], str]] = {"TCVN3": from_tcvn3, "VNI": from_vni}


def scheme(text: str) -> str | None:
    """The name (of `SCHEMES`) in which `text` was typed, null where it is Unicode or no Vietnamese.

    >>> scheme("KÕ ho¹ch gi¶m nghÌo cña tØnh"), scheme("Kế hoạch giảm nghèo của tỉnh")
    ('TCVN3', None)
    """
    sample = normalize("NFC", text[:20_000])
    if any("\u1ea0" <= c <= "\u1ef9" or c in "ăđơưĂĐƠƯ" for c in sample):
        return None
    found = {name: len(_WORDS.findall(key(decode(sample)))) for name, decode in SCHEMES.items()}
    best = max(found, key=lambda name: found[name])
    return best if found[best] >= max(_ENOUGH, 2 * len(_WORDS.findall(key(sample)))) else None


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

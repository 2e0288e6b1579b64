"""Who signed: the name below "CHỦ TỊCH" at the foot, columns mixed or not, or the name in a digital signature's stamp."""

from __future__ import annotations

from extract.authority.places import province_named
from extract.header_marks import OFFICE, SIGNATURE
from extract.model import Document, Span
from extract.patterns.legal_types import lexicon
from extract.patterns.pattern import pattern
from extract.text import bare, key

_STAMP = pattern(
    "signer in a stamp",
    catches={"Ký bởi: Nguyễn Thị Hoa": "ký bởi: ", "Người ký: Trần Văn Bình": "người ký: "},
    misses=("Ngày ký: 05/3/2022",),
    regex=r"(?:ký\ bởi|người\ ký|signed\ by)\s?:\s?",
)
_OFFICES = (
    "chủ tịch",
    "phó",
    "giám đốc",
    "trưởng",
    "chánh",
    "bí thư",
    "ủy ban",
    "nơi nhận",
    "tm",
    "kt",
    "tl",
    "quyền",
    "lưu",
    "hội",
    "ban",
    "sở",
    "phòng",
)
_LONGEST = 40  # characters of a name
_BARE_OFFICES = ("chu tich", "pho chu tich", "giam doc", "pho giam doc", "bi thu", "pho bi thu")
_VOWELS = frozenset("aeiouy")
# A scan reads specks beside a signature as signs: “Trần Hoàng Khởi, Phạm Văn. Thuyết.
_SPECK = pattern(
    "speck within a name",
    catches={"phạm văn. thuyết": ". ", "lò thị, hoa": ", "},
    misses=("lưu: vt.", "tp.huế"),
    regex=r"(?<=\w)[.,]\ (?=\w)",
)


def signer(document: Document, tails: tuple[Span, ...]) -> str | None:
    """The signer's name, null where none is printed or the name cannot be told from what stands around it."""
    for tail in tails:
        lines = [_clean(part, document) for line in tail.of(document.text).split("\n") for part in line.split(" | ")]
        lines = [line for line in lines if line]
        signed = [i for i, line in enumerate(lines) if _is_office(line)]
        if not signed:
            continue
        alone = next((line for line in lines[signed[0] :] if _is_name(line)), None)
        mixed = next((name for line in reversed(lines) if (name := _name_at_end(line))), None)
        if alone or mixed:
            return _spelt(alone or mixed or "")
    stamp = document.parsed.stamp or ""
    found = _STAMP.search(key(stamp))
    name = stamp[found.end() :].split("\n")[0].split(",")[0].strip() if found else ""
    return _spelt(name) if _is_name(name) else None


def _clean(line: str, document: Document) -> str:
    """A line less its marks of emphasis; of a scan, less what specks were read as."""
    line = line.strip(" *_#|\t")
    if not document.parsed.ocr:
        return line
    line = _surnamed(line.strip("\"'“”‘’`~^.,:;-– ")) if len(line) <= _LONGEST else line
    return _SPECK.sub(" ", line) if len(line) <= _LONGEST and line.replace(".", "").replace(",", "").istitle() else line


def _surnamed(line: str) -> str:
    """A name whose first letter a scan lost or misread: "ùi Quang Điệp" and "kê Hoàng Sơn" with the one family name each can be."""
    first, *given = line.split() or [""]
    if not 2 <= len(given) <= 4 or not (first.isalpha() and first.islower()) or not " ".join(given).istitle():
        return line
    lost = [name for name in _surnames() if name[1:] == first]
    meant = lost or [name for name in _surnames() if len(first) > 1 and name[1:] == first[1:]]
    return " ".join((meant[0].capitalize(), *given)) if len(meant) == 1 else line


def _is_office(line: str) -> bool:
    folded = key(line)
    sign = SIGNATURE.match(folded)
    return bool(OFFICE.match(folded)) or bool(sign and "nh" not in sign.group()[:8]) or "chủ tịch" in folded[-12:]


def _is_name(line: str) -> bool:
    """Two to five capitalised words, none of them of an office."""
    words = line.strip(" .,").split()
    office = bare(line).startswith(_BARE_OFFICES) or "chu tich" in bare(line) or province_named(line) is not None
    if not 2 <= len(words) <= 5 or key(line).startswith(_OFFICES) or office:
        return False
    if any(word.isalpha() and len(word) > 1 and not _VOWELS & set(bare(word)) for word in words):
        return False
    letters = all(word.replace("'", "").replace("’", "").replace("-", "").isalpha() and word[0].isupper() for word in words)
    return letters and (not line.isupper() or key(words[0]) in _surnames())


def _name_at_end(line: str) -> str | None:
    """The name at the end of a line that holds recipients too: "- Lưu: VT. Trần Văn Bình".

    None where only its first word was misread: "kê Hoàng Thu Nguyệt"."""
    words = line.split()
    if len(words) <= 5 and words[0].isalpha() and words[0].islower():
        return None
    for n in (4, 3, 2, 5):
        name = " ".join(words[-n:])
        if len(words) >= n and not line.endswith((";", ".", ":")) and key(words[-n]) in _surnames() and _is_name(name):
            return name
    return None


def _surnames() -> frozenset[str]:
    return frozenset(key(name) for name in lexicon()["signer"]["surnames"])


def _spelt(name: str) -> str:
    """A name as it is meant: in small letters, the family name with the mark that a scan lost ("Trân" -> "Trần")."""
    words = (name.title() if name.isupper() else name.strip(" .,")).split()
    if key(words[0]) not in _surnames():
        meant = [surname for surname in _surnames() if bare(surname) == bare(words[0])]
        words[0] = meant[0].capitalize() if len(meant) == 1 else words[0]
    return " ".join(words)

"""Whether a name of the lexicon means its body where it stands: "cơ sở" is no Sở, "hộ CCB" no association, "cấp ủy viên" no committee."""

from __future__ import annotations

from extract.authority.agencies_lexicon import Body
from extract.authority.syllables import Hit
from extract.patterns.pattern import pattern

# The syllable before makes it another word: "cơ sở", "cán bộ", "xã hội".
_OTHER_WORD = pattern(
    "agencies_other_word",
    catches={"cơ ": "cơ ", "đội ngũ cán ": "cán "},
    misses=("phòng ", "các "),
    regex=r"(?<![^\W_])(?:cơ|trụ|hội|toàn|cán|đồng|nội|tiến|cục|xã|quốc|đại|lễ|văn|biên|dự|đề|ủy|thông|đoàn|thời)\ \Z",
)
_STARTS_OTHER = pattern(
    "agencies_short_head",
    catches={"Sở Y tế": "sở", "Bộ Y tế": "bộ"},
    misses=("Ủy ban nhân dân", "Bộtài"),
    regex=r"\A(?:sở|bộ|hội|ban|phòng|báo|ngành)(?![^\W_])",
)
# The letters of a document's number: "190/NQ-HĐND".
_IN_NUMBER = pattern(
    "agencies_in_number",
    catches={"Nghị quyết số 190/NQ-": "190/nq-", "2342/KH-": "2342/kh-"},
    misses=("các sở/", "Sở Y tế - "),
    regex=r"(?<![^\W_])(?:\d|nq|qđ|kh|ct|tb|bc|tt|cv|nđ|hd|kl|tr)[^\s,;()]{0,12}[-/]\s?\Z",
)
# Veterans, not their association: "hộ CCB", "hội viên CCB".
_PEOPLE = pattern(
    "agencies_people",
    catches={"giúp hộ ": "hộ ", "hội viên ": "hội viên ", "là con em ": "con em "},
    misses=("hội ", "cùng hội nông dân, "),
    regex=r"(?<![^\W_])(?:hộ|gia\ đình|hội\ viên|cán\ bộ|người|là|con(?:\ em)?|các|nhà|cho|của)\ \Z",
)


def stands_alone(text: str, key: str, hit: Hit[Body]) -> bool:
    """Whether the name of the lexicon that was found at `hit` in `text` (whose key is `key`) means its body: no part of another word, no
    people, no verb, and not only whose another body is ("đảng ủy trực thuộc Tỉnh ủy")."""
    before = key[max(0, hit.span.start - 24) : hit.span.start]
    if key[hit.span.start : hit.span.end] == "ccb" and _PEOPLE.search(before):
        return False
    if hit.value.sector == "party" and (before.endswith("trực thuộc ") or key.startswith(" viên", hit.span.end)):
        return False
    if hit.value.name == "Trưởng thôn" and key.endswith(" ban", 0, hit.span.end):
        return False  # "Thủ trưởng các ban"
    if hit.value.name == "Thống kê" and text[hit.span.start].islower():
        return False
    if hit.value.field == "Xây dựng" and before.endswith(("các ", "từng ", "mọi ")):
        return False  # "các phòng xây dựng kế hoạch" do so
    return not (_STARTS_OTHER.match(key[hit.span.start : hit.span.end]) and _OTHER_WORD.search(before)) and not _IN_NUMBER.search(before)

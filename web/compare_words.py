"""The words of the page that sets two plans side by side: verdicts, what differs, and what to know before comparing."""

from __future__ import annotations

from typing import Final

Words = dict[str, tuple[str, str]]

VERDICT_WORDS: Final[Words] = {
    "changed": ("đổi", "changed"),
    "added": ("thêm", "added"),
    "dropped": ("bỏ", "dropped"),
    "kept": ("giữ", "kept"),
}
WHY_WORDS: Final[Words] = {
    "value": ("con số", "figure"),
    "comparator": ("mức so sánh (trên, dưới, ít nhất …)", "comparator"),
    "unit": ("đơn vị", "unit"),
    "per_year": ("tính cho mỗi năm hay cả kỳ", "per year or for the period"),
    "place": ("nơi tính", "place"),
    "people": ("đối tượng tính", "people counted"),
    "year": ("năm phải đạt", "year"),
    "standard": ("không cùng hoặc không rõ chuẩn nghèo: không trừ", "another or unknown poverty standard: not subtracted"),
    "words": ("câu chữ", "wording"),
    "numbers": ("con số trong câu", "numbers in the sentence"),
    "rewritten": ("viết lại", "rewritten"),
    "agency": ("cơ quan", "agency"),
    "successor": ("cơ quan kế nhiệm theo luật", "successor by law"),
    "role": ("vai trò", "role"),
    "requested": ("giao hay đề nghị", "told or requested"),
    "date": ("thời hạn", "date"),
    "recurrence": ("định kỳ", "how often"),
    "recipient": ("nơi nhận", "recipient"),
    "instrument": ("văn bản khác cùng nội dung", "another document on the same subject"),
    "relation": ("quan hệ với văn bản", "relation"),
    "pinpoint": ("điều, khoản", "pinpoint"),
    "rolled": ("chỉ đổi năm", "only the year"),
    "moved": ("đổi số mục", "renumbered"),
}
WARNING_WORDS: Final[Words] = {
    "same": ("Hai bên là cùng một kế hoạch.", "Both sides are one and the same plan."),
    "copies": ("Hai tệp là hai bản của cùng một văn bản.", "The two files are copies of one paper."),
    "copy_a": ("Bản trước là bản sao của một kế hoạch khác trong kho.", "The earlier one is a copy of another file held here."),
    "copy_b": ("Bản sau là bản sao của một kế hoạch khác trong kho.", "The later one is a copy of another file held here."),
    "draft_a": ("Bản trước còn là dự thảo.", "The earlier one is a draft."),
    "draft_b": ("Bản sau còn là dự thảo: có thể thay đổi khi ban hành.", "The later one is a draft and may change when it is issued."),
    "ocr_a": (
        "Bản trước đọc từ ảnh chụp: chữ khác có thể do nhận dạng sai.",
        "The earlier one was read by OCR: a word may differ for that alone.",
    ),
    "ocr_b": (
        "Bản sau đọc từ ảnh chụp: chữ khác có thể do nhận dạng sai.",
        "The later one was read by OCR: a word may differ for that alone.",
    ),
    "doc_type": ("Hai văn bản khác loại (kế hoạch, quyết định, chương trình …).", "The papers are of different types."),
    "level": ("Hai kế hoạch khác cấp: con số và cơ quan không cùng phạm vi.", "The plans are of different levels of government."),
    "place": (
        "Hai kế hoạch của hai nơi khác nhau: không trừ con số cho nhau.",
        "The plans are of different places: figures are not subtracted.",
    ),
    "merged": (
        "{a} và {b} nay cùng thuộc {today}, nhưng địa bàn hai kế hoạch không bằng nhau: không trừ con số cho nhau.",
        "{a} and {b} both belong to {today} today, yet the plans do not cover the same ground: figures are not subtracted.",
    ),
    "no_year": ("Không rõ năm của một trong hai kế hoạch.", "The years of one of the plans are not known."),
    "backwards": ("Bản đặt bên trái lại là bản mới hơn.", "The plan on the left is the newer one."),
    "overlap": (
        "Hai kế hoạch trùng năm {years}: không phải bản trước và bản sau.",
        "Both plans cover {years}: neither is the other’s successor.",
    ),
    "apart": (
        "Hai kế hoạch cách nhau {years} năm; kế hoạch ở giữa không có trong kho hoặc không được chọn.",
        "{years} years lie between the plans.",
    ),
    "length": ("Kỳ kế hoạch dài ngắn khác nhau: {a} năm và {b} năm.", "The periods differ in length: {a} and {b} years."),
    "standard": (
        "Tỷ lệ nghèo đo theo chuẩn khác nhau (bản trước {a}, bản sau {b}): không trừ cho nhau.",
        "Poverty rates are measured by different standards ({a}, then {b}) and are not subtracted.",
    ),
}


def said(of: Words, code: str, lang: str) -> str:
    """The words of a code; empty for a code that is none."""
    return of[code][lang == "en"] if code in of else ""

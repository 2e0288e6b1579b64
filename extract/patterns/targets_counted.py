"""Figures without a unit behind them that their own noun in front says what they count: "hộ tái nghèo: 03; số hộ cận nghèo còn 428"."""

from __future__ import annotations

from extract.patterns.numbers import Number
from extract.patterns.pattern import pattern
from extract.patterns.targets_mask import BLANK
from extract.patterns.targets_units import Unit

COUNTED = pattern(
    "those counted, right before their figure",
    catches={
        "Tổng số hộ dân cư ": "tổng số hộ dân cư ",
        "; hộ nghèo ": "; hộ nghèo ",
        "hộ tái nghèo: ": "hộ tái nghèo: ",
        "Đến 31/12/2024 số hộ cận nghèo còn ": "số hộ cận nghèo còn ",
        ", hộ Chăm ": ", hộ chăm ",
        "Số người được cấp thẻ là ": "số người được cấp thẻ là ",
    },
    misses=("hỗ trợ hộ nghèo theo Dự án ", "hộ nghèo thôn ", "số hộ nghèo năm ", "cho hộ nghèo và ", "hộ nghèo tại Quyết định số "),
    regex=r"""(?: (?<!\w)(?:tổng\ )?số\ | (?:^|[;,:(.])\s{0,2}[+-]?\s? | (?<!\w)(?=hộ\ (?:cận\ |tái\ |thoát\ )?nghèo\b) )
        (?<!\w)(?P<noun> (?:lượt\ )?(?:hộ|người|khẩu|nhân\ khẩu|lao\ động|học\ sinh|trẻ\ em) )
        (?: \ (?! (?:theo|quyết|điều|khoản|mục|dự|án|chương|năm|tháng|quý|ngày|tổ|thôn|ấp|bản|khóm|xóm|phố|phường|khu|vực|vùng|nhóm|loại|số
          |lớp|kỳ|khóa|lần|bước|phần|biểu|lục|đợt|dưới|trên|từ|đến|và|hoặc|tiêu|chuẩn|hạng|dòng|cột|tối|ít|không)\b )[^\W\d]{1,9} ){0,7}
        [:\s]{1,3} $""",
)
ENDS = pattern(
    "nothing that is counted stands behind",
    catches={"; hộ cận nghèo": ";", ", vượt 12 hộ": ", ", " (6,79%)": " (", "": "", ".": "."},
    misses=(" hộ", "/12 xã", ".500", ",5%", " - 30", ", 5"),
    regex=r"^\s?(?:$|;|[,.](?:\s(?!\d)|$)|\)|\((?=\d))",
)
_REACH = 70
_YEARS = range(1945, 2051)


RATE = pattern(
    "a rate per so many, right before its figure",
    catches={
        "giảm tỷ suất tử vong trẻ sơ sinh dưới ": "tỷ suất tử vong trẻ sơ sinh dưới ",
        "tỷ số tử vong mẹ xuống còn ": "tỷ số tử vong mẹ xuống còn ",
        "tỷ suất tử vong trẻ dưới một tuổi xuống 12,5 vào cuối kỳ và ": "tỷ suất tử vong trẻ dưới một tuổi xuống 12,5 vào cuối kỳ và ",
        "tỷ suất trẻ em bị tai nạn thương tích xuống ": "tỷ suất trẻ em bị tai nạn thương tích xuống ",
    },
    misses=("tỷ lệ hộ nghèo còn ", "tỷ suất sinh; giảm "),
    regex=r"""t[ỷỉ]\ (?:suất|số)\ [^;,.:%\d]{3,90}
        \ (?:xuống|còn|đạt|là|dưới|trên|không\ quá)(?:\ còn)?(?:\ dưới|\ không\ quá|\ khoảng)?\s{1,2}
        (?:[\d.,]{1,8}[^;:.\d]{2,40}?\ và\ (?:(?:xuống|còn|dưới|đạt)\ ){0,3})?$""",
)
RATE_ENDS = pattern(
    "nothing that is counted stands behind a rate",
    catches={" vào năm": " vào", ";": ";", "·········": "·", " và dưới": " và"},
    misses=(" hộ", "%", "/12"),
    regex=r"^(?:\s?(?:$|[;.)·]|,(?!\d))|\s(?:vào|và|trong|đến|năm)(?!\w))",
)
_REACH_OF_RATE = 150


def counted(masked: str, number: Number) -> Unit | None:
    """The unit of a figure of the keyed, masked text that its noun in front names, or None. What looks like a year is none."""
    if RATE_ENDS.match(masked[number.end : number.end + 8]) and RATE.search(masked, max(0, number.start - _REACH_OF_RATE), number.start):
        end = number.end
        while masked[end : end + 1] == BLANK:
            end += 1
        return Unit("other", end, "")
    said = COUNTED.search(masked, max(0, number.start - _REACH), number.start)
    if said is None or not ENDS.match(masked[number.end : number.end + 4]):
        return None
    if "," in number.printed or (number.printed.isdigit() and int(number.printed) in _YEARS):
        return None
    noun = said["noun"]
    code = "turn" if noun.startswith("lượt") else "household" if noun == "hộ" else "person"
    return Unit(code, number.end, noun, whole=True)

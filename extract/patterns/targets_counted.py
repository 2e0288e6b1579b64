"""Figures without a unit behind them that their own noun in front says what they count: "hộ tái nghèo: 03; số hộ cận nghèo còn 428"."""

from __future__ import annotations

from extract.patterns.numbers import Number
from extract.patterns.pattern import pattern
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


def counted(masked: str, number: Number) -> Unit | None:
    """The unit of a figure of the keyed, masked text that its noun in front names, or None. What looks like a year is none."""
    said = COUNTED.search(masked, max(0, number.start - _REACH), number.start)
    if said is None or not ENDS.match(masked[number.end : number.end + 4]):
        return None
    if "," in number.printed or (number.printed.isdigit() and int(number.printed) in _YEARS):
        return None
    noun = said["noun"]
    code = "turn" if noun.startswith("lượt") else "household" if noun == "hộ" else "person"
    return Unit(code, number.end, noun, whole=True)

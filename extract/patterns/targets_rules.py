"""Figures that lay down a rule: thresholds, marks of a test, rations, quorums, copies, shares that somebody adds."""

from __future__ import annotations

from extract.model import Comparator
from extract.patterns.pattern import pattern
from extract.patterns.targets_clause import Context
from extract.patterns.targets_indicator import PLACES

THEN = pattern(
    "what follows from a condition",
    catches={" thì yêu cầu làm lại": " thì", " số người dự họp đồng ý thì đưa vào": " số người dự họp đồng ý thì"},
    misses=(" hộ nghèo", ", phấn đấu"),
    regex=r"""^[^.;]{0,70}? \s?thì (?!\w)""",
)
WHERE = pattern(
    "whichever, if",
    catches={"địa phương nào sai lệch ": "nào", " ở xóm nào thì": "nào", "nếu vượt ": "nếu", " đồng ý thì": "đồng ý"},
    misses=("phấn đấu ", "giảm "),
    regex=r"""(?<!\w)(?:nào|nếu|trường\ hợp|đồng\ ý|khi)(?!\w)""",
)
WHEREVER = pattern(
    "those places or people to which a threshold applies",
    catches={
        "Những nơi số hộ nghèo còn ": "những nơi số hộ nghèo còn ",
        "nơi nào có sai sót ": "nơi nào có sai sót ",
        "cảnh báo chủ đầu tư giải ngân ": "chủ đầu tư giải ngân ",
    },
    misses=("Phấn đấu tỷ lệ hộ nghèo còn ", "ở nơi khó khăn, phấn đấu giảm ", "đôn đốc các đơn vị giải ngân đến cuối năm đạt "),
    regex=r"""(?<!\w) (?:những\ (?:nơi|xã|thôn|hộ|địa\ phương|ấp|xóm|bản) | nơi\ nào
          | (?:công\ trình|dự\ án|nội\ dung|đơn\ vị|nguồn\ vốn|chủ\ đầu\ tư|địa\ phương)\ (?:có\ tỷ\ lệ\ )?giải\ ngân
          | (?:bị\ )?(?:thiệt\ hại|mất) )
        (?:(?!đạt)[^,;.:]){0,45} \s (?:trên|dưới|từ|không\ quá|còn)?\s{0,2} $""",
)
PLACES_WITH = pattern(
    "so many places with a rate beyond a threshold",
    catches={
        "Huyện còn 12 xã ": "12 xã ",
        "hiện có 5/14 xã tỷ lệ hộ nghèo còn ": "5/14 xã tỷ lệ hộ nghèo còn ",
        "28 thôn, bản có tỷ lệ hộ nghèo ": "28 thôn, bản có tỷ lệ hộ nghèo ",
    },
    misses=("05 xã xuống ", "12 xã giảm ", "12 xã, tỷ lệ hộ nghèo còn "),
    regex=r"""(?<!\w)\d{1,4}(?:/\d{1,4})?\ (?:xã|phường|huyện|thôn|bản|ấp|buôn|xóm|làng|khóm)
        (?:,\ (?:phường|thị\ trấn|thị\ xã|bản|buôn|ấp|tổ\ dân\ phố))? \ (?:có\ |còn\ |với\ )?(?:tỷ\ lệ\ )?(?:hộ\ )?(?:nghèo\ )?
        (?:còn\ |là\ )?$""",
)
MATCHED = pattern(
    "the share that a place or a person adds",
    catches={"Tỷ lệ đối ứng: xã nghèo không bắt buộc, xã còn lại ": "tỷ lệ đối ứng", "mức đối ứng của người dân ": "mức đối ứng"},
    misses=("Ngân sách địa phương đối ứng ", "bố trí vốn đối ứng đạt "),
    regex=r"""(?<!\w)(?:tỷ\ lệ|mức)\ (?:vốn\ )?đối\ ứng(?!\w)""",
)
COPIES = pattern(
    "copies of a paper",
    catches={"biên bản được lập thành ": "lập thành ", "Hồ sơ gồm ": "hồ sơ gồm ", "in ": "in "},
    misses=("toàn xã có ", "huyện gồm "),
    regex=r"""(?<!\w)(?:(?:lập|làm)(?:\ thành)?|hồ\ sơ\ gồm|in|phô\ tô|sao|gửi)\ $""",
)
MARK = pattern(
    "marks of a test",
    catches={"điểm B1 từ ": "b1 từ ", "áp dụng mốc ": "mốc ", "chấm được ": "chấm được ", "tổng điểm ": "tổng điểm "},
    misses=("xây dựng ", "mở "),
    regex=r"""(?<!\w) (?:b[12] | mốc | chấm(?:\ được|\ đạt)? | tổng\ điểm | số\ điểm | đạt | dưới | từ)
        (?:\ từ|\ dưới|\ trên)? \s{0,2} $""",
)
RATION = pattern(
    "a ration",
    catches={" gạo/tháng": " gạo/tháng", " gạo/khẩu/tháng": " gạo/khẩu/tháng", " gạo/người": " gạo/người"},
    misses=(" gạo cho hộ thiếu đói", " giống/năm"),
    regex=r"""^\s gạo \s? / \s? (?:khẩu|người|em|học\ sinh|tháng) (?:\s?/\s?tháng)?""",
)
ATTENDING = pattern(
    "a quorum",
    catches={" số hộ của xóm dự họp": " số hộ của xóm dự họp", " số người dự họp đồng ý": " số người dự họp"},
    misses=(" số hộ nghèo được vay vốn", " hộ nghèo tham gia họp"),
    regex=r"""^\s(?:tổng\ )?số\ (?:hộ|người|đại\ biểu)[^,;.]{0,25}?\ (?:dự\ họp|tham\ dự|có\ mặt)""",
)
COMPARED_WITH = pattern(
    "the rate compared with, in a bracket",
    catches={
        "giảm 6 điểm phần trăm so với cuối năm 2016 (": "so với cuối năm 2016 (",
        "so với đầu kỳ (": "so với đầu kỳ (",
        "so với năm 2021 (năm 2021: ": "so với năm 2021 (năm 2021: ",
    },
    misses=("giảm 5% (", "so với năm 2016, giảm ("),
    regex=r"""so\ (?:với\ )?[^,;.()%]{3,40} \((?:năm\ \d{4}:?\ |cùng\ kỳ:?\ )?$""",
)
CRITERIA_MET = pattern(
    "places told by how many criteria they meet",
    catches={"giảm số xã đạt ": "xã đạt ", "không còn xã ": "xã ", "05 thôn đạt ": "thôn đạt "},
    misses=("phấn đấu xã Tân Lập đạt ", "toàn xã hoàn thành "),
    regex=r"""(?<!toàn\s)(?<!\w)(?:xã|thôn|bản|huyện|ấp|xóm)(?:\ (?:đạt|có|chỉ\ đạt|mới\ đạt))?\ $""",
)


def is_rule(context: Context, before: str) -> bool:
    """Whether a figure sets no aim: it is a threshold that says when something is done, a mark of a test, a ration, how often or in how
    many copies, a share that somebody adds, or what was compared with. `before`: its keyed sentence up to it."""
    q, left, right = context.quantity, context.left, context.right
    bound = conditional(context) or left.rstrip().endswith(("chưa đạt", "không đạt"))
    if bound and (WHEREVER.search(before) or (THEN.search(right) and (WHERE.search(before) or WHERE.search(right)))):
        return True
    if q.unit.word == "điểm" and MARK.search(left):
        return True
    if q.unit.code in ("household", "person", "turn") and q.unit.per.startswith("/ngày"):
        return True
    if q.unit.word in ("đợt", "lượt", "kỳ", "buổi") and q.unit.per.endswith(("năm", "quý", "tháng")):
        return True  # "khám lưu động 02 đợt/năm"
    if q.unit.word == "tiêu chí" and q.comparator is Comparator.LT and CRITERIA_MET.search(left):
        return True
    if q.unit.word == "bản" and COPIES.search(left):
        return True
    if left.rstrip().endswith(" cả") and q.value <= 12 and q.unit.code in ("other", *PLACES):
        return True  # "thực hiện cả 4 tiểu dự án"
    if q.unit.code == "percent" and (MATCHED.search(before) or (bound and PLACES_WITH.search(before))):
        return True
    if RATION.match(right) or (q.unit.code == "percent" and ATTENDING.match(right)):
        return True
    return COMPARED_WITH.search(before[-60:]) is not None


def conditional(context: Context) -> bool:
    """Whether a quantity is a bound: it has a comparator, a range or "trở lên"."""
    q = context.quantity
    return (
        q.comparator is not Comparator.EQ or q.high is not None or context.left.rstrip().endswith("từ") or "trở lên" in context.right[:40]
    )

"""Which quantities are no item: parameters of a policy, conditions, places where something happens, how often something is done."""

from __future__ import annotations

from extract.model import Comparator
from extract.patterns.pattern import pattern
from extract.patterns.targets_clause import Context
from extract.patterns.targets_indicator import PLACES, Finding
from extract.patterns.targets_measure import YEARLY
from extract.patterns.targets_money import YIELD
from extract.patterns.targets_rules import conditional, is_rule

OF_A_PRICE = pattern(
    "share of a price or a sum",
    catches={
        " mức đóng bảo hiểm y tế": " mức đóng",
        " kinh phí mua thẻ": " kinh phí",
        " học phí cho học sinh": " học phí",
        " tổng mức đầu tư": " tổng mức",
        " chi phí học tập": " chi phí",
        " chi thường xuyên": " chi thường xuyên",
    },
    misses=(" hộ nghèo được hỗ trợ kinh phí", " học sinh được miễn học phí", " tổng số hộ"),
    regex=r"""^ \s (?: (?:của\ |tổng\ |phần\ |số\ )?(?:mức\ (?:đóng|hỗ|phí|lương|chi|sinh|giá|trợ|chuẩn)|kinh\ phí|chi\ phí
          |giá\ (?:trị|dịch|thẻ|vé)|đơn\ giá|tiền|học\ phí|lãi|lương|mệnh\ giá|định\ mức|vốn
        |ngân\ sách|phí|tổng\ mức|tổng\ vốn|tổng\ kinh|tổng\ chi|nguồn|thuế|thu\ nhập\ bình
          |chi\ thường\ xuyên|mức\ vốn|suất\ vốn|nhu\ cầu\ vốn)
          | từ\ (?:nguồn\ )?ngân\ sách | (?:do|của)\ (?:ngân\ sách|trung\ ương) | còn\ lại\ (?:trong|sau|khi|được\ thanh) ) (?!\w)""",
)
GRANTED = pattern(
    "share that somebody pays",
    catches={
        "ngân sách trung ương hỗ trợ ": "hỗ trợ ",
        "huyện đối ứng ": "đối ứng ",
        "mức hỗ trợ là ": "mức hỗ trợ là ",
        "được miễn ": "được miễn ",
        "lãi suất ": "lãi suất ",
        "lần đầu tạm ứng ": "tạm ứng ",
        "thanh toán làm hai lần, đợt đầu ": "đợt đầu ",
    },
    misses=("hỗ trợ nhà ở cho ", "phấn đấu đạt "),
    regex=r"""(?<!\w) (?: hỗ\ trợ | đối\ ứng | (?:được\ )?miễn | mức\ hỗ\ trợ | mức\ hưởng | hưởng | chi\ trả | đóng\ góp | đóng
          | lãi\ suất (?:\ cho\ vay|\ vay|\ ưu\ đãi|\ nợ)? | thuế\ suất | tỷ\ lệ\ đối\ ứng 
          | (?:lần|đợt)\ (?:đầu|một|hai|sau|cuối|thứ\ \w{2,4}) | trích | bù | tạm\ ứng
          | hoàn\ trả | thanh\ toán(?:\ lần\ \w{1,4})? | tiết\ kiệm )
        (?:\ là|\ thêm|\ tối\ đa|\ tối\ thiểu|\ bằng|\ mức|\ từ|\ còn\ lại|:)? \s{0,2}$""",
)
ENDS = pattern(
    "nothing counted follows",
    catches={"": "", ".": ".", ", trung ương": ",", ") theo quy định": ")", " và": " và", " theo": " theo"},
    misses=(" hộ nghèo", " số xã"),
    regex=r"""^ (?: \s{0,2} (?:[.,;)] | $) | \s(?:và|theo|còn|đối\ với|cho|so\ với|từ)(?!\w) | /(?:năm|tháng) )""",
)
LATER = pattern(
    "when so much is paid",
    catches={" ngay sau khi khởi công": " ngay sau", " sau 24 tháng": " sau"},
    misses=(" hộ nghèo sau khi học nghề", " kế hoạch"),
    regex=r"""^\s(?:ngay\ (?:sau|khi)|sau|khi|còn\ lại)(?!\w)""",
)
SUM_RULE = pattern(
    "a rule about money",
    catches={
        "mức vay tối đa ": "mức vay",
        "định mức ": "định mức",
        "hỗ trợ không quá ": "hỗ trợ không quá",
        "cho vay tối đa ": "cho vay tối đa",
    },
    misses=("dư nợ cho vay đạt ", "tổng kinh phí "),
    regex=r"""(?<!\w) (?: mức\ (?:vay|hỗ\ trợ|chi|cho\ vay|trợ\ cấp|chuẩn|thu|đóng|vốn|khoán|thưởng
          |thu\ nhập\ bình\ quân\ đầu\ người\ dưới) | định\ mức | chuẩn\ (?:nghèo|cận|trợ|mức) | (?:hỗ\ trợ|cho\ vay|vay
          |vốn\ vay) \ (?:tối\ đa|không\ quá) | lương\ (?:cơ|tối)
      | giá\ trị\ tối | đơn\ giá | suất\ đầu\ tư | từ\ đủ | mỗi\ (?:suất|hộ|người|căn|nhà|lớp|phần|học|đối|con) ) (?!\w)""",
)
CONDITION = pattern(
    "a condition, not a quantity promised",
    catches={
        "ưu tiên các xã có tỷ lệ hộ nghèo ": "xã có tỷ lệ hộ nghèo",
        "hộ có thu nhập bình quân ": "hộ có thu nhập bình quân",
        "thôn có đông đồng bào và tỷ lệ hộ nghèo từ ": "thôn có đông đồng bào và tỷ lệ hộ nghèo",
    },
    misses=("tỷ lệ xã có đường đạt ", "hộ nghèo còn ", "toàn xã có tỷ lệ hộ nghèo là ", "phấn đấu xã có tỷ lệ hộ nghèo còn "),
    regex=r"""(?<!toàn\ )(?<!tỷ\ lệ\ )(?<!\ đấu\ )(?<!\w) (?: xã | thôn | bản | huyện | ấp | nơi | địa\ bàn | địa\ phương | vùng
          | buôn | khu\ vực | hộ | người | hộ\ gia\ đình )
        (?:\ [^\s,;.:]{1,9}){0,6}? \ có (?:\ [^\s,;.:]{1,9}){0,6}? \ (?:tỷ\ lệ\ (?:hộ\ )?(?:nghèo|dân|đồng)|tỷ\ lệ\ hộ
          |thu\ nhập\ bình\ quân|thu\ nhập) (?!.{0,30}(?:còn|giảm|đạt|là|xuống|tăng)\ )""",
)
SHORT_OF = pattern(
    "a share of the task short of which somebody has to answer",
    catches={
        "Xã nào đến 30/9/2021 chưa đạt ": "nào đến 30/9/2021 chưa đạt ",
        "nơi nào tới hết quý III không đạt ": "nào tới hết quý iii không đạt ",
    },
    misses=("không có huyện nào giảm ", "hộ nào cũng có ", "xã nào chậm phải giải trình; chưa đạt "),
    regex=r"(?<!\w)nào\ [^.;]{0,80}\ (?:chưa|không)\ đạt\ $",
)
LIVED = pattern(
    "of how many places a place is made up",
    catches={"tỉnh mới vận hành với ": "vận hành với ", "dân cư sinh sống ở ": "sinh sống ở ", "phân bố tại ": "phân bố tại "},
    misses=("phối hợp với ", "tổ chức tại ", "hỗ trợ ở "),
    regex=r"""(?<!\w)(?:vận\ hành|hoạt\ động|sinh\ sống|sinh\ hoạt|cư\ trú|phân\ bố)\ (?:với|ở|tại|trong)\ $""",
)
INTERVAL = pattern(
    "an interval beside so many times",
    catches={"mỗi năm kiểm tra ": "mỗi năm", " trong năm": "trong năm", " mỗi quý": "mỗi quý", "hằng tháng họp ": "hằng tháng"},
    misses=("mỗi nhà kiểm tra ", " tại mỗi xã"),
    regex=r"""(?<!\w)(?:(?:mỗi|hằng|hàng|một|trong|từng)\ (?:năm|quý|tháng|tuần|ngày|vụ)|định\ kỳ|thường\ xuyên)(?!\w)""",
)
SCOPE = pattern(
    "places where something is done",
    catches={"trên địa bàn ": "trên địa bàn ", "người dân ở ": "ở ", "thuộc ": "thuộc ", "của ": "của "},
    misses=("có ", "phấn đấu ", "đưa ", "thực hiện tại "),
    regex=r"""(?<!\w) (?: trên\ địa\ bàn | địa\ bàn | ở | thuộc | của | trong | với | về | từ | vùng
          | trên\ phạm\ vi | giao | chỉ\ đạo | yêu\ cầu | đề\ nghị | hướng\ dẫn )(?:\ các|\ cả|\ tổng\ số|\ toàn\ bộ|\ khoảng)? \s{0,2}$""",
)
MEANT = pattern(
    "of how many something is said",
    catches={"nhà ở cho các hộ đối với ": "đối với ", "thuộc ": "thuộc ", "nguồn vốn của ": "của "},
    misses=("triển khai ", "có "),
    regex=r"(?<!\w)(?:đối\ với|thuộc|của|theo|từ|trong)(?:\ cả|\ các)?\s{0,2}$",
)
HOUSEHOLD_OF = pattern(
    "what a household or a group has",
    catches={
        "hộ chỉ có ": "hộ chỉ có ",
        "hộ gia đình có ": "hộ gia đình có ",
        "nhóm hộ từ ": "nhóm hộ từ ",
        "mỗi nhóm có ": "mỗi nhóm có ",
    },
    misses=("số hộ nghèo có ", "toàn tỉnh có "),
    regex=r"""(?<!số\ )(?<!\w) (?: hộ (?:\ gia\ đình)? (?:\ chỉ)?\ có | (?:nhóm|tổ|nhóm\ hộ|tổ\ nhóm|cộng\ đồng|dự\ án|mô\ hình
          |hợp\ tác\ xã) (?:\ phải|\ có|\ gồm|\ quy\ mô)?\ (?:có|từ|tối\ thiểu|ít\ nhất) | mỗi\ (?:lớp|nhóm|tổ|khóa|mô\ hình
          |dự\ án)(?:\ có|\ gồm|\ khoảng|\ từ)? ) (?:\ tối\ thiểu|\ ít\ nhất|\ từ)? \s{0,2}$""",
)
MEMBERS = pattern(
    "members of a body",
    catches={"Ban Chỉ đạo gồm ": "ban chỉ đạo gồm ", "tổ công tác gồm có ": "tổ công tác gồm có "},
    misses=("bao gồm cả ", "Tạo việc làm cho lao động, gồm "),
    regex=r"""(?<!\w)(?:ban|tổ|đoàn|hội\ đồng|nhóm)\ [^,;.]{1,40}? (?<!bao\ ) gồm (?:\ có)? \s{0,2}$""",
)
EACH = pattern(
    "for each",
    catches={" một căn": " một căn", " mỗi hộ": " mỗi hộ", " cho mỗi suất": " cho mỗi suất"},
    misses=(" một năm", " cho hộ nghèo"),
    regex=r"""^\s(?:cho\s)?(?:một|mỗi|01)\s(?:căn|hộ|người|lao\ động|tháng|suất|nhà|mô\ hình|lớp|con|học\ sinh|đối\ tượng
          |lượt)(?!\w)""",
)
FREQUENCY = pattern(
    "how often",
    catches={"/tuần": "/tuần", "/tháng vào": "/tháng", " mỗi tuần": " mỗi tuần", " một tháng": " một tháng"},
    misses=(" tập huấn", "/năm"),
    regex=r"""^\s?(?:/\s?(?:0?1\s)?|mỗi\s|một\s)(?:tuần|tháng|ngày|quý)(?!\w)""",
)
TIMES_MORE = pattern(
    "so many times as much",
    catches={
        "tăng gấp ": "gấp ",
        "thu nhập tăng ": "tăng ",
        "cao gấp ": "gấp ",
        "nâng thu nhập của hộ nghèo lên ": "nâng thu nhập của hộ nghèo lên ",
    },
    misses=("kiểm tra ", "ít nhất ", "nâng cao chất lượng, kiểm tra "),
    regex=r"""(?<!\w) (?: gấp | (?:tăng|nâng)\ [^,;:.\d]{1,80}\ (?:lên|gấp|thêm) | tăng
          | giảm | bằng | cao\ hơn | tăng\ lên | tăng\ thêm | tăng\ ít\ nhất | tăng\ trên
          | gấp\ hơn ) \s{0,2}$""",
)
DISBURSED = pattern(
    "money spent is a result of its own",
    catches={"giải ngân đạt ": "giải ngân", "tỷ lệ giải ngân ": "giải ngân"},
    misses=("hỗ trợ ",),
    regex=r"""giải\ ngân""",
)


WEEKLY = pattern(
    "so often a week, before the number",
    catches={"loa phát mỗi tuần ": "mỗi tuần ", "phát thanh hằng ngày ": "hằng ngày "},
    misses=("mỗi tuần giúp ", "mỗi quý "),
    regex=r"(?<!\w)(?:mỗi|h[ằà]ng)\ (?:tuần|ngày)\ \Z",
)
DONE_AT = pattern(
    "what is done at so many places",
    catches={
        "giám sát việc bình xét ở ": "giám sát việc bình xét ở ",
        "khám sức khỏe lưu động ở ": "khám sức khỏe lưu động ở ",
        "khảo sát nhu cầu học nghề của người lao động ở ": "khảo sát nhu cầu học nghề của người lao động ở ",
    },
    misses=("đồng bào ở ", "hỗ trợ hộ nghèo ở ", "khám bệnh cho người dân thuộc "),
    regex=r"(?<!\w)(?:giám\ sát|kiểm\ tra|khám|khảo\ sát|tổ\ chức|duy\ trì|phục\ vụ|thí\ điểm|nắm\ tình\ hình|lồng\ ghép)"
    r"\ [^;,]{0,60}\ ở\ \Z",
)


def is_kept(context: Context, finding: Finding, before: str) -> bool:
    """Whether a quantity is an item: policy parameters, legal dates and list numbers are not (GUIDELINES, "targets").

    `before`: its keyed sentence up to it.
    """
    unit = context.quantity.unit.code
    left, right = context.left, context.right
    if is_rule(context, before) or SHORT_OF.search(before):
        return False
    if unit == "vnd":
        return _sum_kept(context, finding, before)
    if context.quantity.unit.word == "lần" and unit == "other":
        return INTERVAL.search(before) is None and INTERVAL.search(right) is None
    if unit == "times":
        return TIMES_MORE.search(left) is not None or (context.quantity.comparator is Comparator.GT and not context.quantity.unit.per)
    if unit in ("percent", "percentage_point"):
        if not DISBURSED.search(before) and (
            OF_A_PRICE.match(right) or (GRANTED.search(left) and (ENDS.match(right) or LATER.match(right)))
        ):
            return False
        return not (conditional(context) and CONDITION.search(before[-160:]))
    if unit in PLACES:
        if context.quantity.high is not None or context.quantity.comparator is Comparator.GE:
            left = left.rstrip().removesuffix("từ")  # "kiểm tra từ 3 đến 4 huyện"
        return (
            SCOPE.search(left) is None
            or LIVED.search(left) is not None
            or (context.quantity.comparator is Comparator.GE and left.endswith(" ở"))
            or DONE_AT.search(left) is not None
        )
    if unit == "person" and (MEMBERS.search(left) or (context.quantity.value <= 5 and left.rstrip().endswith("nghèo có"))):
        return False  # "hộ nghèo có ít nhất một người dùng điện thoại"
    if context.quantity.unit.word in ("buổi", "kỳ", "lượt") and WEEKLY.search(left):
        return False  # how often, not how much
    often = FREQUENCY.match(right) and context.quantity.unit.word not in ("m3", "tấn")  # "công suất 3.200 m3/ngày đêm"
    if unit == "other" and (often or (context.quantity.unit.word == "đợt" and YEARLY.search(left))):
        return False
    met = ("đạt", "hoàn thành", "đạt chuẩn", "thêm", " có", " được", " mới")
    if context.quantity.unit.word == "tiêu chí" and not left.rstrip().endswith(met):
        return False
    if context.quantity.unit.word in ("chương trình", "chính sách", "lĩnh vực") and MEANT.search(left):
        return False
    return HOUSEHOLD_OF.search(left) is None


def _sum_kept(context: Context, finding: Finding, before: str) -> bool:
    if CONDITION.search(context.left) and conditional(context):
        return False
    if finding.code == "income":
        if "chuẩn nghèo" in before and context.quantity.unit.per.endswith("/tháng"):
            return False  # a poverty line: "mức 1,5 triệu đồng/người/tháng ở nông thôn và 2 triệu đồng/người/tháng ở thành thị"
        return SUM_RULE.search(context.left) is None and context.quantity.comparator is not Comparator.LE
    if context.quantity.comparator is Comparator.LE:
        return False
    if context.left.rstrip().endswith("bình quân") or YIELD.search(context.left):
        return True  # "cho vay bình quân 25 triệu đồng/hộ", "doanh thu 150 triệu đồng/ha": no allowance
    return not (EACH.match(context.right) or context.quantity.unit.per.strip("/") not in ("", "năm") or SUM_RULE.search(context.left))

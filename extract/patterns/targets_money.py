"""What a sum of money is: allotted, spent on what was done, shared out among levels, or to be reached by itself."""

from __future__ import annotations

import re

from extract.model import TargetKind
from extract.patterns.pattern import pattern

ADDED = pattern(
    "money on top of what there is",
    catches={"vốn cho vay tăng thêm ": "tăng thêm ", "ngân sách huyện bố trí sang ngân hàng thêm ": "bố trí sang ngân hàng thêm "},
    misses=("bố trí ", "tăng "),
    regex=r"""(?<!\w)(?:tăng|bổ\ sung|ủy\ thác|bố\ trí|chuyển)(?:\ thêm|,?\ [^,;.]{0,30}\ thêm)\ $""",
)
LEFT_OVER = pattern(
    "money that a fund gives out or that is yet to be spent",
    catches={
        "giải ngân nốt ": "giải ngân nốt",
        "Quỹ Vì người nghèo dành ": "dành",
        "trích từ Quỹ ": "trích",
        "nguồn vận động qua Quỹ: ": "nguồn vận động",
        "giải ngân được 900 triệu đồng trên ": "giải ngân được 900 triệu đồng trên ",
    },
    misses=("vận động Quỹ đạt ", "giải ngân đạt ", "huy động từ nguồn xã hội hóa "),
    regex=r"""(?<!\w)(?: giải\ ngân\ nốt | (?:dành|trích|phân\ bổ|chi)(?=[^,;.]{0,40}$) | nguồn\ vận\ động
        | giải\ ngân\ [^;.]{3,40}\ đồng\ trên\ $ | (?:triệu|tỷ)\ đồng\ trên\ (?:tổng\ (?:số\ |vốn\ )?)?$ )""",
)
TO_RAISE = pattern(
    "money that is yet to be raised",
    catches={"phấn đấu huy động ": "phấn đấu huy động ", "mục tiêu năm nay huy động được ": "mục tiêu năm nay huy động được "},
    misses=("đã huy động được ", "phấn đấu giải ngân ", "phấn đấu xóa nhà tạm; huy động được "),
    regex=r"(?:phấn\ đấu|mục\ tiêu|dự\ kiến)[^,;.]{0,20}\ huy\ động\ [^,;.]{0,20}$",
)
SPENT = pattern(
    "money spent on what was done",
    catches={
        " cho hộ nghèo, kinh phí ": "kinh phí ",
        " với tổng kinh phí ": "tổng kinh phí ",
        ", trị giá ": "trị giá ",
        " với ": " với ",
        " đường nội thôn, hết ": "hết ",
    },
    misses=(" hộ nghèo với ", ", kinh phí được giao ", " bố trí kinh phí ", ", phân bổ kinh phí "),
    regex=r"""(?<!bố\ trí\ )(?<!phân\ bổ\ )(?<!giao\ )(?<!cấp\ )(?<!\w)
    (?:(?:tổng\ )?(?:kinh\ phí|số\ tiền)|trị\ giá|(?<=,\ )hết|\A\ với)
    \ (?:hơn\ |trên\ |là\ |gần\ )?$""",
)
LEVELS_SHARE = pattern(
    "the share of a level in a sum",
    catches={
        ", gồm cấp tỉnh ": ", gồm cấp tỉnh ",
        ", cấp huyện ": ", cấp huyện ",
        "; trong đó: cấp xã là ": "; trong đó: cấp xã là ",
        ", còn lại ": ", còn lại ",
    },
    misses=(", kinh phí cấp tỉnh ", ", cấp huyện hỗ trợ "),
    regex=r"""^[,;(]?\s?(?:(?:bao\ )?gồm:?\ |trong\ đó:?\ )?(?:(?:riêng\ )?cấp\ (?:tỉnh|thành\ phố|huyện|xã|thôn)|còn\ lại)\ (?:là\ )?$""",
)
YIELD = pattern(
    "what is earned or produced, in money",
    catches={
        "tổng giá trị sản xuất đạt ": "giá trị sản xuất đạt ",
        "doanh thu bình quân mỗi mô hình đạt ": "doanh thu bình quân mỗi mô hình đạt ",
        "thu ngân sách trên địa bàn ": "thu ngân sách trên địa bàn ",
        "kim ngạch xuất khẩu đạt trên ": "kim ngạch xuất khẩu đạt trên ",
    },
    misses=("chi ngân sách ", "vốn đầu tư sản xuất ", "doanh thu cao; hỗ trợ "),
    regex=r"""(?<!\w)(?:giá\ trị\ (?:sản\ (?:xuất|phẩm|lượng)|gia\ tăng|xuất\ khẩu|thu\ (?:hoạch|được))|doanh\ thu|tổng\ sản\ phẩm|grdp
          |kim\ ngạch|thu\ ngân\ sách|lợi\ nhuận)[^,;.:\d]{0,60}$""",
)


def is_sum_of_its_own(left: str, code: str, *, part_of_budget: bool, funding: bool = False) -> TargetKind:
    """Money is a budget, but for incomes, loans given out and gifts raised; `funding`: a section on money lists its sources."""
    if LEFT_OVER.search(left):
        return TargetKind.BUDGET
    if code == "income" or (
        code == "credit" and re.search(r"dư nợ|doanh số|tăng trưởng|giải ngân cho vay|vốn ủy thác[^,;]{0,30} đạt $", left)
    ):
        return TargetKind.TARGET
    if re.search(r"giải ngân[^,;]{0,30}$", left) or (not part_of_budget and YIELD.search(left)):
        return TargetKind.TARGET
    if not (funding or part_of_budget) and TO_RAISE.search(left):
        return TargetKind.TARGET
    if code == "credit" and not (funding or part_of_budget) and ADDED.search(left):
        return TargetKind.TARGET  # money entrusted on top of what there is
    if (
        not part_of_budget
        and re.search(r"(?:vận động|quyên góp|ủng hộ|quỹ)[^;.]{0,80}$", left)
        and not re.search(r"kinh phí|ngân sách|dự toán", left)
    ):
        return TargetKind.TARGET
    return TargetKind.BUDGET

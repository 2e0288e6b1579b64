"""What the lines of a head and of a tail look like (Decree 30/2020/NĐ-CP, annex I; before it Circular 01/2011/TT-BNV).

The expressions bear with scans that lose tone marks. All run on the key of one block.
"""

from __future__ import annotations

from extract.patterns.pattern import pattern
from extract.text import bare, key

KINDS = (
    *("kế hoạch", "quyết định", "nghị quyết", "chỉ thị", "chương trình", "báo cáo", "thông báo", "đề án", "hướng dẫn", "tờ trình"),
    *("kết luận", "phương án", "công văn", "quy chế"),
)

_BARE_KINDS = frozenset(bare(kind) for kind in KINDS)
_MARKS = r"^[\s*\#_|>]{0,9}+"
_DIRT = r"^[\s*\#_|>—–~·-]{0,9}+"  # a scan sees strokes before a line
_KINDS = "|".join(KINDS).replace(" ", r"\ ")

LETTERHEAD = pattern(
    "letterhead",
    catches={
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM": "cộng hòa xã hội chủ nghĩa",
        "ỦY BAN NHÂN DÂN HUYỆN BA CHẼ CỘNG HOÀ XÃ HỘI CHỦ NGHĨA": "ủy ban nhân dân",
        "Số: 15/KH-UBND": "số: 15/kh",
        "Số:     /KH-UBND": "số:     /kh",
        "Bắc Kạn, ngày 05 tháng 3 năm 2019": "bắc kạn, ngày 05 tháng 3",
        "**DỰ THẢO**": "**dự thảo",
        "- DỰ THẢO": "- dự thảo",
        "(Ban hành kèm theo Quyết định số 12/QĐ-UBND)": "(ban hành kèm theo",
        "V/v hướng dẫn rà soát hộ nghèo": "v/v",
    },
    misses=("Căn cứ Luật Tổ chức chính quyền địa phương;", "Số hộ nghèo đầu năm là 120 hộ", "Thực hiện Nghị quyết số 05/NQ-HĐND"),
    regex=rf"""{_DIRT}(?:
        c[ộo]ng\ h[òo]a\ x[ãa]\ h[ộo]i\ ch[ủu]\ ngh[ĩi]a | [đd][ộo]c\ l[ậa]p\s?-\s?t[ựu]\ do | đảng\ cộng\ sản\ việt\ nam
        | (?:ủy\ ban|hội\ đồng)\ nhân\ dân | (?:ubnd|hđnd|tỉnh\ ủy|huyện\ ủy|thành\ ủy|thị\ ủy)\b
        | s[ốôo6]\s?[:;.]?\s{{0,9}}+[\d.\ ]{{0,20}}/\s?[a-zđ]{{2}}
        | [^,\n;]{{2,40}},\ {{0,3}}ng[àa]y\s{{0,9}}[\d.…]{{0,9}}\s{{0,9}}th[áa]ng\s{{0,9}}[\d.…]{{0,9}}
        | \(?d[ựu]\ th[ảa]o | \((?:ban\ hành\ )?kèm\ theo | v/v | về\ việc\b | trích\ yếu | kính\ gửi
        | [-_=*.~\ ]{{3,}} $ | \d{{1,3}} $ | mẫu\ số )""",
)
MOTTO = pattern(
    "line of the national heading",
    catches={
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM": "cộng hòa xã hội chủ nghĩa việt nam",
        "ỦY BAN NHÂN DÂN | CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM |": " cộng hòa xã hội chủ nghĩa việt nam",
        "CỘNG HÒA XÃ HỘI": "cộng hòa xã hội",
        "ĐẢNG CỘNG SẢN VIỆT NAM": "đảng cộng sản việt nam",
    },
    misses=("Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam năm 2013", "dưới sự lãnh đạo của Đảng Cộng sản Việt Nam"),
    regex=r"""(?:\A[\s*_#]{0,9}|(?<=\|)\s?)
        (?:cộng\ hòa\ xã\ hội(?:\ chủ(?:\ nghĩa(?:\ việt\ nam)?)?)?|đảng\ cộng\ sản\ việt\ nam)(?=[\s*_.]{0,9}(?:\Z|\|))""",
)
TYPE_LINE = pattern(
    "type line",
    catches={"KẾ HOẠCH": "kế hoạch", "**QUYẾT ĐỊNH**": "**quyết định", "KE HOACH": "ke hoach", "KẾ HOẠCH HỖ TRỢ SINH KẾ": "kế hoạch"},
    misses=("Thực hiện Kế hoạch số 12/KH-UBND",),
    regex=rf"{_MARKS}(?:{_KINDS}|k[êeẻ]\ ho[ạa]ch)\b",
)


def type_word(text: str) -> str | None:
    """The type word with which a line begins, in capitals, marks before it included; lost tone marks are borne with. Null where none."""
    found = TYPE_LINE.match(key(text))
    if found and text[: found.end()].strip(" *#_|>").isupper():
        return text[: found.end()]
    plain = bare(text.rstrip(" :*_")).strip(" *#_|>")
    return text.rstrip(" :*_") if text.isupper() and plain in _BARE_KINDS else None


BODY = pattern(
    "body start",
    catches={
        "Căn cứ Quyết định số 90/QĐ-TTg;": "căn cứ",
        "Thực hiện Công văn số 15/LĐTBXH-BTXH ngày 04/01/2018": "thực hiện công văn số 1",
        "Ủy ban nhân dân huyện Sông Hinh ban hành kế hoạch": "ủy ban nhân dân huyện sông hinh ban hành",
        "I. MỤC TIÊU": "i. ",
        "Điều 1. Ban hành kèm theo": "điều 1",
        "- Giảm tỷ lệ hộ nghèo": "- ",
        "Nhằm giúp hộ nghèo có sinh kế": "nhằm ",
    },
    misses=("Thực hiện Chương trình mục tiêu quốc gia", "ỦY BAN NHÂN DÂN TỈNH BẮC KẠN", "về giảm nghèo bền vững năm 2019"),
    regex=rf"""{_MARKS}(?:
        c[ăa]n\ c[ứuử] | (?:tiếp\ tục\ |triển\ khai\ )?thực\ hiện\ [^\n;]{{2,90}}?\ s[ốô]\s?:?\s?\d
        | (?:để|nhằm|xét|trên\ cơ\ sở|sau\ khi|theo\ đề\ nghị|phát\ huy|qua|với)\ | năm\ \d{{4}},?\ [^\n]{{40}}
        | (?:ủy\ ban\ nhân\ dân|ubnd|hội\ đồng\ nhân\ dân|hđnd|ban\ chỉ\ đạo|sở|phòng)\ [^\n]{{0,90}}?\b
          (?:ban\ hành|xây\ dựng|đề\ ra|lập\ kế|triển\ khai|báo\ cáo|yêu\ cầu|quyết\ định|đề\ nghị)
        | (?:phần|chương|mục|điều)\ (?:thứ\ |\d|[ivx]{{1,5}}\b) | (?:[ivx]{{1,5}}|\d{{1,2}}|[a-h])[.)]\s? (?=\D)
        | [ivx]{{1,5}}\s?[-/]\s?(?=[^\W\d]) | [-+•]\ )""",
)
SIGNATURE = pattern(
    "tail start",
    catches={
        "Nơi nhận:": "nơi nhận:",
        "Noi nhận: TM. ỦY BAN NHÂN DÂN": "noi nhận:",
        "TM. ỦY BAN NHÂN DÂN": "tm. ủy ban",
        "**KT. CHỦ TỊCH**": "**kt. chủ tịch",
        "KT.CHỦ TỊCH": "kt.chủ tịch",
        "T/M UBND XÃ": "t/m ubnd",
        "TL. CHỦ TỊCH": "tl. chủ tịch",
    },
    misses=("Nơi nhận hồ sơ là bộ phận một cửa của xã và nơi trả kết quả", "Chủ tịch Ủy ban nhân dân các xã", "Kế toán xã"),
    regex=rf"""{_MARKS}(?:
        n[ơoớ0]i\s?nh[ậaâạ]n\s?(?:[:;.*|,]|$|\ {{1,9}}(?:[-*|]|tm|t/m|kt|k\.|tl|chủ\ tịch|phó))
        | (?:t\s?/?\s?m|k\s?/?\s?t|t\s?/?\s?l|tuq|q)(?:\s?[.,]\s?|\ )
          (?:[ủuù]y\ ban|ubnd|h[ộo]i\ đ[ồo]ng|hđnd|ch[ủu]\ t[ịi]ch|ban\b|gi[áa]m\ đ|b[ộo]\b|th[ủu]\ tướng
            |ch[íi]nh\ phủ|tr[ưu][ởo]ng|t[ỉi]nh\ [ủu]y|huy[ệe]n\ [ủu]y|đảng))""",
)
OFFICE = pattern(
    "office line",
    catches={"CHỦ TỊCH": "chủ tịch", "PHÓ CHỦ TỊCH": "phó chủ tịch", "GIÁM ĐỐC": "giám đốc"},
    misses=("Chủ tịch Ủy ban nhân dân các huyện",),
    regex=rf"""{_MARKS}(?:quyền\ )?(?:phó\ )?
        (?:ch[ủu]\ t[ịi]ch|giám\ đốc|bí\ thư|trưởng\ ban|chánh\ văn\ phòng|trưởng\ phòng|bộ\ trưởng)[\s*_]{{0,9}}$""",
)
ANNEX = pattern(
    "annex",
    catches={
        "PHỤ LỤC I": "phụ lục",
        "Biểu số 01": "biểu số 0",
        "BIỂU 2: NHU CẦU VỐN": "biểu 2",
        "DANH SÁCH HỘ NGHÈO": "danh sách",
        "Phụ biểu 03": "phụ biểu",
        "[1] Theo Quyết định số 59/2015/QĐ-TTg": "[1] ",
    },
    misses=("- Lưu: VT.", "PHÓ CHỦ TỊCH", "Trần Văn Phụ"),
    regex=rf"""{_MARKS}(?:
        ph[ụu]\ (?:l[ụu]c|bi[ểe]u)\b | bi[ểe]u\ (?:s[ốô]\s?)?:?\s?\d | m[ẫâa]u\ (?:s[ốô]\s?)?\d
        | danh\ sách | danh\ mục | bảng\  | đề\ cương
        | \[\d{{1,3}}\]\  | \(\d{{1,3}}\)\  | \d{{1,2}}\ (?:theo|căn|nghị|quyết|bao|gồm))""",
)
DRAFT = pattern(
    "draft mark",
    catches={"DỰ THẢO": "dự thảo", "**(Dự thảo lần 2)**": "**(dự thảo", "DU THAO": "du thao", "- DỰ THẢO": "- dự thảo"},
    misses=("Góp ý dự thảo Nghị quyết",),
    regex=rf"{_DIRT}[(\[]?(?:dự\ th[ảa]o|du\ thao)\b(?=.{{0,25}}$)",
)
NUMBERED = pattern(
    "number line",
    catches={
        "Số: 15/KH-UBND": "số: 15/kh-",
        "Số:     /KH-UBND": "số:     /kh-",
        "Sô 07 /2019/QĐ-UBND": "sô 07 /",
        "SỐ 12-KH/TU": "số 12-kh/",
    },
    misses=("Số hộ nghèo: 12", "Căn cứ Quyết định số 15/QĐ-UBND", "(Kèm theo Quyết định số 15/QĐ-UBND)"),
    regex=rf"""{_MARKS}s[ốôồổo6]\s?[:;.]?\s{{0,12}}[\dol.…_\s]{{0,20}}
        (?:/\s?(?=\d{{4}}/)|[/-]\s?[a-zđðưô]{{1,12}}\s?[/-]|/\s?[a-zđð]{{2}})""",
)
PLACE_DATE = pattern(
    "place and date",
    catches={
        "Bắc Kạn, ngày 05 tháng 3 năm 2019": ", ngày 05 tháng",
        "Số: 12/KH-UBND Sông Hinh, ngày     tháng 02 năm 2022": ", ngày     tháng",
        "Xuân Lộc, ngày 12/3/2018": ", ngày 12/3",
        "Đồng Xuân, tháng 4 năm 2023": ", tháng 4 năm",
        "Sông Hinh, ngày 4| tháng 9 năm 2024": ", ngày 4| tháng",
    },
    misses=("Từ ngày 05 tháng 3", "ngày 12/3/2018 của Chính phủ"),
    regex=r"""(?<=[^\W\d])[,.]\s{0,3}(?:ng[àa]y[^\w\n]{0,20}[\dol]{0,2}[^\w\n]{0,20}(?:th[áa]ng|(?<=/)\s?\d)
        |th[áa]ng\s{0,3}\d{1,2}\ năm)""",
)
BY_HAND = pattern(
    "number put by hand",
    catches={"Số: 47 /QĐ-UBND": "số: 47 /", "Số: 4† /CT-UBND": "số: 4† /"},
    misses=("Số: 47/QĐ-UBND", "Số:      /KH-UBND", "Số 12-KH/TU"),
    regex=r"\As\w\s?[:;.]?\s{0,12}[^\s/:;.…]{1,12}\s{1,9}/",
)
STAMPED = pattern(
    "day in a signature's stamp",
    catches={"Thời gian ký: 02/03/2024 15:04:05": "02/03/2024", "Trung tâm Công báo 05.11.2024 09:27:05 +07:00": "05.11.2024"},
    misses=("Số 15/2024", "01.2024"),
    regex=r"(?<!\d)\d{2}[./]\d{2}[./]\d{4}(?!\d)",
)

"""Bodies named together: "các sở, ban, ngành", "đoàn thể", "các địa phương", "các xã, phường"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extract.authority.agencies_lexicon import Body
from extract.model import Level, Span
from extract.patterns.duties import VERB
from extract.patterns.pattern import pattern

OFFICES = Body("Các sở, ban, ngành", "general", collective=True)
MASSES = Body("Tổ chức chính trị - xã hội", "mass_organisation", collective=True)
LOCALITIES = Body("Các địa phương", "peoples_committee", collective=True)
HAMLETS = Body("Các thôn", "other", Level.COMMUNE, collective=True)
GROUPS = Body("Các tổ dân phố", "other", Level.COMMUNE, collective=True)
DISTRICTS = Body("Ủy ban nhân dân cấp huyện", "peoples_committee", Level.DISTRICT)
COMMUNES = Body("Ủy ban nhân dân cấp xã", "peoples_committee", Level.COMMUNE)
MEMBERS = Body("Các tổ chức thành viên", "mass_organisation", collective=True)
PROVINCE = Body("Ủy ban nhân dân tỉnh", "peoples_committee", Level.PROVINCE)
GOVERNMENTS = {Level.PROVINCE: PROVINCE, Level.DISTRICT: DISTRICTS, Level.COMMUNE: COMMUNES}
SCHOOLS = Body("Các trường học", "education", collective=True)
STANDING = Body("Cơ quan thường trực", "steering_committee")
INVESTORS = Body("Chủ đầu tư", "other")
_ABOVE = {Level.DISTRICT: (Level.PROVINCE,), Level.COMMUNE: (Level.PROVINCE, Level.DISTRICT)}
SPECIALS = (OFFICES, MASSES, LOCALITIES, HAMLETS, GROUPS, MEMBERS, STANDING, INVESTORS)

# Each unit but before words that make it another: "phòng chống", "ban hành", "ngành nghề", "đơn vị tính".
_UNIT = r"""(?:s(?:ở|ớ|ờ)(?!\ (?:hữu|thích))
    |phòng(?!\ (?:chống|học|ngừa|khám|bệnh|cháy|dịch|tránh|trọ|họp|ở|giao|thủ|hộ|,\ chống))
    |ban(?!\ (?:hành|đầu|đêm|giám|chỉ|quản|điều|nhân|vận|dân|phát|công|tuyên|thường|chấp|bí|nội|kinh))
    |ng?h?ành(?!\ (?:nghề|hàng|kinh|công|nông|lâm|thủy|sản|mũi|dọc|học|dịch|du))
    |đơn\ vị(?!\ (?:tính|diện|hành|máu|tiền|cung|cấp|đo|sản|vận|bầu))|cơ\ quan(?!\ (?:báo|thông|truyền|ngôn))|bộ\ phận
    |tổ\ chức(?=(?:,\ cá\ nhân|\ và\ cá\ nhân)?\ (?:có\ )?liên\ quan))(?![^\W_])"""
_LINK = r"\s?(?:[,;/-]\s?(?:và\s)?|\ và\ |\ )(?:các\ |từng\ )?"

_OFFICES = pattern(
    "agencies_offices",
    catches={
        "phối hợp với các sở, ban, ngành liên quan triển khai": "các sở, ban, ngành",
        "Thủ trưởng các cơ quan, đơn vị và địa phương": "các cơ quan, đơn vị",
        "cùng các phòng - ban nghành, thị trấn": "các phòng - ban nghành",
        "lãnh đạo các ban ngành huyện": "các ban ngành",
        "do ngành chức năng xác nhận": "ngành",
        "sở, ngành nào chậm": "sở, ngành",
        "Giám đốc sở, Chủ tịch": "sở",
    },
    misses=("cơ sở sản xuất giống", "phòng chống thiên tai", "một đơn vị sản xuất", "mũi nhọn của ngành nông nghiệp", "ban hành quy chế"),
    regex=rf"""(?<![^\W_])(?<!cơ\ )(?<!trụ\ )(?<!hội\ )(?<!văn\ )(?<!quốc\ )(?<!biên\ )(?<!dự\ )(?<!ủy\ )(?<!chuyên\ )(?<!đa\ )(?<!liên\ )
    (?:(?P<each>(?:tất\ cả\ )?(?:các|những|mọi|từng))\ )?(?P<first>{_UNIT})
    (?:(?P<more>(?:{_LINK}{_UNIT}){{1,7}})|(?<=đơn\ vị)(?=\ (?:có\ )?liên\ quan)|(?<=cơ\ quan)(?=\ (?:(?:có\ )?liên\ quan|chức\ năng
    |chuyên\ môn))|(?<=ngành)(?=\ (?:(?:có\ )?liên\ quan|chức\ năng|chuyên\ môn))|(?<=sở)(?=\ (?:có\ )?liên\ quan)
    |(?<=giám\ đốc\ sở)(?=[,;]|\ và)|(?(each)|(?!)))""",
)
_MASSES = pattern(
    "agencies_masses",
    catches={
        "đề nghị các tổ chức chính trị - xã hội huyện": "các tổ chức chính trị - xã hội",
        "các hội, đoàn thể xã": "các hội, đoàn thể",
        "ban, ngành đoàn thể": "đoàn thể",
        "các tổ chức, đoàn thể": "các tổ chức, đoàn thể",
        "các tổ chức CT-XH nhận ủy thác": "các tổ chức ct-xh",
        "Mặt trận và các tổ chức thành viên": "các tổ chức thành viên",
        "các tổ chức thành viên của Mặt trận Tổ quốc Việt Nam tham gia": "các tổ chức thành viên của mặt trận tổ quốc việt nam",
    },
    misses=("các tổ chức, cá nhân hảo tâm", "tình hình chính trị - xã hội ổn định"),
    regex=r"""(?<![^\W_])(?:các\ |những\ )?
    (?:tổ\ chức\ (?:chính\ trị\s?[-,]?\s?(?:và\ )?xã\ hội(?:\s?[-,]\s?nghề\ nghiệp)?|ct\s?-?\s?xh|đoàn\ thể
    |thành\ viên(?:\ (?:của|thuộc|trong)\ (?:ủy\ ban\ )?(?:mặt\ trận(?:\ tổ\ quốc)?|mttq)(?:\ việt\ nam|\ vn)?)?
    |hội(?:,?\ đoàn\ thể)?|quần\ chúng)
    |tổ\ chức,\ đoàn\ thể|hội(?:\s?[,-]\s?|\ và\ các\ |\ )đoàn\ thể|đoàn\ thể|(?<=các\ )hội(?=\ (?:ở|cấp|tỉnh|huyện|xã|nhận\ ủy)|,\ (?:đoàn
    |chi)|\s?[;:.]))
    (?:\ (?:chính\ trị\s?[-,]?\s?(?:xã\ hội)?|nhân\ dân|quần\ chúng))?(?![^\W_])""",
)
_LOCALITIES = pattern(
    "agencies_localities",
    catches={"các sở, ngành, địa phương liên quan": "địa phương", "Các địa phương chủ động rà soát": "các địa phương"},
    misses=("ngân sách địa phương", "chính quyền địa phương", "điều kiện của địa phương", "đặc thù từng địa phương"),
    regex=r"""(?<![^\W_])(?:(?:các|những)\ )?(?<!ngân\ sách\ )(?<!chính\ quyền\ )(?<!kinh\ phí\ )(?<!vốn\ )(?<!tại\ )
    (?<!ở\ )(?<!của\ )(?<!từng\ )(?<!quân\ sự\ )
    (?<!kinh\ tế\ )(?<!quỹ\ )(?<!nhân\ dân\ )địa\ phương(?![^\W_])""",
)
# "xà", "xá" are "xã" as OCR misreads it.
LEVEL_WORDS = r"(?:huyện|thị\ xã|thành\ ph[ốôóỗ]|tx\.?|tp\.?|quận|x[ãàá]|phường|thị\ trấn|tt\.?|đặc\ khu)"
_PLACES = pattern(
    "agencies_places",
    catches={
        "giao các huyện, thị xã, thành phố tự cân đối": "các huyện, thị xã, thành phố",
        "các xã, thị trấn rà soát": "các xã, thị trấn",
        "các thôn, bản tổ chức họp": "các thôn, bản",
        "các khối, xóm, bản lập danh sách": "các khối, xóm, bản",
        "các phòng ban, xã phường lập": "xã phường",
        "các đơn vị và phường phản ánh về quận": "phường",
    },
    misses=("các xã hội thu nhỏ", "tại các xã nghèo", "trên địa bàn các huyện miền núi"),
    regex=rf"""(?<![^\W_])(?<!tại\ )(?<!ở\ )(?<!trên\ )(?<!thuộc\ )(?<!địa\ bàn\ )(?<!nhân\ dân\ )
    (?<!cho\ )(?<!của\ )(?<!về\ )(?<!từ\ )(?:(?:các|\d{{1,3}}(?:/\d{{1,3}})?)\ |(?:(?<=ngành,\ )|(?<=vị,\ )|(?<=thể,\ )
    |(?<=quan,\ )|(?<=ban,\ ))(?={LEVEL_WORDS}(?:,|\ và|\ {LEVEL_WORDS})\ )
    |(?:(?<=ngành\ và\ )|(?<=vị\ và\ )|(?<=thể\ và\ )|(?<=quan\ và\ )|(?<=vị,\ )|(?<=ngành,\ )|(?<=ban,\ ))(?={LEVEL_WORDS}\ {VERB}))
    (?:(?P<level>{LEVEL_WORDS}(?:(?:\s?[,;/]\s?(?:và\ )?|\ và\ |\ )(?:các\ )?{LEVEL_WORDS}){{0,5}})
    |(?P<hamlet>(?:thôn|bản(?!\ (?:án|đồ|tin|sắc|thân|cam|ghi|kê|vẽ|hợp))|ấp|khóm|xóm
    |buôn|làng|khu\ phố|khối\ phố|tiểu\ khu|khu\ dân\ cư|tổ\ dân\ phố|khối(?=,\ (?:xóm|thôn|bản|khu)))(?:(?:\s?[,/]\s?|\ và\ )
    (?:các\ )?(?:thôn|bản|ấp|khóm|xóm|buôn|làng|khu\ phố|khối\ phố|tiểu\ khu|khu\ dân\ cư|tổ\ dân\ phố)){{0,4}}))
    (?![^\W_])(?!\ (?:hội|ủy|nghèo|đặc|khó|miền|vùng|bãi|biên|có(?!\ (?:kế\ hoạch|trách\ nhiệm|giải\ pháp|phương\ án
    |biện\ pháp|nhiệm\ vụ|vướng\ mắc|khó\ khăn,))|được|còn|đạt|thực\ hiện\ dự|nông\ thôn|về|khu\ vực|an\ toàn
    |i{{1,3}}(?![^\W_])))""",
)
_PROVINCE = pattern("level_province", catches={"các tỉnh": "tỉnh"}, misses=("huyện",), regex=r"(?<![^\W_])tỉnh(?![^\W_])")
_DISTRICT = pattern(
    "level_district",
    catches={"các huyện, thị xã": "huyện", "TP. Huế": "tp"},
    misses=("các xã, phường, thị trấn",),
    regex=r"(?<![^\W_])(?:huyện|thị\ xã|thành\ ph[ốôóỗ]|tx|tp|quận)(?![^\W_])",
)
COMMUNE = pattern(
    "level_commune",
    catches={"các xã, phường": "xã", "đặc khu Lý Sơn": "đặc khu"},
    misses=("thị xã Ba Đồn", "huyện"),
    regex=r"(?<![^\W_])(?:(?<!thị\ )x[ãàá]|phường|thị\ trấn|tt|đặc\ khu)(?![^\W_])",
)
_PROVINCES = pattern(
    "provinces and the cities that are governed as such",
    catches={
        "các tỉnh, thành phố trực thuộc trung ương": "tỉnh, thành phố trực thuộc trung ương",
        "các tỉnh, thành phố": "tỉnh, thành phố",
        "tỉnh và thành phố trực thuộc trung ương": "tỉnh và thành phố trực thuộc trung ương",
    },
    misses=("tỉnh, huyện, thành phố", "các tỉnh, thành phố, thị xã", "các huyện, thành phố"),
    regex=r"""(?<![^\W_])tỉnh(?:\s?[,/]|\ và)\s?thành\ phố(?:\ trực\ thuộc\ (?:trung\ ương|tw))?(?![^\W_])
    (?!\s?(?:[,/]|và)\s?(?:các\ )?(?:thị|huyện|quận))""",
)


@dataclass(frozen=True, slots=True)
class Found:
    """A body found at a place of the text; `weak` where the words are as often no agency at all."""

    span: Span
    body: Body
    weak: bool = False
    known: bool = True


def levels(words: str) -> tuple[Level, ...]:
    """The levels of government that a list of places names, the higher first.

    >>> [level.value for level in levels("các huyện, thành phố, các xã, phường")]
    ['district', 'commune']
    """
    places = ((Level.PROVINCE, _PROVINCE), (Level.DISTRICT, _DISTRICT), (Level.COMMUNE, COMMUNE))
    said = _PROVINCES.sub("tỉnh", words)
    found = [(level, m.start()) for level, place in places if (m := place.search(said))]
    # "các huyện trong tỉnh": the province behind only says where.
    return tuple(level for level, at in found if level is not Level.PROVINCE or at == min(start for _, start in found))


def above(level: Level) -> tuple[Level, ...]:
    """The levels of government over `level`, of those a plan may be of."""
    return _ABOVE.get(level, ())


def find(key: str) -> Iterator[Found]:
    """The collective names in the key of a text."""
    for m in _OFFICES.finditer(key):
        yield Found(Span(*m.span()), OFFICES)
    for m in _MASSES.finditer(key):
        yield Found(Span(*m.span()), MEMBERS if "tổ chức thành viên" in m.group() else MASSES)
    for m in _LOCALITIES.finditer(key):
        yield Found(Span(*m.span()), LOCALITIES, weak=not m.group().startswith("các"))
    for m in _PLACES.finditer(key):
        if m["hamlet"]:
            yield Found(Span(*m.span()), GROUPS if m["hamlet"] == "tổ dân phố" else HAMLETS, weak=True)
        else:
            yield Found(Span(*m.span()), DISTRICTS if _DISTRICT.search(m["level"]) else COMMUNES, weak=True)

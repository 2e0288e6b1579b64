"""Bodies named together: "các sở, ban, ngành", "đoàn thể", "các địa phương", "các xã, phường"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extract.authority.agencies_lexicon import Body
from extract.authority.places import is_place
from extract.model import Level, Span
from extract.patterns.duties import STARTS, VERB
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
_GOVERNMENTS = {Level.PROVINCE: PROVINCE, Level.DISTRICT: DISTRICTS, Level.COMMUNE: COMMUNES}
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
_COMMUNE = pattern(
    "level_commune",
    catches={"các xã, phường": "xã", "đặc khu Lý Sơn": "đặc khu"},
    misses=("thị xã Ba Đồn", "huyện"),
    regex=r"(?<![^\W_])(?:(?<!thị\ )x[ãàá]|phường|thị\ trấn|tt|đặc\ khu)(?![^\W_])",
)

_UNITS = rf"(?:cấp\ tỉnh|(?:cấp\ )?{LEVEL_WORDS})"
_LEVEL_WORD = re.compile(_UNITS, re.VERBOSE)
_HAMLET = r"(?:thôn|ấp|khóm|xóm|buôn|làng|khu\ phố|tổ\ dân\ phố)"
_NUMBERED = rf"(?:{_HAMLET}|bản)\ (?:số\ )?\d{{1,2}}"
# A level alone stands for its government where it opens a clause and a duty follows, or where it closes one behind "cùng".
_ALONE = pattern(
    "agencies_level_alone",
    catches={
        "Cấp huyện, cấp xã rà soát": "cấp huyện, cấp xã",
        "trước ngày 05/8, huyện thẩm định": "huyện",
        "Mỗi quận, huyện chọn hai nghề": "mỗi quận, huyện",
        "Xóm tổ chức họp dân": "xóm",
        "Thôn 2, Thôn 3 vận động thanh niên": "thôn 2, thôn 3",
        "Đối với nước sinh hoạt, giao Thôn 3 quản lý": "thôn 3",
        "trường hợp sai sót thì xã lập lại": "xã",
        "kiểm tra công trình cùng xã.": "xã",
        "Mỗi năm cấp tỉnh kiểm tra 2 huyện": "cấp tỉnh",
        "Phòng Nội vụ thẩm định, mỗi phường chọn 02 tập thể": "mỗi phường",
        "Mỗi xã vùng cao chọn hai loại cây": "mỗi xã",
        "cử kỹ thuật viên cùng xã nghiệm thu từng nhà": "xã",
    },
    misses=(
        "Xã hội hóa nguồn lực",
        "ngân sách tỉnh, huyện hỗ trợ",
        "hộ nghèo xã thực hiện",
        "Mỗi ấp chọn một hộ",
        "đường vào Thôn 3 thực hiện xong",
        "vận động các nhà hảo tâm, mỗi phường giúp được 10 hộ",
        "ngân sách trung ương, cấp tỉnh hỗ trợ",
    ),
    regex=rf"""(?:\A|(?<=[.;:]\ )|(?<=\d,\ )|(?<=(?<![^\W_])giao\ )(?={_NUMBERED})|(?<=(?<![^\W_])riêng\ )(?={_NUMBERED})
    |(?<=(?<![^\W_])thì\ )|(?:(?<=\A)|(?<=[.,;]\ ))mỗi\ 
    |(?:(?<=năm\ )|(?<=quý\ )|(?<=,\ )(?<!cấp\ tỉnh,\ )(?<!cấp\ huyện,\ )(?<!cấp\ xã,\ )(?<!ương,\ ))(?=cấp\ ))
    (?:(?P<level>{_UNITS}(?:(?:,|\ và|,\ và)\ {_UNITS}){{0,3}})|(?<!mỗi\ )(?P<hamlet>{_HAMLET}(?:,\ {_HAMLET}){{0,2}})
    |(?P<numbered>{_NUMBERED}(?:(?:,|\ và)\ {_NUMBERED}){{0,5}}))
    (?=(?:\ (?:vùng\ (?:cao|sâu)|biên\ giới|miền\ núi|trọng\ điểm|đặc\ biệt\ khó\ khăn|đbkk|nghèo))?\ {STARTS.pattern}(?!\ được\ ))
    |(?<=(?<![^\W_])cùng\ )(?P<with>x[ãàá]|huyện|(?P<hamlets>{_HAMLET}))(?=\s?[.,;]|\s?\Z|\ {VERB})""",
)

# A part put for who has it, where it opens a sentence and a duty follows at once.
_PARTS = pattern(
    "agencies_part_alone",
    catches={
        "Cơ quan thường trực tổng hợp, báo cáo": "cơ quan thường trực",
        "xong trong quý I. Chủ đầu tư lập hồ sơ": "chủ đầu tư",
    },
    misses=("Là cơ quan thường trực, tổng hợp", "UBND xã làm chủ đầu tư", "Cơ quan thường trực: Sở Y tế", "Chủ đầu tư: UBND xã"),
    regex=rf"""(?:\A|(?<=[.;]\ ))(?:(?P<standing>cơ\ quan\ thường\ trực)|(?:các\ )?chủ\ đầu\ tư)
    (?:\ (?:ban\ chỉ\ đạo|bcđ|chương\ trình|tỉnh|huyện|dự\ án|công\ trình)){{0,2}}(?=\ {VERB})""",
)


# Whoever of a kind: "Trường nào có học sinh bỏ học phải báo xã".
_WHOEVER = pattern(
    "agencies_whoever",
    catches={
        "Trường nào có học sinh bỏ học phải báo": "trường nào có học sinh bỏ học",
        "nộp trước ngày 20. Xã nào chậm phải giải trình": "xã nào chậm",
        "Thôn nào để sót hộ thì phải rà lại": "thôn nào để sót hộ thì",
    },
    misses=("Xã nào chậm thì nêu tên", "Hộ nào vay phải trả lãi", "Đơn vị nào chậm phải giải trình"),
    regex=rf"""(?:\A|(?<=[.;]\ ))(?:(?P<school>trường)|(?P<level>x[ãàá]|phường|huyện)|(?P<hamlet>{_HAMLET}|bản))
    \ nào\ [^.;]{{2,80}}?(?:\ thì)?(?=\ phải\ (?:{VERB}))""",
)
_WHICH_OFFICE = pattern(
    "agencies_whichever_office",
    catches={"Đơn vị nào chậm phải giải trình": "đơn vị nào chậm", "Cơ quan nào mất vốn thì phải đền": "cơ quan nào mất vốn thì"},
    misses=("Đơn vị tính", "đơn vị nào cũng được"),
    regex=r"(?:\A|(?<=[.;]\ ))(?:đơn\ vị|cơ\ quan|phòng)(?:,\ (?:đơn\ vị|địa\ phương|ban))?\ nào\ [^.;]{2,80}?(?:\ thì)?(?=\ phải\ )",
)


# One district or commune by its name, where it opens a sentence and a duty follows.
_ONE = pattern(
    "agencies_one_place",
    catches={
        "Huyện Kông Chro phê duyệt danh sách": "huyện kông chro",
        "xong trong quý I. Xã Đức Long tổ chức họp thôn": "xã đức long",
        "; thị xã An Khê rà soát": "thị xã an khê",
    },
    misses=("Huyện Kông Chro giảm 5%", "Huyện ủy phê duyệt", "đường về xã Đức Long xây dựng xong", "Xã hội hóa nguồn lực tổ chức"),
    regex=rf"""(?:\A|(?<=[.;]\ ))(?P<level>huyện|thị\ xã|thành\ phố|quận|xã|phường|thị\ trấn)\ (?!hội\ hóa|hội\ hoá|ủy)
    (?P<name>[^\W\d]{{1,8}}(?:['’-][^\W\d]{{1,8}})?(?:\ [^\W\d]{{1,8}}(?:['’-][^\W\d]{{1,8}})?){{0,3}}?)(?=\ {VERB}(?!\ được\ ))""",
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
    places = ((Level.PROVINCE, _PROVINCE), (Level.DISTRICT, _DISTRICT), (Level.COMMUNE, _COMMUNE))
    said = _PROVINCES.sub("tỉnh", words)
    found = [(level, m.start()) for level, place in places if (m := place.search(said))]
    # "các huyện trong tỉnh": the province behind only says where.
    return tuple(level for level, at in found if level is not Level.PROVINCE or at == min(start for _, start in found))


def above(level: Level) -> tuple[Level, ...]:
    """The levels of government over `level`, of those a plan may be of."""
    return _ABOVE.get(level, ())


def alone(key: str, home: Level | None) -> Iterator[Found]:
    """Governments named by their level alone, all below `home`: the plan's own "Huyện mở lớp" is who issues it.

    "Cấp tỉnh" is named by the Party's plans, whose own level it is.
    """
    for m in _PARTS.finditer(key):
        yield Found(Span(*m.span()), STANDING if m["standing"] else INVESTORS)
    for m in _WHICH_OFFICE.finditer(key):
        yield Found(Span(*m.span()), OFFICES)
    for m in _WHOEVER.finditer(key):
        body = SCHOOLS if m["school"] else HAMLETS if m["hamlet"] else COMMUNES if _COMMUNE.search(m["level"]) else DISTRICTS
        yield Found(Span(*m.span()), body)
    for m in _ONE.finditer(key):
        level = next(iter(levels(m["level"])), None)
        if level in _GOVERNMENTS and home in above(level) and is_place(m["name"]):
            yield Found(Span(*m.span()), _GOVERNMENTS[level])
    for m in _ALONE.finditer(key):
        hamlet = next((name for name in ("hamlet", "numbered") if m[name]), "hamlets")
        if m[hamlet]:
            yield Found(Span(*m.span(hamlet)), HAMLETS, weak=True)
            continue
        group = "level" if m["level"] else "with"
        for unit in _LEVEL_WORD.finditer(m[group]):
            level = next(iter(levels(unit.group())), None)
            if level in _GOVERNMENTS and (home in above(level) or (unit.group() == "cấp tỉnh" and home is Level.PROVINCE)):
                begins, ends = m.start(group) + unit.start(), m.start(group) + unit.end()
                yield Found(Span(begins, ends), _GOVERNMENTS[level], weak=True)


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

"""Times counted from an event, days within which something is done, and how long something must last."""

from __future__ import annotations

from collections.abc import Iterator

from extract.model import DeadlineKind, Span
from extract.patterns.deadlines_times import Found
from extract.patterns.pattern import pattern

_DAYS = r"\d{1,3}\s(?:ngày|giờ|tuần|tháng)(?:\slàm\sviệc)?"

EVENT = pattern(
    "days from an event",
    catches={
        "chậm nhất 10 ngày sau khi kết thúc đợt rà soát": "chậm nhất 10 ngày sau khi kết thúc đợt rà soát",
        "trong thời hạn 05 ngày làm việc kể từ ngày nhận được hồ sơ, Phòng": "trong thời hạn 05 ngày làm việc kể từ ngày nhận được hồ sơ",
        "không quá 02 ngày kể từ khi nhận đề nghị": "không quá 02 ngày kể từ khi nhận đề nghị",
        "trong vòng 10 ngày (mười ngày) từ khi ban hành": "trong vòng 10 ngày (mười ngày) từ khi ban hành",
        "trong 10 ngày làm việc": "trong 10 ngày làm việc",
        "không quá 03 ngày làm việc": "không quá 03 ngày làm việc",
        "chậm nhất 03 ngày gạo phải tới hộ": "chậm nhất 03 ngày",
        "báo trước ít nhất 07 ngày": "trước ít nhất 07 ngày",
        "chi trả tới tay hộ không chậm quá 07 ngày": "không chậm quá 07 ngày",
        "nộp lại không trễ hơn 03 ngày": "không trễ hơn 03 ngày",
    },
    misses=("trong vòng 3 năm", "đào tạo 10 ngày", "trong 2 ngày hội"),
    regex=r"""(?<!\w)(?:(?:chậm|muộn)\snhất(?:\s(?:là|sau|trong))?|không\s(?:(?:chậm|muộn|trễ)\s)?quá|không\s(?:chậm|muộn|trễ)\shơn|trong(?:\s(?:vòng|thời\shạn|thời\sgian))?|tối\sđa|sau|trước(?:\s(?:ít\snhất|tối\sthiểu))?)
        (?:\skhông\squá|\stối\sđa)?
        \s\(?\d{1,3}\)?(?:\s?\([^()]{1,20}\))?\s(?:ngày|giờ|tuần|tháng)(?:\slàm\sviệc)?(?!\w)(?:\s?\([^()]{1,20}\))?(?!\s(?:hội|công|đêm|đầu|cuối|tuổi|nghỉ|\d))
        (?:,?\s(?:(?:kể\s|tính\s)?từ|sau|trước|khi)\s(?:ngày\s|khi\s)?[^.;,()\n:]{3,70})?""",
)
AFTER_EVENT = pattern(
    "after an event, within days",
    catches={
        "sau khi kết thúc đợt kiểm tra, chậm nhất 05 ngày làm việc": "sau khi kết thúc đợt kiểm tra, chậm nhất 05 ngày làm việc",
        "kể từ ngày có quyết định phân bổ vốn trong vòng 10 ngày": "kể từ ngày có quyết định phân bổ vốn trong vòng 10 ngày",
    },
    misses=("sau khi kết thúc đợt kiểm tra phải báo cáo", "sau khi học xong. Chậm nhất 05 ngày"),
    regex=rf"""(?<!\w)(?:sau\skhi|kể\stừ\s(?:ngày|khi))\s[^.;:()\n\d]{{3,60}}?,?\s(?:(?:chậm|muộn)\snhất|không\squá|trong\s(?:vòng|thời\shạn)|tối\sđa)(?:\slà|\ssau|\strong)?
        \s{_DAYS}(?!\w)(?!\s?(?:kể|tính|từ|sau)(?!\w))""",
)
KEPT = pattern(
    "how long something is kept up",
    catches={
        "nuôi cách ly đàn dê ít nhất 14 ngày": "cách ly đàn dê ít nhất 14 ngày",
        "hộ mới thoát nghèo được theo dõi, hỗ trợ tiếp trong 24 tháng": "theo dõi, hỗ trợ tiếp trong 24 tháng",
        "bảo hành công trình tối thiểu 12 tháng": "bảo hành công trình tối thiểu 12 tháng",
        "lưu hồ sơ ít nhất 05 năm": "lưu hồ sơ ít nhất 05 năm",
    },
    misses=("giữ giống trong kho", "theo dõi trong vòng 3 ngày kể từ", "cho vay tối thiểu 12 tháng", "lưu ý ít nhất 5 ngày"),
    regex=r"""(?<!\w)(?:cách\sly|theo\sdõi|hỗ\strợ\stiếp|bảo\shành|lưu(?!\s(?:ý|động|thông|lượng))|giữ(?!\svững)|duy\strì|đồng\shành|kèm\scặp|nhốt)(?!\w)[^.;:\d]{0,50}?\s
        (?P<time>(?:trong\s(?:ít\snhất\s|tối\sthiểu\s|suốt\s)?|ít\snhất\s|tối\sthiểu\s)\d{1,3}\s(?:ngày|tuần|tháng|năm))(?!\w)(?!\s(?:kể|từ|tính|sau|hội|\d|đầu|cuối|làm))""",
)
AFTERWARDS = pattern(
    "days after an event",
    catches={
        "nộp danh sách về xã ngay sau họp 3 ngày": "ngay sau họp 3 ngày",
        "trả hồ sơ sau khi nhận đơn 05 ngày làm việc": "sau khi nhận đơn 05 ngày làm việc",
        "báo cáo sau buổi kiểm tra 02 ngày": "sau buổi kiểm tra 02 ngày",
    },
    misses=("sau khi họp. 03 ngày", "sau khi học nghề 03 tháng", "sau họp 20/6", "sau đợt nghỉ 02 ngày công"),
    regex=r"(?<!\w)(?:ngay\s)?sau\s(?:khi\s|buổi\s|cuộc\s|phiên\s|ngày\s)?(?:họp|nhận|kiểm\stra|kết\sthúc|có|được|ký|nghiệm\sthu|rà\ssoát|giao|phúc\stra|bình\sxét)(?!\w)(?:\s[^\W\d]{1,9}){0,5}?\s\d{1,2}\s(?:ngày|giờ)(?:\slàm\sviệc)?(?!\w)(?!\s(?:công|hội|\d))",
)
BEFORE_EVENT = pattern(
    "done before an event",
    catches={
        "làm xong thủ tục trước khi khởi công": "xong thủ tục trước khi khởi công",
        "hoàn thành tập huấn trước khi giao con giống": "hoàn thành tập huấn trước khi giao con giống",
    },
    misses=("kiểm tra bò trước khi giao", "xong trước khi kết thúc năm", "xong việc. Họp dân trước khi làm", "xong trước khi họp 05 ngày"),
    regex=r"""(?<!\w)(?:xong|hoàn\sthành|hoàn\stất|dứt\sđiểm)(?!\w)(?:\s[^\W\d]{1,9}){0,6}?\s(?P<it>trước\skhi\s(?!kết\sthúc)[^\W\d]{1,9}(?:\s[^\W\d]{1,9}){0,4}?)
        (?=\s?[.,;)]|\s?\Z|\s(?:và|để|thì)\s)""",
)
LASTING = pattern(
    "how long",
    catches={
        "theo dõi đàn bò trong ít nhất 06 tháng": "trong ít nhất 06 tháng",
        "dán danh sách tại trụ sở trong tối thiểu 10 ngày làm việc": "trong tối thiểu 10 ngày làm việc",
    },
    misses=("vay trong 36 tháng", "ít nhất 02 lần trong 12 tháng"),
    regex=rf"(?<!\w)trong\s(?:thời\sgian\s)?(?:ít\snhất|tối\sthiểu)\s(?:{_DAYS}|\d{{1,2}}\snăm)(?!\w)",
)
POSTED = pattern(
    "how long a list hangs out",
    catches={
        "niêm yết danh sách tại nhà văn hóa thôn 05 ngày": "niêm yết danh sách tại nhà văn hóa thôn 05 ngày",
        "công khai kết quả bình xét ít nhất 10 ngày làm việc": "công khai kết quả bình xét ít nhất 10 ngày làm việc",
    },
    misses=("công khai kết quả trước ngày 15/9", "niêm yết trong vòng 10 ngày kể từ ngày họp"),
    regex=r"""(?<!\w)(?:niêm\syết|công\skhai|lấy\sý\skiến)(?!\w)[^.;:\d]{0,70}?\s(?P<time>(?<!vòng\s)(?<!nhất\s)(?:(?:trong\s)?(?:thời\sgian\s|vòng\s)?(?:ít\snhất|tối\sthiểu)\s)?
        \d{1,2}\sngày(?:\slàm\sviệc)?)(?!\w)(?!\s(?:hội|kể|từ|tính|sau|khi|\d))""",
)
OUTING = pattern(
    "a class or a tour, whose days are its length",
    catches={"tổ chức 01 đoàn đi tỉnh bạn học tập, ": "đoàn đi tỉnh bạn học tập, ", "mỗi lớp tập huấn ": "lớp tập huấn "},
    misses=("mở lớp. Giải quyết hồ sơ ", "lớp nghề; trả kết quả "),
    regex=r"(?<!\w)(?:lớp|khóa|chuyến|đoàn\s(?:đi|\d{1,3}|khoảng)|tham\squan|học\stập\s(?:kinh\snghiệm|tại|ở)|chuyên\sđề\shọc)(?!\w)[^.;:]{0,80}\Z",
)
SHOWN = pattern(
    "a list that hangs out",
    catches={"niêm yết danh sách tại trụ sở thôn ": "niêm yết danh sách tại trụ sở thôn "},
    misses=("niêm yết danh sách; gửi xã ", "rà soát "),
    regex=r"(?<!\w)(?:niêm\syết|công\skhai|lấy\sý\skiến)(?!\w)[^.;:\d]{0,80}\Z",
)
AHEAD = pattern(
    "days ahead of an event",
    catches={
        "gửi tài liệu trước ngày họp 05 ngày": "trước ngày họp 05 ngày",
        "nộp bản thảo trước khi in, phát hành 07 ngày làm việc": "trước khi in, phát hành 07 ngày làm việc",
        "trước kỳ họp thường lệ ít nhất 15 ngày": "trước kỳ họp thường lệ ít nhất 15 ngày",
    },
    misses=("trước khi họp. Sau 05 ngày", "trước ngày 20/6 họp 02 ngày", "trước khi mở lớp 05 ngày công"),
    regex=r"(?<!\w)trước\s(?:khi|ngày|cuộc|buổi|kỳ|phiên|hội)\s[^.;:()\d]{2,50}?,?\s(?:(?:ít\snhất|tối\sthiểu)\s)?\d{1,3}\s(?:ngày|giờ|tuần)(?:\slàm\sviệc)?(?!\w)(?!\s(?:công|hội|\d))",
)
NOTICE = pattern(
    "how long beforehand",
    catches={
        "báo trước cho trưởng thôn ít nhất 03 ngày": "báo trước cho trưởng thôn ít nhất 03 ngày",
        "báo trước cho người học tối thiểu 07 ngày làm việc": "báo trước cho người học tối thiểu 07 ngày làm việc",
    },
    misses=("báo trước ngày 20/6", "báo cáo ít nhất 03 ngày", "báo trước 03 ngày"),
    regex=rf"(?<!\w)báo\strước\s[^.;:\d]{{2,60}}?(?P<it>(?:ít\snhất|tối\sthiểu)\s{_DAYS})(?!\w)",
)
SHORTENED = pattern(
    "time made shorter",
    catches={
        "rút ngắn thời gian trả kết quả từ 15 ngày xuống 10 ngày": "rút ngắn thời gian trả kết quả từ 15 ngày xuống 10 ngày",
        "rút ngắn thời gian giải quyết còn 05 ngày": "rút ngắn thời gian giải quyết còn 05 ngày",
        "giảm thời gian xử lý hồ sơ xuống còn 24 giờ": "giảm thời gian xử lý hồ sơ xuống còn 24 giờ",
    },
    misses=("rút ngắn xuống không quá 02 ngày", "rút ngắn khoảng cách còn 05 km", "giảm số hộ nghèo xuống còn 24 hộ"),
    regex=rf"(?<!\w)(?:rút\sngắn|giảm\sthời\s(?:gian|hạn))\s[^.;:]{{0,80}}?(?<!\w)(?P<it>(?:xuống\scòn|xuống|còn)\s{_DAYS})(?!\w)",
)
SAME_DAY = pattern(
    "on the same day",
    catches={
        "có cháy nhà thì báo cho xã trong ngày;": "báo cho xã trong ngày",
        "trả kết quả ngay trong ngày làm việc.": "trả kết quả ngay trong ngày làm việc",
    },
    misses=("hai lần trong ngày 20/6", "trong ngày hội", "ba bữa trong ngày, mỗi bữa", "trong ngày đầu"),
    regex=r"""(?<!\w)(?:báo|trả|giải\squyết|xử\slý|cấp|chuyển|thông\sbáo|hỗ\strợ|cứu\strợ|thăm\shỏi|phản\shồi|trả\slời|gửi|nhập|cập\snhật|có\smặt)(?!\w)[^.;:\d]{0,60}?(?<!bữa\s)(?<!lần\s)(?<!buổi\s)
        (?<!\w)(?P<it>(?:ngay\s)?trong\sngày(?:\slàm\sviệc)?)(?=\s?[,;.)]|\s?\Z|\s(?:để|khi|kể)(?!\w))""",
)
OTHER_CASE = pattern(
    "days for the other case",
    catches={" với nhà xây mới và 20 ngày đối với nhà sửa": " với nhà xây mới và 20 ngày đối với"},
    misses=(" với nhà xây mới và 20 ngày công", " với nhà xây mới; 20 ngày với nhà sửa"),
    regex=rf"\A\s(?:đối\s)?với\s[^.;:()\d]{{3,60}}(?:\svà|,)\s(?P<it>{_DAYS})\s(?:đối\s)?với(?!\w)",
)
LONGER = pattern(
    "a time made longer, or not to be passed",
    catches={
        "các xã vùng cao được gia hạn thêm 05 ngày": "gia hạn thêm 05 ngày",
        "không để hồ sơ tồn quá 07 ngày": "không để hồ sơ tồn quá 07 ngày",
        "không để người dân phải chờ quá 30 phút": "không để người dân phải chờ quá 30 phút",
    },
    misses=("hỗ trợ thêm 05 ngày công", "chậm quá 02 kỳ báo cáo"),
    regex=rf"""(?<!\w)(?:(?P<more>kéo\sdài|gia\shạn|lùi)\s(?:[^\W\d]{{1,9}}\s){{0,2}}(?=thêm)|không\s(?:để|được)\s(?:[^\W\d]{{1,9}}\s){{1,5}}?(?=quá))
        (?P<it>(?:thêm|quá)\s(?:{_DAYS}|\d{{1,3}}\sphút))(?!\w)(?!\scông)""",
)


HOURS = pattern(
    "a day or more in hours",
    catches={"trong 48 giờ": "trong 48 giờ", "trong vòng 24 giờ": "trong vòng 24 giờ", "không quá 72 giờ": "không quá 72 giờ"},
    misses=("trong 8 giờ", "trong vòng 2 giờ", "tối đa 36 giờ"),
    regex=r"(?:chậm\snhất(?:\slà|\strong|\ssau)?|không\squá|trong(?:\s(?:vòng|thời\shạn|thời\sgian))?)\s(?:12|24|36|48|60|72|96)\sgiờ",
)


def events(folded: str) -> Iterator[Found]:
    """Times that only an event or a length gives; all but lengths that must be kept are the last day of something."""
    for regex, group in ((LASTING, 0), (POSTED, "time"), (KEPT, "time")):
        for m in regex.finditer(folded):
            before = folded[max(0, m.start() - 30) : m.start()]
            if "vay" not in before.split() and not before.rstrip().endswith("thời hạn"):  # a loan's length is no deadline
                yield _open(m.start(group), m.end(group), "lasting", period=True)
    for m in AFTER_EVENT.finditer(folded):
        yield _open(m.start(), m.end(), confidence=0.8)
    yield from _counted(folded)
    for m in BEFORE_EVENT.finditer(folded):
        yield _open(m.start("it"), m.end("it"), period=True)
    for regex, group in ((AHEAD, 0), (AFTERWARDS, 0), (NOTICE, "it"), (SHORTENED, "it"), (SAME_DAY, "it")):
        for m in regex.finditer(folded):
            yield _open(m.start(group), m.end(group))
    for m in LONGER.finditer(folded):
        yield _open(m.start("it"), m.end("it"), "longer" if m["more"] else "event")


def _counted(folded: str) -> Iterator[Found]:
    """Days counted from an event, or within which something is done."""
    for m in EVENT.finditer(folded):
        said, parts = m.group(), m.group().split()
        whole = said.startswith(("không", "tối", "trong")) and "từ" not in parts
        if _is_length(said) or (whole and OUTING.search(folded[max(0, m.start() - 90) : m.start()])):
            continue
        if SHOWN.search(folded[max(0, m.start() - 100) : m.start()]) and parts[0] == "trong" and parts[1].isdigit():
            yield _open(m.start(), m.end(), "lasting", period=True)
        elif {"từ", "khi", "sau", "trước"} & set(parts) or HOURS.fullmatch(said) or not _is_long(said):
            yield _open(m.start(), m.end(), confidence=0.8)
            if other := OTHER_CASE.match(folded[m.end() : m.end() + 110]):
                yield _open(m.end() + other.start("it"), m.end() + other.end("it"))


def _open(start: int, end: int, rule: str = "event", *, period: bool = False, confidence: float = 0.75) -> Found:
    """A time whose days the text leaves open."""
    kind = DeadlineKind.PERIOD if period else DeadlineKind.DATE
    return Found(Span(start, end), kind, None, None, (), rule, confidence=confidence)


def _is_long(said: str) -> bool:
    """Whether a time without its event is more likely how long something takes."""
    return "tháng" in said or "giờ" in said or said.startswith("tối đa")


def _is_length(said: str) -> bool:
    """Whether days or hours are a length of something else: "trong vòng 12 tháng trước rà soát", "trước 17 giờ", "sau 24 tháng"."""
    parts = said.split()
    if parts[0] == "trước" and "giờ" in parts and "ít" not in parts and "tối" not in parts:
        return True
    rest = parts[2:]
    return ("tháng" in parts and "trước" in rest) or (parts[0] == "sau" and not {"từ", "khi", "sau"} & set(rest))

"""Expressions that tell what a quantity measures; they run on text without tone marks."""

from __future__ import annotations

from extract.patterns.pattern import pattern

DIMENSION = pattern(
    "label of a dimension of deprivation",
    catches={"chieu thieu hut ve y te: ": "chieu thieu hut ve y te: ", "- chi so thieu hut ve nha o: ": "- chi so thieu hut ve nha o: "},
    misses=("thieu hut ve y te giam ", "chieu thieu hut ve y te con "),
    regex=r"^[\s+*-]{0,4}(?:cac\ )?(?:chieu|chi\ so)\ thieu\ hut(?:\ ve)?\ [a-z\ ,]{2,60}:\ ",
)
HEAD = pattern(
    "head of a measured share or number",
    catches={"phan dau ty le ho ngheo con ": "ty le", "so ho thoat ngheo la ": "so ho", "thu nhap binh quan dat ": "thu nhap"},
    misses=("so y te", "phong so ket"),
    regex=r"""\b (?: t[yi]\ le | tong\ so | so\ (?:ho|nguoi|luong|lao|khau|tre|hoc|xa|can) | thu\ nhap ) \b""",
)
PREDICATE = pattern(
    "what is done for those counted",
    catches={" nguoi ngheo co nhu cau duoc vay von": " duoc", " xa co duong": " co", " hoc sinh tham gia": " tham gia"},
    misses=(" ho ngheo, ho can ngheo", " nguoi cao tuoi"),
    regex=r"""\s(?: duoc | tham\ gia | su\ dung | tiep\ can | biet | hoan\ thanh | huong | thu\ huong | dat | thoat | co(?!\s(?:nhu
          |thanh|hoan|cong|dieu|muc|dat|du)\b) ) \b""",
)
DIRECT = pattern(
    "the figure is the object of what stands before it",
    catches={"dao tao nghe cho ": "cho ", "tro giup doi voi tren ": "doi voi tren ", "xay moi ": "moi "},
    misses=("phan dau ", "dam bao "),
    regex=r"""\b (?: cho | doi\ voi | ho\ tro | moi | chua | dung | tao | chuc | mo | hien | bo\ sung | cap | giup\ do | la | dat
          | duoc | giai\ quyet | dua | tren | ve ) (?:\ it\ nhat|\ toi\ thieu|\ them)? \s{0,2}(?:tren\s|khoang\s)? $""",
)
ACTED = pattern(
    "something is done for those counted",
    catches={"cap con giong cho ": "cho ", "phan dau giup do ": "giup do ", "dao tao ": "dao tao ", "ho tro khoang ": "ho tro khoang "},
    misses=("con ", "hien co ", "giam "),
    regex=r"""\b (?: cho | doi\ voi | ho\ tro | giup(?:\ do)? | dao\ tao | cap | tap\ huan | tang\ qua | van\ dong | tuyen\ truyen
          | kham | chon | lua\ chon | nhan\ giup | nhan\ do\ dau )
        (?:\ it\ nhat|\ toi\ thieu|\ them|\ khoang|\ tren)? \s{0,2} $""",
)
SERVED = pattern(
    "those counted take part in something or are given something",
    catches={
        " ngheo duoc cac doan the giup do": " ngheo duoc cac doan the giup",
        " tham gia to": " tham gia",
        " duoc ho tro": " duoc ho tro",
    },
    misses=(" ho ngheo duoc cong nhan", " ho ngheo, trong do"),
    regex=r"""^[^,;:]{0,60}? \s (?: tham\ gia | (?:duoc|huong)\ (?:[a-z]{1,8}\ ){0,5}? (?:ho\ tro|giup|cap
        |(?<!cong\ )nhan|tang|giao|huong|bo\ tri)
        | cho\ (?:can\ bo|dang\ vien|doan\ the|hoi\ vien|cac\ (?:doan\ the|co\ quan)) ) \b""",
)
TOTAL = pattern(
    "all households or people of a place",
    catches={
        "theo ra soat, toan huyen co ": "toan huyen co ",
        "toan xa hien co ": "toan xa hien co ",
        "tong so ho dan: ": "tong so ho dan: ",
        "1.250 ho ngheo/": "ngheo/",
        " tren ": " tren ",
        " ho ngheo trong tong so ": " trong tong so ",
    },
    misses=("toan tinh con ", "tong so ho ngheo: "),
    regex=r"""(?: (?:toan|ca)\ (?:tinh|huyen|xa|thi\ xa|thanh\ pho|phuong|thi\ tran|quan) (?:\ hien)?\ co | tong\ (?:so\ )?(?:ho
          |dan|khau|nhan\ khau)(?:\ (?:dan|gia\ dinh|toan\ \w{2,6}))?(?:\ la)? | ngheo\s?/ | ^\s?tren | tren\ tong\ so | (?:^
          |\s)trong(?:\ tong\ so)? ) [\s:]{0,3}$""",
)
ALL = pattern(
    "all who live there",
    catches={" dan cu": " dan cu", " dan toan xa": " dan toan xa", " gia dinh": " gia dinh", " dan": " dan"},
    misses=(" dan toc thieu so", " ngheo"),
    regex=r"""^ \s (?: dan\ cu | (?:gia\ dinh | dan) (?!\ toc) )
        (?:\ (?:toan|ca|trong|tren)\ (?:dia\ ban\ )?(?:tinh|huyen|xa|thanh\ pho|phuong|thi\ xa))? \b""",
)
OFFICIALS = pattern(
    "those who do the work of poverty reduction",
    catches={
        "tap huan cho can bo": "can bo",
        "lop tap huan cho truong thon": "truong thon",
        "dao tao giang vien nguon": "giang vien nguon",
    },
    misses=("tap huan ky thuat cho nong dan", "tap huan cho ho ngheo"),
    regex=r"""\b (?: can\ bo | cong\ chuc | vien\ chuc | cong\ tac\ vien | giang\ vien\ nguon | tap\ huan\ vien
          | truong\ (?:thon|ban|ap|buon|khom|xom|khu) 
          | thon\ truong | dieu\ tra\ vien | dai\ bieu
          | thanh\ vien\ (?:ban|to) | bao\ cao\ vien | tuyen\ truyen\ vien | hoa\ giai\ vien | can\ su | nghiep\ vu | giam\ ngheo ) \b""",
)
FARMERS = pattern(
    "those who farm, and what they learn",
    catches={"tap huan ky thuat nuoi bo": "ky thuat", "tap huan cho ho ngheo": "ho ngheo", "tap huan tai ruong": "tai ruong"},
    misses=("tap huan nghiep vu", "nang cao nang luc"),
    regex=r"""\b (?: ky\ thuat | ho\ (?:can\ )?ngheo | nong\ dan | tai\ (?:vuon|ruong|chuong|thon|ban|buon) | chan\ nuoi | trong\ trot
          | san\ xuat | khuyen\ nong | chuyen\ giao | lam\ an | kinh\ doanh | nguoi\ dan | khoi\ nghiep ) \b""",
)
OF_PLAN = pattern(
    "so much of a plan",
    catches={" ke hoach nam": " ke hoach", " chi tieu huyen giao": " chi tieu", " so voi ke hoach": " so voi ke hoach"},
    misses=(" tong so ho", " so voi nam 2020"),
    regex=r"""^\s(?:so\ voi\ )?(?:ke\ hoach|chi\ tieu|kh\b|nhiem\ vu|nghi\ quyet|muc\ tieu|du\ toan)""",
)
LEFT = pattern(
    "so many left poverty",
    catches={"trong nam thoat ": "thoat ", "thoat duoc khoang ": "thoat duoc khoang ", "thoat can ngheo ": "thoat can ngheo "},
    misses=("thoat khoi ", "loi thoat nuoc cho "),
    regex=r"""\b thoat (?:\ can\ ngheo)? (?:\ (?:duoc|them|khoang|tren|it\ nhat|toi\ thieu|la)){0,2} \s{0,2} $""",
)
LEFT_NEAR = pattern(
    "so many left near-poverty, said behind them",
    catches={" thoat can ngheo": " thoat can ngheo", " dang ky thoat can ngheo": " dang ky thoat can ngheo"},
    misses=(" thoat ngheo, can ngheo", " can ngheo"),
    regex=r"""^ \s (?:(?:dang\ ky|vuon\ len|duoc|se|da)\ ){0,2} thoat\ can\ ngheo \b""",
)
NOTHING_MORE = pattern(
    "nothing more is said of them",
    catches={"": "", ", tang": ",", " va ": " va", ".": ".", ";": ";"},
    misses=(" duoc vay von", " co the"),
    regex=r"""^ \s{0,2} (?: $ | [.,;:)] | va\b )""",
)
LEADING = pattern(
    "nothing but words that lead up to a figure",
    catches={"phan dau co ": "phan dau co ", ", dam bao ": ", dam bao "},
    misses=("ho tro nha o cho ", "phan dau giam "),
    regex=r"""^[\s,;:.-]{0,4} (?: (?:phan\ dau|dam\ bao|bao\ dam|co|va|trong\ do|den|van\ dong|duy\ tri
        |dat|tren|ca|khoang|la|de|it\ nhat|toi\ thieu)
        (?:\s|$) ){0,8} $""",
)
HARD_PLACE = pattern(
    "places of special hardship, or poor places",
    catches={
        " dac biet kho khan": " dac biet kho khan",
        " so xa, thon dac biet kho khan": " so xa, thon dac biet kho khan",
        " ngheo": " ngheo",
    },
    misses=(" ho ngheo o xa dac biet kho khan", " co duong o to"),
    regex=r"""^\s (?:(?:tong\ )?so\ )? (?:(?:xa|thon|ban|ap|buon|lang|huyen|khom)[,\s]\s?(?:va\ )?){0,3}
        (?: (?:con\ )?dac\ biet\ kho\ khan | dbkk | bai\ ngang | (?<=\s)ngheo ) \b""",
)
STARTS_POOR = pattern(
    "the counted are poor households",
    catches={" ngheo can ho tro": " ngheo", " so ho can ngheo": " so ho can ngheo", " ho ngheo dan toc": " ho ngheo"},
    misses=(" hoc sinh ngheo", " thuoc ho ngheo", " ngheo deu giam"),
    regex=r"""^\s{0,2} (?:so\ |tong\ so\ |ty\ le\ |ti\ le\ )? 
        (?:ho\ |nguoi\ |khau\ |luot\ ho\ |gia\ dinh\ )? (?P<near>can\ )? ngheo \b (?!\ deu)""",
)
SHARE = pattern(
    "a share of what was said before",
    catches={" ho ngheo, chiem ty le ": "chiem ty le ", " tuong ung ": "tuong ung ", "(": "(", " va ": " va "},
    misses=("chiem phan lon, ho ", "ho tro cho "),
    regex=r"""\b (?:chiem|t[yi]\ le|tuong\ ung|tuong\ duong|bang|dat) \b [^,;]{0,20} $ | ^ \W{0,4} (?:va)? \W{0,4} $""",
)
MAKES_UP = pattern(
    "makes up so much of what stands behind",
    catches={", chiem ": "chiem ", ", chiem khoang ": "chiem khoang ", " chiem ty le ": "chiem ty le "},
    misses=(" chiem phan lon, ", " dat "),
    regex=r"""\bchiem (?:\ ty\ le)? (?:\ khoang|\ tren|\ gan|\ den|\ toi)? \s $""",
)
PART = pattern(
    "a part of those counted before",
    catches={
        ", trong do lao dong thuoc ho ngheo ": ", trong do lao dong thuoc ho ngheo ",
        ", rieng ho can ngheo la ": ", rieng ho can ngheo la ",
        ", gom ho ngheo ": ", gom ho ngheo ",
        ", uu tien ": ", uu tien ",
        ", trong do co ": ", trong do co ",
        ", trong do ho ngheo, can ngheo chiem ": ", trong do ho ngheo, can ngheo chiem ",
    },
    misses=(", trong do ho tro cho ", ", trong do co them ", ", uu tien vay von cho "),
    regex=r"""^ [\s,;(]{0,3} (?: trong\ (?:do|so\ do) (?:\ uu\ tien)? | rieng | gom | bao\ gom | uu\ tien ) (?:\ co)?
        (?:\ (?:chiem|ty|le|dat|tu|lao\ dong|ho|nguoi|can|ngheo|thuoc|la|va|,|dan|toc|thieu|so|moi|thoat|nu|khoang)|,){0,14} \s{0,2} $""",
)
POOR_ONLY = pattern(
    "one more part, named alone",
    catches={", can ngheo ": ", can ngheo ", ", ho can ngheo ": ", ho can ngheo "},
    misses=(", giam ho ngheo ", ", con ho ngheo "),
    regex=r"""^ , \s (?:ho\ )? (?:can\ |moi\ thoat\ )? ngheo \s{1,2} $""",
)
AMONG = pattern(
    "a sentence that parts the poor households (with tone marks)",
    catches={
        "trong số 1.430 hộ nghèo thì có": "trong số 1.430 hộ nghèo",
        "- trong tổng số 95 hộ cận nghèo": "- trong tổng số 95 hộ cận nghèo",
    },
    misses=("trong số các xã", "toàn xã có 95 hộ nghèo"),
    regex=r"""^[\s+-]{0,4} trong\ (?:tổng\ )?số\ [\d.]{1,9}\ hộ\ (?:cận\ )?nghèo""",
)
TITLED = pattern(
    "a heading that names poor households alone",
    catches={"ho can ngheo": "ho can ngheo", "so ho ngheo": "so ho ngheo"},
    misses=("tinh hinh chung", "thuc trang ho ngheo", "ho ngheo duoc vay von"),
    regex=r"""^ (?:so\ )? ho \ (?P<near>can\ )? ngheo [\s:.]{0,3} $""",
)
TITLED_RATE = pattern(
    "a heading that names the rate of poor households",
    catches={"ty le ho ngheo cac xa": "ty le ho ngheo", "ty le ngheo": "ty le ngheo"},
    misses=("ty le ho can ngheo", "giam nghe", "ho ngheo"),
    regex=r"""^ t[yi]\ le\ (?:ho\ )?ngheo \b (?!\ da|\ duoc|\ co\b|,)""",
)
REMAINING = pattern(
    "so many remain",
    catches={", con lai ": "con lai ", " con ": "con ", ", con khoang ": "con khoang "},
    misses=(", con thieu ", ", tai ngheo "),
    regex=r"""\b con (?:\ lai|\ khoang|\ tren|\ duoi){0,2} \s{0,2} $""",
)
PLACE_NAMED = pattern(
    "nothing but a place before its figure",
    catches={
        ", yen ninh ": ", yen ninh ",
        "; thap nhat la thi tran du ": "; thap nhat la thi tran du ",
        ", xa ea trol: ": ", xa ea trol: ",
        ", trong do: khu vuc nong thon ": ", trong do: khu vuc nong thon ",
        "; rieng vung dong bao dan toc ": "; rieng vung dong bao dan toc ",
    },
    misses=(", giam ", ", tuong ung giam ", "; khoi phuong con ", ", trong do ho dan toc ", ", rieng nam nay "),
    regex=r"""^ [\s,;()]{0,4} (?: va\ )? (?: (?:cao|thap)\ nhat\ | ca\ biet\
          | (?:trong\ do|rieng|gom)\s?:?\ 
            (?= (?:khu\ vuc|vung|dia\ ban|nong\ thon|thanh\ thi|do\ thi|mien\ nui|dong\ bang|huyen|xa|phuong|thi)\b ) )?
        (?:la\ |o\ |voi\ )?
        (?! giam | tang | con\b | dat\b | chiem | ty\ le | tuong | bang\b | hay\b | tren | duoi | khoang | moi\b | nam\b | cuoi | dau\b
          | tong | binh | toan | rieng | trong | vuot | so\b | den\b )
        (?: [a-z]{1,8} [\s:] (?:la\ |voi\ )? ){1,5}
        (?<!\bcon\s)(?<!\bgiam\s)(?<!\btang\s)(?<!\bdat\s)(?<!\bchiem\s) \s? $""",
)
YEAR_NAMED = pattern(
    "nothing but a time before its figure",
    catches={
        ", nam 2012: ": ", nam 2012: ",
        "cac nam tiep theo lan luot la: nam 2011: ": "nam 2011: ",
        "; cuoi ky (cuoi nam 2015) con ": "; cuoi ky (cuoi nam 2015) con ",
        ", den cuoi nam 2013 la ": ", den cuoi nam 2013 la ",
    },
    misses=(", nam 2012 ho tro ", ", nam 2013 giam "),
    regex=r"""(?:^[\s,;(]{0,3}|(?<=:\s)) (?:va\ |den\ |tu\ ){0,2} (?:(?:cuoi|dau|het)\ )? (?:nam\ (?:20\d{2}|nay|truoc)|ky\b)
        (?:\s{1,2}\([^()]{1,24}\))? (?:\s{1,30}(?:la|con|dat|o\ muc|xuong|xuong\ con))? [\s:]{0,3} $""",
)
RIGHT_OF_SHARE = pattern(
    "of all households",
    catches={" tong so ho toan xa": " tong so", " so ho": " so ho"},
    misses=(" ho ngheo duoc", " so tien"),
    regex=r"""^\s? (?:tong\ so|so\ ho|so\ dan|dan\ so|tren\ tong|toan|ho\ dan|tong) \b""",
)
OF_HOUSEHOLDS = pattern(
    "those of poor households, not their poverty",
    catches={"lao dong thuoc ho ngheo": "lao dong thuoc ho ngheo", "trong do: hoc sinh ho can ngheo": "hoc sinh ho can ngheo"},
    misses=("nguoi ngheo", "so ho ngheo", "khau ho ngheo"),
    regex=r"\b(?:lao\ dong|hoc\ (?:sinh|vien)|sinh\ vien|tre\ em|nguoi\ (?:duoc|vay|hoc|di))\b.{0,30}\bho\ (?:can\ )?ngheo",
)
LACKED = pattern(
    "what those counted are without",
    catches={
        " chua co nguon nuoc sach": "chua co",
        "; khong co phuong tien tiep can thong tin ": "khong co",
        "nha tieu hop ve sinh con thieu ": "con thieu",
        " khong su dung dich vu vien thong": "khong su dung",
    },
    misses=(" co nuoc sach", " khong phai dong tien"),
    regex=r"\b(?:chua\ (?:co|duoc|su\ dung|tiep\ can)|khong\ (?:co|duoc|su\ dung|tiep\ can|di\ hoc)|(?:con|bi)\ thieu)\b",
)
TO_LEAVE = pattern(
    "how many are to leave poverty, the word itself left out",
    catches={"so ho phai thoat": "thoat", "so ho thoat trong nam": "thoat trong"},
    misses=("ranh thoat nuoc", "so ho thoat ngheo"),
    regex=r"\bthoat(?:\ (?:can\ ngheo|duoc|trong|nam|\d)|$)",
)

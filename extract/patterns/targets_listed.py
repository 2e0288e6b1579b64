"""Expressions that tell whether those counted are listed, cared for or in want, and which figure is whose; without tone marks."""

from __future__ import annotations

from extract.patterns.pattern import pattern

CARED_FOR = pattern(
    "households that somebody takes under their care",
    catches={
        "moi can bo nhan giup do ": "nhan giup do ",
        "moi chi hoi do dau ": "do dau ",
        "nhan giup lau dai ": "nhan giup lau dai ",
        "hoi cuu chien binh xa nhan ": "hoi cuu chien binh xa nhan ",
        ", doan thanh nien nhan ": "doan thanh nien nhan ",
    },
    misses=("ho tro cho ", "giup do ho ngheo vay von cho ", "chi cuc tiep nhan ", "hoi dong da cong nhan "),
    regex=r"""\b (?: (?:hoi|doan|chi\ bo|chi\ hoi|cong\ doan|don\ vi|truong|tram|mat\ tran)\b[^,;:.]{0,40}?
          (?<!\bcong)(?<!\btiep)(?<!\bxac)(?<!\bghi)(?<!\bduoc)(?<!\btoa)\ nhan
          | nhan\ (?:giup(?:\ do)?|do\ dau|dong\ hanh|phu\ trach) | do\ dau | dong\ hanh\ (?:cung|voi)
          | (?<!can\ bo\ )(?<!duoc\ )phu\ trach(?:\ giup\ do)? ) (?:\ (?:lau|dai|moi|to|chuc|don|vi|tu)){0,4} \s{0,2} $""",
)
MONITORED = pattern(
    "what is inspected is counted, not what it is about",
    catches={
        "kiem tra, giam sat ": "giam sat ",
        "giam sat truc tiep ": "giam sat truc tiep ",
        "cap nhat thong tin cua ": "cap nhat thong tin cua ",
        "xac thuc du lieu cua toan bo ": "xac thuc du lieu cua toan bo ",
        "dieu tra vien phai phong van ": "phong van ",
        "moi xa boc ngau nhien ": "boc ngau nhien ",
        "con thieu phieu cua ": "thieu phieu cua ",
    },
    misses=("kiem tra suc khoe cho ", "giam sat viec cho vay ", "qua ra soat ", "theo ra soat, toan xa co ", "cap nhat chinh sach cho "),
    regex=r"""\b (?: (?:kiem\ tra|giam\ sat|phuc\ tra|thanh\ tra|tham\ tra|hau\ kiem) (?:\ (?:truc\ tiep|thuc\ te|dot\ xuat|tai|lai))?
          | (?:boc|chon|rut)\ ngau\ nhien | phong\ van (?:\ truc\ tiep)? | doi\ soat | so\ hoa
          | (?:cap\ nhat|xac\ thuc|lam\ sach|chuan\ hoa|nhap|thieu|bo\ sung|hoan\ thien) (?:\ (?:xong|day\ du|het)){0,2}
            \ (?:du\ lieu|thong\ tin|ho\ so|phieu|bieu|danh\ sach)(?:\ [a-z]{1,6}){0,3}?\ (?:cua|cho)(?:\ toan\ bo)?
          | xac\ thuc | (?<!qua\ )(?<!theo\ )(?<!ket\ qua\ )(?<!ky\ )ra\ soat\ lai ) \s{0,2} $""",
)
LACKING = pattern(
    "what the poor households counted have or lack",
    catches={
        " ngheo song trong nha tam": " song trong",
        " so ho ngheo chua co nha tieu": " chua co",
        " ngheo thieu hut ve nha o": " thieu hut",
        " ngheo con phai o nha tam": " phai o",
    },
    misses=(" ho ngheo nho vay von", " ho ngheo thong qua mo hinh", " ho ngheo"),
    regex=r"""\s (?: song\ trong | chua\ (?:co|duoc) | khong\ co | thieu(?:\ hut)? | (?:dang|con|phai)\ o | o\ (?:nha|trong)
          | co\ (?:nha|the|nuoc) | su\ dung | dung\ nuoc ) \b""",
)
IN_TURN = pattern(
    "several measured things, their figures behind in the same order",
    catches={
        "ty le ho co dien, nuoc sach lan luot dat ": "lan luot dat ",
        "ho ngheo, can ngheo dat lan luot ": "dat lan luot ",
        "so ho ngheo va can ngheo lan luot con ": "lan luot con ",
    },
    misses=("lan luot kiem tra ", "lan luot cac xa "),
    regex=r"""(?: \b(?:dat|la|con|giam|tang|bang)\ )? \b lan\ luot (?:\ (?:dat|la|con|giam|tang|bang|tren))? \s{0,2} $""",
)

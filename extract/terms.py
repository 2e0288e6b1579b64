"""The codes of the published tables, each with the Vietnamese word that people see."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Term(StrEnum):
    """A code of the published tables with the Vietnamese word that people see."""

    vi: str

    def __new__(cls, code: str, vi: str = "") -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.vi = vi
        return member


class DocType(Term):
    PLAN = "ke_hoach", "Kế hoạch"
    DECISION = "quyet_dinh", "Quyết định"
    RESOLUTION = "nghi_quyet", "Nghị quyết"
    DIRECTIVE = "chi_thi", "Chỉ thị"
    PROGRAMME = "chuong_trinh", "Chương trình"
    REPORT = "bao_cao", "Báo cáo"
    LETTER = "cong_van", "Công văn"
    LAW = "luat", "Luật"
    ORDINANCE = "phap_lenh", "Pháp lệnh"
    DECREE = "nghi_dinh", "Nghị định"
    CIRCULAR = "thong_tu", "Thông tư"
    NOTICE = "thong_bao", "Thông báo"
    CONCLUSION = "ket_luan", "Kết luận"
    GUIDANCE = "huong_dan", "Hướng dẫn"
    CONSTITUTION = "hien_phap", "Hiến pháp"
    SCHEME = "de_an", "Đề án"
    SUBMISSION = "to_trinh", "Tờ trình"
    OTHER = "other", "Văn bản khác"


class Level(Term):
    CENTRAL = "central", "Trung ương"
    PROVINCE = "province", "Cấp tỉnh"
    DISTRICT = "district", "Cấp huyện"
    COMMUNE = "commune", "Cấp xã"


class SectionKind(Term):
    LEGAL_BASIS = "legal_basis", "Căn cứ"
    SITUATION = "situation", "Thực trạng"
    OBJECTIVES = "objectives", "Mục đích, mục tiêu"
    TARGETS = "targets", "Chỉ tiêu"
    TASKS = "tasks", "Nhiệm vụ, giải pháp"
    FUNDING = "funding", "Kinh phí"
    ORGANISATION = "organisation", "Tổ chức thực hiện"
    REPORTING = "reporting", "Chế độ báo cáo"
    OTHER = "other", "Khác"


class Relation(Term):
    BASIS = "basis", "Căn cứ"
    IMPLEMENTS = "implements", "Thực hiện"
    UNDER = "under", "theo"
    AMENDS = "amends", "sửa đổi, thay thế"
    CITES = "cites", "nhắc đến"


class TargetKind(Term):
    TARGET = "target", "Chỉ tiêu"
    BASELINE = "baseline", "Số liệu đã có"
    BUDGET = "budget", "Kinh phí"


class TargetStatus(Term):
    OWN = "own", "Tự đặt ra"
    ASSIGNED = "assigned", "Cấp trên giao"
    RESULT = "result", "Kết quả"
    ESTIMATE = "estimate", "Ước thực hiện"
    START = "start", "Đầu kỳ"
    NEED = "need", "Nhu cầu"


class Comparator(Term):
    EQ = "eq", "bằng"
    GT = "gt", "trên"
    GE = "ge", "từ ... trở lên"
    LT = "lt", "dưới"
    LE = "le", "không quá"
    ABOUT = "about", "khoảng"


class Measure(Term):
    LEVEL = "level", "mức"
    CHANGE = "change", "mức tăng, giảm"


class Direction(Term):
    UP = "up", "tăng"
    DOWN = "down", "giảm"


class Basis(Term):
    """How a year or a place was come by."""

    STATED = "stated", "nêu tại chỗ"
    SENTENCE = "sentence", "theo câu"
    HEADING = "heading", "theo đề mục"
    DEFAULT = "default", "mặc định theo văn bản"


class DeadlineKind(Term):
    DATE = "date", "Thời hạn"
    PERIOD = "period", "Khoảng thời gian"
    RECURRING = "recurring", "Định kỳ"


class Role(Term):
    LEAD = "lead", "Chủ trì"
    SUPPORT = "support", "Phối hợp"
    IMPLEMENT = "implement", "Thực hiện"


class Severity(Term):
    INFO = "info", "Thông tin"
    WARNING = "warning", "Cảnh báo"
    ERROR = "error", "Lỗi"


class Status(Term):
    """What became of a file."""

    OK = "ok", "Đọc được"
    PARTIAL = "partial", "Đọc được một phần"
    FAILED = "failed", "Không đọc được"
    ENCRYPTED = "encrypted", "Có mật khẩu"
    SKIPPED = "skipped", "Bỏ qua"

"""The columns of the files that people take away: their headings in two languages, and how a cell's value reads."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final, Literal

from extract.vocabulary import label
from web.queries import Row

Kind = Literal["text", "code", "codes", "number", "date", "flag"]
Cell = str | float | int | None


@dataclass(frozen=True, slots=True)
class Column:
    """`name` in the rows; headings; what the value is; for codes the family of `extract.vocabulary.LABELS` that has their words.

    `described` is the column of the published tables whose description in metadata.yml explains it.
    """

    name: str
    vi: str
    en: str
    kind: Kind = "text"
    words: str = ""
    described: tuple[str, str] = ("", "")

    def heading(self, lang: str) -> str:
        return self.en if lang == "en" else self.vi

    def cell(self, row: Row, lang: str) -> Cell:
        """The value as words, a number, or an ISO date, null where unknown; several values stand behind semicolons."""
        value = row.get(self.name)
        if value is None:
            return None
        if self.kind == "code":
            return label(self.words, str(value), lang)
        if self.kind == "codes":
            return "; ".join(label(self.words, code, lang) for code in json.loads(value))
        if self.kind == "flag":
            return (("yes" if lang == "en" else "có") if value else ("no" if lang == "en" else "không")) if value in (0, 1) else str(value)
        return value if self.kind == "number" else str(value)


_ALL: Final = (
    # whose plan
    Column("province", "Tỉnh, thành phố", "Province", described=("plans", "province")),
    Column("district", "Huyện", "District", described=("plans", "district")),
    Column("commune", "Xã, phường", "Commune", described=("plans", "commune")),
    Column("level", "Cấp", "Level", "code", "level", ("plans", "level")),
    # responsibilities
    Column("agency", "Cơ quan", "Agency", described=("responsibilities", "agency")),
    Column("agency_text", "Cơ quan như in", "Agency as printed", described=("responsibilities", "agency_text")),
    Column("sector", "Ngành", "Sector", "code", "sector", ("responsibilities", "sector")),
    Column("role", "Vai trò", "Role", "code", "role", ("responsibilities", "role")),
    Column("verb", "Động từ", "Verb", described=("responsibilities", "verb")),
    Column("requested", "Chỉ được đề nghị", "Only requested", "flag", described=("responsibilities", "requested")),
    Column("inherited", "Cơ quan theo đề mục", "Agency from the heading", "flag", described=("responsibilities", "inherited")),
    Column("task", "Việc được giao", "Task", described=("responsibilities", "task")),
    Column("topics", "Chủ đề", "Topics", "codes", "topic", ("responsibilities", "topics")),
    Column("due", "Thời hạn", "Due"),
    # targets
    Column("indicator", "Chỉ tiêu", "Indicator", "code", "indicator", ("targets", "indicator")),
    Column("printed", "Con số như in", "Number as printed", described=("targets", "printed")),
    Column("value", "Giá trị", "Value", "number", described=("targets", "value")),
    Column("value_high", "Cận trên", "Upper end", "number", described=("targets", "value_high")),
    Column("unit", "Đơn vị", "Unit", "code", "unit", ("targets", "unit")),
    Column("comparator", "So sánh", "Comparator", "code", "comparator", ("targets", "comparator")),
    Column("measure", "Mức hay thay đổi", "Level or change", "code", "measure", ("targets", "measure")),
    Column("direction", "Tăng, giảm", "Up or down", "code", "direction", ("targets", "direction")),
    Column("per_year", "Mỗi năm", "Per year", "flag", described=("targets", "per_year")),
    Column("population", "Tính trên", "Of whom", described=("targets", "population")),
    Column("place", "Nơi hẹp hơn", "Narrower place", described=("targets", "place")),
    Column("year", "Năm", "Year", "number", described=("targets", "year")),
    Column("baseline_value", "Mức đầu kỳ", "Starting value", "number", described=("targets", "baseline_value")),
    Column("baseline_year", "Năm đầu kỳ", "Starting year", "number", described=("targets", "baseline_year")),
    Column("status", "Con số của ai", "Whose figure", "code", "status", ("targets", "status")),
    Column("standard", "Chuẩn nghèo", "Poverty standard", described=("targets", "standard")),
    Column("standard_basis", "Biết chuẩn nghèo từ", "Standard known from", "code", "basis", ("targets", "standard_basis")),
    Column("year_basis", "Biết năm từ", "Year known from", "code", "basis", ("targets", "year_basis")),
    Column("place_basis", "Biết nơi từ", "Place known from", "code", "basis", ("targets", "place_basis")),
    Column("off_chart", "Vì sao không trên đường biểu đồ", "Why off the chart"),
    Column("from_table", "Từ ô của bảng", "A table’s cell", "flag", described=("targets", "from_table")),
    Column("sentence", "Câu chứa con số", "Sentence", described=("targets", "sentence")),
    # deadlines
    Column("due_on", "Ngày đến hạn", "Due on", "date"),
    Column("due_known", "Biết ngày từ", "Day known from"),
    Column("starts_on", "Từ ngày", "From", "date", described=("deadlines", "starts_on")),
    Column("ends_on", "Đến ngày", "By", "date", described=("deadlines", "ends_on")),
    Column("recurrence", "Định kỳ", "Recurs", "codes", "recurrence", ("deadlines", "recurrence")),
    Column("action", "Việc phải làm", "What is due", described=("deadlines", "action")),
    Column("with_agencies", "Cơ quan khác cùng việc", "Other bodies with the same duty"),
    Column("recipient", "Nơi nhận", "Recipient", described=("deadlines", "recipient")),
    Column("reporting", "Là báo cáo", "A report", "flag", described=("deadlines", "reporting")),
    # documents cited
    Column("cited_type", "Loại văn bản", "Type of document", "code", "doc_type", ("legal_references", "doc_type")),
    Column("cited_number", "Số văn bản được dẫn", "Number cited", described=("legal_references", "number")),
    Column("cited_issued", "Ngày văn bản được dẫn", "Its date", "date", described=("legal_references", "issued")),
    Column("cited_issuer", "Cơ quan ban hành nó", "Its issuer", described=("legal_references", "issuer")),
    Column("subject", "Về việc", "Subject", described=("legal_references", "subject")),
    Column("cited_plans", "Số kế hoạch dẫn nó", "Plans that cite it", "number"),
    Column("cited_provinces", "Số tỉnh dẫn nó", "Provinces that cite it", "number"),
    Column("cited_held", "Nó có trong kho", "It is held here", "flag"),
    Column("relation", "Quan hệ", "Relation", "code", "relation", ("legal_references", "relation")),
    Column("pinpoint", "Điều, khoản", "Pinpoint", described=("legal_references", "pinpoint")),
    # programme
    Column("programme", "Chương trình", "Programme", described=("targets", "programme")),
    Column("project", "Dự án", "Project", described=("targets", "project")),
    # two plans side by side
    Column("family", "Loại", "Family"),
    Column("verdict", "Kết luận", "Verdict"),
    Column("why", "Khác ở", "What differs"),
    Column("value_then", "Giá trị ở bản trước", "Value in the earlier"),
    Column("value_now", "Giá trị ở bản sau", "Value in the later"),
    Column("difference", "Chênh lệch (sau trừ trước)", "Difference (later less earlier)", "number"),
    Column("quote_then", "Nguyên văn bản trước", "Quote of the earlier"),
    Column("quote_now", "Nguyên văn bản sau", "Quote of the later"),
    Column("alike", "Phần chữ giữ nguyên", "Share of words kept", "number"),
    Column("number_then", "Số bản trước", "Number of the earlier"),
    Column("section_then", "Mục ở bản trước", "Section in the earlier"),
    Column("page_then", "Trang ở bản trước", "Page in the earlier", "number"),
    Column("file_then", "Tệp bản trước", "File of the earlier"),
    Column("link_then", "Xem ở bản trước", "Open in the earlier"),
    # the evidence
    Column("quote", "Nguyên văn", "Quote", described=("targets", "text")),
    Column("doc_type", "Loại kế hoạch", "Type of paper", "code", "doc_type", ("plans", "doc_type")),
    Column("number", "Số kế hoạch", "Number of the paper", described=("plans", "number")),
    Column("issued", "Ngày ban hành", "Date of issue", "date", described=("plans", "issued")),
    Column("issuer", "Cơ quan ban hành", "Issuing body", described=("plans", "issuer")),
    Column("period_start", "Kỳ từ năm", "Period from", "number", described=("plans", "period_start")),
    Column("period_end", "Kỳ đến năm", "Period to", "number", described=("plans", "period_end")),
    Column("paper", "Tình trạng văn bản", "State of the paper", "code", "plan_status", ("plans", "status")),
    Column("section", "Mục", "Section", described=("sections", "path")),
    Column("page", "Trang", "Page", "number", described=("targets", "page")),
    Column("file", "Tệp", "File", described=("plans", "file")),
    Column("confidence", "Độ tin cậy", "Confidence", "number", described=("targets", "confidence")),
    Column("link", "Xem trong văn bản", "Open in the paper"),
)
COLUMNS: Final[dict[str, Column]] = {column.name: column for column in _ALL}
WIDE: Final = frozenset({"quote_then", "quote_now", "quote", "sentence", "task", "action", "subject"})
"""Columns of whole sentences."""
SOURCE: Final = ("number", "issued", "issuer", "period_start", "period_end", "paper", "section", "page", "file", "confidence", "link")
"""The columns that lead back to the paper; every file ends with them."""


def columns(*names: str) -> tuple[Column, ...]:
    """The columns of those names with the ones that lead back to the paper behind them. Raises KeyError for an unknown name."""
    return tuple(COLUMNS[name] for name in (*names, *SOURCE))


def described(column: Column, metadata: dict[str, Any]) -> tuple[str, str]:
    """What a column means, in Vietnamese and English, as metadata.yml describes it ("vi / en"); its headings where it does not."""
    table, name = column.described
    told = str(metadata.get("tables", {}).get(table, {}).get("columns", {}).get(name, ""))
    vi, slash, en = told.rpartition(" / ")
    return (vi, en) if slash else (told or column.vi, told or column.en)

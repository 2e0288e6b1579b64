"""PDFs with a text layer: words and their boxes, columns, paragraphs, page furniture, ruled tables, stamps, and files that are no good."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from made_pdf import HIGH, WIDE, Sheet, Text, lines, pdf, table

from extract.model import Block, BlockKind, Box, Document, Parsed, Span, Status
from extract.parsers import Options, Unreadable
from extract.parsers.parse import parse
from extract.parsers.pdf import read
from extract.parsers.pdf_damage import damaged_streams
from extract.parsers.pdf_stamps import _by_box as stamps_by_box
from extract.parsers.printed_lines import Word

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
Read = Callable[..., Parsed]

LONG = [
    "Phấn đấu đến cuối năm 2024, tỷ lệ hộ nghèo đa chiều toàn huyện giảm xuống",
    "dưới 4%, các xã vùng cao giảm bình quân ba điểm phần trăm mỗi năm và không",
    "còn hộ nghèo là người có công với cách mạng trên địa bàn.",
]


@pytest.fixture
def made(tmp_path: Path) -> Read:
    """What is read from the sheets given."""

    def made(*sheets: Sheet, options: Options | None = None) -> Parsed:
        path = tmp_path / "a.pdf"
        path.write_bytes(pdf(*sheets))
        return read(path, options or Options())

    return made


def body(parsed: Parsed, kind: BlockKind = BlockKind.PARAGRAPH) -> list[str]:
    return [block.text for block in parsed.blocks if block.kind is kind]


def cells(parsed: Parsed) -> list[list[tuple[str, int, int, int, int]]]:
    """Text, row, column, rowspan and colspan of each row's cells."""
    return [[(c.span.of(b.text), c.row, c.column, c.rowspan, c.colspan) for c in b.cells] for b in parsed.blocks if b.cells]


def headers(parsed: Parsed) -> list[str]:
    return [cell.span.of(block.text) for block in parsed.blocks for cell in block.cells if cell.header]


def test_box_of_a_quote_lies_where_its_letters_are(made: Read) -> None:
    parsed = made(Sheet([Text(85, 100, "Giảm tỷ lệ hộ nghèo còn 3,5% trong năm")]))
    document = Document.of(parsed)
    at = document.text.index("3,5%")
    (box,) = document.boxes(Span(at, at + 4))
    assert (box.page, box.x0, box.x1) == (1, pytest.approx(85 + 6 * at, abs=1), pytest.approx(85 + 6 * (at + 4), abs=1))
    assert box.top < 94 and box.bottom > 100 and box.bottom - box.top == pytest.approx(12, abs=1)


def test_letters_written_in_any_order_make_their_line(made: Read) -> None:
    assert body(made(Sheet([Text(85 + 42, 100, "nghèo bền vững"), Text(85, 100, "Giảm"), Text(85 + 180, 100, "năm 2024")])))[0].startswith(
        "Giảm nghèo bền vững"
    )


def test_columns_of_letterhead_and_signature_are_read_one_after_the_other(made: Read) -> None:
    top = [Text(85, 60, "UBND HUYỆN MẪU SƠN"), Text(330, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 10)]
    top += [Text(100, 78, "Số: 45/KH-UBND"), Text(350, 78, "Độc lập - Tự do - Hạnh phúc", 10)]
    end = [Text(85, 300, "Nơi nhận:"), Text(380, 300, "TM. ỦY BAN NHÂN DÂN"), Text(85, 318, "- Như trên;"), Text(400, 318, "CHỦ TỊCH")]
    found = body(made(Sheet([*top, *lines(LONG, top=140), *end])))
    assert found == [
        "UBND HUYỆN MẪU SƠN",
        "Số: 45/KH-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        " ".join(LONG),
        "Nơi nhận:",
        "- Như trên;",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
    ]


def test_paragraph_over_two_pages_is_one_and_knows_both(made: Read) -> None:
    parsed = made(Sheet(lines(LONG[:2], top=700)), Sheet([*lines(LONG[2:], top=80), Text(103, 98, "Các xã, thị trấn báo cáo kết quả.")]))
    assert body(parsed) == [" ".join(LONG), "Các xã, thị trấn báo cáo kết quả."]
    assert [line.box.page for line in parsed.blocks[0].lines] == [1, 1, 2]


def test_list_items_and_headings_stay_apart(made: Read) -> None:
    said = ["II. NHIỆM VỤ", "1. Phòng Nông nghiệp", "- Hướng dẫn kỹ thuật chăn nuôi;", "- Cấp giống cho hộ mới thoát nghèo."]
    assert body(made(Sheet(lines(said)))) == said


def test_number_cut_at_its_hyphen_is_put_together(made: Read) -> None:
    cut = ["Căn cứ Kế hoạch của Ủy ban nhân dân tỉnh về giảm nghèo số 121/KH-", "UBND ngày 02/3/2024 và đề nghị của Phòng Nội vụ huyện;"]
    assert "số 121/KH-UBND ngày 02/3/2024" in body(made(Sheet(lines(cut))))[0]


def test_page_numbers_and_running_heads_are_furniture(made: Read) -> None:
    sheets = [
        Sheet([Text(295, 40, str(n)), Text(85, 810, "Kế hoạch giảm nghèo huyện Mẫu Sơn"), *lines([f"{n}. Giao các xã thực hiện."])])
        for n in (1, 2, 3)
    ]
    parsed = made(*sheets)
    assert body(parsed) == [f"{n}. Giao các xã thực hiện." for n in (1, 2, 3)]
    assert sorted(body(parsed, BlockKind.FURNITURE)) == ["1", "2", "3", *["Kế hoạch giảm nghèo huyện Mẫu Sơn"] * 3]


COLUMNS = [80, 110, 300, 400, 500]
HEAD: list[list[str | None]] = [["TT", "Tên xã", "Hộ nghèo", None], ["", "", "Số hộ", "Tỷ lệ (%)"]]


def test_ruled_table_over_two_pages_is_one(made: Read) -> None:
    first = table(COLUMNS, [700, 720, 740, 760], [*HEAD, ["1", "Nà Phạ", "125", "8,40"]])
    second = table(COLUMNS, [60, 80, 100, 120], [*HEAD, ["2", "Bản Cáu", "60", "4,15"]])
    before = Sheet([*lines(["Biểu giao chỉ tiêu giảm nghèo cho các xã:"], top=680), *first.texts], first.rules)
    parsed = made(before, second)
    assert cells(parsed) == [
        [("TT", 0, 0, 1, 1), ("Tên xã", 0, 1, 1, 1), ("Hộ nghèo", 0, 2, 1, 2)],
        [("", 1, 0, 1, 1), ("", 1, 1, 1, 1), ("Số hộ", 1, 2, 1, 1), ("Tỷ lệ (%)", 1, 3, 1, 1)],
        [("1", 2, 0, 1, 1), ("Nà Phạ", 2, 1, 1, 1), ("125", 2, 2, 1, 1), ("8,40", 2, 3, 1, 1)],
        [("2", 3, 0, 1, 1), ("Bản Cáu", 3, 1, 1, 1), ("60", 3, 2, 1, 1), ("4,15", 3, 3, 1, 1)],
    ]
    assert [block.table for block in parsed.blocks] == [None, 0, 0, 0, 0]
    assert headers(parsed) == ["TT", "Tên xã", "Hộ nghèo", "", "", "Số hộ", "Tỷ lệ (%)"]
    assert [line.box.page for line in parsed.blocks[-1].lines] == [2] * 4


def test_tables_with_text_between_are_two(made: Read) -> None:
    rows: list[list[str | None]] = [["TT", "Xã", "Hộ", "Người"], ["1", "Nà Phạ", "12", "50"]]
    second = table(COLUMNS, [200, 220, 240], rows)
    under = Sheet([*lines(["Biểu 2. Số hộ cận nghèo đầu năm"], top=180), *second.texts], second.rules)
    assert [block.table for block in made(table(COLUMNS, [700, 720, 740], rows), under).blocks] == [0, 0, None, 1, 1]


def test_cell_of_several_lines_holds_them_all(made: Read) -> None:
    one = table([80, 110, 300, 500], [100, 120, 160], [["TT", "Việc", "Hạn"], ["1", "Rà soát hộ nghèo theo", "Quý II"]])
    (cell,) = [c for c in cells(made(Sheet([*one.texts, Text(114, 150, "chuẩn mới tại các xã", 10)], one.rules)))[1] if c[2] == 1]
    assert cell[0] == "Rà soát hộ nghèo theo chuẩn mới tại các xã"


def test_frame_around_text_is_no_table(made: Read) -> None:
    frame = [(80, 80, 520, 80), (80, 160, 520, 160), (80, 80, 80, 160), (520, 80, 520, 160)]
    assert body(made(Sheet(lines(LONG), frame))) == [" ".join(LONG)]


@pytest.mark.parametrize("rotate", [0, 90])
def test_page_that_stands_on_its_side_is_read_upright(made: Read, rotate: int) -> None:
    sideways = [Text(100 + 18 * i, HIGH - 85, text, upright=True) for i, text in enumerate([*LONG, *LONG])]
    (text,) = made(Sheet(sideways, rotate=rotate)).blocks[:1]
    assert text.text.startswith(" ".join(LONG[:2]))
    box = text.lines[0].box
    assert (box.x0, box.bottom) == (pytest.approx(85, abs=2), pytest.approx(103, abs=3)) and box.x1 < HIGH and box.top < WIDE


def stamped(made: Read, **more: bool) -> Parsed:
    stamp = [
        Text(330, 600, "Người ký: Ủy ban nhân dân", 9),
        Text(330, 610, "huyện Mẫu Sơn", 9),
        Text(330, 620, "Thời gian ký: 02.03.2024 15:04:05", 9),
    ]
    return made(Sheet([*lines(LONG), Text(85, 300, "Số:      /KH-UBND")], stamp=stamp, **more))


def test_stamp_of_a_signature_is_not_body(made: Read) -> None:
    parsed = stamped(made)
    assert body(parsed) == [" ".join(LONG), "Số: /KH-UBND"]
    assert parsed.stamp == "Người ký: Ủy ban nhân dân huyện Mẫu Sơn\nThời gian ký: 02.03.2024 15:04:05"
    assert body(parsed, BlockKind.STAMP) == [" ".join(parsed.stamp.split())]


def test_number_stamped_into_its_gap_is_body(made: Read) -> None:
    parsed = made(Sheet([*lines(LONG), Text(85, 300, "Số:      /KH-UBND")], stamp=[Text(109, 300, "121")]))
    assert body(parsed)[1] in ("Số: 121 /KH-UBND", "Số: 121/KH-UBND") and parsed.stamp is None


def test_day_stamped_close_to_the_next_word_is_a_word_of_its_own(made: Read) -> None:
    dated = [*lines(LONG), Text(85, 300, "Mẫu Sơn, ngày   tháng 3 năm 2024")]
    assert body(made(Sheet(dated, stamp=[Text(85 + 14 * 6, 300, "05")])))[1] == "Mẫu Sơn, ngày 05 tháng 3 năm 2024"


def test_stamps_side_by_side_are_not_mixed() -> None:
    """The picture of a seal makes one stamp's box reach under the end of the other's lines."""
    left, right = Box(1, 230, 10, 410, 60), Box(1, 370, 0, 590, 60)

    def row(top: float, *words: tuple[str, float]) -> list[Word]:
        return [Word(text, Box(1, x, top, x + 24, top + 8)) for text, x in words]

    rows = [row(10, ("TRUNG", 320), ("TÂM", 346), ("CÔNG", 372), ("Ký", 480)), row(20, ("BÁO", 320), ("TIN", 346), ("HỌC", 372))]
    found = [" ".join(word.text for words in box for word in words) for box in stamps_by_box(rows, [right, left])]
    assert found == ["Ký", "TRUNG TÂM CÔNG BÁO TIN HỌC"]


def test_file_with_a_password_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(Sheet(lines(LONG)), more=f"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<{'6b' * 32}>/U<{'75' * 32}>>>/ID[<00><00>]"))
    with pytest.raises(Unreadable) as raised:
        parse(path)
    assert raised.value.status is Status.ENCRYPTED and "mật khẩu" in raised.value.message


@pytest.mark.parametrize(
    "content",
    [pdf(), b"%PDF-1.4\n", b"%PDF-1.7\n" + b"\x00\xff" * 500, pdf(Sheet(lines(LONG)))[:300], pdf(Sheet())],
    ids=["no pages", "nothing", "noise", "cut", "empty page"],
)
def test_bad_file_is_unreadable_in_words(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    with pytest.raises(Unreadable) as raised:
        parse(path)
    assert raised.value.status is Status.FAILED and raised.value.message and raised.value.message_en


def test_file_without_its_table_of_objects_is_still_read(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    whole = pdf(Sheet(lines(LONG)))
    path.write_bytes(whole[: whole.index(b"startxref")] + b"startxref\n7\n%%EOF\n")
    assert body(parse(path)) == [" ".join(LONG)]


def test_page_that_breaks_is_named_and_the_others_read(made: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    from extract.parsers import pdf_pages as parser

    real, seen = parser.rows_of, []

    def broken(chars: object, number: int) -> object:
        if number == 1:
            raise RuntimeError("no such page")
        return real(chars, number)

    monkeypatch.setattr(parser, "rows_of", broken)
    parsed = made(Sheet(lines(["Trang một."])), Sheet(lines(LONG)), options=Options(progress=lambda done, all_: seen.append((done, all_))))
    assert (parsed.status, [p.page for p in parsed.problems], body(parsed)) == (Status.PARTIAL, [1], [" ".join(LONG)])
    assert seen == [(1, 2), (2, 2)]


def samples() -> list[Path]:
    typed = [p for p in sorted((ROOT / "corpus" / "plans").glob("**/*.pdf")) if ".scan." not in p.name]
    return [*typed, SHARED / "plans" / "son-tay-2021.pdf"]


@pytest.mark.parametrize("path", samples(), ids=lambda p: p.stem)
def test_sample_reads_as_a_typed_plan(path: Path) -> None:
    if not path.exists():
        pytest.skip("the shared sample plans are not here")
    parsed = parse(path)
    assert (parsed.format, parsed.status, parsed.ocr, parsed.problems) == ("pdf", Status.OK, 0.0, ())
    assert all(_well_placed(block) for block in parsed.blocks)
    source = (path.with_suffix(".txt") if path.parent.name == "plans" else ROOT / "corpus" / "source" / f"{path.stem}.txt").read_text()
    tabled = " | " in source or path.parent.name == "plans"
    assert sum(len(block.text) for block in parsed.blocks) > 3000 and (len({block.table for block in parsed.blocks}) > 1) is tabled


def _well_placed(block: Block) -> bool:
    """Whether lines and cells stand in the block's text in order, and lines on the paper."""
    spans = [line.span for line in block.lines]
    return (
        "\n" not in block.text
        and spans == sorted(spans)
        and all(0 <= s.start < s.end <= len(block.text) for s in spans)
        and all(0 <= b.x0 < b.x1 <= 900 and 0 <= b.top < b.bottom <= 900 for b in (line.box for line in block.lines))
        and all(c.span.end <= len(block.text) for c in block.cells)
    )


def test_damage_inside_a_file_that_opens_is_told(tmp_path: Path) -> None:
    """pdfium leaves out what does not unpack and says nothing."""
    whole = sorted((Path(__file__).parents[1] / "corpus" / "plans").rglob("ca-mau-2025.pdf"))[0].read_bytes()
    assert damaged_streams(whole) == 0
    middle = len(whole) // 3
    path = tmp_path / "a.pdf"
    path.write_bytes(whole[:middle] + bytes(byte ^ 0x55 for byte in whole[middle : middle + 200]) + whole[middle + 200 :])
    parsed = read(path, Options(ocr="never"))
    assert parsed.status is Status.PARTIAL and any("damaged inside" in problem.message_en for problem in parsed.problems)


def test_streams_are_unpacked_to_their_end() -> None:
    packed = zlib.compress(b"x" * 5_000_000)

    def stream(content: bytes, keys: bytes = b"/Filter/FlateDecode") -> bytes:
        return b"1 0 obj\n<<" + keys + b"/Length 9>>\nstream\r\n" + content + b"\nendstream\nendobj\n"

    assert damaged_streams(stream(packed) + stream(b"stream of text", b"") + stream(packed)) == 0
    assert damaged_streams(stream(packed[:-9]) + stream(packed) + stream(packed[:50] + b"??" + packed[52:])) == 2
    assert damaged_streams(stream(b"\xff\xd8", b"/Filter/DCTDecode") + stream(b"abc", b"/Filter [ /ASCII85Decode /FlateDecode ]")) == 0
    assert damaged_streams(stream(b"abc") + b"trailer<</Encrypt 5 0 R>>") == 0

"""Zip archives read as folders: names, limits, passwords, archives in archives, and their place in a load."""

from __future__ import annotations

import contextlib
import io
import sqlite3
import stat
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db import folder
from db.connect import UnusableError
from db.folder import Found
from db.load import Options, load
from extract.model import Status
from extract.parsers import Unreadable, archive
from extract.parsers.archive_names import shown

PLAN = """ỦY BAN NHÂN DÂN
TỈNH HÀ TĨNH
Số: 12/KH-UBND
Hà Tĩnh, ngày 15 tháng 01 năm 2022
KẾ HOẠCH
Giảm nghèo năm 2022
I. MỤC TIÊU
Giảm tỷ lệ hộ nghèo xuống còn dưới 3,5% vào cuối năm 2022.
"""


def packed(files: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(name, data)
    return out.getvalue()


def found(directory: Path) -> dict[str, Found]:
    return {file.file: file for file in folder.walk(directory) if isinstance(file, Found)}


def test_members_are_files_of_the_folder(tmp_path: Path) -> None:
    inner = packed({"b.txt": PLAN, "c.zip": packed({"d.txt": PLAN})})
    (tmp_path / "nộp.zip").write_bytes(packed({"Hà Tĩnh/2022/a.txt": PLAN, "xã.zip": inner, "số liệu.xlsx": "x", "__MACOSX/._a.txt": "x"}))
    files = found(tmp_path)
    read = {name for name, file in files.items() if not file.refused}
    assert read == {"nộp.zip/Hà Tĩnh/2022/a.txt", "nộp.zip/xã.zip/b.txt"}
    assert {name for name, file in files.items() if file.skipped} == {
        "nộp.zip",
        "nộp.zip/xã.zip",
        "nộp.zip/số liệu.xlsx",
        "nộp.zip/__MACOSX/._a.txt",
    }
    assert files["nộp.zip/xã.zip/c.zip"].refused and not files["nộp.zip/xã.zip/c.zip"].skipped
    for name in read:
        with archive.opened(files[name].path) as copy:
            assert copy.read_text(encoding="utf-8") == PLAN
        assert not copy.exists()
        assert folder.sha256(files[name].path) == folder.sha256(next(files[other].path for other in read))


def test_what_an_archive_no_longer_holds_cannot_be_opened(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(packed({"a.txt": PLAN}))
    for name in ("a.zip/b.txt", "a.zip/a.txt/c", "b.zip/a.txt", "a.zip/../../etc/passwd"):
        with pytest.raises(OSError), archive.opened(tmp_path / name) as copy:
            copy.read_bytes()


@pytest.mark.parametrize(
    ("name", "flags", "expected"),
    [
        ("../../etc/passwd", 0x800, "etc/passwd"),
        ("/etc/passwd", 0x800, "etc/passwd"),
        ("C:\\Kế hoạch\\a.doc", 0x800, "Kế hoạch/a.doc"),
        ("a\u202e\x07.txt", 0x800, "a.txt"),
        ("..", 0x800, "_"),
        ("Kế hoạch.docx".encode().decode("cp437"), 0, "Kế hoạch.docx"),
        ("Kê\u0301 hoa\u0323ch.docx".encode("cp1258").decode("cp437"), 0, "Kế hoạch.docx"),
        ("r\u00e9sum\u00e9.docx", 0, "résumé.docx"),
        ("d" * 300 + ".docx", 0, "d" * 80 + "….docx"),
    ],
)
def test_names(name: str, flags: int, expected: str) -> None:
    entry = zipfile.ZipInfo("x")
    entry.filename, entry.flag_bits = name, flags
    assert shown(entry) == expected


def test_two_of_one_name_are_two_files(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(packed({"x/a.txt": "một", "../x/a.txt": "hai"}))
    assert [member.name for member in archive.members(tmp_path / "a.zip")] == ["x/a (2).txt", "x/a.txt"]
    with archive.opened(tmp_path / "a.zip" / "x" / "a (2).txt") as copy:
        assert copy.read_text(encoding="utf-8") == "hai"


def many(count: int) -> bytes:
    return packed({f"{number}.txt": "x" for number in range(count)})


@pytest.mark.parametrize(
    "data",
    [
        packed({"a.txt": bytes(300 * 2**20 // 100)}),  # swells more than two hundredfold
        many(archive.MAX_ENTRIES + 1),
        packed({"a.txt": PLAN})[:-30],
        b"PK\x05\x06" + b"\xff" * 18,
        b"PK\x03\x04 broken",
    ],
)
def test_bombs_and_damage_cost_the_archive_alone(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.zip").write_bytes(data)
    (tmp_path / "b.txt").write_text(PLAN, encoding="utf-8")
    with pytest.raises(Unreadable):
        archive.members(tmp_path / "a.zip")
    files = found(tmp_path)
    assert set(files) == {"a.zip", "b.txt"} and files["a.zip"].refused and not files["a.zip"].skipped


def test_a_bomb_within_costs_itself_alone(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(packed({"bom.zip": packed({"0": bytes(3 * 2**20)}), "a.txt": PLAN}))
    members = {member.name: member.refused for member in archive.members(tmp_path / "a.zip")}
    assert members["a.txt"] is None and members["bom.zip"] is not None and members["bom.zip"].status is Status.FAILED


def test_links_and_passwords_in_an_archive(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("l.txt")
    link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as made:
        made.writestr(link, "/etc/passwd")
        made.writestr("p.txt", PLAN)
    data = bytearray((tmp_path / "a.zip").read_bytes())
    at = data.rfind(b"PK\x01\x02")
    data[at + 8] |= 1  # the flag of a password
    (tmp_path / "a.zip").write_bytes(data)
    files = found(tmp_path)
    assert files["a.zip/l.txt"].skipped
    assert files["a.zip/p.txt"].locked and files["a.zip/p.txt"].refused


def test_plans_in_archives_are_loaded_once(tmp_path: Path) -> None:
    top = tmp_path / "plans"
    top.mkdir()
    (top / "a.zip").write_bytes(packed({"Hà Tĩnh/2022/a.txt": PLAN, "trang.html": "<html><p>Kế hoạch</p>", "hỏng.pdf": "%PDF-1.4"}))
    database = tmp_path / "plans.db"
    load(top, database, Options(workers=1))
    with sqlite3.connect(database) as connection:
        files = dict(connection.execute("select file, status from files"))
        plans = connection.execute("select file, number, folder_province, folder_year from plans order by file").fetchall()
    assert files == {
        "a.zip": "skipped",
        "a.zip/Hà Tĩnh/2022/a.txt": "ok",
        "a.zip/trang.html": "ok",
        "a.zip/hỏng.pdf": "failed",
    }
    assert plans[0] == ("a.zip/Hà Tĩnh/2022/a.txt", "12/KH-UBND", "Hà Tĩnh", 2022)
    again = load(top, database, Options(workers=1))
    assert (again.unchanged, again.read, again.gone) == (2, 0, 0)
    (top / "a.zip").unlink()
    (top / "b.txt").write_text("Kế hoạch", encoding="utf-8")
    assert load(top, database, Options(workers=1)).gone == 2


def test_a_folder_of_one_empty_archive_holds_no_plan(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(packed({}))
    with pytest.raises(UnusableError):
        load(tmp_path, tmp_path / "x.db")


@given(st.data())
@settings(max_examples=100, deadline=None)
def test_any_damage_to_an_archive_costs_itself_alone(data: st.DataObject) -> None:
    damaged = bytearray(packed({"x/a.txt": PLAN, "in.zip": packed({"b.txt": PLAN}), "c": "%PDF-1.4"}))
    for _ in range(data.draw(st.integers(1, 8))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    with tempfile.TemporaryDirectory() as name:
        Path(name, "a.zip").write_bytes(damaged)
        Path(name, "b.txt").write_text(PLAN, encoding="utf-8")
        files = found(Path(name))
        assert "a.zip" in files and files["b.txt"].refused is None
        for file in files.values():
            with contextlib.suppress(OSError):
                folder.sha256(file.path)

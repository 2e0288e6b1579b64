"""What a folder holds and what its names say."""

import os
from pathlib import Path

import pytest
from PIL import Image

from db import folder
from db.folder import Found, Unlisted
from extract.parsers.pictures import as_pdf
from extract.parsers.sniff import sniff

NAMES = ("Hà Tĩnh", "Quảng Bình", "Huế", "Thừa Thiên Huế", "Hà Nam")


def test_walk_meets_every_file_once_and_says_which_are_no_plans(tmp_path: Path) -> None:
    (tmp_path / "Hà Tĩnh" / "2021").mkdir(parents=True)
    (tmp_path / ".git").mkdir()
    for name in ("a.docx", "b.PDF", "README.md", "so-lieu.xlsx", "ghi chú.md", ".git/x.txt", "~$a.docx", "Hà Tĩnh/2021/c.txt"):
        (tmp_path / name).write_text("x")
    (tmp_path / "khong-duoi").write_bytes(b"%PDF-1.7")
    (tmp_path / "KH 12.2021").write_bytes(b"x,y")
    (tmp_path / "link.docx").symlink_to(tmp_path / "a.docx")
    os.mkfifo(tmp_path / "pipe.pdf")
    found = {file.file: file.skipped for file in folder.walk(tmp_path) if isinstance(file, Found)}
    read = {name for name, skipped in found.items() if not skipped}
    assert read == {"a.docx", "b.PDF", "ghi chú.md", "khong-duoi", "Hà Tĩnh/2021/c.txt"}
    assert set(found) - read == {"README.md", "so-lieu.xlsx", "~$a.docx", "KH 12.2021", "link.docx", "pipe.pdf"}


@pytest.mark.parametrize("form", ["WEBP", "JPEG2000", "AVIF", "TIFF", "GIF", "BMP"])
def test_a_picture_is_known_by_its_content_and_becomes_a_page(form: str, tmp_path: Path) -> None:
    path = tmp_path / "trang-1"
    with path.open("wb") as file:
        Image.new("RGB", (60, 84), "white").save(file, form)
    (found,) = folder.walk(tmp_path)
    assert isinstance(found, Found) and found.refused is None
    assert sniff(path) == "image" and as_pdf(path).startswith(b"%PDF-")


@pytest.mark.parametrize("brand", [b"heic", b"mif1", b"hevc"])
def test_a_picture_that_is_not_read_is_named_with_what_to_do(brand: bytes, tmp_path: Path) -> None:
    (tmp_path / "IMG_0042.HEIC").write_bytes(b"\x00\x00\x00\x18ftyp" + brand + bytes(100))
    (found,) = folder.walk(tmp_path)
    assert isinstance(found, Found) and found.refused and not found.skipped
    assert ".jpg" in found.refused.message and ".jpg" in found.refused.message_en


def test_a_file_too_large_is_refused_and_no_plan_for_all_that(tmp_path: Path) -> None:
    path = tmp_path / "big.pdf"
    with path.open("wb") as file:
        file.truncate(10 * 2**30)
    (found,) = folder.walk(tmp_path)
    assert isinstance(found, Found) and found.refused and not found.skipped


def test_names_that_are_not_utf_8_keep_their_bytes(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/k\xe9 ho\xe0ch.txt"
    Path(os.fsdecode(name)).write_bytes(b"x")
    (found,) = folder.walk(tmp_path)
    assert isinstance(found, Found)
    assert found.file == "k\\xe9 ho\\xe0ch.txt" and found.raw == name and found.path.read_bytes() == b"x"


@pytest.mark.skipif(os.name != "posix", reason="needs modes of files")
def test_a_folder_that_cannot_be_listed_costs_itself_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "closed").mkdir()
    (tmp_path / "a.txt").write_text("x")
    listing = os.scandir

    def scandir(path: Path) -> object:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied")
        return listing(path)

    monkeypatch.setattr(os, "scandir", scandir)
    file, closed = folder.walk(tmp_path)
    assert isinstance(file, Found) and isinstance(closed, Unlisted) and closed.file == "closed"


def test_hash_follows_no_link_and_waits_for_no_pipe(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"abc")
    assert folder.sha256(tmp_path / "a").startswith("ba7816bf")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    os.mkfifo(tmp_path / "c")
    for name in "bc":
        with pytest.raises(OSError):
            folder.sha256(tmp_path / name)


@pytest.mark.parametrize(
    ("file", "province", "year"),
    [
        ("Hà Tĩnh/2021/ke-hoach.pdf", "Hà Tĩnh", 2021),
        ("plans/ha_tinh-2021/x.pdf", "Hà Tĩnh", 2021),
        ("UBND tỉnh Quảng Bình/Năm 2022/Hà Tĩnh.pdf", "Quảng Bình", 2022),
        ("Thừa Thiên Huế/x.pdf", "Thừa Thiên Huế", None),
        ("Quảng Bình/giai đoạn 2021-2025/x.pdf", "Quảng Bình", None),
        ("2020/Hà Nam/2023/x.pdf", "Hà Nam", 2023),
        ("plans/x 2021.pdf", None, None),
    ],
)
def test_what_names_of_folders_say(file: str, province: str | None, year: int | None) -> None:
    assert (folder.province(file, NAMES), folder.year(file)) == (province, year)


def test_names_with_control_characters_are_shown_by_their_codes_and_no_two_alike(tmp_path: Path) -> None:
    for name in ("k\x1b[2Jh.txt", "a\u202efdp.txt", "b\nc.txt", "d\\n.txt", "d\n.txt"):
        (tmp_path / name).write_text("x")
    found = folder.distinct(file for file in folder.walk(tmp_path) if isinstance(file, Found))
    names = [file.file for file in found]
    assert sorted(names) == ["a\\u202efdp.txt", "b\\nc.txt", "d\\n.txt", "d\\n.txt (2)", "k\\x1b[2Jh.txt"]
    assert sum(file.raw is None for file in found) == 1 and all(file.path.read_text() == "x" for file in found)


@pytest.mark.skipif(not hasattr(os, "fwalk"), reason="needs handles of directories")
def test_a_file_whose_path_is_too_long_is_met_and_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    handles = [os.open(tmp_path, os.O_RDONLY)]
    for _ in range(25):
        os.mkdir("x" * 200, dir_fd=handles[-1])
        handles.append(os.open("x" * 200, os.O_RDONLY, dir_fd=handles[-1]))
    os.close(os.open("b.txt", os.O_WRONLY | os.O_CREAT, dir_fd=handles[-1]))
    for handle in handles:
        os.close(handle)
    first, deep = folder.walk(tmp_path)
    assert isinstance(first, Found) and not first.refused
    assert isinstance(deep, Found) and deep.refused and deep.file.endswith("/b.txt") and not deep.skipped

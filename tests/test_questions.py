"""The questions people come with, answered by clicking from the home page on real files: Word, typed PDF and a scan; and an axe-core run on
every page."""

from __future__ import annotations

import io
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import test_browser as browsing

from db.load import Options, load
from extract.parsers import ocr

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="the Python package axe-playwright-python is not installed")
pytestmark = pytest.mark.skipif(browsing.CHROMIUM is None or not ocr.ready(), reason="Chromium or Tesseract is not installed")
PLANS = Path(__file__).parents[1] / "corpus" / "plans"
HELD = ("Hòa Bình/2022/hoa-binh-2022.docx", "Hòa Bình/2023/hoa-binh-2023.pdf", "Hòa Bình/2024/hoa-binh-2024.scan.pdf",
        "Cần Thơ/2016/can-tho-2016.docx", "Tuyên Quang/2026/tuyen-quang-2026.pdf")  # fmt: skip
PAGES = ("/", "/trach-nhiem?topic=housing", "/trach-nhiem?topic=housing&xem=sectors", "/chi-tieu?indicator=poverty_rate", "/lich?year=2022",
         "/can-cu", "/doi-chieu", "/tim?q=nhà+ở", "/tep")  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("questions")
    for name in HELD:
        (folder / "plans" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(PLANS / name, folder / "plans" / name)
    load(folder / "plans", folder / "plans.db", Options(workers=2))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen([sys.executable, "-c", browsing.SERVE, str(folder / "plans.db"), str(port)], cwd=Path(__file__).parent)
    address = f"http://127.0.0.1:{port}"
    try:
        browsing.wait_for(address)
        yield address
    finally:
        server.terminate()
        server.wait(10)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with browsing.playwright.sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=str(browsing.CHROMIUM), args=browsing.FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def home(site: str, browser: Any) -> Iterator[Any]:
    page, complaints = browsing.opened(browser, site + "/")
    yield page
    assert complaints == []
    page.context.close()


def test_which_agency_leads_housing_support_in_each_province_in_a_year(home: Any) -> None:
    home.get_by_role("link", name="Ở từng tỉnh, cơ quan nào chủ trì hỗ trợ nhà ở?").click()
    home.locator("select[name=year]").select_option("2022")
    home.get_by_role("button", name="Xem").click()
    home.wait_for_load_state("networkidle")
    row = home.locator("table.matrix tbody tr", has_text="Sở Xây dựng")
    assert [cell.strip() for cell in home.locator("table.matrix thead th").all_inner_texts()] == ["Cơ quan", "Hòa Bình"]
    row.locator("td a").first.click()
    home.wait_for_load_state("networkidle")
    assert "Hòa Bình" in home.locator("#tasks").inner_text()
    assert "nhà ở" in home.locator("ol.rows blockquote").first.inner_text().lower()


def test_how_the_poverty_rate_target_moved_with_its_picture(home: Any) -> None:
    home.get_by_role("link", name="Chỉ tiêu tỷ lệ hộ nghèo thay đổi thế nào qua các năm?").click()
    home.wait_for_selector("figure.chart svg a", state="attached")
    rows = {line.split("\n")[0].split("\t")[0].strip(): line for line in home.locator("table.figures tbody tr").all_inner_texts()}
    assert {"Hòa Bình", "Cần Thơ"} <= set(rows)
    assert "12,9%" in rows["Hòa Bình"] and "1,12%" in rows["Cần Thơ"]
    with home.expect_download() as taken:
        home.get_by_role("button", name="SVG").first.click()
    drawn = Path(taken.value.path()).read_text(encoding="utf-8")
    assert "<svg" in drawn[:80] and "Tỷ lệ hộ nghèo" in drawn and "Dựa trên" in drawn


def test_from_a_number_to_the_boxed_sentence_on_its_scanned_page(home: Any) -> None:
    home.get_by_role("link", name="Chỉ tiêu tỷ lệ hộ nghèo thay đổi thế nào qua các năm?").click()
    home.locator("table.figures a", has_text="7,47%").first.click()
    home.wait_for_load_state("networkidle")
    image = home.locator("#evidence svg image").first
    answer = home.request.get(home.url.split("/ke-hoach/")[0] + image.get_attribute("href"))
    assert answer.ok and answer.headers["content-type"].startswith("image/")
    assert home.locator("#evidence svg rect").count() > 0
    assert "7,47" in home.locator("#evidence blockquote, #evidence mark").first.inner_text()


def test_the_same_folder_after_2025(home: Any) -> None:
    home.get_by_role("link", name="Ở từng tỉnh, cơ quan nào chủ trì hỗ trợ nhà ở?").click()
    home.locator("select[name=provinces]").select_option("today")
    home.get_by_role("button", name="Xem").click()
    home.wait_for_load_state("networkidle")
    assert "Phú Thọ" in home.locator("table.matrix thead th").all_inner_texts()
    assert "Hòa Bình" not in home.locator("table.matrix thead th").all_inner_texts()


def test_a_workbook_has_the_numbers_of_the_page(home: Any) -> None:
    home.get_by_role("link", name="Chỉ tiêu tỷ lệ hộ nghèo thay đổi thế nào qua các năm?").click()
    home.wait_for_load_state("networkidle")
    shown = set(home.locator("table.figures tbody a").all_inner_texts())
    with home.expect_download() as taken:
        home.get_by_role("link", name="Excel").click()
    sheet = openpyxl.load_workbook(io.BytesIO(Path(taken.value.path()).read_bytes())).worksheets[0]
    heads = [cell.value for cell in sheet[1]]
    printed = {str(row[heads.index("Con số như in")].value) for row in list(sheet.rows)[1:]}
    values = {row[heads.index("Giá trị")].value for row in list(sheet.rows)[1:]}
    assert shown and all(any(number in text for number in printed) for text in shown)
    assert {12.9, 7.47, 1.12} <= values


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_axe_finds_nothing_serious(site: str, browser: Any, lang: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, bypass_csp=True)
    page = context.new_page()
    found: list[str] = []
    plan = page.request.get(f"{site}/trach-nhiem.json?topic=housing").json()["responsible"][0]
    for path in (*PAGES, f"/ke-hoach/{plan['plan_id']}?dong={plan['id']}"):
        page.goto(f"{site}{path}{'&' if '?' in path else '?'}lang={lang}")
        page.wait_for_load_state("networkidle")
        for violation in axe.Axe().run(page).response["violations"]:
            if violation["impact"] in ("serious", "critical"):
                found.append(f"{path}: {violation['id']}: {violation['nodes'][0]['html'][:120]}")
    context.close()
    assert "\n".join(found) == ""

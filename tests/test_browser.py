"""The pages in a real browser: they open, say nothing on the console, scroll wide tables in their own box, and draw the chart.
Screenshots go to screenshots/ for a person to look at."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from web_fixture import build

playwright = pytest.importorskip("playwright.sync_api", reason="the Python package playwright is not installed")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SCREENSHOTS = Path(__file__).parents[1] / "screenshots"
PAGES = {
    "home": "/",
    "responsible": "/trach-nhiem?topic=housing",
    "targets": "/chi-tieu?indicator=poverty_rate",
    "plan": "/ke-hoach/p1",
    "search": "/tim?q=nha+o",
    "compare": "/doi-chieu?a=p1&b=p3",
    "deadlines": "/lich?year=2022",
    "bases": "/can-cu",
    "document": "/can-cu?van-ban=i1",
}
SERVE = "import sys, uvicorn, asyncio; from pathlib import Path; from web_fixture import served; d = served(Path(sys.argv[1]));" + (
    "asyncio.new_event_loop().run_until_complete(d.invoke_startup()); uvicorn.run(d.app(), port=int(sys.argv[2]), log_level='error')"
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    database = build(tmp_path_factory.mktemp("browser") / "kehoach.db")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen([sys.executable, "-c", SERVE, str(database), str(port)], cwd=Path(__file__).parent)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(address)
        yield address
    finally:
        server.terminate()
        server.wait(10)


def wait_for(address: str) -> None:
    for _ in range(150):
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except OSError:
            time.sleep(0.2)
    pytest.fail("the server did not start within 30 seconds")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield chromium
        chromium.close()


def opened(browser: Any, address: str, width: int = 1280, **options: Any) -> tuple[Any, list[str]]:
    """The page, and what it had to complain of."""
    page = browser.new_context(viewport={"width": width, "height": 900}, **options).new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("response", lambda answer: complaints.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None)
    page.goto(address)
    page.wait_for_load_state("networkidle")
    return page, complaints


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_page_opens_quietly_and_fits_the_screen(site: str, browser: Any, name: str, lang: str, width: int) -> None:
    path = PAGES[name]
    page, complaints = opened(browser, site + path + ("&" if "?" in path else "?") + f"lang={lang}", width)
    SCREENSHOTS.mkdir(exist_ok=True)
    page.screenshot(path=str(SCREENSHOTS / f"{name}-{lang}-{width}.png"), full_page=True)
    assert complaints == []
    assert page.locator("html").get_attribute("lang") == lang
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()


def test_a_mark_opens_its_row_and_the_row_leads_back(site: str, browser: Any) -> None:
    page, complaints = opened(browser, site + "/ke-hoach/p1#r-p1-n1")
    marked = page.locator(".m.now")
    playwright.expect(marked).to_have_text(["dưới 6,5%"])
    page.locator(".paper .m", has_text="90/QĐ-TTg").click()
    page.wait_for_url("**?dong=p1-l1#r-p1-l1")
    playwright.expect(page.locator("#evidence h3")).to_contain_text("90/QĐ-TTg")
    page.locator("#row-p1-t1 .from a").first.click()
    playwright.expect(marked.first).to_have_text(re.compile("^Sở Xây dựng"))
    assert "".join(marked.all_inner_texts()).startswith("Sở Xây dựng chủ trì, phối hợp")
    assert complaints == []
    page.context.close()


def test_chart_is_drawn_with_its_points_linked_to_the_text(site: str, browser: Any) -> None:
    page, _ = opened(browser, site + PAGES["targets"])
    page.wait_for_selector("figure.chart svg a", state="attached")
    links = page.locator("figure.chart svg a").evaluate_all("all => all.map(one => one.getAttribute('href') || one.href.baseVal)")
    assert "/ke-hoach/p3?dong=p3-n1#r-p3-n1" in links
    page.context.close()


def test_tables_say_the_same_without_javascript(site: str, browser: Any) -> None:
    page, _ = opened(browser, site + PAGES["targets"], java_script_enabled=False)
    assert page.locator("table.figures a").count() == 4
    assert not page.locator("figure.chart").is_visible()
    page.context.close()


def test_no_script_of_a_document_runs(site: str, browser: Any) -> None:
    for path in ("/ke-hoach/x1", "/trach-nhiem", "/chi-tieu?indicator=housing", "/tim?q=script"):
        page, complaints = opened(browser, site + path)
        assert complaints == []
        page.context.close()

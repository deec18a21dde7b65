"""A site in real Chromium, opened from the disk: the search, no barrier, no wider than a phone, and nothing fetched.

Pictures for looking at are left in the folder that `KAOPING_PICTURES` names.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from .browser import AXE, chromium, missing
from .sites import internal, public

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

PAGES = ("index.html", "problems.html", "rubric/2020.html", "rounds/2020Q4.html", "branches/ZB02.html")
WIDTHS = (1280, 390)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both sites, on the disk."""
    folder = tmp_path_factory.mktemp("sites")
    for name, files in (("internal", internal()), ("public", public())):
        for path, content in files.items():
            target = folder / name / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
    return folder


class Opened:
    """A page of the disk: all that it said, and all that it asked for beside the site."""

    def __init__(self, browser: Browser, path: Path, width: int = 1280, *, script: bool = True) -> None:
        size = {"width": width, "height": 900}
        context = browser.new_context(viewport=size, java_script_enabled=script, locale="zh-CN")  # type: ignore[arg-type]
        self.page: Page = context.new_page()
        self.said: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(path.as_uri())

    def check_quiet(self, *asked: Path) -> None:
        """It said nothing, and asked for nothing but these files."""
        assert (self.said, self.asked) == ([], [each.as_uri() for each in asked])


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_no_barrier_and_nothing_is_wider_than_the_screen(
    browser: Browser, folder: Path, name: str, width: int
) -> None:
    if not AXE.is_file():
        missing("没有 axe-core（make browser 会从 npm 取来）")
    path = folder / "internal" / name
    context = browser.new_context(viewport={"width": width, "height": 900}, bypass_csp=True)
    page = context.new_page()
    page.goto(path.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate(AXE.read_text("utf-8"))
    found: dict[str, Any] = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    assert [(each["id"], each["nodes"][0]["html"]) for each in found["violations"]] == []
    if pictures := os.environ.get("KAOPING_PICTURES"):
        target = Path(pictures, f"site-{name.replace('/', '-').removesuffix('.html')}-{width}.png")
        page.screenshot(path=target, full_page=True)


@pytest.mark.parametrize("name", PAGES)
def test_it_is_quiet(browser: Browser, folder: Path, name: str) -> None:
    path = folder / "internal" / name
    opened = Opened(browser, path)
    index = (path.with_name("search-index.js"),) if name == "index.html" else ()
    opened.check_quiet(path, *index)


def test_it_finds_what_is_searched_for_and_goes_there(browser: Browser, folder: Path) -> None:
    path = folder / "internal/index.html"
    opened = Opened(browser, path)
    page = opened.page
    page.fill("#find", "zb02")
    assert page.inner_text("#found") == "找到 1 处"
    page.fill("#find", "ＤＪ-01")
    titles = page.locator("#results a").all_inner_texts()
    assert any(each.startswith("DJ-01 ") for each in titles)
    page.fill("#find", "没有这样的话")
    assert page.inner_text("#found") == "找到 0 处"
    assert page.locator("#results li").count() == 0
    page.fill("#find", "燃料部")
    page.click("#results a >> nth=0")
    page.wait_for_url("**/branches/ZB02.html")
    assert "燃料部党支部" in page.inner_text("h1")
    assert opened.said == []


def test_a_script_that_is_not_the_index_does_not_run(browser: Browser, folder: Path, tmp_path: Path) -> None:
    for path, content in internal().items():
        if path in ("index.html", "search-index.js"):
            (tmp_path / path).write_bytes(content)
    page = tmp_path / "index.html"
    hostile = b"<script>document.title = 'ran'</script><script src=other.js></script></main>"
    page.write_bytes(page.read_bytes().replace(b"</main>", hostile))
    (tmp_path / "other.js").write_text("document.title = 'ran'")
    opened = Opened(browser, page)
    assert opened.page.title() != "ran"
    # the test can fail: the index itself did run
    opened.page.fill("#find", "zb02")
    assert opened.page.inner_text("#found") == "找到 1 处"
    assert len(opened.said) == 2


def test_without_script_everything_is_there(browser: Browser, folder: Path) -> None:
    opened = Opened(browser, folder / "internal/index.html", script=False)
    assert opened.page.is_visible("#unscripted")
    assert not opened.page.is_visible("#form")
    opened.page.click("#branches a >> nth=0")
    assert opened.page.locator("#history tbody tr").count() == 4


def test_a_reader_of_the_public_site_finds_no_reason(browser: Browser, folder: Path) -> None:
    opened = Opened(browser, folder / "public/branches/ZB02.html")
    assert opened.page.locator("#reasons, #open").count() == 0
    assert opened.page.locator("#history tbody tr").count() == 4
    opened.check_quiet(folder / "public/branches/ZB02.html")


@pytest.mark.parametrize("name", ["branches/ZB02.html", "rubric/2020.html", "index.html"])
def test_it_prints(browser: Browser, folder: Path, name: str) -> None:
    opened = Opened(browser, folder / "internal" / name)
    opened.page.emulate_media(media="print")
    assert opened.page.locator(".screen:visible").count() == 0
    smallest = opened.page.evaluate(
        """Math.min(...Array.from(document.querySelectorAll("main *"), (each) => each)
            .filter((each) => each.offsetParent && each.textContent.trim())
            .map((each) => parseFloat(getComputedStyle(each).fontSize)))"""
    )
    # 8 磅
    assert smallest >= 8 * 96 / 72 - 0.01
    if pictures := os.environ.get("KAOPING_PICTURES"):
        opened.page.pdf(path=Path(pictures, f"site-{name.replace('/', '-').removesuffix('.html')}.pdf"), format="A4")

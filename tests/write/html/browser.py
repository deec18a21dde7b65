"""Chromium with a page in it, watched: whatever it says, asks for or runs is written down."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import pytest
from playwright.sync_api import Browser, Page, Route, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
AXE = Path(os.environ.get("AXE", Path(__file__).parents[3] / ".venv/axe-core/package/axe.min.js"))
"""Put there by `make browser`."""

ADDRESS = "http://kaoping.test/ranking.html"
"""A page of the plant's site; nothing else is there."""


def missing(what: str) -> NoReturn:
    """Without its tools a test is left out; where everything must be tested, it fails."""
    if os.environ.get("CI"):
        pytest.fail(what)
    pytest.skip(what)


class Watched:
    """A page and what it did."""

    def __init__(self, page: Page, content: bytes) -> None:
        self.page = page
        self.said: list[str] = []
        self.asked: list[str] = []
        self._content = content
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("dialog", self._dialog)
        page.route("**/*", self._route)
        page.goto(ADDRESS)

    def _dialog(self, dialog: Any) -> None:
        self.said.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _route(self, route: Route) -> None:
        if route.request.url.partition("#")[0] == ADDRESS:
            route.fulfill(body=self._content, content_type="text/html; charset=utf-8")
        else:
            self.asked.append(route.request.url)
            route.abort()

    def check_quiet(self) -> None:
        """It said nothing, ran nothing and asked for nothing but itself."""
        assert (self.said, self.asked) == ([], [])


@contextmanager
def chromium() -> Iterator[Browser]:
    """Chromium as it is installed."""
    if CHROMIUM is None:
        missing("没有 Chromium（Debian：apt-get install chromium）")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM)
        yield browser
        browser.close()

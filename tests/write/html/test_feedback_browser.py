"""A feedback sheet in real Chromium: no barrier, bars as high as what they show, no wider than a phone."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from dangjian_kaoping.write.html.feedback import feedback_page
from small_plant import edition
from write.docx.sheets import sample, sheet

from .browser import AXE, Watched, chromium, missing

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


def shown(browser: Browser, content: bytes, width: int) -> Watched:
    context = browser.new_context(viewport={"width": width, "height": 900}, bypass_csp=True)
    return Watched(context.new_page(), content)


@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_no_barrier(browser: Browser, width: int) -> None:
    if not AXE.is_file():
        missing("没有 axe-core（make browser 会从 npm 取来）")
    watched = shown(browser, feedback_page(sheet(sample()[5]), edition()), width)
    watched.page.evaluate(AXE.read_text("utf-8"))
    found: dict[str, Any] = watched.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    assert [(each["id"], each["nodes"][0]["html"]) for each in found["violations"]] == []
    watched.check_quiet()


def test_the_bars_are_as_high_as_what_they_show(browser: Browser) -> None:
    told = sheet(sample()[5])
    chart = next(each.chart for each in told.sections if each.chart is not None)
    watched = shown(browser, feedback_page(told, edition()), 1280)
    drawn = "Array.from(document.querySelectorAll('rect:has(title)'), (each) => each.height.baseVal.value)"
    heights = watched.page.evaluate(drawn)
    values = [float(series.values[at] or 0) for at in range(len(chart.groups)) for series in chart.series]
    highest = max(range(len(values)), key=values.__getitem__)
    for height, value in zip(heights, values, strict=True):
        assert height == pytest.approx(heights[highest] * value / values[highest], abs=0.2)


def test_nothing_is_wider_than_a_phone(browser: Browser) -> None:
    watched = shown(browser, feedback_page(sheet(sample()[5]), edition()), 390)
    assert watched.page.evaluate("document.documentElement.scrollWidth") <= 390

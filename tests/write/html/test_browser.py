"""The page in real Chromium: sort, filter, without script, on a phone, on paper; no request, no error, no barrier.

Pictures for looking at are left in the folder that `KAOPING_PICTURES` names.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from dangjian_kaoping.periods import Quarter, Year
from dangjian_kaoping.session.session import Session
from dangjian_kaoping.write.html.ranking import ranking_page
from dangjian_kaoping.write.html.year import year_page
from dangjian_kaoping.write.layout import clean
from sample import SAMPLE
from small_plant import edition
from small_plant import plant_twice as plant

from .browser import AXE, Watched, chromium, missing
from .hostile import infested, texts
from .pages import page

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

DESK, PHONE = (1280, 900), (390, 844)
NAMES, REASONS = 200, 9_800


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


def shown(browser: Browser, content: bytes, size: tuple[int, int] = DESK, *, script: bool = True) -> Watched:
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, java_script_enabled=script, locale="zh-CN"
    )
    return Watched(context.new_page(), content)


@pytest.fixture(scope="module")
def sample() -> bytes:
    """The page of the sample plant."""
    session = Session(SAMPLE)
    return ranking_page(session.dossier("2021Q1"), session.edition(Quarter(2021, 1)))


@pytest.fixture(scope="module")
def year() -> bytes:
    """The page of a year of the sample plant."""
    session = Session(SAMPLE)
    return year_page(session.dossier(Year(2020)), session.edition(Year(2020), draft=False))


@pytest.fixture(scope="module")
def draft() -> bytes:
    return page(draft=True).encode()


def column(watched: Watched, head: str, table: str = "#standing table") -> list[str]:
    """The visible cells of a column."""
    found: list[str] = watched.page.evaluate(
        """([table, head]) => {
            const one = document.querySelector(table);
            const heads = Array.from(one.tHead.rows[0].cells);
            const index = heads.findIndex((each) => each.textContent.startsWith(head));
            return Array.from(one.tBodies[0].rows).filter((row) => !row.hidden)
                .map((row) => row.cells[index].textContent.trim());
        }""",
        [table, head],
    )
    return found


def sort_state(watched: Watched, head: str) -> str | None:
    return watched.page.locator("#standing th", has_text=head).first.get_attribute("aria-sort")


def press(watched: Watched, head: str) -> None:
    watched.page.locator("#standing thead button", has_text=head).first.click()


# ── script ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_it_sorts(browser: Browser, sample: bytes) -> None:
    watched = shown(browser, sample)
    assert column(watched, "名次")[:4] == ["1", "2", "3", "4"]
    press(watched, "自评得分")
    scores = [float(each) for each in column(watched, "自评得分")]
    assert scores == sorted(scores, reverse=True)
    assert sort_state(watched, "自评得分") == "descending"
    assert sort_state(watched, "名次") is None
    press(watched, "自评得分")
    assert [float(each) for each in column(watched, "自评得分")] == sorted(scores)
    assert sort_state(watched, "自评得分") == "ascending"
    press(watched, "升降")
    assert column(watched, "升降")[0].startswith("升")
    assert column(watched, "升降")[-1].startswith("降")
    press(watched, "名次")
    assert column(watched, "名次") == ["1", "2", "3", "4", "4", "6", "7", "8", "9", "10", "11", "12"]
    watched.check_quiet()


def test_what_has_no_figure_sorts_last(browser: Browser) -> None:
    from small_plant import UNINSPECTED
    from small_plant import held_twice as held

    watched = shown(browser, ranking_page(held(UNINSPECTED), edition(draft=True)))
    for _ in range(2):
        press(watched, "综合得分")
        assert column(watched, "综合得分")[-1] == "—"


def test_it_sorts_by_keyboard(browser: Browser, sample: bytes) -> None:
    watched = shown(browser, sample)
    watched.page.locator("#standing thead button", has_text="综合得分").focus()
    watched.page.keyboard.press("Enter")
    assert sort_state(watched, "综合得分") == "descending"
    watched.page.keyboard.press("Space")
    assert sort_state(watched, "综合得分") == "ascending"
    watched.check_quiet()


def test_it_filters(browser: Browser, sample: bytes) -> None:
    watched = shown(browser, sample)
    watched.page.fill("#find", "检修")
    names = ["热控检修党支部", "汽机检修党支部", "电气检修党支部", "锅炉检修党支部"]
    assert column(watched, "党支部") == names
    assert column(watched, "党支部", "#areas table") == names
    assert watched.page.locator("details.account:visible").count() == 4
    assert watched.page.inner_text("#found") == "列出 4 个，共 12 个党支部"
    watched.page.fill("#find", "")
    watched.page.select_option("#class", "生产")
    assert set(column(watched, "类别")) == {"生产"}
    watched.page.check("#marked")
    assert column(watched, "党支部") == ["化学部党支部", "脱硫除灰部党支部", "供热部党支部"]
    watched.page.uncheck("#marked")
    watched.page.select_option("#class", "")
    assert watched.page.inner_text("#found") == ""
    assert len(column(watched, "党支部")) == 12
    watched.check_quiet()


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without"])
def test_one_click_leads_to_the_reasons(browser: Browser, sample: bytes, script: bool) -> None:
    watched = shown(browser, sample, script=script)
    box = watched.page.locator("details.account", has_text="化学部党支部")
    reason = box.get_by_text("一季度志愿服务人均1.7小时")
    assert not reason.is_visible()
    watched.page.locator("#standing").get_by_role("link", name="化学部党支部").click()
    reason.wait_for(state="visible", timeout=5000)
    watched.check_quiet()


def test_all_accounts_unfold_at_once(browser: Browser, sample: bytes) -> None:
    watched = shown(browser, sample)
    watched.page.click("#unfold")
    assert watched.page.locator("details.account[open]").count() == 12
    watched.page.click("#unfold")
    assert watched.page.locator("details.account[open]").count() == 0


def test_it_works_without_script(browser: Browser, sample: bytes) -> None:
    watched = shown(browser, sample, script=False)
    assert watched.page.locator("#standing tbody tr").count() == 12
    assert not watched.page.locator("#tools").is_visible()
    assert not watched.page.locator("#unfold").is_visible()
    assert watched.page.locator("#standing thead button").count() == 0
    watched.page.locator("details.account summary").first.click()
    assert watched.page.get_by_text("2月机组深度调峰期间支委会未召开").first.is_visible()
    watched.check_quiet()


# ── on a phone, on paper ───────────────────────────────────────────────────────────────────────────────────────


def test_a_branch_is_named_on_a_phone(browser: Browser, sample: bytes, year: bytes) -> None:
    for content in (sample, year):
        watched = shown(browser, content, PHONE)
        assert watched.page.locator("#standing tbody th").first.is_visible()


@pytest.mark.parametrize("size", [DESK, PHONE, (320, 640)], ids=["desk", "phone", "small"])
def test_nothing_sticks_out(browser: Browser, sample: bytes, draft: bytes, year: bytes, size: tuple[int, int]) -> None:
    for content in (sample, draft, year, ranking_page(plant(), edition(), redact=True)):
        watched = shown(browser, content, size)
        watched.page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
        assert watched.page.evaluate("document.documentElement.scrollWidth") <= size[0]
        watched.check_quiet()


def test_long_names_break(browser: Browser) -> None:
    names = ["很长的名称" * 20, "x" * 200, *(f"支部{index}" for index in range(8))]
    watched = shown(browser, ranking_page(infested(names, texts(30)), edition()), PHONE)
    watched.page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    assert watched.page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]


def _printed(browser: Browser, content: bytes, path: Path, *, whole: bool = False) -> list[str]:
    """The text of each page on paper; the `whole`, if so it is chosen in the page."""
    pdftotext = shutil.which("pdftotext")
    if pdftotext is None:
        missing("没有 pdftotext（Debian：apt-get install poppler-utils）")
    watched = shown(browser, content, script=False)
    if whole:
        watched.page.get_by_label("打印全部内容").check()
    watched.page.pdf(path=path, prefer_css_page_size=True)
    watched.check_quiet()
    command = [str(pdftotext), "-layout", str(path), "-"]
    text: str = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return text.removesuffix("\f").split("\f")


def test_everything_is_printed_on_a4_where_it_is_asked_for(browser: Browser, sample: bytes, tmp_path: Path) -> None:
    pages = _printed(browser, sample, tmp_path / "a.pdf", whole=True)
    text = "\n".join(pages)
    # the accounts are closed on the screen, and there is no script to open them
    assert "2月机组深度调峰期间支委会未召开" in text
    assert "查找党支部" not in text
    for number, each in enumerate(pages, start=1):
        assert f"第 {number} 页，共 {len(pages)} 页" in each
    # a table that goes on has its heads on every page
    assert sum("得失分" in each for each in pages) > 12
    pdfinfo = subprocess.run(["pdfinfo", tmp_path / "a.pdf"], check=True, capture_output=True, text=True).stdout
    assert "A4" in pdfinfo


def test_a_summary_is_printed_where_nothing_is_opened(browser: Browser, sample: bytes, tmp_path: Path) -> None:
    pages = _printed(browser, sample, tmp_path / "a.pdf")
    text = re.sub(r"\s", "", "".join(pages))
    assert len(pages) <= 5
    assert "得失分" not in text
    assert "到检查时未报2021年精神文明创建计划" in text
    for title in ("综合排名", "等次分布", "各专业方面得分", "名次走势", "未销号的问题", "计分口径"):
        assert title in text


def test_what_is_opened_is_printed_with_the_summary(browser: Browser, sample: bytes, tmp_path: Path) -> None:
    watched = shown(browser, sample)
    watched.page.locator("details.account summary").first.click()
    watched.page.pdf(path=tmp_path / "a.pdf", prefer_css_page_size=True)
    command = ["pdftotext", "-layout", str(tmp_path / "a.pdf"), "-"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert len(text.removesuffix("\f").split("\f")) <= 8
    assert "2月机组深度调峰期间支委会未召开" in text
    # and nothing of the branches whose reasons are closed
    assert "一季度未立项，也没有开展党建与生产融合项目（" not in text


def test_a_table_that_goes_on_has_its_heads_on_each_page_also_with_script(browser: Browser, tmp_path: Path) -> None:
    content = ranking_page(infested([f"支部{index}" for index in range(100)], texts(100)), edition())
    shown(browser, content).page.pdf(path=tmp_path / "a.pdf", prefer_css_page_size=True)
    command = ["pdftotext", "-layout", str(tmp_path / "a.pdf"), "-"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    ranking = [each for each in text.split("\f") if "近 1 轮" in each or "综合得分" in each]
    assert len(ranking) >= 3
    # the mean stands at the end, not on every page
    assert sum("各支部平均" in each for each in text.split("\f")) == 2


PAPER = 703
"""So wide (像素) is what is printed on A4, without the margins."""
SMALLEST = """() => {
    document.querySelectorAll("details").forEach((each) => { each.open = true; });
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const text = walker.currentNode.textContent.trim(), parent = walker.currentNode.parentElement;
        if (!text || !parent.getClientRects().length || parent.closest("title, .watermark")) continue;
        const scale = parent.ownerSVGElement ? parent.getScreenCTM().a : 1;
        found.push([parseFloat(getComputedStyle(parent).fontSize) * scale * 0.75, text.slice(0, 20)]);
    }
    return found.sort((a, b) => a[0] - b[0])[0];
}"""
"""The smallest letters (磅), and what they say."""


def test_nothing_is_printed_under_8_points(browser: Browser, sample: bytes, year: bytes) -> None:
    long = [f"{'名称很长的单位' * 3}第{number}支部" for number in range(10, 16)]
    for content in (sample, year, page(redact=True).encode(), ranking_page(infested(long, texts(6)), edition())):
        watched = shown(browser, content, (PAPER, 900))
        watched.page.emulate_media(media="print")
        size, words = watched.page.evaluate(SMALLEST)
        assert size >= 8, words
        # what is wider than the paper is drawn smaller, with all that is on the page
        assert watched.page.evaluate("document.documentElement.scrollWidth") <= PAPER
        # a mark stands on one line
        heights = watched.page.locator("#standing .tag").evaluate_all("all => all.map(each => each.offsetHeight)")
        assert max(heights, default=0) < 20


def test_no_sheet_of_the_year_holds_a_few_lines_only(browser: Browser, year: bytes, tmp_path: Path) -> None:
    pages = _printed(browser, year, tmp_path / "a.pdf")
    assert min(len(re.findall(r"\S+", each)) for each in pages) > 60
    # digests are for who wants everything
    assert not any("输入摘要" in each for each in pages)
    assert any("输入摘要" in each for each in _printed(browser, year, tmp_path / "b.pdf", whole=True))
    # the head of a table does not stay behind
    for each in pages:
        assert not each.replace(" ", "").split("第")[0].rstrip().endswith("整改期限整改情况")


def test_the_heads_of_a_long_table_stay_on_the_screen(browser: Browser) -> None:
    names = [f"支部{index}" for index in range(60)]
    watched = shown(browser, ranking_page(infested(names, texts(60)), edition()))
    head = watched.page.locator("#standing thead th").first
    watched.page.locator("#standing tbody tr").nth(40).scroll_into_view_if_needed()
    box = head.bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 5
    region = watched.page.locator("#areas .scroll")
    region.evaluate("each => { each.scrollTop = 600; }")
    within, inner = region.bounding_box(), watched.page.locator("#areas thead th").first.bounding_box()
    assert within is not None
    assert inner is not None
    assert abs(within["y"] - inner["y"]) < 5


def _tinted(path: Path) -> list[float]:
    """How much of each page on paper is of a light red, as nothing but 暂定 across it is: orange has less blue."""
    subprocess.run(["pdftoppm", "-r", "24", path, path.with_suffix("")], check=True)
    shares = []
    for picture in sorted(path.parent.glob("*.ppm")):
        _, _, _, pixels = picture.read_bytes().split(b"\n", 3)
        reds, greens, blues = (pixels[first::3] for first in range(3))
        light = sum(
            red > 225 and 8 < red - green < 60 and blue > green - 6
            for red, green, blue in zip(reds, greens, blues, strict=True)
        )
        shares.append(light / len(reds))
    return shares


def test_a_draft_says_so_on_every_page(browser: Browser, draft: bytes, tmp_path: Path) -> None:
    pages = _printed(browser, draft, tmp_path / "a.pdf")
    assert len(pages) > 2
    assert all("暂定　不作为公示" in each.replace(" ", "　") for each in pages)
    shares = _tinted(tmp_path / "a.pdf")
    assert len(shares) == len(pages)
    assert min(shares) > 0.01, shares
    (tmp_path / "none").mkdir()
    _printed(browser, page().encode(), tmp_path / "none/b.pdf")
    assert max(_tinted(tmp_path / "none/b.pdf")[1:]) < 0.008


# ── nobody is kept out, nothing gets in ────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("how", ["whole", "public", "draft", "year"])
def test_axe_finds_no_barrier(
    browser: Browser, sample: bytes, draft: bytes, year: bytes, how: str, size: tuple[int, int]
) -> None:
    if not AXE.exists():
        missing("没有 axe-core（make browser 会从 npm 取来）")
    content = {"whole": sample, "draft": draft, "public": page(redact=True).encode(), "year": year}[how]
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, bypass_csp=True)
    watched = Watched(context.new_page(), content)
    watched.page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true; })")
    watched.page.evaluate(AXE.read_text(encoding="utf-8"))
    # all of its rules but those that are no more than an experiment
    found: dict[str, Any] = watched.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    assert len(found["passes"]) > 15
    assert [(each["id"], each["nodes"][0]["html"][:200]) for each in found["violations"]] == []


def test_ten_thousand_hostile_texts_do_nothing(browser: Browser) -> None:
    names, reasons = texts(NAMES, seed=1), texts(REASONS, seed=2, blanks=True)
    word = names[0]
    hostile = edition(unit=word, committee=word, notes=(word,))
    watched = shown(browser, ranking_page(infested(names, reasons), hostile))
    there = watched.page.evaluate(
        """() => ({
            names: Array.from(document.querySelectorAll("#standing tbody th"), (each) => each.textContent),
            reasons: Array.from(document.querySelectorAll("#reasons .reason"), (each) => each.firstChild.textContent),
            elements: document.querySelectorAll("*").length,
            scripts: document.scripts.length,
        })"""
    )
    assert sorted(there["names"]) == sorted(map(clean, names))
    assert sorted(there["reasons"]) == sorted(map(clean, reasons))
    assert there["scripts"] == 1
    harmless = infested([f"支部{index}" for index in range(NAMES)], [f"原因{index}" for index in range(REASONS)])
    tame = shown(browser, ranking_page(harmless, edition()))
    assert there["elements"] == tame.page.evaluate("document.querySelectorAll('*').length")
    watched.page.click("#unfold")
    watched.page.fill("#find", names[1])
    watched.page.mouse.move(300, 300)
    watched.check_quiet()


def test_the_policy_stops_what_would_get_in(browser: Browser) -> None:
    # were a text not escaped, the policy would still keep it from running and asking
    text = page().replace("<main", "<script>document.title = 'in'</script><img src=//x/y onerror=alert(1)><main")
    watched = shown(browser, text.encode())
    assert watched.page.title() != "in"
    assert watched.asked == []
    assert any("Content Security Policy" in each for each in watched.said)


# ── pictures ───────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_pictures(
    browser: Browser, sample: bytes, draft: bytes, year: bytes, size: tuple[int, int], tmp_path: Path
) -> None:
    folder = Path(os.environ.get("KAOPING_PICTURES", tmp_path))
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in (("whole", sample), ("draft", draft), ("year", year)):
        watched = shown(browser, content, size)
        picture = watched.page.screenshot(full_page=True, path=folder / f"{name}-{size[0]}.png")
        assert picture.startswith(b"\x89PNG")
        watched.check_quiet()

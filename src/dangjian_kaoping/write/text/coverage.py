"""覆盖 for a terminal."""

from collections.abc import Sequence

from dangjian_kaoping.proof.coverage.coverage import Coverage
from dangjian_kaoping.words.coverage import HEADINGS, LEGEND, cases_in_words, missing_in_words, rows_in_words
from dangjian_kaoping.write.layout import Page
from dangjian_kaoping.write.text.grid import Column, fitting


def coverage_text(several: Sequence[Coverage], width: int) -> str:
    """Version by version: a table of the areas, then what no case has tried, item by item."""
    page = Page(width)
    for coverage in several:
        page.blank()
        page.line(f"细则测试的覆盖：{coverage.rubric.version} 版（{cases_in_words(coverage)}）")
        page.blank()
        cells = zip(*rows_in_words(coverage), strict=True)
        columns = [
            Column(heading, list(column), figures=index > 0)
            for index, (heading, column) in enumerate(zip(HEADINGS, cells, strict=True))
        ]
        page.as_it_is(fitting(columns, page.width))
        page.blank()
        page.line(LEGEND)
        _missing(page, coverage)
    return page.text


def _missing(page: Page, coverage: Coverage) -> None:
    page.blank()
    page.line("还没有情形试过的：" if coverage.missing else "考点都有情形试过。")
    for item in missing_in_words(coverage):
        page.blank()
        page.line(item.heading)
        for each in item.marks:
            held = "，记录里有过" if each.held else ""
            page.line(f"{each.words}{held}（{each.place}）", 1)
    if coverage.missing:
        page.blank()
        page.line(f"缺的情形可以用 kaoping rubric cases {coverage.rubric.version} --missing 写出来。")

"""What stands above every table: the title, what it is about, and 暂定 where it is a draft."""

from collections.abc import Sequence

from dangjian_kaoping.engine.round import RoundResult
from dangjian_kaoping.excel.book import Page
from dangjian_kaoping.excel.cells import Cell, Text
from dangjian_kaoping.model.edition import Edition
from dangjian_kaoping.render.words import PROVISIONAL, why_provisional

Span = tuple[int, int]
"""First and last of some columns."""


def write_heading(page: Page, result: RoundResult, edition: Edition, name: str, spans: Sequence[Span] = ()) -> None:
    """The rows above a table, centred over all columns, or over the columns of each printed page."""
    where = list(spans) or [(0, len(page.widths) - 1)]
    title = f"{edition.unit}{result.quarter.chinese}党支部量化考评{name}"
    if edition.draft:
        title += f"（{PROVISIONAL}）"
    _over(page, where, Text(title, "title"), 30)
    rubric = result.rubric
    about = f"{rubric.title}（{rubric.version}版）　参加考评的党支部 {len(result.placings)} 个　单位：分"
    _over(page, where, Text(about, "subtitle"), 18)
    if edition.draft:
        _over(page, where, Text(f"{PROVISIONAL}：{why_provisional(result, '本表')}", "draft"), 22)


def _over(page: Page, spans: Sequence[Span], cell: Cell, least: float) -> None:
    page.spanning([(first, last, cell) for first, last in spans], least)

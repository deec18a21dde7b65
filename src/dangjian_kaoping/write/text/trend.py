"""走势: the composites of all rounds as a sparkline table."""

from collections.abc import Sequence

from dangjian_kaoping.engine.score.round import RoundResult, branches_of, placings_of
from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.exact import Exact
from dangjian_kaoping.words.figures import MISSING, published
from dangjian_kaoping.write.layout import Page
from dangjian_kaoping.write.text.grid import Column, fitting

_BARS = "▁▂▃▄▅▆▇█"
_PLAIN_BARS = "12345678"


def trend_text(results: Sequence[RoundResult], width: int = 100, *, plain: bool = False) -> str:
    """One line a branch, in the order of the newest round's ranking: the course over the rounds (lowest to highest of
    all), first, last, best and worst.
    """
    page = Page(width)
    if not results:
        page.line("还没有考评。")
        return page.text
    branches, series = branches_of(results), _series(results)
    drawn = bars([[None if step is None else step.value for step in steps] for steps in series.values()], plain=plain)
    page.line(f"{results[0].quarter} 至 {results[-1].quarter}，{len(results)} 轮综合得分")
    page.blank()
    columns = [
        Column("党支部", [branch.name for branch in branches.values()], figures=False),
        Column("走势", drawn, figures=False),
        Column("首轮", [_figure(steps, 0) for steps in series.values()]),
        Column("末轮", [_figure(steps, -1) for steps in series.values()]),
        Column("最高", [_extreme(steps, highest=True) for steps in series.values()]),
        Column("最低", [_extreme(steps, highest=False) for steps in series.values()]),
        Column("各轮名次", [_ranks(results, branch_id) for branch_id in series], figures=False),
    ]
    page.as_it_is(fitting(columns, page.width))
    return page.text


def _series(results: Sequence[RoundResult]) -> dict[str, list[Step | None]]:
    """By the branch's id its composites; None where it did not take part or has none."""
    return {
        branch_id: [None if each is None else each.score.composite for each in placings_of(results, branch_id)]
        for branch_id in branches_of(results)
    }


def bars(series: Sequence[Sequence[Exact | None]], *, plain: bool) -> list[str]:
    """A sparkline for each series, from the lowest to the highest value of all; a space where there is none."""
    known = [value for values in series for value in values if value is not None]
    low, high = (min(known), max(known)) if known else (0, 0)
    heights = _PLAIN_BARS if plain else _BARS
    return ["".join(_bar(value, low, high, heights) for value in values) for values in series]


def _bar(value: Exact | None, low: Exact | int, high: Exact | int, heights: str) -> str:
    if value is None:
        return " "
    if high == low:
        return heights[-1]
    # a picture, not a figure: which of eight heights is nearest
    share = (float(value) - float(low)) / (float(high) - float(low))
    return heights[min(int(share * len(heights)), len(heights) - 1)]


def _figure(steps: Sequence[Step | None], index: int) -> str:
    known = [step for step in steps if step is not None]
    return published(known[index]) if known else MISSING


def _extreme(steps: Sequence[Step | None], *, highest: bool) -> str:
    known = [step for step in steps if step is not None]
    if not known:
        return MISSING
    return published(max(known, key=lambda step: step.value) if highest else min(known, key=lambda step: step.value))


def _ranks(results: Sequence[RoundResult], branch_id: str) -> str:
    ranks = [None if each is None else each.rank for each in placings_of(results, branch_id)]
    return " ".join("-" if rank is None else str(rank) for rank in ranks)

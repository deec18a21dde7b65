"""年度排名 as a sheet: ranks and means reckoned in it, bar charts."""

from collections.abc import Sequence

from dangjian_kaoping.engine.score.year import YearPlacing, YearResult
from dangjian_kaoping.views.year import NAME, SCORE, year_ranking
from dangjian_kaoping.write.xlsx.book import Book
from dangjian_kaoping.write.xlsx.cells import Figure, Text, leading
from dangjian_kaoping.write.xlsx.chart import bars
from dangjian_kaoping.write.xlsx.heading import write_heading
from dangjian_kaoping.write.xlsx.layout import display_width
from dangjian_kaoping.write.xlsx.paper import Paper
from dangjian_kaoping.write.xlsx.rank_formula import MOST_IN_A_DENSE_RANKING, Standings, rank_formula
from dangjian_kaoping.write.xlsx.signing import sign
from dangjian_kaoping.write.xlsx.table import cell_of, widths_of, write_heads
from dangjian_kaoping.write.xlsx.whereabouts import Address, Whereabouts


class YearRankingSheet:
    """The sheet, a row a branch; the rounds' composites are those of 各轮得分. It says which were `renamed`."""

    def __init__(self, book: Book, result: YearResult, renamed: str = "") -> None:
        self._result = result
        self._renamed = renamed
        table = year_ranking(result)
        self._columns = table.on("sheet")
        self._places = {column.key: index for index, column in enumerate(self._columns)}
        self._page = book.page(NAME, widths_of(self._columns, table.rows), Paper(fixed=2))
        write_heading(self._page, NAME)
        write_heads(self._page, table, self._columns, 30, 2)
        first = self._page.first_row
        last = first + len(result.placings) - 1
        self.rows = {
            placing.branch.id: self._page.address(first + index, self._places["branch"])
            for index, placing in enumerate(result.placings)
        }
        self._standings = (
            Standings(first, last, self._places["score"], (), result.measure.ranking)
            if _is_reckonable(result)
            else None
        )

    def write(self, placing: YearPlacing, where: Whereabouts, losses: Address | None = None) -> None:
        """The row of a branch, whose losses stand there; its rank is reckoned where the means alone decide."""
        cells = [cell_of(column, placing) for column in self._columns]
        rank = leading(cells[self._places["rank"]], losses)
        if isinstance(rank, Figure) and self._standings is not None:
            rank = rank._replace(formula=rank_formula(self._standings, self._page.next_row))
        cells[self._places["rank"]] = rank
        self._page.row(cells, 22, where=where)

    def finish(self) -> None:
        """What stands below the rows, the charts."""
        page = self._page
        page.filter_rows()
        rows = range(page.first_row, page.next_row)
        if self._renamed:
            page.across(Text(self._renamed, "plain"))
        sign(page)
        page.may_end()
        page.gap()
        page.across(Text(_note(self._result), "plain"))
        if any(placing.score is not None for placing in self._result.placings):
            longest = max(display_width(placing.branch.name) for placing in self._result.placings)
            bars(page, SCORE, rows, self._places["branch"], self._places["score"], longest)


def _is_reckonable(result: YearResult) -> bool:
    """Whether the figures alone decide: every one is ranked, and nobody is put last."""
    unranked = any(placing.score is not None and placing.rank is None for placing in result.placings)
    if result.measure.ranking == "dense" and len(result.placings) > MOST_IN_A_DENSE_RANKING:
        return False
    return not unranked and not any(_put_last(placing) for placing in result.placings)


def _put_last(placing: YearPlacing) -> bool:
    return any(exclusion.kind == "last_place" for exclusion in placing.exclusions)


def _note(result: YearResult) -> str:
    quarters: Sequence[str] = [quarter.chinese for quarter in result.quarters]
    named = "、".join(quarters)
    made = f"年度得分是{named}综合得分（公布的）的平均数，只除以有综合得分的轮数，修约一次"
    if result.measure.year.combine == "sum":
        made = f"年度得分是{named}综合得分（公布的）之和，没有参加其中一轮的列出而不排名"
    return f"{made}；不足 {result.measure.year.min_quarters} 轮的参加排名，不参加评先选优。"

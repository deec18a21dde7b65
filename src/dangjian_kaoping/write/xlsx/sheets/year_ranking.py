"""年度排名: ranks, the mean of the rounds, the rounds' composites, who is eligible for 评先选优."""

from collections.abc import Sequence
from decimal import Decimal

from dangjian_kaoping.engine import names
from dangjian_kaoping.engine.score.year import YearPlacing, YearResult
from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.words.eligibility import grading_in_words
from dangjian_kaoping.words.figures import NONE
from dangjian_kaoping.words.year import eligibility_in_words
from dangjian_kaoping.write.xlsx.book import Book
from dangjian_kaoping.write.xlsx.cells import Cell, Figure, Text
from dangjian_kaoping.write.xlsx.chart import bars
from dangjian_kaoping.write.xlsx.heading import write_heading
from dangjian_kaoping.write.xlsx.layout import column_width
from dangjian_kaoping.write.xlsx.rank_formula import Standings, rank_formula
from dangjian_kaoping.write.xlsx.whereabouts import Whereabouts

NAME = "年度排名"
_RANK, _BRANCH, _MEAN = "名次", "党支部", "年度得分"


class YearRankingSheet:
    """The sheet, a row a branch; the rounds' composites are those of 各轮得分."""

    def __init__(self, book: Book, result: YearResult) -> None:
        self._result = result
        self._grades = bool(result.measure.grades)
        quarters = [str(quarter) for quarter in result.quarters]
        names = [placing.branch.name for placing in result.placings]
        self._heads = [
            *(_RANK, _BRANCH, "支部类别", _MEAN),
            *(("等次",) if self._grades else ()),
            *quarters,
            *("合计", "参加轮数", "评先选优"),
        ]
        widths = {_RANK: 6.0, _BRANCH: column_width(names, 16, 24), "评先选优": 46.0}
        self._page = page = book.page(NAME, [widths.get(head, 10.0) for head in self._heads])
        write_heading(page, NAME)
        head = page.row([Text(each, "head") for each in self._heads], 30, buttons=True)
        page.heads(head, head, 2)
        self._first_quarter = self._heads.index(quarters[0])
        first = page.first_row
        last = first + len(result.placings) - 1
        self._standings = Standings(first, last, self._heads.index(_MEAN), {}) if _is_reckonable(result) else None

    def write(self, placing: YearPlacing, where: Whereabouts) -> None:
        """The row of a branch."""
        rank: Cell = Text(NONE, "center")
        if placing.rank is not None:
            formula = "" if self._standings is None else rank_formula(self._standings, self._page.next_row, ())
            rank = Figure(Decimal(placing.rank), "strong", formula=formula)
        composites = {figure.quarter: figure.composite for figure in placing.quarters}
        whole, count = _reckoning(placing.mean)
        cells: list[Cell] = [
            rank,
            Text(placing.branch.name, "center"),
            Text(placing.branch.branch_class, "center"),
            self._figure(placing.mean, "strong"),
        ]
        if self._grades:
            cells.append(Text(NONE if placing.grading is None else grading_in_words(placing.grading), "center"))
        cells += [
            self._figure(composites[quarter]) if quarter in composites else Text("", "center")
            for quarter in self._result.quarters
        ]
        cells += [self._figure(whole), Text("", "center") if count is None else Figure(count)]
        cells.append(Text(eligibility_in_words(placing, self._result.measure), "small"))
        self._page.row(cells, 22, where=where)

    def _figure(self, step: Step | None, look: str = "figure") -> Cell:
        if step is None:
            return Text(NONE, "center")
        return Figure(step, "strong" if look == "strong" else "figure", self._result.measure.rounding.places, live=True)

    def finish(self) -> None:
        """The heat of the rounds, what stands below the rows, the chart."""
        page = self._page
        page.filter_rows()
        first, last = page.first_row, page.next_row - 1
        for column in range(self._first_quarter, self._first_quarter + len(self._result.quarters)):
            page.heat(column, first, last)
        page.gap()
        page.across(Text(_note(self._result), "plain"))
        bars(page, _MEAN, first, last, self._heads.index(_BRANCH), self._heads.index(_MEAN))


def _reckoning(mean: Step | None) -> tuple[Step | None, Step | None]:
    """The sum of the composites and their number, of which the mean is made; also where a veto made it 0."""
    if mean is None:
        return None, None
    quotient = mean.exact.replaced or mean.exact
    return quotient.part(names.YEAR_SUM), quotient.part(names.YEAR_QUARTERS)


def _is_reckonable(result: YearResult) -> bool:
    """Whether the means alone decide: every mean is ranked, and nobody is put last."""
    unranked = any(placing.mean is not None and placing.rank is None for placing in result.placings)
    return not unranked and not any(_put_last(placing) for placing in result.placings)


def _put_last(placing: YearPlacing) -> bool:
    return any(exclusion.kind == "last_place" for exclusion in placing.exclusions)


def _note(result: YearResult) -> str:
    quarters: Sequence[str] = [quarter.chinese for quarter in result.quarters]
    return (
        f"年度得分是{'、'.join(quarters)}综合得分（公布的）的平均数，只除以有综合得分的轮数，修约一次；"
        f"不足 {result.measure.year.min_quarters} 轮的参加排名，不参加评先选优。"
    )

"""综合排名 as a sheet: ranks and movement reckoned in it, the heat of the areas, what the marks mean, a bar chart."""

from dangjian_kaoping.engine.dossier import Dossier
from dangjian_kaoping.engine.score.round import Placing, RoundResult
from dangjian_kaoping.views.ranking import COMPOSITE, NAME, breaker_key, ranking
from dangjian_kaoping.words.names import FLAG
from dangjian_kaoping.words.rubric.full_marks import exceptions_in_words
from dangjian_kaoping.words.rubric.measure import UNDONE, VETOED, measure_in_words
from dangjian_kaoping.write.xlsx.book import Book
from dangjian_kaoping.write.xlsx.cells import Cell, Figure, Text
from dangjian_kaoping.write.xlsx.chart import bars
from dangjian_kaoping.write.xlsx.heading import write_heading
from dangjian_kaoping.write.xlsx.looks import Look
from dangjian_kaoping.write.xlsx.rank_formula import BreakerColumn, Standings, is_reckonable, rank_formula
from dangjian_kaoping.write.xlsx.table import cell_of, widths_of, write_heads
from dangjian_kaoping.write.xlsx.whereabouts import Whereabouts


class RankingSheet:
    """The sheet, a row a branch."""

    def __init__(self, book: Book, dossier: Dossier) -> None:
        self._result = dossier.result
        previous = () if dossier.previous is None else dossier.previous.placings
        self._before = {placing.score.branch.id: placing.rank for placing in previous}
        self._table = table = ranking(dossier.result, dossier)
        self._columns = columns = table.on("sheet")
        self._places = {column.key: index for index, column in enumerate(columns)}
        self._page = page = book.page(NAME, widths_of(columns, table.rows))
        write_heading(page, NAME)
        write_heads(page, table, columns, 44, 3)
        self._standings = self._columns_that_decide() if is_reckonable(dossier.result) else None

    def _columns_that_decide(self) -> Standings:
        first = self._page.first_row
        measure = self._result.rubric.measure
        breakers = [
            BreakerColumn(self._places[each if isinstance(each, str) else breaker_key(index)], each == "penalty")
            for index, each in enumerate(measure.tie_breakers)
        ]
        last = first + len(self._table.rows) - 1
        return Standings(first, last, self._places["composite"], breakers, measure.ranking)

    def write(self, placing: Placing, where: Whereabouts) -> None:
        """The row of a branch; its rank and movement are reckoned where the figures alone decide."""
        cells = [cell_of(column, placing) for column in self._columns]
        row = self._page.next_row
        if self._standings is not None:
            rank, movement = self._places["rank"], self._places.get("movement")
            formula = rank_formula(self._standings, row)
            cells[rank] = _reckoned(cells[rank], formula)
            if movement is not None:
                before = self._before.get(placing.score.branch.id)
                cells[movement] = _reckoned(cells[movement], f"{before} - {self._page.address(row, rank).cell}")
        self._page.row(cells, 22, where=where)

    def finish(self) -> None:
        """The heat of the areas, what stands below the rows, the chart."""
        page = self._page
        page.filter_rows()
        first, last = page.first_row, page.next_row - 1
        for index, column in enumerate(self._columns):
            if column.part == self._table.apart:
                page.heat(index, first, last)
        self._write_legend()
        bars(page, COMPOSITE, first, last, self._places["branch"], self._places["composite"])

    def _write_legend(self) -> None:
        page, result = self._page, self._result
        page.gap()
        last = len(page.widths) - 1
        names = self._places["branch"]
        for look, name, words in _legend(result):
            page.spanning([(0, names, Text(name, look)), (names + 1, last, Text(words, "plain"))], 20)
        page.across(Text(measure_in_words(result.rubric.measure).composition, "plain"))
        for note in exceptions_in_words(result):
            page.across(Text(note, "plain"))


def _reckoned(cell: Cell, formula: str) -> Cell:
    """A number with the formula that gives it; words as they are."""
    return cell._replace(formula=formula) if isinstance(cell, Figure) else cell


def _legend(result: RoundResult) -> list[tuple[Look, str, str]]:
    lines: list[tuple[Look, str, str]] = [
        ("bottom_three", FLAG["bottom_three"], f"{measure_in_words(result.rubric.measure).last.words}。"),
        (
            "task_not_done",
            FLAG["task_not_done"],
            f"{UNDONE}。",
        ),
    ]
    if any(placing.score.vetoes for placing in result.placings):
        lines.append(("veto", FLAG["veto"], f"{VETOED}，后果见标记。"))
    if not result.complete:
        lines.append(("unscored", "未完成", "缺少检查或记录，不计综合得分，不排名。"))
    return lines

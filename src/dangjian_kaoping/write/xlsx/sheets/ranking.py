"""综合排名 as a sheet: ranks and movement reckoned in it, the heat of the areas, what the marks mean, bar charts."""

from collections.abc import Iterator

from dangjian_kaoping.engine.dossier import Dossier
from dangjian_kaoping.engine.follow.reach import reached_by
from dangjian_kaoping.engine.score.among import Spread, spread
from dangjian_kaoping.engine.score.round import Placing, RoundResult
from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.views.ranking import (
    CHANGE,
    CLASS_RANK,
    COMPOSITE,
    MOVEMENT,
    NAME,
    RANK_BEFORE,
    breaker_key,
    ranking,
)
from dangjian_kaoping.views.table import Column
from dangjian_kaoping.words.names import FLAG
from dangjian_kaoping.words.rubric.full_marks import exceptions_in_words
from dangjian_kaoping.words.rubric.measure import UNDONE, VETOED, measure_in_words
from dangjian_kaoping.write.palette import HEAT, heat
from dangjian_kaoping.write.xlsx.book import Book
from dangjian_kaoping.write.xlsx.cells import Cell, Figure, Text, leading
from dangjian_kaoping.write.xlsx.chart import bars
from dangjian_kaoping.write.xlsx.heading import write_heading
from dangjian_kaoping.write.xlsx.layout import display_width
from dangjian_kaoping.write.xlsx.looks import HEATED, Look
from dangjian_kaoping.write.xlsx.paper import Paper, ends_of_parts
from dangjian_kaoping.write.xlsx.rank_formula import (
    BreakerColumn,
    Standings,
    class_rank_formula,
    is_reckonable,
    rank_formula,
)
from dangjian_kaoping.write.xlsx.signing import sign
from dangjian_kaoping.write.xlsx.table import cell_of, cell_with, widths_of, write_heads
from dangjian_kaoping.write.xlsx.whereabouts import Address, Whereabouts

_FIXED = 2
_LETTERS, _LEAST = 10.0, 9.0
"""In the sheet, and on paper."""
_SPREAD = (("平均", "AVERAGE"), ("最高", "MAX"), ("最低", "MIN"))
"""What stands below the rows, in the order of `Spread`, and how it is reckoned."""
_SHARE = "得分率"


class RankingSheet:
    """The sheet, a row a branch. Rank and name of the last are set off; ranks lead to what the branch lost."""

    def __init__(self, book: Book, dossier: Dossier) -> None:
        self._result = dossier.result
        self._before = dossier.placed_before
        self._reached = reached_by(dossier.result)
        self._table = table = ranking(dossier.result, dossier)
        self._columns = columns = table.on("sheet")
        self._places = {column.key: index for index, column in enumerate(columns)}
        ends = ends_of_parts([each.part for each in columns], table.apart)
        paper = Paper(least=_LEAST, letters=_LETTERS, fixed=_FIXED, ends=ends)
        self._page = page = book.page(NAME, widths_of(columns, table.rows), paper)
        write_heading(page, NAME)
        write_heads(page, table, columns, 36, _FIXED)
        self._standings = self._columns_that_decide() if is_reckonable(dossier.result) else None
        self.rows = {
            placing.score.branch.id: page.address(page.first_row + index, self._places["branch"])
            for index, placing in enumerate(table.rows)
        }

    def _columns_that_decide(self) -> Standings:
        first = self._page.first_row
        measure = self._result.rubric.measure
        breakers = [
            BreakerColumn(self._places[each if isinstance(each, str) else breaker_key(index)], each == "penalty")
            for index, each in enumerate(measure.tie_breakers)
        ]
        last = first + len(self._table.rows) - 1
        return Standings(first, last, self._places["composite"], breakers, measure.ranking)

    def write(self, placing: Placing, where: Whereabouts, losses: Address | None = None) -> None:
        """The row of a branch, whose losses stand there; what follows from other cells is reckoned."""
        cells = [_large(cell_of(column, placing)) for column in self._columns]
        for each in self._reached.get(placing.score.branch.id, ()):
            index = self._places[f"areas.{each.area.id}"]
            cells[index] = cells[index]._replace(look=HEATED[heat(each.share)])
        rank, name = self._places["rank"], self._places["branch"]
        cells[rank] = leading(cells[rank], losses)
        if "bottom_three" in placing.flags:
            for index in (rank, name):
                cells[index] = cells[index]._replace(look="bottom_three")
        for key, formula in self._formulas(placing):
            index = self._places[key]
            cells[index] = _reckoned(cells[index], formula)
        self._page.row(cells, 17, where=where)

    def _formulas(self, placing: Placing) -> Iterator[tuple[str, str]]:
        """What is reckoned from other cells of the sheet, by the column's key."""
        row = self._page.next_row
        cell = {key: self._page.address(row, index).cell for key, index in self._places.items()}
        if self._standings is not None:
            # where the figures alone decide
            yield "rank", rank_formula(self._standings, row)
        if CLASS_RANK in cell and self._result.rubric.measure.ranking == "standard":
            first, last = self._page.first_row, self._page.first_row + len(self._table.rows) - 1
            ranks = Standings(first, last, self._places["rank"])
            yield CLASS_RANK, class_rank_formula(ranks, self._places["class"], row)
        if MOVEMENT in cell:
            yield MOVEMENT, f"{cell[RANK_BEFORE]} - {cell['rank']}"
            before = self._before.get(placing.score.branch.id)
            if before is not None and before.score.composite is not None:
                yield CHANGE, f"{cell['composite']} - {before.score.composite.value}"

    def finish(self) -> None:
        """What stands below the rows: mean, highest and lowest, what is meant, the charts."""
        page = self._page
        page.filter_rows()
        rows = range(page.first_row, page.next_row)
        found = [self._spread(column) for column in self._columns]
        page.gap(4)
        for place, (name, function) in enumerate(_SPREAD):
            cells: list[Cell] = []
            for index, (column, each) in enumerate(zip(self._columns, found, strict=True)):
                if each is None:
                    cells.append(Text(name if column.key == "branch" else "", "mean_text"))
                    continue
                first, last = (page.address(row, index) for row in (rows[0], rows[-1]))
                cell = cell_with(column._replace(places=(column.places[0],) * 2), each[place])
                cells.append(_reckoned(cell._replace(look="mean"), f"{function}({first.to(last, page.name)})"))
            page.row(cells, 15)
        page.gap(4)
        self._write_heat()
        sign(page)
        page.may_end()
        self._write_legend()
        if found[self._places["composite"]] is not None:
            longest = max(display_width(placing.score.branch.name) for placing in self._table.rows)
            bars(page, COMPOSITE, rows, self._places["branch"], self._places["composite"], longest)

    def _spread(self, column: Column[Placing]) -> Spread | None:
        """Of a column of points; None of any other."""
        if column.kind != "points" or column.part not in ("composite", "tables", "makeup", self._table.apart):
            return None
        values = (column.value(each) for each in self._table.rows)
        return spread(each for each in values if isinstance(each, Step))

    def _write_heat(self) -> None:
        """What the colours mean, beneath the areas: further below it could come to stand on a page of its own."""
        page = self._page
        first, last = page.spans[-1]
        heat: list[tuple[str, Look]] = [
            (_SHARE, "plain"),
            *((step.words, look) for step, look in zip(HEAT, HEATED, strict=True)),
        ]
        begin = max(first, last + 1 - len(heat))
        steps = enumerate(heat, begin)
        page.spanning([(at, at, Text(words, look)) for at, (words, look) in steps if at <= last], 16)

    def _write_legend(self) -> None:
        page, result = self._page, self._result
        page.gap()
        first, last = page.spans[0]
        for look, name, words in _legend(result):
            page.spanning([(first, first + 1, Text(name, look)), (first + 2, last, Text(words, "plain"))], 18)
        page.across(Text(measure_in_words(result.rubric.measure).composition, "plain"))
        for note in exceptions_in_words(result):
            page.across(Text(note, "plain"))


def _large(cell: Cell) -> Cell:
    return cell._replace(look="center") if cell.look == "minor" else cell


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

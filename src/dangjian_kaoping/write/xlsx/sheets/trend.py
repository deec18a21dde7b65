"""趋势: the composites of all rounds up to this one, a row a branch, and lines over the rounds."""

from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.views.table import Table
from dangjian_kaoping.views.trend import NAME, BranchCourse
from dangjian_kaoping.write.xlsx.book import Book
from dangjian_kaoping.write.xlsx.cells import Cell, Figure, Text
from dangjian_kaoping.write.xlsx.chart import LINES, lines
from dangjian_kaoping.write.xlsx.heading import write_heading
from dangjian_kaoping.write.xlsx.layout import display_width
from dangjian_kaoping.write.xlsx.paper import Paper
from dangjian_kaoping.write.xlsx.table import cell_of, widths_of, write_heads
from dangjian_kaoping.write.xlsx.whereabouts import Whereabouts

_MOST_CHARTS = 5


class TrendSheet:
    """The sheet. Branches stand in the order of the ranking."""

    def __init__(self, book: Book, table: Table[BranchCourse]) -> None:
        self._columns = table.on("sheet")
        self._page = page = book.page(NAME, widths_of(self._columns, table.rows), Paper(letters=10, fixed=2))
        write_heading(page, f"{NAME}（各轮综合得分）")
        self._head = page.next_row
        self._longest = max((display_width(row.branch.name) for row in table.rows), default=0.0)
        write_heads(page, table, self._columns, 24, 2)

    def write(self, course: BranchCourse, where: Whereabouts) -> None:
        """The row of a branch; composites that stand on another sheet refer to it."""
        self._page.row([_referring(cell_of(column, course), where) for column in self._columns], 15, where=where)

    def finish(self) -> None:
        """The lines, so many in a chart; of very many branches only the first."""
        page = self._page
        page.filter_rows()
        names = [column.key for column in self._columns].index("branch")
        rounds = [index for index, column in enumerate(self._columns) if column.part == "rounds"]
        rows = range(page.first_row, page.next_row)
        page.gap()
        note = "空格：该支部没有参加那一轮考评，或没有综合得分。名次是现在的。"
        charts = [rows[start : start + LINES] for start in range(0, len(rows), LINES)]
        if len(charts) > _MOST_CHARTS:
            note += f"图中只画前 {_MOST_CHARTS * LINES} 个党支部。"
        page.across(Text(note, "plain"))
        for index, chosen in enumerate(charts[:_MOST_CHARTS]):
            first = index * LINES + 1
            title = (
                "各轮综合得分"
                if len(charts) == 1
                else f"各轮综合得分（本轮排在第 {first}—{first + len(chosen) - 1} 位的）"
            )
            lines(page, title, self._head, chosen, names, self._longest, rounds[0], rounds[-1])


def _referring(cell: Cell, where: Whereabouts) -> Cell:
    if not (isinstance(cell, Figure) and isinstance(cell.of, Step)):
        return cell
    places = cell.of.term("places")
    return cell._replace(least=places if isinstance(places, int) else 0, live=where.first(cell.of) is not None)

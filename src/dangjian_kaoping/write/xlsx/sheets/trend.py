"""趋势: the composites of all rounds up to this one, a row a branch, and lines over the rounds."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.model.roster import Branch
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.words.figures import NONE
from dangjian_kaoping.write.xlsx.book import Book
from dangjian_kaoping.write.xlsx.cells import Cell, Figure, Text
from dangjian_kaoping.write.xlsx.chart import LINES, lines
from dangjian_kaoping.write.xlsx.heading import write_heading
from dangjian_kaoping.write.xlsx.layout import column_width
from dangjian_kaoping.write.xlsx.whereabouts import Whereabouts

NAME = "趋势"
_FIXED = ("名次", "党支部")
_MOST_CHARTS = 5
_LEAST = 84.0
"""Width of all rounds together at least: the chart is as wide as the table."""


class TrendSheet:
    """The sheet. Branches stand in the order of the ranking."""

    def __init__(self, book: Book, quarters: Sequence[Quarter], branches: Iterable[Branch]) -> None:
        names = [branch.name for branch in branches]
        self._page = page = book.page(
            NAME, [5, column_width(names, 12, 24), *([max(9.0, _LEAST / len(quarters))] * len(quarters))]
        )
        write_heading(page, f"{NAME}（各轮综合得分）")
        heads = [*_FIXED, *map(str, quarters)]
        self._head = page.row([Text(head, "head") for head in heads], 24, buttons=True)
        page.heads(self._head, self._head, 2)

    def write(self, rank: int | None, branch: Branch, composites: Iterable[Step | None], where: Whereabouts) -> None:
        """The row of a branch: its rank now, and its composites; those that stand on another sheet refer to it."""
        place: Cell = Text(NONE, "center") if rank is None else Figure(Decimal(rank), "strong")
        cells = [_figure(step, where) for step in composites]
        self._page.row([place, Text(branch.name, "center"), *cells], 20, where=where)

    def finish(self) -> None:
        """The lines, so many in a chart; of very many branches only the first."""
        page = self._page
        page.filter_rows()
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
            lines(page, title, self._head, chosen, 1, len(_FIXED), len(page.widths) - 1)
        page.draw_in()


def _figure(step: Step | None, where: Whereabouts) -> Cell:
    if step is None:
        return Text("", "center")
    places = step.term("places")
    return Figure(step, least=places if isinstance(places, int) else 0, live=where.first(step) is not None)

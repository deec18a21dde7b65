"""各轮得分: a year's published figures, round by round. From them the year's ranking is reckoned."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from dangjian_kaoping.engine.score.round import Placing
from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.words.figures import NONE
from dangjian_kaoping.words.names import flags_in_words, why_unscored, with_former_names
from dangjian_kaoping.write.xlsx.book import Book
from dangjian_kaoping.write.xlsx.cells import Cell, Figure, Text
from dangjian_kaoping.write.xlsx.heading import write_heading
from dangjian_kaoping.write.xlsx.layout import name_width
from dangjian_kaoping.write.xlsx.looks import Look
from dangjian_kaoping.write.xlsx.whereabouts import Whereabouts

NAME = "各轮得分"
_COLUMNS = (
    *(("党支部", 12.0), ("季度", 8.0), ("名次", 6.0), ("综合得分", 8.5), ("检查得分", 8.5), ("自评得分", 8.5)),
    *(("基础分", 8.5), ("加分", 7.0), ("扣减", 7.0), ("考核情形", 24.0)),
)


class YearRoundsSheet:
    """The sheet: of each branch a row a round."""

    def __init__(self, book: Book, names: Iterable[Sequence[str]]) -> None:
        widths = [width for _, width in _COLUMNS]
        widths[0] = name_width(map(with_former_names, names), widths[0], 18)
        self._page = page = book.page(NAME, widths)
        write_heading(page, NAME)
        head = page.row([Text(name, "head") for name, _ in _COLUMNS], 30, buttons=True)
        page.heads(head, head, 2)

    def write(self, placing: Placing, name: str, quarter: Quarter, where: Whereabouts) -> None:
        """The row of a branch in a round, by the name that it has now."""
        score = placing.score
        rank: Cell = Text(NONE, "center") if placing.rank is None else Figure(Decimal(placing.rank), "strong")
        marks = flags_in_words(placing.flags) if score.composite is not None else why_unscored(score)
        cells = [
            Text(with_former_names([score.branch.name, name]), "center"),
            Text(quarter.of_year, "center"),
            rank,
            _figure(score.composite, "strong"),
            *(_figure(step) for step in (score.inspection, score.self_assessment, score.base)),
            *(_figure(step) for step in (score.bonus, score.penalty)),
            Text(marks, "minor"),
        ]
        self._page.row(cells, 20, where=where)

    def finish(self) -> None:
        """Filter buttons."""
        self._page.filter_rows()


def _figure(step: Step | None, look: Look = "figure") -> Cell:
    if step is None:
        return Text(NONE, "center")
    places = step.term("places")
    return Figure(step, look, places if isinstance(places, int) else 2)

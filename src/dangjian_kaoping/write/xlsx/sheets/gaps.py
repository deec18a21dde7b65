"""自评对照: where a branch's self-assessment and the inspection differ, or the inspection took points."""

from decimal import Decimal
from typing import NamedTuple

from dangjian_kaoping.engine.follow.gap import BranchGap, ItemGap, branch_gap
from dangjian_kaoping.engine.score.round import Placing, RoundResult
from dangjian_kaoping.words.figures import NONE
from dangjian_kaoping.words.gap import (
    COMPARED,
    DIFFERENCE,
    item_in_words,
    months_in_words,
    nothing_compared_in_words,
)
from dangjian_kaoping.words.rubric.full_marks import area_names
from dangjian_kaoping.write.xlsx.book import Book
from dangjian_kaoping.write.xlsx.cells import Cell, Figure, Text
from dangjian_kaoping.write.xlsx.heading import write_heading
from dangjian_kaoping.write.xlsx.whereabouts import Whereabouts

NAME = "自评对照"
_SIGNED = "+0.00;-0.00;0.00"


class _Column(NamedTuple):
    head: str
    width: float


_COLUMNS = (
    _Column("名次", 5),
    _Column("党支部", 16),
    _Column("专业方面", 16),
    _Column("项目", 30),
    _Column("满分", 7),
    _Column("自评得分", 9),
    _Column("检查得分", 9),
    _Column("差距", 9),
    _Column("对照", 29),
)
_NOTE = f"说明：{DIFFERENCE}，正数是自评比检查宽。{COMPARED}双方都没有失分又没有差距的不列。各支部第一行是合计。"


class GapsSheet:
    """The sheet: of each branch a line of all, then its items, whose points are those of the sheets of items."""

    def __init__(self, book: Book, result: RoundResult) -> None:
        self._quarter = result.quarter
        names = area_names(result.rubric)
        self._areas = {item.id: names[area.id] for area in result.rubric.areas for item in area.items}
        self._page = page = book.page(NAME, [column.width for column in _COLUMNS])
        write_heading(page, NAME)
        page.across(Text(_NOTE, "plain"))
        head = page.row([Text(column.head, "head") for column in _COLUMNS], 30, buttons=True)
        page.heads(head, head, 2)

    def write(self, placing: Placing, where: Whereabouts) -> None:
        """The rows of a branch."""
        gap = branch_gap(placing.score, self._quarter)
        rank: Cell = Text(NONE, "center") if placing.rank is None else Figure(Decimal(placing.rank), "strong")
        first = [rank, Text(placing.score.branch.name, "label_small")]
        if not gap.items:
            words = nothing_compared_in_words(gap)
            self._page.row([*first, *(Text("", "sum_text") for _ in range(6)), Text(words, "sum_text")], 20)
            return
        told = []
        for each in gap.items:
            if each.value or each.found or each.seen:
                told.append(each)
            else:
                where.leave(each.step)
        row = self._page.next_row
        # the sum stands above its parts, so where they will stand is noted first
        for index, each in enumerate(told, row + 1):
            where.note(each.step, self._page.address(index, _GAP))
        net = Figure(gap.net, "sum", form=_SIGNED, live=True)
        blanks = [Text("", "sum_text") for _ in range(3)]
        counts = Text(f"可比 {len(gap.items)} 项", "sum_text")
        self._page.row(
            [*first, Text("合计", "sum_text"), counts, *blanks, net, Text(_counted(gap), "sum_text")], 20, where=where
        )
        for each in told:
            self._page.row([rank, Text(placing.score.branch.name, "minor"), *self._cells(each)], 20, where=where)

    def _cells(self, gap: ItemGap) -> list[Cell]:
        return [
            Text(self._areas[gap.item.id], "minor"),
            Text(f"{gap.item.id} {gap.item.title}", "small"),
            Text("", "center") if gap.item.points is None else Figure(gap.points),
            Figure(gap.declared_step, live=True),
            Figure(gap.inspected_step, live=True),
            Figure(gap.step, "strong", form=_SIGNED, live=True),
            Text(item_in_words(gap), "overlooked" if gap.overlooked else "minor"),
        ]

    def finish(self) -> None:
        """Filter buttons."""
        self._page.filter_rows()
        self._page.draw_in()


_GAP = [column.head for column in _COLUMNS].index("差距")


def _counted(gap: BranchGap) -> str:
    words = f"检查失分 {len(gap.found)} 项，其中自查出 {len(gap.seen)} 项"
    months = months_in_words(gap)
    return f"{words}；{months}" if months else words

"""自评对照: where a branch's self-assessment and the inspection differ, or the inspection took points."""

from collections.abc import Mapping
from decimal import Decimal

from dangjian_kaoping.engine.follow.gap import BranchGap, branch_gap
from dangjian_kaoping.engine.score.round import Placing, RoundResult
from dangjian_kaoping.views.gap import NAME, WHOSE, item_gaps
from dangjian_kaoping.words.figures import NONE
from dangjian_kaoping.words.gap import (
    COMPARED,
    DIFFERENCE,
    months_in_words,
    nothing_compared_in_words,
)
from dangjian_kaoping.words.rubric.full_marks import area_names
from dangjian_kaoping.write.xlsx.book import Book
from dangjian_kaoping.write.xlsx.cells import Cell, Figure, Text
from dangjian_kaoping.write.xlsx.heading import write_heading
from dangjian_kaoping.write.xlsx.layout import column_width
from dangjian_kaoping.write.xlsx.paper import Paper
from dangjian_kaoping.write.xlsx.table import cell_of, widths_of, write_heads
from dangjian_kaoping.write.xlsx.whereabouts import Whereabouts

_SIGNED = "+0.00;-0.00;0.00"


_NOTE = (
    f"说明：{DIFFERENCE}，正数是自评比检查宽。{COMPARED}双方都没有失分又没有差距的不列。"
    "各支部第一行是合计；右边几列不打印。"
)


class GapsSheet:
    """The sheet: of each branch a line of all, then its items, whose points are those of the sheets of items."""

    def __init__(self, book: Book, result: RoundResult) -> None:
        self._quarter = result.quarter
        areas = area_names(result.rubric)
        self._areas = {item.id: areas[area.id] for area in result.rubric.areas for item in area.items}
        table = item_gaps(())
        columns = table.on("sheet")
        self._keys = [column.key for column in columns]
        names = (placing.score.branch.name for placing in result.placings)
        widths = widths_of(columns, ())
        widths[self._keys.index("branch")] = column_width(names, 16, 60, 9)
        self._page = page = book.page(NAME, widths, Paper(tall=True, unprinted=WHOSE))
        write_heading(page, NAME)
        page.across(Text(_NOTE, "plain"))
        write_heads(page, table, columns, 24, 1)

    def write(self, placing: Placing, where: Whereabouts) -> None:
        """The rows of a branch."""
        gap = branch_gap(placing.score, self._quarter)
        if not gap.items:
            self._whole(placing, {"remark": _summed(nothing_compared_in_words(gap))}, where)
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
            where.note(each.step, self._page.address(index, self._keys.index("gap")))
        cells: dict[str, Cell] = {
            "gap": Figure(gap.net, "sum", form=_SIGNED, live=True),
            "remark": _summed(_counted(gap)),
        }
        self._whole(placing, cells, where)
        table = item_gaps(told, placing, self._areas)
        columns = table.on("sheet")
        for each in told:
            self._page.row([cell_of(column, each) for column in columns], 15, where=where, level=1)

    def _whole(self, placing: Placing, cells: Mapping[str, Cell], where: Whereabouts) -> None:
        """The line of a branch, of whose cells those that are not empty are given by their column's key."""
        rank: Cell = Text(NONE, "center") if placing.rank is None else Figure(Decimal(placing.rank), "strong")
        name = placing.score.branch.name
        named: dict[str, Cell] = {"item": Text(name, "branch"), "branch": _summed(name), "area": _summed("合计")}
        known = {"rank": rank, **named, **cells}
        self._page.row([known.get(key, _summed("")) for key in self._keys], 18, where=where)

    def finish(self) -> None:
        """Filter buttons."""
        self._page.filter_rows()


def _summed(text: str) -> Text:
    return Text(text, "sum_text")


def _counted(gap: BranchGap) -> str:
    words = f"可比 {len(gap.items)} 项，失分 {len(gap.found)} 项，自查出 {len(gap.seen)} 项"
    months = months_in_words(gap)
    return f"{words}；{months}" if months else words

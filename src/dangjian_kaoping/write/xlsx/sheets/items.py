"""各项得分 and 自评各项得分: what each item gave each branch, with the full marks at the head, and the sums."""

from collections.abc import Collection
from decimal import Decimal

from dangjian_kaoping.engine import names
from dangjian_kaoping.engine.score.item import ItemScore, Status
from dangjian_kaoping.engine.score.round import Placing, RoundResult
from dangjian_kaoping.engine.score.table import area_figure
from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.exact import Exact, plain
from dangjian_kaoping.model.number import OfClass
from dangjian_kaoping.words.figures import NONE
from dangjian_kaoping.words.names import STATUS
from dangjian_kaoping.words.rubric.factors import APART
from dangjian_kaoping.words.rubric.full_marks import UNBOUNDED, area_names, exceptions_in_words, head_in_words
from dangjian_kaoping.write.xlsx.book import Book
from dangjian_kaoping.write.xlsx.cells import Cell, Figure, Text, leading, shown
from dangjian_kaoping.write.xlsx.heading import write_heading
from dangjian_kaoping.write.xlsx.layout import column_width, name_width
from dangjian_kaoping.write.xlsx.mean_formula import mean_formula
from dangjian_kaoping.write.xlsx.paper import Paper
from dangjian_kaoping.write.xlsx.sheets.item_columns import (
    INSPECTED,
    ItemColumn,
    Side,
    ends_of_areas,
    item_columns,
    spans_of_areas,
)
from dangjian_kaoping.write.xlsx.whereabouts import Address, Whereabouts

_NAMES = ("名次", "党支部")
_FIXED = len(_NAMES)
_ITEM_WIDTH, _SUM_WIDTH, _TOTAL_WIDTH, _WIDEST = 4.5, 5.5, 7.0, 9.0
_ASIDE: dict[Status, str] = {"not_applicable": "△", "not_due": "○"}
_UNSCORED: dict[Status, str] = {"not_inspected": "未检", "no_fact": "缺记录", "awaiting": "待定"}
_OF_AN_ITEM = frozenset({"points", "bonus", "penalty"})
_PLACES = 4
_AREA_PLACES = 2


class ItemsSheet:
    """The sheet of one side. Where it is too wide for one page to be readable, it prints on several side by side.

    The points of items are values, whose findings stand in 扣分明细; sums, totals and what follows from the points of
    other branches are live.
    """

    def __init__(self, book: Book, result: RoundResult, side: Side) -> None:
        self._result = result
        self._side = side
        self._columns = list(item_columns(result, side))
        shown_items = {column.place for column in self._columns if column.of == "points"}
        count = sum(len(area.items) for area in result.rubric.areas)
        self._without_column = [index for index in range(count) if index not in shown_items]
        names = [placing.score.branch.name for placing in result.placings]
        fixed = [4.5, name_width(names, 10, 20, 9)]
        self._known: dict[tuple[int, int], tuple[ItemScore, Cell]] = {}
        self._places: list[int] = []
        widths = []
        for column in self._columns:
            # a column has the decimals of the figure that has the most
            cells = [self._cell(column, placing) for placing in self._different(column)]
            places = max((cell.places for cell in cells if isinstance(cell, Figure)), default=0)
            texts = (cell.shown_with(places) if isinstance(cell, Figure) else shown(cell) for cell in cells)
            widths.append(column_width(texts, _least(column), _WIDEST, 9))
            self._places.append(places)
        ends = [end + _FIXED for end in ends_of_areas(self._columns)]
        # the ranking prints what all is made into
        totals = sum(column.total is not None for column in self._columns)
        paper = Paper(fixed=_FIXED, unprinted=totals, ends=ends, on_demand=side is not INSPECTED)
        self._page = book.page(side.name, [*fixed, *widths], paper)
        write_heading(self._page, side.name)
        self._write_heads()
        # the rows follow the order of the ranking, so that formulas know the cells of branches below
        self._rows = {
            placing.score.branch.id: self._page.next_row + index for index, placing in enumerate(result.placings)
        }

    def write(self, placing: Placing, where: Whereabouts, losses: Address | None = None) -> None:
        """The row of a branch, whose losses stand there."""
        table = self._side.table(placing.score)
        if table is not None:
            for index in self._without_column:
                where.leave(table.items[index].step)
        rank: Cell = Text(NONE, "center") if placing.rank is None else Figure(Decimal(placing.rank), "strong")
        cells = [
            self._cell_in_row(index, column, placing, places)
            for index, (column, places) in enumerate(zip(self._columns, self._places, strict=True), _FIXED)
        ]
        name = Text(placing.score.branch.name, "minor")
        self._page.row([rank if losses is None else leading(rank, losses), name, *cells], 18, where=where)

    def _different(self, column: ItemColumn) -> Collection[Placing]:
        """The branches, of those that share a score of the column's item only one."""
        scores = ((self._item_score(column, placing), placing) for placing in self._result.placings)
        return {id(placing if score is None else score): placing for score, placing in scores}.values()

    def _item_score(self, column: ItemColumn, placing: Placing) -> ItemScore | None:
        """That of which alone the cell of a branch follows; None where it follows of more."""
        table = self._side.table(placing.score) if column.of in _OF_AN_ITEM else None
        return None if table is None else table.items[column.place]

    def _cell_in_row(self, index: int, column: ItemColumn, placing: Placing, places: int) -> Cell:
        """The cell of a branch as it is written; branches of which nothing is recorded share it."""
        score = self._item_score(column, placing)
        if score is None:
            return self._cell(column, placing, places)
        known = self._known.get((id(score), index))
        if known is None:
            # with the score, so that no other comes to have its identity
            cell = self._over_others(_item_cell(score, column.of, places), index)
            known = self._known[id(score), index] = score, cell
        return known[1]

    def finish(self) -> None:
        """What stands below the rows."""
        self._page.filter_rows()
        self._write_legend()

    def _over_others(self, cell: Cell, column: int) -> Cell:
        """The cell, as a formula where its figure follows from the cells of other branches."""
        if not isinstance(cell, Figure) or not isinstance(cell.of, Step) or cell.of.name != names.BY_MEAN:
            return cell
        if self._side is not INSPECTED:
            return cell._replace(live=True)  # it stands on the sheet of the inspection
        return cell._replace(formula=mean_formula(cell.of, self._rows, column))

    def _cell(self, column: ItemColumn, placing: Placing, least: int = 0) -> Cell:
        """The cell of a branch, with so many decimals at least."""
        score = placing.score
        if column.total is not None:
            return _total(column.total.figure(score), least, _PLACES)
        table = self._side.table(score)
        if table is None:
            return Text(NONE, "center")
        match column.of:
            case "sum":
                assert column.area is not None
                return _total(area_figure(table, column.area), least, _AREA_PLACES)
            case "veto":
                vetoed = any(column.item is not None and each.item.id == column.item.id for each in score.vetoes)
                return Text("否决", "veto") if vetoed else Text("", "center")
            case part:
                return _item_cell(table.items[column.place], part, least)

    def _write_heads(self) -> None:
        page, columns = self._page, self._columns
        names = area_names(self._result.rubric)
        spans: list[tuple[int, int, Cell]] = [(0, _FIXED - 1, Text("专业方面", "group"))]
        for first, last, area in spans_of_areas(columns):
            if area is None:
                title = "合计"
            else:
                apart = self._result.rubric.is_factor(area)
                shown = apart or area in self._result.areas
                title = names[area.id] + (head_in_words(area, self._result.classes) if shown else "")
                title += f"\n{APART}" if apart else ""
            spans.append((first + _FIXED, last + _FIXED, Text(title, "group")))
        first = page.spanning(spans, 20)
        page.row([*(Text(name, "head") for name in _NAMES), *(Text(_head(each), "item") for each in columns)], 60)
        # filter buttons stand beside the full marks: beside the titles there is no room for them
        marks = [(index, index, _full_marks(column)) for index, column in enumerate(columns, _FIXED)]
        last = page.spanning([(0, _FIXED - 1, Text("满分", "head")), *marks], 20)
        page.heads(first, last, _FIXED)

    def _write_legend(self) -> None:
        tables = [self._side.table(placing.score) for placing in self._result.placings]
        statuses = {score.status for table in tables if table is not None for score in table.items}
        signs = [f"{sign} {STATUS[status]}，按细则计分" for status, sign in _ASIDE.items() if status in statuses]
        if "rescaled" in statuses:
            signs.append(f"{NONE} {STATUS['rescaled']}；小计是乘以折算系数之后的分")
        signs += [words.removesuffix("。") for words in exceptions_in_words(self._result)]
        signs += [f"{sign}：{STATUS[status]}" for status, sign in _UNSCORED.items() if status in statuses]
        self._page.gap()
        if signs:
            self._page.across(Text(f"说明：{'　'.join(signs)}。", "plain"))


def _least(column: ItemColumn) -> float:
    return _ITEM_WIDTH if column.item is not None else _SUM_WIDTH if column.of == "sum" else _TOTAL_WIDTH


def _total(of: Step | Exact | None, least: int, places: int) -> Cell:
    if of is None:
        return Text(NONE, "center")
    if not least and isinstance(of, Step):
        own = of.term("places")
        least = own if isinstance(own, int) else 0
    return Figure(of, "sum", least, places, live=True)


def _item_cell(score: ItemScore, part: str, least: int) -> Cell:
    """What an item gave; points that were lost are set off."""
    if part != "points":
        taken = part == "penalty" and score.penalty.value
        given = score.bonus if part == "bonus" else score.penalty
        return Figure(given, "lost" if taken else "figure", least, _PLACES)
    if score.status in _UNSCORED:
        return Text(_UNSCORED[score.status], "unscored")
    if score.status == "rescaled":
        return Text(NONE, "aside")
    if score.status in _ASIDE:
        return Figure(score.step, "aside", least, _PLACES, mark=_ASIDE[score.status])
    lost = score.points is not None and score.value is not None and score.value < score.points
    return Figure(score.step, "lost" if lost else "figure", least, _PLACES)


def _full_marks(column: ItemColumn) -> Cell:
    if column.of == "sum":
        return Text("", "head") if column.area is None else _marks(column.area.full_marks, UNBOUNDED)
    if column.of == "points" and column.item is not None:
        return _marks(column.item.points)
    return Text({"bonus": "加分", "penalty": "扣减"}.get(column.of, ""), "head")


def _marks(points: OfClass | None, none: str = "无") -> Cell:
    if points is None:
        return Text(none, "head")
    if isinstance(points, Decimal):
        return Figure(points, "sum", most=_PLACES)
    several = dict.fromkeys([*points.by_class.values(), *([] if points.otherwise is None else [points.otherwise])])
    return Text("/".join(map(plain, several)), "head")


def _head(column: ItemColumn) -> str:
    if column.total is not None:
        return column.total.head
    if column.item is None:
        return "小计"
    return f"{column.item.id}\n{column.item.title}"

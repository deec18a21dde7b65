"""各项得分: what each item gave each branch, area by area, with the full marks at the head."""

from collections.abc import Sequence
from decimal import Decimal

from dangjian_kaoping.engine.item import ItemScore, Status
from dangjian_kaoping.engine.round import Placing, RoundResult
from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.excel.book import Book, Page
from dangjian_kaoping.excel.cells import Cell, Figure, Text, shown
from dangjian_kaoping.excel.heading import Span, write_heading
from dangjian_kaoping.excel.item_columns import ItemColumn, ends_of_areas, factor_of, item_columns, spans_of_areas
from dangjian_kaoping.excel.layout import column_width, pixels
from dangjian_kaoping.excel.paper import evened, sections
from dangjian_kaoping.excel.words import NONE
from dangjian_kaoping.model.values import ClassNumber
from dangjian_kaoping.numbers import ONE, plain
from dangjian_kaoping.render.score_json import area_names
from dangjian_kaoping.render.words import STATUS

NAME = "各项得分"
_NAMES = ("名次", "党支部")
_FIXED = len(_NAMES)
_ITEM_WIDTH, _WIDEST = 5.0, 9.0
_ASIDE: dict[Status, str] = {"not_applicable": "△", "not_due": "○"}
_UNSCORED: dict[Status, str] = {"not_inspected": "未检", "no_fact": "缺记录"}
_PLACES = 4


def write_items(book: Book, result: RoundResult) -> None:
    """Write the sheet; where it is too wide for one page to be readable, it prints on several side by side."""
    columns = list(item_columns(result))
    table = [[_cell(column, placing) for column in columns] for placing in result.placings]
    names = [placing.score.branch.name for placing in result.placings]
    fixed = [4.5, column_width(names, 10, 20, 9)]
    widths = [
        column_width((shown(row[index]) for row in table), _least(column), _WIDEST, 9)
        for index, column in enumerate(columns)
    ]
    spans = sections(widths, ends_of_areas(columns), sum(map(pixels, fixed)))
    page = book.page(NAME, NAME, [*fixed, *evened(widths, spans)])
    shifted = [(first + _FIXED, last + _FIXED) for first, last in spans]
    # what stands over the branches' names would be printed again on every page
    write_heading(page, result, book.edition, NAME, shifted if len(spans) > 1 else ())
    _write_heads(page, result, columns)
    for placing, row in zip(result.placings, table, strict=True):
        rank: Cell = Text(NONE, "center") if placing.rank is None else Figure(Decimal(placing.rank), "strong")
        page.row([rank, Text(placing.score.branch.name, "minor"), *row], 22)
    page.filter_rows()
    _write_legend(page, result, shifted[0])
    # several sections keep the size at which each of them just fills a page
    page.draw_in() if len(spans) == 1 else page.print_beside(len(spans))


def _least(column: ItemColumn) -> float:
    return _ITEM_WIDTH if column.item is not None else _ITEM_WIDTH + 1


def _cell(column: ItemColumn, placing: Placing) -> Cell:
    score = placing.score
    match column.of:
        case "sum":
            assert column.area is not None
            return _sum(score.inspected.areas.get(column.area.id), 2)
        case "factor":
            factor = factor_of(placing)
            return _sum(factor, _PLACES) if factor is not None else Figure(ONE, "sum")
        case "base":
            return _sum(score.base, 2)
        case "veto":
            vetoed = any(each.item is column.item for each in score.vetoes)
            return Text("否决", "veto") if vetoed else Text("", "center")
        case part:
            return _item_cell(score.inspected.items[column.place], part)


def _sum(step: Step | None, places: int) -> Cell:
    if step is None:
        return Text(NONE, "center")
    least = step.term("places")
    return Figure(step, "sum", least if isinstance(least, int) else 0, places)


def _item_cell(score: ItemScore, part: str) -> Cell:
    if part != "points":
        return Figure(score.bonus if part == "bonus" else score.penalty, most=_PLACES)
    if score.status in _UNSCORED:
        return Text(_UNSCORED[score.status], "unscored")
    if score.status == "rescaled":
        return Text(NONE, "aside")
    if score.status in _ASIDE:
        return Figure(score.step, "aside", most=_PLACES, mark=_ASIDE[score.status])
    return Figure(score.step, most=_PLACES)


def _write_heads(page: Page, result: RoundResult, columns: Sequence[ItemColumn]) -> None:
    names = area_names(result.rubric)
    spans: list[tuple[int, int, Cell]] = [(0, _FIXED - 1, Text("专业方面", "group"))]
    for first, last, area in spans_of_areas(columns):
        if area is None:
            title = "合计"
        else:
            title = names[area.id] + ("" if area.points is None else f"（{plain(area.points)}分）")
        spans.append((first + _FIXED, last + _FIXED, Text(title, "group")))
    first = page.spanning(spans, 20)
    page.row([*(Text(name, "head") for name in _NAMES), *(Text(_head(each), "item") for each in columns)], 60)
    # filter buttons stand beside the full marks: beside the titles there is no room for them
    marks = [(index, index, _full_marks(column)) for index, column in enumerate(columns, _FIXED)]
    last = page.spanning([(0, _FIXED - 1, Text("满分", "head")), *marks], 20)
    page.heads(first, last, _FIXED)


def _full_marks(column: ItemColumn) -> Cell:
    if column.of == "base":
        return Text("", "head")
    if column.of == "sum":
        points = None if column.area is None else column.area.points
        return Text("", "head") if points is None else Figure(points, "sum", most=_PLACES)
    if column.of == "points" and column.item is not None:
        return _marks(column.item.points)
    return Text({"bonus": "加分", "penalty": "扣减"}.get(column.of, ""), "head")


def _marks(points: ClassNumber | None) -> Cell:
    if points is None:
        return Text("", "head")
    if isinstance(points, Decimal):
        return Figure(points, "sum", most=_PLACES)
    several = dict.fromkeys([*points.by_class.values(), *([] if points.otherwise is None else [points.otherwise])])
    return Text("/".join(map(plain, several)), "head")


def _head(column: ItemColumn) -> str:
    if column.item is None:
        return {"sum": "小计", "factor": "折算系数", "base": "基础分"}[column.of]
    return f"{column.item.id}\n{column.item.title}"


def _write_legend(page: Page, result: RoundResult, span: Span) -> None:
    statuses = {score.status for placing in result.placings for score in placing.score.inspected.items}
    signs = [f"{sign} {STATUS[status]}，按细则计分" for status, sign in _ASIDE.items() if status in statuses]
    if "rescaled" in statuses:
        signs.append(f"{NONE} {STATUS['rescaled']}；小计是乘以折算系数之后的分")
    signs += [f"{sign}：{STATUS[status]}" for status, sign in _UNSCORED.items() if status in statuses]
    page.gap()
    first = 0 if span[0] == _FIXED and span[1] == len(page.widths) - 1 else span[0]
    if signs:
        page.spanning([(first, span[1], Text(f"说明：{'　'.join(signs)}。", "plain"))], 18)

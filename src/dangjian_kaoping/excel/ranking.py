"""综合排名: ranks, published figures, areas, and the marks."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import NamedTuple

from dangjian_kaoping.engine.branch import BranchScore
from dangjian_kaoping.engine.eligibility import Flag
from dangjian_kaoping.engine.round import Placing, RoundResult
from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.excel.book import Book, Page
from dangjian_kaoping.excel.cells import Cell, Figure, Text, shown
from dangjian_kaoping.excel.heading import write_heading
from dangjian_kaoping.excel.layout import column_width
from dangjian_kaoping.excel.looks import Look
from dangjian_kaoping.excel.measure_words import composition_in_words, last_places_in_words
from dangjian_kaoping.excel.words import NONE
from dangjian_kaoping.model.rubric import Area, Rubric
from dangjian_kaoping.numbers import plain
from dangjian_kaoping.render.score_json import area_names
from dangjian_kaoping.render.words import FLAG, incomplete_in_words, veto_in_words

NAME = "综合排名"
_NAMED = 2
"""How many missing things are named in a narrow cell."""


class Column(NamedTuple):
    """A column of a table: its group, its head, what stands in it, and between which widths."""

    group: str
    head: str
    cell: Callable[[Placing], Cell]
    least: float
    most: float


def write_ranking(book: Book, result: RoundResult) -> None:
    """Write the sheet."""
    columns = _columns(result)
    table = [[column.cell(placing) for column in columns] for placing in result.placings]
    widths = [
        column_width((shown(row[index]) for row in table), column.least, column.most)
        for index, column in enumerate(columns)
    ]
    page = book.page(NAME, NAME, widths)
    write_heading(page, result, book.edition, NAME)
    first = page.spanning(_groups(columns), 20)
    head = page.row([Text(column.head, "head") for column in columns], 44, buttons=True)
    page.heads(first, head, 2)
    for row in table:
        page.row(row, 22)
    page.filter_rows()
    _write_legend(page, result)
    page.draw_in()


def _groups(columns: Sequence[Column]) -> list[tuple[int, int, Cell]]:
    spans: list[tuple[int, int, Cell]] = []
    for index, column in enumerate(columns):
        if spans and columns[index - 1].group == column.group:
            spans[-1] = (spans[-1][0], index, spans[-1][2])
        else:
            spans.append((index, index, Text(column.group, "group")))
    return spans


def _columns(result: RoundResult) -> list[Column]:
    places = result.rubric.measure.rounding.places
    branch, score, makeup, area_group, marks = (
        "党支部",
        "得分",
        "检查得分的构成",
        "各专业方面得分（合计为基础分）",
        "标记",
    )

    def figure(step: Step | None, look: Look = "figure", most: int = max(places, 4)) -> Cell:
        return Text(NONE, "center") if step is None else Figure(step, look, places, most)

    def in_area(area_id: str) -> Callable[[Placing], Cell]:
        # shown with the published figures' places, so that the columns are alike; the cell keeps the exact value
        return lambda each: figure(each.score.inspected.areas.get(area_id), most=places)

    columns = [
        Column(branch, "名次", _rank, 5, 7),
        Column(branch, "党支部", lambda each: Text(each.score.branch.name, "center"), 16, 24),
        Column(branch, "支部类别", lambda each: Text(each.score.branch.branch_class, "center"), 8, 12),
        Column(score, "综合得分", lambda each: figure(each.score.composite, "strong"), 8, 14),
        Column(score, "检查得分", lambda each: figure(each.score.inspection), 7.5, 14),
        Column(score, "自评得分", lambda each: figure(each.score.self_assessment), 7.5, 14),
        Column(makeup, "基础分", lambda each: figure(each.score.base), 7.5, 14),
        Column(makeup, "加分", lambda each: figure(each.score.bonus), 6.5, 14),
        Column(makeup, "扣减", lambda each: figure(each.score.penalty), 6.5, 14),
    ]
    names = area_names(result.rubric)
    for area in scoring_areas(result):
        title = names[area.id] + ("" if area.points is None else f"\n（{plain(area.points)}分）")
        columns.append(Column(area_group, title, in_area(area.id), 8.5, 14))
    columns.append(Column(marks, "末位", _bottom, 9, 16))
    columns.append(Column(marks, "单项工作", _undone, 16, 22))
    if any(placing.score.vetoes for placing in result.placings):
        columns.append(Column(marks, "一票否决", _vetoed, 16, 22))
    if not result.complete:
        columns.append(Column(marks, "未完成", _unscored, 14, 24))
    return columns


def scoring_areas(result: RoundResult) -> list[Area]:
    """The areas that have points in the base; one that only adds to or takes from the total has none."""

    def scores(area: Area) -> bool:
        return area.points is not None or any(item.points is not None for item in area.items)

    def scored(area: Area) -> bool:
        steps = (placing.score.inspected.areas.get(area.id) for placing in result.placings)
        return any(step is not None and step.value for step in steps)

    return [area for area in result.rubric.areas if scores(area) or scored(area)]


def _rank(placing: Placing) -> Cell:
    return Text(NONE, "center") if placing.rank is None else Figure(Decimal(placing.rank), "strong")


def _bottom(placing: Placing) -> Cell:
    return _mark("bottom_three") if "bottom_three" in placing.flags else Text("", "center")


def _mark(flag: Flag, more: str = "") -> Text:
    return Text(FLAG[flag] + more, flag)


def _undone(placing: Placing) -> Cell:
    if "task_not_done" not in placing.flags:
        return Text("", "center")
    return _mark("task_not_done", "".join(f"\n{item.id} {item.title}" for item in placing.score.undone))


def _vetoed(placing: Placing) -> Cell:
    if "veto" not in placing.flags:
        return Text("", "center")
    return _mark("veto", "".join(f"\n{each.item.id} {veto_in_words(each.veto)}" for each in placing.score.vetoes))


def _unscored(placing: Placing) -> Cell:
    score = placing.score
    if score.composite is not None:
        return Text("", "center")
    count = len(score.incomplete)
    if count <= _NAMED:
        return Text(why_unscored(score), "unscored")
    return Text(f"{incomplete_in_words(score.incomplete[:_NAMED])} 等 {count} 处，见“口径说明”", "unscored")


def why_unscored(score: BranchScore) -> str:
    """Why a branch has no composite."""
    return incomplete_in_words(score.incomplete) or "没有综合得分"


def _write_legend(page: Page, result: RoundResult) -> None:
    page.gap()
    rubric = result.rubric
    last = len(page.widths) - 1
    for look, name, words in _legend(result, rubric):
        page.spanning([(0, 1, Text(name, look)), (2, last, Text(words, "plain"))], 20)
    page.across(Text(composition_in_words(rubric), "plain"))


def _legend(result: RoundResult, rubric: Rubric) -> list[tuple[Look, str, str]]:
    lines: list[tuple[Look, str, str]] = [
        ("bottom_three", FLAG["bottom_three"], last_places_in_words(rubric.measure)),
        (
            "task_not_done",
            FLAG["task_not_done"],
            "检查查实，本季度到期的单项工作没有完成；与末位分别标记，有其一即考核。",
        ),
    ]
    if any(placing.score.vetoes for placing in result.placings):
        lines.append(("veto", FLAG["veto"], "发生细则规定的一票否决情形，后果见标记。"))
    if not result.complete:
        lines.append(("unscored", "未完成", "缺少检查或记录，不计综合得分，不排名。"))
    return lines

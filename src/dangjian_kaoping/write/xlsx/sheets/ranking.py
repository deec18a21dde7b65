"""综合排名: ranks, movement, published figures, areas, and the marks; a bar chart below."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import NamedTuple

from dangjian_kaoping.engine.dossier import Dossier
from dangjian_kaoping.engine.score.eligibility import Flag
from dangjian_kaoping.engine.score.round import Placing, RoundResult
from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.model.measure import TieBreaker
from dangjian_kaoping.words.eligibility import eligibility_in_words, grading_in_words
from dangjian_kaoping.words.names import FLAG, incomplete_in_words, veto_in_words, why_unscored
from dangjian_kaoping.words.rubric.full_marks import area_names, head_in_words
from dangjian_kaoping.words.rubric.measure import UNDONE, VETOED, measure_in_words
from dangjian_kaoping.write.xlsx.book import Book
from dangjian_kaoping.write.xlsx.cells import Cell, Figure, Text, shown
from dangjian_kaoping.write.xlsx.chart import bars
from dangjian_kaoping.write.xlsx.heading import write_heading
from dangjian_kaoping.write.xlsx.layout import column_width
from dangjian_kaoping.write.xlsx.looks import Look
from dangjian_kaoping.write.xlsx.rank_formula import Standings, is_reckonable, rank_formula
from dangjian_kaoping.write.xlsx.whereabouts import Address, Whereabouts
from dangjian_kaoping.write.xlsx.words import NONE

NAME = "综合排名"
_NAMED = 2
"""How many missing things are named in a narrow cell."""
_MOVEMENT = '"↑"0;"↓"0;"—"'
_BRANCH, _SCORE, _MAKEUP, _AREAS, _MARKS = "党支部", "得分", "检查得分的构成", "各专业方面得分（合计为基础分）", "标记"


class Column(NamedTuple):
    """A column of the table: its group, its head, what stands in it, and between which widths."""

    group: str
    head: str
    cell: Callable[[Placing], Cell]
    least: float
    most: float


class RankingSheet:
    """The sheet, a row a branch."""

    def __init__(self, book: Book, dossier: Dossier) -> None:
        self._result = result = dossier.result
        self._before = None if dossier.previous is None else _ranks(dossier.previous)
        self._columns = self._all_columns()
        widths = [
            column_width((shown(column.cell(each)) for each in result.placings), column.least, column.most)
            for column in self._columns
        ]
        self._page = page = book.page(NAME, widths)
        write_heading(page, NAME)
        first = page.spanning(_groups(self._columns), 20)
        head = page.row([Text(column.head, "head") for column in self._columns], 44, buttons=True)
        page.heads(first, head, 3)
        self._standings = self._columns_that_decide() if is_reckonable(result) else None

    def _columns_that_decide(self) -> Standings:
        heads = [column.head for column in self._columns]
        names: dict[TieBreaker, str] = {
            "inspection": "检查得分",
            "self_assessment": "自评得分",
            "base": "基础分",
            "bonus": "加分",
            "penalty": "扣减",
        }
        first = self._page.first_row
        return Standings(
            first,
            first + len(self._result.placings) - 1,
            heads.index("综合得分"),
            {breaker: heads.index(head) for breaker, head in names.items()},
        )

    def write(self, placing: Placing, where: Whereabouts) -> None:
        """The row of a branch."""
        cells = [column.cell(placing) for column in self._columns]
        row = self._page.next_row
        rank, movement = cells[0], cells[1]
        if self._standings is not None and isinstance(rank, Figure):
            tie_breakers = self._result.rubric.measure.tie_breakers
            cells[0] = rank._replace(formula=rank_formula(self._standings, row, tie_breakers))
            if self._before is not None and isinstance(movement, Figure):
                before = self._before[placing.score.branch.id]
                cells[1] = movement._replace(formula=f"{before} - {Address(NAME, row, 0).cell}")
        self._page.row(cells, 22, where=where)

    def finish(self) -> None:
        """The heat of the areas, what stands below the rows, the chart."""
        page = self._page
        page.filter_rows()
        first, last = page.first_row, page.next_row - 1
        for index, column in enumerate(self._columns):
            if column.group == _AREAS:
                page.heat(index, first, last)
        self._write_legend()
        heads = [column.head for column in self._columns]
        bars(page, "综合得分", first, last, heads.index("党支部"), heads.index("综合得分"))
        page.draw_in()

    def _all_columns(self) -> list[Column]:
        result = self._result
        places = result.rubric.measure.rounding.places

        def figure(step: Step | None, look: Look = "figure", most: int = max(places, 4)) -> Cell:
            return Text(NONE, "center") if step is None else Figure(step, look, places, most, live=True)

        def in_area(area_id: str) -> Callable[[Placing], Cell]:
            # shown with the published figures' places, so that the columns are alike; the cell keeps the exact value
            return lambda each: figure(each.score.inspected.areas.get(area_id), most=places)

        columns = [Column(_BRANCH, "名次", _rank, 5, 7)]
        if self._before is not None:
            columns.append(Column(_BRANCH, "升降", self._movement, 5, 7))
        columns += [
            Column(_BRANCH, "党支部", lambda each: Text(each.score.branch.name, "center"), 16, 24),
            Column(_BRANCH, "支部类别", lambda each: Text(each.score.branch.branch_class, "center"), 8, 12),
            Column(_SCORE, "综合得分", lambda each: figure(each.score.composite, "strong"), 8, 14),
            Column(_SCORE, "检查得分", lambda each: figure(each.score.inspection), 7.5, 14),
            Column(_SCORE, "自评得分", lambda each: figure(each.score.self_assessment), 7.5, 14),
        ]
        if result.rubric.measure.grades:
            columns.append(Column(_SCORE, "等次", _grade, 7.5, 14))
        columns += [
            Column(_MAKEUP, "基础分", lambda each: figure(each.score.base), 7.5, 14),
            Column(_MAKEUP, "加分", lambda each: figure(each.score.bonus), 6.5, 14),
            Column(_MAKEUP, "扣减", lambda each: figure(each.score.penalty), 6.5, 14),
        ]
        names = area_names(result.rubric)
        for area in result.areas:
            title = f"{names[area.id]}\n{head_in_words(area, result.classes)}"
            columns.append(Column(_AREAS, title, in_area(area.id), 8.5, 14))
        columns.append(Column(_MARKS, "末位", _bottom, 9, 16))
        columns.append(Column(_MARKS, "单项工作", _undone, 16, 22))
        if result.rubric.measure.grades:
            columns.append(Column(_MARKS, "评先选优", self._eligible, 14, 26))
        if any(placing.score.vetoes for placing in result.placings):
            columns.append(Column(_MARKS, "一票否决", _vetoed, 16, 22))
        if not result.complete:
            columns.append(Column(_MARKS, "未完成", _unscored, 14, 24))
        return columns

    def _movement(self, placing: Placing) -> Cell:
        before = (self._before or {}).get(placing.score.branch.id)
        if before is None or placing.rank is None:
            return Text(NONE, "center")
        return Figure(Decimal(before - placing.rank), form=_MOVEMENT)

    def _eligible(self, placing: Placing) -> Cell:
        return Text(eligibility_in_words(placing, self._result), "minor")

    def _write_legend(self) -> None:
        page, result = self._page, self._result
        page.gap()
        last = len(page.widths) - 1
        names = [column.head for column in self._columns].index("党支部")
        for look, name, words in _legend(result):
            page.spanning([(0, names, Text(name, look)), (names + 1, last, Text(words, "plain"))], 20)
        page.across(Text(measure_in_words(result.rubric.measure).composition, "plain"))


def _ranks(result: RoundResult) -> dict[str, int | None]:
    return {placing.score.branch.id: placing.rank for placing in result.placings}


def _groups(columns: Sequence[Column]) -> list[tuple[int, int, Cell]]:
    spans: list[tuple[int, int, Cell]] = []
    for index, column in enumerate(columns):
        if spans and columns[index - 1].group == column.group:
            spans[-1] = (spans[-1][0], index, spans[-1][2])
        else:
            spans.append((index, index, Text(column.group, "group")))
    return spans


def _rank(placing: Placing) -> Cell:
    return Text(NONE, "center") if placing.rank is None else Figure(Decimal(placing.rank), "strong")


def _bottom(placing: Placing) -> Cell:
    return _mark("bottom_three") if "bottom_three" in placing.flags else Text("", "center")


def _grade(placing: Placing) -> Cell:
    return Text(NONE if placing.grading is None else grading_in_words(placing.grading), "center")


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

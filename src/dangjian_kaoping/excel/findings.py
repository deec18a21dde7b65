"""扣分明细: each finding with its clause, fact, points, reason and 整改标准, and where both are written."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from dangjian_kaoping.engine.clause import ClauseScore, FindingScore
from dangjian_kaoping.engine.item import ItemScore
from dangjian_kaoping.engine.round import Placing, RoundResult
from dangjian_kaoping.excel.book import Book
from dangjian_kaoping.excel.cells import Cell, Day, Figure, Text
from dangjian_kaoping.excel.heading import write_heading
from dangjian_kaoping.excel.whereabouts import Whereabouts
from dangjian_kaoping.excel.words import NONE
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.render.finding_words import consequences_in_words
from dangjian_kaoping.render.record_words import kind_in_words, recorded_in_words, standard_of
from dangjian_kaoping.render.score_json import area_names

NAME = "扣分明细"


class Line(NamedTuple):
    """A finding, with the clause's score and all that a reader wants beside it."""

    placing: Placing
    quarter: Quarter
    area: str
    item: ItemScore
    clause: ClauseScore
    score: FindingScore
    department: str


class Column(NamedTuple):
    """A column: its head, its width, what stands in it."""

    head: str
    width: float
    cell: Callable[[Line], Cell]


class FindingsSheet:
    """The sheet, in the order of the ranking, then of date, department and place in the file.

    Beside each finding stand the points of its item, as a reference to 各项得分.
    """

    def __init__(self, book: Book, rounds: Sequence[RoundResult]) -> None:
        self._areas = {
            (result.quarter, item.id): name
            for result in rounds
            for area, name in zip(result.rubric.areas, area_names(result.rubric).values(), strict=True)
            for item in area.items
        }
        self._columns = _COLUMNS if len(rounds) == 1 else (_COLUMNS[0], _QUARTER, *_COLUMNS[1:])
        self._page = page = book.page(NAME, [column.width for column in self._columns])
        write_heading(page, NAME)
        page.across(Text(_NOTE if len(rounds) == 1 else _NOTE.replace(_TAKEN, ""), "plain"))
        head = page.row([Text(column.head, "head") for column in self._columns], 30, buttons=True)
        page.heads(head, head, 1)

    def write(self, placing: Placing, quarter: Quarter, where: Whereabouts | None = None) -> None:
        """The rows of a branch in a round."""
        found = {
            id(finding.recorded.finding): (clause, item)
            for item in placing.score.inspected.items
            for clause in item.clauses
            for finding in clause.findings
        }
        for score in placing.score.findings:
            clause, item = found[id(score.recorded.finding)]
            area = self._areas[quarter, score.item.id]
            line = Line(placing, quarter, area, item, clause, score, score.recorded.department or NONE)
            self._page.row([column.cell(line) for column in self._columns], 26, where=where)

    def finish(self) -> None:
        """Filter buttons, or that there is nothing to filter."""
        if self._page.next_row == self._page.first_row:
            self._page.across(Text("检查没有记录任何发现。", "center"), 26)
        self._page.filter_rows()


def _fact(line: Line) -> Cell:
    finding = line.score.recorded.finding
    parts = [recorded_in_words(finding, line.score.clause.fact)]
    carried_out = (("落实", finding.carried_out), ("过程", finding.process), ("成效", finding.result))
    parts += [f"{name}：{text}" for name, text in carried_out if text]
    told = consequences_in_words(line.clause, line.score, line.placing.score.branch.branch_class)
    parts += (f"【{each}】" for each in told)
    return Text("\n".join(parts), "small")


def _deadline(line: Line) -> Cell:
    until = line.score.recorded.finding.rectify_by
    return Text("", "minor") if until is None else Day(until)


def _department(line: Line) -> Cell:
    inspector = line.score.recorded.finding.inspector
    return Text(line.department + (f"\n（{inspector}）" if inspector else ""), "minor")


def _places(line: Line) -> Cell:
    return Text(f"{line.score.clause.at}\n{line.score.recorded.finding.at}", "place")


def _of_item(line: Line) -> Cell:
    if line.item.item.points is None or line.item.value is None:
        return Text("", "minor")
    return Figure(line.item.step, live=True)


def _small(text: str | None) -> Cell:
    return Text(text or "", "small")


_COLUMNS = (
    Column("党支部", 9, lambda line: Text(line.placing.score.branch.name, "minor")),
    Column("专业方面", 7.5, lambda line: Text(line.area, "minor")),
    Column("项目", 10.5, lambda line: _small(f"{line.score.item.id}\n{line.score.item.title}")),
    Column("评分标准", 18, lambda line: _small(line.score.clause.text)),
    Column("检查事实", 19, _fact),
    Column("得失分", 6.5, lambda line: Figure(line.score.points, "strong", 2, signed=True)),
    Column("本项得分", 6.5, _of_item),
    Column("扣分原因", 18, lambda line: _small(line.score.recorded.finding.reason)),
    Column("整改标准", 18, lambda line: _small(standard_of(line.score.recorded.finding, line.score))),
    Column("检查部室", 7.5, _department),
    Column("检查日期", 9, lambda line: Day(line.score.recorded.day)),
    Column("类型", 7.5, lambda line: Text(kind_in_words(line.score), "minor")),
    Column("编号", 8, lambda line: Text(line.score.recorded.finding.id or "", "minor")),
    Column("整改期限", 9, _deadline),
    Column("依据", 19, _places),
)
_QUARTER = Column("季度", 7, lambda line: Text(str(line.quarter), "minor"))
_TAKEN = "，它取自“各项得分”"
_NOTE = (
    "说明：得失分是该项发现在其条款内加减的分（扣为负、加为正），封顶、不得分、同一事件取重在检查事实中注明；"
    "条款组、项目另有封顶或限在零分与满分之间的，以“本项得分”为准，它取自“各项得分”。依据的第一行是细则条款、其后是检查记录所在的文件和行号。"
)

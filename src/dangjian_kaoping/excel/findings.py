"""扣分明细: each finding with its clause, fact, points, reason and 整改标准, and where both are written."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from dangjian_kaoping.engine.clause import ClauseScore, FindingScore
from dangjian_kaoping.engine.round import Placing, RoundResult
from dangjian_kaoping.excel.book import Book
from dangjian_kaoping.excel.cells import Cell, Day, Figure, Text
from dangjian_kaoping.excel.heading import write_heading
from dangjian_kaoping.excel.words import NONE
from dangjian_kaoping.model.edition import Edition
from dangjian_kaoping.render.finding_words import consequences_in_words
from dangjian_kaoping.render.record_words import kind_in_words, recorded_in_words, standard_of
from dangjian_kaoping.render.score_json import area_names

NAME = "扣分明细"


class Line(NamedTuple):
    """A finding, with the clause's score and all that a reader wants beside it."""

    placing: Placing
    area: str
    clause: ClauseScore
    score: FindingScore
    department: str


class Column(NamedTuple):
    """A column: its head, its width, what stands in it."""

    head: str
    width: float
    cell: Callable[[Line], Cell]


def write_findings(book: Book, result: RoundResult) -> None:
    """Write the sheet, in the order of the ranking, then of date, department and place in the file."""
    page = book.page(NAME, NAME, [column.width for column in _COLUMNS])
    write_heading(page, result, book.edition, NAME)
    page.across(Text(_NOTE, "plain"))
    head = page.row([Text(column.head, "head") for column in _COLUMNS], 30, buttons=True)
    page.heads(head, head, 1)
    lines = 0
    for line in _lines(result, book.edition):
        page.row([column.cell(line) for column in _COLUMNS], 26)
        lines += 1
    if not lines:
        page.across(Text("本轮检查没有记录任何发现。", "center"), 26)
    page.filter_rows()


def _lines(result: RoundResult, edition: Edition) -> Iterator[Line]:
    names = area_names(result.rubric)
    area_of = {item.id: names[area.id] for area in result.rubric.areas for item in area.items}
    for placing in result.placings:
        clauses = {
            id(finding.recorded.finding): clause
            for item in placing.score.inspected.items
            for clause in item.clauses
            for finding in clause.findings
        }
        for score in placing.score.findings:
            clause = clauses[id(score.recorded.finding)]
            yield Line(placing, area_of[score.item.id], clause, score, score.recorded.department or NONE)


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


def _small(text: str | None) -> Cell:
    return Text(text or "", "small")


_COLUMNS = (
    Column("党支部", 9, lambda line: Text(line.placing.score.branch.name, "minor")),
    Column("专业方面", 7.5, lambda line: Text(line.area, "minor")),
    Column("项目", 10.5, lambda line: _small(f"{line.score.item.id}\n{line.score.item.title}")),
    Column("评分标准", 18, lambda line: _small(line.score.clause.text)),
    Column("检查事实", 19, _fact),
    Column("得失分", 6.5, lambda line: Figure(line.score.points, "strong", 2, signed=True)),
    Column("扣分原因", 18, lambda line: _small(line.score.recorded.finding.reason)),
    Column("整改标准", 18, lambda line: _small(standard_of(line.score.recorded.finding, line.score))),
    Column("检查部室", 7.5, _department),
    Column("检查日期", 9, lambda line: Day(line.score.recorded.day)),
    Column("类型", 7.5, lambda line: Text(kind_in_words(line.score), "minor")),
    Column("编号", 8, lambda line: Text(line.score.recorded.finding.id or "", "minor")),
    Column("整改期限", 9, _deadline),
    Column("依据", 19, _places),
)
_NOTE = (
    "说明：得失分是该项发现在其条款内加减的分（扣为负、加为正），封顶、不得分、同一事件取重在检查事实中注明；"
    "条款组、项目另有封顶或限在零分与满分之间的，以“各项得分”为准。依据的第一行是细则条款、其后是检查记录所在的文件和行号。"
)

"""扣分明细: what each finding took, with clause, fact, reason and 整改标准, and where both are written.

The column adds up: an item's rows to its full marks minus its points, a branch's to all full marks minus its base. What
adds to and takes from the total (加分、扣减) stands in a block of its own below.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from dangjian_kaoping.engine.score.apportioning import Part, gains, losses
from dangjian_kaoping.engine.score.branch import BranchScore
from dangjian_kaoping.engine.score.round import Placing, RoundResult
from dangjian_kaoping.model.records import Finding
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.words.figures import NONE
from dangjian_kaoping.words.record.finding import consequences_in_words
from dangjian_kaoping.words.record.part import own_in_words, rest_in_words
from dangjian_kaoping.words.record.record import kind_in_words, reason_of, standard_of
from dangjian_kaoping.words.rubric.full_marks import area_names
from dangjian_kaoping.write.xlsx.book import Book
from dangjian_kaoping.write.xlsx.cells import Cell, Day, Figure, Text
from dangjian_kaoping.write.xlsx.heading import write_heading
from dangjian_kaoping.write.xlsx.whereabouts import Whereabouts

NAME = "扣分明细"


class Line(NamedTuple):
    """A part of what a branch lost or gained, with all that a reader wants beside it."""

    score: BranchScore
    quarter: Quarter
    area: str
    part: Part


class Column(NamedTuple):
    """A column: its head, its width, what stands in it."""

    head: str
    width: float
    cell: Callable[[Line], Cell]


class FindingsSheet:
    """The sheet, in the order of the ranking, the rubric's items, then of date, department and place in the file.

    Beside each row stand the full marks and the points of its item, these as a reference to 各项得分.
    """

    def __init__(self, book: Book, rounds: Sequence[RoundResult]) -> None:
        self._rubrics = {result.quarter: result.rubric for result in rounds}
        self._areas = {
            (result.quarter, item.id): name
            for result in rounds
            for area, name in zip(result.rubric.areas, area_names(result.rubric).values(), strict=True)
            for item in area.items
        }
        self._columns = _COLUMNS if len(rounds) == 1 else (_COLUMNS[0], _QUARTER, *_COLUMNS[1:])
        self._on_total: list[list[Cell]] = []
        self._page = page = book.page(NAME, [column.width for column in self._columns])
        write_heading(page, NAME)
        for note in (_NOTE if len(rounds) == 1 else _NOTE.replace(_TAKEN, ""), _ORDER):
            page.across(Text(note, "plain"))
        head = page.row(self._heads(), 30, buttons=True)
        page.heads(head, head, 1)

    def write(self, placing: Placing, quarter: Quarter, where: Whereabouts | None = None) -> None:
        """The rows of a branch in a round; those on the total are kept until all branches are written."""
        score = placing.score
        for part in losses(score, self._rubrics[quarter]):
            self._page.row(self._cells(part, score, quarter), 26, where=where)
        self._on_total += [self._cells(part, score, quarter, on_total=True) for part in gains(score)]

    def finish(self) -> None:
        """Filter buttons, or that there is nothing to filter; then what was added to and taken from the totals."""
        page = self._page
        if page.next_row == page.first_row:
            page.across(Text("没有扣分，检查也没有记录任何发现。", "center"), 26)
        page.filter_rows()
        if not self._on_total:
            return
        page.gap()
        page.across(Text(_ON_TOTAL, "group"), 20)
        page.row(self._heads(), 30)
        for cells in self._on_total:
            page.row(cells, 26)

    def _heads(self) -> list[Cell]:
        return [Text(column.head, "head") for column in self._columns]

    def _cells(self, part: Part, score: BranchScore, quarter: Quarter, *, on_total: bool = False) -> list[Cell]:
        name = "" if part.item is None else self._areas[quarter, part.item.item.id]
        line = Line(score, quarter, part.area.name if part.area is not None else name, part)
        cells = [column.cell(line) for column in self._columns]
        heads = [column.head for column in self._columns]
        blank = (_LOST, _FULL, _OF_ITEM) if on_total else (_GAINED,)
        return [Text("", "minor") if head in blank else cell for head, cell in zip(heads, cells, strict=True)]


def _points(line: Line, *, signed: bool) -> Cell:
    points = line.part.points
    return Text(NONE, "center") if points is None else Figure(points, "strong", 2, signed=signed)


def _item(line: Line) -> Cell:
    item = line.part.item
    return _small(None if item is None else f"{item.item.id}\n{item.item.title}")


def _criterion(line: Line) -> Cell:
    return _small(None if line.part.clause is None else line.part.clause.clause.text)


def _fact(line: Line) -> Cell:
    part = line.part
    branch_class = line.score.branch.branch_class
    if part.clause is None or part.finding is None:
        return Text(f"【{rest_in_words(part, branch_class)}】", "small")
    finding = part.finding.recorded.finding
    parts = [part.clause.clause.fact.recorded_in_words(finding)]
    carried_out = (("落实", finding.carried_out), ("过程", finding.process), ("成效", finding.result))
    parts += [f"{name}：{text}" for name, text in carried_out if text]
    told = [*consequences_in_words(part.clause, part.finding, branch_class), own_in_words(part)]
    parts += (f"【{each}】" for each in told if each is not None)
    return Text("\n".join(parts), "small")


def _full_marks(line: Line) -> Cell:
    item = line.part.item
    if item is None:
        return Text("", "minor")
    return Text("无", "center") if item.item.points is None else Figure(item.points)


def _of_item(line: Line) -> Cell:
    item = line.part.item
    if item is None:
        return Text("", "minor")
    if item.value is None or item.status == "rescaled":
        return Text(NONE, "center")
    return Figure(item.step, live=True)


def _reason(line: Line) -> Cell:
    return _small(None if line.part.finding is None else reason_of(line.part.finding))


def _standard(line: Line) -> Cell:
    finding = line.part.finding
    return _small(None if finding is None else standard_of(finding.recorded.finding, finding))


def _department(line: Line) -> Cell:
    if line.part.finding is None:
        return Text("", "minor")
    recorded = line.part.finding.recorded
    inspector = recorded.finding.inspector
    return Text((recorded.department or NONE) + (f"\n（{inspector}）" if inspector else ""), "minor")


def _day(line: Line) -> Cell:
    day = None if line.part.finding is None else line.part.finding.recorded.inspected_on
    return Text("", "minor") if day is None else Day(day)


def _kind(line: Line) -> Cell:
    return Text("" if line.part.finding is None else kind_in_words(line.part.finding), "minor")


def _number(line: Line) -> Cell:
    finding = _fault(line)
    return Text("" if finding is None else finding.id or "", "minor")


def _fault(line: Line) -> Finding | None:
    """The record of a row; None where it has none, or one whose fault another row tells."""
    found = line.part.finding
    return None if found is None or found.fault_told_elsewhere else found.recorded.finding


def _deadline(line: Line) -> Cell:
    finding = _fault(line)
    until = None if finding is None else finding.rectify_by
    return Text("", "minor") if until is None else Day(until)


def _places(line: Line) -> Cell:
    if line.part.clause is None or line.part.finding is None:
        return Text("", "place")
    return Text(f"{line.part.clause.clause.at}\n{line.part.finding.recorded.finding.at}", "place")


def _small(text: str | None) -> Cell:
    return Text(text or "", "small")


_LOST, _GAINED, _FULL, _OF_ITEM = "扣分", "加减总分", "本项满分", "本项得分"
_COLUMNS = (
    Column("党支部", 9, lambda line: Text(line.score.branch.name, "minor")),
    Column("专业方面", 7.5, lambda line: Text(line.area, "minor")),
    Column("项目", 10.5, _item),
    Column("评分标准", 18, _criterion),
    Column("检查事实", 19, _fact),
    Column(_LOST, 6.5, lambda line: _points(line, signed=False)),
    Column(_GAINED, 6.5, lambda line: _points(line, signed=True)),
    Column(_FULL, 5.5, _full_marks),
    Column(_OF_ITEM, 6, _of_item),
    Column("扣分原因", 18, _reason),
    Column("整改标准", 18, _standard),
    Column("检查部室", 7.5, _department),
    Column("检查日期", 9, _day),
    Column("类型", 7.5, _kind),
    Column("编号", 8, _number),
    Column("整改期限", 9, _deadline),
    Column("依据", 19, _places),
)
_QUARTER = Column("季度", 7, lambda line: Text(str(line.quarter), "minor"))
_TAKEN = "，本项得分取自“各项得分”"
_NOTE = (
    "说明：“扣分”是这一行实际扣去的分，负数是还回、补回的分。同一项目各行的扣分相加，等于本项满分减本项得分；"
    "同一支部各行相加，等于各项满分之和减基础分（未修约）"
    + _TAKEN
    + "。不属于任何一条发现的（没有得分、不涉及、折算、复核定分），"
    "单列一行，在检查事实中写明。依据的第一行是细则条款，其后是检查记录所在的文件和行号。"
)
_ORDER = (
    "同一项目里有几条的：先算使本项（本组）不得分的，它扣去全部的分；从满分扣起的，再依次算扣分、得分，从零得起的，依次算得分、扣分；"
    "最后算还分。同一类的按检查日期先后，前面已经扣完或到了封顶的，后面的不再扣。"
)
_ON_TOTAL = "总分的加分、扣减和一票否决：不在项目的分里。同一支部各行相加，等于加分减扣减"

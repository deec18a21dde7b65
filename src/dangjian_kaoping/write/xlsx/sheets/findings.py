"""扣分明细: what each finding took, with clause, fact, reason and 整改标准, and where both are written.

The column adds up: an item's rows to its full marks minus its points, a branch's to all full marks minus its base. What
adds to and takes from the total (加分、扣减) stands in a block of its own below.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from dangjian_kaoping.engine.score.apportioning import Part, Taken, counts
from dangjian_kaoping.engine.score.branch import BranchScore
from dangjian_kaoping.engine.score.round import Placing, RoundResult
from dangjian_kaoping.exact import Exact, places, plus, total
from dangjian_kaoping.model.records import Finding
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.words.figures import NONE
from dangjian_kaoping.words.names import with_former_names
from dangjian_kaoping.words.record.finding import consequences_in_words, outdone_by_another
from dangjian_kaoping.words.record.part import own_in_words, rest_in_words
from dangjian_kaoping.words.record.record import kind_in_words, reason_of, standard_of
from dangjian_kaoping.words.rubric.full_marks import area_names
from dangjian_kaoping.write.xlsx.balance import balanced, sampled
from dangjian_kaoping.write.xlsx.book import Book
from dangjian_kaoping.write.xlsx.cells import Cell, Day, Figure, Text
from dangjian_kaoping.write.xlsx.heading import write_heading
from dangjian_kaoping.write.xlsx.layout import column_width
from dangjian_kaoping.write.xlsx.paper import Paper
from dangjian_kaoping.write.xlsx.whereabouts import Address, Whereabouts

NAME = "扣分明细"


class Line(NamedTuple):
    """A part of what a branch lost or gained, with all that a reader wants beside it."""

    score: BranchScore
    quarter: Quarter
    area: str
    part: Part
    ledger: Mapping[str, Address]


class Column(NamedTuple):
    """A column: its head, its width, what stands in it."""

    head: str
    width: float
    cell: Callable[[Line], Cell]


class Held(NamedTuple):
    """A branch in a round, and what was taken from it."""

    quarter: Quarter
    placing: Placing
    taken: Taken


class FindingsSheet:
    """The sheet: of each branch a line with what it lost in all, under it what took it, in the order of the rubric's
    items, then of date, department and place in the file.

    Beside each row stand the full marks and the points of its item, these as a reference to 各项得分. `branches` are
    those of the rows to come, each with its rounds: so it is known where their lines (`starts`) and the problems of the
    ledger (`problems`) will stand before they are written.
    """

    def __init__(self, book: Book, rounds: Sequence[RoundResult], branches: Iterable[Sequence[Held]]) -> None:
        self._areas = {
            (result.quarter, item.id): name
            for result in rounds
            for area, name in zip(result.rubric.areas, area_names(result.rubric).values(), strict=True)
            for item in area.items
        }
        self._columns = _COLUMNS if len(rounds) == 1 else (_COLUMNS[0], _QUARTER, *_COLUMNS[1:])
        self._on_total: list[tuple[Quarter, BranchScore, Part]] = []
        self._parts: dict[str, list[tuple[Quarter, BranchScore, Part]]] = {}
        self.ledger: Mapping[str, Address] = {}
        self._gather(branches)
        # that of a year would take dozens of pages, which each round had already
        paper = Paper(unprinted=_FOR_THE_SCREEN, on_demand=len(rounds) > 1)
        self._page = page = book.page(NAME, self._widths(), paper)
        write_heading(page, NAME)
        page.across(Text(_NOTE, "plain"))
        head = page.row(self._heads(), 20, buttons=True)
        page.heads(head, head, 1)
        self.starts: dict[str, Address] = {}
        self.problems: dict[str, Address] = {}
        self._plan()

    def _gather(self, branches: Iterable[Sequence[Held]]) -> None:
        for held in branches:
            self._parts[held[0].placing.score.branch.id] = [
                (each.quarter, each.placing.score, part) for each in held for part in each.taken.losses if tells(part)
            ]
            for each in held:
                self._on_total += [(each.quarter, each.placing.score, part) for part in each.taken.gains]

    def _widths(self) -> list[float]:
        """As wide as what stands in them asks for."""
        rows = [row for parts in self._parts.values() for row in parts]
        cells = [self._cells(part, score, quarter) for quarter, score, part in sampled(rows)]
        printed = len(self._columns) - _FOR_THE_SCREEN
        widths = balanced([each[:printed] for each in cells], [column.width for column in self._columns[:printed]])
        names = (score.branch.name for _, score, _ in rows)
        beside = {_BRANCH: column_width(names, 20, 60, 9)}
        return [*widths, *(beside.get(column.head, column.width) for column in self._columns[printed:])]

    def _plan(self) -> None:
        row = self._page.next_row
        number = [column.head for column in self._columns].index(_NUMBER)
        for branch, parts in self._parts.items():
            self.starts[branch] = self._page.address(row, 0)
            for index, (_, _, part) in enumerate(parts, row + 1):
                self._note(part, self._page.address(index, number))
            row += 1 + len(parts)
        bare = not any(self._parts.values())
        for index, (_, _, part) in enumerate(self._on_total, row + bare + _ABOVE_TOTAL):
            self._note(part, self._page.address(index, number))

    def _note(self, part: Part, place: Address) -> None:
        finding = _fault(part)
        if finding is not None and finding.id:
            self.problems[finding.id] = place

    def write(self, held: Sequence[Held], rank: int | None, back: Address, where: Whereabouts | None = None) -> None:
        """The rows of a branch; those on the total come when all branches are written. The line leads back."""
        parts = self._parts.pop(held[-1].placing.score.branch.id)
        penalty = total(each.placing.score.penalty.value for each in held)
        name = with_former_names(each.placing.score.branch.name for each in held)
        self._page.row(self._line(name, rank, back, [part for _, _, part in parts], penalty), 18)
        for quarter, score, part in parts:
            self._page.row(self._cells(part, score, quarter), 16, where=where, level=1)

    def _line(self, name: str, rank: int | None, back: Address, parts: Sequence[Part], penalty: Exact) -> list[Cell]:
        """The line above the rows of a branch: in all what they took, and what was taken from the total beside."""
        row = self._page.next_row
        of_sum = [column.head for column in self._columns].index(_LOST)
        said = f"第 {rank} 名，" if rank is not None else ""
        texts = {_ITEM: Text(name, "branch"), _BRANCH: Text(name, "branch")}
        lost = total(part.points for part in parts if part.points is not None)
        texts["扣分原因"] = Text(f"{said}{_taken(parts, lost, penalty)}", "branch_link", back)
        cells: list[Cell] = [texts.get(column.head, Text("", "branch")) for column in self._columns]
        if parts:
            first, last = (self._page.address(row + each, of_sum) for each in (1, len(parts)))
            cells[of_sum] = Figure(
                lost, "branch_figure", _PLACES, _PLACES, formula=f"SUM({first.to(last, self._page.name)})"
            )
        return cells

    def finish(self) -> None:
        """Filter buttons, or that there is nothing to filter; then what was added to and taken from the totals."""
        page = self._page
        if page.next_row == page.first_row + len(self.starts):
            page.across(Text("没有扣分，检查也没有记录任何发现。", "center"), 26)
        page.filter_rows()
        if not self._on_total:
            return
        page.gap()
        page.across(Text(_ON_TOTAL, "group"), 20)
        heads = {_ITEM: "党支部\n项目", _LOST: _GAINED}
        page.row([Text(heads.get(column.head, column.head), "head") for column in self._columns], 30)
        for quarter, score, part in self._on_total:
            page.row(self._cells(part, score, quarter, on_total=True), 18)

    def _heads(self) -> list[Cell]:
        return [Text(column.head, "head") for column in self._columns]

    def _cells(self, part: Part, score: BranchScore, quarter: Quarter, *, on_total: bool = False) -> list[Cell]:
        name = "" if part.item is None else self._areas[quarter, part.item.item.id]
        line = Line(score, quarter, part.area.name if part.area is not None else name, part, self.ledger)
        cells = [column.cell(line) for column in self._columns]
        if on_total:
            item = "" if part.item is None else f"\n{part.item.item.id} {part.item.item.title}"
            told = {_ITEM: Text(f"{score.branch.name}{item}", "small"), _LOST: _points(part, signed=True)}
            told |= dict.fromkeys((_FULL, _OF_ITEM), Text("", "minor"))
            cells = [told.get(column.head, cell) for column, cell in zip(self._columns, cells, strict=True)]
        return cells


def tells(part: Part) -> bool:
    """Whether a row is about a deduction: one that was made, is not known yet, or was kept from being made."""
    finding = part.finding
    if part.points is None or part.points or finding is None or part.clause is None:
        return True
    fault = _fault(part)
    if not counts(finding) or finding.empties is not None or (fault is not None and fault.id is not None):
        return True
    return finding.points < 0 or outdone_by_another(part.clause, finding)


def _taken(parts: Sequence[Part], lost: Exact, penalty: Exact) -> str:
    """How many rows took points; with what was taken from the total it is what 一页纸摘要 calls 扣分合计."""
    number = sum(part.points is not None and part.points > 0 for part in parts)
    told = f"扣分 {number} 条" if number else "没有扣分"
    if not penalty:
        return told
    return f"{told}，另总分扣减 {places(penalty, _PLACES)} 分，扣分合计 {places(plus(lost, penalty), _PLACES)} 分"


def _points(part: Part, *, signed: bool) -> Cell:
    points = part.points
    if points is None:
        return Text(NONE, "center")
    return Figure(points, "lost" if points > 0 and not signed else "strong", _PLACES, _PLACES, signed=signed)


def _item(line: Line) -> Cell:
    item = line.part.item
    return _small(None if item is None else f"{item.item.id} {item.item.title}")


def _criterion(line: Line) -> Cell:
    return _small(None if line.part.clause is None else line.part.clause.clause.text)


def _fact(line: Line) -> Cell:
    part = line.part
    branch_class = line.score.branch.branch_class
    if part.clause is None or part.finding is None:
        return Text(f"【{rest_in_words(part, branch_class)}】", "small")
    fact = part.clause.clause.fact.recorded_in_words(part.finding.recorded.finding)
    told = [*consequences_in_words(part.clause, part.finding, branch_class), own_in_words(part)]
    return Text(fact + "".join(f"【{each}】" for each in told if each is not None), "small")


def _carried_out(line: Line) -> Cell:
    if line.part.finding is None:
        return _small(None)
    finding = line.part.finding.recorded.finding
    parts = (("落实", finding.carried_out), ("过程", finding.process), ("成效", finding.result))
    return _small("；".join(f"{name}：{text}" for name, text in parts if text))


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
    return Figure(item.step, least=_PLACES, most=_PLACES, live=True)


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
    return Text((recorded.department or NONE) + (f"（{inspector}）" if inspector else ""), "minor")


def _day(line: Line) -> Cell:
    day = None if line.part.finding is None else line.part.finding.recorded.inspected_on
    return Text("", "minor") if day is None else Day(day)


def _kind(line: Line) -> Cell:
    return Text("" if line.part.finding is None else kind_in_words(line.part.finding), "minor")


def _number(line: Line) -> Cell:
    finding = _fault(line.part)
    if finding is None or not finding.id:
        return Text("", "minor")
    to = line.ledger.get(finding.id)
    return Text(finding.id, "minor" if to is None else "link_small", to)


def _fault(part: Part) -> Finding | None:
    """The record of a row; None where it has none, or one whose fault another row tells."""
    found = part.finding
    return None if found is None or found.fault_told_elsewhere else found.recorded.finding


def _deadline(line: Line) -> Cell:
    finding = _fault(line.part)
    until = None if finding is None else finding.rectify_by
    return Text("", "minor") if until is None else Day(until)


def _places(line: Line) -> Cell:
    if line.part.clause is None or line.part.finding is None:
        return Text("", "place")
    return Text(f"{line.part.clause.clause.at}；{line.part.finding.recorded.finding.at}", "place")


def _small(text: str | None) -> Cell:
    return Text(text or "", "small")


_ITEM, _LOST, _GAINED, _FULL, _OF_ITEM, _NUMBER = "项目", "扣分", "加减总分", "满分", "得分", "编号"
_BRANCH = "党支部"
_PRINTED = (
    Column(_ITEM, 22, _item),
    Column("检查事实", 21, _fact),
    Column("扣分原因", 46, _reason),
    Column(_LOST, 6, lambda line: _points(line.part, signed=False)),
    Column(_OF_ITEM, 6, _of_item),
    Column(_FULL, 6, _full_marks),
    Column(_NUMBER, 9.5, _number),
)
_ON_SCREEN = (
    Column(_BRANCH, 20, lambda line: Text(line.score.branch.name, "minor")),
    Column("专业方面", 18, lambda line: Text(line.area, "minor")),
    Column("评分标准", 130, _criterion),
    Column("整改标准", 130, _standard),
    Column("落实、过程、成效", 130, _carried_out),
    Column("检查部室", 24, _department),
    Column("检查日期", 10, _day),
    Column("整改期限", 10, _deadline),
    Column("类型", 8, _kind),
    Column("依据", 60, _places),
)
"""For filtering and looking up; on paper the ledger and the rubric tell them."""
_COLUMNS = (*_PRINTED, *_ON_SCREEN)
_FOR_THE_SCREEN = len(_ON_SCREEN)
_PLACES = 2
"""Decimals of points."""
_ABOVE_TOTAL = 3
"""Rows above what is on the total: a gap, its title, its heads."""
_QUARTER = Column("季度", 9, lambda line: Text(line.quarter.of_year, "minor"))
_NOTE = "说明：“扣分”是这一行实际扣去的分，负数是还回、补回的分；怎样算的见“依据与口径”。右边几列不打印，可以收起。"
_ON_TOTAL = "总分的加分、扣减和一票否决：不在项目的分里。同一支部各行相加，等于加分减扣减"

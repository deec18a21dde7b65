"""The table of ranges: of every clause, group, item, area and total the least and the most, each with its record."""

from collections.abc import Callable, Iterator, Sequence
from typing import Literal, NamedTuple

from dangjian_kaoping.engine.score.branch import BranchScore
from dangjian_kaoping.engine.score.item import full_marks
from dangjian_kaoping.engine.score.ranges import Range
from dangjian_kaoping.engine.score.table import area_points
from dangjian_kaoping.exact import ZERO, Exact, rounded
from dangjian_kaoping.model.clause import Clause, Effect
from dangjian_kaoping.model.number import chosen
from dangjian_kaoping.model.rubric import Area, Rubric
from dangjian_kaoping.proof.bench import Situation
from dangjian_kaoping.proof.ranges.ranges import ItemRange, Span
from dangjian_kaoping.proof.ranges.rounds import Rounds
from dangjian_kaoping.proof.ranges.spans import RoundSpan
from dangjian_kaoping.proof.subject import ItemSubject, Subject

Part = Literal["area", "item", "group", "clause", "total"]
Total = Literal["base", "bonus", "penalty", "inspection", "composite"]
TOTALS: tuple[Total, ...] = ("base", "bonus", "penalty", "inspection", "composite")


class Side(NamedTuple):
    """One end (分): what nothing passes (None: nothing is known to stop it), what was reached (None: nothing could be
    tried), and the record for it; None where it is that of all items at their ends.
    """

    limit: Exact | None
    reached: Exact | None
    record: Situation | None

    @property
    def proven(self) -> bool:
        """Whether the end itself is reached."""
        return self.reached is not None and self.reached == self.limit


class RangeRow(NamedTuple):
    """What one part of a rubric can give at least and at most (分), at branches of a class ("": of any).

    `key` is its id, of a clause or a group with that of its item; `empties` says that a clause can leave nothing of its
    item or group; `full` are its full marks, where it has some.
    """

    part: Part
    key: str
    name: str
    branch_class: str
    effect: Effect | None
    empties: bool
    full: Exact | None
    least: Side
    most: Side

    @property
    def full_reached(self) -> bool | None:
        """Whether somebody can have the full marks; None where it has none, or where that is not known."""
        return None if self.full is None else _reaches(self.most, self.full, above=True)

    @property
    def zero_reached(self) -> bool | None:
        """Whether somebody can be left with nothing; None where it has no full marks, or where that is not known."""
        return None if self.full is None else _reaches(self.least, ZERO, above=False)


class RangeTable(NamedTuple):
    """The table of a rubric; `unsound` are the items with faults of their own, of which nothing can be told."""

    rubric: Rubric
    rows: tuple[RangeRow, ...]
    unsound: tuple[str, ...]


def range_table(subject: Subject) -> RangeTable:
    """The rows, area by area with their items, groups and clauses, and the totals behind them."""
    by_item = {each.item.id: each for each in subject.items}
    rounds = Rounds(subject) if len(by_item) == len(subject.rubric.by_item) else None
    totals = None if rounds is None or not rounds.spans else _Totals(rounds)
    rows: list[RangeRow] = []
    for area in subject.rubric.areas:
        if totals is not None:
            rows.append(totals.of_area(area))
        for item in area.items:
            if item.id in by_item:
                rows += _of_item(by_item[item.id])
    if totals is not None:
        rows += totals.rows()
    unsound = tuple(each for each in subject.rubric.by_item if each not in by_item)
    return RangeTable(subject.rubric, tuple(rows), unsound)


def _reaches(side: Side, number: Exact, *, above: bool) -> bool | None:
    """Whether an end comes as far as a number."""
    if side.reached is not None and (side.reached >= number if above else side.reached <= number):
        return True
    if side.limit is not None and (side.limit < number if above else side.limit > number):
        return False
    return None


def _of_item(subject: ItemSubject) -> Iterator[RangeRow]:
    item = subject.item
    key = item.id
    yield from _apart(subject, "item", key, item.title, None, lambda each: each.points_shortly, _full)
    for name, group in item.groups.items():
        if group.points is not None:
            yield from _apart(
                subject,
                "group",
                f"{key}/{name}",
                group.title,
                None,
                _group(name),
                _full_of(name),
            )
    for clause in item.clauses:
        yield from _apart(
            subject,
            "clause",
            f"{key}/{clause.id}",
            clause.id,
            clause.effect,
            _clause(clause),
            lambda _: None,
            empties=clause.empties is not None,
        )


def _group(name: str) -> Callable[[ItemRange], Span]:
    return lambda each: each.group(name)


def _clause(clause: Clause) -> Callable[[ItemRange], Span]:
    return lambda each: each.of(each.item.by_clause[clause.id])


def _full(range_: ItemRange) -> Exact | None:
    return None if range_.item.points is None else full_marks(range_.item, "")


def _full_of(name: str) -> Callable[[ItemRange], Exact | None]:
    return lambda each: chosen(each.item.groups[name].points or ZERO, "")


def _apart(
    subject: ItemSubject,
    part: Part,
    key: str,
    name: str,
    effect: Effect | None,
    span: Callable[[ItemRange], Span],
    full: Callable[[ItemRange], Exact | None],
    *,
    empties: bool = False,
) -> Iterator[RangeRow]:
    """A row for all classes, or one for each where they differ; of several head counts the widest."""
    found: dict[str, RangeRow] = {}
    for each in subject.ranges:
        least, most = (Side(end.limit, end.reached, end.situation) for end in span(each))
        row = RangeRow(part, key, name, each.tries.bench.branch_class, effect, empties, full(each), least, most)
        before = found.get(row.branch_class)
        found[row.branch_class] = row if before is None else _wider(before, row)
    rows = list(found.values())
    alike = all(_figures(each) == _figures(rows[0]) for each in rows)
    yield from (rows[0]._replace(branch_class=""),) if rows and alike else rows


def _figures(row: RangeRow) -> tuple[Exact | None, ...]:
    return row.full, row.least.limit, row.least.reached, row.most.limit, row.most.reached


def _wider(one: RangeRow, other: RangeRow) -> RangeRow:
    least = min((one.least, other.least), key=lambda each: (each.limit is not None, each.limit or 0))
    most = max((one.most, other.most), key=lambda each: (each.limit is None, each.limit or 0))
    return one._replace(least=least, most=most)


class _Totals:
    """What the rounds of a rubric come to, and those that show it: all items at their best, and at their worst."""

    def __init__(self, rounds: Rounds) -> None:
        self.rounds = rounds
        self.rubric = rounds.rubric
        self._ends = [
            score
            for each in rounds.spans
            for best in (True, False)
            if (score := rounds.standing(each, best=best)) is not None
        ]

    def of_area(self, area: Area) -> RangeRow:
        def figure(score: BranchScore) -> Exact | None:
            points = area_points(score.inspected, area)
            return None if points is None else points.points

        marks = area.full_marks
        # what only adds to the total and takes from it has none
        full = (chosen(marks, self.rounds.classes[0]) or None) if marks is not None else None
        least, most = self._sides([each.areas[area.id] for each in self.rounds.spans], figure)
        return RangeRow("area", area.id, area.name, "", None, False, full, least, most)

    def rows(self) -> Iterator[RangeRow]:
        marks = self.rubric.full_marks
        for name in TOTALS:
            ends = [self._published(each, name) for each in self.rounds.spans]

            def figure(score: BranchScore, name: Total = name) -> Exact | None:
                step = getattr(score, name)
                return None if step is None else step.value

            least, most = self._sides(ends, figure)
            full = chosen(marks, self.rounds.classes[0]) if marks is not None and name == "base" else None
            yield RangeRow("total", name, "", "", None, False, full, least, most)

    def _published(self, span: RoundSpan, name: Total) -> Range:
        """A figure as it is printed: each is rounded once, bonus and penalties are not."""
        found: Range = getattr(span, name)
        rounding = self.rubric.measure.rounding
        if name not in ("base", "inspection"):
            return found
        return Range(*(None if end is None else rounded(end, rounding.places, rounding.mode) for end in found))

    def _sides(self, spans: Sequence[Range], figure: Callable[[BranchScore], Exact | None]) -> tuple[Side, Side]:
        lows, highs = [each.low for each in spans], [each.high for each in spans]
        low = None if None in lows else min(each for each in lows if each is not None)
        high = None if None in highs else max(each for each in highs if each is not None)
        found = [value for each in self._ends if (value := figure(each)) is not None]
        reached = (min(found), max(found)) if found else (None, None)
        return Side(low, reached[0], None), Side(high, reached[1], None)

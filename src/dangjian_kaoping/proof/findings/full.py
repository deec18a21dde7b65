"""满分和零分: full marks that nobody can have, and points that nobody can lose (KP266, KP267).

What is told already by the price of the clauses alone (KP212) is not told again.
"""

from collections.abc import Iterator

from dangjian_kaoping.checks.rubric.reach import check_reach
from dangjian_kaoping.diagnostics import Faults, codes
from dangjian_kaoping.engine.score.item import full_marks
from dangjian_kaoping.engine.score.table import area_points
from dangjian_kaoping.exact import ZERO, Exact, plain, total
from dangjian_kaoping.model.by_class import decided
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.factor import Factor
from dangjian_kaoping.model.number import chosen
from dangjian_kaoping.model.rubric import Area
from dangjian_kaoping.model.rule import TableRule
from dangjian_kaoping.proof.ranges.ranges import End, ItemRange
from dangjian_kaoping.proof.ranges.rounds import Rounds
from dangjian_kaoping.proof.ranges.spans import RoundSpan
from dangjian_kaoping.proof.showing import shown_by
from dangjian_kaoping.proof.subject import ItemSubject


def find_out_of_reach(subject: ItemSubject, faults: Faults) -> None:
    """Full marks, and none at all, that are out of the reach of all branches of a class."""
    item = subject.item
    if item.points is None or item.factor or item.draws:
        return
    for most, full, range_ in _short_of_full(subject):
        found = shown_by(subject, range_.tries.bench, most.situation)
        if found is not None and found.outcome.points == most.reached and not _told(range_, "zero"):
            fault = codes.KP266(
                scope=f"“{item.title}”", full=plain(full), most=plain(most.reached or ZERO), facts=found.in_words
            )
            faults.add(fault, item.place_of("points"))
            return
    for least, full, range_ in _kept(subject):
        found = shown_by(subject, range_.tries.bench, least.situation)
        if found is not None and found.outcome.points == least.reached and not _told(range_, "full"):
            fault = codes.KP267(
                scope=f"“{item.title}”", full=plain(full), least=plain(least.reached or ZERO), facts=found.in_words
            )
            faults.add(fault, item.place_of("points"))
            return


def _short_of_full(subject: ItemSubject) -> Iterator[tuple[End, Exact, ItemRange]]:
    for each in subject.ranges:
        full = decided(each.item.points or ZERO)
        alike = subject.range_of(each.tries.bench.branch_class)
        if all(one.most.limit is not None and one.most.limit < full for one in alike):
            yield each.most, full, each


def _kept(subject: ItemSubject) -> Iterator[tuple[End, Exact, ItemRange]]:
    """Where an item from which points are taken, or not earned, keeps some of them whatever is recorded."""
    item = subject.item
    from_zero = any(group.start == "zero" for group in item.groups.values())
    taken = any(each.effect == "deduct" for each in item.clauses)
    # that the lowest level, or the last place, still earns something is mostly meant; that nothing at all does is not
    if not (taken or from_zero) if item.start == "full" else not any(map(_pays_for_nothing, item.clauses)):
        return
    by_class: dict[str, list[ItemRange]] = {}
    for each in subject.ranges:
        by_class.setdefault(each.tries.bench.branch_class, []).append(each)
    for several in by_class.values():
        # of branches of one class at every head count that is tried
        if all(each.least.limit is not None and each.least.limit > max(ZERO, each.item.floor) for each in several):
            yield several[0].least, decided(several[0].item.points or ZERO), several[0]


def _pays_for_nothing(clause: Clause) -> bool:
    """Whether points that rise in proportion begin above 0 where nothing was done."""
    if clause.effect != "earn" or not isinstance(clause.rule, TableRule) or clause.fact.worse == "more":
        return False
    rows = (row for row in clause.rule.table if row.to_points is not None)
    return any(row.start is not None and not row.start and bool(row.points) for row in rows)


def _told(range_: ItemRange, start: str) -> bool:
    """Whether the points of the clauses alone say so: that is told where they are (KP212)."""
    if range_.item.start != start:
        return False  # what is taken from full marks says nothing of whether they are reached, nor the other way round
    faults = Faults()
    check_reach(range_.item, faults)
    return any(each.code == "KP212" for each in faults)


def find_total_out_of_reach(rounds: Rounds, faults: Faults) -> None:
    """That an area, or all together, never comes to its full marks, though each item may: it is multiplied by less."""
    before = len(faults)
    for area in rounds.rubric.areas:
        if isinstance(area.times, Factor):
            _check_area(rounds, area, faults)
    if isinstance(rounds.rubric.measure.times, Factor) and len(faults) == before:
        _check_base(rounds, faults)


def _check_area(rounds: Rounds, area: Area, faults: Faults) -> None:
    spans = [(each, _full_of(area, each)) for each in rounds.spans]
    if not all(full and (high := each.areas[area.id].high) is not None and high < full for each, full in spans):
        return
    span, full = max(spans, key=lambda each: each[0].areas[area.id].high or ZERO)
    score = rounds.standing(span, best=True)
    found = None if score is None else area_points(score.inspected, area)
    if found is not None and found.points < full:
        facts = f"各项都记最好的，本方面 {plain(found.points)} 分"
        most = plain(found.points)
        fault = codes.KP266(scope=f"“{area.name}”方面", full=plain(full), most=most, facts=facts)
        faults.add(fault, area.place_of("times"))


def _full_of(area: Area, span: RoundSpan) -> Exact:
    return total(full_marks(item, span.branch_class) for item in area.summed)


def _check_base(rounds: Rounds, faults: Faults) -> None:
    rubric = rounds.rubric
    if rubric.full_marks is None:
        return
    for span in rounds.spans:
        if span.base.high is None or span.base.high >= chosen(rubric.full_marks, span.branch_class):
            return
    span = max(rounds.spans, key=lambda each: each.base.high or ZERO)
    score = rounds.standing(span, best=True)
    if score is not None and score.base is not None:
        base, full = plain(score.base.value), plain(chosen(rubric.full_marks, span.branch_class))
        fault = codes.KP266(scope="总分", full=full, most=base, facts=f"各项都记最好的，基础分 {base} 分")
        faults.add(fault, rubric.measure.place_of("times"))

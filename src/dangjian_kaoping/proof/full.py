"""满分和零分: full marks that nobody can have, and points that nobody can lose (KP266, KP267).

What is told already by the price of the clauses alone (KP212) is not told again.
"""

from collections.abc import Iterator

from dangjian_kaoping.checks.rubric.reach import check_reach
from dangjian_kaoping.diagnostics import Faults, codes
from dangjian_kaoping.exact import ZERO, Exact, plain
from dangjian_kaoping.model.by_class import decided
from dangjian_kaoping.model.number import chosen
from dangjian_kaoping.proof.ranges import End, ItemRange
from dangjian_kaoping.proof.rounds import Rounds
from dangjian_kaoping.proof.shown import of_class, shown
from dangjian_kaoping.proof.subject import ItemSubject


def find_out_of_reach(subject: ItemSubject, faults: Faults) -> None:
    """Full marks, and none at all, that are out of the reach of all branches of a class."""
    item = subject.item
    if item.points is None or item.factor or item.draws:
        return
    for most, full, range_ in _short_of_full(subject):
        found = shown(subject, range_.tries.bench, most.situation)
        if found is not None and found.given.points == most.reached and not _told(range_):
            of = of_class(subject, range_.tries.bench)
            fault = codes.KP266(
                scope=f"“{item.title}”", full=plain(full), most=plain(most.reached or ZERO), of=of, facts=found
            )
            faults.add(fault, item.place_of("points"))
            return
    for least, full, range_ in _kept(subject):
        found = shown(subject, range_.tries.bench, least.situation)
        if found is not None and found.given.points == least.reached and not _told(range_):
            of = of_class(subject, range_.tries.bench)
            fault = codes.KP267(
                scope=f"“{item.title}”", full=plain(full), least=plain(least.reached or ZERO), of=of, facts=found
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
    from_zero = any(group.start == "zero" for group in subject.item.groups.values())
    if not from_zero and not any(each.effect == "deduct" for each in subject.item.clauses):
        return
    for each in subject.ranges if subject.item.start == "full" else ():
        alike = subject.range_of(each.tries.bench.branch_class)
        if all(one.least.limit is not None and one.least.limit > max(ZERO, each.item.floor) for one in alike):
            yield each.least, decided(each.item.points or ZERO), each


def _told(range_: ItemRange) -> bool:
    """Whether the points of the clauses alone say so: that is told where they are (KP212)."""
    faults = Faults()
    check_reach(range_.item, faults)
    return any(each.code == "KP212" for each in faults)


def find_total_out_of_reach(rounds: Rounds, faults: Faults) -> None:
    """That all together never come to the full marks, though each item may: something is multiplied by less."""
    rubric = rounds.rubric
    if not rubric.weighed or rubric.full_marks is None:
        return
    for span in rounds.spans:
        if span.base.high is None or span.base.high >= chosen(rubric.full_marks, span.branch_class):
            return
    span = max(rounds.spans, key=lambda each: each.base.high or ZERO)
    score = rounds.standing(span, best=True)
    if score is not None and score.base is not None:
        base, full = plain(score.base.value), plain(chosen(rubric.full_marks, span.branch_class))
        fault = codes.KP266(scope="总分", full=full, most=base, of="", facts=f"各项都记最好的，基础分 {base} 分")
        faults.add(fault, rubric.key_of("total" if rubric.total is not None else "measure"))

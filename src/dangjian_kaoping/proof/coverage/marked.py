"""Which marks a case, or a round that was held, shows: those of its items, and those of the measure."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from dangjian_kaoping.cases.run import Outcome
from dangjian_kaoping.cases.stage import ANY_CLASS
from dangjian_kaoping.engine import names
from dangjian_kaoping.engine.score.composite import VetoInForce, stages
from dangjian_kaoping.engine.score.grade import grade_of
from dangjian_kaoping.engine.score.item import ItemScore
from dangjian_kaoping.engine.score.round import Placing, RoundResult
from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.periods import MONTHS_OF_A_QUARTER
from dangjian_kaoping.proof.coverage.marking import Marking
from dangjian_kaoping.proof.coverage.marks import Mark, Part, Side


def marks_of_outcome(marking: Marking, outcome: Outcome) -> Iterator[Mark]:
    """The marks that a case shows as it ran; one that is refused, or came out otherwise, shows none."""
    case, actual = outcome.case, outcome.actual
    if actual.faults or not outcome.passed:
        return
    vetoes: list[VetoInForce] = []
    if actual.score is not None:
        yield from marking.of_item(actual.score, case.branch_class or ANY_CLASS, case.months)
        vetoes = list(_vetoes(actual.score))
    if actual.composite is not None:
        yield from _of_composite(actual.composite, vetoes)
        if actual.grade is not None:
            by_score = grade_of(actual.composite.value, marking.rubric.measure)
            yield Mark("grade", name=actual.grade)
            capping = [each for each in vetoes if each.veto.effect == "grade_cap"]
            yield from _capped(capping, capping if actual.grade != by_score else ())
    if actual.round is not None:
        yield from marks_of_round(marking, actual.round)


def marks_of_round(marking: Marking, result: RoundResult) -> Iterator[Mark]:
    """The marks that a round shows: what was recorded of each of its branches."""
    for placing in result.placings:
        branch_class = placing.score.branch.branch_class
        for score in placing.score.inspected.items:
            yield from marking.of_item(score, branch_class, MONTHS_OF_A_QUARTER)
        yield from _of_placing(placing)


def _of_placing(placing: Placing) -> Iterator[Mark]:
    score = placing.score
    yield from _of_total("bonus_cap", score.bonus)
    yield from _of_total("penalty_cap", score.penalty)
    if score.composite is not None:
        yield from _of_composite(score.composite, score.vetoes)
    if placing.grading is not None and placing.grade is not None:
        yield Mark("grade", name=placing.grade)
        capping = [each for each in score.vetoes if each.veto.effect == "grade_cap"]
        bound = {id(each.force) for each in placing.grading.caps}
        yield from _capped(capping, [each for each in capping if id(each) in bound])


def _of_total(part: Part, step: Step) -> Iterator[Mark]:
    """On which side of the measure's cap the bonus, or the penalties, of a branch lie."""
    exact = step.exact
    if exact.cap is not None and exact.uncapped.value > 0:
        yield Mark(part, side="met" if exact.uncapped.value > exact.cap.value else "unmet")


def _of_composite(composite: Step, vetoes: Iterable[VetoInForce]) -> Iterator[Mark]:
    """On which side of the measure's floor, and of what a veto caps it at, a composite lies."""
    items = {id(each.clause): each.item.id for each in vetoes}
    for before, step in pairwise(stages(composite)):
        if step.name == names.WEIGHTED_FLOORED:
            yield Mark("measure_floor", side="met" if step.value > before.value else "unmet")
        elif step.name == names.WEIGHTED_CAPPED and id(step.subject) in items:
            clause = next(each.clause.id for each in vetoes if each.clause is step.subject)
            side: Side = "met" if before.value > step.value else "unmet"
            yield Mark("score_cap", items[id(step.subject)], clause, side=side)


def _capped(vetoes: Iterable[VetoInForce], bound: Iterable[VetoInForce]) -> Iterator[Mark]:
    lowered = {id(each) for each in bound}
    for each in vetoes:
        yield Mark("grade_cap", each.item.id, each.clause.id, side="met" if id(each) in lowered else "unmet")


def _vetoes(score: ItemScore) -> Iterator[VetoInForce]:
    for each in score.clauses:
        if each.vetoes and each.clause.veto is not None:
            yield VetoInForce(each.clause.veto, score.item, each.clause)

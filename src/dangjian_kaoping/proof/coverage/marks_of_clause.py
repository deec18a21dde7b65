"""Which marks the records under one clause show."""

from collections.abc import Iterator, Sequence

from dangjian_kaoping.engine.score.circumstances import Circumstances, Recorded
from dangjian_kaoping.engine.score.clause import ClauseScore
from dangjian_kaoping.engine.score.interval import Stretch, written
from dangjian_kaoping.engine.score.price import stretches
from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.exact import ZERO, Exact, minus, most
from dangjian_kaoping.facts.asked import Condition
from dangjian_kaoping.facts.kinds import AnyFact
from dangjian_kaoping.model.by_class import decided
from dangjian_kaoping.model.clause import Clause, Trigger
from dangjian_kaoping.model.rubric import Item
from dangjian_kaoping.model.rule import Branches, EachRule, TableRule, WithinRule
from dangjian_kaoping.proof.coverage.marks import Mark, Side


def marks_of_clause(item: Item, score: ClauseScore, terms: Circumstances) -> Iterator[Mark]:
    """What the records under one clause show, while it acts."""
    clause, fact = score.clause, score.clause.fact
    standing = [each.recorded for each in score.findings if not each.recorded.withdrawn]
    if not standing:
        return
    gross = score.step.uncapped.value
    state = not (fact.COUNTS or fact.IS_CASE)
    if not (state or gross or fact.happened(standing, terms, ZERO)):
        return
    yield Mark("clause", item.id, clause.id)
    if any(each.suppressed_by is not None for each in score.findings):
        yield Mark("event", item.id, clause.id)
    for each in standing:
        if each.finding.level in fact.known_levels:
            yield Mark("level", item.id, clause.id, each.finding.level or "", each.finding.role or "")
        if isinstance(clause.rule, WithinRule) and each.finding.judged is not None:
            yield from _of_judged(item, clause, each.finding.judged)
        if each.finding.never and fact.never_price is not None:
            yield Mark("never", item.id, clause.id)
    for fact_of_part, recorded in _parts(clause, standing):
        yield from _of_number(item.id, clause, fact_of_part, recorded, terms)
    if clause.empties is not None:
        side = _side(clause.empties, clause, standing, terms, met=score.empties is not None)
        yield Mark("empties", item.id, clause.id, side=side)
    if clause.veto is not None:
        side = _side(clause.veto, clause, standing, terms, met=score.vetoes)
        yield Mark("veto", item.id, clause.id, side=side)
    if clause.repeat is not None:
        yield Mark("repeat", item.id, clause.id, str(_entry(clause, score.step.uncapped)))
    cap = score.step.cap
    if cap is not None and gross > 0:
        yield Mark("clause_cap", item.id, clause.id, side="met" if gross > cap.value else "unmet")


def _of_judged(item: Item, clause: Clause, judged: Exact) -> Iterator[Mark]:
    """Which end of what may be judged somebody judged."""
    assert isinstance(clause.rule, WithinRule)
    within = clause.rule.within
    low, high = (ZERO, item.points or ZERO) if isinstance(within, str) else within
    if judged == decided(low):
        yield Mark("within", item.id, clause.id, "low")
    if judged == decided(high):
        yield Mark("within", item.id, clause.id, "high")


def _parts(clause: Clause, standing: Sequence[Recorded]) -> Iterator[tuple[AnyFact, Sequence[Recorded]]]:
    """What the rule is asked of: all records together, or each month by itself."""
    if clause.combine != "sum" or clause.fact.STANDS or clause.fact.IS_CASE:
        yield clause.fact, standing
        return
    one = clause.fact.one_part(clause.combine)
    for each in standing:
        finding = each.finding
        if isinstance(finding.done, tuple) and finding.required is None:
            for done in finding.done:
                yield one, (each._replace(finding=finding.model_copy(update={"done": done})),)


def _of_number(
    item: str, clause: Clause, fact: AnyFact, recorded: Sequence[Recorded], terms: Circumstances
) -> Iterator[Mark]:
    """On which side of the rule's own ends a number lies."""
    free = ZERO if clause.free is None else decided(clause.free)

    def lies(stretch: Stretch, off: Exact = free) -> bool:
        def holds(number: Exact) -> bool:
            return stretch.holds(most(minus(number, off), ZERO) if off else number)

        return fact.meets(Condition(holds, ()), recorded, terms)

    rule = clause.rule
    if isinstance(rule, TableRule):
        for index, stretch in enumerate(stretches(rule)):
            if lies(stretch):
                yield Mark("row", item, clause.id, str(index))
    if isinstance(rule, EachRule) and rule.line is not None and not isinstance(rule.line, Branches):
        line = decided(rule.line)
        beyond = Stretch(None, False, line, True) if rule.below is not None else Stretch(line, True, None, False)
        yield Mark("line", item, clause.id, side="met" if lies(beyond) else "unmet")
    if free:
        within = lies(Stretch(None, False, free, False), ZERO)
        yield Mark("free", item, clause.id, side="unmet" if within else "met")


def _side(trigger: Trigger, clause: Clause, standing: Sequence[Recorded], terms: Circumstances, *, met: bool) -> Side:
    """On which side of a trigger records lie; of one with two ends, which of these they missed."""
    stretch = written(trigger)
    if met or stretch.low is None or stretch.high is None:
        return "met" if met else "unmet"
    below = Stretch(None, False, stretch.low, not stretch.low_open)
    return "below" if clause.fact.meets(Condition(below.holds, trigger.levels), standing, terms) else "above"


def _entry(clause: Clause, step: Step) -> int:
    """Which entry of `repeat` was the price."""
    assert clause.repeat is not None
    rounds = step.term("repeat_rounds")
    earlier = rounds if isinstance(rounds, int) else 0
    return min(earlier, len(clause.repeat.prices or clause.repeat.times) - 1)

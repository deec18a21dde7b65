"""One item at one branch: scored from its clauses, or standing apart because it is not applicable or not due."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Literal, NamedTuple

from dangjian_kaoping.engine import names
from dangjian_kaoping.engine.score.circumstances import ALONE, Circumstances, Emptied, Recorded
from dangjian_kaoping.engine.score.clause import (
    ClauseScore,
    FindingScore,
    is_borrowed,
    needs_fact,
    score_clause,
    standing_points,
)
from dangjian_kaoping.engine.score.condition import Conditions, Reading
from dangjian_kaoping.engine.score.highest import only_highest
from dangjian_kaoping.engine.score.price import price_of
from dangjian_kaoping.engine.score.settlement import on_total, settle_item
from dangjian_kaoping.engine.step import NOTHING, Step, given, held
from dangjian_kaoping.exact import ZERO, Exact, times
from dangjian_kaoping.model.adjustments import Adjustment
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.number import chosen
from dangjian_kaoping.model.rubric import Item

Status = Literal["scored", "not_applicable", "not_due", "rescaled", "not_inspected", "no_fact", "awaiting"]


class ItemScore(NamedTuple):
    """An item's points (分) at one branch, with their step; `value` is None where it cannot be scored.

    `points` is its full marks for this branch's class; bonus and penalties act on the total and are kept
    apart. `lacking` names clauses that need a fact and have none; `conditions` tell, by clause, of those that act
    under a condition.
    """

    item: Item
    status: Status
    points: Exact
    step: Step
    value: Exact | None
    bonus: Step
    penalty: Step
    clauses: Sequence[ClauseScore] = ()
    lacking: tuple[Clause, ...] = ()
    conditions: Mapping[str, tuple[Reading, ...]] = MappingProxyType({})

    @property
    def findings(self) -> list[FindingScore]:
        """Its findings, clause by clause: of those that several clauses read, under each that takes or gives by it,
        or under its own where none does.
        """
        found = [finding for score in self.clauses for finding in score.findings]
        if len(self.item.readers) == len(self.item.clauses):
            return found
        acting = {id(each.recorded.finding) for each in found if each.acts}
        return [each for each in found if each.acts or (each.is_own and id(each.recorded.finding) not in acting)]

    @property
    def settled(self) -> Step:
        """Its step as the round's records give it, before a review set the points, or an earlier round left none."""
        step = self.unadjusted
        while step.name == names.EMPTIED_SINCE and step.replaced is not None:
            step = step.replaced
        return step

    @property
    def unadjusted(self) -> Step:
        """Its step before a review set the points."""
        step = self.step
        while step.name == names.ADJUSTED and step.replaced is not None:
            step = step.replaced
        return step

    @property
    def emptied(self) -> Emptied | None:
        """Why it is nothing for the rest of the year; None where it is not, or one of its groups alone."""
        step = self.unadjusted
        since = step.parts[0].subject if step.name == names.EMPTIED_SINCE else None
        return since if isinstance(since, Emptied) else None

    @property
    def undone(self) -> bool:
        """单项工作未完成: the undone clause of a task item was recorded with effect."""
        return self.item.task and any(score.clause.undone and score.happened for score in self.clauses)


def full_marks(item: Item, branch_class: str) -> Exact:
    """The item's points for a class of branches; 0 where it has none of its own."""
    return ZERO if item.points is None else chosen(item.points, branch_class)


def score_item(
    item: Item,
    recorded: Mapping[str, Sequence[Recorded]],
    terms: Circumstances,
    borrowed: Mapping[str, ClauseScore] = MappingProxyType({}),
    lent: Mapping[str, Sequence[Recorded]] = MappingProxyType({}),
) -> ItemScore:
    """Score an item from what is recorded under its clauses. Raises Refusal.

    `borrowed` are clauses, by id, that take their points from elsewhere: a self-assessment takes imported scores
    and scorers from the inspection. `lent` are the records of such clauses, for conditions that read them.
    """
    item = item.of_class(terms.branch_class)
    scores: list[ClauseScore] = []
    awaiting: list[Clause] = []
    conditions = Conditions(item, recorded, terms, lent) if item.conditional else None
    others = {each.id for each in item.clauses if _is_the_inspections(each)} if terms.declared else frozenset()
    lacking = [] if conditions is None else conditions.lacking({*borrowed, *others})
    draws = item.draws or terms.across is not ALONE
    for clause in item.clauses:
        facts = recorded.get(clause.recorded_under)
        if clause.id in borrowed:
            scores.append(borrowed[clause.id])
            continue
        if clause.id in others:
            continue
        if conditions is not None and not conditions.open(clause, facts or ()):
            continue
        if facts and not _all_withdrawn(facts):
            if draws and waits(item, clause, terms):
                awaiting.append(clause)
            else:
                scores.append(score_clause(item, clause, facts, terms))
        elif needs_fact(clause) or (draws and _is_drawn(item, clause, terms)):
            lacking.append(item.by_clause[clause.recorded_under])
        elif facts:
            scores.append(score_clause(item, clause, facts, terms))
        elif clause.effect == "earn" and standing_points(price_of(clause, (item.id, clause.id), terms)):
            scores.append(score_clause(item, clause, (), terms))
    read = {} if conditions is None else {each.id: conditions.of(each) for each in item.clauses if each.when}
    if item.takes_highest:
        scores = only_highest(item, scores)
    points = full_marks(item, terms.branch_class)
    bonus = on_total("bonus", item, scores, terms)
    penalty = on_total("penalty", item, scores, terms)
    if (lacking or awaiting) and (item.id, None) not in terms.emptied:
        lacked = tuple({each.id: each for each in (*lacking, *awaiting)}.values())
        if not lacking:
            step = given(names.AWAITING, ZERO, item, waiting=_waited_for(item, awaiting, terms))
            return ItemScore(item, "awaiting", points, step, None, bonus, penalty, tuple(scores), lacked, read)
        return ItemScore(item, "no_fact", points, NOTHING, None, bonus, penalty, tuple(scores), lacked, read)
    step = settle_item(item, scores, terms)
    if item.factor and not step.value and _nothing_recorded(scores):
        # that nobody recorded a factor does not make it 0: it would take all that it multiplies
        return ItemScore(item, "no_fact", points, NOTHING, None, bonus, penalty, tuple(scores), item.clauses, read)
    return ItemScore(item, "scored", points, step, step.value, bonus, penalty, tuple(scores), (), read)


def _is_the_inspections(clause: Clause) -> bool:
    """Whether a self-assessment has nothing of its own to say of a clause: what it is worth, and whether it acts."""
    return clause.effect in ("bonus", "penalty", "veto") or is_borrowed(clause)


def _nothing_recorded(scores: Sequence[ClauseScore]) -> bool:
    return all(score.findings and all(each.recorded.withdrawn for each in score.findings) for score in scores)


def _waited_for(item: Item, awaiting: Sequence[Clause], terms: Circumstances) -> tuple[str, ...]:
    """The names of the branches without which the lines of some clauses cannot be drawn."""
    lines = (terms.across.line((item.id, each.id), terms.branch_class) for each in awaiting)
    return tuple(dict.fromkeys(name for line in lines if line is not None for name in line.missing))


def _is_drawn(item: Item, clause: Clause, terms: Circumstances) -> bool:
    """Whether a line is drawn from what all branches record: then each of them has to record something."""
    drawn = clause.drawn_by is not None or (item.id, clause.id) in terms.across.lines
    return drawn and (not terms.declared or clause.effect in ("deduct", "earn"))


def waits(item: Item, clause: Clause, terms: Circumstances) -> bool:
    """Whether the round could not draw the line of a clause yet."""
    if clause.drawn_by is not None:
        return True
    line = terms.across.line((item.id, clause.id), terms.branch_class)
    return line is not None and bool(line.missing)


def _all_withdrawn(facts: Sequence[Recorded]) -> bool:
    return all(each.withdrawn for each in facts)


def adjusted_item(score: ItemScore, adjustments: Sequence[Adjustment]) -> ItemScore:
    """复核调整: the item at the points that a review set; what it was before lies aside, decision by decision.

    Only where it was scored: what is not applicable, not due or not inspected has nothing to be set anew.
    """
    if score.status != "scored":
        return score
    step = score.step
    for each in adjustments:
        assert each.points is not None
        points = given(names.ADJUSTED_POINTS, each.points, each)
        step = Step(names.ADJUSTED, "chosen", each.points, (points,), score.item, (step,))
    return score._replace(step=step, value=step.value)


def not_applicable(item: Item, status: Status, terms: Circumstances, reason: object = None) -> ItemScore:
    """An item that is not applicable, or not due: full marks, a fixed score, or out of the table."""
    rule = item.not_applicable
    points = full_marks(item, terms.branch_class)
    if rule is not None and rule.rule == "rescale":
        return ItemScore(
            item, "rescaled", points, given(names.RESCALED, ZERO, item, reason=reason), ZERO, NOTHING, NOTHING
        )
    if rule is not None and rule.rule == "mean":
        return _by_mean(item, status, terms, reason)
    value: Exact = points
    if rule is not None and rule.points is not None:
        value = held(rule.points, item.floor, None if item.points is None else points)
    name = names.NOT_DUE if status == "not_due" else names.NOT_APPLICABLE
    return ItemScore(item, status, points, given(name, value, item, reason=reason), value, NOTHING, NOTHING)


def _by_mean(item: Item, status: Status, terms: Circumstances, reason: object) -> ItemScore:
    """An item that does not apply, at the mean share of those to which it does; without points while they have none."""
    points = full_marks(item, terms.branch_class)
    mean = terms.across.means.get(item.id)
    if mean is None:
        waiting = terms.across.waiting.get(item.id, ())
        step = given(names.AWAITING, ZERO, item, reason=reason, waiting=waiting)
        return ItemScore(item, "awaiting", points, step, None, NOTHING, NOTHING)
    parts = (mean, given(names.POINTS, points, item))
    step = Step(names.BY_MEAN, "product", times(mean.value, points), parts, item, (), (("reason", reason),))
    return ItemScore(item, status, points, step, step.value, NOTHING, NOTHING)

"""One clause at one branch: its findings in order, what each added, the cap, and what it sets off."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from dangjian_kaoping.diagnostics import Diagnostic, codes, problems
from dangjian_kaoping.engine import names
from dangjian_kaoping.engine.score.circumstances import Circumstances, Recorded, Refusal
from dangjian_kaoping.engine.score.interval import written
from dangjian_kaoping.engine.score.price import Price, price_of, stretches
from dangjian_kaoping.engine.step import Step, given
from dangjian_kaoping.exact import ZERO, Exact, least, negative, plain, plus, times, total
from dangjian_kaoping.facts.asked import Condition, Meeting
from dangjian_kaoping.facts.quantity import Quantity
from dangjian_kaoping.model.by_class import decided
from dangjian_kaoping.model.clause import Clause, Effect, Scope, Trigger
from dangjian_kaoping.model.number import chosen
from dangjian_kaoping.model.records import Finding
from dangjian_kaoping.model.rubric import Item
from dangjian_kaoping.model.rule import TableRule, WithinRule

GIVES = frozenset({"earn", "bonus", "give_back"})
"""Effects that add points; the others take them."""


class FindingScore(NamedTuple):
    """What one finding added to its clause after step 3 (分; taken -, given +).

    `empties` says that its clause emptied a scope: then the points may be 0 and the loss is all of the scope.
    `suppressed_by` is the finding that stands for it, `outdone_by` the clause that counts instead of its own.
    """

    recorded: Recorded
    item: Item
    clause: Clause
    points: Exact
    suppressed_by: Finding | None
    empties: Scope | None
    vetoes: bool = False
    outdone_by: Clause | None = None

    @property
    def is_own(self) -> bool:
        """Whether the clause is the one under which it is recorded."""
        return self.clause.fact.same is None

    @property
    def fault_told_elsewhere(self) -> bool:
        """Whether it takes nothing by a record of another clause: a fault that is recorded is told there."""
        takes = self.points < 0 or self.empties is not None or self.vetoes
        finding = self.recorded.finding
        return not (self.is_own or takes) and (finding.rectify_by is not None or finding.settled is not None)

    @property
    def acts(self) -> bool:
        """Whether it took or gave anything under its clause, or set anything off."""
        return bool(self.points) or self.empties is not None or self.vetoes


class ClauseScore(NamedTuple):
    """A clause's points (分, not negative) under its own cap, and what it sets off.

    `outdone_by` is the clause that counts where of several only the heaviest, or the highest, does: then the points
    are 0, and what they would be lies aside in the step.
    """

    clause: Clause
    effect: Effect
    points: Exact
    empties: Scope | None
    vetoes: bool
    happened: bool
    step: Step
    findings: tuple[FindingScore, ...]
    outdone_by: Clause | None = None


def needs_fact(clause: Clause) -> bool:
    """Whether the clause says nothing without a fact: without one the branch is incomplete.

    A level, an imported score, scorers, a rank, a share, a table of a measured value, points that somebody judges
    the branch to have earned. Occurrences need no fact: nothing recorded means that nothing happened
    (docs/细则语言.md, 没有记录怎么算).
    """
    return clause.effect in ("deduct", "earn") and clause.fact.is_needed(clause.effect, clause.rule)


def is_borrowed(clause: Clause) -> bool:
    """Whether a self-assessment takes the clause's points from the inspection: nobody scores himself there."""
    return clause.fact.is_borrowed(clause.effect)


def answerable(clause: Clause) -> bool:
    """Whether inspection and self-assessment each answer the clause by what they record themselves."""
    return clause.effect in ("deduct", "earn", "give_back") and not is_borrowed(clause)


def declarable(item: Item, clause: Clause) -> bool:
    """Whether a self-assessment records a fact under the clause: it answers it, or one that reads what is recorded."""
    if clause.fact.same is not None or is_borrowed(clause):
        return False
    if answerable(clause):
        return True
    by_condition = (each for each in item.clauses if clause.id in each.looks_at)
    return any(map(answerable, (*item.readers.get(clause.id, ()), *by_condition)))


def score_clause(item: Item, clause: Clause, recorded: Sequence[Recorded], terms: Circumstances) -> ClauseScore:
    """Steps 1 to 3 of an item (docs/细则语言.md, 计分的先后), and the clause's own cap of step 4. Raises Refusal.

    What a review withdrew lies aside, as what a heavier finding of the same event stands for does.
    """
    standing = [each for each in recorded if not each.withdrawn]
    refuse_inconsistent(item, clause, standing, terms)
    price = price_of(clause, (item.id, clause.id), terms)
    suppressed = terms.suppressed
    counted = [each for each in standing if id(each.finding) not in suppressed] if suppressed else standing
    added = list(_added(price, counted))
    effect = clause.effect
    gives = effect in GIVES
    emptied = None
    if clause.empties is not None and counted and triggered(clause.empties, clause, counted, terms):
        emptied = scope_of(item, clause)
    vetoes = clause.veto is not None and bool(standing) and triggered(clause.veto, clause, standing, terms)
    scores: list[FindingScore] = []
    steps: list[Step] = []
    aside: list[Step] = []
    index = 0
    for each in recorded:
        stands_for = suppressed.get(id(each.finding)) if suppressed else None
        counts = stands_for is None and not each.withdrawn
        points: Exact = ZERO
        if counts:
            points = added[index]
            index += 1
        score = FindingScore(
            each, item, clause, points if gives else negative(points), stands_for, emptied if counts else None, vetoes
        )
        scores.append(score)
        (steps if counts else aside).append(Step(names.FINDING, "given", points, (), score))
    at_nothing = standing_points(price)
    if at_nothing:
        steps.insert(0, given(names.AT_NOTHING, at_nothing, clause))
    summed_up = plus(at_nothing, total(added))
    step = Step(names.CLAUSE, "sum", summed_up, tuple(steps), clause, tuple(aside), _particulars(item, price, terms))
    cap = clause.at_most
    if cap is not None:
        most = chosen(cap, terms.branch_class)
        step = Step(
            names.CLAUSE_CAPPED, "least", least(step.value, most), (step, given(names.AT_MOST, most, clause)), clause
        )
    return ClauseScore(
        clause,
        effect,
        step.value,
        emptied,
        vetoes,
        bool(counted)
        and (step.value > 0 or emptied is not None or vetoes or (clause.undone and happened(clause, counted, terms))),
        step,
        tuple(scores),
    )


def standing_points(price: Price) -> Exact:
    """What a clause gives where nothing happened: an earning table may have a row for 0."""
    clause = price.clause
    if clause.effect != "earn" or not isinstance(clause.rule, TableRule) or needs_fact(clause):
        return ZERO
    if not clause.fact.COUNTS or not any(row.holds(ZERO) for row in stretches(clause.rule)):
        return ZERO
    apart = clause.fact.priced_apart(clause.combine, price.terms.months)
    return times(price.of_quantity(Quantity(ZERO)), Decimal(apart))


def refuse_inconsistent(item: Item, clause: Clause, recorded: Sequence[Recorded], terms: Circumstances) -> None:
    """Facts that are each possible and together are not. Raises Refusal at the last of them."""
    if len(recorded) < 2 and not isinstance(clause.rule, WithinRule):
        return
    findings = [each.finding for each in recorded]
    problem = clause.fact.at_odds(recorded, terms)
    if isinstance(clause.rule, WithinRule) and clause.rule.per == "item" and not isinstance(clause.rule.within, str):
        low, high = (decided(end) for end in clause.rule.within)
        whole = total(each.judged or ZERO for each in findings)
        if findings and not low <= whole <= high:
            problem = problems.judged_outside(plain(whole), plain(low), plain(high))
    if problem is not None:
        fault = codes.KP315(item=item.id, clause=clause.id, problem=problem)
        raise Refusal(Diagnostic(fault, findings[-1].at))


def _particulars(item: Item, price: Price, terms: Circumstances) -> tuple[tuple[str, object], ...]:
    line = terms.across.line((item.id, price.clause.id), terms.branch_class) if terms.across.lines else None
    if price.entry is None:
        return () if line is None else (("drawn", line),)
    particulars: list[tuple[str, object]] = [("repeat_entry", price.entry), ("repeat_adds", price.adds)]
    if price.multiplies:
        particulars.append(("repeat_multiplies", True))
    if price.earlier.rounds:
        particulars += [("repeat_rounds", price.earlier.rounds), ("repeat_occurrences", price.earlier.occurrences)]
    if line is not None:
        particulars.append(("drawn", line))
    return tuple(particulars)


def _added(price: Price, recorded: Sequence[Recorded]) -> Iterable[Exact]:
    """What each finding added to the clause, in order."""
    clause = price.clause
    if clause.rule is None:
        return [ZERO for _ in recorded]
    meeting = Meeting(clause.effect in GIVES, standing_points(price), clause.highest_only, clause.combine)
    return clause.fact.added(price, recorded, meeting)


def scope_of(item: Item, clause: Clause) -> Scope:
    """What an emptying clause empties: what it names, or the innermost that has points."""
    if clause.empties is not None and clause.empties.scope is not None:
        return clause.empties.scope
    group = item.groups.get(clause.group) if clause.group else None
    return "group" if group is not None and group.points is not None else "item"


def triggered(trigger: Trigger, clause: Clause, recorded: Sequence[Recorded], terms: Circumstances) -> bool:
    """Whether the clause's recorded facts, before `free`, reach the threshold or bear one of the levels."""
    if trigger.levels and not any(each.finding.level in trigger.levels for each in recorded):
        return False
    stretch = written(trigger)
    bounded = stretch.low is not None or stretch.high is not None
    return clause.fact.meets(Condition(stretch.holds if bounded else None, trigger.levels), recorded, terms)


def happened(clause: Clause, recorded: Sequence[Recorded], terms: Circumstances) -> bool:
    """Whether what the clause speaks of took place, beyond what is free: a count of 0 records that it did not."""
    free = ZERO if clause.free is None else chosen(clause.free, terms.branch_class)
    return clause.fact.happened(recorded, terms, free)


def weight_alone(item: Item, clause: Clause, recorded: Recorded, terms: Circumstances) -> Exact:
    """How heavy a finding is among those of one event: as it would cost alone under its clause's cap; one
    that empties weighs the points that it empties (docs/细则语言.md, 计分的先后, step 3).
    """
    price = price_of(clause, (item.id, clause.id), terms)
    points = ZERO if clause.rule is None else clause.fact.alone(price, recorded)
    if clause.at_most is not None:
        points = least(points, chosen(clause.at_most, terms.branch_class))
    if clause.empties is not None and triggered(clause.empties, clause, [recorded], terms):
        group = item.groups.get(clause.group) if clause.group else None
        owner = group if scope_of(item, clause) == "group" and group is not None else item
        if owner.points is not None:
            return chosen(owner.points, terms.branch_class)
    return points

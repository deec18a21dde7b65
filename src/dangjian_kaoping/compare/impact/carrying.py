"""A fact recorded under one version's clause, as a fact under another's: carried over where it says the same there."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from dangjian_kaoping.compare.diff.structure import same
from dangjian_kaoping.compare.impact.replanned import replanned
from dangjian_kaoping.engine.score.circumstances import Recorded
from dangjian_kaoping.engine.score.clause import GIVES
from dangjian_kaoping.exact import ZERO, Exact, times, total
from dangjian_kaoping.model.by_class import decided
from dangjian_kaoping.model.clause import Clause, Trigger
from dangjian_kaoping.model.fact import (
    EventFact,
    ImportedFact,
    JudgedFact,
    LevelFact,
    MissingFact,
    ScorersFact,
    ValueFact,
)
from dangjian_kaoping.model.records import Finding
from dangjian_kaoping.model.rule import EachRule, TableRule, WithinRule

Reason = Literal[
    "new_item",
    "new_clause",
    "split",
    "fact",
    "unit",
    "levels",
    "required",
    "months",
    "line",
    "allowance",
    "rule",
    "judged",
    "not_applicable",
    "not_asked",
    "set",
    "refused",
    "no_fact",
]
"""Why something cannot be replayed."""


def never_recorded(old: Clause, new: Clause) -> Reason | None:
    """Why facts under the one can be none under the other, whatever was recorded; None where they can."""
    before, after = old.fact, new.fact
    if type(before) is not type(after):
        return "fact"
    if isinstance(before, LevelFact) and isinstance(after, LevelFact):
        return None if set(before.level) == set(after.level) else "levels"
    if isinstance(before, EventFact) and isinstance(after, EventFact):
        # what was no level was no event
        return None if set(after.event) <= set(before.event) else "levels"
    if isinstance(before, (ImportedFact, ScorersFact)):
        return None if same(before, after) else "fact"
    if isinstance(before, JudgedFact) and (old.effect in GIVES) != (new.effect in GIVES):
        return "judged"  # what was judged to be taken was not judged to be earned
    planned = getattr(before, "required", None), getattr(after, "required", None)
    if planned[1] == "recorded" != planned[0]:
        return "required"
    return None if same(getattr(before, before.TAG), getattr(after, after.TAG)) else "unit"


def unrecorded(old: Clause, new: Clause, months: int) -> Reason | None:
    """Why nothing recorded under the one need not mean that nothing happened under the other; None where it does.

    Both clauses are of one class. What cost nothing was not written down: more that was required, a line that was
    not reached, what was free.
    """
    if isinstance(old.fact, MissingFact) and isinstance(new.fact, MissingFact):
        before, after = _required(old.fact, months), _required(new.fact, months)
        if before is not None and after is not None and (after > before or (after != before and new.effect in GIVES)):
            return "required"
        if old.fact.per == "quarter" and new.fact.per == "month":
            return "months"  # that the quarter was made good says nothing of each month
    if isinstance(old.fact, ValueFact) and not _line_kept(old, new):
        return "line"
    if _number(new.free) < _number(old.free):
        return "allowance"
    if isinstance(old.rule, TableRule) and not same(old.rule, new.rule):
        return "rule"
    conditions = (old.empties, old.veto)
    if old.rule is None and any(each is not None and _bounded(each) for each in conditions):
        return None if new.rule is None and same(conditions, (new.empties, new.veto)) else "rule"
    return None


def _required(fact: MissingFact, months: int) -> Exact | None:
    if isinstance(fact.required, str):
        return None
    return times(decided(fact.required), Decimal(months if fact.per == "month" else 1))


def _line_kept(old: Clause, new: Clause) -> bool:
    """Whether a value that cost nothing costs nothing still."""
    before, after = old.rule, new.rule
    if not isinstance(before, EachRule) or not isinstance(after, EachRule):
        return same(before, after)
    if before.below is not None and after.below is not None:
        return decided(after.below) <= decided(before.below)
    if before.above is not None and after.above is not None:
        return decided(after.above) >= decided(before.above)
    return before.below is None and before.above is None and after.below is None and after.above is None


def _number(value: object) -> Exact:
    return value if isinstance(value, Decimal) else ZERO


def _bounded(trigger: Trigger) -> bool:
    return any(end is not None for end in (trigger.start, trigger.over, trigger.end, trigger.under))


def carried(
    old: Clause, new: Clause, item_id: str, recorded: Sequence[Recorded], months: int
) -> list[Recorded] | Reason:
    """The findings under the new clause; or why one of them says nothing there. Both clauses are of one class."""
    findings = [each.finding for each in recorded]
    named = {"item": item_id, "clause": new.id}
    found: list[Finding] | Reason = [each.model_copy(update=named) for each in findings]
    if isinstance(new.fact, EventFact):
        found = _events(new.fact, findings, item_id, new.id)
    elif isinstance(old.fact, MissingFact) and isinstance(new.fact, MissingFact) and not _one_plan(old.fact, new.fact):
        told = replanned(old.fact, new.fact, recorded, months)
        found = told if isinstance(told, str) else [each.model_copy(update=named) for each in told]
    elif isinstance(new.rule, WithinRule) and not _within(new.rule, findings):
        return "judged"
    if isinstance(found, str):
        return found
    return [each._replace(finding=finding) for each, finding in zip(recorded, found, strict=True)]


def _events(fact: EventFact, findings: Sequence[Finding], item_id: str, clause_id: str) -> list[Finding] | Reason:
    found = []
    for each in findings:
        if each.level not in fact.event:
            return "levels"
        role = each.role if fact.roles else None
        if fact.roles and role not in fact.roles:
            return "levels"
        found.append(each.model_copy(update={"item": item_id, "clause": clause_id, "role": role}))
    return found


def _one_plan(old: MissingFact, new: MissingFact) -> bool:
    return same(old.required, new.required) and old.per == new.per


def _within(rule: WithinRule, findings: Sequence[Finding]) -> bool:
    if isinstance(rule.within, str):
        return True
    low, high = (decided(end) for end in rule.within)
    if rule.per == "item":
        return not findings or low <= total(each.judged or ZERO for each in findings) <= high
    return all(low <= (each.judged or ZERO) <= high for each in findings)

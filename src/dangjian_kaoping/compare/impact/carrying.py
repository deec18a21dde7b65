"""A fact recorded under one version's clause, as a fact under another's: carried over where it says the same there."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from dangjian_kaoping.compare.diff.structure import same
from dangjian_kaoping.engine.score.circumstances import Recorded
from dangjian_kaoping.engine.score.clause import GIVES
from dangjian_kaoping.exact import ZERO, Exact, total
from dangjian_kaoping.facts.asked import Asked, Unlike
from dangjian_kaoping.model.by_class import decided
from dangjian_kaoping.model.clause import Clause, Trigger
from dangjian_kaoping.model.records import Finding
from dangjian_kaoping.model.rule import Branches, EachRule, TableRule, WithinRule, drawn

Reason = (
    Unlike
    | Literal[
        "new_item",
        "new_clause",
        "split",
        "line",
        "allowance",
        "rule",
        "not_applicable",
        "not_asked",
        "set",
        "refused",
        "no_fact",
        "own_record",
        "others",
        "shut",
    ]
)
"""Why something cannot be replayed; `shut` says only why a record counts for nothing, and leaves nothing unknown."""


def never_recorded(old: Clause, new: Clause) -> Reason | None:
    """Why facts under the one can be none under the other, whatever was recorded; None where they can."""
    before, after = old.fact, new.fact
    if type(before) is not type(after):
        return "fact"
    return before.never_like(after, turned=(old.effect in GIVES) != (new.effect in GIVES))


def unrecorded(old: Clause, new: Clause, months: int) -> Reason | None:
    """Why nothing recorded under the one need not mean that nothing happened under the other; None where it does.

    Both clauses are of one class. What cost nothing was not written down: more that was required, a line that was
    not reached, what was free.
    """
    if old.when and not same(old.when, new.when):
        return "rule"  # where its condition did not hold, nothing could be recorded
    unlike = old.fact.unrecorded(new.fact, months, gives=new.effect in GIVES)
    if unlike is not None:
        return unlike
    if old.fact.SILENT_WITHIN_LINE and not _line_kept(old, new):
        return "line"
    if _number(new.free) < _number(old.free):
        return "allowance"
    if isinstance(old.rule, TableRule) and not same(old.rule, new.rule):
        return "rule"
    conditions = (old.empties, old.veto)
    if old.rule is None and any(each is not None and _bounded(each) for each in conditions):
        return None if new.rule is None and same(conditions, (new.empties, new.veto)) else "rule"
    return None


def _line_kept(old: Clause, new: Clause) -> bool:
    """Whether a value that cost nothing costs nothing still."""
    before, after = old.rule, new.rule
    if not isinstance(before, EachRule) or not isinstance(after, EachRule):
        return same(before, after)
    if isinstance(before.line, Branches) or isinstance(after.line, Branches):
        return same(before.below, after.below) and same(before.above, after.above)
    if before.below is not None and after.below is not None:
        return decided(drawn(after.below)) <= decided(drawn(before.below))
    if before.above is not None and after.above is not None:
        return decided(drawn(after.above)) >= decided(drawn(before.above))
    return before.below is None and before.above is None and after.below is None and after.above is None


def _number(value: object) -> Exact:
    return value if isinstance(value, Decimal) else ZERO


def _bounded(trigger: Trigger) -> bool:
    return any(end is not None for end in (trigger.start, trigger.over, trigger.end, trigger.under))


def carried(
    old: Clause, new: Clause, item_id: str, recorded: Sequence[Recorded], months: int
) -> list[Recorded] | Reason:
    """The findings under the new clause; or why one of them says nothing there. Both clauses are of one class."""
    if isinstance(new.rule, WithinRule) and not _within(new.rule, [each.finding for each in recorded]):
        return "judged"
    stated = old.fact.carried(new.fact, recorded, months)
    if isinstance(stated, str):
        return stated
    found = [
        each._replace(finding=each.finding.model_copy(update={"item": item_id, "clause": new.id, **keys}))
        for each, keys in zip(recorded, stated, strict=True)
    ]
    # what says the same as before must be such as could be recorded still
    kept = [each for each, keys in zip(found, stated, strict=True) if not keys]
    refused = any(_refused(new, each, months) and not _refused(old, each, months) for each in kept)
    return "refused" if refused else found


def _refused(clause: Clause, recorded: Recorded, months: int) -> bool:
    """Whether nobody could record it so under a clause."""
    finding = recorded.finding
    asked = Asked(finding.item, clause.id, clause.rule, None, months if recorded.month is None else None)
    return clause.fact.problem(finding, asked) is not None


def _within(rule: WithinRule, findings: Sequence[Finding]) -> bool:
    if isinstance(rule.within, str):
        return True
    low, high = (decided(end) for end in rule.within)
    if rule.per == "item":
        return not findings or low <= total(each.judged or ZERO for each in findings) <= high
    return all(low <= (each.judged or ZERO) <= high for each in findings)

"""What costs points: which findings under a clause lose a branch something, or set off what does."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from dangjian_kaoping.checks.round.finding import check_fact
from dangjian_kaoping.diagnostics import Faults
from dangjian_kaoping.engine.score.circumstances import Circumstances, Recorded, Refusal
from dangjian_kaoping.engine.score.clause import GIVES, ClauseScore, score_clause
from dangjian_kaoping.engine.score.price import most_in_row
from dangjian_kaoping.exact import Exact, divided
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.number import chosen
from dangjian_kaoping.model.records import Finding
from dangjian_kaoping.model.roster import Branch
from dangjian_kaoping.model.rubric import Item
from dangjian_kaoping.model.rule import LevelsRule, ShareRule, TableRule
from dangjian_kaoping.periods import MONTHS_OF_A_QUARTER


def costs_alone(item: Item, clause: Clause, finding: Finding, branch: Branch, months: int | None) -> bool:
    """Whether a finding by itself would cost a branch points; `months` as in `Asked`.

    Not one that cannot be, nor what waits for other records or other branches.
    """
    mine = item.for_heads(branch.head_count or 0).of_class(branch.branch_class)
    if not check_fact(mine, mine.by_clause[clause.id], finding, branch.branch_class, Faults(), months=months):
        return False
    terms = Circumstances(branch.branch_class, MONTHS_OF_A_QUARTER if months is None else months)
    recorded = [Recorded(finding, date.min)]
    for reader in mine.readers.get(clause.id, ()):
        if reader.drawn_by is not None or reader.when:
            continue
        try:
            score = score_clause(mine, reader, recorded, terms)
        except Refusal:
            continue
        if any(True for _ in costing(reader, score, terms)):
            return True
    return False


def costing(clause: Clause, score: ClauseScore, terms: Circumstances) -> Iterable[Recorded]:
    """The findings that cost the branch points, or set off what does."""
    if score.vetoes or score.empties is not None:
        return [each.recorded for each in score.findings]
    if clause.effect not in GIVES:
        return [each.recorded for each in score.findings if each.points < 0]
    best = _best(clause, terms)
    if clause.effect != "earn" or best is None:
        return []
    if clause.fact.IS_STATE and clause.combine != "worst":
        # each record has a part of its own, of which it may fall short
        counted = [each for each in score.findings if not each.recorded.withdrawn]
        most = divided(best, Decimal(len(counted))) if clause.combine == "mean" and counted else best
        return [each.recorded for each in counted if each.points < most]
    if score.step.value < best:
        return [each.recorded for each in score.findings]
    return []


def _best(clause: Clause, terms: Circumstances) -> Exact | None:
    """The most that an earning clause can give; None where nothing limits it."""
    rule = clause.rule
    if clause.fact.IS_CASE:
        return None
    if isinstance(rule, LevelsRule):
        return max(chosen(points, terms.branch_class) for points in rule.prices())
    if isinstance(rule, ShareRule):
        return chosen(rule.share, terms.branch_class)
    if isinstance(rule, TableRule) and all(row.each is None for row in rule.table):
        return max(most_in_row(row, terms.branch_class) for row in rule.table)
    return None

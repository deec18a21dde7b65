"""Whether a round would still be scored if another fact were recorded: what `check_scorable` asks, of that fact alone.

Words are not asked for: who records another fact writes another reason.
"""

from dangjian_kaoping.checks.round.finding import check_fact
from dangjian_kaoping.checks.round.round import has_points
from dangjian_kaoping.diagnostics import Faults
from dangjian_kaoping.engine.otherwise.trials import Fact
from dangjian_kaoping.engine.score.circumstances import Circumstances, Refusal
from dangjian_kaoping.engine.score.gathering import BranchRecords
from dangjian_kaoping.engine.score.round import Reckoning, lines_of
from dangjian_kaoping.facts.kinds import facts_stated
from dangjian_kaoping.model.records import Finding
from dangjian_kaoping.model.roster import Branch
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.periods import MONTHS_OF_A_QUARTER


class Acceptable:
    """A round that passes as it is, asked whether it would with other records."""

    def __init__(self, reckoning: Reckoning) -> None:
        self._reckoning = reckoning
        self._sound: set[object] = set()

    def __call__(self, fact: Fact, after: Finding | None, records: BranchRecords) -> bool:
        """Whether it would with another record in the place of a fact (None: with none), and so with these records of
        its branch.
        """
        branch = fact.member.branch
        if after is not None and not self._is_sound(fact, after):
            return False
        if not self._reckoning.rubric.draws:
            return _stands(self._reckoning.rubric, branch, records, {fact.item.id})
        # what others' facts come to may hang on it too
        reckoning = self._reckoning
        members = reckoning.members_with(branch.id, records)
        try:
            rubric, _ = lines_of(reckoning.rubric, reckoning.roster, reckoning.this, members)
        except Refusal:
            return False
        return all(_stands(rubric, *each, {*each.records.inspected, *each.records.declared}) for each in members)

    def _is_sound(self, fact: Fact, finding: Finding) -> bool:
        facts, branch_class = facts_stated(finding), fact.member.branch.branch_class
        key = (id(fact.item), fact.clause.id, branch_class, facts)
        if facts is not None and key in self._sound:
            return True
        sound = check_fact(fact.item, fact.clause, finding, branch_class, Faults())
        if sound and facts is not None:
            self._sound.add(key)
        return sound


def _stands(rubric: Rubric, branch: Branch, records: BranchRecords, items: set[str]) -> bool:
    """Whether what is recorded under some items acts, and has points."""
    mine = rubric.for_heads(branch.head_count or 0)
    inspected, declared = (
        {item: clauses for item, clauses in side.items() if item in items}
        for side in (records.inspected, records.declared)
    )
    terms = Circumstances(branch.branch_class, MONTHS_OF_A_QUARTER)
    if not has_points(mine, inspected, {}, terms):
        return False
    own = terms._replace(months=records.months, declared=True)
    return not records.months or has_points(mine, declared, records.inspected, own)

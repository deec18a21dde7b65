"""差一步的记法: the facts of a round, and what each might as well have been recorded as."""

from collections.abc import Iterator
from typing import NamedTuple

from dangjian_kaoping.engine.score.across import Member
from dangjian_kaoping.engine.score.circumstances import Recorded
from dangjian_kaoping.engine.score.gathering import BranchRecords
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.records import Finding
from dangjian_kaoping.model.rubric import Item, Rubric
from dangjian_kaoping.periods import MONTHS_OF_A_QUARTER


class Fact(NamedTuple):
    """One finding of an inspection as it counts, after any review; item and clause have the branch's own numbers."""

    member: Member
    item: Item
    clause: Clause
    recorded: Recorded


class Trial(NamedTuple):
    """Another record in the place of one, or (None) none at all; a `far` one is at the end of what can be."""

    after: Finding | None
    far: bool = False

    def records(self, fact: Fact) -> BranchRecords:
        """All that is recorded of the branch then."""
        return fact.member.records.replacing(fact.recorded, self.after)


def facts_of(rubric: Rubric, member: Member) -> Iterator[Fact]:
    """The facts of a branch, in the order of its records; what a review withdrew is none."""
    branch = member.branch
    for item_id, clauses in member.records.inspected.items():
        item = rubric.by_item[item_id].for_heads(branch.head_count or 0).of_class(branch.branch_class)
        for clause_id, several in clauses.items():
            clause = item.by_clause[clause_id]
            yield from (Fact(member, item, clause, each) for each in several if not each.withdrawn)


def trials_of(fact: Fact) -> Iterator[Trial]:
    """What else might have been recorded: near ones first, then none at all where facts add up, then the ends.

    A state cannot be withdrawn: a branch without one is not scored, and not scored better.
    """
    finding, clause = fact.recorded.finding, fact.clause
    asked = fact.item.asked(clause, fact.member.branch.branch_class, MONTHS_OF_A_QUARTER)
    found = tuple(clause.fact.neighbours(finding, asked))
    yield from (Trial(finding.model_copy(update=each.states)) for each in found if not each.far)
    if not clause.fact.IS_STATE:
        yield Trial(None)
    yield from (Trial(finding.model_copy(update=each.states), far=True) for each in found if each.far)

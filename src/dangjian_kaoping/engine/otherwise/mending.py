"""本轮若没有这一条: a round scored again without what took points of a branch, finding by finding.

Everything else stays: the other findings of the clause, the self-assessment as it was filed (what it takes from the
inspection moves along), the earlier rounds, the other branches. A record of a count goes as a whole. What a clause
cannot be without is held at the nearest record by which nothing is lost. What was published moves by none of it.
"""

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from typing import NamedTuple

from dangjian_kaoping.engine.otherwise.nearest import without_loss, worth
from dangjian_kaoping.engine.score.branch import BranchScore
from dangjian_kaoping.engine.score.circumstances import Circumstances, Refusal
from dangjian_kaoping.engine.score.clause import ClauseScore, FindingScore, needs_fact
from dangjian_kaoping.engine.score.gathering import BranchRecords
from dangjian_kaoping.engine.score.item import ItemScore
from dangjian_kaoping.engine.score.price import entry_of
from dangjian_kaoping.engine.score.round import Placing, Reckoning
from dangjian_kaoping.exact import Exact, minus
from dangjian_kaoping.model.records import Finding


class Without:
    """What a branch would have: `gain` is by how much its published composite would be higher (分)."""

    def __init__(self, gain: Exact, place: Callable[[], Placing]) -> None:
        self.gain = gain
        self._place = place

    @cached_property
    def placing(self) -> Placing:
        """How it would stand among the others, who are ranked anew when it is asked."""
        return self._place()


class Mending(NamedTuple):
    """One finding that takes points, and the round without it; `clause` is the one under which it is recorded.

    `instead` is what stands in its place where its clause has no points without a record; None where nothing does.
    `without` is None where there would be no composite. `again` is by how much lower the composite would be (分) by the
    same next round, all else as it was in this, where 屡查屡犯 then takes more; None where it does not.
    """

    clause: ClauseScore
    finding: FindingScore
    instead: Finding | None
    without: Without | None
    again: Exact | None


class ItemMending(NamedTuple):
    """The findings of an item that take points; `together` is the round without any of them, None where one is all."""

    score: ItemScore
    findings: tuple[Mending, ...]
    together: Without | None


class BranchMending(NamedTuple):
    """What the round of a branch would be without its findings; `together` is it without any of those told."""

    placing: Placing
    items: tuple[ItemMending, ...]
    together: Without | None


def branch_mending(reckoning: Reckoning, branch_id: str, item_id: str | None = None) -> BranchMending:
    """Every finding of a branch that takes points in a round, or those of one item.

    The branch takes part in the round and has a composite: KeyError where it does not. Raises Refusal where the round
    itself cannot be scored.
    """
    mine = _Branch(reckoning, branch_id)
    scores = [each for each in mine.placing.score.inspected.items if item_id in (None, each.item.id)]
    items = tuple(found for each in scores if (found := mine.item(each)).findings)
    together = mine.without_all([each for item in items for each in item.findings])
    return BranchMending(mine.placing, items, together)


class _Branch:
    """A branch of a round, asked what it would be otherwise."""

    def __init__(self, reckoning: Reckoning, branch_id: str) -> None:
        placing = reckoning.result.placing_of(branch_id)
        if placing is None or placing.score.composite is None:
            raise KeyError(branch_id)
        self.placing, self._published = placing, placing.score.composite.value
        self._reckoning = reckoning
        self._id = placing.score.branch.id
        self._records = next(each.records for each in reckoning.members if each.branch.id == self._id)
        self._terms = Circumstances(placing.score.branch.branch_class, earlier=self._records.earlier)

    def item(self, score: ItemScore) -> ItemMending:
        """The findings of one item, in order of date, department and place in the file."""
        found = [(clause, each) for clause in score.clauses for each in clause.findings if each.is_own]
        found.sort(key=lambda each: each[1].recorded.rank)
        told = tuple(self._mending(*each) for each in found if self._takes(score, each[1]))
        return ItemMending(score, told, self.without_all(told) if len(told) > 1 else None)

    def without_all(self, told: Sequence[Mending]) -> Without | None:
        """The round without any of some findings; what is then missed is held at the best."""
        if not told:
            return None
        records = self._records
        for each in told:
            records = records.replacing(each.finding.recorded, each.instead)
        items = {each.finding.item.id for each in told}
        only = items.pop() if len(items) == 1 else None
        found = self._of(records, only)
        if found is None:
            # each could go alone, for another record of its clause was left
            records = self._records
            for each in told:
                instead = self._at_best(each.finding)[:1] if _needed(each.finding) else []
                records = records.replacing(each.finding.recorded, next(iter(instead), None))
            found = self._of(records, only)
        return found

    def _mending(self, clause: ClauseScore, finding: FindingScore) -> Mending:
        instead = None
        left = self._records.replacing(finding.recorded, None)
        without = self._of(left, finding.item.id)
        for stated in () if without is not None else self._at_best(finding):
            left = self._records.replacing(finding.recorded, stated)
            without = self._of(left, finding.item.id)
            if without is not None:
                instead = stated
                break
        again = None if without is None else self._again(finding, left)
        dearer = again is not None and without is not None and again > without.gain
        return Mending(clause, finding, instead, without, again if dearer else None)

    def _again(self, finding: FindingScore, left: BranchRecords) -> Exact | None:
        """What the same takes of the composite next round, where it is dearer then."""
        key, repeat = (finding.item.id, finding.recorded.finding.clause), finding.clause.repeat
        seen = self._reckoning.seen_next.get(self._id, {}).get(key)
        if repeat is None or seen is None:
            return None
        now = self._records.earlier.get(key)
        prices = [entry_of(repeat, 0 if each is None else each.rounds, self._terms) for each in (now, seen)]
        if prices[1] <= prices[0]:
            return None
        with_it, without = (
            self._of(each._replace(earlier={**each.earlier, key: seen})) for each in (self._records, left)
        )
        return None if with_it is None or without is None else minus(without.gain, with_it.gain)

    def _takes(self, score: ItemScore, finding: FindingScore) -> bool:
        """Whether a record takes anything, be it that nothing comes of it beside what others take."""
        if finding.recorded.withdrawn:
            return False
        record = finding.recorded.finding
        all_of_it = [each for clause in score.clauses for each in clause.findings if each.recorded.finding is record]
        if any(each.points < 0 or each.empties is not None or each.vetoes for each in all_of_it):
            return True
        try:
            own = worth(score.item, finding.recorded, self._terms)
            if own < 0:
                return True
            best = self._at_best(finding)[:1] if _needed(finding) else []
            return any(own < worth(score.item, finding.recorded._replace(finding=each), self._terms) for each in best)
        except Refusal:
            return False

    def _at_best(self, finding: FindingScore) -> list[Finding]:
        return without_loss(finding.item, finding.recorded, self._terms)

    def _of(self, records: BranchRecords, only: str | None = None) -> Without | None:
        """The branch with other records (of one item `only`, if that is named); None where it has no composite."""
        try:
            score = self._reckoning.scored(self._id, records, only)
        except Refusal:
            return None
        if score.composite is None:
            return None
        return Without(minus(score.composite.value, self._published), partial(self._placed, score, records))

    def _placed(self, score: BranchScore, records: BranchRecords) -> Placing:
        reckoning = self._reckoning
        result = reckoning.otherwise(self._id, records) if reckoning.together else reckoning.with_score(score)
        return next(each for each in result.placings if each.score.branch.id == self._id)


def _needed(finding: FindingScore) -> bool:
    """Whether a clause that reads a record says nothing without one."""
    return any(map(needs_fact, finding.item.readers[finding.recorded.finding.clause]))

"""`kaoping rubric impact`: what another version would have made of the rounds that were held."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import starmap
from typing import NamedTuple

from dangjian_kaoping.compare.diff.partners import Partners
from dangjian_kaoping.compare.impact.replay import Gap, replayed, told_once
from dangjian_kaoping.compare.impact.together import together
from dangjian_kaoping.engine.money.reward import RewardResult, score_reward
from dangjian_kaoping.engine.score.absence import absences_of
from dangjian_kaoping.engine.score.branch import BranchScore
from dangjian_kaoping.engine.score.circumstances import ClauseKey
from dangjian_kaoping.engine.score.emptying import emptied_before
from dangjian_kaoping.engine.score.gathering import gathered
from dangjian_kaoping.engine.score.occurrence import earlier_occurrences
from dangjian_kaoping.engine.score.ranges import BranchRange, PlaceRange, place_ranges, score_estimate, score_range
from dangjian_kaoping.engine.score.round import Placing, RoundResult, ranked, score_round
from dangjian_kaoping.engine.score.veto import earlier_vetoes
from dangjian_kaoping.exact import Exact, minus
from dangjian_kaoping.model.reward import RewardPolicy
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.model.workspace import Round
from dangjian_kaoping.pace import counted


class BranchImpact(NamedTuple):
    """One branch in one round: as it was, and what it would have been, from the least to the most.

    `after` is None where the branch had no composite, or could have none; then its place has no ranks. `estimate` is
    what it would have been if nothing was found of all that is unknown.
    """

    before: Placing
    after: BranchRange | None
    place: PlaceRange
    estimate: Placing | None
    gaps: tuple[Gap, ...]

    @property
    def was_last(self) -> bool:
        """Whether it was among the last places."""
        return "bottom_three" in self.before.flags

    @property
    def vetoed(self) -> bool | None:
        """Whether it would have been vetoed: yes, no, or perhaps (None)."""
        if self.after is None:
            return "veto" in self.before.flags
        return True if self.after.vetoes else None if self.after.perhaps else False

    @property
    def difference(self) -> Exact | None:
        """By how many points the estimate is more than it was (分)."""
        after = None if self.estimate is None else self.estimate.score.composite
        before = self.before.score.composite
        return None if before is None or after is None else minus(after.value, before.value)

    @property
    def gained(self) -> int | None:
        """By how many places the estimate is above what it was."""
        before, after = self.before.rank, None if self.estimate is None else self.estimate.rank
        return None if before is None or after is None else before - after


class RoundImpact(NamedTuple):
    """One round. Where nothing is unknown, `after` is the round as the engine scores it under the new version.

    `money` is what the reward policy pays before and after, where it is in force and both rounds are complete.
    """

    before: RoundResult
    branches: tuple[BranchImpact, ...]
    after: RoundResult | None
    money: tuple[RewardResult, RewardResult] | None

    @property
    def exact(self) -> bool:
        """Whether nothing is unknown."""
        return self.after is not None

    @property
    def undecided(self) -> bool:
        """Whether any branch may come first, and any last: nothing is certain of anybody's rank."""
        ranks = [(each.place.best, each.place.worst) for each in self.branches]
        return len(ranks) > 1 and all(each == (1, len(ranks)) for each in ranks)


class Impact(NamedTuple):
    """Several rounds under two versions.

    `reworded` are the clauses whose text changed and whose facts are used all the same: whether they still mean
    what they meant, only a reader can tell. `tried` are the edits that make the new version of the old one, where it
    is one that is not written: `item.DJ-01.points=8`.
    """

    old: Rubric
    new: Rubric
    rounds: tuple[RoundImpact, ...]
    reworded: tuple[ClauseKey, ...]
    tried: tuple[str, ...] = ()


class HeldRounds(NamedTuple):
    """The rounds that were held, in order, and what they need: the roster, the versions, the policies."""

    roster: Roster
    rounds: Sequence[Round]
    rubrics: Sequence[Rubric]
    policies: Sequence[RewardPolicy] = ()

    def before(self, this: Round) -> list[Round]:
        """The rounds before one."""
        return [each for each in self.rounds if each.quarter < this.quarter]


def impact_of(
    old: Rubric, new: Rubric, held: HeldRounds, rounds: Iterable[Round], between: Iterable[Rubric] = ()
) -> Impact:
    """Score rounds under the old version and, as far as their records tell, under the new one. Raises Refusal.

    `between` are the versions that lie between the two.
    """
    partners = Partners(old, new, between)
    found = tuple(_round_impact(partners, held, this) for this in counted(rounds))
    return Impact(old, new, found, tuple(_reworded(partners)))


def _reworded(partners: Partners) -> Iterator[ClauseKey]:
    for before, after in partners.clauses.pairs:
        one = partners.old.by_item[before[0]].by_clause[before[1]]
        other = partners.new.by_item[after[0]].by_clause[after[1]]
        if one.text != other.text:
            yield after


def _round_impact(partners: Partners, held: HeldRounds, this: Round) -> RoundImpact:
    roster, earlier = held.roster, held.before(this)
    before = score_round(partners.old, roster, this, earlier, held.rubrics)
    records = gathered(partners.old, roster, this)
    occurrences = earlier_occurrences(partners.new, roster, this.quarter, earlier)
    emptied = emptied_before(partners.new, roster, this.quarter, earlier, held.rubrics)
    branches = [placing.score.branch for placing in before.placings]
    told = []
    for branch in branches:
        mine = records[branch.id]._replace(emptied=emptied.get(branch.id, {}))
        told.append(replayed(partners, this.quarter, branch, mine, occurrences.get(branch.id, {})))
    absences = absences_of(partners.new, roster, this)
    found = together(partners.new, this.quarter, absences, branches, told)
    ranges: list[BranchRange | None] = []
    estimates: list[BranchScore] = []
    gaps: list[tuple[Gap, ...]] = []
    for placing, each in zip(before.placings, found.replayed, strict=True):
        if placing.score.composite is None:
            ranges.append(None)
            gaps.append(())
            continue
        after = score_range(found.least, placing.score.branch, each.records, each.unknown, found.most)
        ranges.append(None if after.composite is None else after)
        estimates.append(score_estimate(found.least, placing.score.branch, each.records, each.unknown))
        gaps.append(tuple(told_once(each.gaps)))
    places = place_ranges(ranges, partners.new.measure)
    vetoes = earlier_vetoes(partners.old, roster, this.quarter, earlier, held.rubrics)
    estimated = {each.score.branch.id: each for each in ranked(this.quarter, partners.new, estimates, vetoes).placings}
    guesses = [estimated.get(branch.id) for branch in branches]
    impacts = tuple(starmap(BranchImpact, zip(before.placings, ranges, places, guesses, gaps, strict=True)))
    after_round = None
    known = found.least is found.most and all(each.unknown.nothing for each in found.replayed)
    if None not in ranges and known:
        scores = [each.ends[0] for each in ranges if each is not None]
        after_round = ranked(this.quarter, partners.new, scores, vetoes)._replace(absences=absences)
    return RoundImpact(before, impacts, after_round, _money(held, before, after_round))


def _money(
    held: HeldRounds, before: RoundResult, after: RoundResult | None
) -> tuple[RewardResult, RewardResult] | None:
    known = [each for each in held.policies if each.effective_from <= before.quarter]
    if not known or after is None or not (before.complete and after.complete):
        return None
    policy = max(known, key=lambda each: each.effective_from)
    return score_reward(policy, before), score_reward(policy, after)

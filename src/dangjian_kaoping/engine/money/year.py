"""年度兑现: the quarters of a year added up, branch by branch."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from dangjian_kaoping.engine.money.reward import Payout, RewardResult
from dangjian_kaoping.exact import Exact, minus, total
from dangjian_kaoping.model.roster import Branch
from dangjian_kaoping.periods import Quarter


class BranchYear(NamedTuple):
    """A branch's money of a year (元): its payouts by quarter, and the branch as it was in the last of them."""

    branch: Branch
    payouts: Mapping[Quarter, Payout]

    @property
    def reward(self) -> Exact:
        """All rewards."""
        return total(each.reward.value for each in self.payouts.values())

    @property
    def penalty(self) -> Exact:
        """All that is docked."""
        return total(each.penalty.value for each in self.payouts.values())

    @property
    def net(self) -> Exact:
        """All that is paid in the end."""
        return total(each.net.value for each in self.payouts.values())


class RewardYear(NamedTuple):
    """年度兑现: branches by net, the most first, then by id."""

    year: int
    quarters: tuple[RewardResult, ...]
    branches: tuple[BranchYear, ...]

    @property
    def reward(self) -> Exact:
        """All rewards."""
        return total(each.reward for each in self.branches)

    @property
    def penalty(self) -> Exact:
        """All that is docked."""
        return total(each.penalty for each in self.branches)

    @property
    def net(self) -> Exact:
        """All that is paid in the end."""
        return total(each.net for each in self.branches)

    @property
    def fund(self) -> Exact:
        """The funds of the year; what one quarter carries to the next counts once."""
        return minus(total(each.fund for each in self.quarters), total(each.carried_in for each in self.quarters[1:]))

    @property
    def retained(self) -> Exact:
        """What was not paid out of them by the end of the year."""
        return minus(self.fund, total(each.reward for each in self.quarters))


def reward_year(year: int, results: Iterable[RewardResult]) -> RewardYear:
    """The year from its quarters."""
    ordered = tuple(sorted(results, key=lambda each: each.quarter))
    payouts: dict[str, dict[Quarter, Payout]] = {}
    for result in ordered:
        for payout in result.payouts:
            payouts.setdefault(payout.claim.branch.id, {})[result.quarter] = payout
    branches = [BranchYear(list(mine.values())[-1].claim.branch, mine) for mine in payouts.values()]
    branches.sort(key=lambda each: (-each.net, each.branch.id))
    return RewardYear(year, ordered, tuple(branches))

"""差额: what a correction makes of money that was paid already."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from dangjian_kaoping.engine.money.reward import RewardResult
from dangjian_kaoping.exact import ZERO, Exact, minus, total
from dangjian_kaoping.model.reward import RewardPolicy
from dangjian_kaoping.model.roster import Branch
from dangjian_kaoping.periods import Quarter


class BranchDifference(NamedTuple):
    """A branch's money (元): `paid` already, and `net` as it is now; `ranks` are those by which it was and is paid.

    `owed`: what is paid or, below zero, taken back.
    """

    branch: Branch
    ranks: tuple[int | None, int | None]
    paid: Exact
    net: Exact
    owed: Exact


class Difference(NamedTuple):
    """差额 of a round: branches in the order of the ranking now. `since` is the day of the sheet that was paid last."""

    quarter: Quarter
    policy: RewardPolicy
    since: date
    branches: tuple[BranchDifference, ...]
    reward: RewardResult

    @property
    def due(self) -> bool:
        """Whether anything is to be paid or taken back."""
        return any(each.owed for each in self.branches)

    @property
    def paid(self) -> Exact:
        """All that was paid already."""
        return total(each.paid for each in self.branches)

    @property
    def net(self) -> Exact:
        """All that would be paid by what the round is now."""
        return total(each.net for each in self.branches)

    @property
    def owed(self) -> Exact:
        """All that is paid, less what is taken back: what the correction costs."""
        return total(each.owed for each in self.branches)


def difference(before: Sequence[RewardResult], now: RewardResult, since: date) -> Difference:
    """What is owed after a correction; `before` is the money of the sheets that were paid, in order. The last counts.

    Where only what is owed is paid (`difference: owed`), each counts: nothing was ever taken back, so that a branch has
    had the most that it was once to get.
    """
    keeps = now.policy.difference == "owed"
    sheets = [_nets(each) for each in (before if keeps else before[-1:])]
    ranks = _ranks(before[-1]), _ranks(now)
    nets = _nets(now)
    branches = {each.claim.branch.id: each.claim.branch for result in (now, before[-1]) for each in result.payouts}
    found = []
    for branch_id, branch in branches.items():
        paid = max(sheet.get(branch_id, ZERO) for sheet in sheets)
        net = nets.get(branch_id, ZERO)
        owed = minus(net, paid)
        placed = ranks[0].get(branch_id), ranks[1].get(branch_id)
        found.append(BranchDifference(branch, placed, paid, net, ZERO if keeps and owed < 0 else owed))
    return Difference(now.quarter, now.policy, since, tuple(found), now)


def _nets(result: RewardResult) -> Mapping[str, Exact]:
    return {each.claim.branch.id: each.net.value for each in result.payouts}


def _ranks(result: RewardResult) -> Mapping[str, int]:
    return {each.claim.branch.id: each.claim.rank for each in result.payouts}

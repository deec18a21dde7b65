"""A small purse for tests: a policy and branches as the YAML that an office writes, paid out twice."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from dangjian_kaoping.engine import names
from dangjian_kaoping.engine.money.claim import Claim
from dangjian_kaoping.engine.money.pool import Carried, Pool
from dangjian_kaoping.engine.money.reward import Payout, share_out
from dangjian_kaoping.engine.score.circumstances import Refusal
from dangjian_kaoping.engine.step import given, recomputed
from dangjian_kaoping.exact import Exact, total
from dangjian_kaoping.model.reward import RewardRules
from dangjian_kaoping.model.roster import Branch

from .plant import modelled, plain, quarter_of, tree
from .reward_opinion import NoAnswer, opinion


@dataclass
class Paid:
    """What was paid out."""

    payouts: tuple[Payout, ...]
    pools: tuple[Pool, ...]

    def payout(self, name: str) -> Payout:
        return next(each for each in self.payouts if each.claim.branch.id == name)

    @property
    def rewards(self) -> dict[str, str]:
        return {each.claim.branch.id: str(each.reward.value) for each in self.payouts}

    @property
    def penalties(self) -> dict[str, str]:
        return {each.claim.branch.id: str(each.penalty.value) for each in self.payouts}

    @property
    def nets(self) -> dict[str, str]:
        return {each.claim.branch.id: str(each.net.value) for each in self.payouts}

    @property
    def retained(self) -> Exact:
        return total(pool.retained for pool in self.pools)

    @property
    def fund(self) -> Exact:
        return total(pool.fund.value for pool in self.pools)


def rules_of(policy: Any) -> RewardRules:
    """A policy's rules, from YAML or from plain data."""
    return modelled(RewardRules, plain(policy) if isinstance(policy, str) else policy)


def claims_of(branches: Mapping[str, Any]) -> list[Claim]:
    """The branches of plain data, ranked by score where no rank is written."""
    scores = [Decimal(each["score"]) for each in branches.values()]
    return [
        Claim(
            Branch(name, name, each.get("class", ""), int(each["heads"]) if "heads" in each else None),
            given(names.SCORE, Decimal(each["score"])),
            int(each.get("rank") or 1 + sum(score > Decimal(each["score"]) for score in scores)),
            each.get("grade"),
            tuple(each.get("flags", [])),
            int(each.get("undone", "task_not_done" in each.get("flags", []))),
            each.get("barred") == "true",
        )
        for name, each in branches.items()
    ]


def pay(policy: Any, branches: Any, *, quarter: str = "2020Q1", carried: Carried | None = None) -> Paid:
    """Pay out; without anything carried over, the second opinion must agree. Raises Refusal."""
    written = plain(policy) if isinstance(policy, str) else policy
    people = plain(branches) if isinstance(branches, str) else branches
    try:
        payouts, pools = share_out(rules_of(written), quarter_of(quarter), claims_of(people), carried or {})
    except Refusal:
        if carried is None and "funds" not in json.dumps(written):
            _agree_to_refuse(written, people)
        raise
    paid = Paid(payouts, pools)
    for payout in payouts:
        for step in tree(payout.net):
            assert recomputed(step) == step.value, step
    if carried is None and "funds" not in json.dumps(written):
        verdict = opinion(written, people)
        assert {name: Fraction(text) * 100 for name, text in paid.rewards.items()} == verdict.rewards
        assert {name: Fraction(text) * 100 for name, text in paid.penalties.items()} == verdict.penalties
        assert {name: Fraction(text) * 100 for name, text in paid.nets.items()} == verdict.nets
        assert Fraction(paid.retained) == verdict.retained
    return paid


def _agree_to_refuse(policy: Any, branches: Any) -> None:
    try:
        verdict = opinion(policy, branches)
    except (NoAnswer, KeyError, StopIteration, ZeroDivisionError):
        return
    raise AssertionError(f"the second opinion has an answer: {verdict}")

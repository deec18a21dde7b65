"""兑现: what each branch gets and is docked by a round's published figures, to the fen (docs/绩效奖励.md)."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from dangjian_kaoping.diagnostics import Diagnostic
from dangjian_kaoping.engine import names
from dangjian_kaoping.engine.money.allocation import rounded_to_the_fen
from dangjian_kaoping.engine.money.claim import Claim, claims_of
from dangjian_kaoping.engine.money.factor import Facts, holds, limited
from dangjian_kaoping.engine.money.pool import Carried, Pool, paid_out
from dangjian_kaoping.engine.score.circumstances import Refusal
from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.engine.step import NOTHING, Step, given, summed, within
from dangjian_kaoping.exact import ZERO, Exact, least, minus, most, total
from dangjian_kaoping.model.by_class import for_class
from dangjian_kaoping.model.measure import Ranking
from dangjian_kaoping.model.number import chosen
from dangjian_kaoping.model.reward import Penalty, RewardPolicy, RewardRules
from dangjian_kaoping.periods import Quarter

NOTHING_CARRIED: Carried = MappingProxyType({})


class Payout(NamedTuple):
    """One branch's money (元): `reward` less `penalty` is `net`; each is a step tree.

    `coefficient` is None where the policy has none. `rewards` and `penalties` are its parts by name, `counted` those
    penalties that no heavier one of their group stands for; `no_reward` says whether it is barred from rewards.
    """

    claim: Claim
    coefficient: Step | None
    rewards: Mapping[str, Step]
    penalties: Mapping[str, Step]
    reward: Step
    penalty: Step
    net: Step
    no_reward: bool
    counted: frozenset[str]

    @property
    def weight(self) -> Step | None:
        """What its factors come to (份额), where it has one reward that is shared; None where it has no one such."""
        if len(self.rewards) != 1:
            return None
        (reward,) = self.rewards.values()
        return within(reward, names.SHARE_WEIGHT)

    @property
    def heads(self) -> Step | None:
        """The heads (人数) that its rewards were reckoned with; None where they were not."""
        found = (within(each, names.HEADS) for each in self.rewards.values())
        return next((each for each in found if each is not None), None)


class RewardResult(NamedTuple):
    """兑现 of a round: payouts in the order of the ranking, and the funds that they come from.

    It is not `complete` where the round is provisional: a branch without a composite has no payout.
    """

    quarter: Quarter
    policy: RewardPolicy
    payouts: tuple[Payout, ...]
    pools: tuple[Pool, ...]
    lapsed: Exact
    complete: bool

    @property
    def fund(self) -> Exact:
        """All money that could be paid: the funds with what was carried to them, and what is paid without a fund."""
        return total(pool.fund.value for pool in self.pools)

    @property
    def reward(self) -> Exact:
        """All rewards."""
        return total(payout.reward.value for payout in self.payouts)

    @property
    def retained(self) -> Exact:
        """What stays in the funds: returned, or carried to the next quarter."""
        return total(pool.retained for pool in self.pools)

    @property
    def penalty(self) -> Exact:
        """All that is docked."""
        return total(payout.penalty.value for payout in self.payouts)

    @property
    def net(self) -> Exact:
        """All that is paid in the end."""
        return total(payout.net.value for payout in self.payouts)

    def payout_of(self, branch_id: str) -> Payout | None:
        """A branch's payout; None where it has none."""
        return next((each for each in self.payouts if each.claim.branch.id == branch_id), None)

    @property
    def may_retain(self) -> bool:
        """Whether the policy lets a remainder stay in a fund."""
        return any(part.keeps_rest or part.last_fen == "drop" for part in self.policy.rewards.values() if part.has_fund)

    @property
    def carried_in(self) -> Exact:
        """What the funds got from the quarter before."""
        return total(pool.carried_in for pool in self.pools)

    @property
    def carried(self) -> Carried:
        """What the next quarter's funds get from this one's."""
        return {pool.key: pool.retained for pool in self.pools if pool.carries and pool.retained}


def score_reward(policy: RewardPolicy, result: RoundResult, carried: Carried = NOTHING_CARRIED) -> RewardResult:
    """What a policy pays for a round. Raises Refusal where the policy has no answer.

    `carried` is what the quarter before left to this one's funds.
    """
    claims = claims_of(result, policy.score)
    payouts, pools = share_out(policy, result.quarter, claims, carried, result.rubric.measure.ranking)
    known = {pool.key for pool in pools}
    lapsed = total(amount for key, amount in carried.items() if key not in known)
    return RewardResult(result.quarter, policy, payouts, pools, lapsed, result.complete)


def refusals_of(policy: RewardPolicy, result: RoundResult, carried: Carried = NOTHING_CARRIED) -> list[Diagnostic]:
    """Why a policy cannot pay a round: what each of its parts alone has no answer to; nothing where it can."""
    parts: list[Mapping[str, Mapping[str, object]]] = []
    parts += [{"rewards": {name: part}, "penalties": {}} for name, part in policy.rewards.items()]
    parts += [{"rewards": {}, "penalties": {name: part}} for name, part in policy.penalties.items()]
    found: list[Diagnostic] = []
    for part in parts:
        try:
            score_reward(policy.model_copy(update=part), result, carried)
        except Refusal as refusal:
            if refusal.fault not in found:
                found.append(refusal.fault)
    return found


def share_out(
    rules: RewardRules,
    quarter: Quarter,
    claims: Sequence[Claim],
    carried: Carried = NOTHING_CARRIED,
    ranking: Ranking = "standard",
) -> tuple[tuple[Payout, ...], tuple[Pool, ...]]:
    """The payouts of some claims, in the order of the ranking, and the pools. Raises Refusal."""
    ordered = sorted(claims, key=lambda each: each.order)
    facts = Facts(ordered, rules.coefficient, ranking)
    barred = {each.branch.id for each in ordered if each.barred or any(holds(when, each) for when in rules.no_reward)}
    paid: dict[str, dict[str, Step]] = {each.branch.id: {} for each in ordered}
    pools: list[Pool] = []
    for name, part in rules.rewards.items():
        for pool, amounts in paid_out(name, part, quarter, ordered, facts, barred, carried):
            pools.append(pool)
            for branch_id, step in amounts.items():
                paid[branch_id][name] = step
    payouts = (_payout(rules, each, facts, paid[each.branch.id], each.branch.id in barred) for each in ordered)
    return tuple(payouts), tuple(pools)


def _payout(rules: RewardRules, claim: Claim, facts: Facts, rewards: Mapping[str, Step], barred: bool) -> Payout:
    reward = summed(names.REWARD, tuple(rewards.values()), rules)
    penalties = {
        name: _docked(part, claim, facts, reward) for name, part in rules.penalties.items() if holds(part.when, claim)
    }
    together, counted = _together(rules, penalties)
    penalty = _within_net(rules, claim, reward, together)
    net = Step(names.NET, "difference", minus(reward.value, penalty.value), (reward, penalty), rules)
    coefficient = facts.coefficients.get(claim.branch.id)
    return Payout(claim, coefficient, rewards, penalties, reward, penalty, net, barred, counted)


def _docked(part: Penalty, claim: Claim, facts: Facts, reward: Step) -> Step:
    own = for_class(part, claim.branch.branch_class)
    step = facts.product(names.DOCK, part.dock, claim, part, reward)
    return rounded_to_the_fen(
        names.PENALTY_PART, limited(names.DOCK_LIMITED, step, own.at_least, own.at_most, part), part
    )


def _together(rules: RewardRules, penalties: Mapping[str, Step]) -> tuple[Step, frozenset[str]]:
    """All penalties of a branch, and which of them count: of a group only the heaviest, the first of equals."""
    heaviest: dict[str, str] = {}
    for name, step in penalties.items():
        group = rules.penalties[name].group
        if group is not None and (group not in heaviest or step.value > penalties[heaviest[group]].value):
            heaviest[group] = name
    counted: dict[str, Step] = {}
    for name, step in penalties.items():
        group = rules.penalties[name].group
        if group is None:
            counted[name] = step
        elif heaviest[group] == name:
            others = tuple(
                penalties[each] for each in penalties if each != name and rules.penalties[each].group == group
            )
            counted[name] = (
                Step(names.HEAVIEST, "chosen", step.value, (step,), step.subject, others) if others else step
            )
    return summed(names.DOCKED, tuple(counted.values()), rules), frozenset(counted)


def _within_net(rules: RewardRules, claim: Claim, reward: Step, penalty: Step) -> Step:
    """No more than leaves the least net, where the policy has one."""
    if rules.net_at_least is None or not penalty.value:
        return penalty
    floor = given(names.NET_AT_LEAST, chosen(rules.net_at_least, claim.branch.branch_class), rules)
    room = Step(names.ABOVE_NET, "difference", minus(reward.value, floor.value), (reward, floor), rules)
    room = Step(names.CAN_BE_DOCKED, "most", most(room.value, ZERO), (room, NOTHING), rules)
    full = penalty._replace(name=names.PENALTIES)
    return Step(names.DOCKED, "least", least(full.value, room.value), (full, room), rules)

"""奖励的一项: its funds, who takes part in each, and what each branch gets from it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from dangjian_kaoping.diagnostics import Diagnostic, codes, problems
from dangjian_kaoping.engine import names
from dangjian_kaoping.engine.money.allocation import (
    Portion,
    Unshareable,
    floors,
    rounded_to_the_fen,
    shares,
    to_the_fen,
)
from dangjian_kaoping.engine.money.claim import Claim
from dangjian_kaoping.engine.money.factor import Facts, holds, limited
from dangjian_kaoping.engine.score.circumstances import Refusal
from dangjian_kaoping.engine.step import Step, given, summed
from dangjian_kaoping.exact import ZERO, Exact, least, minus, plain, times, total
from dangjian_kaoping.model.by_class import decided, for_class
from dangjian_kaoping.model.number import ByClass
from dangjian_kaoping.model.reward import Reward
from dangjian_kaoping.periods import Quarter

PoolKey = tuple[str, str]
"""The name of a reward, and the class of branches; empty where all share one fund."""
Carried = Mapping[PoolKey, Exact]
"""Money (元) that one quarter's pools leave to the next quarter's."""


class Pool(NamedTuple):
    """A fund (元) and what became of it; without a fund of its own, `fund` is what was paid."""

    key: PoolKey
    fund: Step
    paid: Exact
    carries: bool

    @property
    def retained(self) -> Exact:
        """What was not paid out."""
        return minus(self.fund.value, self.paid)

    @property
    def carried_in(self) -> Exact:
        """What the fund got from the quarter before."""
        carried = self.fund.find(names.CARRIED_IN)
        return ZERO if carried is None else carried.value


Amounts = dict[str, Step]
"""What each branch gets, by id."""


class _Member(NamedTuple):
    """A branch that takes part: its weight or amount, its limits, whether it is barred from the money."""

    portion: Portion
    barred: bool


def paid_out(
    name: str,
    part: Reward,
    quarter: Quarter,
    claims: Sequence[Claim],
    facts: Facts,
    barred: Collection[str],
    carried: Carried,
) -> Iterator[tuple[Pool, Amounts]]:
    """The pools of one reward, each with its amounts. Raises Refusal."""
    number = _fund_number(part, quarter)
    classes = [""]
    if isinstance(number, ByClass):
        classes = list(dict.fromkeys(each.branch.branch_class for each in claims))
    for branch_class in classes:
        mine = [each for each in claims if branch_class in ("", each.branch.branch_class) and holds(part.when, each)]
        own = for_class(part, branch_class) if branch_class else part
        members = [_member(part, each, facts, each.branch.id in barred) for each in mine]
        fund = _fund(own, quarter, mine, carried.get((name, branch_class)))
        try:
            amounts = _shared(part, fund, members) if part.share_by is not None else _paid(part, fund, members)
        except Unshareable as fault:
            raise _refused(name, part, fault, _tied(part, mine, facts) if fault.kind == "over" else "") from fault
        paid = total(step.value for step in amounts.values())
        whole = fund if fund is not None else given(names.PAID_WITHOUT_FUND, paid, part)
        yield Pool((name, branch_class), whole, paid, part.rest == "carry"), amounts


def _fund_number(part: Reward, quarter: Quarter) -> Decimal | ByClass | None:
    return part.funds.get(quarter, part.fund if part.fund is not None else part.fund_per_head)


def _fund(own: Reward, quarter: Quarter, mine: Sequence[Claim], carried: Exact | None) -> Step | None:
    number = _fund_number(own, quarter)
    if number is None:
        return None
    if quarter not in own.funds and own.fund_per_head is not None:
        heads = summed(names.ALL_HEADS, tuple(_heads(each, own) for each in mine), own)
        each_head = given(names.PER_HEAD, decided(number), own)
        fund = Step(names.FUND, "product", times(each_head.value, heads.value), (each_head, heads), own)
    else:
        fund = given(names.FUND, decided(number), own)
    return fund if not carried else summed(names.FUND_WITH_CARRIED, (fund, given(names.CARRIED_IN, carried, own)), own)


def _heads(claim: Claim, part: Reward) -> Step:
    if claim.branch.head_count is None:
        raise Refusal(Diagnostic(codes.KP602(branches=claim.branch.name), part.at))
    return given(names.HEADS, Decimal(claim.branch.head_count), part, of=claim.branch.id)


def _member(part: Reward, claim: Claim, facts: Facts, barred: bool) -> _Member:
    own = for_class(part, claim.branch.branch_class)
    product = part.share_by if part.share_by is not None else part.pay
    assert product is not None
    step = facts.product(names.SHARE_WEIGHT if part.share_by is not None else names.AMOUNT, product, claim, part)
    floor = ZERO if own.at_least is None else decided(own.at_least)
    cap = None if own.at_most is None else decided(own.at_most)
    return _Member(Portion(claim.branch.id, step, floor, cap, claim.order), barred)


def _shared(part: Reward, fund: Step | None, members: Sequence[_Member]) -> Amounts:
    """A fund shared by weights. What is capped or withheld goes to the others, or stays in the fund."""
    assert fund is not None
    if not part.keeps_rest:
        taking = [each.portion for each in members if not each.barred]
        exact = shares(fund, taking, part)
        amounts = to_the_fen([(each, exact[each.key]) for each in taking], part, hand_out=part.last_fen == "rank")
        return amounts | {each.portion.key: _nothing(part) for each in members if each.barred}
    portions = [each.portion._replace(cap=None) for each in members]
    if any(each.weight.value for each in portions):
        exact = shares(fund, portions, part)
    else:
        exact = floors(fund, portions, part)
    kept = [(each.portion, _kept(exact[each.portion.key], each, part)) for each in members]
    return to_the_fen(kept, part, hand_out=part.last_fen == "rank")


def _kept(step: Step, member: _Member, part: Reward) -> Step:
    if member.barred:
        return _nothing(part, step)
    cap = member.portion.cap
    if cap is None or step.value <= cap:
        return step
    return Step(names.CAPPED, "least", least(step.value, cap), (step, given(names.AT_MOST, cap, part)), part)


def _paid(part: Reward, fund: Step | None, members: Sequence[_Member]) -> Amounts:
    """Amounts paid, each rounded half up to the fen; reduced alike, or refused, where the fund is not enough."""
    limits = [
        (each, limited(names.AMOUNT_LIMITED, each.portion.weight, each.portion.floor or None, each.portion.cap, part))
        for each in members
    ]
    amounts = {
        each.portion.key: _nothing(part, step) if each.barred else rounded_to_the_fen(names.PAID, step, part)
        for each, step in limits
    }
    sum_paid = total(step.value for step in amounts.values())
    if fund is None or sum_paid <= fund.value:
        return amounts
    if part.over == "refuse":
        raise Unshareable("over", minus(sum_paid, fund.value))
    taking = [each.portion._replace(weight=step, floor=ZERO, cap=None) for each, step in limits if not each.barred]
    exact = shares(fund, taking, part)
    reduced = to_the_fen([(each, exact[each.key]) for each in taking], part, hand_out=part.last_fen == "rank")
    return amounts | reduced


def _nothing(part: Reward, aside: Step | None = None) -> Step:
    """No money, and what it would have been."""
    return given(names.WITHHELD, ZERO, part)._replace(aside=() if aside is None else (aside,))


def _tied(part: Reward, claims: Sequence[Claim], facts: Facts) -> str:
    """Of amounts that exceed the fund: that a tie is paid in full to each, and how the table shares the places out."""
    found = facts.tie_in(part.pay or (), claims)
    return "" if found is None else problems.tied_in_full(*found)


def _refused(name: str, part: Reward, fault: Unshareable, hint: str) -> Refusal:
    problem = problems.unshareable(fault.kind, name, plain(fault.lacking))
    return Refusal(Diagnostic(codes.KP608(problem=problem), part.at, hint=hint))

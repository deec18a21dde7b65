"""Run a money case: the branches through the policy, the amounts against what is expected."""

from collections.abc import Iterator, Mapping, Sequence

from dangjian_kaoping.diagnostics import Diagnostic, codes
from dangjian_kaoping.engine import names
from dangjian_kaoping.engine.money.claim import Claim
from dangjian_kaoping.engine.money.pool import PoolKey
from dangjian_kaoping.engine.money.reward import Payout, share_out
from dangjian_kaoping.engine.score.circumstances import Refusal
from dangjian_kaoping.engine.score.grade import grade_of
from dangjian_kaoping.engine.score.ranking import ranks
from dangjian_kaoping.engine.step import given
from dangjian_kaoping.exact import Exact, total
from dangjian_kaoping.model.cases import Case
from dangjian_kaoping.model.measure import Measure
from dangjian_kaoping.model.reward import RewardPolicy, RewardRules
from dangjian_kaoping.model.roster import Branch
from dangjian_kaoping.periods import Quarter

Money = tuple[tuple[Payout, ...], Exact]
"""The payouts of a case, and what is retained (元)."""


def run_money(case: Case, rules: RewardRules, measure: Measure) -> Money:
    """The payouts of a case. Raises Refusal."""
    since = rules.effective_from if isinstance(rules, RewardPolicy) else Quarter(2020, 1)
    quarter = Quarter(since.year, int(case.quarter[1]))
    return shared(case, rules, quarter, list(_claims(case, measure)), measure)


def shared(case: Case, rules: RewardRules, quarter: Quarter, claims: Sequence[Claim], measure: Measure) -> Money:
    """What the rules make of some claims. Raises Refusal."""
    try:
        payouts, pools = share_out(rules, quarter, claims, _carried(case, rules), measure.ranking)
    except LookupError as error:
        problem = f"没有“{error}”这一类的数" if str(error) else "有的数因支部类别而异，支部没有写 class"
        raise Refusal(Diagnostic(codes.KP606(problem=problem), case.at)) from error
    return payouts, total(pool.retained for pool in pools)


def _carried(case: Case, rules: RewardRules) -> Mapping[PoolKey, Exact]:
    for name in case.carried:
        if name not in rules.rewards:
            raise Refusal(Diagnostic(codes.KP606(problem=f"办法里没有“{name}”这一项奖励"), case.at))
    return {(name, ""): amount for name, amount in case.carried.items()}


def _claims(case: Case, measure: Measure) -> Iterator[Claim]:
    by_score = ranks([(-branch.score,) for branch in case.branches.values()], measure.ranking)
    for (name, written), own in zip(case.branches.items(), by_score, strict=True):
        rank = own if written.rank is None else written.rank
        assert rank is not None
        grade = written.grade if written.grade is not None else grade_of(written.score, measure)
        undone = written.undone if written.undone is not None else int("task_not_done" in written.flags)
        branch = Branch(name, name, written.branch_class, written.heads)
        step = given(names.SCORE, written.score, written)
        yield Claim(branch, step, rank, grade, written.flags, undone, written.barred)


MONEY_KEYS = ("rewards", "penalties", "nets", "coefficients")
"""What is expected of each branch's money."""


def compared(case: Case, money: Money | None) -> Iterator[tuple[str, str, Exact, Exact | None]]:
    """What is expected and what came out, key by key: the key, the branch, both figures (None: there is none)."""
    payouts, retained = ((), None) if money is None else money
    by_name = {payout.claim.branch.name: payout for payout in payouts}
    expect = case.expect
    wanted: dict[str, Mapping[str, Exact] | None] = {
        "rewards": expect.rewards,
        "penalties": expect.penalties,
        "nets": expect.nets,
        "coefficients": expect.coefficients,
    }
    for key, figures in wanted.items():
        for name, figure in (figures or {}).items():
            payout = by_name.get(name)
            yield key, name, figure, None if payout is None else _figure(payout, key)
    if expect.retained is not None:
        yield "retained", "", expect.retained, retained


def _figure(payout: Payout, key: str) -> Exact | None:
    match key:
        case "rewards":
            return payout.reward.value
        case "penalties":
            return payout.penalty.value
        case "nets":
            return payout.net.value
    return None if payout.coefficient is None else payout.coefficient.value

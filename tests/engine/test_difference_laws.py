"""Laws of differences: whatever was paid and corrected, in whatever order, nobody is paid twice."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangjian_kaoping.engine.money.difference import difference
from dangjian_kaoping.engine.money.reward import RewardResult, share_out
from dangjian_kaoping.exact import ZERO, total
from dangjian_kaoping.model.reward import RewardPolicy
from dangjian_kaoping.periods import Quarter
from thorough import law

from .plant import modelled
from .purse import claims_of

pytestmark = pytest.mark.whole

QUARTER = Quarter(2021, 1)
DAY = date(2021, 4, 25)
SCORES = st.lists(st.integers(1, 100), min_size=3, max_size=3)
BRANCHES = ("甲", "乙", "丙")


def _policy(rule: str) -> RewardPolicy:
    written = {"kind": "reward", "version": "1", "title": "办法", "effective_from": "2021Q1", "difference": rule}
    return modelled(RewardPolicy, written | {"rewards": {"奖": {"fund": "1000.01", "share_by": "score"}}})


def _paid(policy: RewardPolicy, scores: list[int]) -> RewardResult:
    claims = claims_of({name: {"score": str(score)} for name, score in zip(BRANCHES, scores, strict=True)})
    return RewardResult(QUARTER, policy, *share_out(policy, QUARTER, claims), ZERO, complete=True)


def _in_all(rule: str, rounds: list[list[int]]) -> tuple[dict[str, Decimal], list[dict[str, Decimal]]]:
    """What each branch has in its hands after all sheets, and what each sheet by itself would have paid."""
    policy = _policy(rule)
    sheets = [_paid(policy, scores) for scores in rounds]
    nets = [{each.claim.branch.id: Decimal(str(each.net.value)) for each in sheet.payouts} for sheet in sheets]
    hands = dict(nets[0])
    for number in range(1, len(sheets)):
        found = difference(sheets[:number], sheets[number], DAY)
        assert rule == "owed" or found.owed == 0  # the fund is shared: what one gains, others lose
        assert found.owed == total(each.owed for each in found.branches)
        for each in found.branches:
            hands[each.branch.id] += Decimal(str(each.owed))
    return hands, nets


@law(120)
@given(st.lists(SCORES, min_size=2, max_size=5))
def test_after_all_differences_everybody_has_what_the_last_result_gives(rounds: list[list[int]]) -> None:
    hands, nets = _in_all("all", rounds)
    assert hands == nets[-1]


@law(120)
@given(st.lists(SCORES, min_size=2, max_size=5))
def test_where_nothing_is_taken_back_everybody_has_the_most_that_was_ever_due(rounds: list[list[int]]) -> None:
    hands, nets = _in_all("owed", rounds)
    assert hands == {name: max(each[name] for each in nets) for name in BRANCHES}


@law(120)
@given(SCORES)
def test_what_did_not_change_owes_nothing(scores: list[int]) -> None:
    for rule in ("all", "owed"):
        sheet = _paid(_policy(rule), scores)
        assert not difference([sheet], sheet, DAY).due

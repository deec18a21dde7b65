"""Laws of money: whatever the fund, the scores and the policy, it adds up, nobody gets less than nothing, and who did
better gets no less.
"""

import random
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangjian_kaoping.engine import names
from dangjian_kaoping.engine.money.allocation import Portion, Unshareable, shares, to_the_fen
from dangjian_kaoping.engine.score.circumstances import Refusal
from dangjian_kaoping.engine.step import given as leaf
from dangjian_kaoping.exact import total
from thorough import THOROUGH, law

from .purse import Paid, pay
from .rounds import Dice

pytestmark = pytest.mark.whole

Plain = dict[str, Any]
GRADES, CLASSES = ("优", "良", "差"), ("生产", "机关")
FEN = Decimal("0.01")


def _number(dice: Dice, *several: str) -> Any:
    if dice.chance(85):
        return dice.pick(several)
    return {"by_class": {"生产": dice.pick(several)}, "otherwise": dice.pick(several)}


def _factor(dice: Dice, *, money: bool) -> Any:
    kinds: list[Any] = ["score", "heads", "coefficient", "undone", _number(dice, "1", "0.5", "3", "12.34")]
    kinds += [{"above": _number(dice, "60", "80")}, {"below": _number(dice, "100", "90")}, {"short_of": "90"}]
    kinds.append({"grade": {"优": "1.2", "良": _number(dice, "1", "0.9"), "差": dice.pick(("0", "0.5"))}})
    kinds.append({"bands": [{"from": "90", "value": "3"}, {"from": "60", "value": "1"}, {"value": "0", "under": "60"}]})
    ranks: Plain = {"rank": [{"from": "1", "value": "5"}, {"from": "2", "value": "3"}, {"from": "4", "value": "1"}]}
    ranks |= {"ties": dice.pick(("same", "mean")), "within": dice.pick(("all", "class"))}
    kinds.append(ranks)
    if money:
        kinds.append("reward")
    return dice.pick(kinds)


def _product(dice: Dice, *, money: bool = False) -> Any:
    factors = [_factor(dice, money=money) for _ in range(dice.number(1, 3))]
    return factors[0] if len(factors) == 1 and dice.chance(50) else factors


def _when(dice: Dice) -> Plain:
    when: Plain = {}
    if dice.chance(60):
        when["flags"] = [dice.pick(("bottom_three", "task_not_done", "veto"))]
    if dice.chance(30):
        when["grades"] = [dice.pick(GRADES)]
    if dice.chance(30):
        when["from"] = dice.pick(("60", "80"))
    return when or {"under": "80"}


def _reward(dice: Dice) -> Plain:
    part: Plain = {}
    if dice.chance(20):
        part["fund_per_head"] = _number(dice, "10", "33.33")
    elif dice.chance(80):
        part["fund"] = _number(dice, "0", "100", "1000.01", "99999.99", "33333.33")
    if not part or dice.chance(25):
        part["pay"] = _product(dice)
        if len(part) > 1:
            part |= {"rest": dice.pick(("return", "carry")), "over": dice.pick(("refuse", "reduce"))}
    else:
        part["share_by"] = _product(dice)
        if dice.chance(50):
            part["rest"] = dice.pick(("share", "return", "carry"))
    if dice.chance(25):
        part["at_least"] = _number(dice, "0", "5", "50.5")
    if dice.chance(25):
        part["at_most"] = _number(dice, "60", "500", "20000")
    if dice.chance(30):
        part["last_fen"] = dice.pick(("rank", "drop"))
    if dice.chance(20):
        part["when"] = _when(dice)
    return part


def _penalty(dice: Dice) -> Plain:
    part: Plain = {"dock": _product(dice, money=True)}
    if dice.chance(70):
        part["when"] = _when(dice)
    if dice.chance(50):
        part["group"] = dice.pick(("一", "二"))
    if dice.chance(20):
        part["at_most"] = "77.77"
    return part


@st.composite
def policies(draw: Any) -> Plain:
    dice = Dice(draw)
    policy: Plain = {"rewards": {f"奖{n}": _reward(dice) for n in range(dice.number(1, 2))}}
    policy["penalties"] = {f"扣{n}": _penalty(dice) for n in range(dice.number(0, 3))}
    if dice.chance(50):
        factors = [each for each in (_factor(dice, money=False) for _ in range(2)) if each != "coefficient"]
        policy["coefficient"] = {"product": factors or ["score"]}
        if dice.chance(40):
            policy["coefficient"] |= {"at_least": "0.5", "at_most": _number(dice, "1.5", "40")}
    if dice.chance(30):
        policy["no_reward"] = [_when(dice)]
    if dice.chance(30):
        policy["net_at_least"] = dice.pick(("0", "10"))
    return policy


@st.composite
def plants(draw: Any) -> Plain:
    dice = Dice(draw)
    branches: Plain = {}
    for number in range(dice.number(1, 7)):
        branches[f"支{number}"] = {
            "score": dice.pick(("95", "95", "90", "88.88", "79.99", "60", "0", "100.5", "-3.2")),
            "heads": str(dice.pick((1, 7, 20, 33, 0))),
            "grade": dice.pick(GRADES),
            "class": dice.pick(CLASSES),
            "flags": [flag for flag in ("bottom_three", "task_not_done", "veto") if dice.chance(20)],
            "undone": str(dice.number(0, 2)),
            "barred": "true" if dice.chance(10) else "false",
        }
    return branches


def _paid(policy: Plain, branches: Plain) -> Paid | None:
    """What is paid, agreed with the second opinion; None where both say that the policy has no answer."""
    try:
        return pay(policy, branches)
    except Refusal as refusal:
        assert refusal.fault.code == "KP608"
        return None


@law(300)
@given(policies(), plants())
def test_money_adds_up_whatever_the_policy(policy: Plain, branches: Plain) -> None:
    paid = _paid(policy, branches)
    if paid is None:
        return
    assert sum(Fraction(text) for text in paid.rewards.values()) + Fraction(paid.retained) == Fraction(paid.fund)
    for payout in paid.payouts:
        assert payout.reward.value >= 0
        assert payout.penalty.value >= 0
        assert payout.reward.value == payout.reward.value.quantize(FEN)  # type: ignore[union-attr]
    for pool in paid.pools:
        assert pool.retained >= 0


@law(150)
@given(policies(), plants(), st.randoms(use_true_random=False))
def test_the_order_of_input_changes_nothing(policy: Plain, branches: Plain, dice: random.Random) -> None:
    names = list(branches)
    dice.shuffle(names)
    one = _paid(policy, branches)
    other = _paid(policy, {name: branches[name] for name in names})
    assert (one is None) == (other is None)
    if one is not None and other is not None:
        assert one.payouts == other.payouts
        assert [(pool.key, pool.paid) for pool in sorted(one.pools, key=lambda each: each.key)] == [
            (pool.key, pool.paid) for pool in sorted(other.pools, key=lambda each: each.key)
        ]


MONOTONE = [
    "fund: 1000.01, share_by: score",
    "fund: 99999.99, share_by: {above: 60}, rest: return",
    "fund: 5000, share_by: score, at_most: 1200, rest: return",
    "fund: 5000, share_by: [score, coefficient], at_least: 1, last_fen: drop",
    "fund: 777.77, share_by: {rank: [{from: 1, value: 9}, {from: 2, value: 5}, {from: 5, value: 1}]}, rest: carry",
    "pay: [4.321, {above: 50}]",
    "fund: 100, pay: [4.321, score], rest: return, over: reduce",
]


@pytest.mark.parametrize("part", MONOTONE)
@law(60)
@given(st.lists(st.decimals("-20", "100", places=2), min_size=1, max_size=9))
def test_a_higher_score_never_gets_less_and_equal_ones_differ_by_a_fen_at_most(
    part: str, scores: list[Decimal]
) -> None:
    branches: Plain = {f"支{n}": {"score": str(score)} for n, score in enumerate(scores)}
    paid = _paid_by(part, branches)
    if paid is None:
        return
    rewards = {name: Decimal(text) for name, text in paid.rewards.items()}
    for one, mine in branches.items():
        for other, theirs in branches.items():
            if Decimal(mine["score"]) > Decimal(theirs["score"]):
                assert rewards[one] >= rewards[other]
            elif mine["score"] == theirs["score"]:
                most = FEN if "last_fen" not in part and "fund" in part else Decimal(0)
                assert abs(rewards[one] - rewards[other]) <= most


def _paid_by(part: str, branches: Plain) -> Paid | None:
    try:
        return pay(f"rewards: {{奖: {{{part}}}}}\ncoefficient: {{product: score, at_most: 90}}", branches)
    except Refusal:
        return None


def test_ten_thousand_random_allocations_add_up_to_the_fen() -> None:
    dice = random.Random(20201122)
    for _ in range(10_000 if THOROUGH else 2_500):
        fund = Decimal(dice.randrange(0, 10_000_000)) / 100
        portions = [
            Portion(
                str(number), leaf(names.WEIGHT, Decimal(dice.randrange(1, 100_00)) / 100), Decimal(0), None, (number,)
            )
            for number in range(dice.randrange(1, 8))
        ]
        exact = shares(leaf(names.FUND, fund), portions, None)
        money = to_the_fen([(each, exact[each.key]) for each in portions], None)
        assert total(each.value for each in money.values()) == fund
        assert all(
            abs(Fraction(money[each.key].value) - Fraction(exact[each.key].value)) < Fraction(FEN) for each in portions
        )


def test_a_thousand_random_allocations_with_limits_add_up_or_say_why_not() -> None:
    dice = random.Random(7)
    answered = 0
    for _ in range(1_000):
        fund = Decimal(dice.randrange(0, 100_000)) / 100
        portions = []
        for number in range(dice.randrange(1, 8)):
            floor = Decimal(dice.choice((0, 0, dice.randrange(0, 10_000)))) / 100
            cap = dice.choice((None, floor + Decimal(dice.randrange(0, 50_000)) / 100))
            weight = leaf(names.WEIGHT, Decimal(dice.randrange(0, 3_000)) / 100)
            portions.append(Portion(str(number), weight, floor, cap, (number,)))
        try:
            exact = shares(leaf(names.FUND, fund), portions, None)
        except Unshareable as fault:
            floors = sum(each.floor for each in portions)
            caps = [each.cap if each.weight.value else each.floor for each in portions]
            short = {"floors": floors > fund}
            whole = None if None in caps else sum(cap for cap in caps if cap is not None)
            assert short.get(fault.kind, whole is not None and whole < fund)
            continue
        answered += 1
        money = to_the_fen([(each, exact[each.key]) for each in portions], None)
        assert total(each.value for each in money.values()) == fund
        for each in portions:
            assert each.floor <= money[each.key].value
            assert each.cap is None or money[each.key].value <= each.cap
    assert answered > 300

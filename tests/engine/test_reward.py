"""兑现 worked out by hand: shares, amounts, penalties, limits, and what happens to money that is not paid out."""

from decimal import Decimal
from itertools import product

import pytest

from dangjian_kaoping.engine.money.reward import share_out
from dangjian_kaoping.engine.score.circumstances import Refusal

from .plant import quarter_of
from .purse import claims_of, pay, rules_of

THREE = """
甲: {score: 95, heads: 20, grade: 优}
乙: {score: 90, heads: 30, grade: 良}
丙: {score: 85, heads: 50, grade: 差}
"""


def refused(policy: str, branches: str) -> str:
    with pytest.raises(Refusal) as raised:
        pay(policy, branches)
    return f"{raised.value.fault.code} {raised.value.fault.message}"


# ── a fund shared ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("share_by", "rewards"),
    [
        # 95 + 90 + 85 = 270 shares of 1000 yuan
        ("score", ("95000.00", "90000.00", "85000.00")),
        # 15 + 10 + 5 = 30 shares of 9000 yuan
        ("{above: 80}", ("135000.00", "90000.00", "45000.00")),
        # only what lies above the line: 10, 5, 0
        ("{above: 85}", ("180000.00", "90000.00", "0.00")),
        ("heads", ("54000.00", "81000.00", "135000.00")),
        # 15x20 + 10x30 + 5x50 = 850 shares of 317.647...: 95294.1176, 95294.1176, 79411.7647
        ("[{above: 80}, heads]", ("95294.12", "95294.12", "79411.76")),
        # 1.2x20 + 1x30 + 0.5x50 = 79 shares of 3417.7215...: 82025.316, 102531.645, 85443.037
        ("[{grade: {优: 1.2, 良: 1, 差: 0.5}}, heads]", ("82025.32", "102531.64", "85443.04")),
        (
            "{rank: [{from: 1, value: 5}, {from: 2, value: 3}, {from: 3, value: 1}]}",
            ("150000.00", "90000.00", "30000.00"),
        ),
        (
            "{bands: [{from: 95, value: 3}, {from: 90, value: 2}, {under: 90, value: 1}]}",
            ("135000.00", "90000.00", "45000.00"),
        ),
        ("[3, {below: 100}]", ("45000.00", "90000.00", "135000.00")),
    ],
)
def test_a_fund_is_shared(share_by: str, rewards: tuple[str, ...]) -> None:
    paid = pay(f"rewards: {{奖: {{fund: 270000, share_by: {share_by}}}}}", THREE)
    assert tuple(paid.rewards.values()) == rewards
    assert paid.retained == 0


def test_the_last_fen_go_to_the_largest_remainders() -> None:
    # 100 yuan by 1 : 2 : 4: 14.2857.., 28.5714.., 57.1428..; two fen are left, for remainders 0.57 and 0.43
    branches = "{甲: {score: 4}, 乙: {score: 2}, 丙: {score: 1}}"
    paid = pay("rewards: {奖: {fund: 100, share_by: score}}", branches)
    assert paid.rewards == {"甲": "57.14", "乙": "28.57", "丙": "14.29"}
    paid = pay("rewards: {奖: {fund: 100, share_by: score, last_fen: drop}}", branches)
    assert (paid.rewards, str(paid.retained)) == ({"甲": "57.14", "乙": "28.57", "丙": "14.28"}, "0.01")


def test_equal_remainders_go_by_rank_then_by_id() -> None:
    three = "{乙: {score: 90, rank: 2}, 甲: {score: 90, rank: 2}, 丙: {score: 90, rank: 1}}"
    assert pay("rewards: {奖: {fund: 100, share_by: score}}", three).rewards == {
        "丙": "33.34",
        "乙": "33.33",
        "甲": "33.33",
    }
    assert pay("rewards: {奖: {fund: 100.01, share_by: score}}", three).rewards == {
        "丙": "33.34",
        "乙": "33.34",
        "甲": "33.33",
    }


def test_a_fund_of_nothing_is_nothing() -> None:
    assert set(pay("rewards: {奖: {fund: 0, share_by: score}}", THREE).rewards.values()) == {"0.00"}


def test_each_class_has_its_own_fund() -> None:
    branches = "{甲: {score: 90, class: 生产}, 乙: {score: 60, class: 生产}, 丙: {score: 70, class: 机关}}"
    policy = "rewards: {奖: {fund: {by_class: {生产: 3000, 机关: 500}}, share_by: score}}"
    paid = pay(policy, branches)
    assert paid.rewards == {"甲": "1800.00", "丙": "500.00", "乙": "1200.00"}
    assert [(pool.key, str(pool.fund.value)) for pool in paid.pools] == [
        (("奖", "生产"), "3000"),
        (("奖", "机关"), "500"),
    ]


def test_a_fund_per_head_counts_those_who_take_part() -> None:
    # 100 yuan for each of 50; the third takes no part
    paid = pay("rewards: {奖: {fund_per_head: 100, share_by: score, when: {from: 90}}}", THREE)
    assert paid.rewards == {"甲": "2567.57", "乙": "2432.43", "丙": "0"}
    paid = pay(
        "rewards: {奖: {fund_per_head: {by_class: {生产: 10}, otherwise: 1}, share_by: heads}}",
        "{甲: {score: 9, heads: 3, class: 生产}, 乙: {score: 8, heads: 5, class: 机关}}",
    )
    assert paid.rewards == {"甲": "30.00", "乙": "5.00"}


def test_a_quarter_may_have_a_fund_of_its_own() -> None:
    policy = "rewards: {奖: {fund: 100, funds: {2020Q4: 500}, share_by: score}}"
    assert pay(policy, "{甲: {score: 1}}", quarter="2020Q3").rewards == {"甲": "100.00"}
    assert pay(policy, "{甲: {score: 1}}", quarter="2020Q4").rewards == {"甲": "500.00"}


def test_several_rewards_add_up() -> None:
    paid = pay("rewards: {奖: {fund: 270, share_by: score}, 先进: {pay: 50, when: {grades: [优]}}}", THREE)
    assert paid.rewards == {"甲": "145.00", "乙": "90.00", "丙": "85.00"}
    assert str(paid.fund) == "320.00"


def test_the_rank_may_be_that_of_the_class_and_a_tie_may_share_its_places() -> None:
    ninety = ", ".join(
        f"{name}: {{score: 90, class: {of}}}" for name, of in (("乙", "机关"), ("丙", "生产"), ("丁", "生产"))
    )
    branches = f"{{甲: {{score: 95, class: 生产}}, {ninety}}}"
    table = "[{from: 1, value: 300}, {from: 2, value: 200}, {from: 3, value: 100}, {from: 4, value: 0}]"
    assert pay(f"rewards: {{奖: {{pay: {{rank: {table}}}}}}}", branches).rewards == {
        "甲": "300.00",
        "丁": "200.00",
        "丙": "200.00",
        "乙": "200.00",
    }
    # second, third and fourth together: 300 / 3
    mean = pay(f"rewards: {{奖: {{pay: {{rank: {table}, ties: mean}}}}}}", branches).rewards
    assert mean == {"甲": "300.00", "丁": "100.00", "丙": "100.00", "乙": "100.00"}
    own = pay(f"rewards: {{奖: {{pay: {{rank: {table}, within: class, ties: mean}}}}}}", branches).rewards
    assert own == {"甲": "300.00", "丁": "150.00", "丙": "150.00", "乙": "300.00"}


def test_in_a_dense_ranking_a_tie_takes_one_place() -> None:
    table = "[{from: 1, value: 300}, {from: 2, value: 200}, {from: 3, value: 100}]"
    scores = {"甲": 95, "乙": 93, "丙": 93, "丁": 90}
    branches = {name: {"score": str(score), "class": "生产"} for name, score in scores.items()}
    ranked = [1, 2, 2, 3]
    for within, ties in product(("all", "class"), ("same", "mean")):
        rules = rules_of(f"rewards: {{奖: {{pay: {{rank: {table}, within: {within}, ties: {ties}}}}}}}")
        claims = [each._replace(rank=rank) for each, rank in zip(claims_of(branches), ranked, strict=True)]
        payouts, _ = share_out(rules, quarter_of("2020Q1"), claims, ranking="dense")
        paid = {each.claim.branch.id: str(each.reward.value) for each in payouts}
        assert paid == {"甲": "300.00", "乙": "200.00", "丙": "200.00", "丁": "100.00"}


# ── coefficient ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("limits", "expected"), [("", "1.8"), (", at_most: 1.5", "1.5"), (", at_least: 2, at_most: 3", "2")]
)
def test_a_coefficient_is_a_product_between_its_limits(limits: str, expected: str) -> None:
    policy = (
        f"coefficient: {{product: [{{grade: {{优: 1.2}}}}, {{by_class: {{生产: 1.5}}}}]{limits}}}\n"
        "rewards: {奖: {pay: [coefficient, 1000]}}"
    )
    paid = pay(policy, "{甲: {score: 95, grade: 优, class: 生产}}")
    coefficient = paid.payout("甲").coefficient
    assert coefficient is not None
    assert coefficient.value == Decimal(expected)
    assert Decimal(paid.rewards["甲"]) == Decimal(expected) * 1000


# ── amounts ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_amount_per_point_per_head() -> None:
    # 4 yuan a head for each point above 80
    paid = pay("rewards: {奖: {pay: [4, heads, {above: 80}]}}", THREE)
    assert paid.rewards == {"甲": "1200.00", "乙": "1200.00", "丙": "1000.00"}
    assert paid.retained == 0


def test_an_amount_is_rounded_half_up_to_the_fen() -> None:
    assert pay("rewards: {奖: {pay: [0.005, score]}}", "{甲: {score: 3}, 乙: {score: 1}}").rewards == {
        "甲": "0.02",
        "乙": "0.01",
    }


@pytest.mark.parametrize(("rest", "carries"), [("return", False), ("carry", True)])
def test_amounts_out_of_a_fund_leave_a_rest(rest: str, carries: bool) -> None:
    paid = pay(f"rewards: {{奖: {{fund: 1500, pay: [100, score], rest: {rest}}}}}", "{甲: {score: 6}, 乙: {score: 4}}")
    assert paid.rewards == {"甲": "600.00", "乙": "400.00"}
    assert [(str(pool.retained), pool.carries) for pool in paid.pools] == [("500.00", carries)]


def test_amounts_beyond_their_fund_are_refused_or_reduced() -> None:
    policy = "rewards: {奖: {fund: 100, pay: [100, score], rest: return, over: OVER}}"
    branches = "{甲: {score: 6}, 乙: {score: 4}, 丙: {score: 5}}"
    assert refused(policy.replace("OVER", "refuse"), branches) == "KP608 “奖”按定额发的合计超出基金 1400 元"
    paid = pay(policy.replace("OVER", "reduce"), branches)
    assert paid.rewards == {"甲": "40.00", "丙": "33.33", "乙": "26.67"}


# ── limits ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_is_capped_goes_to_the_others() -> None:
    # 4 : 2 : 1 of 700 would be 400, 200, 100
    branches = "{甲: {score: 4}, 乙: {score: 2}, 丙: {score: 1}}"
    paid = pay("rewards: {奖: {fund: 700, share_by: score, at_most: 250}}", branches)
    # 450 left for 2 : 1 would be 300, 150: the second is capped too
    assert paid.rewards == {"甲": "250.00", "乙": "250.00", "丙": "200.00"}


def test_what_is_capped_stays_in_the_fund_where_the_policy_says_so() -> None:
    branches = "{甲: {score: 4}, 乙: {score: 2}, 丙: {score: 1}}"
    paid = pay("rewards: {奖: {fund: 700, share_by: score, at_most: 250, rest: return}}", branches)
    assert paid.rewards == {"甲": "250.00", "乙": "200.00", "丙": "100.00"}
    assert str(paid.retained) == "150.00"


def test_a_floor_is_paid_by_the_others() -> None:
    branches = "{甲: {score: 4}, 乙: {score: 2}, 丙: {score: 1}}"
    paid = pay("rewards: {奖: {fund: 700, share_by: score, at_least: 160}}", branches)
    # 540 left for 4 : 2
    assert paid.rewards == {"甲": "360.00", "乙": "180.00", "丙": "160.00"}


def test_floor_and_cap_hold_at_once() -> None:
    branches = "{甲: {score: 40}, 乙: {score: 2}, 丙: {score: 1}}"
    paid = pay("rewards: {奖: {fund: 600, share_by: score, at_least: 100, at_most: 300}}", branches)
    assert paid.rewards == {"甲": "300.00", "乙": "200.00", "丙": "100.00"}


@pytest.mark.parametrize(
    ("part", "told"),
    [
        ("fund: 100, share_by: score, at_least: 60", "“奖”的保底合计超出基金 20 元"),
        ("fund: 100, share_by: score, at_most: 40", "“奖”都封了顶，还有 20 元分不出去"),
        ("fund: 100, share_by: {above: 99}", "“奖”没有支部可分，100 元分不出去"),
        ("fund: 100, share_by: score, when: {grades: [优]}", "“奖”没有支部可分，100 元分不出去"),
    ],
)
def test_what_cannot_be_shared_is_refused(part: str, told: str) -> None:
    assert refused(f"rewards: {{奖: {{{part}}}}}", "{甲: {score: 90}, 乙: {score: 80}}") == f"KP608 {told}"


@pytest.mark.parametrize(
    ("more", "rewards", "retained"), [("", "0.00", "100.00"), (", at_least: 30", "30.00", "40.00")]
)
def test_where_nobody_has_a_share_the_fund_stays(more: str, rewards: str, retained: str) -> None:
    policy = f"rewards: {{奖: {{fund: 100, share_by: {{above: 99}}, rest: return{more}}}}}"
    paid = pay(policy, "{甲: {score: 90}, 乙: {score: 80}}")
    assert set(paid.rewards.values()) == {rewards}
    assert str(paid.retained) == retained


@pytest.mark.parametrize(
    ("product", "branch", "told"),
    [
        ("heads", "{score: 90}", "KP602 按人数兑现，名册里没有人数：甲"),
        ("{grade: {优: 1}}", "{score: 90, grade: 良}", "KP603 没有等次“良”的数"),
        ("{grade: {优: 1}}", "{score: 90}", "KP603 “甲”没有等次"),
        ("{rank: [{from: 2, value: 1}]}", "{score: 90}", "KP603 第 1 名（“甲”）不在名次表里"),
        ("{bands: [{from: 95, value: 1}]}", "{score: 90}", "KP603 “甲”的 90 分不落在任何一段里"),
    ],
)
def test_a_fact_that_is_missing_is_refused(product: str, branch: str, told: str) -> None:
    assert refused(f"rewards: {{奖: {{fund: 100, share_by: {product}}}}}", f"{{甲: {branch}}}") == told


# ── no reward ──────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("rest", "rewards", "retained"),
    [
        ("share", {"甲": "0", "乙": "60.00", "丙": "40.00"}, "0"),
        ("return", {"甲": "0.00", "乙": "30.00", "丙": "20.00"}, "50.00"),
        ("carry", {"甲": "0.00", "乙": "30.00", "丙": "20.00"}, "50.00"),
    ],
)
@pytest.mark.parametrize(
    ("policy", "more"),
    [
        ("", "barred: true"),
        ("no_reward: [{flags: [veto]}]\n", "flags: [veto]"),
        ("no_reward: [{flags: [bottom_three]}, {grades: [差]}]\n", "grade: 差"),
        ("no_reward: [{from: 4, classes: [生产]}]\n", "class: 生产"),
    ],
)
def test_money_that_is_withheld(policy: str, more: str, rest: str, rewards: dict[str, str], retained: str) -> None:
    branches = f"{{甲: {{score: 5, {more}}}, 乙: {{score: 3}}, 丙: {{score: 2}}}}"
    paid = pay(f"{policy}rewards: {{奖: {{fund: 100, share_by: score, rest: {rest}}}}}", branches)
    assert {name: Decimal(text) for name, text in paid.rewards.items()} == {
        name: Decimal(text) for name, text in rewards.items()
    }
    assert paid.retained == Decimal(retained)
    assert [each.no_reward for each in paid.payouts] == [True, False, False]


def test_what_was_withheld_is_told() -> None:
    paid = pay(
        "rewards: {奖: {fund: 100, share_by: score, rest: return}}", "{甲: {score: 5, barred: true}, 乙: {score: 5}}"
    )
    (withheld,) = (step for step in paid.payout("甲").rewards["奖"].parts)
    assert [str(each.value) for each in withheld.aside] == ["50"]


def test_what_is_carried_over_joins_the_next_fund() -> None:
    policy = "rewards: {奖: {fund: 100, share_by: score, at_most: 60, rest: carry}}"
    paid = pay(policy, "{甲: {score: 9}, 乙: {score: 1}}")
    assert (paid.rewards, str(paid.retained)) == ({"甲": "60.00", "乙": "10.00"}, "30.00")
    later = pay(policy, "{甲: {score: 5}, 乙: {score: 5}}", carried={("奖", ""): paid.retained})
    assert (later.rewards, str(later.fund), str(later.retained)) == ({"乙": "60.00", "甲": "60.00"}, "130.00", "10.00")


# ── penalties ──────────────────────────────────────────────────────────────────────────────────────────────────

BOTH = """
甲: {score: 80, flags: [bottom_three, task_not_done], undone: 2}
乙: {score: 90, flags: [task_not_done]}
丙: {score: 95}
"""


@pytest.mark.parametrize(
    ("last", "task", "expected"),
    [
        # both count
        ("500", "[undone, 300]", {"丙": "0", "乙": "300.00", "甲": "1100.00"}),
        # once: the heavier of the two
        ("500, group: 考核", "[undone, 300], group: 考核", {"丙": "0", "乙": "300.00", "甲": "600.00"}),
        ("800, group: 考核", "[undone, 300], group: 考核", {"丙": "0", "乙": "300.00", "甲": "800.00"}),
        # groups of their own do not meet
        ("500, group: 一", "[undone, 300], group: 二", {"丙": "0", "乙": "300.00", "甲": "1100.00"}),
    ],
)
def test_both_reasons_at_once_count_once_or_twice(last: str, task: str, expected: dict[str, str]) -> None:
    policy = (
        f"penalties: {{末位: {{when: {{flags: [bottom_three]}}, dock: {last}}}, "
        f"单项: {{when: {{flags: [task_not_done]}}, dock: {task}}}}}"
    )
    assert pay(policy, BOTH).penalties == expected


def test_the_formula_on_the_shortfall() -> None:
    policy = "penalties: {扣奖: {when: {grades: [差]}, dock: [1000, 1.3, {short_of: 90}, 0.5]}}"
    graded = (("甲", 81, "差"), ("乙", 88, "差"), ("丙", 95, "差"), ("丁", 80, "优"))
    branches = "{" + ", ".join(f"{name}: {{score: {score}, grade: {grade}}}" for name, score, grade in graded) + "}"
    assert pay(policy, branches).penalties == {"丙": "0.00", "乙": "14.44", "甲": "65.00", "丁": "0"}


def test_a_part_of_the_reward_is_docked() -> None:
    policy = "rewards: {奖: {fund: 100, share_by: score}}\npenalties: {末位: {when: {under: 3}, dock: [reward, 0.5]}}"
    paid = pay(policy, "{甲: {score: 7}, 乙: {score: 2}}")
    assert paid.nets == {"甲": "77.78", "乙": "11.11"}


@pytest.mark.parametrize(
    ("least", "penalty", "net"),
    [("", "100.00", "-50.00"), ("net_at_least: 0", "50.00", "0.00"), ("net_at_least: 20", "30.00", "20.00")],
)
def test_the_least_net(least: str, penalty: str, net: str) -> None:
    paid = pay(
        f"{least}\nrewards: {{奖: {{fund: 50, share_by: score}}}}\npenalties: {{扣: {{dock: 100}}}}", "{甲: {score: 7}}"
    )
    assert (paid.penalties["甲"], paid.nets["甲"]) == (penalty, net)


def test_nobody_is_docked_below_a_reward_that_is_less_than_the_least_net() -> None:
    paid = pay("net_at_least: 80\nrewards: {奖: {pay: 50}}\npenalties: {扣: {dock: 100}}", "{甲: {score: 7}}")
    assert (paid.penalties["甲"], paid.nets["甲"]) == ("0", "50.00")


def test_a_penalty_has_limits_of_its_own() -> None:
    policy = "penalties: {扣: {dock: [{below: 90}, 10], at_least: 20, at_most: 50}}"
    assert pay(policy, "{甲: {score: 89}, 乙: {score: 86}, 丙: {score: 80}}").penalties == {
        "甲": "20.00",
        "乙": "40.00",
        "丙": "50.00",
    }


@pytest.mark.parametrize(
    "policy",
    [
        "rewards: {奖: {pay: [10, score]}}",
        "rewards: {奖: {fund: 2000, pay: [10, score], rest: return}}",
        "rewards: {奖: {pay: 1000}}\npenalties: {罚: {dock: [10, score]}}",
        "coefficient: {product: score}\nrewards: {奖: {pay: [score, coefficient]}}",
    ],
)
def test_a_score_below_nothing_neither_pays_nor_docks_less_than_nothing(policy: str) -> None:
    # penalties on the total may leave less than nothing of a small score
    payout = pay(policy, "{甲: {score: 60}, 乙: {score: -5}}").payout("乙")
    assert payout.reward.value in (0, 1000)
    assert payout.penalty.value == 0


def test_what_a_score_below_nothing_lacks_to_a_line_counts_whole() -> None:
    paid = pay("penalties: {罚: {dock: [2, {below: 90}]}}", "{甲: {score: 60}, 乙: {score: -5}}")
    assert paid.penalties == {"甲": "60.00", "乙": "190.00"}

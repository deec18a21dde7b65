"""One item, step 3: of findings with one event id the heaviest stands."""

import pytest

from dangjian_kaoping.cases.run import run_case
from dangjian_kaoping.exact import Exact
from dangjian_kaoping.model.cases import Case, CaseFact, Expected
from proof.small import rubric_of

from .plant import F, Held, hold, points, scored

TWO = """
points: 10
clauses:
- {id: 轻, fact: {count: 次}, deduct: {each: 1}, highest_per_event: true}
- {id: 重, fact: {count: 次}, deduct: {each: 3}, highest_per_event: true}
- {id: 旁, fact: {count: 次}, deduct: {each: 2}}
"""


def costs(held: Held) -> dict[str, Exact]:
    """What each clause of the item came to."""
    return {each.clause.id: each.points for each in held.item().clauses}


def test_of_findings_with_one_event_id_the_heaviest_stands() -> None:
    # 3 and not 3 + 1
    assert points(TWO, "[{clause: 轻, event: 事}, {clause: 重, event: 事}]") == 7


def test_findings_of_different_events_or_of_none_all_cost() -> None:
    assert points(TWO, "[{clause: 轻, event: 事一}, {clause: 重, event: 事二}]") == 6
    assert points(TWO, "[{clause: 轻}, {clause: 重}]") == 6
    assert points(TWO, "[{clause: 轻}, {clause: 重, event: 事}]") == 6


def test_only_clauses_that_declare_it_are_compared() -> None:
    # an event may bear an id on any clause of events: 2 + 1
    item = """
points: 10
clauses:
- {id: 轻, fact: {event: [大]}, deduct: {levels: {大: 1}}, highest_per_event: true}
- {id: 旁, fact: {event: [大]}, deduct: {levels: {大: 2}}}
"""
    assert points(item, "[{clause: 轻, level: 大, event: 事}, {clause: 旁, level: 大, event: 事}]") == 7


def test_of_one_clause_too_the_heaviest_finding_stands() -> None:
    # 3 x 1 stands for 1 x 1
    assert points(TWO, "[{clause: 轻, event: 事}, {clause: 轻, count: 3, event: 事}]") == 7


def test_clauses_of_different_items_are_compared() -> None:
    held = hold(
        """
items:
- id: 子
  points: 5
  clauses: [{id: 条, fact: {count: 次}, deduct: {each: 1}, highest_per_event: true}]
- id: 丑
  points: 5
  department: 室
  clauses: [{id: 条, fact: {count: 次}, deduct: {each: 2}, highest_per_event: true}]
""",
        "部: {甲一: [{item: 子, clause: 条, event: 事}]}\n室: {甲一: [{item: 丑, clause: 条, event: 事}]}",
    )
    assert held.points("子") == 5
    assert held.points("丑") == 3


def test_each_is_weighed_as_it_would_cost_alone_under_its_clauses_cap() -> None:
    # five times 1 weighs 1.5 under its cap, and 2 is heavier
    item = """
points: 10
clauses:
- {id: 多, fact: {count: 次}, deduct: {each: 1}, at_most: 1.5, highest_per_event: true}
- {id: 少, fact: {count: 次}, deduct: {each: 2}, highest_per_event: true}
"""
    assert points(item, "[{clause: 多, count: 5, event: 事}, {clause: 少, event: 事}]") == 8


def test_the_caps_of_group_and_item_do_not_enter_the_weighing() -> None:
    # 3 weighs more than 2, though under the group's cap it costs only 1
    item = """
points: 10
groups: {组: {at_most: 1}}
clauses:
- {id: 组内, fact: {count: 次}, deduct: {each: 3}, group: 组, highest_per_event: true}
- {id: 组外, fact: {count: 次}, deduct: {each: 2}, highest_per_event: true}
"""
    assert points(item, "[{clause: 组内, event: 事}, {clause: 组外, event: 事}]") == 9


def test_alone_means_without_the_clauses_other_findings() -> None:
    # alone the finding of 轻 is all free and weighs nothing; with the other one it would cost 1
    item = """
points: 10
clauses:
- {id: 轻, fact: {count: 次}, deduct: {each: 1}, free: 1, highest_per_event: true}
- {id: 重, fact: {count: 次}, deduct: {each: 0.5}, highest_per_event: true}
"""
    assert points(item, "[{clause: 轻, event: 事}, {clause: 轻}, {clause: 重, event: 事}]") == F("9.5")


def test_times_and_the_price_of_a_repeat_enter_the_weighing() -> None:
    # 0.5 each, but 2 in the second round, and twice: 4 is heavier than 3
    item = """
points: 10
clauses:
- {id: 屡犯, fact: {count: 次}, deduct: {each: 0.5}, repeat: {prices: [0.5, 2]}, times: 2, highest_per_event: true}
- {id: 重, fact: {count: 次}, deduct: {each: 3}, highest_per_event: true}
"""
    findings = "[{clause: 屡犯, event: 事}, {clause: 重, event: 事}]"
    assert points(item, findings) == 7
    assert points(item, findings, earlier={"2020Q4": "[{clause: 屡犯, settled: on_site}]"}) == 6


def test_what_takes_and_what_gives_are_compared_apart() -> None:
    # takes: 3 over 1; gives: a bonus of 2 over one of 0.5; 10 - 3, and 2 on the total
    item = """
points: 10
clauses:
- {id: 轻, fact: {count: 次}, deduct: {each: 1}, highest_per_event: true}
- {id: 重, fact: {count: 次}, penalty: {each: 3}, highest_per_event: true}
- {id: 小奖, fact: {count: 次}, earn: {each: 0.5}, highest_per_event: true}
- {id: 大奖, fact: {count: 次}, bonus: {each: 2}, highest_per_event: true}
"""
    findings = ", ".join(f"{{clause: {name}, event: 事}}" for name in ("轻", "重", "小奖", "大奖"))
    held = scored(item, f"[{findings}]")
    assert costs(held) == {"轻": 0, "重": 3, "小奖": 0, "大奖": 2}
    assert (held.score().penalty.value, held.score().bonus.value) == (F(3), F(2))


def test_giving_back_is_compared_with_what_gives() -> None:
    # give_back 2 stands over a bonus of 1; 旁 took 4: 10 - 4 + 2
    item = """
points: 10
clauses:
- {id: 扣, fact: {count: 次}, deduct: {each: 4}}
- {id: 还, fact: {count: 次}, give_back: {each: 2}, highest_per_event: true}
- {id: 奖, fact: {count: 次}, bonus: {each: 1}, highest_per_event: true}
"""
    held = scored(item, "[{clause: 扣}, {clause: 还, event: 事}, {clause: 奖, event: 事}]")
    assert held.points() == 8
    assert held.score().bonus.value == 0


EMPTYING = """
items:
- id: 项
  points: 3
  clauses:
  - {id: 空, fact: {count: 次}, empties: item, highest_per_event: true}
- id: 罚
  clauses:
  - {id: 扣减, fact: {judged: 例}, penalty: {within: item}, highest_per_event: true}
"""


@pytest.mark.parametrize(
    ("judged", "item", "penalty"),
    [
        # 3 points emptied weigh more than 2, less than 4, and of equals the first in the rubric stands
        ("2", "0", "0"),
        ("4", "3", "4"),
        ("3", "0", "0"),
    ],
)
def test_an_emptying_finding_weighs_the_points_that_it_empties(judged: str, item: str, penalty: str) -> None:
    held = hold(
        EMPTYING, f"部: {{甲一: [{{clause: 空, event: 事}}, {{item: 罚, clause: 扣减, judged: {judged}, event: 事}}]}}"
    )
    assert held.points() == F(item)
    assert held.score().penalty.value == F(penalty)


def test_one_that_empties_a_group_weighs_the_groups_points() -> None:
    # the group of 2 emptied weighs 2, less than 2.5: 5 - 2.5
    item = """
points: 5
groups: {组: {points: 2}}
clauses:
- {id: 空, fact: {count: 次}, empties: group, group: 组, highest_per_event: true}
- {id: 重, fact: {count: 次}, deduct: {each: 2.5}, highest_per_event: true}
"""
    assert points(item, "[{clause: 空, event: 事}, {clause: 重, event: 事}]") == F("2.5")


def test_one_that_would_empty_only_with_others_weighs_what_it_costs() -> None:
    # alone 2 of the 3 that empty: weighs 2 and stands aside for 2.5; the third is another event
    item = """
points: 10
clauses:
- {id: 累, fact: {count: 次}, deduct: {each: 1}, empties: {from: 3}, highest_per_event: true}
- {id: 重, fact: {count: 次}, deduct: {each: 2.5}, highest_per_event: true}
"""
    findings = "[{clause: 累, count: 2, event: 事}, {clause: 累}, {clause: 重, event: 事}]"
    # 1 + 2.5: the suppressed two are not counted towards the threshold either
    assert points(item, findings) == F("6.5")


def test_a_veto_is_neither_compared_nor_suppressed() -> None:
    held = scored(
        """
points: 10
clauses:
- {id: 否, fact: {event: [大]}, veto: last_place, highest_per_event: true}
- {id: 重, fact: {event: [大]}, deduct: {levels: {大: 3}}, highest_per_event: true}
- {id: 轻, fact: {event: [大]}, deduct: {levels: {大: 1}}, highest_per_event: true}
""",
        "[{clause: 否, level: 大, event: 事}, {clause: 重, level: 大, event: 事}, {clause: 轻, level: 大, event: 事}]",
    )
    assert held.points() == 7
    assert "veto" in held.placing().flags
    stands = {each.clause.id: each.suppressed_by is None for each in held.score().findings}
    assert stands == {"否": True, "重": True, "轻": False}


def test_a_suppressed_finding_costs_nothing_and_is_shown_with_the_one_that_stands_for_it() -> None:
    held = scored(TWO, "[{clause: 轻, event: 事, reason: 轻的}, {clause: 重, event: 事, reason: 重的}, {clause: 旁}]")
    first, second, third = held.score().findings
    assert (first.points, second.points, third.points) == (F(0), F(-3), F(-2))
    assert first.suppressed_by is not None
    assert first.suppressed_by.reason == "重的"
    assert second.suppressed_by is None
    assert [step.subject for step in held.clause("轻").step.aside] == [first]


def test_a_suppressed_finding_empties_nothing() -> None:
    # the emptying of 3 points stands aside for a penalty of 5
    held = hold(EMPTYING, "部: {甲一: [{clause: 空, event: 事}, {item: 罚, clause: 扣减, judged: 5, event: 事}]}")
    assert held.points() == 3
    assert held.clause("空").empties is None


@pytest.mark.parametrize(
    "findings", ["{clause: 子, event: 事}, {clause: 丑, event: 事}", "{clause: 丑, event: 事}, {clause: 子, event: 事}"]
)
def test_of_equals_the_first_in_the_order_of_the_rubric_stands(findings: str) -> None:
    held = scored(
        """
points: 10
clauses:
- {id: 子, fact: {count: 次}, deduct: {each: 1}, highest_per_event: true}
- {id: 丑, fact: {count: 次}, deduct: {each: 1}, highest_per_event: true}
""",
        f"[{findings}]",
    )
    assert costs(held) == {"子": 1, "丑": 0}


def test_a_suppressed_finding_still_counts_for_the_repeat_of_a_later_round() -> None:
    # in 2020Q4 the finding of 轻 stood aside for 重, and yet 轻 costs 2 now
    item = TWO.replace("deduct: {each: 1},", "deduct: {each: 1}, repeat: {prices: [1, 2]},")
    before = "[{clause: 轻, event: 事, settled: on_site}, {clause: 重, event: 事, settled: on_site}]"
    assert points(item, "[{clause: 轻}]", earlier={"2020Q4": before}) == 8


def test_the_same_event_id_at_another_branch_is_another_event() -> None:
    rubric = (
        "items: [{id: 项, points: 10, clauses: "
        "[{id: 条, fact: {count: 次}, deduct: {each: 1}, highest_per_event: true}]}]"
    )
    held = hold(
        rubric,
        "部: {甲一: [{clause: 条, event: 事}], 甲二: [{clause: 条, event: 事, count: 2}]}",
        branches="{甲一: 甲, 甲二: 甲}",
    )
    assert (held.points(branch="甲一"), held.points(branch="甲二")) == (F(9), F(8))


def test_inspection_and_self_assessment_each_compare_their_own_findings() -> None:
    rubric = """
items:
- id: 项
  points: 10
  clauses:
  - {id: 轻, fact: {count: 次}, deduct: {each: 1}, highest_per_event: true}
  - {id: 重, fact: {count: 次}, deduct: {each: 3}, highest_per_event: true}
"""
    held = hold(
        rubric,
        "部: {甲一: [{clause: 重, event: 事}]}",
        "{2021-01: {甲一: [{clause: 轻, event: 事}]}, 2021-02: {甲一: []}, 2021-03: {甲一: []}}",
    )
    assert (held.points(), held.own_points()) == (F(7), F(9))


def test_of_one_event_in_two_months_of_self_assessment_the_heaviest_stands() -> None:
    held = hold(
        "items: [{id: 项, points: 10, clauses: "
        "[{id: 条, fact: {event: [大, 小]}, deduct: {levels: {大: 2, 小: 1}}, highest_per_event: true}]}]",
        own="""
2021-01: {甲一: [{clause: 条, level: 小, event: 事}]}
2021-02: {甲一: [{clause: 条, level: 大, event: 事}]}
2021-03: {甲一: []}
""",
    )
    assert held.own_points() == 8


def test_base_only_a_declared_penalty_or_bonus_suppresses_nothing() -> None:
    held = hold(
        """
items:
- id: 项
  points: 10
  clauses:
  - {id: 扣, fact: {count: 次}, deduct: {each: 1}, highest_per_event: true}
  - {id: 罚, fact: {count: 次}, penalty: {each: 3}, highest_per_event: true}
""",
        own="{2021-01: {甲一: [{clause: 扣, event: 事}, {clause: 罚, event: 事}]}}",
    )
    assert held.own_points() == 9


def test_of_one_case_only_a_record_of_several_counts_one() -> None:
    item = """
points: 10
clauses:
- {id: 事, text: 不论几起只扣一次, fact: {event: [大, 小]}, deduct: {levels: {大: 2, 小: 1}}, highest_only: true}
"""
    assert points(item, "[{clause: 事, level: 小, count: 3}]") == 9
    assert points(item, "[{clause: 事, level: 小, count: 5}, {clause: 事, level: 大}]") == 8


def test_one_event_by_its_name_is_not_several() -> None:
    item = """
- points: 10
  clauses:
  - {id: 事, fact: {event: [大, 小]}, deduct: {levels: {大: 2, 小: 1}}, highest_per_event: true}
"""
    fact = CaseFact.model_validate({"clause": "事", "level": "小", "count": "2", "event": "甲"})
    case = Case(name="一件事记了两起", item="X-01", facts=(fact,), expect=Expected(refused="KP315"))
    assert run_case(case, rubric_of(item)).passed

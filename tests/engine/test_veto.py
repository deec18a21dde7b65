"""一票否决: effects after weighting and before rounding."""

import pytest

from .plant import F, Held, hold

RUBRIC = """
measure: {rounding: {places: 2}}
items:
- id: 项
  points: 10
  clauses:
  - {id: 扣, fact: {count: 次}, deduct: {each: 1}}
  - {id: 奖, fact: {count: 次}, bonus: {each: 1}}
  - {id: 零, fact: {count: 起}, veto: total_zero}
  - {id: 末, fact: {count: 起}, veto: last_place}
  - {id: 限, fact: {count: 起}, veto: {effect: grade_cap, grade: 合格}}
  - {id: 禁, fact: {count: 起}, veto: barred}
"""
NAMES = [f"支{n}" for n in range(8)]
BRANCHES = "{" + ", ".join(f"{name}: 甲" for name in NAMES) + "}"


def eight(vetoes: dict[int, str], *, counts: tuple[int, ...] = tuple(range(8)), measure: str = "{}") -> Held:
    """Eight branches that lose so many points each, and vetoes by branch number."""
    records = []
    for n, name in enumerate(NAMES):
        veto = f", {{clause: {vetoes[n]}}}" if n in vetoes else ""
        records.append(f"{name}: [{{clause: 扣, count: {counts[n]}}}{veto}]")
    rubric = RUBRIC.replace("measure: {rounding: {places: 2}}", f"measure: {measure}")
    return hold(rubric, f"部: {{{', '.join(records)}}}", branches=BRANCHES)


def test_total_zero_makes_the_composite_nothing_and_leaves_the_other_figures() -> None:
    held = eight({0: "零"})
    assert held.figures("支0") == ("10.00", "10.00", "10.00", "0.00")
    assert held.ranks["支0"] == 8
    assert held.flags["支0"] == ("bottom_three", "veto")


def test_total_zero_holds_whatever_bonus_there_is_on_the_composite() -> None:
    held = hold(
        RUBRIC.replace("{rounding: {places: 2}}", "{bonus_on: composite}"),
        "部: {甲一: [{clause: 奖, count: 3}, {clause: 零}]}",
    )
    assert held.composite() == "0.00"


def test_total_zero_is_a_step_that_keeps_what_it_replaces() -> None:
    composite = eight({0: "零"}).score("支0").composite
    assert composite is not None
    (vetoed,) = composite.parts
    assert (vetoed.name, vetoed.value) == ("vetoed", F(0))
    assert [step.value for step in vetoed.aside] == [10]


def test_last_place_stands_below_all_others_and_keeps_its_composite() -> None:
    held = eight({0: "末"})
    assert held.composite("支0") == "10.00"
    assert held.ranks["支0"] == 8
    assert held.ranks["支1"] == 1


def test_last_place_stands_below_a_total_of_zero() -> None:
    held = eight({0: "末", 1: "零"})
    assert held.ranks["支1"] == 7
    assert held.ranks["支0"] == 8


def test_of_several_in_last_place_the_composite_decides() -> None:
    # 10, 9 and 7 points: below the other five, in their own order
    held = eight({0: "末", 1: "末", 3: "末"})
    assert [held.ranks[f"支{n}"] for n in (2, 4, 5, 6, 7)] == [1, 2, 3, 4, 5]
    assert [held.ranks[f"支{n}"] for n in (0, 1, 3)] == [6, 7, 8]


def test_last_place_holds_one_of_the_last_three_places() -> None:
    held = eight({0: "末"})
    assert held.flagged("bottom_three") == {"支0", "支6", "支7"}


def test_both_at_once_stand_last_with_nothing() -> None:
    rubric = RUBRIC
    held = hold(
        rubric,
        "部: {甲一: [{clause: 零}, {clause: 末}], 甲二: [{clause: 零}]}",
        branches="{甲一: 甲, 甲二: 甲}",
    )
    assert (held.composite("甲一"), held.composite("甲二")) == ("0.00", "0.00")
    assert held.ranks == {"甲二": 1, "甲一": 2}


@pytest.mark.parametrize("veto", ["限", "禁"])
def test_a_cap_on_the_grade_and_a_bar_leave_score_and_rank_alone(veto: str) -> None:
    held = eight({0: veto})
    assert held.composite("支0") == "10.00"
    assert held.ranks["支0"] == 1
    assert held.flags["支0"] == ("veto",)


def test_a_veto_has_a_threshold_where_it_says_so() -> None:
    rubric = (
        "items: [{id: 项, points: 10, clauses: [{id: 否, fact: {count: 起}, veto: {effect: total_zero, from: 2}}]}]"
    )
    assert hold(rubric, "部: {甲一: [{clause: 否}]}").composite() == "10.00"
    assert hold(rubric, "部: {甲一: [{clause: 否}, {clause: 否}]}").composite() == "0.00"
    assert hold(rubric, "部: {甲一: [{clause: 否, count: 0}]}").flags == {}


def test_a_veto_holds_at_a_level() -> None:
    rubric = (
        "items: [{id: 项, points: 10, clauses: "
        "[{id: 否, fact: {event: [一般, 较大]}, veto: {effect: total_zero, at: 较大}}]}]"
    )
    assert hold(rubric, "部: {甲一: [{clause: 否, level: 一般}]}").composite() == "10.00"
    assert hold(rubric, "部: {甲一: [{clause: 否, level: 较大}]}").composite() == "0.00"


def test_a_veto_may_stand_beside_the_points_that_the_same_fact_costs() -> None:
    rubric = (
        "items: [{id: 项, points: 10, clauses: [{id: 条, fact: {event: [一般, 较大]}, "
        "deduct: {levels: {一般: 1, 较大: 3}}, veto: {effect: last_place, at: 较大}}]}]"
    )
    held = hold(
        rubric,
        "部: {甲一: [{clause: 条, level: 较大}], 甲二: [{clause: 条, level: 一般}]}",
        branches="{甲一: 甲, 甲二: 甲}",
    )
    assert (held.composite("甲一"), held.composite("甲二")) == ("7.30", "9.10")
    assert held.flagged("veto") == {"甲一"}


def test_a_threshold_may_differ_by_class() -> None:
    rubric = (
        "items: [{id: 项, points: 10, clauses: [{id: 否, fact: {count: 起}, "
        "veto: {effect: total_zero, from: {by_class: {甲: 1}, otherwise: 2}}}]}]"
    )
    held = hold(rubric, "部: {甲一: [{clause: 否}], 乙一: [{clause: 否}]}", branches="{甲一: 甲, 乙一: 乙}")
    assert held.flagged("veto") == {"甲一"}

"""自评对照: the gap between self-assessment and inspection, by hand and over generated rounds."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given

from dangjian_kaoping.engine.follow.gap import BranchGap, GapCourse, gap_courses, round_gaps
from dangjian_kaoping.engine.step import recomputed
from dangjian_kaoping.exact import minus, most, negative
from thorough import law

from .plant import Held, engine_result, hold
from .rounds import rounds
from .second_opinion import Documents

RUBRIC = """
measure: {weights: {inspection: 0.9, self_assessment: 0.1}}
items:
- {id: 会, points: 10, clauses: [{id: 缺, fact: {count: 次}, deduct: {each: 1}}]}
- {id: 稿, points: 5, clauses: [{id: 少, fact: {missing: 篇, required: 3}, deduct: {each: 0.5}}]}
- {id: 创, points: 4, start: zero, clauses: [{id: 档, fact: {level: [好, 中]}, earn: {levels: {好: 4, 中: 1}}}]}
- {id: 网, points: 6, clauses: [{id: 台, fact: {imported: 平台, full: 100}, earn: {share: 6}}], start: zero}
- id: 混
  points: 8
  clauses:
  - {id: 台, fact: {imported: 平台, full: 100}, deduct: {share: 4}}
  - {id: 错, fact: {count: 处}, deduct: {each: 1}}
- {id: 女, points: 3, not_applicable: full, clauses: [{id: 缺, fact: {count: 次}, deduct: {each: 1}}]}
- {id: 末, points: 2, due: [Q4], clauses: [{id: 缺, fact: {count: 次}, deduct: {each: 1}}]}
- {id: 加, clauses: [{id: 奖, fact: {count: 项}, bonus: {each: 1}}]}
"""
IMPORTED = "{item: 网, clause: 台, score: 50}, {item: 混, clause: 台, score: 50}"
INSPECTED = f"""
部:
  甲一:
    not_applicable: {{女: 无女职工}}
    findings: [{{item: 会, clause: 缺, count: 3}}, {{item: 稿, clause: 少, missing: 1}},
      {{item: 创, clause: 档, level: 中}}, {{item: 加, clause: 奖}}, {{item: 混, clause: 错}}, {IMPORTED}]
"""
OWN = """
2021-01: {甲一: [{item: 会, clause: 缺, count: 1}, {item: 稿, clause: 少, missing: 2}]}
2021-02: {甲一: [{item: 创, clause: 档, level: 好}]}
2021-03: {甲一: []}
"""


def gap(held: Held, branch: str = "甲一") -> BranchGap:
    return next(each for each in round_gaps(held.result) if each.branch.name == branch)


def by_item(found: BranchGap) -> dict[str, tuple[str, str, str, bool, bool]]:
    """Self-assessment, inspection and gap; whether the inspection found something, whether the branch did."""
    return {
        each.item.id: (str(each.declared), str(each.inspected), str(each.value), each.found, each.seen)
        for each in found.items
    }


def test_a_branch_by_hand() -> None:
    found = gap(hold(RUBRIC, INSPECTED, OWN))
    assert by_item(found) == {
        # 10 - 1 against 10 - 3: milder by 2, and it saw something
        "会": ("9", "7", "2", True, True),
        # 5 - 2 x 0.5 against 5 - 0.5: stricter by half a point
        "稿": ("4.0", "4.5", "-0.5", True, True),
        # the best level against the middle one: 3 points of which it saw nothing
        "创": ("4", "1", "3", True, False),
        # the imported clause takes 2 from both; only the inspection found the fault that both can answer
        "混": ("6.0", "5.0", "1.0", True, False),
    }
    assert (found.size, found.net.value, found.mean) == (Decimal("6.5"), Decimal("5.5"), Decimal("1.375"))
    assert [each.item.id for each in found.overlooked] == ["创", "混"]
    assert [each.item.id for each in found.stricter] == ["稿"]
    assert (len(found.found), len(found.seen), found.sees_its_faults) == (4, 2, True)
    assert found.months == 3


def test_what_only_one_can_answer_is_not_compared() -> None:
    ids = set(by_item(gap(hold(RUBRIC, INSPECTED, OWN))))
    # imported alone, not applicable, not due, bonus
    assert ids.isdisjoint({"网", "女", "末", "加"})


def test_a_score_that_somebody_gives_is_not_compared() -> None:
    rubric = """
items:
- {id: 评, points: 15, start: zero, clauses: [{id: 评分, fact: {judged: 分}, earn: {within: [0, 15]}}]}
- id: 混
  points: 8
  start: zero
  clauses:
  - {id: 评分, fact: {judged: 分}, earn: {within: [0, 5]}}
  - {id: 篇, fact: {count: 篇}, earn: {each: 1}}
"""
    judged = "{item: 评, clause: 评分, judged: 9}, {item: 混, clause: 评分, judged: 4}"
    found = gap(
        hold(
            rubric,
            f"部: {{甲一: [{judged}, {{item: 混, clause: 篇}}]}}",
            "{2021-01: {甲一: [{item: 混, clause: 篇, count: 3}]}, 2021-02: {甲一: []}, 2021-03: {甲一: []}}",
        )
    )
    assert by_item(found) == {"混": ("7", "5", "2", True, True)}


def test_fewer_than_half_seen() -> None:
    held = hold(RUBRIC, INSPECTED, OWN.replace("{item: 会, clause: 缺, count: 1}, ", ""))
    assert (len(gap(held).found), len(gap(held).seen), gap(held).sees_its_faults) == (4, 1, False)


def test_where_the_inspection_took_nothing_there_is_nothing_to_see() -> None:
    held = hold(RUBRIC, f"部: {{甲一: [{{item: 创, clause: 档, level: 好}}, {IMPORTED.replace('50', '0', 1)}]}}", OWN)
    found = gap(held)
    assert found.sees_its_faults is None
    # its own faults remain: one and one
    assert [each.item.id for each in found.stricter] == ["会", "稿"]


def test_no_month_filed_leaves_nothing_to_compare() -> None:
    found = gap(hold(RUBRIC, INSPECTED, "{}"))
    assert found.months == 0
    assert not found.items
    assert found.mean is None
    assert found.sees_its_faults is None


def test_a_needed_fact_that_no_month_gives_is_told_of() -> None:
    held = hold(RUBRIC, INSPECTED, OWN.replace("{item: 创, clause: 档, level: 好}", ""))
    assert [each.id for each in gap(held).unanswered] == ["创"]
    assert "创" not in by_item(gap(held))


def test_the_gap_is_taken_before_missing_months_scale_the_self_assessment() -> None:
    held = hold(RUBRIC, INSPECTED, OWN.replace("2021-03: {甲一: []}", ""))
    assert gap(held).months == 2
    assert by_item(gap(held))["会"] == ("9", "7", "2", True, True)


def test_it_is_compared_where_it_does_not_weigh() -> None:
    held = hold(RUBRIC.replace("0.9", "1").replace("0.1", "0"), INSPECTED, OWN)
    assert gap(held).size == Decimal("6.5")


# ── over rounds ────────────────────────────────────────────────────────────────────────────────────────────────

ONE = "{weights: {inspection: 1, self_assessment: 0}}"


def course(*taken: tuple[int, int] | None) -> GapCourse:
    """A branch over rounds: by round what inspection and self-assessment took; None: no month filed."""
    results = []
    for index, each in enumerate(taken):
        quarter = f"{2020 + index // 4}Q{index % 4 + 1}"
        month = f"{quarter[:4]}-{index % 4 * 3 + 1:02d}"
        there, here = each or (1, 0)
        own = f"{{{month}: {{甲一: [{{clause: 缺, count: {here}}}]}}}}" if each else "{}"
        rubric = (
            f"measure: {ONE}\n"
            "items: [{id: 项, points: 50, clauses: [{id: 缺, fact: {count: 次}, deduct: {each: 1}}]}]"
        )
        results.append(hold(rubric, f"部: {{甲一: [{{clause: 缺, count: {there}}}]}}", own, quarter=quarter).result)
    (found,) = gap_courses(results[::-1])
    return found


@pytest.mark.whole
def test_getting_closer_farther_or_neither() -> None:
    assert course((5, 1), (5, 3)).change == "closer"
    assert course((5, 3), (5, 1)).change == "farther"
    # too strict by two is as far away as too mild by two
    assert course((5, 3), (5, 7)).change == "same"
    assert course((5, 3)).change is None


def test_an_odd_number_of_rounds_leaves_the_oldest_out() -> None:
    found = course((9, 0), (5, 1), (5, 3))
    assert found.sizes == (Decimal(4), Decimal(2))


@pytest.mark.whole
def test_four_rounds_are_held_against_the_four_before() -> None:
    # 40 lies nine rounds back; before: 4 3 2 1; of late: 1 1 1 0
    found = course((40, 0), (4, 0), (3, 0), (2, 0), (1, 0), (1, 0), (1, 0), (1, 0), (1, 1))
    assert found.sizes == (Decimal("2.5"), Decimal("0.75"))
    assert (found.found, found.seen, found.sees_its_faults) == (9, 1, False)


def test_a_round_without_self_assessment_is_none_of_the_course() -> None:
    found = course((5, 1), None, (5, 3))
    assert [str(each.quarter) for each in found.rounds] == ["2020Q1", "2020Q3"]
    assert found.change == "closer"


# ── laws ───────────────────────────────────────────────────────────────────────────────────────────────────────


def exact(value: Any) -> Fraction:
    return Fraction(value)


@pytest.mark.whole
@law(200)
@given(rounds())
def test_the_gaps_add_up_to_the_difference_of_the_bases(documents: Documents) -> None:
    for placing, found in zip((result := engine_result(documents)).placings, round_gaps(result), strict=True):
        score = placing.score
        assert recomputed(found.net) == found.net.value
        for each in found.items:
            assert recomputed(each.step) == each.value == minus(each.declared, each.inspected)
        sizes = [most(each.value, negative(each.value)) for each in found.items]
        assert exact(found.size) == sum(map(exact, sizes))
        assert len(found.found) == len(found.seen) + len(found.overlooked)
        table = score.declared
        if table is None:
            assert not found.items
            continue
        # whatever is left out is alike on both sides, or one of them has nothing to say
        both = [
            (here.value, there.value)
            for there, here in zip(score.inspected.items, table.items, strict=True)
            if here.value is not None and there.value is not None
        ]
        if not result.rubric.weighed:
            assert exact(found.net.value) == sum(exact(here) - exact(there) for here, there in both)

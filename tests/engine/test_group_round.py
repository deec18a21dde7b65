"""Units put together: a place is how many are better, only under one rubric, whatever the order of the answers."""

from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangjian_kaoping.engine.group.rows import Asked, BranchRow, UnitRound, UnitRow
from dangjian_kaoping.engine.group.together import digest_of_round, group_round, spread_of

ASKED = Asked("2021Q1")


def unit(number: int, rubric: str, points: list[Decimal | None]) -> UnitRound:
    name = f"P{number}"
    row = UnitRow(
        name, name, "", name, name, None, "as_sealed", "", True, True, rubric, rubric, "standard", len(points),
        *(0, "", 0, None, 0, 0),
    )  # fmt: skip
    branches = tuple(
        BranchRow(name, f"B{index}", f"B{index}", "生产检修"[index % 2 * 2 :][:2], each, None, None, False, False, 0)
        for index, each in enumerate(points)
    )
    return UnitRound(row, branches)


POINTS = st.none() | st.integers(0, 12).map(lambda each: Decimal(each) / 4)
UNITS = st.lists(st.tuples(st.sampled_from("甲乙丙"), st.lists(POINTS, max_size=5)), max_size=6)


@pytest.mark.whole
@given(UNITS, st.randoms(use_true_random=False))
def test_a_place_is_how_many_under_the_same_rubric_are_better(
    units: list[tuple[str, list[Decimal | None]]], any_order: Random
) -> None:
    answers = [unit(number, *each) for number, each in enumerate(units)]
    round = group_round("集团", ASKED, answers)
    for pool in round.pools:
        known = [(row, each) for number, (rubric, row) in enumerate(units) if rubric == pool.rubric for each in row]
        figures = [each for _, each in known if each is not None]
        assert len(pool.placed) == len(known)
        for each in pool.placed:
            points = each.row.composite
            assert each.rank == (None if points is None else 1 + sum(other > points for other in figures))
            mine = [other.row.composite for other in pool.placed if other.row.branch_class == each.row.branch_class]
            better = None if points is None else 1 + sum(other is not None and other > points for other in mine)
            assert each.class_rank == better
    any_order.shuffle(answers)
    again = group_round("集团", ASKED, answers)
    assert again == round
    assert digest_of_round(again) == digest_of_round(round)


def test_the_spread_of_eight_is_of_their_own_points() -> None:
    points: list[Decimal | None] = [Decimal(each) for each in (91, 99, 80, 85, 88, 95, 70, 97)]
    found = spread_of(unit(1, "甲", points).branches)
    # 70 80 | 85 88 | 91 95 | 97 99: the second, the fourth and the sixth of them
    assert found is not None
    assert [int(each) for each in found] == [8, 99, 95, 88, 80, 70]
    assert spread_of(unit(1, "甲", [None]).branches) is None

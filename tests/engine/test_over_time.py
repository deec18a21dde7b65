"""What the rounds say of the last places: the sample, counted anew; rounds made up; the order of differences."""

import statistics
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangjian_kaoping.engine.otherwise.differences import difference_at
from dangjian_kaoping.engine.otherwise.over_time import Changes, OverTime, over_time
from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.exact import places
from dangjian_kaoping.periods import Quarter
from dangjian_kaoping.session.session import Session
from dangjian_kaoping.words.over_time import over_time_in_words
from sample import SAMPLE
from thorough import law

from .plant import hold

D = Decimal
FIRST = Quarter(2021, 1)
SESSION = Session(SAMPLE)


def _times(several: Sequence[object]) -> dict[str, tuple[int, int]]:
    return {each.placing.score.branch.name: (each.times, each.rounds) for each in several}  # type: ignore[attr-defined]


def test_the_sample() -> None:
    found = SESSION.over_time("2021Q1")
    assert [str(each) for each in found.quarters] == ["2020Q1", "2020Q2", "2020Q3", "2020Q4", "2021Q1"]
    assert found.left_out == ()
    (pool,) = found.pools
    assert _times(pool.last) == {"供热部党支部": (3, 5), "物资部党支部": (4, 5), "脱硫除灰部党支部": (3, 5)}
    assert _times(pool.above) == {"燃料部党支部": (1, 5)}
    assert pool.margin == D("0.58")
    assert pool.changes is not None
    assert pool.changes == Changes(264, D("0.56"), D("1.38"), D("2.57"))
    assert found.stayed is not None
    assert (found.stayed.pairs, places(found.stayed.mean, 1), places(found.stayed.by_lot, 1)) == (11, "2.1", "0.8")


def _published() -> Mapping[str, Mapping[str, Decimal]]:
    """The composites of the rounds by branch, and nothing else of them."""
    found = {}
    for result in SESSION.rounds():
        steps = {each.score.branch.id: each.score.composite for each in result.placings}
        found[str(result.quarter)] = {key: D(str(step.value)) for key, step in steps.items() if step is not None}
    return found


def _last(figures: Mapping[str, Decimal]) -> set[str]:
    """Those than whom fewer than three are lower: the sample's measure."""
    return {one for one, mine in figures.items() if sum(other < mine for other in figures.values()) < 3}


def test_the_sample_counted_anew_from_what_was_published() -> None:
    published = _published()
    found = SESSION.over_time(FIRST)
    rounds = [published[str(each)] for each in found.quarters]
    names = {each.score.branch.id: each.score.branch.name for each in SESSION.round(FIRST).placings}
    counted = {names[one]: sum(one in _last(each) for each in rounds) for one in names}
    (pool,) = found.pools
    assert {name: times for name, (times, _) in (_times(pool.last) | _times(pool.above)).items()} == {
        name: counted[name] for name in (*_times(pool.last), *_times(pool.above))
    }
    changes = sorted(
        abs((after[one] - after[other]) - (before[one] - before[other]))
        for before, after in pairwise(rounds)
        for one, other in combinations(sorted(before.keys() & after.keys()), 2)
    )
    assert pool.changes is not None
    assert pool.changes == Changes(len(changes), changes[66], changes[132], changes[198])
    assert abs(D(str(statistics.median(changes))) - D(str(pool.changes.median))) <= D("0.01")
    every = list(published.values())
    stayed = [len(_last(before) & _last(after)) for before, after in pairwise(every)]
    lots = [len(_last(before) & after.keys()) * len(_last(after)) / len(after) for before, after in pairwise(every)]
    assert found.stayed is not None
    assert float(found.stayed.mean) == pytest.approx(statistics.mean(stayed))
    assert float(found.stayed.by_lot) == pytest.approx(statistics.mean(lots))
    assert float(found.stayed.places) == pytest.approx(statistics.mean(len(_last(each)) for each in every[1:]))


def test_too_few_rounds_say_nothing() -> None:
    found = SESSION.over_time("2020Q3")
    assert (len(found.quarters), found.pools, found.stayed) == (3, (), None)
    assert list(over_time_in_words(found)) == ["按 2020 版考评、已经定下来的，连本轮只有 3 轮，不到 4 轮，看不出什么。"]


def test_what_is_not_as_it_was_sealed_is_not_counted() -> None:
    results = SESSION.rounds()
    final = {each.quarter for each in results if each.quarter not in (Quarter(2020, 2), FIRST)}
    found = over_time(results, final)
    assert found.left_out == (Quarter(2020, 2),)
    assert len(found.quarters) == 4
    (pool,) = found.pools
    # 2020Q1 and Q3 are no neighbours
    assert pool.changes is not None
    assert pool.changes.number == 2 * 66
    assert found.stayed is not None
    assert found.stayed.pairs == 9
    assert "2020Q2 没有封存、与封存不一致或者还是暂定，没有数" in "".join(over_time_in_words(found))
    fewer = over_time(results, final - {Quarter(2020, 3)})
    assert (len(fewer.quarters), fewer.pools) == (3, ())


def _round(number: int, taken: Mapping[str, int], measure: str) -> RoundResult:
    """A round of branches, of each of which so much was taken."""
    branches = "、".join(f"{name}: {'甲' if name < 'N' else '乙'}" for name in taken).replace("、", ", ")
    recorded = ", ".join(f"{name}: [{{clause: 扣, count: {count}}}]" for name, count in taken.items() if count)
    rubric = (
        f"measure: {{weights: {{inspection: 1, self_assessment: 0}}, last: {measure}}}\n"
        "items: [{id: 项, points: 100, clauses: [{id: 扣, fact: {count: 处}, deduct: {each: 1}}]}]"
    )
    return hold(
        rubric, f"{{部: {{{recorded}}}}}", branches=f"{{{branches}}}", quarter=f"{2020 + number // 4}Q{number % 4 + 1}"
    ).result


def _rounds(taken: Sequence[Mapping[str, int]], measure: str) -> OverTime:
    results = [_round(number, each, measure) for number, each in enumerate(taken)]
    return over_time(results, {each.quarter for each in results})


def test_by_hand() -> None:
    taken = [{"A": 1, "B": 2, "C": 5}, {"A": 1, "B": 6, "C": 5}, {"A": 1, "B": 2, "C": 5}, {"A": 1, "B": 4, "C": 5}]
    found = _rounds(taken, "{places: 1, pool: all}")
    (pool,) = found.pools
    assert (_times(pool.last), _times(pool.above)) == ({"C": (3, 4)}, {"B": (1, 4)})
    assert pool.margin == 1
    # A-B, B-C and A-C moved by 4 4 0, 4 4 0, 2 2 0: in order 0 0 0 2 2 4 4 4 4
    assert pool.changes == Changes(9, D(0), D(2), D(4))
    assert found.stayed is not None
    # C, B, C, C: one of three times
    assert [str(each) for each in found.stayed] == ["3", "1", "1/3", "1/3"]


def test_where_each_class_has_its_own_last_places() -> None:
    taken = [{"A": 1, "B": 2, "P": 50, "Q": 60}] * 3 + [{"A": 1, "B": 3, "P": 70, "Q": 60}]
    found = _rounds(taken, "{places: 1, pool: class}")
    pools = {each.branch_class: each for each in found.pools}
    assert (_times(pools["甲"].last), pools["甲"].margin) == ({"B": (4, 4)}, D(2))
    assert (_times(pools["乙"].last), _times(pools["乙"].above)) == ({"P": (1, 4)}, {"Q": (3, 4)})
    # the one pair of the class, three times: P - Q moved by 0, 0 and 20
    assert pools["乙"].changes == Changes(3, D(0), D(0), D(20))
    assert found.stayed is not None
    # of two pairs of two: B always, and Q twice of three; by lot one in each class of two
    assert [str(each) for each in found.stayed] == ["3", "2", "5/3", "1"]


def test_where_nobody_stands_above_there_is_no_margin() -> None:
    found = _rounds([{"A": 1, "B": 1}] * 4, "{places: 1, pool: all}")
    assert [(each.above, each.margin) for each in found.pools] == [((), None)]


@law(300)
@given(
    st.lists(st.lists(st.integers(-500, 500), max_size=8), max_size=4),
    st.integers(0, 60),
)
def test_a_difference_is_found_as_if_all_were_written_down(groups: list[list[int]], place: int) -> None:
    numbers = [[D(each) / 100 for each in group] for group in groups]
    every = sorted(abs(one - other) for group in numbers for one, other in combinations(group, 2))
    if place < len(every):
        assert difference_at(numbers, place) == every[place]
    else:
        with pytest.raises(IndexError):
            difference_at(numbers, place)

"""本轮若没有这一条: by hand, of the whole sample, and in any round, as if it had been written so."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from hypothesis import given

from dangjian_kaoping.engine.otherwise.mending import BranchMending, ItemMending, Mending, branch_mending
from dangjian_kaoping.engine.otherwise.nearest import worth
from dangjian_kaoping.engine.score.circumstances import Circumstances, Recorded, Refusal
from dangjian_kaoping.engine.score.round import Reckoning, RoundResult, score_round
from dangjian_kaoping.model.records import Finding
from dangjian_kaoping.model.rewriting import rewritten
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.model.workspace import Round
from dangjian_kaoping.periods import Quarter
from sample import roster, rubrics, workspace
from thorough import law

from .plant import documents_of, modelled, round_of
from .rounds import rounds
from .second_opinion import Documents

D = Decimal
FIRST = Quarter(2021, 1)
WEIGHED = "measure: {weights: {inspection: 0.9, self_assessment: 0.1}}"


def _reckoning(documents: Documents) -> Reckoning:
    rubric = modelled(Rubric, documents.rubric)
    this = round_of(documents.quarter, documents.inspections, documents.months, documents.absent)
    earlier = [round_of(quarter, held, []) for quarter, held in documents.earlier.items()]
    return Reckoning(rubric, modelled(Roster, documents.roster), this, earlier, [rubric])


def _held(
    rubric: str, inspection: str, earlier: Mapping[str, str] | None = None, own: str | None = None
) -> BranchMending:
    documents = documents_of(
        rubric,
        inspection,
        own,
        branches="{甲一: 甲, 甲二: 甲}",
        earlier=earlier,
        roster=None,
        quarter="2021Q1",
        everywhere=True,
    )
    return branch_mending(_reckoning(documents), "甲一")


def _gains(item: ItemMending) -> list[Decimal | None]:
    return [None if each.without is None else D(str(each.without.gain)) for each in item.findings]


def _together(item: ItemMending) -> Decimal:
    assert item.together is not None
    return D(str(item.together.gain))


# ── by hand ────────────────────────────────────────────────────────────────────────────────────────────────────


CAPPED = (
    f"{WEIGHED}\nitems: [{{id: 项, points: 10, clauses: ["
    "{id: 差错, fact: {count: 处}, deduct: {each: 0.5}, at_most: 1}]}]"
)


def test_a_record_of_three_goes_as_a_whole() -> None:
    (item,) = _held(CAPPED, "{部: {甲一: [{clause: 差错, count: 3}]}}").items
    # it took 1, not 1.5: 0.9 x 1
    assert _gains(item) == [D("0.90")]
    assert item.together is None


def test_three_records_under_a_cap_take_nothing_alone_and_all_of_it_together() -> None:
    three = "[{clause: 差错}, {clause: 差错}, {clause: 差错}]"
    (item,) = _held(CAPPED, f"{{部: {{甲一: {three}}}}}").items
    assert _gains(item) == [0, 0, 0]
    assert _together(item) == D("0.90")


def test_what_must_be_recorded_is_held_at_the_nearest_that_takes_nothing() -> None:
    rubric = (
        f"{WEIGHED}\nitems: [{{id: 项, points: 10, clauses: ["
        "{id: 率, fact: {value: '%'}, deduct: {table: ["
        "{from: 90, points: 0}, {from: 80, under: 90, points: 1}, {under: 80, points: 2}]}}]}]"
    )
    full = "{甲一: [{clause: 率, value: 95}], 甲二: [{clause: 率, value: 95}]}"
    own = f"{{2021-01: {full}, 2021-02: {full}, 2021-03: {full}}}"
    recorded = "{部: {甲一: [{clause: 率, value: 85.5}], 甲二: [{clause: 率, value: 95}]}}"
    (item,) = _held(rubric, recorded, own=own).items
    (each,) = item.findings
    assert each.instead is not None
    assert each.instead.value == 90
    assert _gains(item) == [D("0.90")]


def test_of_a_round_in_which_nothing_was_taken_there_is_nothing_to_tell() -> None:
    found = _held(CAPPED, "{部: {甲二: [{clause: 差错}]}}")
    assert (found.items, found.together) == ((), None)


REPEATED = (
    f"{WEIGHED}\nitems: [{{id: 项, points: 10, clauses: ["
    "{id: 差错, fact: {count: 处}, deduct: {each: 0.5}, repeat: {prices: [0.5, 1, 1.5]}}]}]"
)


@pytest.mark.parametrize(
    ("earlier", "gain", "again"),
    # 0.9 x 0.5 now, 0.9 x 1 next round; then 0.9 x 1 and 0.9 x 1.5; at the last price it does not rise any more
    [((), "0.45", "0.90"), (("2020Q4",), "0.90", "1.35"), (("2020Q3", "2020Q4"), "1.35", None)],
)
def test_the_same_again_costs_what_the_next_round_takes(earlier: tuple[str, ...], gain: str, again: str | None) -> None:
    recorded = "{部: {甲一: [{clause: 差错, settled: on_site}]}}"
    (item,) = _held(REPEATED, recorded, dict.fromkeys(earlier, recorded)).items
    (each,) = item.findings
    assert _gains(item) == [D(gain)]
    assert each.again == (None if again is None else D(again))


def test_a_rank_that_would_be_another_is_told() -> None:
    found = _held(CAPPED, "{部: {甲一: [{clause: 差错, count: 2}], 甲二: [{clause: 差错}]}}")
    (each,) = found.items[0].findings
    assert (found.placing.rank, found.placing.flags) == (2, ("bottom_three",))
    assert each.without is not None
    assert (each.without.placing.rank, each.without.placing.flags) == (1, ())


# ── the sample ─────────────────────────────────────────────────────────────────────────────────────────────────


@cache
def _sample() -> Reckoning:
    every = workspace().rounds
    before = [every[each] for each in sorted(every) if each < FIRST]
    return Reckoning(rubrics()[FIRST], roster(), every[FIRST], before, workspace().rubrics)


@cache
def _of(name: str) -> Mapping[str, ItemMending]:
    return {each.score.item.id: each for each in branch_mending(_sample(), name).items}


def _told(item: ItemMending) -> dict[str, Decimal | None]:
    """The gains by what was recorded."""
    words = (each.clause.clause.fact.recorded_in_words(each.finding.recorded.finding) for each in item.findings)
    return dict(zip(words, _gains(item), strict=True))


def test_an_item_that_a_count_empties() -> None:
    item = _of("供热部党支部")["DJ-03"]
    # 0 of 4 for 6 人次: without them 到会率 74% takes 0.8: 3.2 x 0.9; without the rate it is still 0
    assert _told(item) == {"6 人次": D("2.88"), "74%": 0}
    assert _together(item) == D("3.60")


def test_two_records_of_one_event() -> None:
    item = _of("物资部党支部")["JF-02"]
    # 党内警告 2, 通报批评 0.5 of the same case: without the first the second still takes 0.5: 0.9 x 1.5
    assert list(_told(item).values()) == [D("1.35"), 0]
    assert _together(item) == D("1.80")


def test_a_table_that_is_rescaled_weighs_what_is_in_it() -> None:
    assert list(_told(_of("物资部党支部")["LZ-02"]).values()) == [D("1.86")]  # 2 x 100/97 x 0.9


def test_what_is_borrowed_from_the_inspection_moves_along() -> None:
    (each,) = _of("化学部党支部")["DJ-11"].findings
    assert each.instead is not None
    assert each.instead.score == 100
    assert each.without is not None
    assert each.without.gain == D("0.16")  # 92 to 100 of 2 points, in both: 2 x 8 %


def _recorded() -> Iterator[tuple[str, Recorded]]:
    for member in _sample().members:
        for clauses in member.records.inspected.values():
            for several in clauses.values():
                yield from ((member.branch.id, each) for each in several)


def _composites(result: RoundResult) -> dict[str, Any]:
    return {each.score.branch.id: each.score.composite and each.score.composite.value for each in result.placings}


def _written(this: Round, others: Mapping[int, Finding | None]) -> Round:
    """The documents of a round in which other findings stand, or none, in the place of some (by identity)."""

    def other(thing: Any) -> Any:
        if isinstance(thing, tuple) and any(id(each) in others for each in thing):
            stated = (others.get(id(each), each) for each in thing)
            return tuple(each for each in stated if each is not None)
        return thing

    return replace(this, inspections=[rewritten(each, other) for each in this.inspections])


def _scored(others: Mapping[int, Finding | None]) -> dict[str, Any]:
    every = workspace().rounds
    before = [every[each] for each in sorted(every) if each < FIRST]
    return _composites(
        score_round(rubrics()[FIRST], roster(), _written(every[FIRST], others), before, workspace().rubrics)
    )


@cache
def _scored_again() -> Mapping[int, tuple[str, Any]]:
    """By finding, the composite of its branch (None: there is none) in documents without it: one finding of each branch
    at a time, for no branch of the sample moves another.
    """
    by_branch: dict[str, list[Recorded]] = {}
    for branch_id, each in _recorded():
        by_branch.setdefault(branch_id, []).append(each)
    found: dict[int, tuple[str, Any]] = {}
    for number in range(max(map(len, by_branch.values()))):
        mine = {branch: several[number] for branch, several in by_branch.items() if number < len(several)}
        composites = _scored({id(each.finding): None for each in mine.values()})
        found |= {id(each.finding): (branch, composites[branch]) for branch, each in mine.items()}
    return found


def test_of_all_findings_most_would_return_something_alone() -> None:
    published = _composites(_sample().result)

    def kind(branch: str, without: Any) -> str:
        if without is None:
            return "needed"
        return "more" if without > published[branch] else "less" if without < published[branch] else "nothing"

    found = Counter(kind(*each) for each in _scored_again().values())
    assert found == {"more": 141, "nothing": 10, "needed": 31, "less": 5}


def _every() -> Iterator[tuple[str, ItemMending, Mending]]:
    for placing in _sample().result.placings:
        for item in _of(placing.score.branch.name).values():
            yield from ((placing.score.branch.id, item, each) for each in item.findings)


def test_each_is_what_the_round_scores_from_documents_that_say_so() -> None:
    again, published = _scored_again(), _composites(_sample().result)
    told = {id(each.finding.recorded.finding): each for _, _, each in _every()}
    assert len(told) == 173
    needed = {}
    for branch, _, each in _every():
        finding = each.finding.recorded.finding
        assert each.without is not None
        without = again[id(finding)][1]
        assert (without is None) == (each.instead is not None)
        if without is None:
            needed[id(finding)] = (branch, each)
        else:
            assert each.without.gain == without - published[branch]
    # those that cannot be without a record, three of a branch at most; four of the 31 take nothing
    assert len(needed) == 27
    for number in range(3):
        chosen: dict[str, Mending] = {}
        for branch in dict.fromkeys(branch for branch, _ in needed.values()):
            mine = [each for other, each in needed.values() if other == branch]
            if number < len(mine):
                chosen[branch] = mine[number]
        composites = _scored({id(each.finding.recorded.finding): each.instead for each in chosen.values()})
        for branch, each in chosen.items():
            assert each.without is not None
            assert each.without.gain == composites[branch] - published[branch]
    silent = [each for _, each in _recorded() if id(each.finding) not in told]
    assert all(
        again[id(each.finding)][1] in (None, published[again[id(each.finding)][0]]) or _gives(each) for each in silent
    )


def _gives(recorded: Recorded) -> bool:
    return recorded.finding.item == "JF-01" or recorded.finding.clause == "到场配合"


def test_ranks_and_last_places_are_counted_among_what_the_others_have() -> None:
    published = _composites(_sample().result)
    moved = 0
    for branch, _, each in _every():
        assert each.without is not None
        mine = published[branch] + each.without.gain
        others = [figure for other, figure in published.items() if other != branch]
        assert each.without.placing.rank == 1 + sum(other > mine for other in others)
        assert ("bottom_three" in each.without.placing.flags) == (sum(other < mine for other in others) < 3)
        moved += each.without.placing.flags != _sample().result.placing_of(branch).flags  # type: ignore[union-attr]
    assert moved > 5


def test_the_parts_of_an_item_need_not_add_up() -> None:
    names = [each.score.branch.name for each in _sample().result.placings]
    several = [item for name in names for item in _of(name).values() if len(item.score.findings) > 1]
    apart = [item for item in several if item.together and sum(filter(None, _gains(item))) != _together(item)]
    assert (len(several), len(apart)) == (15, 5)


# ── any round ──────────────────────────────────────────────────────────────────────────────────────────────────


def _assert_best(mending: Mending, branch_class: str) -> None:
    """What stands in the place of a record is one, and gives no less than what was recorded."""
    if mending.instead is None:
        return
    item, recorded = mending.finding.item, mending.finding.recorded
    asked = item.asked(item.by_clause[recorded.finding.clause], branch_class, 3)
    assert mending.clause.clause.fact.problem(mending.instead, asked) is None
    terms = Circumstances(branch_class)
    assert worth(item, recorded._replace(finding=mending.instead), terms) >= worth(item, recorded, terms)


@law(60)
@given(rounds(reading=True))
def test_so_it_is_in_any_round(documents: Documents) -> None:
    reckoning = _reckoning(documents)
    try:
        result = reckoning.result
    except Refusal:
        return
    rubric, plant = modelled(Rubric, documents.rubric), modelled(Roster, documents.roster)
    earlier = [round_of(quarter, held, []) for quarter, held in documents.earlier.items()]
    for placing in result.placings[:2]:
        if placing.score.composite is None:
            continue
        for item in branch_mending(reckoning, placing.score.branch.id).items:
            for each in item.findings[:2]:
                others = {id(each.finding.recorded.finding): each.instead}
                _assert_best(each, placing.score.branch.branch_class)
                try:
                    told = score_round(rubric, plant, _written(reckoning.this, others), earlier, [rubric])
                    composite = _composites(told)[placing.score.branch.id]
                except Refusal:
                    composite = None
                gain = None if composite is None else composite - placing.score.composite.value
                assert (None if each.without is None else each.without.gain) == gain

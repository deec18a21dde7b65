"""Ranges hold whatever the unknown facts turn out to be: over generated rounds, of which some facts are hidden.

The engine's result on the whole records is one way in which the hidden facts can turn out; every figure, rank and
flag of it must lie within what is said of the records without them. Where nothing is hidden, the ranges are
the engine's figures.
"""

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dangjian_kaoping.compare.impact.replay import Gap
from dangjian_kaoping.engine.score.circumstances import Refusal
from dangjian_kaoping.engine.score.ranges import BranchRange, PlaceRange, Range, place_ranges
from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.engine.score.unknown import Unknown
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.rubric import Rubric
from engine.plant import engine_result, modelled, round_of
from engine.rounds import one_item, rankings, rounds
from engine.second_opinion import Documents
from engine.within import check_within, ranges_of
from thorough import law

pytestmark = pytest.mark.whole

Keys = set[tuple[str, str]]


def bounded(documents: Documents, unknown: Unknown) -> list[BranchRange]:
    rubric, roster = modelled(Rubric, documents.rubric), modelled(Roster, documents.roster)
    this = round_of(documents.quarter, documents.inspections, documents.months, documents.absent)
    earlier = [round_of(quarter, held, []) for quarter, held in documents.earlier.items()]
    gaps = [
        Gap(rubric.by_item[item], rubric.by_item[item].by_clause[clause], "new_clause", own=own)
        for keys, own in ((unknown.inspected, False), (unknown.declared, True))
        for item, clause in keys
    ]
    gaps += [Gap(rubric.by_item[item], None, "new_item") for item in unknown.items]
    return ranges_of(rubric, roster, this, earlier, dict.fromkeys(roster.branches, gaps))


def without(documents: Documents, inspected: Keys, declared: Keys, items: set[str]) -> Documents:
    """The documents without the facts of some clauses, and without anything of some items."""
    hidden = deepcopy(documents)
    for document, keys in [(each, inspected) for each in hidden.inspections] + [
        (each, declared) for each in hidden.months
    ]:
        for record in document["branches"].values():
            record["findings"] = [
                each
                for each in record["findings"]
                if each["item"] not in items and (each["item"], each["clause"]) not in keys
            ]
            for name in items & record.get("not_applicable", {}).keys():
                del record["not_applicable"][name]
    return hidden


@st.composite
def hidden(draw: st.DrawFn, documents: st.SearchStrategy[Documents]) -> tuple[Documents, Documents, Unknown]:
    """The whole documents, the same without some facts, and which facts these are."""
    whole = draw(documents)
    keys = [
        (item["id"], clause["id"])
        for area in whole.rubric["areas"]
        for item in area["items"]
        for clause in item["clauses"]
    ]
    some = st.sets(st.sampled_from(keys), max_size=3)
    names = sorted({item for item, _ in keys})
    items = draw(st.sets(st.sampled_from(names), max_size=1)) if draw(st.booleans()) else set()
    inspected, declared = draw(some), draw(some)
    unknown = Unknown(frozenset(inspected), frozenset(declared), frozenset(items))
    return whole, without(whole, inspected, declared, items), unknown


def scored(documents: Documents) -> RoundResult | None:
    try:
        return engine_result(documents)
    except Refusal:
        return None


def complete(result: RoundResult) -> bool:
    """Whether every item was inspected: what a department left out is another matter."""
    return all(item.status != "not_inspected" for placing in result.placings for item in placing.score.inspected.items)


@law(200)
@given(rounds(complete=100))
def test_where_nothing_is_unknown_the_ranges_are_the_engines_figures(documents: Documents) -> None:
    result = scored(documents)
    if result is None or not complete(result):
        return
    bounds = bounded(documents, Unknown())
    places = place_ranges(bounds, result.rubric.measure)
    placings = {each.score.branch.id: each for each in result.placings}
    for bound, place in zip(bounds, places, strict=True):
        placing = placings[bound.branch.id]
        for name in ("base", "inspection", "self_assessment", "composite", "bonus", "penalty"):
            step, figure = getattr(placing.score, name), getattr(bound, name)
            assert (step is None) == (figure is None), name
            assert step is None or figure == Range(step.value, step.value), name
        assert bound.undone == bool(placing.score.undone)
        assert [each.clause.id for each in bound.vetoes] == [each.clause.id for each in placing.score.vetoes]
        if result.complete:
            assert (place.best, place.worst) == (placing.rank, placing.rank)
            assert place.last == ("bottom_three" in placing.flags)


@law(400)
@given(hidden(one_item()))
def test_an_item_lies_within_its_range(case: tuple[Documents, Documents, Unknown]) -> None:
    whole, less, unknown = case
    result = scored(whole)
    if result is not None and complete(result):
        bounds = bounded(less, unknown)
        check_within(result, bounds, place_ranges(bounds, result.rubric.measure))


@law(400)
@given(hidden(rounds(complete=100)))
def test_a_round_lies_within_its_ranges(case: tuple[Documents, Documents, Unknown]) -> None:
    whole, less, unknown = case
    result = scored(whole)
    if result is not None and complete(result):
        bounds = bounded(less, unknown)
        check_within(result, bounds, place_ranges(bounds, result.rubric.measure))


@law(300)
@given(hidden(rankings()))
def test_ranks_and_last_places_lie_within_theirs(case: tuple[Documents, Documents, Unknown]) -> None:
    whole, less, unknown = case
    result = engine_result(whole)
    bounds = bounded(less, unknown)
    check_within(result, bounds, place_ranges(bounds, result.rubric.measure))


def test_a_rank_is_certain_where_it_holds_over_the_whole_range() -> None:
    documents: Any = Documents(
        rubric={
            "kind": "rubric",
            "version": "1",
            "title": "细则",
            "effective_from": "2018Q1",
            "measure": {"weights": {"inspection": "1", "self_assessment": "0"}, "last": {"small_last": "1"}},
            "areas": [
                {
                    "id": "面",
                    "name": "面",
                    "items": [
                        {
                            "id": name,
                            "title": name,
                            "points": points,
                            "department": "部",
                            "standard": "改好",
                            "clauses": [{"id": "扣", "text": "扣", "fact": {"count": "次"}, "deduct": {"each": "1"}}],
                        }
                        for name, points in (("旧", "10"), ("新", "2"))
                    ],
                }
            ],
        },
        roster={
            "kind": "roster",
            "version": "1",
            "classes": ["甲"],
            "departments": {"D": [{"from": "2018-01-01", "name": "部"}]},
            "branches": {f"B{n}": [{"from": "2018-01-01", "name": f"支部{n}", "class": "甲"}] for n in range(3)},
        },
        quarter="2021Q1",
        inspections=[
            {
                "kind": "inspection",
                "version": "1",
                "quarter": "2021Q1",
                "department": "部",
                "branches": {
                    f"支部{n}": {
                        "date": "2021-03-20",
                        "findings": [{"item": "旧", "clause": "扣", "count": str(lost), "reason": "原因"}],
                    }
                    for n, lost in enumerate((0, 1, 6))
                },
            }
        ],
        months=[],
    )
    # 新的一项 2 分没有记录：支部0 在 10～12，支部1 在 9～11，支部2 在 4～6
    bounds = bounded(documents, Unknown(items=frozenset({"新"})))
    assert [each.composite for each in bounds] == [Range(10, 12), Range(9, 11), Range(4, 6)]  # type: ignore[arg-type]
    places = place_ranges(bounds, modelled(Rubric, documents.rubric).measure)
    assert places == [PlaceRange(1, 2, False), PlaceRange(1, 2, False), PlaceRange(3, 3, True)]
    assert [each.certain for each in places] == [False, False, True]


def leaving(count: int) -> tuple[Documents, Unknown]:
    """A branch with an item that is known (7 of 10 分), and so many of 5 分 that perhaps did not apply and left."""
    items: list[Any] = [
        {
            "id": name,
            "title": name,
            "points": points,
            "department": "部",
            "standard": "改好",
            "not_applicable": "rescale",
            "clauses": [{"id": "扣", "text": "扣", "fact": {"count": "次"}, "deduct": {"each": "1"}}],
        }
        for name, points in (("旧", "10"), *((f"新{number}", "5") for number in range(count)))
    ]
    documents: Any = Documents(
        rubric={
            "kind": "rubric",
            "version": "1",
            "title": "细则",
            "effective_from": "2018Q1",
            "measure": {"weights": {"inspection": "1", "self_assessment": "0"}, "last": {"small_last": "1"}},
            "areas": [{"id": "面", "name": "面", "items": items}],
        },
        roster={
            "kind": "roster",
            "version": "1",
            "classes": ["甲"],
            "departments": {"D": [{"from": "2018-01-01", "name": "部"}]},
            "branches": {"B": [{"from": "2018-01-01", "name": "支部", "class": "甲"}]},
        },
        quarter="2021Q1",
        inspections=[
            {
                "kind": "inspection",
                "version": "1",
                "quarter": "2021Q1",
                "department": "部",
                "branches": {
                    "支部": {
                        "date": "2021-03-20",
                        "findings": [{"item": "旧", "clause": "扣", "count": "3", "reason": "原因"}],
                    }
                },
            }
        ],
        months=[],
    )
    return documents, Unknown(items=frozenset(f"新{number}" for number in range(count)))


def test_an_item_that_perhaps_left_the_table_is_tried_in_it_and_out_of_it() -> None:
    # 在表里：7 到 12；不在表里：7 × 15 ÷ 10 = 10.5
    (bound,) = bounded(*leaving(1))
    assert bound.composite == Range(7, 12)  # type: ignore[arg-type]
    # 两个都在表里且都没有扣：17；都不在：7 × 20 ÷ 10 = 14
    (bound,) = bounded(*leaving(2))
    assert bound.composite == Range(7, 17)  # type: ignore[arg-type]


def test_of_too_many_items_that_perhaps_left_the_base_has_no_limit() -> None:
    (bound,) = bounded(*leaving(6))
    assert bound.composite == Range(7, 37)  # type: ignore[arg-type]
    (bound,) = bounded(*leaving(7))
    assert bound.composite == bound.base == Range(None, None)
    assert bound.penalty == Range(0, 0)  # type: ignore[arg-type]


def test_a_veto_that_may_be_does_not_limit_what_has_no_limit_without_it() -> None:
    documents, unknown = leaving(7)
    clauses = documents.rubric["areas"][0]["items"][0]["clauses"]
    clauses.append({"id": "否", "text": "否", "fact": {"count": "人"}, "veto": "total_zero"})
    (bound,) = bounded(documents, unknown._replace(inspected=frozenset({("旧", "否")})))
    assert bound.composite == Range(None, None)
    assert [each.clause.id for each in bound.perhaps] == ["否"]

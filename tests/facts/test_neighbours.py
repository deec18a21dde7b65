"""差一步的记法: what else a record might as well have said, by hand, and what is so of all of it."""

from collections import Counter
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given

from dangjian_kaoping.facts.ballots import votes_of
from dangjian_kaoping.facts.kinds import KINDS, Statement
from dangjian_kaoping.facts.neighbours import Neighbour
from forms.facts import asked, fact_of, recorded
from proof.small import as_text, rubric_of
from thorough import law

BY_HAND = (
    ("{count: 次}", "{count: 3}", "[{count: 2}, {count: 4}]"),
    ("{count: 次}", "{}", "[{count: 2}]"),
    (
        "{count: {迟到: 次, 早退: 次}}",
        "{count: {迟到: 1}}",
        "[{count: {迟到: 2}}, {count: {迟到: 1, 早退: 1}}]",
    ),
    ("{amount: 元}", "{amount: 0.5}", "[{amount: 1.5}]"),
    ("{late: 天}", "{late: 2}", "[{late: 1}, {late: 3}]"),
    ("{late: 天}", "{never: true}", "[]"),
    ("{missing: 次, required: 2}", "{missing: 2}", "[{missing: 1}]"),
    ("{missing: 次, required: 2}", "{done: 2}", "[{done: 1}]"),
    ("{missing: 次, required: 2, as: over}", "{done: 2}", "[{done: 1}, {done: 3}]"),
    (
        "{missing: 次, required: 2, per: month}",
        "{done: [2, 0, 1]}",
        "[{done: [1, 0, 1]}, {done: [2, 1, 1]}, {done: [2, 0, 0]}, {done: [2, 0, 2]}]",
    ),
    ("{missing: 次, required: 2, per: month}", "{missing: 6}", "[{missing: 5}]"),
    ("{missing: 人, required: recorded}", "{done: 3, required: 4}", "[{done: 2}, {done: 4}]"),
    ("{sample: 人}", "{sampled: 3, failed: 0}", "[{failed: 1}]"),
    ("{sample: 人}", "{sampled: 3, failed: 3}", "[{failed: 2}]"),
    ("{rank: 全厂, of: 3}", "{rank: 2, tied: 2}", "[{rank: 1}]"),
    ("{rank: 全厂}", "{rank: 1}", "[{rank: 2}]"),
    (
        "{event: [一般, 较大, 重大], roles: {主办: 1, 协办: 0.5}}",
        "{level: 较大, role: 主办, event: 一件}",
        "[{level: 一般}, {level: 重大}, {role: 协办}]",
    ),
    ("{event: [一般]}", "{level: 一般, count: 2}", "[{count: 1}, {count: 3}]"),
    (
        "{scorers: 评委, full: 10}",
        "{scores: [8, 10, 8]}",
        "[{scores: [0, 10, 8]}, {scores: [10, 10, 8]}, {scores: [8, 0, 8]}]",
    ),
    (
        "{scorers: 评委, full: 10, marks: 2}",
        "{scores: [[8, 0]]}",
        "[{scores: [[0, 0]]}, {scores: [[10, 0]]}, {scores: [[8, 10]]}]",
    ),
    (
        "{scorers: 职工, full: 100, levels: {好: 100, 差: 0, 中: 60}}",
        "{votes: {好: 2, 中: 1}}",
        "[{votes: {好: 1, 中: 2}}, {votes: {好: 2, 中: 0, 差: 1}}, {votes: {好: 3, 中: 0}}]",
    ),
    (
        "{scorers: 职工, full: 100, levels: {好: 100, 差: 0}, weights: {甲: 0.5, 乙: 0.5}}",
        "{votes: {甲: {好: 1}, 乙: {差: 2}}}",
        "[{votes: {甲: {好: 0, 差: 1}, 乙: {差: 2}}}, {votes: {甲: {好: 1}, 乙: {差: 1, 好: 1}}}]",
    ),
)

AT_THE_ENDS = (
    ("{value: '%'}", "{value: 97.5}", "[{value: 96.5}, {value: 98.5}]", "[{value: 0}, {value: 100}]"),
    ("{value: 度, min: -1}", "{value: 0}", "[{value: -1}, {value: 1}]", "[]"),
    ("{imported: 平台, full: 100, max: 110}", "{score: 109.5}", "[{score: 108.5}]", "[{score: 0}, {score: 110}]"),
    ("{level: [好, 中, 差]}", "{level: 好}", "[{level: 中}]", "[{level: 差}]"),
)


def _stated(text: str) -> Statement:
    return Statement.model_validate(as_text(text))


def _states(neighbours: list[Neighbour], *, far: bool) -> list[Any]:
    return [each.states for each in neighbours if each.far == far]


def _read(text: str) -> list[Any]:
    return [{key: getattr(_stated(str(each)), key) for key in each} for each in as_text(text)]


@pytest.mark.parametrize(("fact", "record", "near"), BY_HAND)
def test_near_ones_by_hand(fact: str, record: str, near: str) -> None:
    found = list(fact_of(as_text(fact)).neighbours(_stated(record), asked(3)))
    assert _states(found, far=False) == _read(near)
    assert _states(found, far=True) == []


@pytest.mark.parametrize(("fact", "record", "near", "far"), AT_THE_ENDS)
def test_what_is_measured_has_ends(fact: str, record: str, near: str, far: str) -> None:
    found = list(fact_of(as_text(fact)).neighbours(_stated(record), asked(3)))
    assert (_states(found, far=False), _states(found, far=True)) == (_read(near), _read(far))


@pytest.mark.parametrize(
    ("within", "judged", "ends"),
    [("[1, 3]", "2", ["1", "3"]), ("[1, 3]", "3", ["1"]), ("item", "2", ["0", "10"]), ("[2, 2]", "2", [])],
)
def test_what_is_judged_might_be_the_least_or_the_most(within: str, judged: str, ends: list[str]) -> None:
    written = f"[{{points: 10, clauses: [{{id: 试, fact: {{judged: 例}}, deduct: {{within: {within}}}}}]}}]"
    item = rubric_of(written).by_item["X-01"]
    (clause,) = item.clauses
    found = list(clause.fact.neighbours(_stated(f"{{judged: {judged}}}"), item.asked(clause, "", 3)))
    assert _states(found, far=False) == [{"judged": Decimal(each)} for each in ends]


def test_every_kind_is_shown_by_hand() -> None:
    shown = {fact_of(as_text(each[0])).TAG for each in (*BY_HAND, *AT_THE_ENDS)} | {"judged"}
    assert shown == {kind.TAG for kind in KINDS}


@law(600)
@given(recorded())
def test_all_of_it_can_be_is_something_else_and_near_ones_are_one_step_away(record: tuple[Any, Any, Any]) -> None:
    fact, stated, months = record
    if months is None or fact.problem(stated, asked(months)) is not None:
        return
    found = [(each, stated.model_copy(update=each.states)) for each in fact.neighbours(stated, asked(months))]
    for neighbour, other in found:
        assert fact.problem(other, asked(months)) is None
        assert fact.recorded_in_words(other) != fact.recorded_in_words(stated)
        assert neighbour.far or _steps(fact, stated, other) == 1
    told = [fact.recorded_in_words(other) for _, other in found]
    assert len(set(told)) == len(told)


def _steps(fact: Any, one: Any, other: Any) -> object:
    """How many steps lie between two records."""
    match fact.TAG:
        case "count":
            return _apart(Counter(_by_kind(one)), Counter(_by_kind(other)))
        case "missing":
            return _apart(_numbered(one.missing), _numbered(other.missing)) + _apart(
                _numbered(one.done), _numbered(other.done)
            )
        case "event":
            levels = abs(fact.event.index(one.level) - fact.event.index(other.level))
            alike = [1 if each.count is None else each.count for each in (one, other)]
            return levels + (one.role != other.role) + abs(alike[0] - alike[1])
        case "level":
            return abs(fact.level.index(one.level) - fact.level.index(other.level))
        case "scorers":
            return _changed_marks(fact, one, other)
        case "judged":
            return 1
    (key,) = [key for key in fact.RECORDED if getattr(one, key) != getattr(other, key)]
    return abs(getattr(one, key) - getattr(other, key))


def _by_kind(stated: Any) -> dict[str, int]:
    count = 1 if stated.count is None else stated.count
    return count if isinstance(count, dict) else {"": count}


def _numbered(numbers: Any) -> dict[Any, Decimal]:
    return dict(enumerate(numbers if isinstance(numbers, tuple) else () if numbers is None else (numbers,)))


def _apart(one: Any, other: Any) -> Any:
    return sum(abs(one.get(key, 0) - other.get(key, 0)) for key in {*one, *other})


def _changed_marks(fact: Any, one: Any, other: Any) -> int:
    """How many marks are other ones; of labels how far apart they are, of numbers whether the other is at an end."""
    boxes = [Counter(_marks(each)) for each in (one, other)]
    gone, come = list((boxes[0] - boxes[1]).elements()), list((boxes[1] - boxes[0]).elements())
    assert len(gone) == len(come)
    if not fact.levels:
        assert all(mark in (0, fact.full) for _, mark in come)
        return len(come)
    order = sorted(fact.levels.values())
    assert all(low < high for low, high in pairwise(order)) or len(order) < 2
    places = [order.index(fact.levels[mark]) for _, mark in (*gone, *come)]
    return abs(places[0] - places[1]) if len(gone) == 1 else len(gone)


def _marks(stated: Any) -> list[tuple[str, Any]]:
    found = []
    for who, votes in votes_of(stated).items():
        for vote, count in votes:
            found += [(who, mark) for mark in (vote if isinstance(vote, tuple) else (vote,))] * count
    return found

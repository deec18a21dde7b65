"""What is proven of ranges holds: no record that is accepted gives less than the least or more than the most, and the
witness of each end gives what is said of it. Over generated rubrics and rounds.
"""

from collections.abc import Iterator

import pytest
from hypothesis import given

from dangjian_kaoping.engine import names
from dangjian_kaoping.engine.score.circumstances import Refusal
from dangjian_kaoping.engine.score.highest import as_if_all_counted
from dangjian_kaoping.engine.score.item import ItemScore
from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.exact import Exact
from dangjian_kaoping.model.clause import Group
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.proof.ranges.ranges import End, ItemRange
from dangjian_kaoping.proof.ranges.rounds import Rounds
from dangjian_kaoping.proof.subject import ItemSubject, Subject
from dangjian_kaoping.proof.witness import witness
from engine.plant import engine_result, modelled, tree
from engine.rounds import one_item, rounds
from engine.second_opinion import Documents
from thorough import law

pytestmark = pytest.mark.whole


def scored(documents: Documents) -> RoundResult | None:
    try:
        return engine_result(documents)
    except Refusal:
        return None


def subject_of(documents: Documents, result: RoundResult) -> Subject:
    return Subject(result.rubric, modelled(Roster, documents.roster))


def items_of(result: RoundResult) -> Iterator[tuple[str, ItemScore]]:
    """The items of all branches that have points by what was recorded in this round."""
    for placing in result.placings:
        for item in placing.score.inspected.items:
            if item.status == "scored" and item.emptied is None:
                yield placing.score.branch.branch_class, item


def check_item(subject: ItemSubject, branch_class: str, score: ItemScore) -> None:
    ranges = subject.range_of(branch_class)
    assert score.value is not None
    assert not _passed(score.value, [each.least for each in ranges], most=False)
    assert not _passed(score.value, [each.most for each in ranges], most=True)
    assert not _passed(score.bonus.value, [each.bonus for each in ranges], most=True)
    assert not _passed(score.penalty.value, [each.penalty for each in ranges], most=True)


def check_clauses(subject: ItemSubject, branch_class: str, score: ItemScore) -> None:
    """What each clause took or gave, and each group came to, lies within what is said of it."""
    ranges = subject.range_of(branch_class)
    for each in as_if_all_counted(score.clauses):
        spans = [one.of(one.item.by_clause[each.clause.id]) for one in ranges]
        assert not _passed(each.points, [span.most for span in spans], most=True), each.clause.id
    for name, group in ranges[0].item.groups.items():
        found = None if group.points is None else group_points(score.settled, group.title)
        if found is not None:
            spans = [one.group(name) for one in ranges]
            assert not _passed(found, [span.least for span in spans], most=False), name
            assert not _passed(found, [span.most for span in spans], most=True), name


def group_points(step: Step, title: str) -> Exact | None:
    for each in tree(step):
        if each.name == names.GROUP and isinstance(each.subject, Group) and each.subject.title == title:
            return each.value
    return None


def _passed(value: Exact, ends: list[End], *, most: bool) -> bool:
    limits = [each.limit for each in ends]
    return all(limit is not None and (value > limit if most else value < limit) for limit in limits)


def check_witnesses(subject: ItemSubject, range_: ItemRange) -> None:
    """Each end that was reached is reached by a record that the checks accept, too."""
    for end in (range_.least, range_.most):
        if end.reached is not None:
            given = witness(subject.rubric, range_.tries.bench, end.situation).given
            assert given is not None
            assert given.points == end.reached
            assert end.limit is None or (range_.least.limit or end.reached) <= end.reached


@law(600)
@given(one_item())
def test_an_item_lies_within_its_range(documents: Documents) -> None:
    result = scored(documents)
    if result is None:
        return
    subject = subject_of(documents, result)
    known = {each.item.id: each for each in subject.items}
    for branch_class, score in items_of(result):
        if score.item.id in known:
            check_item(known[score.item.id], branch_class, score)
            check_clauses(known[score.item.id], branch_class, score)


@law(200)
@given(one_item())
def test_the_witness_of_an_end_is_accepted_and_gives_it(documents: Documents) -> None:
    result = scored(documents)
    if result is not None:
        for item in subject_of(documents, result).items:
            for range_ in item.ranges:
                check_witnesses(item, range_)


@law(200)
@given(rounds(complete=100))
def test_a_composite_lies_within_its_range(documents: Documents) -> None:
    if documents.absent:
        return  # what a department did not inspect leaves the table, and the rest stands for it
    result = scored(documents)
    if result is None:
        return
    subject = subject_of(documents, result)
    if len(subject.items) < len(subject.rubric.by_item):
        return
    spans = Rounds(subject).spans
    for placing in result.placings:
        mine = [each for each in spans if each.branch_class == placing.score.branch.branch_class]
        for name in ("base", "bonus", "penalty", "composite"):
            step = getattr(placing.score, name)
            if step is not None and mine and not _emptied(placing.score.inspected.items):
                exact = step.exact.value if name == "base" else step.value
                lows, highs = [getattr(each, name).low for each in mine], [getattr(each, name).high for each in mine]
                assert None in lows or exact >= min(lows), name
                assert None in highs or exact <= max(highs), name


def _emptied(items: tuple[ItemScore, ...]) -> bool:
    """Whether an earlier round of the year left nothing of an item: that is not of this round's records."""
    return any(each.emptied is not None for each in items)

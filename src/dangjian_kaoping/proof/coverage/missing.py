"""Cases written for one: those at the boundaries of marks, with what the engine makes of them, to be worked out."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from dangjian_kaoping.cases.outcome import Actual
from dangjian_kaoping.cases.run import run_case
from dangjian_kaoping.engine.score.item import ItemScore
from dangjian_kaoping.engine.score.round import Placing
from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.exact import plain
from dangjian_kaoping.model.canonical import Content, canonical
from dangjian_kaoping.model.cases import Case
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.proof.coverage.known import Known
from dangjian_kaoping.proof.coverage.marks import Mark

_RECORDED_ELSEWHERE = frozenset(("clause", "when"))
"""Marks that say nothing of the limits of a clause by its own record."""


class Proposed(NamedTuple):
    """A case that is proposed: the marks for which it is, what the engine says must come out, and the keys under which
    that is told.
    """

    case: Case
    marks: tuple[Mark, ...]
    answer: Mapping[str, Content]
    keys: tuple[str, ...]


def proposed(known: Known, wanted: Iterable[Mark], classes: Collection[str] = ()) -> Iterator[Proposed]:
    """The cases at the boundaries of some of the marks that are known, each once, in the order of the rubric; `classes`
    are those of the roster.
    """
    cases: dict[str, Case] = {}
    marks: dict[str, list[Mark]] = {}
    asked = tuple(wanted)
    closer = {(mark.item, mark.clause) for mark in asked if mark.part not in _RECORDED_ELSEWHERE and known.shown[mark]}
    for mark in asked:
        if mark.part == "clause" and (mark.item, mark.clause) in closer:
            continue  # whoever tries one of its limits records the clause
        for case in known.shown.get(mark, ()):
            key = str(canonical(case))
            cases.setdefault(key, case)
            marks.setdefault(key, []).append(mark)
    position = {item.id: index for index, item in enumerate(known.rubric.items())}

    def place(each: tuple[str, Case]) -> tuple[int, bool]:
        return position.get(item_of(each[1]), len(position)), bool(each[1].round)

    for key, case in sorted(cases.items(), key=place):
        keys = asked_keys(known.rubric, case)
        actual = run_case(case, known.rubric, classes=classes).actual
        yield Proposed(case, tuple(marks[key]), answer_of(actual, item_of(case), keys), keys)


def item_of(case: Case) -> str:
    """The item that a case is about: that which it names, else the only one of which something is recorded; empty where
    it is about several, or about the measure.
    """
    if case.item is not None:
        return case.item
    facts = (fact for branch in case.round.values() for fact in branch.facts)
    found = {fact.item for fact in facts}
    return found.pop() if len(found) == 1 else ""


def asked_keys(rubric: Rubric, case: Case) -> tuple[str, ...]:
    """Under which keys it is told what must come out of a case: by what is recorded, not by what follows from it."""
    if case.score is not None or case.inspection is not None:
        return ("composite", "grade") if rubric.measure.grades else ("composite",)
    facts = (*case.facts, *(fact for branch in case.round.values() for fact in branch.facts))
    recorded = {(fact.item or case.item or "", fact.clause) for fact in facts}
    named = {name: rubric.by_item[name] for name in (item_of(case), *(each for each, _ in recorded)) if name}
    if not recorded:
        recorded = {(name, each.id) for name, item in named.items() for each in item.clauses}
    readers = [each for name, clause in recorded for each in named[name].readers.get(clause, ())]
    found = [key for key in _MOVING if any(each.effect == key for each in readers)]
    if not case.round and any(each.veto is not None for each in readers):
        found.append("veto")
    own = named.get(item_of(case))
    return ("points", *found) if own is not None and own.in_base else tuple(found) or ("points",)


_MOVING = ("bonus", "penalty")
"""Effects on the total, which are told under keys of their names."""


def what_is_tried(case: Case) -> str:
    """What a case records of whom, by which cases are the same whatever they are called and expect."""
    content = canonical(case)
    assert isinstance(content, dict)
    return str(sorted((key, _plainly(value, case.item)) for key, value in content.items() if key not in _ABOUT_IT))


_ABOUT_IT = frozenset(("name", "expect", "later"))
"""What of a case says nothing of what it tries."""


def _plainly(content: Content, item: str | None) -> str:
    """The same however the keys are ordered, and whether a fact names the item of its case or not."""
    if isinstance(content, list):
        return str([_plainly(each, item) for each in content])
    if isinstance(content, dict):
        told = ((key, _plainly(each, item)) for key, each in content.items() if (key, each) != ("item", item))
        return str(sorted(told))
    return str(content)


def answer_of(actual: Actual, item: str, keys: Sequence[str] = ("points",)) -> dict[str, Content]:
    """What came out of a case of an item (empty: of none), as it is expected: what is not there, or is nothing, is left
    out; where all is nothing, that is told by the first of the `keys`.
    """
    if actual.round is not None:
        branches = {placing.score.branch.name: _of_branch(placing, item) for placing in actual.round.placings}
        return {"branches": {name: dict(each) for name, each in branches.items() if each}}
    if actual.score is not None and actual.score.value is None:
        return {"incomplete": "true"}
    found: dict[str, Content] = {} if actual.score is None else dict(_of_item(actual.score))
    if actual.composite is not None:
        found["composite"] = plain(actual.composite.value)
    if actual.grade is not None:
        found["grade"] = actual.grade
    return found or {keys[0]: [] if keys[0] == "veto" else "0"}


def _of_item(score: ItemScore) -> Iterator[tuple[str, Content]]:
    if score.value is not None and (score.value or score.item.in_base):
        yield "points", plain(score.value)
    yield from _on_total(score.bonus, score.penalty)
    vetoes = [each.clause.veto.effect for each in score.clauses if each.vetoes and each.clause.veto is not None]
    if vetoes:
        yield "veto", list(vetoes)
    if score.undone:
        yield "undone", "true"


def _of_branch(placing: Placing, item: str) -> Iterator[tuple[str, Content]]:
    """What a branch has of an item, and what moves its total, of a round that is not whole."""
    for score in placing.score.inspected.items:
        if score.item.id == item and score.value is not None and score.item.in_base:
            yield "points", plain(score.value)
    yield from _on_total(placing.score.bonus, placing.score.penalty)


def _on_total(bonus: Step, penalty: Step) -> Iterator[tuple[str, Content]]:
    for key, step in (("bonus", bonus), ("penalty", penalty)):
        if step.value:
            yield key, plain(step.value)

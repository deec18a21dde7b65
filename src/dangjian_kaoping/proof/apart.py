"""分得开: a case that tells an item from the same with a change, as its author would have to write it."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import islice
from typing import NamedTuple

from dangjian_kaoping.cases.outcome import Actual
from dangjian_kaoping.cases.run import part_of, run_case
from dangjian_kaoping.engine.score.round import Placing
from dangjian_kaoping.model.cases import Case, Expected
from dangjian_kaoping.model.rubric import Item, Rubric
from dangjian_kaoping.proof.around import Around
from dangjian_kaoping.proof.attempts import case_of_try
from dangjian_kaoping.proof.bench import Bench, Given, Situation
from dangjian_kaoping.proof.mutant import Mutant
from dangjian_kaoping.proof.subject import ItemSubject
from dangjian_kaoping.proof.tried import Tries
from dangjian_kaoping.proof.witness import quarter_of_item

_MOST_TRIED = 6000
"""Situations, at branches of one class: enough for all that two clauses can meet."""
_MOST_SHOWN = 40
"""Of those that differ on the bench; where a case sees none of them otherwise, it sees none."""
_FULL = Decimal(100)


class Apart(NamedTuple):
    """A case that comes out otherwise with the change; None where there is none, or (not `sure`) none was found."""

    case: Case | None
    sure: bool = True


def told_apart(subject: ItemSubject, mutant: Mutant, changed: Item) -> Apart:
    """What tells an item from the changed one, tried at branches of every class."""
    before, after = (part_of(subject.rubric, (each,)) for each in (subject.item, changed))
    for shown, case in enumerate(_differing(subject, mutant, changed)):
        if shown >= _MOST_SHOWN * len(subject.tries):
            break
        if seen(run_case(case, before).actual) != seen(run_case(case, after).actual):
            return Apart(case)
    return Apart(None, not _meets_more(subject, mutant))


def seen(actual: Actual) -> object:
    """All of an outcome that a case can expect."""
    if actual.faults:
        return tuple(fault.code for fault in actual.faults)
    if actual.round is not None:
        return [_of_branch(each) for each in actual.round.placings]
    score = actual.score
    composite = None if actual.composite is None else actual.composite.value
    if score is None or score.value is None:
        return (None if score is None else score.status, composite, actual.grade)
    vetoes = tuple(each.clause.veto.effect for each in score.clauses if each.vetoes and each.clause.veto)
    return (score.value, score.bonus.value, score.penalty.value, vetoes, score.undone, composite, actual.grade)


def _of_branch(placing: Placing) -> object:
    score = placing.score
    items = [(each.value, each.status) for each in score.inspected.items]
    totals = [score.base, score.bonus, score.penalty, score.inspection, score.self_assessment, score.composite]
    figures = [None if each is None else each.value for each in totals]
    return (score.branch.name, items, figures, placing.rank, placing.grade, placing.flags)


def _differing(subject: ItemSubject, mutant: Mutant, changed: Item) -> Iterator[Case]:
    """Cases that may well come out otherwise, the simplest first."""
    item = subject.item
    if str(mutant.path[0]).startswith("not_applicable"):
        for name in subject.roster_classes or subject.classes:
            yield _not_applicable(item, name)
            for tries in subject.tries[:1]:
                yield case_of_try(item, tries, tries.quiet).model_copy(update={"branch_class": name})
        return
    for tries, around in zip(subject.tries, subject.around, strict=True):
        bench = tries.bench
        other = bench.of(changed)
        pair = _Pair(bench, other, sees_veto="veto" in mutant.path)
        for situation in islice(_situations(item, mutant, around, Around(Tries(other))), _MOST_TRIED):
            if pair.differ(situation):
                case = case_of_try(item, tries, situation)
                yield _with_composite(case) if pair.sees_veto else case


def _situations(item: Item, mutant: Mutant, around: Around, other: Around) -> Iterator[Situation]:
    """What is tried: around the item as it is, then as it is changed, whose lines may lie elsewhere."""
    for each in (around, other):
        if mutant.clause:
            yield from each.of(each.item.by_clause[mutant.clause])
        yield from each.of_all([each.item.by_clause[name] for name in _touched(item, mutant)])


def _touched(item: Item, mutant: Mutant) -> list[str]:
    """The clauses of which the change is to be seen: those of the group, or of the clause's group, or all."""
    clause = item.by_clause.get(mutant.clause)
    group = mutant.path[1] if mutant.path[0] == "groups" else None if clause is None else clause.group
    return [each.id for each in item.clauses if group is None or each.group == group]


class _Pair:
    """An item, and the changed one, before the same branches."""

    def __init__(self, bench: Bench, other: Bench, *, sees_veto: bool) -> None:
        self.benches = (bench, other)
        self.sees_veto = sees_veto
        self._accepted: tuple[dict[int, bool], dict[int, bool]] = ({}, {})

    def differ(self, situation: Situation) -> bool:
        """Whether it may be seen that one is not the other."""
        one, another = (self._gives(index, situation) for index in (0, 1))
        return one != another or (self.sees_veto and one is not None and bool(one.vetoes))

    def _gives(self, index: int, situation: Situation) -> Given | None:
        bench, known = self.benches[index], self._accepted[index]
        for fact in situation.facts:
            if id(fact) not in known:
                known[id(fact)] = bench.accepts(fact)
            if not known[id(fact)]:
                return None
        return bench.gives(situation)


def _with_composite(case: Case) -> Case:
    """With a composite of full marks, which shows what a veto does to it."""
    return case.model_copy(update={"inspection": _FULL, "self_assessment": _FULL})


def _not_applicable(item: Item, branch_class: str) -> Case:
    return Case.model_construct(
        name="试",
        item=item.id,
        branch_class=branch_class or None,
        facts=(),
        earlier={},
        not_applicable="试",
        quarter=quarter_of_item(item),
        expect=Expected.model_construct(),
    )


def _meets_more(subject: ItemSubject, mutant: Mutant) -> bool:
    """Whether what is changed shows only before several branches, or beside a record of another item."""
    item = subject.item
    if item.draws or (item.gives_mean and mutant.path[0] == "not_applicable"):
        return True
    events = any(each.highest_per_event for each in item.clauses)
    return events and _compares_elsewhere(subject.rubric, item)


def _compares_elsewhere(rubric: Rubric, item: Item) -> bool:
    others = (each for one in rubric.items() if one.id != item.id for each in one.clauses)
    return any(each.highest_per_event for each in others)

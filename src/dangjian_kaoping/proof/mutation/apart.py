"""分得开: a case that tells an item from the same with a change, as its author would have to write it."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice
from typing import NamedTuple

from dangjian_kaoping.cases.outcome import Actual
from dangjian_kaoping.cases.run import part_of, run_case
from dangjian_kaoping.engine.score.round import Placing
from dangjian_kaoping.model.by_class import decided
from dangjian_kaoping.model.cases import Case, Expected
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.factor import Factor
from dangjian_kaoping.model.rubric import Item, Rubric
from dangjian_kaoping.proof.around import Around
from dangjian_kaoping.proof.bench import NOTHING, Given, Situation
from dangjian_kaoping.proof.coverage.attempts import case_of_try, opening
from dangjian_kaoping.proof.mutation.apart_beside import cases_of_branches, cases_of_events, meeting_items, rare_cases
from dangjian_kaoping.proof.mutation.mutant import Mutant
from dangjian_kaoping.proof.subject import ItemSubject
from dangjian_kaoping.proof.tried import Tries
from dangjian_kaoping.proof.witness import quarter_of_item

_MOST_TRIED = 6000
"""Situations, at branches of one class: enough for all that two clauses can meet."""
_MOST_SHOWN = 60
"""Of those that differ on the bench; where a case sees none of them otherwise, it sees none."""
_FULL = Decimal(100)


class Apart(NamedTuple):
    """A case that comes out otherwise with the change; None where there is none, or (not `sure`) none was found."""

    case: Case | None
    sure: bool = True


def told_apart(
    subject: ItemSubject,
    mutant: Mutant,
    changed: Item,
    others: Sequence[ItemSubject] = (),
    first: Sequence[Case] = (),
) -> Apart:
    """What tells an item from the changed one, tried at branches of every class; some cases before all others. Of
    `others` the events may be those of the item too.
    """
    meeting = meeting_items(subject, others)
    beside = [each.item for each in meeting]
    before, after = (part_of(subject.rubric, (each, *beside)) for each in (subject.item, changed))
    pairs = [_Pair(subject.item, around, changed, mutant) for around in subject.around]
    tried = (iter(first), _not_asked(subject, mutant), *(pair.differing() for pair in pairs))
    for several in (*tried, _rare(subject, mutant, meeting)):
        for case in islice(several, _MOST_SHOWN):
            if seen(run_case(case, before).actual) != seen(run_case(case, after).actual):
                return Apart(case)
    return Apart(None, all(pair.tried for pair in pairs) and not _shows_elsewhere(subject, mutant))


def _rare(subject: ItemSubject, mutant: Mutant, meeting: Sequence[ItemSubject]) -> Iterator[Case]:
    """What is recorded seldom, what takes several branches, what takes another item."""
    clauses = [subject.item.by_clause[name] for name in _touched(subject.item, mutant)]
    for clause in clauses:
        yield from rare_cases(subject, clause)
        if clause.highest_per_event:
            yield from cases_of_events(subject, clause, meeting)
    if subject.item.draws:
        yield from cases_of_branches(subject, clauses)


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


def _not_asked(subject: ItemSubject, mutant: Mutant) -> Iterator[Case]:
    """The item at branches to which it does not apply, where that or its full marks are what is changed."""
    if mutant.path[0] not in ("not_applicable", "not_applicable_to", "points"):
        return
    item = subject.item
    for name in dict.fromkeys((*(subject.roster_classes or subject.classes), *item.not_applicable_to)):
        yield _not_applicable(item, name)
        for tries in subject.tries[:1]:
            yield case_of_try(item, tries, tries.quiet).model_copy(update={"branch_class": name})


class _Pair:
    """An item, and the changed one, before branches of one class."""

    def __init__(self, item: Item, around: Around, changed: Item, mutant: Mutant) -> None:
        bench = around.tries.bench
        self.tried = False
        """Whether anything was recorded that has points."""
        self._item = item
        self._mutant = mutant
        self._around = (around, Around(Tries(bench.of(changed))))
        self._accepted: tuple[dict[int, bool], dict[int, bool]] = ({}, {})

    def differing(self) -> Iterator[Case]:
        """Cases that may well come out otherwise, the simplest first."""
        around = self._around[0]
        sees_veto = "veto" in self._mutant.path
        for situation in islice(self._situations(), _MOST_TRIED):
            one, another = (self._gives(index, situation) for index in (0, 1))
            self.tried = self.tried or (bool(situation.facts) and one is not None and one.points is not None)
            if one != another or (sees_veto and one is not None and one.vetoes):
                case = case_of_try(self._item, around.tries, situation)
                yield self._with_composite(case) if sees_veto else case

    def _situations(self) -> Iterator[Situation]:
        """What is tried: around the item as it is, then as it is changed, whose lines may lie elsewhere."""
        for around in self._around:
            clause = around.item.by_clause.get(self._mutant.clause)
            if clause is not None:
                # what is small and alone is shown rather than the worst that could happen
                yield from (around.with_quiet(each.situation) for each in around.tries.of(clause))
                if clause.when:
                    yield from _at_conditions(around, clause)
                yield from around.of(clause)
            yield from around.of_all([around.item.by_clause[name] for name in _touched(around.item, self._mutant)])

    def _gives(self, index: int, situation: Situation) -> Given | None:
        bench, known = self._around[index].tries.bench, self._accepted[index]
        for fact in situation.facts:
            if id(fact) not in known:
                known[id(fact)] = bench.accepts(fact)
            if not known[id(fact)]:
                return None
        return bench.gives(situation)

    def _with_composite(self, case: Case) -> Case:
        """With a composite above all that a veto leaves of it, which shows what it does."""
        clause = self._around[0].item.by_clause[self._mutant.clause]
        cap = None if clause.veto is None or clause.veto.at_most is None else decided(clause.veto.at_most)
        high = _FULL if cap is None else max(_FULL, cap + 1)
        return case.model_copy(update={"inspection": high, "self_assessment": high})


def _touched(item: Item, mutant: Mutant) -> list[str]:
    """The clauses of which the change is to be seen: those of the group, or of the clause's group, or all."""
    clause = item.by_clause.get(mutant.clause)
    group = mutant.path[1] if mutant.path[0] == "groups" else None if clause is None else clause.group
    return [each.id for each in item.clauses if group is None or each.group == group]


def _at_conditions(around: Around, clause: Clause) -> Iterator[Situation]:
    """All that may be recorded where one of its conditions looks, the others met, and something of its own."""
    tries = around.tries
    met = opening(tries, clause)
    own = [each.situation for each in tries.of(clause)]
    for name in dict.fromkeys(each.clause for each in clause.when):
        looked = tries.item.by_clause[name]
        for tried in tries.of(looked):
            read = {looked.recorded_under, clause.recorded_under}
            others = tuple(each for each in met.facts if each.clause not in read)
            beside = Situation((*others, *tried.situation.facts))
            for each in own if looked.recorded_under != clause.recorded_under else (NOTHING,):
                yield around.with_quiet(beside + each)


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


_SELDOM = frozenset(("if_none", "ties", "absent"))
"""Settings of what is recorded so seldom that it is not tried: of nothing, of places that are shared, of nobody."""


def _shows_elsewhere(subject: ItemSubject, mutant: Mutant) -> bool:
    """Whether what is changed may show where nothing was tried: before several branches, beside a record of another
    item, in what is rare, in full marks that others are set in proportion to.
    """
    item, rubric = subject.item, subject.rubric
    key = mutant.path[-1]
    if item.draws or key in _SELDOM or (item.gives_mean and mutant.path[0] == "not_applicable"):
        return True
    if mutant.path[0] == "points" and _in_proportion(rubric):
        return True
    others = (each for one in rubric.items() if one.id != item.id for each in one.clauses)
    return key == "highest_per_event" and any(each.highest_per_event for each in others)


def _in_proportion(rubric: Rubric) -> bool:
    """Whether anything depends on the full marks of what was asked of a branch."""
    aside = any(
        each.not_applicable_to or (each.not_applicable is not None and each.not_applicable.rule in ("rescale", "mean"))
        for each in rubric.items()
    )
    bands = any(band.areas is not None for band in rubric.measure.grades)
    factors = (rubric.measure.times, *(area.times for area in rubric.areas))
    return aside or bands or any(isinstance(each, Factor) for each in factors)

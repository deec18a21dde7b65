"""变异: every small change of a rubric against its cases: which of them a case tells, and which slip through.

Of a change that slips through it is asked whether anything at all could tell it: one that changes no score is no slip,
one that `check` refuses would never come so far. What remains lives, and a case that would tell it is shown.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cached_property, partial
from hashlib import sha256
from typing import Literal, NamedTuple

from dangjian_kaoping.cases.run import Outcome, part_of, run_case
from dangjian_kaoping.checks.rubric.measure import check_measure
from dangjian_kaoping.checks.rubric.rubric import unsound_items
from dangjian_kaoping.diagnostics import Faults, blocking
from dangjian_kaoping.model.cases import Case
from dangjian_kaoping.model.rewriting import with_fields
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.rubric import Area, Item, Rubric
from dangjian_kaoping.proof.coverage.coverage import Share
from dangjian_kaoping.proof.mutation.apart import told_apart
from dangjian_kaoping.proof.mutation.apart_measure import told_apart_in_figures
from dangjian_kaoping.proof.mutation.mutant import Mutant, MutantKind
from dangjian_kaoping.proof.mutation.mutants import mutants_of_item, mutants_of_measure
from dangjian_kaoping.proof.subject import ItemSubject, Subject

Fate = Literal["killed", "lives", "same", "refused"]
"""A case tells it; none does; nothing could, for no score changes; `check` refuses the rubric with it."""
_AT_ONCE = 12


class Trial(NamedTuple):
    """A case that passes as the rubric is."""

    case: Case

    @property
    def items(self) -> frozenset[str]:
        """The items that it is about."""
        case = self.case
        facts = [*case.facts]
        for branch in case.round.values():
            facts += [*branch.facts, *(fact for several in (branch.own or {}).values() for fact in several)]
        named = [key for branch in case.expect.branches.values() for key in branch.items]
        aside = [key for branch in case.round.values() for key in branch.not_applicable]
        return frozenset(filter(None, (case.item, *(fact.item for fact in facts), *named, *aside)))

    @property
    def is_of_measure(self) -> bool:
        """Whether it is about more than the points of an item."""
        case = self.case
        return case.item is None or bool(case.round) or case.inspection is not None or case.score is not None

    def records(self, clause: str) -> bool:
        """Whether it records anything under a clause; those that do are run first."""
        return any(fact.clause == clause for fact in self.case.facts)


class Verdict(NamedTuple):
    """What became of a change: told by the case of that name, or living, with a case that would tell it; without one
    where that takes several branches, or records of several items.
    """

    mutant: Mutant
    fate: Fate
    killer: str = ""
    case: Case | None = None


class Mutated(NamedTuple):
    """What became of the changes of a rubric, in its order, before so many cases that pass; and the cases that fail as
    it is, which tell nothing.
    """

    rubric: Rubric
    cases: int
    verdicts: tuple[Verdict, ...]
    failing: tuple[Outcome, ...] = ()

    def of(self, *fates: Fate, kind: MutantKind | None = None) -> list[Verdict]:
        """Those of which this became, in order."""
        return [each for each in self.verdicts if each.fate in fates and kind in (None, each.mutant.kind)]

    @property
    def share(self) -> Share:
        """How many of the changes that could be told the cases tell."""
        return Share(len(self.of("killed")), 0, len(self.of("killed", "lives")))

    def reaches(self, percent: int | None) -> bool:
        """Whether so many per cent of the changes are told; or, where nobody asks for a number, all of a price."""
        if percent is None:
            return not self.of("lives", kind="price")
        return self.share.percent >= percent


class Mutation:
    """The changes of a rubric, or of some of its items, and the cases that are to tell them."""

    def __init__(self, rubric: Rubric, roster: Roster | None, outcomes: Iterable[Outcome]) -> None:
        """`outcomes` are those of its cases; where money is expected, that is a matter of the reward policy."""
        known = [outcome for outcome in outcomes if outcome.actual.money is None]
        self.rubric = rubric
        self.failing = tuple(outcome for outcome in known if not outcome.passed)
        self._subject = Subject(rubric, roster)
        self._trials = [Trial(outcome.case) for outcome in known if outcome.passed]

    def told(self, verdicts: Iterable[Verdict]) -> Mutated:
        """What became of all, put together."""
        return Mutated(self.rubric, len(self._trials), tuple(verdicts), self.failing)

    @cached_property
    def _by_item(self) -> dict[str, list[Trial]]:
        found: dict[str, list[Trial]] = {}
        for trial in self._trials:
            for name in trial.items:
                found.setdefault(name, []).append(trial)
        return found

    @cached_property
    def _subjects(self) -> dict[str, ItemSubject]:
        return {each.item.id: each for each in self._subject.items}

    def mutants(self, items: Collection[str] = (), seed: int = 0, sample: int | None = None) -> list[Mutant]:
        """The changes of some items (of none: of all there is), in the order of the rubric; or so many of them."""
        several = [each for each in self._subjects if not items or each in items]
        found = [mutant for each in several for mutant in mutants_of_item(self._subjects[each].item)]
        if not items:
            found += mutants_of_measure(self.rubric.measure)
        if sample is None or sample >= len(found):
            return found
        drawn = sorted(range(len(found)), key=lambda index: sha256(f"{seed}:{index}".encode()).digest())
        return [found[index] for index in sorted(drawn[:sample])]

    def work(self, mutants: Sequence[Mutant]) -> list[Callable[[], list[Verdict]]]:
        """The pieces in which all is tried, to be shared out; each is of one item, of which much is tried alike."""
        pieces: list[list[Mutant]] = []
        for mutant in mutants:
            if not pieces or len(pieces[-1]) == _AT_ONCE or pieces[-1][0].item != mutant.item:
                pieces.append([])
            pieces[-1].append(mutant)
        return [partial(self._verdicts, piece) for piece in pieces]

    def _verdicts(self, mutants: Sequence[Mutant]) -> list[Verdict]:
        found: list[Verdict] = []
        for each in mutants:
            found.append(self.verdict(each, [one.case for one in found if one.case is not None]))
        return found

    def verdict(self, mutant: Mutant, shown: Sequence[Case] = ()) -> Verdict:
        """What becomes of one change; where a case that is `shown` for another would tell it too, it is that one."""
        if not mutant.item:
            return self._of_measure(mutant)
        subject = self._subjects[mutant.item]
        changed: Item = mutant.of(subject.item)
        if self._is_refused(mutant, changed):
            return Verdict(mutant, "refused")
        killer = self._killer(mutant, changed)
        if killer is not None:
            return Verdict(mutant, "killed", killer.name)
        apart = told_apart(subject, mutant, changed, self._subject.items, shown)
        return Verdict(mutant, "same" if apart.sure and apart.case is None else "lives", case=apart.case)

    def _is_refused(self, mutant: Mutant, changed: Item) -> bool:
        """Whether `check` says of the rubric with the change that it is wrong: nobody would come as far as the cases.

        Where its area, or the rubric, states a sum, full marks that are otherwise do not add up to it.
        """
        area = next(each for each in self.rubric.areas if changed.id in (item.id for item in each.items))
        summed = area.points is not None or self.rubric.total is not None
        if mutant.path[0] == "points" and summed and not changed.factor:
            return True
        return bool(unsound_items(part_of(self.rubric, (changed,)), self._subject.roster))

    def _of_measure(self, mutant: Mutant) -> Verdict:
        rubric = with_fields(self.rubric, {"measure": mutant.of(self.rubric.measure)})
        faults = Faults()
        check_measure(rubric, faults, self._subject.classes)
        if blocking(faults):
            return Verdict(mutant, "refused")
        for trial in self._trials:
            if trial.is_of_measure and not run_case(trial.case, rubric, classes=self._subject.classes).passed:
                return Verdict(mutant, "killed", trial.case.name)
        return Verdict(mutant, "lives", case=told_apart_in_figures(self._subject, rubric))

    def _killer(self, mutant: Mutant, changed: Item) -> Case | None:
        trials = self._by_item.get(mutant.item, ())
        rubric = _with_item(self.rubric, changed)
        for trial in sorted(trials, key=lambda each: not each.records(mutant.clause)):
            if not run_case(trial.case, rubric, classes=self._subject.classes).passed:
                return trial.case
        return None


def _with_item(rubric: Rubric, changed: Item) -> Rubric:
    return with_fields(rubric, {"areas": tuple(_area_with(each, changed) for each in rubric.areas)})


def _area_with(area: Area, changed: Item) -> Area:
    if all(each.id != changed.id for each in area.items):
        return area
    return with_fields(area, {"items": tuple(changed if each.id == changed.id else each for each in area.items)})

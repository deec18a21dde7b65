"""All marks of a rubric that anything can show, each with the cases that show it, at its boundary where it has one."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple, get_args

from dangjian_kaoping.cases.run import run_case
from dangjian_kaoping.model.cases import Case
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.proof.across import cases_across
from dangjian_kaoping.proof.coverage.boundaries import Candidates, candidates_of
from dangjian_kaoping.proof.coverage.marked import marks_of_outcome
from dangjian_kaoping.proof.coverage.marking import Marking
from dangjian_kaoping.proof.coverage.marks import LIMITS, Mark, Part
from dangjian_kaoping.proof.coverage.overall import apart_cases, cases_of_measure
from dangjian_kaoping.proof.subject import Subject


class Known(NamedTuple):
    """The marks of a rubric in its order, and by mark the cases that show it: those at its boundary, else the first.

    What no case of a few branches shows, though a whole round may, has marks and no cases.
    """

    rubric: Rubric
    shown: dict[Mark, tuple[Case, ...]]

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The marks alone."""
        return tuple(self.shown)

    def with_more(self, marks: Iterable[Mark]) -> tuple[Mark, ...]:
        """The marks, and such as were shown all the same, in order."""
        return tuple(sorted({**self.shown, **dict.fromkeys(marks)}, key=lambda each: _place(self.rubric, each)))


def known_marks(rubric: Rubric, roster: Roster | None, only: Collection[str] = ()) -> Known:
    """The marks of a rubric that is sound; `only` of some items, if any are named."""
    subject = Subject(rubric, roster)
    marking = Marking(rubric)
    found: dict[Mark, tuple[Case, ...]] = {}
    trial = _Trial(marking, subject.classes)
    for item in subject.items:
        if not only or item.item.id in only:
            found |= trial.of_candidates(candidates_of(item, marking)) | trial.of_cases(apart_cases(item))
            across = trial.of_cases(cases_across(item))
            found = {**dict.fromkeys(_drawn(rubric, item.item.id), ()), **across, **found}
    if not only:
        found |= {Mark("grade", name=band.grade): () for band in rubric.measure.grades if not band.has_lines}
        found |= trial.of_cases(cases_of_measure(subject))
    return Known(rubric, dict(sorted(found.items(), key=lambda each: _place(rubric, each[0]))))


class _Trial:
    """Runs cases as those of the rubric are run, each once."""

    def __init__(self, marking: Marking, classes: Collection[str]) -> None:
        self.marking = marking
        self._classes = classes
        self._shown: dict[int, tuple[Case, frozenset[Mark]]] = {}

    def shows(self, case: Case) -> frozenset[Mark]:
        """The marks that a case shows; none where checks refuse it."""
        if id(case) not in self._shown:
            outcome = run_case(case, self.marking.rubric, classes=self._classes)
            self._shown[id(case)] = case, frozenset(marks_of_outcome(self.marking, outcome))
        return self._shown[id(case)][1]

    def of_cases(self, cases: Iterable[Case]) -> dict[Mark, tuple[Case, ...]]:
        """By mark the cases that show it."""
        found: dict[Mark, tuple[Case, ...]] = {}
        for case in cases:
            for mark in self.shows(case):
                found[mark] = (*found.get(mark, ()), case)
        return _that_bind(found)

    def of_candidates(self, candidates: Mapping[Mark, Candidates]) -> dict[Mark, tuple[Case, ...]]:
        """Of each mark the cases at its boundary that show it, else the first of the others that does."""
        found: dict[Mark, tuple[Case, ...]] = {}
        for mark, those in candidates.items():
            at_boundary = tuple(case for case in those.at_boundary if mark in self.shows(case))
            elsewhere = (case for case in those.elsewhere if mark in self.shows(case))
            if several := at_boundary or tuple(islice(elsewhere, 1)):
                found[mark] = several
        return _that_bind(found)


def _that_bind(found: Mapping[Mark, tuple[Case, ...]]) -> dict[Mark, tuple[Case, ...]]:
    return {mark: cases for mark, cases in found.items() if not _cannot_bind(mark, found)}


def _cannot_bind(mark: Mark, found: Collection[Mark]) -> bool:
    """Whether a mark is that something stays within a limit which never binds."""
    return mark.part in LIMITS and mark.side == "unmet" and mark._replace(side="met") not in found


def _drawn(rubric: Rubric, item_id: str) -> Iterator[Mark]:
    """The marks of what a round lays down over all its branches: of clauses whose line it draws, of a mean."""
    if rubric.by_item[item_id].gives_mean:
        yield Mark("not_applicable", item_id)
    for clause in rubric.by_item[item_id].clauses:
        if clause.drawn_by is not None:
            yield Mark("clause", item_id, clause.id)
            if clause.drawn_by[0] != "of":
                yield Mark("line", item_id, clause.id, side="met")
                yield Mark("line", item_id, clause.id, side="unmet")


_PARTS: Sequence[Part] = get_args(Part)


def _place(rubric: Rubric, mark: Mark) -> tuple[int, ...]:
    """Where a mark stands in the order of the rubric: item by item its clauses, then what is of the item, last what
    is of the measure.
    """
    last = len(rubric.position)
    items = {item.id: index for index, item in enumerate(rubric.items())}
    return (
        items.get(mark.item, len(items)),
        rubric.position.get((mark.item, mark.clause), last),
        _PARTS.index(mark.part),
    )

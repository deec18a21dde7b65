"""All marks of a rubric that anything can show, each with the cases that show it, at its boundary where it has one."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple, get_args

from dangjian_kaoping.cases.run import run_case
from dangjian_kaoping.engine.score.circumstances import Refusal
from dangjian_kaoping.model.cases import Case
from dangjian_kaoping.model.roster import Roster
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.periods import MONTHS_OF_A_QUARTER
from dangjian_kaoping.proof.attempts import Run, case_of_try, runs
from dangjian_kaoping.proof.marked import marks_of_outcome
from dangjian_kaoping.proof.marking import Marking
from dangjian_kaoping.proof.marks import LIMITS, Mark, Part
from dangjian_kaoping.proof.overall import apart_cases, cases_of_measure
from dangjian_kaoping.proof.subject import ItemSubject, Subject
from dangjian_kaoping.proof.tried import Tries

_ENOUGH = 8
"""Of so many cases that show a mark one will be accepted, if any."""


class Known(NamedTuple):
    """The marks of a rubric in its order, and by mark the cases that show it: those at its boundary, else the first.

    What only several branches show together has marks and no cases.
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


class _Found:
    """The cases that may show a mark: those at its boundary, and others, out of the middle of what shows it."""

    def __init__(self) -> None:
        self.edges: list[Case] = []
        self.others: list[Case] = []


def known_marks(rubric: Rubric, roster: Roster | None, only: Collection[str] = ()) -> Known:
    """The marks of a rubric that is sound; `only` of some items, if any are named."""
    subject = Subject(rubric, roster)
    marking = Marking(rubric)
    found: dict[Mark, tuple[Case, ...]] = {}
    for item in subject.items:
        if not only or item.item.id in only:
            found |= _of_item(item, marking, subject.classes)
    for each in rubric.items():
        if not only or each.id in only:
            found |= {mark: () for mark in _drawn(rubric, each.id) if mark not in found}
    if not only:
        found |= {Mark("grade", name=band.grade): () for band in rubric.measure.grades if not band.has_lines}
        found |= _accepted(_cases_of(cases_of_measure(subject), marking, subject.classes), marking, subject.classes)
    return Known(rubric, dict(sorted(found.items(), key=lambda each: _place(rubric, each[0]))))


def _of_item(subject: ItemSubject, marking: Marking, classes: Collection[str]) -> dict[Mark, tuple[Case, ...]]:
    found: dict[Mark, _Found] = {}
    for tries in subject.tries:
        for run in runs(tries):
            _sort_in(found, tries, run, marking)
    candidates = {mark: (*each.edges, *each.others) for mark, each in found.items()}
    edges = {mark: len(each.edges) for mark, each in found.items()}
    accepted = _accepted(candidates, marking, classes, edges)
    return accepted | _accepted(_cases_of(apart_cases(subject), marking, classes), marking, classes)


def _sort_in(found: dict[Mark, _Found], tries: Tries, run: Run, marking: Marking) -> None:
    bench, item = tries.bench, marking.rubric.by_item[tries.item.id]
    shown = []
    for situation in run:
        try:
            score = bench.score(situation)
        except Refusal:
            continue
        marks = frozenset(marking.of_item(score, bench.branch_class, MONTHS_OF_A_QUARTER))
        shown.append((situation, marks))
    edges: dict[Mark, list[int]] = {}
    for index, (one, other) in enumerate(pairwise(marks for _, marks in shown)):
        for mark in one - other:
            edges.setdefault(mark, []).append(index)
        for mark in other - one:
            edges.setdefault(mark, []).append(index + 1)
    for mark in dict.fromkeys(mark for _, marks in shown for mark in sorted(marks)):
        mine = found.setdefault(mark, _Found())
        if mark in edges and not mine.edges:
            mine.edges = [case_of_try(item, tries, shown[index][0]) for index in dict.fromkeys(edges[mark])]
        elif len(mine.others) < _ENOUGH:
            showing = [each for each, marks in shown if mark in marks]
            middle = len(showing) // 2
            chosen = (showing[middle:] + showing[:middle])[: _ENOUGH // 2]
            mine.others += [case_of_try(item, tries, each) for each in chosen]


def _cases_of(cases: Iterable[Case], marking: Marking, classes: Collection[str]) -> dict[Mark, tuple[Case, ...]]:
    """By mark the cases that show it."""
    found: dict[Mark, tuple[Case, ...]] = {}
    for case in cases:
        for mark in marks_of_outcome(marking, run_case(case, marking.rubric, classes=classes)):
            found[mark] = (*found.get(mark, ()), case)
    return found


def _accepted(
    candidates: dict[Mark, tuple[Case, ...]],
    marking: Marking,
    classes: Collection[str],
    edges: dict[Mark, int] | None = None,
) -> dict[Mark, tuple[Case, ...]]:
    """Of each mark the cases at its boundary that checks let pass and that show it, else the first of all."""
    known: dict[int, frozenset[Mark]] = {}

    def shows(case: Case) -> frozenset[Mark]:
        if id(case) not in known:
            outcome = run_case(case, marking.rubric, classes=classes)
            known[id(case)] = frozenset(marks_of_outcome(marking, outcome))
        return known[id(case)]

    found: dict[Mark, tuple[Case, ...]] = {}
    for mark, cases in candidates.items():
        first = (edges or {}).get(mark, 0)
        at_edge = tuple(case for case in cases[:first] if mark in shows(case))
        other = next((case for case in cases[first:] if mark in shows(case)), None) if not at_edge else None
        if at_edge or other is not None:
            found[mark] = at_edge or (() if other is None else (other,))
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

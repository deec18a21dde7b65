"""By mark the cases at its boundary: of two neighbours of a run one shows it, and the other does not."""

from itertools import pairwise

from dangjian_kaoping.engine.score.circumstances import Refusal
from dangjian_kaoping.model.cases import Case
from dangjian_kaoping.periods import MONTHS_OF_A_QUARTER
from dangjian_kaoping.proof.bench import Situation
from dangjian_kaoping.proof.coverage.attempts import Run, case_of_try, runs
from dangjian_kaoping.proof.coverage.marking import Marking
from dangjian_kaoping.proof.coverage.marks import Mark
from dangjian_kaoping.proof.subject import ItemSubject
from dangjian_kaoping.proof.tried import Tries

_ENOUGH = 8
"""Of so many cases that show a mark elsewhere than at its boundary one will be accepted, if any is."""
_OF_A_RUN = 4
"""So many of them are taken of one run."""


class Candidates:
    """The cases that may show a mark: those at its boundary, and others, out of the middle of what shows it."""

    def __init__(self) -> None:
        self.at_boundary: list[Case] = []
        self.elsewhere: list[Case] = []


def candidates_of(subject: ItemSubject, marking: Marking) -> dict[Mark, Candidates]:
    """What the engine shows of an item in the situations that are tried; checks may still refuse some."""
    found: dict[Mark, Candidates] = {}
    for tries in subject.tries:
        for run in runs(tries):
            shown = _shown(tries, run, marking)
            boundaries = _boundaries([marks for _, marks in shown])
            for mark in dict.fromkeys(mark for _, marks in shown for mark in sorted(marks)):
                mine = found.setdefault(mark, Candidates())
                if mark in boundaries and not mine.at_boundary:
                    chosen = [shown[index][0] for index in boundaries[mark]]
                    mine.at_boundary = [case_of_try(subject.item, tries, each) for each in chosen]
                elif len(mine.elsewhere) < _ENOUGH:
                    chosen = _middle([situation for situation, marks in shown if mark in marks])
                    mine.elsewhere += [case_of_try(subject.item, tries, each) for each in chosen]
    return found


def _shown(tries: Tries, run: Run, marking: Marking) -> list[tuple[Situation, frozenset[Mark]]]:
    """The situations of a run that have points, each with its marks."""
    bench = tries.bench
    found = []
    for situation in run:
        try:
            score = bench.score(situation)
        except Refusal:
            continue
        marks = marking.of_item(score, bench.branch_class, MONTHS_OF_A_QUARTER)
        found.append((situation, frozenset(marks)))
    return found


def _boundaries(shown: list[frozenset[Mark]]) -> dict[Mark, list[int]]:
    """By mark the places in a run that show it and have a neighbour that does not."""
    found: dict[Mark, dict[int, None]] = {}
    for index, (one, other) in enumerate(pairwise(shown)):
        for mark in one - other:
            found.setdefault(mark, {})[index] = None
        for mark in other - one:
            found.setdefault(mark, {})[index + 1] = None
    return {mark: list(places) for mark, places in found.items()}


def _middle(situations: list[Situation]) -> list[Situation]:
    """Some of them, from the middle on: at its ends a run says little."""
    middle = len(situations) // 2
    return (situations[middle:] + situations[:middle])[:_OF_A_RUN]

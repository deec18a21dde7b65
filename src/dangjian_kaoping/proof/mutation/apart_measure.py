"""分得开, of a measure: a case that tells it from the same with a change: the figures of one branch, or a round."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import chain
from typing import Literal

from dangjian_kaoping.cases.run import run_case
from dangjian_kaoping.checks.rubric.rubric import OTHERS
from dangjian_kaoping.exact import Exact
from dangjian_kaoping.model.cases import Case, CaseFact, Expected, RoundBranch
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.proof.coverage.overall import cases_of_measure
from dangjian_kaoping.proof.mutation.apart import seen
from dangjian_kaoping.proof.subject import ItemSubject, Subject

MonthOfQuarter = Literal["1", "2", "3"]
_MONTHS: tuple[MonthOfQuarter, ...] = ("1", "2", "3")
_FULL = Decimal(100)
_HEADS = 10
"""People in a branch that is made up."""
_BESIDE = tuple(map(Decimal, ("0", "-0.01", "0.01", "-1", "1", "-0.005", "0.005", "0.0049", "0.25", "0.001")))
"""How far from a line: on it, a unit and a place of a figure beside it, and by parts that are rounded."""


def told_apart_in_figures(subject: Subject, changed: Rubric) -> Case | None:
    """What tells the rubric from the one with a changed measure; None where none was found, which proves nothing."""
    for case in chain(_figures(subject.rubric), cases_of_measure(subject), _rounds(subject)):
        if seen(run_case(case, subject.rubric).actual) != seen(run_case(case, changed).actual):
            return case
    return None


def _figures(rubric: Rubric) -> Iterator[Case]:
    """On each line of the grades and beside it; with parts that are rounded; and both figures apart."""
    measure = rubric.measure
    ends = (end for band in measure.grades for end in (band.start, band.over, band.end, band.under))
    lines = dict.fromkeys((*(end for end in ends if end is not None), measure.floor or Decimal(0), _FULL))
    own = measure.asks_self_assessment
    pairs = [(line + beside, line + beside) for line in lines for beside in _BESIDE]
    for inspection, other in (*pairs, *((line, Decimal(0)) for line in lines if own)):
        yield Case.model_construct(
            name="",
            inspection=inspection,
            self_assessment=other if own else None,
            expect=Expected.model_construct(),
        )


def _rounds(subject: Subject) -> Iterator[Case]:
    """One branch that earned what goes on the total, or that did not assess itself in every month; and so many as last
    places turn at: no two alike, or two alike at each place from the end.
    """
    quiet = tuple(fact for each in subject.items for tries in each.tries[:1] for fact in tries.quiet.facts)
    classes = subject.classes or (OTHERS,)
    for facts in _on_the_total(subject):
        yield _round(subject, [(*quiet, *facts)], classes)
    alone = _round(subject, [quiet], classes)
    for name, branch in alone.round.items():
        if branch.own is not None:
            yield alone.model_copy(update={"round": {name: branch.model_copy(update={"own": {"1": branch.own["1"]}})}})
    ways = _apart(subject)
    last = subject.rubric.measure.last
    for by_turns in (classes[:1], classes[:2]):
        for many in dict.fromkeys((last.small_pool, last.small_pool - 1, last.small_pool + 1, last.places + 2)):
            if 1 < many <= len(ways):
                chosen = ways[:many]
                yield _round(subject, chosen, by_turns)
                for twice in range(1, many):
                    yield _round(subject, [*chosen[:twice], chosen[twice - 1], *chosen[twice : many - 1]], by_turns)


def _on_the_total(subject: Subject) -> Iterator[tuple[CaseFact, ...]]:
    """Each record that is worth trying of a clause that gives a bonus or a penalty."""
    for item in subject.items:
        for tries in item.tries[:1]:
            for clause in tries.item.clauses:
                if clause.effect in ("bonus", "penalty"):
                    yield from (each.situation.facts for each in tries.of(clause))


def _apart(subject: Subject) -> list[tuple[CaseFact, ...]]:
    """What may be recorded of a branch so that no two have the same points, from the worst on; all else is quiet."""
    quiet = {each.item.id: each.tries[0].quiet.facts for each in subject.items if each.tries}
    most = max((_points_apart(each) for each in subject.items if each.tries), key=len, default=[])
    found = []
    for facts in most:
        others = (fact for item, several in quiet.items() if item != facts[0].item for fact in several)
        found.append((*facts, *others))
    return found


def _points_apart(subject: ItemSubject) -> list[tuple[CaseFact, ...]]:
    tries = subject.tries[0]
    found: dict[Exact, tuple[CaseFact, ...]] = {}
    for clause in tries.item.clauses:
        for tried in tries.of(clause):
            situation = tries.with_quiet(tried)
            given = tries.bench.gives(situation)
            if given is not None and given.points is not None and not given.vetoes and situation.facts:
                found.setdefault(given.total, situation.facts)
    return [found[each] for each in sorted(found)]


def _round(subject: Subject, branches: Sequence[tuple[CaseFact, ...]], classes: Sequence[str]) -> Case:
    """A round of branches that belong to the classes by turns; an item that is not for one is not recorded there."""
    found = {}
    for index, facts in enumerate(branches):
        name = classes[index % len(classes)]
        asked = tuple(each for each in facts if name not in subject.rubric.by_item[each.item].not_applicable_to)
        own = _own(subject, asked)
        found[f"支部{index + 1}"] = RoundBranch.model_construct(
            branch_class=name, head_count=_HEADS, facts=asked, own=own
        )
    return Case.model_construct(name="", round=found, expect=Expected.model_construct())


def _own(subject: Subject, recorded: Sequence[CaseFact]) -> dict[MonthOfQuarter, tuple[CaseFact, ...]] | None:
    """What it says of itself in each month: what it must, as it was found; None where nobody asks."""
    measure = subject.rubric.measure
    if measure.self_assessment == "none":
        return None
    quiet = {each.item.id: each.tries[0].quiet.facts for each in subject.items if each.tries}
    own = []
    for item in dict.fromkeys(each.item for each in recorded):
        clauses = subject.rubric.by_item[item].by_clause
        own += [fact for fact in quiet[item] if not clauses[fact.clause].fact.is_borrowed(clauses[fact.clause].effect)]
    return dict.fromkeys(_MONTHS if measure.self_assessment == "monthly" else _MONTHS[:1], tuple(own))

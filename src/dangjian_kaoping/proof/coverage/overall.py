"""Cases of what lies beside the records of an item: that it does not apply or is not due, and those of the measure."""

from collections.abc import Iterator
from decimal import Decimal

from dangjian_kaoping.checks.rubric.rubric import OTHERS
from dangjian_kaoping.exact import ZERO, Exact
from dangjian_kaoping.model.cases import Case, CaseFact, Expected, RoundBranch
from dangjian_kaoping.model.clause import Effect
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.proof.bench import NOTHING, Situation
from dangjian_kaoping.proof.coverage.attempts import case_of_try
from dangjian_kaoping.proof.subject import ItemSubject, Subject
from dangjian_kaoping.proof.tried import Tries
from dangjian_kaoping.proof.witness import QUARTERS

_HUNDRED = Decimal(100)
_ASIDE = "试"
"""Why something does not apply, in a case that tries what follows."""
_BRANCH = "甲支部"
_MANY = 3
"""So many records of the heaviest kind go beyond a cap on the total, if records do."""


def apart_cases(subject: ItemSubject) -> Iterator[Case]:
    """An item that does not apply, to a branch or to a class of branches; one that is not due in a quarter."""
    for tries in subject.tries[:1]:
        case = case_of_try(subject.item, tries, NOTHING)
        yield case.model_copy(update={"not_applicable": _ASIDE})
        for name in subject.item.not_applicable_to:
            yield case.model_copy(update={"branch_class": name})
        for number, quarter in enumerate(QUARTERS, 1):
            if not subject.item.due_in(number):
                yield case.model_copy(update={"quarter": quarter})


def cases_of_measure(subject: Subject) -> Iterator[Case]:
    """The grades at their lines, the measure's floor, what caps the total, what a veto makes of total and grade."""
    rubric = subject.rubric
    yield from _of_grades(rubric)
    full = rubric.marks if isinstance(rubric.marks, Decimal) else _HUNDRED
    if rubric.measure.floor is not None:
        for figure in (ZERO, full, rubric.measure.floor):
            yield Case.model_construct(name="", inspection=figure, expect=Expected.model_construct())
    for item in subject.items:
        for clause in item.item.clauses:
            if clause.veto is not None and clause.veto.effect in ("score_cap", "grade_cap"):
                yield from _vetoed(item, clause.id, full)
    yield from _totals(subject, "bonus")
    yield from _totals(subject, "penalty")


def _of_grades(rubric: Rubric) -> Iterator[Case]:
    step = Decimal(1).scaleb(-rubric.measure.rounding.places)
    ends = {end for band in rubric.measure.grades for end in (band.start, band.over, band.end, band.under)}
    above = {end for band in rubric.measure.grades for end in (band.over, band.end)}
    lines = sorted((end for end in ends if end is not None), reverse=True)
    for line in lines:
        beside = line + step if line in above else line - step
        for figure in (line, beside):
            yield Case.model_construct(name="", score=figure, expect=Expected.model_construct())


def _vetoed(subject: ItemSubject, clause_id: str, full: Decimal) -> Iterator[Case]:
    """A veto of an item beside a high total, and beside none."""
    for tries in subject.tries[:1]:
        for tried in tries.of(tries.item.by_clause[clause_id]):
            situation = tries.with_quiet(tried)
            given = tries.bench.gives(situation)
            if given is not None and clause_id in given.vetoes:
                case = case_of_try(subject.item, tries, situation)
                for figure in (full, ZERO):
                    own = figure if subject.rubric.measure.asks_self_assessment else None
                    yield case.model_copy(update={"inspection": figure, "self_assessment": own})
                return


def _totals(subject: Subject, effect: Effect) -> Iterator[Case]:
    """One branch with a little on the total, and one with all that the items can give."""
    cap = subject.rubric.measure.bonus.at_most if effect == "bonus" else subject.rubric.measure.penalty.at_most
    if cap is None:
        return
    found = [several for item in subject.items for tries in item.tries[:1] if (several := _moving(tries, effect))]
    if found:
        yield _round_of(subject, min(found, key=lambda each: each[0][0])[0][1].facts)
        most = tuple(fact for several in found for fact in several[-1][1].facts)
        for times in (1, _MANY):
            yield _round_of(subject, most * times)


def _moving(tries: Tries, effect: Effect) -> list[tuple[Exact, Situation]]:
    """What moves the total by an effect, from the least to the most, and by how much (分)."""
    found: list[tuple[Exact, Situation]] = []
    for clause in tries.item.clauses:
        if clause.effect == effect:
            for tried in tries.of(clause):
                given = tries.bench.gives(tried.situation)
                if given is not None:
                    found.append((given.bonus if effect == "bonus" else given.penalty, tried.situation))
    return sorted((each for each in found if each[0] > 0), key=lambda each: each[0])


def _round_of(subject: Subject, facts: tuple[CaseFact, ...]) -> Case:
    """A round of one branch, of whom nothing else is recorded."""
    benches = [tries.bench for item in subject.items for tries in item.tries[:1]]
    bench = benches[0]
    heads = next((each.head_count for each in benches if each.head_count is not None), None)
    branch_class = None if bench.branch_class == OTHERS else bench.branch_class
    branch = RoundBranch.model_construct(branch_class=branch_class, head_count=heads, facts=facts)
    return Case.model_construct(name="", round={_BRANCH: branch}, expect=Expected.model_construct())

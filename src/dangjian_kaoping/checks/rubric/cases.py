"""细则测试: what a document of cases itself expects can come out: the grades and items that it names are there."""

from collections.abc import Callable, Iterator
from functools import partial

from dangjian_kaoping.diagnostics import Faults, codes, perhaps
from dangjian_kaoping.model.cases import Case, Cases
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.place import Place


def check_cases(cases: Cases, rubric: Rubric) -> Faults:
    """Names in what is expected that the rubric does not have: no record is at fault there, the case is."""
    faults = Faults()
    known = [band.grade for band in rubric.measure.grades]
    for case in cases.cases:
        for grade, stands in _grades(case, bool(known)):
            if grade not in known:
                problem = f"没有“{grade}”这个等次（有：{'、'.join(known) or '没有划分等次'}）"
                faults.add(codes.KP606(problem=problem), stands(), hint=perhaps(grade, known))
        for name, row in case.expect.branches.items():
            for item in row.items:
                if item not in rubric.by_item:
                    where = case.place_of("expect", "branches", name, "items", item)
                    hint = perhaps(item, rubric.by_item)
                    faults.add(codes.KP304(item=item, rubric=rubric.version), where, hint=hint)
    return faults


def _grades(case: Case, graded: bool) -> Iterator[tuple[str, Callable[[], Place]]]:
    """The grades that a case names, and who tells where they stand: mostly nobody asks, and it has to be looked for.

    Those of money only where there are grades to name.
    """
    if case.expect.grade is not None:
        yield case.expect.grade, partial(case.place_of, "expect", "grade")
    for name, row in case.expect.branches.items():
        if row.grade is not None:
            yield row.grade, partial(case.place_of, "expect", "branches", name, "grade")
    for branch in case.branches.values() if graded else ():
        if branch.grade is not None:
            yield branch.grade, partial(branch.place_of, "grade")

"""评先选优: who is eligible, and for the others exactly why not."""

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from dangjian_kaoping.engine.score.branch import BranchScore
from dangjian_kaoping.engine.score.composite import VetoInForce
from dangjian_kaoping.engine.score.grade import Grading
from dangjian_kaoping.engine.score.veto import DatedVeto
from dangjian_kaoping.model.measure import Measure
from dangjian_kaoping.periods import Quarter

Flag = Literal["bottom_three", "task_not_done", "veto"]
"""考核情形 of a branch in a round."""
Bar = Literal[
    "too_few_quarters",
    "absent",
    "no_composite",
    "barred",
    "last_place",
    "total_zero",
    "bottom_three",
    "task_not_done",
    "grade",
    "merged",
]


class Exclusion(NamedTuple):
    """Why a branch is not eligible: the kind, and the round and veto that it comes from.

    Of the kind `grade`, `grade` is the one that it has (None: no band holds its figure).
    """

    kind: Bar
    quarter: Quarter | None = None
    veto: VetoInForce | None = None
    grade: str | None = None


def exclusions_of_quarter(
    score: BranchScore,
    flags: Iterable[Flag],
    grading: Grading | None,
    earlier: Iterable[DatedVeto],
    quarter: Quarter,
    measure: Measure,
) -> Iterator[Exclusion]:
    """Why a branch is not eligible in a quarter.

    No composite; a bar of this or of an earlier round of the year; a total of zero or the last place by veto, in
    this round; a flag or a grade as the measure says.
    """
    if score.composite is None:
        yield Exclusion("no_composite", quarter)
    for dated in (*earlier, *(DatedVeto(quarter, each) for each in score.vetoes)):
        effect = dated.force.veto.effect
        if dated.bars("commendation"):
            yield Exclusion("barred", dated.quarter, dated.force)
        elif dated.quarter == quarter and (effect == "last_place" or effect == "total_zero"):  # noqa: PLR1714
            yield Exclusion(effect, quarter, dated.force)
    for flag in flags:
        if flag != "veto" and flag in measure.commendation.flags:
            yield Exclusion(flag, quarter)
    if score.composite is not None and measure.round_grades:
        yield from grade_too_low(grading, measure, quarter)


def grade_too_low(grading: Grading | None, measure: Measure, quarter: Quarter | None = None) -> Iterator[Exclusion]:
    """Whether the grade is below the one that the measure asks for."""
    wanted = measure.commendation.grade
    names = [band.grade for band in measure.grades]
    if wanted is None or wanted not in names:
        return
    grade = None if grading is None else grading.grade
    if grade is None or names.index(grade) > names.index(wanted):
        yield Exclusion("grade", quarter, grade=grade)

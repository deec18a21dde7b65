"""考评办法: weights that add up to 1, grades without holes."""

from dangjian_kaoping.diagnostics import Faults
from dangjian_kaoping.engine.interval import Stretch, completed, holes, meeting
from dangjian_kaoping.model.rubric import Rubric
from dangjian_kaoping.numbers import ONE, plain


def check_measure(rubric: Rubric, faults: Faults) -> None:
    """All faults of the measure of one version."""
    measure = rubric.measure
    place = measure.at if measure.at.line else rubric.at
    weights = measure.weights
    whole = weights.inspection + weights.self_assessment
    if whole != ONE:
        faults.add("KP203", weights.at if weights.at.line else place, what="检查与自评", sum=plain(whole))
    if measure.rounding.stage == "areas":
        faults.add("KP222", measure.rounding.at)
    grades = completed(measure.grades)
    for _, other, number in meeting(grades, whole=False):
        faults.add("KP218", measure.grades[other].at, problem=f"{plain(number)} 分落在两个等次里")
    if grades:
        everything = Stretch(None, False, None, False)
        for number in holes(grades, everything, whole=False):
            faults.add("KP218", measure.grades[0].at, problem=f"{plain(number)} 分不落在任何等次里")

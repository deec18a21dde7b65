"""等次: the band in which a published composite lies, and the caps that a veto puts on it."""

from collections.abc import Iterable

from dangjian_kaoping.diagnostics import Diagnostic
from dangjian_kaoping.engine.circumstances import Refusal
from dangjian_kaoping.engine.interval import completed
from dangjian_kaoping.model.clause import Veto
from dangjian_kaoping.model.measure import Measure
from dangjian_kaoping.numbers import Exact, plain


def grade_of(composite: Exact, measure: Measure, vetoes: Iterable[Veto] = ()) -> str | None:
    """The grade of a score; None where the measure has no grades. Raises Refusal where no band holds it.

    A veto `grade_cap` allows no better grade than the one it names; the bands are written from best to worst.
    """
    if not measure.grades:
        return None
    bands = zip(measure.grades, completed(measure.grades), strict=True)
    index = next((place for place, (_, band) in enumerate(bands) if band.holds(composite)), None)
    if index is None:
        raise Refusal(Diagnostic("KP218", measure.grades[0].at, {"problem": f"{plain(composite)} 分不落在任何等次里"}))
    names = [band.grade for band in measure.grades]
    caps = [names.index(veto.grade) for veto in vetoes if veto.effect == "grade_cap" and veto.grade in names]
    return names[max([index, *caps])]

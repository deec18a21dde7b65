"""The composite before it is rounded: the measure's least, and what vetoes leave (docs/细则语言.md, 计分的先后)."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dangjian_kaoping.engine import names
from dangjian_kaoping.engine.names import StepName
from dangjian_kaoping.engine.step import Step, given
from dangjian_kaoping.exact import ZERO, least, most
from dangjian_kaoping.model.by_class import decided
from dangjian_kaoping.model.clause import Clause, Veto
from dangjian_kaoping.model.measure import Measure
from dangjian_kaoping.model.rubric import Item


class VetoInForce(NamedTuple):
    """A veto that a finding set off."""

    veto: Veto
    item: Item
    clause: Clause


def limited(weighted: Step, vetoes: Sequence[VetoInForce], measure: Measure) -> Step:
    """The weighted sum (分) as it counts: not below the measure's `floor`, under `score_cap`, 0 by `total_zero`."""
    step = weighted
    if measure.floor is not None:
        floor = given(names.FLOOR, measure.floor, measure)
        step = Step(names.WEIGHTED_FLOORED, "most", most(step.value, floor.value), (step, floor), measure)
    step = under_cap(names.WEIGHTED_CAPPED, step, vetoes)
    zeroing = next((each for each in vetoes if each.veto.effect == "total_zero"), None)
    return step if zeroing is None else Step(names.VETOED, "given", ZERO, (), zeroing.clause, (step,))


def stages(figure: Step) -> tuple[Step, ...]:
    """How a composite, or a year's figure, came about: the sum or mean, then what each limit left of it; the last is
    what was rounded.
    """
    step = figure.exact
    found = [step]
    while step.name in _LIMITED:
        step = step.replaced or step.parts[0]
        found.append(step)
    return tuple(reversed(found))


_LIMITED = frozenset(
    {names.VETOED, names.WEIGHTED_CAPPED, names.WEIGHTED_FLOORED, names.YEAR_CAPPED, names.YEAR_VETOED}
)


def under_cap(name: StepName, step: Step, vetoes: Iterable[VetoInForce]) -> Step:
    """A figure (分) under the lowest `score_cap` of some vetoes, by a name of its own; as it is where there is none."""
    caps = [(decided(each.veto.at_most), each.clause) for each in vetoes if each.veto.at_most is not None]
    if not caps:
        return step
    lowest, clause = min(caps, key=lambda cap: cap[0])
    return Step(name, "least", least(step.value, lowest), (step, given(names.AT_MOST, lowest, clause)), clause)

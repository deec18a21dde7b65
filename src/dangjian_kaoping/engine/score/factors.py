"""系数: what the areas of a branch, and the whole, are multiplied by (docs/细则语言.md, 计分的先后)."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from dangjian_kaoping.engine import names
from dangjian_kaoping.engine.score.item import ItemScore
from dangjian_kaoping.engine.step import Step, given
from dangjian_kaoping.exact import Exact, divided, times, total
from dangjian_kaoping.model.factor import FactorKey, Times
from dangjian_kaoping.model.rubric import Area, Rubric


class Factors:
    """The factors of one table all of whose items have points; each is reckoned once, when it is asked for."""

    def __init__(self, rubric: Rubric, items: Sequence[ItemScore]) -> None:
        self._areas = {area.id: area for area in rubric.areas}
        self._items: Mapping[str, ItemScore] = {score.item.id: score for score in items}
        self.steps: dict[FactorKey, Step] = {}
        self.without: list[Area] = []
        """Areas that are factors, and of which nothing applies: they give no factor."""

    def area(self, area: Area) -> Step:
        """The sum of an area, multiplied by what it is to be multiplied by; neither rescaled nor rounded."""
        own = tuple(self._items[item.id].step for item in area.summed)
        step = Step(names.AREA, "sum", total(each.value for each in own), own, area)
        by = self.of(area.times, area)
        return step if by is None else product(names.AREA, step._replace(name=names.AREA_ITEMS), by)

    def of(self, by: Times | None, subject: object) -> Step | None:
        """What something is multiplied by; None where by nothing."""
        if by is None:
            return None
        if isinstance(by, Decimal):
            return given(names.TIMES, by, subject)
        if by.key not in self.steps:
            self.steps[by.key] = (
                self._items[by.key.id].step if by.key.kind == "item" else self._part(self._areas[by.key.id])
            )
        return self.steps[by.key]

    def _part(self, area: Area) -> Step:
        """The part of its applicable full marks that an area earned."""
        full = self.full_marks(area)
        earned = self.area(area)._replace(name=names.AREA_EARNED)
        if not full:
            self.without.append(area)
            return given(names.AREA_PART, full, area)
        parts = (earned, given(names.AREA_POINTS, full, area))
        return Step(names.AREA_PART, "quotient", divided(earned.value, full), parts, area)

    def full_marks(self, area: Area) -> Exact:
        """The full marks of what applies of an area, weighed as its points are."""
        inside = (self._items[item.id] for item in area.summed)
        return times(total(score.points for score in inside if score.status != "rescaled"), area.weight)


def product(name: names.StepName, step: Step, by: Step) -> Step:
    """A step multiplied by a factor."""
    return Step(name, "product", times(step.value, by.value), (step, by), step.subject)

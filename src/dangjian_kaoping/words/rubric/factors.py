"""系数 in words: what areas and the whole are multiplied by, and what is therefore in no sum."""

from collections.abc import Iterator
from decimal import Decimal

from dangjian_kaoping.engine import names
from dangjian_kaoping.engine.score.round import RoundResult
from dangjian_kaoping.engine.step import Step
from dangjian_kaoping.exact import plain
from dangjian_kaoping.model.factor import Factor, FactorKey, Times
from dangjian_kaoping.model.rubric import Area, Item, Rubric
from dangjian_kaoping.words.figures import shown

APART = "只作系数，不计入合计"
"""Of an item or an area that is a factor."""


def factor_in_words(factor: Factor, rubric: Rubric | None = None) -> str:
    """A factor by its id, with the rubric by its name too: `经营系数（XS-01）的得分`, `DJ 的得分占满分的比例`."""
    key = factor.key
    named = f"{key.id} " if rubric is None else f"{name_of_factor(rubric, key)}（{key.id}）"
    return f"{named}的得分" if factor.item is not None else f"{named}的得分占满分的比例"


def times_in_words(by: Times, rubric: Rubric | None = None) -> str:
    """What is multiplied by: `乘 0.2（满分也乘）`, `乘以 XS-01 的得分`, `乘以经营系数（XS-01）的得分`."""
    if isinstance(by, Decimal):
        return f"乘 {plain(by)}（满分也乘）"
    return f"乘以{' ' if rubric is None else ''}{factor_in_words(by, rubric)}"


def name_of_factor(rubric: Rubric, key: FactorKey) -> str:
    """What a factor is called: the title of the item, the name of the area."""
    if key.kind == "item":
        return rubric.by_item[key.id].title
    return next(area.name for area in rubric.areas if area.id == key.id)


def multiplied_in_words(result: RoundResult) -> Iterator[str]:
    """What stands below a table whose areas, or whose base, are multiplied: what by, and what is in no sum."""
    rubric = result.rubric
    told = [f"{area.name}{times_in_words(area.times, rubric)}" for area in rubric.areas if area.times is not None]
    if told:
        yield f"下列方面在表上是乘系数以后的分：{'；'.join(told)}。"
    if rubric.measure.times is not None:
        yield f"基础分是各方面之和再{times_in_words(rubric.measure.times, rubric)}。"
    if rubric.factors:
        named = "、".join(name_of_factor(rubric, key) for key in rubric.factors)
        yield f"{named}{APART}；乘了系数的分可以超过满分。"


def value_in_words(step: Step) -> str:
    """What something was multiplied by at a branch: `1.1（经营系数）`, `95 ÷ 100（党建工作）`, `0.2`."""
    if step.name == names.AREA_PART:
        earned, full = step.part(names.AREA_EARNED), step.part(names.AREA_POINTS)
        return f"{shown(earned.value)} ÷ {shown(full.value)}{_named(step.subject)}"
    return f"{shown(step.value)}{_named(step.subject)}"


def _named(subject: object) -> str:
    if isinstance(subject, Item):
        return f"（{subject.title}）"
    return f"（{subject.name}）" if isinstance(subject, Area) and not isinstance(subject.times, Decimal) else ""

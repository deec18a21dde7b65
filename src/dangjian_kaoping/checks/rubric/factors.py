"""系数: whether what areas and the measure are multiplied by is there, can be reckoned, and is used."""

from collections.abc import Iterator
from decimal import Decimal

from dangjian_kaoping.diagnostics import Faults, codes, perhaps
from dangjian_kaoping.model.factor import Factor
from dangjian_kaoping.model.measure import Measure
from dangjian_kaoping.model.rubric import Area, Item, Rubric

_ON_TOTAL = ("bonus", "penalty", "give_back", "veto")


def check_factors(rubric: Rubric, faults: Faults) -> None:
    """All factors of a rubric that could be read as a whole."""
    for area in rubric.areas:
        _check_times(area, rubric, faults)
    _check_times(rubric.measure, rubric, faults)
    used = {key.id for key in rubric.factors if key.kind == "item"}
    for area in rubric.areas:
        for item in area.items:
            # the items of cases stand in an area that no file has, where nothing can use them
            if item.factor and item.id not in used and area.at.line:
                problem = f"{item.id} 写了 factor: true，却没有哪里写 times: {{item: {item.id}}} 来用它"
                faults.add(codes.KP220(problem=problem), item.key_of("factor"))
            if item.factor:
                _check_item(item, faults)


def _check_times(thing: Area | Measure, rubric: Rubric, faults: Faults) -> None:
    by = thing.times
    if isinstance(by, Decimal):
        if not by:
            faults.add(codes.KP220(problem="系数是 0，乘了什么也不剩"), thing.place_of("times"))
    elif by is not None and by.item is not None:
        _check_use_of_item(by.item, by, rubric, faults)
    elif by is not None and by.area is not None:
        _check_use_of_area(by.area, by, thing, rubric, faults)


def _check_use_of_item(name: str, by: Factor, rubric: Rubric, faults: Faults) -> None:
    item = rubric.by_item.get(name)
    if item is None:
        found = codes.KP220(problem=f"没有“{name}”这个项目，乘不了")
        faults.add(found, by.place_of("item"), hint=perhaps(name, rubric.by_item))
    elif not item.factor:
        problem = f"{name} 要作系数，就不能再计入合计；请在它那里写 factor: true"
        faults.add(codes.KP220(problem=problem), by.place_of("item"))


def _check_use_of_area(name: str, by: Factor, thing: Area | Measure, rubric: Rubric, faults: Faults) -> None:
    areas = {area.id: area for area in rubric.areas}
    area = areas.get(name)
    place = by.place_of("area")
    if area is None:
        faults.add(codes.KP220(problem=f"没有“{name}”这个方面，乘不了"), place, hint=perhaps(name, areas))
    elif isinstance(thing, Area) and thing.id in (circle := set(_reached(name, areas))):
        if thing.id != next(each for each in areas if each in circle):
            return  # told at the first of them
        problem = "方面不能乘它自己" if thing.id == name else f"“{thing.name}”与“{area.name}”绕着圈相乘，算不出来"
        faults.add(codes.KP220(problem=problem), place)
    elif not area.full_marks:
        problem = f"“{area.name}”没有满分，得分占满分的比例无从说起"
        faults.add(codes.KP220(problem=problem), place)


def _reached(name: str, areas: dict[str, Area]) -> Iterator[str]:
    """The area of that name, and those that it is multiplied by in turn."""
    seen: set[str] = set()
    while name in areas and name not in seen:
        yield name
        seen.add(name)
        by = areas[name].times
        name = by.area or "" if isinstance(by, Factor) else ""


def _check_item(item: Item, faults: Faults) -> None:
    """A factor is what its clauses earn and deduct, and something definite where it does not apply."""
    if item.task:
        faults.add(codes.KP220(problem="作系数的项目不能是单项工作"), item.key_of("task"))
    for clause in item.clauses:
        for effect in _ON_TOTAL:
            if getattr(clause, effect) is not None:
                problem = "作系数的项目只写扣分和得分的条款"
                faults.add(codes.KP220(problem=problem), clause.key_of(effect))
    rule = item.not_applicable
    if rule is not None and rule.rule != "fixed":
        problem = "作系数的项目不涉及时要写明系数是几，如 not_applicable: {fixed: 1}"
        faults.add(codes.KP220(problem=problem), item.place_of("not_applicable"))
    elif rule is None and not isinstance(item.due, str) and not item.due_always:
        problem = "作系数的项目不考评的季度要写明系数是几，如 not_applicable: {fixed: 1}"
        faults.add(codes.KP220(problem=problem), item.key_of("due"))

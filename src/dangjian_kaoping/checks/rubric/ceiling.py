"""最高分: whether an item, or a group, can come to more than its full marks, and what that means for the totals."""

from dangjian_kaoping.diagnostics import Faults, codes
from dangjian_kaoping.engine.score.settlement import ceiling_of
from dangjian_kaoping.exact import plain
from dangjian_kaoping.model.by_class import decided
from dangjian_kaoping.model.clause import Group
from dangjian_kaoping.model.rubric import Item, Rubric


def check_ceilings(item: Item, faults: Faults) -> None:
    """The ceilings of an item and its groups, once the class of branches is chosen."""
    _check_ceiling(item, "本项目", faults)
    own = ceiling_of(item, "")
    for name, group in item.groups.items():
        _check_ceiling(group, f"“{name}”这个组", faults)
        most = ceiling_of(group, "")
        if group.points is None or group.ceiling is None or own is None or most is None or most <= own:
            continue
        found = codes.KP237(group=group.title, most=plain(most), own=plain(own))
        faults.add(found, group.place_of("ceiling"))


def _check_ceiling(scope: Item | Group, name: str, faults: Faults) -> None:
    if scope.ceiling is None:
        return
    if scope.points is None:
        problem = f"{name}没有满分，写 ceiling 没有用"
        faults.add(codes.KP220(problem=problem), scope.key_of("ceiling"))
    elif scope.ceiling != "none" and decided(scope.ceiling) < decided(scope.points):
        problem = f"{name}最高 {plain(decided(scope.ceiling))} 分，比满分 {plain(decided(scope.points))} 分低"
        faults.add(codes.KP220(problem=problem), scope.place_of("ceiling"))


def check_exceeding(rubric: Rubric, faults: Faults) -> None:
    """That areas and the whole can be more than their full marks: said once, at the first item that can."""
    items = [item for item in rubric.items() if item.exceeds and not item.factor]
    if items:
        named = "、".join(item.id for item in items)
        faults.add(codes.KP236(items=named), items[0].key_of("ceiling"))

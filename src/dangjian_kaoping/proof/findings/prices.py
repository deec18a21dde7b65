"""到不了的分: prices beyond the caps that stand over them, each as a change that lowers it."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from dangjian_kaoping.exact import plain
from dangjian_kaoping.model.by_class import decided
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.rewriting import with_fields
from dangjian_kaoping.model.rubric import Item
from dangjian_kaoping.model.rule import EachRule, LevelsRule, TableRule
from dangjian_kaoping.proof.findings.without import A_LITTLE, Change, Made, with_clause


def changes_of_prices(item: Item, clause: Clause) -> Iterator[Change]:
    """The prices of a clause that are above a cap of its own, its group's or its item's, with the numbers of a class;
    one that goes beyond the full marks is told by itself (KP210).
    """
    caps = [number for number in _caps(item, clause) if number is not None]
    if not caps or clause.times is not None:
        return
    cap = min(map(decided, caps))
    for name, keys, price, made in _prices(clause):
        if price > cap:
            place = clause.key_of(clause.effect, *keys)
            yield Change(
                f"“{clause.id}”{name} {plain(price)} 分里超过封顶的部分",
                place,
                (made,),
                (clause.id,),
                tighter=True,
                otherwise=f"把它改成 {plain(price - A_LITTLE)} 分",
            )


def changes_of_emptied(item: Item, clause: Clause) -> Iterator[Change]:
    """The prices of a clause that also empties, which matter only where it does not: those that take less than all, or
    give something.
    """
    if clause.empties is None or item.points is None:
        return
    rule = clause.rule
    if isinstance(rule, LevelsRule):
        for level, price in rule.levels.items():
            if not isinstance(price, dict) and _is_part(item, clause, decided(price)):
                levels = {**rule.levels, level: Decimal(0)}
                what = f"“{clause.id}”“{level}”的 {plain(decided(price))} 分"
                place = clause.key_of(clause.effect, "levels", level)
                yield Change(
                    what, place, (_lowered(clause.id, rule, levels=levels),), (clause.id,), otherwise="把这个分改成 0"
                )
    if not isinstance(rule, TableRule):
        return
    for index, row in enumerate(rule.table):
        points = decided(row.points)
        if _is_part(item, clause, points):
            nothing = with_fields(row, {"points": Decimal(0), "each": None, "to_points": None})
            table = (*rule.table[:index], nothing, *rule.table[index + 1 :])
            what = f"“{clause.id}”分段的第 {index + 1} 段 {plain(points)} 分"
            yield Change(
                what, row.at, (_lowered(clause.id, rule, table=table),), (clause.id,), otherwise="把这个分改成 0"
            )


def _is_part(item: Item, clause: Clause, points: Decimal) -> bool:
    return bool(points) and (clause.effect != "deduct" or points < decided(item.points or Decimal(0)))


def _caps(item: Item, clause: Clause) -> tuple[Any, ...]:
    group = item.groups.get(clause.group) if clause.group else None
    return clause.at_most, None if group is None else group.at_most, item.at_most


def _prices(clause: Clause) -> Iterator[tuple[str, tuple[str | int, ...], Decimal, Made]]:
    rule = clause.rule
    match rule:
        case EachRule() if clause.fact.is_whole and clause.repeat is None:
            yield "每次", ("each",), decided(rule.each), _lowered(clause.id, rule, each=decided(rule.each) - A_LITTLE)
        case LevelsRule():
            for level, points in rule.levels.items():
                if not isinstance(points, dict):
                    levels = {**rule.levels, level: decided(points) - A_LITTLE}
                    yield f"“{level}”", ("levels", level), decided(points), _lowered(clause.id, rule, levels=levels)
        case TableRule():
            for index, row in enumerate(rule.table):
                if row.each is None and row.to_points is None:
                    lower = with_fields(row, {"points": decided(row.points) - A_LITTLE})
                    table = (*rule.table[:index], lower, *rule.table[index + 1 :])
                    name, keys = f"第 {index + 1} 段", ("table", index, "points")
                    yield name, keys, decided(row.points), _lowered(clause.id, rule, table=table)


def _lowered(clause_id: str, rule: Any, **fields: Any) -> Made:
    def made(own: Item) -> Item:
        return with_clause(own, clause_id, **{own.by_clause[clause_id].effect: with_fields(rule, fields)})

    return made

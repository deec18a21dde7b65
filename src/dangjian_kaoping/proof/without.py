"""去掉它: an item with one thing of it taken away, or drawn a little tighter. What is dead changes nothing by that.

A limit that is reached just so says what holds anyway, and nobody is misled; one that holds nothing back though it were
tighter says something that never happens.
"""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from dangjian_kaoping.exact import plain
from dangjian_kaoping.model.by_class import decided
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.rewriting import with_fields
from dangjian_kaoping.model.rubric import Item, Rubric
from dangjian_kaoping.model.rule import EachRule, TableRule
from dangjian_kaoping.place import Place

A_LITTLE = Decimal("0.01")
"""By how much a limit is drawn tighter (分)."""


class Change(NamedTuple):
    """One thing of an item: what it is called, where it stands, what it would be without it (None: that it has not got
    in this class), whether it is only drawn tighter, and the clauses around which that is to be seen (none: all).
    """

    what: str
    place: Place
    made: Callable[[Item], Item | None]
    clauses: tuple[str, ...] = ()
    tighter: bool = False


def with_item(item: Item, **fields: Any) -> Item:
    """An item whose class is chosen, with some of its fields changed."""
    changed = with_fields(item, fields)
    # nothing is left to be chosen: to look for it again costs more than to score
    changed.__dict__["_unchosen"] = ()
    return changed


def with_clause(item: Item, clause_id: str, **fields: Any) -> Item:
    """An item whose class is chosen, with some fields of one clause changed; what reads its record reads the changed
    fact.
    """
    return with_item(item, clauses=tuple(_changed(each, clause_id, fields) for each in item.clauses))


def _changed(clause: Clause, changed_id: str, fields: dict[str, Any]) -> Clause:
    return with_fields(clause, fields) if clause.id == changed_id else clause


def without_clause(item: Item, clause: Clause) -> Item:
    """An item in which a clause only records."""
    nothing: dict[str, Any] = dict.fromkeys(("empties", "veto", "repeat"))
    if clause.effect not in ("veto", "record"):
        nothing[clause.effect] = None
    return with_clause(item, clause.id, **nothing, undone=False)


def changes_of(rubric: Rubric, item: Item, clause: Clause) -> Iterator[Change]:
    """The limits and settings of a clause, each by itself."""
    name = f"“{clause.id}”"

    def change(what: str, key: str, made: Callable[[Item, Clause], Item | None], *keys: str) -> Change:
        place = clause.key_of(key, *keys)
        return Change(f"{name}的{what}", place, lambda own: made(own, own.by_clause[clause.id]), (clause.id,))

    def dropped(what: str, key: str, **fields: Any) -> Change:
        return change(what, key, lambda own, _: with_clause(own, clause.id, **fields))

    rule = clause.rule
    alone = rule is not None and (clause.empties is not None or clause.veto is not None)
    if alone:
        what = "分数" if clause.free is None else "分数和免扣"
        yield dropped(what, clause.effect, **{clause.effect: None, "repeat": None})
    if clause.free is not None:
        yield dropped("免扣（free）", "free", free=None)
    if clause.times is not None:
        yield dropped("加倍（times）", "times", times=None)
    if clause.at_most is not None:
        yield change(f"封顶（at_most）{_number(clause.at_most)}", "at_most", _tighter_clause)._replace(tighter=True)
    if clause.below_zero:
        yield dropped("倒扣（below_zero）", "below_zero", below_zero=False)
    if clause.highest_only:
        yield dropped("只取最重（最高）的一件（highest_only）", "highest_only", highest_only=False)
    if clause.highest_per_event and not _meets_others(rubric, item, clause):
        yield dropped("同一事件就高（highest_per_event）", "highest_per_event", highest_per_event=False)
    if clause.combine != "worst":
        yield dropped(f"几条合法（combine: {clause.combine}）", "combine", combine="worst")
    if clause.repeat is not None:
        yield dropped("屡犯的分（repeat）", "repeat", repeat=None)
    if clause.undone:
        yield dropped("单项工作未完成（undone）", "undone", undone=False)
    for index, when in enumerate(clause.when):
        yield Change(
            f"{name}的条件（when）",
            when.at,
            lambda own, index=index: with_clause(  # type: ignore[misc]
                own, clause.id, when=_left_out(own.by_clause[clause.id].when, index)
            ),
            (clause.id,),
        )
    if getattr(clause.fact, "most", None) is not None and clause.fact.same is None:
        yield change(f"每份的限度（most）{_plain(clause.fact.most)}", "fact", _fewer, "most")._replace(tighter=True)
    if clause.fact.never_price is not None and clause.fact.same is None:
        yield change("始终没有报的分（never）", "fact", lambda own, _: _with_fact(own, clause.id, never=None), "never")
    if isinstance(rule, EachRule) and rule.steps != "exact":
        yield change("不足一步的算法（steps）", clause.effect, _in_parts, "steps")
    if isinstance(rule, TableRule) and rule.overlap is not None:
        yield change("重叠时的取法（overlap）", clause.effect, _otherwise_overlapping, "overlap")


def changes_of_item(item: Item) -> Iterator[Change]:
    """The limits and settings of an item and of its groups, each by itself."""
    if item.at_most is not None:
        yield Change(f"本项的封顶（at_most）{_number(item.at_most)}", item.key_of("at_most"), _tighter_item, (), True)
    if item.ceiling == "none":
        yield Change("不封顶（ceiling: none）", item.key_of("ceiling"), lambda own: with_item(own, ceiling=None))
    elif item.ceiling is not None:
        what = f"最高分（ceiling）{_number(item.ceiling)}"
        yield Change(what, item.key_of("ceiling"), lambda own: with_item(own, ceiling=_less(own.ceiling)), (), True)
    if item.floor:
        what = f"最低分（floor）{plain(item.floor)} 分"
        yield Change(what, item.key_of("floor"), lambda own: with_item(own, floor=own.floor + A_LITTLE), (), True)
    if item.highest_only:
        what = "只取最重（最高）的一条（highest_only）"
        yield Change(what, item.key_of("highest_only"), lambda own: with_item(own, highest_only=False))
    for name, group in item.groups.items():
        mine = tuple(each.id for each in item.clauses if each.group == name)
        if not mine:
            continue
        if group.at_most is not None:
            yield _of_group(item, name, f"封顶（at_most）{_number(group.at_most)}", "at_most", mine)
        if group.ceiling is not None and group.ceiling != "none":
            yield _of_group(item, name, f"最高分（ceiling）{_number(group.ceiling)}", "ceiling", mine)
        if group.highest_only:
            yield _of_group(item, name, "只取最重（最高）的一条（highest_only）", "highest_only", mine)


def _of_group(item: Item, name: str, what: str, key: str, mine: tuple[str, ...]) -> Change:
    def made(own: Item) -> Item | None:
        group = own.groups[name]
        value = False if key == "highest_only" else _less(getattr(group, key))
        return with_item(own, groups={**own.groups, name: with_fields(group, {key: value})})

    return Change(f"组“{name}”的{what}", item.groups[name].key_of(key), made, mine, key != "highest_only")


def _left_out(several: tuple[Any, ...], index: int) -> tuple[Any, ...]:
    return (*several[:index], *several[index + 1 :])


def _tighter_clause(item: Item, clause: Clause) -> Item | None:
    return None if clause.at_most is None else with_clause(item, clause.id, at_most=_less(clause.at_most))


def _tighter_item(item: Item) -> Item | None:
    return None if item.at_most is None else with_item(item, at_most=_less(item.at_most))


def _less(number: Any) -> Decimal:
    """A number that the class has chosen, a little tighter."""
    return max(decided(number) - A_LITTLE, Decimal(0))


def _fewer(item: Item, clause: Clause) -> Item | None:
    most = clause.fact.most  # type: ignore[attr-defined]
    one = Decimal(1) if clause.fact.is_whole else A_LITTLE
    return None if most is None else _with_fact(item, clause.id, most=decided(most) - one)


def _with_fact(item: Item, clause_id: str, **fields: Any) -> Item:
    clauses = (
        with_fields(each, {"fact": with_fields(each.fact, fields)}) if each.recorded_under == clause_id else each
        for each in item.clauses
    )
    return with_item(item, clauses=tuple(clauses))


def _in_parts(item: Item, clause: Clause) -> Item | None:
    return with_clause(item, clause.id, **{clause.effect: with_fields(clause.rule, {"steps": "exact"})})  # type: ignore[type-var]


def _otherwise_overlapping(item: Item, clause: Clause) -> Item | None:
    rule = clause.rule
    assert isinstance(rule, TableRule)
    other = "lighter" if rule.overlap == "heavier" else "heavier"
    return with_clause(item, clause.id, **{clause.effect: with_fields(rule, {"overlap": other})})


def _meets_others(rubric: Rubric, item: Item, clause: Clause) -> bool:
    """Whether a record of another item may be of the same event."""
    others = (each for one in rubric.items() if one.id != item.id for each in one.clauses)
    gives = clause.effect in ("earn", "bonus", "give_back")
    return any(each.highest_per_event and (each.effect in ("earn", "bonus", "give_back")) == gives for each in others)


def _plain(number: object) -> str:
    return f" {plain(number)}" if isinstance(number, Decimal) else ""


def _number(number: object) -> str:
    return f" {plain(number)} 分" if isinstance(number, Decimal) else ""

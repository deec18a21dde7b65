"""限度: the limits and settings of a clause, of an item and of its groups, each as a change that takes it away."""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import Any

from dangjian_kaoping.engine.score.clause import GIVES
from dangjian_kaoping.exact import plain
from dangjian_kaoping.facts.asked import Stating
from dangjian_kaoping.model.clause import Clause, Repeat
from dangjian_kaoping.model.rewriting import with_fields
from dangjian_kaoping.model.rubric import Item, Rubric
from dangjian_kaoping.model.rule import EachRule, TableRule
from dangjian_kaoping.proof.around import Around
from dangjian_kaoping.proof.bench import Situation
from dangjian_kaoping.proof.findings.without import A_LITTLE, Change, Near, less, with_clause, with_fact, with_item
from dangjian_kaoping.proof.met import meeting

_BOUNDS = ("start", "over", "end", "under")
"""The ends of a condition."""


def changes_of(rubric: Rubric, item: Item, clause: Clause) -> Iterator[Change]:
    """The limits and settings of a clause, each by itself."""
    name, own = clause.id, _OfClause(clause)
    rule = clause.rule
    if rule is not None and (clause.empties is not None or clause.veto is not None):
        what = "分数" if clause.free is None else "分数和免扣"
        yield own.dropped(what, clause.effect, **{clause.effect: None, "repeat": None})
    elif clause.free is not None:
        yield own.dropped("免扣（free）", "free", free=None)
    if clause.times is not None:
        yield own.dropped("加倍（times）", "times", times=None)
    if clause.at_most is not None:
        what = f"封顶（at_most）{points(clause.at_most)}"
        yield own.tightened(what, "at_most", lambda own: with_clause(own, name, at_most=_of(own, name, "at_most")))
    if clause.below_zero:
        yield own.dropped("倒扣（below_zero）", "below_zero", below_zero=False)
    if clause.highest_only:
        yield own.dropped("只取最重（最高）的一件（highest_only）", "highest_only", highest_only=False)
    if clause.highest_per_event and not _meets_others(rubric, item, clause):
        yield own.dropped("同一事件就高（highest_per_event）", "highest_per_event", highest_per_event=False)
    if clause.combine != "worst":
        yield own.dropped(f"几条记录的合法（combine: {clause.combine}）", "combine", combine="worst")
    if clause.repeat is not None:
        yield own.dropped("屡犯的分（repeat）", "repeat", repeat=None)._replace(first=_repeated(clause, 1, 2))
        yield from _entries(clause, clause.repeat)
    if clause.undone:
        yield own.dropped("单项工作未完成（undone）", "undone", undone=False)
    for index, when in enumerate(clause.when):
        yield Change(f"“{name}”的条件（when）", when.at, (_without_condition(name, index),), (name,), first=_shut(name))
    if clause.fact.same is None:
        if getattr(clause.fact, "most", None) is not None:
            what = f"每份最多计几个（most）{_plain(clause.fact)}"
            most = own.changed(what, "fact", lambda own: with_fact(own, name, most=None), "most")
            yield most._replace(first=_at_the_most(name))
        if clause.fact.never_price is not None:
            yield own.changed("始终没有报的分（never）", "fact", lambda own: with_fact(own, name, never=None), "never")
    if isinstance(rule, EachRule) and rule.steps != "exact":
        yield own.changed("不足一步的算法（steps）", clause.effect, _with_rule(name, steps="exact"), "steps")
    if isinstance(rule, TableRule) and rule.overlap is not None:
        other = "lighter" if rule.overlap == "heavier" else "heavier"
        yield own.changed("重叠时的取法（overlap）", clause.effect, _with_rule(name, overlap=other), "overlap")


def changes_of_item(item: Item) -> Iterator[Change]:
    """The limits and settings of an item and of its groups, each by itself."""

    def of_item(what: str, key: str, made: Callable[[Item], Item], *, tighter: bool = False) -> Change:
        near: Near | None = "most" if key == "ceiling" else "least" if key == "floor" else None
        return Change(f"{item.id} 的{what}", item.key_of(key), (made,), (), tighter, near=near)

    if item.at_most is not None:
        what = f"封顶（at_most）{points(item.at_most)}"
        yield of_item(what, "at_most", lambda own: with_item(own, at_most=less(own.at_most)), tighter=True)
    if item.ceiling == "none":
        yield of_item("不封顶（ceiling: none）", "ceiling", lambda own: with_item(own, ceiling=None))
    elif item.ceiling is not None:
        what = f"最高分（ceiling）{points(item.ceiling)}"
        yield of_item(what, "ceiling", lambda own: with_item(own, ceiling=less(own.ceiling)), tighter=True)
    if item.floor:
        what = f"最低分（floor）{points(item.floor)}"
        floor = of_item(what, "floor", lambda own: with_item(own, floor=own.floor + A_LITTLE), tighter=True)
        yield floor._replace(otherwise=f"把它改成 {plain(item.floor + A_LITTLE)} 分")
    if item.highest_only:
        what = "只取最重（最高）的一条（highest_only）"
        yield of_item(what, "highest_only", lambda own: with_item(own, highest_only=False))
    for name in item.groups:
        yield from _of_group(item, name)


def _of_group(item: Item, name: str) -> Iterator[Change]:
    group = item.groups[name]
    mine = tuple(each.id for each in item.clauses if each.group == name)

    def of_group(what: str, key: str, value: Callable[[Any], object], *, tighter: bool = True) -> Change:
        def made(own: Item) -> Item:
            changed = with_fields(own.groups[name], {key: value(getattr(own.groups[name], key))})
            return with_item(own, groups={**own.groups, name: changed})

        near: Near | None = "most" if key == "ceiling" else None
        return Change(f"组“{name}”的{what}", group.key_of(key), (made,), mine, tighter, near=near)

    if not mine:
        yield Change(f"没有条款的组“{name}”", group.at, (lambda own: with_item(own, groups=_without(own, name)),))
        return
    if group.at_most is not None:
        yield of_group(f"封顶（at_most）{points(group.at_most)}", "at_most", less)
    if group.ceiling is not None and group.ceiling != "none" and not _is_above(group.ceiling, item):
        yield of_group(f"最高分（ceiling）{points(group.ceiling)}", "ceiling", less)
    if group.highest_only:
        what = "只取最重（最高）的一条（highest_only）"
        yield of_group(what, "highest_only", lambda _: False, tighter=False)


def _is_above(ceiling: object, item: Item) -> bool:
    """Whether a group may come to more than its item: that is told by itself (KP237)."""
    own = item.points if item.ceiling is None else item.ceiling
    return isinstance(ceiling, Decimal) and isinstance(own, Decimal) and ceiling > own


def _without(item: Item, name: str) -> dict[str, Any]:
    return {key: each for key, each in item.groups.items() if key != name}


class _OfClause:
    """Makes changes of one clause."""

    def __init__(self, clause: Clause) -> None:
        self._clause = clause

    def dropped(self, what: str, key: str, **fields: Any) -> Change:
        """Some keys of the clause set otherwise."""
        return self.changed(what, key, lambda own: with_clause(own, self._clause.id, **fields))

    def tightened(self, what: str, key: str, made: Callable[[Item], Item | None], *keys: str) -> Change:
        """A limit that stays, and is tighter."""
        return self.changed(what, key, made, *keys)._replace(tighter=True)

    def changed(self, what: str, key: str, made: Callable[[Item], Item | None], *keys: str) -> Change:
        """Any change."""
        clause = self._clause
        return Change(f"“{clause.id}”的{what}", clause.key_of(key, *keys), (made,), (clause.id,))


def _of(item: Item, clause_id: str, key: str) -> Decimal:
    return less(getattr(item.by_clause[clause_id], key))


def _shut(clause_id: str) -> Callable[[Around], Iterable[Situation]]:
    return lambda around: around.shut(around.item.by_clause[clause_id])


def _without_condition(clause_id: str, index: int) -> Callable[[Item], Item]:
    def made(own: Item) -> Item:
        several = own.by_clause[clause_id].when
        return with_clause(own, clause_id, when=(*several[:index], *several[index + 1 :]))

    return made


def _with_rule(clause_id: str, **fields: Any) -> Callable[[Item], Item]:
    def made(own: Item) -> Item:
        clause = own.by_clause[clause_id]
        assert clause.rule is not None
        return with_clause(own, clause_id, **{clause.effect: with_fields(clause.rule, fields)})

    return made


def _at_the_most(clause_id: str) -> Callable[[Around], Iterable[Situation]]:
    """One report later than counts."""

    def first(around: Around) -> Iterator[Situation]:
        clause = around.item.by_clause[clause_id]
        most: object = getattr(clause.fact, "most", None)
        beyond: list[Stating] = [{"late": most + 1}] if isinstance(most, Decimal) else []
        return map(around.with_quiet, around.stated(clause, beyond))

    return first


def emptying_of(clause: Clause) -> Iterator[Change]:
    """What empties only where nothing is left anyway."""
    empties = clause.empties
    if empties is None or all(getattr(empties, key) is None for key in _BOUNDS):
        return

    def without(own: Item) -> Item:
        return with_clause(own, clause.id, empties=None)

    def first(around: Around) -> Iterable[Situation]:
        return meeting(around, around.item.by_clause[clause.id], "empties")

    what = f"“{clause.id}”的不得分（empties）"
    if clause.rule is not None:
        yield Change(what, clause.key_of("empties"), (without,), (clause.id,), first=first)


def _entries(clause: Clause, repeat: Repeat) -> Iterator[Change]:
    """Each price of a repetition, as if the one before it went on."""
    key = "prices" if repeat.prices else "times"
    entries = repeat.prices or repeat.times
    for index in range(1, len(entries)):
        if entries[index] == entries[index - 1] or not isinstance(entries[index], Decimal):
            continue
        name = f"“{clause.id}”屡犯（repeat）的第 {index + 1} 个{'分' if repeat.prices else '倍数'}"
        made = _with_repeat(clause.id, key, (*entries[:index], entries[index - 1], *entries[index + 1 :]))
        place = clause.place_of("repeat", key, index)
        yield Change(name, place, (made,), (clause.id,), first=_repeated(clause, index))


def _with_repeat(clause_id: str, key: str, entries: tuple[object, ...]) -> Callable[[Item], Item]:
    def made(own: Item) -> Item:
        repeat = own.by_clause[clause_id].repeat
        assert repeat is not None
        return with_clause(own, clause_id, repeat=with_fields(repeat, {key: entries}))

    return made


def _repeated(clause: Clause, *rounds: int) -> Callable[[Around], Iterable[Situation]]:
    """A record after so many earlier rounds in which it happened too."""

    def first(around: Around) -> Iterator[Situation]:
        several = list(around.alone(around.item.by_clause[clause.id]))[-3:]
        yield from (each._replace(earlier={clause.id: many}) for each in several for many in rounds)

    return first


def _meets_others(rubric: Rubric, item: Item, clause: Clause) -> bool:
    """Whether a record of another item may be of the same event."""
    others = (each for one in rubric.items() if one.id != item.id for each in one.clauses if each.highest_per_event)
    return any((each.effect in GIVES) == (clause.effect in GIVES) for each in others)


def points(number: object) -> str:
    """A number of points behind what it limits, where it is one for all: ` 3 分`."""
    return f" {plain(number)} 分" if isinstance(number, Decimal) else ""


def _plain(fact: object) -> str:
    most: object = getattr(fact, "most", None)
    return f" {plain(most)}" if isinstance(most, Decimal) else ""

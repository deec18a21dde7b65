"""A clause's price in words, as the program reads it: `每少 1 次扣 1 分`."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import TypeVar

from dangjian_kaoping.engine.score.price import stretches
from dangjian_kaoping.exact import ONE, plain
from dangjian_kaoping.facts.asked import Say
from dangjian_kaoping.facts.kinds import AnyFact
from dangjian_kaoping.model.by_class import for_class, for_heads
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.number import ByClass, ClassNumber, PerHead, chosen
from dangjian_kaoping.model.rubric import Item
from dangjian_kaoping.model.rule import Branches, EachRule, Level, LevelsRule, ShareRule, TableRule, WithinRule
from dangjian_kaoping.words.names import EFFECT_VERB
from dangjian_kaoping.words.rubric.quantity import range_in_words, told

_UNEVEN = {"started": "，不足{step}的按{step}计", "whole": "，不足{step}的不计", "exact": "，不足{step}的按比例计"}
_GOES_WHERE = {"bonus": "，加的是总分", "penalty": "，扣的是总分", "give_back": "，还的是本项已扣的分"}
"""Effects whose verb does not say of what."""
Thing = TypeVar("Thing")
_OVERLAP = {"heavier": "两段重叠的取分多的", "lighter": "两段重叠的取分少的", "first": "两段重叠的取写在前面的"}


def number_in_words(number: ClassNumber, branch_class: str | None, unit: str) -> str:
    """A number with its unit, set off by a space; where it differs by class and none is given, each class's own."""
    if isinstance(number, PerHead):
        number = number.of(None)
    if isinstance(number, Decimal) or branch_class is not None:
        return f" {told(chosen(number, branch_class or ''), unit)}"
    several = [f"{name} {told(each, unit)}" for name, each in number.by_class.items()]
    if number.otherwise is not None:
        several.append(f"其余 {told(number.otherwise, unit)}")
    return f"（{'、'.join(several)}）"


def in_each_class(thing: Thing, ends: Iterable[object], words: Callable[[Thing], str]) -> str:
    """The words of something whose ends may differ by class: once, or for each class that they name."""
    names: dict[str, None] = {}
    for end in (each.per_head if isinstance(each, PerHead) else each for each in ends):
        if isinstance(end, ByClass):
            names.update(dict.fromkeys(end.by_class))
            if end.otherwise is not None:
                names["其余"] = None
    thing = for_heads(thing, None)
    if not names:
        return words(thing)
    return "；".join(f"{name}类{_set_off(words(for_class(thing, name)))}" for name in names)


def _set_off(words: str) -> str:
    return f" {words}" if words[:1].isascii() else words


def fact_in_words(item: Item | None, fact: AnyFact, branch_class: str | None = None) -> str:
    """What the rubric itself lays down about the fact, `规定每月 1 次`; empty where there is nothing to say.

    A number required of an item that is due in some quarters only is theirs, and need not be that of one quarter.
    """
    due = "quarterly" if item is None else item.due
    return fact.laid_down_in_words(_saying(branch_class), due if isinstance(due, str) else tuple(due))


def _saying(branch_class: str | None) -> Say:
    return lambda number, unit: number_in_words(number, branch_class, unit)


def price_in_words(clause: Clause, branch_class: str | None = None) -> str:
    """The rule of a clause: what one unit, level, stretch or share costs or gives. Empty if it has no rule."""
    verb = EFFECT_VERB[clause.effect]
    match clause.rule:
        case EachRule() as rule:
            words = _each_in_words(rule, clause, verb, branch_class)
        case TableRule() as rule:
            words = _table_in_words(rule, clause, verb, branch_class)
        case LevelsRule() as rule:
            case, say = f"{clause.fact.EACH_CASE}{verb}", _saying(branch_class)
            words = "，".join(f"“{name}”{_level_in_words(points, case, say)}" for name, points in rule.levels.items())
        case ShareRule() as rule:
            words = _share_in_words(rule, clause, verb, branch_class)
        case WithinRule() as rule:
            words = _within_in_words(rule, clause, verb, branch_class)
        case _:
            return ""
    more = clause.fact.more_in_words(verb, _saying(branch_class))
    return words + more + _GOES_WHERE.get(clause.effect, "")


def _level_in_words(points: Level, case: str, say: Say) -> str:
    """The points of one level, `每起加 3 分`, or of each role at it: `主办每起加 3 分、协办每起加 2 分`."""
    several = points.items() if isinstance(points, dict) else (("", points),)
    return "、".join(f"{role}{case}{say(number, '分')}" for role, number in several)


def _each_in_words(rule: EachRule, clause: Clause, verb: str, branch_class: str | None) -> str:
    fact = clause.fact
    points = f"{verb}{number_in_words(rule.each, branch_class, '分')}"
    step = number_in_words(rule.step, branch_class, fact.unit)
    uneven = _UNEVEN[rule.steps].format(step=step) if _is_uneven(rule, clause) else ""
    if rule.below is not None or rule.above is not None:
        return f"{_line_in_words(rule, fact, branch_class)}{step}{points}{uneven}"
    return fact.each_in_words(step, one=rule.step == ONE) + points + uneven


def _is_uneven(rule: EachRule, clause: Clause) -> bool:
    """Whether there can be less than a step, so that it must be said what becomes of it."""
    if not clause.fact.IN_STEPS:
        return False
    if rule.step != ONE or rule.below is not None or rule.above is not None:
        return True
    # what is counted in whole numbers has no part of one; what only mostly is may be told otherwise by the rubric
    return not (clause.fact.never_parted if rule.steps != "exact" else clause.fact.is_whole)


def _line_in_words(rule: EachRule, fact: AnyFact, branch_class: str | None) -> str:
    """From where on points are reckoned, up to each step: `合格率低于 90%的，每低`, `完成不到 3 篇的，每少`."""
    below = rule.below is not None
    line = rule.line
    assert line is not None
    at, more = ("低于", "低") if below else ("高于", "高")
    if not fact.is_rate:
        at, more = ("不到", "少") if below else ("超过", "多")
    if isinstance(line, Branches):
        return f"{fact.subject}{at}{branches_in_words(line)}的，每{more}"
    return f"{fact.subject}{at}{number_in_words(line, branch_class, fact.scale)}的，每{more}"


def branches_in_words(number: Branches) -> str:
    """A number that the round draws from all branches."""
    whose = "各支部" if number.pool == "all" else "同类支部"
    return f"{whose}{'平均数' if number.branches == 'mean' else '最高数'}"


def _table_in_words(rule: TableRule, clause: Clause, verb: str, branch_class: str | None) -> str:
    ends: list[object] = [end for row in rule.table for end in (row.start, row.over, row.end, row.under)]
    # whether points rise or fall along a row can only be said of one class
    ends += [points for row in rule.table if row.to_points is not None for points in (row.points, row.to_points)]
    return in_each_class(rule, ends, lambda each: _rows_in_words(each, clause, verb, branch_class))


def _rows_in_words(rule: TableRule, clause: Clause, verb: str, branch_class: str | None) -> str:
    fact = clause.fact
    rows = []
    for row, stretch in zip(rule.table, stretches(rule), strict=True):
        where = range_in_words(fact, stretch) or "不论多少"
        words = f"{where}{verb}{number_in_words(row.points, branch_class, '分')}"
        if row.each is not None and stretch.low is not None:
            if fact.ORDINAL:
                more = f"比第 {plain(stretch.low)} 名每往后 1 名"
            else:
                more = f"比 {told(stretch.low, fact.scale)}每多 1 {fact.unit}"
            words += f"，{more}再{verb}{number_in_words(row.each, branch_class, '分')}"
        if row.to_points is not None:
            falls = chosen(row.to_points, branch_class or "") < chosen(row.points, branch_class or "")
            words += f"，按比例{'递减' if falls else '递增'}到{number_in_words(row.to_points, branch_class, '分')}"
        rows.append(words)
    if rule.overlap is not None:
        rows.append(_OVERLAP[rule.overlap])
    return "；".join(rows)


def _share_in_words(rule: ShareRule, clause: Clause, verb: str, branch_class: str | None) -> str:
    whole = number_in_words(rule.share, branch_class, "分")
    if rule.of is not None:
        if isinstance(rule.of, Branches):
            return f"最多{verb}{whole}，按占{branches_in_words(rule.of)}的比例计"
        number = number_in_words(rule.of, branch_class, clause.fact.scale)
        return f"最多{verb}{whole}，按占{number}的比例计"
    lacking, had = clause.fact.PART
    part = lacking if clause.effect in ("deduct", "penalty") else had
    return f"最多{verb}{whole}，按{part}计"


def _within_in_words(rule: WithinRule, clause: Clause, verb: str, branch_class: str | None) -> str:
    per = "全项合计" if rule.per == "item" else f"每{clause.fact.unit}"
    taken = verb if verb == "扣减" else f"{verb}分"
    if isinstance(rule.within, str):
        return f"酌情{taken}，{per}不超过本项满分"
    low, high = (number_in_words(end, branch_class, "分") for end in rule.within)
    if isinstance(rule.within[0], Decimal):
        low = low.removesuffix(" 分")
    return f"酌情{taken}，{per}{low} 至{high}"

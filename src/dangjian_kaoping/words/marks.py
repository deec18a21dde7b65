"""考点 in words: what of a clause, an item or the measure is to be tried, each as one phrase."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from dangjian_kaoping.engine.score.interval import Stretch
from dangjian_kaoping.engine.score.price import stretches
from dangjian_kaoping.model.by_class import decided
from dangjian_kaoping.model.clause import Clause, Trigger
from dangjian_kaoping.model.rubric import Item, Rubric
from dangjian_kaoping.model.rule import Branches, EachRule, TableRule, WithinRule, drawn
from dangjian_kaoping.proof.coverage.marks import Mark, Part, number_of
from dangjian_kaoping.words.names import EFFECT_VERB
from dangjian_kaoping.words.rubric.limit import condition_in_words
from dangjian_kaoping.words.rubric.quantity import range_in_words
from dangjian_kaoping.words.rubric.rule import branches_in_words, in_each_class, number_in_words


def mark_in_words(rubric: Rubric, mark: Mark) -> str:
    """What is to be tried, without the item and the clause: `低于 90%`, `超过本条最多扣 1 分的封顶`."""
    item = rubric.by_item.get(mark.item)
    clause = None if item is None else item.by_clause.get(mark.clause)
    if item is not None and clause is not None:
        return _OF_CLAUSE[mark.part](item, clause, mark)
    if item is not None:
        return _of_item(item, mark)
    return _of_measure(rubric, mark)


def _level(item: Item, clause: Clause, mark: Mark) -> str:
    return f"“{mark.name}”" + (f"，{mark.role}" if mark.role else "")


def _row(item: Item, clause: Clause, mark: Mark) -> str:
    rule = clause.rule
    assert isinstance(rule, TableRule)
    index = number_of(mark)
    ends = [end for row in rule.table for end in (row.start, row.over, row.end, row.under)]
    words = in_each_class(rule, ends, lambda each: range_in_words(clause.fact, stretches(each)[index]))
    return f"第 {index + 1} 段：{words or '不论多少'}"


def _line(item: Item, clause: Clause, mark: Mark) -> str:
    rule = clause.rule
    assert isinstance(rule, EachRule) and rule.line is not None
    low, met = rule.below is not None, mark.side == "met"
    if isinstance(rule.line, Branches):
        return f"{'低于' if low == met else '不低于'}{branches_in_words(rule.line)}"

    def words(each: EachRule) -> str:
        assert each.line is not None
        line = decided(drawn(each.line))
        if low == met:
            return range_in_words(clause.fact, Stretch(None, False, line, low))
        return range_in_words(clause.fact, Stretch(line, not low, None, False))

    verb = EFFECT_VERB[clause.effect]
    return f"{in_each_class(rule, (rule.line,), words)}，{'要' if met else '不'}{verb}分"


def _within(item: Item, clause: Clause, mark: Mark) -> str:
    rule = clause.rule
    assert isinstance(rule, WithinRule)
    least = mark.name == "low"
    if isinstance(rule.within, str):
        return "判 0 分" if least else "判本项满分"
    return f"判最{'低' if least else '高'}的{number_in_words(rule.within[0 if least else 1], None, '分')}"


def _free(item: Item, clause: Clause, mark: Mark) -> str:
    assert clause.free is not None
    free = number_in_words(clause.free, None, clause.fact.unit)
    return f"超过免扣的{free}" if mark.side == "met" else f"在免扣的{free}以内"


def _repeat(item: Item, clause: Clause, mark: Mark) -> str:
    assert clause.repeat is not None
    index = number_of(mark)
    last = index == len(clause.repeat.prices or clause.repeat.times) - 1
    return f"此前 {index} 轮{'及以上' if last else ''}有过" if index else "以前没有过"


def _when(item: Item, clause: Clause, mark: Mark) -> str:
    when = clause.when[number_of(mark)]
    condition = _condition(when, item.by_clause[when.clause])
    return f"“{when.clause}”{condition}" + ("，本条起作用" if mark.side == "met" else "，没有达到，本条不起作用")


def _trigger(then: str, of: Callable[[Clause], Trigger | None]) -> Callable[[Item, Clause, Mark], str]:
    def words(item: Item, clause: Clause, mark: Mark) -> str:
        trigger = of(clause)
        assert trigger is not None
        condition = _condition(trigger, clause)
        missed = {"unmet": "没有达到", "below": "没有达到", "above": "超过了这个范围"}
        return f"{condition}{then}" if mark.side == "met" else f"{condition}{then}，{missed[mark.side]}"

    return words


def _condition(trigger: Trigger, clause: Clause) -> str:
    return condition_in_words(trigger, clause).removesuffix("，")


def _clause_cap(item: Item, clause: Clause, mark: Mark) -> str:
    assert clause.at_most is not None
    return _cap(f"本条最多{EFFECT_VERB[clause.effect]}{number_in_words(clause.at_most, None, '分')}", mark)


def _cap(limit: str, mark: Mark) -> str:
    return f"{limit}，超过了" if mark.side == "met" else f"{limit}，没有超过"


def _capped(what: str) -> Callable[[Item, Clause, Mark], str]:
    return lambda item, clause, mark: (
        f"一票否决压低了{what}" if mark.side == "met" else f"有一票否决，{what}本来就不高于它"
    )


_OF_CLAUSE: Mapping[Part, Callable[[Item, Clause, Mark], str]] = {
    "clause": lambda item, clause, mark: "记过这一条",
    "level": _level,
    "row": _row,
    "line": _line,
    "within": _within,
    "free": _free,
    "never": lambda item, clause, mark: "始终没有报",
    "repeat": _repeat,
    "when": _when,
    "empties": _trigger("不得分", lambda clause: clause.empties),
    "veto": _trigger("一票否决", lambda clause: clause.veto),
    "clause_cap": _clause_cap,
    "event": lambda item, clause, mark: "同一事件记了几条，只取一条",
    "score_cap": _capped("综合得分"),
    "grade_cap": _capped("等次"),
    "class": lambda item, clause, mark: f"“{mark.name}”类支部的数",
}


def _of_item(item: Item, mark: Mark) -> str:
    group = f"“{item.groups[mark.name].title}”" if mark.name in item.groups else "本项"
    scope = item.groups.get(mark.name, item)
    match mark.part:
        case "class":
            return f"“{mark.name}”类支部的分值"
        case "outdone":
            return f"{group}几条都记了，只取一条"
        case "group_cap" | "item_cap":
            most = "" if scope.at_most is None else number_in_words(scope.at_most, None, "分")
            return _cap(f"{group}合计最多{most}", mark)
        case "group_floor" | "item_floor":
            return f"{group}扣到了底" if mark.side == "met" else f"{group}扣了分，没有扣到底"
        case "group_ceiling" | "item_ceiling":
            return f"{group}得的超过了最高分" if mark.side == "met" else f"{group}得了分，没有超过最高分"
        case "not_applicable":
            return "不涉及时怎样计"
    return "不考评的季度怎样计"


def _of_measure(rubric: Rubric, mark: Mark) -> str:
    measure = rubric.measure
    match mark.part:
        case "bonus_cap":
            return _cap(f"加分合计最多{_number(measure.bonus.at_most)}", mark)
        case "penalty_cap":
            return _cap(f"扣减合计最多{_number(measure.penalty.at_most)}", mark)
        case "measure_floor":
            low = f"综合得分最低{_number(measure.floor)}"
            return f"到了“{low}”以下" if mark.side == "met" else f"没有到“{low}”以下"
    return f"评为“{mark.name}”"


def _number(number: Decimal | None) -> str:
    return "" if number is None else number_in_words(number, None, "分")

"""The limits of a clause in words: free allowance, cap, what empties, repeats and vetoes."""

from collections.abc import Collection, Sequence

from dangjian_kaoping.engine.score.clause import scope_of
from dangjian_kaoping.engine.score.interval import written
from dangjian_kaoping.model.clause import Clause, Effect, Empties, Group, Repeat, Trigger, Veto, When
from dangjian_kaoping.model.number import ClassNumber
from dangjian_kaoping.model.rubric import Item
from dangjian_kaoping.words.names import EFFECT_VERB
from dangjian_kaoping.words.rubric.quantity import range_in_words, with_subject
from dangjian_kaoping.words.rubric.rule import fact_in_words, in_each_class, number_in_words, price_in_words
from dangjian_kaoping.words.veto import veto_in_words


def limits_in_words(item: Item, clause: Clause, branch_class: str | None = None) -> list[str]:
    """Each limit of a clause as a phrase of its own; without `undone`, which is told apart."""
    verb = EFFECT_VERB[clause.effect]
    words = [f"读“{clause.fact.same}”的记录"] if clause.fact.same is not None else []
    if clause.effect == "record":
        words.append("只记录，不计分")
    if clause.when:
        words.append(f"{when_in_words(item, clause.when)}才起作用")
    if clause.combine != "worst":
        words.append(combine_in_words(clause))
    if clause.free is not None:
        free = number_in_words(clause.free, branch_class, clause.fact.unit).lstrip()
        words.append(f"{with_subject(clause.fact, free)}以内不计，只计超过的")
    if clause.times is not None:
        words.append(f"按{number_in_words(clause.times, branch_class, '倍')}计")
    if clause.repeat is not None:
        words.append(repeat_in_words(clause.repeat, verb, branch_class))
    if clause.at_most is not None:
        words.append(f"最多{verb}{number_in_words(clause.at_most, branch_class, '分')}")
    if clause.empties is not None:
        words.append(empties_in_words(item, clause, clause.empties))
    if clause.below_zero:
        words.append("可以扣到零分以下")
    if clause.highest_per_event:
        words.append(
            "同一事件只取" + ("最高" if clause.effect in ("earn", "bonus", "give_back") else "最重") + "的一条"
        )
    if clause.highest_only:
        words.append(
            "不论几件，只取最" + ("高" if clause.effect in ("earn", "bonus", "give_back") else "重") + "的一件"
        )
    if clause.veto is not None:
        words.append(vetoes_in_words(clause, clause.veto))
    if clause.undone:
        words.append("本条即单项工作未完成")
    if clause.department:
        words.append(f"由{'、'.join(clause.department)}记")
    return words


def empties_in_words(item: Item, clause: Clause, empties: Empties) -> str:
    """不得分: when, and of what nothing is left."""
    scope = "本组" if scope_of(item, clause) == "group" else "本项"
    since = "，本年以后各轮也不得分" if empties.lasts == "year" else ""
    return f"{condition_in_words(empties, clause)}{scope}不得分{since}"


def when_in_words(item: Item, conditions: Sequence[When]) -> str:
    """条件: what the records of other clauses must say, `“完成率”低于 60%的，`."""
    return "并且".join(
        f"“{each.clause}”{condition_in_words(each, item.by_clause[each.clause]).removesuffix('，')}"
        for each in conditions
    )


def combine_in_words(clause: Clause) -> str:
    """How several records meet, where it is not the least favourable that stands."""
    if clause.combine == "mean":
        return "几条记录的分取平均"
    return "几条记录的分相加" if clause.fact.STANDS else "各月分别计分，再相加"


def vetoes_in_words(clause: Clause, veto: Veto) -> str:
    """一票否决: when, and what follows."""
    return f"{condition_in_words(veto, clause)}一票否决：{veto_in_words(veto)}"


def repeat_in_words(repeat: Repeat, verb: str, branch_class: str | None) -> str:
    """屡查屡犯: the price by how many earlier rounds had an occurrence."""
    entries, unit = (repeat.prices, "分") if repeat.prices else (repeat.times, "倍")
    last = len(entries) - 1
    seen = "" if repeat.window is None else f"（只看{'上一轮' if repeat.window == 1 else f'前 {repeat.window} 轮'}）"
    named = []
    for index, price in enumerate(entries):
        more = "及以上" if index == last else ""
        when = "首次" if index == 0 else f"此前 {index} 轮{more}有过的"
        named.append(f"{when}{number_in_words(price, branch_class, unit)}")
    if repeat.times:
        return f"屡查屡犯按原价加倍{seen}：{'，'.join(named)}"
    lead = f"屡查屡犯每次{'另' if repeat.adds else '改'}{verb}{seen}"
    return f"{lead}：{'，'.join(named)}"


def group_in_words(
    group: Group, effects: Collection[Effect] = ("deduct", "earn"), branch_class: str | None = None
) -> str:
    """What a group, with clauses of such effects, has of its own: `共 4 分，合计最多扣 2 分`."""
    words = []
    if group.points is not None:
        words.append(f"共{number_in_words(group.points, branch_class, '分')}")
    if group.start == "zero":
        words.append("从零得起")
    elif group.start == "full":
        words.append("从满分扣起")
    words += ceiling_in_words(group, branch_class)
    words += most_in_words(group.at_most, effects, branch_class)
    words += highest_in_words(group, effects)
    return "，".join(words)


def ceiling_in_words(scope: Item | Group, branch_class: str | None = None) -> list[str]:
    """The most that an item or a group may come to, where that is not its full marks."""
    if scope.ceiling is None:
        return []
    if scope.ceiling == "none":
        return ["得分不封顶，可以超过满分"]
    return [f"最高可以到{number_in_words(scope.ceiling, branch_class, '分')}"]


def highest_in_words(scope: Item | Group, effects: Collection[Effect]) -> list[str]:
    """That of the clauses only the heaviest, or the highest, counts: of what takes and what gives, each by itself."""
    if not scope.highest_only:
        return []
    kinds = (("扣的", "重", ("deduct", "penalty")), ("得的", "高", ("earn", "bonus", "give_back")))
    told = [(whose, most) for whose, most, those in kinds if any(each in effects for each in those)]
    if len(told) == 1:
        return [f"各条只取最{told[0][1]}的一条"]
    return [f"各条中{'、'.join(f'{whose}只取最{most}的一条' for whose, most in told)}"] if told else []


def most_in_words(most: ClassNumber | None, effects: Collection[Effect], branch_class: str | None = None) -> list[str]:
    """The cap of a group or an item, which holds for what is taken and what is given, each by itself."""
    if most is None:
        return []
    number = number_in_words(most, branch_class, "分")
    capped: tuple[Effect, ...] = ("deduct", "earn", "bonus", "penalty")
    told = [f"最多{EFFECT_VERB[effect]}{number}" for effect in capped if effect in effects]
    return [f"合计{'、'.join(told)}"] if told else []


def effects_of(item: Item, group: str | None = None) -> set[Effect]:
    """The effects of an item's clauses, or of those of one of its groups."""
    return {clause.effect for clause in item.clauses if group in (None, clause.group)}


def condition_in_words(trigger: Trigger, clause: Clause) -> str:
    """What sets something off, by the record of a clause: `5 人次及以上的，`."""
    fact = clause.fact
    ends = (trigger.start, trigger.over, trigger.end, trigger.under)
    stretch = in_each_class(trigger, ends, lambda each: range_in_words(fact, written(each)))
    if not trigger.levels:
        return f"{stretch}的，" if stretch else f"{fact.any_in_words}，"
    levels = "、".join(f"“{level}”" for level in trigger.levels)
    return f"{fact.at_levels_in_words(levels, stretch)}，"


def scoring_in_words(item: Item, clause: Clause) -> str:
    """How a clause of an item is scored, whole: what is laid down, the price, the limits."""
    parts = [fact_in_words(item, clause.fact), price_in_words(clause), *limits_in_words(item, clause)]
    return "；".join(filter(None, parts))

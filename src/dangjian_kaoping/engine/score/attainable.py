"""The most that a clause can come to in a round: what it can take or give at the worst or the best.

Of clauses with the numbers of one class of branches (`Item.of_class`).
"""

from decimal import Decimal

from dangjian_kaoping.engine.score.circumstances import ANYWHERE
from dangjian_kaoping.engine.score.clause import ClauseScore, FindingScore
from dangjian_kaoping.engine.score.price import Price, most_in_row
from dangjian_kaoping.exact import ONE, ZERO, Exact, divided, least, times
from dangjian_kaoping.facts.quantity import Quantity
from dangjian_kaoping.model.by_class import decided
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.rubric import Item
from dangjian_kaoping.model.rule import EachRule, LevelsRule, ShareRule, TableRule, WithinRule
from dangjian_kaoping.periods import MONTHS_OF_A_QUARTER


def most_of(item: Item, clause: Clause, *, waits: bool = False) -> Exact | None:
    """The most that a clause can come to (分), under its own cap; None where nothing limits it.

    `waits` says that the line from which it is reckoned could not be drawn, whatever number stands there.
    """
    points = None if waits and isinstance(clause.rule, EachRule) else _combined(item, clause)
    cap = None if clause.at_most is None else decided(clause.at_most)
    if points is None or cap is None:
        return cap if points is None else points
    return least(points, cap)


def _combined(item: Item, clause: Clause) -> Exact | None:
    """What all records or all months of a clause come to at most, before its cap."""
    if clause.combine != "sum":
        return _uncapped(item, clause)
    apart = clause.fact.priced_apart("sum", MONTHS_OF_A_QUARTER)
    part = clause.model_copy(update={"fact": clause.fact.one_part("sum"), "combine": "worst"})
    points = _uncapped(item, part) if apart > 1 else None
    return None if points is None else times(points, Decimal(apart))


def once(item: Item, clause: Clause) -> Exact:
    """The most that one occurrence, level or stretch costs or gives (分), after `times` and under the own cap."""
    points = _once(item, clause, dearest(clause))
    return points if clause.at_most is None else least(points, decided(clause.at_most))


def dearest(clause: Clause) -> Price:
    """The clause's price where `repeat` makes it highest."""
    factor: Exact = ONE if clause.times is None else decided(clause.times)
    repeat = clause.repeat
    if repeat is None:
        return Price(clause, ANYWHERE, None, False, factor)
    if repeat.times:
        multiple = max(map(decided, repeat.times))
        return Price(clause, ANYWHERE, multiple, False, times(factor, multiple), True)
    return Price(clause, ANYWHERE, max(map(decided, repeat.prices)), repeat.adds, factor)


def _once(item: Item, clause: Clause, price: Price) -> Exact:
    rule, fact = clause.rule, clause.fact
    found: list[Exact] = [ZERO]
    match rule:
        case EachRule():
            found.append(price.one(decided(rule.each)))
        case TableRule():
            found += [most_in_row(row) for row in rule.table]
        case LevelsRule():
            found += [times(price.one(decided(each)), fact.most_weight) for each in rule.prices()]
        case ShareRule():
            found.append(decided(rule.share))
        case WithinRule():
            found.append(price.one(_highest(item, rule)))
    if fact.never_price is not None:
        found.append(price.one(decided(fact.never_price)))
    return times(max(found), price.factor)


def _highest(item: Item, rule: WithinRule) -> Decimal:
    if isinstance(rule.within, str):
        return ZERO if item.points is None else decided(item.points)
    return decided(rule.within[1])


def _uncapped(item: Item, clause: Clause) -> Exact | None:
    rule, fact = clause.rule, clause.fact
    price = dearest(clause)
    match rule:
        case None:
            return ZERO
        case EachRule() if fact.IN_STEPS:
            return _of_each(clause, rule, price)
        case TableRule() if all(row.each is None for row in rule.table) and fact.never_price is None:
            return _once(item, clause, price)
        case LevelsRule() if not fact.HAS_NUMBER or clause.highest_only:
            return _once(item, clause, price)
        case ShareRule():
            return _once(item, clause, price)
        case WithinRule() if rule.per == "item" or clause.highest_only:
            return _once(item, clause, price)
    return None


def _of_each(clause: Clause, rule: EachRule, price: Price) -> Exact | None:
    """So much a step, over all steps that there can be."""
    reach = clause.fact.reach
    if clause.drawn_by is not None:
        return None
    if clause.fact.never_price is not None or (reach.high is None and rule.below is None):
        return None
    ends = [end for end in (reach.low, reach.high) if end is not None]
    return max((price.of_quantity(Quantity(end)) for end in ends), default=ZERO)


def assessed_most(clause: ClauseScore, finding: FindingScore) -> Exact | None:
    """The most that an earning clause would have given where this finding says how well it was done.

    None where it says only what happened, where another clause counts instead of its own, where nothing limits the
    clause, or where several findings add up to the one quantity: what they lack together is none of theirs.
    """
    item, own = finding.item, clause.clause
    if not (own.fact.ASSESSES or isinstance(own.rule, ShareRule)) or clause.outdone_by is not None:
        return None
    if isinstance(own.rule, WithinRule) and own.rule.per == "case":
        return once(item, own)
    counting = [each for each in clause.findings if each.suppressed_by is None and not each.recorded.withdrawn]
    standing = [each for each in counting if each.points] or counting[:1]
    if own.combine == "mean":
        whole = most_of(item, own)
        return None if whole is None or finding not in counting else divided(whole, Decimal(len(counting)))
    return most_of(item, own) if len(standing) == 1 and standing[0] is finding else None

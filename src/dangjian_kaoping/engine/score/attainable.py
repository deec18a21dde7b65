"""The most that a clause can come to in a round: what it can take or give at the worst or the best.

Of clauses with the numbers of one class of branches (`Item.of_class`).
"""

from decimal import Decimal

from dangjian_kaoping.engine.score.circumstances import Circumstances
from dangjian_kaoping.engine.score.clause import ClauseScore, FindingScore
from dangjian_kaoping.engine.score.interval import Stretch
from dangjian_kaoping.engine.score.price import Price
from dangjian_kaoping.engine.score.quantity import HUNDRED, Quantity
from dangjian_kaoping.exact import ONE, ZERO, Exact, least, times
from dangjian_kaoping.model.by_class import decided
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.fact import (
    CountFact,
    EventFact,
    ImportedFact,
    JudgedFact,
    LateFact,
    LevelFact,
    MissingFact,
    RankFact,
    SampleFact,
    ScorersFact,
    ValueFact,
)
from dangjian_kaoping.model.rubric import Item
from dangjian_kaoping.model.rule import EachRule, LevelsRule, ShareRule, TableRule, WithinRule
from dangjian_kaoping.model.values import ClassNumber
from dangjian_kaoping.periods import MONTHS_OF_A_QUARTER

_ASSESSING = (
    *(LevelFact, ValueFact, RankFact, ImportedFact, ScorersFact),
    *(MissingFact, SampleFact, JudgedFact),
)
"""Facts that say how well something was done; the others say what happened."""


def domain_of(clause: Clause) -> Stretch:
    """The numbers that a clause's fact can come to, before `free`; `high` is None where nothing limits them."""
    fact = clause.fact
    if isinstance(fact, ValueFact):
        return Stretch(fact.at_least, False, fact.highest, False)
    if isinstance(fact, (ImportedFact, ScorersFact)):
        return Stretch(ZERO, False, fact.full, False)
    if isinstance(fact, RankFact):
        return Stretch(ONE, False, fact.of, False)
    counts_as = getattr(fact, "counts_as", "")
    if counts_as in ("done_percent", "passed_percent"):
        return Stretch(ZERO, False, HUNDRED, False)
    if counts_as.endswith("percent"):
        return Stretch(ZERO, True, HUNDRED, False)
    # nothing is where no table need begin; of what was done, nothing is a number like others
    return Stretch(ZERO, counts_as != "done", required_of(clause), False)


def required_of(clause: Clause) -> Decimal | None:
    """The number required in a quarter, where the rubric says it and what is counted cannot be more.

    That is what is missing; and of months what was done, of which each counts no more than it had to do.
    """
    fact = clause.fact
    if not isinstance(fact, MissingFact) or isinstance(fact.required, str):
        return None
    if fact.counts_as == "missing" or (fact.counts_as == "done" and fact.per == "month"):
        return decided(fact.required) * (MONTHS_OF_A_QUARTER if fact.per == "month" else 1)
    return None


def quota_of(clause: Clause) -> Decimal | None:
    """The number required in a quarter whose whole price is at stake: what is missing takes, what is done earns."""
    fact = clause.fact
    if isinstance(fact, MissingFact) and fact.counts_as == "done" and clause.effect == "earn":
        return None if isinstance(fact.required, str) else decided(fact.required) * (3 if fact.per == "month" else 1)
    return required_of(clause)


def most_of(item: Item, clause: Clause) -> Exact | None:
    """The most that a clause can come to (分), under its own cap; None where nothing limits it."""
    points = _uncapped(item, clause)
    cap = None if clause.at_most is None else decided(clause.at_most)
    if points is None or cap is None:
        return cap if points is None else points
    return least(points, cap)


def once(item: Item, clause: Clause) -> Exact:
    """The most that one occurrence, level or stretch costs or gives (分), after `times` and under the own cap."""
    points = _once(item, clause, dearest(clause))
    return points if clause.at_most is None else least(points, decided(clause.at_most))


def dearest(clause: Clause) -> Price:
    """The clause's price where `repeat` makes it highest."""
    factor: Exact = ONE if clause.times is None else decided(clause.times)
    repeat = clause.repeat
    if repeat is None:
        return Price(clause, _ANYWHERE, None, False, factor)
    if repeat.times:
        multiple = max(map(decided, repeat.times))
        return Price(clause, _ANYWHERE, multiple, False, times(factor, multiple), True)
    return Price(clause, _ANYWHERE, max(map(decided, repeat.prices)), repeat.adds, factor)


_ANYWHERE = Circumstances("")


def _once(item: Item, clause: Clause, price: Price) -> Exact:
    rule, fact = clause.rule, clause.fact
    found: list[Exact] = [ZERO]
    match rule:
        case EachRule():
            found.append(price.one(decided(rule.each)))
        case TableRule():
            found += [decided(row.points) for row in rule.table]
        case LevelsRule():
            roles = max(fact.roles.values(), default=ONE) if isinstance(fact, EventFact) else ONE
            found += [times(price.one(decided(each)), roles) for each in rule.levels.values()]
        case ShareRule():
            found.append(decided(rule.share))
        case WithinRule():
            found.append(price.one(_highest(item, rule)))
    if isinstance(fact, LateFact) and fact.never is not None:
        found.append(price.one(decided(fact.never)))
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
        case EachRule() if not isinstance(fact, EventFact):
            return _of_each(clause, rule, price)
        case TableRule() if all(row.each is None for row in rule.table) and not _adds_never(clause):
            return _once(item, clause, price)
        case LevelsRule() if isinstance(fact, LevelFact) or clause.highest_only:
            return _once(item, clause, price)
        case ShareRule():
            return _once(item, clause, price)
        case WithinRule() if rule.per == "item" or clause.highest_only:
            return _once(item, clause, price)
    return None


def _adds_never(clause: Clause) -> bool:
    return isinstance(clause.fact, LateFact) and clause.fact.never is not None


def _of_each(clause: Clause, rule: EachRule, price: Price) -> Exact | None:
    """So much a step, over all steps that there can be."""
    domain = domain_of(clause)
    if _adds_never(clause) or (domain.high is None and rule.below is None):
        return None
    ends = [end for end in (domain.low, domain.high) if end is not None]
    return max((price.of_quantity(Quantity(end)) for end in ends), default=ZERO)


def assessed_most(clause: ClauseScore, finding: FindingScore) -> Exact | None:
    """The most that an earning clause would have given where this finding says how well it was done.

    None where it says only what happened, or where nothing limits the clause, or where several findings add up to
    the one quantity: what they lack together is none of theirs.
    """
    item, own = finding.item, clause.clause
    if not isinstance(own.fact, _ASSESSING):
        return None
    if isinstance(own.fact, JudgedFact) and isinstance(own.rule, WithinRule) and own.rule.per == "case":
        return once(item, own)
    counting = [each for each in clause.findings if each.suppressed_by is None and not each.recorded.withdrawn]
    standing = [each for each in counting if each.points] or counting[:1]
    return most_of(item, own) if len(standing) == 1 and standing[0] is finding else None


def is_whole(clause: Clause) -> bool:
    """Whether the clause's fact comes in whole numbers only, in every class of branches."""
    fact = clause.fact
    if isinstance(fact, (CountFact, RankFact)):
        return True
    if isinstance(fact, SampleFact):
        return fact.counts_as == "failed"
    if isinstance(fact, MissingFact):
        counted = fact.counts_as in ("missing", "done") and fact.missing in COUNTED_WHOLE
        return counted and (isinstance(fact.required, str) or _is_integral(fact.required))
    if isinstance(fact, LateFact):
        return fact.late in COUNTED_WHOLE and (fact.most is None or _is_integral(fact.most))
    return False


def _is_integral(number: ClassNumber) -> bool:
    if isinstance(number, Decimal):
        return number == number.to_integral_value()
    return all(map(_is_integral, (*number.by_class.values(), number.otherwise or ZERO)))


COUNTED_WHOLE = frozenset(
    (
        *("次", "回", "人", "人次", "名", "篇", "条", "份", "项", "个", "件", "起", "期", "场", "处", "张", "节", "课"),
        *("堂", "本", "册", "批", "轮", "家", "户", "台", "套", "例", "组", "类", "幅", "封", "支", "天", "日", "半天"),
    )
)
"""Units of which an office writes no half."""

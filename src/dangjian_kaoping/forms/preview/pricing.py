"""What a clause takes or gives at a branch, as formulas need it: how its number is made, and what points it has.

The caps are those that one record meets: of the clause, its group, its item, and what there is to take.
"""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from dangjian_kaoping.engine.score.circumstances import Circumstances, Refusal
from dangjian_kaoping.engine.score.clause import scope_of
from dangjian_kaoping.engine.score.price import Price, price_of, stretches
from dangjian_kaoping.exact import ONE, ZERO, Exact, divided, least, minus, most, plus, times
from dangjian_kaoping.facts.amount import AmountFact
from dangjian_kaoping.facts.count import CountFact
from dangjian_kaoping.facts.event import EventFact
from dangjian_kaoping.facts.imported import ImportedFact
from dangjian_kaoping.facts.judged import JudgedFact
from dangjian_kaoping.facts.late import LateFact
from dangjian_kaoping.facts.level import LevelFact
from dangjian_kaoping.facts.missing import MissingFact
from dangjian_kaoping.facts.quantity import HUNDRED, Quantity
from dangjian_kaoping.facts.rank import RankFact
from dangjian_kaoping.facts.sample import SampleFact
from dangjian_kaoping.facts.value import ValueFact
from dangjian_kaoping.forms.preview.limits import HIGHEST, most_of, range_of, there_is
from dangjian_kaoping.forms.preview.price_list import Doing, Level, Mode, Pricing, Steps
from dangjian_kaoping.forms.preview.segments import LOWEST, Segment, crossings, rising, segments
from dangjian_kaoping.model.clause import Clause
from dangjian_kaoping.model.number import chosen
from dangjian_kaoping.model.rubric import Item
from dangjian_kaoping.model.rule import Branches, EachRule, ShareRule, TableRule

_ROUNDS: Mapping[str, int] = {"exact": 0, "whole": 1, "started": 2}
_COUNTED_AS = ("missing", "missing_percent", "done", "done_percent", "over")
_RANKS = 60


def pricing(item: Item, clause: Clause, terms: Circumstances, on_total: Exact = HIGHEST) -> Pricing | None:
    """Of a clause of an item with the branch's own numbers; None where a single record cannot say.

    `on_total` is the most that all bonuses, or all penalties, come to.
    """
    if clause.drawn_by is not None or (clause.effect == "record" and clause.empties is None):
        return None
    made = _made(clause, price_of(clause, (item.id, clause.id), terms), terms)
    if made is None:
        return None
    scope = None if clause.empties is None else scope_of(item, clause)
    owner = item.groups[clause.group] if scope == "group" and clause.group is not None else item
    all_of_it: Exact = ZERO
    below: Exact = ZERO
    if scope is not None and clause.effect in ("deduct", "record"):
        all_of_it = there_is(item, owner, terms.branch_class)
        if clause.below_zero and scope == "item":
            below = minus(ZERO, item.floor)
    made = made._replace(
        effect="deduct" if clause.rule is None and scope is not None else clause.effect,
        most=least(most_of(item, clause, terms), on_total if clause.effect in ("bonus", "penalty") else HIGHEST),
        empties_group=scope == "group",
        all_of_it=all_of_it,
        below=below,
    )
    if clause.empties is not None:
        made = made._replace(empties=range_of(clause.empties, clause, of_level=made.mode is Mode.LEVEL))
    if clause.veto is not None:
        made = made._replace(vetoes=range_of(clause.veto, clause, of_level=made.mode is Mode.LEVEL))
    return made


# ── how the number is made ─────────────────────────────────────────────────────────────────────────────────────


def _made(clause: Clause, price: Price, terms: Circumstances) -> Pricing | None:
    fact = clause.fact
    match fact:
        case CountFact():
            return _of_quantities(Mode.SUM, clause, price, Quantity)
        case AmountFact():
            return _of_quantities(Mode.NUMBER, clause, price, Quantity)
        case ValueFact():
            return _of_quantities(Mode.NUMBER, clause, price, _out_of(HUNDRED))
        case ImportedFact():
            return _of_quantities(Mode.NUMBER, clause, price, _out_of(fact.full))
        case JudgedFact():
            found = segments(price.of_points, [ZERO]) if clause.rule is not None else rising(ZERO)
            return Pricing(Mode.NUMBER, "", found, HIGHEST)
        case LateFact():
            made = _of_quantities(Mode.LATE, clause, price, Quantity)
            limit = HIGHEST if fact.most is None else chosen(fact.most, terms.branch_class)
            return made._replace(late_at_most=limit, never=price.of_quantity(Quantity(ZERO, never=1)))
        case SampleFact():
            modes = {"failed": Mode.FAILED, "failed_percent": Mode.FAILED_PERCENT}
            return _of_quantities(modes.get(fact.counts_as, Mode.PASSED_PERCENT), clause, price, _out_of(HUNDRED))
        case RankFact():
            if fact.ties == "same":
                return _of_quantities(Mode.NUMBER, clause, price, Quantity)
            return Pricing(Mode.RANKS, "", _ranks(price, fact.of), HIGHEST)
        case MissingFact():
            return _of_doing(clause, fact, price, terms)
        case LevelFact():
            levels = tuple(_level(clause, each, "", price.of_level(each)) for each in fact.level)
            return Pricing(Mode.LEVEL, "", rising(ONE), HIGHEST, levels=levels)
        case EventFact():
            mode = Mode.ONE_EVENT if clause.highest_only else Mode.EVENT
            return Pricing(mode, "", rising(ONE), HIGHEST, levels=tuple(_events(clause, fact, price)))
    return None


def _out_of(whole: Exact) -> Callable[[Exact], Quantity]:
    return lambda value: Quantity(value, whole, lacking=minus(whole, value))


def _of_quantities(mode: Mode, clause: Clause, price: Price, quantity: Callable[[Exact], Quantity]) -> Pricing:
    rule = clause.rule
    if isinstance(rule, EachRule) and rule.steps != "exact":
        branch_class = price.terms.branch_class
        line = rule.line
        assert not isinstance(line, Branches)
        steps = Steps(
            _ROUNDS[rule.steps],
            -1 if rule.below is not None else 1,
            ZERO if line is None else chosen(line, branch_class),
            chosen(rule.step, branch_class),
            LOWEST if clause.free is None else chosen(clause.free, branch_class),
        )
        each = times(price.one(chosen(rule.each, branch_class)), price.factor)
        return Pricing(mode, "", rising(each), HIGHEST, steps)
    found = segments(lambda value: price.of_quantity(quantity(value)), _ends(clause, price, quantity(ZERO).whole))
    return Pricing(mode, "", found, HIGHEST)


def _ends(clause: Clause, price: Price, whole: Exact | None) -> Iterator[Exact]:
    """Where the points of a number may bend."""
    branch_class = price.terms.branch_class
    found: list[Exact] = [ZERO, *(() if whole is None else (whole,))]
    match clause.rule:
        case EachRule() as rule if rule.line is not None and not isinstance(rule.line, Branches):
            found.append(chosen(rule.line, branch_class))
        case ShareRule() as share if share.of is not None and not isinstance(share.of, Branches):
            found.append(chosen(share.of, branch_class))
        case TableRule() as table:
            found += _ends_of_table(table, branch_class)
    free = ZERO if clause.free is None else chosen(clause.free, branch_class)
    for each in found:
        yield from (each, plus(each, free), minus(each, free))


def _ends_of_table(rule: TableRule, branch_class: str) -> Iterator[Exact]:
    lines: list[tuple[Exact, Exact]] = []
    for row, stretch in zip(rule.table, stretches(rule), strict=True):
        yield from (end for end in (stretch.low, stretch.high) if end is not None)
        points: Exact = chosen(row.points, branch_class)
        slope: Exact = ZERO
        if stretch.low is not None and row.each is not None:
            slope = chosen(row.each, branch_class)
        elif None not in (row.to_points, stretch.low, stretch.high) and stretch.low != stretch.high:
            assert row.to_points is not None
            assert stretch.low is not None
            assert stretch.high is not None
            slope = divided(minus(chosen(row.to_points, branch_class), points), minus(stretch.high, stretch.low))
        lines.append((minus(points, times(slope, stretch.low or ZERO)), slope))
    yield from crossings(lines)


def _ranks(price: Price, of: Decimal | None) -> tuple[Segment, ...]:
    """All points of the first places together, place by place: what several share is the mean of theirs."""
    found: list[Segment] = [Segment(LOWEST, ZERO, ZERO)]
    so_far: Exact = ZERO
    for place in map(Decimal, range(1, int(of or _RANKS) + 1)):
        try:
            so_far = plus(so_far, price.of_quantity(Quantity(place)))
        except Refusal:
            found.append(Segment(place, ZERO, None))
            break
        found.append(Segment(place, ZERO, so_far))
    return tuple(found)


def _of_doing(clause: Clause, fact: MissingFact, price: Price, terms: Circumstances) -> Pricing:
    rule, free = clause.rule, ZERO if clause.free is None else chosen(clause.free, terms.branch_class)
    required = None if isinstance(fact.required, str) else chosen(fact.required, terms.branch_class)
    is_share = isinstance(rule, ShareRule) and rule.of is None
    monthly = fact.per == "month"
    doing = Doing(
        _COUNTED_AS.index(fact.counts_as) + 1,
        required,
        terms.months if monthly else 1,
        quarter=not monthly,
        is_share=is_share,
        free=free,
        of_nothing=_of_nothing(fact, free, is_share=is_share),
        apart=clause.combine == "sum",
    )
    if is_share:
        whole = price._replace(clause=clause.model_copy(update={"free": None}))
        found = segments(lambda part: whole.of_quantity(Quantity(ZERO, ONE, lacking=part)), [ZERO, ONE])
        return Pricing(Mode.DOING, "", found, HIGHEST, doing=doing)
    return _of_quantities(Mode.DOING, clause, price, Quantity)._replace(doing=doing)


def _of_nothing(fact: MissingFact, free: Exact, *, is_share: bool) -> Exact:
    """What is read where nothing is required: the part that is lacking, or the percentage of it."""
    undone = fact.if_none == "zero"
    if is_share:
        return most(minus(ONE, free), ZERO) if undone else ZERO
    return HUNDRED if undone == (fact.counts_as == "missing_percent") else ZERO


def _events(clause: Clause, fact: EventFact, price: Price) -> Iterator[Level]:
    for level in fact.event:
        for role in fact.roles or ("",):
            points = price.of_level(level, role or None)
            weight = fact.roles[role] if isinstance(fact.roles, dict) and role else ONE
            yield _level(clause, level, role, times(points, weight))


def _level(clause: Clause, level: str, role: str, points: Exact) -> Level:
    empties, vetoes = (
        trigger is not None and (not trigger.levels or level in trigger.levels)
        for trigger in (clause.empties, clause.veto)
    )
    return Level(level, role, points, empties, vetoes)

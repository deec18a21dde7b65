"""绩效奖励办法 by itself: amounts to the fen, tables without holes, limits that can hold."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from dangjian_kaoping.checks.names import check_names_of_policy
from dangjian_kaoping.diagnostics import Faults, codes
from dangjian_kaoping.engine.score.interval import Stretch, completed, holes, meeting
from dangjian_kaoping.exact import plain
from dangjian_kaoping.model.number import ByClass
from dangjian_kaoping.model.reward import (
    BandsFactor,
    Coefficient,
    Factor,
    GradeFactor,
    Penalty,
    RankFactor,
    Reward,
    RewardRules,
    Row,
)
from dangjian_kaoping.model.values import Placed
from dangjian_kaoping.place import Place

Number = Decimal | ByClass


def check_rules(rules: RewardRules) -> Faults:
    """What the rules show by themselves."""
    faults = Faults()
    check_names_of_policy(rules, faults)
    for part, key, number in _amounts(rules):
        for amount in _values(number):
            if amount != round(amount, 2):
                faults.add(codes.KP601(amount=plain(amount)), part.place_of(*key))
    for part in _limited(rules):
        if part.at_least is None or part.at_most is None:
            continue
        low, high = _values(part.at_least), _values(part.at_most)
        if any(one > other for one, other in zip(low, high, strict=False)):
            problem = f"最少 {plain(max(low))}，超过了最多 {plain(min(high))}"
            faults.add(codes.KP604(problem=problem), part.place_of("at_least"))
    for factor in rules.factors():
        if isinstance(factor, (RankFactor, BandsFactor)) and factor.whole:
            _check_table(factor, faults)
    _check_coefficient(rules, faults)
    return faults


# ── what a policy holds ────────────────────────────────────────────────────────────────────────────────────────


def _amounts(rules: RewardRules) -> Iterator[tuple[Placed, tuple[str, ...], Number]]:
    """Numbers that are money by themselves, with the part in which they stand and the keys there."""
    for part in rules.rewards.values():
        for key in ("fund", "fund_per_head", "at_least", "at_most"):
            if (number := getattr(part, key)) is not None:
                yield part, (key,), number
        for quarter, number in part.funds.items():
            yield part, ("funds", str(quarter)), number
    for penalty in rules.penalties.values():
        for key in ("at_least", "at_most"):
            if (number := getattr(penalty, key)) is not None:
                yield penalty, (key,), number
    if rules.net_at_least is not None:
        yield rules, ("net_at_least",), rules.net_at_least


def _limited(rules: RewardRules) -> Iterator[Coefficient | Reward | Penalty]:
    """The parts that may have a least and a most."""
    if rules.coefficient is not None:
        yield rules.coefficient
    yield from rules.rewards.values()
    yield from rules.penalties.values()


def _values(number: Number) -> list[Decimal]:
    if isinstance(number, Decimal):
        return [number]
    return [*number.by_class.values(), *([] if number.otherwise is None else [number.otherwise])]


# ── tables ─────────────────────────────────────────────────────────────────────────────────────────────────────


def _check_table(factor: RankFactor | BandsFactor, faults: Faults) -> None:
    ranks = isinstance(factor, RankFactor)
    rows = factor.rank if isinstance(factor, RankFactor) else factor.bands
    stretches = completed(rows)
    unit = ("第 {} 名" if ranks else "{} 分").format
    for _, other, number in meeting(stretches, whole=ranks):
        faults.add(codes.KP603(problem=f"{unit(plain(number))}落在两段里"), factor.place_of(type(factor).TAG, other))
    # of ranks the end may be open: how many branches there are is asked for where a roster is known
    ends = [each.high for each in stretches]
    last = None if None in ends or not ranks else max(end for end in ends if end is not None)
    domain = Stretch(Decimal(1), False, last, False) if ranks else Stretch(None, False, None, False)
    for number in holes(stretches, domain, whole=ranks):
        faults.add(codes.KP603(problem=f"{unit(plain(number))}不落在任何一段里"), factor.key_of(type(factor).TAG))
    _check_order(rows, stretches, faults, ranks=ranks)


def _check_order(rows: Sequence[Row], stretches: Sequence[Stretch], faults: Faults, *, ranks: bool) -> None:
    """Whether who stands higher gets no less."""
    ordered = sorted(
        (stretch.low if stretch.low is not None else Decimal(-1), index) for index, stretch in enumerate(stretches)
    )
    for (_, lower), (_, upper) in pairwise(ordered):
        better, worse = (rows[lower], rows[upper]) if ranks else (rows[upper], rows[lower])
        pairs = zip(_values(better.value), _values(worse.value), strict=False)
        if isinstance(better.value, Decimal) == isinstance(worse.value, Decimal) and any(a < b for a, b in pairs):
            what = "名次高的" if ranks else "得分高的"
            faults.add(codes.KP609(problem=f"{what}一段反而比低的一段少"), better.place_of("value"))


def _check_coefficient(rules: RewardRules, faults: Faults) -> None:
    """No number of a coefficient beyond the coefficient's own limits."""
    rule = rules.coefficient
    if rule is None or not rule.whole:
        return
    if any(factor == "coefficient" for factor in rule.product):
        own = rule.product.index("coefficient")
        faults.add(codes.KP604(problem="系数里又写了 coefficient，自己乘自己，没有尽头"), rule.place_of("product", own))
    if len(rule.product) > 1:
        return  # of several, only the product says something
    for place, number in _table_numbers(rule.product[0], rule):
        for limit, beyond in ((rule.at_most, "超过了最高"), (rule.at_least, "低于最低")):
            if limit is None:
                continue
            for value in _values(number):
                bounds = _values(limit)
                if (value > max(bounds)) if limit is rule.at_most else (value < min(bounds)):
                    bound = max(bounds) if limit is rule.at_most else min(bounds)
                    faults.add(codes.KP604(problem=f"系数 {plain(value)} {beyond}的 {plain(bound)}"), place)


def _table_numbers(factor: Factor, owner: Coefficient) -> Iterator[tuple[Place, Number]]:
    match factor:
        case GradeFactor():
            yield from ((factor.place_of("grade", name), number) for name, number in factor.grade.items())
        case RankFactor():
            yield from ((row.place_of("value"), row.value) for row in factor.rank)
        case BandsFactor():
            yield from ((row.place_of("value"), row.value) for row in factor.bands)
        case Decimal() | ByClass():
            yield owner.place_of("product", 0), factor

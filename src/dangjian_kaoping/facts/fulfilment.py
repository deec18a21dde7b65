"""应做与已做: what was required, done and lacking, of each month by itself or of the whole quarter.

Where a number is required every month (`per: month`), months do not make up for one another: what one did beyond
its own is no help to another that lacks.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from dangjian_kaoping.exact import ZERO, Exact, least, minus, most, plain, plus, total
from dangjian_kaoping.facts.asked import Recorded, Terms
from dangjian_kaoping.facts.doing import Doing, Plan, in_each
from dangjian_kaoping.model.values import chosen


class Share(NamedTuple):
    """One month, or the quarter: how much was required of it and how much it did, in the fact's unit."""

    required: Exact
    done: Exact

    @property
    def lacking(self) -> Exact:
        """What it did not do."""
        return most(minus(self.required, self.done), ZERO)

    @property
    def fulfilled(self) -> Exact:
        """What it did of what was required."""
        return least(self.done, self.required)

    @property
    def beyond(self) -> Exact:
        """What it did beyond what was required."""
        return most(minus(self.done, self.required), ZERO)


class Fulfilment(NamedTuple):
    """All periods together, in the fact's unit. Of a quarter `done` is all that was done, of months what counts.

    `periods` is empty where an inspection states only what is missing: then which month lacked it is not known.
    """

    required: Exact
    done: Exact
    lacking: Exact
    periods: tuple[Share, ...] = ()

    @property
    def beyond(self) -> Exact:
        """What was done beyond what was required; where only what is missing is recorded, nothing was."""
        return total(each.beyond for each in self.periods)

    @property
    def by_month(self) -> "tuple[Fulfilment, ...]":
        """Each month by itself."""
        return tuple(Fulfilment(each.required, each.fulfilled, each.lacking, (each,)) for each in self.periods)


def running_fulfilment(plan: Plan, recorded: Sequence[Recorded[Doing]], terms: Terms) -> Iterator[Fulfilment]:
    """The fulfilment after each record, in order.

    An inspection states a number a month in order (`check` sees to that), a self-assessment that of its own month;
    a month that was filed and is silent, while another speaks, did nothing.
    """
    monthly = plan.per == "month"
    periods = range(terms.months if monthly else 1)
    plans: dict[int, Exact] = {}
    done: dict[int, Exact] | None = None
    missing: Exact = ZERO
    lacked: dict[int, Exact] | None = {}
    for each in recorded:
        finding = each.finding
        mine: Sequence[int] = periods if each.month is None or not monthly else (each.month.number,)
        for period, number in zip(mine, in_each(finding.required, len(mine)), strict=False):
            # the plan of a period is one plan, however often it is recorded
            plans[period] = most(plans.get(period, ZERO), number)
        if finding.done is not None:
            done = {} if done is None else done
            for period, number in zip(mine, _listed(finding.done), strict=False):
                done[period] = plus(done.get(period, ZERO), number)
        missing = plus(missing, finding.missing or ZERO)
        if finding.missing is not None:
            lacked = None if lacked is None or len(mine) > 1 else lacked
            if lacked is not None:
                lacked[mine[0]] = plus(lacked.get(mine[0], ZERO), finding.missing)
        planned = _planned(plan, plans, {*(done or {}), *(lacked or {})}, len(periods), terms)
        yield _lacking(planned, lacked, missing) if done is None else _done(planned, done, missing, monthly=monthly)


def at_odds(plan: Plan, recorded: Sequence[Recorded[Doing]], terms: Terms) -> str | None:
    """Why several records cannot all hold, in words; None where they can.

    A period has one plan. Months may have plans of their own; but a month that was filed and is silent has that of
    the others. More cannot be missing than was required.
    """
    monthly = plan.per == "month"
    by_month: dict[int, set[tuple[Decimal, ...]]] = {}
    for each in recorded:
        month = each.month.number if monthly and each.month is not None else 0
        periods = terms.months if monthly and not month else 1
        planned = by_month.setdefault(month, set())
        if each.finding.required is not None:  # what is only said to be missing has no plan to differ in
            planned.add(in_each(each.finding.required, periods))
    if any(len(plans) > 1 for plans in by_month.values()):
        return "几处记的应做数不一样；一个时期只有一个应做数"
    silent = 0 not in by_month and len(by_month) < terms.months
    if silent and len(set.union(*by_month.values())) > 1:
        return "各月的应做数不一样，有一个月没有记，不知道它应做多少；请把每个月都记上"
    *_, whole = running_fulfilment(plan, recorded, terms)
    known = plan.required != "recorded" or all(each.finding.required is not None for each in recorded)
    if known and whole.lacking > whole.required:
        return f"几处合起来少了 {plain(whole.lacking)}，比应做的 {plain(whole.required)} 还多；同一个缺口只记一次"
    return None


def _listed(number: Decimal | tuple[Decimal, ...]) -> tuple[Decimal, ...]:
    return number if isinstance(number, tuple) else (number,)


def _planned(
    plan: Plan, plans: Mapping[int, Exact], told: Collection[int], count: int, terms: Terms
) -> list[tuple[int | None, Exact]]:
    """What is required of each period: those that speak, in order, then those that are silent."""
    usual: Exact = max(plans.values(), default=ZERO)
    if not isinstance(plan.required, str):
        usual, plans = chosen(plan.required, terms.branch_class), {}
    spoken = sorted({*plans, *told})
    silent = [(None, usual)] * (count - len(spoken))
    return [*((period, plans.get(period, usual)) for period in spoken), *silent]


def _lacking(
    planned: Sequence[tuple[int | None, Exact]], lacked: Mapping[int, Exact] | None, missing: Exact
) -> Fulfilment:
    """Where records state what is missing; `lacked` of each period, None where that is not known."""
    required = total(number for _, number in planned)
    done = most(minus(required, missing), ZERO)
    if lacked is None:
        return Fulfilment(required, done, missing)
    periods = (Share(number, most(minus(number, _of(period, lacked)), ZERO)) for period, number in planned)
    return Fulfilment(required, done, missing, tuple(periods))


def _done(
    planned: Sequence[tuple[int | None, Exact]], done: Mapping[int, Exact], missing: Exact, *, monthly: bool
) -> Fulfilment:
    periods = tuple(Share(number, _of(period, done)) for period, number in planned)
    whole = total(each.fulfilled if monthly else each.done for each in periods)
    lacking = plus(missing, total(each.lacking for each in periods))
    return Fulfilment(total(each.required for each in periods), whole, lacking, periods)


def _of(period: int | None, numbers: Mapping[int, Exact]) -> Exact:
    return ZERO if period is None else numbers.get(period, ZERO)

"""应做与已做 the other way round: what a record states of which so much is done, missing, or done beyond the plan."""

from collections.abc import Iterator
from decimal import Decimal

from dangjian_kaoping.exact import ONE, ZERO, Exact, divided, least, minus, most, plus, times
from dangjian_kaoping.facts.asked import Stating
from dangjian_kaoping.facts.quantity import HUNDRED

_MANY = 60
"""Of so many that are required at most, all that can be done are told one by one."""


def doing_stated(
    counts_as: str, number: Exact, required: Decimal | None, periods: int, *, whole: bool, by_month: bool
) -> Stating | None:
    """What a record states that comes to a number; None where there is none.

    `required` is what is required of each period, None where records write it; `whole` says that there are no halves
    of what is done, `by_month` that the periods are months.
    """
    plan = _plan(counts_as, number) if required is None else required
    done = _done(counts_as, number, times(plan, Decimal(periods)))
    if done is None or not isinstance(done, Decimal) or (whole and done != done.to_integral_value()):
        return None
    several = _spread(done, plan, periods)
    stated: Stating = {"done": several if by_month else several[0]}
    return stated if required is not None else {"required": plan, **stated}


def doing_numbers(counts_as: str, required: Decimal, periods: int) -> tuple[Exact, ...]:
    """All numbers that whole things done out of so many come to, in order; none where there are too many to tell, or
    where they have no end.
    """
    plan = required * periods
    if counts_as == "over" or plan > _MANY or plan != plan.to_integral_value():
        return ()
    return tuple(sorted(set(_numbers(counts_as, plan, beyond=counts_as == "done" and periods == 1))))


def _numbers(counts_as: str, plan: Decimal, *, beyond: bool) -> Iterator[Exact]:
    for done in map(Decimal, range(int(plan) + 1)):
        match counts_as:
            case "missing":
                yield minus(plan, done)
            case "done":
                yield done
            case "missing_percent" | "done_percent" if plan:
                part = divided(times(done, HUNDRED), plan)
                yield part if counts_as == "done_percent" else minus(HUNDRED, part)
    if beyond:
        yield from (plan + 1, plan + 2)


def _plan(counts_as: str, number: Exact) -> Decimal:
    """What may well be required where records write it, so that what comes to the number can be done."""
    if counts_as.endswith("percent"):
        digits = -number.as_tuple().exponent if isinstance(number, Decimal) else 0  # type: ignore[operator]
        return HUNDRED * Decimal(10) ** max(digits, 0)
    return Decimal(10) if number <= 10 or not isinstance(number, Decimal) else number.to_integral_value() + ONE


def _done(counts_as: str, number: Exact, plan: Exact) -> Exact | None:
    match counts_as:
        case "missing":
            found = minus(plan, number)
        case "missing_percent":
            found = divided(times(plan, minus(HUNDRED, number)), HUNDRED)
        case "done_percent":
            found = divided(times(plan, number), HUNDRED)
        case "over":
            found = plus(plan, number)
        case _:
            found = number
    return found if found >= 0 else None


def _spread(done: Decimal, required: Decimal, periods: int) -> tuple[Decimal, ...]:
    """What was done of each period: what was required, as long as there is any; what is beyond, in the last."""
    left: Exact = done
    found: list[Decimal] = []
    for _ in range(periods - 1):
        part = most(least(left, required), ZERO)
        assert isinstance(part, Decimal)  # of decimals
        found.append(part)
        left = minus(left, part)
    assert isinstance(left, Decimal)
    return (*found, left)

"""应做与已做 one step away: one more or one less was missing, or done in one of the periods."""

from collections.abc import Iterator
from decimal import Decimal

from dangjian_kaoping.exact import ZERO
from dangjian_kaoping.facts.doing import Doing, Plan, in_each, required_in_all
from dangjian_kaoping.facts.neighbours import Neighbour, stepped
from dangjian_kaoping.model.number import known


def doing_near(
    plan: Plan, stated: Doing, branch_class: str | None, months: int | None, *, beyond: bool
) -> Iterator[Neighbour]:
    """Between none and what is required; `beyond` says that more than that counts, so that there may be more."""
    if stated.missing is not None:
        most = required_in_all(plan, stated, branch_class, months)
        yield from (Neighbour({"missing": each}) for each in stepped(stated.missing, ZERO, most))
    elif isinstance(stated.done, tuple):
        done = stated.done
        required = _required(plan, stated, branch_class, len(done))
        for month, number in enumerate(done):
            most = None if beyond or not required else required[month]
            for each in stepped(number, ZERO, most):
                yield Neighbour({"done": (*done[:month], each, *done[month + 1 :])})
    elif stated.done is not None:
        required = _required(plan, stated, branch_class, 1)
        most = None if beyond or not required else required[0]
        yield from (Neighbour({"done": each}) for each in stepped(stated.done, ZERO, most))


def _required(plan: Plan, stated: Doing, branch_class: str | None, periods: int) -> tuple[Decimal, ...]:
    """What is required of each period; nothing where that is not known."""
    number = stated.required if isinstance(plan.required, str) else known(plan.required, branch_class)
    return in_each(number, periods)

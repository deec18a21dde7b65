"""应做与已做 as a record states it: what must be said, of which months, and how much it can be."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal, Protocol

from dangjian_kaoping.exact import ONE, plain, times
from dangjian_kaoping.facts.asked import Asked, Hundredth, Problem, hundredth, is_percent
from dangjian_kaoping.facts.quantity import HUNDRED
from dangjian_kaoping.model.number import ClassNumber, known

Numbers = Decimal | tuple[Decimal, ...] | None
"""A number of the period, or one of each month; None where none is recorded."""
Period = Literal["month", "quarter"]


class Plan(Protocol):
    """What is required: a number, or one that records write, of every month or of the quarter."""

    @property
    def required(self) -> ClassNumber | Literal["recorded"]: ...
    @property
    def per(self) -> Period: ...


class Doing(Protocol):
    """What a record states: how much is done or missing, and of how much."""

    done: Numbers
    missing: Decimal | None
    required: Numbers


def in_each(number: Numbers, periods: int) -> tuple[Decimal, ...]:
    """A number as it was recorded, for each period: one number is that of every one. Empty where there is none."""
    if number is None:
        return ()
    return number if isinstance(number, tuple) else (number,) * periods


def doing_problems(plan: Plan, stated: Doing, asked: Asked, *, shortage_alone: bool) -> Iterator[Problem]:
    """What is wrong with a record: the first that is told is the first to be mended.

    `shortage_alone` says that nothing is read of it but how much is missing in all.
    """
    yield from _unsaid(plan, stated, shortage_alone=shortage_alone)
    yield from _by_period(plan, stated, asked.months, month_by_month=asked.month_by_month)
    yield from _too_much(plan, stated, asked.branch_class, asked.months)


def _unsaid(plan: Plan, stated: Doing, *, shortage_alone: bool) -> Iterator[Problem]:
    if stated.done is None and stated.missing is None:
        yield Problem("KP306", "没有写做了多少、少了多少")
    if plan.required == "recorded":
        if stated.required is None and not (shortage_alone and stated.done is None):
            yield Problem("KP306", "没有写应做多少")
    elif stated.required is not None:
        yield Problem("KP306", "应做的数已由细则规定，不记 required", ("required",))
    if stated.done is not None and stated.missing is not None:
        yield Problem("KP315", "done 与 missing 只能写一个", ("missing",))


def _by_period(plan: Plan, stated: Doing, months: int | None, *, month_by_month: bool) -> Iterator[Problem]:
    """Whether numbers stand for the periods that the fact has: each month's, or one for the quarter."""
    if month_by_month and stated.missing is not None and months not in (None, 1):
        yield Problem("KP361", "各月分别计分，missing 只写了合计，看不出是哪个月少的", ("missing",))
    for key, number in (("done", stated.done), ("required", stated.required)):
        if isinstance(number, tuple):
            if plan.per != "month":
                yield Problem("KP306", f"不按月计，{key} 只写一个数", (key,))
            elif months is None:
                yield Problem("KP306", f"自评一个月一份，{key} 只写本月的一个数", (key,))
            elif len(number) != months:
                yield Problem("KP361", f"{key} 写了 {len(number)} 个数，而要写 {months} 个月的", (key,))
        elif key == "done" and number is not None and plan.per == "month" and months not in (None, 1):
            yield Problem("KP361", "每月都要做，done 只写了一个数，看不出各月做了多少", (key,))


def _too_much(plan: Plan, stated: Doing, branch_class: str | None, months: int | None) -> Iterator[Problem]:
    """More missing than is required of all the periods of which the record speaks."""
    whole = required_in_all(plan, stated, branch_class, months)
    if whole is not None and stated.missing is not None and stated.missing > whole:
        yield Problem("KP315", f"少了 {plain(stated.missing)}，比应做的 {plain(whole)} 还多", ("missing",))


def required_in_all(plan: Plan, stated: Doing, branch_class: str | None, months: int | None) -> Decimal | None:
    """What is required of all the periods of which a record speaks; None where that is not known."""
    periods = (months or 1) if plan.per == "month" else 1
    if stated.required is not None:
        return sum(in_each(stated.required, periods), Decimal(0))
    number = None if isinstance(plan.required, str) else known(plan.required, branch_class)
    return None if number is None else number * periods


def doing_hundredths(stated: Doing, required: Numbers, unit: str, *, by_percentage: bool) -> Iterator[Hundredth]:
    """What is done or missing of so much, where the percentage of it counts, or is what is recorded."""
    done = [("done", number, index) for index, number in enumerate(in_each(stated.done, 1))]
    missing = [] if stated.missing is None else [("missing", stated.missing, 0)]
    for key, number, month in (*done, *missing):
        whole = required[min(month, len(required) - 1)] if isinstance(required, tuple) else required
        if whole is not None and whole <= ONE:
            continue  # out of 1, 0.885 is 88.5 % either way
        if is_percent(unit):
            yield from hundredth(key, number)
        elif by_percentage and whole is not None:
            part = times(number, whole)
            high = f"{plain(whole)} {unit}的 {plain(times(number, HUNDRED))}%（{plain(part)} {unit}）"
            yield Hundredth(key, number, f"{plain(number)} {unit}", high, part)

"""应做与已做 as a record states it: what must be said, of which months, and how much it can be."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal, Protocol

from dangjian_kaoping.exact import plain
from dangjian_kaoping.facts.asked import Problem
from dangjian_kaoping.model.values import ClassNumber, chosen

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


def doing_problems(
    plan: Plan, stated: Doing, *, shortage_alone: bool, branch_class: str | None, months: int | None
) -> Iterator[Problem]:
    """What is wrong with a record: the first that is told is the first to be mended.

    `shortage_alone` says that nothing is read of it but how much is missing. `months` are those of which it speaks;
    None is a self-assessment, which speaks of its own.
    """
    yield from _unsaid(plan, stated, shortage_alone=shortage_alone)
    yield from _by_period(plan, stated, months)
    yield from _too_much(plan, stated, branch_class, months)


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


def _by_period(plan: Plan, stated: Doing, months: int | None) -> Iterator[Problem]:
    """Whether numbers stand for the periods that the fact has: each month's, or one for the quarter."""
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
    periods = (months or 1) if plan.per == "month" else 1
    whole = None
    if stated.required is not None:
        whole = sum(in_each(stated.required, periods), Decimal(0))
    elif isinstance(plan.required, Decimal) or (not isinstance(plan.required, str) and branch_class is not None):
        whole = chosen(plan.required, branch_class or "") * periods
    if whole is not None and stated.missing is not None and stated.missing > whole:
        yield Problem("KP315", f"少了 {plain(stated.missing)}，比应做的 {plain(whole)} 还多", ("missing",))

"""数额 `amount`: a quantity that need not be whole, which adds up.

写法：`amount: 单位`
意思：不一定是整数的量，如元、分。记录写 `amount`
默认：无
例：`{fact: {amount: 元}, deduct: {each: 0.01}}` 记 `{amount: 120.5}` 扣 1.205 分
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import ClassVar

from dangjian_kaoping.exact import ZERO, Exact, plus
from dangjian_kaoping.facts.asked import (
    UNIT,
    Asked,
    Hundredth,
    Problem,
    Recorded,
    Stating,
    Terms,
    hundredth,
    is_percent,
    number_or_nothing,
)
from dangjian_kaoping.facts.boxes import Box, Entered, Filled, Unfilled, how_much, in_numbers, number, read_in
from dangjian_kaoping.facts.fact import KindOfFact, Stated
from dangjian_kaoping.facts.families import Adding
from dangjian_kaoping.facts.neighbours import Neighbour, stepped
from dangjian_kaoping.facts.quantity import Quantity
from dangjian_kaoping.model.marks import Field
from dangjian_kaoping.model.rule import EachRule, TableRule
from dangjian_kaoping.model.values import Amount, Text


class AmountFact(Adding["AmountStated"]):
    """数额: a quantity that need not be whole (元, 分, 学时). A finding writes `amount: 0.2`."""

    TAG = "amount"
    TITLE = "数额"
    RECORDED = ("amount",)
    WANTED = "amount: 数额"
    RULES = (EachRule, TableRule)
    CHANGES: ClassVar = {"amount": UNIT}
    CALLED: ClassVar = {"amount": "数额 金额 数值 学时"}
    ASSESSES = False
    WORSE = "more"

    amount: Text = Field(description="单位，如 元、分、学时")

    def problem(self, stated: "AmountStated", asked: Asked) -> Problem | None:
        return Problem("KP306", "没有写数额") if stated.amount is None else None

    def hundredths(self, stated: "AmountStated", branch_class: str | None) -> Iterator[Hundredth]:
        if is_percent(self.amount):
            yield from hundredth("amount", stated.amount)

    def neighbours(self, stated: "AmountStated", asked: Asked) -> Iterator[Neighbour]:
        if stated.amount is not None:
            yield from (Neighbour({"amount": each}) for each in stepped(stated.amount, ZERO, None))

    # ── in a form ──────────────────────────────────────────────────────────────────────────────────────────────

    def boxes(self, months: int | None) -> tuple[Box, ...]:
        unit = self.amount
        return (Box(number(1), how_much(unit), "amount", unit, percent=is_percent(unit)),)

    def boxed(self, stated: "AmountStated", months: int | None) -> Mapping[str, str]:
        return in_numbers([stated.amount])

    def unboxed(self, cells: Mapping[str, Entered], months: int | None) -> Mapping[str, Filled] | Unfilled:
        return read_in(cells, {"amount": number(1)}, "没有写数额")

    def running(self, recorded: Sequence[Recorded["AmountStated"]], terms: Terms) -> Iterator[Quantity]:
        so_far: Exact = ZERO
        for each in recorded:
            so_far = plus(so_far, each.finding.amount or ZERO)
            yield Quantity(so_far)

    def stating(self, number: Exact, months: int) -> tuple[Stating, ...] | None:
        return ({"amount": number},) if isinstance(number, Decimal) and number >= 0 else None

    # ── in words ───────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def unit(self) -> str:
        return self.amount

    def recorded_in_words(self, stated: "AmountStated") -> str:
        return number_or_nothing(stated.amount, self.amount)


class AmountStated(Stated):
    """The keys of a record of it."""

    KIND: ClassVar[KindOfFact] = AmountFact
    amount: Amount | None = None

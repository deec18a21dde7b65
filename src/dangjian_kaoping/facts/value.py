"""数值 `value`: a measured value, a rate or a survey result.

写法：`value: 单位`；`min`、`max` 是可能的最小值、最大值；`min` 是负的，线、分段和条件的两头也可以写负数
意思：量出来、算出来的数，如出勤率、满意度、增长率。记录写 `value`
默认：`min: 0`；单位是 `'%'` 的 `max: 100`，别的不限
例：`{fact: {value: '%'}, deduct: {each: 0.2, below: 99}}` 记 `{value: 97}` 扣 0.4 分
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import ClassVar

from dangjian_kaoping.exact import (
    ONE,
    ZERO,
    Exact,
    minus,
    plain,
)
from dangjian_kaoping.facts.asked import (
    PERCENT,
    UNIT,
    Asked,
    Hundredth,
    Problem,
    Setting,
    Stating,
    hundredth,
    is_percent,
    number_or_nothing,
)
from dangjian_kaoping.facts.boxes import Box, Entered, Filled, Unfilled, Wanted, how_much, in_numbers, number, read_in
from dangjian_kaoping.facts.fact import KindOfFact, Stated
from dangjian_kaoping.facts.families import Measured
from dangjian_kaoping.facts.neighbours import Neighbour, measured_near
from dangjian_kaoping.facts.quantity import HUNDRED, Quantity, Reach
from dangjian_kaoping.model.marks import Field
from dangjian_kaoping.model.rule import EachRule, Rule, ShareRule, TableRule
from dangjian_kaoping.model.values import Number, Text


class ValueFact(Measured["ValueStated"]):
    """数值: a measured value, a rate or a survey result. A finding writes `value: 97.5`."""

    TAG = "value"
    TITLE = "数值"
    RECORDED = ("value",)
    WANTED = "value: 数值"
    RULES = (EachRule, TableRule, ShareRule)
    CHANGES: ClassVar = {"value": UNIT, "min": Setting("clause-domain"), "max": Setting("clause-domain")}
    CALLED: ClassVar = {
        "value": "数值 值 实际值 得数 比率",
        "min": "最小 最小值 下限",
        "max": "最大 最大值 上限",
    }
    SILENT_WITHIN_LINE = True

    value: Text = Field(description="单位，如 %、分、人")
    at_least: Number = Field(default=Decimal(0), alias="min", description="可能的最小值")
    at_most: Number | None = Field(default=None, alias="max", description="可能的最大值；单位是 % 的默认 100")

    @property
    def highest(self) -> Decimal | None:
        """The largest possible value; a percentage ends at 100."""
        return Decimal(100) if self.at_most is None and self.value in ("%", "％") else self.at_most

    def misfit(self, rule: Rule) -> str | None:
        wrong = isinstance(rule, ShareRule) and rule.of is None and self.highest != HUNDRED
        return "除非数值是百分数（unit 为 % 或 max 为 100）" if wrong else None

    def problem(self, stated: "ValueStated", asked: Asked) -> Problem | None:
        if stated.value is None:
            return Problem("KP306", "没有写数值")
        highest = self.highest
        if stated.value < self.at_least or (highest is not None and stated.value > highest):
            upper = "" if highest is None else plain(highest)
            return Problem("KP315", f"数值 {plain(stated.value)} 不在 {plain(self.at_least)}—{upper} 之间", ("value",))
        return None

    def hundredths(self, stated: "ValueStated", branch_class: str | None) -> Iterator[Hundredth]:
        if is_percent(self.value) and (self.highest is None or self.highest > ONE):
            yield from hundredth("value", stated.value)

    def neighbours(self, stated: "ValueStated", asked: Asked) -> Iterator[Neighbour]:
        return measured_near("value", stated.value, self.at_least, self.highest)

    # ── in a form ──────────────────────────────────────────────────────────────────────────────────────────────

    def boxes(self, months: int | None) -> tuple[Box, ...]:
        wanted: Wanted = "number" if self.at_least < 0 else "amount"
        percent = is_percent(self.value) and (self.highest is None or self.highest > ONE)
        return (Box(number(1), how_much(self.value), wanted, self.value, percent=percent),)

    def boxed(self, stated: "ValueStated", months: int | None) -> Mapping[str, str]:
        return in_numbers([stated.value])

    def unboxed(self, cells: Mapping[str, Entered], months: int | None) -> Mapping[str, Filled] | Unfilled:
        return read_in(cells, {"value": number(1)}, "没有写数值")

    # ── as points ──────────────────────────────────────────────────────────────────────────────────────────────

    def measured(self, stated: "ValueStated") -> Quantity:
        value = stated.value or ZERO
        return Quantity(value, HUNDRED, lacking=minus(HUNDRED, value))

    @property
    def measures(self) -> bool:
        return True

    @property
    def reach(self) -> Reach:
        return Reach(self.at_least, False, self.highest)

    # ── made up ────────────────────────────────────────────────────────────────────────────────────────────────

    def stating(self, number: Exact, months: int) -> tuple[Stating, ...] | None:
        return ({"value": number},) if isinstance(number, Decimal) else None

    # ── in words ───────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def unit(self) -> str:
        return PERCENT if self.value == "%" else self.value

    @property
    def is_rate(self) -> bool:
        return True

    def recorded_in_words(self, stated: "ValueStated") -> str:
        return number_or_nothing(stated.value, self.value)


class ValueStated(Stated):
    """The keys of a record of it."""

    KIND: ClassVar[KindOfFact] = ValueFact
    value: Number | None = None

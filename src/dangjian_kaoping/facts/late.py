"""迟报 `late`: units late, of one report a finding.

写法：`late: 单位`；`most` 每份最多计几个单位；`never` 始终没有报的，每份几分
意思：一份报表一条记录，写 `late`（迟了几个单位）或 `never: true`（始终没有报）
默认：不限单位；没有写 `never` 的，始终未报不另计分
例：`{fact: {late: 天, most: 3, never: 3}, deduct: {each: 1}}` 记 `{late: 5}`、`{never: true}` 扣 6 分
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import ClassVar

from dangjian_kaoping.exact import ZERO, Exact, least, plus
from dangjian_kaoping.facts.asked import (
    UNIT,
    Asked,
    Hundredth,
    Problem,
    Recorded,
    Say,
    Setting,
    Stating,
    Terms,
    hundredth,
    is_percent,
    number_or_nothing,
)
from dangjian_kaoping.facts.boxes import WAYS, Box, Entered, Filled, Unfilled, how_much, in_numbers, number, read_in
from dangjian_kaoping.facts.fact import KindOfFact, Stated
from dangjian_kaoping.facts.families import Adding
from dangjian_kaoping.facts.neighbours import Neighbour, counted_near
from dangjian_kaoping.facts.quantity import COUNTED_WHOLE, Quantity, is_integral
from dangjian_kaoping.model.by_class import decided
from dangjian_kaoping.model.marks import Field
from dangjian_kaoping.model.number import ClassNumber, chosen
from dangjian_kaoping.model.rule import EachRule, TableRule
from dangjian_kaoping.model.values import Amount, Text, YesNo

_MANY = 100
"""So many reports of one round are more than anybody hands in."""


class LateFact(Adding["LateStated"]):
    """迟报: units late, of one report a finding. A finding writes `late: 2`, or `never: true`."""

    TAG = "late"
    TITLE = "迟报"
    RECORDED = ("late", "never")
    WANTED = "late: 迟了几个单位，或 never: true（始终未报）"
    RULES = (EachRule, TableRule)
    CHANGES: ClassVar = {
        "late": UNIT,
        "most": Setting("{side}-late-most", "amount"),
        "never": Setting("{side}-never", "amount"),
    }
    CALLED: ClassVar = {
        "late": "迟 迟报 迟到 逾期 晚报 迟交",
        "never": "未报 始终未报 没有报",
        "most": "最多 以…为限 上限",
    }
    ASSESSES = False
    WORSE = "more"

    late: Text = Field(description="单位，如 天、半天")
    most: ClassNumber | None = Field(default=None, description="每份最多计几个单位（如以 3 天为限）")
    never: ClassNumber | None = Field(default=None, description="始终未报的，每份扣的分")

    def problem(self, stated: "LateStated", asked: Asked) -> Problem | None:
        if stated.late is None and not stated.never:
            return Problem("KP306", "没有写迟了多少")
        if stated.late is not None and stated.never:
            return Problem("KP315", "始终未报的不再记迟了多少", ("late",))
        return None

    def hundredths(self, stated: "LateStated", branch_class: str | None) -> Iterator[Hundredth]:
        if is_percent(self.late):
            yield from hundredth("late", stated.late)

    def neighbours(self, stated: "LateStated", asked: Asked) -> Iterator[Neighbour]:
        return counted_near("late", stated.late)

    # ── in a form ──────────────────────────────────────────────────────────────────────────────────────────────

    def boxes(self, months: int | None) -> tuple[Box, ...]:
        unit = self.late
        asks = f"迟了{how_much(unit)}，始终未报的空着"
        return (
            Box("way", "迟报了，还是始终未报", "choice", choices=(WAYS.late, WAYS.never)),
            Box(number(1), asks, "amount", unit, optional=True, percent=is_percent(unit)),
        )

    def boxed(self, stated: "LateStated", months: int | None) -> Mapping[str, str]:
        return {"way": WAYS.never} if stated.never else {"way": WAYS.late} | in_numbers([stated.late])

    def unboxed(self, cells: Mapping[str, Entered], months: int | None) -> Mapping[str, Filled] | Unfilled:
        way = cells.get("way")
        if way is None:
            return Unfilled("way", f"没有选{WAYS.late}还是{WAYS.never}")
        if way.text == WAYS.late:
            return read_in(cells, {"late": number(1)}, "没有写迟了多少")
        if number(1) in cells:
            return Unfilled(number(1), "始终未报的不再写迟了多少")
        return {"never": Entered("true", "way")}

    def running(self, recorded: Sequence[Recorded["LateStated"]], terms: Terms) -> Iterator[Quantity]:
        so_far: Exact = ZERO
        most_units = None if self.most is None else chosen(self.most, terms.branch_class)
        never = 0
        for each in recorded:
            late: Exact = each.finding.late or ZERO
            so_far = plus(so_far, late if most_units is None else least(late, most_units))
            never += bool(each.finding.never)
            yield Quantity(so_far, never=never)

    def stating(self, number: Exact, months: int) -> tuple[Stating, ...] | None:
        """Of reports of which each counts no more than so much there are as many as it takes."""
        if not isinstance(number, Decimal) or number < 0:
            return None
        most_units = None if self.most is None else decided(self.most)
        if most_units is None or number <= most_units:
            return ({"late": number},)
        whole = int(number // most_units) if most_units else _MANY
        if whole >= _MANY:
            return None
        rest = number - whole * most_units
        reports = [most_units] * whole + ([rest] if rest else [])
        return tuple({"late": each} for each in reports)

    @property
    def turns(self) -> tuple[Decimal, ...]:
        return () if self.most is None else (decided(self.most),)

    def stating_apart(self) -> tuple[Stating, ...]:
        return ({"never": True},)

    @property
    def never_price(self) -> ClassNumber | None:
        return self.never

    @property
    def is_whole(self) -> bool:
        return self.late in COUNTED_WHOLE and (self.most is None or is_integral(self.most))

    # ── in words ───────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def unit(self) -> str:
        return self.late

    @property
    def subject(self) -> str:
        return "迟报"

    @property
    def any_in_words(self) -> str:
        return "有迟报的"

    def each_in_words(self, step: str, *, one: bool) -> str:
        return f"每迟{step}"

    def more_in_words(self, verb: str, say: Say) -> str:
        words = "" if self.most is None else f"，每份最多计 {say(self.most, self.late).strip()}"
        return words if self.never is None else f"{words}，始终未报的每份{verb}{say(self.never, '分')}"

    def recorded_in_words(self, stated: "LateStated") -> str:
        return "始终未报" if stated.never else f"迟 {number_or_nothing(stated.late, self.late)}"


class LateStated(Stated):
    """The keys of a record of it."""

    KIND: ClassVar[KindOfFact] = LateFact
    late: Amount | None = None
    never: YesNo | None = None

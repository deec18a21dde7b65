"""酌情 `judged`: points that a person judges.

写法：`judged: 单位`，如例、项
意思：由人判的分。扣分的，记一例判一例；得分的（`earn`）是由人评的得分，每个支部都要评，自评用检查的。记录写
`judged`，并写明原因
默认：无
例：`{fact: {judged: 例}, deduct: {within: [1, 2]}}` 记 `{judged: 1.5}` 扣 1.5 分
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import ClassVar, Self

from dangjian_kaoping.exact import ZERO, Exact, total
from dangjian_kaoping.facts.asked import (
    UNIT,
    Asked,
    Condition,
    Hundredth,
    Price,
    Problem,
    Recorded,
    Stating,
    Terms,
    Unlike,
    hundredth,
    is_percent,
    number_or_nothing,
)
from dangjian_kaoping.facts.boxes import Box, Entered, Filled, Unfilled, in_numbers, number, read_in
from dangjian_kaoping.facts.fact import KindOfFact, Stated
from dangjian_kaoping.facts.families import OneByOne
from dangjian_kaoping.facts.neighbours import Neighbour
from dangjian_kaoping.model.marks import Field
from dangjian_kaoping.model.number import known
from dangjian_kaoping.model.rule import Rule, WithinRule
from dangjian_kaoping.model.values import Amount, Text


class JudgedFact(OneByOne["JudgedStated"]):
    """酌情: points that a person judges, within the rule's range. A finding writes `judged: 2` and why."""

    TAG = "judged"
    TITLE = "酌情判分"
    RECORDED = ("judged",)
    WANTED = "judged: 判的分"
    RULES = (WithinRule,)
    CHANGES: ClassVar = {"judged": UNIT}
    CALLED: ClassVar = {"judged": "判分 酌情 酌情扣分 判定分"}

    judged: Text = Field(description="单位，如 例、项")

    def problem(self, stated: "JudgedStated", asked: Asked) -> Problem | None:
        return Problem("KP306", "没有写判了几分") if stated.judged is None else None

    def hundredths(self, stated: "JudgedStated", branch_class: str | None) -> Iterator[Hundredth]:
        if is_percent(self.judged):
            yield from hundredth("judged", stated.judged)

    def neighbours(self, stated: "JudgedStated", asked: Asked) -> Iterator[Neighbour]:
        """The least and the most that may be judged."""
        if isinstance(asked.rule, WithinRule):
            ends = (Decimal(0), asked.points) if isinstance(asked.rule.within, str) else asked.rule.within
            found = (None if end is None else known(end, asked.branch_class) for end in ends)
            yield from (Neighbour({"judged": end}) for end in dict.fromkeys(found) if end not in (None, stated.judged))

    # ── in a form ──────────────────────────────────────────────────────────────────────────────────────────────

    def boxes(self, months: int | None) -> tuple[Box, ...]:
        return (Box(number(1), "判几分", "amount", "分"),)

    def boxed(self, stated: "JudgedStated", months: int | None) -> Mapping[str, str]:
        return in_numbers([stated.judged])

    def unboxed(self, cells: Mapping[str, Entered], months: int | None) -> Mapping[str, Filled] | Unfilled:
        return read_in(cells, {"judged": number(1)}, "没有写判了几分")

    # ── as points ──────────────────────────────────────────────────────────────────────────────────────────────

    def alone(self, price: Price, recorded: Recorded["JudgedStated"]) -> Exact:
        return price.of_points(recorded.finding.judged or ZERO)

    def meets(self, condition: Condition, recorded: Sequence[Recorded["JudgedStated"]], terms: Terms) -> bool:
        """Whether all that was judged comes to so much."""
        judged = total(each.finding.judged or ZERO for each in recorded)
        return condition.holds is None or condition.holds(judged)

    def is_needed(self, effect: str, rule: Rule | None) -> bool:
        """由检查组评0—15分: what is judged to be earned is a score that a person gives, not an occurrence."""
        return effect == "earn" or super().is_needed(effect, rule)

    def is_borrowed(self, effect: str) -> bool:
        return effect == "earn"

    def never_like(self, after: Self, *, turned: bool) -> Unlike | None:
        """What was judged to be taken was not judged to be earned."""
        return "judged" if turned else super().never_like(after, turned=turned)

    # ── made up ────────────────────────────────────────────────────────────────────────────────────────────────

    def stating(self, number: Exact, months: int) -> tuple[Stating, ...] | None:
        return ({"judged": number},) if isinstance(number, Decimal) and number >= 0 else None

    # ── in words ───────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def unit(self) -> str:
        return self.judged

    @property
    def scale(self) -> str:
        return "分"

    @property
    def subject(self) -> str:
        return "合计判"

    def recorded_in_words(self, stated: "JudgedStated") -> str:
        return f"判 {number_or_nothing(stated.judged, '分')}"


class JudgedStated(Stated):
    """The keys of a record of it."""

    KIND: ClassVar[KindOfFact] = JudgedFact
    judged: Amount | None = None

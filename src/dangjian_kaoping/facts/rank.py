"""名次 `rank`: a place in somebody else's ranking.

写法：`rank: 在什么里面`；`of` 一共几名；`ties` 并列怎么办：`same` 都按这一名，`mean` 取所占几名的平均分
意思：别处排出来的名次。记录写 `rank`，并列的加写 `tied: 几家`
默认：不限几名；`ties: same`
例：`{fact: {rank: 全厂, of: 3, ties: mean}, earn: {table: [{from: 1, points: 6}, {from: 2, points: 4}, {from:
3, points: 2}]}}` 记 `{rank: 2, tied: 2}` 得 3 分
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import ClassVar, Literal

from dangjian_kaoping.exact import ONE, Exact, divided, plain, total
from dangjian_kaoping.facts.asked import (
    UNIT,
    Asked,
    Price,
    Problem,
    Recorded,
    Say,
    Setting,
    Stating,
)
from dangjian_kaoping.facts.boxes import Box, Entered, Filled, Unfilled, in_numbers, number, read_in
from dangjian_kaoping.facts.fact import KindOfFact, Stated
from dangjian_kaoping.facts.families import Measured
from dangjian_kaoping.facts.neighbours import Neighbour, stepped
from dangjian_kaoping.facts.quantity import Quantity, Reach
from dangjian_kaoping.model.marks import Field
from dangjian_kaoping.model.rule import TableRule
from dangjian_kaoping.model.values import Amount, Count, Text


class RankFact(Measured["RankStated"]):
    """名次: a place in somebody else's ranking. A finding writes `rank: 2`, and `tied: 2` where two share it."""

    TAG = "rank"
    TITLE = "名次"
    RECORDED = ("rank", "tied")
    WANTED = "rank: 名次"
    RULES = (TableRule,)
    CHANGES: ClassVar = {"rank": UNIT, "of": Setting("clause-domain"), "ties": Setting("clause-ties")}
    CALLED: ClassVar = {
        "rank": "名次 排名 位次",
        "tied": "并列 并列数",
        "of": "共 总数 一共",
        "ties": "并列",
    }
    NEEDED = True
    ORDINAL = True
    WORSE = "more"

    rank: Text = Field(description="在什么里面的名次")
    of: Amount | None = Field(default=None, description="一共多少名")
    ties: Literal["same", "mean"] = Field(default="same", description="并列：都按该名次，或取所占名次的平均分")

    def problem(self, stated: "RankStated", asked: Asked) -> Problem | None:
        if not stated.rank:
            return Problem("KP306", "没有写名次（从 1 起）", () if stated.rank is None else ("rank",))
        if self.of is not None and stated.rank > self.of:
            return Problem("KP315", f"第 {stated.rank} 名，而一共只有 {plain(self.of)} 名", ("rank",))
        if stated.tied == 0:
            return Problem("KP315", "并列几家从 1 数起，没有并列的不写", ("tied",))
        last = stated.rank + (stated.tied or 1) - 1
        if self.of is not None and last > self.of:
            text = f"{stated.tied} 家并列第 {stated.rank} 名，占到第 {last} 名，而一共只有 {plain(self.of)} 名"
            return Problem("KP315", text, ("tied",))
        return None

    def neighbours(self, stated: "RankStated", asked: Asked) -> Iterator[Neighbour]:
        """One place better or worse, with as many as share it."""
        if stated.rank:
            last = None if self.of is None else self.of - (stated.tied or 1) + 1
            yield from (Neighbour({"rank": each}) for each in stepped(stated.rank, ONE, last))

    # ── in a form ──────────────────────────────────────────────────────────────────────────────────────────────

    def boxes(self, months: int | None) -> tuple[Box, ...]:
        return (
            Box(number(1), f"{self.rank}第几名", "count", "名"),
            Box(number(2), "几家并列，不并列的空着", "count", "家", optional=True),
        )

    def boxed(self, stated: "RankStated", months: int | None) -> Mapping[str, str]:
        return in_numbers([stated.rank, stated.tied])

    def unboxed(self, cells: Mapping[str, Entered], months: int | None) -> Mapping[str, Filled] | Unfilled:
        tied = {"tied": number(2)} if number(2) in cells else {}
        return read_in(cells, {"rank": number(1), **tied}, "没有写名次（从 1 起）")

    # ── as points ──────────────────────────────────────────────────────────────────────────────────────────────

    def alone(self, price: Price, recorded: Recorded["RankStated"]) -> Exact:
        """Points of a rank; of one that several share, by its setting."""
        shared = recorded.finding.tied or 1
        if self.ties == "same" or shared == 1:
            return super().alone(price, recorded)
        first = recorded.finding.rank or 0
        places = [price.of_quantity(Quantity(Decimal(first + index))) for index in range(shared)]
        return divided(total(places), Decimal(shared))

    def measured(self, stated: "RankStated") -> Quantity:
        return Quantity(Decimal(stated.rank or 0))

    @property
    def counts_occurrences(self) -> bool:
        return False

    @property
    def reach(self) -> Reach:
        return Reach(ONE, False, self.of)

    @property
    def reach_of_tables(self) -> Reach:
        """Where it is not known how many places there are, there is the first."""
        return self.reach if self.of is not None else Reach(ONE, False, ONE)

    @property
    def is_whole(self) -> bool:
        return True

    # ── made up ────────────────────────────────────────────────────────────────────────────────────────────────

    def stating(self, number: Exact, months: int) -> tuple[Stating, ...] | None:
        return ({"rank": int(number)},) if number >= 1 and number == int(number) else None

    # ── in words ───────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def unit(self) -> str:
        return "名"

    def laid_down_in_words(self, say: Say, due: Sequence[str] | str) -> str:
        of = "" if self.of is None else f"（共 {plain(self.of)} 名）"
        return f"按{self.rank}的名次{of}" + ("，并列的取所占几名的平均分" if self.ties == "mean" else "")

    def recorded_in_words(self, stated: "RankStated") -> str:
        return f"第 {stated.rank} 名" + (f"（{stated.tied} 个并列）" if stated.tied else "")


class RankStated(Stated):
    """The keys of a record of it."""

    KIND: ClassVar[KindOfFact] = RankFact
    rank: Count | None = None
    tied: Count | None = None

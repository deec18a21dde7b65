"""次数 `count`: a whole number of occurrences, which add up.

写法：`count: 单位`；几种事合起来计的，写 `count: {迟到: 次, 早退: 次}`
意思：发生了几次。记录写 `count`
默认：记录不写 `count`，就是 1 次
例：`{fact: {count: 次}, deduct: {each: 0.5}}` 记 `{count: 3}` 扣 1.5 分
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Annotated, ClassVar

from dangjian_kaoping.exact import ZERO, Exact
from dangjian_kaoping.facts.asked import UNIT, Asked, Problem, Recorded, Stating, Terms, with_unit
from dangjian_kaoping.facts.boxes import WAYS, Box, Entered, Filled, Unfilled, how_much, in_numbers, number, read_in
from dangjian_kaoping.facts.fact import KindOfFact, Stated
from dangjian_kaoping.facts.families import Adding
from dangjian_kaoping.facts.neighbours import Neighbour, counted_near, stepped
from dangjian_kaoping.facts.quantity import Quantity
from dangjian_kaoping.model.marks import AtLeast, Field
from dangjian_kaoping.model.rule import EachRule, TableRule
from dangjian_kaoping.model.values import Count, Name, Text


class CountFact(Adding["CountStated"]):
    """次数: a whole number of occurrences. A finding writes `count: 3`; without it, it is one occurrence."""

    TAG = "count"
    TITLE = "次数"
    RECORDED = ("count",)
    WANTED = "count: 次数（不写就是 1）"
    RULES = (EachRule, TableRule)
    CHANGES: ClassVar = {"count": UNIT}
    CALLED: ClassVar = {"count": "数量 次数 个数 件数 项数 人次 数"}
    ASSESSES = False
    WORSE = "more"

    count: Text | dict[Name, Text] = Field(description="单位，如 次、项、人次；几种事合计时写 {迟到: 次, 早退: 次}")

    def names(self) -> Iterator[tuple[str, Collection[str]]]:
        if isinstance(self.count, dict):
            yield "count", self.count

    def problem(self, stated: "CountStated", asked: Asked) -> Problem | None:
        if isinstance(stated.count, dict):
            known = self.count if isinstance(self.count, dict) else {}
            for name in stated.count:
                if name not in known:
                    text = f"没有“{name}”这一种" + (f"（有：{'、'.join(known)}）" if known else "，只记一个数")
                    return Problem("KP306", text, ("count", name), named=True)
        return None

    def neighbours(self, stated: "CountStated", asked: Asked) -> Iterator[Neighbour]:
        """One more or less; where several kinds are told apart, of each."""
        if not isinstance(stated.count, dict):
            yield from counted_near("count", occurrences(stated))
            return
        for kind in self.count:
            for each in stepped(stated.count.get(kind, 0), ZERO, None):
                found = {**stated.count, kind: each}
                if sum(found.values()):
                    yield Neighbour({"count": {name: number for name, number in found.items() if number}})

    # ── in a form ──────────────────────────────────────────────────────────────────────────────────────────────

    def boxes(self, months: int | None) -> tuple[Box, ...]:
        if isinstance(self.count, str):
            return (Box(number(1), how_much(self.count), "count", self.count),)
        kinds = (
            Box(number(index), f"{kind}{how_much(unit)}，没有的空着", "count", unit, optional=True)
            for index, (kind, unit) in enumerate(self.count.items(), 1)
        )
        asks = f"分得清几种的空着；只知道合计的选{WAYS.whole}，数1写合计"
        return (*kinds, Box("way", asks, "choice", choices=(WAYS.whole,), optional=True))

    def boxed(self, stated: "CountStated", months: int | None) -> Mapping[str, str]:
        if isinstance(stated.count, dict):
            return in_numbers([stated.count.get(kind) for kind in self.count])
        way = {} if isinstance(self.count, str) else {"way": WAYS.whole}
        return in_numbers([occurrences(stated)]) | way

    def unboxed(self, cells: Mapping[str, Entered], months: int | None) -> Mapping[str, Filled] | Unfilled:
        if isinstance(self.count, str):
            return read_in(cells, {"count": number(1)}, f"没有写{how_much(self.count)}")
        numbers = {kind: cells.get(number(index)) for index, kind in enumerate(self.count, 1)}
        count = {kind: found for kind, found in numbers.items() if found is not None}
        if "way" in cells:
            beside = next((each.column for each in count.values() if each.column != number(1)), None)
            if beside is not None:
                return Unfilled(beside, f"选了{WAYS.whole}的，只在数1写合计")
            return read_in(cells, {"count": number(1)}, "没有写合计")
        return {"count": count} if count else Unfilled(number(1), f"{'、'.join(self.count)}一种也没有写")

    def running(self, recorded: Sequence[Recorded["CountStated"]], terms: Terms) -> Iterator[Quantity]:
        so_far = 0
        for each in recorded:
            so_far += occurrences(each.finding)
            yield Quantity(Decimal(so_far))

    def stating(self, number: Exact, months: int) -> tuple[Stating, ...] | None:
        return ({"count": int(number)},) if number >= 0 and number == int(number) else None

    @property
    def is_whole(self) -> bool:
        return True

    @property
    def never_parted(self) -> bool:
        return True

    # ── in words ───────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def unit(self) -> str:
        if isinstance(self.count, str):
            return self.count
        units = list(dict.fromkeys(self.count.values()))
        return units[0] if len(units) == 1 else "项"

    def recorded_in_words(self, stated: "CountStated") -> str:
        count = stated.count
        if isinstance(count, dict):
            units = self.count if isinstance(self.count, dict) else {}
            return "，".join(f"{kind} {with_unit(str(number), units.get(kind, ''))}" for kind, number in count.items())
        unit = self.count if isinstance(self.count, str) else "次"
        return with_unit("1" if count is None else str(count), unit)


class CountStated(Stated):
    """The keys of a record of it."""

    KIND: ClassVar[KindOfFact] = CountFact
    count: Count | Annotated[dict[Name, Count], AtLeast(1)] | None = None


def occurrences(stated: "CountStated") -> int:
    """Occurrences that one record stands for; one where it says nothing."""
    if stated.count is None:
        return 1
    return stated.count if isinstance(stated.count, int) else sum(stated.count.values())

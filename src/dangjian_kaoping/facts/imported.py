"""引用得分 `imported`: a score given elsewhere.

写法：`imported: 哪里的得分`，`full: 那里的满分`；`max` 那里最多可得几分（有附加分、超满分的写）
意思：别处已经评好的分。记录写 `score`
默认：`full` 必须写；`max` 就是满分
例：`{fact: {imported: 上级考核得分, full: 100}, earn: {share: 5}}` 记 `{score: 90}` 得 4.5 分
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import ClassVar, Self

from dangjian_kaoping.diagnostics import Faults, codes
from dangjian_kaoping.exact import (
    ONE,
    ZERO,
    Exact,
    minus,
    plain,
)
from dangjian_kaoping.facts.asked import (
    UNIT,
    Asked,
    Hundredth,
    Problem,
    Readers,
    Say,
    Setting,
    Stating,
    Unlike,
    hundredth,
    is_percent,
    number_or_nothing,
)
from dangjian_kaoping.facts.boxes import Box, Entered, Filled, Unfilled, in_numbers, number, read_in
from dangjian_kaoping.facts.fact import KindOfFact, Stated
from dangjian_kaoping.facts.families import Measured
from dangjian_kaoping.facts.neighbours import Neighbour, measured_near
from dangjian_kaoping.facts.quantity import Quantity, Reach
from dangjian_kaoping.model.marks import Field
from dangjian_kaoping.model.rule import EachRule, Rule, ShareRule, TableRule
from dangjian_kaoping.model.values import Amount, Text


class ImportedFact(Measured["ImportedStated"]):
    """引用得分: a score given elsewhere. A finding writes `score: 88`."""

    TAG = "imported"
    TITLE = "引用得分"
    RECORDED = ("score",)
    WANTED = "score: 得分"
    RULES = (ShareRule, EachRule, TableRule)
    CHANGES: ClassVar = {
        "imported": UNIT,
        "full": Setting("clause-full", "amount"),
        "max": Setting("clause-domain"),
    }
    CALLED: ClassVar = {"imported": "引用 来源 引用得分", "max": "最多 最高 最高分 最多可得"}
    NEEDED = True
    WORSE = "less"
    PART = ("所差的分占满分的比例", "得分占满分的比例")

    imported: Text = Field(description="来自哪里的得分")
    full: Amount = Field(description="那里的满分")
    at_most: Amount | None = Field(default=None, alias="max", description="那里最多可得几分；不写就是满分")

    @property
    def highest(self) -> Decimal:
        """The largest possible score."""
        return self.full if self.at_most is None else self.at_most

    def check(self, rule: Rule | None, faults: Faults, readers: Readers = ()) -> None:
        if self.full <= 0:
            faults.add(codes.KP220(problem="满分 full 是 0，不能折算"), self.place_of("full"))
        if self.highest < self.full:
            problem = f"最多可得的 max 是 {plain(self.highest)} 分，比满分 full 的 {plain(self.full)} 分还少"
            faults.add(codes.KP220(problem=problem), self.place_of("max"))
        elif self.highest > self.full and isinstance(rule, ShareRule):
            faults.add(codes.KP233(full=plain(self.full), most=plain(self.highest)), self.place_of("max"))

    def problem(self, stated: "ImportedStated", asked: Asked) -> Problem | None:
        if stated.score is None:
            return Problem("KP306", "没有写得分")
        if stated.score > self.highest:
            most = "满分" if self.highest == self.full else "最多可得的"
            return Problem("KP315", f"得分 {plain(stated.score)} 超过{most} {plain(self.highest)}", ("score",))
        return None

    def hundredths(self, stated: "ImportedStated", branch_class: str | None) -> Iterator[Hundredth]:
        if is_percent(self.imported) and self.full > ONE:
            yield from hundredth("score", stated.score)

    def neighbours(self, stated: "ImportedStated", asked: Asked) -> Iterator[Neighbour]:
        return measured_near("score", stated.score, ZERO, self.highest)

    # ── in a form ──────────────────────────────────────────────────────────────────────────────────────────────

    def boxes(self, months: int | None) -> tuple[Box, ...]:
        most = "" if self.at_most is None else f"，最多 {plain(self.at_most)} 分"
        asks = f"{self.imported}（满分 {plain(self.full)} 分{most}）"
        return (Box(number(1), asks, "amount", "分"),)

    def boxed(self, stated: "ImportedStated", months: int | None) -> Mapping[str, str]:
        return in_numbers([stated.score])

    def unboxed(self, cells: Mapping[str, Entered], months: int | None) -> Mapping[str, Filled] | Unfilled:
        return read_in(cells, {"score": number(1)}, "没有写得分")

    # ── as points ──────────────────────────────────────────────────────────────────────────────────────────────

    def measured(self, stated: "ImportedStated") -> Quantity:
        score = stated.score or ZERO
        return Quantity(score, self.full, lacking=minus(self.full, score))

    def is_borrowed(self, effect: str) -> bool:
        return True

    @property
    def reach(self) -> Reach:
        return Reach(ZERO, False, self.highest)

    def never_like(self, after: Self, *, turned: bool) -> Unlike | None:
        """Another source, or other full marks, is another score."""
        return None if (self.imported, self.full) == (after.imported, after.full) else "fact"

    # ── made up ────────────────────────────────────────────────────────────────────────────────────────────────

    def stating(self, number: Exact, months: int) -> tuple[Stating, ...] | None:
        return ({"score": number},) if isinstance(number, Decimal) and number >= 0 else None

    # ── in words ───────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def unit(self) -> str:
        return "分"

    @property
    def subject(self) -> str:
        return "得分"

    @property
    def is_rate(self) -> bool:
        return True

    def each_in_words(self, step: str, *, one: bool) -> str:
        return f"得分每{step}"

    def laid_down_in_words(self, say: Say, due: Sequence[str] | str) -> str:
        most = "" if self.at_most is None else f"，最多可得 {plain(self.at_most)} 分"
        return f"取自{self.imported}，满分 {plain(self.full)} 分{most}"

    def recorded_in_words(self, stated: "ImportedStated") -> str:
        return f"{number_or_nothing(stated.score, '分')}（满分 {plain(self.full)} 分）"


class ImportedStated(Stated):
    """The keys of a record of it."""

    KIND: ClassVar[KindOfFact] = ImportedFact
    score: Amount | None = None

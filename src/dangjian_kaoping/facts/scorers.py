"""多人打分 `scorers`: scores of several people, averaged.

写法：`scorers: 谁打分`，`full: 每人打分的满分`；`drop_highest`、`drop_lowest` 去掉几个最高、最低分；
`weights: {领导: 0.6, 群众: 0.4}` 是各类打分人的权重
意思：各人打的分取平均。记录写 `scores: [3, 2, 1]`；分类的写 `scores: {领导: [90], 群众: [80, 85]}`
默认：不去最高最低；不分类
例：`{fact: {scorers: 评委, full: 10, drop_highest: 1, drop_lowest: 1}, earn: {share: 10}}` 记
`{scores: [6, 8, 9, 10]}` 得 8.5 分
"""

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from typing import ClassVar, Self

from pydantic import Field

from dangjian_kaoping.diagnostics import Faults, codes
from dangjian_kaoping.exact import ONE, ZERO, Exact, divided, minus, plain, times, total
from dangjian_kaoping.facts.asked import (
    UNIT,
    Asked,
    Hundredth,
    Problem,
    Readers,
    Recorded,
    Say,
    Setting,
    Terms,
    Unlike,
    hundredth,
    is_percent,
)
from dangjian_kaoping.facts.fact import KindOfFact, Stated
from dangjian_kaoping.facts.families import Adding
from dangjian_kaoping.facts.quantity import Quantity, Reach
from dangjian_kaoping.model.rule import EachRule, Rule, ShareRule, TableRule
from dangjian_kaoping.model.values import Amount, Count, Name, Text


class ScorersFact(Adding["ScorersStated"]):
    """多人打分: scores of several people, averaged. A finding writes `scores: [3, 2, 1]`, or, where classes
    of scorers weigh differently, `scores: {领导: [90, 88], 职工: [85]}`.
    """

    TAG = "scorers"
    TITLE = "多人打分"
    RECORDED = ("scores",)
    WANTED = "scores: [各人打的分]"
    RULES = (ShareRule, EachRule, TableRule)
    CHANGES: ClassVar = {
        "scorers": UNIT,
        "full": Setting("clause-full", "amount"),
        "drop_highest": Setting("{side}-drop-highest", "whole_number"),
        "drop_lowest": Setting("{side}-drop-lowest", "whole_number"),
        "weights": Setting("clause-scorer-weights"),
    }
    CALLED: ClassVar = {
        "scores": "各人打分 打分 各人得分",
        "scorers": "打分人 评委 打分",
        "drop_highest": "去掉最高分 去最高",
        "drop_lowest": "去掉最低分 去最低",
        "weights": "权重 占比 比重",
    }
    IS_STATE = True
    NEEDED = True
    COUNTS = False
    PART = ("所差的分占满分的比例", "得分占满分的比例")

    scorers: Text = Field(description="谁打分")
    full: Amount = Field(description="每人打分的满分")
    drop_highest: Count = Field(default=0, description="去掉几个最高分")
    drop_lowest: Count = Field(default=0, description="去掉几个最低分")
    weights: dict[Name, Amount] = Field(default={}, description="各类打分人的权重，合计为 1")

    def names(self) -> Iterator[tuple[str, Collection[str]]]:
        yield "weights", self.weights

    def check(self, rule: Rule | None, faults: Faults, readers: Readers = ()) -> None:
        if self.full <= 0:
            faults.add(codes.KP220(problem="满分 full 是 0，不能折算"), self.place_of("full"))
        whole = sum(self.weights.values(), Decimal(0))
        if self.weights and whole != ONE:
            faults.add(codes.KP203(what="各类打分人", sum=plain(whole)), self.key_of("weights"))

    # ── in a record ────────────────────────────────────────────────────────────────────────────────────────────

    def problem(self, stated: "ScorersStated", asked: Asked) -> Problem | None:
        scores = stated.scores
        if not scores:
            return Problem("KP306", "没有写各人打的分")
        groups = scores if isinstance(scores, dict) else {"": scores}
        if self.weights:
            needed = [who for who, weight in self.weights.items() if weight]
            if not set(groups) <= set(self.weights) or not all(groups.get(who) for who in needed):
                return Problem("KP306", f"各类打分人都要有分（{'、'.join(needed)}）", ("scores",))
        elif isinstance(scores, dict):
            return Problem("KP306", "细则没有分打分人的类别", ("scores",))
        for group, several in groups.items():
            for index, score in enumerate(several):
                if score > self.full:
                    text = f"打的分 {plain(score)} 超过满分 {plain(self.full)}"
                    return Problem("KP315", text, ("scores", group, index) if group else ("scores", index))
        return None

    def hundredths(self, stated: "ScorersStated", branch_class: str | None) -> Iterator[Hundredth]:
        if is_percent(self.scorers) and self.full > ONE:
            scores = stated.scores or ()
            for several in scores.values() if isinstance(scores, dict) else (scores,):
                for score in several:
                    yield from hundredth("scores", score)

    # ── as points ──────────────────────────────────────────────────────────────────────────────────────────────

    def running(self, recorded: Sequence[Recorded["ScorersStated"]], terms: Terms) -> Iterator[Quantity]:
        """The mean of all scores so far."""
        pooled: dict[str, list[Decimal]] = {}
        for each in recorded:
            given = each.finding.scores or ()
            for who, scores in given.items() if isinstance(given, dict) else [("", given)]:
                pooled.setdefault(who, []).extend(scores)
            if self.weights:
                mean = total(times(self._mean(pooled.get(who, [])), weight) for who, weight in self.weights.items())
            else:
                mean = self._mean([score for scores in pooled.values() for score in scores])
            yield Quantity(mean, self.full, lacking=minus(self.full, mean))

    def _mean(self, scores: Sequence[Decimal]) -> Exact:
        """The mean without the highest and lowest that are dropped; of too few, the mean of all."""
        low, high = self.drop_lowest, self.drop_highest
        kept = sorted(scores)
        if len(kept) > low + high:
            kept = kept[low : len(kept) - high]
        return divided(total(kept), Decimal(len(kept))) if kept else ZERO

    def is_borrowed(self, effect: str) -> bool:
        return True

    @property
    def reach(self) -> Reach:
        return Reach(ZERO, False, self.full)

    def never_like(self, after: Self, *, turned: bool) -> Unlike | None:
        """Other people, or other ways to average what they say, give another score."""
        return None if self.model_dump() == after.model_dump() else "fact"

    # ── in words ───────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def unit(self) -> str:
        return "分"

    @property
    def subject(self) -> str:
        return "平均分"

    @property
    def is_rate(self) -> bool:
        return True

    @property
    def any_in_words(self) -> str:
        return "平均分大于 0 的"

    def each_in_words(self, step: str, *, one: bool) -> str:
        return f"平均分每{step}"

    def laid_down_in_words(self, say: Say, due: Sequence[str] | str) -> str:
        parts = [f"{self.scorers}打分取平均，满分 {plain(self.full)} 分"]
        if self.drop_highest:
            parts.append(f"去掉 {self.drop_highest} 个最高分")
        if self.drop_lowest:
            parts.append(f"去掉 {self.drop_lowest} 个最低分")
        if self.weights:
            parts.append("、".join(f"{who}权重 {plain(weight)}" for who, weight in self.weights.items()))
        return "，".join(parts)

    def recorded_in_words(self, stated: "ScorersStated") -> str:
        scores = stated.scores or ()
        if isinstance(scores, dict):
            return "打分 " + "；".join(f"{who} {'、'.join(map(plain, each))}" for who, each in scores.items())
        return f"打分 {'、'.join(map(plain, scores))}"


class ScorersStated(Stated):
    """The keys of a record of it; by class of scorers where these weigh differently."""

    KIND: ClassVar[KindOfFact] = ScorersFact
    scores: tuple[Amount, ...] | dict[Name, tuple[Amount, ...]] | None = None

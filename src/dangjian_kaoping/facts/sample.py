"""抽查 `sample`: how many were sampled and how many failed.

写法：`sample: 单位`；`size` 规定抽几个；`as` 说明以什么计：`failed` 不合格数，`failed_percent` 不合格率，
`passed_percent` 合格率
意思：抽了几个、几个不合格。记录写 `sampled` 和 `failed`，两个都要
默认：`as: failed`；不规定抽几个
例：`{fact: {sample: 人, size: 3}, deduct: {each: 2}}` 记 `{sampled: 3, failed: 1}` 扣 2 分
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import ClassVar, Literal

from dangjian_kaoping.diagnostics import Fault, codes
from dangjian_kaoping.exact import (
    ZERO,
    Exact,
    minus,
    plain,
)
from dangjian_kaoping.facts.asked import (
    PERCENT,
    UNIT,
    Asked,
    Problem,
    Recorded,
    Say,
    Setting,
    Stating,
    Terms,
)
from dangjian_kaoping.facts.boxes import Box, Entered, Filled, Unfilled, in_numbers, number, read_in
from dangjian_kaoping.facts.fact import KindOfFact, Stated
from dangjian_kaoping.facts.families import Adding
from dangjian_kaoping.facts.neighbours import Neighbour, stepped
from dangjian_kaoping.facts.quantity import HUNDRED, Quantity, Reach, percent
from dangjian_kaoping.model.by_class import decided
from dangjian_kaoping.model.marks import Field
from dangjian_kaoping.model.number import ClassNumber, known
from dangjian_kaoping.model.rule import EachRule, Rule, ShareRule, TableRule
from dangjian_kaoping.model.values import Count, Text

_SUBJECT = {"failed": "不合格", "failed_percent": "不合格率", "passed_percent": "合格率"}


class SampleFact(Adding["SampleStated"]):
    """抽查: how many were sampled and how many failed. A finding writes `sampled: 3` and `failed: 1`."""

    TAG = "sample"
    TITLE = "抽查"
    RECORDED = ("sampled", "failed")
    WANTED = "sampled: 抽查数 和 failed: 不合格数"
    RULES = (EachRule, TableRule, ShareRule)
    CHANGES: ClassVar = {
        "sample": UNIT,
        "size": Setting("clause-sample-size", "amount"),
        "as": Setting("clause-counts-as"),
    }
    CALLED: ClassVar = {
        "sample": "抽查 抽样",
        "sampled": "抽查数 抽查 抽样数 抽查人数",
        "failed": "不合格 不合格数 不合格人数",
        "size": "抽查数量 样本数 抽查数",
    }
    PART = ("不合格率", "合格率")

    sample: Text = Field(description="单位，如 人、份")
    size: ClassNumber | None = Field(default=None, description="规定抽查的数量；写了，少于它的记录会被指出")
    counts_as: Literal["failed", "failed_percent", "passed_percent"] = Field(
        default="failed", alias="as", description="以什么计：不合格数、不合格率、合格率（百分比）"
    )

    def misfit(self, rule: Rule) -> str | None:
        wrong = isinstance(rule, ShareRule) and self.counts_as != "passed_percent"
        return "除非写 as: passed_percent" if wrong else None

    def problem(self, stated: "SampleStated", asked: Asked) -> Problem | None:
        if stated.sampled is None or stated.failed is None:
            return Problem("KP306", "没有写抽查数和不合格数")
        if not stated.sampled:
            return Problem("KP315", "抽查数是 0，等于没有抽查", ("sampled",))
        if stated.failed > stated.sampled:
            return Problem("KP315", f"抽查 {stated.sampled}，不合格却有 {stated.failed}", ("failed",))
        return None

    def query(self, stated: "SampleStated", asked: Asked) -> tuple[Fault, str] | None:
        """Fewer were sampled than the rubric asks for."""
        size, sampled = None if self.size is None else known(self.size, asked.branch_class), stated.sampled or 0
        if size is None:
            return None
        wanted = {"item": asked.item, "clause": asked.clause, "size": plain(size), "unit": self.sample}
        return (codes.KP318(**wanted, sampled=sampled), "sampled") if sampled < size else None

    def neighbours(self, stated: "SampleStated", asked: Asked) -> Iterator[Neighbour]:
        """One more or less of those that were sampled failed."""
        if stated.failed is not None and stated.sampled is not None:
            sampled = Decimal(stated.sampled)
            yield from (Neighbour({"failed": each}) for each in stepped(stated.failed, ZERO, sampled))

    # ── in a form ──────────────────────────────────────────────────────────────────────────────────────────────

    def boxes(self, months: int | None) -> tuple[Box, ...]:
        return (
            Box(number(1), f"抽查多少{self.sample}", "count", self.sample),
            Box(number(2), f"其中不合格多少{self.sample}，没有的写 0", "count", self.sample),
        )

    def boxed(self, stated: "SampleStated", months: int | None) -> Mapping[str, str]:
        return in_numbers([stated.sampled, stated.failed])

    def unboxed(self, cells: Mapping[str, Entered], months: int | None) -> Mapping[str, Filled] | Unfilled:
        return read_in(cells, {"sampled": number(1), "failed": number(2)}, "抽查数和不合格数都要写")

    # ── as points ──────────────────────────────────────────────────────────────────────────────────────────────

    def running(self, recorded: Sequence[Recorded["SampleStated"]], terms: Terms) -> Iterator[Quantity]:
        sampled = failed = 0
        for each in recorded:
            sampled += each.finding.sampled or 0
            failed += each.finding.failed or 0
            match self.counts_as:
                case "failed":
                    yield Quantity(Decimal(failed), Decimal(sampled))
                case "failed_percent":
                    yield Quantity(percent(Decimal(failed), Decimal(sampled), ZERO), HUNDRED)
                case "passed_percent":
                    passed = percent(Decimal(sampled - failed), Decimal(sampled), HUNDRED)
                    yield Quantity(passed, HUNDRED, lacking=minus(HUNDRED, passed))

    @property
    def measures(self) -> bool:
        return self.counts_as == "passed_percent"

    @property
    def counts_occurrences(self) -> bool:
        return not self.measures

    @property
    def reach(self) -> Reach:
        return Reach(ZERO, not self.measures, None if self.counts_as == "failed" else HUNDRED)

    @property
    def is_whole(self) -> bool:
        return self.counts_as == "failed"

    # ── made up ────────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def worse(self) -> Literal["more", "less"]:
        return "less" if self.counts_as == "passed_percent" else "more"

    def stating(self, number: Exact, months: int) -> tuple[Stating, ...] | None:
        asked = Decimal(0) if self.size is None else decided(self.size)
        if not isinstance(number, Decimal) or number < 0:
            return None
        if self.counts_as == "failed":
            sampled, failed = max(asked, number, Decimal(1)), number
        else:
            digits = max(-number.as_tuple().exponent, 0)  # type: ignore[operator]
            sampled = HUNDRED * Decimal(10) ** digits
            part = number if self.counts_as == "failed_percent" else HUNDRED - number
            failed = sampled * part / HUNDRED
        whole = sampled == int(sampled) and failed == int(failed) and 0 <= failed <= sampled
        return ({"sampled": int(sampled), "failed": int(failed)},) if whole else None

    # ── in words ───────────────────────────────────────────────────────────────────────────────────────────────

    @property
    def unit(self) -> str:
        return PERCENT if self.counts_as.endswith("percent") else self.sample

    @property
    def named_unit(self) -> str:
        return self.sample

    @property
    def subject(self) -> str:
        return _SUBJECT[self.counts_as]

    def each_in_words(self, step: str, *, one: bool) -> str:
        return f"每有{step}不合格" if self.counts_as == "failed" else f"{self.subject}每{step}"

    def laid_down_in_words(self, say: Say, due: Sequence[str] | str) -> str:
        return "" if self.size is None else f"规定抽查{say(self.size, self.sample)}"

    def recorded_in_words(self, stated: "SampleStated") -> str:
        return f"抽查 {stated.sampled or 0} {self.sample}，不合格 {stated.failed or 0} {self.sample}"


class SampleStated(Stated):
    """The keys of a record of it."""

    KIND: ClassVar[KindOfFact] = SampleFact
    sampled: Count | None = None
    failed: Count | None = None

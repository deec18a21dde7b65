"""事实: what an inspector records under a clause. A fact states what happened, never points.

One key tells the kind: `fact: {count: 次}`. Facts fall into three families, which decide how several
findings on one clause meet (docs/细则语言.md, 记录里写什么，几条记录怎样合):

- quantities add up (`count`, `amount`, `missing`, `late`, `sample`), also over departments and months;
- states do not: the least favourable stands (`value`, `level`, `rank`, `imported`);
- cases each cost by themselves (`event`, `judged`); scores of several people are averaged (`scorers`).
"""

from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from pydantic import Discriminator, Field, Tag

from dangjian_kaoping.model.values import Amount, ClassNumber, Count, Name, Number, Placed, Text, single_key

Period = Literal["month", "quarter"]


class CountFact(Placed):
    """次数: a whole number of occurrences. A finding writes `count: 3`; without it, it is one occurrence."""

    TAG: ClassVar = "count"
    count: Text | dict[Name, Text] = Field(description="单位，如 次、项、人次；几种事合计时写 {迟到: 次, 早退: 次}")


class AmountFact(Placed):
    """数额: a quantity that need not be whole (元, 分, 学时). A finding writes `amount: 0.2`."""

    TAG: ClassVar = "amount"
    amount: Text = Field(description="单位，如 元、分、学时")


class MissingFact(Placed):
    """应做与已做: what is done out of what is required. A finding writes `done: 2`, or `missing: 1` outright.

    `required: recorded` takes the number from the finding (`required: 10`), where plans differ by branch.
    """

    TAG: ClassVar = "missing"
    missing: Text = Field(description="单位，如 次、篇、人")
    required: ClassNumber | Literal["recorded"] = Field(description="应做的数；recorded 表示由检查记录写明")
    per: Period = Field(default="quarter", description="应做的数是每月 month 的还是每季 quarter 的")
    counts_as: Literal["missing", "missing_percent", "done", "done_percent"] = Field(
        default="missing", alias="as", description="以什么计：缺额、缺额占应做的百分比、已做数、完成百分比"
    )


class LateFact(Placed):
    """迟报: units late, of one report a finding. A finding writes `late: 2`, or `never: true`."""

    TAG: ClassVar = "late"
    late: Text = Field(description="单位，如 天、半天")
    most: ClassNumber | None = Field(default=None, description="每份最多计几个单位（如以 3 天为限）")
    never: ClassNumber | None = Field(default=None, description="始终未报的，每份扣的分")


class SampleFact(Placed):
    """抽查: how many were sampled and how many failed. A finding writes `sampled: 3` and `failed: 1`."""

    TAG: ClassVar = "sample"
    sample: Text = Field(description="单位，如 人、份")
    size: ClassNumber | None = Field(default=None, description="规定抽查的数量；写了，少于它的记录会被指出")
    counts_as: Literal["failed", "failed_percent", "passed_percent"] = Field(
        default="failed", alias="as", description="以什么计：不合格数、不合格率、合格率（百分比）"
    )


class ValueFact(Placed):
    """数值: a measured value, a rate or a survey result. A finding writes `value: 97.5`."""

    TAG: ClassVar = "value"
    value: Text = Field(description="单位，如 %、分、人")
    at_least: Number = Field(default=Decimal(0), alias="min", description="可能的最小值")
    at_most: Number | None = Field(default=None, alias="max", description="可能的最大值；单位是 % 的默认 100")

    @property
    def highest(self) -> Decimal | None:
        """The largest possible value; a percentage ends at 100."""
        return Decimal(100) if self.at_most is None and self.value in ("%", "％") else self.at_most


class RankFact(Placed):
    """名次: a place in somebody else's ranking. A finding writes `rank: 2`, and `tied: 2` where two share it."""

    TAG: ClassVar = "rank"
    rank: Text = Field(description="在什么里面的名次")
    of: Amount | None = Field(default=None, description="一共多少名")
    ties: Literal["same", "mean"] = Field(default="same", description="并列：都按该名次，或取所占名次的平均分")


class LevelFact(Placed):
    """定档: one of the named levels. A finding writes `level: 较好`."""

    TAG: ClassVar = "level"
    level: tuple[Name, ...] = Field(min_length=2, description="各档，从最好到最差")


class EventFact(Placed):
    """事件: each finding is one event of a named level. A finding writes `level: 省部级`, and if needed
    `role: 协办`, `event: 事件编号`, `count: 2`.
    """

    TAG: ClassVar = "event"
    event: tuple[Name, ...] = Field(min_length=1, description="各级别（或严重程度）")
    roles: dict[Name, Amount] = Field(default={}, description="各角色的折算系数，如 {主办: 1, 协办: 0.5}")


class JudgedFact(Placed):
    """酌情: points that a person judges, within the rule's range. A finding writes `judged: 2` and why."""

    TAG: ClassVar = "judged"
    judged: Text = Field(description="单位，如 例、项")


class ImportedFact(Placed):
    """引用得分: a score given elsewhere. A finding writes `score: 88`."""

    TAG: ClassVar = "imported"
    imported: Text = Field(description="来自哪里的得分")
    full: Amount = Field(description="那里的满分")


class ScorersFact(Placed):
    """多人打分: scores of several people, averaged. A finding writes `scores: [3, 2, 1]`, or, where classes
    of scorers weigh differently, `scores: {领导: [90, 88], 职工: [85]}`.
    """

    TAG: ClassVar = "scorers"
    scorers: Text = Field(description="谁打分")
    full: Amount = Field(description="每人打分的满分")
    drop_highest: Count = Field(default=0, description="去掉几个最高分")
    drop_lowest: Count = Field(default=0, description="去掉几个最低分")
    weights: dict[Name, Amount] = Field(default={}, description="各类打分人的权重，合计为 1")


Fact = Annotated[
    Annotated[CountFact, Tag("=count")]
    | Annotated[AmountFact, Tag("=amount")]
    | Annotated[MissingFact, Tag("=missing")]
    | Annotated[LateFact, Tag("=late")]
    | Annotated[SampleFact, Tag("=sample")]
    | Annotated[ValueFact, Tag("=value")]
    | Annotated[RankFact, Tag("=rank")]
    | Annotated[LevelFact, Tag("=level")]
    | Annotated[EventFact, Tag("=event")]
    | Annotated[JudgedFact, Tag("=judged")]
    | Annotated[ImportedFact, Tag("=imported")]
    | Annotated[ScorersFact, Tag("=scorers")],
    Discriminator(
        single_key(
            *("count", "amount", "missing", "late", "sample", "value"),
            *("rank", "level", "event", "judged", "imported", "scorers"),
        ),
        custom_error_type="fact_kind",
        custom_error_message="要有一个事实类型的键：count、amount、missing、late、sample、value、rank、level、event、judged、imported、scorers",
    ),
]

"""考评办法: weights, rounding, ranking, penalties. What a measure leaves open has a stated default here."""

from decimal import Decimal
from typing import Literal

from pydantic import Field

from dangjian_kaoping.model.values import Amount, Count, Document, Name, Number, Placed


class Weights(Placed):
    """How much inspection and self-assessment weigh in the composite; they add up to 1."""

    inspection: Amount = Field(default=Decimal("0.9"), description="联合检查考评的权重")
    self_assessment: Amount = Field(default=Decimal("0.1"), description="自查自评的权重，0 表示只作对照")


class Rounding(Placed):
    """修约: each published figure once, from its exact value."""

    places: Count = Field(default=2, description="小数位数")
    mode: Literal["half_up", "half_even", "down", "up"] = Field(
        default="half_up", description="half_up 四舍五入、half_even 四舍六入五成双、down 舍去、up 进一"
    )
    stage: Literal["total", "areas"] = Field(default="total", alias="at", description="areas 表示各方面先修约再相加")


class LastPlaces(Document):
    """末位: who is penalised for standing last."""

    places: Count = Field(default=3, description="末位几名")
    pool: Literal["all", "class"] = Field(default="all", description="在全部支部 all 或同类支部 class 中比")
    edge: Literal["all", "none"] = Field(default="all", description="并列跨线的：都算 all、都不算 none")
    small_pool: Count = Field(default=6, description="少于这么多个支部的，只取 small_last 名")
    small_last: Count = Field(default=1, description="支部少时末位几名")


class Totals(Document):
    """A cap on what is added to, or taken from, the total."""

    at_most: Amount | None = Field(default=None, description="合计最多多少分；不写则不封顶")


class Year(Document):
    """年度: how the quarters make the year."""

    min_quarters: Count = Field(default=3, description="少于这么多个季度的，排名但不参加评先选优")


class Band(Placed):
    """等次的一段: `from` and `to` include their end, `over` and `under` do not."""

    grade: Name = Field(description="等次")
    start: Number | None = Field(default=None, alias="from", description="从这个分起（含）")
    over: Number | None = Field(default=None, description="超过这个分（不含）")
    end: Number | None = Field(default=None, alias="to", description="到这个分止（含）")
    under: Number | None = Field(default=None, description="不到这个分（不含）")


TieBreaker = Literal["inspection", "self_assessment", "base", "penalty", "bonus"]


class Measure(Placed):
    """考评办法 of a rubric."""

    weights: Weights = Field(default_factory=Weights, description="权重")
    missing_month: Literal["proportional", "refuse"] = Field(
        default="proportional", description="自评缺月：按已交月数折算 proportional，或不予计分 refuse"
    )
    bonus: Totals = Field(default_factory=Totals, description="总分加分的封顶")
    penalty: Totals = Field(default_factory=Totals, description="总分扣减的封顶")
    bonus_on: Literal["inspection", "composite"] = Field(
        default="inspection", description="加分计入检查得分（随权重折算）inspection，或直接加到综合得分 composite"
    )
    rounding: Rounding = Field(default_factory=Rounding, description="修约")
    tie_breakers: tuple[TieBreaker, ...] = Field(
        default=(),
        description="综合得分相同时依次比较：inspection、self_assessment、base、bonus 高者在前，penalty 少者在前",
    )
    last: LastPlaces = Field(default_factory=LastPlaces, description="末位")
    repeat_window: Count = Field(default=4, description="屡查屡犯往前看几轮")
    year: Year = Field(default_factory=Year, description="年度排名")
    grades: tuple[Band, ...] = Field(default=(), description="等次划分，从高到低")

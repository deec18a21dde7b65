"""考评办法: weights, rounding, ranking, penalties. What a measure leaves open has a stated default here."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal

from typing_extensions import TypeAliasType

from dangjian_kaoping.model.document import Document
from dangjian_kaoping.model.factor import Times
from dangjian_kaoping.model.marks import Discriminator, Field, Tag
from dangjian_kaoping.model.number import OfClass
from dangjian_kaoping.model.unsealed import UNSEALED
from dangjian_kaoping.model.values import Amount, Count, Name, Number, Placed
from dangjian_kaoping.periods import Month, Quarter


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
    stage: Literal["total", "areas"] = Field(
        default="total", alias="at", description="areas 表示各方面、加分、扣减先修约再相加"
    )


class LastPlaces(Document):
    """末位: who is penalised for standing last."""

    places: Count = Field(default=3, description="末位几名")
    pool: Literal["all", "class"] = Field(default="all", description="在全部支部 all 或同类支部 class 中比")
    edge: Literal["all", "none"] = Field(default="all", description="并列跨线的：都算 all、都不算 none")
    small_pool: Count = Field(default=6, description="少于这么多个支部的，只取 small_last 名；只有一个的没有末位")
    small_last: Count = Field(default=1, description="支部少时末位几名")

    def among(self, count: int) -> int:
        """How many last places there are among so many branches; one alone is not the last of anything."""
        if count <= 1:
            return 0
        return self.small_last if count < self.small_pool else self.places


class Totals(Document):
    """A cap on what is added to, or taken from, the total."""

    at_most: Amount | None = Field(default=None, description="合计最多多少分；不写则不封顶")


class Year(Document):
    """年度: how the quarters make the year."""

    combine: Literal["mean", "sum"] = Field(
        default="mean", description="年度得分取各轮综合得分的平均 mean，或相加 sum（等次只在年度评，缺一轮的不排名）"
    )
    min_quarters: Count = Field(default=3, description="少于这么多个季度的，排名但不参加评先选优")
    flags: tuple[Literal["bottom_three", "task_not_done"], ...] = Field(
        default=(), description="全年有一次这些考核情形就不参加年度评先选优；默认不看"
    )


class Commendation(Document):
    """评先选优: what excludes a branch beside its vetoes."""

    grade: Name | None = Field(default=None, description="等次不低于这一等的才能评先选优；不写则不看等次")
    flags: tuple[Literal["bottom_three", "task_not_done"], ...] = Field(
        default=("bottom_three", "task_not_done"),
        description="本轮有这些考核情形的不能评先选优：bottom_three 末位、task_not_done 单项工作未完成",
    )


class GradeLimits(Document):
    """How many may have a grade that is limited to so many per cent."""

    pool: Literal["all", "class"] = Field(default="all", description="比例按全部支部 all，或同类支部 class 计")
    ties: Literal["none", "all"] = Field(default="none", description="并列跨线的：都不评 none，都评 all")
    rounding: Literal["down", "half_up", "up"] = Field(
        default="down", description="算出来不是整数的：舍去 down、四舍五入 half_up、进一 up"
    )


class AreasReached(Placed):
    """评为某一等还要求各方面达到的: how many areas, and how much of what applies to the branch in each of them."""

    from_percent: Amount = Field(description="检查得分达到涉及项目满分的百分之几（含）")
    at_least: Count | None = Field(default=None, description="至少几个方面；不写则有项目涉及的各方面都要达到")


class Band(Placed):
    """等次: its lines, of which `from` and `to` include their end; how many may have it; what it asks of the areas."""

    grade: Name = Field(description="等次")
    start: Number | None = Field(default=None, alias="from", description="从这个分起（含）")
    over: Number | None = Field(default=None, description="超过这个分（不含）")
    end: Number | None = Field(default=None, alias="to", description="到这个分止（含）")
    under: Number | None = Field(default=None, description="不到这个分（不含）")
    at_most_percent: Amount | None = Field(
        default=None, description="最多占支部数的百分之几，按名次从前往后取，取不上的落到下一等；不写则不限"
    )
    at_most: OfClass | None = Field(
        default=None, description="最多几个支部；与 at_most_percent 都写的取少的，因类别而异的各类各取；不写则不限"
    )
    areas: AreasReached | None = Field(default=None, description="几个方面要达到多少，达不到的落到下一等")

    @property
    def has_lines(self) -> bool:
        """Whether a figure alone says that it is of this grade; without lines it holds what no other grade holds."""
        return any(end is not None for end in (self.start, self.over, self.end, self.under))

    @property
    def passes_on(self) -> bool:
        """Whether a branch can fall from it into the next: only so many may have it, or it asks for more."""
        return self.at_most is not None or self.at_most_percent is not None or self.areas is not None


class AreaBreaker(Placed):
    """同分时比一个方面的检查得分."""

    TAG: ClassVar = "area"
    area: Name = Field(description="方面编号：比这个方面的检查得分，高者在前")


class ItemBreaker(Placed):
    """同分时比一个项目的检查得分."""

    TAG: ClassVar = "item"
    item: Name = Field(description="项目编号：比这个项目的检查得分，高者在前")


Breaker = Literal["inspection", "self_assessment", "base", "penalty", "bonus"]
"""A published figure of a branch that ties are broken by."""


def _kind_of_breaker(value: Any) -> str | None:
    if isinstance(value, dict):
        return next((f"={tag}" for tag in ("area", "item") if tag in value), None)
    return f"={value.TAG}" if isinstance(value, (AreaBreaker, ItemBreaker)) else "=word"


TieBreaker = TypeAliasType(
    "TieBreaker",
    Annotated[
        Annotated[Breaker, Tag("=word")] | Annotated[AreaBreaker, Tag("=area")] | Annotated[ItemBreaker, Tag("=item")],
        Discriminator(
            _kind_of_breaker,
            kind="breaker_kind",
            words="要写 inspection、self_assessment、base、bonus、penalty，或者有 area 或 item 的一组键",
        ),
    ],
)
"""What decides between branches with the same composite: a figure of theirs, or the points of an area or an item."""

Ranking = Literal["standard", "dense"]
"""What the next rank is after a tie: 1, 2, 2, 4, or 1, 2, 2, 3."""
PublicPart = Literal["last_places", "undone", "veto", "reasons", "self_assessment", "rectification", "trend"]


class Measure(Placed):
    """考评办法 of a rubric."""

    weights: Weights = Field(default_factory=Weights, description="权重")
    self_assessment: Literal["monthly", "quarterly", "none"] = Field(
        default="monthly", description="自查自评：每月一份 monthly、每季一份 quarterly、不要自评 none"
    )
    due_day: Annotated[Count | None, UNSEALED] = Field(
        default=None,
        description="自评在下一个月（每季一份的，下一季第一个月）几日以前报送；任务清单用，不影响得分",
    )
    missing_month: Literal["proportional", "refuse"] = Field(
        default="proportional", description="自评缺月：按已交月数折算 proportional，或不予计分 refuse"
    )
    bonus: Totals = Field(default_factory=Totals, description="总分加分的封顶")
    penalty: Totals = Field(default_factory=Totals, description="总分扣减的封顶")
    bonus_on: Literal["inspection", "composite"] = Field(
        default="inspection", description="加分计入检查得分（随权重折算）inspection，或直接加到综合得分 composite"
    )
    times: Times | None = Field(
        default=None,
        description="各方面之和再乘：一个数（满分也乘），{item: 项目} 的得分，或 {area: 方面} 得分占满分的比例",
    )
    floor: Number | None = Field(default=None, description="综合得分最低几分；不写则不限")
    rounding: Rounding = Field(default_factory=Rounding, description="修约")
    tie_breakers: tuple[TieBreaker, ...] = Field(
        default=(),
        description="综合得分相同时依次比较：inspection、self_assessment、base、bonus 高者在前，penalty 少者在前；"
        "{area: 方面编号}、{item: 项目编号} 比检查的这个方面、项目，高者在前",
    )
    ranking: Ranking = Field(
        default="standard", description="并列以后的名次：空出 standard（1、2、2、4），不空 dense（1、2、2、3）"
    )
    last: LastPlaces = Field(default_factory=LastPlaces, description="末位")
    repeat_window: Count = Field(default=4, description="屡查屡犯往前看几轮")
    year: Year = Field(default_factory=Year, description="年度排名")
    grades: tuple[Band, ...] = Field(default=(), description="等次划分，从高到低")
    grade_limits: GradeLimits = Field(default_factory=GradeLimits, description="等次限比例的算法")
    commendation: Commendation = Field(default_factory=Commendation, description="评先选优的资格")
    publish: tuple[PublicPart, ...] = Field(
        default=("last_places", "undone", "trend"),
        description=(
            "公开版（--redact）在名次、综合得分、各方面得分以外还公布什么：last_places 末位支部的名称、"
            "undone 单项工作未完成、veto 一票否决、reasons 扣分原因、self_assessment 自评得分和得分构成、"
            "rectification 逐条问题整改、trend 名次升降和走势"
        ),
    )

    @property
    def round_grades(self) -> tuple[Band, ...]:
        """The grades that a round gives: none where the year is a sum, because then the lines are those of the sum."""
        return () if self.year.combine == "sum" else self.grades

    def assessed_in(self, quarter: Quarter) -> tuple[Month | Quarter, ...]:
        """Of what self-assessments are handed in for a quarter: its months, the whole of it, or nothing."""
        match self.self_assessment:
            case "monthly":
                return quarter.months
            case "quarterly":
                return (quarter,)
            case "none":
                return ()

    def hand_in_by(self, period: Month | Quarter) -> date | None:
        """The last day for a period's self-assessment, in the month after; None where no day is named."""
        if self.due_day is None:
            return None
        after = period.last_day + timedelta(days=1)
        return Month(after.year, after.month).day(self.due_day)

    @property
    def asks_self_assessment(self) -> bool:
        """Whether a self-assessment decides about anything: it weighs, or breaks ties; else it is only held beside."""
        return self.self_assessment != "none" and self._decides

    @property
    def _decides(self) -> bool:
        return self.weights.self_assessment > 0 or "self_assessment" in self.tie_breakers

"""绩效奖励办法: how a round's result becomes money.

A part of it joins three separate things, like a clause of the rubric: the facts of a branch (score, rank, grade, head
count) as factors, what their product is (a share of a fund, an amount paid, an amount docked), and limits. Every
amount is 元, to the fen.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal

from typing_extensions import TypeAliasType

from dangjian_kaoping.model.marks import AtLeast, BeforeValidator, Discriminator, Field, MisfitError, Tag, after
from dangjian_kaoping.model.number import ByClass, OfClass
from dangjian_kaoping.model.unsealed import UNSEALED
from dangjian_kaoping.model.values import Amount, Name, Names, Number, Placed, QuarterText, Text

Figure = Literal["composite", "without_bonus", "inspection", "base"]
"""Which score money is paid on."""
Word = Literal["score", "heads", "coefficient", "undone", "reward"]
"""A factor that a word names: 计奖得分, 人数, 系数, single tasks undone, the reward of the same branch."""


class AboveFactor(Placed):
    """超过一条线的分: the score's part above a line; 0 below it."""

    TAG: ClassVar = "above"
    above: OfClass = Field(description="得分超过这条线的部分")


class BelowFactor(Placed):
    """低于一条线的分: what the score lacks to a line; 0 above it. `below: 100` are the points lost."""

    TAG: ClassVar = "below"
    below: OfClass = Field(description="得分低于这条线的部分；写满分就是扣掉的分")


class ShortFactor(Placed):
    """差额的比例: 1 - score / line; 0 above the line."""

    TAG: ClassVar = "short_of"
    short_of: OfClass = Field(description="1 − 得分 ÷ 这个数；得分更高的是 0")

    @after
    def _can_divide(self) -> None:
        line = self.short_of
        lines = [line] if isinstance(line, Decimal) else [line.otherwise, *line.by_class.values()]
        if any(each is not None and each <= 0 for each in lines):
            raise MisfitError("short_of_nothing", "大于 0 的数：差额要除以它")


class Row(Placed):
    """A stretch of ranks or scores and its number: `from` and `to` include their end, `over` and `under` do not."""

    start: Number | None = Field(default=None, alias="from", description="从这个数起（含）")
    over: Number | None = Field(default=None, description="超过这个数（不含）")
    end: Number | None = Field(default=None, alias="to", description="到这个数止（含）")
    under: Number | None = Field(default=None, description="不到这个数（不含）")
    value: OfClass = Field(description="这一段的数：系数、份数或金额")


class RankFactor(Placed):
    """名次表: a number by rank. Of a tie each has the number of its rank, or the mean of the places that it takes."""

    TAG: ClassVar = "rank"
    rank: tuple[Row, ...] = Field(min_length=1, description="各名次的数")
    within: Literal["all", "class"] = Field(default="all", description="在全部支部 all，还是同类支部 class 里的名次")
    ties: Literal["same", "mean"] = Field(
        default="same", description="并列的：都按这一名 same，或取所占几名的平均 mean"
    )


class GradeFactor(Placed):
    """等次表: a number by grade."""

    TAG: ClassVar = "grade"
    grade: dict[Name, OfClass] = Field(min_length=1, description="各等次的数")


class BandsFactor(Placed):
    """得分分段: a number by the stretch in which the score lies."""

    TAG: ClassVar = "bands"
    bands: tuple[Row, ...] = Field(min_length=1, description="各段得分的数")


def _kind_of_factor(value: Any) -> str | None:
    if isinstance(value, dict):
        tables = ("above", "below", "short_of", "rank", "grade", "bands", "by_class")
        return next((f"={tag}" for tag in tables if tag in value), None)
    if isinstance(value, str):
        return "=number" if value[:1].isdigit() or value.startswith("-") else "=word"
    if isinstance(value, Decimal):
        return "=number"
    return "=by_class" if isinstance(value, ByClass) else f"={getattr(type(value), 'TAG', '')}"


Factor = TypeAliasType(
    "Factor",
    Annotated[
        Annotated[Word, Tag("=word")]
        | Annotated[Amount, Tag("=number")]
        | Annotated[ByClass, Tag("=by_class")]
        | Annotated[AboveFactor, Tag("=above")]
        | Annotated[BelowFactor, Tag("=below")]
        | Annotated[ShortFactor, Tag("=short_of")]
        | Annotated[RankFactor, Tag("=rank")]
        | Annotated[GradeFactor, Tag("=grade")]
        | Annotated[BandsFactor, Tag("=bands")],
        Discriminator(
            _kind_of_factor,
            kind="factor_kind",
            words="要写一个因素：数、score、heads、coefficient、undone、reward，"
            "或有 above、below、short_of、rank、grade、bands、by_class 的一组键",
        ),
    ],
)
"""因素: one of the numbers that are multiplied."""


def _one_or_more(value: object) -> object:
    return (value,) if isinstance(value, (str, dict)) else value


Product = Annotated[
    tuple[Factor, ...],
    AtLeast(1),
    BeforeValidator(_one_or_more, written_as=Factor | list[Factor]),
]
"""连乘: one factor, or several that are multiplied."""


class When(Placed):
    """条件: what is written must all hold; of several words in a list, one."""

    flags: tuple[Literal["bottom_three", "task_not_done", "veto"], ...] = Field(
        default=(), description="有其中一种考核情形：bottom_three 末位、task_not_done 单项工作未完成、veto 一票否决"
    )
    grades: Names = Field(default=(), description="等次是其中一种")
    classes: Names = Field(default=(), description="支部类别是其中一种")
    start: Number | None = Field(default=None, alias="from", description="计奖得分从这个数起（含）")
    over: Number | None = Field(default=None, description="计奖得分超过这个数（不含）")
    end: Number | None = Field(default=None, alias="to", description="计奖得分到这个数止（含）")
    under: Number | None = Field(default=None, description="计奖得分不到这个数（不含）")

    @after
    def _something(self) -> None:
        if not self.model_fields_set - {"at"}:
            raise MisfitError("no_condition", "条件是空的，要写 flags、grades、classes 或得分的界限")


class Coefficient(Placed):
    """系数: a branch's coefficient, which shares and amounts may take as a factor, between its limits."""

    product: Product = Field(description="哪些数连乘")
    at_least: OfClass | None = Field(default=None, description="系数最低多少")
    at_most: OfClass | None = Field(default=None, description="系数最高多少")


class Reward(Placed):
    """奖励的一项: a fund that is shared, or amounts that are paid."""

    fund: OfClass | None = Field(
        default=None, description="每季度的基金（元）；写 by_class 的，各类支部各有一笔，各分各的"
    )
    fund_per_head: OfClass | None = Field(
        default=None, description="按人头提取的基金：每人多少元，乘参加的支部的人数；写 by_class 的，各分各的"
    )
    funds: dict[QuarterText, OfClass] = Field(
        default={}, description="个别季度另定的基金：{2020Q4: 80000}，代替 fund 或 fund_per_head"
    )
    share_by: Product | None = Field(default=None, description="按份额分基金：份额是这些因素连乘")
    pay: Product | None = Field(default=None, description="按定额发：金额（元）是这些因素连乘")
    when: When | None = Field(default=None, description="符合条件的支部才参加；不写则都参加")
    at_least: OfClass | None = Field(default=None, description="每个支部最少多少元（保底）")
    at_most: OfClass | None = Field(default=None, description="每个支部最多多少元（封顶）")
    rest: Literal["share", "return", "carry"] | None = Field(
        default=None,
        description="封顶、取消兑现而没有发出去的钱：share 由其余支部分、return 收回、carry 结转到下季度；"
        "share_by 默认 share，pay 有基金的必须写 return 或 carry",
    )
    over: Literal["refuse", "reduce"] = Field(
        default="refuse", description="pay 的合计超过基金时：refuse 不兑现，先改办法；reduce 同比例压减"
    )
    last_fen: Literal["rank", "drop"] = Field(
        default="rank",
        description="除不尽的几分钱：rank 按余数从大到小各补一分，余数相同的名次在前的先补；drop 舍去，留在基金里",
    )

    @after
    def _share_or_pay(self) -> None:
        if (self.share_by is None) == (self.pay is None):
            raise MisfitError("share_or_pay", "share_by（按份额分）和 pay（按定额发）要写一个，只写一个")
        if self.fund is not None and self.fund_per_head is not None:
            raise MisfitError("two_funds", "fund 和 fund_per_head 只能写一个")
        has_fund = self.fund is not None or self.fund_per_head is not None
        if not has_fund and (self.share_by is not None or self.funds):
            raise MisfitError("no_fund", "没有写基金 fund（或 fund_per_head），不知道分多少钱")
        if self.pay is not None and has_fund and self.rest not in ("return", "carry"):
            raise MisfitError(
                "no_rest", "按定额发的基金多半有余，要写 rest: return（收回）或 rest: carry（结转到下季度）"
            )
        if not has_fund and self.rest is not None:
            raise MisfitError("rest_of_nothing", "没有基金就没有余下的钱，请删去 rest")

    @property
    def has_fund(self) -> bool:
        """Whether it is paid out of a fund."""
        return self.fund is not None or self.fund_per_head is not None

    @property
    def keeps_rest(self) -> bool:
        """Whether what is capped or withheld stays in the fund, instead of going to the others."""
        return self.rest in ("return", "carry")


class Penalty(Placed):
    """考核扣减的一项."""

    dock: Product = Field(description="扣的金额（元）是这些因素连乘；reward 是本支部本季度的奖励")
    when: When | None = Field(default=None, description="符合条件的支部才扣；不写则都扣")
    at_least: OfClass | None = Field(default=None, description="要扣的最少扣多少元")
    at_most: OfClass | None = Field(default=None, description="最多扣多少元")
    group: Name | None = Field(
        default=None, description="同一组的几项同时都有的，只扣最重的一项；不写组的，有几项扣几项"
    )


class RewardRules(Placed):
    """The rules of a policy, without its version and date."""

    score: Figure = Field(
        default="composite",
        description="计奖得分：composite 综合得分、without_bonus 不含加分的综合得分、inspection 检查得分、base 基础分",
    )
    coefficient: Coefficient | None = Field(default=None, description="系数，供 share_by、pay、dock 用")
    rewards: dict[Name, Reward] = Field(default={}, description="奖励的各项")
    penalties: dict[Name, Penalty] = Field(default={}, description="考核扣减的各项")
    no_reward: tuple[When, ...] = Field(
        default=(), description="不发奖励的情形，有其一就不发；一票否决写了不得兑现的总是不发"
    )
    net_at_least: OfClass | None = Field(
        default=None, description="实发最低多少元，扣到这里为止；不写则照扣，实发可以是负数"
    )

    @after
    def _some_money(self) -> None:
        if not self.rewards and not self.penalties:
            raise MisfitError("no_money", "办法里要有 rewards（奖励）或 penalties（考核扣减）")

    def ways(self) -> Iterator[tuple[Placed, tuple[str | int, ...], Factor]]:
        """All factors of all products, each with the part in which it stands and the keys that lead to it there."""
        products: list[tuple[Placed, str, tuple[Factor, ...]]] = []
        if self.coefficient is not None:
            products.append((self.coefficient, "product", self.coefficient.product))
        for part in self.rewards.values():
            products += [(part, "share_by", part.share_by or ()), (part, "pay", part.pay or ())]
        products += [(penalty, "dock", penalty.dock) for penalty in self.penalties.values()]
        for owner, key, product in products:
            yield from ((owner, (key, index), factor) for index, factor in enumerate(product))

    def factors(self) -> Iterator[Factor]:
        """All factors of all products."""
        return (factor for _, _, factor in self.ways())

    def conditions(self) -> Iterator[When]:
        """All conditions."""
        yield from self.no_reward
        yield from (part.when for part in self.rewards.values() if part.when is not None)
        yield from (part.when for part in self.penalties.values() if part.when is not None)


class RewardPolicy(RewardRules):
    """绩效奖励办法 of one version."""

    kind: Literal["reward"]
    version: Name = Field(description="版本，如 2020")
    title: Text = Field(description="名称")
    effective_from: QuarterText = Field(description="从哪个季度起施行，如 2020Q1")
    note: Text | None = Field(default=None, description="说明")
    difference: Annotated[Literal["all", "owed"], UNSEALED] = Field(
        default="all", description="兑现以后更正的差额：all 多退少补，owed 只补发少发的，多发的不扣回"
    )
